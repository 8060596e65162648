"""fold: unrolled LstmUnit layers become one step, whose state is carried from call to call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import LayerWriter, Model, without_layers
from caffe2trt.graph_surgery.recurrent.step_matcher import NotAStep, blob_name, share_weights
from caffe2trt.graph_surgery.recurrent.value_graph import Graph, Ref, is_zeros

_STATES = ("h", "c")  # the order of an LstmUnit's tops
_OWN = ("name", "bottom", "top", "param", "blobs")  # what equal layers of two steps may have of their own

Chain = list[int]  # the layers of one unit, step by step
Place = tuple[int, int]  # a layer and one of its bottoms


@dataclass(frozen=True)
class Fold:
    """What becomes of the network.

    Attributes:
        chains: the units that were found.
        states: the bottoms of the first step that take a state, and that state: the unit's number and top.
        outputs: the values that one step gives of what the network gave.
    """

    chains: list[Chain]
    states: dict[Place, tuple[int, int]]
    outputs: list[Ref]


def fold(model: Model, *, stateful: bool) -> tuple[Model, list[str]]:
    """Keep the first step of unrolled LstmUnit layers, with their state as inputs and outputs.

    Given (T steps, weights shared by name or equal):
        h0, c0 = LstmUnit(Concat(zeros, x0), zeros); y0 = f(h0)
        h1, c1 = LstmUnit(Concat(h0, x1), c0); y1 = f(h1) ...
    Result:
        h0, c0 = LstmUnit(Concat(L__h_in, x0), L__c_in); y0 = f(h0); L__h_out = h0, L__c_out = c0

    T calls of the result, fed x0, x1, ..., give what one call of the network gave. Nothing is folded where the steps
    differ in anything but their inputs.

    Returns:
        The network, and the names of the units that carry their state; the same network and [] if it has none.

    Raises:
        NotAStep: it has units that follow each other and are not the same step.
    """
    graph = Graph(model.net)
    chains = _find_chains(graph)
    if not chains:
        return model, []
    if not stateful:
        raise NotAStep("with --stateful they become one step that carries its state from call to call")
    lengths = sorted({len(chain) for chain in chains})
    if len(lengths) > 1:
        raise NotAStep(f"the network has units of {' and '.join(map(str, lengths))} steps")
    plan = _Comparison(graph, model, chains).plan()
    return _written(graph, model, plan), [graph.layers[chain[0]].name for chain in chains]


def _find_chains(graph: Graph) -> list[Chain]:
    """Units of which each takes the cell of the one before."""
    units = {index: layer for index, layer in enumerate(graph.layers) if _is_unit(layer)}
    followers = {graph.bottoms[index][1]: index for index in units}
    chains = []
    for index in units:
        source = graph.bottoms[index][1]
        if source.layer in units and source.top == 1:
            continue
        chain = [index]
        while (follower := followers.get(Ref(chain[-1], 1))) is not None:
            chain.append(follower)
        if len(chain) > 1:
            chains.append(chain)
    return chains


def _is_unit(layer: LayerParameter) -> bool:
    """Whether a layer is one step of an LSTM that takes h within its first bottom, and c as its second."""
    is_one = layer.type == "LstmUnit" or (layer.type == "Lstm" and layer.lstm_param.HasField("num_cells"))
    return is_one and len(layer.bottom) == len(layer.top) == len(_STATES)


class _Comparison:
    """The first step against each other one, value by value."""

    def __init__(self, graph: Graph, model: Model, chains: list[Chain]) -> None:
        self.graph, self.model, self.chains = graph, model, chains
        self.steps = _steps(graph, chains)

    def plan(self) -> Fold:
        """The step that all steps are.

        Raises:
            NotAStep: two of them differ.
        """
        outputs = self._outputs()
        (states, shared), *others = [self._compare(step, outputs) for step in range(1, len(self.chains[0]))]
        for found, found_shared in others:
            if found != states:
                raise NotAStep("the steps do not take the state at the same places")
            if changed := sorted(found_shared ^ shared):
                raise NotAStep(f"{changed[0]} serves some steps, and others take another input in its place")
        return Fold(self.chains, states, [values[0] for values in outputs])

    def _outputs(self) -> list[tuple[Ref, ...]]:
        """For each output of one step, what all steps give there."""
        count = len(self.chains[0])
        by_step: list[list[Ref]] = [[] for _ in range(count)]
        last = {Ref(chain[-1], top) for chain in self.chains for top in range(len(_STATES))}
        joined: list[tuple[Ref, ...]] = []
        for name in self.model.outputs:
            ref = self.graph.first(self.graph.final[name])
            bottoms = self.graph.bottoms[ref.layer]
            if self.graph.made_by(ref, "Concat") and [self.steps[b.layer] for b in bottoms] == list(range(count)):
                joined.append(bottoms)
            elif ref not in last:  # the last state, if the network gave it, is carried now
                by_step[max(self.steps[ref.layer], 0)].append(ref)
        if any(len(values) != len(by_step[0]) for values in by_step):
            shown = ", ".join(map(str, map(len, by_step)))
            raise NotAStep(
                f"its steps give different numbers of outputs, {shown}; choose those of each step with --output, or "
                "those that a Concat of all steps makes"
            )
        return [*zip(*by_step), *joined]

    def _compare(self, step: int, outputs: Sequence[tuple[Ref, ...]]) -> tuple[dict[Place, tuple[int, int]], set[str]]:
        """The bottoms of the first step's layers at whose place this step takes a state, and the inputs of both."""
        before = {Ref(c[step - 1], top): (k, top) for k, c in enumerate(self.chains) for top in range(len(_STATES))}
        states: dict[Place, tuple[int, int]] = {}
        same: dict[Ref, Ref] = {}
        work = [(Ref(chain[0], top), Ref(chain[step], top)) for chain in self.chains for top in range(len(_STATES))]
        work += [(values[0], values[step]) for values in outputs]
        while work:
            first, other = work.pop()
            if first in same:
                if same[first] != other:
                    raise NotAStep(f"{self._name(first)} has two counterparts at step {step}")
                continue
            same[first] = other
            if first.layer != other.layer:
                self._require_alike(first, other)
            for place, pair in enumerate(zip(self.graph.bottoms[first.layer], self.graph.bottoms[other.layer])):
                state = before.get(pair[1]) if pair[0] != pair[1] else None
                if state is None:
                    work.append(pair)
                else:
                    self._require_seed(pair[0], pair[1])
                    states[first.layer, place] = state
        return states, {self._name(first) for first, other in same.items() if first == other and self._is_input(first)}

    def _is_input(self, ref: Ref) -> bool:
        return self.graph.made_by(ref, "Input") is not None

    def _require_alike(self, first: Ref, other: Ref) -> None:
        """Raise NotAStep unless two layers compute the same of their bottoms."""
        a, b = (self.graph.layers[ref.layer] for ref in (first, other))
        pair = f"'{a.name}' and '{b.name}'"
        if first.top != other.top or _meaning(a) != _meaning(b) or len(a.bottom) != len(b.bottom):
            raise NotAStep(f"{pair} are not the same layer with other names")
        if self._shape(first) != self._shape(other):
            raise NotAStep(f"{pair} give {self._shape(first)} and {self._shape(other)}")
        has_weights = self.model.blobs.get(a.name) or self.model.blobs.get(b.name)
        if has_weights and not share_weights(self.model, a, b):
            raise NotAStep(f"the weights of {pair} differ: each step has its own")

    def _require_seed(self, seed: Ref, state: Ref) -> None:
        """Raise NotAStep unless the first step has zeros where another has the state."""
        if not is_zeros(self.graph.layers[seed.layer], seed.top):
            raise NotAStep(f"its first step begins with {self._name(seed)}, which is not known to be zeros")
        if self._shape(seed) != self._shape(state):
            raise NotAStep(f"{self._name(seed)} has shape {self._shape(seed)}, the state {self._shape(state)}")

    def _shape(self, ref: Ref) -> tuple[int, ...]:
        return self.model.shapes[blob_name(self.graph, ref)]

    def _name(self, ref: Ref) -> str:
        return repr(blob_name(self.graph, ref))


