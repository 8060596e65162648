"""Engines of TensorRT 8 with an implicit batch: in a Session, and what the stand-in for TensorRT refuses of them.

TensorRT 8 is a stand-in (tests/standin.py, tests/implicit_engine.py): nothing here has run on TensorRT 8 itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net, Reference, define_network, evaluate_network, load
from caffe2trt.converter.cli.options import Sizes
from caffe2trt.converter.comparison import candidate
from caffe2trt.converter.comparison.inputs import random_inputs
from caffe2trt.converter.net import with_batch
from caffe2trt.runtime import SessionError, engine_file
from caffe2trt.runtime.interface import state_output
from caffe2trt.runtime.manifest import Manifest, Range
from tests.harness import GOLDENS, Case, difference
from tests.host_device import new_device
from tests.implicit_engine import ImplicitEngine, implicit_session
from tests.networks import input_layer, lstm_text, random_net
from tests.test_cli import call
from tests.test_rnn_v2 import BATCH, NETWORKS, eight, step_network


@pytest.mark.parametrize("name", NETWORKS)
def test_a_session_over_the_stand_in_computes_what_caffe_computes(name: str) -> None:
    """At 1, 2 and 5 streams one after the other, with resets; states are fed back by the session."""
    net, network = step_network(name)
    assert net.varying is not None
    session, device = implicit_session(network)
    with session:
        assert (session.ranges["streams"], session.streams) == (BATCH, 2)
        for streams in (1, 5, 2):
            session.resize(streams)
            session.reset()
            one = net.varying.at(1, streams)
            reference = Reference(one)
            assert (session.inputs, session.outputs, session.states) == (one.inputs, one.outputs, one.states)
            for feeds in random_inputs(one, 4):
                expected = reference.outputs(feeds)
                found = {**session.step(feeds), **{state_output(key): array for key, array in session.state.items()}}
                assert found.keys() == expected.keys()
                assert max(difference(found[blob], expected[blob]) for blob in expected) <= 1e-5
            assert device.calls[f"a batch of {streams}"] == 4
    assert device.is_clean


def test_one_batch_size_is_the_largest_number_of_streams(tmp_path: Path) -> None:
    """Without a range the prototxt's batch, or the one of --batch, is the most."""
    network = define_network(random_net(tmp_path, lstm_text(1, 3, 4, 5)), lstm="rnnv2", tensorrt=eight())
    manifest = Manifest.from_text(network.network.name)
    assert (network.max_batch_size, manifest.batch, manifest.options and manifest.options.lstm) == (
        3,
        (1, 3, 3),
        "rnnv2",
    )
    assert manifest.implicit_batch
    assert {name: manifest.shapes[name] for name in ("x", "l__h_in")} == {"x": (1, "N", 4), "l__h_in": ("N", 5)}
    session, _ = implicit_session(network)
    with session:
        assert session.streams == 3
        session.resize(1)
        assert session.step(x=np.ones((1, 1, 4), np.float32))["y"].shape == (1, 1, 5)
        with pytest.raises(SessionError, match="this file takes 1 to 3 streams; found 4"):
            session.resize(4)


def test_blobs_of_one_number_for_each_stream(tmp_path: Path) -> None:
    """(N) and (N, 1) are the same in TensorRT's shapes, and different in Caffe's."""
    text = (
        input_layer("x", 2, 1)
        + input_layer("clip", 2)
        + 'layer { name: "l" type: "Lstm" bottom: "x" bottom: "clip" top: "y" '
        + "lstm_param { num_output: 1 batch_size: 2 } }"
    )
    net = random_net(tmp_path, text)
    network = define_network(net, lstm="rnnv2", tensorrt=eight())
    session, _ = implicit_session(network)
    (feeds,) = random_inputs(net, 1)
    with session:
        assert (session.inputs, session.outputs) == ({"x": (2, 1), "clip": (2,)}, {"y": (2, 1)})
        expected = Reference(net).outputs(feeds)["y"]
        assert difference(session.step(feeds)["y"], expected) <= 1e-6
        assert difference(evaluate_network(network, feeds)["y"], expected) <= 1e-6


@pytest.mark.parametrize("batch", [BATCH, 3])
@pytest.mark.parametrize("name", ["nets/lrcn_small", "recurrent/lstm_static"])
def test_batch_first(name: str, batch: Range | int) -> None:
    net = Case.named(name).load(time_steps=1, batch=batch, layout="batch-first")
    session, _ = implicit_session(define_network(net, lstm="rnnv2", tensorrt=eight()))
    one = net if net.varying is None else net.varying.at(1, 3)
    reference = Reference(one)
    with session:
        session.resize(3)
        assert (session.inputs, session.outputs) == (one.inputs, one.outputs)
        for feeds in random_inputs(one, 3):
            expected, found = reference.outputs(feeds), session.step(feeds)
            assert all(difference(array, expected[blob]) <= 1e-5 for blob, array in found.items())


def test_streams_that_remain_keep_their_states_and_new_ones_start_a_sequence(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 3, 4, 5))
    session, _ = implicit_session(define_network(net, lstm="rnnv2", tensorrt=eight()))
    x = np.random.default_rng(0).normal(size=(1, 3, 4)).astype(np.float32)
    with session:
        session.step(x=x)
        held = session.state
        session.resize(1)
        assert all(np.array_equal(array, held[key][:1]) for key, array in session.state.items())
        session.resize(3)
        assert all(not array[1:].any() for array in session.state.values())
        y = session.step(x=x)["y"]
    reference = Reference(net)
    reference.state = {key: np.concatenate([array[:1], np.zeros_like(array[1:])]) for key, array in held.items()}
    assert difference(y, reference.outputs({"x": x, "cont": np.array([[1, 0, 0]], np.float32)})["y"]) <= 1e-6


