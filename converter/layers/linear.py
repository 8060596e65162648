"""Layers that multiply with, look up, or shift and scale by weights."""

from __future__ import annotations

import math

import numpy as np

from caffe2trt.converter.layers.common import along_axis, broadcast_binary, canonical_axis, reshape
from caffe2trt.converter.layers.layer import Layer
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Affine, Binary, Gather, Linear, Shape
from caffe2trt.converter.program.program import Builder, Value


@caffe_layer("InnerProduct", tensorrt="IMatrixMultiplyLayer, IElementWiseLayer")
def inner_product(b: Builder, layer: Layer, x: Value) -> Value:
    """Any axis, with or without bias, transposed or not."""
    param = layer.proto.inner_product_param
    axis = canonical_axis(param.axis, len(x.shape))
    outputs, inner = param.num_output, math.prod(x.shape[axis:])
    shapes: dict[str, Shape] = {"weights": (inner, outputs) if param.transpose else (outputs, inner)}
    if param.bias_term:
        shapes["bias"] = (outputs,)
    rows = reshape(b, x, (math.prod(x.shape[:axis]), inner))
    y = b(Linear(transposed=param.transpose), rows, *layer.blobs(**shapes))
    return reshape(b, y, (*x.shape[:axis], outputs))


@caffe_layer("Embed", tensorrt="IGatherLayer")
def embed(b: Builder, layer: Layer, indices: Value) -> Value:
    """Indices are whole numbers held as floats; with or without bias."""
    param = layer.proto.embed_param
    shapes: dict[str, Shape] = {"weights": (param.input_dim, param.num_output)}
    if param.bias_term:
        shapes["bias"] = (param.num_output,)
    table, *bias = layer.blobs(**shapes)
    y = b(Gather(), table, indices)
    return broadcast_binary(b, "sum", y, bias[0], len(indices.shape)) if bias else y


@caffe_layer("BatchNorm", tensorrt="IScaleLayer")
def batch_norm(b: Builder, layer: Layer, x: Value) -> Value:
    """With the stored statistics."""
    param = layer.proto.batch_norm_param
    axis = min(1, len(x.shape) - 1)
    channels = x.shape[1] if len(x.shape) > 1 else 1
    blobs = layer.blobs(mean=(channels,), variance=(channels,), factor=(1,))
    mean, variance, factor = (np.asarray(blob.array, np.float64) for blob in blobs)
    weight = 0.0 if factor[0] == 0 else 1.0 / factor[0]
    scale = 1.0 / np.sqrt(variance * weight + param.eps)
    shift = -mean * weight * scale
    return b(
        Affine(axis),
        x,
        b.constant(scale.astype(np.float32), "scale"),
        b.constant(shift.astype(np.float32), "shift"),
    )


@caffe_layer("Scale", tensorrt="IScaleLayer or IElementWiseLayer")
def scale(b: Builder, layer: Layer, x: Value, factors: Value | None = None) -> Value:
    """By learned factors or a second bottom, from any axis on, with or without bias."""
    param = layer.proto.scale_param
    axis = canonical_axis(param.axis, len(x.shape))
    bias: list[Value] = []
    if factors is None:
        count = len(x.shape) - axis if param.num_axes == -1 else param.num_axes
        shape = x.shape[axis : axis + count]
        factors, *bias = layer.blobs(scale=shape, bias=shape) if param.bias_term else layer.blobs(scale=shape)
        if len(shape) == 1:
            zeros = b.constant(np.zeros(shape, np.float32), "no_bias") if not bias else bias[0]
            return b(Affine(axis), x, factors, zeros)
    elif param.bias_term:
        bias = layer.blobs(bias=factors.shape)
    y = b(Binary("prod"), x, along_axis(b, x, factors, axis))
    return broadcast_binary(b, "sum", y, bias[0], axis) if bias else y
