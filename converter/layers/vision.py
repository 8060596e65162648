"""Convolution, pooling and the layers around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import (
    ConvolutionParameter,
    InterpParameter,
    LayerParameter,
    PoolingParameter,
    SPPParameter,
)
from caffe2trt.converter.layers.common import canonical_axis, positive, require_axes, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import (
    Concat,
    Convolution,
    Deconvolution,
    MaxPlace,
    Pad,
    Pooling,
    Resize,
    Slice,
    Take,
    require_size,
)
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME, leading, mixing

_SHORT = {"kernel_size": "kernel"}  # what stands before _h and _w


def _per_axis(param: ConvolutionParameter, field: str, rank: int, default: int | None, least: int) -> Shape:
    """kernel, stride, pad or dilation for each spatial axis: repeated, once for all, or by _h and _w."""
    values: Sequence[int] = getattr(param, field)
    short = _SHORT.get(field, field)
    if field != "dilation" and (param.HasField(f"{short}_h") or param.HasField(f"{short}_w")):
        if rank != 2:
            raise LayerProblem(f"{short}_h and {short}_w need two spatial axes, the input has {rank}")
        if values:
            raise LayerProblem(f"it has both {field} and {short}_h or {short}_w", "Leave one of them out")
        values = (getattr(param, f"{short}_h"), getattr(param, f"{short}_w"))
    elif not values:
        if default is None:
            raise LayerProblem(f"convolution_param.{field} is missing")
        values = (default,) * rank
    elif len(values) == 1:
        values = tuple(values) * rank
    if len(values) != rank:
        raise LayerProblem(f"{field} has {len(values)} values for {rank} spatial axes")
    if min(values) < least:
        raise LayerProblem(f"{field} {tuple(values)} must be at least {least}")
    return tuple(values)


@dataclass(frozen=True)
class _Geometry:
    kernel: Shape
    strides: Shape
    padding: Shape
    dilations: Shape


def _geometry(layer: Layer, x: Value) -> _Geometry:
    """Kernel, stride, pad and dilation of a convolution over the spatial axes of x (N, C, S...)."""
    param = layer.proto.convolution_param
    rank = len(x.shape) - 2
    if rank not in (1, 2, 3) or canonical_axis(param.axis, len(x.shape)) != 1:
        raise LayerProblem(
            f"it convolves a blob {x.shape} with channels at axis {param.axis}: only 1 to 3 spatial axes with channels "
            "at axis 1 are supported",
            "Put a Reshape layer before and after it",
        )
    kernel = _per_axis(param, "kernel_size", rank, None, 1)
    dilations = _per_axis(param, "dilation", rank, 1, 1)
    return _Geometry(
        kernel,
        _per_axis(param, "stride", rank, 1, 1),
        _per_axis(param, "pad", rank, 0, 0),
        tuple(1 if size == 1 else dilation for size, dilation in zip(kernel, dilations)),
    )


def _convolve(b: Builder, layer: Layer, is_forward: bool, bottoms: Sequence[Value]) -> tuple[Value, ...]:
    """A top for each bottom, all with the same weights."""
    param, x = layer.proto.convolution_param, bottoms[0]
    g = _geometry(layer, x)
    outputs, groups = positive(param.num_output, "convolution_param.num_output"), param.group
    if not groups or x.shape[1] % groups or outputs % groups:
        raise LayerProblem(f"{x.shape[1]} channels and {outputs} outputs do not divide into {groups} groups")
    if any(other.shape != x.shape for other in bottoms):
        raise LayerProblem("its bottoms differ in shape, and it has the same weights for all")
    channels = (outputs, x.shape[1] // groups) if is_forward else (x.shape[1], outputs // groups)
    shapes: dict[str, Shape] = {"weights": (*channels, *g.kernel)}
    if param.bias_term:
        shapes["bias"] = (outputs,)
    blobs = layer.blobs(**shapes)
    if is_forward:
        return tuple(_convolution(b, bottom, g, groups, blobs) for bottom in bottoms)
    strides = tuple(stride if size > 1 else 1 for stride, size in zip(g.strides, x.shape[2:]))
    return tuple(b(Deconvolution(strides, g.padding, g.dilations, groups), bottom, *blobs) for bottom in bottoms)


def _window_axes(layer: LayerParameter, rank: int) -> list[int]:
    """The axes along which a convolution's window holds more than one value."""
    kernel = _per_axis(layer.convolution_param, "kernel_size", rank - 2, None, 1)
    return [axis for axis, size in enumerate(kernel, 2) if size > 1]


