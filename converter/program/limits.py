"""How large one blob may be. What is larger is refused by its shape alone, before memory is taken for it."""

from __future__ import annotations

import math
import os
from functools import lru_cache

from caffe2trt.caffe.errors import ConversionError

MAX_AXES = 32  # of a blob, in Caffe
MAX_ELEMENTS = 2**29  # of a blob: 2 GiB of float32, which is also where ONNX files end
MAX_ELEMENTS_VARIABLE = "CAFFE2TRT_MAX_ELEMENTS"  # of the environment: another limit


def size_problem(shape: tuple[int, ...]) -> tuple[str, str] | None:
    """What is wrong with a blob of this shape, and the way out; None where nothing is.

    Raises:
        ConversionError: as max_elements.
    """
    return _size_problem(shape, max_elements())


@lru_cache(maxsize=4096)
def _size_problem(shape: tuple[int, ...], most: int) -> tuple[str, str] | None:
    if len(shape) > MAX_AXES:
        return f"a blob of {len(shape)} axes is more than Caffe takes, which is {MAX_AXES}", "Correct the prototxt"
    if min(shape, default=1) < 1:
        return (
            f"a blob of shape {shape} holds nothing: each axis must be at least 1",
            "Check the shapes of the inputs (--input name:dims) and the layer's parameters",
        )
    if math.prod(shape) > most:
        return (
            f"a blob of shape {shape} has {math.prod(shape):,} values, more than the limit of {most:,}",
            f"If it is meant, set the environment variable {MAX_ELEMENTS_VARIABLE} to a larger number",
        )
    return None


def max_elements() -> int:
    """The limit that holds: MAX_ELEMENTS, or what the environment says.

    Raises:
        ConversionError: the environment says no whole number above 0.
    """
    return _limit(os.environ.get(MAX_ELEMENTS_VARIABLE))


@lru_cache
def _limit(text: str | None) -> int:
    if text is None:
        return MAX_ELEMENTS
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise ConversionError(
            f"the environment variable {MAX_ELEMENTS_VARIABLE} is {text[:40]!r}",
            f"Set it to a number of values, such as {2 * MAX_ELEMENTS}",
        )
    return int(text)
