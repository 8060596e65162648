"""Layers that move values without computing."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from google.protobuf.message import Message

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter.layers.common import canonical_axis, positive, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import (
    Binary,
    Concat,
    Reverse,
    ReverseSequence,
    Slice,
    Threshold,
    Tile,
    Transpose,
)
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import REGROUPED, RESHAPED, SAME, along, broadcast, mixing, ordered, tiled


@caffe_layer("Reshape", axes=RESHAPED, moves=True)
def reshape_layer(b: Builder, layer: Layer, x: Value) -> Value:
    """Copied (0) and inferred (-1) axes, any axis and num_axes."""
    param = layer.proto.reshape_param
    rank = len(x.shape)
    first = param.axis if param.axis >= 0 else rank + 1 + param.axis  # -1 is one past the last axis
    last = rank if param.num_axes == -1 else first + param.num_axes
    if not 0 <= first <= last <= rank:
        raise LayerProblem(f"axis {param.axis} and num_axes {param.num_axes} are out of range for {x.shape}")
    return reshape(b, x, (*x.shape[:first], *_resolve(tuple(param.shape.dim), x.shape, first, last), *x.shape[last:]))


def _resolve(dims: Shape, shape: Shape, first: int, last: int) -> Shape:
    """The given dims with 0 and -1 replaced by what they stand for."""
    if sum(dim == -1 for dim in dims) > 1:
        raise LayerProblem(f"the shape {dims} has more than one -1")
    if any(dim == 0 and first + i >= len(shape) for i, dim in enumerate(dims)):
        raise LayerProblem(f"the shape {dims} copies an axis that {shape} does not have")
    known = tuple(shape[first + i] if dim == 0 else dim for i, dim in enumerate(dims))
    if -1 not in known:
        return known
    total, rest = math.prod(shape[first:last]), math.prod(dim for dim in known if dim != -1)
    if rest == 0 or total % rest:
        raise LayerProblem(f"{shape} cannot become {dims}: {total} values are not a multiple of {rest}")
    return tuple(total // rest if dim == -1 else dim for dim in known)


@caffe_layer("Flatten", axes=REGROUPED, moves=True)
def flatten(b: Builder, layer: Layer, x: Value) -> Value:
    """Any range of axes."""
    param = layer.proto.flatten_param
    first, last = (canonical_axis(axis, len(x.shape)) for axis in (param.axis, param.end_axis))
    if first > last + 1:  # one apart they enclose nothing, and Caffe puts an axis of length 1 there
        raise LayerProblem(f"axis {param.axis} is after end_axis {param.end_axis}")
    middle = math.prod(x.shape[first : last + 1])
    return reshape(b, x, (*x.shape[:first], middle, *x.shape[last + 1 :]))


def _axis_or(param: Message, old: str, rank: int) -> int:
    """The axis that `axis` names, or `old`, the field of Caffe's earlier versions."""
    if param.HasField("axis") and param.HasField(old):
        raise LayerProblem(f"it has both axis and {old}", "Leave one of them out")
    return canonical_axis(getattr(param, old if param.HasField(old) else "axis"), rank)


def _concat_axis(layer: LayerParameter, rank: int) -> int:
    return _axis_or(layer.concat_param, "concat_dim", rank)


@caffe_layer("Concat", axes=along(_concat_axis), moves=True, in_place=False)
def concat(b: Builder, layer: Layer, x: Value, *others: Value) -> Value:
    """Along any axis (axis or concat_dim)."""
    op = Concat(_concat_axis(layer.proto, len(x.shape)))
    return b(op, x, *others) if others else x


def _slice_axis(layer: LayerParameter, rank: int) -> int:
    return _axis_or(layer.slice_param, "slice_dim", rank)


def _cuts_evenly(layer: LayerParameter) -> bool:
    return not layer.slice_param.slice_point


