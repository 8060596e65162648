"""Every TensorRT: defined through a stand-in that has one version's real API, evaluated, compared with Caffe.

The stand-in is tests/standin.py; it is not TensorRT, and RNNv2 in it is numpy. What is tested for real is RTX.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, build_engine, define_network, evaluate_network
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.interpreter.layer_view import LayerView
from caffe2trt.runtime.interface import state_output
from tests.harness import Arrays, Case, computed_blobs, difference, golden_names, reference
from tests.networks import input_layer, lstm_text, random_net
from tests.standin import VERSIONS, StandIn

RECURRENT = [name for name in golden_names("recurrent/*") if name != "recurrent/lstm_T1_inplace_relu"]
EPSILON = {"fp32": 2.0**-24, "fp16": 2.0**-11, "bf16": 2.0**-8}


def full(version: str) -> TensorRT:
    return TensorRT("full", StandIn(version))


def errors(case: Case, tensorrt: TensorRT | str, precision: str = "fp32", **options: Any) -> float:
    """The largest difference from Caffe over all calls and blobs."""
    blobs = computed_blobs(case, case.load())
    net = case.load(outputs=blobs)
    network = define_network(net, precision, tensorrt=tensorrt, **options)
    state: Arrays = {}
    worst = 0.0
    for inputs, expected in case.calls:
        results = evaluate_network(network, {**inputs, **state})
        state = {name: results[state_output(name)] for name in net.states}
        worst = max(worst, *(difference(results[blob], expected[blob]) for blob in blobs))
    return worst


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", [*RECURRENT, "nets/caption_factored_stream", "nets/ocr_columns"])
def test_every_version_computes_what_caffe_computed(name: str, version: str) -> None:
    assert errors(Case.named(name), full(version)) < 1e-5


@pytest.mark.parametrize("version", [*VERSIONS, "rtx"])
@pytest.mark.parametrize("precision", ["fp16", "bf16"])
@pytest.mark.parametrize("name", RECURRENT)
def test_half_precision_is_as_exact_as_its_type(name: str, precision: str, version: str) -> None:
    """The bound follows from the type.

    Activations and states stay within -1 and 1, weights within a few tenths. A value that reaches an output has gone
    through a rounded input, a rounded weight, a rounded product and a rounded result per layer, each relative to values
    of at most about two before the squashing; the fp32 state carries no more from step to step. Two layers deep that
    is below 16 units in the last place of one.
    """
    if precision == "bf16" and version.startswith("8."):
        with pytest.raises(ConversionError, match="has no bf16"):
            errors(Case.named(name), full(version), precision)
        return
    tensorrt: TensorRT | str = "rtx" if version == "rtx" else full(version)
    assert errors(Case.named(name), tensorrt, precision) < 16 * EPSILON[precision]


def kinds(network: Any) -> list[str]:
    return [LayerView(network, index).kind for index in range(network.network.num_layers)]


def test_tensorrt_8_gets_rnn_v2_and_others_a_loop(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(3, 2, 4, 5))
    eight = kinds(define_network(net, tensorrt=full("8.6.1")))
    assert eight.count("RNN_V2") == 3  # one a step: cont may reset a sequence at each
    assert "RECURRENCE" not in eight
    assert "RNN_V2" not in kinds(define_network(net, tensorrt=full("10.16.1")))
    assert kinds(define_network(net, tensorrt=full("8.6.1"), lstm="loop")).count("RECURRENCE") == 2
    whole = define_network(net, tensorrt=full("8.6.1"), cont_starts_only=True)
    assert kinds(whole).count("RNN_V2") == 1
    feeds = {"x": np.ones((3, 2, 4), np.float32), "cont": np.array([[0, 0.5], [1, 1], [1, 1]], np.float32)}
    feeds |= {name: np.full(shape, 0.3, np.float32) for name, shape in net.states.items()}
    assert difference(evaluate_network(whole, feeds)["y"], reference(net)(feeds)["y"]) < 1e-6
    with pytest.raises(ConversionError, match="has no RNNv2"):
        define_network(net, tensorrt="rtx", lstm="rnnv2")


@pytest.mark.parametrize("name", ["recurrent/rnn_static", "recurrent/lstm_static", "recurrent/jk_lstm_noclip"])
def test_one_rnn_v2_over_all_steps(name: str) -> None:
    """With the promise, the goldens whose cont keeps it; the static input and the RNN's output product included."""
    case = Case.named(name)
    net = case.load()
    network = define_network(net, tensorrt=full("8.6.1"), cont_starts_only=True)
    assert kinds(network).count("RNN_V2") == 1
    inputs, _ = case.calls[0]
    inputs = {**inputs, **({"cont": np.ones_like(inputs["cont"])} if "cont" in inputs else {})}
    found, expected = evaluate_network(network, inputs), reference(net)(inputs)
    assert all(difference(found[blob], expected[blob]) < 1e-5 for blob in net.outputs)


