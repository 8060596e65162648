"""Families: one file for many shapes of a network's inputs, which differ in the streams or the time steps alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.converter.net import Net as ConvertedNet
from caffe2trt.converter.net import Varying, make_varying
from caffe2trt.pycaffe.backends import SessionRunner
from caffe2trt.pycaffe.ranges import LayerRange, WeightArrays, convert, infer
from caffe2trt.pycaffe.variants import Converted
from caffe2trt.runtime.manifest import Range
from caffe2trt.runtime.session import Session


@dataclass(frozen=True)
class Growth:
    """How the shapes of inputs follow from one number: streams, or time steps.

    Attributes:
        shapes: at the number `size`.
        axes: the axes that grow with it, (input, axis).
    """

    shapes: Mapping[str, Shape]
    axes: frozenset[tuple[str, int]]
    size: int

    def at(self, size: int) -> dict[str, Shape]:
        """The shapes at another number."""
        return {
            name: tuple(n * size // self.size if (name, axis) in self.axes else n for axis, n in enumerate(shape))
            for name, shape in self.shapes.items()
        }

    def size_of(self, shapes: Mapping[str, Shape]) -> int | None:
        """The number at which the inputs have these shapes."""
        name, axis = min(self.axes)
        if len(shapes[name]) <= axis:
            return None
        size, rest = divmod(shapes[name][axis] * self.size, self.shapes[name][axis])
        return size if size and not rest and self.at(size) == dict(shapes) else None


def find_growth(one: Mapping[str, Shape], other: Mapping[str, Shape]) -> Growth | None:
    """What grows between two sets of shapes, if it is one number."""
    axes: dict[tuple[str, int], tuple[int, int]] = {}
    for name, shape in one.items():
        if len(shape) != len(other[name]):
            return None
        axes.update(((name, axis), ns) for axis, ns in enumerate(zip(shape, other[name])) if ns[0] != ns[1])
    if not axes:
        return None
    least = min(axes.values())
    if not all(n * least[1] == m * least[0] and n % least[0] == 0 for n, m in axes.values()):
        return None
    return Growth(dict(one), frozenset(axes), least[0])


@dataclass
class Family:
    """Conversions of a range of layers that take a range of sizes.

    Attributes:
        growth: how the shapes follow from the size.
        most: the largest size.
        is_steps: whether the size is the number of time steps; otherwise it is that of streams.
    """

    layers: LayerRange
    growth: Growth
    most: int
    is_steps: bool
    _shared: dict[tuple[str, ...], tuple[SharedSession, Mapping[str, str], Mapping[str, str]]] = field(
        default_factory=dict
    )

    @classmethod
    def found(
        cls, layers: LayerRange, one: Mapping[str, Shape], other: Mapping[str, Shape], times: int
    ) -> Family | None:
        """The family that both sets of shapes are of; None where there is none.

        Args:
            times: how many times the larger one its files take.
        """
        growth = find_growth(one, other)
        size = growth.size_of(other) if growth is not None else None
        if growth is None or size is None:
            return None
        states = [_states(layers, shapes) for shapes in (one, other)]
        return cls(layers, growth, times * max(growth.size, size), bool(states[0]) and states[0] == states[1])

    def size_of(self, shapes: Mapping[str, Shape]) -> int | None:
        """The size at which the inputs have these shapes; None where the files do not take it."""
        size = self.growth.size_of(shapes)
        return size if size is not None and size <= self.most else None

    def convert(
        self, size: int, outputs: list[str], weights: WeightArrays, open_session: Callable[[ConvertedNet], Session]
    ) -> Converted:
        """A conversion that gives these blobs, at one size.

        Raises:
            ConversionError: the network cannot vary.
        """
        key = tuple(outputs)
        if key not in self._shared:

            def at(size: int | None) -> ConvertedNet:
                return convert(self.layers, self.growth.at(size or self.growth.size), outputs, weights)[0]

            _, reads, gives = convert(self.layers, self.growth.shapes, outputs, weights)
            range_ = Range(1, self.growth.size, self.most)
            if self.is_steps:
                varying = Varying(range_, None, lambda steps, _: at(steps))
            else:
                varying = Varying(None, range_, lambda _, streams: at(streams))
            self._shared[key] = (SharedSession(open_session(make_varying(varying))), reads, gives)
        shared, *names = self._shared[key]
        states = _states(self.layers, self.growth.at(size))
        return Converted(SizedRunner(shared, None if self.is_steps else size, states), *names)

    def close(self) -> None:
        """Close the files."""
        for shared, *_ in self._shared.values():
            shared.runner.close()
        self._shared.clear()


def _states(layers: LayerRange, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    return {state.input.name: state.input.shape for state in infer(layers, shapes)[2].states}


class SharedSession:
    """A session that several sizes use in turn.

    Attributes:
        last: the size whose call was the last.
    """

    def __init__(self, session: Session) -> None:
        self.runner = SessionRunner(session)
        self.last: SizedRunner | None = None


class SizedRunner:
    """Runs a shared session at one number of streams, or for those time steps that the inputs have."""

    def __init__(self, shared: SharedSession, streams: int | None, states: Mapping[str, Shape]) -> None:
        self._shared, self._streams = shared, streams
        self.states = states

    def _sized(self) -> SessionRunner:
        """The session's runner, at this size."""
        shared = self._shared
        if shared.last is not self:
            if self._streams is not None:
                shared.runner.resize(self._streams)
            shared.last = self
        return shared.runner

    def step(self, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        return self._sized().step(inputs)

    def read_states(self) -> dict[str, Array]:
        return self._sized().read_states()

    def states_before(self) -> dict[str, Array]:
        assert self._shared.last is self, "another size has run since"
        return self._shared.runner.states_before()

    def write_states(self, states: Mapping[str, Array]) -> None:
        self._sized().write_states(states)

    def close(self) -> None:
        """The family closes the session."""
