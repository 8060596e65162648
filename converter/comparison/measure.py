"""How far what was found is from what was expected, gathered over many calls."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.comparison.sides import Side

Array = NDArray[np.float32]


@dataclass
class Measure:
    """The differences of one output or state over all calls.

    Attributes:
        name: the blob.
        by_step: the largest absolute error of each call.
        excess: by how much the worst element passes its allowance, atol + rtol * |expected|; at most 0 if all is well.

    """

    name: str
    atol: float = 0.0
    rtol: float = 0.0
    by_step: list[float] = field(default_factory=list)
    excess: float = -math.inf
    _sums: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("count", "error", "dot", "a", "b"), 0.0))
    _largest: float = 0.0
    _rows: int = 0
    _agreeing: int = 0

    def add(self, found: Array, expected: Array) -> None:
        """Take one call's arrays in. A value that is not a number equals only another such."""
        a, b = np.asarray(found, np.float64), np.asarray(expected, np.float64)
        with np.errstate(invalid="ignore"):  # infinity minus infinity
            error = np.where((np.isnan(a) & np.isnan(b)) | (a == b), 0.0, np.abs(a - b))
        error = np.where(np.isnan(error), np.inf, error)
        allowed = self.atol + self.rtol * np.where(np.isfinite(b), np.abs(b), 0.0)
        self.by_step.append(float(error.max(initial=0.0)))
        self.excess = max(self.excess, float((error - allowed).max(initial=-math.inf)))
        self._largest = max(self._largest, float(np.abs(b).max(initial=0.0)))
        terms = {
            "count": error.size,
            "error": error.sum(),
            "dot": (a * b).sum(),
            "a": (a * a).sum(),
            "b": (b * b).sum(),
        }
        for key, term in terms.items():
            self._sums[key] += float(term)
        if b.ndim > 0 and b.shape[-1] > 1:
            self._rows += b.size // b.shape[-1]
            self._agreeing += int((a.argmax(-1) == b.argmax(-1)).sum())

    @property
    def max_error(self) -> float:
        """The largest absolute error."""
        return max(self.by_step, default=0.0)

    @property
    def mean_error(self) -> float:
        """The mean absolute error."""
        return self._sums["error"] / max(self._sums["count"], 1)

    @property
    def relative_error(self) -> float:
        """The largest absolute error as a part of the largest value expected."""
        return self.max_error / self._largest if self._largest else self.max_error

    @property
    def cosine(self) -> float:
        """The cosine of the angle between found and expected, all calls in one vector; 1 where both are zero."""
        length = math.sqrt(self._sums["a"] * self._sums["b"])
        return self._sums["dot"] / length if length else float(self._sums["a"] == self._sums["b"])

    @property
    def top1(self) -> float | None:
        """The part of rows whose largest element is at the same place; None for an output without rows."""
        return self._agreeing / self._rows if self._rows else None

    @property
    def passes(self) -> bool:
        """Whether every element is within its allowance."""
        return self.excess <= 0


def measure(
    found: Side, expected: Side, feeds: Iterable[Mapping[str, Array]], atol: float = 0.0, rtol: float = 0.0
) -> dict[str, Measure]:
    """Run both sides over the calls and measure what both give, outputs first and states after them."""
    measures: dict[str, Measure] = {}
    for call in feeds:
        results, wanted = found.forward(dict(call)), expected.forward(dict(call))
        for name in [name for name in results if name in wanted]:
            measures.setdefault(name, Measure(name, atol, rtol)).add(results[name], wanted[name])
    return dict(sorted(measures.items(), key=lambda item: item[0].endswith(("__h_out", "__c_out"))))
