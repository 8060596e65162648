"""Dim: the length of an axis that varies with the time steps T or the batch N of a call."""

from __future__ import annotations

from typing import NoReturn

from caffe2trt.caffe.arrays import Shape
from caffe2trt.graph_surgery.sizes import Size


class VaryingLength(ValueError):
    """Raised where a sum or a quotient of a length that varies is needed, which is not proportional to T or N."""


class Dim(int):
    """The length of an axis that varies: as a number, the length at the size that the network was lowered at.

    A product with another length is a Dim again, so that a shape computed from varying axes varies as they do.

    Attributes:
        size: the length in T and N: factor * T ** steps * N ** batch.
    """

    size: Size

    def __new__(cls, number: int, size: Size) -> Dim:
        """A length of `number` that stands for `size`."""
        dim = super().__new__(cls, number)
        dim.size = size
        return dim

    def __mul__(self, other: int) -> int:
        return Dim(int(self) * int(other), self.size * size_of(other))

    __rmul__ = __mul__

    def _no_number(self, other: int) -> NoReturn:
        raise VaryingLength(f"it computes with the length {self!r} of an axis")

    __add__ = __radd__ = __sub__ = __rsub__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _no_number

    def __repr__(self) -> str:
        return size_name(self.size)

    __str__ = __repr__


def size_of(length: int) -> Size:
    """The size that a length stands for; a plain number is itself."""
    return length.size if isinstance(length, Dim) else Size(int(length))


def size_name(size: Size) -> str:
    """T, N, T*N, 2*N, or a number."""
    letters = ["T"] * size.steps + ["N"] * size.batch
    return "*".join([str(size.factor), *letters] if size.factor != 1 or not letters else letters)


def varying_axes(shape: Shape) -> tuple[int, ...]:
    """The axes whose lengths vary."""
    return tuple(axis for axis, length in enumerate(shape) if isinstance(length, Dim))


def at_size(shape: Shape, steps: int, batch: int) -> Shape:
    """The shape for these T and N."""
    return tuple(size_of(length).value(steps, batch) for length in shape)
