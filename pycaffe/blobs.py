"""Blob: an array of a network as pycaffe shows it, and the dict of them."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Any, NoReturn

from caffe2trt.caffe.arrays import Array, Shape, is_possible
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.pycaffe.errors import refuse_training, unknown_name
from caffe2trt.pycaffe.memory import Memory, Weights

_LEGACY_AXES = 4


class Blob:
    """One blob of a network, or one learned blob of a layer.

    Attributes:
        name: for messages.
        memory: its values, which several blobs may share.
    """

    __slots__ = ("_shape", "memory", "name")

    def __init__(self, name: str, shape: Shape, memory: Memory | Weights) -> None:
        self.name = name
        self.memory = memory
        self._shape = shape

    def __repr__(self) -> str:
        return f"<Blob {self.name!r} {self._shape}>"

    @property
    def data(self) -> Array:
        """The values, float32: a view that may be read, written and kept. The next forward changes it.

        Raises:
            ConversionError: the values are not known, and why.
        """
        memory = self.memory
        if memory.pending is not None:
            memory.pending.resolve()
        if memory.problem:
            raise ConversionError(f"the blob {self.name!r} has no values: {memory.problem}")
        return memory.hand_out(self._shape)

    @property
    def diff(self) -> NoReturn:
        """Gradients, which only training has."""
        refuse_training("Blob.diff")

    @property
    def shape(self) -> Shape:
        """The length of each axis."""
        return self._shape

    def reshape(self, *shape: int) -> None:
        """Give it another shape. Net.reshape or the next forward gives the other blobs theirs."""
        wanted = tuple(int(length) for length in shape)
        if not is_possible(wanted):
            raise ConversionError(f"the blob {self.name!r} cannot have the shape {wanted}")
        if wanted == self._shape:
            return
        self._shape = wanted
        if isinstance(self.memory, Memory):
            self.memory.ledger.reshaped = True
        elif math.prod(wanted) != math.prod(self.memory.shape):
            raise ConversionError(f"the weights {self.name!r} have the shape {self.memory.shape}, found {wanted}")

    def take_shape(self, shape: Shape) -> None:
        """Take the shape that the layer before it gives it."""
        self._shape = shape

    @property
    def count(self) -> int:
        """The number of values."""
        return math.prod(self._shape)

    @property
    def num(self) -> int:
        """The length of axis 0, or 1."""
        return self._legacy(0)

    @property
    def channels(self) -> int:
        """The length of axis 1, or 1."""
        return self._legacy(1)

    @property
    def height(self) -> int:
        """The length of axis 2, or 1."""
        return self._legacy(2)

    @property
    def width(self) -> int:
        """The length of axis 3, or 1."""
        return self._legacy(3)

    def _legacy(self, axis: int) -> int:
        if len(self._shape) > _LEGACY_AXES:
            raise ConversionError(
                f"the blob {self.name!r} has {len(self._shape)} axes; num, channels, height and width are for blobs of "
                f"up to {_LEGACY_AXES}",
                "Use shape",
            )
        return self._shape[axis] if axis < len(self._shape) else 1


class NamedBlobs(OrderedDict[str, Any]):
    """Blobs, layers or lists by name, in the network's order; an unknown name raises an error that lists them."""

    kind = "blob"

    def __missing__(self, name: object) -> NoReturn:
        raise unknown_name(self.kind, name, self)


class NamedLayers(NamedBlobs):
    """As NamedBlobs, for what belongs to layers."""

    kind = "layer"