def _convolution(b: Builder, x: Value, g: _Geometry, groups: int, blobs: Sequence[Value]) -> Value:
    """Caffe's convolution: a kernel that is larger than the padded input by less than a stride has one place still."""
    extents = [dilation * (kernel - 1) + 1 for kernel, dilation in zip(g.kernel, g.dilations)]
    beyond = [size + 2 * pad - extent for size, pad, extent in zip(x.shape[2:], g.padding, extents)]
    post = tuple(-steps if -stride < steps < 0 else 0 for steps, stride in zip(beyond, g.strides))
    if any(post):
        x = b(Pad((0,) * len(post), post), x)
    strides = tuple(min(stride, max(0, steps) + 1) for stride, steps in zip(g.strides, beyond))  # longer finds no more
    return b(Convolution(strides, g.padding, g.dilations, groups), x, *blobs)


@caffe_layer("Convolution", axes=mixing(_window_axes), in_place=False)
def convolution(b: Builder, layer: Layer, x: Value, *others: Value) -> tuple[Value, ...]:
    """1-D, 2-D and 3-D, strided, padded, dilated, grouped, with or without bias."""
    return _convolve(b, layer, True, (x, *others))


@caffe_layer("Deconvolution", axes=mixing(_window_axes), in_place=False)
def deconvolution(b: Builder, layer: Layer, x: Value, *others: Value) -> tuple[Value, ...]:
    """1-D, 2-D and 3-D, strided, padded, dilated, grouped, with or without bias."""
    return _convolve(b, layer, False, (x, *others))


@caffe_layer("Im2col", axes=mixing(_window_axes), in_place=False)
def im2col(b: Builder, layer: Layer, x: Value) -> Value:
    """All options; each channel is convolved with kernels that select one position of the window."""
    g = _geometry(layer, x)
    places = math.prod(g.kernel)
    require_size((x.shape[1] * places, 1, *g.kernel))
    picks = np.tile(np.eye(places, dtype=np.float32), (x.shape[1], 1)).reshape(-1, 1, *g.kernel)
    return _convolution(b, x, g, x.shape[1], [b.constant(picks, "picks")])


@caffe_layer("Pooling", axes=mixing(lambda layer, rank: (2, 3)), in_place=False)
def pooling(b: Builder, layer: Layer, x: Value) -> Value | tuple[Value, ...]:
    """MAX and AVE, global, padded, rounded up or down, with Caffe's rule for the last window; MAX with a mask top."""
    param = layer.proto.pooling_param
    require_axes(x, "(N, C, H, W)", 4, 4)
    if param.pool == PoolingParameter.STOCHASTIC:
        raise LayerProblem("STOCHASTIC pooling is random", "Train or convert with pool: MAX or AVE")
    kernel, stride, pad = _global_window(param, x) if param.global_pooling else _window(param)
    is_max = param.pool == PoolingParameter.MAX
    windows = _windows(x, kernel, stride, pad, round_up=param.round_mode == PoolingParameter.CEIL)
    y = _pool(b, x, is_max, windows)
    return (y, b(MaxPlace(windows), x)) if is_max and len(layer.proto.top) == 2 else y


def _window(param: PoolingParameter) -> tuple[Shape, Shape, Shape]:
    """Kernel, stride and pad, each given once for both axes or by _h and _w."""
    kernel, stride, pad = (_pair(param, name, both) for name, both in _POOLING_FIELDS.items())
    if kernel is None:
        raise LayerProblem("pooling_param.kernel_size is missing")
    stride, pad = stride or (param.stride,) * 2, pad or (param.pad,) * 2
    if min(kernel) < 1 or min(stride) < 1:
        raise LayerProblem(f"kernel {kernel} and stride {stride} must be at least 1")
    if any(p >= k for p, k in zip(pad, kernel)):
        raise LayerProblem(f"pad {pad} must be smaller than the kernel {kernel}")
    return kernel, stride, pad


