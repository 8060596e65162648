"""Finds the steps of unrolled LSTMs in a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.recurrent.value_graph import Graph, Ref


class NotAnLSTM(Exception):
    """Why something that looks like a step of an LSTM is left alone."""


@dataclass(frozen=True)
class Step:
    """One recognised step.

    Attributes:
        h, c: what it gives; h_before, c_before: the state that enters it, before cont.
        cont: cont (1, N) of the step, or None.
        x: its input.
        products: the InnerProduct layers of input and state.
        static: the product of a static input that is added to the gates, or None.
        gates: the places of i, f, o, g among the parts of the gates' slice.
        layers: the indices of the layers that make it up.
    """

    h: Ref
    c: Ref
    h_before: Ref
    c_before: Ref
    cont: Ref | None
    x: Ref
    input_product: Ref
    state_product: Ref
    static: Ref | None
    gates: tuple[int, ...]
    layers: frozenset[int]


def find_chains(graph: Graph, model: Model, reasons: list[str]) -> list[list[Step]]:
    """The recognised steps, linked through their states, the longest chains first."""
    steps: dict[tuple[Ref, Ref], Step] = {}
    for index, layer in enumerate(graph.layers):
        if index in graph.twins or not is_anchor(graph, Ref(index)):
            continue
        try:
            step = _match(graph, model, Ref(index))
        except NotAnLSTM as reason:
            reasons.append(f"layer '{layer.name}': {reason}")
            continue
        steps[step.h, step.c] = step
    followers = {(step.h_before, step.c_before): step for step in steps.values()}
    chains = []
    for step in steps.values():
        if (step.h_before, step.c_before) in steps:
            continue
        chain = [step]
        while (chain[-1].h, chain[-1].c) in followers:
            chain.append(followers[chain[-1].h, chain[-1].c])
        chains.append(chain)
    return sorted(chains, key=len, reverse=True)


def is_anchor(graph: Graph, ref: Ref) -> bool:
    """Whether a value may be an LSTM's h: a product of a Sigmoid and the TanH of a sum."""
    operands = graph.operands(ref, "PROD")
    gate = [r for r in operands if graph.made_by(r, "Sigmoid")]
    squashed = [r for r in operands if graph.made_by(r, "TanH")]
    if len(operands) != 2 or len(gate) != 1 or len(squashed) != 1:
        return False
    return len(graph.operands(graph.bottoms[squashed[0].layer][0], "SUM")) == 2


def _match(graph: Graph, model: Model, h: Ref) -> Step:
    """The step whose output is `h`.

    Raises:
        NotAnLSTM: what is missing or differs.
    """
    out, squashed = _sorted_by_type(graph, graph.operands(h, "PROD"), "Sigmoid", "TanH")
    c = graph.bottoms[squashed.layer][0]
    terms = [graph.operands(term, "PROD") for term in graph.operands(c, "SUM")]
    news = [t for t in terms if len(t) == 2 and any(graph.made_by(r, "TanH") for r in t)]
    kept = [t for t in terms if t not in news]
    if len(news) != 1:
        raise NotAnLSTM("the input gate is missing: the new cell is no product of a Sigmoid and a TanH")
    if len(kept) != 1 or len(kept[0]) != 2 or not any(graph.made_by(r, "Sigmoid") for r in kept[0]):
        raise NotAnLSTM("the forget gate is missing: the old cell is not multiplied by a Sigmoid")
    take, new = _sorted_by_type(graph, news[0], "Sigmoid", "TanH")
    forget = next(r for r in kept[0] if graph.made_by(r, "Sigmoid"))
    c_delta = kept[0][1] if kept[0][0] == forget else kept[0][0]
    raw = [graph.bottoms[r.layer][0] for r in (take, forget, out, new)]
    if len({r.layer for r in raw}) != 1 or graph.made_by(raw[0], "Slice") is None:
        raise NotAnLSTM("its gates are not four parts of one Slice")
    gate_slice = raw[0].layer
    if len(graph.layers[gate_slice].top) != 4 or len({r.top for r in raw}) != 4:
        raise NotAnLSTM("its gates are not four parts of one Slice")
    inputs = _summands(graph, graph.bottoms[gate_slice][0])
    return _finish_match(graph, model, h, c, c_delta, inputs, tuple(r.top for r in raw), gate_slice)


def _sorted_by_type(graph: Graph, refs: Sequence[Ref], first: str, second: str) -> tuple[Ref, Ref]:
    a = next((r for r in refs if graph.made_by(r, first)), None)
    b = next((r for r in refs if graph.made_by(r, second)), None)
    if a is None or b is None:
        raise NotAnLSTM(f"the input gate is missing: a product has not one {first} and one {second}")
    return a, b


