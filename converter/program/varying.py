"""Which axes of a Program vary with T and N: found by comparing what the network becomes at several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import zip_longest
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.program.dims import Dim, size_name, size_of, varying_axes
from caffe2trt.converter.program.loop import Body, Loop
from caffe2trt.converter.program.primitives import Reshape
from caffe2trt.converter.program.program import Node, Program, Value
from caffe2trt.graph_surgery.sizes import BATCH, STEPS, Size
from caffe2trt.runtime.manifest import Range

Point = tuple[int, int]  # T and N
_REMEDY = "Give one number of time steps (--time-steps) and one batch size (--batch) instead of a range"


@dataclass(frozen=True)
class Source:
    """Where a call tells T or N: the length of this axis of an input, over a size that is known."""

    name: str
    axis: int
    over: Size


@dataclass(frozen=True)
class Sources:
    """Where a call tells T and N; None for one that nothing tells."""

    steps: Source | None
    batch: Source | None

    @property
    def both(self) -> tuple[Source | None, Source | None]:
        """Of T and of N."""
        return self.steps, self.batch

    def of(self, size: Size) -> Source:
        """The source of T or of N."""
        source = self.steps if size == STEPS else self.batch
        assert source is not None
        return source


def find_sources(program: Program) -> Sources:
    """The inputs and states of a program that tell T and N."""
    values = (*(state.input for state in program.states), *program.inputs.values())
    axes = [(value.name, axis, size_of(value.shape[axis])) for value in values for axis in varying_axes(value.shape)]

    def first(one: Size, *, is_alone: bool) -> Source | None:
        for name, axis, size in axes:
            over = size.over(one)
            if over is not None and not (is_alone and (over.steps or over.batch)):
                return Source(name, axis, over)
        return None

    steps, batch = first(STEPS, is_alone=True), first(BATCH, is_alone=True)
    if steps is None and batch is not None:
        steps = first(STEPS, is_alone=False)
    elif batch is None and steps is not None:
        batch = first(BATCH, is_alone=False)
    return Sources(steps, batch)


def size_told_by(arrays: Mapping[str, Shape], shapes: Mapping[str, Shape]) -> tuple[int, int]:
    """The T and N of a call with arrays of these shapes; 1 for one that does not vary.

    Args:
        shapes: of inputs and states, with Dims.

    Raises:
        ConversionError: the arrays do not tell them.
    """
    axes = [
        (size_of(shape[axis]), arrays[name][axis])
        for name, shape in shapes.items()
        if len(arrays.get(name, ())) == len(shape)
        for axis in varying_axes(shape)
    ]
    varies = {one for one in (STEPS, BATCH) for shape in shapes.values() for n in shape if size_of(n).over(one)}
    told = {
        one: length // size.factor
        for size, length in axes
        for one in (STEPS, BATCH)
        if size.over(one) == Size(size.factor)
    }
    for one, other in ((STEPS, BATCH), (BATCH, STEPS)):
        for size, length in axes:
            if one not in told and other in told and size.steps and size.batch:
                told[one] = length // (size.factor * told[other])
    if missing := [size_name(one) for one in (STEPS, BATCH) if one in varies and one not in told]:
        raise ConversionError(
            f"the shapes of the given arrays do not tell {' and '.join(missing)}", "Pass the states too (L__h_in)"
        )
    return told.get(STEPS, 1), told.get(BATCH, 1)


def cannot_vary(what: str, problem: str, remedy: str = _REMEDY) -> ConversionError:
    """The error for a layer or an input, `what`, that is made for one number of time steps or streams."""
    return ConversionError(f"{what} cannot vary: {problem}", remedy)


def mark_varying(programs: Sequence[tuple[Point, Program]]) -> Program:
    """The first of the programs, with a Dim as the length of every axis that varies.

    Args:
        programs: one network at several (T, N).

    Raises:
        ConversionError: what differs between them is not an axis proportional to T, N or T * N; names the layer.
    """
    points, all_of = [point for point, _ in programs], [program for _, program in programs]
    _Marker(points).mark(all_of)
    return all_of[0]


class _Marker:
    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        self.marked: set[int] = set()

    def mark(self, programs: Sequence[Program]) -> None:
        names = [(*p.inputs, *p.outputs, *(state.input.name for state in p.states)) for p in programs]
        if len(set(names)) > 1:
            raise ConversionError(f"the inputs and outputs depend on the number of time steps: {names}", _REMEDY)
        for inputs in zip(*(program.inputs.values() for program in programs)):
            self.value(f"the input {inputs[0].name!r}", inputs)
        for states in zip(*([state.input for state in program.states] for program in programs)):
            self.value(f"the state {states[0].name!r}", states)
        self.nodes([program.nodes for program in programs])
        for state in programs[0].states:
            self.require_streams(state.layer, state.input)
        self.require_sources(programs[0])

    def require_sources(self, program: Program) -> None:
        """Raise where no input tells T or N: constants have it, or nothing at all."""
        sources, numbers = find_sources(program), zip(*self.points)
        for one, what, source, found in zip((STEPS, BATCH), ("time steps", "streams"), sources.both, numbers):
            if source is not None or len(set(found)) == 1:
                continue
            problem = f"no input of the network tells the number of {what}"
            for node in program.nodes:
                if any(size_of(length).over(one) for value in node.inputs for length in value.shape):
                    remedy = "Make one of its constants an input: --input NAME:DIMS"
                    raise cannot_vary(f"layer '{node.layer}'", f"its inputs are constants, and {problem}", remedy)
            raise cannot_vary("the network", problem)

    def nodes(self, programs: Sequence[Sequence[Node]]) -> None:
        for nodes in zip_longest(*programs):
            self.node(nodes)

    def node(self, nodes: Sequence[Node | None]) -> None:
        known = [node for node in nodes if node is not None]
        layer = f"layer '{known[0].layer}'"
        if len({(type(n.op), n.layer, n.name, *(v.name for v in n.inputs)) if n else None for n in nodes}) > 1:
            raise cannot_vary(layer, "it becomes other operations at another number of time steps or streams")
        if isinstance(known[0].op, Loop):
            self.loop(layer, known)
        else:
            known[0].op = self.attributes(layer, [node.op for node in known])
        for column in ("inputs", "outputs"):
            for values in zip(*(getattr(node, column) for node in known)):
                self.value(layer, values)

    def loop(self, layer: str, nodes: Sequence[Node]) -> None:
        bodies: list[Body] = [node.op.body for node in nodes if isinstance(node.op, Loop)]
        for column in ("slices", "before", "whole"):
            for values in zip(*(getattr(body, column) for body in bodies)):
                self.value(layer, values)
        self.nodes([body.nodes for body in bodies])

    def attributes(self, layer: str, ops: Sequence[Any]) -> Any:
        """The first of the primitives; the others differ from it in the shape of a Reshape alone."""
        first = ops[0]
        for field in fields(first):
            found = [getattr(op, field.name) for op in ops]
            if isinstance(first, Reshape):
                return replace(first, shape=self.shape(layer, found))
            if any(value != found[0] for value in found):
                kind = type(first).__name__
                raise cannot_vary(
                    layer, f"the {field.name} of its {kind} depends on the number of time steps or streams"
                )
        return first

    def value(self, what: str, values: Sequence[Value]) -> None:
        first = values[0]
        if id(first) in self.marked:
            return
        self.marked.add(id(first))
        first.shape = self.shape(what, [value.shape for value in values])
        arrays = [value.array for value in values if value.array is not None]
        if arrays and not _are_one(arrays, varying_axes(first.shape)):
            raise cannot_vary(what, f"its constant {first.name!r} depends on the number of time steps or streams")

    def shape(self, what: str, shapes: Sequence[Shape]) -> Shape:
        """The shape that these are at the points."""
        if len({len(shape) for shape in shapes}) > 1:
            raise cannot_vary(what, f"its shapes are {', '.join(map(str, shapes))}")
        sizes = [common_size(self.points, lengths) for lengths in zip(*shapes)]
        if None in sizes:
            raise cannot_vary(
                what,
                f"a shape of it, {', '.join(map(str, shapes))} at (T, N) = {', '.join(map(str, self.points))}, is not "
                "proportional to the time steps T and the streams N",
            )
        known = [size for size in sizes if size is not None]
        return tuple(_length(length, size) for length, size in zip(shapes[0], known))

    def require_streams(self, layer: str, state: Value) -> None:
        """Raise unless a state holds one row for each stream, and nothing else of it varies."""
        if len({batch for _, batch in self.points}) > 1:
            fits = varying_axes(state.shape) == (0,) and state.shape[0].size == BATCH  # type: ignore[attr-defined]
        else:
            fits = not varying_axes(state.shape)
        if not fits:
            raise cannot_vary(f"layer '{layer}'", f"its state has shape {state.shape}, and not one row for each stream")


def common_size(points: Sequence[Point], lengths: Sequence[int]) -> Size | None:
    """The size that has these lengths at the points."""
    for size in (Size(1), STEPS, BATCH, STEPS * BATCH):
        factor, rest = divmod(lengths[0], size.value(*points[0]))
        scaled = Size(factor) * size
        if not rest and all(scaled.value(*point) == length for point, length in zip(points, lengths)):
            return scaled
    return None


def _length(length: int, size: Size) -> int:
    return Dim(length, size) if size.steps or size.batch else length


def _are_one(arrays: Sequence[Array], axes: tuple[int, ...]) -> bool:
    """Whether the arrays are one array that is repeated along the axes."""
    first = arrays[0]
    if not axes and all(array is first or _is_same_memory(array, first) for array in arrays):
        return True
    rows = [repeated(array, axes) for array in arrays]
    return all(
        np.array_equal(row, rows[0], equal_nan=True)
        and np.array_equal(np.broadcast_to(row, array.shape), array, equal_nan=True)
        for row, array in zip(rows, arrays)
    )


def _is_same_memory(one: Array, other: Array) -> bool:
    places = [(array.ctypes.data, array.shape, array.strides, array.dtype) for array in (one, other)]
    return places[0] == places[1]


def repeated(array: Array, axes: tuple[int, ...]) -> Array:
    """What is repeated along these axes: its first element along each, which stays with length 1."""
    return array[tuple(slice(1) if axis in axes else slice(None) for axis in range(array.ndim))]


def sampled(range_: Range) -> tuple[int, int, int]:
    """Three numbers to compare a network at, each at least 2: at one time step a recurrent layer is no loop.

    Two of them follow one another, so that what is only now and then proportional is found out.
    """
    _, opt, most = range_
    base = max(opt, 2)
    return base, base + 1, most if most > base + 1 else base + 2


def sizes_to_compare(time_steps: Range | None, batch: Range | None) -> list[tuple[int | None, int | None]]:
    """The (T, N) to compare a network at; None for one that does not vary."""
    nothing = (None, None, None)
    t = sampled(time_steps) if time_steps else nothing
    n = sampled(batch) if batch else nothing
    return list(dict.fromkeys([(t[0], n[0]), (t[1], n[0]), (t[0], n[1]), (t[2], n[2])]))
