"""Every TensorRT: defined through a stand-in that has one version's real API, evaluated, compared with Caffe.

The stand-in is tests/standin.py; it is not TensorRT, and RNNv2 in it is numpy. What is tested for real is RTX.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter import ConversionError, build_engine, define_network, evaluate_network
from caffe2trt.converter.net import Net
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.emitter import Options, TensorRTEmitter
from caffe2trt.converter.trt.interpreter.layer_view import LayerView
from caffe2trt.converter.trt.network import Network
from caffe2trt.converter.trt.rnn_v2 import LSTM_GATES, set_weights
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


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_gets_a_loop(tmp_path: Path, version: str) -> None:
    net = random_net(tmp_path, lstm_text(3, 2, 4, 5))
    found = kinds(define_network(net, tensorrt=full(version)))
    assert (found.count("RECURRENCE"), found.count("RNN_V2")) == (2, 0)
    one = kinds(define_network(random_net(tmp_path, lstm_text(1, 2, 4, 5)), tensorrt=full(version)))
    assert not {"RECURRENCE", "RNN_V2"} & set(one)


def test_rnn_v2_is_refused_where_tensorrt_has_none(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 4, 5))
    for api in ("rtx", full("10.0.1")):
        with pytest.raises(ConversionError, match="has no RNNv2; TensorRT removed it after version 9"):
            define_network(net, tensorrt=api, lstm="rnnv2")


def rnn_v2_network(net: Net, api: TensorRT, flags: int) -> Network:
    """The one LSTM of a net as one RNNv2 over all time steps, with the streams as an index dimension; without cont."""
    (node,) = (node for node in net.program.nodes if isinstance(node.op, p.LSTM))
    assert isinstance(node.op, p.LSTM)
    operands = node.op.bind(*node.inputs)
    builder = api.module.Builder(api.logger)
    network = builder.create_network(flags)
    e = TensorRTEmitter(api, network, "fp32", Options())
    e.at(node)
    steps, streams, cells = node.output.shape
    shapes: dict[str, Shape] = {
        "x": (streams, steps, operands.x.shape[2]),
        "h": (streams, 1, cells),
        "c": (streams, 1, cells),
    }
    x, h, c = (network.add_input(name, e.float32, shape) for name, shape in shapes.items())
    layer = network.add_rnn_v2(x, 1, cells, steps, api.module.RNNOperation.LSTM)
    layer = e.add(layer)
    layer.hidden_state, layer.cell_state = h, c
    set_weights(e, layer, LSTM_GATES, operands, e.float32)
    layer.get_output(0).name = "y"
    network.mark_output(layer.get_output(0))
    return Network(network, builder, api, "fp32", shapes, {}, (), e.kept)


def test_rnn_v2_gets_caffes_weights_gate_by_gate(tmp_path: Path) -> None:
    """Over several time steps, in a network with implicit batch, where TensorRT 8 allows the layer: Caffe's LSTM."""
    net = random_net(tmp_path, lstm_text(3, 2, 4, 5), scale=0.5)
    network = rnn_v2_network(net, full("8.6.1"), flags=0)
    rng = np.random.default_rng(3)
    feeds = {name: rng.normal(size=shape).astype(np.float32) for name, shape in network.inputs.items()}
    found = evaluate_network(network.network, {name: array[None] for name, array in feeds.items()})["y"][0]
    states = {"l__h_in": feeds["h"][:, 0], "l__c_in": feeds["c"][:, 0]}
    x = feeds["x"].transpose(1, 0, 2)
    expected = reference(net)({"x": x, "cont": np.ones((3, 2), np.float32), **states})["y"]
    assert difference(found.transpose(1, 0, 2), expected) < 1e-6


def test_the_stand_in_refuses_rnn_v2_with_explicit_batch(tmp_path: Path) -> None:
    """As TensorRT does: add_rnn_v2 gives None."""
    api = full("8.6.1")
    explicit = 1 << int(api.module.NetworkDefinitionCreationFlag.EXPLICIT_BATCH)
    with pytest.raises(ConversionError, match=r"TensorRT 8\.6\.1 refuses its LSTM"):
        rnn_v2_network(random_net(tmp_path, lstm_text(3, 2, 4, 5)), api, explicit)
    assert not api.create_network(api.module.Builder(api.logger)).has_implicit_batch_dimension


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
    assert "INetworkDefinition.add_loop" in used
    assert "INetworkDefinition.add_rnn_v2" not in used
    assert ("IBuilderConfig.set_flag" in used) == (version.startswith("8.") and precision == "fp16")
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


@pytest.mark.parametrize("precision", ["fp16", "bf16"])  # fp32 is refused: tests/test_messages.py
def test_half_state_is_narrower(tmp_path: Path, precision: str) -> None:
    net = random_net(tmp_path, lstm_text(6, 2, 8, 16), scale=0.3)
    rng = np.random.default_rng(2)
    feeds = {"x": rng.normal(size=(6, 2, 8)).astype(np.float32), "cont": np.ones((6, 2), np.float32)}
    exact = reference(net)(feeds)["y"]
    narrow, wide = (
        difference(evaluate_network(define_network(net, precision, half_state=half), feeds)["y"], exact)
        for half in (True, False)
    )
    assert wide <= narrow
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