def test_a_cuda_graph_is_recorded_anew_for_each_number_of_streams(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 3, 4, 5))
    session, device = implicit_session(define_network(net, lstm="rnnv2", tensorrt=eight()), cuda_graph=True)
    rng = np.random.default_rng(1)
    with session:
        for streams in (3, 2, 3):
            session.resize(streams)
            session.reset()
            reference = Reference(load_with(net, streams))
            for call in range(5):
                x = rng.normal(size=(1, streams, 4)).astype(np.float32)
                cont = np.full((1, streams), float(call > 0), np.float32)
                assert difference(session.step(x=x)["y"], reference.outputs({"x": x, "cont": cont})["y"]) <= 1e-6
            assert ", CUDA graph" in session.what
    assert device.is_clean


def load_with(net: Net, streams: int) -> Net:
    return with_batch(net, Range(streams, streams, streams)).varying.at(None, streams)  # type: ignore[union-attr]


@pytest.mark.parametrize(("batch", "sizes"), [("1:2:5", 3), ("3", 1)])
def test_compare_takes_such_an_engine(batch: str, sizes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [GOLDENS / "nets/lrcn_small" / name for name in ("net.prototxt", "weights.caffemodel")]
    net = load(*files, time_steps=1, batch=Sizes().convert(batch, None, None))
    network = define_network(net, lstm="rnnv2", tensorrt=eight())
    monkeypatch.setattr(candidate, "Session", lambda path: implicit_session(network)[0])
    monkeypatch.setattr("caffe2trt.converter.trt.api.import_tensorrt", lambda flavour: eight().module)
    (tmp_path / "n.engine").touch()
    result = call("compare", tmp_path / "n.engine", *files, "--layers")
    assert result.exit_code == 0, result.output
    assert result.output.count("actual     engine on ") == sizes


def test_an_engine_file_with_an_implicit_batch_is_used_by_the_names_of_its_tensors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, network = step_network("recurrent/lstm")
    (tmp_path / "n.engine").touch()
    monkeypatch.setattr(engine_file, "import_tensorrt", lambda flavour: eight().module)
    monkeypatch.setattr(engine_file, "_deserialize", lambda api, content: ("", ImplicitEngine(network, new_device())))
    _, engine = engine_file.read_engine(tmp_path / "n.engine", ["full"])
    assert engine.get_tensor_shape("x") == (1, -1, 3)


def implicit_network() -> Any:
    api = eight()
    return api.create_network(api.module.Builder(api.logger), implicit_batch=True)


@pytest.mark.parametrize(
    "add",
    [
        lambda network, x: network.add_loop(),
        lambda network, x: network.add_shape(x),
        lambda network, x: network.add_select(x, x, x),
        lambda network, x: network.add_if_conditional(),
        lambda network, x: network.add_input("wild", x.dtype, (-1, 3)),
        lambda network, x: network.add_lrn(x, 3, 1.0, 1.0, 1.0),
        lambda network, x: network.add_rnn_v2(x, 1, 5, 7, eight().module.RNNOperation.LSTM),
    ],
)
def test_the_stand_in_refuses_what_tensorrt_refuses_with_an_implicit_batch(add: Callable[[Any, Any], Any]) -> None:
    network = implicit_network()
    x = network.add_input("x", eight().module.DataType.FLOAT, (1, 3))
    before = len(eight().logger.errors)
    assert add(network, x) is None
    assert len(eight().logger.errors) == before + 1


def test_the_stand_in_builds_no_profile_and_no_unfinished_rnn_with_an_implicit_batch() -> None:
    api = eight()
    network = implicit_network()
    x = network.add_input("x", api.module.DataType.FLOAT, (1, 3))
    rnn = network.add_rnn_v2(x, 1, 5, 1, api.module.RNNOperation.LSTM)
    network.mark_output(rnn.get_output(0))
    builder = api.module.Builder(api.logger)
    assert builder.build_serialized_network(network, builder.create_builder_config()) is None
    assert "are missing" in api.logger.errors[-1]


def test_an_engine_of_another_program_with_an_implicit_batch_is_refused(tmp_path: Path) -> None:
    network = define_network(random_net(tmp_path, lstm_text(1, 3, 4, 5)), lstm="rnnv2", tensorrt=eight())
    network.network.name = "made by another program"
    with pytest.raises(SessionError, match="implicit batch of at most 3 streams, and does not say which axes"):
        implicit_session(network)


def test_an_engine_whose_manifest_lacks_an_axis_is_refused(tmp_path: Path) -> None:
    network = define_network(random_net(tmp_path, lstm_text(1, 3, 4, 5)), lstm="rnnv2", tensorrt=eight())
    manifest = Manifest.from_text(network.network.name)
    shapes = {name: shape for name, shape in manifest.shapes.items() if name != "x"}
    network.network.name = replace(manifest, shapes=shapes).to_text()
    with pytest.raises(SessionError, match="does not say which axis of 'x' are the streams"):
        implicit_session(network)
