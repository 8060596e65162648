"""Whole networks in a Session, in onnxruntime alone and in the Reference; conversion, loading and start-up."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime

from benchmarks.measure import side_by_side
from caffe2trt.caffe.caffemodel import write_caffemodel
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.converter import Net, Reference, export_onnx, load
from caffe2trt.runtime import Session

ROOT = Path(__file__).parent.parent
BLOB = ROOT / "samples" / "moving_blob"
LRCN = ROOT / "tests" / "goldens" / "big" / "lrcn_ucf101" / "net.prototxt"
CONVERT = """
import sys, time
from caffe2trt.converter import export_onnx, load
start = time.perf_counter()
export_onnx(load(sys.argv[1], sys.argv[2]), sys.argv[3])
print(time.perf_counter() - start)
"""


def moving_blob(folder: Path, threads: int, seconds: float) -> dict[str, float]:
    """8 time steps of 16 streams of the sample."""
    net = load(BLOB / "train_test.prototxt", BLOB / "moving_blob.caffemodel")
    return whole_network(net, folder, threads, seconds)


def lrcn(folder: Path, threads: int, seconds: float) -> dict[str, float]:
    """16 time steps of one stream of 3 x 227 x 227 pictures."""
    sizes = {"data": (384, 3, 227, 227), "clip_markers": (384,)}
    return whole_network(
        load(LRCN, inputs=sizes, time_steps=16, batch=1, random_weights=0), folder, threads, max(seconds, 20)
    )


def whole_network(net: Net, folder: Path, threads: int, seconds: float) -> dict[str, float]:
    """Median seconds of a call."""
    export_onnx(net, folder / "net.onnx")
    session = Session(folder / "net.onnx", threads=threads or None)
    reference, wide = Reference(net), Reference(net, np.float64)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    bare = onnxruntime.InferenceSession(folder / "net.onnx", options, providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(0)
    feeds = {name: rng.normal(size=shape).astype(np.float32) for name, shape in net.inputs.items()}
    feeds |= {name: np.ones(net.inputs[name], np.float32) for name in session.cont}
    whole = feeds | {name: np.zeros(shape, np.float32) for name, shape in net.states.items()}
    return side_by_side(
        {
            "onnxruntime, run": lambda: bare.run(None, whole),
            "caffe2trt Session": lambda: session.step(feeds),
            "Reference, float32": lambda: reference.outputs(feeds),
            "Reference, float64": lambda: wide.outputs(feeds),
        },
        seconds,
    )


def conversion(folder: Path, megabytes: int) -> dict[str, float]:
    """Seconds to convert weights of this size to ONNX in a new process, and to copy the caffemodel."""
    layers, rows = -(-megabytes // 1000), 7000
    columns = megabytes * 1_000_000 // (4 * rows * layers)
    prototxt, caffemodel, target = folder / "net.prototxt", folder / "net.caffemodel", folder / "net.onnx"
    prototxt.write_text(
        f'layer {{ name: "x" type: "Input" top: "x" input_param {{ shape {{ dim: 1 dim: {columns} }} }} }}\n'
        + "".join(
            f'layer {{ name: "fc{i}" type: "InnerProduct" bottom: "x" top: "y{i}" '
            f"inner_product_param {{ num_output: {rows} }} }}\n"
            for i in range(layers)
        )
    )
    blobs = {f"fc{i}": [np.full((rows, columns), 0.5, np.float32), np.zeros(rows, np.float32)] for i in range(layers)}
    net = caffe_pb2.NetParameter()
    for name in blobs:
        net.layer.add(name=name, type="InnerProduct")
    write_caffemodel(caffemodel, net, blobs)
    del blobs
    start = time.perf_counter()
    with open(caffemodel, "rb") as source, open(folder / "copy", "wb") as copy:
        while block := source.read(1 << 24):
            copy.write(block)
    copying = time.perf_counter() - start
    command = [sys.executable, "-c", CONVERT, str(prototxt), str(caffemodel), str(target)]
    took = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for path in folder.iterdir():
        path.unlink()
    return {"convert": took, "copy the caffemodel": copying}


def loading(folder: Path, layers: int) -> dict[str, float]:
    """Seconds to load a network of this number of InnerProduct layers, without weights."""
    text = 'layer { name: "x" type: "Input" top: "t0" input_param { shape { dim: 1 dim: 8 } } }\n' + "".join(
        f'layer {{ name: "l{i}" type: "InnerProduct" bottom: "t{i}" top: "t{i + 1}" '
        "inner_product_param { num_output: 8 } }\n"
        for i in range(layers)
    )
    path = folder / "layers.prototxt"
    path.write_text(text)
    start = time.perf_counter()
    load(path)
    return {"load": time.perf_counter() - start}


def start_up() -> dict[str, float]:
    """Seconds of new processes."""

    def process(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return side_by_side(
        {
            "python -c pass": process("-c", "pass"),
            "import caffe2trt.runtime": process("-c", "import caffe2trt.runtime"),
            "caffe2trt --help": process("-m", "caffe2trt", "--help"),
        },
        8,
    )
