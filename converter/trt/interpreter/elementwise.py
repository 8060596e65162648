"""Layers that compute each element by itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from caffe2trt.converter.reference import arithmetic
from caffe2trt.converter.trt.interpreter.layer_view import FP8_MAX, NUMPY_TYPES, AnyArray, LayerView, wide
from caffe2trt.converter.trt.interpreter.registry import evaluates

_erf = np.vectorize(math.erf, otypes=[np.float64])


def _limits(dtype: np.dtype[Any], low: float, high: float) -> tuple[float, float]:
    """Limits as numbers of the type: those of whole numbers may lie beyond it."""
    if dtype.kind not in "iu":
        return low, high
    info = np.iinfo(dtype)
    return math.ceil(max(low, info.min)), math.floor(min(high, info.max))


ACTIVATIONS: dict[str, Callable[[AnyArray, float, float], AnyArray]] = {  # x, alpha, beta
    **{name.upper(): function for name, function in arithmetic.ACTIVATIONS.items()},
    "CLIP": lambda x, a, b: np.clip(x, *_limits(x.dtype, a, b)),
    "SELU": lambda x, a, b: np.where(x > 0, b * x, b * (a * np.exp(x) - a)),
    "SOFTSIGN": lambda x, a, b: x / (1 + np.abs(x)),
    "SOFTPLUS": lambda x, a, b: a * np.logaddexp(0, b * x),
    "HARD_SIGMOID": lambda x, a, b: np.clip(a * x + b, 0, 1),
    "SCALED_TANH": lambda x, a, b: a * np.tanh(b * x),
    "THRESHOLDED_RELU": lambda x, a, b: np.where(x > a, x, 0),
    "GELU_ERF": lambda x, a, b: 0.5 * x * (1 + _erf(math.sqrt(0.5) * x)),
    "GELU_TANH": lambda x, a, b: 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (0.044715 * x**3 + x))),
}
UNARY: dict[str, Callable[[AnyArray], AnyArray]] = {
    "ABS": np.abs,
    "ACOS": np.arccos,
    "ACOSH": np.arccosh,
    "ASIN": np.arcsin,
    "ASINH": np.arcsinh,
    "ATAN": np.arctan,
    "ATANH": np.arctanh,
    "CEIL": np.ceil,
    "COS": np.cos,
    "COSH": np.cosh,
    "ERF": _erf,
    "EXP": np.exp,
    "FLOOR": np.floor,
    "ISINF": np.isinf,
    "ISNAN": np.isnan,
    "LOG": np.log,
    "NEG": np.negative,
    "NOT": np.logical_not,
    "RECIP": np.reciprocal,
    "ROUND": np.rint,  # halves to the even number
    "SIGN": np.sign,
    "SIN": np.sin,
    "SINH": np.sinh,
    "SQRT": np.sqrt,
    "TAN": np.tan,
}


def divide(a: AnyArray, b: AnyArray) -> AnyArray:
    """A / b; of whole numbers the whole part, as in C."""
    if a.dtype.kind not in "iu":
        return np.asarray(a / b)
    floor = a // b
    return np.asarray(floor + ((floor < 0) & (floor * b != a)))


BINARY: dict[str, Callable[[AnyArray, AnyArray], AnyArray]] = {
    **{name.upper(): function for name, function in arithmetic.BINARY.items()},
    "DIV": divide,
    "FLOOR_DIV": np.floor_divide,
    "AND": np.logical_and,
    "OR": np.logical_or,
    "XOR": np.logical_xor,
    "EQUAL": np.equal,
    "GREATER": np.greater,
    "LESS": np.less,
}


@evaluates("ACTIVATION", "IActivationLayer", "type", "alpha", "beta")
def activation(view: LayerView, x: AnyArray) -> AnyArray:
    return ACTIVATIONS[view.choice("type")](wide(x), view.alpha, view.beta)


@evaluates("UNARY", "IUnaryLayer", "op")
def unary(view: LayerView, x: AnyArray) -> AnyArray:
    return UNARY[view.choice("op")](wide(x))


@evaluates("ELEMENTWISE", "IElementWiseLayer", "op")
def elementwise(view: LayerView, a: AnyArray, b: AnyArray) -> AnyArray:
    op = view.choice("op")
    if op in ("DIV", "FLOOR_DIV") and b.dtype.kind in "iu" and not b.all():
        raise view.refused("it divides a whole number by 0", "Check the values that reach its second input")
    if op == "POW" and b.dtype.kind in "iu":
        a, b = a.astype(np.float64), b.astype(np.float64)
    return BINARY[op](wide(a), wide(b))


@evaluates("PARAMETRIC_RELU", "IParametricReLULayer")
def parametric_relu(view: LayerView, x: AnyArray, slopes: AnyArray) -> AnyArray:
    return np.where(x > 0, x, x * slopes)


@evaluates("SELECT", "ISelectLayer")
def select(view: LayerView, condition: AnyArray, a: AnyArray, b: AnyArray) -> AnyArray:
    return np.where(condition, a, b)


@evaluates("SCALE", "IScaleLayer", "mode", "channel_axis", "scale", "shift", "power")
def scale(view: LayerView, x: AnyArray) -> AnyArray:
    """(x * scale + shift) ** power, each for all elements, for each channel or for each element."""
    axis, mode = view.channel_axis, view.choice("mode")
    per_channel = (-1,) + (1,) * (x.ndim - axis - 1)
    shape = {"UNIFORM": (1,) * x.ndim, "CHANNEL": per_channel, "ELEMENTWISE": x.shape[axis:]}[mode]
    factor, shift, power = (view.read_weights(role) for role in ("scale", "shift", "power"))
    result = wide(x)
    if factor is not None:
        result = result * wide(factor).reshape(shape)
    if shift is not None:
        result = result + wide(shift).reshape(shape)
    if power is not None:
        result = result ** wide(power).reshape(shape)
    return result


@evaluates("CAST", "ICastLayer")
@evaluates("IDENTITY", "IIdentityLayer")
def same(view: LayerView, x: AnyArray) -> AnyArray:
    """The view rounds to the type of the output; floats become whole numbers by dropping their fraction."""
    if view.types[0] is NUMPY_TYPES["FP8"] and np.any(np.abs(wide(x)) > FP8_MAX):
        what = f"TensorRT does not say what a number beyond {FP8_MAX} becomes in FP8"
        raise view.refused(what, "Quantize with a scale instead")
    return x


@evaluates("ASSERTION", "IAssertionLayer", "message")
def assertion(view: LayerView, condition: AnyArray) -> tuple[AnyArray, ...]:
    if not np.all(condition):
        raise view.refused(f"the assertion of the network does not hold: {view.message}", "Check the inputs")
    return ()
