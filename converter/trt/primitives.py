"""Each primitive of a Program in TensorRT layers.

A function adds the layers and gives the tensors of the node's outputs, in order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dispatch import Dispatch
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.trt.emitter import Definer
from caffe2trt.converter.trt.tile_plugin import add_tile_plugin

Tensors: TypeAlias = Any  # an ITensor, or a tuple of them
define: Dispatch[Callable[[Definer, Any, Node], Tensors]] = Dispatch("TensorRT")

BINARY = {"sum": "SUM", "sub": "SUB", "prod": "PROD", "div": "DIV", "max": "MAX", "min": "MIN", "pow": "POW"}


@define(p.Identity)
def identity(d: Definer, op: p.Identity, node: Node) -> Tensors:
    return d.out(d.network.add_identity(d.raw(node.inputs[0])))


@define(p.Convolution)
@define(p.Deconvolution)
def convolution(d: Definer, op: p.Convolution | p.Deconvolution, node: Node) -> Tensors:
    x, weights, *bias = node.inputs
    forward = isinstance(op, p.Convolution)
    # TensorRT for RTX 1.7 cannot build a deconvolution in bfloat16.
    dtype = d.dtype if forward or d.precision != "bf16" else d.float32
    tensor, lift = d.tensor(x, dtype), 1 if len(op.strides) == 1 else 0  # TensorRT convolves over 2 or 3 axes
    kernel = (1,) * lift + weights.shape[2:]
    if lift:
        tensor = d.reshape(tensor, (*x.shape[:2], 1, x.shape[2]), "lift")
    add = d.network.add_convolution_nd if forward else d.network.add_deconvolution_nd
    kernel_weights = d.weights(weights.array, "kernel", dtype)
    bias_weights = d.weights(bias[0].array if bias else None, "bias", dtype)
    layer = d.add(add(tensor, node.output.shape[1], kernel, kernel_weights, bias_weights))
    layer.stride_nd = (1,) * lift + op.strides
    layer.pre_padding = layer.post_padding = (0,) * lift + op.padding
    layer.dilation_nd = (1,) * lift + op.dilations
    layer.num_groups = op.groups
    return d.cast(d.reshape(layer.get_output(0), node.output.shape, "lower"), d.dtype)


@define(p.Pooling)
def pooling(d: Definer, op: p.Pooling, node: Node) -> Tensors:
    kind = d.trt.PoolingType.MAX if op.kind == "max" else d.trt.PoolingType.AVERAGE
    layer = d.add(d.network.add_pooling_nd(d.tensor(node.inputs[0]), kind, op.kernel))
    layer.stride_nd = op.strides
    layer.pre_padding, layer.post_padding = op.pre, op.post
    layer.average_count_excludes_padding = not op.count_padding
    return layer.get_output(0)


@define(p.Pad)
def pad(d: Definer, op: p.Pad, node: Node) -> Tensors:
    x = d.tensor(node.inputs[0])
    rank = len(node.output.shape)
    start, fill = (0, 0, *(-pre for pre in op.pre)), d.scalar(op.value, 0)
    layer = d.add(d.network.add_slice(x, start, node.output.shape, (1,) * rank))
    layer.mode = d.trt.SampleMode.FILL
    layer.set_input(4, fill)
    return layer.get_output(0)


@define(p.LRN)
def lrn(d: Definer, op: p.LRN, node: Node) -> Tensors:
    # TensorRT documents float32 alone for this layer; a sum of squares would leave half precision's range anyway.
    x = d.tensor(node.inputs[0], d.float32)
    return d.cast(d.out(d.network.add_lrn(x, op.size, op.alpha, op.beta, op.k)), d.dtype)


@define(p.Linear)
def linear(d: Definer, op: p.Linear, node: Node) -> Tensors:
    x, weights, *bias = node.inputs
    y = d.matmul(d.tensor(x), d.tensor(weights), not op.transposed)
    if not bias:
        return y
    return d.elementwise("SUM", y, d.constant(bias[0], (1, *bias[0].shape)), "bias")


@define(p.Activation)
def activation(d: Definer, op: p.Activation, node: Node) -> Tensors:
    layer = d.add(d.network.add_activation(d.tensor(node.inputs[0]), getattr(d.trt.ActivationType, op.kind.upper())))
    if op.kind in ("leaky_relu", "elu", "clip"):
        layer.alpha, layer.beta = op.alpha, op.beta
    elif op.kind == "softplus":  # TensorRT's is alpha * log(exp(beta * x) + 1)
        layer.alpha = layer.beta = 1.0
    return layer.get_output(0)


@define(p.PReLU)
def prelu(d: Definer, op: p.PReLU, node: Node) -> Tensors:
    x, slopes = node.inputs
    return d.out(d.network.add_parametric_relu(d.tensor(x), d.tensor(slopes)))


@define(p.Unary)
def unary(d: Definer, op: p.Unary, node: Node) -> Tensors:
    return d.out(d.network.add_unary(d.tensor(node.inputs[0]), getattr(d.trt.UnaryOperation, op.kind.upper())))


@define(p.Threshold)
def threshold(d: Definer, op: p.Threshold, node: Node) -> Tensors:
    x = d.tensor(node.inputs[0])
    above = d.elementwise("GREATER", x, d.scalar(op.value, len(node.output.shape)), "above")
    return d.cast(above, d.dtype)


@define(p.Binary)
def binary(d: Definer, op: p.Binary, node: Node) -> Tensors:
    # The larger of two values is one of them: nothing is computed, and word indices stay whole.
    tensors = d.same_type(node.inputs) if op.kind == "max" else [d.tensor(value) for value in node.inputs]
    return d.elementwise(BINARY[op.kind], *tensors)


@define(p.Affine)
def affine(d: Definer, op: p.Affine, node: Node) -> Tensors:
    x, scale, shift = node.inputs
    return d.out(
        d.network.add_scale_nd(
            d.tensor(x),
            d.trt.ScaleMode.CHANNEL,
            d.weights(shift.array, "shift"),
            d.weights(scale.array, "scale"),
            d.weights(None, "power"),
            op.axis,
        )
    )


@define(p.Softmax)
def softmax(d: Definer, op: p.Softmax, node: Node) -> Tensors:
    layer = d.add(d.network.add_softmax(d.tensor(node.inputs[0])))
    layer.axes = 1 << op.axis
    return layer.get_output(0)


@define(p.Reduce)
def reduce(d: Definer, op: p.Reduce, node: Node) -> Tensors:
    operation = d.trt.ReduceOperation.SUM if op.kind == "sum" else d.trt.ReduceOperation.AVG
    axes = sum(1 << axis for axis in op.axes)
    return d.out(d.network.add_reduce(d.tensor(node.inputs[0]), operation, axes, op.keep))


@define(p.TopK)
def top_k(d: Definer, op: p.TopK, node: Node) -> Tensors:
    (x,) = node.inputs
    backward = _backward(d, d.tensor(x), x.shape, op.axis)  # of equal values TensorRT takes the first
    layer = d.add(d.network.add_topk(backward, d.trt.TopKOperation.MAX, op.k, 1 << op.axis))
    last = d.scalar(x.shape[op.axis] - 1, len(x.shape), d.int32)
    indices = d.elementwise("SUB", last, layer.get_output(1), "indices")
    return layer.get_output(0), d.cast(indices, d.float32)


@define(p.Reshape)
def reshape(d: Definer, op: p.Reshape, node: Node) -> Tensors:
    layer = d.add(d.network.add_shuffle(d.raw(node.inputs[0])))
    layer.reshape_dims = op.shape
    return layer.get_output(0)


@define(p.Transpose)
def transpose(d: Definer, op: p.Transpose, node: Node) -> Tensors:
    layer = d.add(d.network.add_shuffle(d.raw(node.inputs[0])))
    layer.first_transpose = op.order
    return layer.get_output(0)


@define(p.Concat)
def concat(d: Definer, op: p.Concat, node: Node) -> Tensors:
    layer = d.add(d.network.add_concatenation(d.same_type(node.inputs)))
    layer.axis = op.axis
    return layer.get_output(0)


@define(p.Slice)
def slice_(d: Definer, op: p.Slice, node: Node) -> Tensors:
    start = tuple(op.start if axis == op.axis else 0 for axis in range(len(node.output.shape)))
    return d.slice(d.raw(node.inputs[0]), start, node.output.shape)


@define(p.Reverse)
def reverse(d: Definer, op: p.Reverse, node: Node) -> Tensors:
    return _backward(d, d.raw(node.inputs[0]), node.output.shape, op.axis)


def _backward(d: Definer, x: Any, shape: Shape, backward: int) -> Any:
    start = tuple(size - 1 if axis == backward else 0 for axis, size in enumerate(shape))
    stride = tuple(-1 if axis == backward else 1 for axis in range(len(shape)))
    return d.out(d.network.add_slice(x, start, shape, stride), "backward")


@define(p.ReverseSequence)
def reverse_sequence(d: Definer, op: p.ReverseSequence, node: Node) -> Tensors:
    x, lengths = node.inputs
    whole = d.out(d.network.add_cast(d.raw(lengths), d.int32), "lengths")
    layer = d.add(d.network.add_reverse_sequence(d.raw(x), whole))
    layer.sequence_axis, layer.batch_axis = 0, 1
    return layer.get_output(0)


@define(p.Tile)
def tile(d: Definer, op: p.Tile, node: Node) -> Tensors:
    x = d.raw(node.inputs[0])
    if d.options.tile == "plugin":
        return add_tile_plugin(d, x, op.axis, op.tiles)
    shape = node.output.shape
    layer = d.add(d.network.add_slice(x, (0,) * len(shape), shape, (1,) * len(shape)))
    layer.mode = d.trt.SampleMode.WRAP
    return layer.get_output(0)


@define(p.Resize)
def resize(d: Definer, op: p.Resize, node: Node) -> Tensors:
    layer = d.add(d.network.add_resize(d.tensor(node.inputs[0])))
    layer.shape = node.output.shape
    if op.kind == "bilinear":
        layer.resize_mode = d.trt.InterpolationMode.LINEAR
        layer.coordinate_transformation = d.trt.ResizeCoordinateTransformation.ALIGN_CORNERS
    else:
        layer.resize_mode = d.trt.InterpolationMode.NEAREST
        layer.coordinate_transformation = d.trt.ResizeCoordinateTransformation.ASYMMETRIC
        layer.nearest_rounding = d.trt.ResizeRoundMode.FLOOR
    return layer.get_output(0)


@define(p.Gather)
def gather(d: Definer, op: p.Gather, node: Node) -> Tensors:
    table, indices = node.inputs
    whole = d.out(d.network.add_cast(d.raw(indices), d.int32), "indices")
    return d.out(d.network.add_gather(d.tensor(table), whole, 0))
