"""Defines one time step in the full TensorRT, shows its layers, and evaluates it on the CPU against Caffe.

    python samples/tensorrt8_step/define.py
    python samples/tensorrt8_step/define.py rnnv2

Needs TensorRT 8.6 or newer and its Python package, but no GPU: it does not build an engine. Only TensorRT 8 has RNNv2.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from caffe2trt.converter import ConversionError, define_network, evaluate_network, load

BLOB = Path(__file__).parent.parent / "moving_blob"


def main(tensorrt: Any = "full", lstm: str = "auto") -> None:
    net = load(BLOB / "train_test.prototxt", BLOB / "moving_blob.caffemodel", time_steps=1, batch=1)
    caffe = np.load(BLOB / "expected.npz")
    try:
        network = define_network(net, tensorrt=tensorrt, lstm=lstm)
    except ConversionError as error:
        sys.exit(str(error))
    definition = network.network
    print(network.api.description)
    for index in range(definition.num_layers):
        layer = definition.get_layer(index)
        if "lstm1" in layer.name:
            print(f"  {layer.type!s:28} {layer.name}")
    state = {name: np.zeros(shape, np.float32) for name, shape in net.states.items()}
    worst = 0.0
    for frame, pixels in enumerate(caffe["frames"][0, :, 0]):  # the first clip
        feeds = {"data": pixels[None].astype(np.float32), "clip_markers": np.array([frame > 0], np.float32)}
        results = evaluate_network(network, feeds | state)
        state = {name: results[f"{name.removesuffix('_in')}_out"] for name in state}
        worst = max(worst, np.abs(results["probs"][0, 0] - caffe["probs"][0, frame, 0]).max())
    print(f"{frame + 1} frames, evaluated on the CPU: largest difference from Caffe {worst:.0e}")


if __name__ == "__main__":
    main(lstm=sys.argv[1] if len(sys.argv) > 1 else "auto")
