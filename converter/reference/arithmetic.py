"""Convolution, pooling and normalisation in numpy, on arrays of any float type.

The Reference runs them, and so does the evaluation of a TensorRT network, whose layers mean the same.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[Any]
Shape = tuple[int, ...]

_CHUNK_BYTES = 64 << 20  # how large the unfolded windows of a convolution may get


def pad_spatial(x: FloatArray, pre: Shape, post: Shape, value: float = 0.0) -> FloatArray:
    """X (N, C, S...) with its spatial axes extended."""
    if not any(pre) and not any(post):
        return x
    widths = [(0, 0), (0, 0), *zip(pre, post)]
    return np.pad(x, widths, constant_values=value)


def windows(x: FloatArray, kernel: Shape, strides: Shape, dilations: Shape) -> FloatArray:
    """A view (N, C, S'..., K...) of all windows of x (N, C, S...)."""
    span = tuple((size - 1) * dilation + 1 for size, dilation in zip(kernel, dilations))
    axes = tuple(range(2, x.ndim))
    view = np.lib.stride_tricks.sliding_window_view(x, span, axis=axes)
    steps = (
        slice(None),
        slice(None),
        *(slice(None, None, s) for s in strides),
        *(slice(None, None, d) for d in dilations),
    )
    return view[steps]


def convolution(
    x: FloatArray,
    weights: FloatArray,
    bias: FloatArray | None,
    strides: Shape,
    pre: Shape,
    post: Shape,
    dilations: Shape,
    groups: int,
) -> FloatArray:
    """X (N, C, S...), weights (O, C/groups, K...) -> (N, O, S'...); one matrix product per group and chunk of N."""
    x = pad_spatial(x, pre, post)
    outputs, kernel = weights.shape[0], weights.shape[2:]
    view = windows(x, kernel, strides, dilations)
    spatial, per_group, inner = view.shape[2 : x.ndim], x.shape[1] // groups, weights[0].size
    result = np.empty((x.shape[0], outputs, *spatial), x.dtype)
    flat = weights.reshape(groups, outputs // groups, inner)
    chunk = max(1, _CHUNK_BYTES // max(1, inner * int(np.prod(spatial)) * x.itemsize))
    rank = len(kernel)
    order = (0, 1, *range(2 + rank, 2 + 2 * rank), *range(2, 2 + rank))  # (N, C, K..., S'...)
    for start, group in itertools.product(range(0, x.shape[0], chunk), range(groups)):
        part = view[start : start + chunk, group * per_group : (group + 1) * per_group]
        columns = part.transpose(order).reshape(len(part), inner, -1)
        product = accurate_matmul(flat[group], columns)
        first = group * (outputs // groups)
        result[start : start + chunk, first : first + outputs // groups] = product.reshape(len(part), -1, *spatial)
    if bias is not None:
        result += bias.reshape(-1, *(1,) * rank)
    return result


def accurate_matmul(a: FloatArray, b: FloatArray) -> FloatArray:
    """A @ b; types of half width are summed in float32 and rounded once, as a GPU's matrix units do."""
    if a.dtype.itemsize < 4:
        return np.asarray(a.astype(np.float32) @ b.astype(np.float32)).astype(a.dtype)
    return np.asarray(a @ b)


def pooling(
    x: FloatArray, kind: str, kernel: Shape, strides: Shape, pre: Shape, post: Shape, count_padding: bool
) -> FloatArray:
    """Maximum or average of each window of x (N, C, S...)."""
    ones = (1,) * len(kernel)
    axes = tuple(range(-len(kernel), 0))
    if kind == "max":
        lowest = float(np.finfo(np.float32).min) if x.dtype.itemsize < 4 else np.finfo(x.dtype).min
        with np.errstate(over="ignore"):
            padded = pad_spatial(x, pre, post, lowest)
        return _reduce_windows(np.maximum, padded, kernel, strides)
    sums = windows(pad_spatial(x, pre, post), kernel, strides, ones).sum(axis=axes, dtype=_sum_type(x))
    if count_padding:
        return np.asarray(sums / np.prod(kernel), x.dtype)
    inside = pad_spatial(np.ones((1, 1, *x.shape[2:]), np.float32), pre, post)
    return np.asarray(sums / windows(inside, kernel, strides, ones).sum(axis=axes), x.dtype)


def _reduce_windows(function: np.ufunc, x: FloatArray, kernel: Shape, strides: Shape) -> FloatArray:
    """Combines the windows' elements place by place, which copies far less than a view of all windows."""
    spatial = [(size - k) // s + 1 for size, k, s in zip(x.shape[2:], kernel, strides)]
    result: FloatArray | None = None
    for place in itertools.product(*(range(k) for k in kernel)):
        starts = zip(place, spatial, strides)
        index = (slice(None), slice(None), *(slice(p, p + (n - 1) * s + 1, s) for p, n, s in starts))
        part = x[index]
        result = part.copy() if result is None else function(result, part, out=result)
    assert result is not None
    return result


def _sum_type(x: FloatArray) -> Any:
    return np.float32 if x.dtype.itemsize < 4 else x.dtype


def lrn(x: FloatArray, size: int, alpha: float, beta: float, k: float) -> FloatArray:
    """X / (k + alpha / size * sum of squares over `size` neighbouring channels) ** beta, channels on axis 1."""
    wide = x.astype(_sum_type(x), copy=False)
    half = size // 2
    squares = np.pad(wide * wide, [(0, 0), (half, half), *[(0, 0)] * (x.ndim - 2)])
    channels = x.shape[1]
    total = squares[:, :channels].copy()
    for offset in range(1, size):
        total += squares[:, offset : offset + channels]
    total *= alpha / size
    total += k
    return np.asarray(wide * total ** wide.dtype.type(-beta), x.dtype)


def softmax(x: FloatArray, axis: int) -> FloatArray:
    """Along `axis`, shifted by the maximum first."""
    wide = x.astype(_sum_type(x), copy=False)
    e = np.exp(wide - wide.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True), x.dtype)


def sigmoid(x: FloatArray) -> FloatArray:
    """1 / (1 + exp(-x)), without overflow."""
    one = x.dtype.type(1)
    return np.asarray(one / (one + np.exp(np.minimum(-x, x.dtype.type(80)))))
