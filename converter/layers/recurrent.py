"""Recurrent layers: Caffe's LSTM, and the Lstm of a widespread fork."""

from __future__ import annotations

import math
from collections.abc import Sequence

from google.protobuf import text_format

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import LSTMParameter
from caffe2trt.caffe.text import counted
from caffe2trt.converter.layers.common import positive, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.lstm_units import has_peepholes, nlpcaffe_unit, unit_with_peepholes
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import LSTM, RNN, Activation, Linear
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.recurrent.bottoms import Bottoms, bind_bottoms, is_by_rows, steps_and_streams
from caffe2trt.graph_surgery.traits import RECURRENT


@caffe_layer("LSTM", axes=RECURRENT, in_place=False)
def lstm(b: Builder, layer: Layer, x: Value, cont: Value, *more: Value) -> Value | tuple[Value, ...]:
    """Any cont and batch, static input, expose_hidden; the state becomes inputs and outputs."""
    param = layer.proto.recurrent_param
    hidden, exposed = positive(param.num_output, "recurrent_param.num_output"), param.expose_hidden
    steps, cont, static, states = sequence(b, layer, x, cont, *more)
    batch = steps.shape[1]
    if exposed:
        h0, c0 = (reshape(b, state, (batch, hidden)) for state in states)
    else:
        h0, c0 = b.state("h", (batch, hidden)), b.state("c", (batch, hidden))
    shapes: dict[str, Shape] = {"input_weights": (4 * hidden, steps.shape[2]), "bias": (4 * hidden,)}
    if static is not None:
        shapes["static_weights"] = (4 * hidden, static.shape[1])
    shapes["recurrent_weights"] = (4 * hidden, hidden)
    w_x, bias, *w_static, w_h = layer.blobs(**shapes)
    op = LSTM(has_cont=True, has_static=static is not None)
    y, h, c = b.node(op, steps, cont, static, h0, c0, w_x, bias, *w_static, w_h)
    if exposed:
        return y, reshape(b, h, (1, batch, hidden)), reshape(b, c, (1, batch, hidden))
    b.carry(h0, h)
    b.carry(c0, c)
    return y


def bound(layer: Layer, bottoms: Sequence[Value]) -> Bottoms[Value]:
    """The bottoms told apart; a LayerProblem where there are too many or too few."""
    try:
        return bind_bottoms(layer.proto, bottoms)
    except ValueError as problem:
        raise LayerProblem(str(problem)) from problem


def sequence(b: Builder, layer: Layer, *bottoms: Value) -> tuple[Value, Value, Value | None, tuple[Value, ...]]:
    """x as (T, N, I), cont (T, N), the static input as (N, S) or None, and the exposed states."""
    o = bound(layer, bottoms)
    if len(o.x.shape) < 3:
        raise LayerProblem(
            f"its input {o.x.shape} is not (time steps, batch, features, ...)", "Put a Reshape layer before it"
        )
    steps, batch = o.x.shape[:2]
    if o.cont is None or o.cont.shape != (steps, batch):
        raise LayerProblem(
            f"its second bottom (cont) {bottoms[1].shape} is not (time steps, batch) = {(steps, batch)}",
            "Give cont that shape (--input name:dims, or a Reshape layer)",
        )
    static = o.static
    if static is not None:
        if len(static.shape) < 2 or static.shape[0] != batch:
            raise LayerProblem(f"its static input {static.shape} is not (batch {batch}, features, ...)")
        static = reshape(b, static, (batch, math.prod(static.shape[1:])))
    state = (1, batch, layer.proto.recurrent_param.num_output)
    for given in o.initial:
        if given.shape != state:
            raise LayerProblem(f"its initial state {given.shape} is not (1, batch, num_output) = {state}")
    return reshape(b, o.x, (steps, batch, math.prod(o.x.shape[2:]))), o.cont, static, o.initial


