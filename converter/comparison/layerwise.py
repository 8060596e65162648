"""Which layer is the first to be wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from caffe2trt.caffe.arrays import Array
from caffe2trt.converter.comparison.metrics import BlobMetrics, Tolerance
from caffe2trt.converter.comparison.rounding import FACTOR, Exact, largest, rounding_error
from caffe2trt.converter.comparison.runners import Runner
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.program import Node, Value
from caffe2trt.converter.program.quantized import others_compute_in
from caffe2trt.converter.reference.primitives import evaluate
from caffe2trt.converter.trt.emitter import NUMPY_TYPES

_ROUNDING_UNIT = {"fp32": 2.0**-24, "fp16": 2.0**-11, "bf16": 2.0**-8, "int8": 2.0**-8, "fp8": 2.0**-4}


@dataclass(frozen=True)
class LayerDifference:
    """How far a layer is from what float64 gives for the same inputs.

    Attributes:
        layer: the Caffe layer's name.
        type: its type.
        metrics: of the worst of its results.
        unseen: layers before it whose own results are not visible, and which may be at fault instead.
    """

    layer: str
    type: str
    metrics: BlobMetrics
    unseen: tuple[str, ...] = ()

    @property
    def beyond_rounding(self) -> float:
        """The error as a part of what rounding explains."""
        m = self.metrics
        return m.max_error / m.bound if m.bound else math.inf if m.max_error else 0.0

    @property
    def verdict(self) -> str:
        """What is wrong with it, in a sentence."""
        text = f"layer '{self.layer}' ({self.type}) gives {self.metrics.name} {self.metrics.difference}"
        if self.unseen:
            text = f"{text} (or {', '.join(map(repr, self.unseen))} before it, whose top is not visible)"
        text = f"{text}, against float64 for the same inputs"
        if self.metrics.passes:
            text = f"{text}; it is within what is allowed there, and grows in the layers after it"
        return f"{text}: this layer is wrong"


def compare_layers(
    net: Net, actual: Runner, inputs: Iterable[Mapping[str, Array]], tolerance: Tolerance, precision: str = "fp32"
) -> list[LayerDifference]:
    """The difference of every layer, in the network's order, up to the first call where one does not pass.

    A layer is computed in float64 from the inputs and the state that it had in `actual`, wrong as they may be. Its
    results may be off by what the tolerance allows, or by FACTOR times what rounding to `precision` makes.

    Args:
        actual: gives the values that it can show, by the Program's names.
    """
    metrics: dict[str, BlobMetrics] = {}
    unseen: dict[str, tuple[str, ...]] = {}
    state = {name: np.zeros(shape, np.float32) for name, shape in net.states.items()}
    for call in inputs:
        results = actual.forward(dict(call))
        for value, before, exact, bound in _computed_again(net, {**state, **call}, results, precision):
            unseen[value.name] = before
            metrics.setdefault(value.name, BlobMetrics(value.name, tolerance)).add(results[value.name], exact, bound)
        if not all(m.passes for m in metrics.values()):
            break
        state = {s.input.name: results[s.output.name] for s in net.program.states}
    types = {report.proto.name: report.proto.type for report in net.reports}
    compared = []
    for node in net.program.nodes:
        given = [metrics[value.name] for value in node.outputs if value.name in metrics]
        if given:
            worst = max(given, key=lambda m: m.worst)
            compared.append(LayerDifference(node.layer, types.get(node.layer, ""), worst, unseen[worst.name]))
    return compared


def _computed_again(
    net: Net, given: Mapping[str, Array], results: Mapping[str, Array], precision: str
) -> Iterator[tuple[Value, tuple[str, ...], Exact, float]]:
    """Each visible value: the unseen layers before it, what float64 gives, and the error that rounding explains.

    What is not visible is computed from what is. Rounding is measured: the layer is computed in float32 too, its
    constants and its results rounded to half precision if that is the type. An error of one rounding of the largest
    element is always explained.
    """
    wide: dict[int, Exact] = {}
    narrow: dict[int, Array] = {}
    before: dict[int, tuple[str, ...]] = {}
    sources = {**net.program.inputs, **{state.input.name: state.input for state in net.program.states}}
    for name, value in sources.items():
        wide[id(value)], narrow[id(value)] = np.asarray(given[name], np.float64), given[name]
    for node in net.program.nodes:
        with np.errstate(all="ignore"):  # values that are wrong may be anything
            evaluate(node, wide, np.float64)
            _evaluate_rounded(node, narrow, precision)
        behind = dict.fromkeys(layer for value in node.inputs for layer in before.get(id(value), ()))
        for value in node.outputs:
            if value.name not in results:
                before[id(value)] = (*behind, node.layer)
                continue
            exact, error = rounding_error(wide[id(value)], [narrow[id(value)]])
            bound = FACTOR * max(error, _ROUNDING_UNIT[precision] * largest(exact))
            yield value, tuple(layer for layer in behind if layer != node.layer), exact, bound
            found = results[value.name]
            if found.shape == exact.shape:
                wide[id(value)], narrow[id(value)] = np.asarray(found, np.float64), found


def _evaluate_rounded(node: Node, values: dict[int, Array], precision: str) -> None:
    kind = NUMPY_TYPES[others_compute_in(precision)]
    constants = {id(v): _to(kind, v.array) for v in node.inputs if v.array is not None}
    evaluate(node, operands := {**values, **constants})
    values.update({id(v): _to(kind, operands[id(v)]) for v in node.outputs})


def _to(kind: DTypeLike, array: Array) -> Array:
    """Rounded to that type."""
    return array.astype(kind, copy=False).astype(np.float32, copy=False)


def first_wrong(layers: Iterable[LayerDifference]) -> LayerDifference | None:
    """The first that does not pass, in the network's order."""
    return next((layer for layer in layers if not layer.metrics.passes), None)
