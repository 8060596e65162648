"""load(): what a network becomes, and what the user is told when it cannot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, Reference, export_onnx, load
from tests.harness import GOLDENS, SAMPLES, Case
from tests.networks import input_layer, lstm_text, random_net, write_caffemodel

LRCN = GOLDENS / "big/lrcn_ucf101/net.prototxt"


def test_shapes_of_a_training_network() -> None:
    net = load(LRCN, inputs={"data": (384, 3, 227, 227), "clip_markers": (384,)})
    shapes = {report.proto.name: report.shapes[0] for report in net.reports}
    assert shapes["data"] == (384, 3, 227, 227)
    assert shapes["fc6"] == (384, 4096)
    assert shapes["fc6-reshape"] == (16, 24, 4096)
    assert shapes["lstm1"] == (16, 24, 256)
    assert net.outputs == {"fc8-final": (16, 24, 101)}
    assert net.states == {"lstm1__h_in": (24, 256), "lstm1__c_in": (24, 256)}
    assert net.parameters == 65_421_285
    assert net.dropped_inputs == ("label",)


def test_missing_shapes_are_named_all_at_once() -> None:
    with pytest.raises(ConversionError, match="--input data:DIMS --input clip_markers:DIMS"):
        load(LRCN)


def ip(folder: Path, text: str = "") -> Path:
    path = folder / "ip.prototxt"
    layer = 'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { num_output: 3 } }'
    path.write_text(input_layer("x", 2, 4) + (text or layer))
    return path


WEIGHTS, BIAS = np.zeros((3, 4), np.float32), np.zeros(3, np.float32)


@pytest.mark.parametrize(
    ("blobs", "message"),
    [
        (
            {"other": [WEIGHTS, BIAS]},
            r"'fc' \(InnerProduct.*blob 0 \(weights, shape \(3, 4\)\) is missing.*no layer of that",
        ),
        ({"fc": [WEIGHTS]}, r"blob 1 \(bias, shape \(3,\)\) is missing.*1 blob for it"),
        ({"fc": [WEIGHTS, BIAS, BIAS]}, r"holds 3 blobs for it, expected 2 \(weights \(3, 4\), bias \(3,\)\)"),
        ({"fc": [WEIGHTS.T, BIAS]}, r"blob 0 \(weights\): expected shape \(3, 4\), found \(4, 3\)"),
    ],
)
def test_wrong_blobs(tmp_path: Path, blobs: dict[str, list[np.ndarray]], message: str) -> None:
    with pytest.raises(ConversionError, match=message):
        load(ip(tmp_path), write_caffemodel(tmp_path / "w.caffemodel", blobs))


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ('type: "Unheard" bottom: "x"', r"layer 'l' \(Unheard, index 1, bottoms x \(2, 4\)\): .*not supported"),
        ('type: "relu" bottom: "x"', "Did you mean 'ReLU'"),
        ('type: "Concatt" bottom: "x"', r"Did you mean 'Concat'\? Otherwise end the network"),
        ('type: "ReLU" bottom: "z"', "does not give the shape of 'z'. Give it: --input z:DIMS"),
        ('type: "Eltwise" bottom: "x" bottom: "y"', "no layer before it makes its bottom 'y'"),
        ('type: "Filter" bottom: "x" bottom: "x"', "the shape of what it gives depends on the data.*--output"),
        ('type: "Python" bottom: "x"', "it runs Python code"),
        ('type: "DenseBlock" bottom: "x"', "layer 'l' .DenseBlock.*it takes a blob of 4 axes"),
        ('type: "Pooling" bottom: "x"', "it takes a blob of 4 axes"),
        ('type: "ReLU" bottom: "x" bottom: "x"', "takes 1 bottom, found 2"),
        ('type: "LSTM" bottom: "x"', "takes at least 2 bottoms, found 1"),
        ('type: "Softmax" bottom: "x" softmax_param { axis: 5 }', "axis 5 is out of range for a blob of 2 axes"),
        ('type: "Reshape" bottom: "x" reshape_param { shape { dim: 3 dim: 3 } }', "8 values, the new shape .* has 9"),
        ('type: "Slice" bottom: "x" top: "z" top: "w"', "cannot be cut into 3 equal parts"),
        (
            'type: "Convolution" bottom: "x" convolution_param { num_output: 1 kernel_size: 3 }',
            "only 1 to 3 spatial axes",
        ),
    ],
)
def test_layer_errors_name_the_layer(tmp_path: Path, layer: str, message: str) -> None:
    with pytest.raises(ConversionError, match=message):
        load(ip(tmp_path, f'layer {{ name: "l" {layer} top: "y" }}'))


def test_reshaped_input_that_does_not_fit() -> None:
    with pytest.raises(ConversionError, match=r"layer 'reshape-data' .*new shape"):
        load(SAMPLES / "moving_blob/train_test.prototxt", inputs={"data": (64, 1, 16, 16)})


@pytest.mark.parametrize("shape", [(10**20,), (2**31,), (2**16, 2**16), (1,) * 33, (-1, 4)])
def test_shapes_that_no_blob_can_have(tmp_path: Path, shape: tuple[int, ...]) -> None:
    with pytest.raises(ConversionError, match="a shape that no blob of Caffe can have"):
        load(ip(tmp_path), inputs={"x": shape})


def test_cont_of_the_wrong_shape(tmp_path: Path) -> None:
    (tmp_path / "net.prototxt").write_text(lstm_text(4, 2, 3, 5))
    with pytest.raises(ConversionError, match=r"layer 'l' \(LSTM.*cont\) \(4, 1\) is not .* \(4, 2\)"):
        load(tmp_path / "net.prototxt", inputs={"cont": (4, 1)})


@pytest.mark.parametrize(("axis", "batch"), [("", 2), ("axis: 0", 2), ("axis: 1", 3), ("axis: -1", 3)])
def test_the_indicator_is_as_wide_as_an_axis_of_its_bottom(tmp_path: Path, axis: str, batch: int) -> None:
    """As in the fork that has `axis`: the batch is the length of that axis, by default of the first."""
    (tmp_path / "net.prototxt").write_text(
        input_layer("x", 2, 3) + 'layer { name: "c" type: "ContinuationIndicator" bottom: "x" top: "c" '
        f"continuation_indicator_param {{ time_step: 4 {axis} }} }}"
    )
    net = load(tmp_path / "net.prototxt")
    assert net.outputs == {"c": (4, batch)}
    assert net.warnings == ()


def test_weights_are_required_to_compute(tmp_path: Path) -> None:
    net = load(ip(tmp_path))
    assert net.outputs == {"y": (2, 3)}
    with pytest.raises(ConversionError, match=r"layer 'fc' .* has weights. Give the caffemodel"):
        Reference(net)
    with pytest.raises(ConversionError, match="Give the caffemodel"):
        export_onnx(net, tmp_path / "net.onnx")


def test_shared_weights_are_stored_once(tmp_path: Path) -> None:
    shared = 'param { name: "w" } param { name: "b" } inner_product_param { num_output: 4 }'
    text = input_layer("x", 2, 4) + "".join(
        f'layer {{ name: "{name}" type: "InnerProduct" bottom: "{bottom}" top: "{name}" {shared} }}\n'
        for name, bottom in (("first", "x"), ("second", "first"))
    )
    net = random_net(tmp_path, text)
    assert net.parameters == 20
    assert len(net.program.constants()) == 2
    x = np.ones((2, 4), np.float32)
    weights, bias = (value.array for value in net.program.constants())
    assert weights is not None
    assert bias is not None
    expected = (x @ weights.T + bias) @ weights.T + bias
    assert np.allclose(Reference(net).forward(x=x)["second"], expected, atol=1e-6)


def test_feeds_are_checked() -> None:
    reference = Reference(Case.named("recurrent/lstm").load())
    x, cont = np.zeros((4, 2, 3)), np.zeros((4, 2))
    with pytest.raises(ConversionError, match=r"the input 'cont' .4, 2. is missing"):
        reference.forward(x=x)
    with pytest.raises(ConversionError, match=r"'x' has shape \(2, 3\), expected \(4, 2, 3\)"):
        reference.forward(x=x[0], cont=cont)
    with pytest.raises(ConversionError, match=r"unknown input 'z'. The inputs are: x, cont"):
        reference.forward(x=x, cont=cont, z=x)


def test_reset_forgets_the_state() -> None:
    case = Case.named("recurrent/lstm_resets_stateful")
    reference = Reference(case.load())
    inputs, expected = case.calls[0]
    inputs = {**inputs, "cont": np.ones_like(inputs["cont"])}
    first = reference.forward(inputs)["y"]
    assert not np.allclose(reference.forward(inputs)["y"], first)
    reference.reset()
    assert np.array_equal(reference.forward(inputs)["y"], first)
    assert expected["y"].shape == first.shape


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"outputs": "y"}, "outputs must be a list of names, found 'y'. Pass outputs=['y']"),
        ({"time_steps": 0}, "time_steps must be a whole number from 1 on, found 0"),
        ({"batch": 1.5}, "batch must be a whole number from 1 on, found 1.5"),
        ({"inputs": {"x": (None, 3)}}, r"the shape of the input 'x' must be whole numbers, found (None, 3)"),
        ({"inputs": [("x", (2, 3))]}, "inputs must be a dict of shapes by name, found [('x', (2, 3))]. Pass inputs={"),
        ({"stages": "deploy"}, "stages must be a list of names, found 'deploy'. Pass stages=['deploy']"),
        ({"inputs": {"x": 3}}, "the shape of the input 'x' must be whole numbers, found 3"),
    ],
)
def test_arguments_of_a_wrong_kind_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConversionError, match=re.escape(message)):
        load(SAMPLES / "sine_wave/deploy.prototxt", **options)


def test_a_net_is_shown_in_one_line() -> None:
    shown = repr(load(SAMPLES / "sine_wave/deploy.prototxt"))
    assert shown.startswith("<Net 'sine_wave': 4 layers, inputs data (320,1), clip (320,1), outputs ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'net: "models/train.prototxt"\nbase_lr: 0.01\n',
            "is a solver; its network is models/train.prototxt. Give models",
        ),
        ("train_net: 'a.prototxt' max_iter: 3", "is not a prototxt of a network"),
        ("lr_policy: 'step'", "is a solver, not a network. Give the prototxt of its network"),
    ],
)
def test_a_solver_names_its_network(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "solver.prototxt").write_text(text)
    with pytest.raises(ConversionError, match=message):
        load(tmp_path / "solver.prototxt")
