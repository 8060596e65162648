"""Varying: the shapes of a file that takes a range of time steps T or of streams N."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, prod
from typing import Any

import numpy as np

from caffe2trt.runtime.interface import Interface, SessionError, Shape, fixed_interface
from caffe2trt.runtime.manifest import Manifest, NamedShape, Profile, Range

LARGEST = 2**31 - 1  # elements of an array


@dataclass(frozen=True)
class Varying:
    """What a file takes and gives, in T and N.

    Attributes:
        inputs, outputs: shapes by name, states among them; a length that varies is a product such as "4*T*N".
        manifest: of the file, with the ranges.
    """

    inputs: Mapping[str, NamedShape]
    outputs: Mapping[str, NamedShape]
    manifest: Manifest

    def interface(self, time_steps: int | None = None, streams: int | None = None) -> Interface:
        """The interface at one size, by default the best one; a size that does not vary is 0.

        Raises:
            SessionError: the size is not in the range, or the manifest says what cannot be.
        """
        steps = _within("time steps", self.manifest.time_steps, time_steps)
        batch = _within("streams", self.manifest.batch, streams)
        inputs, outputs = (
            {name: _lengths(shape, steps, batch) for name, shape in shapes.items()}
            for shapes in (self.inputs, self.outputs)
        )
        if any(prod(shape) > LARGEST for shape in (*inputs.values(), *outputs.values())):
            raise SessionError(f"{steps} time steps of {batch} streams need too much memory")
        return fixed_interface(inputs, outputs, self.manifest, self, (steps, batch))

    def largest(self) -> Interface:
        """The interface at the largest size."""
        ranges = (self.manifest.time_steps, self.manifest.batch)
        steps, streams = (None if range_ is None else range_.max for range_ in ranges)
        return self.interface(steps, streams)

    def open_shapes(self, size: tuple[int, int]) -> tuple[dict[str, Shape], dict[str, Shape]]:
        """The shapes at a size of the inputs and of the outputs that have axes that vary, states among them."""
        inputs, outputs = (
            {name: _lengths(shape, *size) for name, shape in shapes.items() if not all(type(n) is int for n in shape)}
            for shapes in (self.inputs, self.outputs)
        )
        return inputs, outputs

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The optimization profiles of an engine. The first one holds all sizes."""
        return (Profile(self.manifest.time_steps, self.manifest.batch), *self.manifest.profiles)

    def profile_for(self, size: tuple[int, int]) -> int:
        """Which of `profiles` to use at a size: of those that hold it, the one whose best size is nearest to it.

        Of profiles that are equally near, it is the one for the fewest sizes.
        """

        def cost(index: int) -> tuple[float, int]:
            pairs = [(number, range_) for number, range_ in zip(size, self.profiles[index]) if range_ is not None]
            distance = sum(abs(log(number / range_.opt)) for number, range_ in pairs)
            return round(distance, 9), prod(range_.max - range_.min + 1 for _, range_ in pairs)

        return min(filter(lambda index: self.profiles[index].holds(*size), range(len(self.profiles))), key=cost)

    def time_steps_of(self, given: Mapping[str, Any], interface: Interface) -> int:
        """The time steps of a call with these inputs, whose streams are those of `interface`.

        Raises:
            SessionError: a shape fits no number of time steps in the range.
        """
        before, batch = interface.size
        found, first = 0, ""
        for name, value in given.items():
            shape, wanted = _shape_of(value), self.inputs.get(name)
            if wanted is None or shape is None:
                continue
            told = _time_steps(wanted, shape, batch)
            if told is None or _lengths(wanted, told, batch) != shape or not _holds(self.manifest.time_steps, told):
                raise SessionError(
                    f"the input {name!r} has shape {shape}, expected ({', '.join(map(str, wanted))}) with "
                    f"{self._sizes(batch)}"
                )
            if told and found and told != found:
                raise SessionError(
                    f"the input {name!r} has shape {shape}, which is T = {told}, but {first!r} has T = {found}"
                )
            found, first = (told, name) if told else (found, first)
        return found or before

    def _sizes(self, batch: int) -> str:
        steps = self.manifest.time_steps
        said = [f"N = {batch}"] * bool(batch) + [f"T from {steps.min} to {steps.max}" if steps else ""]
        return " and ".join(filter(None, said))


def _shape_of(value: Any) -> Shape | None:
    """The shape of an array or of what makes one; None where it makes none, which is refused elsewhere."""
    held = getattr(value, "__cuda_array_interface__", None)
    try:
        return tuple((held or {}).get("shape") or getattr(value, "shape", None) or np.shape(value))
    except (TypeError, ValueError):
        return None


def _within(what: str, range_: Range | None, number: int | None) -> int:
    if range_ is None:
        return 0
    if number is None:
        return range_.opt
    if not _holds(range_, number):
        raise SessionError(f"this file takes {range_.min} to {range_.max} {what}; found {number}")
    return number


def _holds(range_: Range | None, number: int) -> bool:
    return range_ is None or number == 0 or range_.holds(number)


def _lengths(shape: NamedShape, steps: int, batch: int) -> Shape:
    """The shape at a size.

    Raises:
        SessionError: a length is neither a number nor a product of numbers, T and N.
    """
    known = {name: number for name, number in (("T", steps), ("N", batch)) if number}
    try:
        return tuple(
            length if isinstance(length, int) else prod(known.get(word) or int(word) for word in length.split("*"))
            for length in shape
        )
    except (AttributeError, ValueError) as error:
        raise SessionError(f"a shape ({', '.join(map(str, shape))}) of the file is not known: it is damaged") from error


def _time_steps(wanted: NamedShape, shape: Shape, batch: int) -> int | None:
    """T of an input of this shape; 0 where it does not tell it, and None where no T fits."""
    if len(wanted) != len(shape):
        return None
    for length, found in zip(wanted, shape):
        if isinstance(length, str) and "T" in length.split("*"):
            (one,) = _lengths((length,), 1, batch)
            return found // one or None
    return 0
