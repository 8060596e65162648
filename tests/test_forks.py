"""Layers of forks against what the forks' own code computed, in every execution."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.converter import ConversionError, Net, build_engine, load
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.expand import expand
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.unroll import unroll
from tests.harness import BACKENDS, GOLDENS, RUNNERS, Arrays, Case, check, difference, golden_names
from tests.networks import input_layer, random_net

CASES = list(golden_names("forks/*"))
# What a case needs beside its files, and why its tolerance is another one than 1e-5.
OPTIONS: dict[str, dict[str, object]] = {
    "forks/pa_embed_n1": {"embed_drops_one": True},  # no other layer of that fork stands in this network
}
TOLERANCES = {
    "forks/apollo_lstm_unit_large": 2e-4,  # the fork's tanh is 1 from 5 on, which is 9.1e-5 off
    "forks/apollo_reinspect": 2e-5,  # its boxes are 100 times a sum, and so is the rounding of that sum
}


def case_of(name: str) -> Case:
    """The case; what the text of its NumpyData layers holds is fed like any other input."""
    case = Case.named(name)
    held = {
        layer.top[0]: np.array(layer.rp.numpy_data_param.data, np.float32).reshape(layer.rp.numpy_data_param.shape)
        for layer in read_prototxt(case.prototxt).net.layer
        if layer.type == "NumpyData" and any(layer.rp.numpy_data_param.data)
    }
    return replace(case, calls=tuple(({**held, **inputs}, expected) for inputs, expected in case.calls))


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", CASES)
def test_layer_of_a_fork_equals_the_fork(name: str, backend: str) -> None:
    check(case_of(name), backend, TOLERANCES.get(name, 1e-5), relative=True, **OPTIONS.get(name, {}))


@pytest.mark.parametrize("name", CASES)
def test_layer_of_a_fork_builds(name: str, tmp_path: Path) -> None:
    net = case_of(name).load(**OPTIONS.get(name, {}))
    assert build_engine(net, tmp_path / "net.engine", gpu="sm86", precision="fp16")


@pytest.mark.parametrize("backend", BACKENDS)
def test_characters_step_by_step_equal_the_unrolled_network(backend: str, tmp_path: Path) -> None:
    """apollocaffe's network of four unrolled steps, and the network of one step whose states are inputs."""
    whole, step = case_of("forks/apollo_char4_numpy"), Case.named("forks/apollo_char_step_input")
    (tmp_path / "step.prototxt").write_text(re.sub(r"shape \{ dim: 1", "shape { dim: 2", step.prototxt.read_text()))
    outputs = ["softmax", "lstm_hidden_next", "lstm_mem_next"]
    forward = RUNNERS[backend](load(tmp_path / "step.prototxt", step.caffemodel, outputs=outputs))
    ((inputs, _),) = whole.calls
    expected = RUNNERS["reference"](whole.load_with_weights_of(step))(inputs)
    hidden = memory = np.zeros((2, 5), np.float32)
    for t in range(4):
        found = forward({"word": inputs[f"word{t}"], "lstm_hidden_prev": hidden, "lstm_mem_prev": memory})
        hidden, memory = found["lstm_hidden_next"], found["lstm_mem_next"]
        assert difference(found["softmax"], expected[f"softmax{t}"]) < 1e-6


CONVOLUTION = "{ num_output: 2 kernel_size: 3 pad: 1 }"
CARRYING = {
    "GRU": (input_layer("x", 5, 3, 2), "recurrent_param { num_output: 4 }"),
    "GRU after the product": (input_layer("x", 5, 3, 2), "recurrent_param { num_output: 4 linear_before_reset: 1 }"),
    "ConvolutionLSTM": (
        input_layer("x", 5, 3, 2, 4, 3),
        f"recurrent_param {{ num_output: 2 wxc_convolution_param {CONVOLUTION} whh_convolution_param {CONVOLUTION} }}",
    ),
}


def recurrent_net(folder: Path, name: str) -> Net:
    x, parameters = CARRYING[name]
    kind = name.partition(" ")[0]
    layer = f'layer {{ name: "l" type: "{kind}" bottom: "x" bottom: "cont" top: "y" {parameters} }}'
    return random_net(folder, x + input_layer("cont", 5, 3) + layer)


