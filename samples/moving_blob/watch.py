"""Streams the moving_blob clips frame by frame and prints the class probabilities after each frame.

    python samples/moving_blob/watch.py step.onnx [CLIP]

Make the file with `caffe2trt convert --time-steps 1` from train_test.prototxt. It takes one frame of each of 16 clips.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from caffe2trt.runtime import Session

CAFFE = np.load(Path(__file__).parent / "expected.npz")
CLASSES = ("left", "right", "up", "down", "still")


def stream(session: Session, clips: np.ndarray) -> np.ndarray:
    """Class probabilities (frame, clip, class) of clips (frame, clip, 1, 16, 16), from their first frames on."""
    session.reset()
    return np.concatenate([session.step(data=frames.astype(np.float32))["probs"] for frames in clips])


def main() -> None:
    model, clip = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 33
    with Session(model) as session:
        print(session.what)
        probs = np.concatenate([stream(session, clips) for clips in CAFFE["frames"]], axis=1)
    labels = CAFFE["labels"].reshape(-1)
    print(f"clip {clip}, which moves {CLASSES[int(labels[clip])]}:")
    for frame, row in enumerate(probs[:, clip], start=1):
        chances = "  ".join(f"{name} {chance:.2f}" for name, chance in zip(CLASSES, row))
        print(f"  frame {frame}:  {chances}  -> {CLASSES[row.argmax()]}")
    right = (probs.argmax(axis=-1) == labels).sum(axis=1)
    print(f"right after each frame, of {len(labels)} clips: {' '.join(map(str, right))}")
    error = np.abs(probs - np.concatenate(list(CAFFE["probs"]), axis=1)).max()
    print(f"largest difference from Caffe {error:.0e}")


if __name__ == "__main__":
    main()
