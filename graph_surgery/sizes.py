"""Sizes: what is known of the lengths of all blobs' axes in time steps T and streams N."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter

BY_HAND = "This network is built for its own number of time steps; change the prototxt by hand"


@dataclass(frozen=True)
class Size:
    """The length of an axis: factor * T ** steps * N ** batch."""

    factor: int
    steps: int = 0
    batch: int = 0

    def __mul__(self, other: Size) -> Size:
        return Size(self.factor * other.factor, self.steps + other.steps, self.batch + other.batch)

    def over(self, other: Size) -> Size | None:
        """The quotient, if it is a Size."""
        steps, batch = self.steps - other.steps, self.batch - other.batch
        if min(steps, batch) < 0 or self.factor % other.factor:
            return None
        return Size(self.factor // other.factor, steps, batch)

    def value(self, steps: int, batch: int) -> int:
        """The length for these T and N."""
        return int(self.factor * steps**self.steps * batch**self.batch)


STEPS, BATCH = Size(1, steps=1), Size(1, batch=1)
Axis = tuple[str, int]  # a blob and one of its axes


class AxisRule(ABC):
    """Where the axes of a layer's bottoms stand in its tops."""

    @abstractmethod
    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        """Learn what follows from the sizes that are known."""

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:  # noqa: B027  (most rules have nothing to do)
        """Change the layer's own numbers to the new sizes; most layers have none."""


class Sizes:
    """What is known of the axes of all blobs; grows until nothing new follows.

    Attributes:
        shapes: the blobs' shapes for the old T and N.
        old, new: T and N before and after.
        known: the sizes found so far.
        reads_by_place: where several axes of length 1 may be T or N, the first of them are.
    """

    def __init__(
        self,
        shapes: Mapping[str, Shape],
        layers: Sequence[tuple[LayerParameter, AxisRule | None]],
        old: tuple[int, int],
        new: tuple[int, int],
    ) -> None:
        """`layers` are the network's, each with the rule of its type, or None where there is none."""
        self.shapes = shapes
        self.old, self.new = old, new
        self.known: dict[Axis, Size] = {}
        self.reads_by_place = False
        self._why: dict[Axis, LayerParameter] = {}
        self._layers = layers
        self._changed = False

    def follow(self) -> None:
        """Pass sizes on through the layers, to and fro, until nothing new is learned.

        Raises:
            ConversionError: two layers contradict each other, or a size changes at a layer that cannot be followed.
        """
        for self.reads_by_place in (False, True):  # only what nothing else says is read from the order of the axes
            self._changed = True
            while self._changed:
                self._changed = False
                for layer, axes in (*self._layers, *reversed(self._layers)):
                    if axes is not None:
                        axes.follow(layer, self)
        for layer, axes in self._layers:
            if axes is None:
                self._require_unchanged(layer)

    def rewrite(self, layers: Iterable[LayerParameter]) -> None:
        """Change the numbers of the network's layers, which `layers` are copies of, to the new sizes."""
        for layer, (_, axes) in zip(layers, self._layers):
            if axes is not None:
                axes.rewrite(layer, self)

    def rank(self, blob: str) -> int:
        """How many axes a blob has."""
        return len(self.shapes[blob])

    def size(self, blob: str, axis: int) -> Size | None:
        """The axis's size, as far as it is known; an axis of length 1 that can be neither T nor N is one."""
        known = self.known.get((blob, axis))
        if known is not None or self.shapes[blob][axis] != 1:
            return known
        others = [self.known[key] for i in range(self.rank(blob)) if (key := (blob, i)) in self.known]
        may_be_steps = self.old[0] == 1 and not any(size.steps for size in others)
        may_be_batch = self.old[1] == 1 and not any(size.batch for size in others)
        return None if may_be_steps or may_be_batch else Size(1)

    def new_length(self, blob: str, axis: int) -> int:
        """The axis's length in the new network; sizes that nothing ties to T or N stay."""
        size = self.known.get((blob, axis))
        return self.shapes[blob][axis] if size is None else size.value(*self.new)

    def new_shape(self, blob: str) -> Shape:
        """The blob's shape in the new network."""
        return tuple(self.new_length(blob, axis) for axis in range(self.rank(blob)))

    def learn(self, blob: str, axis: int, size: Size, layer: LayerParameter) -> None:
        """Record an axis's size; `layer` says so.

        Raises:
            ConversionError: another layer says otherwise, and it matters for the new T and N.
        """
        key = (blob, axis)
        if size.value(*self.old) != self.shapes[blob][axis]:
            return
        before = self.known.setdefault(key, size)
        if before == size:
            if key not in self._why:
                self._why[key], self._changed = layer, True
            return
        if before.value(*self.new) != size.value(*self.new):
            other = self._why[key]
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}) needs {size.value(*self.new)} along axis {axis} of {blob!r}, "
                f"layer '{other.name}' ({other.type}) {before.value(*self.new)}",
                BY_HAND,
            )

    def tie(self, layer: LayerParameter, *axes: Axis) -> None:
        """These axes are of one size: what is known of one is learned of the others, where their lengths agree."""
        told: set[Size] = set()
        for source in axes:
            size = self.known.get(source)
            if size is not None and size not in told:
                told.add(size)
                for blob, axis in axes:
                    if self.shapes[blob][axis] == self.shapes[source[0]][source[1]]:
                        self.learn(blob, axis, size, layer)

    def tie_same(self, layer: LayerParameter, axes: Iterable[int]) -> None:
        """Axis i of every bottom and top is of one size, for each i of `axes`."""
        blobs = [*layer.bottom, *layer.top]
        for axis in axes:
            self.tie(layer, *((blob, axis) for blob in blobs if axis < self.rank(blob)))

    def _require_unchanged(self, layer: LayerParameter) -> None:
        if any(self.new_shape(blob) != self.shapes[blob] for blob in (*layer.bottom, *layer.top)):
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}): it is not known which of its axes are time steps and streams",
                "Convert with the numbers of the prototxt, or change them in the prototxt by hand",
            )
