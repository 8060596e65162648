"""Each primitive of a Program in ONNX operators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from onnx import TensorProto

from caffe2trt.converter.onnx_model.emitter import Graph
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dispatch import Dispatch
from caffe2trt.converter.program.program import Node

Emitter: TypeAlias = Callable[[Graph, Node], None]
emit: Dispatch[Emitter] = Dispatch("ONNX")

BINARY = {"sum": "Add", "sub": "Sub", "prod": "Mul", "div": "Div", "max": "Max", "min": "Min", "pow": "Pow"}
ACTIVATION = {
    "relu": "Relu",
    "leaky_relu": "LeakyRelu",
    "elu": "Elu",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "softplus": "Softplus",
    "clip": "Clip",
}


def _inputs(g: Graph, node: Node) -> list[str]:
    return [g.value(value) for value in node.inputs]


@emit(p.Identity)
def identity(g: Graph, node: Node) -> None:
    g.op("Identity", _inputs(g, node), node.output.name)


@emit(p.Convolution)
@emit(p.Deconvolution)
def convolution(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, (p.Convolution, p.Deconvolution))
    g.op(
        "Conv" if isinstance(op, p.Convolution) else "ConvTranspose",
        _inputs(g, node),
        node.output.name,
        strides=op.strides,
        pads=op.padding * 2,
        dilations=op.dilations,
        group=op.groups,
    )


@emit(p.Pooling)
def pooling(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Pooling)
    attributes = {"kernel_shape": op.kernel, "strides": op.strides, "pads": op.pre + op.post}
    if op.kind == "max":
        g.op("MaxPool", _inputs(g, node), node.output.name, **attributes)
    else:
        counted = int(op.count_padding)
        g.op("AveragePool", _inputs(g, node), node.output.name, count_include_pad=counted, **attributes)


@emit(p.Pad)
def pad(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Pad)
    pads = g.integers((0, 0, *op.pre, 0, 0, *op.post), "pads")
    g.op("Pad", [*_inputs(g, node), pads, g.constant(np.float32(op.value).reshape(()), "value")], node.output.name)


@emit(p.LRN)
def lrn(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.LRN)
    g.op("LRN", _inputs(g, node), node.output.name, size=op.size, alpha=op.alpha, beta=op.beta, bias=op.k)


@emit(p.Linear)
def linear(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Linear)
    g.op("Gemm", _inputs(g, node), node.output.name, transB=int(not op.transposed))


@emit(p.Activation)
def activation(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Activation)
    attributes = {"alpha": op.alpha} if op.kind in ("leaky_relu", "elu") else {}
    bounds = []
    if op.kind == "clip":
        bounds = [
            g.constant(np.array(bound, np.float32), name) for name, bound in (("min", op.alpha), ("max", op.beta))
        ]
    g.op(ACTIVATION[op.kind], [*_inputs(g, node), *bounds], node.output.name, **attributes)


@emit(p.PReLU)
def prelu(g: Graph, node: Node) -> None:
    g.op("PRelu", _inputs(g, node), node.output.name)


@emit(p.Unary)
def unary(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Unary)
    g.op(op.kind.capitalize(), _inputs(g, node), node.output.name)


@emit(p.Threshold)
def threshold(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Threshold)
    above = g.op("Greater", [*_inputs(g, node), g.constant(np.array(op.value, np.float32), "threshold")])
    g.op("Cast", [above], node.output.name, to=TensorProto.FLOAT)


@emit(p.Binary)
def binary(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Binary)
    g.op(BINARY[op.kind], _inputs(g, node), node.output.name)


@emit(p.Affine)
def affine(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Affine)
    x, scale, shift = node.inputs
    shape = (*scale.shape, *(1,) * (len(x.shape) - op.axis - 1))
    scaled = g.op("Mul", [g.value(x), g.value(scale, shape)])
    g.op("Add", [scaled, g.value(shift, shape)], node.output.name)


@emit(p.Softmax)
def softmax(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Softmax)
    g.op("Softmax", _inputs(g, node), node.output.name, axis=op.axis)


@emit(p.Reduce)
def reduce(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Reduce)
    if op.kind == "sum":  # opset 17 has the axes of ReduceSum as an input and those of ReduceMean as an attribute
        axes = g.integers(op.axes, "axes")
        g.op("ReduceSum", [*_inputs(g, node), axes], node.output.name, keepdims=int(op.keep))
    else:
        g.op("ReduceMean", _inputs(g, node), node.output.name, axes=op.axes, keepdims=int(op.keep))


@emit(p.TopK)
def top_k(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.TopK)
    values, indices = (output.name for output in node.outputs)
    places, last = g.unique("places"), node.inputs[0].shape[op.axis] - 1
    backward = g.op("Slice", [*_inputs(g, node), *_backward(g, op.axis)])  # of equal values TopK takes the first
    g.op("TopK", [backward, g.integers([op.k], "k")], [values, places], axis=op.axis)
    g.op("Cast", [g.op("Sub", [g.integers([last], "last"), places])], indices, to=TensorProto.FLOAT)


@emit(p.Reshape)
def reshape(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Reshape)
    g.reshape(g.value(node.inputs[0]), op.shape, node.output.name)


@emit(p.Transpose)
def transpose(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Transpose)
    g.op("Transpose", _inputs(g, node), node.output.name, perm=op.order)


@emit(p.Concat)
def concat(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Concat)
    g.op("Concat", _inputs(g, node), node.output.name, axis=op.axis)


@emit(p.Slice)
def slice_(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Slice)
    starts, ends = g.integers([op.start], "starts"), g.integers([op.start + op.size], "ends")
    g.op("Slice", [*_inputs(g, node), starts, ends, g.integers([op.axis], "axes")], node.output.name)


@emit(p.Reverse)
def reverse(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Reverse)
    g.op("Slice", [*_inputs(g, node), *_backward(g, op.axis)], node.output.name)


def _backward(g: Graph, axis: int) -> list[str]:
    """What Slice takes to go along an axis from its end."""
    numbers = {"starts": -1, "ends": np.iinfo(np.int64).min, "axes": axis, "steps": -1}
    return [g.integers([number], name) for name, number in numbers.items()]


@emit(p.ReverseSequence)
def reverse_sequence(g: Graph, node: Node) -> None:
    x, lengths = _inputs(g, node)
    whole = g.op("Cast", [lengths], to=TensorProto.INT64)
    # One step reversed is as none; for none older onnxruntimes leave the sequence out.
    least = g.op("Max", [whole, g.integers([1], "one")])
    g.op("ReverseSequence", [x, least], node.output.name, time_axis=0, batch_axis=1)


@emit(p.Tile)
def tile(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Tile)
    repeats = [op.tiles if axis == op.axis else 1 for axis in range(len(node.output.shape))]
    g.op("Tile", [*_inputs(g, node), g.integers(repeats, "repeats")], node.output.name)


@emit(p.Resize)
def resize(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Resize)
    inputs = [*_inputs(g, node), "", "", g.integers(node.output.shape, "sizes")]
    if op.kind == "bilinear":
        attributes = {"mode": "linear", "coordinate_transformation_mode": "align_corners"}
    else:
        attributes = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    g.op("Resize", inputs, node.output.name, **attributes)


@emit(p.Gather)
def gather(g: Graph, node: Node) -> None:
    table, indices = _inputs(g, node)
    whole = g.op("Cast", [indices], to=TensorProto.INT64)
    g.op("Gather", [table, whole], node.output.name, axis=0)