@caffe_layer("RNN", axes=RECURRENT, in_place=False)
def rnn(b: Builder, layer: Layer, x: Value, cont: Value, *more: Value) -> Value | tuple[Value, ...]:
    """Any cont and batch, static input, expose_hidden; the state becomes an input and an output."""
    param = layer.proto.recurrent_param
    hidden, exposed = positive(param.num_output, "recurrent_param.num_output"), param.expose_hidden
    steps, cont, static, states = sequence(b, layer, x, cont, *more)
    batch = steps.shape[1]
    h0 = reshape(b, states[0], (batch, hidden)) if exposed else b.state("h", (batch, hidden))
    shapes: dict[str, Shape] = {"input_weights": (hidden, steps.shape[2]), "bias": (hidden,)}
    if static is not None:
        shapes["static_weights"] = (hidden, static.shape[1])
    shapes |= {"recurrent_weights": (hidden, hidden), "output_weights": (hidden, hidden), "output_bias": (hidden,)}
    w_x, bias, *w_static, w_h, w_o, b_o = layer.blobs(**shapes)
    op = RNN(has_cont=True, has_static=static is not None)
    every_h, h = b.node(op, steps, cont, static, h0, w_x, bias, *w_static, w_h)
    rows = reshape(b, every_h, (steps.shape[0] * batch, hidden))
    y = reshape(b, b(Activation("tanh"), b(Linear(), rows, w_o, b_o)), every_h.shape)
    if exposed:
        return y, reshape(b, h, (1, batch, hidden))
    b.carry(h0, h)
    return y


@caffe_layer("Lstm", axes=RECURRENT, in_place=False)
def fork_lstm(b: Builder, layer: Layer, x: Value, *more: Value) -> Value | tuple[Value, ...]:
    """From three forks: over (T*N, I) or (T, N, I), with or without clip; single steps, with or without peepholes."""
    param = layer.proto.lstm_param
    seen = f"{counted(len(layer.proto.top), 'top')}, {counted(len(more) + 1, 'bottom')}, {_text(param)}"
    if param.num_cells and len(layer.proto.top) == 2 and len(more) == 1:
        return (
            unit_with_peepholes(b, layer, x, *more) if has_peepholes(layer.proto) else nlpcaffe_unit(b, layer, x, *more)
        )
    if not param.num_output or len(layer.proto.top) != 1 or len(more) > 1:
        raise LayerProblem(f"it matches none of the known layers that forks call Lstm: {seen}", "Correct the prototxt")
    return _sequence_of_rows(b, layer, x, *more)


def _text(param: LSTMParameter) -> str:
    return f"lstm_param {{ {text_format.MessageToString(param, as_one_line=True)} }}"


def _sequence_of_rows(b: Builder, layer: Layer, x: Value, clip: Value | None = None) -> Value:
    """Over (T*N, I) or (T, N, I) (junhyukoh); without clip nothing is carried over from call to call."""
    param = layer.proto.lstm_param
    hidden = param.num_output
    if len(x.shape) < 2:
        raise LayerProblem(f"its input {x.shape} is neither (rows, features) nor (time steps, batch, features)")
    by_rows = is_by_rows(layer.proto, x.shape)
    if by_rows and (not param.batch_size or x.shape[0] % param.batch_size):
        raise LayerProblem(f"its {x.shape[0]} rows are not a multiple of lstm_param.batch_size {param.batch_size}")
    time_steps, batch = steps_and_streams(layer.proto, x.shape)
    features = math.prod(x.shape[1:] if by_rows else x.shape[2:])
    steps = reshape(b, x, (time_steps, batch, features))
    w_x, w_h, bias = layer.blobs(
        **{"input_weights": (4 * hidden, features), "recurrent_weights": (4 * hidden, hidden), "bias": (4 * hidden,)}
    )
    if clip is None:
        zeros = b.filled((batch, hidden), 0.0, "zero_state")
        y = b(LSTM(has_cont=False, has_static=False), steps, zeros, zeros, w_x, bias, w_h)
    else:
        if math.prod(clip.shape) != time_steps * batch:
            raise LayerProblem(f"its clip {clip.shape} does not have {time_steps} x {batch} entries")
        cont = reshape(b, clip, (time_steps, batch))
        h0, c0 = b.state("h", (batch, hidden)), b.state("c", (batch, hidden))
        y, h, c = b.node(LSTM(has_cont=True, has_static=False), steps, cont, h0, c0, w_x, bias, w_h)
        b.carry(h0, h)
        b.carry(c0, c)
    return reshape(b, y, (time_steps * batch, hidden)) if by_rows else y