def calls_with_resets(net: Net, count: int) -> list[Arrays]:
    rng = np.random.default_rng(3)
    calls = []
    for _ in range(count):
        cont = (rng.random(net.inputs["cont"]) > 0.3).astype(np.float32)
        calls.append({"x": rng.normal(size=net.inputs["x"]).astype(np.float32), "cont": cont})
    return calls


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", CARRYING)
def test_recurrent_layer_goes_on_step_by_step(name: str, backend: str, tmp_path: Path) -> None:
    """Three streams, two calls of five time steps with resets inside, against ten calls of one step."""
    net = recurrent_net(tmp_path, name)
    assert net.roles["cont"].kind == "cont"
    one = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert not any(type(node.op).__name__ == "Loop" for node in one.program.nodes)
    whole, reference, step = (RUNNERS[b](n) for b, n in ((backend, net), ("reference", net), (backend, one)))
    for call in calls_with_resets(net, 2):
        expected = reference(call)["y"]
        assert difference(whole(call)["y"], expected) < 1e-5
        for t in range(5):
            row = {name: array[t : t + 1] for name, array in call.items()}
            assert difference(step(row)["y"][0], expected[t]) < 1e-5


CONV_LSTM = (
    'layer { name: "l" type: "ConvLSTM" bottom: "x" bottom: "cont" bottom: "h0" bottom: "c0" '
    f'top: "y" top: "h" top: "c" recurrent_param {{ expose_hidden: true }} lstm_conv_param {CONVOLUTION} }}'
)


@pytest.mark.parametrize("backend", BACKENDS)
def test_exposed_conv_lstm_goes_on_step_by_step(backend: str, tmp_path: Path) -> None:
    """Two calls of five time steps with resets inside, against ten of one step that are given the states."""
    state = (1, 3, 2, 4, 3)
    text = input_layer("x", 5, 3, 2, 4, 3) + input_layer("cont", 5, 3)
    net = random_net(tmp_path, text + input_layer("h0", *state) + input_layer("c0", *state) + CONV_LSTM)
    one = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    whole, reference, step = (RUNNERS[b](n) for b, n in ((backend, net), ("reference", net), (backend, one)))
    start = {name: np.random.default_rng(5).normal(size=state).astype(np.float32) for name in ("h0", "c0")}
    stepped = start
    for call in calls_with_resets(net, 2):
        expected, found = reference({**call, **start}), whole({**call, **start})
        for name in ("y", "h", "c"):
            assert difference(found[name], expected[name]) < 1e-5
        for t in range(5):
            found = step({"x": call["x"][t : t + 1], "cont": call["cont"][t : t + 1], **stepped})
            assert difference(found["y"][0], expected["y"][t]) < 1e-5
            stepped = {"h0": found["h"], "c0": found["c"]}
        for name in ("h", "c"):
            assert difference(found[name], expected[name]) < 1e-5
        start = {"h0": expected["h"], "c0": expected["c"]}


@pytest.mark.parametrize("backend", BACKENDS)
def test_conv_lstm_that_starts_from_zeros_carries_its_exposed_states(backend: str, tmp_path: Path) -> None:
    """One call of five time steps from zeros, against five calls of one step that carry l__h and l__c."""
    zeros = 'layer { name: "zeros" type: "DummyData" top: "h0" top: "c0" dummy_data_param { shape { '
    zeros += "dim: 1 dim: 3 dim: 2 dim: 4 dim: 3 } } }"
    text = input_layer("x", 5, 3, 2, 4, 3) + input_layer("cont", 5, 3) + zeros
    net = random_net(tmp_path, text + CONV_LSTM)
    one = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)
    assert set(one.states) == {"l__h_in", "l__c_in"}
    (call,), step = calls_with_resets(net, 1), RUNNERS[backend](one)
    expected = RUNNERS[backend](net)(call)["y"]
    for t in range(5):
        found = step({name: array[t : t + 1] for name, array in call.items()})["y"][0]
        assert difference(found, expected[t]) < 1e-5


def test_conv_lstm_without_exposed_states_is_refused_for_single_steps(tmp_path: Path) -> None:
    text = input_layer("x", 5, 3, 2, 4, 3) + input_layer("cont", 5, 3)
    layer = f'layer {{ name: "l" type: "ConvLSTM" bottom: "x" bottom: "cont" top: "y" lstm_conv_param {CONVOLUTION} }}'
    random_net(tmp_path, text + layer)
    with pytest.raises(ConversionError, match=r"layer 'l' \(ConvLSTM\) starts every call from zeros"):
        load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", time_steps=1)


