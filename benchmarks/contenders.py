"""Programs that compute one LSTM over T time steps of N streams, each from the same arrays.

A contender is a class with a `name` and a `package`; made from a Task, it gives a function that takes nothing and
computes the task once, and whose result is (T, N, H). It raises Unable where it does not compute such a task.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.converter import export_onnx, load
from caffe2trt.runtime import Session

Array = Any
Call = Callable[[], Array]


class Unable(Exception):
    """This contender does not compute such a task."""


@dataclass(frozen=True)
class Task:
    """One LSTM.

    Attributes:
        steps, batch, features, hidden: T, N, I and H.
        reset: the time step at which all streams begin a new sequence; 0 for none.
        threads: 1, or 0 for all.
    """

    steps: int
    batch: int
    features: int
    hidden: int
    reset: int = 0
    threads: int = 1

    @property
    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """x (T, N, I), W (4H, I), R (4H, H) and b (4H), gates in Caffe's order: input, forget, output, cell."""
        rng, scale = np.random.default_rng(0), self.hidden**-0.5
        shapes = ((4 * self.hidden, self.features), (4 * self.hidden, self.hidden), (4 * self.hidden,))
        weights, recurrent, bias = (rng.normal(scale=scale, size=shape).astype(np.float32) for shape in shapes)
        x = rng.normal(size=(self.steps, self.batch, self.features)).astype(np.float32)
        return x, weights, recurrent, bias


def reordered(blob: Array, order: str) -> Array:
    """A blob of Caffe's gates i, f, o, g in another order."""
    gates = dict(zip("ifog", np.split(blob, 4)))
    return np.concatenate([gates[gate] for gate in order])


def zeros(*shape: int) -> Array:
    return np.zeros(shape, np.float32)


class Ours:
    """Session.step of an exported ONNX file."""

    name, package = "caffe2trt Session", "caffe2trt"

    def __init__(self, task: Task) -> None:
        folder = Path(mkdtemp())
        net = load(*caffe_files(task, folder))
        export_onnx(net, folder / "net.onnx")
        self.session = Session(folder / "net.onnx", threads=task.threads or None)
        self.x, cont = task.arrays[0], np.ones((task.steps, task.batch), np.float32)
        if task.reset:
            cont[task.reset] = 0
        self.feeds = {"x": self.x, "cont": cont} if task.reset else {"x": self.x}
        self.session.step(x=self.x, cont=np.zeros_like(cont))

    def __call__(self) -> Array:
        return self.session.step(self.feeds)["y"]

    def first(self) -> Array:
        """What a call gives from a state of zeros."""
        self.session.reset()
        return self()


def caffe_files(task: Task, folder: Path) -> tuple[Path, Path]:
    """The task as a prototxt and a caffemodel."""
    prototxt, caffemodel = folder / "net.prototxt", folder / "net.caffemodel"
    prototxt.write_text(
        f'input: "x" input_shape {{ dim: {task.steps} dim: {task.batch} dim: {task.features} }}\n'
        f'input: "cont" input_shape {{ dim: {task.steps} dim: {task.batch} }}\n'
        'layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "y" '
        f"recurrent_param {{ num_output: {task.hidden} }} }}"
    )
    _, weights, recurrent, bias = task.arrays
    model = caffe_pb2.NetParameter()
    layer = model.layer.add(name="l")
    for array in (weights, bias, recurrent):
        layer.blobs.add(data=array.ravel()).shape.dim.extend(array.shape)
    caffemodel.write_bytes(model.SerializeToString())
    return prototxt, caffemodel


