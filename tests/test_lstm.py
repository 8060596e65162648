"""The LSTM over random sizes and cont, in all three executions, and the structure each gives it."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caffe2trt.converter import define_network, export_onnx
from caffe2trt.converter.trt.interpreter.layer_view import LayerView
from tests.harness import RUNNERS, Arrays, difference
from tests.harness import onnx as run_onnx
from tests.networks import lstm_text, random_net


def textbook(x: np.ndarray, cont: np.ndarray, s: np.ndarray | None, blobs: list[np.ndarray], state: Any) -> Any:
    """An LSTM written straight from its equations, in float64."""
    w_x, bias, *w_s, w_h = (blob.astype(np.float64) for blob in blobs)
    hidden = w_h.shape[1]
    h, c = state
    outputs = []
    for x_t, cont_t in zip(x.astype(np.float64), cont.astype(np.float64)):
        h, c = h * cont_t[:, None], c * cont_t[:, None]
        gates = x_t @ w_x.T + bias + h @ w_h.T + (s @ w_s[0].T if s is not None else 0)
        i, f, o = (1 / (1 + np.exp(-gates[:, k * hidden : (k + 1) * hidden])) for k in range(3))
        c = f * c + i * np.tanh(gates[:, 3 * hidden :])
        h = o * np.tanh(c)
        outputs.append(h)
    return np.stack(outputs), (h, c)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 6),
    st.integers(1, 4),
    st.integers(1, 5),
    st.integers(1, 9),
    st.integers(0, 3),
    st.integers(0, 2**32 - 1),
)
def test_equals_the_equations(steps: int, batch: int, features: int, hidden: int, static: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    with TemporaryDirectory() as folder:
        net = random_net(Path(folder), lstm_text(steps, batch, features, hidden, static), seed)
        blobs = [value.array for value in net.program.constants()]
    ordered = [blobs[i] for i in ((0, 1, 2, 3) if static else (0, 1, 2))]
    forwards = {name: runner(net) for name, runner in RUNNERS.items()}
    state: Any = (np.zeros((batch, hidden)), np.zeros((batch, hidden)))
    for resets in (0.0, 0.5, 0.0):
        feeds: Arrays = {"x": rng.normal(size=(steps, batch, features)).astype(np.float32)}
        feeds["cont"] = np.where(rng.random((steps, batch)) < resets, rng.choice([0, 0, 0.5, -1]), 1).astype(np.float32)
        if static:
            feeds["s"] = rng.normal(size=(batch, static)).astype(np.float32)
        expected, state = textbook(feeds["x"], feeds["cont"], feeds.get("s"), ordered, state)  # type: ignore[arg-type]
        for name, forward in forwards.items():
            assert difference(forward(feeds)["y"], expected.astype(np.float32)) < 1e-5, name


def graph_of(folder: Path, steps: int, cont_starts_only: bool = False) -> onnx.GraphProto:
    net = random_net(folder, lstm_text(steps, 2, 3, 5))
    export_onnx(net, folder / "net.onnx", cont_starts_only=cont_starts_only)
    model = onnx.load(folder / "net.onnx")
    onnx.checker.check_model(model, full_check=True)
    return model.graph


def kinds(graph: onnx.GraphProto) -> list[str]:
    return [node.op_type for node in graph.node]


def test_onnx_chooses_between_operator_and_scan(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, 4)
    assert kinds(graph).count("If") == 1
    choice = next(node for node in graph.node if node.op_type == "If")
    branches = {attribute.name: attribute.g for attribute in choice.attribute}
    assert kinds(branches["then_branch"]).count("LSTM") == 1
    assert kinds(branches["else_branch"]).count("Scan") == 1
    weights = [initializer for initializer in graph.initializer if np.prod(initializer.dims) > 8]
    assert sorted(tuple(weight.dims) for weight in weights) == [(20,), (20,), (20, 3), (20, 5)]  # one is the zero bias
    assert not any(branch.initializer for branch in branches.values())


def test_onnx_with_the_promise_has_the_operator_alone(tmp_path: Path) -> None:
    found = kinds(graph_of(tmp_path, 4, cont_starts_only=True))
    assert found.count("LSTM") == 1
    assert not {"If", "Scan", "Loop"} & set(found)


def test_onnx_at_one_step_is_plain(tmp_path: Path) -> None:
    assert not {"If", "Scan", "Loop", "LSTM"} & set(kinds(graph_of(tmp_path, 1)))


def test_the_promise_gives_the_same_numbers(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    net = random_net(tmp_path, lstm_text(4, 3, 2, 5))
    promised, exact = run_onnx(net, cont_starts_only=True), run_onnx(net)
    for first in (0.0, 1.0, 0.5):
        cont = np.ones((4, 3), np.float32)
        cont[0] = first
        feeds = {"x": rng.normal(size=(4, 3, 2)).astype(np.float32), "cont": cont}
        assert difference(promised(feeds)["y"], exact(feeds)["y"]) < 1e-6


def tensorrt_layers(folder: Path, steps: int) -> list[LayerView]:
    network = define_network(random_net(folder, lstm_text(steps, 2, 3, 5)))
    return [LayerView(network, index) for index in range(network.network.num_layers)]


def test_tensorrt_multiplies_the_input_before_the_loop(tmp_path: Path) -> None:
    views = tensorrt_layers(tmp_path, 4)
    order = [view.kind for view in views]
    assert order.count("TRIP_LIMIT") == 1
    assert order.count("RECURRENCE") == 2
    products = {view.name: view.layer.get_input(0).shape for view in views if view.kind == "MATRIX_MULTIPLY"}
    assert list(products) == ["l/input_products", "l/recurrent_product"]
    assert tuple(products["l/input_products"]) == (8, 3)  # all steps and streams at once
    assert order.index("MATRIX_MULTIPLY") < order.index("TRIP_LIMIT")


def test_tensorrt_applies_cont_to_both_states_at_every_step(tmp_path: Path) -> None:
    views = {view.name: view for view in tensorrt_layers(tmp_path, 4)}
    cont = views["l/cont_of_step"].outputs[0]
    for state in ("h", "c"):
        assert set(views[f"l/cont_{state}"].inputs) == {cont, views[f"l/{state}_before"].outputs[0]}


def test_tensorrt_has_no_loop_at_one_step(tmp_path: Path) -> None:
    found = {view.kind for view in tensorrt_layers(tmp_path, 1)}
    assert not found & {"TRIP_LIMIT", "RECURRENCE", "ITERATOR", "LOOP_OUTPUT"}


def test_tensorrt_names_the_states(tmp_path: Path) -> None:
    definition = define_network(random_net(tmp_path, lstm_text(4, 2, 3, 5))).network
    inputs = [definition.get_input(i) for i in range(definition.num_inputs)]
    outputs = [definition.get_output(i) for i in range(definition.num_outputs)]
    assert [tensor.name for tensor in inputs] == ["x", "cont", "l__h_in", "l__c_in"]
    assert [tensor.name for tensor in outputs] == ["y", "l__h_out", "l__c_out"]
    assert {tuple(tensor.shape) for tensor in itertools.chain(inputs[2:], outputs[1:])} == {(2, 5)}


@pytest.mark.parametrize("precision", ["fp16", "bf16"])
def test_half_precision_stays_near(tmp_path: Path, precision: str) -> None:
    """The bound follows from the type: each product and each sum rounds once, relative to values of about one."""
    from tests.harness import tensorrt

    rng = np.random.default_rng(3)
    net = random_net(tmp_path, lstm_text(6, 2, 8, 16), scale=0.25)
    half, full = tensorrt(net, precision), RUNNERS["reference"](net)
    epsilon = {"fp16": 2.0**-11, "bf16": 2.0**-8}[precision]
    feeds = {"x": rng.normal(size=(6, 2, 8)).astype(np.float32), "cont": np.ones((6, 2), np.float32)}
    error = difference(half(feeds)["y"], full(feeds)["y"])
    assert 0 < error < 16 * epsilon
