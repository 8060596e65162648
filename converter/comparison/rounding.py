"""How far rounding alone takes results from what float64 gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Array
from caffe2trt.converter.comparison.inputs import Arrays, Calls
from caffe2trt.converter.comparison.metrics import Tolerance, errors
from caffe2trt.converter.net import Net
from caffe2trt.converter.reference import Reference

Exact = NDArray[np.float64]

# How much farther from float64 than numpy another computation in the same type may be. Each sums in its own order: over
# 24 networks with sums of 4,096 terms onnxruntime was at most three times as far off as numpy, and others may be more.
FACTOR = 8
_CAP = 1e-2  # of a blob's largest element: what rounding may explain at most of a whole network's result in fp32
_LAST_BIT = np.float32(2**-23)


class Rounding:
    """What a network gives in float64, and how far from it float32 is, call by call.

    One computation in float32 may be near to float64 by chance. So there are four more, each with the last bit of its
    inputs changed at random: then it rounds in its own way. And in a state of which one element is not saturated, all
    may be near by chance: so the results of one layer, such as an LSTM's output and its states, are taken together,
    each as a part of its largest element.
    """

    def __init__(self, net: Net, calls: Calls) -> None:
        self._net, self._calls, self._done = net, calls, 0
        self._exact, self._changed = Reference(net, np.float64), [Reference(net) for _ in range(4)]
        self._results: list[dict[str, NDArray[Any]]] = []  # of the latest call, of each of them
        self._reached: dict[str, float] = {}  # by layer: the largest error so far, as a part of the largest element
        made_by = {id(value): node.layer for node in net.program.nodes for value in node.outputs}
        named = {**net.program.outputs, **{state.output.name: state.output for state in net.program.states}}
        self._layer = {name: made_by.get(id(value), name) for name, value in named.items()}

    def judged_by(
        self, call: int, name: str, actual: Array, single: Array, tolerance: Tolerance
    ) -> tuple[Array | Exact, float]:
        """What a value is measured against, and the error that rounding explains.

        While the tolerance allows the difference, that is what Caffe's arithmetic gives in float32, `single`, and
        rounding need explain nothing; else it is what float64 gives.

        Args:
            call: not before the one that was asked for last.
            name: an output or state.
        """
        if actual.shape != single.shape or tolerance.allows(actual, single):
            return single, 0.0
        while self._done <= call:
            self._run(self._calls.make(self._done))
        exact, error = rounding_error(self._results[0][name], [single])
        if tolerance.allows(actual, exact):
            return exact, 0.0
        reached = max(self._reached[self._layer[name]], error / (largest(exact) or 1))
        return exact, min(FACTOR * reached, _CAP) * largest(exact)

    def _run(self, inputs: Arrays) -> None:
        self._results = [self._exact.outputs(inputs)]
        for seed, reference in enumerate(self._changed):
            self._results.append(reference.outputs(self._last_bit_changed(inputs, seed)))
        for name, layer in self._layer.items():
            exact, error = rounding_error(*self._of(name))
            self._reached[layer] = max(self._reached.get(layer, 0.0), error / (largest(exact) or 1))
        self._done += 1

    def _of(self, name: str) -> tuple[Exact, list[Array]]:
        exact, *rounded = (results[name] for results in self._results)
        return exact, rounded

    def _last_bit_changed(self, inputs: Arrays, seed: int) -> Arrays:
        rng = np.random.default_rng((seed, self._done))
        return {
            name: array * (1 + rng.choice((-1, 1), array.shape).astype(np.float32) * _LAST_BIT)
            if self._net.roles[name].kind == "data"
            else array
            for name, array in inputs.items()
        }


def rounding_error(exact: Exact, rounded: Sequence[Array]) -> tuple[Exact, float]:
    """What to judge by, and how far from it the `rounded` are: it is what float64 gives.

    Where the first of them is not a finite number, because float32 ends there, that is what is right.
    """
    exact = np.where(np.isfinite(rounded[0]), exact, rounded[0])
    return exact, max(largest(errors(np.asarray(other, np.float64), exact)) for other in rounded)


def largest(array: Exact) -> float:
    """The largest magnitude among the finite values; 0 if there are none."""
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))