_POOLING_FIELDS = {"kernel": "kernel_size", "stride": "stride", "pad": "pad"}


def _pair(param: PoolingParameter, name: str, both: str) -> Shape | None:
    """A size for both axes, or None where the prototxt says none. Caffe takes _h and _w together, or neither."""
    given = [param.HasField(f"{name}_{axis}") for axis in "hw"]
    if not any(given):
        return (getattr(param, both),) * 2 if param.HasField(both) else None
    if not all(given) or param.HasField(both):
        raise LayerProblem(f"pooling_param takes either {both} or both {name}_h and {name}_w", "Keep one of the two")
    return (getattr(param, f"{name}_h"), getattr(param, f"{name}_w"))


def _global_window(param: PoolingParameter, x: Value) -> tuple[Shape, Shape, Shape]:
    if any(param.HasField(name) for name in ("kernel_size", "kernel_h", "kernel_w")):
        raise LayerProblem("it has both global_pooling and a kernel", "Leave one of them out")
    if (_pair(param, "stride", "stride") or (1, 1)) != (1, 1) or (_pair(param, "pad", "pad") or (0, 0)) != (0, 0):
        raise LayerProblem("global_pooling needs stride 1 and pad 0", "Leave stride and pad out")
    return x.shape[2:], (1, 1), (0, 0)


def _windows(x: Value, kernel: Shape, stride: Shape, pad: Shape, round_up: bool = True) -> Pooling:
    """The windows that Caffe's pooling looks at: its rounding as explicit padding."""
    is_padded = any(pad)
    axes = [_one_axis(*axis, round_up, is_padded) for axis in zip(x.shape[2:], kernel, stride, pad)]
    strides, post = zip(*axes)
    return Pooling("max", kernel, strides, pad, post)


