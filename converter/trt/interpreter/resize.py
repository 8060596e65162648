"""Resize: nearest, linear and cubic, one axis after the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView, wide
from caffe2trt.converter.trt.interpreter.registry import evaluates

ROUNDINGS: dict[str, Callable[[AnyArray], AnyArray]] = {
    "HALF_UP": lambda x: np.floor(x + 0.5),
    "HALF_DOWN": lambda x: np.ceil(x - 0.5),
    "FLOOR": np.floor,
    "CEIL": np.ceil,
}


@evaluates(
    "RESIZE",
    "IResizeLayer",
    *("resize_mode", "coordinate_transformation", "selector_for_single_pixel", "nearest_rounding"),
    *("shape", "scales", "cubic_coeff", "exclude_outside"),
)
def resize(view: LayerView, x: AnyArray, shape: AnyArray | None = None) -> AnyArray:
    sizes, mode = _sizes(view, x) if shape is None else shape.tolist(), view.choice("resize_mode")
    result = wide(x)
    for axis, (length, size) in enumerate(zip(x.shape, sizes)):
        if size == length:
            continue
        places = _places(view, length, size)
        if mode == "NEAREST":
            nearest = ROUNDINGS[view.choice("nearest_rounding")](places)
            result = np.take(result, nearest.astype(np.int64).clip(0, length - 1), axis=axis)
        else:
            result = _weighted(result, axis, *(_linear(places) if mode == "LINEAR" else _cubic(view, places, length)))
    return result


def _sizes(view: LayerView, x: AnyArray) -> list[int]:
    """The layer's shape, or its scales times the lengths, rounded down."""
    scales = list(view.scales)
    for scale, length in zip(scales, x.shape):
        if not float(np.float32(scale) * np.float32(length)).is_integer():
            what = f"scales = {scales} do not give whole lengths, and TensorRT does not say how it then places values"
            raise view.refused(what, "Give the shape of the output instead")
    return [int(np.float32(scale) * length) for scale, length in zip(scales, x.shape)] or list(view.shape)


def _places(view: LayerView, length: int, size: int) -> AnyArray:
    """Where in the input each place of the output lies."""
    resized = np.arange(size, dtype=np.float64)
    kind = view.choice("coordinate_transformation")
    if size == 1 and (kind == "ALIGN_CORNERS" or view.choice("selector_for_single_pixel") == "UPPER"):
        return np.zeros(1)
    if kind == "ALIGN_CORNERS":
        return resized * (length - 1) / (size - 1)
    half = 0.5 if kind == "HALF_PIXEL" else 0.0
    return (resized + half) * length / size - half


def _linear(places: AnyArray) -> tuple[AnyArray, AnyArray]:
    """Two neighbours (size, 2) and their weights."""
    low = np.floor(places)
    return low[:, None] + [0, 1], np.stack([1 - (places - low), places - low], axis=1)


def _cubic(view: LayerView, places: AnyArray, length: int) -> tuple[AnyArray, AnyArray]:
    """Four neighbours (size, 4) and Keys' weights with the coefficient a."""
    a, low = view.cubic_coeff, np.floor(places)
    neighbours = low[:, None] + [-1, 0, 1, 2]
    away = np.abs(places[:, None] - neighbours)
    near = ((a + 2) * away - (a + 3)) * away * away + 1
    far = ((a * away - 5 * a) * away + 8 * a) * away - 4 * a
    weights = np.where(away <= 1, near, far)
    if view.exclude_outside:
        weights = np.where((neighbours >= 0) & (neighbours < length), weights, 0)
        weights /= weights.sum(axis=1, keepdims=True)
    return neighbours, weights


def _weighted(x: AnyArray, axis: int, neighbours: AnyArray, weights: AnyArray) -> AnyArray:
    """The sum of each place's neighbours by their weights; places outside have the value at the border."""
    inside = neighbours.astype(np.int64).clip(0, x.shape[axis] - 1)
    shape = [-1 if i == axis else 1 for i in range(x.ndim)]
    total: AnyArray = np.zeros((), np.float64)
    for place, weight in zip(inside.T, weights.T):
        total = total + np.take(x, place, axis=axis) * weight.reshape(shape)
    return total
