"""A converted file records how it was made, and compare asks for nothing that the file says."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import build_engine, define_network, export_onnx, load
from caffe2trt.converter.comparison import candidate
from caffe2trt.converter.comparison.candidate import open_candidate
from caffe2trt.converter.net import apply_pass
from caffe2trt.converter.record import manifest_text
from caffe2trt.graph_surgery.unroll import unroll
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.manifest import LONGEST_NAME, ConversionOptions, Manifest
from tests.harness import Case
from tests.host_device import host_session
from tests.networks import input_layer, lstm_text, random_net
from tests.test_cli import call
from tests.test_faults import files_of

# 4 time steps of 3 clips; as it was trained, only the Reshape layers say so.
INPUTS = input_layer("data", 12, 5) + input_layer("clip", 12)
DATA = 'layer { name: "d" type: "HDF5Data" top: "data" top: "clip" hdf5_data_param { source: "train.txt" } }\n'
LAYERS = """
layer { name: "fc" type: "InnerProduct" bottom: "data" top: "fc" inner_product_param { num_output: 6 } }
layer { name: "x" type: "Reshape" bottom: "fc" top: "x" reshape_param { shape { dim: 4 dim: 3 dim: 6 } } }
layer { name: "c" type: "Reshape" bottom: "clip" top: "c" reshape_param { shape { dim: 4 dim: 3 } } }
layer { name: "lstm" type: "LSTM" bottom: "x" bottom: "c" top: "lstm" recurrent_param { num_output: 4 } }
layer { name: "tanh" type: "TanH" bottom: "lstm" top: "y" include { stage: "squash" } }
layer { name: "relu" type: "ReLU" bottom: "lstm" top: "y" exclude { stage: "squash" } }
"""
SHAPES = ["--input", "data:12,5", "--input", "clip:12"]


@pytest.fixture
def trained(tmp_path: Path) -> list[str]:
    """A video network's training file, which says no input's shape, and its weights."""
    random_net(tmp_path, INPUTS + LAYERS)
    (tmp_path / "train.prototxt").write_text(DATA + LAYERS)
    return [str(tmp_path / "train.prototxt"), str(tmp_path / "net.caffemodel")]


def without_record(model: Path) -> Path:
    """The file as an earlier version would have written it."""
    return with_manifest(model, lambda held: held.pop("options"))


def with_manifest(model: Path, change: Any) -> Path:
    held = onnx.load(model)
    for prop in held.metadata_props:
        manifest = json.loads(prop.value)
        change(manifest)
        prop.value = json.dumps(manifest)
    onnx.save(held, model)
    return model


OPTIONS: list[list[str]] = [
    [],
    ["--time-steps", "1"],
    ["--time-steps", "2", "--batch", "1"],
    ["--stage", "squash", "--time-steps", "1"],
    ["--output", "*"],
    ["--output", "fc", "--output", "lstm", "--batch", "5"],
    ["--lstm", "unroll"],
    ["--cont-starts-only"],
]


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_compare_needs_no_option_that_the_conversion_was_given(
    tmp_path: Path, trained: list[str], options: list[str]
) -> None:
    made = [*SHAPES, *options]
    assert call("convert", *trained, "-o", tmp_path / "n.onnx", *made).exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *trained, "--layers")
    assert result.exit_code == 0, result.output
    assert "values between layers, all are right" in result.stdout
    if "--cont-starts-only" not in options:  # compare has no such option
        again = call("compare", tmp_path / "n.onnx", *trained, *made)
        assert again.stdout.splitlines()[4:] == result.stdout.splitlines()[4:-1], again.output


def test_an_engine_is_rebuilt_as_it_was_made(
    tmp_path: Path, trained: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the host device: the network that shows the engine's layers has its form, state and shapes."""
    net = load(*trained, inputs={"data": (12, 5), "clip": (12,)}, time_steps=2, stages=["squash"])
    session = host_session(net, precision="fp16", lstm="unroll", half_state=True)[0]
    monkeypatch.setattr(candidate, "Session", lambda path: session)
    given: dict[str, Any] = {}
    monkeypatch.setattr(candidate, "define_network", lambda net, precision, **form: given.update(form, net=net))
    monkeypatch.setattr(candidate, "network_runner", lambda network, everything: None)
    with open_candidate("n.engine", *trained) as found:
        assert (found.net.inputs, found.net.states) == (net.inputs, net.states)
        with found.every_value:
            assert given.pop("net") is found.net
    assert given == {"lstm": "unroll", "half_state": True, "cont_starts_only": False, "tensorrt": "rtx"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--time-steps", "2"], "was made with --input data:12,5 --input clip:12 --stage squash --time-steps 1, and "),
        (["--time-steps", "2"], "--time-steps 2 is given here. Leave it out, or convert again with it"),
        (["--batch", "3"], "--batch 3 is given here"),
        (["--stage", "other"], "--stage other is given here"),
        (["--input", "data:3,5", "--input", "clip:12"], "and --input data:3,5 is given here"),
        (["--output", "y", "--output", "fc"], "and --output fc is given here"),
        (["--lstm", "unroll"], "--lstm unroll is given here"),
        (["--half-state"], "--half-state is given here"),
        (["--tensorrt", "rtx"], "--tensorrt rtx is given here"),
        (["--precision", "fp16"], "n.onnx is fp32, not fp16. Leave --precision out"),
    ],
)
def test_options_that_contradict_the_file_are_refused(
    tmp_path: Path, trained: list[str], options: list[str], message: str
) -> None:
    made = [*SHAPES, "--stage", "squash", "--time-steps", "1"]
    assert call("convert", *trained, "-o", tmp_path / "n.onnx", *made).exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *trained, *options)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_a_file_that_records_nothing_needs_the_options_again(tmp_path: Path, trained: list[str]) -> None:
    made = [*SHAPES, "--time-steps", "1"]
    assert call("convert", *trained, "-o", tmp_path / "n.onnx", *made).exit_code == 0
    model = without_record(tmp_path / "n.onnx")
    result = call("compare", model, *trained)
    assert result.exit_code == 2
    assert "n.onnx does not record how it was made. Give the options of its conversion: --input (the" in result.stderr
    assert call("compare", model, *trained, *made).exit_code == 0
    result = call("compare", model, *trained, *made, "--half-state")
    assert (result.exit_code, "--half-state: only for engines" in result.stderr) == (2, True)
    result = call("compare", model, "absent.prototxt")
    assert "does not record" not in result.stderr


