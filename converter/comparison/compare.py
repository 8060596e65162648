"""compare: runs a converted file, or the network it would be built from, beside Caffe's arithmetic, and measures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.comparison.candidate import Candidate
from caffe2trt.converter.comparison.inputs import Arrays, Calls, time_and_streams
from caffe2trt.converter.comparison.layerwise import LayerDifference, compare_layers, first_wrong
from caffe2trt.converter.comparison.metrics import BlobMetrics, Tolerance
from caffe2trt.converter.comparison.rounding import Rounding
from caffe2trt.converter.comparison.runners import Runner, reference_runner
from caffe2trt.converter.net import Net

_MOST_TRACED = 2  # elements of an output that are kept over time
_MOST_OUTPUTS = 8  # of which that is done


@dataclass
class Trace:
    """Some elements of an output over time, for the first stream: those that are largest at the first step."""

    name: str
    elements: list[int]
    actual: list[list[float]] = field(default_factory=list)  # for each element
    expected: list[list[float]] = field(default_factory=list)


@dataclass
class Comparison:
    """The result of a comparison.

    Attributes:
        actual, expected: what ran, for people.
        tolerance: the allowed error.
        calls: the number of forward calls.
        metrics: of outputs and states, by name.
        traces: outputs over time.
        precision: fp32, fp16 or bf16, of the actual values.
        layers: of every layer, if that was asked for; `layers_actual` says what ran for it.
        rounding: whether rounding to half precision explains a difference, in a sentence.
    """

    net: Net
    actual: str
    expected: str
    tolerance: Tolerance
    calls: int
    metrics: dict[str, BlobMetrics]
    traces: list[Trace]
    precision: str = "fp32"
    layers: list[LayerDifference] = field(default_factory=list)
    layers_actual: str = ""
    rounding: str = ""

    @property
    def first_wrong(self) -> LayerDifference | None:
        """The first layer that does not pass.

        Where outputs differ and every layer passes, the one that is farthest beyond what rounding explains: an error
        that is allowed in a layer may grow in those after it.
        """
        first = first_wrong(self.layers)
        if first is None and self.wrong and self.layers_actual == self.actual and self.precision == "fp32":
            farthest = max(self.layers, key=lambda layer: layer.beyond_rounding, default=None)
            return farthest if farthest is not None and farthest.beyond_rounding > 1 else None
        return first

    @property
    def wrong(self) -> list[BlobMetrics]:
        """The outputs and states that do not pass."""
        return [m for m in self.metrics.values() if not m.passes or m.is_uncorrelated]

    @property
    def passes(self) -> bool:
        """Whether every error is within its allowance, and each output was a number somewhere."""
        return not self.wrong and self.first_wrong is None and all(m.compared for m in self.metrics.values())

    def top1(self, m: BlobMetrics) -> float | None:
        """How often a classifier's answer is the same; None for what is no output with a row of classes."""
        time, streams = time_and_streams(self.net)
        numbers = (streams, time) if self.net.batch_first else (time, streams)  # one for each step of each stream
        is_row = m.name in self.net.outputs and self.net.outputs[m.name] != numbers
        return m.top1 if is_row else None

    @property
    def verdict(self) -> list[str]:
        """The answer, in a few lines."""
        lines = [self._answer()]
        no_numbers = [m for m in self.metrics.values() if m.not_finite]
        if no_numbers:
            names = ", ".join(f"{m.name} {m.not_finite:,}" for m in no_numbers)
            lines.append(f"NaN or infinite in both, which proves nothing: {names} values; check the inputs")
        if self.layers:
            first = self.first_wrong
            answer = f"the first wrong one: {first.verdict}" if first else "all are right"
            lines.append(f"of {len(self.layers)} values between layers, {answer} ({self.layers_actual})")
            if self.wrong and first is None and self.layers_actual == self.actual:
                lines.append("each layer is right for the inputs that it had: small errors grow from layer to layer")
            elif self.wrong and first is None:
                lines.append(
                    "the file was not made from this prototxt and caffemodel: convert them again; if it still differs, "
                    "convert with --output '*' and compare that file, which shows its own layers"
                )
        elif self.wrong:
            lines.append("use --layers to find the first wrong layer")
        return [*lines, self.rounding] if self.rounding else lines

    def _answer(self) -> str:
        allowed = f"atol {self.tolerance.atol:g}, rtol {self.tolerance.rtol:g}"
        if self.wrong:
            return f"different: {', '.join(f'{m.name} {m.difference}' for m in self.wrong)} ({allowed})"
        if empty := [m.name for m in self.metrics.values() if not m.compared]:
            return f"nothing to compare: no value of {', '.join(empty)} is a number in either"
        if self.passes and (rounded := [m for m in self.metrics.values() if m.bound]):
            names = ", ".join(f"{m.name} {m.difference}" for m in rounded)
            return f"the same up to rounding in {self.precision}, as float64 shows: {names} ({allowed})"
        used = max((m.worst for m in self.metrics.values()), default=0.0)
        same = f"the largest error uses {used:.1%} of what is allowed ({allowed})"
        return f"{'the same' if self.passes else 'the outputs are the same, but not all layers'}: {same}"