def _one_axis(size: int, kernel: int, stride: int, pad: int, round_up: bool, is_padded: bool) -> tuple[int, int]:
    """The stride, and how far the last window that Caffe computes reaches beyond the input."""
    steps = size + 2 * pad - kernel
    out = (-(-steps // stride) if round_up else steps // stride) + 1
    if is_padded and (out - 1) * stride >= size + pad:  # a last window that starts in the padding is dropped
        out -= 1
    if out < 1:
        raise LayerProblem(f"the window {kernel} is larger than the padded input {size + 2 * pad}")
    post = max(0, (out - 1) * stride + kernel - size - pad)
    return min(stride, size + pad + post - kernel + 1), post  # a longer stride finds no second window either


def _pool(b: Builder, x: Value, is_max: bool, windows: Pooling) -> Value:
    """The maximum or Caffe's average of each window."""
    kernel, stride, pad, post = windows.kernel, windows.strides, windows.pre, windows.post
    if any(end >= size for end, size in zip(post, kernel)):  # a window that lies wholly beyond the input
        if not is_max:
            raise LayerProblem(
                f"with kernel {kernel} and stride {stride} a last window lies beyond the input {x.shape[2:]}, and "
                "Caffe divides by its empty size",
                "Set round_mode: FLOOR",
            )
        return b(Pooling("max", kernel, stride, (0, 0), (0, 0)), b(Pad(pad, post, LOWEST), x))
    if is_max:
        return b(windows, x)
    # Caffe divides by the part of the window inside the padded input: padding counts, what lies beyond it does not.
    beyond = tuple(max(0, end - begin) for end, begin in zip(post, pad))
    if not any(beyond):
        return b(Pooling("average", kernel, stride, pad, post, count_padding=True), x)
    if any(pad):
        x = b(Pad(pad, pad), x)
    return b(Pooling("average", kernel, stride, (0, 0), beyond), x)


LOWEST = float(np.finfo(np.float32).min)  # what Caffe gives for the maximum of nothing


@caffe_layer("SPP", axes=leading(lambda layer, rank: 1), in_place=False)
def spp(b: Builder, layer: Layer, x: Value) -> Value:
    """MAX and AVE, any pyramid height."""
    param = layer.proto.spp_param
    require_axes(x, "(N, C, H, W)", 4, 4)
    positive(param.pyramid_height, "spp_param.pyramid_height")
    if param.pool == SPPParameter.STOCHASTIC:
        raise LayerProblem("STOCHASTIC pooling is random", "Train or convert with pool: MAX or AVE")
    levels = []
    for level in range(param.pyramid_height):
        bins = 2**level
        kernel = tuple(-(-size // bins) for size in x.shape[2:])
        pad = tuple((k * bins - size + 1) // 2 for k, size in zip(kernel, x.shape[2:]))
        if any(p >= k for p, k in zip(pad, kernel)):
            raise LayerProblem(
                f"level {level} of its pyramid cuts {x.shape[2:]} into {bins} bins, and Caffe takes no pad {pad} with "
                f"windows of {kernel}",
                "Correct pyramid_height",
            )
        levels.append(_pool(b, x, param.pool == SPPParameter.MAX, _windows(x, kernel, kernel, pad)))
    if len(levels) == 1:
        return levels[0]
    return b(Concat(1), *(reshape(b, level, (x.shape[0], math.prod(level.shape[1:]))) for level in levels))


@caffe_layer("Interp", axes=SAME, in_place=False)
def interp(b: Builder, layer: Layer, x: Value, like: Value | None = None) -> Value:
    """From a fork: LINEAR and NEAREST with aligned corners, by factors, to a size, or to a second bottom's size."""
    param = layer.proto.interp_param
    require_axes(x, "(N, C, H, W)", 4, 4)
    if param.pad_beg > 0 or param.pad_end > 0:
        raise LayerProblem("pad_beg and pad_end must be 0 or negative: they only crop")
    for axis in (2, 3):
        if param.pad_beg or param.pad_end:
            x = b(Slice(axis, -param.pad_beg, x.shape[axis] + param.pad_beg + param.pad_end), x)
    size = _interp_size(param, x, like)
    if param.mode == InterpParameter.LINEAR:
        return b(Resize(size, "bilinear"), x)
    require_size((*x.shape[:2], *size))
    for axis, new in zip((2, 3), size):
        x = b(Take(axis, _nearest(x.shape[axis], new)), x)
    return x


def _nearest(old: int, new: int) -> Shape:
    """Where the fork finds `new` elements among `old`: in float32, and of two that are equally near the later one."""
    ratio = np.float32(old - 1) / np.float32(max(1, new - 1))
    places = ratio * np.arange(new, dtype=np.float32)
    below = places.astype(np.int64)
    part = places - below.astype(np.float32)
    nearest = np.minimum(np.where(1 - part > part, below, below + 1), old - 1)
    return tuple(int(place) for place in nearest)


def _interp_size(param: InterpParameter, x: Value, like: Value | None) -> tuple[int, int]:
    """What Interp resizes to: a size, factors, or a second bottom's size, of which it takes one only."""
    by_size = param.HasField("height") or param.HasField("width")
    by_factor = param.HasField("zoom_factor") or param.HasField("shrink_factor")
    if (like is not None) + by_size + by_factor != 1:
        raise LayerProblem(
            "it needs its size from exactly one of: height and width; zoom_factor and shrink_factor; a second bottom"
        )
    if like is not None:
        require_axes(like, "(N, C, H, W)", 4, 4)
        return like.shape[2], like.shape[3]
    if by_size:
        return positive(param.height, "interp_param.height"), positive(param.width, "interp_param.width")
    shrink = positive(param.shrink_factor, "interp_param.shrink_factor")
    zoom = positive(param.zoom_factor, "interp_param.zoom_factor")
    height, width = ((length - 1) // shrink + 1 for length in x.shape[2:])
    return height + (height - 1) * (zoom - 1), width + (width - 1) * (zoom - 1)


@caffe_layer("Upsample", axes=SAME, in_place=False)
def upsample(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: nearest, by a whole-number factor."""
    require_axes(x, "(N, C, H, W)", 4, 4)
    scale = positive(layer.proto.upsample_param.scale, "upsample_param.scale")
    return b(Resize((x.shape[2] * scale, x.shape[3] * scale), "nearest"), x)
