"""Engines on a real GPU: python -m pytest -m gpu. Skipped where there is none.

test_cuda_driver.py runs these tests too, over the driver stand-in, with a stand-in for TensorRT's runtime: that shows
that the tests are right, not that engines run.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net, build_engine, define_network, load
from caffe2trt.converter.comparison.metrics import Tolerance
from caffe2trt.runtime import Session, engine_backend
from caffe2trt.runtime.device import Device, cuda_device
from caffe2trt.runtime.driver import find_gpu
from tests import cuda_driver
from tests.harness import SAMPLES, Array, Case, computed_blobs, difference, golden_names
from tests.networks import lstm_text, random_net

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(find_gpu() is None, reason="no NVIDIA GPU here"),
]
CASES = [name for name in golden_names("recurrent/*", "nets/*") if name != "recurrent/lstm_T1_inplace_relu"]
STATEFUL = ["recurrent/lstm_resets_stateful", "recurrent/lstm_step_stream", "recurrent/rnn_step_stream"]
FP32 = 1e-4  # a GPU adds in another order than Caffe on a CPU
Opener = Callable[..., Session]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Builds an engine for this GPU and opens it."""

    def open_over_the_stand_in(net: Net, precision: str = "fp32", tile: str = "native", **options: Any) -> Session:
        from tests.cuda_driver.support import engine_over

        network = define_network(net, precision, tile=tile, tensorrt="rtx")
        monkeypatch.setattr(engine_backend, "read_engine", lambda path, flavours: engine_over(network))
        (tmp_path / "net.engine").touch()
        return Session(tmp_path / "net.engine", **options)

    def build_and_open(net: Net, precision: str = "fp32", tile: str = "native", **options: Any) -> Session:
        tensorrt = "full" if tile == "plugin" else "auto"
        build_engine(net, tmp_path / "net.engine", precision=precision, tile=tile, tensorrt=tensorrt)
        return Session(tmp_path / "net.engine", tensorrt=tensorrt, **options)

    return build_and_open if cuda_driver.MODE is None else open_over_the_stand_in


class OnGpu:
    """A float32 array on the GPU, copied there and back by the driver itself."""

    def __init__(self, device: Device, stream: int, array: Array) -> None:
        self.device, self.stream = device, stream
        self.host = device.pin(array.shape)
        self.host[...] = array
        self.address = device.allocate(self.host.nbytes)
        self.__cuda_array_interface__ = {
            "shape": array.shape,
            "typestr": "<f4",
            "data": (self.address, False),
            "version": 3,
            "stream": stream,
        }
        device.copy_in(self.address, self.host, stream)

    def read(self) -> Array:
        self.device.copy_out(self.host, self.address, self.stream)
        self.device.synchronize(self.stream)
        return self.host.copy()

    def free(self) -> None:
        self.device.free(self.address)
        self.device.unpin(self.host)


@contextmanager
def on_gpu(*arrays: Array) -> Iterator[tuple[int, list[OnGpu]]]:
    """A stream, and the arrays on the GPU, made on it."""
    device = cuda_device(0)
    before = device.enter()
    stream = device.create_stream()
    held = [OnGpu(device, stream, array) for array in arrays]
    yield stream, held
    for array in held:
        array.free()
    device.destroy_stream(stream)
    device.leave(before)


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
@pytest.mark.parametrize("cuda_graph", [False, True], ids=["enqueue", "graph"])
@pytest.mark.parametrize("name", CASES)
def test_call_by_call_as_caffe(opened: Opener, name: str, cuda_graph: bool, precision: str) -> None:
    """The calls of the case four times, so that graphs are recorded and replayed."""
    case = Case.named(name)
    blobs = computed_blobs(case, case.load())
    with opened(case.load(outputs=blobs), precision, cuda_graph=cuda_graph) as session:
        for _ in range(4):
            session.reset()
            for inputs, expected in case.calls:
                found = session.step({name: inputs[name] for name in session.inputs})
                for blob in blobs:
                    if precision == "fp32":
                        assert difference(found[blob], expected[blob]) < FP32
                    else:
                        assert Tolerance.of(precision).allows(found[blob], expected[blob])
        assert session.what.endswith(", CUDA graph") == cuda_graph, session.what


