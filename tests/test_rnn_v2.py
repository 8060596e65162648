"""RNNv2 for TensorRT 8: networks with an implicit batch, evaluated, and through a Session, against Caffe.

TensorRT 8 is a stand-in (tests/standin.py), and RNNv2 in it is numpy: nothing here has run on TensorRT 8 itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, Net, Reference, build_engine, define_network, evaluate_network
from caffe2trt.converter.comparison.inputs import random_inputs
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dims import Dim, at_size, varying_axes
from caffe2trt.converter.program.program import Builder
from caffe2trt.converter.streams import require_separate_streams
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.builder_options import BuilderOptions
from caffe2trt.converter.trt.interpreter.layer_view import LayerView
from caffe2trt.converter.trt.network import Network
from caffe2trt.graph_surgery.sizes import BATCH as BATCH_SIZE
from caffe2trt.runtime.interface import state_output
from caffe2trt.runtime.manifest import Profile, Range
from tests.harness import GOLDENS, Arrays, Case, difference, golden_names
from tests.networks import input_layer, lstm_text, random_net
from tests.standin import StandIn
from tests.test_cli import call

BATCH = Range(1, 2, 5)
NO_STEP_FORM = {  # and why: see test_what_has_no_step_form_is_refused_with_the_reason
    "recurrent/unrolled_netspec": "the network has no recurrent layer",
    "nets/ocr_columns": r"layer 'seq' \(Concat\)",
    "nets/train_val": "layer 'lstm1' takes a constant for all streams",
    "nets/v0_format": "the network has no recurrent layer",
    "nets/v1_format": "the network has no recurrent layer",
}
IN_PLACE = "recurrent/lstm_T1_inplace_relu"  # at one time step Caffe's ReLU changes the state that is carried, ours not
NETWORKS = [name for name in golden_names("recurrent/*", "nets/*") if name not in NO_STEP_FORM]
FED_BACK = {"h0": "hT", "c0": "cT"}  # of expose_hidden: inputs that the next step takes from outputs


@cache
def eight() -> TensorRT:
    return TensorRT("full", StandIn("8.6.1"))


@cache
def step_network(name: str) -> tuple[Net, Network]:
    """A golden's network for one time step, and what it becomes."""
    net = Case.named(name).load(time_steps=1, batch=BATCH)
    return net, define_network(net, lstm="rnnv2", tensorrt=eight())


def in_steps(array: Any, shape: tuple[int, ...], size: tuple[int, ...], chosen: list[int]) -> list[Any]:
    """A golden's array as one array for each time step, of the chosen streams.

    Args:
        shape: of one time step, its batch a Dim.
        size: the golden's own time steps and streams.
    """
    steps, streams = size
    (axis,) = varying_axes(shape)
    if axis == 0 and len(array) == steps * streams:
        return [rows[chosen] for rows in array.reshape(steps, streams, *array.shape[1:])]
    if axis == 1 and len(array) == steps:
        return [array[step : step + 1, chosen] for step in range(steps)]
    return [np.take(array, chosen, axis=axis)] * steps  # the same in every step, or of the last one


def caffes_steps(name: str, streams: int) -> Iterator[tuple[Arrays, Arrays, bool]]:
    """The inputs and outputs of a golden's calls, in single time steps; and whether each is a call's last.

    The streams are independent of one another: what Caffe computed for three of them is right for one or five.
    """
    case, (net, _) = Case.named(name), step_network(name)
    own = next(node for node in case.load().program.nodes if isinstance(node.op, p.Recurrence)).inputs[0].shape[:2]
    chosen = [place % own[1] for place in range(streams)]
    for inputs, expected in case.calls:
        given = {key: in_steps(inputs[key], shape, own, chosen) for key, shape in net.inputs.items() if key in inputs}
        wanted = {key: in_steps(expected[key], shape, own, chosen) for key, shape in net.outputs.items()}
        for step in range(own[0]):
            feeds = {key: arrays[step] for key, arrays in given.items()}
            for key in net.inputs.keys() - feeds.keys():  # the cont of a layer that starts a sequence in every call
                feeds[key] = np.full(at_size(net.inputs[key], 1, streams), float(step > 0), np.float32)
            yield feeds, {key: arrays[step] for key, arrays in wanted.items()}, step == own[0] - 1