def test_a_file_that_records_nothing_gives_its_shapes_and_outputs(tmp_path: Path, trained: list[str]) -> None:
    made = [*SHAPES, "--output", "lstm", "--output", "fc"]
    assert call("convert", *trained, "-o", tmp_path / "n.onnx", *made).exit_code == 0
    result = call("compare", without_record(tmp_path / "n.onnx"), *trained)
    assert result.exit_code == 0, result.output
    assert [line.split()[0] for line in result.stdout.splitlines()[4:6]] == ["lstm", "fc"]


def test_a_network_changed_in_python_records_nothing(tmp_path: Path, trained: list[str]) -> None:
    net = load(*trained, inputs={"data": (12, 5), "clip": (12,)})
    assert net.options == ConversionOptions(inputs={"data": (12, 5), "clip": (12,)})
    export_onnx(apply_pass(net, unroll), tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx") as session:
        assert (session.options, session.cont) == (None, ("clip",))


def test_shapes_are_those_before_retiming_and_the_message_says_so(tmp_path: Path, trained: list[str]) -> None:
    note = "--input gives the shapes before --time-steps and --batch change them"
    for inputs in ([], ["--input", "data:3,5", "--input", "clip:3"]):
        arguments = ["convert", *trained, "-o", tmp_path / "n.onnx", *inputs]
        assert note in call(*arguments, "--time-steps", "1").stderr
        assert note not in call(*arguments).stderr


def test_both_kinds_of_file_record_the_same(tmp_path: Path, trained: list[str]) -> None:
    net = load(*trained, inputs={"data": (12, 5), "clip": (12,)}, outputs=["*"], stages=["squash"], batch=1)
    options = replace(net.options or ConversionOptions(), lstm="unroll")
    export_onnx(net, tmp_path / "n.onnx", lstm="unroll")
    with Session(tmp_path / "n.onnx") as session:
        assert session.options == options
    form: dict[str, Any] = {"lstm": "unroll", "half_state": True, "cont_starts_only": True}
    with host_session(net, precision="bf16", **form)[0] as session:
        assert session.options == replace(options, half_state=True, cont_starts_only=True, tensorrt="rtx")
        assert session.version.startswith("0.")


# What the file has room for.


def test_options_that_do_not_fit_into_an_engines_name_are_left_out_with_a_warning(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 3, 4))
    assert net.options is not None
    long = replace(net, options=replace(net.options, stages=tuple(f"stage_{index}" for index in range(400))))
    with pytest.warns(UserWarning, match="does not record how it was made: the options take more than its 4,095"):
        build_engine(long, tmp_path / "n.engine", gpu="sm86")
    manifest = Manifest.from_text(define_network(long).network.name)
    assert (manifest.cont, manifest.options) == ({"cont": 2}, None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        build_engine(net, tmp_path / "n.engine", gpu="sm86")
        export_onnx(long, tmp_path / "n.onnx")  # its metadata takes more


def test_a_network_with_a_long_name_keeps_its_cont(tmp_path: Path) -> None:
    """TensorRT drops a name that is too long, and the manifest went with it."""
    net = replace(random_net(tmp_path, lstm_text(1, 2, 3, 4)), name="\N{GREEK SMALL LETTER ALPHA}" * 5000)
    assert Manifest.from_text(define_network(net).network.name).cont == {"cont": 2}
    assert len(define_network(net).network.name) <= LONGEST_NAME


def test_a_cont_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 3, 4).replace('"cont"', f'"{"c" * 4100}"'))
    with pytest.raises(ConversionError, match=r"cannot record its inputs 'c{20}', which say where sequences start"):
        define_network(net)
    export_onnx(net, tmp_path / "n.onnx")
    assert len(manifest_text(net, net.options, 2**20)[0]) > LONGEST_NAME


