"""Layers that sum: reductions, products, softmax, normalization."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from caffe2trt.converter.reference import arithmetic
from caffe2trt.converter.trt.interpreter.elementwise import divide
from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView, wide
from caffe2trt.converter.trt.interpreter.registry import evaluates


def axes_of(mask: int, rank: int) -> tuple[int, ...]:
    """The axes whose bits are set."""
    return tuple(axis for axis in range(rank) if mask >> axis & 1)


REDUCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": np.sum,
    "PROD": np.prod,
    "MAX": lambda x, **kept: np.max(x, initial=_lowest(x.dtype), **kept),
    "MIN": lambda x, **kept: np.min(x, initial=_highest(x.dtype), **kept),
}


def _lowest(dtype: np.dtype[Any]) -> Any:
    return np.iinfo(dtype).min if dtype.kind in "iu" else -np.inf


def _highest(dtype: np.dtype[Any]) -> Any:
    return np.iinfo(dtype).max if dtype.kind in "iu" else np.inf


@evaluates("REDUCE", "IReduceLayer", "op", "axes", "keep_dims")
def reduce(view: LayerView, x: AnyArray) -> AnyArray:
    """Of no elements the sum is 0, the product 1, the maximum the lowest number, the average NaN or 0."""
    op, values = view.choice("op"), wide(x)
    kept: dict[str, Any] = {"axis": axes_of(view.axes, x.ndim), "keepdims": view.keep_dims}
    if op in REDUCTIONS:
        return np.asarray(REDUCTIONS[op](values, **kept))
    if op != "AVG":
        raise view.refused_value("op", view.op)
    total = np.asarray(np.sum(values, **kept))
    count = np.array(np.prod([x.shape[axis] for axis in kept["axis"]], dtype=np.int64))
    if values.dtype.kind in "iu":
        return divide(total, np.maximum(count, 1))
    return np.asarray(total / count.astype(total.dtype))


@evaluates("CUMULATIVE", "ICumulativeLayer", "op", "exclusive", "reverse")
def cumulative(view: LayerView, x: AnyArray, axis: AnyArray) -> AnyArray:
    if view.choice("op") != "SUM":
        raise view.refused_value("op", view.op)
    place, values = int(axis), wide(x)
    values = np.flip(values, place) if view.reverse else values
    sums = np.cumsum(values, axis=place, dtype=values.dtype)
    if view.exclusive:
        sums = np.roll(sums, 1, axis=place)
        sums[tuple(slice(1) if i == place % x.ndim else slice(None) for i in range(x.ndim))] = 0
    return np.flip(sums, place) if view.reverse else sums


@evaluates("MATRIX_MULTIPLY", "IMatrixMultiplyLayer", "op0", "op1")
def matrix_multiply(view: LayerView, a: AnyArray, b: AnyArray) -> AnyArray:
    ops = view.choice("op0"), view.choice("op1")
    operands = []
    for operand, op, axis in ((a, ops[0], -2), (b, ops[1], -1)):
        if op == "VECTOR":
            operand = np.expand_dims(operand, axis)  # a row on the left, a column on the right
        operands.append(np.swapaxes(operand, -1, -2) if op == "TRANSPOSE" else operand)
    product = arithmetic.accurate_matmul(operands[0], operands[1])
    return np.squeeze(product, tuple(axis for axis, op in zip((-2, -1), ops) if op == "VECTOR"))


@evaluates("EINSUM", "IEinsumLayer", "equation")
def einsum(view: LayerView, *inputs: AnyArray) -> AnyArray:
    return np.asarray(np.einsum(view.equation, *(wide(x) for x in inputs), optimize=len(inputs) > 2))


@evaluates("SOFTMAX", "ISoftMaxLayer", "axes")
def softmax(view: LayerView, x: AnyArray) -> AnyArray:
    return arithmetic.softmax(x, view.axes.bit_length() - 1) if x.size else x


@evaluates("LRN", "ILRNLayer", "window_size", "alpha", "beta", "k")
def lrn(view: LayerView, x: AnyArray) -> AnyArray:
    return arithmetic.lrn(x, view.window_size, view.alpha, view.beta, view.k)


@evaluates("NORMALIZATION", "INormalizationLayer", "axes", "epsilon", "num_groups", "is_v2")
def normalization(view: LayerView, x: AnyArray, scale: AnyArray, bias: AnyArray) -> AnyArray:
    """(x - mean) / sqrt(variance + epsilon) * scale + bias; a group of channels is normalized together."""
    groups, values = view.num_groups, wide(x)
    axes = axes_of(view.axes, x.ndim)
    if groups != 1:
        values = values.reshape(len(x), groups, -1, *x.shape[2:])
        axes = (2, *(axis + 1 for axis in axes if axis > 1))
    centred = values - np.mean(values, axis=axes, keepdims=True)
    variance = np.mean(centred * centred, axis=axes, keepdims=True)
    normal = (centred / np.sqrt(variance + np.float32(view.epsilon))).reshape(x.shape)
    factor, shift = (_by_channel(view, values, x.shape[1], groups) for values in (scale, bias))
    return np.asarray(normal * factor + shift)


def _by_channel(view: LayerView, values: AnyArray, channels: int, groups: int) -> AnyArray:
    """Scale or bias; the first version of group normalization has one for each group."""
    if groups != 1 and not view.optional("is_v2") and values.shape[1] == groups:
        return wide(np.repeat(values, channels // groups, axis=1))
    return wide(values)
