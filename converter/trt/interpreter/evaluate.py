"""evaluate_network: reads a real TensorRT network back through TensorRT's API and computes it in numpy.

This is how an engine is trusted on a machine without a GPU: what is evaluated is not our Program but what TensorRT was
given, its layers, weights, types, loops and conditionals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.program.check_feeds import check_feeds
from caffe2trt.converter.program.dims import at_size
from caffe2trt.converter.program.varying import size_told_by
from caffe2trt.converter.trt.interpreter.layer_view import NUMPY_TYPES, AnyArray, LayerView, Source
from caffe2trt.converter.trt.interpreter.scopes import OUTSIDE, Loop, Scopes
from caffe2trt.converter.trt.interpreter.streams import evaluate_streams
from caffe2trt.converter.trt.network import Network

Tensors = dict[str, AnyArray]  # by tensor name, in the tensor's own type

for family in ("elementwise", "indexing", "ours", "quantization", "resize", "shapes", "sums", "windows"):
    import_module(f"caffe2trt.converter.trt.interpreter.{family}")  # registers its kinds


def evaluate_network(network: Any, feeds: Mapping[str, ArrayLike], *, everything: bool = False) -> Tensors:
    """The network's outputs, computed on the CPU in the types that the network states.

    Args:
        network: what define_network gave, or an INetworkDefinition of any TensorRT module.
        feeds: the inputs by name. State inputs of define_network (L__h_in, ...) that are absent are zero. Lengths that
            the network leaves open (-1) are those of these arrays. With an implicit batch, arrays for an
            INetworkDefinition have an axis more, the streams, in front; so have its outputs.
        everything: every tensor outside of loops and of branches that are not taken, not the outputs alone.

    Returns:
        The outputs by name, states among them, in TensorRT's types: float32 for what define_network gave, otherwise as
        the network says (bfloat16 and FP8 as types of ml_dtypes).

    Raises:
        ConversionError: an input is missing, unknown or of the wrong shape, or a layer, a property's value or a type
            cannot be evaluated.

    """
    return Interpreter(network).run(feeds, everything)


class Interpreter:
    """A network that was read once and can be computed many times."""

    def __init__(self, network: Any) -> None:
        source = Source.of(network)
        self.network = network
        self.definition = source.definition
        self.has_implicit_batch = bool(getattr(source.definition, "has_implicit_batch_dimension", False))
        self.views = [LayerView(source, index) for index in range(source.definition.num_layers)]
        self.producer: dict[str, LayerView] = {}
        for view in self.views:
            for name in view.outputs:
                if name in self.producer:
                    raise view.refused(f"two tensors have the name '{name}'", "Give each its own name")
                self.producer[name] = view
        self.scopes = Scopes(self.views)
        self.assertions = [view for view in self.views if view.kind == "ASSERTION"]
        for view in self.assertions:
            if self.scopes.has_conditionals or view.inputs[0] in self.scopes.home:
                raise view.refused(
                    "evaluate_network supports assertions only in networks without loops and conditionals"
                )
        self.frames: dict[str, Tensors] = {}  # by loop: the values of its iteration

    def run(self, feeds: Mapping[str, ArrayLike], everything: bool = False) -> Tensors:
        """The outputs, or every tensor outside of loops; see evaluate_network."""
        arrays = self._inputs(feeds)
        if not self.has_implicit_batch:
            return self._run(arrays, everything)
        tensors = [self.definition.get_input(index) for index in range(self.definition.num_inputs)]
        shapes = {tensor.name: tuple(tensor.shape) for tensor in tensors}
        return evaluate_streams(self.network, arrays, shapes, lambda one: self._run(one, everything))

    def _run(self, arrays: Tensors, everything: bool) -> Tensors:
        """The outputs for these inputs; with an implicit batch, those of one stream."""
        self.frames = {OUTSIDE: arrays, **{loop: {} for loop in self.scopes.loops}}
        outputs = [self.definition.get_output(index).name for index in range(self.definition.num_outputs)]
        self._demand(outputs)
        for view in self.assertions:
            self._demand(view.inputs)
            view.known.function(view, self._value(view.inputs[0]))  # type: ignore[misc]
        # Copies, because a constant's array is TensorRT's memory, which goes with the network.
        if not everything:
            return {name: self._value(name).copy() for name in outputs}
        if not self.scopes.has_conditionals:
            self._demand(name for name in self.producer if name not in self.scopes.home)
        return {name: value if value.flags.owndata else value.copy() for name, value in self.frames[OUTSIDE].items()}

    def _inputs(self, feeds: Mapping[str, ArrayLike]) -> Tensors:
        if isinstance(self.network, Network):
            network = self.network
            given = {name: np.shape(array) for name, array in feeds.items()}
            size = size_told_by(given, {**network.inputs, **network.states})
            inputs, states = (
                {name: at_size(shape, *size) for name, shape in shapes.items()}
                for shapes in (network.inputs, network.states)
            )
            return dict(check_feeds(feeds, inputs, optional=states, ignored=network.dropped_inputs))
        tensors = [self.definition.get_input(index) for index in range(self.definition.num_inputs)]
        names = [tensor.name for tensor in tensors]
        unknown = [name for name in feeds if name not in names]
        if unknown:
            raise ConversionError(f"unknown input {unknown[0]!r}", f"The inputs are: {', '.join(names) or 'none'}")
        return {tensor.name: _fed(tensor, feeds, self.has_implicit_batch) for tensor in tensors}

    def _demand(self, names: Iterable[str]) -> None:
        """Compute these tensors and what they need; of a conditional only the branch that is taken."""
        stack = list(names)[::-1]
        while stack:
            name = stack[-1]
            if self._known(name):
                stack.pop()
                continue
            view = self.producer[name]
            missing = [need for need in self.scopes.needs(view) if need and not self._known(need)]
            if not missing and view.kind == "CONDITIONAL_OUTPUT":
                missing = [need for need in (self._taken(view),) if not self._known(need)]
            if missing:
                stack.extend(missing)
                continue
            self._compute(view)
            stack.pop()

    def _compute(self, view: LayerView) -> None:
        if view.kind == "LOOP_OUTPUT":
            self._run_loop(self.scopes.loops[view.loop])
            return
        if view.kind == "ITERATOR":
            raise view.refused(f"the loop runs on after the end of '{view.inputs[0]}'", "Check the loop's trip limit")
        if view.kind == "RECURRENCE":
            raise view.refused("a tensor of its loop is used outside of the loop", "Use a loop output instead")
        if view.known.function is None:
            self._store(view, self._value(self._taken(view)))
            return
        inputs = [self._value(name) if name else None for name in view.inputs]
        try:
            with np.errstate(all="ignore"):  # NaN and infinity are values like others
                results = view.results(view.known.function(view, *inputs))
        except (IndexError, ValueError) as error:
            if -1 not in (length for shape in view.shapes for length in shape):
                raise  # TensorRT has checked the shapes, so this is a bug
            shapes = ", ".join(str(value.shape) for value in inputs if value is not None)
            raise view.refused(
                f"it does not fit inputs of the shapes {shapes}: {error}", "Check the shapes of the inputs"
            ) from error
        for name, result in zip(view.outputs, results):
            self._frame(name)[name] = result

    def _taken(self, view: LayerView) -> str:
        """What an input or output of a conditional passes on."""
        if view.kind == "CONDITIONAL_INPUT":
            return view.inputs[0]
        return view.inputs[0 if self._value(self.scopes.condition(view)) else 1]

    def _run_loop(self, loop: Loop) -> None:
        """All outputs of a loop."""
        limits = [int(self._value(view.inputs[0])) for view in loop.counts]
        carried = {view.outputs[0]: self._value(view.inputs[0]) for view in loop.recurrences}
        steps: dict[str, list[AnyArray]] = {view.outputs[0]: [] for view in loop.outputs}
        trips = 0
        while not limits or trips < min(limits):
            self.frames[loop.name] = {**carried, **self._slices(loop, trips, min(limits, default=0))}
            self._demand(view.inputs[0] for view in loop.whiles)
            if not all(self._value(view.inputs[0]) for view in loop.whiles):
                break
            self._demand(loop.step_results)
            for view in loop.outputs:
                if view.layer.kind.name != "LAST_VALUE":
                    steps[view.outputs[0]].append(self._value(view.inputs[0]))
            carried = {view.outputs[0]: self._value(view.inputs[1]) for view in loop.recurrences}
            trips += 1
        self.frames[loop.name] = {}
        for view in loop.outputs:
            self._store(view, self._loop_output(view, carried, steps[view.outputs[0]], trips))

    def _slices(self, loop: Loop, step: int, trips: int) -> Tensors:
        """What the iterators give in one iteration; nothing for those that are at their end."""
        slices = {}
        for view in loop.iterators:
            data, axis = self._value(view.inputs[0]), view.axis
            place = trips - 1 - step if view.reverse else step
            if 0 <= place < data.shape[axis]:
                slices[view.outputs[0]] = np.take(data, place, axis=axis)
        return slices

    def _loop_output(self, view: LayerView, carried: Tensors, steps: list[AnyArray], trips: int) -> AnyArray:
        kind = view.layer.kind.name
        if kind == "LAST_VALUE":
            if view.inputs[0] not in carried:
                raise view.refused("a LAST_VALUE must be that of a recurrence of the loop", "Use kind CONCATENATE")
            return carried[view.inputs[0]]
        length = int(self._value(view.inputs[1]))
        if length != trips:
            raise view.refused(
                f"its length is {length}, the loop ran {trips} times, and TensorRT does not say what the rest holds",
                "Give the number of iterations as its length",
            )
        if not steps:
            shape = list(view.shapes[0])
            shape[view.axis] = 0
            return np.zeros([max(dim, 0) for dim in shape], view.types[0])
        return np.stack(steps[::-1] if kind == "REVERSE" else steps, axis=view.axis)

    def _frame(self, name: str) -> Tensors:
        return self.frames[self.scopes.home.get(name, OUTSIDE)]

    def _known(self, name: str) -> bool:
        return name in self._frame(name)

    def _value(self, name: str) -> AnyArray:
        return self._frame(name)[name]

    def _store(self, view: LayerView, value: AnyArray) -> None:
        name = view.outputs[0]
        self._frame(name)[name] = view.typed(0, value)


def _fed(tensor: Any, feeds: Mapping[str, ArrayLike], has_implicit_batch: bool) -> AnyArray:
    """An input in TensorRT's type, after checking its shape; an implicit batch is its first axis."""
    name, shape = tensor.name, (*([-1] if has_implicit_batch else []), *tensor.shape)
    if name not in feeds:
        raise ConversionError(f"the input {name!r} {shape} is missing", "Pass an array for it")
    if tensor.dtype.name not in NUMPY_TYPES:
        raise ConversionError(f"evaluate_network does not support the type {tensor.dtype.name} of the input {name!r}")
    array, dtype = np.asarray(feeds[name]), np.dtype(NUMPY_TYPES[tensor.dtype.name])
    if len(shape) != array.ndim or any(want not in (-1, have) for want, have in zip(shape, array.shape)):
        raise ConversionError(f"the input {name!r} has shape {array.shape}, expected {shape}", "Reshape it")
    if not np.can_cast(array.dtype, dtype, "same_kind"):
        raise ConversionError(f"the input {name!r} has type {array.dtype}, expected {dtype}", "Convert it")
    return array.astype(dtype)
