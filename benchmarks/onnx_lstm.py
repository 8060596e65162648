"""What exactness for any cont costs in ONNX: the exported If against the bare LSTM operator, side by side in one run.

    python benchmarks/onnx_lstm.py [--steps 64] [--width 256] [--batch 1] [--rounds 300]

Prints the median time of a call and its ratio to the bare operator's. One thread.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime

from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.converter import export_onnx, load


def network(folder: Path, steps: int, batch: int, width: int) -> tuple[Path, Path]:
    """A prototxt and a caffemodel of one LSTM with random weights."""
    rng = np.random.default_rng(0)
    prototxt, caffemodel = folder / "net.prototxt", folder / "net.caffemodel"
    prototxt.write_text(
        f'input: "x" input_shape {{ dim: {steps} dim: {batch} dim: {width} }}\n'
        f'input: "cont" input_shape {{ dim: {steps} dim: {batch} }}\n'
        'layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "y" '
        f"recurrent_param {{ num_output: {width} }} }}"
    )
    model = caffe_pb2.NetParameter()
    layer = model.layer.add(name="l")
    for shape in ((4 * width, width), (4 * width,), (4 * width, width)):
        blob = layer.blobs.add(data=rng.normal(scale=width**-0.5, size=shape).ravel())
        blob.shape.dim.extend(shape)
    caffemodel.write_bytes(model.SerializeToString())
    return prototxt, caffemodel


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("steps", 64), ("width", 256), ("batch", 1), ("rounds", 300)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        net = load(*network(folder, given.steps, given.batch, given.width))
        export_onnx(net, folder / "exact.onnx")
        export_onnx(net, folder / "bare.onnx", cont_starts_only=True)
        exact, bare = session(folder / "exact.onnx"), session(folder / "bare.onnx")
    feeds = {"x": np.random.default_rng(1).normal(size=net.inputs["x"]).astype(np.float32)}
    feeds |= {name: np.zeros(shape, np.float32) for name, shape in net.states.items()}
    cont = np.ones(net.inputs["cont"], np.float32)
    reset = cont.copy()
    reset[given.steps // 2] = 0
    calls: dict[str, Callable[[], object]] = {
        "the LSTM operator alone": lambda: bare.run(None, {**feeds, "cont": cont}),
        "exact, no reset inside the call": lambda: exact.run(None, {**feeds, "cont": cont}),
        "exact, a reset inside the call": lambda: exact.run(None, {**feeds, "cont": reset}),
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(given.rounds):
        for label, call in calls.items():
            start = time.perf_counter()
            call()
            times[label].append(time.perf_counter() - start)
    first = float(np.median(times["the LSTM operator alone"]))
    for label, took in times.items():
        median = float(np.median(took))
        print(f"{label:34s} {1e6 * median:8.0f} us   {median / first:.2f}")


if __name__ == "__main__":
    main()
