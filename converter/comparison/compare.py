"""compare: runs a converted file, or the network it would be built from, beside Caffe's meaning, and measures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.comparison.candidate import Subject
from caffe2trt.converter.comparison.inputs import Arrays, Calls, time_and_streams
from caffe2trt.converter.comparison.layerwise import LayerDifference, compare_layers, first_wrong
from caffe2trt.converter.comparison.metrics import Array, Measure, Tolerance
from caffe2trt.converter.comparison.runners import Side, reference_side
from caffe2trt.converter.net import Net

_MOST_TRACED = 2  # elements of an output that are kept over time
_MOST_OUTPUTS = 8  # of which that is done


@dataclass
class Trace:
    """Some elements of an output over time, for the first stream: those that are largest at the first."""

    name: str
    elements: list[int]
    found: list[list[float]] = field(default_factory=list)  # for each element
    expected: list[list[float]] = field(default_factory=list)


@dataclass
class Comparison:
    """The result of a comparison.

    Attributes:
        found, expected: what ran on either side.
        tolerance: what was allowed.
        steps: the number of calls.
        measures: of outputs and states, by name.
        traces: outputs over time.
        precision: fp32, fp16 or bf16, of what was found.
        layers: of every layer, if that was asked for, and what ran for it.
        rounding: what was found out about rounding to half precision, where that may be the difference.
    """

    net: Net
    found: str
    expected: str
    tolerance: Tolerance
    steps: int
    measures: dict[str, Measure]
    traces: list[Trace]
    precision: str = "fp32"
    layers: list[LayerDifference] = field(default_factory=list)
    layers_found: str = ""
    rounding: str = ""

    @property
    def first_wrong(self) -> LayerDifference | None:
        """The first layer that does not pass."""
        return first_wrong(self.layers)

    @property
    def wrong(self) -> list[Measure]:
        """The outputs and states that do not pass."""
        return [m for m in self.measures.values() if not m.passes or m.goes_elsewhere]

    @property
    def passes(self) -> bool:
        """Whether all that was compared is within its allowance, and each output was a number somewhere."""
        return not self.wrong and self.first_wrong is None and all(m.compared for m in self.measures.values())

    def top1(self, m: Measure) -> float | None:
        """How often a classifier's answer is the same; None for what is no output with a row of classes."""
        is_row = m.name in self.net.outputs and self.net.outputs[m.name] != time_and_streams(self.net)
        return m.top1 if is_row else None

    @property
    def verdict(self) -> list[str]:
        """The answer, in a few lines."""
        lines = [self._answer()]
        no_numbers = [m for m in self.measures.values() if m.not_finite]
        if no_numbers:
            names = ", ".join(f"{m.name} {m.not_finite:,}" for m in no_numbers)
            lines.append(f"NaN or infinite on both sides, which says little: {names} values; check the inputs")
        if self.layers:
            first = self.first_wrong
            answer = f"the first wrong: {first.verdict}" if first else "all are right"
            lines.append(f"of {len(self.layers)} values between layers, {answer} ({self.layers_found})")
            if self.wrong and first is None and self.layers_found != self.found:
                lines.append(
                    "so the file is not what these files become: convert them again; if it still differs, convert with "
                    "--output '*' and compare that file, which shows each of its own layers"
                )
        elif self.wrong:
            lines.append("--layers tells which layer it starts at")
        return [*lines, self.rounding] if self.rounding else lines

    def _answer(self) -> str:
        allowed = f"atol {self.tolerance.atol:g}, rtol {self.tolerance.rtol:g}"
        if self.wrong:
            return f"different: {', '.join(f'{m.name} {m.difference}' for m in self.wrong)} ({allowed})"
        if empty := [m.name for m in self.measures.values() if not m.compared]:
            return f"nothing to compare: no value of {', '.join(empty)} is a number on either side"
        used = max((m.worst for m in self.measures.values()), default=0.0)
        same = f"the largest error uses {used:.1%} of what is allowed ({allowed})"
        return f"{'the same' if self.passes else 'the outputs are the same, but not all layers'}: {same}"


