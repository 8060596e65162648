"""Each primitive of a Program in TensorRT layers.

A function adds the layers and gives the tensors of the node's outputs, in order.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dims import varying_axes
from caffe2trt.converter.program.dispatch import Dispatch
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.program.windows import window_places
from caffe2trt.converter.trt.emitter import TensorRTEmitter
from caffe2trt.converter.trt.tile_plugin import add_tile_plugin

Tensors: TypeAlias = Any  # an ITensor, or a tuple of them
define: Dispatch[Callable[..., Tensors]] = Dispatch(
    "TensorRT", [f"caffe2trt.converter.trt.{module}" for module in ("primitives", "recurrent", "loop")]
)

BINARY = {"sum": "SUM", "sub": "SUB", "prod": "PROD", "div": "DIV", "max": "MAX", "min": "MIN", "pow": "POW"}


@define(p.Identity)
def identity(e: TensorRTEmitter, op: p.Identity, x: Value) -> Tensors:
    return e.out(e.network.add_identity(e.raw(x)))


@define(p.Convolution)
@define(p.Deconvolution)
def convolution(
    e: TensorRTEmitter, op: p.Convolution | p.Deconvolution, x: Value, weights: Value, *bias: Value
) -> Tensors:
    forward = isinstance(op, p.Convolution)
    dtype = e.product_dtype if forward or e.precision != "bf16" or e.api.builds_bf16_deconvolution else e.float32
    tensor, lift = e.tensor(x, dtype), 1 if len(op.strides) == 1 else 0  # TensorRT convolves over 2 or 3 axes
    kernel = (1,) * lift + weights.shape[2:]
    if lift:
        tensor = e.reshape(tensor, (*x.shape[:2], 1, x.shape[2]), "lift", of=x.shape)
    add = e.network.add_convolution_nd if forward else e.network.add_deconvolution_nd
    kernel_weights = e.weights(weights.array, "kernel", dtype)
    bias_weights = e.weights(bias[0].array if bias else None, "bias", dtype)
    layer = e.add(add(tensor, e.node.output.shape[1], kernel, kernel_weights, bias_weights))
    layer.stride_nd = (1,) * lift + op.strides
    layer.pre_padding = layer.post_padding = (0,) * lift + op.padding
    layer.dilation_nd = (1,) * lift + op.dilations
    layer.num_groups = op.groups
    return e.cast(e.reshape(layer.get_output(0), e.node.output.shape, "lower"), e.dtype)


@define(p.Pooling)
def pooling(e: TensorRTEmitter, op: p.Pooling, x: Value) -> Tensors:
    kind = e.trt.PoolingType.MAX if op.kind == "max" else e.trt.PoolingType.AVERAGE
    layer = e.add(e.network.add_pooling_nd(e.tensor(x), kind, op.kernel))
    layer.stride_nd = op.strides
    layer.pre_padding, layer.post_padding = op.pre, op.post
    layer.average_count_excludes_padding = not op.count_padding
    return layer.get_output(0)


@define(p.MaxPlace)
def max_place(e: TensorRTEmitter, op: p.MaxPlace, x: Value) -> Tensors:
    """TensorRT's pooling tells no places: the windows are gathered, and TopK says which element is the largest."""
    places = window_places(op.windows, x.shape[2:])
    count = places.shape[1]
    flat = e.reshape(e.raw(x), (*x.shape[:2], math.prod(x.shape[2:])), "flat", of=x.shape)
    windows = e.out(e.network.add_gather(flat, e.whole(np.maximum(places, 0), "places"), 2), "windows")
    best = e.add(e.network.add_topk(windows, e.trt.TopKOperation.MAX, 1, 1 << 2), "best")  # (N, C, 1, P)
    row = e.elementwise("PROD", best.get_output(1), e.whole(np.full((1, 1, 1, 1), count), "windows"), "row")
    index = e.elementwise("SUM", row, e.whole(np.arange(count).reshape(1, 1, 1, count), "window"), "index")
    found = e.out(e.network.add_gather(e.whole(places.reshape(-1), "answers"), index, 0), "found")
    return e.cast(e.reshape(found, e.node.output.shape, of=x.shape), e.float32)


@define(p.Pad)
def pad(e: TensorRTEmitter, op: p.Pad, x: Value) -> Tensors:
    tensor = e.tensor(x)
    rank = len(e.node.output.shape)
    start, fill = (0, 0, *(-pre for pre in op.pre)), e.scalar(op.value, 0)
    layer = e.add(e.add_slice(tensor, start, e.node.output.shape, (1,) * rank))
    layer.mode = e.trt.SampleMode.FILL
    layer.set_input(4, fill)
    return layer.get_output(0)


