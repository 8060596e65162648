"""Layers that combine blobs, or a blob's own elements."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

import numpy as np

from caffe2trt.caffe.schema.caffe_pb2 import EltwiseParameter, LayerParameter, ReductionParameter
from caffe2trt.converter.layers.common import canonical_axis, require_axes, reshape, scalar
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Binary, Concat, Reduce, Softmax, Threshold, TopK, Unary
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME, leading, mixing

_FAR = 3e4  # below all that a softmax takes by so much, an entry counts nothing; half precision holds it


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


@caffe_layer("Axpy", axes=SAME)
def axpy(b: Builder, layer: Layer, a: Value, x: Value, y: Value) -> Value:
    """From a fork: a * x + y, with one factor a for each channel."""
    if a.shape[:2] != x.shape[:2] or math.prod(a.shape[2:]) != 1 or x.shape != y.shape:
        raise LayerProblem(f"its bottoms {a.shape}, {x.shape} and {y.shape} do not fit each other")
    factor = reshape(b, a, (*x.shape[:2], *(1,) * (len(x.shape) - 2)))
    return b(Binary("sum"), b(Binary("prod"), x, factor), y)


def _softmax_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.softmax_param.axis, rank)


@caffe_layer("Softmax", axes=mixing(lambda layer, rank: [_softmax_axis(layer, rank)]))
def softmax(b: Builder, layer: Layer, x: Value, count: Value | None = None) -> Value:
    """Along any axis. From a fork: a second bottom gives the number of valid entries; the others become 0."""
    axis = _softmax_axis(layer.proto, len(x.shape))
    if count is None:
        return b(Softmax(axis), x)
    one = (*x.shape[:axis], 1, *x.shape[axis + 1 :])
    if math.prod(count.shape) != math.prod(one):
        raise LayerProblem(f"its second bottom {count.shape} is not one number for each softmax of {x.shape}")
    places = np.arange(x.shape[axis], dtype=np.float32).reshape([-1 if i == axis else 1 for i in range(len(one))])
    left = b(Binary("sub"), reshape(b, count, one), b.constant(places, "places"))
    mask = b(Threshold(0.0), left)
    outside = b(Binary("sub"), mask, scalar(b, 1.0, len(one), "one"))  # -1 for an entry that does not count
    beyond = b(Binary("prod"), outside, scalar(b, _FAR, len(one), "far"))
    y = b(Binary("prod"), b(Softmax(axis), b(Binary("sum"), b(Binary("prod"), x, mask), beyond)), mask)
    return b(Binary("div"), y, b(Reduce("sum", (axis,)), y))


def _argmax_axes(layer: LayerParameter, rank: int) -> Iterable[int]:
    param = layer.argmax_param
    return [canonical_axis(param.axis, rank)] if param.HasField("axis") else range(1, rank)


@caffe_layer("ArgMax", axes=mixing(_argmax_axes), in_place=False)
def argmax(b: Builder, layer: Layer, x: Value) -> Value:
    """Along an axis or over all elements, any top_k, with or without the values."""
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
