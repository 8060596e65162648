"""How far actual values are from expected ones, gathered over many calls."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caffe2trt.caffe.errors import ConversionError


@dataclass(frozen=True)
class Tolerance:
    """How far an element may be from what is expected: atol * max(largest, 1/n) + rtol * |expected|.

    `largest` is the largest of the n elements expected of the blob in that call: rounding in a sum follows its terms,
    so a small element among large ones is not exact to its own size; and what is near for ones is far for probabilities
    over ten thousand words. A blob of few elements may be small by chance, where terms cancel: hence 1/n, which is also
    the least that the largest of n probabilities can be.

    Raises:
        ConversionError: one of them is negative or no number.
    """

    atol: float
    rtol: float

    def __post_init__(self) -> None:
        if not (0 <= self.atol < math.inf and 0 <= self.rtol < math.inf):
            raise ConversionError(
                f"nothing can be compared with atol {self.atol:g} and rtol {self.rtol:g}", "Give two numbers"
            )

    @staticmethod
    def of(precision: str) -> Tolerance:
        """Several times what rounding makes in the networks that this was tried on."""
        return {
            "fp32": Tolerance(2e-5, 2e-5),
            "fp16": Tolerance(1e-2, 1e-2),
            "bf16": Tolerance(8e-2, 5e-2),
            "int8": Tolerance(2e-1, 1e-1),
            "fp8": Tolerance(4e-1, 2e-1),
        }[precision]

    def used(self, error: NDArray[np.float64], expected: NDArray[np.float64], bound: float = 0.0) -> float:
        """The largest error as a part of its allowance, or of `bound` where that is more; infinite where both are 0."""
        size = np.where(np.isfinite(expected), np.abs(expected), 0.0)
        allowed = self.atol * max(float(size.max(initial=0.0)), 1 / max(size.size, 1)) + self.rtol * size
        allowed = np.maximum(allowed, bound)
        with np.errstate(divide="ignore", over="ignore"):
            return float(np.divide(error, allowed, out=np.zeros_like(error), where=error > 0).max(initial=0.0))

    def allows(self, actual: ArrayLike, expected: ArrayLike) -> bool:
        """Whether every element is within its allowance."""
        a, b = np.asarray(actual, np.float64), np.asarray(expected, np.float64)
        return a.shape == b.shape and self.used(errors(a, b), b) <= 1


UNLIMITED = Tolerance(1e30, 1e30)  # for measuring alone


def errors(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """The absolute differences; what is not a number equals only the same, and is infinitely far from all else."""
    with np.errstate(invalid="ignore"):  # infinity minus infinity
        error = np.where((np.isnan(a) & np.isnan(b)) | (a == b), 0.0, np.abs(a - b))
    return np.where(np.isnan(error), np.inf, error)


@dataclass
class BlobMetrics:
    """The differences of one blob or state over all calls.

    Attributes:
        name: the blob.
        tolerance: what is allowed.
        by_call: the largest absolute error of each call.
        worst: the largest error as a part of its allowance; above 1 the blob does not pass.
        largest: the largest element expected.
        bound: the largest error that rounding explains, where the values were judged by that.
        not_finite: how many elements are NaN or infinite in both, and the same.
        compared: how many elements are numbers in at least one.
        failed_at: the first call that did not pass.
        shapes: actual and expected, where they differ; then nothing else of that call is measured.
    """

    name: str
    tolerance: Tolerance
    by_call: list[float] = field(default_factory=list)
    worst: float = 0.0
    largest: float = 0.0
    bound: float = 0.0
    not_finite: int = 0
    compared: int = 0
    failed_at: int | None = None
    shapes: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    _lost: bool = False  # a number was expected, and NaN or infinity came
    _error: float = 0.0
    _dot: float = 0.0
    _actual: float = 0.0
    _expected: float = 0.0
    _noise: float = 0.0
    _rows: int = 0
    _agreeing: int = 0

    def add(self, actual: ArrayLike, expected: ArrayLike, bound: float = 0.0) -> None:
        """Add one call.

        Args:
            bound: an error that rounding explains, and so is allowed, even where the tolerance is less.
        """
        a, b = np.asarray(actual, np.float64), np.asarray(expected, np.float64)
        if a.shape != b.shape:
            self.shapes, self._lost = (a.shape, b.shape), True
            self._add_error(math.inf, math.inf)
            return
        error = errors(a, b)
        self.bound = max(self.bound, bound)
        self._add_error(float(error.max(initial=0.0)), self.tolerance.used(error, b, bound))
        finite = np.isfinite(a) & np.isfinite(b)
        self.not_finite += int(np.sum(~finite & (error == 0)))
        self.compared += int(np.sum(finite | (error > 0)))
        self._lost = self._lost or not np.isfinite(error).all()
        self._error += float(error.sum())
        if (classes := _class_axis(b.shape)) is not None:
            rows = np.isfinite(b).all(classes)
            agree = np.isfinite(a).all(classes) & (_argmax(a, classes) == _argmax(b, classes))
            self._rows += int(rows.sum())
            self._agreeing += int((rows & agree).sum())
        a, b = np.where(finite, a, 0.0), np.where(finite, b, 0.0)
        self.largest = max(self.largest, float(np.abs(b).max(initial=0.0)))
        self._dot, self._actual = self._dot + float((a * b).sum()), self._actual + float((a * a).sum())
        self._expected += float((b * b).sum())
        self._noise += float(((a - b) ** 2).sum())

    def _add_error(self, error: float, used: float) -> None:
        self.by_call.append(error)
        self.worst = max(self.worst, used)
        if self.failed_at is None and used > 1:
            self.failed_at = len(self.by_call) - 1

    @property
    def max_error(self) -> float:
        """The largest absolute error."""
        return max(self.by_call, default=0.0)

    @property
    def mean_error(self) -> float:
        """The mean absolute error."""
        return self._error / max(self.compared, 1) if self.shapes is None else math.inf

    @property
    def relative_error(self) -> float:
        """The largest absolute error as a part of the largest element expected."""
        return self.max_error / self.largest if self.largest else self.max_error

    @property
    def cosine(self) -> float:
        """The cosine of the angle between actual and expected, all calls in one vector; 1 where both are zero.

        NaN where a number was expected and none came.
        """
        if self._lost:
            return math.nan
        length = math.sqrt(self._actual) * math.sqrt(self._expected)
        return self._dot / length if length else float(self._actual == self._expected)

    @property
    def decibels(self) -> float:
        """The signal to noise ratio, in decibels: infinite without an error, NaN where a number is missing."""
        if self._lost:
            return math.nan
        if not self._noise:
            return math.inf
        return 10 * math.log10(self._expected / self._noise) if self._expected else -math.inf

    @property
    def top1(self) -> float | None:
        """The part of rows whose largest element is at the same place; None for what is no row of classes."""
        return self._agreeing / self._rows if self._rows else None

    @property
    def passes(self) -> bool:
        """Whether every element is within its allowance."""
        return self.worst <= 1

    @property
    def is_uncorrelated(self) -> bool:
        """Whether it is a different vector, however small."""
        return self.largest > 0 and self.cosine < 0.5

    @property
    def difference(self) -> str:
        """How far it is off, in words that follow the blob's name."""
        if self.shapes is not None:
            return "of shape {} instead of {}".format(*self.shapes)
        if self.passes and self.is_uncorrelated:
            return f"small, but a different vector (cosine {self.cosine:.2f})"
        if self.max_error == math.inf:
            return "NaN or infinite"
        explained = f", where rounding explains {self.bound:.1e}" if self.bound else ""
        return f"off by up to {self.max_error:.1e}{explained}"

    @property
    def drift(self) -> str:
        """How the error goes from call to call: flat, growing, exploding or spike; "" for fewer than ten calls.

        The last fifth of the calls against the first: up to four times as much is flat, up to a hundred times growing.
        A spike is flat but for calls between that are off by over a hundred times as much. Errors below a
        ten-thousandth of what is allowed are noise and count as that much.
        """
        if len(self.by_call) < 10:
            return ""
        if self.max_error == math.inf:
            return "not finite"
        part = max(len(self.by_call) // 5, 1)
        floor = 1e-4 * self.max_error / self.worst if self.worst else 0.0
        early, late = (max(*errors, floor) for errors in (self.by_call[:part], self.by_call[-part:]))
        if late <= 4 * early:
            return "flat" if self.max_error <= 100 * early else "spike"
        return "growing" if late <= 100 * early else "exploding"


def _argmax(array: NDArray[np.float64], axis: int) -> NDArray[np.intp]:
    return np.asarray(np.where(np.isnan(array), -np.inf, array).argmax(axis))


def _class_axis(shape: tuple[int, ...]) -> int | None:
    """Where a classifier's output has its classes: last in (N, C) and (T, N, C), and second in (N, C, 1, 1)."""
    if len(shape) == 4 and shape[2:] == (1, 1) and shape[1] > 1:
        return 1
    return -1 if len(shape) in (2, 3) and shape[-1] > 1 else None
