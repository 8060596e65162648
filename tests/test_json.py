"""--json, -v and -q: what a command prints for programs, and how much for people."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner

from caffe2trt.converter.cli.options import json_option
from caffe2trt.converter.cli.output import SCHEMA, echo_json
from caffe2trt.runtime.tensorrt_log import LOG
from tests.harness import ROOT, Case
from tests.test_cli import BLOB, SINE, call
from tests.test_faults import files_of, swapped_rows

NETWORK = {"name", "parameters", "inputs", "outputs", "states", "dropped_inputs", "random_weights", "ranges", "layout"}
MEASURED = {"max_error", "mean_error", "relative_error", "cosine", "of_allowed", "rounding_explains", "not_finite"}
MEASURED |= {"failed_at", "passes"}
KEYS = {
    "inspect": {*NETWORK, "converts", "layers"},
    "convert": {*NETWORK, "file", "bytes", "gpus", "precision", "cost", "seconds", "opset", "profiles", "quantization"},
    "compare": {*NETWORK, "passes", "results", "report", "seconds"},
    "run": {"model", "what", "calls", "milliseconds", "inputs", "outputs", "states", "random_weights", "files", "top"},
    "doctor": {"found", "conclusion"},
}
KEYS["run"] |= {"seconds"}
KEYS["bench"] = {"model", "what", "calls", "warm_up", "random_weights", "sizes", "seconds"}


def document(*arguments: object, status: int = 0) -> dict[str, Any]:
    """What the command prints on stdout, which is one JSON document and nothing else."""
    result = call(*arguments, "--json")
    assert result.exit_code == status, result.output
    found: dict[str, Any] = json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert (found["schema"], found["command"]) == (SCHEMA, arguments[0])
    return found


@pytest.fixture
def onnx(tmp_path: Path) -> str:
    assert call("convert", *BLOB, "-o", tmp_path / "n.onnx").exit_code == 0
    return str(tmp_path / "n.onnx")


def test_every_command_has_the_keys_that_are_documented(onnx: str, tmp_path: Path) -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    commands: dict[str, list[object]] = {
        "inspect": [*BLOB],
        "convert": [*BLOB, "-o", tmp_path / "m.onnx"],
        "compare": [onnx, *BLOB],
        "run": [onnx, "--calls", 2],
        "bench": [onnx, "--calls", 2],
        "doctor": [],
    }
    for command, arguments in commands.items():
        found = document(command, *arguments)
        expected = {"schema", "command", "caffe2trt", *KEYS[command]} | ({"warnings"} if command != "doctor" else set())
        assert set(found) == expected, command
        assert all(f"`{key}`" in page for key in found), command


def test_convert_tells_what_it_wrote(tmp_path: Path) -> None:
    target = tmp_path / "n.engine"
    found = document("convert", *SINE, "-o", target, "--gpu", "86,sm89", "--precision", "fp16", "--cost")
    assert (found["file"], found["bytes"]) == (str(target), target.stat().st_size)
    assert (found["gpus"], found["precision"]) == (["sm86", "sm89"], "fp16")
    assert found["states"] == {"lstm1__h_in": [1, 15], "lstm1__c_in": [1, 15]}
    assert set(found["cost"]) == {"ip1", "lstm1__h_out", "lstm1__c_out"}
    assert 0 < found["cost"]["ip1"]["max_error"] < 1e-2
    assert list(found["seconds"]) == ["load", "lower", "build", "write", "total"]
    parts = [seconds for name, seconds in found["seconds"].items() if name != "total"]
    assert 0 < sum(parts) <= found["seconds"]["total"]


def test_convert_tells_the_opset_and_the_profiles(tmp_path: Path) -> None:
    sizes = ["--time-steps", "1:8:320"]
    found = document("convert", *SINE, "-o", tmp_path / "n.onnx", *sizes, "--opset", 18)
    assert (found["opset"], found["profiles"], found["quantization"]) == (18, [], None)
    assert document("convert", *SINE, "-o", tmp_path / "n.onnx")["opset"] == 17
    found = document("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "86", *sizes, "--profile", "time-steps=1")
    expected = [{"time_steps": [1, 8, 320], "streams": None}, {"time_steps": [1, 1, 1], "streams": None}]
    assert (found["opset"], found["profiles"]) == (None, expected)


def test_convert_tells_what_quantization_costs(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    frames = rng.random((128, 1, 16, 16)).astype(np.float32)
    np.savez(tmp_path / "in.npz", data=frames, clip_markers=np.ones(128, np.float32))
    options = ["--precision", "int8", "--calibrate", tmp_path / "in.npz", "--method", "minmax", "--keep", "conv1"]
    found = document("convert", *BLOB, "-o", tmp_path / "n.onnx", *options)["quantization"]
    layers = ["fc6", "fc8-final"]
    assert found == {"kind": "int8", "layers": layers, "keep": ["conv1"], "method": "minmax", "noise": None}
    found = document("convert", *BLOB, "-o", tmp_path / "n.engine", "--gpu", "86", *options, "--cost")["quantization"]
    assert sorted(noise["layer"] for noise in found["noise"]) == layers
    decibels = [noise["decibels"] for noise in found["noise"]]
    assert decibels == sorted(decibels)


def test_ranges_are_three_numbers(tmp_path: Path) -> None:
    found = document("convert", *SINE, "-o", tmp_path / "n.onnx", "--time-steps", "1:8:320")
    assert found["ranges"] == {"time_steps": [1, 8, 320], "streams": None}
    sizes = document("compare", tmp_path / "n.onnx", *SINE)["results"]
    assert [result["inputs_from"].rpartition(", ")[2] for result in sizes] == ["T = 1", "T = 8", "T = 320"]


def test_compare_tells_what_is_wrong(tmp_path: Path) -> None:
    case = Case.named("nets/lrcn_small")
    assert call("convert", *swapped_rows(case, "lstm1", tmp_path), "-o", tmp_path / "n.onnx").exit_code == 0
    found = document("compare", tmp_path / "n.onnx", *files_of(case), "--layers", status=1)
    (result,) = found["results"]
    assert (found["passes"], result["passes"]) == (False, False)
    assert (result["first_wrong"]["name"], result["first_wrong"]["type"]) == ("lstm1", "LSTM")
    assert result["first_wrong"]["verdict"].startswith("layer 'lstm1' (LSTM) gives")
    assert result["blobs"]["probs"]["of_allowed"] > 1
    assert set(result["blobs"]["probs"]) == {*MEASURED, "top1", "drift"}
    assert [layer["passes"] for layer in result["layers"]].count(False) >= 1
    assert set(result["layers"][0]) == {*MEASURED, "name", "type", "blob"}
    right = document("compare", *files_of(case))
    assert (right["passes"], right["results"][0]["layers"], right["results"][0]["first_wrong"]) == (True, None, None)


def test_what_is_no_number_is_null() -> None:
    """JSON has neither NaN nor infinity."""

    @click.command()
    @json_option
    def command() -> None:
        echo_json({"cosine": float("nan"), "by_call": (1.0, float("inf")), "blobs": {"y": -float("inf"), "n": 3}})

    found = json.loads(CliRunner().invoke(command, ["--json"]).stdout)
    assert found["blobs"] == {"y": None, "n": 3}
    assert (found["cosine"], found["by_call"]) == (None, [1.0, None])
    assert CliRunner().invoke(command, []).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "problem", "remedy"),
    [
        (
            ["convert", SINE[0], "-o", "n.onnx"],
            "layer 'lstm1' (Lstm) has weights",
            "Give the caffemodel that holds them",
        ),
        (["compare", *SINE, "--seed", 1, "--inputs", "in.npz"], "--seed: only used for random inputs", "Leave it out"),
        (["run", "absent.onnx", "--calls", 1], "there is no file absent.onnx", ""),
        (["inspect", "absent.prototxt"], "cannot read the prototxt absent.prototxt", ""),
    ],
)
def test_an_error_is_json_too(arguments: list[object], problem: str, remedy: str) -> None:
    found = document(*arguments, status=2)
    assert found["error"]["problem"].startswith(problem)
    assert found["error"]["remedy"].startswith(remedy)
    assert "error: " in call(*arguments, "--json").stderr


def test_run_tells_the_largest_classes(onnx: str) -> None:
    found = document("run", onnx, "--calls", 2, "--top", 3)
    assert found["outputs"] == {"probs": [2, 8, 16, 5]}
    assert len(found["top"]) == 2 * 8 * 16
    first = found["top"][0]
    assert (first["call"], first["step"], first["stream"], first["output"]) == (0, 0, 0, "probs")
    values = [one["value"] for one in first["classes"]]
    assert values == sorted(values, reverse=True)
    assert len(values) == 3


@pytest.mark.parametrize("command", ["convert", "compare", "run"])
def test_quiet_prints_nothing_but_warnings_and_errors(command: str, onnx: str, tmp_path: Path) -> None:
    commands: dict[str, list[object]] = {
        "convert": [*SINE, "-o", tmp_path / "m.onnx"],
        "compare": [onnx, *BLOB],
        "run": [onnx, "--calls", 1, "--top", 1],
    }
    arguments = commands[command]
    assert call(command, *arguments).stdout
    result = call(command, *arguments, "-q")
    assert (result.exit_code, result.output) == (0, "")
    result = call("convert", SINE[0], "-q", "-o", tmp_path / "r.onnx", "--random-weights", "0")
    assert (result.stdout, "the weights are random" in result.stderr) == ("", True)
    assert "error: there is no file" in call("run", "absent.onnx", "--calls", 1, "-q").stderr


def test_verbose_shows_the_log_of_tensorrt(tmp_path: Path) -> None:
    arguments = ["convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86"]
    handlers = list(LOG.handlers)
    result = call(*arguments, "-v")
    assert "TensorRT: info: " in result.stderr
    assert "TensorRT: debug: " not in result.stderr
    assert "TensorRT: debug: " in call(*arguments, "-vv").stderr
    assert "TensorRT" not in call(*arguments).stderr
    assert LOG.handlers == handlers
    both = call(*arguments, "-v", "--verbosity", "verbose").stderr
    assert "TensorRT: debug: " in both
    assert both.count("TensorRT: info: Total Weights Memory") == 1


def test_a_line_says_where_the_time_went(tmp_path: Path, onnx: str) -> None:
    seconds = r"\d+\.\d s"
    engine = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86").stdout
    phases = "".join(rf"{name} {seconds}, " for name in ("load", "lower", "build", "write"))
    assert re.search(rf"^  time     {phases}other {seconds}$", engine, re.MULTILINE)
    assert re.search(rf"^  time     load {seconds}, lower {seconds}, write", call_onnx(tmp_path), re.MULTILINE)
    compared = call("compare", onnx, *BLOB, "-v").stdout
    assert re.search(rf"^time       load {seconds}, lower {seconds}, compare {seconds}, other", compared, re.MULTILINE)
    assert re.search(rf"^  time     load {seconds}, run", call("run", onnx, "--calls", 1, "-v").stdout, re.MULTILINE)
    assert "time   " not in call("run", onnx, "--calls", 1).stdout


def call_onnx(folder: Path) -> str:
    return call("convert", *SINE, "-o", folder / "t.onnx").stdout
