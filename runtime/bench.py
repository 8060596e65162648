"""measure: how long calls of a Session take, and how much of that the Session itself adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from caffe2trt.runtime.interface import Array, SessionError
from caffe2trt.runtime.session import Session

PERCENTILES = (50, 90, 99)


@dataclass(frozen=True)
class Timing:
    """Measured calls.

    Attributes:
        streams, time_steps: N and T of a call.
        seconds: of each call, in order.
        overhead: seconds that Session.step adds to its backend's step: the difference of the medians.
    """

    streams: int
    time_steps: int
    seconds: Array
    overhead: float

    def percentile(self, number: float) -> float:
        """A percentile of the seconds of a call: 99 for what 99 percent of the calls do not exceed."""
        return float(np.percentile(self.seconds, number))

    @property
    def mean(self) -> float:
        """Mean seconds of a call."""
        return float(np.mean(self.seconds))

    @property
    def steps_per_second(self) -> float:
        """Time steps of all streams that are computed in a second."""
        return self.streams * self.time_steps / self.mean


def random_feeds(session: Session, seed: int = 0, time_steps: int | None = None) -> dict[str, Array]:
    """Random inputs for one call, without the cont that the session makes; indices are rows that exist.

    Args:
        time_steps: of the call, for a file that takes a range of them.

    Raises:
        SessionError: the file does not take that number of time steps.
    """
    rng = np.random.default_rng(seed)
    inputs = session.inputs
    if time_steps is not None:
        interface = session._interface
        if interface.varying is not None and interface.size[0]:
            inputs = dict(interface.varying.interface(time_steps, interface.size[1] or None).inputs)
        elif time_steps != session.time_steps:
            raise SessionError(f"this file takes {session.time_steps} time steps and no other number")
    shapes = {name: shape for name, shape in inputs.items() if name not in session.cont}

    def drawn(name: str, shape: tuple[int, ...]) -> Any:
        rows = session.index.get(name)
        return rng.normal(size=shape) if rows is None else rng.integers(rows, size=shape)

    return {name: drawn(name, shape).astype(np.float32) for name, shape in shapes.items()}


def measure(session: Session, feeds: Mapping[str, Array], calls: Iterable[object], warm_up: int = 50) -> Timing:
    """Time one call after another on the same inputs; the state goes on from each to the next.

    Args:
        feeds: inputs of one call.
        calls: anything with one item for each call to time, a range for example.
        warm_up: calls before them that are not timed; one at least.

    Raises:
        SessionError: as from Session.step.
    """
    for _ in range(max(1, warm_up)):
        session.step(feeds)
    step, backend = session.step, session._backend.step
    going_on = {name: np.ones(session.inputs[name], np.float32) for name in session.cont}
    complete = {**going_on, **feeds}
    seconds, inside = [], []
    for _ in calls:
        start = perf_counter()
        step(feeds)
        end = perf_counter()
        seconds.append(end - start)
        # The backend's own call: it writes the states that do not count, and the next call writes over them.
        start = perf_counter()
        backend(session._position[0], complete, {}, None)
        inside.append(perf_counter() - start)
    overhead = float(np.median(seconds) - np.median(inside)) if seconds else 0.0
    return Timing(session.streams, session.time_steps, np.array(seconds), overhead)