def bare_model(task: Task) -> onnx.ModelProto:
    """ONNX's LSTM operator alone: x, h and c in; y, h and c out."""
    _, weights, recurrent, bias = task.arrays
    steps, batch, hidden = task.steps, task.batch, task.hidden
    constants = {
        "W": reordered(weights, "iofg")[None],
        "R": reordered(recurrent, "iofg")[None],
        "b": np.concatenate([reordered(bias, "iofg"), zeros(4 * hidden)])[None],
    }
    node = helper.make_node("LSTM", ["x", "W", "R", "b", "", "h", "c"], ["y", "h_out", "c_out"], hidden_size=hidden)
    state = (1, batch, hidden)
    shapes: dict[str, tuple[int, ...]] = {
        "x": (steps, batch, task.features),
        "h": state,
        "c": state,
        "h_out": state,
        "c_out": state,
    }
    shapes["y"] = (steps, 1, batch, hidden)
    inputs, outputs = (
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in names]
        for names in (("x", "h", "c"), ("y", "h_out", "c_out"))
    )
    initializers = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    graph = helper.make_graph([node], "lstm", inputs, outputs, initializers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


class BareRun:
    """onnxruntime's run of the LSTM operator alone, the state fed back in Python."""

    name, package = "onnxruntime, run", "onnxruntime"

    def __init__(self, task: Task) -> None:
        refuse_reset(task)
        self.session = ort_session(task)
        state = zeros(1, task.batch, task.hidden)
        self.feeds = {"x": task.arrays[0], "h": state, "c": state}

    def __call__(self) -> Array:
        y, self.feeds["h"], self.feeds["c"] = self.session.run(None, self.feeds)
        return y[:, 0]


class BareBound:
    """The same with IO binding: two sets of states that change places, as a Session has them."""

    name, package = "onnxruntime, IO binding", "onnxruntime"

    def __init__(self, task: Task) -> None:
        refuse_reset(task)
        self.session = ort_session(task)
        self.given = task.arrays[0]
        self.x, self.y = zeros(*self.given.shape), zeros(task.steps, 1, task.batch, task.hidden)
        states = [{name: zeros(1, task.batch, task.hidden) for name in ("h", "c")} for _ in range(2)]
        self.bindings = [self._bound(states[which], states[which ^ 1]) for which in (0, 1)]
        self.kept, self.now = states, 0

    def _bound(self, before: dict[str, Array], after: dict[str, Array]) -> Any:
        binding = self.session.io_binding()
        for name, array in {"x": self.x, **before}.items():
            binding.bind_input(name, "cpu", 0, np.float32, array.shape, array.ctypes.data)
        for name, array in {"y": self.y, **{f"{name}_out": array for name, array in after.items()}}.items():
            binding.bind_output(name, "cpu", 0, np.float32, array.shape, array.ctypes.data)
        return binding

    def __call__(self) -> Array:
        self.x[...] = self.given
        self.session.run_with_iobinding(self.bindings[self.now])
        self.now ^= 1
        return self.y[:, 0].copy()


def ort_session(task: Task) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = task.threads
    return onnxruntime.InferenceSession(
        bare_model(task).SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


class Numpy:
    """Caffe's equations in numpy."""

    name, package = "numpy", "numpy"

    def __init__(self, task: Task) -> None:
        self.task, (self.x, self.w, self.r, self.b) = task, task.arrays
        self.h = self.c = zeros(task.batch, task.hidden)

    def __call__(self) -> Array:
        h, c, hidden = self.h, self.c, self.task.hidden
        products = self.x @ self.w.T + self.b
        y = np.empty((*products.shape[:2], hidden), np.float32)
        for step, product in enumerate(products):
            if step and step == self.task.reset:
                h, c = h * 0, c * 0
            gates = product + h @ self.r.T
            i, f, o = np.split(1 / (1 + np.exp(-gates[:, : 3 * hidden])), 3, axis=1)
            c = f * c + i * np.tanh(gates[:, 3 * hidden :])
            h = y[step] = o * np.tanh(c)
        self.h, self.c = h, c
        return y


class Torch:
    """torch.nn.LSTM, or torch.nn.LSTMCell for one time step."""

    name, package = "PyTorch", "torch"

    def __init__(self, task: Task) -> None:
        refuse_reset(task)
        import torch

        torch.set_num_threads(task.threads or torch.get_num_threads())
        x, weights, recurrent, bias = task.arrays
        self.torch, self.is_cell = torch, task.steps == 1
        kind = torch.nn.LSTMCell if self.is_cell else torch.nn.LSTM
        self.module = kind(task.features, task.hidden)
        given = [reordered(blob, "ifgo") for blob in (weights, recurrent, bias)] + [zeros(4 * task.hidden)]
        with torch.no_grad():
            for parameter, array in zip(self.module.parameters(), given):
                parameter.copy_(torch.from_numpy(array))
        self.x = torch.from_numpy(x[0] if self.is_cell else x)
        shape = (task.batch, task.hidden) if self.is_cell else (1, task.batch, task.hidden)
        self.state = (torch.zeros(shape), torch.zeros(shape))

    def __call__(self) -> Array:
        with self.torch.inference_mode():
            if self.is_cell:
                self.state = self.module(self.x, self.state)
                return self.state[0].numpy()[None]
            y, self.state = self.module(self.x, self.state)
            return y.numpy()


class OpenVino:
    """OpenVINO on the CPU, reading the same LSTM operator."""

    name, package = "OpenVINO", "openvino"

    def __init__(self, task: Task) -> None:
        refuse_reset(task)
        import openvino

        core = openvino.Core()
        options: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}
        if task.threads:
            options["INFERENCE_NUM_THREADS"] = task.threads
        model = core.read_model(bare_model(task).SerializeToString())
        self.request = core.compile_model(model, "CPU", options).create_infer_request()
        state = zeros(1, task.batch, task.hidden)
        self.feeds = {"x": task.arrays[0], "h": state, "c": state}

    def __call__(self) -> Array:
        found = self.request.infer(self.feeds, share_inputs=True)
        self.feeds["h"], self.feeds["c"] = found["h_out"], found["c_out"]
        return found["y"][:, 0]


class Ncnn:
    """ncnn, which computes one stream."""

    name, package = "ncnn", "ncnn"

    def __init__(self, task: Task) -> None:
        refuse_reset(task)
        if task.batch != 1:
            raise Unable("its LSTM has one stream")
        import ncnn

        folder = Path(mkdtemp())
        x, weights, recurrent, bias = task.arrays
        (folder / "net.param").write_text(
            "7767517\n4 6\nInput x 0 1 x\nInput h 0 1 h\nInput c 0 1 c\n"
            f"LSTM lstm 3 3 x h c y h_out c_out 0={task.hidden} 1={weights.size} 2=0\n"
        )
        tag = b"\0" * 4  # of plain float32
        blobs = [reordered(blob, "ifog").tobytes() for blob in (weights, bias, recurrent)]
        (folder / "net.bin").write_bytes(b"".join(tag + blob for blob in blobs))
        self.ncnn, self.net = ncnn, ncnn.Net()
        self.net.opt.num_threads = task.threads or self.net.opt.num_threads
        self.net.opt.use_fp16_packed = self.net.opt.use_fp16_storage = self.net.opt.use_fp16_arithmetic = False
        self.net.opt.use_bf16_storage = False
        self.net.load_param(str(folder / "net.param"))
        self.net.load_model(str(folder / "net.bin"))
        self.x = ncnn.Mat(np.ascontiguousarray(x[:, 0])).clone()
        self.h, self.c = (ncnn.Mat(zeros(1, task.hidden)).clone() for _ in range(2))

    def __call__(self) -> Array:
        with self.net.create_extractor() as extractor:
            for name, given in (("x", self.x), ("h", self.h), ("c", self.c)):
                extractor.input(name, given)
            y, self.h, self.c = (extractor.extract(name)[1].clone() for name in ("y", "h_out", "c_out"))
            return np.array(y)[:, None]


def refuse_reset(task: Task) -> None:
    """Raise Unable for a reset within a call, which only caffe2trt and numpy compute in one call."""
    if task.reset:
        raise Unable("it has no reset within a call")


CONTENDERS: tuple[Any, ...] = (BareRun, BareBound, Ours, Numpy, Torch, OpenVino, Ncnn)
