"""The LSTM in ONNX: exact for any cont, at the speed of the LSTM operator.

ONNX's operator knows no cont. A factor on the state that enters the first step is a factor on the initial state, so the
operator serves whenever cont is 1 after the first step; otherwise a Scan applies cont at every step. An If chooses.
Both read the same weights, in the operator's gate order (input, output, forget, cell).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from caffe2trt.converter.onnx_model.graph import Graph, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node, Value


@dataclass(frozen=True)
class _Recurrence:
    """Names of an LSTM's tensors, and its sizes. weights (4H, K) and recurrent weights (4H, H) are in ONNX's order."""

    x: str
    cont: str | None
    h0: str
    c0: str
    weights: str
    bias: str
    recurrent: str
    steps: int
    batch: int
    features: int
    hidden: int


@emit(p.LSTM)
def lstm(g: Graph, node: Node) -> None:
    r = _prepare(g, node)
    results = [output.name for output in node.outputs]
    if r.steps == 1:
        _single_step(g, r, results)
    elif r.cont is None or g.root.cont_starts_only:
        _operator(g, r, results)
    else:
        _either(g, r, r.cont, node, results)


def _prepare(g: Graph, node: Node) -> _Recurrence:
    op = node.op
    assert isinstance(op, p.LSTM)
    given = iter(node.inputs)
    x = next(given)
    cont = next(given) if op.has_cont else None
    static = next(given) if op.has_static else None
    h0, c0, w_x, bias = next(given), next(given), next(given), next(given)
    w_static = next(given) if op.has_static else None
    steps, batch, features = x.shape
    name = g.value(x)
    parts = [w_x]
    if static is not None and w_static is not None:  # the operator has one input: x with the static input at each step
        parts.append(w_static)
        shape = g.integers((steps, *static.shape), "static_shape")
        repeated = g.op("Expand", [g.value(static), shape])
        name = g.op("Concat", [name, repeated], axis=2)
        features += static.shape[1]
    recurrent = next(given)
    return _Recurrence(
        x=name,
        cont=g.value(cont) if cont is not None else None,
        h0=g.value(h0),
        c0=g.value(c0),
        weights=_gates(g, *parts),
        bias=_gates(g, bias),
        recurrent=_gates(g, recurrent),
        steps=steps,
        batch=batch,
        features=features,
        hidden=recurrent.shape[1],
    )


def _gates(g: Graph, *parts: Value) -> str:
    """The parts side by side, rows in ONNX's gate order, made once for each set of parts."""
    name = " ".join(part.name for part in parts) + " (iofc)"
    if name not in g.root.initializers:
        arrays = []
        for part in parts:
            assert part.array is not None
            i, f, o, c = np.split(part.array, 4)
            arrays.append(np.concatenate([i, o, f, c]))
        g.root.initializers[name] = arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=1)
    return name


def _single_step(g: Graph, r: _Recurrence, results: list[str]) -> None:
    products = _input_products(g, r)
    row = g.reshape(products, (r.batch, 4 * r.hidden))
    cont = g.reshape(r.cont, (r.batch, 1)) if r.cont is not None else None
    y, h, c = results
    _step(g, r, row, cont, r.h0, r.c0, h, c)
    g.reshape(h, (1, r.batch, r.hidden), y)


def _input_products(g: Graph, r: _Recurrence) -> str:
    """W x + b of all steps in one product: (T * N, 4H)."""
    rows = g.reshape(r.x, (r.steps * r.batch, r.features))
    return g.op("Gemm", [rows, r.weights, r.bias], transB=1)


def _step(g: Graph, r: _Recurrence, products: str, cont: str | None, h: str, c: str, h_out: str, c_out: str) -> None:
    """One time step: products (N, 4H), cont (N, 1) or None, h and c (N, H)."""
    if cont is not None:
        h, c = g.op("Mul", [h, cont]), g.op("Mul", [c, cont])
    gates = g.op("Gemm", [h, r.recurrent, products], transB=1)
    parts = [g.unique(f"gate_{gate}") for gate in "iofg"]
    g.op("Split", [gates, g.integers([r.hidden] * 4, "gate_sizes")], parts, axis=1)
    i, o, f = (g.op("Sigmoid", [part]) for part in parts[:3])
    kept, new = g.op("Mul", [f, c]), g.op("Mul", [i, g.op("Tanh", [parts[3]])])
    g.op("Add", [kept, new], c_out)
    g.op("Mul", [o, g.op("Tanh", [c_out])], h_out)


