"""Streams the signal of sine_wave through the unrolled network, 20 values a call, and the rolled one, one value a call.

python samples/netspec_unrolled/stream.py unrolled.onnx step.onnx
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from caffe2trt.runtime import Session

CAFFE = np.load(Path(__file__).parent.parent / "sine_wave" / "expected.npz")


def windows(path: str, previous: np.ndarray) -> np.ndarray:
    """The unrolled network: as many values a call as it has time steps; each call starts at zeros."""
    with Session(path) as session:
        steps, *_ = session.inputs["data"]
        calls = [session.step(data=part.reshape(steps, 1, 1))["ip1"] for part in previous.reshape(-1, steps)]
    return np.concatenate(calls).ravel()


def stream(path: str, previous: np.ndarray) -> np.ndarray:
    """The rolled network: one value a call; the session carries the state."""
    with Session(path) as session:
        calls = [session.step(data=np.full((1, 1, 1), value, np.float32))["ip1"] for value in previous]
    return np.concatenate(calls).ravel()


def main() -> None:
    unrolled, rolled = sys.argv[1:]
    previous, expected = CAFFE["previous"], CAFFE["prediction"]
    for name, found in (("windows of 20", windows(unrolled, previous)), ("step by step", stream(rolled, previous))):
        error = np.abs(found - expected)
        print(f"{name}: the first 20 values differ from Caffe's by up to {error[:20].max():.0e}, ", end="")
        print(f"all {len(error)} by up to {error.max():.0e}")


if __name__ == "__main__":
    main()
