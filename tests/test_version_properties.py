"""runtime/tensorrt_versions.py: what it says of each version, and that no other file asks what a version can do."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, build_engine, define_network, evaluate_network
from caffe2trt.converter.cli import doctor
from caffe2trt.converter.trt.api import load_tensorrt
from caffe2trt.runtime import SessionError, engine_backend
from caffe2trt.runtime.tensorrt_versions import TensorRTModule
from tests.harness import ROOT, Case, difference, reference
from tests.networks import lstm_text, random_net
from tests.standin import VERSIONS, table
from tests.test_cli import call
from tests.test_package import modules_after
from tests.test_tensorrt_versions import full


def numbered(version: str, flavour: str = "full") -> TensorRTModule:
    """A module that has nothing but a version."""
    return TensorRTModule(flavour, SimpleNamespace(__version__=version))


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("8.6.1.6", (8, 6, 1)),
        ("10.0.0b6", (10, 0, 0)),
        ("10.13.3.9.post1", (10, 13, 3)),
        ("11.4", (11, 4)),
        ("11", (11,)),
    ],
)
def test_a_version_is_its_leading_numbers(text: str, version: tuple[int, ...]) -> None:
    assert numbered(text).version == version
    assert numbered(text).description == f"TensorRT {text}"
    assert numbered(text).is_weakly_typed == (version < (10,))


def test_a_version_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="tensorrt has the version 'dev', which is not a number"):
        _ = numbered("dev").version


def test_an_unknown_tensorrt_is_refused_by_name() -> None:
    with pytest.raises(ConversionError, match=r"unknown tensorrt 'trt10'\. The choices are auto, rtx, full"):
        load_tensorrt("trt10")
    with pytest.raises(SessionError, match="unknown tensorrt 'trt10'; the choices are auto, rtx, full"):
        engine_backend.open_engine("net.engine", tensorrt="trt10")


# weakly typed, bf16, RNNv2, ways for the Tile plugin, progress, builds without a GPU, merges the loop of 4 cells, the
# errors of its ONNX parser name nodes
ABILITIES: dict[str, tuple[Any, ...]] = {
    "8.6.1": (True, False, True, (), False, False, False, False),
    "10.0.1": (False, True, False, ("v3",), True, False, False, True),
    "10.3.0": (False, True, False, ("v3",), True, False, False, True),
    "10.8.0": (False, True, False, ("v3",), True, False, False, True),
    "10.16.1": (False, True, False, ("aot", "v3"), True, False, False, True),
    "11.4.0": (False, True, False, ("aot", "v3"), True, False, False, True),
    "rtx": (False, True, False, (), True, True, True, True),
}


@pytest.mark.parametrize("version", ABILITIES)
def test_what_each_version_can_do(version: str) -> None:
    api = load_tensorrt("rtx") if version == "rtx" else full(version)
    found = (
        api.is_weakly_typed,
        api.has_bf16,
        api.has_rnnv2,
        api.tile_plugins,
        api.has_progress_monitor,
        "sm86" in api.targets,
        api.merges_tiny_loop(1, 4),
        api.parser_names_nodes,
    )
    assert found == ABILITIES[version]
    assert api.restricts_host_code
    assert api.has_onnx_parser


def test_where_a_quirk_begins_and_ends() -> None:
    no_reshape = {("rtx", "1.5.0"): True, ("rtx", "1.6.1"): False, ("full", "11.1.0"): True, ("full", "11.2.1"): False}
    for (flavour, version), is_error in no_reshape.items():
        assert numbered(version, flavour).reports_no_reshape_as_error == is_error
    sm75 = {("1.6.1", "fp32"): True, ("1.7.1", "fp32"): False, ("1.6.1", "bf16"): False, ("1.7.1", "fp16"): True}
    for (version, precision), builds in sm75.items():
        assert numbered(version, "rtx").builds_matmul("sm75", precision) == builds
        assert numbered(version, "rtx").builds_matmul("sm86", precision)
        assert numbered("10.16.1", "full").builds_matmul("sm75", precision)


# Where one of the next three fails with a new TensorRT for RTX, the quirk has come or gone: see the property.


def test_rtx_gives_reshape_dims_as_the_property_says() -> None:
    api = load_tensorrt("rtx")
    network = api.create_network(api.module.Builder(api.logger))
    shuffle = network.add_shuffle(network.add_input("x", api.module.float32, (2, 3)))
    error: type[Exception] = ValueError if api.reports_no_reshape_as_error else TypeError  # None has no length
    with pytest.raises(error):
        len(shuffle.reshape_dims)


def test_rtx_makes_a_huge_engine_of_a_tiny_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TensorRTModule, "merges_tiny_loop", lambda *_: False)
    net = random_net(tmp_path, lstm_text(16, 1, 3, 3))
    assert build_engine(net, tmp_path / "net.engine", gpu="sm86", tensorrt="rtx") > 10_000_000


def test_rtx_builds_a_bf16_deconvolution_as_the_property_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_built = load_tensorrt("rtx").builds_bf16_deconvolution
    monkeypatch.setattr(TensorRTModule, "builds_bf16_deconvolution", True)
    net = Case.named("layers/deconv").load()
    with nullcontext() if is_built else pytest.raises(ConversionError, match="cannot build the engine"):
        build_engine(net, tmp_path / "net.engine", gpu="sm86", precision="bf16", tensorrt="rtx")


@pytest.mark.parametrize(("answers", "expected"), [({}, True), ({"is_stream_capturable": lambda stream: False}, False)])
def test_a_call_can_be_recorded_unless_tensorrt_says_no(answers: dict[str, Any], expected: bool) -> None:
    assert numbered("10.16.1").is_stream_capturable(SimpleNamespace(**answers), 1) == expected


@pytest.mark.parametrize("version", [*VERSIONS, "rtx"])
def test_what_is_taken_for_granted_is_in_every_version(version: str) -> None:
    assert {"init_libnvinfer_plugins", "Runtime", "Logger", "Weights"} <= set(table(version))
    assert {"add_cast", "add_loop", "add_slice"} <= set(table(version)["INetworkDefinition"])


def test_doctor_says_what_the_properties_say() -> None:
    machine = doctor.Machine({"rtx": "no", "full": full("8.6.1")}, None, None)
    rows = {name: text for name, _, text in doctor._tensorrt_rows(machine)}
    assert rows["TensorRT"].endswith("; fp32, fp16, no bf16; LSTM by a loop, or RNNv2; no Tile plugin (none needed)")
    for version, plugin in (("10.0.1", "the Tile plugin, which needs Python"), ("11.4.0", "the Tile plugin")):
        text = "; ".join(full(version).features)
        assert text.startswith(f"fp32, fp16, bf16; LSTM by a loop; {plugin}")
    shown = " ".join(call("doctor").stdout.split())
    assert all(word in shown for feature in load_tensorrt("rtx").features for word in feature.split())


def parts(network: Any) -> list[str]:
    """What the layers of the network's nodes are: "gates" for the layer l/gates."""
    names = [network.network.get_layer(index).name for index in range(network.network.num_layers)]
    return [name.rpartition("/")[2] for name in names]


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
@pytest.mark.parametrize("cells", [1, 4, 6])
def test_a_tiny_loop_is_widened_in_rtx_alone(tmp_path: Path, precision: str, cells: int) -> None:
    net = random_net(tmp_path, lstm_text(4, 1, 3, cells))
    feeds = {"x": np.ones((4, 1, 3), np.float32), "cont": np.array([[0], [1], [0], [1]], np.float32)}
    feeds |= {name: np.full(shape, 0.3, np.float32) for name, shape in net.states.items()}
    expected = reference(net)(feeds)["y"]
    for api in (load_tensorrt("rtx"), *map(full, VERSIONS)):
        network = define_network(net, precision, tensorrt=api, lstm="loop")
        count = 1 if api.flavour == "rtx" else 0
        assert [parts(network).count(name) for name in ("wide_h", "wide_weights")] == [count, count], api.description
        found = evaluate_network(network, feeds)["y"]
        assert difference(found, expected) < (1e-6 if precision == "fp32" else 16 * 2.0**-11)


