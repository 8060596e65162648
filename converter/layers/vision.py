"""Convolution, pooling and the layers around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from caffe2trt.caffe.schema.caffe_pb2 import ConvolutionParameter, LayerParameter, PoolingParameter, SPPParameter
from caffe2trt.converter.layers.common import canonical_axis, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import (
    Concat,
    Convolution,
    Deconvolution,
    Pad,
    Pooling,
    Resize,
    Shape,
    Slice,
)
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME, leading, mixing


def _per_axis(param: ConvolutionParameter, field: str, rank: int, default: int) -> Shape:
    """kernel, stride, pad or dilation for each spatial axis: repeated, once for all, or by _h and _w."""
    short = {"kernel_size": "kernel"}.get(field, field)
    if field != "dilation" and (param.HasField(f"{short}_h") or param.HasField(f"{short}_w")):
        if rank != 2:
            raise LayerProblem(f"{short}_h and {short}_w need two spatial axes, the input has {rank}")
        return (getattr(param, f"{short}_h"), getattr(param, f"{short}_w"))
    values: Sequence[int] = getattr(param, field)
    if len(values) in (0, 1):
        return tuple(values or [default]) * rank
    if len(values) != rank:
        raise LayerProblem(f"{field} has {len(values)} values for {rank} spatial axes", "Correct the prototxt")
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
    kernel = _per_axis(param, "kernel_size", rank, 0)
    if min(kernel) < 1:
        raise LayerProblem("it says no kernel_size", "Correct the prototxt")
    sizes = (_per_axis(param, name, rank, default) for name, default in (("stride", 1), ("pad", 0), ("dilation", 1)))
    return _Geometry(kernel, *sizes)


def _weights(layer: Layer, x: Value, shape: tuple[int, int], kernel: Shape) -> list[Value]:
    param = layer.proto.convolution_param
    if x.shape[1] % param.group or param.num_output % param.group or not param.num_output:
        raise LayerProblem(
            f"{x.shape[1]} channels and {param.num_output} outputs do not divide into {param.group} groups",
            "Correct the prototxt",
        )
    shapes: dict[str, Shape] = {"weights": (*shape, *kernel)}
    if param.bias_term:
        shapes["bias"] = (param.num_output,)
    return layer.blobs(**shapes)


def _window_axes(layer: LayerParameter, rank: int) -> list[int]:
    """The axes along which a convolution's window holds more than one value."""
    kernel = _per_axis(layer.convolution_param, "kernel_size", rank - 2, 1)
    return [axis for axis, size in enumerate(kernel, 2) if size > 1]


