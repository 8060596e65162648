"""Convolution, pooling and normalisation in numpy, on arrays of any float type.

The Reference runs them, and so does the evaluation of a TensorRT network, whose layers mean the same.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.primitives import Pooling

FloatArray = NDArray[Any]

_BLOCK_BYTES = 4 << 20  # of the unfolded windows of a convolution, or of LRN's squares: what a cache holds


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
    """X (N, C, S...), weights (O, C/groups, K...) -> (N, O, S'...); types of half width are summed in float32."""
    x = pad_spatial(x, pre, post)
    kernel, wide = weights.shape[2:], _sum_type(x)
    view = windows(x, kernel, strides, dilations)
    spatial, inner, channels = view.shape[2 : x.ndim], weights[0].size, x.shape[1] // groups
    result = np.empty((x.shape[0], groups, len(weights) // groups, math.prod(spatial)), x.dtype)
    flat = weights.reshape(groups, -1, inner).astype(wide, copy=False)
    view = np.moveaxis(view, range(x.ndim, view.ndim), range(2, 2 + len(kernel)))  # (N, C, K..., S'...)
    row = math.prod(spatial[1:])  # what a place on the first spatial axis stands for
    rows = max(1, _BLOCK_BYTES // (inner * row * wide.itemsize))
    images = max(1, rows // spatial[0])
    unfolded = np.empty(inner * images * min(rows, spatial[0]) * row, wide)
    places = itertools.product(range(0, x.shape[0], images), range(0, spatial[0], rows), range(groups))
    for image, first, group in places:
        block = view[image : image + images, group * channels : (group + 1) * channels]
        block = np.moveaxis(block, 0, 1 + len(kernel))  # (C, K..., N, S'...)
        block = block[(slice(None),) * (2 + len(kernel)) + (slice(first, first + rows),)]
        columns = unfolded[: block.size].reshape(block.shape)
        columns[...] = block
        target = result[image : image + images, group, :, first * row : (first + rows) * row]
        if images == 1 and wide == x.dtype:
            np.matmul(flat[group], columns.reshape(inner, -1), out=target[0])
        else:
            product = flat[group] @ columns.reshape(inner, -1)
            target[...] = np.moveaxis(product.reshape(-1, len(target), target.shape[2]), 1, 0)
    result = result.reshape(x.shape[0], len(weights), *spatial)
    if bias is not None:
        result += bias.reshape(-1, *(1,) * len(kernel))
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
        return _largest_in_windows(padded, kernel, strides)
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


def _largest_in_windows(x: FloatArray, kernel: Shape, strides: Shape) -> FloatArray:
    """The maximum of each window, axis by axis, which takes the sum of the kernel's lengths and not their product."""
    for axis, (length, stride) in enumerate(zip(kernel, strides), start=2):
        count = (x.shape[axis] - length) // stride + 1
        span, before = (count - 1) * stride + 1, (slice(None),) * axis
        result = x[(*before, slice(0, span, stride))].copy()
        for place in range(1, length):
            np.maximum(result, x[(*before, slice(place, place + span, stride))], out=result)
        x = result
    return x


def _sum_type(x: FloatArray) -> np.dtype[Any]:
    return np.dtype(np.float32) if x.dtype.itemsize < 4 else x.dtype


def lrn(x: FloatArray, size: int, alpha: float, beta: float, k: float) -> FloatArray:
    """X / (k + alpha / size * sum of squares over `size` neighbouring channels) ** beta, channels on axis 1."""
    wide, half, channels = x.astype(_sum_type(x), copy=False), size // 2, x.shape[1]
    result = np.empty(x.shape, x.dtype)
    images = max(1, _BLOCK_BYTES // max(1, wide[:1].nbytes))
    for image in range(0, len(x), images):
        part = wide[image : image + images]
        squares = np.zeros((len(part), channels + size - 1, *x.shape[2:]), wide.dtype)
        np.multiply(part, part, out=squares[:, half : half + channels])
        total = squares[:, :channels].copy()
        for offset in range(1, size):
            total += squares[:, offset : offset + channels]
        total *= alpha / size
        total += k
        result[image : image + images] = part / _power(total, beta)
    return result


def _power(x: FloatArray, exponent: float) -> FloatArray:
    """X ** exponent; 3/4, which trained networks have, by square roots, as pow takes ten times as long."""
    if exponent == 0.75:
        root = np.sqrt(x)
        return root * np.sqrt(root)
    return np.asarray(x ** x.dtype.type(exponent))


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
