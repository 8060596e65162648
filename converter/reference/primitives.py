"""Each primitive of a Program in numpy, in the float type of its operands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import DTypeLike

from caffe2trt.caffe.errors import ConversionError, LayerError
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dispatch import Dispatch
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.reference import arithmetic

Array = arithmetic.FloatArray
Arrays = Array | tuple[Array, ...]

compute: Dispatch[Callable[..., Arrays]] = Dispatch(
    "the Reference", ("caffe2trt.converter.reference.primitives", "caffe2trt.converter.reference.loop")
)


def evaluate(node: Node, values: dict[int, Array], dtype: DTypeLike = np.float32) -> None:
    """Compute a node from the values, by identity, and add its outputs to them.

    Args:
        dtype: of the values. A constant that is not among them is cast to it.
    """
    operands = (
        np.require(value.array, dtype, ["A"])  # a caffemodel's arrays may lie at any byte, which makes a product slow
        if value.array is not None and id(value) not in values
        else values[id(value)]
        for value in node.inputs
    )
    try:
        results = compute[type(node.op)](node.op, *operands)
    except LayerError:
        raise
    except ConversionError as error:
        raise LayerError(f"layer '{node.layer}': {error.problem}", error.remedy) from error
    values.update(
        {id(v): array for v, array in zip(node.outputs, results if isinstance(results, tuple) else (results,))}
    )


@compute(p.Identity)
def identity(op: p.Identity, x: Array) -> Array:
    return x


@compute(p.Convolution)
def convolution(op: p.Convolution, x: Array, weights: Array, bias: Array | None = None) -> Array:
    return arithmetic.convolution(x, weights, bias, op.strides, op.padding, op.padding, op.dilations, op.groups)


@compute(p.Deconvolution)
def deconvolution(op: p.Deconvolution, x: Array, weights: Array, bias: Array | None = None) -> Array:
    return arithmetic.deconvolution(x, weights, bias, op.strides, op.padding, op.padding, op.dilations, op.groups)


@compute(p.Pooling)
def pooling(op: p.Pooling, x: Array) -> Array:
    return arithmetic.pooling(x, op.kind, op.kernel, op.strides, op.pre, op.post, op.count_padding)


@compute(p.MaxPlace)
def max_place(op: p.MaxPlace, x: Array) -> Array:
    return arithmetic.max_place(x, op.windows)


@compute(p.Pad)
def pad(op: p.Pad, x: Array) -> Array:
    return arithmetic.pad_spatial(x, op.pre, op.post, op.value)


@compute(p.LRN)
def lrn(op: p.LRN, x: Array) -> Array:
    return arithmetic.lrn(x, op.size, op.alpha, op.beta, op.k)


@compute(p.Linear)
def linear(op: p.Linear, x: Array, weights: Array, bias: Array | None = None) -> Array:
    y = x @ (weights if op.transposed else weights.T)
    return y if bias is None else y + bias


@compute(p.Activation)
def activation(op: p.Activation, x: Array) -> Array:
    return arithmetic.ACTIVATIONS[op.kind](x, op.alpha, op.beta)


@compute(p.PReLU)
def prelu(op: p.PReLU, x: Array, slopes: Array) -> Array:
    return np.asarray(np.where(x > 0, x, x * slopes))


@compute(p.Unary)
def unary(op: p.Unary, x: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):  # a logarithm or root of what has none is nan, as in Caffe
        return arithmetic.UNARY[op.kind](x)


@compute(p.Threshold)
def threshold(op: p.Threshold, x: Array) -> Array:
    return np.asarray(x > np.float32(op.value), x.dtype)


@compute(p.Binary)
def binary(op: p.Binary, x: Array, y: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(arithmetic.BINARY[op.kind](x, y), x.dtype)


@compute(p.Affine)
def affine(op: p.Affine, x: Array, scale: Array, shift: Array) -> Array:
    shape = (-1,) + (1,) * (x.ndim - op.axis - 1)
    return x * scale.reshape(shape) + shift.reshape(shape)


@compute(p.Softmax)
def softmax(op: p.Softmax, x: Array) -> Array:
    return arithmetic.softmax(x, op.axis)


@compute(p.Reduce)
def reduce(op: p.Reduce, x: Array) -> Array:
    function: Callable[..., Array] = np.sum if op.kind == "sum" else np.mean
    return np.asarray(function(x, axis=op.axes, keepdims=op.keep), x.dtype)


@compute(p.TopK)
def top_k(op: p.TopK, x: Array) -> tuple[Array, Array]:
    values, places = arithmetic.top_k(np.flip(x, op.axis), op.k, op.axis)
    return values, (x.shape[op.axis] - 1 - places).astype(x.dtype)


@compute(p.Reshape)
def reshape(op: p.Reshape, x: Array) -> Array:
    return x.reshape(op.shape)


@compute(p.Transpose)
def transpose(op: p.Transpose, x: Array) -> Array:
    return np.asarray(x.transpose(op.order))


@compute(p.Concat)
def concat(op: p.Concat, *inputs: Array) -> Array:
    return np.concatenate(inputs, axis=op.axis)


@compute(p.Slice)
def slice_(op: p.Slice, x: Array) -> Array:
    return np.take(x, np.arange(op.start, op.start + op.size), axis=op.axis)


@compute(p.Take)
def take(op: p.Take, x: Array) -> Array:
    return np.take(x, op.places, axis=op.axis)


@compute(p.Reverse)
def reverse(op: p.Reverse, x: Array) -> Array:
    return np.flip(x, op.axis)


@compute(p.ReverseSequence)
def reverse_sequence(op: p.ReverseSequence, x: Array, lengths: Array) -> Array:
    _require_within(lengths, x.shape[0] + 1, "length")
    return arithmetic.reverse_sequence(x, lengths.astype(np.int64), time_axis=0, batch_axis=1)


@compute(p.Tile)
def tile(op: p.Tile, x: Array) -> Array:
    return np.concatenate([x] * op.tiles, axis=op.axis)


@compute(p.Resize)
def resize(op: p.Resize, x: Array) -> Array:
    return arithmetic.resize(x, op.size, op.kind)


@compute(p.Gather)
def gather(op: p.Gather, table: Array, indices: Array) -> Array:
    whole = np.floor(indices + np.float32(0.5)) if op.rounds else indices
    _require_within(whole, len(table), "index")
    return table[whole.astype(np.int64)]  # of a number that is not whole the whole part counts, as in Caffe


def _require_within(numbers: Array, count: int, what: str) -> None:
    """Raise ConversionError for a number, or nan, that is not at least 0 and below `count`."""
    inside = (numbers >= 0) & (numbers < count)
    if not inside.all():
        raise ConversionError(
            f"{what} {numbers[~inside][0]:g} is not within 0 to {count - 1}", "Check the inputs of the network"
        )


@compute(p.LSTM)
def lstm(op: p.LSTM, *inputs: Array) -> tuple[Array, ...]:
    cont, products, (h, c), w_h = _recurrence(op, inputs)
    y = np.empty((*products.shape[:2], w_h.shape[1]), products.dtype)
    for step, keep in enumerate(cont[:, :, None]):
        i, f, o, g = np.split(products[step] + (keep * h) @ w_h.T, 4, axis=1)
        c = arithmetic.sigmoid(f) * (keep * c) + arithmetic.sigmoid(i) * np.tanh(g)
        h = arithmetic.sigmoid(o) * np.tanh(c)
        y[step] = h
    return y, h, c


@compute(p.RNN)
def rnn(op: p.RNN, *inputs: Array) -> tuple[Array, ...]:
    cont, products, (h,), w_h = _recurrence(op, inputs)
    y = np.empty((*products.shape[:2], w_h.shape[1]), products.dtype)
    for step, keep in enumerate(cont[:, :, None]):
        h = np.tanh(products[step] + (keep * h) @ w_h.T)
        y[step] = h
    return y, h


def _recurrence(op: p.Recurrence, inputs: Sequence[Array]) -> tuple[Array, Array, Sequence[Array], Array]:
    """cont, the products W x + b + W_s static of all steps, the states and the recurrent weights."""
    o = op.bind(*inputs)
    cont = np.ones(o.x.shape[:2], o.x.dtype) if o.cont is None else o.cont
    products = o.x @ o.input_weights.T + o.bias
    if o.static is not None and o.static_weights is not None:
        products += o.static @ o.static_weights.T
    return cont, products, o.states, o.recurrent_weights
