"""--time-steps: a network trained on whole sequences takes a few time steps a call, and forgets nothing between."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, Net, export_onnx, load
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.unroll import unroll
from caffe2trt.runtime import Session
from tests.harness import RUNNERS, Array, Case, difference
from tests.networks import input_layer, lstm_text, random_net
from tests.test_cli import call

INDICATOR = (
    'layer {{ name: "{0}" type: "ContinuationIndicator" top: "{0}" '
    "continuation_indicator_param {{ time_step: 4 batch_size: 2 }} }}\n"
)
LSTM = 'layer {{ name: "{0}" type: "LSTM" {1} recurrent_param {{ num_output: {2} {3} }} }}\n'
ZEROS = 'layer {{ name: "{0}" type: "DummyData" top: "{0}" dummy_data_param {{ shape {{ dim: 1 dim: 2 dim: 5 }} }} }}\n'


def streamed(net: Net, folder: Path, x: Array, output: str, **other: Array) -> Array:
    """What a Session gives over the time steps of `x`, from its first call on."""
    export_onnx(net, folder / "n.onnx")
    with Session(folder / "n.onnx") as session:
        name = next(name for name in session.inputs if name not in session.cont and name not in other)
        steps = session.inputs[name][0]
        calls = [session.step({name: x[t : t + steps], **other})[output] for t in range(0, len(x), steps)]
    return np.concatenate(calls)


def reload(net: Net, folder: Path) -> Net:
    net.model.write(folder / "a.prototxt", folder / "a.caffemodel")
    return load(folder / "a.prototxt", folder / "a.caffemodel")


@pytest.mark.parametrize(
    ("name", "x", "y", "steps"),
    [("round2/continuation_lstm", "x", "y", 1), ("round2/continuation_lstm", "x", "y", 2),
     ("recurrent/jk_lstm_noclip", "data", "ip1", 1), ("recurrent/jk_lstm_noclip", "data", "ip1", 4)],
)  # fmt: skip
def test_what_began_a_sequence_on_every_call_goes_on(name: str, x: str, y: str, steps: int, tmp_path: Path) -> None:
    case = Case.named(name)
    net = case.load(time_steps=steps)
    (note,) = [warning for warning in net.warnings if "began a sequence on every call" in warning]
    assert "the input 'cont' says where one begins" in note
    assert {name: role.kind for name, role in net.roles.items()} == {x: "data", "cont": "cont"}
    inputs, expected = case.calls[0]
    for after in (net, reload(net, tmp_path)):
        assert difference(streamed(after, tmp_path, inputs[x], y), expected[y]) < 1e-5


def test_a_reset_begins_a_sequence(tmp_path: Path) -> None:
    case = Case.named("round2/continuation_lstm")
    export_onnx(case.load(time_steps=1), tmp_path / "n.onnx")
    inputs, expected = case.calls[0]
    with Session(tmp_path / "n.onnx") as session:
        session.step(x=inputs["x"][3:])
        session.reset([1])
        found = [session.step(x=inputs["x"][t : t + 1])["y"] for t in range(4)]
    assert difference(np.concatenate(found)[:, 1], expected["y"][:, 1]) < 1e-5
    assert difference(np.concatenate(found)[:, 0], expected["y"][:, 0]) > 1e-3


def test_more_time_steps_leave_the_indicator(tmp_path: Path) -> None:
    net = Case.named("round2/continuation_lstm").load(time_steps=6, batch=1)
    assert net.inputs == {"x": (6, 1, 3)}
    assert net.model.shapes["cont"] == (6, 1)


def test_several_layers_share_one_cont(tmp_path: Path) -> None:
    text = input_layer("x", 4, 2, 3) + INDICATOR.format("a") + INDICATOR.format("b")
    text += LSTM.format("l", 'bottom: "x" bottom: "a" top: "l"', 5, "")
    text += LSTM.format("m", 'bottom: "l" bottom: "b" top: "m"', 5, "")
    text += 'layer { name: "n" type: "Lstm" bottom: "m" top: "n" lstm_param { num_output: 5 batch_size: 2 } }\n'
    net = random_net(tmp_path, text)
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert step.inputs == {"x": (1, 2, 3), "cont": (1, 2)}
    assert len(step.states) == 6
    x = np.random.default_rng(0).normal(size=(4, 2, 3)).astype(np.float32)
    assert difference(streamed(step, tmp_path, x, "n"), RUNNERS["reference"](net)({"x": x})["n"]) < 1e-5


@pytest.mark.parametrize("is_shared", [False, True])
def test_the_forks_layer_takes_an_input_of_one_axis(is_shared: bool, tmp_path: Path) -> None:
    """Its code refuses a clip with another."""
    text = (
        input_layer("x", 4, 2, 3) + INDICATOR.format("a") + LSTM.format("l", 'bottom: "x" bottom: "a" top: "l"', 5, "")
    )
    text = text if is_shared else input_layer("l", 4, 2, 5)
    text += 'layer { name: "n" type: "Lstm" bottom: "l" top: "n" lstm_param { num_output: 5 batch_size: 2 } }\n'
    random_net(tmp_path, text)
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=2, batch=3)
    assert step.inputs["cont"] == ((2, 3) if is_shared else (6,))
    assert step.model.shapes[step.parameter.layer[-1].bottom[1]] == (6,)


def test_the_input_has_another_name_where_cont_is_taken(tmp_path: Path) -> None:
    text = input_layer("x", 4, 2, 3) + input_layer("cont", 4, 2) + INDICATOR.format("begins")
    text += LSTM.format("l", 'bottom: "x" bottom: "cont" top: "l"', 5, "")
    random_net(tmp_path, text + LSTM.format("m", 'bottom: "l" bottom: "begins" top: "m"', 5, ""))
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert set(step.inputs) == {"x", "cont", "begins"}
    lstm = (
        input_layer("x", 4, 3) + 'layer { name: "l" type: "Lstm" bottom: "x" top: "cont" lstm_param { num_output: 5 } }'
    )
    random_net(tmp_path, lstm)
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert step.inputs == {"x": (1, 3), "l__cont": (1,)}


def exposed(initial: str, states: str = 'bottom: "h0" bottom: "c0"') -> str:
    """A network of an LSTM that takes and gives its state."""
    text = input_layer("x", 4, 2, 3) + input_layer("cont", 4, 2) + initial
    bottoms = f'bottom: "x" bottom: "cont" {states} top: "y" top: "hT" top: "cT"'
    return text + LSTM.format("l", bottoms, 5, "expose_hidden: true")


@pytest.mark.parametrize("steps", [1, 2])
def test_zeros_as_initial_states_become_states(steps: int, tmp_path: Path) -> None:
    net = random_net(tmp_path, exposed(ZEROS.format("h0") + ZEROS.format("c0")))
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=steps)
    assert step.states == {"l__h_in": (2, 5), "l__c_in": (2, 5)}
    assert "'l__h_in' and 'l__c_in' carry its state" in step.warnings[-1]
    assert reload(step, tmp_path).outputs == step.outputs == {"y": (steps, 2, 5), "hT": (1, 2, 5), "cT": (1, 2, 5)}
    x, cont = np.random.default_rng(0).normal(size=(4, 2, 3)).astype(np.float32), np.ones((4, 2), np.float32)
    expected = RUNNERS["reference"](net)({"x": x, "cont": cont})["y"]
    assert difference(streamed(step, tmp_path, x, "y", cont=cont[:steps]), expected) < 1e-5


@pytest.mark.parametrize(
    ("initial", "problem"),
    [
        (ZEROS.format("h0").replace("} } }", "} data_filler { value: 1 } } }") + ZEROS.format("c0"), "'h0' .DummyData"),
        (
            ZEROS.format("c0")
            + input_layer("image", 1, 2, 7)
            + 'layer { name: "fc" type: "InnerProduct" bottom: "image" top: "h0" '
            "inner_product_param { num_output: 5 axis: 2 } }",
            "'fc' .InnerProduct",
        ),
    ],
)
def test_initial_states_that_no_call_can_go_on_from_are_refused(initial: str, problem: str, tmp_path: Path) -> None:
    random_net(tmp_path, exposed(initial))
    with pytest.raises(ConversionError, match=f"layer 'l' .LSTM. starts every call from 'h0', which layer {problem}"):
        load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", batch=1).inputs["x"] == (4, 1, 3)


def test_initial_states_that_the_caller_gives_stay_inputs(tmp_path: Path) -> None:
    random_net(tmp_path, exposed(input_layer("h0", 1, 2, 5) + input_layer("c0", 1, 2, 5)))
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert (list(step.inputs), step.warnings) == (["x", "cont", "h0", "c0"], ())


@pytest.mark.parametrize(
    "layer",
    [
        'type: "Reverse" reverse_param { axis: 0 }',
        'type: "Softmax" softmax_param { axis: 0 }',
        'type: "ArgMax" argmax_param { axis: 0 }',
        'type: "BatchNorm" batch_norm_param { use_global_stats: false }',
        'type: "Reduction" reduction_param { axis: 0 }',
    ],
)
def test_layers_that_need_a_whole_sequence_are_refused(layer: str, tmp_path: Path) -> None:
    random_net(tmp_path, lstm_text(4, 2, 3, 5) + f'layer {{ name: "r" bottom: "y" top: "z" {layer} }}')
    with pytest.raises(ConversionError, match=r"layer 'r' .* needs"):
        load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)


@pytest.mark.parametrize(("kernel", "is_refused"), [(3, True), (1, False)])
def test_a_convolution_over_time_is_refused(kernel: int, is_refused: bool, tmp_path: Path) -> None:
    """x is (N, C, T): a window of one value takes the steps one by one."""
    text = input_layer("x", 2, 3, 4) + input_layer("cont", 4, 2)
    text += 'layer { name: "conv" type: "Convolution" bottom: "x" top: "v" convolution_param { num_output: 3 '
    text += f"kernel_size: {kernel} pad: {kernel // 2} }} }}\n"
    text += 'layer { name: "p" type: "Permute" bottom: "v" top: "p" permute_param { order: 2 order: 0 order: 1 } }\n'
    random_net(tmp_path, text + LSTM.format("l", 'bottom: "p" bottom: "cont" top: "y"', 5, ""))
    files = (tmp_path / "net.prototxt", tmp_path / "net.caffemodel")
    if not is_refused:
        assert load(*files, time_steps=1).inputs == {"x": (2, 3, 1), "cont": (1, 2)}
        return
    with pytest.raises(ConversionError, match=r"'conv' .Convolution. needs the 4 time steps of a sequence together"):
        load(*files, time_steps=1)


@pytest.mark.parametrize("dims", ["dim: 4 dim: 2 dim: 1", "dim: 0 dim: 0 dim: 1", "dim: 4 dim: 2 dim: -1"])
@pytest.mark.parametrize("batch", [2, 1])
def test_a_reshape_that_appends_an_axis_is_followed(dims: str, batch: int, tmp_path: Path) -> None:
    dims = dims.replace("dim: 2", f"dim: {batch}")
    text = input_layer("x", 4, batch) + input_layer("cont", 4 * batch, 1, 1, 1)
    text += f'layer {{ name: "r" type: "Reshape" bottom: "x" top: "r" reshape_param {{ shape {{ {dims} }} }} }}\n'
    text += 'layer { name: "c" type: "Reshape" bottom: "cont" top: "c" reshape_param { shape { dim: 4 '
    text += f"dim: {batch} }} }} }}\n" + LSTM.format("l", 'bottom: "r" bottom: "c" top: "y"', 5, "")
    random_net(tmp_path, text)
    files = (tmp_path / "net.prototxt", tmp_path / "net.caffemodel")
    assert load(*files, time_steps=3, batch=5).inputs == {"x": (3, 5), "cont": (15, 1, 1, 1)}


def test_a_layer_in_place_gets_a_top_of_its_own_at_one_time_step(tmp_path: Path) -> None:
    """Caffe's top is its state there, and so is what a Reshape makes of it."""
    text = lstm_text(4, 2, 3, 5) + 'layer { name: "relu" type: "ReLU" bottom: "y" top: "y" }\n'
    text += 'layer { name: "m" type: "LSTM" bottom: "y" bottom: "cont" top: "m" recurrent_param { num_output: 4 } }\n'
    text += 'layer { name: "r" type: "Reshape" bottom: "m" top: "r" '
    text += "reshape_param { shape { dim: 0 dim: 0 dim: 2 dim: 2 } } }\n"
    net = random_net(tmp_path, text + 'layer { name: "tanh" type: "TanH" bottom: "r" top: "r" }')
    step = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    blobs = {layer.name: (layer.bottom[0], layer.top[0]) for layer in step.parameter.layer if layer.bottom}
    assert blobs == {
        "l": ("x", "y__state"), "relu": ("y__state", "y"), "m": ("y", "m"), "r": ("m", "r__state"),
        "tanh": ("r__state", "r"),
    }  # fmt: skip
    assert step.outputs == {"r": (1, 2, 2, 2)}
    two = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=2)
    assert [layer.top for layer in two.parameter.layer] == [layer.top for layer in net.parameter.layer]


