"""--random-weights: a network that is judged before its caffemodel arrives."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import Net, Reference, define_network, export_onnx, load
from caffe2trt.converter.layers.registry import handlers
from caffe2trt.runtime import Session
from caffe2trt.runtime.manifest import Manifest
from caffe2trt.runtime.session import RandomWeights
from tests.harness import GOLDENS, Case
from tests.networks import input_layer
from tests.test_cli import BLOB, SINE, call

FILLERS = GOLDENS / "fillers"
CAFFE: dict[str, list[dict[str, Any]]] = json.loads((FILLERS / "caffe.json").read_text())["blobs"]


def weights(net: Net) -> dict[str, list[np.ndarray]]:
    return {r.proto.name: [b.array for b in r.blobs if b.array is not None] for r in net.reports if r.blobs}


@pytest.fixture(scope="module")
def filled() -> list[dict[str, list[np.ndarray]]]:
    return [weights(load(FILLERS / "net.prototxt", random_weights=seed)) for seed in range(8)]


@pytest.mark.parametrize("name", CAFFE)
def test_fillers_are_those_of_caffe(name: str, filled: list[dict[str, list[np.ndarray]]]) -> None:
    """The same distribution as eight nets of real Caffe have, and the same numbers where they are not random."""
    for index, caffe in enumerate(CAFFE[name]):
        ours = [net[name][index] for net in filled]
        assert ours[0].shape == tuple(caffe["shape"])
        if caffe["values"] is not None:
            assert np.array_equal(ours[0].ravel(), np.array(caffe["values"], np.float32))
            continue
        size = sum(array.size for array in ours)
        std = float(np.mean([array.std() for array in ours]))
        assert std == pytest.approx(caffe["std"], rel=6 / np.sqrt(size), abs=1e-9)
        assert np.mean([a.mean() for a in ours]) == pytest.approx(caffe["mean"], abs=6 * std / np.sqrt(size) + 1e-9)
        assert np.mean([(a == 0).mean() for a in ours]) == pytest.approx(caffe["zeros"], abs=6 / np.sqrt(size))
        for found, expected in ((min(a.min() for a in ours), "min"), (max(a.max() for a in ours), "max")):
            assert found == pytest.approx(caffe[expected], abs=std)
        if name == "unitball":
            rows = np.concatenate([a.sum(1) for a in ours])
            assert rows == pytest.approx(np.full(len(rows), caffe["row"]), abs=1e-5)


def test_a_seed_gives_the_same_weights_whatever_the_sizes_and_outputs() -> None:
    first = weights(load(BLOB[0], random_weights=3))
    again = weights(load(BLOB[0], random_weights=3, time_steps=1, batch=2, outputs=["lstm1"]))
    other = weights(load(BLOB[0], random_weights=4))
    assert set(again) < set(first)
    assert all(np.array_equal(a, b) for name in again for a, b in zip(first[name], again[name], strict=True))
    assert not any(np.array_equal(first[name][0], other[name][0]) for name in first)


def test_without_fillers_the_numbers_neither_vanish_nor_explode(tmp_path: Path) -> None:
    """A deploy file has none, and Caffe's zeros would show nothing."""
    text = input_layer("x", 4, 30) + "".join(
        f'layer {{ name: "{name}" type: "{kind}" bottom: "{bottom}" top: "{name}" {more} }}\n'
        for name, kind, bottom, more in (
            ("a", "InnerProduct", "x", "inner_product_param { num_output: 50 }"),
            ("n", "BatchNorm", "a", ""),
            ("s", "Scale", "n", "scale_param { bias_term: true }"),
            ("p", "PReLU", "s", ""),
            ("y", "InnerProduct", "p", "inner_product_param { num_output: 20 }"),
        )
    )
    (tmp_path / "n.prototxt").write_text(text)
    net = load(tmp_path / "n.prototxt", random_weights=0)
    y = Reference(net).forward(x=np.random.default_rng(0).normal(size=(4, 30)))["y"]
    assert 0.1 < y.std() < 10
    assert np.array_equal(weights(net)["p"][0], np.full(50, 0.25, np.float32))
    assert (weights(net)["n"][1] > 0).all()


@pytest.mark.parametrize("outputs", [1, 4])
def test_weights_without_a_filler_are_as_large_as_their_inputs_ask(tmp_path: Path, outputs: int) -> None:
    (tmp_path / "n.prototxt").write_text(
        input_layer("x", 2, 30, 4, 4)
        + 'layer { name: "ip" type: "InnerProduct" bottom: "x" top: "ip" '
        + f"inner_product_param {{ num_output: {outputs} }} }}"
        + 'layer { name: "conv" type: "Convolution" bottom: "x" top: "conv" '
        + f"convolution_param {{ num_output: {outputs} kernel_h: 1 kernel_w: 3 }} }}"
    )
    made = weights(load(tmp_path / "n.prototxt", random_weights=0))
    for name, inputs in (("ip", 30 * 4 * 4), ("conv", 30 * 3)):
        assert np.abs(made[name][0]).max() == pytest.approx(np.sqrt(3 / inputs), rel=0.1)


