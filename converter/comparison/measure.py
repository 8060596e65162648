"""How far what was found is from what was expected, gathered over many calls."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Tolerance:
    """How far an element may be from what is expected: atol * max(1, largest) + rtol * |expected|.

    `largest` is the largest element expected of the blob in that call: rounding in a sum follows its terms, so a small
    element among large ones is not exact to its own size.
    """

    atol: float
    rtol: float

    @staticmethod
    def of(precision: str) -> Tolerance:
        """What rounding alone makes in networks of ordinary depth."""
        return {"fp32": Tolerance(2e-5, 2e-5), "fp16": Tolerance(1e-2, 1e-2), "bf16": Tolerance(8e-2, 5e-2)}[precision]

    def allowed(self, expected: NDArray[np.float64]) -> NDArray[np.float64]:
        """The allowance of each element."""
        size = np.where(np.isfinite(expected), np.abs(expected), 0.0)
        return self.atol * max(1.0, float(size.max(initial=0.0))) + self.rtol * size


@dataclass
class Measure:
    """The differences of one blob or state over all calls.

    Attributes:
        name: the blob.
        tolerance: what is allowed.
        by_step: the largest absolute error of each call.
        worst: the largest error as a part of its allowance; above 1 the blob does not pass.
        largest: the largest element expected.
        not_finite: how many elements are NaN or infinite on both sides, the same there.
        failed_at: the first call that did not pass.
    """

    name: str
    tolerance: Tolerance
    by_step: list[float] = field(default_factory=list)
    worst: float = 0.0
    largest: float = 0.0
    not_finite: int = 0
    failed_at: int | None = None
    _count: int = 0
    _error: float = 0.0
    _dot: float = 0.0
    _found: float = 0.0
    _expected: float = 0.0
    _rows: int = 0
    _agreeing: int = 0

    def add(self, found: ArrayLike, expected: ArrayLike) -> None:
        """Take one call's arrays in. A value that is not a number equals only another such."""
        a, b = np.asarray(found, np.float64), np.asarray(expected, np.float64)
        with np.errstate(invalid="ignore"):  # infinity minus infinity
            error = np.where((np.isnan(a) & np.isnan(b)) | (a == b), 0.0, np.abs(a - b))
        error = np.where(np.isnan(error), np.inf, error)
        allowed = self.tolerance.allowed(b)
        self.by_step.append(float(error.max(initial=0.0)))
        excess = np.where(error > 0, error / np.maximum(allowed, np.finfo(np.float64).tiny), 0.0)
        self.worst = max(self.worst, float(excess.max(initial=0.0)))
        if self.failed_at is None and self.worst > 1:
            self.failed_at = len(self.by_step) - 1
        finite = np.isfinite(a) & np.isfinite(b)
        self.not_finite += int(np.sum(~finite & (error == 0)))
        a, b = np.where(finite, a, 0.0), np.where(finite, b, 0.0)
        self.largest = max(self.largest, float(np.abs(b).max(initial=0.0)))
        self._count += error.size
        self._error += float(error.sum())
        self._dot, self._found = self._dot + float((a * b).sum()), self._found + float((a * a).sum())
        self._expected += float((b * b).sum())
        if (classes := _class_axis(b.shape)) is not None:
            self._rows += b.size // b.shape[classes]
            self._agreeing += int((a.argmax(classes) == b.argmax(classes)).sum())

    @property
    def max_error(self) -> float:
        """The largest absolute error."""
        return max(self.by_step, default=0.0)

    @property
    def mean_error(self) -> float:
        """The mean absolute error."""
        return self._error / max(self._count, 1)

    @property
    def relative_error(self) -> float:
        """The largest absolute error as a part of the largest element expected."""
        return self.max_error / self.largest if self.largest else self.max_error

    @property
    def cosine(self) -> float:
        """The cosine of the angle between found and expected, all calls in one vector; 1 where both are zero."""
        length = math.sqrt(self._found * self._expected)
        return self._dot / length if length else float(self._found == self._expected)

    @property
    def top1(self) -> float | None:
        """The part of rows whose largest element is at the same place; None for what is no row of classes."""
        return self._agreeing / self._rows if self._rows else None

    @property
    def passes(self) -> bool:
        """Whether every element is within its allowance."""
        return self.worst <= 1

    @property
    def drift(self) -> str:
        """How the error goes from call to call: flat, growing or exploding; "" for fewer than ten calls.

        The last fifth of the calls against the first: up to four times as much is flat, up to a hundred times growing.
        Errors below a ten-thousandth of what is allowed are noise and count as that much.
        """
        if len(self.by_step) < 10:
            return ""
        part = max(len(self.by_step) // 5, 1)
        floor = 1e-4 * self.max_error / self.worst if self.worst else 0.0
        early, late = (max(*errors, floor) for errors in (self.by_step[:part], self.by_step[-part:]))
        if late <= 4 * early:
            return "flat"
        return "growing" if late <= 100 * early else "exploding"


def _class_axis(shape: tuple[int, ...]) -> int | None:
    """Where a classifier's output has its classes: last in (N, C) and (T, N, C), and second in (N, C, 1, 1)."""
    if len(shape) == 4 and shape[2:] == (1, 1) and shape[1] > 1:
        return 1
    return -1 if len(shape) in (2, 3) and shape[-1] > 1 else None
