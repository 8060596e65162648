"""Batch first: inputs and outputs whose first axis is the streams N, and whose second the time steps T."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.program.dims import size_name
from caffe2trt.converter.program.loop import every_node
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.primitives import Primitive, Reshape, Transpose
from caffe2trt.converter.program.program import Node, Program, Value
from caffe2trt.converter.program.varying import Point, common_size
from caffe2trt.graph_surgery.sizes import BATCH, STEPS, Size
from caffe2trt.runtime.manifest import Range

_JOINED = STEPS * BATCH
_REMEDY = "Leave --layout out, or end the network elsewhere (--output)"


@dataclass(frozen=True)
class BatchFirst:
    """How the inputs and outputs of a network become batch-first.

    Attributes:
        axes: of inputs, outputs and states by name: what each axis of Caffe's is in T and N.
        drops_steps: every call has one time step, and inputs and outputs have no axis for it.
        steps, batch: T and N of the network; T is 0 where it is not known which axes are time.
    """

    axes: Mapping[str, tuple[Size, ...]]
    drops_steps: bool
    steps: int
    batch: int

    def apply(self, program: Program, cont: Collection[str]) -> None:
        """Make a program batch-first: (N, T, ...) in and out, or (N, ...) where the time steps are dropped.

        Its blobs keep Caffe's axes inside. Of what has one number for each stream, the shape is (N, 1).

        Args:
            cont: the inputs that are cont; they become (N, T), or (N, 1).

        Raises:
            ConversionError: an input or an output has no axis of streams; names it.
        """
        for state in program.states:
            if self._sizes(f"the state {state.input.name!r}", state.input)[0] != BATCH:
                raise cannot_be_batch_first(
                    f"layer '{state.layer}'", f"its state {state.input.shape} is not one row for each stream"
                )
        taken = (name for node in every_node(program.nodes) for name in (node.name, *map(_name, node.outputs)))
        border = _Border(UniqueNames((*taken, *program.inputs, *map(_name, program.constants()))))
        for name, value in program.inputs.items():
            move = self._move(f"the input {name!r}", value, name in cont)
            program.inputs[name] = border.input(value, move)
        makers = {id(value): node.layer for node in program.nodes for value in node.outputs}
        for name, value in program.outputs.items():
            move = self._move(f"the output {name!r}", value, is_cont=False)
            program.outputs[name] = border.output(value, move, makers[id(value)])
        program.blobs = {name: border.replaced.get(id(value), value) for name, value in program.blobs.items()}
        program.nodes[:] = [*border.before, *program.nodes, *border.after]

    def _sizes(self, what: str, value: Value) -> tuple[Size, ...]:
        sizes = self.axes.get(value.name, ())
        if tuple(size.value(self.steps or 1, self.batch) for size in sizes) != value.shape:
            raise cannot_be_batch_first(what, f"its shape is {value.shape}, and it is not known which axes are T and N")
        return sizes

    def _move(self, what: str, value: Value, is_cont: bool) -> _Move:
        axes: list[tuple[Size, int]] = []
        for size, length in zip(self._sizes(what, value), value.shape):
            joined = size == _JOINED
            axes += [(STEPS, self.steps), (BATCH, self.batch)] if joined else [(size, length)]
        found = [place for place, (size, _) in enumerate(axes) if size.batch]
        if [axes[place][0] for place in found] != [BATCH]:
            names = ", ".join(size_name(size) for size, _ in axes)
            raise cannot_be_batch_first(what, f"its axes are ({names}), and not one of them is the streams N alone")
        (batch,) = found
        kept = [
            place
            for place, (size, length) in enumerate(axes)
            if not (size == STEPS and self.drops_steps)
            and not (size == Size(1) and length == 1 and (is_cont or place < batch))
        ]
        order = sorted(kept, key=lambda place: (axes[place][0] != BATCH, axes[place][0] != STEPS, place))
        lengths = [axes[place][1] for place in order]
        return _Move(
            tuple(axes[place][1] for place in kept),
            tuple(kept.index(place) for place in order),
            tuple(lengths if len(lengths) > 1 else [*lengths, 1]),
        )


@dataclass(frozen=True)
class _Move:
    """From Caffe's axes to batch-first: reshape to `split`, transpose by `order`, reshape to `shape`."""

    split: Shape
    order: tuple[int, ...]
    shape: Shape

    @property
    def ordered(self) -> Shape:
        return tuple(self.split[axis] for axis in self.order)

    def out_of(self, caffe: Shape) -> list[Primitive]:
        """What makes it batch-first."""
        return _without_idle([Reshape(self.split), Transpose(self.order), Reshape(self.shape)], caffe)

    def into(self, caffe: Shape) -> list[Primitive]:
        """What makes Caffe's shape of it."""
        inverse = tuple(self.order.index(axis) for axis in range(len(self.order)))
        return _without_idle([Reshape(self.ordered), Transpose(inverse), Reshape(caffe)], self.shape)


def _without_idle(ops: Sequence[Primitive], shape: Shape) -> list[Primitive]:
    """Those that change something."""
    kept = []
    for op in ops:
        (after,) = op.shapes(shape)
        is_idle = op.order == tuple(range(len(shape))) if isinstance(op, Transpose) else after == shape
        kept += [] if is_idle else [op]
        shape = after
    return kept


