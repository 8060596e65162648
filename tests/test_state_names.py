"""States are known by their names: whatever else has such a name is refused, or said to be one."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, load
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.expand import expand
from caffe2trt.graph_surgery.retime import retime
from caffe2trt.graph_surgery.roll import roll
from caffe2trt.graph_surgery.unroll import unroll
from tests.harness import RUNNERS, difference
from tests.networks import input_layer, lstm_text, random_net
from tests.test_cli import call

LSTM = (
    'layer {{ name: "{0}" type: "LSTM" bottom: "{1}" bottom: "cont" top: "{2}" recurrent_param {{ num_output: 4 }} }}'
)
INPUTS = input_layer("x", 3, 2, 4) + input_layer("cont", 3, 2)
RELU = 'layer {{ name: "{0}" type: "ReLU" bottom: "{1}" top: "{2}" }}'


def test_two_recurrent_layers_of_one_name_are_refused(tmp_path: Path) -> None:
    text = INPUTS + LSTM.format("l", "x", "y") + LSTM.format("l", "y", "z")
    with pytest.raises(ConversionError, match=r"'l' \(LSTM, index 3.* as that of layer 'l' \(LSTM, index 2\)"):
        random_net(tmp_path, text)


@pytest.mark.parametrize(
    ("other", "maker"),
    [
        (input_layer("l__h_in", 2, 4) + RELU.format("r", "l__h_in", "q"), r"'l__h_in' \(Input, index 2\)"),
        (RELU.format("r", "x", "l__c_out"), r"'r' \(ReLU, index 2\)"),
    ],
)
def test_a_blob_of_a_states_name_is_refused(tmp_path: Path, other: str, maker: str) -> None:
    with pytest.raises(ConversionError, match=rf"layer 'l' \(LSTM, .*layer {maker} makes a blob of that name"):
        random_net(tmp_path, INPUTS + other + LSTM.format("l", "x", "y"))


def test_a_pair_that_only_has_the_names_of_a_state_is_said_to_be_one(tmp_path: Path) -> None:
    net = random_net(tmp_path, input_layer("x__h_in", 2, 4) + RELU.format("r", "x__h_in", "x__h_out"))
    assert list(net.states) == ["x__h_in"]
    (warning,) = net.warnings
    assert "the input 'x__h_in' and the output 'x__h_out' are taken for a state" in warning


def test_an_input_of_a_states_name_without_its_output_is_said_to_be_no_state(tmp_path: Path) -> None:
    net = random_net(tmp_path, input_layer("x__h_in", 2, 4) + RELU.format("r", "x__h_in", "y"))
    (warning,) = net.warnings
    assert (net.states, "no output 'x__h_out' of its shape" in warning) == ({}, True)


def test_the_states_of_files_that_surgery_wrote_stay_states(tmp_path: Path) -> None:
    """Also where another output is named: a state that is no longer fed back would be an input to be given."""
    written = [tmp_path / "step.prototxt", tmp_path / "step.caffemodel"]
    apply_pass(random_net(tmp_path, lstm_text(3, 2, 4, 5)), expand).model.write(*written)
    for outputs in (None, ["y"], ["l__gates_1"]):
        net = load(*written, outputs=outputs)
        assert (list(net.states), net.warnings) == (["l__h_in", "l__c_in"], ())
    assert list(net.outputs) == ["l__gates_1"]


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (RELU.format("l__h_delta", "x", "q"), "layer 'l__h_delta'"),
        (RELU.format("r", "x", "l__cont_tiled"), "blob 'l__cont_tiled'"),
        (
            'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "q" param { name: "l__W_input" } '
            "inner_product_param { num_output: 3 axis: 2 } }",
            "parameter 'l__W_input'",
        ),
    ],
)
def test_surgery_needs_names_that_the_network_does_not_have(tmp_path: Path, other: str, what: str) -> None:
    steps = 1 if "parameter" not in what else 3
    net = random_net(tmp_path, lstm_text(steps, 2, 4, 5) + other)
    with pytest.raises(
        ConversionError, match=f"layer 'l' needs a new {what}, but the network already has one of that name"
    ):
        apply_pass(net, unroll)


def test_surgery_takes_layers_without_names(tmp_path: Path) -> None:
    """They go by their tops, and are written with these names."""
    text = (
        input_layer("x", 3, 2, 4)
        + input_layer("cont", 3, 2)
        + 'layer { type: "ReLU" bottom: "x" top: "r" }'
        + 'layer { type: "LSTM" bottom: "r" bottom: "cont" top: "y" recurrent_param { num_output: 5 } }'
        + 'layer { type: "ReLU" bottom: "y" top: "y" } layer { type: "TanH" bottom: "y" top: "z" }'
    )
    net = random_net(tmp_path, text)
    rng = np.random.default_rng(0)
    calls = [{"x": rng.normal(size=(3, 2, 4)), "cont": rng.choice([0, 1, 1], size=(3, 2))} for _ in range(2)]
    first = RUNNERS["reference"](net)
    expected = [first(feeds)["z"] for feeds in calls]
    for passes in ([expand], [unroll], [unroll, roll], [lambda model: retime(model, batch=1)]):
        files = (tmp_path / "a.prototxt", tmp_path / "a.caffemodel")
        reduce(apply_pass, passes, net).model.write(*files)
        after = load(*files)
        assert set(after.states) == {"y__h_in", "y__c_in"}
        streams = after.inputs["cont"][1]
        forward = RUNNERS["reference"](after)
        for feeds, z in zip(calls, expected, strict=True):
            found = forward({name: value[:, :streams] for name, value in feeds.items()})["z"]
            assert difference(found, z[:, :streams]) < 1e-6


def test_a_network_of_constants_says_what_could_be_its_inputs(tmp_path: Path) -> None:
    dummy = 'layer {{ name: "{0}" type: "DummyData" top: "{0}" dummy_data_param {{ shape {{ {1} }} }} }}\n'
    text = dummy.format("frames", "dim: 3 dim: 2 dim: 4") + dummy.format("cont", "dim: 3 dim: 2")
    net = random_net(tmp_path, text + LSTM.format("l", "frames", "y"))
    (warning,) = net.warnings
    assert "'frames', 'cont'" in warning
    assert "--input frames:3,2,4 --input cont:3,2" in warning
    files = [tmp_path / "net.prototxt", tmp_path / "net.caffemodel"]
    result = call("convert", *files, "-o", tmp_path / "net.onnx", "--input", "frames:3,2,4", "--input", "cont:3,2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert load(*files, inputs={"frames": (3, 2, 4)}).warnings == ()
