"""Sequences: many sequences over one Session, each known by a number, whose steps come in any order and together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.runtime.checks import listed
from caffe2trt.runtime.interface import Array, SessionError
from caffe2trt.runtime.session import Session

Outputs = dict[str, Array]


@dataclass(frozen=True)
class Step:
    """One time step of one sequence.

    Attributes:
        sequence: its number.
        inputs: by name, (1, ...).
        starts: it is the sequence's first; what was kept under this number is forgotten.
        ends: it is its last; nothing is kept.
    """

    sequence: int
    inputs: Mapping[str, ArrayLike]
    starts: bool = False
    ends: bool = False


@dataclass
class _Live:
    """A sequence between two steps: its states, (1, H), and when it was last used."""

    state: Outputs
    used: float


class Sequences:
    """Runs steps of many sequences over one Session; steps that are given together are one call.

    The Session's file takes one time step of each stream, batch-first: `--time-steps 1 --batch 1:8:32 --layout
    batch-first`. The states are kept on the host, one row for each sequence.
    """

    def __init__(
        self, session: Session, *, idle_seconds: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin without a sequence.

        Args:
            session: it is used by this object alone.
            idle_seconds: a sequence without a step for so long is forgotten.
            clock: seconds that only grow.

        Raises:
            SessionError: the session's file takes several time steps, or does not have the streams first.
        """
        if session.time_steps != 1 or "time_steps" in session.ranges:
            raise SessionError("sequences need a file of one time step; convert with --time-steps 1")
        if "streams" not in session.ranges and session.streams != 1:
            raise SessionError("sequences need a file for a range of streams, or for one; convert with --batch 1:8:32")
        if "streams" in session.ranges and not session.batch_first:
            raise SessionError("sequences need a file with the streams first; convert with --layout batch-first")
        self._session = session
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._live: dict[int, _Live] = {}
        self._most = session.ranges["streams"].max if "streams" in session.ranges else session.streams
        self._shapes = {name: shape[1:] for name, shape in session.inputs.items() if name not in session.cont}

    def __len__(self) -> int:
        return len(self._live)

    def run(self, steps: Sequence[Step]) -> list[Outputs | SessionError]:
        """The outputs of each step, (1, ...) by name, or why there are none.

        A step that fails changes no state; the first of a sequence then leaves nothing under its number. Several steps
        of one sequence are run one after the other, in their order.
        """
        self._forget_idle()
        results: dict[int, Outputs | SessionError] = {}
        todo = list(range(len(steps)))
        while todo:
            chosen: dict[int, int] = {}  # of each sequence its next step
            for place in todo:
                if len(chosen) < self._most:
                    chosen.setdefault(steps[place].sequence, place)
            todo = [place for place in todo if place not in chosen.values()]
            places = list(chosen.values())
            for place, result in zip(places, self._run_together([steps[place] for place in places])):
                results[place] = result
                if steps[place].starts and isinstance(result, SessionError):
                    self._live.pop(steps[place].sequence, None)  # or a later step would continue an older sequence
        return [results[place] for place in range(len(steps))]

    def _forget_idle(self) -> None:
        oldest = self._clock() - self._idle_seconds
        for sequence in [number for number, live in self._live.items() if live.used < oldest]:
            del self._live[sequence]

    def _run_together(self, steps: Sequence[Step]) -> list[Outputs | SessionError]:
        """Steps of different sequences, in one call where nothing is wrong with any of them."""
        problems = [self._problem(step) for step in steps]
        good = [step for step, problem in zip(steps, problems) if problem is None]
        try:
            found: list[Outputs | SessionError] = list(self._call(good)) if good else []
        except SessionError as error:
            # Something that only the call tells, such as an index without a row: whose it is, is seen one by one.
            found = [error] if len(good) == 1 else [self._run_together([step])[0] for step in good]
        left = iter(found)
        return [next(left) if problem is None else problem for problem in problems]

    def _problem(self, step: Step) -> SessionError | None:
        """What is wrong with a step."""
        if not step.starts and step.sequence not in self._live:
            return SessionError(
                f"sequence {step.sequence} is unknown here: it has not started, has ended, or had no step for "
                f"{self._idle_seconds:g} s. Begin a new one with START"
            )
        if step.inputs.keys() != self._shapes.keys():
            return SessionError(f"the inputs are {listed(self._shapes)}; found {listed(step.inputs)}")
        for name, shape in self._shapes.items():
            if np.shape(step.inputs[name]) != (1, *shape):
                return SessionError(
                    f"the input {name!r} has shape {np.shape(step.inputs[name])}, expected {(1, *shape)}"
                )
        return None

    def _call(self, steps: Sequence[Step]) -> list[Outputs]:
        session = self._session
        session.resize(len(steps))
        zeros = {name: np.zeros((1, *shape[1:]), np.float32) for name, shape in session.states.items()}
        before = [zeros if step.starts else self._live[step.sequence].state for step in steps]
        session.state = {name: np.concatenate([state[name] for state in before]) for name in zeros}
        if starting := [place for place, step in enumerate(steps) if step.starts]:
            session.reset(starting)
        results = session.step(
            {name: np.concatenate([np.asarray(step.inputs[name]) for step in steps]) for name in self._shapes}
        )
        after, now = session.state, self._clock()
        for place, step in enumerate(steps):
            self._live[step.sequence] = _Live({n: a[place : place + 1] for n, a in after.items()}, now)
            if step.ends:
                del self._live[step.sequence]
        return [{name: array[place : place + 1] for name, array in results.items()} for place in range(len(steps))]