@pytest.mark.parametrize(
    ("filler", "message"),
    [
        ('type: "orthogonal"', "layer 'f' (InnerProduct.*its filler has the type 'orthogonal'; Caffe has constant"),
        ('type: "xavier" sparse: 3', "its xavier filler has sparse: 3"),
        ('type: "bilinear"', "its bilinear filler takes a square kernel of four axes, found (3, 4)"),
        ('type: "uniform" min: 2', "its uniform filler goes from 2 to 1"),
        ('type: "gaussian" std: 0', "its gaussian filler has std: 0"),
    ],
)
def test_what_caffe_refuses_is_refused(tmp_path: Path, filler: str, message: str) -> None:
    (tmp_path / "n.prototxt").write_text(
        input_layer("x", 2, 4)
        + 'layer { name: "f" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { num_output: 3 '
        f"weight_filler {{ {filler} }} }} }}"
    )
    with pytest.raises(ConversionError, match=re.sub(r"([()])", r"\\\1", message)):
        load(tmp_path / "n.prototxt", random_weights=0)


CASES = sorted({path.parent.relative_to(GOLDENS).as_posix() for path in GOLDENS.glob("*/*/weights.caffemodel")})


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("big/")])
def test_every_layer_with_weights_takes_random_ones(name: str) -> None:
    case = Case.named(name)
    net = load(case.prototxt, random_weights=1, keep_going=True)
    assert [str(r.error) for r in net.reports if r.error is not None] == []
    assert net.parameters
    for arrays in weights(net).values():
        assert all(np.isfinite(array).all() for array in arrays)
    assert handlers()  # the registry that they come from


def test_convert_compare_and_run_without_a_caffemodel(tmp_path: Path) -> None:
    target = tmp_path / "n.onnx"
    says = "caffe2trt: warning: the weights are random (seed 7)"
    made = call("convert", BLOB[0], "-o", target, "--random-weights", "7")
    assert (made.exit_code, made.stderr.count(says)) == (0, 1)
    compared = call("compare", target, BLOB[0], "--layers")
    assert (compared.exit_code, compared.stderr.count("random (seed 7)")) == (0, 1), compared.output
    assert call("compare", BLOB[0], "--random-weights", "7").exit_code == 0
    ran = call("run", target, "--calls", "2")
    assert (ran.exit_code, ran.stderr.count("random (seed 7)")) == (0, 1), ran.output


def test_weights_are_random_or_of_a_file_and_not_both(tmp_path: Path) -> None:
    target, trained = tmp_path / "n.onnx", tmp_path / "t.onnx"
    assert call("convert", SINE[0], "-o", target, "--random-weights", "0").exit_code == 0
    assert call("convert", *SINE, "-o", trained).exit_code == 0
    for arguments, message in (
        (
            ["convert", *SINE, "-o", target, "--random-weights", "0"],
            "--random-weights 0 makes others. Give one of the two",
        ),
        (["compare", target, *SINE], "n.onnx was made with --random-weights 0, and"),
        (["compare", target, SINE[0], "--random-weights", "1"], "made with --random-weights 0, and --random-weights 1"),
        (
            ["compare", trained, SINE[0], "--random-weights", "1"],
            "was made with trained weights, and --random-weights 1",
        ),
        (["convert", SINE[0], "-o", target], "convert and compare can do without it: --random-weights 0"),
        (["convert", SINE[0], "-o", target, "--random-weights", "-1"], "-1 is not in the range"),
    ):
        result = call(*arguments)
        assert (result.exit_code, message in result.stderr) == (2, True), result.output
    for seed in (-1, 1.5, True, "0"):
        with pytest.raises(ConversionError, match="random_weights must be a seed"):
            load(SINE[0], random_weights=seed)  # type: ignore[arg-type]


def test_files_say_that_their_weights_are_random(tmp_path: Path) -> None:
    net = load(SINE[0], random_weights=0)
    assert net.random_weights == 0
    assert Manifest.from_text(define_network(net).network.name).random_weights == 0
    export_onnx(net, tmp_path / "n.onnx")
    with pytest.warns(RandomWeights, match=r"n.onnx: the weights are random \(seed 0\)") as said:
        session = Session(tmp_path / "n.onnx")
    assert len(said) == 1
    with session, warnings.catch_warnings():
        warnings.simplefilter("error")
        assert session.random_weights == 0
        session.step(data=np.zeros((320, 1)))
    export_onnx(load(*SINE), tmp_path / "t.onnx")
    with Session(tmp_path / "t.onnx") as session:
        assert session.random_weights is None


@pytest.mark.parametrize("value", ["-1", "true", "1.5", '"0"'])
def test_a_manifest_with_a_seed_that_is_none_is_damaged(value: str) -> None:
    text = f'{{"net":"n","precision":"fp32","cont":{{}},"random_weights":{value}}}'
    assert Manifest.from_text(text) == Manifest(text)