def test_rnn_v2_weights_go_gate_by_gate(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 4, 5))
    network = define_network(net, tensorrt=full("8.6.1"))
    layer = next(
        v for v in (LayerView(network, i) for i in range(network.network.num_layers)) if v.kind == "RNN_V2"
    ).layer
    w_x, bias, w_h = (value.array for value in net.program.constants())
    gates = network.api.module.RNNGateType
    for place, gate in enumerate(("INPUT", "FORGET", "OUTPUT", "CELL")):
        rows = slice(5 * place, 5 * place + 5)
        for held, blob, is_input in ((w_x, "weights", True), (w_h, "weights", False), (bias, "bias", True)):
            found = getattr(layer, f"get_{blob}_for_gate")(0, getattr(gates, gate), is_input)
            assert held is not None
            assert np.array_equal(np.ravel(found), held[rows].ravel())
        assert not np.any(layer.get_bias_for_gate(0, getattr(gates, gate), False))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_every_call_fits_the_versions_api(version: str, precision: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Defines every golden network and goes through the build; the stand-in raises at a call that does not fit."""
    monkeypatch.setattr("caffe2trt.converter.trt.api.present_gpu", lambda: "sm86")
    module = StandIn(version)
    seen: list[object] = []
    for name in golden_names("layers/*", "recurrent/*", "nets/*"):
        target = tmp_path / "net.engine"
        size = build_engine(
            Case.named(name).load(),
            target,
            precision=precision,
            tensorrt=TensorRT("full", module),
            progress=lambda *step: seen.append(step),
        )
        assert size == target.stat().st_size
    used = {f"{kind}.{member}" for kind, member in module.calls}
    assert {"Builder.create_network", "INetworkDefinition.add_convolution_nd", "IBuilderConfig.clear_flag"} <= used
    is_eight = version.startswith("8.")
    assert ("INetworkDefinition.add_rnn_v2" in used) == is_eight
    assert ("INetworkDefinition.add_loop" in used) == (not is_eight)
    assert ("IBuilderConfig.set_flag" in used) == (is_eight and precision == "fp16")
    assert ("ISliceLayer.set_output_type" in used) is False


def test_the_stand_in_refuses_what_a_version_lacks() -> None:
    """The check itself: wrong names and arguments are found."""
    eight, eleven = StandIn("8.6.1"), StandIn("11.4.0")
    with pytest.raises(AttributeError, match=r"TensorRT 11\.4\.0 has no RNNGateType"):
        _ = eleven.RNNGateType
    with pytest.raises(AttributeError):
        _ = eight.DataType.BF16
    network = full("11.4.0").create_network(eleven.Builder(full("11.4.0").logger))
    x = network.add_input("x", eleven.DataType.FLOAT, (1, 2))
    with pytest.raises(AttributeError, match="INetworkDefinition has no add_rnn_v2"):
        network.add_rnn_v2(x, 1, 2, 3, None)
    with pytest.raises(TypeError, match="add_softmax does not take"):
        network.add_softmax(x, 1)
    with pytest.raises(TypeError, match="add_activation does not take"):
        network.add_activation(x, kind=None)
    with pytest.raises(AttributeError, match="no colour"):
        network.add_softmax(x).colour = 3


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
def test_half_state_is_narrower(tmp_path: Path, precision: str) -> None:
    net = random_net(tmp_path, lstm_text(6, 2, 8, 16), scale=0.3)
    rng = np.random.default_rng(2)
    feeds = {"x": rng.normal(size=(6, 2, 8)).astype(np.float32), "cont": np.ones((6, 2), np.float32)}
    exact = reference(net)(feeds)["y"]
    narrow, wide = (
        difference(evaluate_network(define_network(net, precision, half_state=half), feeds)["y"], exact)
        for half in (True, False)
    )
    assert wide <= narrow if precision != "fp32" else wide == narrow
    assert build_engine(net, tmp_path / "net.engine", gpu="sm86", precision=precision, half_state=True)


@pytest.mark.parametrize("gpu", ["sm80", "sm86", "sm89", "sm120"])
@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
def test_rtx_builds_for_every_gpu_and_precision(tmp_path: Path, gpu: str, precision: str) -> None:
    for name in ("recurrent/lstm_resets_stateful", "recurrent/rnn_static", "nets/lrcn_small"):
        assert build_engine(Case.named(name).load(), tmp_path / "net.engine", gpu=gpu, precision=precision)


def test_tile_plugin_is_for_the_full_tensorrt(tmp_path: Path) -> None:
    text = input_layer("x", 2, 3) + 'layer { name: "t" type: "Tile" bottom: "x" top: "t" tile_param { tiles: 4 } }'
    net = random_net(tmp_path, text)
    with pytest.raises(ConversionError, match=r"does not support the Tile plugin\. Leave --tile out"):
        define_network(net, tile="plugin", tensorrt="rtx")
    with pytest.raises(ConversionError, match="does not support the Tile plugin"):
        define_network(net, tile="plugin", tensorrt=full("8.6.1"))
