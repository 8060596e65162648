"""Layers that multiply with, look up, or shift and scale by weights."""

from __future__ import annotations

import math

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter.layers.common import along_axis, broadcast_binary, canonical_axis, positive, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Affine, Binary, Gather, Linear
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import broadcast, leading


def _inner_product_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.inner_product_param.axis, rank)


def _scale_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.scale_param.axis, rank)


def _bias_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.bias_param.axis, rank)


@caffe_layer("InnerProduct", axes=leading(_inner_product_axis), in_place=False)
def inner_product(b: Builder, layer: Layer, x: Value) -> Value:
    """Any axis, with or without bias, transposed or not."""
    param = layer.proto.inner_product_param
    axis = _inner_product_axis(layer.proto, len(x.shape))
    outputs, inner = positive(param.num_output, "inner_product_param.num_output"), math.prod(x.shape[axis:])
    shapes: dict[str, Shape] = {"weights": (inner, outputs) if param.transpose else (outputs, inner)}
    if param.bias_term:
        shapes["bias"] = (outputs,)
    rows = reshape(b, x, (math.prod(x.shape[:axis]), inner))
    y = b(Linear(transposed=param.transpose), rows, *layer.blobs(**shapes))
    return reshape(b, y, (*x.shape[:axis], outputs, *((1, 1) if param.output_4d else ())))


@caffe_layer("Embed", axes=leading(lambda layer, rank: rank), in_place=False)
def embed(b: Builder, layer: Layer, indices: Value) -> Value:
    """Indices are whole numbers stored as floats; a fraction is dropped. With or without bias."""
    param = layer.proto.embed_param
    outputs = positive(param.num_output, "embed_param.num_output")
    shapes: dict[str, Shape] = {"weights": (positive(param.input_dim, "embed_param.input_dim"), outputs)}
    if param.bias_term:
        shapes["bias"] = (outputs,)
    table, *bias = layer.blobs(**shapes)
    if layer.dialect.embed_drops_one and len(indices.shape) > 1 and indices.shape[-1] == 1:
        indices = reshape(b, indices, indices.shape[:-1])
    y = b(Gather(), table, indices)
    return broadcast_binary(b, "sum", y, bias[0], len(indices.shape)) if bias else y


@caffe_layer("Scale", axes=broadcast(_scale_axis))
def scale(b: Builder, layer: Layer, x: Value, factors: Value | None = None) -> Value:
    """By learned factors or a second bottom, from any axis on, with or without bias."""
    param = layer.proto.scale_param
    # A factor without axes broadcasts from anywhere, and Caffe does not look at the axis then.
    axis = 0 if factors is not None and not factors.shape else _scale_axis(layer.proto, len(x.shape))
    bias: list[Value] = []
    if factors is None:
        shape = _covered(x, axis, param.num_axes)
        factors, *bias = layer.blobs(scale=shape, bias=shape) if param.bias_term else layer.blobs(scale=shape)
        if len(shape) == 1:
            zeros = b.constant(np.zeros(shape, np.float32), "no_bias") if not bias else bias[0]
            return b(Affine(axis), x, factors, zeros)
    elif param.bias_term:
        bias = layer.blobs(bias=factors.shape)
    y = b(Binary("prod"), x, along_axis(b, x, factors, axis))
    return broadcast_binary(b, "sum", y, bias[0], axis) if bias else y


@caffe_layer("Bias", axes=broadcast(_bias_axis))
def bias(b: Builder, layer: Layer, x: Value, terms: Value | None = None) -> Value:
    """Learned terms or a second bottom, from any axis on."""
    param = layer.proto.bias_param
    axis = 0 if terms is not None and not terms.shape else _bias_axis(layer.proto, len(x.shape))
    if terms is None:
        (terms,) = layer.blobs(bias=_covered(x, axis, param.num_axes))
    return broadcast_binary(b, "sum", x, terms, axis)


def _covered(x: Value, axis: int, count: int) -> Shape:
    """The sizes of `count` axes of x from `axis` on; of all if it is -1."""
    last = len(x.shape) if count == -1 else axis + count
    if not axis <= last <= len(x.shape):
        raise LayerProblem(f"axis {axis} and num_axes {count} are out of range for {x.shape}")
    return x.shape[axis:last]


@caffe_layer("BatchReindex", in_place=False)
def batch_reindex(b: Builder, layer: Layer, x: Value, indices: Value) -> Value:
    """All options."""
    if len(indices.shape) != 1 or not x.shape:
        raise LayerProblem(
            f"it takes a blob of at least 1 axis and indices of 1 axis, found {x.shape} and {indices.shape}"
        )
    return b(Gather(), x, indices)