def _operator(g: Graph, r: _Recurrence, results: list[str]) -> None:
    """The LSTM operator, its initial states multiplied by the first step's cont."""
    h, c = r.h0, r.c0
    if r.cont is not None:
        bounds = [g.integers([0], "starts"), g.integers([1], "ends"), g.integers([0], "axes")]
        first = g.reshape(g.op("Slice", [r.cont, *bounds]), (r.batch, 1))
        h, c = g.op("Mul", [h, first]), g.op("Mul", [c, first])
    axis = g.integers([0], "direction")
    direction = [g.op("Unsqueeze", [name, axis]) for name in (r.weights, r.recurrent)]
    zeros = g.constant(np.zeros(4 * r.hidden, np.float32), "recurrent_bias")
    bias = g.op("Unsqueeze", [g.op("Concat", [r.bias, zeros], axis=0), axis])
    y, h_out, c_out = (g.unique(name) for name in ("y", "h", "c"))
    initial = [g.op("Unsqueeze", [h, axis]), g.op("Unsqueeze", [c, axis])]
    g.op("LSTM", [r.x, *direction, bias, "", *initial], [y, h_out, c_out], hidden_size=r.hidden)
    g.reshape(y, (r.steps, r.batch, r.hidden), results[0])
    g.reshape(h_out, (r.batch, r.hidden), results[1])
    g.reshape(c_out, (r.batch, r.hidden), results[2])


def _scan(g: Graph, r: _Recurrence, cont: str, results: list[str]) -> None:
    """A Scan over the steps, cont applied at each."""
    products = g.reshape(_input_products(g, r), (r.steps, r.batch, 4 * r.hidden))
    factors = g.reshape(cont, (r.steps, r.batch, 1))
    body = Graph(g)
    h, c, row, keep, h_next, c_next, y = (
        g.unique(name) for name in ("h_in", "c_in", "products", "cont", "h_next", "c_next", "y_step")
    )
    _step(body, r, row, keep, h, c, h_next, c_next)
    body.op("Identity", [h_next], y)
    state, gates = (r.batch, r.hidden), (r.batch, 4 * r.hidden)
    inputs = [tensor(h, state), tensor(c, state), tensor(row, gates), tensor(keep, (r.batch, 1))]
    outputs = [tensor(h_next, state), tensor(c_next, state), tensor(y, state)]
    y_all, h_last, c_last = results
    g.op(
        "Scan",
        [r.h0, r.c0, products, factors],
        [h_last, c_last, y_all],
        body=body.subgraph(f"{g.prefix}/step", inputs, outputs),
        num_scan_inputs=2,
    )


def _either(g: Graph, r: _Recurrence, cont: str, node: Node, results: list[str]) -> None:
    """The operator if no reset falls after the first step, the Scan otherwise."""
    bounds = [g.integers([1], "starts"), g.integers([r.steps], "ends"), g.integers([0], "axes")]
    later = g.op("Slice", [cont, *bounds])
    equal = g.op("Equal", [later, g.constant(np.ones((), np.float32), "one")])
    number = g.op("Cast", [equal], to=TensorProto.FLOAT)
    condition = g.op("Cast", [g.op("ReduceMin", [number], keepdims=0)], to=TensorProto.BOOL)
    branches = {}
    for branch in ("then_branch", "else_branch"):
        body = Graph(g)
        names = [g.unique(f"{branch}_{what}") for what in ("y", "h", "c")]
        if branch == "then_branch":
            _operator(body, r, names)
        else:
            _scan(body, r, cont, names)
        outputs = [tensor(name, value.shape) for name, value in zip(names, node.outputs)]
        branches[branch] = body.subgraph(f"{g.prefix}/{branch}", [], outputs)
    g.op("If", [condition], results, **branches)
