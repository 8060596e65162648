"""How far rounding alone takes results from what float64 gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.comparison.inputs import Array, Arrays, Calls
from caffe2trt.converter.comparison.metrics import Tolerance, errors
from caffe2trt.converter.net import Net
from caffe2trt.converter.reference import Reference

Exact = NDArray[np.float64]

# How much farther from float64 than numpy another computation in the same type may be. Each sums in an order of its own:
# onnxruntime's sums of 4,096 terms are off by two to three times as much as those of numpy's BLAS, the rest is chance.
FACTOR = 8
_CAP = 1e-2  # of a blob's largest element: what rounding may explain at most of a whole network's result in fp32
_LAST_BIT = np.float32(2**-23)


class Rounding:
    """What a network gives in float64, and how far from it float32 is, call by call.

    One computation in float32 may be near to float64 by chance. So the inputs are also changed in their last bit, at
    random, in two more: each then rounds in its own way.
    """

    def __init__(self, net: Net, calls: Calls) -> None:
        self._net, self._calls, self._done = net, calls, 0
        self._exact, self._changed = Reference(net, np.float64), (Reference(net), Reference(net))
        self._results: list[dict[str, NDArray[Any]]] = []  # of the latest call, of each of them
        self._reached: dict[str, float] = {}

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
        exact, bound = self._exactly(call, name, single)
        return exact, 0.0 if tolerance.allows(actual, exact) else bound

    def _exactly(self, call: int, name: str, single: Array) -> tuple[Exact, float]:
        while self._done <= call:
            inputs = self._calls.make(self._done)
            self._results = [self._exact.outputs(inputs)]
            self._results += [
                reference.outputs(self._last_bit_changed(inputs, seed)) for seed, reference in enumerate(self._changed)
            ]
            self._done += 1
        wide, *others = (results[name] for results in self._results)
        exact, bound = judged_by(wide, [single, *others])
        self._reached[name] = max(self._reached.get(name, 0.0), bound)
        return exact, min(self._reached[name], _CAP * _largest(exact))

    def _last_bit_changed(self, inputs: Arrays, seed: int) -> Arrays:
        rng = np.random.default_rng((seed, self._done))
        return {
            name: array * (1 + rng.choice((-1, 1), array.shape).astype(np.float32) * _LAST_BIT)
            if self._net.roles[name].kind == "data"
            else array
            for name, array in inputs.items()
        }


def judged_by(exact: Exact, rounded: Iterable[Array]) -> tuple[Exact, float]:
    """What to judge by: what float64 gives, and the error that rounding explains, FACTOR times that of the `rounded`.

    Where the first of them is not a finite number, because its type ends there, that is what is right.
    """
    first, *others = rounded
    exact = np.where(np.isfinite(first), exact, first)
    distances = [errors(np.asarray(other, np.float64), exact) for other in (first, *others)]
    return exact, FACTOR * max(_largest(distance) for distance in distances)


def _largest(array: Exact) -> float:
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))
