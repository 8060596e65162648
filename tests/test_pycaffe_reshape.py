"""Inputs of a pycaffe network in other shapes: one file for all sizes where it can, one conversion each where not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import caffe2trt.pycaffe as caffe
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import Net as ConvertedNet
from caffe2trt.converter import Reference, load
from caffe2trt.pycaffe import backends
from caffe2trt.pycaffe.families import find_growth
from caffe2trt.runtime import Session
from tests.harness import Arrays
from tests.networks import input_layer, lstm_text, random_net
from tests.pycaffe_nets import backend as backend


def files_of(folder: Path, text: str) -> tuple[str, str]:
    random_net(folder, text)
    return str(folder / "net.prototxt"), str(folder / "net.caffemodel")


def step(net: caffe.Net, inputs: Arrays) -> np.ndarray:
    for name, values in inputs.items():
        net.blobs[name].reshape(*values.shape)
        net.blobs[name].data[...] = values
    net.forward()
    return net.blobs["y"].data.copy()


def random_call(rng: np.random.Generator, steps: int, streams: int) -> Arrays:
    return {
        "x": rng.normal(size=(steps, streams, 3)).astype(np.float32),
        "cont": (rng.random((steps, streams)) > 0.2).astype(np.float32),
    }


def opened(monkeypatch: pytest.MonkeyPatch) -> list[ConvertedNet]:
    """Gets the network of each file from now on."""
    made: list[ConvertedNet] = []
    open_session = backends.open_session

    def noted(net: ConvertedNet, backend: str) -> Session:
        made.append(net)
        return open_session(net, backend)

    monkeypatch.setattr(backends, "open_session", noted)
    return made


def test_reshape_gives_every_blob_its_shape(tmp_path: Path, backend: str) -> None:
    net = caffe.Net(*files_of(tmp_path, lstm_text(4, 2, 3, 5)), caffe.TEST)
    net.blobs["x"].reshape(7, 2, 3)
    net.blobs["cont"].reshape(7, 2)
    assert net.blobs["y"].shape == (4, 2, 5)
    net.reshape()
    assert net.blobs["y"].shape == (7, 2, 5)


def test_a_shape_that_does_not_fit_is_refused_by_the_layers_name(tmp_path: Path, backend: str) -> None:
    net = caffe.Net(*files_of(tmp_path, lstm_text(4, 2, 3, 5)), caffe.TEST)
    net.blobs["x"].reshape(7, 2, 3)
    for call in (net.reshape, net.forward):
        with pytest.raises(ConversionError, match="layer 'l' \\(LSTM"):
            call()


def test_the_state_goes_on_over_calls_of_other_numbers_of_time_steps(tmp_path: Path, backend: str) -> None:
    files = files_of(tmp_path, lstm_text(4, 2, 3, 5))
    net, rng = caffe.Net(*files, caffe.TEST), np.random.default_rng(0)
    state: Arrays = {}
    for steps in (4, 2, 1, 6, 4, 1):
        call = random_call(rng, steps, 2)
        reference = Reference(load(*files, time_steps=steps))
        reference.state.update(state)
        expected = reference.forward(call)["y"]
        state = reference.state
        assert np.abs(step(net, call) - expected).max() < 1e-5


def test_streams_that_remain_keep_their_states_and_new_ones_start_at_zero(tmp_path: Path, backend: str) -> None:
    files = files_of(tmp_path, lstm_text(4, 3, 3, 5))
    net, rng = caffe.Net(*files, caffe.TEST), np.random.default_rng(0)
    state: Arrays = {}
    for streams in (3, 2, 5, 5, 1, 3):
        call = random_call(rng, 4, streams)
        call["cont"][0] = 1
        reference = Reference(load(*files, batch=streams))
        for name, before in state.items():
            reference.state[name][: len(before)] = before[:streams]
        expected = reference.forward(call)["y"]
        state = reference.state
        assert np.abs(step(net, call) - expected).max() < 1e-5


def test_a_blob_read_late_after_a_change_of_size(tmp_path: Path, backend: str) -> None:
    text = lstm_text(4, 2, 3, 5) + 'layer { name: "z" type: "Power" bottom: "y" top: "z" power_param { scale: 2 } }'
    files = files_of(tmp_path, text)
    net, rng = caffe.Net(*files, caffe.TEST), np.random.default_rng(0)
    expected: dict[str, np.ndarray] = {}
    state: Arrays = {}
    for steps in (4, 2, 5, 2):
        call = random_call(rng, steps, 2)
        reference = Reference(load(*files, time_steps=steps))
        reference.state.update(state)
        expected, state = reference.forward(call), reference.state
        for name, values in call.items():
            net.blobs[name].reshape(*values.shape)
        net.forward(x=call["x"], cont=call["cont"])
    assert np.abs(net.blobs["y"].data - expected["y"]).max() < 1e-5


def test_one_file_serves_all_sizes(tmp_path: Path, backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    net, rng = caffe.Net(*files_of(tmp_path, lstm_text(4, 2, 3, 5)), caffe.TEST), np.random.default_rng(0)
    made = opened(monkeypatch)
    for steps in (4, 2, 1, 6, 8, 5, 2):
        step(net, random_call(rng, steps, 2))
    assert len(made) == (0 if backend == "reference" else 2)


def test_a_network_that_cannot_vary_is_converted_for_each_size(tmp_path: Path, backend: str) -> None:
    """A mean over all axes depends on the batch."""
    text = input_layer("x", 2, 6) + (
        'layer { name: "mean" type: "Reduction" bottom: "x" top: "mean" reduction_param { operation: MEAN } }'
        'layer { name: "y" type: "Power" bottom: "mean" top: "y" power_param { scale: 2 } }'
    )
    (tmp_path / "net.prototxt").write_text(text)
    net, rng = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST), np.random.default_rng(0)
    for rows in (2, 3, 5, 2, 4):
        x = rng.normal(size=(rows, 6)).astype(np.float32)
        assert step(net, {"x": x}) == pytest.approx(2 * x.mean(), abs=1e-6)


def test_what_grows_between_two_sets_of_shapes() -> None:
    growth = find_growth({"x": (6, 7), "cont": (1, 3)}, {"x": (10, 7), "cont": (1, 5)})
    assert growth is not None
    assert growth.at(4) == {"x": (8, 7), "cont": (1, 4)}
    assert growth.size_of({"x": (8, 7), "cont": (1, 4)}) == 4
    assert growth.size_of({"x": (9, 7), "cont": (1, 4)}) is None
    assert find_growth({"x": (2, 3)}, {"x": (3, 4)}) is None
    assert find_growth({"x": (2, 3)}, {"x": (2, 3)}) is None
