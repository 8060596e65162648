"""Random scripts on a pycaffe network, compared with a network that computes every layer at once, as Caffe does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import caffe2trt.pycaffe as caffe
from tests.networks import Array, input_layer, write_caffemodel
from tests.pycaffe_nets import backend as backend

NETWORK = (
    input_layer("x", 1, 2, 3)
    + input_layer("cont", 1, 2)
    + 'layer { name: "rnn" type: "RNN" bottom: "x" bottom: "cont" top: "h" recurrent_param { num_output: 3 } }\n'
    + 'layer { name: "flat" type: "Flatten" bottom: "h" top: "flat" }\n'
    + 'layer { name: "double" type: "Power" bottom: "flat" top: "d" power_param { scale: 2 } }\n'
    + 'layer { name: "relu" type: "ReLU" bottom: "d" top: "d" }\n'
    + 'layer { name: "sum" type: "Eltwise" bottom: "d" bottom: "d" top: "y" }\n'
)
LAYERS = ["rnn", "flat", "double", "relu", "sum"]


class Eager:
    """The same network: arrays that each layer overwrites, and the state of the RNN."""

    def __init__(self, weights: list[Array]) -> None:
        self.weights = [array.copy() for array in weights]
        self.state = np.zeros((2, 3), np.float32)
        self.data = {"x": np.zeros((1, 2, 3)), "cont": np.zeros((1, 2)), "h": np.zeros((1, 2, 3))}
        self.data |= {"d": np.zeros((1, 6)), "y": np.zeros((1, 6))}
        self.data = {name: array.astype(np.float32) for name, array in self.data.items()}
        self.data["flat"] = self.data["h"].reshape(1, 6)

    def forward(self, first: int, last: int) -> None:
        for layer in LAYERS[first : last + 1]:
            getattr(self, layer)()

    def rnn(self) -> None:
        w_x, b, w_h, w_o, b_o = self.weights
        self.state[...] = np.tanh(self.data["x"][0] @ w_x.T + b + (self.data["cont"][0][:, None] * self.state) @ w_h.T)
        self.data["h"][0] = np.tanh(self.state @ w_o.T + b_o)

    def flat(self) -> None:
        """It shares the memory of h."""

    def double(self) -> None:
        self.data["d"][...] = 2 * self.data["flat"]

    def relu(self) -> None:
        self.data["d"][...] = np.maximum(self.data["d"], 0)

    def sum(self) -> None:
        self.data["y"][...] = self.data["d"] + self.data["d"]


def act(kind: int, rng: np.random.Generator, net: caffe.Net, eager: Eager, held: dict[str, Array]) -> None:
    """One random thing that scripts do."""
    name = str(rng.choice(list(eager.data)))
    if kind < 5:
        first, last = sorted(rng.integers(0, 5, 2)) if kind == 0 else (0, 4)
        start, end = (LAYERS[first], LAYERS[last]) if kind == 0 else (None, None)
        net.forward(start=start, end=end)
        eager.forward(first, last)
    elif kind == 5:
        values = rng.normal(size=eager.data[name].shape).astype(np.float32)
        net.blobs[name].data[...] = values
        eager.data[name][...] = values
    elif kind == 6:
        held[name] = net.blobs[name].data
    elif kind == 7:
        held.pop(name, None)
    elif kind == 8:
        index = int(rng.integers(5))
        net.params["rnn"][index].data[...] *= np.float32(0.9)
        eager.weights[index] *= np.float32(0.9)
    else:
        assert np.abs(net.blobs[name].data - eager.data[name]).max() < 1e-5, name


@pytest.mark.parametrize("seed", range(8))
def test_a_random_script(seed: int, tmp_path: Path, backend: str) -> None:
    rng = np.random.default_rng(seed)
    shapes = [(3, 3), (3,), (3, 3), (3, 3), (3,)]
    weights = [rng.normal(scale=0.5, size=shape).astype(np.float32) for shape in shapes]
    (tmp_path / "net.prototxt").write_text(NETWORK)
    weights_file = write_caffemodel(tmp_path / "net.caffemodel", {"rnn": weights})
    net, eager = caffe.Net(str(tmp_path / "net.prototxt"), str(weights_file), caffe.TEST), Eager(weights)
    held: dict[str, Array] = {}
    for _ in range(60):
        act(int(rng.integers(12)), rng, net, eager, held)
        for name, array in held.items():
            assert np.abs(array - eager.data[name]).max() < 1e-5, name
    for name, values in eager.data.items():
        assert np.abs(net.blobs[name].data - values).max() < 1e-5, name
