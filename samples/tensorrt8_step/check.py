"""Runs the expanded network over one clip of moving_blob, frame by frame in numpy, and compares it with Caffe.

python samples/tensorrt8_step/check.py step.prototxt step.caffemodel
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from caffe2trt.converter import Reference, load

CAFFE = np.load(Path(__file__).parent.parent / "moving_blob" / "expected.npz")


def main() -> None:
    prototxt, caffemodel = sys.argv[1:]
    reference = Reference(load(prototxt, caffemodel))
    print(f"{len(reference.net.reports)} layers, states {', '.join(reference.state)}")
    worst = 0.0
    for frame, pixels in enumerate(CAFFE["frames"][0, :, 0]):  # the first clip
        blobs = reference.forward(data=pixels[None].astype(np.float32), clip_markers=[float(frame > 0)])
        worst = max(worst, np.abs(blobs["probs"][0, 0] - CAFFE["probs"][0, frame, 0]).max())
    print(f"{frame + 1} frames: largest difference from Caffe {worst:.0e}")


if __name__ == "__main__":
    main()
