"""Which layer is the first to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caffe2trt.converter.comparison.measure import Array, Measure, Tolerance
from caffe2trt.converter.comparison.sides import Side
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.program import Node


@dataclass(frozen=True)
class LayerDifference:
    """What a layer gives, compared.

    Attributes:
        layer: the Caffe layer's name.
        type: its type.
        measure: of the worst of the values that it gives.
        inputs: of the values that it takes and that were compared.
    """

    layer: str
    type: str
    measure: Measure
    inputs: tuple[Measure, ...]

    @property
    def inputs_worst(self) -> float:
        """The largest error among its inputs, as a part of what is allowed there."""
        return max((m.worst for m in self.inputs), default=0.0)

    @property
    def verdict(self) -> str:
        """Whether the layer itself is wrong, or rounding that was there before it has grown, in a sentence."""
        name = f"layer '{self.layer}' ({self.type})"
        error = f"{name} gives {self.measure.name} off by up to {self.measure.max_error:.1e}"
        if not self.inputs:
            return f"{error}, from inputs that are the same on both sides"
        if self.inputs_worst < 0.1:
            return f"{error}, though its inputs are right (off by up to {max(m.max_error for m in self.inputs):.1e})"
        return (
            f"{error}; its inputs already use {self.inputs_worst:.0%} of what is allowed them, "
            "so this may be rounding that grew"
        )


def compare_layers(
    net: Net, found: Side, expected: Side, feeds: Iterable[Mapping[str, Array]], tolerance: Tolerance
) -> list[LayerDifference]:
    """The difference of every layer, in the network's order; both sides give every value, by the Program's names."""
    measures: dict[str, Measure] = {}
    for call in feeds:
        results, wanted = found.forward(dict(call)), expected.forward(dict(call))
        for name in [name for name in wanted if name in results]:
            measures.setdefault(name, Measure(name, tolerance)).add(results[name], wanted[name])
    types = {report.proto.name: report.proto.type for report in net.reports}
    compared = [_difference(node, measures, types) for node in net.program.nodes]
    return [difference for difference in compared if difference is not None]


def _difference(node: Node, measures: Mapping[str, Measure], types: Mapping[str, str]) -> LayerDifference | None:
    given = [measures[value.name] for value in node.outputs if value.name in measures]
    if not given:
        return None
    taken = tuple(measures[value.name] for value in node.inputs if value.name in measures)
    return LayerDifference(node.layer, types.get(node.layer, ""), max(given, key=lambda m: m.worst), taken)


def first_wrong(layers: Iterable[LayerDifference]) -> LayerDifference | None:
    """The first that does not pass."""
    return next((difference for difference in layers if not difference.measure.passes), None)
