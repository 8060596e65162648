"""Convolution, pooling and the layers around them."""

from __future__ import annotations

from collections.abc import Sequence

from caffe2trt.converter.caffe.schema.caffe_pb2 import ConvolutionParameter, PoolingParameter
from caffe2trt.converter.layers.common import canonical_axis
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import LRN, Convolution, Pad, Pooling, Shape, Softmax
from caffe2trt.converter.program.program import Builder, Value


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


@caffe_layer("Convolution", tensorrt="IConvolutionLayer")
def convolution(b: Builder, layer: Layer, x: Value) -> Value:
    """1-D, 2-D and 3-D, strided, padded, dilated, grouped, with or without bias."""
    param = layer.proto.convolution_param
    rank = len(x.shape) - 2
    if canonical_axis(param.axis, len(x.shape)) != 1 or rank < 1:
        raise LayerProblem(f"axis {param.axis} of a blob {x.shape}: only channels at axis 1 are supported")
    kernel = _per_axis(param, "kernel_size", rank, 0)
    if min(kernel) < 1:
        raise LayerProblem("it says no kernel_size", "Correct the prototxt")
    if x.shape[1] % param.group or param.num_output % param.group:
        raise LayerProblem(
            f"{x.shape[1]} channels and {param.num_output} outputs do not divide into {param.group} groups"
        )
    shapes: dict[str, Shape] = {"weights": (param.num_output, x.shape[1] // param.group, *kernel)}
    if param.bias_term:
        shapes["bias"] = (param.num_output,)
    op = Convolution(
        strides=_per_axis(param, "stride", rank, 1),
        padding=_per_axis(param, "pad", rank, 0),
        dilations=_per_axis(param, "dilation", rank, 1),
        groups=param.group,
    )
    return b(op, x, *layer.blobs(**shapes))


@caffe_layer("Pooling", tensorrt="IPoolingLayer")
def pooling(b: Builder, layer: Layer, x: Value) -> Value:
    """MAX and AVE, global, padded, rounded up or down, with Caffe's rule for the last window."""
    param = layer.proto.pooling_param
    if len(x.shape) != 4:
        raise LayerProblem(f"pooling takes 4 axes (N, C, H, W), found {x.shape}")
    if param.pool == PoolingParameter.STOCHASTIC:
        raise LayerProblem("STOCHASTIC pooling is random", "Train or convert with pool: MAX or AVE")
    size = x.shape[2:]
    kernel = size if param.global_pooling else _pair(param, "kernel", param.kernel_size)
    stride = (1, 1) if param.global_pooling else _pair(param, "stride", param.stride)
    pad = (0, 0) if param.global_pooling else _pair(param, "pad", param.pad)
    if min(kernel) < 1:
        raise LayerProblem("it says no kernel_size", "Correct the prototxt")
    post = tuple(_post_padding(*axis, param) for axis in zip(size, kernel, stride, pad))
    if param.pool == PoolingParameter.MAX:
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


def _post_padding(size: int, kernel: int, stride: int, pad: int, param: PoolingParameter) -> int:
    """How far the last window that Caffe computes reaches beyond the input."""
    steps = size + 2 * pad - kernel
    if steps < 0:
        raise LayerProblem(f"the window {kernel} is larger than the padded input {size + 2 * pad}")
    out = (steps // stride if param.round_mode == PoolingParameter.FLOOR else -(-steps // stride)) + 1
    if pad and (out - 1) * stride >= size + pad:  # a last window that starts in the padding is dropped
        out -= 1
    return max(0, (out - 1) * stride + kernel - size - pad)


@caffe_layer("LRN", tensorrt="ILRNLayer")
def lrn(b: Builder, layer: Layer, x: Value) -> Value:
    """Across channels."""
    param = layer.proto.lrn_param
    if param.local_size % 2 == 0:
        raise LayerProblem(f"local_size {param.local_size} is even; Caffe takes odd ones only", "Correct the prototxt")
    return b(LRN(param.local_size, param.alpha, param.beta, param.k), x)


@caffe_layer("Softmax", tensorrt="ISoftMaxLayer")
def softmax(b: Builder, layer: Layer, x: Value) -> Value:
    """Along any axis."""
    return b(Softmax(canonical_axis(layer.proto.softmax_param.axis, len(x.shape))), x)
