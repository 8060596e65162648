"""A layer is one function: layers registered from this file, which the registry does not know, convert."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter import ConversionError, build_engine, load
from caffe2trt.converter.layers import registry
from caffe2trt.converter.layers.layer import Layer
from caffe2trt.converter.layers.registry import caffe_layer, handlers
from caffe2trt.converter.program.primitives import Activation, Binary, Transpose
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME, ordered
from tests.harness import BACKENDS, RUNNERS, difference
from tests.networks import input_layer, random_net

NET = (
    input_layer("x", 4, 2, 3)
    + input_layer("cont", 4, 2)
    + input_layer("label", 2, 4, 1)
    + """
    layer { name: "c" type: "Halves" top: "c" }
    layer { name: "s" type: "SoftClip" bottom: "x" top: "s" }
    layer { name: "e" type: "Eltwise" bottom: "s" bottom: "c" top: "e" }
    layer { name: "l" type: "LSTM" bottom: "e" bottom: "cont" top: "h" recurrent_param { num_output: 5 } }
    layer { name: "t" type: "StreamsFirst" bottom: "h" top: "y" }
    layer { name: "t2" type: "StreamsFirst" bottom: "label" top: "moved_label" }
    layer { name: "loss" type: "EuclideanLoss" bottom: "y" bottom: "moved_label" top: "loss" }
    """
)


def _order(layer: LayerParameter, rank: int) -> tuple[int, ...]:
    return (1, 0, *range(2, rank))


@pytest.fixture(autouse=True)
def _layers_of_this_file() -> Iterator[None]:
    before = dict(handlers())

    @caffe_layer("Halves")
    def halves(b: Builder, layer: Layer) -> Value:
        """A source: it makes its own values."""
        return b.constant(np.full((4, 2, 3), 0.5, np.float32), "halves")

    @caffe_layer("StreamsFirst", axes=ordered(_order), moves=True)
    def streams_first(b: Builder, layer: Layer, x: Value) -> Value:
        """A layer that moves axes."""
        return b(Transpose(_order(layer.proto, len(x.shape))), x)

    @caffe_layer("SoftClip", axes=SAME)
    def soft_clip(b: Builder, layer: Layer, x: Value) -> Value:
        """An ordinary one."""
        return b(Binary("prod"), x, b(Activation("sigmoid"), x))

    yield
    for name in set(handlers()) - set(before):
        del registry._handlers[name]


@pytest.mark.parametrize("backend", BACKENDS)
def test_network_of_new_layers_converts(tmp_path: Path, backend: str) -> None:
    net = random_net(tmp_path, NET)
    assert set(net.inputs) == {"x", "cont"}  # a source is not an input
    assert set(net.outputs) == {"y"}  # a label that was only moved is not an output
    rng = np.random.default_rng(0)
    feeds = {"x": rng.normal(size=(4, 2, 3)).astype(np.float32), "cont": np.ones((4, 2), np.float32)}
    plain = NET.replace('type: "SoftClip"', 'type: "Swish"').replace(
        '"StreamsFirst" bottom: "h" top: "y"', '"Permute" bottom: "h" top: "y" permute_param { order: 1 order: 0 }'
    )
    plain = plain.replace('"Halves" top: "c"', f'"DummyData" top: "c" {DUMMY}')
    expected = RUNNERS["reference"](random_net(tmp_path, plain))(feeds)["y"]
    assert expected.shape == (2, 4, 5)
    assert difference(RUNNERS[backend](net)(feeds)["y"], expected) < 1e-6


DUMMY = "dummy_data_param { shape { dim: 4 dim: 2 dim: 3 } data_filler { value: 0.5 } }"


def test_network_of_new_layers_builds(tmp_path: Path) -> None:
    assert build_engine(random_net(tmp_path, NET), tmp_path / "net.engine", gpu="sm86")


def test_retime_follows_a_new_layer_and_refuses_one_that_does_not_say_how(tmp_path: Path) -> None:
    plain = NET.replace('"Halves" top: "c"', f'"DummyData" top: "c" {DUMMY}')
    (tmp_path / "net.prototxt").write_text(plain)
    retimed = load(tmp_path / "net.prototxt", time_steps=1, batch=3)
    assert retimed.inputs["x"] == (1, 3, 3)
    assert retimed.outputs["y"] == (3, 1, 5)
    (tmp_path / "net.prototxt").write_text(NET)
    with pytest.raises(ConversionError, match=r"layer 'c' \(Halves\).*which of its axes are time steps and streams"):
        load(tmp_path / "net.prototxt", time_steps=1)
