"""Where the time goes: load, lower, build and write, each measured without what it calls of the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

_CLOCK: ContextVar[Clock | None] = ContextVar("clock", default=None)


class Clock:
    """Measures the phases of what this thread does, from now on.

    Attributes:
        seconds: of each phase, by name, in the order in which they began.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._phase = ""
        self._since = self._started = perf_counter()
        _CLOCK.set(self)

    @property
    def total(self) -> float:
        """Seconds since the clock was started, those between the phases among them."""
        return perf_counter() - self._started

    def turn(self, phase: str) -> str:
        """Begin a phase, and give the name of the one that ends."""
        now = perf_counter()
        if self._phase:
            self.seconds[self._phase] += now - self._since
        if phase:
            self.seconds.setdefault(phase, 0.0)
        ended, self._phase, self._since = self._phase, phase, now
        return ended


@contextmanager
def phase(name: str) -> Iterator[None]:
    """What is done within counts as this phase, if a clock runs. It may decorate a function."""
    if (clock := _CLOCK.get()) is None:
        yield
        return
    before = clock.turn(name)
    try:
        yield
    finally:
        clock.turn(before)
