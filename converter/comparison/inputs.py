"""Inputs to compare on: seeded random ones, or those of an npz file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.converter.net import Net
from caffe2trt.converter.npz import read_calls
from caffe2trt.converter.program.roles import Role
from caffe2trt.runtime import Session

Arrays = dict[str, Array]


class TakesInputs(Protocol):
    """What inputs are made for: a Net, or a converted file as `inputs_of` shows it."""

    @property
    def inputs(self) -> Mapping[str, Shape]:
        """Shapes by name."""

    @property
    def states(self) -> Mapping[str, Shape]:
        """Shapes of the states."""

    @property
    def roles(self) -> Mapping[str, Role]:
        """What each input is for."""

    @property
    def batch_first(self) -> object | None:
        """None where inputs have Caffe's axes, and not the streams first."""


@dataclass(frozen=True)
class FileInputs:
    """The inputs of a converted file; see TakesInputs."""

    inputs: Mapping[str, Shape]
    states: Mapping[str, Shape]
    roles: Mapping[str, Role]
    batch_first: bool | None = None


def inputs_of(session: Session) -> FileInputs:
    """The inputs of a session's file."""
    roles = {name: Role("data") for name in session.inputs}
    roles |= {name: Role("index", rows) for name, rows in session.index.items()}
    roles |= {name: Role("cont", session.streams) for name in session.cont}
    return FileInputs(session.inputs, session.states, roles, session.batch_first or None)


def time_and_streams(net: TakesInputs) -> tuple[int, int]:
    """The time steps of one call and the streams of its batch, as the recurrent layers see them; (1, 1) without any."""
    for name, role in net.roles.items():
        if role.kind == "cont":
            return int(np.prod(net.inputs[name])) // role.count, role.count
    streams = max((shape[0] for shape in net.states.values()), default=1)
    return 1, streams


def cont_of(
    net: TakesInputs, call: int, calls: int, rng: np.random.Generator | None = None, starts_only: bool = False
) -> Arrays:
    """The cont of call number `call` of `calls`: all sequences start at the first time step of the first call.

    With `rng`, some start again on the way: each with a chance of one in eight at each time step, and the first stream
    for certain in the last time step of the call in the middle. With `starts_only`, only at a call's first time step.
    """
    result = {}
    for name, role in net.roles.items():
        if role.kind != "cont":
            continue
        steps = int(np.prod(net.inputs[name])) // role.count
        cont = np.ones((steps, role.count), np.float32)
        if rng is not None:
            cont[...] = rng.random(cont.shape) > 1 / 8
        if rng is not None and call == calls // 2:
            cont[0 if starts_only else -1, 0] = 0
        if call == 0:
            cont[0] = 0
        if starts_only:
            cont[1:] = 1
        result[name] = (cont if net.batch_first is None else cont.T).reshape(net.inputs[name])
    return result


class Calls:
    """The inputs of a number of forward calls, made when they are asked for, each time the same.

    `note` is what a report should say of them.
    """

    def __init__(self, count: int, make: Callable[[int], Arrays], note: str = "") -> None:
        self.count, self.make, self.note = count, make, note

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Arrays]:
        return map(self.make, range(self.count))

    def first(self, count: int | None) -> Calls:
        """The first `count` of them; all where it is None."""
        return self if count is None else Calls(min(count, self.count), self.make, self.note)


def random_inputs(net: Net, calls: int, seed: int = 0, starts_only: bool = False) -> Calls:
    """Random inputs for `calls` calls: data from a standard normal distribution, indices uniformly from their table.

    All streams start at the first call, and some start again on the way; see cont_of.
    """

    def make(call: int) -> Arrays:
        rng = np.random.default_rng((seed, call))
        drawn: Arrays = {}
        for name, shape in net.inputs.items():
            role = net.roles[name]
            if role.kind == "index":
                drawn[name] = rng.integers(role.count, size=shape).astype(np.float32)
            elif role.kind == "data":
                drawn[name] = rng.normal(size=shape).astype(np.float32)
        return drawn | cont_of(net, call, calls, rng, starts_only)

    return Calls(calls, make)


def npz_inputs(net: Net, source: str) -> Calls:
    """The inputs of each call from an npz file, as `read_calls` reads it.

    `cont` may be absent: then all sequences start at the first call and go on.

    Raises:
        FileError: it cannot be read, lacks an input, or the arrays do not fit.
    """
    cont = [name for name, role in net.roles.items() if role.kind == "cont"]
    arrays, _ = read_calls(source, net.inputs, cont)
    count = len(next(iter(arrays.values())))
    made = [name for name in cont if name not in arrays]
    return Calls(
        count,
        lambda call: cont_of(net, call, count) | {name: array[call] for name, array in arrays.items()},
        f" ({', '.join(made)} made: 0 at the first time step, then 1)" if made else "",
    )