@pytest.mark.parametrize("surgery", [expand, unroll])
@pytest.mark.parametrize("name", CARRYING)
def test_layers_that_cannot_be_written_out_are_refused_by_name(
    name: str, surgery: Callable[[Model], Model], tmp_path: Path
) -> None:
    with pytest.raises(ConversionError, match=r"layer 'l' \(\w+\) cannot be written out"):
        apply_pass(recurrent_net(tmp_path, name), surgery)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (
            'type: "Lstm" bottom: "x" top: "y" lstm_param { }',
            "none of the known layers .* 1 top, 1 bottom",
        ),
        ('type: "Lstm" bottom: "x" top: "y" lstm_param { num_cells: 3 }', r"none of the known layers .* num_cells: 3"),
        ('type: "LstmUnit" bottom: "x" bottom: "x" top: "h" top: "c" lstm_unit_param { }', "num_cells is missing"),
        ('type: "InvertedOrder" bottom: "image" top: "y"', "leaves the rest of .* undefined"),
        ('type: "ShuffleChannel" bottom: "image" top: "y" shuffle_channel_param { group: 2 }', "do not divide into 2"),
    ],
)
def test_what_fits_no_fork_is_refused_with_what_was_seen(layer: str, message: str, tmp_path: Path) -> None:
    text = input_layer("x", 2, 3) + input_layer("image", 2, 3, 4, 5) + f'layer {{ name: "l" {layer} }}'
    (tmp_path / "net.prototxt").write_text(text)
    with pytest.raises(ConversionError, match=rf"layer 'l'.*{message}"):
        load(tmp_path / "net.prototxt")


def test_old_gpu_models_of_apollocaffe_tie_their_gates(tmp_path: Path) -> None:
    tied = Case.named("forks/apollo_lstm_unit_tied")
    assert any("--tie-output-forget" in note for note in Case.named("forks/apollo_lstm_unit_plain").load().warnings)
    assert not any("--tie-output-forget" in note for note in tied.load().warnings)
    plain = replace(tied, prototxt=tmp_path / "net.prototxt")
    plain.prototxt.write_text(tied.prototxt.read_text().replace("tie_output_forget: true", ""))
    for backend in BACKENDS:
        check(plain, backend, tie_output_forget=True)


def test_a_beam_search_ends_the_network(tmp_path: Path) -> None:
    text = (
        Case.named("forks/updown_step").prototxt.read_text()
        + """
      layer { name: "beam" type: "BeamSearchNode" bottom: "logp_0" bottom: "lstm0_hidden0" bottom: "lstm0_mem_cell0"
        top: "scores" top: "sentences" top: "word" top: "h" top: "c" beam_search_param { beam_size: 5 } }
      layer { name: "next" type: "Embed" bottom: "word" top: "next" embed_param { num_output: 5 input_dim: 9 } }"""
    )
    (tmp_path / "net.prototxt").write_text(text)
    net = load(tmp_path / "net.prototxt")
    assert {"logp_0", "lstm0_hidden0", "lstm0_mem_cell0"} <= set(net.outputs)
    assert "next" not in net.outputs
    assert any("'beam' (BeamSearchNode) is left out" in note and "'logp_0'" in note for note in net.warnings)


@pytest.mark.parametrize("name", [name for name in CASES if (GOLDENS / name / "weights.h5").exists()])
def test_weights_of_apollocaffe_come_from_its_h5(name: str) -> None:
    case = case_of(name)
    from_h5 = replace(case, caffemodel=GOLDENS / name / "weights.h5")
    check(from_h5, "reference", TOLERANCES.get(name, 1e-5), relative=True)


def test_a_parameter_with_a_slash_stands_in_a_group(tmp_path: Path) -> None:
    weights = np.arange(6, dtype=np.float32).reshape(2, 3)
    with h5py.File(tmp_path / "net.h5", "w") as file:
        file["conv1/7x7.p0"] = weights
    layer = 'layer { name: "conv1/7x7" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { num_output: 2'
    (tmp_path / "net.prototxt").write_text(input_layer("x", 1, 3) + layer + " bias_term: false } }")
    net = load(tmp_path / "net.prototxt", tmp_path / "net.h5")
    assert RUNNERS["reference"](net)({"x": np.ones((1, 3), np.float32)})["y"].tolist() == [[3, 12]]
    with h5py.File(tmp_path / "net.h5", "a") as file:
        file["elsewhere"] = h5py.ExternalLink("other.h5", "/secret")
    with pytest.raises(ConversionError, match="elsewhere is a link to data outside the file"):
        load(tmp_path / "net.prototxt", tmp_path / "net.h5")
