"""The command line from outside: exit status, messages, files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from caffe2trt.converter import load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.cli.output import Output
from caffe2trt.runtime.driver import find_gpu
from caffe2trt.runtime.tensorrt_versions import MODULES
from tests.harness import GOLDENS, SAMPLES, Case
from tests.networks import input_layer

BLOB = [str(SAMPLES / "moving_blob/train_test.prototxt"), str(SAMPLES / "moving_blob/moving_blob.caffemodel")]
SINE = [str(SAMPLES / "sine_wave/deploy.prototxt"), str(SAMPLES / "sine_wave/sine.caffemodel")]
LRCN = str(GOLDENS / "big/lrcn_ucf101/net.prototxt")


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("files", [BLOB, SINE], ids=["moving_blob", "sine_wave"])
@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_convert_to_an_engine(tmp_path: Path, files: list[str], precision: str) -> None:
    result = call("convert", *files, "-o", tmp_path / "net.engine", "--gpu", "sm86", "--precision", precision)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "net.engine").stat().st_size > 10_000
    assert f"TensorRT engine for sm86, {precision}" in result.stdout
    assert "lstm1__h_in" in result.stdout
    assert result.stderr == ""  # no progress bar where the output is not a terminal


def test_convert_for_several_gpus(tmp_path: Path) -> None:
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm80,sm86", "--gpu", "sm120")
    assert result.exit_code == 0, result.output
    assert "for sm80, sm86, sm120" in result.stdout


@pytest.mark.parametrize(
    ("options", "least", "most"),
    [(["--precision", "fp32"], 0, 1e-6), (["--precision", "fp16"], 1e-6, 1e-3), (["--precision", "bf16"], 1e-4, 1e-2)],
    ids=lambda value: "",
)
def test_convert_tells_what_a_precision_costs(tmp_path: Path, options: list[str], least: float, most: float) -> None:
    folder = GOLDENS / "nets/lrcn_small"
    files = [folder / "net.prototxt", folder / "weights.caffemodel"]
    result = call("convert", *files, "-o", tmp_path / "n.engine", "--gpu", "sm86", "--cost", *options)
    assert result.exit_code == 0, result.output
    assert "evaluated on the CPU" in result.stdout
    errors = re.findall(r"^    (\S+) +max error (\S+)", result.stdout, re.MULTILINE)
    assert {name for name, _ in errors} == {"probs", "lstm1__h_out", "lstm1__c_out"}
    assert least <= max(float(error) for _, error in errors) < most


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--lstm", "rnnv2"], "has no RNNv2; TensorRT removed it after version 9. Leave --lstm out"),
        (["--tensorrt", "full"], "pip install 'caffe2trt[tensorrt]'"),
    ],
)
def test_convert_explains_what_a_tensorrt_cannot(tmp_path: Path, options: list[str], message: str) -> None:
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86", *options)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_convert_refuses_engine_options_for_onnx(tmp_path: Path) -> None:
    options = ["--precision", "fp16", "--cost", "--tensorrt", "rtx"]
    result = call("convert", *SINE, "-o", tmp_path / "n.onnx", *options)
    assert (result.exit_code, "--tensorrt, --cost: only for engines" in result.stderr) == (2, True)
    result = call("convert", *SINE, "-o", tmp_path / "n.onnx", "--lstm", "rnnv2")
    assert (result.exit_code, "ONNX has no RNNv2" in result.stderr) == (2, True)


def test_doctor_says_what_is_here_and_what_it_allows() -> None:
    result = call("doctor")
    assert result.exit_code == 0, result.output
    assert "TensorRT for RTX" in result.stdout
    assert "sm120" in result.stdout
    assert "Build engines: yes." in result.stdout
    if find_gpu() is None:
        assert re.search(r"^GPU +no ", result.stdout, re.MULTILINE)
        assert "Run engines: no; missing: a GPU" in result.stdout


def test_doctor_without_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MODULES, "rtx", "not_installed")
    monkeypatch.setattr("caffe2trt.converter.cli.doctor.find_gpu", lambda: None)
    result = call("doctor")
    assert result.exit_code == 0, result.output
    assert "Build engines: no; pip install tensorrt-rtx" in result.stdout


def test_convert_to_onnx_and_run(tmp_path: Path) -> None:
    case = Case.named("recurrent/lstm_resets_stateful")
    result = call("convert", case.prototxt, case.caffemodel, "-o", tmp_path / "net.onnx")
    assert result.exit_code == 0, result.output
    inputs = {name: np.stack([feeds[name] for feeds, _ in case.calls]) for name in ("x", "cont")}
    np.savez(tmp_path / "in.npz", **inputs)  # type: ignore[arg-type]
    result = call("run", tmp_path / "net.onnx", "--inputs", tmp_path / "in.npz", "-o", tmp_path / "out.npz")
    assert result.exit_code == 0, result.output
    found = np.load(tmp_path / "out.npz")["y"]
    assert np.abs(found - np.stack([blobs["y"] for _, blobs in case.calls])).max() < 1e-5


def test_inspect_shows_the_video_network() -> None:
    result = call("inspect", LRCN, "--input", "data:384,3,227,227", "--input", "clip_markers:384")
    assert result.exit_code == 0
    rows = {cells[0]: cells for cells in (line.split() for line in result.stdout.splitlines()) if cells}
    for layer, shape in {
        "data": "(384,3,227,227)",
        "fc6": "(384,4096)",
        "fc6-reshape": "(16,24,4096)",
        "lstm1": "(16,24,256)",
        "fc8-final": "(16,24,101)",
    }.items():
        assert shape in rows[layer]
    assert "65,421,285 parameters" in result.stdout
    assert "loss" not in rows
    assert "\nconverts" in result.stdout


def test_inspect_says_what_is_missing() -> None:
    result = call("inspect", LRCN)
    assert result.exit_code == 0
    assert "--input data:DIMS --input clip_markers:DIMS" in result.stdout
    assert "blocked by 'data'" in result.stdout
    assert "does not convert" in result.stdout


def test_inspect_goes_on_after_an_unknown_layer(tmp_path: Path) -> None:
    path = tmp_path / "net.prototxt"
    path.write_text(
        'input: "x" input_shape { dim: 1 dim: 4 }\n'
        'layer { name: "odd" type: "Oddity" bottom: "x" top: "o" }\n'
        'layer { name: "r" type: "ReLU" bottom: "o" top: "r" }\n'
        'layer { name: "t" type: "TanH" bottom: "x" top: "t" odd_param { a: 1 } }'
    )
    result = call("inspect", path)
    assert result.exit_code == 0
    assert "no: this layer type is not supported" in result.stdout
    assert "blocked by 'o'" in result.stdout
    assert "Activation" in result.stdout
    assert "warning: " in result.stderr
    assert "'odd_param' skipped in layer 't'" in result.stderr


def failing(tmp_path: Path) -> dict[str, list[object]]:
    text, cut, unknown = tmp_path / "text.prototxt", tmp_path / "cut.caffemodel", tmp_path / "unknown.prototxt"
    text.write_text("This is a letter.")
    cut.write_bytes(Path(BLOB[1]).read_bytes()[:5000])
    unknown.write_text(
        'input: "x" input_shape { dim: 1 dim: 1 dim: 1 dim: 1 }\nlayer { name: "q" type: "Q" bottom: "x" top: "y" }'
    )
    (tmp_path / "folder.engine").mkdir()
    out = tmp_path / "net.engine"
    gpu = ["--gpu", "sm86"]
    return {
        "not a prototxt": [text, BLOB[1], "-o", out, *gpu],
        "missing file": [tmp_path / "none", BLOB[1], "-o", out, *gpu],
        "files swapped": [*reversed(BLOB), "-o", out, *gpu],
        "truncated caffemodel": [BLOB[0], cut, "-o", out, *gpu],
        "wrong caffemodel": [BLOB[0], SINE[1], "-o", out, *gpu],
        "no caffemodel": [BLOB[0], "-o", out, *gpu],
        "unknown layer": [unknown, "-o", out, *gpu],
        "shape that does not fit": [*BLOB, "-o", out, *gpu, "--input", "data:100,1,16,16"],
        "no such input": [*BLOB, "-o", out, *gpu, "--input", "dada:128,1,16,16"],
        "no such output": [*BLOB, "-o", out, *gpu, "--output", "prob"],
        "malformed input": [*BLOB, "-o", out, *gpu, "--input", "data"],
        "no such gpu": [*BLOB, "-o", out, "--gpu", "sm42"],
        "no gpu here": [*BLOB, "-o", out],
        "unknown suffix": [*BLOB, "-o", tmp_path / "net.plan", *gpu],
        "folder missing": [*BLOB, "-o", tmp_path / "none" / "net.engine", *gpu],
        "output is a folder": [*BLOB, "-o", tmp_path / "folder.engine", *gpu],
        "precision of onnx": [*BLOB, "-o", tmp_path / "net.onnx", "--precision", "bf16"],
        "opset that is too old": [*BLOB, "-o", tmp_path / "net.onnx", "--opset", "12"],
        "opset that is too new": [*BLOB, "-o", tmp_path / "net.onnx", "--opset", "22"],
        "opset of sizes": [*BLOB, "-o", tmp_path / "net.onnx", "--opset", "14", "--batch", "1:2:4"],
        "opset of an engine": [*BLOB, "-o", out, *gpu, "--opset", "17"],
        "option of engines": [*BLOB, "-o", tmp_path / "net.onnx", "--half-state"],
    }


EXPECTED = {
    "not a prototxt": "text.prototxt, line 1",
    "missing file": "No such file",
    "files swapped": "Give the prototxt first",
    "truncated caffemodel": "cut short",
    "wrong caffemodel": "layer 'conv1' (Convolution",
    "no caffemodel": "Give the caffemodel",
    "unknown layer": "layer 'q' (Q, index 1, bottoms x (1, 1, 1, 1)): this layer type is not supported",
    "shape that does not fit": "layer 'reshape-data'",
    "no such input": "The inputs are: data, clip_markers",
    "no such output": "unknown blob 'prob'",
    "malformed input": "not NAME:DIMS",
    "no such gpu": "It builds for: sm75, sm80",
    "no gpu here": "Give one, such as --gpu sm86",
    "unknown suffix": "net.engine or net.onnx",
    "folder missing": "does not exist",
    "output is a folder": "it is a folder",
    "precision of onnx": "--precision bf16: ONNX files are fp32 or fp16",
    "opset that is too old": "--opset 12: caffe2trt writes ONNX's opsets 13 to 21",
    "opset that is too new": "--opset 22: caffe2trt writes ONNX's opsets 13 to 21",
    "opset of sizes": "--opset 14: files that take a range of sizes need opset 15 or newer",
    "opset of an engine": "--opset: only for ONNX files",
    "option of engines": "--half-state: only for engines",
}


@pytest.mark.parametrize("fault", EXPECTED)
def test_bad_input_gets_one_message_and_status_2(tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caffe2trt.converter.trt.api.present_gpu", lambda: None)
    arguments = failing(tmp_path)[fault]
    before = sorted(tmp_path.rglob("*"))
    result = call("convert", *arguments)
    assert result.exit_code == 2
    assert EXPECTED[fault] in result.stderr
    assert isinstance(result.exception, SystemExit)  # anything else would be a traceback
    assert result.stdout == ""
    assert sorted(tmp_path.rglob("*")) == before  # no half-written file


def test_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "net.onnx"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = call("convert", *SINE, "-o", target)
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"cont": np.zeros((4, 2))}, "the input 'x' is missing in"),
        ({"x": np.zeros((4, 2, 9)), "cont": np.zeros((4, 2))}, "'x' has shape (4,2,9), expected (4,2,3)"),
        ({"x": np.zeros((5, 4, 2, 3)), "cont": np.zeros((6, 4, 2))}, "do not agree on the number of calls"),
    ],
)
def test_run_explains_bad_inputs(tmp_path: Path, arrays: dict[str, np.ndarray], message: str) -> None:
    case = Case.named("recurrent/lstm")
    call("convert", case.prototxt, case.caffemodel, "-o", tmp_path / "net.onnx")
    np.savez(tmp_path / "in.npz", **arrays)  # type: ignore[arg-type]
    result = call("run", tmp_path / "net.onnx", "--inputs", tmp_path / "in.npz", "-o", tmp_path / "out.npz")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "out.npz").exists()


def test_run_in_two_parts_with_the_state_between(tmp_path: Path) -> None:
    case = Case.named("recurrent/lstm")
    call("convert", case.prototxt, case.caffemodel, "-o", tmp_path / "net.onnx")
    x = np.random.default_rng(0).normal(size=(6, 4, 2, 3)).astype(np.float32)
    for name, part in (("whole", x), ("first", x[:2]), ("rest", x[2:])):
        np.savez(tmp_path / f"{name}.npz", x=part)
    state = ["--state-out", tmp_path / "state.npz"]
    for name, options in (("whole", []), ("first", state), ("rest", ["--state-in", tmp_path / "state.npz"])):
        out = tmp_path / f"{name}_out.npz"
        result = call("run", tmp_path / "net.onnx", "--inputs", tmp_path / f"{name}.npz", "-o", out, *options)
        assert result.exit_code == 0, result.output
    parts = [np.load(tmp_path / f"{name}_out.npz")["y"] for name in ("first", "rest")]
    assert np.array_equal(np.concatenate(parts), np.load(tmp_path / "whole_out.npz")["y"])
    assert set(np.load(tmp_path / "state.npz").files) == {"lstm1__h_in", "lstm1__c_in"}


def test_run_for_its_speed(tmp_path: Path) -> None:
    call("convert", *SINE, "--time-steps", "1", "-o", tmp_path / "net.onnx")
    result = call("run", tmp_path / "net.onnx", "--calls", "50", "--threads", "1")
    assert result.exit_code == 0, result.output
    assert re.search(r"50 calls, \d+\.\d{3} ms each, by ONNX on the CPU, onnxruntime", result.stdout)
    for options, message in (
        ([], "Give --inputs in.npz, or --calls N"),
        (["--calls", "2", "--state-in", tmp_path / "none.npz"], "cannot read"),
    ):
        result = call("run", tmp_path / "net.onnx", *options)
        assert (result.exit_code, message in result.stderr) == (2, True)
    np.savez(tmp_path / "in.npz", data=np.zeros((3, 1, 1)))
    result = call("run", tmp_path / "net.onnx", "--inputs", tmp_path / "in.npz", "--calls", "4")
    assert (result.exit_code, "has 3 calls, not 4" in result.stderr) == (2, True)


def test_run_says_that_an_engine_needs_a_gpu(tmp_path: Path) -> None:
    if find_gpu() is not None:
        pytest.skip("there is a GPU here")
    call("convert", *SINE, "--time-steps", "1", "--gpu", "sm86", "-o", tmp_path / "net.engine")
    result = call("run", tmp_path / "net.engine", "--calls", "4")
    assert result.exit_code == 2
    assert "needs an NVIDIA GPU, and none is found here; convert with -o net.onnx" in result.stderr


def test_run_explains_a_bad_model(tmp_path: Path) -> None:
    (tmp_path / "bad.onnx").write_text("no model")
    np.savez(tmp_path / "in.npz", x=np.zeros(1))
    for model, message in (
        ("bad.onnx", "cannot run"),
        ("none.onnx", "there is no file"),
        ("net.engine", "there is no"),
    ):
        result = call("run", tmp_path / model, "--inputs", tmp_path / "in.npz", "-o", tmp_path / "out.npz")
        assert result.exit_code == 2
        assert message in result.stderr


def test_inspect_names_every_unsupported_layer_while_shapes_are_missing(tmp_path: Path) -> None:
    text = """
      layer { name: "d" type: "Data" top: "data" }
      layer { name: "a" type: "Unheard" bottom: "data" top: "a" }
      layer { name: "r" type: "ReLU" bottom: "a" top: "r" }
      layer { name: "p" type: "ROIPooling" bottom: "r" bottom: "data" top: "p" }"""
    (tmp_path / "net.prototxt").write_text(text)
    result = CliRunner().invoke(main, ["inspect", str(tmp_path / "net.prototxt")])
    assert result.exit_code == 0
    assert "does not give the shape of 'data'" in result.stdout
    assert "layer 'a' (Unheard" in result.stdout
    assert "layer 'p' (ROIPooling" in result.stdout
    assert "layer 'r'" not in result.stdout


def test_inspect_breaks_no_name_at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Output, "is_terminal", True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    result = call("inspect", GOLDENS / "nets/lrcn_small/net.prototxt")
    lines = result.output.splitlines()
    left_out = "Columns left out, because they do not fit into 80 characters: bottoms, parameters"
    assert max(map(len, lines[: lines.index(left_out)])) <= 80
    assert "clip_markers   Input          clip_markers" in result.output


def test_no_color_means_no_bold_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in call("inspect", SAMPLES / "sine_wave/deploy.prototxt").output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in call("inspect", SAMPLES / "sine_wave/deploy.prototxt").output


def test_inspect_gives_json(tmp_path: Path) -> None:
    (tmp_path / "net.prototxt").write_text(
        'name: "n" input: "x" input_shape { dim: 1 dim: 4 } layer { name: "r" type: "ReLU" bottom: "x" top: "y" }'
        'layer { name: "z" type: "Nothing" bottom: "y" top: "z" }'
    )
    found = json.loads(call("inspect", "--json", tmp_path / "net.prototxt").stdout)
    assert (found["name"], found["converts"], found["inputs"]) == ("n", False, {"x": [1, 4]})
    *_, relu, unknown = found["layers"]
    assert (relu["converts_to"], relu["shapes"], relu["error"]) == ("Activation", [[1, 4]], None)
    assert unknown["converts_to"] is None
    assert "layer 'z' (Nothing" in unknown["error"]


def test_inspect_check_fails_where_the_network_does_not_convert(tmp_path: Path) -> None:
    (tmp_path / "net.prototxt").write_text(
        input_layer("x", 1, 2) + 'layer { name: "u" type: "Unheard" bottom: "x" top: "y" }'
    )
    prototxt = str(tmp_path / "net.prototxt")
    assert CliRunner().invoke(main, ["inspect", prototxt]).exit_code == 0
    assert CliRunner().invoke(main, ["inspect", "--check", prototxt]).exit_code == 1
    assert CliRunner().invoke(main, ["inspect", "--check", str(SAMPLES / "sine_wave/deploy.prototxt")]).exit_code == 0


def test_old_models_of_apollocaffe_are_converted_and_compared_with_tied_gates(tmp_path: Path) -> None:
    """The option reaches the file, and compare finds it there; surgery writes it into the prototxt."""
    folder = GOLDENS / "forks/apollo_lstm_unit_plain"
    files = [str(folder / "net.prototxt"), str(folder / "weights.caffemodel")]
    target = str(tmp_path / "net.onnx")
    assert CliRunner().invoke(main, ["convert", *files, "-o", target, "--tie-output-forget"]).exit_code == 0
    assert CliRunner().invoke(main, ["compare", target, *files]).exit_code == 0
    assert CliRunner().invoke(main, ["convert", *files, "-o", target]).exit_code == 0
    contradicting = CliRunner().invoke(main, ["compare", target, *files, "--tie-output-forget"])
    assert contradicting.exit_code == 2
    assert "--tie-output-forget is given here" in contradicting.output
    net = load(*files, tie_output_forget=True)
    net.model.write(tmp_path / "tied.prototxt", tmp_path / "tied.caffemodel")
    assert "tie_output_forget: true" in (tmp_path / "tied.prototxt").read_text()
