"""What a Session adds to a step over onnxruntime's bare run with IO binding.

    python -m benchmarks.session_overhead

One LSTM, I = H = 256, one stream, one time step, one thread. Both sides run in turn in one process, on the same
onnxruntime session with the same buffers, for two sessions on one file differ by more than what is measured here. The
bare side does what a program written for this one network would: writes its input into the bound buffer, runs, and
swaps the state's buffers. The figure is the median over the rounds of the difference between the two.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.contenders import Task, caffe_files
from benchmarks.measure import seconds
from caffe2trt.converter import export_onnx, load
from caffe2trt.runtime import Session

SIZE = 256


class Bare:
    """The onnxruntime session and the bound buffers of a Session, and nothing else of it."""

    def __init__(self, session: Session) -> None:
        backend: Any = session._backend
        held = backend._held
        self.run, self.bindings = backend._session.run_with_iobinding, held.bindings
        self.x, self.y = held.inputs["x"], held.outputs["y"]
        self.now = 0

    def step(self, x: np.ndarray) -> np.ndarray:
        self.x[...] = x
        self.run(self.bindings[self.now])
        self.now ^= 1
        return self.y


def measure(rounds: int = 40, repeats: int = 250) -> tuple[float, float]:
    """Microseconds of a bare step, and what Session.step adds to it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        export_onnx(load(*caffe_files(Task(1, 1, SIZE, SIZE), Path(folder))), path)
        session = Session(path, threads=1)
    bare, x = Bare(session), np.random.default_rng(1).normal(size=(1, 1, SIZE)).astype(np.float32)
    session.step(x=x)
    pairs = [
        (seconds(lambda: bare.step(x), repeats), seconds(lambda: session.step(x=x), repeats)) for _ in range(rounds)
    ]
    plain = statistics.median(pair[0] for pair in pairs)
    added = statistics.median(pair[1] - pair[0] for pair in pairs)
    return 1e6 * plain, 1e6 * added


def main() -> int:
    plain, added = measure()
    print(f"bare onnxruntime with IO binding  {plain:6.1f} us a step")
    print(f"Session.step adds                 {added:6.1f} us")
    return 0 if added <= 10 else 1


if __name__ == "__main__":
    sys.exit(main())
