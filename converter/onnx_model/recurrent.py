"""LSTM and RNN in ONNX: exact for any cont, at the speed of ONNX's own operators.

ONNX's LSTM and RNN know no cont. A factor on the state that enters the first step is a factor on the initial state, so
the operator serves whenever cont is 1 after the first step; otherwise a Scan applies cont at every step. An If chooses.
Both read the same weights, in the operator's gate order (input, output, forget, cell).

onnxruntime's LSTM operator gives finite numbers where a gate is NaN; its RNN operator, Sigmoid and Tanh give NaN. So
the If takes the LSTM operator only where no gate can become NaN, and where there is no If, NaN is added to the results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from caffe2trt.converter.onnx_model.emitter import Graph, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node, Value


@dataclass(frozen=True)
class _Recurrence:
    """Names of the tensors, and the sizes. Weights (G, K) and recurrent weights (G, H); G is 4H for LSTM, H for RNN."""

    kind: str
    x: str
    cont: str | None
    states: tuple[str, ...]
    weights: str
    bias: str
    recurrent: str
    steps: int
    batch: int
    features: int
    hidden: int

    @property
    def width(self) -> int:
        return self.hidden * (4 if self.kind == "LSTM" else 1)


@emit(p.LSTM)
@emit(p.RNN)
def recurrence(g: Graph, node: Node) -> None:
    r = _prepare(g, node)
    results = [output.name for output in node.outputs]
    if r.steps == 1:
        _single_step(g, r, results)
        return
    limit = _limit(g, r)
    if limit <= 0:
        _scan(g, r, _cont(g, r), results)
    elif r.kind == "RNN" and (r.cont is None or g.root.cont_starts_only):
        _operator(g, r, results)
    elif g.root.cont_starts_only:
        _operator_alone(g, r, limit, results)
    else:
        _either(g, r, limit, node, results)


def _prepare(g: Graph, node: Node) -> _Recurrence:
    op = node.op
    assert isinstance(op, (p.LSTM, p.RNN))
    given = list(node.inputs)
    x = given.pop(0)
    cont = given.pop(0) if op.has_cont else None
    static = given.pop(0) if op.has_static else None
    count = 2 if isinstance(op, p.LSTM) else 1
    states, (w_x, bias, *w_static, recurrent) = given[:count], given[count:]
    steps, batch, features = x.shape
    name = g.value(x)
    if static is not None:  # the operator has one input: x with the static input beside it at each step
        repeated = g.op("Expand", [g.value(static), g.integers((steps, *static.shape), "static_shape")])
        name = g.op("Concat", [name, repeated], axis=2)
        features += static.shape[1]
    gates = count == 2
    return _Recurrence(
        kind=type(op).__name__,
        x=name,
        cont=g.value(cont) if cont is not None else None,
        states=tuple(g.value(state) for state in states),
        weights=_weights(g, gates, w_x, *w_static),
        bias=_weights(g, gates, bias),
        recurrent=_weights(g, gates, recurrent),
        steps=steps,
        batch=batch,
        features=features,
        hidden=recurrent.shape[1],
    )


def _weights(g: Graph, gates: bool, *parts: Value) -> str:
    """The parts side by side, an LSTM's rows in ONNX's gate order; made once for each set of parts."""
    name = " ".join(part.name for part in parts) + (" (iofc)" if gates else "")
    if name not in g.root.initializers:
        arrays = [part.array for part in parts if part.array is not None]
        if gates:
            split = [np.split(array, 4) for array in arrays]
            arrays = [np.concatenate([i, o, f, c]) for i, f, o, c in split]
        g.root.initializers[name] = arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=1)
    return name


def _single_step(g: Graph, r: _Recurrence, results: Sequence[str]) -> None:
    cont = g.reshape(r.cont, (r.batch, 1)) if r.cont is not None else None
    y, *after = results
    _step(g, r, _input_products(g, r), cont, r.states, after)
    g.reshape(after[0], (1, r.batch, r.hidden), y)


def _input_products(g: Graph, r: _Recurrence) -> str:
    """W x + b of all steps in one product: (T * N, G)."""
    rows = g.reshape(r.x, (r.steps * r.batch, r.features))
    return g.op("Gemm", [rows, r.weights, r.bias], transB=1)


def _step(
    g: Graph, r: _Recurrence, products: str, cont: str | None, states: Sequence[str], after: Sequence[str]
) -> None:
    """One time step: products (N, G), cont (N, 1) or None, states (N, H)."""
    if cont is not None:
        states = [g.op("Mul", [state, cont]) for state in states]
    gates = g.op("Gemm", [states[0], r.recurrent, products], transB=1)
    if r.kind == "RNN":
        g.op("Tanh", [gates], after[0])
        return
    parts = [g.unique(f"gate_{gate}") for gate in "iofg"]
    g.op("Split", [gates, g.integers([r.hidden] * 4, "gate_sizes")], parts, axis=1)
    i, o, f = (g.op("Sigmoid", [part]) for part in parts[:3])
    kept, new = g.op("Mul", [f, states[1]]), g.op("Mul", [i, g.op("Tanh", [parts[3]])])
    h_after, c_after = after
    g.op("Add", [kept, new], c_after)
    g.op("Mul", [o, g.op("Tanh", [c_after])], h_after)


def _operator(g: Graph, r: _Recurrence, results: Sequence[str]) -> None:
    """ONNX's operator, its initial states multiplied by the first step's cont."""
    states = r.states
    if r.cont is not None:
        bounds = [g.integers([0], "starts"), g.integers([1], "ends"), g.integers([0], "axes")]
        first = g.reshape(g.op("Slice", [r.cont, *bounds]), (r.batch, 1))
        states = tuple(g.op("Mul", [state, first]) for state in states)
    axis = g.integers([0], "direction")
    weights = [g.op("Unsqueeze", [name, axis]) for name in (r.weights, r.recurrent)]
    zeros = g.constant(np.zeros(r.width, np.float32), "recurrent_bias")
    bias = g.op("Unsqueeze", [g.op("Concat", [r.bias, zeros], axis=0), axis])
    initial = [g.op("Unsqueeze", [state, axis]) for state in states]
    y, *after = (g.unique(f"{r.kind.lower()}_{index}") for index in range(len(results)))
    g.op(r.kind, [r.x, *weights, bias, "", *initial], [y, *after], hidden_size=r.hidden)
    g.reshape(y, (r.steps, r.batch, r.hidden), results[0])
    for name, result in zip(after, results[1:]):
        g.reshape(name, (r.batch, r.hidden), result)


def _operator_alone(g: Graph, r: _Recurrence, limit: float, results: Sequence[str]) -> None:
    """The LSTM operator without an If around it: all that a stream gives is NaN where one of its gates may be."""
    raw = [g.unique(f"raw_{index}") for index in range(len(results))]
    _operator(g, r, raw)
    sums = [g.reshape(g.op("ReduceL1", [r.x], axes=[0, 2], keepdims=0), (r.batch, 1))]
    sums += [g.op("ReduceL1", [state], axes=[1], keepdims=1) for state in r.states]
    if r.cont is not None:
        sums.append(g.reshape(g.op("ReduceL1", [r.cont], axes=[0], keepdims=0), (r.batch, 1)))
    largest = float(np.finfo(np.float32).max)
    total = g.op("Mul", [g.op("Sum", sums), g.constant(np.array(largest / limit, np.float32), "scale")])
    nothing = g.op("Sub", [total, total])  # 0, or NaN where the total is infinite or NaN
    for name, result in zip(raw, results):
        g.op("Add", [name, nothing], result)


def _cont(g: Graph, r: _Recurrence) -> str:
    """cont, or ones where there is none."""
    return r.cont or g.constant(np.ones((r.steps, r.batch), np.float32), "cont")


def _scan(g: Graph, r: _Recurrence, cont: str, results: Sequence[str]) -> None:
    """A Scan over the steps, cont applied at each."""
    products = g.reshape(_input_products(g, r), (r.steps, r.batch, r.width))
    factors = g.reshape(cont, (r.steps, r.batch, 1))
    body = Graph(g)
    states, after = [[g.unique(f"{when}_{i}") for i in range(len(r.states))] for when in ("before", "after")]
    row, keep, y = (g.unique(name) for name in ("products", "cont", "y_step"))
    _step(body, r, row, keep, states, after)
    body.op("Identity", [after[0]], y)
    shape = (r.batch, r.hidden)
    inputs = [*(tensor(name, shape) for name in states), tensor(row, (r.batch, r.width)), tensor(keep, (r.batch, 1))]
    outputs = [tensor(name, shape) for name in (*after, y)]
    every_y, *last = results
    g.op(
        "Scan",
        [*r.states, products, factors],
        [*last, every_y],
        body=body.subgraph(f"{g.prefix}/step", inputs, outputs),
        num_scan_inputs=2,
    )


def _either(g: Graph, r: _Recurrence, limit: float, node: Node, results: Sequence[str]) -> None:
    """The operator if no reset falls after the first step and no gate can become NaN, the Scan otherwise."""
    conditions = [_goes_on(g, r, r.cont)] if r.cont is not None else []
    if r.kind == "LSTM":
        conditions.append(_is_below(g, limit, [r.x, *r.states, *([r.cont] if r.cont is not None else [])]))
    condition = conditions[0] if len(conditions) == 1 else g.op("And", conditions)
    cont = _cont(g, r)
    branches = {}
    for branch in ("then_branch", "else_branch"):
        body = Graph(g)
        names = [g.unique(f"{branch}_{i}") for i in range(len(results))]
        if branch == "then_branch":
            _operator(body, r, names)
        else:
            _scan(body, r, cont, names)
        outputs = [tensor(name, value.shape) for name, value in zip(names, node.outputs)]
        branches[branch] = body.subgraph(f"{g.prefix}/{branch}", [], outputs)
    g.op("If", [condition], results, **branches)


def _goes_on(g: Graph, r: _Recurrence, cont: str) -> str:
    """Whether cont is 1 after the first step."""
    bounds = [g.integers([1], "starts"), g.integers([r.steps], "ends"), g.integers([0], "axes")]
    later = g.op("Slice", [cont, *bounds])
    equal = g.op("Equal", [later, g.constant(np.ones((), np.float32), "one")])
    number = g.op("Cast", [equal], to=TensorProto.FLOAT)
    return g.op("Cast", [g.op("ReduceMin", [number], keepdims=0)], to=TensorProto.BOOL)


def _limit(g: Graph, r: _Recurrence) -> float:
    """While the values that enter the gates are below it in sum, no product or sum of them overflows.

    0 where the weights allow no such limit: they hold NaN, infinity or numbers that no trained network has.
    """
    arrays = [g.root.initializers[name] for name in (r.weights, r.bias, r.recurrent)]
    largest = float(np.max([1.0, *(np.max(np.abs(array)) for array in arrays)]))
    return 1e18 / largest if largest < 1e12 else 0.0  # a state times cont times a weight: at most 1e36


def _is_below(g: Graph, limit: float, tensors: Sequence[str]) -> str:
    """Whether the sum of the tensors' absolute values is below the limit; it is not where one holds NaN or infinity."""
    total = g.op("Sum", [g.op("ReduceL1", [name], keepdims=0) for name in tensors])
    return g.op("Less", [total, g.constant(np.array(limit, np.float32), "limit")])
