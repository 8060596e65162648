"""Layers that treat each element by itself."""

from __future__ import annotations

import math

import numpy as np

from caffe2trt.converter.layers.common import require_axes, scalar
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Activation, Binary, PReLU, Threshold, Unary
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME


@caffe_layer("ReLU", axes=SAME)
def relu(b: Builder, layer: Layer, x: Value) -> Value:
    """All options, including negative_slope."""
    slope = layer.proto.relu_param.negative_slope
    return b(Activation("leaky_relu", alpha=slope) if slope else Activation("relu"), x)


@caffe_layer("ReLU6", axes=SAME)
def relu6(b: Builder, layer: Layer, x: Value) -> Value:
    """From a fork: all options."""
    return b(Activation("clip", alpha=0.0, beta=6.0), x)


@caffe_layer("Clip", axes=SAME)
def clip(b: Builder, layer: Layer, x: Value) -> Value:
    """All options."""
    param = layer.proto.clip_param
    if not (param.HasField("min") and param.HasField("max")):
        raise LayerProblem("clip_param needs both min and max")
    return b(
        Activation("clip", alpha=param.min, beta=max(param.min, param.max)), x
    )  # where they cross, Caffe gives min


@caffe_layer("ELU", axes=SAME)
def elu(b: Builder, layer: Layer, x: Value) -> Value:
    """All options, including alpha."""
    return b(Activation("elu", alpha=layer.proto.elu_param.alpha), x)


@caffe_layer("PReLU", axes=SAME)
def prelu(b: Builder, layer: Layer, x: Value) -> Value:
    """One slope for each channel, or one for all channels."""
    shared = layer.proto.prelu_param.channel_shared
    require_axes(x, "(N, C, ...)", 2)
    (slopes,) = layer.blobs(slope=() if shared else x.shape[1:2])
    assert slopes.array is not None
    shape = (1,) * len(x.shape) if shared else (1, x.shape[1], *(1,) * (len(x.shape) - 2))
    return b(PReLU(), x, b.constant(slopes.array.reshape(shape), "slopes"))


@caffe_layer("Sigmoid", axes=SAME)
def sigmoid(b: Builder, layer: Layer, x: Value) -> Value:
    """All options."""
    return b(Activation("sigmoid"), x)


@caffe_layer("TanH", axes=SAME)
def tanh(b: Builder, layer: Layer, x: Value) -> Value:
    """All options."""
    return b(Activation("tanh"), x)


@caffe_layer("BNLL", axes=SAME)
def bnll(b: Builder, layer: Layer, x: Value) -> Value:
    """log(1 + exp(x))."""
    return b(Activation("softplus"), x)


@caffe_layer("Swish", axes=SAME)
def swish(b: Builder, layer: Layer, x: Value) -> Value:
    """x * sigmoid(beta * x), with any beta."""
    gate = b(Activation("sigmoid"), _times(b, x, layer.proto.swish_param.beta, "beta"))
    return b(Binary("prod"), x, gate)


@caffe_layer("AbsVal", axes=SAME)
def absval(b: Builder, layer: Layer, x: Value) -> Value:
    """All options."""
    return b(Unary("abs"), x)


@caffe_layer("Threshold", axes=SAME)
def threshold(b: Builder, layer: Layer, x: Value) -> Value:
    """1 above the threshold, otherwise 0."""
    return b(Threshold(layer.proto.threshold_param.threshold), x)


@caffe_layer("Power", axes=SAME, moves=True)
def power(b: Builder, layer: Layer, x: Value) -> Value:
    """(shift + scale * x) ^ power, with any power."""
    param = layer.proto.power_param
    x = _plus(b, _times(b, x, param.scale, "scale"), param.shift, "shift")
    if param.power == 1:
        return x
    if param.power == 2:
        return b(Binary("prod"), x, x)
    if param.power == 0.5:
        return b(Unary("sqrt"), x)
    return b(Binary("pow"), x, scalar(b, param.power, len(x.shape), "power"))


@caffe_layer("Exp", axes=SAME)
def exp(b: Builder, layer: Layer, x: Value) -> Value:
    """base ^ (shift + scale * x); the default base is e."""
    param = layer.proto.exp_param
    log_base = _log_base(param.base)
    x = _plus(b, _times(b, x, param.scale * log_base, "scale"), param.shift * log_base, "shift")
    return b(Unary("exp"), x)


@caffe_layer("Log", axes=SAME)
def log(b: Builder, layer: Layer, x: Value) -> Value:
    """Logarithm of (shift + scale * x); the default base is e."""
    param = layer.proto.log_param
    x = _plus(b, _times(b, x, param.scale, "scale"), param.shift, "shift")
    log_base = _log_base(param.base)
    if log_base == 0:
        raise LayerProblem(f"there is no logarithm to the base {param.base:g}")
    return _times(b, b(Unary("log"), x), 1 / log_base, "base")


@caffe_layer("Dropout", axes=SAME)
def dropout(b: Builder, layer: Layer, x: Value) -> Value:
    """Does nothing at inference."""
    return x


def _log_base(base: float) -> float:
    if base == -1:  # Caffe's way of saying e
        return 1.0
    if not 0 < base < math.inf:
        raise LayerProblem(f"its base {base} is not a number above 0")
    return math.log(np.float32(base))


def _times(b: Builder, x: Value, factor: float, name: str) -> Value:
    return x if factor == 1 else b(Binary("prod"), x, scalar(b, factor, len(x.shape), name))


def _plus(b: Builder, x: Value, term: float, name: str) -> Value:
    return x if term == 0 else b(Binary("sum"), x, scalar(b, term, len(x.shape), name))
