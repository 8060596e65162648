"""What several handlers share: axes, constants that broadcast, constants known at conversion."""

from __future__ import annotations

from typing import Literal

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.layers.layer import LayerProblem
from caffe2trt.converter.program.primitives import Binary, Reshape
from caffe2trt.converter.program.program import Builder, Value


def canonical_axis(axis: int, rank: int, what: str = "axis") -> int:
    """`axis` counted from the front; negative ones count from the end."""
    if not -rank <= axis < rank:
        raise LayerProblem(f"{what} {axis} is out of range for a blob of {rank} axes", "Correct it in the prototxt")
    return axis % rank


def positive(number: int, what: str) -> int:
    """`number`, which must be above 0: what a prototxt leaves out is 0."""
    if number < 1:
        raise LayerProblem(f"{what} is missing or 0" if number == 0 else f"{what} is {number}, not above 0")
    return number


def require_axes(x: Value, what: str, least: int, most: int | None = None) -> None:
    """Raise LayerProblem unless `x` has from `least` to `most` axes; `what` says which."""
    if len(x.shape) < least or (most is not None and len(x.shape) > most):
        counts = f"{least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
        raise LayerProblem(f"it takes a blob of {counts} axes {what}, found {x.shape}", "Put a Reshape layer before it")


def reshape(b: Builder, x: Value, shape: Shape) -> Value:
    """`x` in another shape; a constant is reshaped at once, and nothing happens where it has that shape already."""
    if x.shape == shape:
        return x
    op = Reshape(shape)
    if x.array is not None:
        op.shapes(x.shape)
        return b.constant(x.array.reshape(shape), x.name.removeprefix(f"{b.layer}/"))
    return b(op, x)


def scalar(b: Builder, value: float, rank: int, name: str) -> Value:
    """A constant that broadcasts to any shape of `rank` axes."""
    return b.constant(np.full((1,) * rank, value, np.float32), name)


def along_axis(b: Builder, x: Value, values: Value, axis: int) -> Value:
    """`values` reshaped so that they broadcast over `x` from `axis` on."""
    after = len(x.shape) - axis - len(values.shape)
    fits = after >= 0 and x.shape[axis : axis + len(values.shape)] == values.shape
    if not fits:
        raise LayerProblem(f"a blob of shape {values.shape} does not fit {x.shape} from axis {axis} on")
    return reshape(b, values, (1,) * axis + values.shape + (1,) * after)


def broadcast_binary(b: Builder, kind: Literal["sum", "prod"], x: Value, values: Value, axis: int) -> Value:
    """`x` with `values` added or multiplied, broadcast from `axis` on."""
    return b(Binary(kind), x, along_axis(b, x, values, axis))
