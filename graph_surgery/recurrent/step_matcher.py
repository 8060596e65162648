"""Finds the steps of unrolled LSTMs and RNNs in a network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.recurrent.value_graph import Graph, Ref

GATES = (0, 1, 2, 3)  # Caffe's order: input, forget, output, candidate


class NotAStep(Exception):
    """Why something that looks like a step of a recurrent layer is left alone."""


@dataclass(frozen=True)
class Step:
    """One recognised step.

    Attributes:
        kind: LSTM or RNN.
        after: the states that it gives: h, and c for an LSTM.
        before: the states that enter it, before cont.
        cont: cont (1, N) of the step, or None; cont_taker is the Reshape layer that takes it.
        x: its input.
        input_product, state_product: the InnerProduct layers of input and state.
        static: the product of a static input that is added to the others, or None.
        gates: the places of i, f, o, g among the parts of an LSTM's slice; () for an RNN.
        layers: the indices of the layers that make it up.
    """

    kind: str
    after: tuple[Ref, ...]
    before: tuple[Ref, ...]
    cont: Ref | None
    cont_taker: int
    x: Ref
    input_product: Ref
    state_product: Ref
    static: Ref | None
    gates: tuple[int, ...]
    layers: frozenset[int]


@dataclass(frozen=True)
class _Candidate:
    """A product that may be that of the state, the state that it takes, and what multiplies that, as in Step."""

    product: Ref
    state: Ref
    cont: Ref | None
    cont_taker: int


def find_chains(graph: Graph, model: Model, reasons: list[str]) -> list[list[Step]]:
    """The recognised steps, linked through their states, the longest chains first."""
    matcher = _Matcher(graph, model)
    found: dict[tuple[Ref, ...], list[Step]] = {}
    for index, layer in enumerate(graph.layers):
        if index in graph.twins:
            continue
        try:
            alternatives = matcher.match(Ref(index))
        except NotAStep as reason:
            reasons.append(f"layer '{layer.name}': {reason}")
            continue
        if alternatives:
            found[alternatives[0].after] = alternatives
    followers = {steps[0].before: steps[0] for steps in found.values() if steps[0].before in found}
    chains = []
    for alternatives in found.values():
        if alternatives[0].before in found:
            continue
        chain = [alternatives[0]]
        while chain[-1].after in followers:
            chain.append(followers[chain[-1].after])
        if len(chain) > 1:  # the first step's state product is the one with the others' weights
            chain[0] = next((step for step in alternatives if matcher.agree(step, chain[1])), chain[0])
        if len(chain) > 1 or matcher.is_sure(chain[0]):
            chains.append(chain)
    return sorted(chains, key=len, reverse=True)


def share_weights(model: Model, a: LayerParameter, b: LayerParameter) -> bool:
    """Whether two layers have the same weights, by the names of their parameters or by value."""
    names = [[parameter.name for parameter in layer.param] for layer in (a, b)]
    first, second = (model.blobs.get(layer.name, ()) for layer in (a, b))
    if names[0] == names[1] and all(names[0]) and len(names[0]) >= max(len(first), len(second), 1):
        return True
    return len(first) == len(second) and all(np.array_equal(x, y) for x, y in zip(first, second))


class _Matcher:
    def __init__(self, graph: Graph, model: Model) -> None:
        self.graph, self.model = graph, model

    def match(self, h: Ref) -> list[Step]:
        """The step whose output is `h`, or several where it cannot be told which product is that of the state.

        Raises:
            NotAStep: it is almost a step; what is missing or differs.
        """
        if self.lstm_cell(h) is not None:
            return self._match_lstm(h)
        return self._match_rnn(h) if self.rnn_terms(h) else []

    def agree(self, a: Step, b: Step) -> bool:
        """Whether two steps take the same product for that of the state."""
        layers = [self.graph.layers[step.state_product.layer] for step in (a, b)]
        return share_weights(self.model, *layers)

    def is_sure(self, step: Step) -> bool:
        """Whether a step alone is recurrent: TanH of a sum of products is an RNN's only if cont is there."""
        return step.kind == "LSTM" or step.cont is not None

    def lstm_cell(self, h: Ref) -> Ref | None:
        """The cell whose TanH is multiplied by a Sigmoid to give `h`, as in an LSTM; None if it is not made so."""
        operands = self.graph.operands(h, "PROD")
        gate = [ref for ref in operands if self.graph.made_by(ref, "Sigmoid")]
        squashed = [ref for ref in operands if self.graph.made_by(ref, "TanH")]
        if len(operands) != 2 or len(gate) != 1 or len(squashed) != 1:
            return None
        cell = self.graph.bottoms[squashed[0].layer][0]
        return cell if len(self.graph.operands(cell, "SUM")) == 2 else None

    def rnn_terms(self, h: Ref) -> list[Ref]:
        """The terms of the sum whose TanH is `h`, as in an RNN; [] if it is not made so."""
        if self.graph.made_by(h, "TanH") is None:
            return []
        terms = self._summands(self.graph.bottoms[h.layer][0])
        return terms if len(self._products(terms)) > 1 else []

    def _match_lstm(self, h: Ref) -> list[Step]:
        graph = self.graph
        out, squashed = self._sorted_by_type(graph.operands(h, "PROD"))
        c = graph.bottoms[squashed.layer][0]
        terms = [graph.operands(term, "PROD") for term in graph.operands(c, "SUM")]
        news = [term for term in terms if len(term) == 2 and any(graph.made_by(ref, "TanH") for ref in term)]
        kept = [term for term in terms if term not in news]
        if len(news) != 1:
            raise NotAStep("the input gate is missing: the new cell is not a product of a Sigmoid and a TanH")
        if len(kept) != 1 or len(kept[0]) != 2 or not any(graph.made_by(ref, "Sigmoid") for ref in kept[0]):
            raise NotAStep("the forget gate is missing: the old cell is not multiplied by a Sigmoid")
        take, new = self._sorted_by_type(news[0])
        forget = next(ref for ref in kept[0] if graph.made_by(ref, "Sigmoid"))
        c_delta = kept[0][1] if kept[0][0] == forget else kept[0][0]
        raw = [graph.bottoms[ref.layer][0] for ref in (take, forget, out, new)]
        gate_slice = raw[0].layer
        is_slice = len({ref.layer for ref in raw}) == 1 and graph.made_by(raw[0], "Slice") is not None
        if not is_slice or len(graph.layers[gate_slice].top) != 4 or len({ref.top for ref in raw}) != 4:
            raise NotAStep("its gates are not the four tops of one Slice")
        terms_of_gates = self._summands(graph.bottoms[gate_slice][0])
        cell, c_cont, _ = self._without_cont(c_delta)
        gates = tuple(ref.top for ref in raw)
        return [
            self._step("LSTM", (h, c), (candidate.state, cell), candidate, terms_of_gates, gates)
            for candidate in self._lstm_candidates(terms_of_gates, cell, c_cont)
        ]

    def _match_rnn(self, h: Ref) -> list[Step]:
        terms = self.rnn_terms(h)
        candidates = [self._candidate(product) for product in self._products(terms)]
        linked = [candidate for candidate in candidates if self._takes_state_of_its_layer(candidate)]
        marked = [candidate for candidate in candidates if candidate.cont is not None]
        return [
            self._step("RNN", (h,), (candidate.state,), candidate, terms, ())
            for candidate in linked[:1] or marked[:1] or candidates
        ]

    def _takes_state_of_its_layer(self, candidate: _Candidate) -> bool:
        """Whether its state is that of an earlier step with the same weights."""
        own = self.graph.layers[candidate.product.layer]
        before = self._products(self.rnn_terms(candidate.state))
        return any(share_weights(self.model, own, self.graph.layers[ref.layer]) for ref in before)

    def _lstm_candidates(self, terms: Sequence[Ref], cell: Ref, c_cont: Ref | None) -> list[_Candidate]:
        """Which of the terms may be the product of the state, the likeliest first.

        Raises:
            NotAStep: none of them.
        """
        products = self._products(terms)
        if len(products) < 2:
            raise NotAStep("its gates are not the sum of an InnerProduct of the input and one of the state")
        width = self._shape(cell)[-1]
        candidates = [self._candidate(product) for product in products]
        candidates = [candidate for candidate in candidates if self._shape(candidate.state)[-1] == width]
        if not candidates:
            raise NotAStep("none of its InnerProducts takes a state as wide as the cell")
        candidates = [candidate for candidate in candidates if candidate.cont == c_cont]
        if not candidates:
            raise NotAStep("cont multiplies h and c differently")
        of_one_step = [candidate for candidate in candidates if self.lstm_cell(candidate.state) == cell]
        if of_one_step:
            return of_one_step[:1]
        # The state before the first step comes from where the cell comes from, and NetSpec's sums name it last.
        likeness = [(self._likeness(candidate.state, cell), place) for place, candidate in enumerate(candidates)]
        return [candidates[place] for _, place in sorted(likeness, reverse=True)]

    def _likeness(self, hidden: Ref, cell: Ref) -> int:
        """How much two values look like the initial h and c of one layer."""
        a, b = self._origin(hidden), self._origin(cell)
        if a.type == "Input" and b.type == "Input" and a.name == f"{b.name.removesuffix('c_in')}h_in" != b.name:
            return 2
        return int(a.type == b.type and not a.bottom and a.name != b.name and self._shape(hidden) == self._shape(cell))

    def _origin(self, ref: Ref) -> LayerParameter:
        while self.graph.made_by(ref, "Reshape") is not None:
            ref = self.graph.bottoms[ref.layer][0]
        return self.graph.layers[ref.layer]

    def _step(
        self,
        kind: str,
        after: tuple[Ref, ...],
        before: tuple[Ref, ...],
        candidate: _Candidate,
        terms: Sequence[Ref],
        gates: tuple[int, ...],
    ) -> Step:
        """The step in which this candidate is the state's product, and the other terms are the input's.

        Raises:
            NotAStep: there are too many of them.
        """
        others = [ref for ref in terms if ref != candidate.product]
        input_product = self._products(others)[0]
        static = [ref for ref in others if ref != input_product]
        if len(static) > 1:
            raise NotAStep(f"its gates are the sum of {len(terms)} terms")
        x = self.graph.bottoms[input_product.layer][0]
        starts = {x, *before, *static, *([candidate.cont] if candidate.cont else [])}
        return Step(
            kind=kind,
            after=after,
            before=before,
            cont=candidate.cont,
            cont_taker=candidate.cont_taker,
            x=x,
            input_product=input_product,
            state_product=candidate.product,
            static=static[0] if static else None,
            gates=gates,
            layers=frozenset(self._layers_between(after, starts)),
        )

    def _candidate(self, product: Ref) -> _Candidate:
        return _Candidate(product, *self._without_cont(self.graph.bottoms[product.layer][0]))

    def _without_cont(self, ref: Ref) -> tuple[Ref, Ref | None, int]:
        """A state before cont multiplies it, cont (1, N), and what takes it: PROD(state, Tile(Reshape(cont)))."""
        operands = self.graph.operands(ref, "PROD")
        tiled = [operand for operand in operands if self.graph.made_by(operand, "Tile")]
        if len(operands) != 2 or len(tiled) != 1:
            return ref, None, -1
        column = self.graph.bottoms[tiled[0].layer][0]
        row = self.graph.source(column, "Reshape")
        state = next(operand for operand in operands if operand != tiled[0])
        batch = self._shape(state)[-2:-1]
        is_cont = self._shape(column)[-2:] == (*batch, 1) and math.prod(self._shape(column)) == math.prod(batch)
        return (state, row, column.layer) if row is not None and is_cont else (ref, None, -1)

    def _products(self, refs: Iterable[Ref]) -> list[Ref]:
        return [ref for ref in refs if self.graph.made_by(ref, "InnerProduct")]

    def _summands(self, ref: Ref) -> list[Ref]:
        """What a tree of Eltwise sums adds up."""
        operands = self.graph.operands(ref, "SUM")
        return [leaf for operand in operands for leaf in self._summands(operand)] if operands else [ref]

    def _sorted_by_type(self, refs: Sequence[Ref]) -> tuple[Ref, Ref]:
        """The Sigmoid and the TanH of a product."""
        sigmoid = next((ref for ref in refs if self.graph.made_by(ref, "Sigmoid")), None)
        tanh = next((ref for ref in refs if self.graph.made_by(ref, "TanH")), None)
        if sigmoid is None or tanh is None:
            raise NotAStep("the input gate is missing: a product has not one Sigmoid and one TanH")
        return sigmoid, tanh

    def _shape(self, ref: Ref) -> tuple[int, ...]:
        return self.model.shapes[blob_name(self.graph, ref)]

    def _layers_between(self, ends: Iterable[Ref], starts: set[Ref]) -> set[int]:
        """The layers through which `ends` depend on `starts`, without those that make `starts`."""
        found: set[int] = set()
        todo = list(ends)
        while todo:
            ref = todo.pop()
            if ref in starts or ref.layer in found:
                continue
            found.add(ref.layer)
            todo.extend(self.graph.bottoms[ref.layer])
        return found


def blob_name(graph: Graph, ref: Ref) -> str:
    return graph.layers[ref.layer].top[ref.top]
