"""Networks in int8 and fp8, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from caffe2trt.converter import Net, Reference, define_network, export_onnx, load
from caffe2trt.converter.quantization.calibrate import calibrate
from caffe2trt.converter.quantization.quantize import quantize
from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from caffe2trt.runtime import Session
from tests.harness import SAMPLES, Case
from tests.networks import input_layer

Array = NDArray[np.float32]
Arrays = dict[str, Array]
CONVOLUTION = "convolution_param { num_output: %d kernel_size: 3 pad: 1 } }\n"


@cache
def moving_blob() -> tuple[Net, tuple[Arrays, ...], Array]:
    """The sample, its three batches of 16 clips as calls, and what Caffe says of them (3, 8, 16, 5)."""
    folder = SAMPLES / "moving_blob"
    with np.load(folder / "expected.npz") as caffe:
        calls = tuple(
            {"data": frames.reshape(128, 1, 16, 16), "clip_markers": caffe["clip_markers"].ravel()}
            for frames in caffe["frames"]
        )
        expected = caffe["probs"]
    return load(folder / "train_test.prototxt", folder / "moving_blob.caffemodel"), calls, expected


def quantized_case(name: str, kind: str = "int8") -> tuple[Net, Net, list[Arrays]]:
    """A golden case's network, the same quantized with all that can be, and its calls."""
    case = Case.named(name)
    net, calls = case.load(), [inputs for inputs, _ in case.calls]
    return net, quantize(net, calibrate(net, calls, "minmax"), kind, recurrent=True), calls


def every_tensor(net: Net, feeds: Mapping[str, Array]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The tensors that ONNX and TensorRT compute of a quantized network, by name: what both show of one call."""
    assert net.quantization is not None
    evaluated = Interpreter(define_network(net, net.quantization.kind)).run(feeds, everything=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        export_onnx(net, path)
        model = onnx.load(path)
        known = {output.name for output in model.graph.output}
        model.graph.output.extend(tensor for tensor in model.graph.value_info if tensor.name not in known)
        onnx.save(model, path)
        with Session(path) as session:
            run = session.step({name: feeds[name] for name in session.inputs})
    return dict(run), evaluated


def run_onnx(net: Net, path: Path, calls: list[Arrays]) -> list[Mapping[str, Array]]:
    """The outputs of the ONNX file under onnxruntime."""
    export_onnx(net, path)
    with Session(path) as session:
        return [session.step({name: call[name] for name in session.inputs}) for call in calls]


def run_reference(net: Net, calls: list[Arrays]) -> list[dict[str, Array]]:
    """The outputs and states in numpy."""
    reference = Reference(net)
    return [reference.outputs(call) for call in calls]


def trunk_text(*layers: str) -> str:
    """A network of an input x (2, 4, 8, 8) and layers that are given as 'conv a x', 'sum s a b', 'relu a' and so on."""
    text = input_layer("x", 2, 4, 8, 8)
    for words in map(str.split, layers):
        kind, top, bottoms = words[0], words[1], words[2:] or words[1:]
        head = f'layer {{ name: "{kind}_{top}" top: "{top}" ' + " ".join(f'bottom: "{name}"' for name in bottoms)
        text += (
            head
            + {
                "conv": ' type: "Convolution" ' + CONVOLUTION % 4,
                "sum": ' type: "Eltwise" }\n',
                "concat": ' type: "Concat" }\n',
                "relu": ' type: "ReLU" }\n',
                "pool": ' type: "Pooling" pooling_param { pool: MAX kernel_size: 2 stride: 2 } }\n',
            }[kind]
        )
    return text