@pytest.mark.parametrize(("streams", "cells"), [(2, 4), (1, 7)])
def test_a_loop_of_more_is_left_as_it_is(tmp_path: Path, streams: int, cells: int) -> None:
    network = define_network(random_net(tmp_path, lstm_text(4, streams, 3, cells)), tensorrt="rtx")
    assert "recurrent_product" in parts(network)
    assert "wide_h" not in parts(network)


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
@pytest.mark.parametrize("cells", range(1, 8))
def test_a_tiny_loop_becomes_a_small_engine(tmp_path: Path, precision: str, cells: int) -> None:
    net = random_net(tmp_path, lstm_text(16, 1, 3, cells))
    size = build_engine(net, tmp_path / "net.engine", gpu="sm86", precision=precision, tensorrt="rtx")
    assert size < 3_000_000


OBJECT = r"[\w.]*\b(trt|trtp|module|[A-Z]\w*|network|builder|config|runtime|engine|_?context|layer|api)"
# A question about a TensorRT's version, its flavour, or what its module has.
QUESTION = re.compile(
    "|".join(
        [
            rf"\bhasattr\({OBJECT},",
            rf"\bgetattr\({OBJECT}, *[\"']\w+[\"'],",
            r"\.flavour *(==|!=|in\b|not\b)",
            r"[\"']rtx[\"']",
            r"(?<!onnxruntime)\.__version__",
            r"\.version *[<>=!]",
            r"[\"']tensorrt_rtx[\"']",
            r"\b(import|from) +tensorrt",
        ]
    )
)


@pytest.mark.parametrize(
    "line",
    [
        'if hasattr(trtp, "min"):',
        'hasattr(self.module.DataType, "BF16")',
        'hasattr(trt.INetworkDefinition, "add_plugin")',
        'getattr(self._context, "is_stream_capturable", None)',
        'if e.api.flavour == "rtx":',
        "e.api.version < (10,)",
        "trt.__version__",
        'MODULES = {"rtx": "tensorrt_rtx", "full": "tensorrt"}',
        "import tensorrt as trt",
    ],
)
def test_a_question_about_the_version_is_recognized(line: str) -> None:
    assert QUESTION.search(line)


def test_no_other_file_asks_about_the_version() -> None:
    """Not even converter/trt/api.py: what a version can do has a name in runtime/tensorrt_versions.py."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for package in ("caffe", "converter", "graph_surgery", "plugins", "runtime")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "tensorrt_versions.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if QUESTION.search(line)
    ]
    assert found == []


def test_the_file_stands_alone() -> None:
    loaded = modules_after("import caffe2trt.runtime.tensorrt_versions")
    assert not {"numpy", "google.protobuf", "tensorrt_rtx", "tensorrt"} & loaded
    ours = {name for name in loaded if name.startswith("caffe2trt.")}
    assert ours == {"caffe2trt.runtime", "caffe2trt.runtime.tensorrt_versions"}
