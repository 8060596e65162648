"""Layers that make, move and reshape tensors."""

from __future__ import annotations

from typing import Any

import numpy as np

from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView
from caffe2trt.converter.trt.interpreter.registry import evaluates

Shape = tuple[int, ...]


@evaluates("CONSTANT", "IConstantLayer", "weights", "shape")
def constant(view: LayerView) -> AnyArray:
    shape, weights = tuple(view.shape), view.read_weights("weights")
    return np.empty(shape, view.types[0]) if weights is None else weights.reshape(shape)


@evaluates("SHAPE", "IShapeLayer")
def shape(view: LayerView, x: AnyArray) -> AnyArray:
    return np.array(x.shape, np.int64)


@evaluates("FILL", "IFillLayer", "operation", "shape", "alpha", "beta")
def fill(view: LayerView, *inputs: AnyArray | None) -> AnyArray:
    """LINSPACE: alpha + beta[0] * i + beta[1] * j + ... at the place i, j, ..."""
    if view.choice("operation") != "LINSPACE":
        raise view.refused_value("operation", view.operation)
    dims, alpha, beta = (*inputs, None, None, None)[:3]
    places = np.indices(_dims(view, "shape", dims))
    start = view.alpha if alpha is None else alpha
    delta = np.atleast_1d(view.beta if beta is None else beta)
    return np.asarray(start + np.tensordot(delta, places, axes=1))


@evaluates("CONCATENATION", "IConcatenationLayer", "axis")
def concatenation(view: LayerView, *inputs: AnyArray) -> AnyArray:
    return np.concatenate(inputs, axis=view.axis)


@evaluates("SHUFFLE", "IShuffleLayer", "first_transpose", "reshape_dims", "second_transpose", "zero_is_placeholder")
def shuffle(view: LayerView, x: AnyArray, dims: AnyArray | None = None) -> AnyArray:
    moved = x.transpose(list(view.first_transpose)[: x.ndim])
    wanted = _reshape_dims(view) if dims is None else tuple(dims.tolist())
    if wanted is not None:
        if view.zero_is_placeholder:
            wanted = tuple(dim or moved.shape[axis] for axis, dim in enumerate(wanted))
        moved = moved.reshape(wanted)
    return np.asarray(moved.transpose(list(view.second_transpose)[: moved.ndim]))


def _reshape_dims(view: LayerView) -> Shape | None:
    """None where a shuffle only transposes."""
    dims = view.reshape_dims
    try:
        return None if dims is None else tuple(dims)
    except ValueError:
        if not view.source.api.reports_no_reshape_as_error:
            raise
        return None


@evaluates("SQUEEZE", "ISqueezeLayer")
def squeeze(view: LayerView, x: AnyArray, axes: AnyArray | None = None) -> AnyArray:
    """Without these axes of length 1; without all of them where none are given."""
    return np.squeeze(x, None if axes is None else tuple(axes.tolist()))


@evaluates("UNSQUEEZE", "IUnsqueezeLayer")
def unsqueeze(view: LayerView, x: AnyArray, axes: AnyArray) -> AnyArray:
    return np.expand_dims(x, tuple(axes.tolist()))


@evaluates("PADDING", "IPaddingLayer", "pre_padding_nd", "post_padding_nd")
def padding(view: LayerView, x: AnyArray) -> AnyArray:
    """Zeros around the last axes; a negative number cuts off."""
    result = x
    for axis, pre, post in zip((-2, -1), view.pre_padding_nd, view.post_padding_nd):
        length = result.shape[axis]
        result = np.take(result, np.arange(max(-pre, 0), length - max(-post, 0)), axis=axis)
        widths = [(0, 0)] * x.ndim
        widths[axis] = (max(pre, 0), max(post, 0))
        result = np.pad(result, widths)
    return result


@evaluates("SLICE", "ISliceLayer", "start", "shape", "stride", "axes", "mode")
def slice_(view: LayerView, x: AnyArray, *inputs: AnyArray | None) -> AnyArray:
    start, size, stride, value, axes = (*inputs, None, None, None, None, None)[:5]
    names = zip(("start", "shape", "stride"), (start, size, stride))
    starts, sizes, strides = (_dims(view, name, given) for name, given in names)
    static_axes = view.optional("axes")
    sliced = range(x.ndim) if axes is None and static_axes is None else _dims(view, "axes", axes)
    places = [np.arange(length) for length in x.shape]
    for axis, first, length, step in zip(sliced, starts, sizes, strides):
        places[axis] = first + step * np.arange(length)
    mode = view.choice("mode")
    if mode == "FILL":
        return _fill_outside(x, places, 0 if value is None else value)  # NVIDIA's parser relies on 0
    if mode not in BOUNDS:
        raise view.refused_value("mode", view.mode)
    return np.asarray(x[np.ix_(*(BOUNDS[mode](view, place, length) for place, length in zip(places, x.shape)))])


def _fill_outside(x: AnyArray, places: list[AnyArray], value: Any) -> AnyArray:
    inside = [(place >= 0) & (place < length) for place, length in zip(places, x.shape)]
    result = np.full(tuple(len(place) for place in places), value, x.dtype)
    result[np.ix_(*inside)] = x[np.ix_(*(place[keep] for place, keep in zip(places, inside)))]
    return result


def _strict(view: LayerView, place: AnyArray, length: int) -> AnyArray:
    outside = place[(place < 0) | (place >= length)]
    if outside.size:
        what = f"it reads place {outside[0]} of an axis of length {length}"
        raise view.refused(what, "Check its start, shape and stride")
    return place


def _reflect(view: LayerView, place: AnyArray, length: int) -> AnyArray:
    """0 1 2 3 2 1 0 1 ...: the values at the ends are not repeated."""
    around = np.mod(place, max(2 * (length - 1), 1))
    return np.asarray(np.minimum(around, 2 * (length - 1) - around))


BOUNDS = {
    "STRICT_BOUNDS": _strict,
    "DEFAULT": _strict,  # its older name
    "WRAP": lambda view, place, length: place % max(length, 1),
    "CLAMP": lambda view, place, length: place.clip(0, length - 1),
    "REFLECT": _reflect,
}


def _dims(view: LayerView, name: str, given: AnyArray | None) -> Shape:
    """Numbers from an input if it is there, otherwise from the layer's property."""
    return tuple(getattr(view, name)) if given is None else tuple(np.atleast_1d(given).tolist())