def compare(net: Net, found: Side, expected: Side, feeds: Iterable[Arrays], tolerance: Tolerance) -> Comparison:
    """Run both sides over the calls, each with its own state, and measure outputs and states.

    Raises:
        ConversionError: one side does not give what the other gives.
    """
    measures: dict[str, Measure] = {}
    traces: dict[str, Trace] = {}
    traced = list(net.outputs)[-_MOST_OUTPUTS:]
    steps = 0
    for call in feeds:
        steps += 1
        results, wanted = found.forward(dict(call)), expected.forward(dict(call))
        for name, array in wanted.items():
            if name not in results:
                raise ConversionError(f"{found.what} gives no {name!r}", "Convert the network again")
            measures.setdefault(name, Measure(name, tolerance)).add(results[name], array)
            if name in traced and results[name].shape == array.shape:
                _trace(traces, name, results[name], array, *time_and_streams(net))
    return Comparison(net, found.what, expected.what, tolerance, steps, measures, list(traces.values()))


def compare_subject(
    subject: Subject,
    calls: Calls,
    tolerance: Tolerance,
    *,
    layers: bool = False,
    watched: Callable[[Calls, str], Iterable[Arrays]] = lambda calls, what: calls,
) -> Comparison:
    """A converted file, or the network it would be built from, against the Reference.

    Args:
        layers: compare every layer too: over as many calls as show a fault of the state, and up to the first wrong one.
        watched: gives the calls one by one, and shows how far it is.
    """
    net = subject.net
    result = compare(net, subject.side, reference_side(net), watched(calls, "calls"), tolerance)
    result.precision = subject.precision
    failed = min((m.failed_at for m in result.wrong if m.failed_at is not None), default=0)
    if layers:
        few = watched(calls.first(max(default_steps(net), failed + 1)), "calls, layer by layer")
        with subject.every as side:
            result.layers_found = side.what
            result.layers = compare_layers(net, side, reference_side(net, everything=True), few, tolerance)
    if result.wrong and subject.rounding is not None:
        precision, make = subject.rounding
        side = make()
        few = watched(calls.first(failed + 1), f"calls, {side.what}")
        other = compare(net, side, reference_side(net), few, tolerance)
        other.precision = precision
        result.rounding = _explain(result, other)
    return result


def _explain(result: Comparison, other: Comparison) -> str:
    """What a network that is known to be right says about a difference in half precision.

    Where a file was compared, that is the network that it is built from, in the same precision: rounding alone takes it
    about as far off. Where that network itself was, it is the same one in fp32.
    """
    half = f"rounding to {result.precision}"
    if other.precision != result.precision:
        if not other.wrong:
            return f"the same network in fp32 is right, so this is {half}: give more (--atol), or convert with fp32"
        return f"the same network in fp32 differs too, so this is not {half}"
    reached = [(m, other.measures[m.name].worst) for m in result.wrong]
    if all(m.worst <= 4 * worst for m, worst in reached):
        return f"{half} takes the {other.found}, as far off: give more (--atol), or convert with fp32"
    return f"this is more than {half}: the {other.found}, differs less"


def _trace(traces: dict[str, Trace], name: str, found: Array, expected: Array, time: int, streams: int) -> None:
    """Add one call to an output's trace."""
    a, b = (_of_first_stream(array, time, streams) for array in (found, expected))
    if name not in traces:
        elements = np.argsort(-np.abs(b[-1]), kind="stable")[:_MOST_TRACED].tolist()
        traces[name] = Trace(name, elements, [[] for _ in elements], [[] for _ in elements])
    for place, element in enumerate(traces[name].elements):
        traces[name].found[place].extend(a[:, element].tolist())
        traces[name].expected[place].extend(b[:, element].tolist())


def _of_first_stream(array: Array, time: int, streams: int) -> Array:
    """An output as (time steps, elements) of the first stream; one row for one that has no time."""
    shape = array.shape
    if shape[:2] == (time, streams):
        return array[:, 0].reshape(time, -1)
    if shape and shape[0] == time * streams:
        return array.reshape(time, streams, -1)[:, 0]
    rows = array.reshape(1, -1) if not shape or shape[0] != streams else array[:1].reshape(1, -1)
    return rows if rows.size else np.zeros((1, 1), np.float32)


def default_steps(net: Net) -> int:
    """How many calls show a fault of the state: two of many time steps, four of one, sixteen steps over all streams."""
    time, streams = time_and_streams(net)
    if not net.states and time == 1:
        return 1
    return max(2 if time > 1 else 4, math.ceil(16 / (time * streams)))