@define(p.LRN)
def lrn(e: TensorRTEmitter, op: p.LRN, x: Value) -> Tensors:
    # TensorRT documents float32 alone for this layer; a sum of squares would leave half precision's range anyway.
    tensor = e.tensor(x, e.float32)
    return e.cast(e.out(e.network.add_lrn(tensor, op.size, op.alpha, op.beta, op.k)), e.dtype)


@define(p.Linear)
def linear(e: TensorRTEmitter, op: p.Linear, x: Value, weights: Value, *bias: Value) -> Tensors:
    y = e.matmul(e.tensor(x, e.product_dtype), e.tensor(weights, e.product_dtype), not op.transposed)
    y = e.cast(y, e.dtype)
    if not bias:
        return y
    return e.elementwise("SUM", y, e.constant(bias[0], (1, *bias[0].shape)), "bias")


@define(p.Activation)
def activation(e: TensorRTEmitter, op: p.Activation, x: Value) -> Tensors:
    layer = e.add(e.network.add_activation(e.tensor(x), getattr(e.trt.ActivationType, op.kind.upper())))
    if op.kind in ("leaky_relu", "elu", "clip"):
        layer.alpha, layer.beta = op.alpha, op.beta
    elif op.kind == "softplus":  # TensorRT's is alpha * log(exp(beta * x) + 1)
        layer.alpha = layer.beta = 1.0
    return layer.get_output(0)


@define(p.PReLU)
def prelu(e: TensorRTEmitter, op: p.PReLU, x: Value, slopes: Value) -> Tensors:
    return e.out(e.network.add_parametric_relu(e.tensor(x), e.tensor(slopes)))


@define(p.Unary)
def unary(e: TensorRTEmitter, op: p.Unary, x: Value) -> Tensors:
    return e.out(e.network.add_unary(e.tensor(x), getattr(e.trt.UnaryOperation, op.kind.upper())))


@define(p.Threshold)
def threshold(e: TensorRTEmitter, op: p.Threshold, x: Value) -> Tensors:
    tensor = e.tensor(x)
    above = e.elementwise("GREATER", tensor, e.scalar(op.value, len(e.node.output.shape)), "above")
    return e.cast(above, e.dtype)


@define(p.Binary)
def binary(e: TensorRTEmitter, op: p.Binary, *inputs: Value) -> Tensors:
    # The larger of two values is one of them: nothing is computed, and word indices stay whole.
    tensors = e.same_type(inputs) if op.kind == "max" else [e.tensor(value) for value in inputs]
    return e.elementwise(BINARY[op.kind], *tensors)


@define(p.Affine)
def affine(e: TensorRTEmitter, op: p.Affine, x: Value, scale: Value, shift: Value) -> Tensors:
    if e.has_implicit_batch and len(x.shape) < 3:  # TensorRT documents 3 axes or more for a scale layer there
        shape = tuple(-1 if axis == op.axis else 1 for axis in range(len(x.shape)))
        shape = tuple(scale.shape[0] if length < 0 else length for length in shape)
        scaled = e.elementwise("PROD", e.tensor(x), e.constant(scale, shape), "scale")
        return e.elementwise("SUM", scaled, e.constant(shift, shape), "shift")
    return e.out(
        e.network.add_scale_nd(
            e.tensor(x),
            e.trt.ScaleMode.CHANNEL,
            e.weights(shift.array, "shift"),
            e.weights(scale.array, "scale"),
            e.weights(None, "power"),
            op.axis,
        )
    )


@define(p.Softmax)
def softmax(e: TensorRTEmitter, op: p.Softmax, x: Value) -> Tensors:
    lift = _lift(x)
    layer = e.add(e.network.add_softmax(e.reshape(e.tensor(x), lift + x.shape, "lift", of=x.shape)))
    layer.axes = 1 << (len(lift) + op.axis)
    return e.reshape(layer.get_output(0), x.shape, "lower", of=lift + x.shape)


@define(p.Reduce)
def reduce(e: TensorRTEmitter, op: p.Reduce, x: Value) -> Tensors:
    operation = e.trt.ReduceOperation.SUM if op.kind == "sum" else e.trt.ReduceOperation.AVG
    axes = sum(1 << axis for axis in op.axes)
    return e.out(e.network.add_reduce(e.tensor(x), operation, axes, op.keep))


@define(p.TopK)
def top_k(e: TensorRTEmitter, op: p.TopK, x: Value) -> Tensors:
    lift = _lift(x)
    shape, axis = lift + x.shape, len(lift) + op.axis
    lifted = e.reshape(e.tensor(x), shape, "lift", of=x.shape)
    backward = _backward(e, lifted, shape, axis)  # of equal values TensorRT takes the first
    layer = e.add(e.network.add_topk(backward, e.trt.TopKOperation.MAX, op.k, 1 << axis))
    last = e.scalar(shape[axis] - 1, len(shape), e.int32)
    indices = e.cast(e.elementwise("SUB", last, layer.get_output(1), "indices"), e.float32)
    lowered = [
        e.reshape(tensor, e.node.output.shape, "lower", of=lift + e.node.output.shape)
        for tensor in (layer.get_output(0), indices)
    ]
    return lowered[0], lowered[1]