@caffe_layer("Slice", axes=along(_slice_axis, _cuts_evenly), moves=True, in_place=False)
def slice_layer(b: Builder, layer: Layer, x: Value) -> tuple[Value, ...]:
    """Along any axis (axis or slice_dim), at points or evenly."""
    param = layer.proto.slice_param
    axis = _slice_axis(layer.proto, len(x.shape))
    tops, size = len(layer.proto.top), x.shape[axis]
    if param.slice_point:
        points = [0, *param.slice_point, size]
        if len(points) != tops + 1:
            raise LayerProblem(f"it has {len(param.slice_point)} slice points, expected {tops - 1} for {tops} tops")
        if any(start >= end for start, end in pairwise(points)):
            raise LayerProblem(f"its slice points must increase between 0 and {size}, found {list(param.slice_point)}")
    elif not tops or size % tops:
        raise LayerProblem(f"axis {axis} of {x.shape} cannot be cut into {tops} equal parts")
    else:
        points = list(range(0, size + 1, size // tops))
    return tuple(b(Slice(axis, start, end - start), x) for start, end in pairwise(points))


@caffe_layer("Split", axes=SAME, moves=True)
def split(b: Builder, layer: Layer, x: Value) -> tuple[Value, ...]:
    """Every top is a copy of the bottom."""
    return (x,) * len(layer.proto.top)


@caffe_layer("Crop", axes=SAME, moves=True, in_place=False)
def crop(b: Builder, layer: Layer, x: Value, like: Value) -> Value:
    """From any axis on, with one offset or one for each axis."""
    param = layer.proto.crop_param
    first = canonical_axis(param.axis, len(x.shape))
    axes = range(first, len(x.shape))
    offsets = list(param.offset) or [0]
    if len(offsets) not in (1, len(axes)) or len(like.shape) < len(x.shape):
        raise LayerProblem(
            f"{len(offsets)} offsets and a second bottom {like.shape} do not fit {x.shape} from axis {first}"
        )
    for axis, offset in zip(axes, offsets * len(axes) if len(offsets) == 1 else offsets):
        if (offset, like.shape[axis]) != (0, x.shape[axis]):
            x = b(Slice(axis, offset, like.shape[axis]), x)
    return x


def _tile_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.tile_param.axis, rank)


@caffe_layer("Tile", axes=tiled(_tile_axis), moves=True, in_place=False)
def tile(b: Builder, layer: Layer, x: Value) -> Value:
    """Along any axis."""
    tiles = positive(layer.proto.tile_param.tiles, "tile_param.tiles")
    return b(Tile(_tile_axis(layer.proto, len(x.shape)), tiles), x)


def _reverse_axis(layer: LayerParameter, rank: int) -> int:
    return canonical_axis(layer.reverse_param.axis, rank)


@caffe_layer("Reverse", axes=mixing(lambda layer, rank: [_reverse_axis(layer, rank)]), moves=True)
def reverse(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: reverses the order along any axis."""
    axis = layer.proto.reverse_param.axis
    if axis < 0:
        raise LayerProblem(f"axis {axis} is negative, which the fork does not support", "Count the axis from the front")
    return b(Reverse(_reverse_axis(layer.proto, len(x.shape))), x)


@caffe_layer("ReverseTime", axes=mixing(lambda layer, rank: [0], broadcast(lambda layer, rank: 1)))
def reverse_time(b: Builder, layer: Layer, x: Value, lengths: Value) -> Value:
    """From a fork: reverses the first `length` steps of each sequence; the other steps are copied, or set to 0."""
    y = b(ReverseSequence(), x, lengths)
    if layer.proto.reverse_time_param.copy_remaining:
        return y
    # Steps from `length` on are 0: the difference length - step is above 0 before them only.
    count = b(Binary("sub"), reshape(b, lengths, (1, *lengths.shape)), _steps(b, x.shape[0]))
    mask = b(Threshold(0.0), count)
    return b(Binary("prod"), y, reshape(b, mask, (*x.shape[:2], *(1,) * (len(x.shape) - 2))))


def _steps(b: Builder, count: int) -> Value:
    """0, 1, 2, ... as a column."""
    return b.constant(np.arange(count, dtype=np.float32).reshape(count, 1), "steps")


def _transpose_order(layer: LayerParameter, rank: int) -> Shape:
    return tuple(layer.transpose_param.dim)


@caffe_layer("Transpose", axes=ordered(_transpose_order), moves=True)
def transpose(b: Builder, layer: Layer, x: Value) -> Value:
    """From two forks: with all axes in transpose_param; or without parameters, (N, C, H, W) to (N * H * W, C)."""
    if not layer.proto.transpose_param.dim:
        if len(x.shape) != 4:
            raise LayerProblem(f"without transpose_param it takes 4 axes (N, C, H, W), found {x.shape}")
        return reshape(b, b(Transpose((0, 2, 3, 1)), x), (x.shape[0] * math.prod(x.shape[2:]), x.shape[1]))
    return b(Transpose(_transpose_order(layer.proto, len(x.shape))), x)


def _permute_order(layer: LayerParameter, rank: int) -> Shape:
    named = tuple(layer.permute_param.order)
    return (*named, *(axis for axis in range(rank) if axis not in named))


@caffe_layer("ShuffleChannel", axes=SAME, moves=True)
def shuffle_channel(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: channel i of group g becomes channel g of group i."""
    group = layer.proto.shuffle_channel_param.group
    if len(x.shape) < 2 or not group or x.shape[1] % group:
        raise LayerProblem(f"the channels of {x.shape} do not divide into {group} groups", "Correct the prototxt")
    rest = x.shape[2:]
    parts = reshape(b, x, (x.shape[0], group, x.shape[1] // group, *rest))
    order = (0, 2, 1, *range(3, 3 + len(rest)))
    return reshape(b, b(Transpose(order), parts), x.shape)


@caffe_layer("InvertedOrder", axes=SAME, moves=True)
def inverted_order(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: reverses the order along the first axis of a blob (N, C)."""
    if math.prod(x.shape[2:]) != 1:
        raise LayerProblem(
            f"it copies one value of each channel only and leaves the rest of {x.shape} undefined",
            "Put a Reshape layer to (N, C) before it",
        )
    return b(Reverse(0), x)


@caffe_layer("Permute", axes=ordered(_permute_order), moves=True)
def permute(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: axes that are not listed follow in their original order."""
    return b(Transpose(_permute_order(layer.proto, len(x.shape))), x)
