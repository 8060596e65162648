"""Which layer is the first to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from caffe2trt.converter.comparison.metrics import Array, Measure, Tolerance
from caffe2trt.converter.comparison.runners import Side
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.reference.primitives import compute

_RIGHT = 0.1  # inputs that use less of what is allowed do not explain a wrong output


@dataclass(frozen=True)
class LayerDifference:
    """What a layer gives, compared.

    Attributes:
        layer: the Caffe layer's name.
        type: its type.
        measure: of the worst of the values that it gives.
        inputs: of the compared values and states that it comes from.
        unseen: layers between those inputs and this one, whose own results one side does not show.
        own: for the first wrong layer, against what Caffe gives for the very inputs that the layer had; None for
            others, and where those inputs are not shown.
    """

    layer: str
    type: str
    measure: Measure
    inputs: tuple[Measure, ...]
    unseen: tuple[str, ...] = ()
    own: Measure | None = None

    @property
    def inputs_worst(self) -> float:
        """The largest error among its inputs, as a part of what is allowed there."""
        return max((m.worst for m in self.inputs), default=0.0)

    @property
    def verdict(self) -> str:
        """Whether the layer itself is wrong, or rounding that was there before it has grown, in a sentence."""
        text = f"layer '{self.layer}' ({self.type}) gives {self.measure.name} {self.measure.difference}"
        if self.unseen:
            text = f"{text} (or it is {', '.join(map(repr, self.unseen))} before it, whose own top is not seen)"
        if all(m.max_error == 0 for m in self.inputs):
            return f"{text}, from inputs that are the same on both sides: it is this layer"
        text = f"{text}; its inputs are off by up to {max(m.max_error for m in self.inputs):.1e}"
        if self.own is not None:
            if not self.own.passes:
                return f"{text}, and from these very inputs Caffe's is {self.own.difference}: it is this layer"
            return (
                f"{text}, and from these very inputs Caffe's is {self.own.difference} only: what was wrong before has "
                "grown in it"
            )
        if self.inputs_worst < _RIGHT:
            return f"{text}, which is right: it is this layer"
        return f"{text}, {self.inputs_worst:.0%} of what is allowed, so this may be rounding that grew"


def compare_layers(
    net: Net, found: Side, expected: Side, feeds: Iterable[Mapping[str, Array]], tolerance: Tolerance
) -> list[LayerDifference]:
    """The difference of every layer, in the network's order, up to the first call where one does not pass.

    What a call gets wrong reaches even the first layers of the next one, through the state: later calls tell nothing.
    Side `expected` gives every value by the Program's names, and `found` those that it can show.
    """
    measures: dict[str, Measure] = {}
    own: dict[str, Measure] = {}
    state, wanted_state = ({name: np.zeros(shape, np.float32) for name, shape in net.states.items()} for _ in range(2))
    for call in feeds:
        results = {**state, **found.forward(dict(call))}
        wanted = {**wanted_state, **expected.forward(dict(call))}
        for name in [name for name in wanted if name in results]:
            measures.setdefault(name, Measure(name, tolerance)).add(results[name], wanted[name])
        if not all(m.passes for m in measures.values()):
            own = _own_errors(net, {**call, **results}, measures, tolerance)
            break
        state, wanted_state = (_carried(net, values) for values in (results, wanted))
    types = {report.proto.name: report.proto.type for report in net.reports}
    producers = {value.name: node for node in net.program.nodes for value in node.outputs}
    compared = [_difference(node, producers, measures, types, own) for node in net.program.nodes]
    return [difference for difference in compared if difference is not None]


def _carried(net: Net, values: Mapping[str, Array]) -> dict[str, Array]:
    """The states that the next call begins with."""
    return {s.input.name: values[s.output.name] for s in net.program.states if s.output.name in values}


def _own_errors(
    net: Net, given: Mapping[str, Array], measures: Mapping[str, Measure], tolerance: Tolerance
) -> dict[str, Measure]:
    """What the first failing node's outputs are off by from what the Reference makes of the inputs that it had."""
    for node in net.program.nodes:
        if all(value.name not in measures or measures[value.name].passes for value in node.outputs):
            continue
        if any(value.array is None and value.name not in given for value in node.inputs):
            return {}
        operands = [given[v.name] if v.array is None else v.array for v in node.inputs]
        if any(operand.shape != value.shape for operand, value in zip(operands, node.inputs)):
            return {}
        results = compute[type(node.op)](node.op, *operands)
        own = {}
        for value, result in zip(node.outputs, results if isinstance(results, tuple) else (results,)):
            if value.name in given:
                own[value.name] = Measure(value.name, tolerance)
                own[value.name].add(given[value.name], result)
        return own
    return {}


def _difference(
    node: Node,
    producers: Mapping[str, Node],
    measures: Mapping[str, Measure],
    types: Mapping[str, str],
    own: Mapping[str, Measure],
) -> LayerDifference | None:
    given = [measures[value.name] for value in node.outputs if value.name in measures]
    if not given:
        return None
    inputs: dict[str, Measure] = {}
    unseen: dict[str, None] = {}
    waiting = [value.name for value in node.inputs]
    looked_at: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in looked_at:
            continue
        looked_at.add(name)
        if name in measures:
            inputs[name] = measures[name]
        elif name in producers:  # neither an input of the network nor a constant
            unseen[producers[name].layer] = None
            waiting.extend(value.name for value in producers[name].inputs)
    unseen.pop(node.layer, None)
    worst = max(given, key=lambda m: m.worst)
    owned = [own[value.name] for value in node.outputs if value.name in own]
    return LayerDifference(
        node.layer,
        types.get(node.layer, ""),
        worst,
        tuple(inputs.values()),
        tuple(unseen),
        max(owned, key=lambda m: m.worst, default=None),
    )


def first_wrong(layers: Iterable[LayerDifference]) -> LayerDifference | None:
    """The first that does not pass, in the network's order."""
    return next((layer for layer in layers if not layer.measure.passes), None)
