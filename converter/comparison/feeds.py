"""Inputs to compare on: seeded random ones, or those of an npz file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.errors import FileError
from caffe2trt.converter.files import read_npz
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.primitives import Shape

Array = NDArray[np.float32]
Arrays = dict[str, Array]


def time_and_streams(net: Net) -> tuple[int, int]:
    """The time steps of one call and the streams of its batch, as the recurrent layers see them; (1, 1) without any."""
    for name, role in net.roles.items():
        if role.kind == "cont":
            return int(np.prod(net.inputs[name])) // role.count, role.count
    streams = max((shape[0] for shape in net.states.values()), default=1)
    return 1, streams


def cont_of(
    net: Net, step: int, steps: int, rng: np.random.Generator | None = None, starts_only: bool = False
) -> Arrays:
    """What tells where sequences start in call `step` of `steps`: all at the first time step of the first call.

    With `rng`, some start again on the way: each with a chance of one in eight at each time step, and the first stream
    for certain in the last time step of the call in the middle. With `starts_only`, only at a call's first time step.
    """
    result = {}
    for name, role in net.roles.items():
        if role.kind != "cont":
            continue
        cont = np.ones(net.inputs[name], np.float32).reshape(-1, role.count)  # (time steps, streams)
        if rng is not None:
            cont[...] = rng.random(cont.shape) > 1 / 8
        if rng is not None and step == steps // 2:
            cont[0 if starts_only else -1, 0] = 0
        if step == 0:
            cont[0] = 0
        if starts_only:
            cont[1:] = 1
        result[name] = cont.reshape(net.inputs[name])
    return result


class Calls:
    """The inputs of a number of forward calls, made when they are asked for, each time the same."""

    def __init__(self, count: int, make: Callable[[int], Arrays]) -> None:
        self.count, self.make = count, make

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Arrays]:
        return map(self.make, range(self.count))

    def first(self, count: int | None) -> Calls:
        """The first `count` of them; all where it is None."""
        return self if count is None else Calls(min(count, self.count), self.make)


def random_feeds(net: Net, steps: int, seed: int = 0, starts_only: bool = False) -> Calls:
    """The inputs of `steps` calls: data from a normal distribution of width one, indices evenly from their table.

    All streams start at the first call, and some start again on the way; see cont_of.
    """

    def make(step: int) -> Arrays:
        rng = np.random.default_rng((seed, step))
        drawn: Arrays = {}
        for name, shape in net.inputs.items():
            role = net.roles[name]
            if role.kind == "index":
                drawn[name] = rng.integers(role.count, size=shape).astype(np.float32)
            elif role.kind == "data":
                drawn[name] = rng.normal(size=shape).astype(np.float32)
        return drawn | cont_of(net, step, steps, rng, starts_only)

    return Calls(steps, make)


def npz_feeds(net: Net, source: str) -> Calls:
    """The inputs of each call from an npz file: arrays by input name, with an axis of calls in front or, for one, not.

    `cont` may be absent: then all sequences start at the first call and go on.

    Raises:
        FileError: it cannot be read, lacks an input, or the arrays do not fit.
    """
    arrays = read_npz(source, net.inputs)
    for name, shape in net.inputs.items():
        if name not in arrays and net.roles[name].kind != "cont":
            raise FileError(f"{source} lacks the input {name!r}", f"Inputs: {_names(net.inputs)}")
        if name in arrays and arrays[name].shape == shape:
            arrays[name] = arrays[name][None]
        if name in arrays and arrays[name].shape[1:] != shape:
            raise FileError(
                f"{source}: {name!r} has shape {arrays[name].shape}, "
                f"expected {shape} or (calls, {', '.join(map(str, shape))})",
                "Reshape it",
            )
    counts = {len(array) for array in arrays.values()}
    if len(counts) != 1:
        raise FileError(f"the arrays of {source} do not agree on the number of calls", "Give all the same first axis")
    steps = counts.pop()
    if steps == 0:
        raise FileError(f"the arrays of {source} have no calls", "Give at least one")
    return Calls(steps, lambda step: cont_of(net, step, steps) | {name: array[step] for name, array in arrays.items()})


def _names(shapes: Mapping[str, Shape]) -> str:
    return ", ".join(f"{name} {shape}" for name, shape in shapes.items())
