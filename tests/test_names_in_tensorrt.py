"""Names that TensorRT cannot hold: shortened within the network, refused where a program asks for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, build_engine, define_network, export_onnx, load
from caffe2trt.runtime.manifest import Manifest
from tests.harness import RUNNERS
from tests.networks import input_layer, lstm_text, random_net

LONG, ZERO = "a" * 5000, r"a\000b"


def chain(*names: str, blobs: bool) -> str:
    """InnerProduct layers from x to y; the names are theirs, or their tops'."""
    text, bottom = input_layer("x", 2, 4), "x"
    for index, name in enumerate(names):
        top = "y" if index == len(names) - 1 else name if blobs else f"t{index}"
        text += (
            f'layer {{ name: "{f"l{index}" if blobs else name}" type: "InnerProduct" bottom: "{bottom}" top: "{top}" '
            "inner_product_param { num_output: 4 } }\n"
        )
        bottom = top
    return text


@pytest.mark.parametrize("blobs", [False, True], ids=["layers", "blobs"])
@pytest.mark.parametrize(
    "names",
    [(f"{LONG}1", f"{LONG}2", f"{LONG}3"), (f"{ZERO}1", f"{ZERO}2", "a"), ("é" * 2500, "é" * 2500 + "1", "b")],
    ids=["long", "zero", "long in UTF-8"],
)
def test_names_within_the_network(tmp_path: Path, names: tuple[str, ...], blobs: bool) -> None:
    net = random_net(tmp_path, chain(*names, blobs=blobs))
    x = {"x": np.random.default_rng(0).normal(size=(2, 4)).astype(np.float32)}
    # Not through TensorRT's ONNX parser, which refuses such names: tests/test_onnx_through_tensorrt.py.
    results = [RUNNERS[backend](net)(x)["y"] for backend in ("reference", "onnx", "tensorrt")]
    assert np.allclose(results[0], results[1], atol=1e-6)
    assert np.allclose(results[0], results[2], atol=1e-6)
    network = define_network(net).network
    made = [network.get_layer(index) for index in range(network.num_layers)]
    assert len({layer.name for layer in made}) == len(made)
    assert all(layer.name and layer.get_output(0).name for layer in made)


def test_unnamed_layers(tmp_path: Path) -> None:
    text = lstm_text(3, 2, 4, 5).replace('name: "l" ', "")
    text += 'layer { type: "TanH" bottom: "y" top: "t" } layer { type: "Sigmoid" bottom: "t" top: "z" }'
    net = random_net(tmp_path, text)
    rng = np.random.default_rng(0)
    feeds = {name: rng.normal(size=shape).astype(np.float32) for name, shape in net.inputs.items()}
    results = [run(net)(feeds)["z"] for run in RUNNERS.values()]
    assert np.allclose(results[0], results[1], atol=1e-6)
    assert np.allclose(results[0], results[2], atol=1e-6)
    assert build_engine(net, tmp_path / "n.engine", "sm86") > 1000


def test_two_layers_of_one_name_cannot_both_have_weights(tmp_path: Path) -> None:
    for name, message in (("l", "layer 1 has the same name and weights too"), ("", "have weights and no name")):
        with pytest.raises(ConversionError, match=message):
            random_net(tmp_path, chain(name, name, blobs=False))


@pytest.mark.parametrize("name", [LONG, ZERO], ids=["long", "zero"])
def test_names_that_a_program_asks_for(tmp_path: Path, name: str) -> None:
    tanh = 'layer {{ name: "t" type: "TanH" bottom: "{}" top: "{}" }}'
    for what, text in (
        ("input", input_layer(name, 1, 4) + tanh.format(name, "y")),
        ("output", input_layer("x", 1, 4) + tanh.format("x", name)),
        ("state", lstm_text(3, 1, 4, 5).replace('"l"', f'"{name}"')),
    ):
        net = random_net(tmp_path, text)
        with pytest.raises(ConversionError, match=rf"TensorRT cannot hold the name of the {what} 'a.*\(-o net.onnx\)"):
            define_network(net)
        assert export_onnx(net, tmp_path / "n.onnx") > 0


def test_a_name_of_the_network_that_does_not_fit_is_cut(tmp_path: Path) -> None:
    net = random_net(tmp_path, f'name: "{LONG}"\n{chain("l", blobs=False)}')
    assert LONG.startswith(Manifest.from_text(define_network(net).network.name).net)


def test_a_blob_without_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(
        input_layer("x", 1, 4) + 'layer { name: "t" type: "TanH" bottom: "x" top: "" }'
    )
    with pytest.raises(ConversionError, match=r"layer 't' \(TanH.*one of its bottoms or tops has no name"):
        load(tmp_path / "n.prototxt")
