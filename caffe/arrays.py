"""Names for the types that every package uses, and which shapes there are."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Shape: TypeAlias = tuple[int, ...]
Array: TypeAlias = NDArray[np.float32]

MOST_AXES = 32  # of a blob in Caffe
MOST_VALUES = 2**31 - 1  # of a blob in Caffe


def is_possible(shape: Shape) -> bool:
    """Whether a blob of Caffe can have that shape."""
    return len(shape) <= MOST_AXES and all(0 <= dim <= MOST_VALUES for dim in shape) and math.prod(shape) <= MOST_VALUES