def compare(
    net: Net,
    actual: Runner,
    expected: Runner,
    inputs: Iterable[Arrays],
    tolerance: Tolerance,
    precision: str = "fp32",
    rounding: Rounding | None = None,
) -> Comparison:
    """Run both over the calls, each with its own state, and measure outputs and states.

    Args:
        rounding: over the same calls. It judges values that are farther from `expected` than the tolerance allows.

    Raises:
        ConversionError: `actual` lacks an output or a state that `expected` gives.
    """
    result = Comparison(net, actual.what, expected.what, tolerance, 0, {}, [], precision)
    traces: dict[str, Trace] = {}
    traced = list(net.outputs)[-_MOST_OUTPUTS:]
    for call in inputs:
        result.calls += 1
        results = actual.forward(dict(call))
        for name, array in expected.forward(dict(call)).items():
            if name not in results:
                raise ConversionError(f"{actual.what} has no output {name!r}", "Convert the network again")
            judged_by: tuple[ArrayLike, float] = (array, 0.0)
            if rounding is not None:
                judged_by = rounding.judged_by(result.calls - 1, name, results[name], array, tolerance)
            result.metrics.setdefault(name, BlobMetrics(name, tolerance)).add(results[name], *judged_by)
            if name in traced and results[name].shape == array.shape:
                _trace(traces, name, *(_of_first_stream(net, found) for found in (results[name], array)))
    result.traces = list(traces.values())
    return result


def compare_candidate(
    candidate: Candidate,
    calls: Calls,
    tolerance: Tolerance,
    *,
    layers: bool = False,
    watched: Callable[[Calls, str], Iterable[Arrays]] = lambda calls, what: calls,
) -> Comparison:
    """A converted file, or the network it would be built from, against the Reference.

    Args:
        layers: compare every layer too, up to the first wrong call, and at least the calls that expose state bugs.
        watched: gives the calls one by one, and may show the progress.
    """
    net, precision = candidate.net, candidate.precision
    rounding = Rounding(net, calls) if precision == "fp32" else None
    shown = watched(calls, "calls")
    result = compare(net, candidate.runner, reference_runner(net), shown, tolerance, precision, rounding)
    failed = min((m.failed_at for m in result.wrong if m.failed_at is not None), default=0)
    if layers:
        few = watched(calls.first(max(default_calls(net), failed + 1)), "calls, layer by layer")
        with candidate.every_value as runner:
            result.layers_actual = runner.what
            result.layers = compare_layers(net, runner, few, tolerance, precision)
    if result.wrong and candidate.rounding is not None:
        own, make = candidate.rounding
        runner = make()
        few = watched(calls.first(failed + 1), f"calls, {runner.what}")
        result.rounding = _explain(result, compare(net, runner, reference_runner(net), few, tolerance, own))
    return result


def _explain(result: Comparison, other: Comparison) -> str:
    """Whether a difference in half precision is rounding, as a network that is known to be right shows it.

    For a file, that is the network that it is built from, in the same precision: rounding alone makes its error about
    as large. For that network itself, it is the same network in fp32.
    """
    half = f"rounding to {result.precision}"
    if other.precision != result.precision:
        if not other.wrong:
            return f"the same network in fp32 is right, so this is {half}: allow more (--atol), or convert with fp32"
        return f"the same network in fp32 differs too, so this is not {half}"
    reached = [(m, other.metrics[m.name].worst) for m in result.wrong]
    if all(m.worst <= 4 * worst for m, worst in reached):
        return f"this is {half}: the {other.actual}, differs as much; allow more (--atol), or convert with fp32"
    return f"this is more than {half}: the {other.actual}, differs less"


def _trace(traces: dict[str, Trace], name: str, a: Array, b: Array) -> None:
    """Add one call to an output's trace: what was found and what was expected, as (time steps, elements)."""
    if name not in traces:
        elements = np.argsort(-np.abs(b[-1]), kind="stable")[:_MOST_TRACED].tolist()
        traces[name] = Trace(name, elements, [[] for _ in elements], [[] for _ in elements])
    for place, element in enumerate(traces[name].elements):
        traces[name].actual[place].extend(a[:, element].tolist())
        traces[name].expected[place].extend(b[:, element].tolist())


def _of_first_stream(net: Net, array: Array) -> Array:
    """An output as (time steps, elements) of the first stream; one row for one that has no time."""
    (time, streams), shape = time_and_streams(net), array.shape
    if net.batch_first is not None:
        first: Array = array[0].reshape(time if shape[1] == time else 1, -1)
        return first
    if shape[:2] == (time, streams):
        return array[:, 0].reshape(time, -1)
    if shape and shape[0] == time * streams:
        return array.reshape(time, streams, -1)[:, 0]
    rows = array.reshape(1, -1) if not shape or shape[0] != streams else array[:1].reshape(1, -1)
    return rows if rows.size else np.zeros((1, 1), np.float32)


def default_calls(net: Net) -> int:
    """Calls needed to expose state bugs: two of many time steps, four of one; at least 16 steps over all streams."""
    time, streams = time_and_streams(net)
    if not net.states and time == 1:
        return 1
    return max(2 if time > 1 else 4, math.ceil(16 / (time * streams)))
