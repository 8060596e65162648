"""Layers that normalise: by stored statistics, by the batch's own, across channels, within a window."""

from __future__ import annotations

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, LRNParameter
from caffe2trt.converter.layers.common import along_axis, require_axes, reshape, scalar
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import LRN, Affine, Binary, Pooling, Reduce, Unary
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import mixing


def _uses_own_statistics(layer: LayerParameter) -> bool:
    param = layer.batch_norm_param
    return bool(param.HasField("use_global_stats") and not param.use_global_stats)


def _all_but(channels: int, rank: int) -> Shape:
    return tuple(axis for axis in range(rank) if axis != channels or rank == 1)


@caffe_layer("BatchNorm", axes=mixing(lambda layer, rank: _all_but(1, rank) if _uses_own_statistics(layer) else ()))
def batch_norm(b: Builder, layer: Layer, x: Value) -> Value:
    """With the stored statistics or the batch's own."""
    param = layer.proto.batch_norm_param
    require_axes(x, "(N, C, ...)", 2)
    channels = x.shape[1:2]
    blobs = layer.blobs(mean=channels, variance=channels, factor=(1,))
    if _uses_own_statistics(layer.proto):
        centred, variance = _moments(b, x, _all_but(1, len(x.shape)))
        return _over_root(b, centred, variance, param.eps)
    mean, variance_, factor = (np.asarray(blob.array, np.float64) for blob in blobs)
    weight = 0.0 if factor[0] == 0 else 1.0 / factor[0]
    return _stored(b, layer, x, 1, mean * weight, variance_ * weight + param.eps)


def _bn_axes(layer: LayerParameter, rank: int) -> Shape:
    return () if layer.bn_param.moving_average else _all_but(int(layer.bn_param.axis), rank)


