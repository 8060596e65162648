"""What scripts are told: unknown names, shapes that do not fit, and what only training needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import caffe2trt.pycaffe as caffe
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.pycaffe import backends
from caffe2trt.pycaffe.errors import TrainingError
from tests.networks import write_caffemodel
from tests.test_pycaffe_net import CHAIN, B, W


@pytest.fixture
def prototxt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(backends, "CHOICE", backends.Choice(backend="reference"))
    (tmp_path / "chain.prototxt").write_text(CHAIN)
    return str(tmp_path / "chain.prototxt")


@pytest.fixture
def net(prototxt: str, tmp_path: Path) -> caffe.Net:
    return caffe.Net(prototxt, str(write_caffemodel(tmp_path / "w.caffemodel", {"ip": [W, B]})), caffe.TEST)


MISUSES: dict[str, tuple[Callable[[caffe.Net], object], str]] = {
    "blob": (lambda net: net.blobs["twise"], "unknown blob 'twise'. Did you mean 'twice'? The blobs are: x, ip, twice"),
    "weights": (lambda net: net.params["relu"], "unknown layer 'relu'. The layers are: ip."),
    "layer": (lambda net: net.forward(end="tvice"), "unknown layer 'tvice'. Did you mean 'twice'?"),
    "asked blob": (lambda net: net.forward(blobs=["z"]), "unknown blob 'z'"),
    "input": (lambda net: net.forward(y=np.ones(1)), "unknown input 'y'"),
    "missing input": (lambda net: net._write_inputs({}), "the input 'x' is missing"),
    "batch": (lambda net: net.forward(x=np.ones((3, 4))), "the input 'x' has shape (3, 4), expected (2, 4)"),
    "shape": (lambda net: net.forward(x=np.ones((2, 5))), "call net.blobs['x'].reshape first"),
    "weight shape": (lambda net: net.params["ip"][0].reshape(9), "have the shape (3, 4), found (9,)"),
    "negative": (lambda net: net.blobs["x"].reshape(-1, 4), "the blob 'x' cannot have the shape (-1, 4)"),
    "no file": (lambda net: net.copy_from("none.caffemodel"), "none.caffemodel"),
}


@pytest.mark.parametrize("what", MISUSES)
def test_misuse_is_refused_in_words(what: str, net: caffe.Net) -> None:
    call, message = MISUSES[what]
    with pytest.raises(ConversionError) as caught:
        call(net)
    assert message in str(caught.value)


def test_an_unknown_name_is_a_key_error_too(net: caffe.Net) -> None:
    with pytest.raises(KeyError):
        _ = net.blobs["twise"]
    assert "twise" not in net.blobs
    assert net.blobs.get("twise") is None


def test_weights_of_another_network_are_refused(net: caffe.Net, tmp_path: Path) -> None:
    files = {
        "has weights of no layer of this network": {"other": [W]},
        "has 2 learned blobs": {"ip": [W]},
        "expected shape (3, 4), found (4, 3)": {"ip": [W.T, B]},
    }
    for message, blobs in files.items():
        with pytest.raises(ConversionError) as caught:
            net.copy_from(str(write_caffemodel(tmp_path / "other.caffemodel", blobs)))
        assert message in str(caught.value)
    assert np.array_equal(net.params["ip"][0].data, W)


def test_a_bottom_that_no_layer_makes(prototxt: str) -> None:
    Path(prototxt).write_text(CHAIN.replace('bottom: "x"', 'bottom: "z"'))
    with pytest.raises(ConversionError, match="layer 'ip' \\(InnerProduct, index 1\\): no layer before it makes its"):
        caffe.Net(prototxt, caffe.TEST)


def test_a_bottom_that_a_layer_of_another_stage_makes(prototxt: str) -> None:
    Path(prototxt).write_text(CHAIN.replace('top: "x"', 'top: "x" include { stage: "deploy" }'))
    with pytest.raises(ConversionError, match=r"Give Net the stage that includes one: stages=\['deploy'\]"):
        caffe.Net(prototxt, caffe.TEST)
    assert caffe.Net(prototxt, caffe.TEST, stages=["deploy"]).inputs == ["x"]


def test_a_layer_that_gets_other_values_than_in_caffe_is_named(prototxt: str) -> None:
    """The ReLU changes y, which is the memory of x; in Caffe, z is made of what it gives."""
    text = (
        'layer { name: "y" type: "Reshape" bottom: "twice" top: "y" reshape_param { shape { dim: 6 } } }'
        'layer { name: "tanh" type: "TanH" bottom: "y" top: "y" }'
        'layer { name: "z" type: "Power" bottom: "twice" top: "z" }'
    )
    Path(prototxt).write_text(CHAIN.partition('layer { name: "minus"')[0] + text)
    net = caffe.Net(prototxt, caffe.TEST)
    net.params["ip"][0].data[...] = W
    net.params["ip"][1].data[...] = B
    with pytest.warns(UserWarning, match="chain: layer 'z' \\(Power\\) takes 'twice_twice_0_split_1', whose memory"):
        net.forward()


def test_an_unknown_layer_type(prototxt: str) -> None:
    Path(prototxt).write_text(CHAIN.replace('"ReLU"', '"Relu"'))
    with pytest.raises(ConversionError, match=r"layer 'relu' \(Relu.*not supported. Did you mean 'ReLU'"):
        caffe.Net(prototxt, caffe.TEST)


TRAINING: dict[str, Callable[[caffe.SGDSolver], object]] = {
    "step": lambda solver: solver.step(1),
    "solve": lambda solver: solver.solve(),
    "snapshot": lambda solver: solver.snapshot(),
    "backward": lambda solver: solver.net.backward(),
    "diff": lambda solver: solver.net.blobs["x"].diff,
    "diff of weights": lambda solver: solver.net.params["ip"][0].diff,
}


@pytest.mark.parametrize("what", TRAINING)
def test_training_is_refused(what: str, prototxt: str, tmp_path: Path) -> None:
    (tmp_path / "solver.prototxt").write_text(f'net: "{prototxt}" test_iter: 1 base_lr: 0.1')
    solver = caffe.get_solver(str(tmp_path / "solver.prototxt"))
    with pytest.raises(TrainingError, match=r"belongs to training.*Train in Caffe itself"):
        TRAINING[what](solver)


def test_a_file_that_is_no_solver(prototxt: str) -> None:
    with pytest.raises(ConversionError, match="is not a solver's file"):
        caffe.get_solver(prototxt)


def test_a_solver_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "solver.prototxt").write_text("base_lr: 0.1")
    with pytest.raises(ConversionError, match="names no network"):
        caffe.get_solver(str(tmp_path / "solver.prototxt"))


@pytest.mark.parametrize(
    ("backend", "options", "message"),
    [
        ("engine", {"precision": "half"}, "unknown precision 'half'. The choices are fp32, fp16, bf16"),
        ("engine", {"precision": "int8"}, "unknown precision 'int8'"),
        ("onnx", {"precision": "fp16"}, "precision fp16 is only for the backend engine, not onnx"),
        ("reference", {"threads": 2}, "threads is only for the backend onnx, not reference"),
    ],
)
def test_options_that_a_backend_does_not_have(
    monkeypatch: pytest.MonkeyPatch, backend: str, options: dict[str, Any], message: str
) -> None:
    monkeypatch.setattr(backends, "CHOICE", backends.Choice())
    with pytest.raises(ConversionError, match=message):
        caffe.use(backend, **options)
    assert backends.Choice() == backends.CHOICE


def test_unknown_backends(monkeypatch: pytest.MonkeyPatch, prototxt: str) -> None:
    with pytest.raises(ConversionError, match=r"use: unknown backend 'tensorrt'\. The backends are: onnx, engine"):
        caffe.use("tensorrt")
    monkeypatch.setattr(backends, "CHOICE", backends.Choice())
    monkeypatch.setenv(backends.VARIABLE, "gpu")
    with pytest.raises(ConversionError, match="CAFFE2TRT_BACKEND: unknown backend 'gpu'"):
        caffe.Net(prototxt, caffe.TEST)
