"""Convolution, pooling and normalisation in numpy, on arrays of any float type.

The Reference runs them, and so does the evaluation of a TensorRT network, whose layers mean the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.primitives import Pooling

FloatArray = NDArray[Any]

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


def deconvolution(
    x: FloatArray,
    weights: FloatArray,
    bias: FloatArray | None,
    strides: Shape,
    pre: Shape,
    post: Shape,
    dilations: Shape,
    groups: int,
) -> FloatArray:
    """X (N, C, S...), weights (C, O/groups, K...) -> (N, O, S'...): each value spreads its kernel over the output."""
    kernel, per_group = weights.shape[2:], weights.shape[1]
    spatial = x.shape[2:]
    full = tuple(s * (n - 1) + d * (k - 1) + 1 for s, n, d, k in zip(strides, spatial, dilations, kernel))
    result = np.zeros((x.shape[0], per_group * groups, *full), _sum_type(x))
    wide = result.dtype
    columns = x.reshape(x.shape[0], groups, x.shape[1] // groups, -1).astype(wide, copy=False)
    by_place = weights.reshape(groups, weights.shape[0] // groups, per_group, -1).astype(wide, copy=False)
    for flat, place in enumerate(itertools.product(*(range(k) for k in kernel))):
        product = np.einsum("ngcs,gco->ngos", columns, by_place[..., flat], optimize=True)
        spread = zip(place, dilations, strides, spatial)
        index = (slice(None), slice(None), *(slice(p * d, p * d + s * (n - 1) + 1, s) for p, d, s, n in spread))
        result[index] += product.reshape(x.shape[0], -1, *spatial)
    kept = (slice(None), slice(None), *(slice(lo, n - hi) for lo, hi, n in zip(pre, post, full)))
    cut = result[kept]
    if bias is not None:
        cut = cut + bias.reshape(-1, *(1,) * len(kernel))
    return np.asarray(cut, x.dtype)


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
        lowest = float(np.finfo(np.float32).min)  # what Caffe begins with, in whatever type this is computed
        with np.errstate(over="ignore"):
            padded = pad_spatial(x, pre, post, lowest)
        return _reduce_windows(np.maximum, padded, kernel, strides)
    sums = windows(pad_spatial(x, pre, post), kernel, strides, ones).sum(axis=axes, dtype=_sum_type(x))
    if count_padding:
        return np.asarray(sums / np.prod(kernel), x.dtype)
    inside = pad_spatial(np.ones((1, 1, *x.shape[2:]), np.float32), pre, post)
    return np.asarray(sums / windows(inside, kernel, strides, ones).sum(axis=axes), x.dtype)


def max_place(x: FloatArray, windows_of: Pooling) -> FloatArray:
    """The place h * W + w of the maximum of each window of x (N, C, H, W); of equal values the first; -1 for none."""
    height, width = x.shape[2:]
    best = np.full((*x.shape[:2], *windows_of.shapes(x.shape)[0][2:]), -np.inf, x.dtype)
    place = np.full(best.shape, -1, np.float32)
    rows, columns = (
        stride * np.arange(count) - pre
        for stride, count, pre in zip(windows_of.strides, best.shape[2:], windows_of.pre)
    )
    for i, j in itertools.product(*(range(k) for k in windows_of.kernel)):
        row, column = (rows + i)[:, None], (columns + j)[None]
        inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        part = np.where(inside, x[:, :, row.clip(0, height - 1), column.clip(0, width - 1)], -np.inf)
        larger = inside & (part > best)
        place = np.where(larger, (row * width + column).astype(np.float32), place)
        best = np.where(larger, part, best)
    return place


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
    """1 / (1 + exp(-x)); as in Caffe, exactly 0 where exp(-x) is infinite."""
    one = x.dtype.type(1)
    with np.errstate(over="ignore"):
        return np.asarray(one / (one + np.exp(-x)))


def _relu(x: FloatArray, alpha: float, beta: float) -> FloatArray:
    return np.asarray(np.maximum(x, x.dtype.type(0)))


def _elu(x: FloatArray, alpha: float, beta: float) -> FloatArray:
    return np.asarray(np.where(x > 0, x, x.dtype.type(alpha) * np.expm1(np.minimum(x, 0))), x.dtype)


def _softplus(x: FloatArray, alpha: float, beta: float) -> FloatArray:
    return np.asarray(np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))), x.dtype)


ACTIVATIONS: dict[str, Callable[[FloatArray, float, float], FloatArray]] = {
    "relu": _relu,
    "leaky_relu": lambda x, alpha, beta: np.where(x > 0, x, x * x.dtype.type(alpha)),
    "elu": _elu,
    "sigmoid": lambda x, alpha, beta: sigmoid(x),
    "tanh": lambda x, alpha, beta: np.tanh(x),
    "softplus": _softplus,
    "clip": lambda x, alpha, beta: np.clip(x, x.dtype.type(alpha), x.dtype.type(beta)),
}
UNARY: dict[str, Callable[[FloatArray], FloatArray]] = {
    "abs": np.abs,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
}
BINARY: dict[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "sum": np.add,
    "sub": np.subtract,
    "prod": np.multiply,
    "div": np.divide,
    "max": np.maximum,
    "min": np.minimum,
    "pow": np.power,
}


def top_k(x: FloatArray, k: int, axis: int) -> tuple[FloatArray, NDArray[np.int32]]:
    """The k largest values along `axis` and their indices; of equal values the lower index comes first."""
    indices = np.argsort(-x, axis=axis, kind="stable")
    indices = np.take(indices, np.arange(k), axis=axis)
    return np.take_along_axis(x, indices, axis=axis), indices.astype(np.int32)


def reverse_sequence(x: FloatArray, lengths: NDArray[np.int64], time_axis: int, batch_axis: int) -> FloatArray:
    """The first `length` steps of each sequence back to front, the rest as it is."""
    moved = np.moveaxis(x, (time_axis, batch_axis), (0, 1))
    steps = np.arange(moved.shape[0])[:, None]
    sources = np.where(steps < lengths, lengths - 1 - steps, steps)
    return np.moveaxis(moved[sources, np.arange(moved.shape[1])], (0, 1), (time_axis, batch_axis))


def resize(x: FloatArray, size: tuple[int, int], kind: str) -> FloatArray:
    """X (N, C, H, W) in another size: bilinear with corners aligned, or nearest by whole factors."""
    for axis, new in zip((2, 3), size):
        old = x.shape[axis]
        if kind == "nearest":
            x = np.take(x, np.arange(new) * old // new, axis=axis)
            continue
        places = np.arange(new, dtype=np.float64) * ((old - 1) / (new - 1) if new > 1 else 0.0)
        low = np.minimum(places.astype(np.int64), old - 1)
        weight = (places - low).reshape([-1 if i == axis else 1 for i in range(4)])
        below, above = np.take(x, low, axis=axis), np.take(x, np.minimum(low + 1, old - 1), axis=axis)
        x = np.asarray(below * (1 - weight) + above * weight, x.dtype)
    return x