class _Border:
    """The nodes before and after a program, and what stands for its values from now on."""

    def __init__(self, names: UniqueNames) -> None:
        self.before: list[Node] = []
        self.after: list[Node] = []
        self.replaced: dict[int, Value] = {}
        self._names = names

    def input(self, value: Value, move: _Move) -> Value:
        if not (ops := move.into(value.shape)):
            return value
        outer = self._take_name(value, move.shape)
        self.before += self._chain(ops, outer, value, outer.name)
        return outer

    def output(self, value: Value, move: _Move, layer: str) -> Value:
        if not (ops := move.out_of(value.shape)):
            return value
        outer = self._take_name(value, move.shape)
        self.after += self._chain(ops, value, outer, layer)
        return outer

    def _take_name(self, value: Value, shape: Shape) -> Value:
        """A value that has the other's name."""
        outer = Value(value.name, shape)
        value.name = self._names.take(f"{value.name}/caffe")
        self.replaced[id(value)] = outer
        return outer

    def _chain(self, ops: Sequence[Primitive], first: Value, last: Value, layer: str) -> list[Node]:
        nodes = []
        for op in ops:
            name = self._names.take(f"{layer}/{type(op).__name__.lower()}")
            output = last if op is ops[-1] else Value(name, op.shapes(first.shape)[0])
            nodes.append(Node(op, name, layer, (first,), (output,)))
            first = output
        return nodes


def cannot_be_batch_first(what: str, problem: str, remedy: str = _REMEDY) -> ConversionError:
    """The error for an input, an output or a layer, `what`, that keeps a network from being batch-first."""
    return ConversionError(f"--layout batch-first: {what} cannot be batch-first: {problem}", remedy)


def find_batch_first(
    own: tuple[int, int], time_steps: int | Range | None, lowered: Callable[[int | None, int, int], Program]
) -> BatchFirst:
    """How the inputs and outputs of a network become batch-first: what their axes are is seen at several sizes.

    Args:
        own: T and N of the network; T is 0 in one without a recurrent layer.
        time_steps: those that it will have; None for its own.
        lowered: the network at other T (None for its own) and N, where other calls have fewer time steps: the fewest.

    Raises:
        ConversionError: its batch cannot change, or as find_axes.
    """
    steps, batch = own
    fixed = None if isinstance(time_steps, Range) else time_steps
    fewest = time_steps.min if isinstance(time_steps, Range) else fixed or 0
    t, n = max(steps, 2), max(batch, 2)

    def probed(*sizes: tuple[int | None, int]) -> list[tuple[Point, Program]]:
        return [((at_t or steps or 1, at_n), lowered(at_t, at_n, fewest)) for at_t, at_n in sizes]

    try:
        probes = probed((t, n), (t + 1, n), (t, n + 1), (t + 2, n + 3)) if steps else []
    except ConversionError:
        if isinstance(time_steps, Range):
            raise
        probes = []  # the time steps cannot change, so no axis is known to be time
    try:
        probes = probes or probed((fixed, n), (fixed, n + 1), (fixed, n + 3))
    except ConversionError as error:
        error.remedy = f"{error.remedy}; or leave --layout batch-first out"
        raise
    drops_steps = not isinstance(time_steps, Range) and (fixed or steps) == 1
    return BatchFirst(find_axes(probes), drops_steps, steps, batch)


def find_axes(probes: Sequence[tuple[Point, Program]]) -> dict[str, tuple[Size, ...]]:
    """What each axis of the inputs, outputs and states is in T and N.

    Args:
        probes: the network at several (T, N).

    Raises:
        ConversionError: a length is not proportional to them, or a layer has the streams before the time steps in one
            axis.
    """
    points, programs = [point for point, _ in probes], [program for _, program in probes]
    axes: dict[str, tuple[Size, ...]] = {}
    for values in zip(*map(_borders, programs)):
        sizes = [common_size(points, lengths) for lengths in zip(*(value.shape for value in values))]
        if None in sizes:
            shapes = ", ".join(str(value.shape) for value in values)
            problem = f"its shapes {shapes} at (T, N) = {', '.join(map(str, points))} are not proportional to them"
            raise cannot_be_batch_first(repr(values[0].name), problem)
        axes[values[0].name] = tuple(size for size in sizes if size is not None)
    _require_steps_first(points, programs)
    return axes


def _borders(program: Program) -> list[Value]:
    states = (value for state in program.states for value in (state.input, state.output))
    return [*program.inputs.values(), *program.outputs.values(), *states]


def _name(value: Value) -> str:
    return value.name


def _require_steps_first(points: Sequence[Point], programs: Sequence[Program]) -> None:
    """Raise if a Reshape joins T and N, or splits them, with N in front: rows of an input may be in that order."""
    for nodes in zip_longest(*(program.nodes for program in programs)):
        if not all(node is not None and isinstance(node.op, Reshape) for node in nodes):
            continue
        sides = [
            [common_size(points, lengths) for lengths in zip(*(value.shape for value in values))]
            for values in ([node.inputs[0] for node in nodes], [node.output for node in nodes])
        ]
        for one, other in (sides, sides[::-1]):
            joins = any(size and size.steps and size.batch for size in one)
            letters = [size for size in other if size in (STEPS, BATCH)]
            if joins and letters == [BATCH, STEPS]:
                raise cannot_be_batch_first(
                    f"layer '{nodes[0].layer}'", "it joins the streams and the time steps with the streams in front"
                )
