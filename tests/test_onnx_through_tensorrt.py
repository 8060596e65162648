"""ONNX files through TensorRT's own parser, as trtexec reads them: the network that it makes equals Caffe.

The golden cases as they are, and most other tests of networks, go this way as the backend "parsed" (tests/harness.py).
"""

from __future__ import annotations

from math import prod
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from caffe2trt.caffe.errors import FileError
from caffe2trt.converter import ConversionError, Net, evaluate_network, export_onnx
from caffe2trt.converter.onnx_model import recurrent
from caffe2trt.converter.trt import build
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.builder_options import BuilderOptions
from caffe2trt.converter.trt.parsed import parse_onnx
from tests.harness import Array, Arrays, Case, computed_blobs, difference, golden_names, parse, parsed, reference
from tests.networks import input_layer, lstm_text, random_net
from tests.standin import VERSIONS
from tests.test_tensorrt_versions import full

NETWORKS = [name for name in golden_names("recurrent/*", "nets/*") if name != "recurrent/lstm_T1_inplace_relu"]


def steps_of(net: Net, inputs: Arrays) -> int:
    """The time steps of a call; 0 in a network without cont."""
    return max((inputs[name].size // role.count for name, role in net.roles.items() if role.kind == "cont"), default=0)


SEQUENCES = [
    name
    for name in (*NETWORKS, "round2/lstm_x_two_axes", "forks/gru", "forks/gru_lbr", "forks/gru_static")
    if steps_of(Case.named(name).load(), Case.named(name).calls[0][0]) > 1
]
# For one time step these differ in more than time: expose_hidden starts every call from its bottoms, and ocr_columns
# joins its own ten time steps.
ONE_STEP = [name for name in SEQUENCES if "expose" not in name and name != "nets/ocr_columns"]


@pytest.mark.parametrize("name", ONE_STEP)
def test_one_time_step_a_call_equals_caffe(name: str) -> None:
    case = Case.named(name)
    blobs = computed_blobs(case, case.load())
    net = case.load(outputs=blobs, time_steps=1)
    forward = parsed(net)
    for inputs, expected in case.calls:
        count = steps_of(net, inputs)
        rows = {input_: by_step(inputs[input_], net.inputs[input_], count) for input_ in net.inputs}
        found = [forward({input_: array[step] for input_, array in rows.items()}) for step in range(count)]
        for blob in blobs:
            for step, wanted in enumerate(by_step(expected[blob], net.outputs[blob], count)):
                assert difference(found[step][blob], wanted) <= 1e-5, f"{blob}, step {step}"


def by_step(array: Array, shape: tuple[int, ...], count: int) -> Array:
    """An array of all time steps as one array for each; a static one is the same at each."""
    return np.stack([array] * count) if array.size == prod(shape) else array.reshape(count, *shape)


@pytest.mark.parametrize("name", SEQUENCES)
def test_the_promise_equals_caffe(name: str) -> None:
    """Calls with resets at their first time step only: Caffe's where there are such, otherwise the Reference's."""
    case = Case.named(name)
    blobs = computed_blobs(case, case.load())
    net = case.load(outputs=blobs)
    actual, numpy_forward = parsed(net, cont_starts_only=True), reference(net)
    is_caffes = True  # up to and with this call
    for inputs, expected in case.calls:
        promised = {name: starts_only(net, name, array) for name, array in inputs.items()}
        is_caffes = is_caffes and all(np.array_equal(promised[name], inputs[name]) for name in inputs)
        found, computed = actual(promised), numpy_forward(promised)
        for blob in blobs:
            assert difference(found[blob], expected[blob] if is_caffes else computed[blob]) <= 1e-5, blob


def starts_only(net: Net, name: str, array: Array) -> Array:
    """An input; cont is 1 after the first time step."""
    role = net.roles.get(name)
    if role is None or role.kind != "cont":
        return array
    cont = array.reshape(-1, role.count).copy()
    cont[1:] = 1
    return cont.reshape(array.shape)


@pytest.mark.parametrize("name", [name for name in SEQUENCES if "gru" not in name])  # a GRU is not written out
def test_unrolled_time_steps_equal_caffe(name: str) -> None:
    case = Case.named(name)
    blobs = [*case.load().outputs]
    forward = parsed(case.load(), lstm="unroll")
    for inputs, expected in case.calls:
        found = forward(inputs)
        assert max(difference(found[blob], expected[blob]) for blob in blobs) <= 1e-5


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_builds(name: str) -> None:
    assert engine_size(Case.named(name).load()) < 20_000_000


def engine_size(net: Net, **options: Any) -> int:
    """The size of an engine that is built from the ONNX file."""
    return len(build._build(parse(net, **options), ["sm86"], False, BuilderOptions(), None))


@pytest.mark.parametrize("promise", [False, True])
@pytest.mark.parametrize("cells", range(1, 8))
def test_a_tiny_loop_becomes_a_small_engine(tmp_path: Path, cells: int, promise: bool) -> None:
    net = random_net(tmp_path, lstm_text(16, 1, 3, cells))
    assert engine_size(net, cont_starts_only=promise) < 6_000_000


def test_a_tiny_loop_of_one_stream_would_become_a_huge_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails with a new TensorRT for RTX, the second stream is no longer needed."""
    monkeypatch.setattr(recurrent, "is_tiny_loop", lambda *_: False)
    net = random_net(tmp_path, lstm_text(16, 1, 3, 3))
    assert engine_size(net, cont_starts_only=True) > 10_000_000


@pytest.mark.parametrize("kind", ["LSTM", "RNN"])
@pytest.mark.parametrize("promise", [False, True])
def test_a_second_stream_changes_no_number(tmp_path: Path, kind: str, promise: bool) -> None:
    net = random_net(tmp_path, lstm_text(5, 1, 3, 4, static=2, kind=kind))
    rng = np.random.default_rng(0)
    feeds = {name: rng.normal(size=shape).astype(np.float32) for name, shape in {**net.inputs, **net.states}.items()}
    feeds["cont"] = np.array([[0.5], [1], [1 if promise else 0], [1], [1]], np.float32)
    found, expected = parsed(net, cont_starts_only=promise)(feeds), reference_with_state(net, feeds)
    assert list(found) == ["y", *(name.replace("_in", "_out") for name in net.states)]
    assert all(difference(found[name], expected[name]) < 1e-6 for name in found)


def reference_with_state(net: Net, feeds: Arrays) -> Arrays:
    """The outputs and states of the directly defined network, which takes the states as inputs."""
    from caffe2trt.converter import define_network

    return evaluate_network(define_network(net), feeds)


def test_inputs_and_outputs_keep_names_order_shapes_and_type(tmp_path: Path) -> None:
    text = lstm_text(3, 2, 4, 5).replace('"x"', '"größe / 1"').replace('"y"', f'"{"y" * 4095}"')
    net = random_net(tmp_path, text)
    network = parse(net)
    assert (network.inputs, network.states) == (net.inputs, net.states)
    definition = network.network
    tensors = [definition.get_input(index) for index in range(definition.num_inputs)]
    assert [(tensor.name, tuple(tensor.shape)) for tensor in tensors] == [*net.inputs.items(), *net.states.items()]
    results = [definition.get_output(index) for index in range(definition.num_outputs)]
    assert [tensor.name for tensor in results] == ["y" * 4095, "l__h_out", "l__c_out"]
    assert {tensor.dtype for tensor in (*tensors, *results)} == {network.api.module.float32}


@pytest.mark.parametrize("name", ["a" * 4096, r"a\000b"], ids=["long", "zero"])
def test_names_that_tensorrt_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    tanh = 'layer {{ name: "t" type: "TanH" bottom: "{}" top: "{}" }}'
    for what, text in (
        ("input", input_layer(name, 1, 4) + tanh.format(name, "y")),
        ("output", input_layer("x", 1, 4) + tanh.format("x", name)),
    ):
        message = rf"name of the {what} 'a.*1 to 4,095 .*Change it in the prototxt, or use the file with onnxruntime"
        with pytest.raises(ConversionError, match=message):
            parse(random_net(tmp_path, text))


LAYER = '{} layer {{ name: "l" type: "{}" bottom: "x" top: "y" {} }}'
# What the parser refuses, and its reason: docs/tensorrt.md has the same list. convert refuses them for an engine too.
REFUSED = {
    LAYER.format(input_layer("x", *[2] * 9), "TanH", ""): "Failed to convert ONNX dimensions to TensorRT dimensions",
    LAYER.format(input_layer("x", 1, 20, 4, 4), "LRN", "lrn_param { local_size: 17 }"): "LRN 'l': .*kLRN_MAX_WINDOW",
    LAYER.format(input_layer("x", 1, 4), "TanH", "").replace('"y"', f'"{"a" * 4096}"')
    + f'layer {{ name: "m" type: "AbsVal" bottom: "{"a" * 4096}" top: "y" }}': "The given name exceeds the limit",
}


@pytest.mark.parametrize("text", REFUSED, ids=["nine axes", "wide LRN", "long name"])
def test_what_the_parser_refuses(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConversionError, match=f"ONNX parser of TensorRT .* refuses .*net.onnx: .*{REFUSED[text]}") as e:
        parse(random_net(tmp_path, text))
    assert "Cuda" not in str(e.value)  # a missing GPU must not be named as the cause


def test_what_the_builder_refuses(tmp_path: Path) -> None:
    text = LAYER.format(input_layer("x", 1, 5000), "ArgMax", "argmax_param { top_k: 3841 axis: 1 }")
    with pytest.raises(ConversionError, match=r"K exceeds the maximum value allowed \(3840\)"):
        engine_size(random_net(tmp_path, text))


@pytest.mark.parametrize("version", VERSIONS)
def test_the_parser_is_called_as_each_version_has_it(tmp_path: Path, version: str) -> None:
    net = random_net(tmp_path, LAYER.format(input_layer("x", 1, 20, 4, 4), "LRN", "lrn_param { local_size: 17 }"))
    export_onnx(net, tmp_path / "n.onnx")
    node = "" if version.startswith("8.") else "LRN 'l': "
    with pytest.raises(ConversionError, match=f"n.onnx: {node}Invalid Node - l"):
        parse_onnx(tmp_path / "n.onnx", tensorrt=full(version))


def test_a_tensorrt_without_a_parser_is_refused(tmp_path: Path) -> None:
    module = SimpleNamespace(__version__="10.9.0", INetworkDefinition=SimpleNamespace(add_cast=None))
    with pytest.raises(ConversionError, match=r"TensorRT 10\.9\.0 is installed without its ONNX parser.*pip install"):
        parse_onnx(tmp_path / "n.onnx", tensorrt=TensorRT("full", module))


def test_a_file_that_is_no_onnx_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot read the ONNX file"):
        parse_onnx(tmp_path / "n.onnx")
    (tmp_path / "n.onnx").write_bytes(b"\x0a\xff")
    with pytest.raises(FileError, match=r"n\.onnx is not an ONNX file"):
        parse_onnx(tmp_path / "n.onnx")
