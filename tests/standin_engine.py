"""Writes the "engines" of tests/cpp: a network's layers and weights as a text that the stand-in computes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from caffe2trt.converter import Net, define_network
from caffe2trt.converter.lowering import LayerReport
from caffe2trt.runtime.interface import state_output
from caffe2trt.runtime.manifest import Range

Line = tuple[str, list[str], list[str], list[int], list[float], list[np.ndarray[Any, Any]]]


def standin_engine(
    net: Net, path: Path, *, name: str | None = None, host_code: bool = False, floats: bool = True
) -> Path:
    """A network as an engine of the stand-in.

    Args:
        name: what the engine says about itself; by default what the converter writes.
        host_code: the engine holds code for the CPU.
        floats: the inputs and outputs are float32.
    """
    states = net.states
    tensors = [("input", name, shape) for name, shape in {**net.inputs, **states}.items()]
    tensors += [("output", name, shape) for name, shape in net.outputs.items()]
    tensors += [("output", state_output(name), shape) for name, shape in states.items()]
    varying = net.varying
    text = [
        "standin",
        _string(define_network(net).network.name if name is None else name),
        str(int(host_code)),
        *_range(varying.time_steps if varying else None),
        *_range(varying.batch if varying else None),
        str(len(tensors)),
    ]
    for kind, name, shape in tensors:
        text += [kind, str(int(floats)), _string(name), str(len(shape)), *map(_axis, shape)]
    shapes = {**net.inputs, **{top: shape for r in net.reports for top, shape in zip(r.proto.top, r.shapes)}}
    lines = [line for report in net.reports if (line := _layer(report, shapes)) is not None]
    text += [str(len(lines)), *map(_line, lines)]
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def _string(text: str) -> str:
    return f"{len(text.encode())} {text}"


def _range(sizes: Range | None) -> list[str]:
    return [str(size) for size in sizes or (0, 0, 0)]


def _axis(length: Any) -> str:
    """The factor of a length such as 4*T*N, and whether T and N are in it."""
    words = str(length).split("*")
    factor = prod(int(word) for word in words if word.isdigit())
    return f"{factor} {int('T' in words)} {int('N' in words)}"


def _listed(items: Iterable[str]) -> str:
    items = list(items)
    return " ".join([str(len(items)), *items])


def _line(line: Line) -> str:
    kind, bottoms, tops, sizes, numbers, weights = line
    parts = [_listed(map(_string, bottoms)), _listed(map(_string, tops)), _listed(map(str, sizes))]
    parts.append(_listed(map(repr, numbers)))
    arrays = [_listed(f"{value:.9g}" for value in array.reshape(-1)) for array in weights]
    return " ".join([kind, *parts, str(len(arrays)), *arrays])


def _layer(report: LayerReport, shapes: Mapping[str, Any]) -> Line | None:
    layer = report.proto
    weights = [blob.array for blob in report.blobs if blob.array is not None]
    bottoms, tops = list(layer.bottom), list(layer.top)
    if layer.type == "Input":
        return None
    if layer.type in ("LSTM", "RNN"):
        states = ["h", "c"] if layer.type == "LSTM" else ["h"]
        bottoms += [f"{layer.name}__{state}_in" for state in states]
        tops += [f"{layer.name}__{state}_out" for state in states]
        cells = int(layer.recurrent_param.num_output)
        rows = 4 * cells if layer.type == "LSTM" else cells
        return layer.type, bottoms, tops, [weights[0].size // rows, cells], [], weights
    kind = "Same" if layer.type in ("Reshape", "Dropout") else layer.type
    sizes, numbers = SETTINGS[kind](layer, [*map(_fixed, shapes[bottoms[0]])])
    return kind, bottoms, tops, sizes, numbers, weights


def _fixed(length: Any) -> int:
    """A length; 0 where it varies."""
    return int(length) if str(length).isdigit() else 0


def _window(kernel: Any, stride: Any) -> list[int]:
    return [*(kernel or [1])][:1] + [*(stride or [1])][:1]


# By layer type: from the layer and its bottom's shape, the whole numbers and the others that the stand-in reads.
SETTINGS: dict[str, Callable[[Any, list[int]], tuple[list[int], list[float]]]] = {
    "Convolution": lambda layer, shape: (
        [
            *shape[1:4],
            *_window(layer.convolution_param.kernel_size, layer.convolution_param.stride),
            layer.convolution_param.num_output,
        ],
        [],
    ),
    "Pooling": lambda layer, shape: ([*shape[1:4], layer.pooling_param.kernel_size, layer.pooling_param.stride], []),
    "LRN": lambda layer, shape: (
        [shape[1], shape[2] * shape[3], layer.lrn_param.local_size],
        [layer.lrn_param.alpha, layer.lrn_param.beta],
    ),
    "InnerProduct": lambda layer, shape: (
        [prod(shape[layer.inner_product_param.axis :]), layer.inner_product_param.num_output],
        [],
    ),
    "Softmax": lambda layer, shape: ([shape[-1]], []),
    "ReLU": lambda layer, shape: ([], []),
    "Same": lambda layer, shape: ([], []),
}