def test_convert_prints_the_warning(tmp_path: Path) -> None:
    files = files_of(Case.named("nets/lrcn_small"))
    blobs = [f"--output={name}" for name in ("probs", *["lstm1"] * 600)]
    result = call("convert", *files, "-o", tmp_path / "n.engine", "--gpu", "sm86", *blobs)
    assert result.exit_code == 0, result.output
    assert "caffe2trt: warning: the file does not record how it was made" in result.stderr


# Manifests that are damaged, or made to harm.

SOUND: dict[str, Any] = {"net": "n", "precision": "fp32", "cont": {"cont": 2}}


@pytest.mark.parametrize(
    "damage",
    [
        {"cont": {"cont": -2}},
        {"cont": {"cont": 0}},
        {"cont": {"cont": True}},
        {"cont": {"cont": "2"}},
        {"cont": {"cont": 2.0}},
        {"cont": {"cont": 10**12}},
        {"cont": {"cont": float("inf")}},
        {"cont": ["cont"]},
        {"precision": "fp4"},
        {"precision": ["fp32"]},
        {"net": None},
        {"starts_only": "no"},
        {"version": 3},
    ],
    ids=str,
)
def test_a_damaged_manifest_is_none(damage: dict[str, Any]) -> None:
    text = json.dumps(SOUND | damage)
    assert Manifest.from_text(text) == Manifest(text)


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 100_000, '{"net":' * 50_000, " " * 2**21 + "{}"], ids=len)
def test_a_text_made_to_harm_is_no_manifest(text: str) -> None:
    assert Manifest.from_text(text) == Manifest(text)


@pytest.mark.parametrize(
    "options",
    [
        [],
        {"inputs": {"x": [10**6, 10**6]}},
        {"inputs": {"x": [1] * 33}},
        {"inputs": {"x": 3}},
        {"inputs": {"x": "34"}},
        {"inputs": ["x"]},
        {"outputs": "y"},
        {"outputs": [3]},
        {"stages": {"a": 1}},
        {"time_steps": 0},
        {"time_steps": 2**31},
        {"batch": 1.5},
        {"lstm": 3},
        {"half_state": 1},
    ],
    ids=str,
)
def test_damaged_options_are_none_and_the_rest_serves(options: Any) -> None:
    manifest = Manifest.from_text(json.dumps(SOUND | {"options": options}))
    assert manifest == Manifest("n", cont={"cont": 2})


def test_options_of_a_later_version_are_passed_over() -> None:
    text = json.dumps(SOUND | {"options": {"batch": 2, "opset": 99}, "more": 1})
    assert Manifest.from_text(text).options == ConversionOptions(batch=2)