def test_the_message_for_an_unrolled_network_names_roll(tmp_path: Path) -> None:
    flat = reload(apply_pass(random_net(tmp_path, lstm_text(4, 2, 3, 5)), unroll), tmp_path)
    assert flat.states
    with pytest.raises(ConversionError, match="roll them up first: caffe2trt roll"):
        load(tmp_path / "a.prototxt", tmp_path / "a.caffemodel", time_steps=1)


def test_convert_says_what_the_time_steps_changed(tmp_path: Path) -> None:
    case = Case.named("round2/continuation_lstm")
    arguments = [case.prototxt, case.caffemodel, "-o", tmp_path / "n.onnx", "--time-steps", "1"]
    result = call("convert", *arguments)
    assert result.exit_code == 0
    assert "inputs   cont (1,2), x (1,2,3)" in result.stdout or "inputs   x (1,2,3), cont (1,2)" in result.stdout
    assert "the input 'cont' says where one begins. A Session makes it" in result.stderr
    files = [tmp_path / "a.prototxt", tmp_path / "a.caffemodel"]
    result = call("retime", *arguments[:2], "-o", *files, "--time-steps", "1")
    assert "the input 'cont' says where one begins. A Session makes it" in result.stderr


def test_the_streams_of_cont_are_known_at_one_time_step_of_another_batch(tmp_path: Path) -> None:
    """At one time step a GRU is no loop, which would say what cont is for and of how many streams."""
    net = Case.named("forks/gru").load(time_steps=1, batch=5)
    assert {name: (role.kind, role.count) for name, role in net.roles.items()}["cont"] == ("cont", 5)
    export_onnx(net, tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx") as session:
        assert session.step(x=np.ones((1, 5, 3), np.float32))["y"].shape[:2] == (1, 5)
