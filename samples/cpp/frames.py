"""Writes a clip of the sample moving_blob as floats, for a program that does not read .npz.

python samples/cpp/frames.py CLIP clip.f32
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

CAFFE = np.load(Path(__file__).parent.parent / "moving_blob/expected.npz")
CLASSES = ("left", "right", "up", "down", "still")


def main() -> None:
    clip, path = int(sys.argv[1]), sys.argv[2]
    frames = np.concatenate(list(CAFFE["frames"]), axis=1)[:, clip].astype(np.float32)  # (frame, 1, row, column)
    frames.tofile(path)
    label = CLASSES[int(CAFFE["labels"].reshape(-1)[clip])]
    print(f"{path}: {len(frames)} frames of clip {clip}, which moves {label}")


if __name__ == "__main__":
    main()