def test_a_manifest_is_short() -> None:
    options = ConversionOptions(
        {"data": (384, 3, 227, 227)}, ("*",), ("a",), 1, 2, "loop", "plugin", True, True, "full"
    )
    manifest = Manifest('a "net"', "fp16", {"clip": 2}, True, "0.1.0", options)
    assert Manifest.from_text(manifest.to_text()) == manifest
    assert (
        Manifest("n", options=ConversionOptions()).to_text() == '{"net":"n","precision":"fp32","cont":{},"options":{}}'
    )


def test_streams_that_do_not_fill_cont_are_told(tmp_path: Path) -> None:
    export_onnx(random_net(tmp_path, lstm_text(3, 2, 3, 4)), tmp_path / "n.onnx")
    with_manifest(tmp_path / "n.onnx", lambda held: held["cont"].update(cont=2**31 - 1))
    with pytest.raises(SessionError, match=r"says that 'cont', of shape \(3, 2\), holds 2147483647 streams"):
        Session(tmp_path / "n.onnx")
    with_manifest(tmp_path / "n.onnx", lambda held: held["cont"].update(cont=6))  # more than there are states
    with Session(tmp_path / "n.onnx") as session:
        assert session.step(x=np.zeros((3, 2, 3)))["y"].shape == (3, 2, 4)


@pytest.fixture
def little_memory() -> Iterator[None]:
    """No more than 4 GB above what is mapped now."""
    resource = pytest.importorskip("resource", reason="there is no limit of memory to set here")
    before = resource.getrlimit(resource.RLIMIT_AS)
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + 4 * 2**30, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize(
    "options",
    [{"time_steps": 2**31 - 1}, {"time_steps": 2**30, "batch": 2**30}, {"inputs": {"x": [2**31 - 1, 1]}}],
    ids=str,
)
def test_a_record_of_huge_shapes_takes_no_memory(tmp_path: Path, options: dict[str, Any]) -> None:
    text = (
        input_layer("x", 4, 1)
        + 'layer { name: "one" type: "DummyData" top: "one" dummy_data_param { shape { dim: 4 dim: 1 } } }'
        + 'layer { name: "sum" type: "Eltwise" bottom: "x" bottom: "one" top: "sum" }'
        + 'layer { name: "l" type: "Lstm" bottom: "sum" top: "y" lstm_param { num_output: 5 batch_size: 2 } }'
    )
    export_onnx(random_net(tmp_path, text), tmp_path / "n.onnx")
    with_manifest(tmp_path / "n.onnx", lambda held: held["options"].update(options))
    result = call("compare", tmp_path / "n.onnx", tmp_path / "net.prototxt", tmp_path / "net.caffemodel")
    assert result.exit_code == (0 if "inputs" not in options else 2), result.output


# One set of choices, and one place that knows the forms of a recurrence.


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"precision": "fp4"}, "unknown precision 'fp4'. The choices are fp32, fp16, bf16, int8, fp8"),
        ({"lstm": "gru"}, "unknown lstm 'gru'. The choices are auto, loop, unroll, rnnv2"),
        ({"tile": "none"}, "unknown tile 'none'. The choices are native, plugin"),
        ({"tensorrt": "lite"}, "unknown tensorrt 'lite'. The choices are auto, rtx, full"),
    ],
    ids=str,
)
def test_an_unknown_choice_is_named_with_the_choices(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    net = random_net(tmp_path, lstm_text(2, 1, 2, 3))
    for convert in (define_network, lambda net, **form: build_engine(net, tmp_path / "n.engine", "sm86", **form)):
        with pytest.raises(ConversionError, match=message):
            convert(net, **options)
    if "lstm" in options:
        with pytest.raises(ConversionError, match=message):
            export_onnx(net, tmp_path / "n.onnx", **options)


def test_an_unrolled_onnx_file_has_no_loop(tmp_path: Path) -> None:
    export_onnx(random_net(tmp_path, lstm_text(4, 2, 3, 5)), tmp_path / "n.onnx", lstm="unroll")
    kinds = {node.op_type for node in onnx.load(tmp_path / "n.onnx").graph.node}
    assert not kinds & {"If", "Scan", "LSTM"}
    with pytest.raises(ConversionError, match="ONNX has no RNNv2"):
        export_onnx(random_net(tmp_path, lstm_text(4, 2, 3, 5)), tmp_path / "n.onnx", lstm="rnnv2")
