"""Many steps with everything that can happen between them. `python -m tests.soak` takes any number of steps."""

from __future__ import annotations

import pytest

from tests.soak import soak


@pytest.mark.parametrize(("kind", "steps", "seed"), [("onnx", 1500, 0), ("engine", 200, 0), ("engine", 200, 1)])
def test_soak(kind: str, steps: int, seed: int) -> None:
    counts = soak(kind, steps, seed)
    assert counts["wrong"] == 0
    assert {"refused", "resets", "restores", "snapshots", "moves", "faults in step", "interrupts of step"} <= {*counts}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["onnx", "engine"])
def test_a_long_soak(kind: str) -> None:
    assert soak(kind, 100_000)["wrong"] == 0