@caffe_layer("Convolution", axes=mixing(_window_axes))
def convolution(b: Builder, layer: Layer, x: Value) -> Value:
    """1-D, 2-D and 3-D, strided, padded, dilated, grouped, with or without bias."""
    param, g = layer.proto.convolution_param, _geometry(layer, x)
    blobs = _weights(layer, x, (param.num_output, x.shape[1] // max(1, param.group)), g.kernel)
    return b(Convolution(g.strides, g.padding, g.dilations, param.group), x, *blobs)


@caffe_layer("Deconvolution", axes=mixing(_window_axes))
def deconvolution(b: Builder, layer: Layer, x: Value) -> Value:
    """1-D, 2-D and 3-D, strided, padded, dilated, grouped, with or without bias."""
    param, g = layer.proto.convolution_param, _geometry(layer, x)
    blobs = _weights(layer, x, (x.shape[1], param.num_output // max(1, param.group)), g.kernel)
    return b(Deconvolution(g.strides, g.padding, g.dilations, param.group), x, *blobs)


@caffe_layer("Im2col", axes=mixing(_window_axes))
def im2col(b: Builder, layer: Layer, x: Value) -> Value:
    """Fully: each channel is convolved with kernels that pick one place of the window."""
    g = _geometry(layer, x)
    places = math.prod(g.kernel)
    picks = np.tile(np.eye(places, dtype=np.float32), (x.shape[1], 1)).reshape(-1, 1, *g.kernel)
    op = Convolution(g.strides, g.padding, g.dilations, groups=x.shape[1])
    return b(op, x, b.constant(picks, "picks"))


@caffe_layer("Pooling", axes=mixing(lambda layer, rank: (2, 3)))
def pooling(b: Builder, layer: Layer, x: Value) -> Value:
    """MAX and AVE, global, padded, rounded up or down, with Caffe's rule for the last window."""
    param = layer.proto.pooling_param
    if len(x.shape) != 4:
        raise LayerProblem(f"pooling takes 4 axes (N, C, H, W), found {x.shape}", "Put a Reshape layer before it")
    if param.pool == PoolingParameter.STOCHASTIC:
        raise LayerProblem("STOCHASTIC pooling is random", "Train or convert with pool: MAX or AVE")
    kernel = x.shape[2:] if param.global_pooling else _pair(param, "kernel", param.kernel_size)
    stride = (1, 1) if param.global_pooling else _pair(param, "stride", param.stride)
    pad = (0, 0) if param.global_pooling else _pair(param, "pad", param.pad)
    if min(kernel) < 1 or min(stride) < 1:
        raise LayerProblem("it says no kernel_size, or a stride of 0", "Correct the prototxt")
    is_max = param.pool == PoolingParameter.MAX
    return pool(b, x, is_max, kernel, stride, pad, round_up=param.round_mode == PoolingParameter.CEIL)


def pool(b: Builder, x: Value, is_max: bool, kernel: Shape, stride: Shape, pad: Shape, round_up: bool = True) -> Value:
    """Caffe's pooling with its rounding as explicit padding."""
    post = tuple(_post_padding(*axis, round_up) for axis in zip(x.shape[2:], kernel, stride, pad))
    if any(end >= size for end, size in zip(post, kernel)):  # a window that lies wholly beyond the input
        if not is_max:
            raise LayerProblem(
                f"with kernel {kernel} and stride {stride} a last window lies beyond the input {x.shape[2:]}, and "
                "Caffe divides by its empty size",
                "Set round_mode: FLOOR",
            )
        lowest = float(np.finfo(np.float32).min)  # what Caffe gives for it
        return b(Pooling("max", kernel, stride, (0, 0), (0, 0)), b(Pad(pad, post, lowest), x))
    if is_max:
        return b(Pooling("max", kernel, stride, pad, post), x)
    # Caffe divides by the part of the window inside the padded input: padding counts, what lies beyond it does not.
    beyond = tuple(max(0, end - begin) for end, begin in zip(post, pad))
    if not any(beyond):
        return b(Pooling("average", kernel, stride, pad, post, count_padding=True), x)
    if any(pad):
        x = b(Pad(pad, pad), x)
    return b(Pooling("average", kernel, stride, (0, 0), beyond), x)


def _pair(param: PoolingParameter, name: str, both: int) -> Shape:
    if param.HasField(f"{name}_h") or param.HasField(f"{name}_w"):
        return (getattr(param, f"{name}_h"), getattr(param, f"{name}_w"))
    return (both, both)


def _post_padding(size: int, kernel: int, stride: int, pad: int, round_up: bool) -> int:
    """How far the last window that Caffe computes reaches beyond the input."""
    steps = size + 2 * pad - kernel
    if steps < 0:
        raise LayerProblem(f"the window {kernel} is larger than the padded input {size + 2 * pad}")
    out = (-(-steps // stride) if round_up else steps // stride) + 1
    if pad and (out - 1) * stride >= size + pad:  # a last window that starts in the padding is dropped
        out -= 1
    return max(0, (out - 1) * stride + kernel - size - pad)


@caffe_layer("SPP", axes=leading(lambda layer, rank: 1))
def spp(b: Builder, layer: Layer, x: Value) -> Value:
    """MAX and AVE, any pyramid height."""
    param = layer.proto.spp_param
    if len(x.shape) != 4 or param.pyramid_height < 1:
        raise LayerProblem(f"a pyramid of height {param.pyramid_height} over {x.shape}: it takes (N, C, H, W)")
    if param.pool == SPPParameter.STOCHASTIC:
        raise LayerProblem("STOCHASTIC pooling is random", "Train or convert with pool: MAX or AVE")
    levels = []
    for level in range(param.pyramid_height):
        bins = 2**level
        kernel = tuple(-(-size // bins) for size in x.shape[2:])
        pad = tuple((k * bins - size + 1) // 2 for k, size in zip(kernel, x.shape[2:]))
        pooled = pool(b, x, param.pool == SPPParameter.MAX, kernel, kernel, pad)
        levels.append(reshape(b, pooled, (x.shape[0], math.prod(pooled.shape[1:]))))
    return b(Concat(1), *levels) if len(levels) > 1 else levels[0]


@caffe_layer("Interp", axes=SAME)
def interp(b: Builder, layer: Layer, x: Value, like: Value | None = None) -> Value:
    """A fork's: bilinear with corners aligned, by factors, to a size, or to a second bottom's."""
    param = layer.proto.interp_param
    if len(x.shape) != 4:
        raise LayerProblem(f"it takes 4 axes (N, C, H, W), found {x.shape}")
    if param.pad_beg > 0 or param.pad_end > 0:
        raise LayerProblem("pad_beg and pad_end above 0 are not defined; they only crop", "Correct the prototxt")
    for axis in (2, 3):
        if param.pad_beg or param.pad_end:
            x = b(Slice(axis, -param.pad_beg, x.shape[axis] + param.pad_beg + param.pad_end), x)
    if like is not None:
        size = like.shape[2:]
    elif param.height and param.width:
        size = (param.height, param.width)
    else:
        shrunk = [(length - 1) // param.shrink_factor + 1 for length in x.shape[2:]]
        size = tuple(length + (length - 1) * (param.zoom_factor - 1) for length in shrunk)
    return b(Resize((size[0], size[1]), "bilinear"), x)


@caffe_layer("Upsample", axes=SAME)
def upsample(b: Builder, layer: Layer, x: Value) -> Value:
    """A fork's: nearest, by a whole factor."""
    scale = layer.proto.upsample_param.scale
    return b(Resize((x.shape[2] * scale, x.shape[3] * scale), "nearest"), x)