@pytest.mark.parametrize("streams", [1, 2, 5])
@pytest.mark.parametrize("name", [name for name in NETWORKS if name != IN_PLACE])
def test_one_network_computes_what_caffe_computed_step_by_step(name: str, streams: int) -> None:
    net, network = step_network(name)
    state: Arrays = {}
    before: Arrays = {}
    for feeds, expected, is_last in caffes_steps(name, streams):
        found = evaluate_network(network, {**feeds, **before, **state})
        state = {key: found[state_output(key)] for key in net.states}
        before = {key: found[after] for key, after in FED_BACK.items() if after in found and not is_last}
        for blob, array in expected.items():
            if is_last or blob not in FED_BACK.values():
                assert difference(found[blob], array) <= 1e-5, blob


def kinds(network: Network) -> list[str]:
    return [LayerView(network, index).kind for index in range(network.network.num_layers)]


def shapes_of(network: Network) -> list[Any]:
    return [LayerView(network, index).shapes for index in range(network.network.num_layers)]


def test_no_shape_has_an_axis_for_the_streams_and_there_is_one_rnn_v2_for_each_layer() -> None:
    _, network = step_network("nets/lrcn_small")
    definition = network.network
    assert definition.has_implicit_batch_dimension
    tensors = [definition.get_input(i) for i in range(definition.num_inputs)]
    tensors += [definition.get_output(i) for i in range(definition.num_outputs)]
    assert {tensor.name: tuple(tensor.shape) for tensor in tensors} == {
        "data": (3, 67, 67), "clip_markers": (1,), "lstm1__h_in": (12,), "lstm1__c_in": (12,),
        "probs": (1, 5), "lstm1__h_out": (12,), "lstm1__c_out": (12,),
    }  # fmt: skip
    assert kinds(network).count("RNN_V2") == 1
    assert not {"RECURRENCE", "SHAPE", "SELECT", "FILL"} & set(kinds(network))
    larger = define_network(Case.named("nets/lrcn_small").load(time_steps=1, batch=13), lstm="rnnv2", tensorrt=eight())
    assert shapes_of(network) == shapes_of(larger)  # of every tensor: the batch is in none of them


def test_cont_is_multiplied_with_the_states_before_the_layer() -> None:
    _, network = step_network("recurrent/lstm_static")
    views = {view.name: view for view in (LayerView(network, i) for i in range(network.network.num_layers))}
    rnn = next(view for view in views.values() if view.kind == "RNN_V2")
    deltas = {out: view.name for view in views.values() for out in view.outputs if view.kind == "ELEMENTWISE"}
    assert [deltas[name] for name in rnn.inputs[1:]] == ["lstm1/cont_h", "lstm1/cont_c"]
    assert kinds(network).count("MATRIX_MULTIPLY") == 0


def behind(layer: str, *dims: int) -> str:
    """A layer m behind the LSTM's y (1, 2, 5), or behind that in another shape."""
    shape = " ".join(f"dim: {dim}" for dim in dims or (0, 0, 0))
    reshape = f'type: "Reshape" bottom: "y" top: "r" reshape_param {{ shape {{ {shape} }} }}'
    return f'layer {{ name: "r" {reshape} }} layer {{ name: "m" bottom: "r" top: "m" {layer} }}'


MIXES = "layer 'm' mixes the streams of the batch"
MIXING = {  # the text of the layers, and what the message says
    behind('type: "Softmax" softmax_param { axis: 1 }'): f"{MIXES} (Softmax of (1, N, 5))",
    behind('type: "LRN" lrn_param { local_size: 3 alpha: 2 }', 1, -1, 5, 1): MIXES,
    behind('type: "Pooling" pooling_param { pool: AVE kernel_size: 3 pad: 1 stride: 1 }', 1, 1, -1, 5): MIXES,
    behind('type: "Reduction" reduction_param { axis: 0 operation: MEAN }'): "layer 'm' (Reduction)",
    behind('type: "ArgMax" argmax_param { axis: 1 }'): "layer 'm'",
    behind('type: "ReLU"', 5, -1): "layer 'r' (Reshape)",
    behind(
        'type: "Flatten" flatten_param { axis: 0 }'
    ): "cannot have the output 'm' of shape (5*N,): it has the streams on",
    behind('type: "Slice" top: "n" slice_param { axis: 1 }'): "layer 'm'",
    behind('type: "Concat" bottom: "y" concat_param { axis: 1 }'): MIXES,
    behind('type: "Tile" tile_param { axis: 1 tiles: 2 }'): MIXES,
}


