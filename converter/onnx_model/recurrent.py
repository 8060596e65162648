"""LSTM and RNN in ONNX: exact for any cont, at the speed of ONNX's own operators.

ONNX's LSTM and RNN know no cont. A factor on the state that enters the first step is a factor on the initial state, so
the operator serves whenever cont is 1 after the first step; otherwise a Scan applies cont at every step. An If chooses.
Both read the same weights, in the operator's gate order (input, output, forget, cell).

onnxruntime's LSTM operator gives finite numbers where a gate is NaN; its RNN operator, Sigmoid and Tanh give NaN. So
the If takes the LSTM operator only where no gate can become NaN, and where there is no If, NaN is added to the results.

In half precision the weights are half, and so are the matrix products outside of the operators; the state, the sums,
the gates and the operators are float32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from onnx import TensorProto

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.onnx_model.emitter import FLOAT, OnnxEmitter, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dims import Dim, VaryingLength
from caffe2trt.converter.program.program import Value
from caffe2trt.runtime.tensorrt_versions import is_tiny_loop


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
def recurrence(e: OnnxEmitter, op: p.Recurrence, *inputs: Value) -> None:
    r = _prepare(e, op, op.bind(*inputs))
    results = [output.name for output in e.node.outputs]
    if r.steps == 1:
        _single_step(e, r, results)
    elif e.root.unrolled:
        _unrolled(e, r, results)
    elif is_tiny_loop(r.batch, r.hidden):
        doubled = [e.unique(f"two_streams_{index}") for index in range(len(results))]
        _every_step(e, _with_two_streams(e, r), doubled)
        for name, result, axis in zip(doubled, results, (1, *(0 for _ in r.states))):
            bounds = [e.integers([number], what) for what, number in (("starts", 0), ("ends", 1), ("axes", axis))]
            e.op("Slice", [name, *bounds], result)
    else:
        _every_step(e, r, results)


def _with_two_streams(e: OnnxEmitter, r: _Recurrence) -> _Recurrence:
    """The one stream twice. TensorRT for RTX makes a huge kernel of a small loop over one stream: see is_tiny_loop."""

    def twice(name: str, shape: Shape) -> str:
        return e.op("Expand", [name, e.integers(shape, "two_streams")])

    return replace(
        r,
        x=twice(r.x, (r.steps, 2, r.features)),
        cont=twice(r.cont, (r.steps, 2)) if r.cont is not None else None,
        states=tuple(twice(state, (2, r.hidden)) for state in r.states),
        batch=2,
    )


def _every_step(e: OnnxEmitter, r: _Recurrence, results: Sequence[str]) -> None:
    """The time steps in a loop."""
    limit = _limit(e, r)
    if limit <= 0:
        _scan(e, r, _cont(e, r), results)
    elif r.kind == "RNN" and (r.cont is None or e.root.cont_starts_only):
        _operator(e, r, results)
    elif e.root.cont_starts_only:
        _operator_alone(e, r, limit, results)
    else:
        _either(e, r, limit, results)


def _prepare(e: OnnxEmitter, op: p.Recurrence, o: p.Operands[Value]) -> _Recurrence:
    steps, batch, features = o.x.shape
    x, weights = e.value(o.x, dtype=FLOAT), [o.input_weights]
    if o.static is not None and o.static_weights is not None:
        # The operator has one input: x with the static input beside it at each step.
        repeated = e.op("Expand", [e.value(o.static, dtype=FLOAT), e.shape((steps, *o.static.shape), "static_shape")])
        x = e.op("Concat", [x, repeated], axis=2)
        features += o.static.shape[1]
        weights.append(o.static_weights)
    gates = isinstance(op, p.LSTM)
    return _Recurrence(
        kind=type(op).__name__,
        x=x,
        cont=e.value(o.cont, dtype=FLOAT) if o.cont is not None else None,
        states=tuple(e.value(state, dtype=FLOAT) for state in o.states),
        weights=_weights(e, gates, *weights),
        bias=_weights(e, gates, o.bias),
        recurrent=_weights(e, gates, o.recurrent_weights),
        steps=steps,
        batch=batch,
        features=features,
        hidden=o.recurrent_weights.shape[1],
    )


def _weights(e: OnnxEmitter, gates: bool, *parts: Value) -> str:
    """The parts side by side, an LSTM's rows in ONNX's gate order; made once for each set of parts."""
    name = " ".join(part.name for part in parts) + (" (iofc)" if gates else "")
    if name not in e.root.initializers:
        arrays = [part.array for part in parts if part.array is not None]
        if gates:
            split = [np.split(array, 4) for array in arrays]
            arrays = [np.concatenate([i, o, f, c]) for i, f, o, c in split]
        whole = arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=1)
        e.initializer(name, e.rounded(whole, e.product_dtype))
    return name


def _single_step(e: OnnxEmitter, r: _Recurrence, results: Sequence[str]) -> None:
    cont = e.reshape(r.cont, (r.batch, 1)) if r.cont is not None else None
    y, *after = results
    _step(e, r, _input_products(e, r), cont, r.states, after)
    e.reshape(after[0], (1, r.batch, r.hidden), y)


def _unrolled(e: OnnxEmitter, r: _Recurrence, results: Sequence[str]) -> None:
    """Every time step written out."""
    if isinstance(r.steps, Dim):
        raise VaryingLength("--lstm unroll writes every time step out, and their number is a range")
    products = _each_step(e, _input_products(e, r), r.steps, r.batch)
    rows = _each_step(e, e.reshape(r.cont, (r.steps * r.batch, 1)), r.steps, r.batch) if r.cont is not None else None
    (y, *last), states, every_h = results, list(r.states), []
    for step in range(r.steps):
        after = last if step == r.steps - 1 else [e.unique(f"after_step_{index}") for index in range(len(states))]
        _step(e, r, products[step], rows[step] if rows else None, states, after)
        states = after
        every_h.append(after[0])
    joined = e.op("Concat", every_h, axis=0)
    e.reshape(joined, (r.steps, r.batch, r.hidden), y, of=(r.steps * r.batch, r.hidden))


def _each_step(e: OnnxEmitter, rows: str, steps: int, batch: int) -> list[str]:
    """What rows (T * N, K) hold for each time step: (N, K)."""
    parts = [e.unique(f"step_{step}") for step in range(steps)]
    if isinstance(batch, Dim):  # equal parts, whatever their length is
        count = {"num_outputs": steps} if e.opset >= 18 else {}
        e.op("Split", [rows], parts, axis=0, **count)
    else:
        e.op("Split", [rows, e.integers([batch] * steps, "batches")], parts, axis=0)
    return parts


def _input_products(e: OnnxEmitter, r: _Recurrence) -> str:
    """W x + b of all steps in one product: (T * N, G)."""
    rows = e.reshape(r.x, (r.steps * r.batch, r.features))
    product = e.op("Gemm", [e.cast(rows, e.product_dtype), r.weights, r.bias], transB=1)
    return e.cast(product, FLOAT)


def _step(
    e: OnnxEmitter, r: _Recurrence, products: str, cont: str | None, states: Sequence[str], after: Sequence[str]
) -> None:
    """One time step: products (N, G), cont (N, 1) or None, states (N, H)."""
    if cont is not None:
        states = [e.op("Mul", [state, cont]) for state in states]
    if e.product_dtype == FLOAT:
        gates = e.op("Gemm", [states[0], r.recurrent, products], transB=1)
    else:
        product = e.op("Gemm", [e.cast(states[0], e.product_dtype), r.recurrent], transB=1)
        gates = e.op("Add", [e.cast(product, FLOAT), products])
    if r.kind == "RNN":
        e.op("Tanh", [gates], after[0])
        return
    iof, g = _split(e, gates, [3 * r.hidden, r.hidden])
    i, o, f = _split(e, e.op("Sigmoid", [iof]), [r.hidden] * 3)
    kept, new = e.op("Mul", [f, states[1]]), e.op("Mul", [i, e.op("Tanh", [g])])
    h_after, c_after = after
    e.op("Add", [kept, new], c_after)
    e.op("Mul", [o, e.op("Tanh", [c_after])], h_after)


def _split(e: OnnxEmitter, gates: str, widths: Sequence[int]) -> list[str]:
    """Gates side by side (N, G) in parts of these widths."""
    parts = [e.unique(f"gates_{index}") for index in range(len(widths))]
    e.op("Split", [gates, e.integers(widths, "gate_widths")], parts, axis=1)
    return parts


def _operator(e: OnnxEmitter, r: _Recurrence, results: Sequence[str]) -> None:
    """ONNX's operator, its initial states multiplied by the first step's cont."""
    states = r.states
    if r.cont is not None:
        bounds = [e.integers([0], "starts"), e.integers([1], "ends"), e.integers([0], "axes")]
        first = e.reshape(e.op("Slice", [r.cont, *bounds]), (r.batch, 1))
        states = tuple(e.op("Mul", [state, first]) for state in states)
    axis = e.integers([0], "direction")
    weights = [e.op("Unsqueeze", [e.cast(name, FLOAT), axis]) for name in (r.weights, r.recurrent)]
    zeros = e.constant(np.zeros(r.width, np.float32), "recurrent_bias")
    bias = e.op("Unsqueeze", [e.op("Concat", [e.cast(r.bias, FLOAT), zeros], axis=0), axis])
    initial = [e.op("Unsqueeze", [state, axis]) for state in states]
    y, *after = (e.unique(f"{r.kind.lower()}_{index}") for index in range(len(results)))
    e.op(r.kind, [r.x, *weights, bias, "", *initial], [y, *after], hidden_size=r.hidden)
    e.reshape(y, (r.steps, r.batch, r.hidden), results[0], of=(r.steps, 1, r.batch, r.hidden))
    for name, result in zip(after, results[1:]):
        e.reshape(name, (r.batch, r.hidden), result)


def _operator_alone(e: OnnxEmitter, r: _Recurrence, limit: float, results: Sequence[str]) -> None:
    """The LSTM operator without an If around it: all that a stream gives is NaN where one of its gates may be."""
    raw = [e.unique(f"raw_{index}") for index in range(len(results))]
    _operator(e, r, raw)
    sums = [e.reshape(e.reduce("ReduceL1", r.x, [0, 2], keep=0), (r.batch, 1))]
    sums += [e.reduce("ReduceL1", state, [1]) for state in r.states]
    if r.cont is not None:
        sums.append(e.reshape(e.reduce("ReduceL1", r.cont, [0], keep=0), (r.batch, 1)))
    largest = float(np.finfo(np.float32).max)
    total = e.op("Mul", [e.op("Sum", sums), e.constant(np.array(largest / limit, np.float32), "scale")])
    nothing = e.op("Sub", [total, total])  # 0, or NaN where the total is infinite or NaN
    for name, result in zip(raw, results):
        e.op("Add", [name, nothing], result)


def _cont(e: OnnxEmitter, r: _Recurrence) -> str:
    """cont, or ones where there is none."""
    if r.cont is not None:
        return r.cont
    shape = (r.steps, r.batch)
    return e.array(np.ones(shape, np.float32), shape, "cont")


def _scan(e: OnnxEmitter, r: _Recurrence, cont: str, results: Sequence[str]) -> None:
    """A Scan over the steps, cont applied at each."""
    products = e.reshape(_input_products(e, r), (r.steps, r.batch, r.width))
    factors = e.reshape(cont, (r.steps, r.batch, 1), of=(r.steps, r.batch))
    body = OnnxEmitter(e)
    states, after = [[e.unique(f"{when}_{i}") for i in range(len(r.states))] for when in ("before", "after")]
    row, keep, y = (e.unique(name) for name in ("products", "cont", "y_step"))
    _step(body, r, row, keep, states, after)
    body.op("Identity", [after[0]], y)
    shape = (r.batch, r.hidden)
    inputs = [*(tensor(name, shape) for name in states), tensor(row, (r.batch, r.width)), tensor(keep, (r.batch, 1))]
    outputs = [tensor(name, shape) for name in (*after, y)]
    every_y, *last = results
    e.op(
        "Scan",
        [*r.states, products, factors],
        [*last, every_y],
        body=body.subgraph(f"{e.node.name}/step", inputs, outputs),
        num_scan_inputs=2,
    )


def _either(e: OnnxEmitter, r: _Recurrence, limit: float, results: Sequence[str]) -> None:
    """The operator if no reset falls after the first step and no gate can become NaN, the Scan otherwise."""
    conditions = [_goes_on(e, r, r.cont)] if r.cont is not None else []
    if r.kind == "LSTM":
        conditions.append(_is_below(e, limit, [r.x, *r.states, *([r.cont] if r.cont is not None else [])]))
    condition = conditions[0] if len(conditions) == 1 else e.op("And", conditions)
    cont = _cont(e, r)
    branches = {}
    for branch in ("then_branch", "else_branch"):
        body = OnnxEmitter(e)
        names = [e.unique(f"{branch}_{i}") for i in range(len(results))]
        if branch == "then_branch":
            _operator(body, r, names)
        else:
            _scan(body, r, cont, names)
        shapes = [(r.steps, r.batch, r.hidden), *((r.batch, r.hidden) for _ in r.states)]
        outputs = [tensor(name, shape) for name, shape in zip(names, shapes)]
        branches[branch] = body.subgraph(f"{e.node.name}/{branch}", [], outputs)
    e.op("If", [condition], results, **branches)
    e.root.types.update(dict.fromkeys(results, FLOAT))


def _goes_on(e: OnnxEmitter, r: _Recurrence, cont: str) -> str:
    """Whether cont is 1 after the first step."""
    bounds = [e.integers([1], "starts"), e.shape([r.steps], "ends"), e.integers([0], "axes")]
    later = e.op("Slice", [cont, *bounds])
    equal = e.op("Equal", [later, e.constant(np.ones((), np.float32), "one")])
    number = e.op("Cast", [equal], to=TensorProto.FLOAT)
    if isinstance(r.steps, Dim):  # at one time step there is no later one, and no least of none
        shape = (1, r.batch)
        number = e.op("Concat", [number, e.array(np.ones(shape, np.float32), shape, "none")], axis=0)
    return e.op("Cast", [e.reduce("ReduceMin", number, [], keep=0)], to=TensorProto.BOOL)


def _limit(e: OnnxEmitter, r: _Recurrence) -> float:
    """While the values that enter the gates are below it in sum, no product or sum of them overflows.

    0 where the weights allow no such limit: they hold NaN, infinity or numbers that no trained network has.
    """
    arrays = [e.root.initializers[name] for name in (r.weights, r.bias, r.recurrent)]
    largest = float(np.max([1.0, *(np.max(np.abs(array)) for array in arrays)]))
    return 1e18 / largest if largest < 1e12 else 0.0  # a state times cont times a weight: at most 1e36


def _is_below(e: OnnxEmitter, limit: float, tensors: Sequence[str]) -> str:
    """Whether the sum of the tensors' absolute values is below the limit; it is not where one holds NaN or infinity."""
    total = e.op("Sum", [e.reduce("ReduceL1", name, [], keep=0) for name in tensors])
    return e.op("Less", [total, e.constant(np.array(limit, np.float32), "limit")])
