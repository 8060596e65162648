"""The inputs, outputs and states of a TensorRT network: with an explicit batch, or with an implicit one for RNNv2.

In a network with an implicit batch no tensor has an axis for the streams: TensorRT computes the network once for each
of them, and a call says how many there are. An input or output lies in memory stream after stream. Inside of the
network the tensors have an axis of 1 where Caffe's blobs have the streams.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dims import size_of, varying_axes
from caffe2trt.converter.program.program import Program, Value
from caffe2trt.converter.program.varying import find_sources
from caffe2trt.converter.streams import at_streams
from caffe2trt.converter.trt.emitter import TensorRTEmitter
from caffe2trt.converter.trt.lengths import Lengths, open_shape
from caffe2trt.converter.trt.names import fitting
from caffe2trt.converter.trt.profiles import all_profiles
from caffe2trt.graph_surgery.sizes import BATCH
from caffe2trt.runtime.manifest import Profile

_REMEDY = "Leave --lstm out: a network with an explicit batch has this input or output"


class Border(ABC):
    """Adds the inputs to a network, and marks its outputs.

    Attributes:
        net: the Caffe network.
        program: what the TensorRT network computes.
        blob_shapes: with an implicit batch, the shapes of Caffe's blobs for each input, output and state; else None.
        inside_axes: the axis of the streams of the values within the network, by the names of their tensors.
    """

    net: Net
    program: Program
    blob_shapes: dict[str, Shape] | None
    inside_axes: dict[str, int]

    @property
    def entering(self) -> list[Value]:
        """The inputs and state inputs."""
        return [*self.program.inputs.values(), *(state.input for state in self.program.states)]

    @property
    def leaving(self) -> list[Value]:
        """The outputs and state outputs."""
        return [*self.program.outputs.values(), *(state.output for state in self.program.states)]

    @abstractmethod
    def profiles(self, parts: Sequence[Profile]) -> tuple[Profile, ...]:
        """The optimization profiles: see all_profiles."""

    @abstractmethod
    def enter(self, e: TensorRTEmitter) -> None:
        """Add the inputs; the program's values are then known."""

    @abstractmethod
    def leave(self, e: TensorRTEmitter) -> None:
        """Mark the outputs."""


class ExplicitBatch(Border):
    """Every tensor has the shape of Caffe's blob."""

    def __init__(self, net: Net) -> None:
        self.net, self.program = net, net.program
        self.blob_shapes, self.inside_axes = None, {}

    def profiles(self, parts: Sequence[Profile]) -> tuple[Profile, ...]:
        return all_profiles(self.net.varying, parts)

    def enter(self, e: TensorRTEmitter) -> None:
        for value in self.entering:
            e.require_rank(value, f"the input {value.name!r}")
            e.bind(value, e.network.add_input(value.name, e.float32, open_shape(value.shape)))
        if self.net.varying is not None:
            tensors = {value.name: value for value in self.entering}
            e.lengths = Lengths(find_sources(self.program), lambda name: e.raw(tensors[name]), e)

    def leave(self, e: TensorRTEmitter) -> None:
        for value in self.leaving:
            e.network.mark_output(e.raw(value))


class ImplicitBatch(Border):
    """No tensor has an axis for the streams."""

    def __init__(self, net: Net) -> None:
        """`net` is what for_rnn_v2 gives.

        Raises:
            ConversionError: an input or output is not of each stream, one after the other; or TensorRT would have to
                repeat a constant for each stream where it cannot; names it.
        """
        marked = net.program
        self.net, self.program = net, at_streams(marked, 1)
        values = [("input", value) for value in marked.inputs.values()]
        values += [("output", value) for value in marked.outputs.values()]
        values += [("state", value) for state in marked.states for value in (state.input, state.output)]
        self._axes = {value.name: _batch_axis(what, value) for what, value in values}
        self.blob_shapes = {value.name: value.shape for _, value in values}
        inside = [value for node in marked.nodes for value in node.outputs if varying_axes(value.shape)]
        self.inside_axes = {fitting(value.name): varying_axes(value.shape)[0] for value in inside}
        _require_no_repeated_constants(marked)

    def profiles(self, parts: Sequence[Profile]) -> tuple[Profile, ...]:
        if parts:
            raise ConversionError(
                f"--profile {parts[0]}: RNNv2 needs an implicit batch, which has no optimization profiles",
                "Leave --profile or --lstm out",
            )
        return ()

    def enter(self, e: TensorRTEmitter) -> None:
        for value in self.entering:
            e.require_rank(value, f"the input {value.name!r}")
            shape = of_one_stream(value.shape, self._axes[value.name])
            given = e.network.add_input(value.name, e.float32, shape)
            e.bind_inside(value, _reshaped(e, given, value.shape, f"{value.name} (enters)"))

    def leave(self, e: TensorRTEmitter) -> None:
        for value in self.leaving:
            inside = e.raw(value)
            shape = of_one_stream(value.shape, self._axes[value.name])
            if shape != value.shape:
                inside.name = fitting(f"{value.name} (inside)")
                inside = _reshaped(e, inside, shape, f"{value.name} (leaves)")
                inside.name = fitting(value.name)
            e.network.mark_output(inside)


def of_one_stream(shape: Shape, axis: int) -> Shape:
    """A shape without the axis of the streams, whose length is 1 here; it stays where it is the only one."""
    return (*shape[:axis], *shape[axis + 1 :]) or shape


def _batch_axis(what: str, value: Value) -> int:
    """The axis of the streams.

    Raises:
        ConversionError: the value does not hold the streams one after the other.
    """
    axes = varying_axes(value.shape)
    if not axes:
        problem = "has no axis for the streams"
    elif len(axes) > 1 or size_of(value.shape[axes[0]]) != BATCH:
        problem = "has the streams on one axis together with something else"
    elif any(length != 1 for length in value.shape[: axes[0]]):
        problem = "does not hold one stream after the other"
    else:
        return axes[0]
    raise ConversionError(
        f"a network with implicit batch cannot have the {what} {value.name!r} of shape {value.shape}: it {problem}",
        _REMEDY,
    )


def _require_no_repeated_constants(program: Program) -> None:
    """Raise where a constant would have to be repeated for each stream by a layer that does not do so.

    NVIDIA's table of layers (TensorRT Operators) says which do not "broadcast across batch"; concatenation is one. For
    RNNv2 it is not known, and so taken for one.
    """
    constant = {id(value) for node in program.nodes for value in node.inputs if value.array is not None}
    for node in program.nodes:
        if all(id(value) in constant for value in node.inputs):
            constant.update(id(value) for value in node.outputs)
        given = node.inputs if isinstance(node.op, p.Concat) else ()
        if isinstance(node.op, p.Recurrence):
            o = node.op.bind(*node.inputs)
            given = (o.x, *([o.static] if o.static is not None else []), *o.states)
        if any(id(value) in constant for value in given):
            raise ConversionError(
                f"layer '{node.layer}' takes a constant for all streams ({type(node.op).__name__}), which TensorRT is "
                "not known to repeat for each stream of an implicit batch",
                "Make the constant an input (--input NAME:DIMS), or leave --lstm out",
            )


def _reshaped(e: TensorRTEmitter, tensor: Any, shape: Shape, name: str) -> Any:
    if tuple(tensor.shape) == shape:
        return tensor
    layer = e.network.add_shuffle(tensor)
    layer.name = fitting(name)
    layer.reshape_dims = shape
    return layer.get_output(0)
