"""Each primitive of a Program in ONNX operators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from onnx import TensorProto

from caffe2trt.converter.dispatch import Dispatch
from caffe2trt.converter.onnx_model.graph import Graph
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node

Emitter: TypeAlias = Callable[[Graph, Node], None]
emit: Dispatch[Emitter] = Dispatch("ONNX")

BINARY = {"sum": "Add", "sub": "Sub", "prod": "Mul", "div": "Div", "max": "Max", "min": "Min", "pow": "Pow"}
ACTIVATION = {"relu": "Relu", "leaky_relu": "LeakyRelu", "sigmoid": "Sigmoid", "tanh": "Tanh"}


def _inputs(g: Graph, node: Node) -> list[str]:
    return [g.value(value) for value in node.inputs]


@emit(p.Identity)
def identity(g: Graph, node: Node) -> None:
    g.op("Identity", _inputs(g, node), node.output.name)


@emit(p.Convolution)
def convolution(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Convolution)
    g.op(
        "Conv",
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
    attributes = {"alpha": op.alpha} if op.kind == "leaky_relu" else {}
    g.op(ACTIVATION[op.kind], _inputs(g, node), node.output.name, **attributes)


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


@emit(p.Reshape)
def reshape(g: Graph, node: Node) -> None:
    op = node.op
    assert isinstance(op, p.Reshape)
    g.reshape(g.value(node.inputs[0]), op.shape, node.output.name)


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


@emit(p.Gather)
def gather(g: Graph, node: Node) -> None:
    table, indices = _inputs(g, node)
    whole = g.op("Cast", [indices], to=TensorProto.INT64)
    g.op("Gather", [table, whole], node.output.name, axis=0)
