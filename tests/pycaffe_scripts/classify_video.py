"""Classifies a video as LRCN does: RGB frames in clips of 16, clip markers, and the mean over the frames."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

import caffe2trt.pycaffe as caffe

STEPS = 16


def load_frames(net: caffe.Net, paths: Sequence[str]) -> np.ndarray:
    """The frames as the network takes them: centre crops in BGR from 0 to 255, without their mean."""
    height, width = net.blobs["data"].data.shape[2:]
    transformer = caffe.io.Transformer({"data": net.blobs["data"].data.shape})
    transformer.set_transpose("data", (2, 0, 1))
    transformer.set_raw_scale("data", 255)
    transformer.set_channel_swap("data", (2, 1, 0))
    transformer.set_mean("data", np.array([103.939, 116.779, 128.68]))
    frames = []
    for path in paths:
        picture = caffe.io.resize_image(caffe.io.load_image(path), (height + 4, width + 6))
        frames.append(transformer.preprocess("data", picture[2 : 2 + height, 3 : 3 + width]))
    return np.stack(frames)


def classify(net: caffe.Net, frames: np.ndarray) -> np.ndarray:
    """The mean of the probabilities over all frames. The last clip is filled up with frames that do not count."""
    probs = []
    for begin in range(0, len(frames), STEPS):
        clip = frames[begin : begin + STEPS]
        filled = np.zeros((STEPS, *frames.shape[1:]), np.float32)
        filled[: len(clip)] = clip
        markers = np.ones((STEPS, 1, 1, 1), np.float32)
        markers[0] = 0
        net.blobs["data"].data[...] = filled
        out = net.forward_all(data=filled, clip_markers=markers)
        probs.append(out["probs"][: len(clip), 0])
    return np.asarray(np.concatenate(probs).mean(0))


def main() -> None:
    prototxt, weights, *paths = sys.argv[1:]
    caffe.set_device(0)
    caffe.set_mode_gpu()
    net = caffe.Net(prototxt, weights, caffe.TEST)
    mean = classify(net, load_frames(net, paths))
    print(int(mean.argmax()), " ".join(f"{value:.5f}" for value in mean))


if __name__ == "__main__":
    main()
