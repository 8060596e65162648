"""GateRecurrent: a linear recurrence over the columns or rows of a picture, of a fork for image filters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.schema.caffe_pb2 import GateRecurrentParameter
from caffe2trt.converter.layers.common import positive, require_axes, reshape, scalar
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.loop import loop
from caffe2trt.converter.program.primitives import Activation, Binary, Linear, Transpose
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import leading

_ACTIVATIONS: dict[int, Literal["sigmoid", "relu", "tanh"]] = {
    GateRecurrentParameter.SIGMOID: "sigmoid",
    GateRecurrentParameter.RELU: "relu",
    GateRecurrentParameter.TANH: "tanh",
}


@caffe_layer("GateRecurrent", axes=leading(lambda layer, rank: 1))
def gate_recurrent(b: Builder, layer: Layer, x: Value, gate: Value) -> Value:
    """From a fork: over columns or rows, from either end, with or without weights and bias, any activation."""
    require_axes(x, "(N, C, H, W)", 4, 4)
    param, (batch, channels, *size) = layer.proto.gaterecurrent_param, x.shape
    width, horizontal = positive(param.num_output, "gaterecurrent_param.num_output"), param.horizontal
    if gate.shape != (batch, width, *size) or (not param.use_wx and width != channels):
        raise LayerProblem(
            f"its bottoms {x.shape} and {gate.shape} do not fit num_output {width}", "Correct the prototxt"
        )
    w_x, w_h, bias = layer.blobs(
        input_weights=(1, 1, channels, width), hidden_weights=(1, 1, width, width), bias=(1, 1, 1, width)
    )
    products, gates, share = _lines(b, x, horizontal), _lines(b, gate, horizontal), min(param.restrict_g, 1.0)
    if param.use_wx:
        matrix = layer.joined([w_x], "input_matrix", lambda arrays: arrays[0].reshape(channels, width))
        rows = b(Linear(transposed=True), reshape(b, products, (math.prod(products.shape[:2]), channels)), matrix)
        products = reshape(b, rows, gates.shape)
    if param.use_wh:
        w_h = layer.joined([w_h], "hidden_matrix", lambda arrays: _clipped(arrays[0], param).reshape(width, width))

    def step(product: Value, g: Value, h: Value) -> tuple[Sequence[Value], Sequence[Value]]:
        kept = b(Binary("sub"), b(Linear(), h, w_h) if param.use_wh else h, product)
        if param.use_bias:
            kept = b(Binary("sum"), kept, reshape(b, bias, (1, width)))
        after = b(Binary("sum"), b(Binary("prod"), _times(b, g, share), kept), _times(b, product, param.restrict_g))
        return ([after := _activated(b, after, param)], [after])

    (y,), _ = loop(b, [products, gates], [_zeros(b, gates.shape[1:])], step, reverse=param.reverse)
    return _picture(b, y, (batch, width, *size), horizontal)


def _lines(b: Builder, x: Value, horizontal: bool) -> Value:
    """(N, C, H, W) as (T, rows, C): T columns of N * H rows, or T rows of N * W columns."""
    y = b(Transpose((3, 0, 2, 1) if horizontal else (2, 0, 3, 1)), x)
    return reshape(b, y, (y.shape[0], y.shape[1] * y.shape[2], y.shape[3]))


def _picture(b: Builder, y: Value, shape: Shape, horizontal: bool) -> Value:
    """_lines back as (N, C, H, W)."""
    batch, channels, height, width = shape
    whole = (width, batch, height, channels) if horizontal else (height, batch, width, channels)
    return b(Transpose((1, 3, 2, 0) if horizontal else (1, 3, 0, 2)), reshape(b, y, whole))


def _times(b: Builder, x: Value, factor: float) -> Value:
    return x if factor == 1 else b(Binary("prod"), x, scalar(b, factor, len(x.shape), "restrict_g"))


def _activated(b: Builder, x: Value, param: GateRecurrentParameter) -> Value:
    return b(Activation(_ACTIVATIONS[param.active]), x) if param.active in _ACTIVATIONS else x


def _clipped(weights: Array, param: GateRecurrentParameter) -> Array:
    return np.clip(weights, -param.restrict_w, param.restrict_w) if param.restrict_w > 0 else weights


def _zeros(b: Builder, shape: Shape) -> Value:
    return b.filled(shape, 0.0, "zero_state")
