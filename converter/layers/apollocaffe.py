"""Layers of apollocaffe and nlpcaffe beside their LSTM units."""

from __future__ import annotations

import math

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter.layers.common import require_axes, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Binary, Concat, Gather, Reduce, Slice, Transpose
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.recurrent.value_graph import is_zeros
from caffe2trt.graph_surgery.traits import SAME, leading, written


def _write_shape(layer: LayerParameter, shape: tuple[int, ...]) -> None:
    layer.rp.numpy_data_param.shape[:] = shape
    layer.rp.numpy_data_param.data[:] = [0.0] * math.prod(shape)


@caffe_layer("NumpyData", axes=written(_write_shape), moves=True, makes_values=lambda layer: is_zeros(layer, 0))
def numpy_data(b: Builder, layer: Layer) -> Value:
    """From apollocaffe: values that the program gives. Zeros become a constant, other values an input."""
    return b.filled(tuple(layer.proto.rp.numpy_data_param.shape), 0.0, "seed")


@caffe_layer("Wordvec", axes=leading(lambda layer, rank: 1))
def wordvec(b: Builder, layer: Layer, words: Value) -> Value:
    """From apollocaffe and nlpcaffe: rows of a table for words (N), or words (N, L) with top (N, dimension, L, 1)."""
    require_axes(words, "(N, ...)", 1)
    param, rows, length = layer.proto.wordvec_param, words.shape[0], math.prod(words.shape[1:])
    if not param.dimension or not param.vocab_size:
        raise LayerProblem("dimension or vocab_size is missing", "Correct the prototxt")
    (table,) = layer.blobs(table=(1, param.vocab_size, 1, param.dimension))
    table = layer.joined([table], "rows", lambda arrays: arrays[0].reshape(param.vocab_size, param.dimension))
    y = b(Gather(rounds=True), table, reshape(b, words, (rows, length)))
    if len(words.shape) < 3 and length == 1:
        return reshape(b, y, (rows, param.dimension))
    return reshape(b, b(Transpose((0, 2, 1)), y), (rows, param.dimension, length, 1))


@caffe_layer("CapSequence", axes=SAME)
def cap_sequence(b: Builder, layer: Layer, first: Value, *others: Value) -> Value:
    """From apollocaffe: row i is copied from the bottom that sequence_lengths in the prototxt names for it."""
    require_axes(first, "(N, ...)", 1)
    bottoms, lengths = (first, *others), list(layer.proto.rp.cap_sequence_param.sequence_lengths)
    if len(lengths) != first.shape[0] or max(lengths) >= len(bottoms):
        raise LayerProblem(
            f"its sequence_lengths {lengths} must name one of its {len(bottoms)} bottoms for each row of {first.shape}",
            "End the network before it with --output, and choose the rows in your program",
        )
    rows = [b(Slice(0, row, 1), bottoms[length]) for row, length in enumerate(lengths)]
    return b(Concat(0), *rows) if len(rows) > 1 else rows[0]


@caffe_layer("Sum", axes=leading(lambda layer, rank: 1))
def sum_layer(b: Builder, layer: Layer, x: Value) -> Value:
    """From apollocaffe: the sum of each sample, with or without bias; the top is (N, 1, 1, 1)."""
    require_axes(x, "(N, ...)", 1)
    rows = reshape(b, x, (x.shape[0], math.prod(x.shape[1:])))
    total = reshape(b, b(Reduce("sum", (1,)), rows), (x.shape[0], 1, 1, 1))
    if not layer.proto.sum_param.bias_term:
        return total
    (bias,) = layer.blobs(bias=(1,))
    return b(Binary("sum"), total, reshape(b, bias, (1, 1, 1, 1)))


@caffe_layer("DotMultiply", axes=SAME)
def dot_multiply(b: Builder, layer: Layer, x: Value) -> Value:
    """From apollocaffe: each sample times learned factors, element by element."""
    require_axes(x, "(N, ...)", 1)
    (factors,) = layer.blobs(weights=(math.prod(x.shape[1:]),))
    return b(Binary("prod"), x, reshape(b, factors, (1, *x.shape[1:])))