def _summands(graph: Graph, ref: Ref) -> list[Ref]:
    """What a tree of Eltwise sums adds up."""
    operands = graph.operands(ref, "SUM")
    return [leaf for operand in operands for leaf in _summands(graph, operand)] if operands else [ref]


def _finish_match(
    graph: Graph, model: Model, h: Ref, c: Ref, c_delta: Ref, inputs: list[Ref], gates: tuple[int, ...], gate_slice: int
) -> Step:
    """Tell the product of the state from that of the input, and take cont off the states."""
    products = [ref for ref in inputs if graph.made_by(ref, "InnerProduct")]
    if len(products) < 2:
        raise NotAnLSTM("its gates are not the sum of an InnerProduct of the input and one of the state")
    cell, c_cont = _without_cont(graph, model, c_delta)
    state_product, hidden, h_cont = _state_product(graph, model, products, cell)
    if h_cont != c_cont:
        raise NotAnLSTM("cont multiplies h and c differently")
    others = [ref for ref in inputs if ref != state_product]
    by_time = [ref for ref in others if graph.made_by(ref, "InnerProduct")]
    input_product = by_time[0]
    static = [ref for ref in others if ref != input_product]
    if len(static) > 1:
        raise NotAnLSTM(f"its gates are the sum of {len(inputs)} terms")
    starts = {graph.bottoms[input_product.layer][0], hidden, cell, *static, *([c_cont] if c_cont else [])}
    layers = _layers_between(graph, h, starts)
    return Step(
        h=h,
        c=c,
        h_before=hidden,
        c_before=cell,
        cont=c_cont,
        x=graph.bottoms[input_product.layer][0],
        input_product=input_product,
        state_product=state_product,
        static=static[0] if static else None,
        gates=gates,
        layers=frozenset(layers | {gate_slice}),
    )


def _state_product(graph: Graph, model: Model, products: Sequence[Ref], cell: Ref) -> tuple[Ref, Ref, Ref | None]:
    """Which of the products is that of the state: its input is as wide as the cell and is a state itself."""
    width = model.shapes[blob_name(graph, cell)][-1]
    candidates = []
    for ref in products:
        value, cont = _without_cont(graph, model, graph.bottoms[ref.layer][0])
        if model.shapes[blob_name(graph, value)][-1] == width:
            candidates.append((ref, value, cont))
    if not candidates:
        raise NotAnLSTM("none of its InnerProducts takes a state as wide as the cell")
    # Where the input is as wide as the state, the state is the one that another step makes, or that is the cell's twin.
    for ref, value, cont in candidates:
        if is_anchor(graph, value) or _twin_origin(graph, value, cell):
            return ref, value, cont
    if len(candidates) > 1:
        raise NotAnLSTM("it cannot be told which of its InnerProducts takes the state")
    return candidates[0]


def _twin_origin(graph: Graph, hidden: Ref, cell: Ref) -> bool:
    """Whether two initial states come from layers of one type without bottoms, or from such through a Reshape."""

    def origin(ref: Ref) -> LayerParameter:
        while graph.made_by(ref, "Reshape") is not None:
            ref = graph.bottoms[ref.layer][0]
        return graph.layers[ref.layer]

    a, b = origin(hidden), origin(cell)
    return a.type == b.type and not a.bottom and a.name != b.name


def _without_cont(graph: Graph, model: Model, ref: Ref) -> tuple[Ref, Ref | None]:
    """A state before cont multiplies it, and cont (1, N): PROD(state, Tile(Reshape(cont)))."""
    operands = graph.operands(ref, "PROD")
    tiled = [r for r in operands if graph.made_by(r, "Tile")]
    if len(operands) != 2 or len(tiled) != 1:
        return ref, None
    column = graph.bottoms[tiled[0].layer][0]
    row = graph.source(column, "Reshape")
    state = next(r for r in operands if r != tiled[0])
    return (state, row) if row is not None else (ref, None)


def blob_name(graph: Graph, ref: Ref) -> str:
    return graph.layers[ref.layer].top[ref.top]


def _layers_between(graph: Graph, end: Ref, starts: set[Ref]) -> set[int]:
    """The layers through which `end` depends on `starts`, without those that make `starts`."""
    found: set[int] = set()
    todo = [end]
    while todo:
        ref = todo.pop()
        if ref in starts or ref.layer in found:
            continue
        found.add(ref.layer)
        todo.extend(graph.bottoms[ref.layer])
    return found
