"""LSTM and RNN in TensorRT: one matrix product for all steps, then an ILoop that applies cont at every step.

At one time step there is no loop, and in a network with an implicit batch there is RNNv2 (rnn_v2.py). In half precision
the matrix products run in half; the state, the sums of the recurrence and the gates stay float32.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.trt.emitter import TensorRTEmitter
from caffe2trt.converter.trt.primitives import Tensors, define
from caffe2trt.converter.trt.rnn_v2 import rnn_v2

COLUMNS = 8  # of the hidden state in a product that TensorRT would write out number by number


class _Sequence(NamedTuple):
    """What the steps run over: products (T, N, G), cont (T, N, 1) or None, states (N, H): float32; and the weights."""

    products: Any
    cont: Any
    states: tuple[Any, ...]
    recurrent: Any


@define(p.LSTM)
@define(p.RNN)
def recurrence(e: TensorRTEmitter, op: p.Recurrence, *inputs: Value) -> Tensors:
    if e.has_implicit_batch:
        return rnn_v2(e, op, op.bind(*inputs))
    steps, batch, hidden = e.node.output.shape
    sequence = _prepare(e, op.bind(*inputs))
    if steps == 1 and e.options.lstm != "loop":
        products = e.reshape(sequence.products, (batch, sequence.products.shape[2]))
        cont = sequence.cont and e.reshape(sequence.cont, (batch, 1))
        last = _step(e, op, sequence._replace(products=products, cont=cont), in_loop=False)
        y = e.reshape(last[0], (1, batch, hidden), "y")
    else:
        y, last = _loop(e, op, sequence, steps)
    return (e.cast(y, e.dtype), *last)


def _prepare(e: TensorRTEmitter, o: p.Operands[Value]) -> _Sequence:
    float32 = e.state_dtype
    (steps, batch, features), width = o.x.shape, o.input_weights.shape[0]
    rows = e.reshape(e.tensor(o.x), (steps * batch, features), "rows")
    products = e.matmul(rows, e.tensor(o.input_weights), transposed=True, what="input_products")
    products = e.cast(e.elementwise("SUM", products, e.constant(o.bias, (1, width)), "bias"), float32)
    products = e.reshape(products, (steps, batch, width), "by_step")
    if o.static is not None and o.static_weights is not None:
        once = e.matmul(e.tensor(o.static), e.tensor(o.static_weights), transposed=True, what="static_products")
        once = e.reshape(e.cast(once, float32), (1, batch, width))
        products = e.elementwise("SUM", products, once, "add_static")
    cont = (
        e.reshape(e.tensor(o.cont, float32), (steps, batch, 1), "cont", of=o.cont.shape) if o.cont is not None else None
    )
    states = tuple(e.tensor(state, float32) for state in o.states)
    return _Sequence(products, cont, states, e.tensor(o.recurrent_weights))


def _step(e: TensorRTEmitter, op: p.Recurrence, s: _Sequence, in_loop: bool) -> tuple[Any, ...]:
    """One time step: products (N, G), cont (N, 1) or None -> the states after it."""
    states = s.states
    if s.cont is not None:
        states = tuple(e.elementwise("PROD", state, s.cont, f"cont_{name}") for name, state in zip(op.states, states))
    gates = e.elementwise("SUM", s.products, _recurrent_product(e, states[0], s.recurrent, in_loop), "gates")
    if isinstance(op, p.RNN):
        return (e.activate("TANH", gates, "h"),)
    size = e.node.output.shape[1:]
    i, f, o, g = (e.slice(gates, (0, place * size[1]), size, f"gate_{gate}") for place, gate in enumerate("ifog"))
    kept = e.elementwise("PROD", e.activate("SIGMOID", f, "sigmoid_f"), states[1], "keep")
    new = e.elementwise("PROD", e.activate("SIGMOID", i, "sigmoid_i"), e.activate("TANH", g, "tanh_g"), "new")
    c = e.elementwise("SUM", kept, new, "c")
    h = e.elementwise("PROD", e.activate("SIGMOID", o, "sigmoid_o"), e.activate("TANH", c, "tanh_c"), "h")
    return h, c


def _recurrent_product(e: TensorRTEmitter, h: Any, weights: Any, in_loop: bool) -> Any:
    """R h (N, G), float32."""
    narrow = e.cast(h, e.dtype)
    if in_loop and e.api.merges_tiny_loop(*h.shape):
        narrow, weights = _widen(e, narrow, "wide_h"), _widen(e, weights, "wide_weights")
    return e.cast(e.matmul(narrow, weights, transposed=True, what="recurrent_product"), e.state_dtype)


def _widen(e: TensorRTEmitter, x: Any, what: str) -> Any:
    """X (rows, columns) with zeros beside its columns, which add nothing to a product."""
    zeros = e.zeros((x.shape[0], COLUMNS - x.shape[1]), x.dtype)
    layer = e.add(e.network.add_concatenation([x, zeros]), what)
    layer.axis = 1
    return layer.get_output(0)


def _loop(e: TensorRTEmitter, op: p.Recurrence, s: _Sequence, steps: int) -> tuple[Any, ...]:
    """H of every step, and the states after the last."""
    trt = e.trt
    trips = e.length(steps)
    loop = e.network.add_loop()
    loop.name = e.loop_name()
    e.add(loop.add_trip_limit(trips, trt.TripLimit.COUNT), "steps")
    products = e.out(loop.add_iterator(s.products, 0), "products")
    cont = e.out(loop.add_iterator(s.cont, 0), "cont_of_step") if s.cont is not None else None
    before = [e.add(loop.add_recurrence(state), f"{name}_before") for name, state in zip(op.states, s.states)]
    inside = _Sequence(products, cont, tuple(layer.get_output(0) for layer in before), s.recurrent)
    after = _step(e, op, inside, in_loop=True)
    for layer, state in zip(before, after):
        layer.set_input(1, state)
    every_h = e.add(loop.add_loop_output(after[0], trt.LoopOutput.CONCATENATE, 0), "y")
    every_h.set_input(1, trips)
    last = tuple(
        e.out(loop.add_loop_output(layer.get_output(0), trt.LoopOutput.LAST_VALUE), f"last_{name}")
        for name, layer in zip(op.states, before)
    )
    return every_h.get_output(0), last
