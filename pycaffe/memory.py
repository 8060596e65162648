"""Memory: the values of one blob, or of several that share them, and what is known of them."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache
from sys import getrefcount

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape

Maker = Callable[[Shape], Array]


class Pending(ABC):
    """A forward whose blobs were not all kept; `resolve` computes those that are missing."""

    @abstractmethod
    def resolve(self) -> None:
        """Fill every memory that waits for this forward."""


class Ledger:
    """What a script has asked of a network's memories.

    Attributes:
        ran: whether a forward has run.
        reshaped: whether a blob was given another shape since the shapes were last looked at.
        wanted: the memories that were read after a forward: each forward computes them.
        handed: the memories that were handed out before the first forward, perhaps only for their shape.
        asked: every memory that was ever handed out.
    """

    def __init__(self) -> None:
        self.ran = False
        self.reshaped = True
        self.wanted: set[Memory] = set()
        self.handed: set[Memory] = set()
        self.asked: set[Memory] = set()


class Memory:
    """The float32 values of blobs that share them. The array is made when somebody first asks for it.

    Attributes:
        pending: the forward that would have written it, if it is not computed yet.
        problem: why its values are not known, or "".
    """

    def __init__(self, ledger: Ledger, size: int = 0) -> None:
        self.pending: Pending | None = None
        self.problem = ""
        self.ledger = ledger
        self._size = size
        self._buffer: Array | None = None
        self._views: dict[Shape, Array] = {}

    def hand_out(self, shape: Shape) -> Array:
        """A new view for a script, which may read, write and keep it."""
        ledger = self.ledger
        (ledger.wanted if ledger.ran else ledger.handed).add(self)
        ledger.asked.add(self)
        result: Array = self.view(shape)[...]
        return result

    @property
    def is_held(self) -> bool:
        """Whether a script still holds a view that was handed out."""
        return self._buffer is not None and getrefcount(self._buffer) > _own_references() + len(self._views)

    def view(self, shape: Shape) -> Array:
        """The values in a shape, for this package's own use."""
        view = self._views.get(shape)
        if view is None:
            count = math.prod(shape)
            buffer = self._buffer
            if buffer is None or len(buffer) < count:
                # As in Caffe, values are kept where the memory is large enough, and a larger one begins with zeros.
                buffer = self._buffer = np.zeros(max(count, self._size), np.float32)
                self._views.clear()
            view = self._views[shape] = buffer[:count].reshape(shape)
        return view


@cache
def _own_references() -> int:
    """What Python counts of a buffer that nobody holds but its memory. Python's versions differ."""
    memory = Memory(Ledger())
    memory.view((1,))
    return getrefcount(memory._buffer) - 1


class Weights:
    """The values of a learned blob: those the network was converted with, and those that a script may be writing.

    Attributes:
        shape: of the blob that owns it.
        baked: the values that conversions made from now on have; never changed in place.
        origin: where they come from: "filler" until a file or the script gives others.
        version: how often `baked` has become other values. Networks that share weights each look at it.
    """

    pending: Pending | None = None
    problem = ""

    def __init__(self, shape: Shape, fill: Maker) -> None:
        self.shape = shape
        self.origin = "filler"
        self.version = 0
        self._fill = fill
        self._baked: Array | None = None
        self._memory: Memory | None = None

    @property
    def baked(self) -> Array:
        if self._baked is None:
            self._baked = self._fill(self.shape)
        return self._baked

    def load(self, values: Array) -> None:
        """Take values, of the same shape, from a file."""
        self.origin, self._baked = "file", values
        self.version += 1
        if self._memory is not None:
            self._memory.view(self.shape)[...] = values

    def hand_out(self, shape: Shape) -> Array:
        if self._memory is None:
            self._memory = Memory(Ledger())
            self._memory.view(self.shape)[...] = self.baked
        return self._memory.hand_out(shape)

    def view(self, shape: Shape) -> Array:
        """The values in a shape, for this package's own use."""
        return (self.baked if self._memory is None else self._memory.view(self.shape)).reshape(shape)

    def poll(self) -> None:
        """Bake the values that the script has written, if they are others."""
        if self._memory is None:
            return
        is_held, now = self._memory.is_held, self._memory.view(self.shape)
        if not np.array_equal(_bits(now), _bits(self.baked)):
            self.origin, self._baked = "script", now.copy()
            self.version += 1
        if not is_held:  # nobody can write to it any more
            self._memory = None


def _bits(array: Array) -> np.ndarray[Shape, np.dtype[np.int32]]:
    """The values as integers, among which NaN equals NaN."""
    return np.ascontiguousarray(array).view(np.int32)