@pytest.mark.parametrize("cuda_graph", [False, True], ids=["enqueue", "graph"])
def test_sine_wave_step_by_step(opened: Opener, cuda_graph: bool) -> None:
    folder = SAMPLES / "sine_wave"
    expected = np.load(folder / "expected.npz")
    net = load(folder / "deploy.prototxt", folder / "sine.caffemodel", time_steps=1)
    steps = None if cuda_driver.MODE is None else 50
    with opened(net, cuda_graph=cuda_graph) as session:
        found = [session.step(data=np.full((1, 1), x))["ip1"].item() for x in expected["previous"][:steps]]
    assert difference(np.array(found), expected["prediction"][:steps]) < FP32


@pytest.mark.parametrize("asynchronous", [False, True], ids=["blocking", "on a stream"])
@pytest.mark.parametrize("cuda_graph", [False, True], ids=["enqueue", "graph"])
@pytest.mark.parametrize("name", STATEFUL)
def test_arrays_on_the_gpu(opened: Opener, name: str, cuda_graph: bool, asynchronous: bool) -> None:
    case = Case.named(name)
    (blob,) = case.load().outputs
    calls = case.calls * 4
    with opened(case.load(), cuda_graph=cuda_graph) as session:
        for repeat in range(4):
            session.reset()
            for inputs, expected in case.calls:
                names = list(session.inputs)
                with on_gpu(*(inputs[name] for name in names), np.zeros_like(expected[blob])) as (stream, arrays):
                    *given, y = arrays
                    options = {"stream": stream} if asynchronous else {}
                    session.step(dict(zip(names, given)), out={blob: y}, **options)
                    assert difference(y.read(), expected[blob]) < FP32, (repeat, len(calls))
        assert session.what.endswith(", CUDA graph") == cuda_graph, session.what


def test_resets_of_single_streams(opened: Opener, tmp_path: Path) -> None:
    """Stream 1 starts over in the third call; beside it, sessions of one stream."""
    net = random_net(tmp_path, lstm_text(2, 2, 4, 5))
    x = np.random.default_rng(0).normal(size=(6, 2, 2, 4)).astype(np.float32)
    with opened(net) as session:
        found = []
        for place, clip in enumerate(x):
            if place == 3:
                session.reset([1])
            found.append(session.step(x=clip)["y"])
        session.reset()
        whole = [session.step(x=clip)["y"] for clip in x]
        session.reset()
        later = [session.step(x=clip)["y"] for clip in x[3:]]
    for place in range(6):
        assert difference(found[place][:, 0], whole[place][:, 0]) < FP32
        expected = whole[place] if place < 3 else later[place - 3]
        assert difference(found[place][:, 1], expected[:, 1]) < FP32


def test_sessions_of_two_threads(opened: Opener, tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(2, 2, 4, 5))
    x = np.random.default_rng(0).normal(size=(50, 2, 2, 4)).astype(np.float32)
    with opened(net, cuda_graph=True) as session:
        expected = [session.step(x=clip)["y"] for clip in x]
    wrong: list[object] = []

    def use() -> None:
        try:
            with Session(tmp_path / "net.engine", cuda_graph=True) as session:
                found = [session.step(x=clip)["y"] for clip in x]
                wrong.extend(place for place, y in enumerate(found) if difference(y, expected[place]) > FP32)
                if not session.what.endswith(", CUDA graph"):
                    wrong.append(session.what)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("way", ["native", "plugin"])
@pytest.mark.parametrize("name", list(golden_names("layers/tile*")))
def test_tile(opened: Opener, name: str, way: str) -> None:
    if way == "plugin" and (cuda_driver.MODE is not None or find_spec("tensorrt") is None):
        pytest.skip("the Tile plugin needs the full TensorRT")
    case = Case.named(name)
    blobs = computed_blobs(case, case.load())
    with opened(case.load(outputs=blobs), tile=way) as session:
        for inputs, expected in case.calls:
            found = session.step({name: inputs[name] for name in session.inputs})
            assert all(difference(found[blob], expected[blob]) < FP32 for blob in blobs)
