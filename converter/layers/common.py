"""What several handlers share: axes, constants that broadcast, constants known at conversion."""

from __future__ import annotations

from typing import Literal

import numpy as np

from caffe2trt.converter.layers.layer import LayerProblem
from caffe2trt.converter.program.primitives import Binary, Reshape, Shape
from caffe2trt.converter.program.program import Builder, Value


def canonical_axis(axis: int, rank: int, what: str = "axis") -> int:
    """`axis` counted from the front; negative ones count from the end."""
    if not -rank <= axis < rank:
        raise LayerProblem(f"{what} {axis} is out of range for a blob of {rank} axes", "Correct it in the prototxt")
    return axis % rank


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
