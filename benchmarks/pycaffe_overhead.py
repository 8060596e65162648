"""What a forward of caffe2trt.pycaffe adds to Session.step, for the sine network of the samples.

    python -m benchmarks.pycaffe_overhead

One time step of one stream, on onnxruntime with one thread. Both sides run in turn in one process on the same Session,
for two sessions on one file differ by more than what is measured here. One side is what a script does: it writes two
inputs, calls forward and reads the output. The other calls Session.step with the same two arrays and takes its output.
Of each side the fastest of many short rounds
counts, so that other programs on the machine count little.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

import caffe2trt.pycaffe as caffe
from benchmarks.measure import seconds

SINE = Path(__file__).parent.parent / "samples" / "sine_wave"
MOST = 20  # microseconds that a forward may add


def measure(rounds: int = 400, repeats: int = 25) -> tuple[float, float]:
    """Microseconds of Session.step, and what a script's forward adds to it."""
    caffe.use("onnx", threads=1)
    net = caffe.Net(str(SINE / "deploy.prototxt"), str(SINE / "sine.caffemodel"), caffe.TEST)
    net.blobs["data"].reshape(1, 1)
    net.blobs["clip"].reshape(1, 1)
    x, clip = np.full((1, 1), 0.5, np.float32), np.ones((1, 1), np.float32)

    def forward() -> np.ndarray:
        net.blobs["data"].data[...] = x
        net.blobs["clip"].data[...] = clip
        net.forward()
        return net.blobs["ip1"].data

    forward()
    forward()  # from the second on, the outputs alone are computed
    runner: Any = net._executor._live
    session = runner._session
    plain = added = float("inf")
    for _ in range(rounds):
        plain = min(plain, seconds(lambda: session.step(data=x, clip=clip)["ip1"], repeats))
        added = min(added, seconds(forward, repeats))
    return 1e6 * plain, 1e6 * (added - plain)


def main() -> int:
    plain, added = measure()
    print(f"Session.step           {plain:6.1f} us")
    print(f"net.forward() adds     {added:6.1f} us")
    return 0 if added <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
