"""Numbers of 8 bits: what int8 and fp8 hold, and how arrays are rounded to them.

A quantized number times its scale is the value that it stands for. Scales are positive; there is no zero point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

AnyArray = NDArray[Any]

Kind = Literal["int8", "fp8"]
KINDS: tuple[Kind, ...] = ("int8", "fp8")
LARGEST = {"int8": 127.0, "fp8": 448.0}  # fp8 is E4M3, which has no infinity
NUMPY_TYPES: dict[str, Any] = {"int8": np.int8, "fp8": ml_dtypes.float8_e4m3fn}


def others_compute_in(precision: str) -> str:
    """The precision of the layers that are not quantized."""
    return "fp16" if precision in KINDS else precision


@dataclass(frozen=True, eq=False)
class Quantized:
    """How a constant is stored: as numbers of 8 bits, and scales that its array is divided by.

    Attributes:
        kind: int8 or fp8.
        scales: float32, one for each place of the axis.
        axis: of the constant, the output channels of a layer's weights.
    """

    kind: str
    scales: AnyArray
    axis: int

    def numbers(self, array: AnyArray) -> AnyArray:
        """The stored numbers of the constant."""
        return rounded(array / along(self.scales, self.axis, array.ndim), self.kind)


def rounded(scaled: AnyArray, kind: str) -> AnyArray:
    """The nearest number of 8 bits: int8 rounds halves to the even one; what is too large becomes the largest."""
    if kind == "int8":
        return np.clip(np.rint(scaled), -128, 127).astype(np.int8)
    return np.clip(scaled, -LARGEST["fp8"], LARGEST["fp8"]).astype(NUMPY_TYPES["fp8"])


def along(scales: AnyArray, axis: int, rank: int) -> AnyArray:
    """Scales of one axis in a shape that broadcasts over an array of `rank` axes."""
    return scales.reshape([-1 if place == axis else 1 for place in range(rank)])


def quantize_weights(array: AnyArray, kind: str, axis: int) -> tuple[AnyArray, Quantized]:
    """Weights as they are after rounding, float32, and how they are stored: one scale for each place of the axis."""
    others = tuple(place for place in range(array.ndim) if place != axis)
    largest = np.abs(array).max(others, initial=0.0)
    scales = np.maximum(largest / np.float32(LARGEST[kind]), np.finfo(np.float32).tiny).astype(np.float32)
    stored = Quantized(kind, scales, axis)
    return stored.numbers(array).astype(np.float32) * along(scales, axis, array.ndim), stored
