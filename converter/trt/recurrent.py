"""LSTM and RNN in TensorRT: one matrix product for all steps, then an ILoop that applies cont at every step.

At one time step there is no loop. In half precision the matrix products run in half; the state, the sums of the
recurrence and the gates stay float32.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.trt.emitter import Definer
from caffe2trt.converter.trt.primitives import Tensors, define
from caffe2trt.converter.trt.rnn_v2 import rnn_v2


class _Sequence(NamedTuple):
    """What the steps run over: products (T, N, G), cont (T, N, 1) or None, states (N, H): float32; and the weights."""

    products: Any
    cont: Any
    states: tuple[Any, ...]
    recurrent: Any


@define(p.LSTM)
@define(p.RNN)
def recurrence(d: Definer, op: p.LSTM | p.RNN, node: Node) -> Tensors:
    steps, batch, hidden = node.output.shape
    if d.options.lstm == "rnnv2":
        return rnn_v2(d, op, node)
    sequence = _prepare(d, op, node)
    if steps == 1 and d.options.lstm != "loop":
        products = d.reshape(sequence.products, (batch, sequence.products.shape[2]))
        cont = sequence.cont and d.reshape(sequence.cont, (batch, 1))
        last = _step(d, op, sequence._replace(products=products, cont=cont), in_loop=False)
        y = d.reshape(last[0], (1, batch, hidden), "y")
    else:
        y, last = _loop(d, op, sequence, steps)
    return (d.cast(y, d.dtype), *last)


def _wide(d: Definer) -> Any:
    """The type of state and sums: float32 unless the caller wants them narrow too."""
    return d.dtype if d.options.half_state else d.float32


def _prepare(d: Definer, op: p.LSTM | p.RNN, node: Node) -> _Sequence:
    float32 = _wide(d)
    given = list(node.inputs)
    x = given.pop(0)
    cont = given.pop(0) if op.has_cont else None
    static = given.pop(0) if op.has_static else None
    count = 2 if isinstance(op, p.LSTM) else 1
    states, (w_x, bias, *w_static, recurrent) = given[:count], given[count:]
    (steps, batch, features), width = x.shape, w_x.shape[0]
    rows = d.reshape(d.tensor(x), (steps * batch, features), "rows")
    products = d.matmul(rows, d.tensor(w_x), transposed=True, what="input_products")
    products = d.cast(d.elementwise("SUM", products, d.constant(bias, (1, width)), "bias"), float32)
    products = d.reshape(products, (steps, batch, width), "by_step")
    if static is not None:
        once = d.matmul(d.tensor(static), d.tensor(w_static[0]), transposed=True, what="static_products")
        once = d.reshape(d.cast(once, float32), (1, batch, width))
        products = d.elementwise("SUM", products, once, "add_static")
    factor = d.reshape(d.tensor(cont, float32), (steps, batch, 1), "cont") if cont is not None else None
    return _Sequence(products, factor, tuple(d.tensor(state, float32) for state in states), d.tensor(recurrent))


def _step(d: Definer, op: p.LSTM | p.RNN, s: _Sequence, in_loop: bool) -> tuple[Any, ...]:
    """One time step: products (N, G), cont (N, 1) or None -> the states after it."""
    states = s.states
    if s.cont is not None:
        states = tuple(d.elementwise("PROD", state, s.cont, f"cont_{name}") for name, state in zip("hc", states))
    gates = d.elementwise("SUM", s.products, _recurrent_product(d, states[0], s.recurrent, in_loop), "gates")
    if isinstance(op, p.RNN):
        return (d.activate("TANH", gates, "h"),)
    size = tuple(states[0].shape)
    i, f, o, g = (d.slice(gates, (0, place * size[1]), size, f"gate_{gate}") for place, gate in enumerate("ifog"))
    kept = d.elementwise("PROD", d.activate("SIGMOID", f, "sigmoid_f"), states[1], "keep")
    new = d.elementwise("PROD", d.activate("SIGMOID", i, "sigmoid_i"), d.activate("TANH", g, "tanh_g"), "new")
    c = d.elementwise("SUM", kept, new, "c")
    h = d.elementwise("PROD", d.activate("SIGMOID", o, "sigmoid_o"), d.activate("TANH", c, "tanh_c"), "h")
    return h, c


def _recurrent_product(d: Definer, h: Any, weights: Any, in_loop: bool) -> Any:
    """R h (N, G), float32."""
    batch, hidden = h.shape
    narrow = d.cast(h, d.dtype)
    # TensorRT for RTX 1.7 merges the loop of one stream with fewer than 7 cells into one unrolled kernel of up to
    # 500 MB that takes a minute to build. A second, unused row keeps it from that.
    is_tiny = in_loop and batch == 1 and hidden < 8
    if is_tiny:
        rows = d.add(d.network.add_concatenation([narrow, narrow]), "two_rows")
        rows.axis = 0
        narrow = rows.get_output(0)
    product = d.matmul(narrow, weights, transposed=True, what="recurrent_product")
    if is_tiny:
        product = d.slice(product, (0, 0), (1, product.shape[1]), "one_row")
    return d.cast(product, _wide(d))


def _loop(d: Definer, op: p.LSTM | p.RNN, s: _Sequence, steps: int) -> tuple[Any, ...]:
    """H of every step, and the states after the last."""
    trt = d.trt
    trips = d.count(steps)
    loop = d.network.add_loop()
    loop.name = d.node.name
    d.add(loop.add_trip_limit(trips, trt.TripLimit.COUNT), "steps")
    products = d.out(loop.add_iterator(s.products, 0), "products")
    cont = d.out(loop.add_iterator(s.cont, 0), "cont_of_step") if s.cont is not None else None
    before = [d.add(loop.add_recurrence(state), f"{name}_before") for name, state in zip("hc", s.states)]
    inside = _Sequence(products, cont, tuple(layer.get_output(0) for layer in before), s.recurrent)
    after = _step(d, op, inside, in_loop=True)
    for layer, state in zip(before, after):
        layer.set_input(1, state)
    every_h = d.add(loop.add_loop_output(after[0], trt.LoopOutput.CONCATENATE, 0), "y")
    every_h.set_input(1, trips)
    last = tuple(
        d.out(loop.add_loop_output(layer.get_output(0), trt.LoopOutput.LAST_VALUE), f"last_{name}")
        for name, layer in zip("hc", before)
    )
    return every_h.get_output(0), last
