"""Executor: computes forwards, and of the blobs only what the script reads.

A forward computes the outputs and what the script has read after an earlier forward. Another blob is computed when it
is read: the same forward again, from the same inputs and states, with all blobs as outputs.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.pycaffe import backends
from caffe2trt.pycaffe.backends import Runner
from caffe2trt.pycaffe.blobs import Blob
from caffe2trt.pycaffe.families import Family
from caffe2trt.pycaffe.losses import COMPUTED
from caffe2trt.pycaffe.memory import Ledger, Memory
from caffe2trt.pycaffe.params import Params
from caffe2trt.pycaffe.ranges import LayerRange, WeightArrays, convert
from caffe2trt.pycaffe.structure import CaffeLayer, Structure
from caffe2trt.pycaffe.variants import Converted, Forward, Selection, Variant

# The backends whose files take a range of streams or of time steps, and up to how many times the largest number that
# was asked for when the file was made. An engine's memory grows with it.
VARYING = {"onnx": 16, "engine": 2}
MOST_SHAPES = 8  # sets of input shapes whose conversions are kept

Key = tuple[int, int, tuple[str, ...]]


class Executor:
    """Runs ranges of a network's layers. It keeps the recurrent states, as Caffe's layers keep them."""

    def __init__(
        self, structure: Structure, blobs: Mapping[str, Blob], params: Params, ledger: Ledger, backend: str
    ) -> None:
        self.backend = backend
        self.refills: dict[str, list[Callable[[], None]]] = {}  # what makes values of sources before each forward
        self._structure, self._blobs, self._params, self._ledger = structure, blobs, params, ledger
        self._converted: dict[LayerRange, Mapping[str, Shape]] = {}  # the shapes of the first conversion
        self._unvarying: set[LayerRange] = set()
        self._families: dict[LayerRange, list[Family]] = {}
        self._ranges: dict[tuple[int, int], LayerRange] = {}
        self._variants: dict[tuple[LayerRange, tuple[Shape, ...]], Variant] = {}
        self._applied: Variant | None = None
        self._states: dict[str, Array] = {}
        self._live: Runner | None = None  # its states are newer than `_states`
        self._marked: Selection | None = None  # whose withheld memories are known to wait for it
        self._last: tuple[Key, int, Selection] | None = None
        self._has_warned = False

    def run(self, first: int, last: int, names: tuple[str, ...]) -> None:
        """Compute layers `first` to `last`. Of the blobs, `names` and what the script reads are kept."""
        ledger, key = self._ledger, (first, last, names)
        if self._params.poll():
            self.forget()
        layers = self._range(first, last)
        self._prepare(layers)
        if (known := self._last) and known[0] == key and known[1] == len(ledger.wanted) and not ledger.reshaped:
            selection: Selection | None = known[2]
        else:
            variant = self.shaped(layers)
            self._require_sources(layers)
            selection = self._select(variant, names)
            self._last = (key, len(ledger.wanted), selection) if selection is not None else None
        if selection is not None:
            self._run(selection)
        ledger.ran = True
        for layer in layers.losses:
            self._compare(layer)

    def reshape(self) -> None:
        """Give every blob the shape that follows from the inputs' shapes."""
        self.shaped(self._range(0, len(self._structure.layers) - 1))
        self._last = None

    def shaped(self, layers: LayerRange) -> Variant:
        """The layers at the shapes that their inputs have now, which all blobs then have."""
        inputs = {name: self._blobs[name].shape for name in layers.inputs}
        key = (layers, tuple(inputs.values()))
        variant = self._variants.pop(key, None)
        if variant is None:
            variant = Variant(layers, inputs, self._params.arrays(), self._make)
        self._variants[key] = variant  # the last one is the one used last
        while len(self._variants) > MOST_SHAPES:
            self._drop(self._variants.pop(next(iter(self._variants))))
        if self._applied is not variant or self._ledger.reshaped:
            variant.apply_shapes()
            self._applied = variant
        self._ledger.reshaped = False
        return variant

    def _make(
        self, layers: LayerRange, shapes: Mapping[str, Shape], outputs: list[str], weights: WeightArrays
    ) -> Converted:
        if not self._has_warned:
            self._has_warned = True
            for note in (*self._structure.notes, *self._params.notes()):
                warnings.warn(f"{self._structure.name}: {note}", stacklevel=2)
        if self.backend in VARYING and (converted := self._in_family(layers, shapes, outputs, weights)) is not None:
            return converted
        self._converted.setdefault(layers, shapes)
        net, reads, gives = convert(layers, shapes, outputs, weights)
        return Converted(backends.make_runner(net, self.backend), reads, gives)

    def _in_family(
        self, layers: LayerRange, shapes: Mapping[str, Shape], outputs: list[str], weights: WeightArrays
    ) -> Converted | None:
        """A conversion by a file that takes these shapes and others too; None where no such file can be made."""
        if layers in self._unvarying:
            return None
        families = self._families.setdefault(layers, [])
        if all(family.size_of(shapes) is None for family in families):
            known = self._converted.get(layers)
            if known is not None and (family := Family.found(layers, known, shapes, VARYING[self.backend])):
                families.append(family)
        for family in list(families):
            if size := family.size_of(shapes):
                try:
                    return family.convert(size, outputs, weights, lambda net: backends.open_session(net, self.backend))
                except ConversionError:  # it cannot vary: each set of shapes gets a conversion of its own
                    self._unvarying.add(layers)
                    families.clear()
        return None

    def _range(self, first: int, last: int) -> LayerRange:
        if (first, last) not in self._ranges:
            self._ranges[first, last] = LayerRange.of(self._structure, self._blobs, first, last)
        return self._ranges[first, last]

    def _prepare(self, layers: LayerRange) -> None:
        """Make the inputs of the layers what they are in Caffe before a forward."""
        for layer in layers.sources:
            for refill in self.refills.get(layer.name, ()):
                refill()
        for name in layers.inputs:
            if (pending := self._blobs[name].memory.pending) is not None:
                pending.resolve()

    def _require_sources(self, layers: LayerRange) -> None:
        """Raise where nothing was written to a data layer, warn where to some of its tops nothing was."""
        for layer in layers.sources:
            if layer.type in ("Input", "DummyData") or layer.name in self.refills:
                continue
            silent = [top for top in layer.tops if self._blobs[top].memory not in self._ledger.asked]
            what = f"the data layer '{layer.name}' ({layer.type}), which reads no files here"
            if len(silent) == len(layer.tops):
                raise ConversionError(f"nothing was written to {what}", f"Write net.blobs[{silent[0]!r}].data first")
            if silent:
                warnings.warn(f"nothing was written to {silent} of {what}: the values are zeros", stacklevel=4)

    def _select(self, variant: Variant, names: tuple[str, ...]) -> Selection | None:
        ledger, writes = self._ledger, variant.layers.writes
        if not writes:
            return None
        ledger.wanted.update(memory for memory in ledger.handed if memory.is_held)
        ledger.handed.clear()
        compared = [bottom for layer in variant.layers.losses if layer.type in COMPUTED for bottom in layer.bottoms]
        for name in (*names, *compared):
            if isinstance(memory := self._blobs[name].memory, Memory):
                ledger.wanted.add(memory)
        needed = frozenset(memory for memory in writes if memory in ledger.wanted)
        return variant.select(needed, not ledger.ran)

    def _run(self, selection: Selection) -> None:
        runner = selection.runner
        if self._live is not runner:
            self._keep_states()
            self._put_states(runner, self._states)
            self._live = runner
        selection.forward.complete = self._complete
        selection.run()
        if self._marked is not selection:
            for memory in selection.withheld:
                memory.pending = selection.forward
            self._marked = selection

    def _complete(self, forward: Forward) -> None:
        """Compute what a forward withheld."""
        assert forward.given is not None
        states = forward.selection.runner.states_before()
        whole = forward.selection.variant.everything()
        if self._live is whole.runner:
            self._keep_states()
        self._put_states(whole.runner, states)
        self._marked = None
        whole.repeat(forward.given, forward)

    def _keep_states(self) -> None:
        if self._live is not None:
            self._states.update(self._live.read_states())
            self._live = None

    @staticmethod
    def _put_states(runner: Runner, states: Mapping[str, Array]) -> None:
        """Give a runner its states. Of another number of streams it takes those that both have; new ones are zero."""
        if runner.states:
            runner.write_states({name: _fitted(states.get(name), shape) for name, shape in runner.states.items()})

    def _compare(self, layer: CaffeLayer) -> None:
        """Compute a layer that compares; the tops of others have no values, and say why."""
        memories = [self._blobs[top].memory for top in layer.tops]
        function = COMPUTED.get(layer.type)
        problem = f"layer '{layer.name}' ({layer.type}) belongs to training, and is not computed here"
        if function is not None and layer.proto is not None:
            problem = ""
            bottoms = [self._now(self._blobs[name]) for name in layer.bottoms]
            try:
                results = function(layer.proto, bottoms)
            except ValueError as error:
                problem = f"layer '{layer.name}' ({layer.type}): {error}"
            else:
                for top, values in zip(layer.tops, results):
                    self._blobs[top].memory.view(self._blobs[top].shape)[...] = values
        for memory in memories:
            memory.problem = problem

    @staticmethod
    def _now(blob: Blob) -> Array:
        if blob.memory.pending is not None:
            blob.memory.pending.resolve()
        return blob.memory.view(blob.shape)

    def forget(self) -> None:
        """Drop all conversions: the weights have changed."""
        self._keep_states()
        waiting = self._waiting()
        for variant in self._variants.values():
            self._drop(variant)
        for layers, families in self._families.items():
            if layers not in {variant.layers for variant in waiting}:
                for family in families:
                    family.close()
        self._variants.clear()
        self._families.clear()
        self._converted.clear()
        self._last = self._applied = self._marked = None
        self._ledger.reshaped = True

    def _drop(self, variant: Variant) -> None:
        """Close the conversions of a variant, unless a blob may still need them."""
        if variant in self._waiting():
            return
        for selection in variant.selections:
            if self._live is selection.runner:
                self._keep_states()
            selection.runner.close()

    def _waiting(self) -> set[Variant]:
        """The variants whose last forward is to be completed when a script reads a blob."""
        pending = [blob.memory.pending for blob in self._blobs.values()]
        return {forward.selection.variant for forward in pending if isinstance(forward, Forward)}


def _fitted(state: Array | None, shape: Shape) -> Array:
    if state is not None and state.shape == shape:
        return state
    fitted = np.zeros(shape, np.float32)
    if state is not None:
        rows = min(len(state), len(fitted))
        fitted[:rows] = state[:rows]
    return fitted
