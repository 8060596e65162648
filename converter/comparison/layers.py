"""Which layer is the first to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caffe2trt.converter.comparison.measure import Array, Measure, Tolerance
from caffe2trt.converter.comparison.sides import Side
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.program import Node

_RIGHT = 0.1  # inputs that use less of what is allowed do not explain a wrong output


@dataclass(frozen=True)
class LayerDifference:
    """What a layer gives, compared.

    Attributes:
        layer: the Caffe layer's name.
        type: its type.
        measure: of the worst of the values that it gives.
        inputs: of the compared values that it comes from.
        unseen: layers between those inputs and this one, whose own results one side does not show.
    """

    layer: str
    type: str
    measure: Measure
    inputs: tuple[Measure, ...]
    unseen: tuple[str, ...] = ()

    @property
    def inputs_worst(self) -> float:
        """The largest error among its inputs, as a part of what is allowed there."""
        return max((m.worst for m in self.inputs), default=0.0)

    @property
    def verdict(self) -> str:
        """Whether the layer itself is wrong, or rounding that was there before it has grown, in a sentence."""
        error = (
            f"layer '{self.layer}' ({self.type}) gives {self.measure.name} off by up to {self.measure.max_error:.1e}"
        )
        if self.unseen:
            error = f"{error} (or it is {', '.join(map(repr, self.unseen))} before it, whose own top is not seen)"
        if not self.inputs:
            return f"{error}, from inputs that are the same on both sides"
        if self.inputs_worst < _RIGHT:
            return f"{error}, though its inputs are right (off by up to {max(m.max_error for m in self.inputs):.1e})"
        return (
            f"{error}; its inputs already use {self.inputs_worst:.0%} of what is allowed them, "
            "so this may be rounding that grew"
        )


def compare_layers(
    net: Net, found: Side, expected: Side, feeds: Iterable[Mapping[str, Array]], tolerance: Tolerance
) -> list[LayerDifference]:
    """The difference of every layer, in the network's order; values go by the Program's names.

    Side `expected` gives every value, and `found` those that it can show.
    """
    measures: dict[str, Measure] = {}
    for call in feeds:
        results, wanted = found.forward(dict(call)), expected.forward(dict(call))
        for name in [name for name in wanted if name in results]:
            measures.setdefault(name, Measure(name, tolerance)).add(results[name], wanted[name])
    types = {report.proto.name: report.proto.type for report in net.reports}
    producers = {value.name: node for node in net.program.nodes for value in node.outputs}
    compared = [_difference(node, producers, measures, types) for node in net.program.nodes]
    return [difference for difference in compared if difference is not None]


def _difference(
    node: Node, producers: Mapping[str, Node], measures: Mapping[str, Measure], types: Mapping[str, str]
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
    return LayerDifference(node.layer, types.get(node.layer, ""), worst, tuple(inputs.values()), tuple(unseen))


def first_wrong(layers: Iterable[LayerDifference]) -> LayerDifference | None:
    """The first that does not pass: in the earliest call where one does not, the first in the network's order.

    What a call got wrong reaches even the first layers of the next one, through the state.
    """
    failing = [layer for layer in layers if layer.measure.failed_at is not None]
    return min(failing, key=lambda layer: layer.measure.failed_at or 0, default=None)
