"""NaN and infinity give in ONNX and in the TensorRT network what they give in Caffe's arithmetic: none is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import Net, Reference, define_network, evaluate_network, export_onnx
from caffe2trt.converter.reference import arithmetic
from caffe2trt.runtime import Session
from tests.harness import Arrays, Forward, parse
from tests.networks import input_layer, lstm_text, random_net

VALUES = {"nan": [np.nan], "infinities": [np.inf, -np.inf], "both": [np.nan, np.inf], "huge": [3e38, -3e38, 1e30]}
pytestmark = pytest.mark.filterwarnings("ignore:(invalid value|overflow) encountered:RuntimeWarning")


def feeds_with(net: Net, values: list[float], count: int = 24) -> Iterator[Arrays]:
    """Random inputs and states, some of them one of the values; cont is 1 after the first step in every other."""
    rng = np.random.default_rng(0)
    for index in range(count):
        shapes = {**net.inputs, **net.states}
        feeds = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
        if "cont" in feeds:
            feeds["cont"][...] = 1 if index % 2 else rng.choice([0, 1, 0.5], feeds["cont"].shape)
            feeds["cont"][0] = rng.choice([0, 1, 0.5], feeds["cont"].shape[1])
            if index % 8 == 0:
                feeds["cont"][0, 0] = rng.choice(values)
        for _ in range(index % 4):
            array = feeds[str(rng.choice([name for name in feeds if name != "cont"]))]
            array.flat[rng.integers(array.size)] = rng.choice(values)
        yield feeds


@contextmanager
def onnx(net: Net, folder: Path, cont_starts_only: bool = False) -> Iterator[Forward]:
    export_onnx(net, folder / "net.onnx", cont_starts_only=cont_starts_only)
    with Session(folder / "net.onnx", threads=1) as session:

        def forward(feeds: Arrays) -> Arrays:
            session.state = {name: feeds[name] for name in session.states}
            outputs = session.step({name: feeds[name] for name in session.inputs})
            return {**outputs, **{f"{name.removesuffix('_in')}_out": array for name, array in session.state.items()}}

        yield forward


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize(("steps", "batch"), [(1, 2), (2, 1), (2, 2), (5, 2)])
@pytest.mark.parametrize("kind", ["LSTM", "RNN"])
def test_the_same_answer_everywhere(tmp_path: Path, kind: str, steps: int, batch: int, values: str) -> None:
    net = random_net(tmp_path, lstm_text(steps, batch, 3, 4, static=2, kind=kind))
    network, parsed, names = (
        define_network(net),
        parse(net),
        ["y", *(f"{state.removesuffix('_in')}_out" for state in net.states)],
    )
    with onnx(net, tmp_path) as forward:
        for feeds in feeds_with(net, VALUES[values]):
            expected = Reference(net).forward(feeds)
            for found in (forward(feeds), evaluate_network(network, feeds), evaluate_network(parsed, feeds)):
                assert all(np.allclose(found[name], expected[name], 1e-4, 1e-4, equal_nan=True) for name in names)


@pytest.mark.parametrize("values", VALUES)
def test_a_file_with_the_promise_hides_nothing(tmp_path: Path, values: str) -> None:
    """It has no If: all that a stream gives in such a call is NaN, and the other streams are as they should be."""
    net = random_net(tmp_path, lstm_text(4, 2, 3, 5))
    with onnx(net, tmp_path, cont_starts_only=True) as forward:
        for feeds in feeds_with(net, VALUES[values]):
            feeds["cont"][1:] = 1
            expected, found = Reference(net).forward(feeds), forward(feeds)
            for name in ("y", "l__h_out", "l__c_out"):
                is_nan = np.isnan(found[name])
                assert is_nan[np.isnan(expected[name])].all()
                assert np.allclose(found[name][~is_nan], expected[name][~is_nan], 1e-4, 1e-4)
            for stream in range(2):
                given = [feeds["x"][:, stream], feeds["cont"][0, stream]]
                given += [feeds[name][stream] for name in ("l__h_in", "l__c_in")]
                assert np.isfinite(found["y"][:, stream]).all() == all(np.abs(array).max() < 100 for array in given)


def test_a_network_without_cont(tmp_path: Path) -> None:
    """The Lstm of a fork, without its clip bottom."""
    layer = 'layer { name: "l" type: "Lstm" bottom: "x" top: "y" lstm_param { num_output: 5 } }'
    net = random_net(tmp_path, input_layer("x", 4, 2, 3) + layer)
    with onnx(net, tmp_path) as forward:
        for feeds in feeds_with(net, [np.nan]):
            expected = Reference(net).forward(feeds)["y"]
            assert np.allclose(forward(feeds)["y"], expected, 1e-4, 1e-4, equal_nan=True)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e20])
@pytest.mark.parametrize("promise", [False, True])
def test_weights_that_are_not_numbers(tmp_path: Path, value: float, promise: bool) -> None:
    net = random_net(tmp_path, lstm_text(3, 2, 3, 4))
    weights = net.program.constants()[0]
    weights.array = weights.array.copy()  # type: ignore[union-attr]
    weights.array[5, 1] = value
    feeds = {name: np.full(shape, 0.5, np.float32) for name, shape in {**net.inputs, **net.states}.items()}
    feeds["cont"][...] = 1
    expected = Reference(net).forward(feeds)["y"]
    with onnx(net, tmp_path, cont_starts_only=promise) as forward:
        assert np.allclose(forward(feeds)["y"], expected, 1e-4, 1e-4, equal_nan=True)


def test_a_saturated_gate_is_exactly_zero() -> None:
    """As in Caffe: 1 / (1 + exp(200)) is 0, and 0 times an infinite cell state is NaN."""
    assert arithmetic.sigmoid(np.array([-200, 200, np.nan], np.float32)).tolist()[:2] == [0, 1]
