"""Which layer is the first to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from caffe2trt.converter.comparison.metrics import Array, BlobMetrics, Tolerance
from caffe2trt.converter.comparison.runners import Runner
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.reference.primitives import compute

NEGLIGIBLE_INPUT_ERROR = 0.1  # as a part of what is allowed; inputs below it do not explain a wrong output


@dataclass(frozen=True)
class LayerDifference:
    """What a layer gives, compared.

    Attributes:
        layer: the Caffe layer's name.
        type: its type.
        metrics: of the worst of its results.
        inputs: of the compared values and states that it uses.
        unseen: layers between those inputs and this one, whose own results are not visible.
        own: for the first wrong layer, against Caffe's result for the same inputs that the layer had; None for others,
            and where those inputs are not visible.
    """

    layer: str
    type: str
    metrics: BlobMetrics
    inputs: tuple[BlobMetrics, ...]
    unseen: tuple[str, ...] = ()
    own: BlobMetrics | None = None

    @property
    def inputs_worst(self) -> float:
        """The largest error among its inputs, as a part of what is allowed there."""
        return max((m.worst for m in self.inputs), default=0.0)

    @property
    def verdict(self) -> str:
        """Whether the layer itself is wrong, or amplifies an error from before it, in a sentence."""
        text = f"layer '{self.layer}' ({self.type}) gives {self.metrics.name} {self.metrics.difference}"
        if self.unseen:
            text = f"{text} (or {', '.join(map(repr, self.unseen))} before it, whose top is not visible)"
        if all(m.max_error == 0 for m in self.inputs):
            return f"{text}, from identical inputs: this layer is wrong"
        text = f"{text}; its inputs are off by up to {max(m.max_error for m in self.inputs):.1e}"
        if self.own is not None:
            text = f"{text}, and from the same inputs Caffe's result is {self.own.difference}"
            if not self.own.passes:
                return f"{text}: this layer is wrong"
            return f"{text} only: this layer is right and amplifies an earlier error"
        if self.inputs_worst < NEGLIGIBLE_INPUT_ERROR:
            return f"{text}, which is negligible: this layer is wrong"
        return f"{text}, {self.inputs_worst:.0%} of what is allowed, so this may be amplified rounding"


def compare_layers(
    net: Net, actual: Runner, expected: Runner, inputs: Iterable[Mapping[str, Array]], tolerance: Tolerance
) -> list[LayerDifference]:
    """The difference of every layer, in the network's order, up to the first call where one does not pass.

    An error reaches even the first layers of the next call, through the state: later calls say nothing.
    `expected` gives every value by the Program's names, and `actual` those that it can show.
    """
    metrics: dict[str, BlobMetrics] = {}
    own: dict[str, BlobMetrics] = {}
    state, wanted_state = ({name: np.zeros(shape, np.float32) for name, shape in net.states.items()} for _ in range(2))
    for call in inputs:
        results = {**state, **actual.forward(dict(call))}
        wanted = {**wanted_state, **expected.forward(dict(call))}
        for name in [name for name in wanted if name in results]:
            metrics.setdefault(name, BlobMetrics(name, tolerance)).add(results[name], wanted[name])
        if not all(m.passes for m in metrics.values()):
            own = _own_errors(net, {**call, **results}, metrics, tolerance)
            break
        state, wanted_state = (_carried(net, values) for values in (results, wanted))
    types = {report.proto.name: report.proto.type for report in net.reports}
    producers = {value.name: node for node in net.program.nodes for value in node.outputs}
    compared = [_difference(node, producers, metrics, types, own) for node in net.program.nodes]
    return [difference for difference in compared if difference is not None]


def _carried(net: Net, values: Mapping[str, Array]) -> dict[str, Array]:
    """The states that the next call begins with."""
    return {s.input.name: values[s.output.name] for s in net.program.states if s.output.name in values}


def _own_errors(
    net: Net, given: Mapping[str, Array], metrics: Mapping[str, BlobMetrics], tolerance: Tolerance
) -> dict[str, BlobMetrics]:
    """The errors of the first failing node's outputs against the Reference, given the same inputs."""
    for node in net.program.nodes:
        if all(value.name not in metrics or metrics[value.name].passes for value in node.outputs):
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
                own[value.name] = BlobMetrics(value.name, tolerance)
                own[value.name].add(given[value.name], result)
        return own
    return {}


def _difference(
    node: Node,
    producers: Mapping[str, Node],
    metrics: Mapping[str, BlobMetrics],
    types: Mapping[str, str],
    own: Mapping[str, BlobMetrics],
) -> LayerDifference | None:
    given = [metrics[value.name] for value in node.outputs if value.name in metrics]
    if not given:
        return None
    inputs: dict[str, BlobMetrics] = {}
    unseen: dict[str, None] = {}
    waiting = [value.name for value in node.inputs]
    looked_at: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in looked_at:
            continue
        looked_at.add(name)
        if name in metrics:
            inputs[name] = metrics[name]
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
    return next((layer for layer in layers if not layer.metrics.passes), None)
