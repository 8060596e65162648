"""The recurrent tutorial's test loop: an Lstm network, reshaped to two time steps, continues on its own output."""

from __future__ import annotations

import sys

import numpy as np

import caffe2trt.pycaffe as caffe


def continue_signal(prototxt: str, weights: str, signal: np.ndarray, count: int) -> np.ndarray:
    """Predictions for the signal, two values a forward, and then `count` forwards on the network's own output."""
    net = caffe.Net(prototxt, weights, caffe.TEST)
    net.blobs["data"].reshape(2, 1)
    net.blobs["clip"].reshape(2, 1)
    net.reshape()
    predictions = []
    for i in range(len(signal) // 2 + count):
        net.blobs["clip"].data[...] = 1
        if i == 0:
            net.blobs["clip"].data[0] = 0
        if i < len(signal) // 2:
            net.blobs["data"].data[:, 0] = signal[2 * i : 2 * i + 2]
        else:
            net.blobs["data"].data[...] = net.blobs["ip1"].data
        net.forward()
        predictions.append(net.blobs["ip1"].data[:, 0].copy())
    return np.concatenate(predictions)


def main() -> None:
    prototxt, weights = sys.argv[1:3]
    caffe.set_mode_cpu()
    signal = np.sin(np.arange(40) * 0.2).astype(np.float32)
    print(" ".join(f"{value:.4f}" for value in continue_signal(prototxt, weights, signal, 10)))


if __name__ == "__main__":
    main()
