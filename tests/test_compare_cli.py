"""caffe2trt compare, from outside."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from caffe2trt.converter.comparison import candidate
from tests.harness import Case
from tests.host_device import host_session
from tests.test_cli import BLOB, SINE, call
from tests.test_faults import files_of, swapped_rows

LRCN = [str(path) for path in files_of(Case.named("nets/lrcn_small"))]
CAPTION = [str(path) for path in files_of(Case.named("nets/caption_factored_stream"))]


def test_a_network_that_is_the_same(tmp_path: Path) -> None:
    assert call("convert", *BLOB, "-o", tmp_path / "n.onnx").exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *BLOB, "--layers")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert re.fullmatch(r"actual     ONNX on the CPU, onnxruntime [\d.]+", lines[0])
    assert lines[1] == "expected   Caffe's arithmetic, in numpy"
    assert lines[2] == "inputs     2 calls of random inputs, seed 0"
    assert lines[3].split() == ["max", "error", "mean", "error", "relative", "cosine", "top-1"]
    assert [line.split()[0] for line in lines[4:7]] == ["probs", "lstm1__h_out", "lstm1__c_out"]
    assert lines[4].endswith("100.0%")
    assert lines[7].startswith("the same: the largest error uses")
    assert lines[8].startswith("of 14 values between layers, all are right (ONNX on the CPU")
    assert result.stderr == ""


def test_a_network_that_is_not(tmp_path: Path) -> None:
    wrong = swapped_rows(Case.named("nets/lrcn_small"), "lstm1", tmp_path)
    assert call("convert", *wrong, "-o", tmp_path / "n.onnx").exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *LRCN, "--layers", "--calls", "10")
    assert result.exit_code == 1
    assert "probs differs" in result.stdout
    assert "the first wrong one: layer 'lstm1' (LSTM) gives" in result.stdout
    assert re.search(r"^lstm1__h_out differs .* flat$", result.stdout, re.MULTILINE)
    without = call("compare", tmp_path / "n.onnx", *LRCN)
    assert without.stdout.endswith("use --layers to find the first wrong layer\n")
    allowed = call("compare", tmp_path / "n.onnx", *LRCN, "--atol", "1")
    assert (allowed.exit_code, "atol 1, rtol 2e-05" in allowed.stdout) == (0, True)


@pytest.mark.parametrize(
    ("options", "allowed"),
    [([], "atol 2e-05, rtol 2e-05"), (["--precision", "fp16"], "atol 0.01"), (["--precision", "bf16"], "atol 0.08")],
    ids=["fp32", "fp16", "bf16"],
)
def test_the_network_that_convert_would_build(options: list[str], allowed: str) -> None:
    result = call("compare", *LRCN, *options)
    assert result.exit_code == 0, result.output
    assert re.search(rf"^actual .* network, {(options or ['', 'fp32'])[1]}, evaluated on the CPU$", result.stdout, re.M)
    assert allowed in result.stdout


def test_an_onnx_file_through_tensorrts_parser(tmp_path: Path) -> None:
    assert call("convert", *LRCN, "-o", tmp_path / "n.onnx").exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *LRCN, "--through", "tensorrt", "--layers", "--tensorrt", "rtx")
    assert result.exit_code == 0, result.output
    what = r"ONNX through the parser of TensorRT for RTX [\d.]+, evaluated on the CPU"
    assert re.search(rf"^actual     {what}$", result.stdout, re.MULTILINE)
    assert re.search(rf"^of 2\d values between layers, all are right \({what}\)$", result.stdout, re.MULTILINE)
    wrong = swapped_rows(Case.named("nets/lrcn_small"), "lstm1", tmp_path)
    assert call("convert", *wrong, "-o", tmp_path / "n.onnx").exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *LRCN, "--through", "tensorrt", "--layers")
    assert result.exit_code == 1
    assert "the first wrong one: layer 'lstm1' (LSTM) gives" in result.stdout


def test_what_does_not_go_through_tensorrts_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("convert", *LRCN, "-o", tmp_path / "n.onnx").exit_code == 0
    for files, message in (
        (LRCN, "--through tensorrt: only for ONNX files, but no file is given. Leave it out"),
        (["n.engine", *LRCN], "--through tensorrt: only for ONNX files, but n.engine is an engine, which runs itself"),
        ([tmp_path / "n.onnx", *LRCN, "--precision", "fp16"], "n.onnx is fp32, not fp16"),
    ):
        result = call("compare", *files, "--through", "tensorrt")
        assert (result.exit_code, message in result.stderr) == (2, True), result.output
    for module, message in (
        (None, "TensorRT is not installed (tensorrt_rtx or tensorrt). pip install tensorrt-rtx"),
        (SimpleNamespace(__version__="1.7"), "TensorRT for RTX 1.7 is installed without its ONNX parser (OnnxParser)"),
    ):
        monkeypatch.setattr("caffe2trt.converter.trt.api.import_tensorrt", lambda flavour, module=module: module)
        result = call("compare", tmp_path / "n.onnx", *LRCN, "--through", "tensorrt")
        assert (result.exit_code, message in result.stderr) == (2, True), result.output


def test_many_calls_make_no_drift() -> None:
    result = call("compare", *CAPTION, "--calls", "200", "--seed", "3")
    assert result.exit_code == 0, result.output
    assert "200 calls of random inputs, seed 3" in result.stdout
    assert result.stdout.count("  flat\n") == 5


@pytest.mark.parametrize(
    ("options", "inputs"),
    [
        (["--time-steps", "1", "--batch", "1"], "16 calls"),
        (["--cont-starts-only"], "2 calls"),
        (["--output", "lstm1", "--output", "fc8-final"], "2 calls"),
        (["--lstm", "unroll"], "2 calls"),
    ],
    ids=["one step", "promise", "outputs", "unrolled"],
)
def test_the_options_of_a_conversion_are_read_from_the_file(tmp_path: Path, options: list[str], inputs: str) -> None:
    assert call("convert", *BLOB, "-o", tmp_path / "n.onnx", *options).exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *BLOB)
    assert result.exit_code == 0, result.output
    assert f"inputs     {inputs} of random inputs" in result.stdout
    names = [option for option in options if option in ("lstm1", "fc8-final")] or ["probs"]
    assert [line.split()[0] for line in result.stdout.splitlines()[4:]][: len(names)] == names


def test_input_shapes_are_read_from_the_file(tmp_path: Path) -> None:
    """A training file says no shape of what its data layer gives."""
    case = Case.named("nets/v1_format")
    text = case.prototxt.read_text().split("input_dim: 9 input_dim: 9")[1]
    (tmp_path / "train.prototxt").write_text(
        'layers { name: "d" type: IMAGE_DATA top: "data" top: "label" image_data_param { source: "list.txt" } }' + text
    )
    files = [tmp_path / "train.prototxt", case.caffemodel]
    assert call("convert", *files, "-o", tmp_path / "n.onnx", "--input", "data:2,3,9,9").exit_code == 0
    assert call("compare", tmp_path / "n.onnx", *files).exit_code == 0


def test_inputs_of_an_npz_file(tmp_path: Path) -> None:
    case = Case.named("nets/lrcn_small")
    stacked: dict[str, Any] = {name: np.stack([c[0][name] for c in case.calls]) for name in case.calls[0][0]}
    np.savez(tmp_path / "in.npz", **stacked)
    result = call("compare", *LRCN, "--inputs", tmp_path / "in.npz")
    assert result.exit_code == 0, result.output
    assert f"inputs     {len(case.calls)} calls of {tmp_path / 'in.npz'}" in result.stdout
    one = call("compare", *LRCN, "--inputs", tmp_path / "in.npz", "--calls", "1")
    assert "inputs     1 call of" in one.stdout
    more = call("compare", *LRCN, "--inputs", tmp_path / "in.npz", "--calls", "99")
    assert f"inputs for {len(case.calls)} calls, not 99" in more.stderr


def test_calls_was_called_steps(tmp_path: Path) -> None:
    assert "inputs     3 calls of random inputs" in call("compare", *LRCN, "--steps", "3").stdout
    assert call("convert", *SINE, "-o", tmp_path / "n.onnx").exit_code == 0
    assert call("run", tmp_path / "n.onnx", "--steps=1").stdout.startswith("1 call, ")
    for command in ("compare", "run"):
        shown = call(command, "--help").stdout
        assert "--calls N" in shown
        assert "--steps" not in shown


def test_inputs_of_a_folder_of_pictures(tmp_path: Path) -> None:
    (tmp_path / "video").mkdir()
    rng = np.random.default_rng(0)
    for frame in range(9):
        pixels = rng.integers(256, size=(67, 67, 3)).astype(np.uint8)
        Image.fromarray(pixels).save(tmp_path / "video" / f"{frame:02}.png")
    options = ["--inputs", tmp_path / "video", "--mean", "104,117,123", "--scale", "0.017", "--rgb"]
    result = call("compare", *LRCN, *options)
    assert result.exit_code == 0, result.output
    assert "inputs     2 calls of" in result.stdout  # of four time steps


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["net.prototxt", "net.caffemodel", "more"], "compare takes [MODEL] PROTOTXT [CAFFEMODEL]"),
        (["net.onnx"], "compare takes [MODEL] PROTOTXT [CAFFEMODEL]"),
        (["absent.onnx", *LRCN], "there is no file absent.onnx"),
        ([*LRCN, "--inputs", "absent.npz"], "cannot read absent.npz"),
        ([LRCN[0]], "layer 'conv1' (Convolution) has weights. Give the caffemodel that holds them"),
        ([*LRCN, "--report", "/nowhere/report.html"], "/nowhere/report.html"),
        ([*LRCN, "--report", LRCN[0]], "the report is a page. Name it with .html at the end"),
        ([*LRCN, "--seed", "-1"], "-1 is not in the range x>=0"),
        ([*LRCN, "--atol", "nan"], "nothing can be compared with atol nan and rtol 2e-05"),
        ([*LRCN, "--inputs", "in.npz", "--seed", "3"], "--seed: only used for random inputs, and --inputs is given"),
        ([*LRCN, "--lstm", "rnnv2"], "has no RNNv2"),
        (
            [*LRCN, "--mean", "104,117,123", "--rgb"],
            "--mean, --rgb: only used for pictures, and --inputs is not a folder",
        ),
        ([*LRCN, "--atol", "-1"], "-1.0 is not in the range x>=0"),
    ],
)
def test_what_cannot_be_compared_exits_with_2(arguments: list[str], message: str) -> None:
    result = call("compare", *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True), result.output


def test_files_that_hold_no_arrays(tmp_path: Path) -> None:
    np.savez(tmp_path / "whole.npz", data=np.zeros((12, 3, 67, 67), np.float32))
    (tmp_path / "cut.npz").write_bytes((tmp_path / "whole.npz").read_bytes()[:1000])
    (tmp_path / "empty.npz").write_bytes(b"")
    (tmp_path / "junk.npz").write_bytes(b"junk")
    np.savez(tmp_path / "object.npz", data=np.array([None], dtype=object))
    for name, problem in (
        *((name, "is not an npz file of numbers, or is damaged") for name in ("cut", "empty", "junk")),
        ("object", "'data' holds object, expected real numbers"),
    ):
        for arguments in (["compare", *LRCN], ["run", tmp_path / "n.onnx"]):
            if arguments[0] == "run":
                assert call("convert", *LRCN, "-o", tmp_path / "n.onnx").exit_code == 0
            result = call(*arguments, "--inputs", tmp_path / f"{name}.npz")
            assert result.exit_code == 2
            assert problem in result.stderr
    for array in (np.array(["1"]), np.zeros(3, np.complex64)):
        np.savez(tmp_path / "other.npz", data=array)
        result = call("compare", *LRCN, "--inputs", tmp_path / "other.npz")
        assert (result.exit_code, f"'data' holds {array.dtype}, expected real numbers" in result.stderr) == (2, True)
    np.save(tmp_path / "one.npy", np.zeros(3))
    assert "a single array without a name" in call("compare", *LRCN, "--inputs", tmp_path / "one.npy").stderr
    np.savez(tmp_path / "none.npz", data=np.zeros((0, 12, 3, 67, 67)))
    assert "have no calls" in call("compare", *LRCN, "--inputs", tmp_path / "none.npz").stderr


def test_nan_in_both_is_reported(tmp_path: Path) -> None:
    np.savez(tmp_path / "nan.npz", data=np.full((12, 3, 67, 67), np.nan))
    result = call("compare", *LRCN, "--inputs", tmp_path / "nan.npz")
    assert result.exit_code == 1
    assert "nothing to compare: no value of probs, lstm1__h_out, lstm1__c_out is a number" in result.stdout
    assert "NaN or infinite in both, which proves nothing: probs 60" in result.stdout


def test_a_misspelt_array_is_named(tmp_path: Path) -> None:
    """It would be left out without a word, and cont made instead."""
    data, cont = np.zeros((12, 3, 67, 67), np.float32), np.ones(12, np.float32)
    np.savez(tmp_path / "in.npz", data=data, clip_marker=cont)
    result = call("compare", *LRCN, "--inputs", tmp_path / "in.npz")
    assert result.exit_code == 2
    assert (
        "holds the unknown array 'clip_marker'; the names are data, clip_markers. Did you mean 'clip_markers'?"
        in result.stderr
    )
    np.savez(tmp_path / "in.npz", data=data)
    result = call("compare", *LRCN, "--inputs", tmp_path / "in.npz")
    assert "in.npz (clip_markers made: 0 at the first time step, then 1)" in result.stdout


def test_an_output_that_the_file_does_not_give_is_not_passed_over(tmp_path: Path) -> None:
    assert call("convert", *LRCN, "-o", tmp_path / "n.onnx").exit_code == 0
    for options, other in ((["--output", "probs", "--output", "lstm1"], "lstm1"), (["--output", "*"], "*")):
        result = call("compare", tmp_path / "n.onnx", *LRCN, *options)
        assert result.exit_code == 2
        assert f"n.onnx was made without options, and --output {other} is given here" in result.stderr
    assert call("convert", *LRCN, "-o", tmp_path / "every.onnx", "--output", "*").exit_code == 0
    result = call("compare", tmp_path / "every.onnx", *LRCN, "--output", "probs")
    assert result.exit_code == 0, result.output
    assert [line.split()[0] for line in result.stdout.splitlines()[4:7]] == ["probs", "lstm1__h_out", "lstm1__c_out"]


def test_a_file_without_state_is_told(tmp_path: Path) -> None:
    """As another converter writes it: each call begins at zeros."""
    import onnx

    assert call("convert", *LRCN, "-o", tmp_path / "n.onnx").exit_code == 0
    model = onnx.load(tmp_path / "n.onnx")
    states = [value for value in model.graph.input if value.name.startswith("lstm1__")]
    for value in states:
        model.graph.input.remove(value)
        dims = [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        model.graph.initializer.append(onnx.numpy_helper.from_array(np.zeros(dims, np.float32), value.name))
    for value in [value for value in model.graph.output if value.name.startswith("lstm1__")]:
        model.graph.output.remove(value)
    onnx.save(model, tmp_path / "n.onnx")
    result = call("compare", tmp_path / "n.onnx", *LRCN)
    assert result.exit_code == 2
    assert "the file has no state, but the network has lstm1__h_in (3,12), lstm1__c_in (3,12)" in result.stderr


def test_a_narrow_terminal_cuts_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    result = call("compare", *LRCN, "--calls", "12")
    assert "…" not in result.stdout
    assert re.search(r"^lstm1__h_out +\S+e-\d+ +\S+e-\d+ +\S+e-\d+ +1\.000000 +flat$", result.stdout, re.MULTILINE)


def test_a_defect_of_ours_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError("made on purpose")

    monkeypatch.setattr("caffe2trt.converter.cli.compare.open_candidate", broken)
    result = call("compare", *LRCN)
    assert result.exit_code == 3
    assert "IndexError: made on purpose" in result.stderr
    assert "this is a defect of caffe2trt; please report it" in result.stderr


def test_another_networks_file_is_told_apart(tmp_path: Path) -> None:
    assert call("convert", *SINE, "-o", tmp_path / "n.onnx").exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *LRCN)
    assert result.exit_code == 2
    assert "it takes data (320,1), clip (320,1), gives ip1 (320,1) and carries lstm1__h_in (1,15)" in result.stderr


def test_a_file_of_other_shapes_is_told_apart(tmp_path: Path) -> None:
    assert call("convert", *SINE, "-o", tmp_path / "n.onnx").exit_code == 0
    (tmp_path / "other.prototxt").write_text(Path(SINE[0]).read_text().replace("320", "5"))
    result = call("compare", tmp_path / "n.onnx", tmp_path / "other.prototxt", SINE[1])
    assert result.exit_code == 2
    assert "n.onnx does not match this prototxt and caffemodel: it takes data (320,1)" in result.stderr
    assert "the network takes data (5,1)" in result.stderr
    assert "It was made without options, by caffe2trt 0." in result.stderr


def test_an_engine_without_a_gpu(tmp_path: Path) -> None:
    assert call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86").exit_code == 0
    result = call("compare", tmp_path / "n.engine", *SINE)
    assert result.exit_code == 2
    assert "needs an NVIDIA GPU, and none is found here; convert with -o net.onnx" in result.stderr


def test_an_engine_on_a_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole command over the host device: it says what ran, and sees no further into it than its outputs."""
    (tmp_path / "n.engine").touch()
    net = Case.named("nets/lrcn_small").load()
    monkeypatch.setattr(candidate, "Session", lambda path: host_session(net, precision="fp16")[0])
    result = call("compare", tmp_path / "n.engine", *LRCN, "--layers", "--report", tmp_path / "r.html")
    assert result.exit_code == 0, result.output
    assert re.search(
        r"^actual     engine on the host, tensorrt_rtx [\d.]+, fp16, no CUDA graph: not requested$",
        result.stdout,
        re.MULTILINE,
    )
    assert re.search(r"all are right \(TensorRT for RTX [\d.]+ network, fp16, evaluated on the CPU\)", result.stdout)
    assert "atol 0.01" in result.stdout
    assert "on the host" in (tmp_path / "r.html").read_text()
