"""Times of several programs, side by side in one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from benchmarks.contenders import CONTENDERS, Task, Unable


def side_by_side(calls: Mapping[str, Callable[[], object]], seconds: float) -> dict[str, float]:
    """The median seconds of each call. They take turns for about `seconds`, at least 5 times each."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(next(iter(times.values()))) < 5:
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: float(np.median(taken)) for name, taken in times.items()}


def seconds(function: Callable[[], object], repeats: int) -> float:
    """The mean seconds of a call, over `repeats` of them."""
    start = time.perf_counter()
    for _ in range(repeats):
        function()
    return (time.perf_counter() - start) / repeats


def race(task: Task, seconds: float) -> tuple[dict[str, float], dict[str, str]]:
    """The median seconds of each contender that computes what numpy computes, and why the others are not there."""
    calls: dict[str, Any] = {}
    absent: dict[str, str] = {}
    expected = next(kind for kind in CONTENDERS if kind.name == "numpy")(task)()
    for kind in CONTENDERS:
        try:
            contender = kind(task)
        except ImportError:
            absent[kind.name] = f"{kind.package} is not installed"
            continue
        except Unable as reason:
            absent[kind.name] = str(reason)
            continue
        found = (contender.first if hasattr(contender, "first") else contender)()
        worst = float(np.max(np.abs(np.asarray(found) - expected)))
        if worst < 1e-4:
            calls[kind.name] = contender
        else:
            absent[kind.name] = f"its results differ by {worst:.1e}"
    return side_by_side(calls, seconds), absent