@pytest.mark.parametrize("layers", MIXING)
def test_a_layer_that_mixes_the_streams_is_refused_by_its_name(layers: str, tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 4, 5) + layers)
    define_network(net, tensorrt=eight())  # an explicit batch has no such rule
    with pytest.raises(ConversionError) as found:
        define_network(net, lstm="rnnv2", tensorrt=eight())
    assert MIXING[layers] in str(found.value)
    assert "Leave --lstm out" in str(found.value)


def test_streams_may_move_to_another_axis_but_not_among_one_another() -> None:
    streams = Dim(3, BATCH_SIZE)
    for ops, is_right in (
        ([p.Transpose((1, 0, 2)), p.Reverse(0)], True),  # (N, 4, 5) -> (4, N, 5)
        ([p.Reshape((4, streams, 5))], False),  # these are others' numbers
        ([p.Reshape((streams * 4, 5)), p.Linear()], True),
        ([p.Transpose((1, 0, 2)), p.Reshape((streams * 4, 5))], False),  # not one stream after the other
        ([p.Reverse(0)], False),
    ):
        b = Builder()
        b.layer = "m"
        value = b.input("x", (streams, 4, 5))
        for op in ops:
            weights = [b.constant(np.ones((6, 5), np.float32), "w")] if isinstance(op, p.Linear) else []
            value = b(op, value, *weights)
        with nullcontext() if is_right else pytest.raises(ConversionError, match="layer 'm' mixes the streams"):
            require_separate_streams(b.program)


@pytest.mark.parametrize("name", NO_STEP_FORM)
def test_what_has_no_step_form_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(ConversionError, match=NO_STEP_FORM[name]):
        define_network(Case.named(name).load(time_steps=1, batch=BATCH), lstm="rnnv2", tensorrt=eight())


def test_another_number_of_time_steps_is_refused_by_the_layers_name(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(3, 2, 4, 5))
    with pytest.raises(ConversionError, match=r"layer 'l' runs over 3 time steps in each call.*Add --time-steps 1"):
        define_network(net, lstm="rnnv2", tensorrt=eight())
    varying = Case.named("recurrent/lstm").load(time_steps=Range(1, 2, 3))
    with pytest.raises(ConversionError, match="layer 'lstm1' runs over T time steps in each call"):
        define_network(varying, lstm="rnnv2", tensorrt=eight())


def test_a_network_without_lstm_or_rnn_is_refused(tmp_path: Path) -> None:
    net = random_net(tmp_path, input_layer("x", 2, 3) + 'layer { name: "r" type: "ReLU" bottom: "x" top: "r" }')
    with pytest.raises(ConversionError, match="--lstm rnnv2: the network has no LSTM or RNN layer"):
        define_network(net, lstm="rnnv2", tensorrt=eight())


@pytest.mark.parametrize("half_state", [False, True])
def test_half_precision_keeps_the_recurrence_in_float32_unless_told(half_state: bool, tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 4, 5))
    network = define_network(net, "fp16", lstm="rnnv2", half_state=half_state, tensorrt=eight())
    rnn = next(view for i in range(network.network.num_layers) if (view := LayerView(network, i)).kind == "RNN_V2")
    assert rnn.layer.get_input(0).dtype.name == ("HALF" if half_state else "FLOAT")
    (feeds,) = random_inputs(net, 1)
    expected = Reference(net).outputs(feeds)
    for blob, array in evaluate_network(network, feeds).items():
        assert array.dtype == np.float32
        assert difference(array, expected[blob]) <= 16 * 2.0**-11