@caffe_layer("BN", axes=mixing(_bn_axes))
def fork_bn(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: BatchNorm and Scale in one; moving_average says whether the stored statistics are used."""
    param = layer.proto.bn_param
    if param.axis not in range(1, min(4, len(x.shape))):
        raise LayerProblem(f"axis {param.axis:g} is out of range for {x.shape}")
    axis = int(param.axis)
    shape = tuple(x.shape[axis] if i == axis else 1 for i in range(4))
    blobs = layer.blobs(scale=shape, shift=shape, mean=shape, variance=shape)
    scale, shift, mean, variance = (np.asarray(blob.array, np.float64).ravel() for blob in blobs)
    if param.moving_average:
        return _stored(b, layer, x, axis, mean, variance + param.var_eps, scale, shift)
    centred, own = _moments(b, x, _all_but(axis, len(x.shape)))
    normal = _over_root(b, centred, own, param.var_eps)
    return b(
        Affine(axis),
        normal,
        b.constant(scale.astype(np.float32), "scale"),
        b.constant(shift.astype(np.float32), "shift"),
    )


def _stored(
    b: Builder,
    layer: Layer,
    x: Value,
    axis: int,
    mean: np.ndarray[tuple[int], np.dtype[np.float64]],
    variance: np.ndarray[tuple[int], np.dtype[np.float64]],
    scale: np.ndarray[tuple[int], np.dtype[np.float64]] | float = 1.0,
    shift: np.ndarray[tuple[int], np.dtype[np.float64]] | float = 0.0,
) -> Value:
    """(x - mean) / sqrt(variance) * scale + shift, folded into one scale and one shift."""
    if layer.weights.source and (variance <= 0).any():
        raise LayerProblem(
            f"its variance plus eps is {variance.min():g}, and Caffe divides by the root of that",
            "Check eps and the caffemodel",
        )
    with np.errstate(divide="ignore", invalid="ignore"):  # without weights, which are zeros then
        factor = scale / np.sqrt(variance)
        term = shift - mean * factor
    return b(
        Affine(axis), x, b.constant(factor.astype(np.float32), "scale"), b.constant(term.astype(np.float32), "shift")
    )


def _moments(b: Builder, x: Value, axes: tuple[int, ...]) -> tuple[Value, Value]:
    """X minus its mean over `axes`, and the variance."""
    centred = b(Binary("sub"), x, b(Reduce("mean", axes), x))
    return centred, b(Reduce("mean", axes), b(Binary("prod"), centred, centred))


def _over_root(b: Builder, x: Value, variance: Value, eps: float) -> Value:
    """X / sqrt(variance + eps)."""
    safe = b(Binary("sum"), variance, scalar(b, eps, len(variance.shape), "eps"))
    return b(Binary("div"), x, b(Unary("sqrt"), safe))


def _mvn_axes(layer: LayerParameter, rank: int) -> Shape:
    return tuple(range(1 if layer.mvn_param.across_channels else 2, rank))


@caffe_layer("MVN", axes=mixing(_mvn_axes))
def mvn(b: Builder, layer: Layer, x: Value) -> Value:
    """Within or across channels, with or without the variance; the top has four axes."""
    param = layer.proto.mvn_param
    require_axes(x, "(N, C, H, W)", 0, 4)
    x = reshape(b, x, (*x.shape, *(1,) * (4 - len(x.shape))))
    axes = (1, 2, 3) if param.across_channels else (2, 3)
    if not param.normalize_variance:
        return b(Binary("sub"), x, b(Reduce("mean", axes), x))
    centred, variance = _moments(b, x, axes)
    deviation = b(Unary("sqrt"), variance)
    return b(Binary("div"), centred, b(Binary("sum"), deviation, scalar(b, param.eps, len(x.shape), "eps")))


def _normalize_axes(layer: LayerParameter, rank: int) -> Shape:
    return tuple(range(1, rank)) if layer.norm_param.across_spatial else (1,)


@caffe_layer("Normalize", axes=mixing(_normalize_axes))
def normalize(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: over the whole sample or each position, times a learned scale for all or for each channel."""
    param = layer.proto.norm_param
    require_axes(x, "(N, C, H, W)", 2, 4)
    (scale,) = layer.blobs(scale=() if param.channel_shared else x.shape[1:2])
    axes = _normalize_axes(layer.proto, len(x.shape))
    squares = b(Reduce("sum", axes), b(Binary("prod"), x, x))
    factors = along_axis(b, x, scale, 1) if scale.shape else reshape(b, scale, (1,) * len(x.shape))
    return b(Binary("prod"), _over_root(b, x, squares, param.eps), factors)


def _lrn_axes(layer: LayerParameter, rank: int) -> Shape:
    return (1,) if layer.lrn_param.norm_region == LRNParameter.ACROSS_CHANNELS else (2, 3)


@caffe_layer("LRN", axes=mixing(_lrn_axes), in_place=False)
def lrn(b: Builder, layer: Layer, x: Value) -> Value:
    """Across channels and within a channel."""
    param = layer.proto.lrn_param
    if param.local_size % 2 == 0:
        raise LayerProblem(f"local_size {param.local_size} is even, but Caffe needs an odd number")
    require_axes(x, "(N, C, H, W)", 4, 4)
    if param.norm_region == LRNParameter.ACROSS_CHANNELS:
        size = min(param.local_size, 2 * x.shape[1] - 1)  # a wider window sees no more channels
        return b(LRN(size, param.alpha * size / param.local_size, param.beta, param.k), x)
    half = ((param.local_size - 1) // 2,) * 2
    window = Pooling("average", (param.local_size,) * 2, (1, 1), half, half, count_padding=True)
    mean = b(window, b(Binary("prod"), x, x))
    scaled = b(Binary("prod"), mean, scalar(b, param.alpha, 4, "alpha"))
    base = b(Binary("sum"), scaled, scalar(b, 1.0, 4, "one"))
    return b(Binary("prod"), x, b(Binary("pow"), base, scalar(b, -param.beta, 4, "beta")))
