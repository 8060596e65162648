"""The LSTM in TensorRT: one matrix product for all steps, then an ILoop that applies cont to h and c at every step.

At one time step there is no loop. In half precision the matrix products run in half; the state, the sums of the
recurrence and the gates stay float32.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.trt.definer import Definer
from caffe2trt.converter.trt.primitives import Tensors, define


class _Sequence(NamedTuple):
    """What the steps run over: products (T, N, 4H) and cont (T, N, 1) or None, float32; h and c (N, H), float32."""

    products: Any
    cont: Any
    h: Any
    c: Any
    recurrent: Any


@define(p.LSTM)
def lstm(d: Definer, op: p.LSTM, node: Node) -> Tensors:
    steps, batch, hidden = node.output.shape
    sequence = _prepare(d, op, node)
    if steps == 1:
        products = d.reshape(sequence.products, (batch, 4 * hidden))
        cont = sequence.cont and d.reshape(sequence.cont, (batch, 1))
        h, c = _step(d, sequence._replace(products=products, cont=cont), hidden, in_loop=False)
        y = d.reshape(h, (1, batch, hidden), "y")
    else:
        y, h, c = _loop(d, sequence, steps, hidden)
    return d.cast(y, d.dtype), h, c


def _prepare(d: Definer, op: p.LSTM, node: Node) -> _Sequence:
    float32 = d.trt.float32
    given = iter(node.inputs)
    x = next(given)
    cont = next(given) if op.has_cont else None
    static = next(given) if op.has_static else None
    h, c, w_x, bias = next(given), next(given), next(given), next(given)
    steps, batch, features = x.shape
    rows = d.reshape(d.tensor(x), (steps * batch, features), "rows")
    products = d.matmul(rows, d.tensor(w_x), transposed=True, what="input_products")
    products = d.cast(d.elementwise("SUM", products, d.constant(bias, (1, *bias.shape)), "bias"), float32)
    products = d.reshape(products, (steps, batch, w_x.shape[0]), "by_step")
    if static is not None:
        w_static = next(given)
        once = d.cast(d.matmul(d.tensor(static), d.tensor(w_static), transposed=True, what="static_products"), float32)
        products = d.elementwise("SUM", products, d.reshape(once, (1, batch, w_x.shape[0])), "add_static")
    factor = d.reshape(d.tensor(cont, float32), (steps, batch, 1), "cont") if cont is not None else None
    return _Sequence(products, factor, d.tensor(h, float32), d.tensor(c, float32), d.tensor(next(given)))


def _step(d: Definer, s: _Sequence, hidden: int, in_loop: bool) -> tuple[Any, Any]:
    """One time step: products (N, 4H), cont (N, 1) or None -> h, c (N, H)."""
    h, c = s.h, s.c
    if s.cont is not None:
        h, c = d.elementwise("PROD", h, s.cont, "cont_h"), d.elementwise("PROD", c, s.cont, "cont_c")
    gates = d.elementwise("SUM", s.products, _recurrent_product(d, h, s.recurrent, in_loop), "gates")
    size = (gates.shape[0], hidden)
    i, f, o, g = (d.slice(gates, (0, place * hidden), size, f"gate_{gate}") for place, gate in enumerate("ifog"))
    kept = d.elementwise("PROD", d.activate("SIGMOID", f, "sigmoid_f"), c, "keep")
    new = d.elementwise("PROD", d.activate("SIGMOID", i, "sigmoid_i"), d.activate("TANH", g, "tanh_g"), "new")
    c = d.elementwise("SUM", kept, new, "c")
    h = d.elementwise("PROD", d.activate("SIGMOID", o, "sigmoid_o"), d.activate("TANH", c, "tanh_c"), "h")
    return h, c


def _recurrent_product(d: Definer, h: Any, weights: Any, in_loop: bool) -> Any:
    """R h (N, 4H), float32."""
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
    return d.cast(product, d.trt.float32)


def _loop(d: Definer, s: _Sequence, steps: int, hidden: int) -> tuple[Any, Any, Any]:
    trt = d.trt
    trips = d.count(steps)
    loop = d.network.add_loop()
    loop.name = d.node.name
    d.add(loop.add_trip_limit(trips, trt.TripLimit.COUNT), "steps")
    products = d.out(loop.add_iterator(s.products, 0), "products")
    cont = d.out(loop.add_iterator(s.cont, 0), "cont_of_step") if s.cont is not None else None
    before_h, before_c = d.add(loop.add_recurrence(s.h), "h_before"), d.add(loop.add_recurrence(s.c), "c_before")
    inside = _Sequence(products, cont, before_h.get_output(0), before_c.get_output(0), s.recurrent)
    h, c = _step(d, inside, hidden, in_loop=True)
    before_h.set_input(1, h)
    before_c.set_input(1, c)
    every_h = d.add(loop.add_loop_output(h, trt.LoopOutput.CONCATENATE, 0), "y")
    every_h.set_input(1, trips)
    last_h = d.out(loop.add_loop_output(before_h.get_output(0), trt.LoopOutput.LAST_VALUE), "last_h")
    last_c = d.out(loop.add_loop_output(before_c.get_output(0), trt.LoopOutput.LAST_VALUE), "last_c")
    return every_h.get_output(0), last_h, last_c