def build(net: Net, target: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> TensorRT:
    monkeypatch.setattr("caffe2trt.converter.trt.api.present_gpu", lambda: "sm86")
    api = TensorRT("full", StandIn("8.6.1"))
    build_engine(net, target, lstm="rnnv2", tensorrt=api, **options)
    return api


def test_the_builder_is_told_the_largest_batch_and_no_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    net = Case.named("nets/lrcn_small").load(time_steps=1, batch=BATCH)
    used = build(net, tmp_path / "n.engine", monkeypatch).module.calls
    assert ("Builder", "max_batch_size") in used
    assert not {("Builder", "create_optimization_profile"), ("INetworkDefinition", "add_shape")} & used
    with pytest.raises(ConversionError, match="--version-compatible: TensorRT documents it for"):
        build(net, tmp_path / "v.engine", monkeypatch, builder=BuilderOptions(version_compatible=True))
    with pytest.raises(ConversionError, match="--profile batch=1:1:2: RNNv2 needs an implicit batch"):
        define_network(net, lstm="rnnv2", tensorrt=eight(), profiles=[Profile(None, Range(1, 1, 2))])


def test_every_layer_of_every_network_is_documented_for_an_implicit_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in refuses what TensorRT refuses; it also checks shapes of states and weights when it builds."""
    for name in NETWORKS:
        build(Case.named(name).load(time_steps=1), tmp_path / "n.engine", monkeypatch)


def test_convert_and_compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caffe2trt.converter.trt.api.present_gpu", lambda: "sm86")
    monkeypatch.setattr("caffe2trt.converter.trt.api.import_tensorrt", lambda flavour: eight().module)
    files = [GOLDENS / "nets/lrcn_small" / name for name in ("net.prototxt", "weights.caffemodel")]
    form = ("--tensorrt", "full", "--lstm", "rnnv2", "--time-steps", 1)
    for batch in (("--batch", "1:2:5"), ("--batch", 3), ()):
        result = call("convert", *files, "-o", tmp_path / "n.engine", *form, *batch, "--cost")
        assert result.exit_code == 0, result.output
        result = call("compare", *files, *form, *batch, "--calls", 2)
        assert result.exit_code == 0, result.output
    result = call("convert", *files, "-o", tmp_path / "n.engine", *form[:-2])
    assert (result.exit_code, "layer 'lstm1' runs over 4 time steps" in result.stderr) == (2, True)


def test_a_bare_network_takes_the_streams_as_a_first_axis() -> None:
    """As its buffers lie in memory."""
    _, network = step_network("recurrent/lstm")
    rng = np.random.default_rng(2)
    feeds = {
        tensor.name: rng.normal(size=(3, *tensor.shape)).astype(np.float32)
        for tensor in (network.network.get_input(i) for i in range(network.network.num_inputs))
    }
    found = evaluate_network(network.network, feeds)
    assert {key: array.shape for key, array in found.items()} == {
        "y": (3, 1, 5), "lstm1__h_out": (3, 5), "lstm1__c_out": (3, 5)
    }  # fmt: skip
    with pytest.raises(ConversionError, match="different numbers of streams"):
        evaluate_network(network.network, {**feeds, "x": feeds["x"][:2]})


def test_every_value_within_the_network_has_caffes_shape_and_numbers() -> None:
    """So that `compare` finds the first layer that differs."""
    net, network = step_network("nets/lrcn_small")
    assert net.varying is not None
    one = net.varying.at(1, 5)
    (feeds,) = random_inputs(one, 1)
    found = evaluate_network(network, feeds, everything=True)
    expected = Reference(one).values(feeds)
    shared = found.keys() & expected.keys()
    assert {"conv1", "pool5", "lstm1", "lstm1__c_out", "probs"} <= shared
    assert max(difference(found[name], expected[name]) for name in shared) <= 1e-5


def test_more_streams_than_the_largest_batch_are_refused() -> None:
    net, network = step_network("recurrent/lstm")
    assert net.varying is not None
    (feeds,) = random_inputs(net.varying.at(1, 6), 1)
    with pytest.raises(ConversionError, match="6 streams, and the network takes at most 5"):
        evaluate_network(network, feeds)
