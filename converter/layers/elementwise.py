"""Layers that combine blobs, or a blob's own elements."""

from __future__ import annotations

import math
from typing import Literal

from caffe2trt.caffe.schema.caffe_pb2 import EltwiseParameter, LayerParameter, ReductionParameter
from caffe2trt.converter.layers.common import canonical_axis, require_axes, reshape, scalar
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Binary, Concat, Reduce, Softmax, TopK, Unary
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME, leading


@caffe_layer("Eltwise", axes=SAME)
def eltwise(b: Builder, layer: Layer, x: Value, y: Value, *others: Value) -> Value:
    """PROD, MAX, and SUM with coefficients, of any number of bottoms."""
    param = layer.proto.eltwise_param
    inputs = [x, y, *others]
    if layer.proto.top[:1] == layer.proto.bottom[:1] and param.operation != EltwiseParameter.PROD:
        raise LayerProblem(
            "it works in place, and Caffe clears the top before it reads the bottoms", "Give its top a name of its own"
        )
    if any(value.shape != x.shape for value in inputs):
        raise LayerProblem("its bottoms differ in shape", "Check the shapes of the inputs (--input name:dims)")
    if param.coeff_blob:
        raise LayerProblem("coeff_blob (coefficients as a bottom) is not supported", "Write it as Scale and Eltwise")
    if param.coeff and (param.operation != EltwiseParameter.SUM or len(param.coeff) != len(inputs)):
        raise LayerProblem(f"it has {len(param.coeff)} coefficients for {len(inputs)} bottoms")
    kinds: dict[int, Literal["sum", "prod", "max"]] = {
        EltwiseParameter.SUM: "sum",
        EltwiseParameter.PROD: "prod",
        EltwiseParameter.MAX: "max",
    }
    for index, factor in enumerate(param.coeff):
        if factor != 1:
            constant = scalar(b, factor, len(x.shape), f"coeff_{index}")
            inputs[index] = b(Binary("prod"), inputs[index], constant)
    total = inputs[0]
    for value in inputs[1:]:
        total = b(Binary(kinds[param.operation]), total, value)
    return total


@caffe_layer("Softmax", axes=SAME)
def softmax(b: Builder, layer: Layer, x: Value) -> Value:
    """Along any axis."""
    return b(Softmax(canonical_axis(layer.proto.softmax_param.axis, len(x.shape))), x)


@caffe_layer("ArgMax", axes=SAME, in_place=False)
def argmax(b: Builder, layer: Layer, x: Value) -> Value:
    """Along an axis or over everything, any top_k, with or without the values."""
    param = layer.proto.argmax_param
    require_axes(x, "(N, ...)", 1)
    if param.HasField("axis"):
        axis, rows = canonical_axis(param.axis, len(x.shape)), x
    else:
        axis, rows = 1, reshape(b, x, (x.shape[0], math.prod(x.shape[1:])))
    values, indices = b.node(TopK(param.top_k, axis), rows)
    if param.HasField("axis"):
        return values if param.out_max_val else indices
    shape = (x.shape[0], 1, param.top_k, *(1,) * (len(x.shape) - 3))
    if not param.out_max_val:
        return reshape(b, indices, shape)
    return b(Concat(1), reshape(b, indices, shape), reshape(b, values, shape))


def _reduction_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.reduction_param.axis, rank)


@caffe_layer("Reduction", axes=leading(_reduction_axis), in_place=False)
def reduction(b: Builder, layer: Layer, x: Value) -> Value:
    """SUM, ASUM, SUMSQ and MEAN from any axis to the last, with a coefficient."""
    param = layer.proto.reduction_param
    axis = _reduction_axis(layer.proto, len(x.shape))
    if param.operation == ReductionParameter.ASUM:
        x = b(Unary("abs"), x)
    elif param.operation == ReductionParameter.SUMSQ:
        x = b(Binary("prod"), x, x)
    kind: Literal["sum", "mean"] = "mean" if param.operation == ReductionParameter.MEAN else "sum"
    y = b(Reduce(kind, tuple(range(axis, len(x.shape))), keep=False), x)
    return y if param.coeff == 1 else b(Binary("prod"), y, scalar(b, param.coeff, len(y.shape), "coeff"))
