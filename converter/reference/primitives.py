"""Each primitive of a Program in numpy, float32."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.dispatch import Dispatch
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.reference import arithmetic

Array = NDArray[np.float32]
Arrays = Array | tuple[Array, ...]

compute: Dispatch[Callable[..., Arrays]] = Dispatch("the Reference")

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "sum": np.add,
    "sub": np.subtract,
    "prod": np.multiply,
    "div": np.divide,
    "max": np.maximum,
    "min": np.minimum,
    "pow": np.power,
}


@compute(p.Identity)
def identity(op: p.Identity, x: Array) -> Array:
    return x


@compute(p.Convolution)
def convolution(op: p.Convolution, x: Array, weights: Array, bias: Array | None = None) -> Array:
    return arithmetic.convolution(x, weights, bias, op.strides, op.padding, op.padding, op.dilations, op.groups)


@compute(p.Pooling)
def pooling(op: p.Pooling, x: Array) -> Array:
    return arithmetic.pooling(x, op.kind, op.kernel, op.strides, op.pre, op.post, op.count_padding)


@compute(p.Pad)
def pad(op: p.Pad, x: Array) -> Array:
    return arithmetic.pad_spatial(x, op.pre, op.post, op.value)


@compute(p.LRN)
def lrn(op: p.LRN, x: Array) -> Array:
    return arithmetic.lrn(x, op.size, op.alpha, op.beta, op.k)


@compute(p.Linear)
def linear(op: p.Linear, x: Array, weights: Array, bias: Array | None = None) -> Array:
    y = x @ (weights if op.transposed else weights.T)
    return y if bias is None else y + bias


@compute(p.Activation)
def activation(op: p.Activation, x: Array) -> Array:
    if op.kind == "relu":
        return np.asarray(np.maximum(x, np.float32(0)))
    if op.kind == "leaky_relu":
        return np.asarray(np.where(x > 0, x, x * np.float32(op.alpha)))
    if op.kind == "sigmoid":
        return arithmetic.sigmoid(x)
    return np.asarray(np.tanh(x))


@compute(p.Binary)
def binary(op: p.Binary, x: Array, y: Array) -> Array:
    return np.asarray(BINARY[op.kind](x, y), np.float32)


@compute(p.Affine)
def affine(op: p.Affine, x: Array, scale: Array, shift: Array) -> Array:
    shape = (-1,) + (1,) * (x.ndim - op.axis - 1)
    return x * scale.reshape(shape) + shift.reshape(shape)


@compute(p.Softmax)
def softmax(op: p.Softmax, x: Array) -> Array:
    return arithmetic.softmax(x, op.axis)


@compute(p.Reshape)
def reshape(op: p.Reshape, x: Array) -> Array:
    return x.reshape(op.shape)


@compute(p.Concat)
def concat(op: p.Concat, *inputs: Array) -> Array:
    return np.concatenate(inputs, axis=op.axis)


@compute(p.Slice)
def slice_(op: p.Slice, x: Array) -> Array:
    return np.take(x, np.arange(op.start, op.start + op.size), axis=op.axis)


@compute(p.Gather)
def gather(op: p.Gather, table: Array, indices: Array) -> Array:
    return table[indices.astype(np.int64)]


@compute(p.LSTM)
def lstm(op: p.LSTM, x: Array, *rest: Array) -> tuple[Array, ...]:
    given = iter(rest)
    cont = next(given) if op.has_cont else np.ones(x.shape[:2], np.float32)
    static = next(given) if op.has_static else None
    h, c, w_x, bias = next(given), next(given), next(given), next(given)
    products = x @ w_x.T + bias
    if static is not None:
        products += static @ next(given).T
    w_h = next(given)
    y = np.empty((*x.shape[:2], w_h.shape[1]), np.float32)
    for step, keep in enumerate(cont[:, :, None]):
        i, f, o, g = np.split(products[step] + (keep * h) @ w_h.T, 4, axis=1)
        c = arithmetic.sigmoid(f) * (keep * c) + arithmetic.sigmoid(i) * np.tanh(g)
        h = arithmetic.sigmoid(o) * np.tanh(c)
        y[step] = h
    return y, h, c