def _steps(graph: Graph, chains: Iterable[Chain]) -> list[int]:
    """For each layer the last step that it depends on; -1 for none."""
    own = {index: step for chain in chains for step, index in enumerate(chain)}
    steps: list[int] = []
    for index, bottoms in enumerate(graph.bottoms):
        steps.append(max([own.get(index, -1), *(steps[ref.layer] for ref in bottoms)]))
    return steps


def _meaning(layer: LayerParameter) -> bytes:
    """A layer's type and parameters, without its names."""
    bare = LayerParameter()
    bare.CopyFrom(layer)
    for field in _OWN:
        bare.ClearField(field)
    return bare.SerializeToString(deterministic=True)


def _written(graph: Graph, model: Model, plan: Fold) -> Model:
    """The first step, its states as inputs, and as outputs after the units that make them."""
    names = [graph.layers[chain[0]].name for chain in plan.chains]
    units = {chain[0]: name for chain, name in zip(plan.chains, names)}
    needed = _needed(graph, plan)
    out, shapes, ends = LayerWriter(without_layers(model.net)), dict(model.shapes), []
    for index, name in units.items():
        for state, top in zip(_STATES, graph.layers[index].top):
            blob = f"{name}__{state}_in"
            shapes[blob] = model.shapes[top]
            out.add("Input", blob).input_param.shape.add(dim=shapes[blob])
    for index in sorted(needed):
        layer = LayerParameter()
        layer.CopyFrom(graph.layers[index])
        for place in range(len(layer.bottom)):
            if (taken := plan.states.get((index, place))) is not None:
                layer.bottom[place] = f"{names[taken[0]]}__{_STATES[taken[1]]}_in"
        out.copy(layer, model.blobs.get(layer.name, ()))
        for state, top in zip(_STATES, layer.top) if index in units else ():
            blob = f"{units[index]}__{state}_out"
            shapes[blob] = model.shapes[top]
            out.add("Reshape", blob, [top]).reshape_param.shape.dim.extend(shapes[blob])
            ends.append(blob)
    out.require_unique_names()
    outputs = tuple(dict.fromkeys([*(blob_name(graph, ref) for ref in plan.outputs), *ends]))
    return replace(model, net=out.net, blobs=out.blobs, shapes=shapes, outputs=outputs)


def _needed(graph: Graph, plan: Fold) -> set[int]:
    """The layers that one step consists of; those that renamed a value count as what they renamed."""
    needed: set[int] = set()
    work = [*(ref.layer for ref in plan.outputs), *(chain[0] for chain in plan.chains)]
    made: dict[str, int] = {}
    makers: list[list[int]] = []  # for each layer the ones whose tops it takes, Split layers and copies too
    for index, layer in enumerate(graph.layers):
        makers.append([made[bottom] for bottom in layer.bottom])
        made.update(dict.fromkeys(layer.top, index))
    while work:
        index = work.pop()
        if index in needed:
            continue
        needed.add(index)
        work += [maker for place, maker in enumerate(makers[index]) if (index, place) not in plan.states]
    return needed
