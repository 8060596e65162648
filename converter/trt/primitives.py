"""Each primitive of a Program in TensorRT layers.

A function adds the layers and gives the tensors of the node's outputs, in order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from caffe2trt.converter.dispatch import Dispatch
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.trt.definer import Definer

Tensors: TypeAlias = Any  # an ITensor, or a tuple of them
define: Dispatch[Callable[[Definer, Any, Node], Tensors]] = Dispatch("TensorRT")

BINARY = {"sum": "SUM", "sub": "SUB", "prod": "PROD", "div": "DIV", "max": "MAX", "min": "MIN", "pow": "POW"}
ACTIVATION = {"relu": "RELU", "leaky_relu": "LEAKY_RELU", "sigmoid": "SIGMOID", "tanh": "TANH"}


@define(p.Identity)
def identity(d: Definer, op: p.Identity, node: Node) -> Tensors:
    return d.out(d.network.add_identity(d.raw(node.inputs[0])))


@define(p.Convolution)
def convolution(d: Definer, op: p.Convolution, node: Node) -> Tensors:
    x, weights, *bias = node.inputs
    assert weights.array is not None
    tensor, lift = d.tensor(x), 1 if len(op.strides) == 1 else 0  # TensorRT convolves over 2 or 3 axes
    kernel = (1,) * lift + weights.shape[2:]
    if lift:
        tensor = d.reshape(tensor, (*x.shape[:2], 1, x.shape[2]), "lift")
    bias_weights = d.weights(bias[0].array, "bias") if bias and bias[0].array is not None else d.trt.Weights(d.dtype)
    layer = d.network.add_convolution_nd(
        tensor, weights.shape[0], kernel, d.weights(weights.array, "kernel"), bias_weights
    )
    layer = d.add(layer)
    layer.stride_nd = (1,) * lift + op.strides
    layer.pre_padding = layer.post_padding = (0,) * lift + op.padding
    layer.dilation_nd = (1,) * lift + op.dilations
    layer.num_groups = op.groups
    return d.reshape(layer.get_output(0), node.output.shape, "lower")


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
    start = (0, 0, *(-pre for pre in op.pre))
    layer = d.add(d.network.add_slice(x, start, node.output.shape, (1,) * rank))
    layer.mode = d.trt.SampleMode.FILL
    layer.set_input(4, d.scalar(op.value, 0))
    return layer.get_output(0)


@define(p.LRN)
def lrn(d: Definer, op: p.LRN, node: Node) -> Tensors:
    # TensorRT documents float32 alone for this layer; a sum of squares would leave half precision's range anyway.
    x = d.tensor(node.inputs[0], d.trt.float32)
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
    kind = getattr(d.trt.ActivationType, ACTIVATION[op.kind])
    layer = d.add(d.network.add_activation(d.tensor(node.inputs[0]), kind))
    if op.kind == "leaky_relu":
        layer.alpha = op.alpha
    return layer.get_output(0)


@define(p.Binary)
def binary(d: Definer, op: p.Binary, node: Node) -> Tensors:
    return d.elementwise(BINARY[op.kind], *(d.tensor(value) for value in node.inputs))


@define(p.Affine)
def affine(d: Definer, op: p.Affine, node: Node) -> Tensors:
    x, scale, shift = node.inputs
    assert scale.array is not None
    assert shift.array is not None
    return d.out(
        d.network.add_scale_nd(
            d.tensor(x),
            d.trt.ScaleMode.CHANNEL,
            d.weights(shift.array, "shift"),
            d.weights(scale.array, "scale"),
            d.trt.Weights(d.dtype),
            op.axis,
        )
    )


@define(p.Softmax)
def softmax(d: Definer, op: p.Softmax, node: Node) -> Tensors:
    layer = d.add(d.network.add_softmax(d.tensor(node.inputs[0])))
    layer.axes = 1 << op.axis
    return layer.get_output(0)


@define(p.Reshape)
def reshape(d: Definer, op: p.Reshape, node: Node) -> Tensors:
    layer = d.add(d.network.add_shuffle(d.raw(node.inputs[0])))
    layer.reshape_dims = op.shape
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


@define(p.Gather)
def gather(d: Definer, op: p.Gather, node: Node) -> Tensors:
    table, indices = node.inputs
    whole = d.out(d.network.add_cast(d.raw(indices), d.trt.int32), "indices")
    return d.out(d.network.add_gather(d.tensor(table), whole, 0))
