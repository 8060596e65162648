"""Recurrent layers: Caffe's LSTM, and the Lstm of a widespread fork."""

from __future__ import annotations

import math

import numpy as np

from caffe2trt.converter.layers.common import reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import LSTM, RNN, Activation, Binary, Linear, Shape, Slice
from caffe2trt.converter.program.program import Builder, Value


@caffe_layer("LSTM", tensorrt="IMatrixMultiplyLayer, ILoop (no loop at one time step)")
def lstm(b: Builder, layer: Layer, x: Value, cont: Value, *more: Value) -> Value | tuple[Value, ...]:
    """Any cont and batch, static input, expose_hidden; the state becomes inputs and outputs."""
    param = layer.proto.recurrent_param
    hidden, exposed = param.num_output, param.expose_hidden
    steps, batch, static, states = _sequence(b, x, cont, more, exposed, state_count=2)
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


def _sequence(
    b: Builder, x: Value, cont: Value, more: tuple[Value, ...], exposed: bool, state_count: int
) -> tuple[Value, int, Value | None, tuple[Value, ...]]:
    """X as (T, N, I), N, the static input as (N, S) or None, and the exposed states."""
    if len(x.shape) < 2:
        raise LayerProblem(f"its input {x.shape} is not (time steps, batch, ...)", "Put a Reshape layer before it")
    time_steps, batch = x.shape[:2]
    if cont.shape != (time_steps, batch):
        raise LayerProblem(
            f"its second bottom (cont) {cont.shape} is not (time steps, batch) = {(time_steps, batch)}",
            "Give cont that shape (--input name:dims, or a Reshape layer)",
        )
    counts = (state_count, state_count + 1) if exposed else (0, 1)
    if len(more) not in counts:
        raise LayerProblem(f"it takes {counts[0] + 2} or {counts[1] + 2} bottoms here, found {len(more) + 2}")
    static = more[0] if len(more) == counts[1] else None
    states = more[len(more) - counts[0] :]
    if static is not None:
        if static.shape[0] != batch:
            raise LayerProblem(f"its static input {static.shape} does not have the batch {batch}")
        static = reshape(b, static, (batch, math.prod(static.shape[1:])))
    return reshape(b, x, (time_steps, batch, math.prod(x.shape[2:]))), batch, static, states


@caffe_layer("RNN", tensorrt="IMatrixMultiplyLayer, ILoop (no loop at one time step)")
def rnn(b: Builder, layer: Layer, x: Value, cont: Value, *more: Value) -> Value | tuple[Value, ...]:
    """Any cont and batch, static input, expose_hidden; the state becomes an input and an output."""
    param = layer.proto.recurrent_param
    hidden, exposed = param.num_output, param.expose_hidden
    steps, batch, static, states = _sequence(b, x, cont, more, exposed, state_count=1)
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


@caffe_layer("LSTMUnit", tensorrt="IElementWiseLayer, IActivationLayer, ISliceLayer")
def lstm_unit(b: Builder, layer: Layer, c: Value, gates: Value, cont: Value) -> tuple[Value, Value]:
    """One step of an LSTM after its products: (1, N, H), (1, N, 4H) and cont (1, N) give c and h."""
    hidden = c.shape[-1]
    if gates.shape != (*c.shape[:-1], 4 * hidden) or cont.shape != c.shape[:2]:
        raise LayerProblem(f"cell {c.shape}, gates {gates.shape} and cont {cont.shape} do not fit each other")
    i, f, o, g = (b(Slice(len(c.shape) - 1, k * hidden, hidden), gates) for k in range(4))
    factor = reshape(b, cont, (*cont.shape, 1))
    kept = b(Binary("prod"), b(Binary("prod"), b(Activation("sigmoid"), f), factor), c)
    new = b(Binary("prod"), b(Activation("sigmoid"), i), b(Activation("tanh"), g))
    c_next = b(Binary("sum"), kept, new)
    return c_next, b(Binary("prod"), b(Activation("sigmoid"), o), b(Activation("tanh"), c_next))


@caffe_layer("Lstm", tensorrt="IMatrixMultiplyLayer, ILoop (no loop at one time step)")
def fork_lstm(b: Builder, layer: Layer, x: Value, clip: Value | None = None) -> Value:
    """The fork's layer over (T*N, I) or (T, N, I); without the clip bottom nothing is carried over."""
    param = layer.proto.lstm_param
    hidden = param.num_output
    if not hidden:
        raise LayerProblem("lstm_param.num_output is missing", "Correct the prototxt")
    is_sequence = len(x.shape) == 3
    batch = x.shape[1] if is_sequence else param.batch_size
    if not is_sequence and x.shape[0] % batch:
        raise LayerProblem(f"its {x.shape[0]} rows are not a multiple of lstm_param.batch_size {batch}")
    time_steps = x.shape[0] if is_sequence else x.shape[0] // batch
    features = x.shape[2] if is_sequence else math.prod(x.shape[1:])
    steps = reshape(b, x, (time_steps, batch, features))
    w_x, w_h, bias = layer.blobs(
        **{"input_weights": (4 * hidden, features), "recurrent_weights": (4 * hidden, hidden), "bias": (4 * hidden,)}
    )
    if clip is None:
        zeros = b.constant(np.zeros((batch, hidden), np.float32), "zero_state")
        y = b(LSTM(has_cont=False, has_static=False), steps, zeros, zeros, w_x, bias, w_h)
    else:
        if math.prod(clip.shape) != time_steps * batch:
            raise LayerProblem(f"its clip {clip.shape} does not have {time_steps} x {batch} entries")
        cont = reshape(b, clip, (time_steps, batch))
        h0, c0 = b.state("h", (batch, hidden)), b.state("c", (batch, hidden))
        y, h, c = b.node(LSTM(has_cont=True, has_static=False), steps, cont, h0, c0, w_x, bias, w_h)
        b.carry(h0, h)
        b.carry(c0, c)
    return y if is_sequence else reshape(b, y, (time_steps * batch, hidden))
