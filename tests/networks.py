"""Small networks for tests: prototxt text and random weights, written as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe import caffemodel
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.converter import Net, load

Array = NDArray[np.float32]


def write_caffemodel(path: Path, blobs: Mapping[str, Sequence[Array]]) -> Path:
    """A V2 caffemodel with these blobs, by layer name."""
    net = caffe_pb2.NetParameter()
    for name in blobs:
        net.layer.add(name=name)
    caffemodel.write_caffemodel(path, net, blobs)
    return path


def random_net(folder: Path, text: str, seed: int = 0, scale: float = 0.5) -> Net:
    """The network of a prototxt's text with random weights for every layer that has some."""
    prototxt = folder / "net.prototxt"
    prototxt.write_text(text)
    rng = np.random.default_rng(seed)
    blobs = {  # of layers that share a name, or have none, the one with weights counts
        report.proto.name: [rng.normal(scale=scale, size=blob.shape).astype(np.float32) for blob in report.blobs]
        for report in sorted(load(prototxt).reports, key=lambda report: bool(report.blobs))
    }
    return load(prototxt, write_caffemodel(folder / "net.caffemodel", blobs))


def input_layer(name: str, *dims: int) -> str:
    """An Input layer."""
    shape = " ".join(f"dim: {dim}" for dim in dims)
    return f'layer {{ name: "{name}" type: "Input" top: "{name}" input_param {{ shape {{ {shape} }} }} }}\n'


def lstm_text(steps: int, batch: int, features: int, hidden: int, static: int = 0, kind: str = "LSTM") -> str:
    """A network of one recurrent layer: inputs x, cont and, if `static`, s; output y."""
    bottoms = 'bottom: "x" bottom: "cont"' + (' bottom: "s"' if static else "")
    return (
        input_layer("x", steps, batch, features)
        + input_layer("cont", steps, batch)
        + (input_layer("s", batch, static) if static else "")
        + f'layer {{ name: "l" type: "{kind}" {bottoms} top: "y" recurrent_param {{ num_output: {hidden} }} }}\n'
    )