def _lift(x: Value) -> Shape:
    """The axis of 1 that a blob of one axis gets in front, for layers that TensorRT defines for two axes or more."""
    return (1,) if len(x.shape) == 1 else ()


@define(p.Reshape)
def reshape(e: TensorRTEmitter, op: p.Reshape, x: Value) -> Tensors:
    layer = e.add(e.network.add_shuffle(e.raw(x)))
    e.set_shape(layer, op.shape, x.shape)
    return layer.get_output(0)


@define(p.Transpose)
def transpose(e: TensorRTEmitter, op: p.Transpose, x: Value) -> Tensors:
    layer = e.add(e.network.add_shuffle(e.raw(x)))
    layer.first_transpose = op.order
    return layer.get_output(0)


@define(p.Concat)
def concat(e: TensorRTEmitter, op: p.Concat, *inputs: Value) -> Tensors:
    layer = e.add(e.network.add_concatenation(e.same_type(inputs)))
    layer.axis = op.axis
    return layer.get_output(0)


@define(p.Slice)
def slice_(e: TensorRTEmitter, op: p.Slice, x: Value) -> Tensors:
    start = tuple(op.start if axis == op.axis else 0 for axis in range(len(e.node.output.shape)))
    return e.slice(e.raw(x), start, e.node.output.shape)


@define(p.Take)
def take(e: TensorRTEmitter, op: p.Take, x: Value) -> Tensors:
    return e.out(e.network.add_gather(e.raw(x), e.whole(np.array(op.places), "places"), op.axis))


@define(p.Reverse)
def reverse(e: TensorRTEmitter, op: p.Reverse, x: Value) -> Tensors:
    return _backward(e, e.raw(x), e.node.output.shape, op.axis)


def _backward(e: TensorRTEmitter, x: Any, shape: Shape, backward: int) -> Any:
    start = tuple(size - 1 if axis == backward else 0 for axis, size in enumerate(shape))
    stride = tuple(-1 if axis == backward else 1 for axis in range(len(shape)))
    return e.out(e.add_slice(x, start, shape, stride), "backward")


@define(p.ReverseSequence)
def reverse_sequence(e: TensorRTEmitter, op: p.ReverseSequence, x: Value, lengths: Value) -> Tensors:
    whole = e.out(e.network.add_cast(e.raw(lengths), e.int32), "lengths")
    layer = e.add(e.network.add_reverse_sequence(e.raw(x), whole))
    layer.sequence_axis, layer.batch_axis = 0, 1
    return layer.get_output(0)


@define(p.Tile)
def tile(e: TensorRTEmitter, op: p.Tile, x: Value) -> Tensors:
    tensor = e.raw(x)
    if e.options.tile == "plugin":
        return add_tile_plugin(e, tensor, op.axis, op.tiles)
    shape = e.node.output.shape
    layer = e.add(e.add_slice(tensor, (0,) * len(shape), shape, (1,) * len(shape)))
    layer.mode = e.trt.SampleMode.WRAP
    return layer.get_output(0)


@define(p.Resize)
def resize(e: TensorRTEmitter, op: p.Resize, x: Value) -> Tensors:
    layer = e.add(e.network.add_resize(e.tensor(x)))
    if varying_axes(e.node.output.shape):
        layer.set_input(1, e.shape(e.node.output.shape))
    else:
        layer.shape = e.node.output.shape
    if op.kind == "bilinear":
        layer.resize_mode = e.trt.InterpolationMode.LINEAR
        layer.coordinate_transformation = e.trt.ResizeCoordinateTransformation.ALIGN_CORNERS
    else:
        layer.resize_mode = e.trt.InterpolationMode.NEAREST
        layer.coordinate_transformation = e.trt.ResizeCoordinateTransformation.ASYMMETRIC
        layer.nearest_rounding = e.trt.ResizeRoundMode.FLOOR
    return layer.get_output(0)


@define(p.Gather)
def gather(e: TensorRTEmitter, op: p.Gather, table: Value, indices: Value) -> Tensors:
    numbers = e.tensor(indices, e.float32) if op.rounds else e.raw(indices)
    if op.rounds:
        numbers = e.elementwise("SUM", numbers, e.scalar(0.5, len(indices.shape), e.float32), "rounded")
    whole = e.out(e.network.add_cast(numbers, e.int32), "indices")
    return e.out(e.network.add_gather(e.tensor(table), whole, 0))
