"""A range of layers at one set of shapes, and the conversions of it that give some of its blobs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.pycaffe.backends import Runner
from caffe2trt.pycaffe.memory import Memory, Pending
from caffe2trt.pycaffe.ranges import LayerRange, WeightArrays, infer

MOST_SELECTIONS = 4  # conversions for different sets of blobs; then the one that gives all serves
EVERYTHING = 2**26  # bytes of blobs up to which a network's first forward keeps all of them

Memories = frozenset[Memory]
MakeRunner = Callable[[LayerRange, Mapping[str, Shape], list[str], WeightArrays], "Converted"]


class Converted:
    """A conversion that can run.

    Attributes:
        runner: runs it.
        reads: for each blob that it reads, the name of its input.
        gives: for each blob that it gives, the name of its output.
    """

    def __init__(self, runner: Runner, reads: Mapping[str, str], gives: Mapping[str, str]) -> None:
        self.runner, self.reads, self.gives = runner, reads, gives


class Variant:
    """A range of layers at one set of shapes, with weights.

    Attributes:
        inputs: the shapes of what the layers read.
        shapes: those of all blobs that they make.
        stateful: the memories that recurrent layers write. Every forward computes them, so that states move on.
    """

    def __init__(
        self, layers: LayerRange, inputs: Mapping[str, Shape], weights: WeightArrays, make: MakeRunner
    ) -> None:
        self.layers, self.inputs = layers, inputs
        self._weights, self._make = weights, make
        self._selections: list[Selection] = []
        self.shapes, _, program = infer(layers, inputs)
        carrying = {state.layer for state in program.states}
        tops = {top for layer in layers.layers if layer.name in carrying for top in layer.top}
        self.stateful = frozenset(memory for memory, name in layers.writes.items() if name in tops)
        self._bytes = 4 * sum(math.prod(self.shapes[name]) for name in layers.writes.values())

    @property
    def selections(self) -> list[Selection]:
        """The conversions made so far."""
        return list(self._selections)

    def snapshot(self) -> dict[str, Array]:
        """Copies of what the layers read."""
        blobs = self.layers.blobs
        return {name: blobs[name].memory.view(shape).copy() for name, shape in self.inputs.items()}

    def apply_shapes(self) -> None:
        """Give the blobs their shapes."""
        for name, shape in self.shapes.items():
            self.layers.blobs[name].take_shape(shape)

    def select(self, needed: Memories, is_first: bool) -> Selection:
        """A conversion that gives what is needed."""
        needed |= self.stateful
        everything = frozenset(self.layers.writes)
        if not needed or (is_first and self._bytes <= EVERYTHING):
            return self.everything()
        fitting = [one for one in self._selections if needed <= one.gives and (needed == everything or one.withheld)]
        if fitting:
            return min(fitting, key=lambda one: len(one.gives))
        if len(self._selections) >= MOST_SELECTIONS:
            return self.everything()
        return self._added(needed)

    def everything(self) -> Selection:
        """The conversion that gives all blobs."""
        for one in self._selections:
            if not one.withheld:
                return one
        return self._added(frozenset(self.layers.writes))

    def _added(self, gives: Memories) -> Selection:
        names = [name for memory, name in self.layers.writes.items() if memory in gives]
        self._selections.append(Selection(self, gives, self._make(self.layers, self.inputs, names, self._weights)))
        return self._selections[-1]


class Selection:
    """A conversion of a variant that gives some of its blobs, and the last forward that it ran.

    Attributes:
        gives: the memories that it writes.
        withheld: those that a forward of all layers would write too.
        forward: what waits to be computed of the last forward.
    """

    def __init__(self, variant: Variant, gives: Memories, converted: Converted) -> None:
        self.variant, self.gives = variant, gives
        self.runner = converted.runner
        layers = variant.layers
        self.withheld = [memory for memory in layers.writes if memory not in gives]
        self._reads = [
            (inner, layers.blobs[name].memory, name, variant.inputs[name]) for name, inner in converted.reads.items()
        ]
        self._writes = [
            (memory, converted.gives[name], variant.shapes[name])
            for memory, name in layers.writes.items()
            if memory in gives
        ]
        self.forward = Forward(self)

    def run(self) -> None:
        """One forward: reads blobs, writes those that it gives."""
        forward = self.forward
        forward.given = None
        given = self.variant.snapshot() if self.withheld else {}
        results = self.runner.step({inner: memory.view(shape) for inner, memory, _, shape in self._reads})
        for memory, output, shape in self._writes:
            memory.view(shape)[...] = results[output]
            memory.pending = None
        forward.given = given

    def repeat(self, given: Mapping[str, Array], pending: Pending) -> None:
        """The same from other inputs; writes what waits for `pending`."""
        results = self.runner.step({inner: given[name] for inner, _, name, _ in self._reads})
        for memory, output, shape in self._writes:
            if memory.pending is pending:
                memory.view(shape)[...] = results[output]
                memory.pending = None


class Forward(Pending):
    """The last forward of a selection: what it read, by blob, and how to compute what it withheld."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.given: dict[str, Array] | None = None
        self.complete: Callable[[Forward], None] | None = None

    def resolve(self) -> None:
        """Compute what was withheld.

        Raises:
            ConversionError: the forward did not end.
        """
        if self.given is None or self.complete is None:
            raise ConversionError(
                "the last forward failed or was interrupted, so this blob has no values", "Run it again"
            )
        self.complete(self)
