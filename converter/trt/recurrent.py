"""LSTM and RNN in TensorRT: one matrix product for all steps, then an ILoop that applies cont at every step.

At one time step there is no loop, and one product: [x, cont * h] times [W | R], which saves TensorRT a launch. In half
precision the matrix products run in half; the state, the sums of the recurrence, the gates and y stay float32. In a
network with an implicit batch there is RNNv2 instead (rnn_v2.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dims import Dim, VaryingLength
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
    operands, steps = op.bind(*inputs), e.node.output.shape[0]
    if steps == 1 and e.options.lstm != "loop":
        return _single_step(e, op, operands)
    if e.options.lstm == "unroll":
        return _every_step(e, op, _prepare(e, operands), steps)
    return _loop(e, op, _prepare(e, operands), steps)


def _single_step(e: TensorRTEmitter, op: p.Recurrence, o: p.Operands[Value]) -> Tensors:
    """One time step, its matrix products in one: y (1, N, H), and the states after it."""
    (_, batch, features), (width, _) = o.x.shape, o.input_weights.shape
    cont = e.reshape(e.tensor(o.cont, e.state_dtype), (batch, 1), "cont") if o.cont is not None else None
    h, *others = _continued(e, op, tuple(e.tensor(state, e.state_dtype) for state in o.states), cont)
    parts = [e.reshape(e.tensor(o.x), (batch, features), "x")]
    weights = [o.input_weights]
    if o.static is not None and o.static_weights is not None:
        parts.append(e.tensor(o.static))
        weights.append(o.static_weights)
    joined = e.add(e.network.add_concatenation([*parts, e.cast(h, e.dtype)]), "x_and_h")
    joined.axis = 1
    product = e.matmul(
        joined.get_output(0), _side_by_side(e, [*weights, o.recurrent_weights]), transposed=True, what="product"
    )
    bias = e.constant(o.bias, (1, width), e.state_dtype)
    gates = e.elementwise("SUM", e.cast(product, e.state_dtype), bias, "gates")
    last = _gated(e, op, gates, others)
    return e.reshape(last[0], (1, batch, e.node.output.shape[2]), "y"), *last


def _side_by_side(e: TensorRTEmitter, weights: Sequence[Value]) -> Any:
    """The weights (G, K) of several inputs as one constant."""
    return e.array(np.concatenate([value.array for value in weights if value.array is not None], axis=1), "weights")


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


def _step(e: TensorRTEmitter, op: p.Recurrence, s: _Sequence) -> tuple[Any, ...]:
    """One time step: products (N, G), cont (N, 1) or None -> the states after it."""
    h, *others = _continued(e, op, s.states, s.cont)
    return _gated(e, op, e.elementwise("SUM", s.products, _recurrent_product(e, h, s.recurrent), "gates"), others)


def _continued(e: TensorRTEmitter, op: p.Recurrence, states: tuple[Any, ...], cont: Any) -> tuple[Any, ...]:
    """The states (N, H) times cont (N, 1), if there is one."""
    if cont is None:
        return states
    return tuple(e.elementwise("PROD", state, cont, f"cont_{name}") for name, state in zip(op.states, states))


def _gated(e: TensorRTEmitter, op: p.Recurrence, gates: Any, others: Sequence[Any]) -> tuple[Any, ...]:
    """The states after a time step, from its gates (N, G) and the states before it other than h."""
    if isinstance(op, p.RNN):
        return (e.activate("TANH", gates, "h"),)
    size = e.node.output.shape[1:]
    i, f, o, g = (e.slice(gates, (0, place * size[1]), size, f"gate_{gate}") for place, gate in enumerate("ifog"))
    kept = e.elementwise("PROD", e.activate("SIGMOID", f, "sigmoid_f"), others[0], "keep")
    new = e.elementwise("PROD", e.activate("SIGMOID", i, "sigmoid_i"), e.activate("TANH", g, "tanh_g"), "new")
    c = e.elementwise("SUM", kept, new, "c")
    h = e.elementwise("PROD", e.activate("SIGMOID", o, "sigmoid_o"), e.activate("TANH", c, "tanh_c"), "h")
    return h, c


def _recurrent_product(e: TensorRTEmitter, h: Any, weights: Any) -> Any:
    """R h (N, G), float32."""
    narrow = e.cast(h, e.dtype)
    if e.api.merges_tiny_loop(*h.shape):
        narrow, weights = _widen(e, narrow, "wide_h"), _widen(e, weights, "wide_weights")
    return e.cast(e.matmul(narrow, weights, transposed=True, what="recurrent_product"), e.state_dtype)


def _widen(e: TensorRTEmitter, x: Any, what: str) -> Any:
    """X (rows, columns) with zeros beside its columns, which add nothing to a product."""
    zeros = e.zeros((x.shape[0], COLUMNS - x.shape[1]), x.dtype)
    layer = e.add(e.network.add_concatenation([x, zeros]), what)
    layer.axis = 1
    return layer.get_output(0)


def _every_step(e: TensorRTEmitter, op: p.Recurrence, s: _Sequence, steps: int) -> Tensors:
    """The time steps written out one by one: h of every step, and the states after the last."""
    if isinstance(steps, Dim):
        raise VaryingLength("--lstm unroll writes every time step out, and their number is a range")
    _, batch, hidden = e.node.output.shape
    states, every_h = s.states, []
    for step in range(steps):
        products, cont = (_at(e, tensor, step, batch) for tensor in (s.products, s.cont))
        states = _step(e, op, s._replace(products=products, cont=cont, states=states))
        every_h.append(e.reshape(states[0], (1, batch, hidden), "h_of_step"))
    joined = e.add(e.network.add_concatenation(every_h), "y")
    joined.axis = 0
    return joined.get_output(0), *states


def _at(e: TensorRTEmitter, tensor: Any, step: int, batch: int) -> Any:
    """What a tensor (T, N, K) holds for one step: (N, K)."""
    if tensor is None:
        return None
    width = tensor.shape[2]
    return e.reshape(e.slice(tensor, (step, 0, 0), (1, batch, width), "of_step"), (batch, width))


def _loop(e: TensorRTEmitter, op: p.Recurrence, s: _Sequence, steps: int) -> Tensors:
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
    after = _step(e, op, inside)
    for layer, state in zip(before, after):
        layer.set_input(1, state)
    every_h = e.add(loop.add_loop_output(after[0], trt.LoopOutput.CONCATENATE, 0), "y")
    every_h.set_input(1, trips)
    last = tuple(
        e.out(loop.add_loop_output(layer.get_output(0), trt.LoopOutput.LAST_VALUE), f"last_{name}")
        for name, layer in zip(op.states, before)
    )
    return every_h.get_output(0), *last
