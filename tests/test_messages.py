"""Mistakes that people make at the prompt: each gets one message that says what is wrong and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import define_network, load
from caffe2trt.converter.trt.api import load_tensorrt
from caffe2trt.runtime import Session, SessionError
from tests.test_cli import SINE, call


@pytest.fixture
def solver(tmp_path: Path) -> Path:
    """A solver as it lies in a Caffe project, whose paths begin at the project's folder."""
    folder = tmp_path / "project/models/sine"
    folder.mkdir(parents=True)
    shutil.copy(SINE[0], folder / "net.prototxt")
    (folder / "solver.prototxt").write_text('net: "models/sine/net.prototxt"\nbase_lr: 0.01\nlr_policy: "fixed"\n')
    return folder / "solver.prototxt"


@pytest.mark.parametrize("folder", [".", "project", "project/models/sine"])
def test_follow_takes_the_network_of_a_solver(
    solver: Path, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / folder)
    without = call("inspect", solver)
    assert without.exit_code == 2
    assert "is a solver; its network is models/sine/net.prototxt" in without.stderr
    assert "let the command find it: --follow." in without.stderr
    assert call("inspect", solver, "--follow").stdout.startswith("sine_wave")
    assert call("compare", solver, SINE[1], "--follow").exit_code == 0
    assert call("convert", "--follow", solver, SINE[1], "-o", tmp_path / "n.onnx").exit_code == 0


def test_follow_reads_other_prototxts_as_they_are(tmp_path: Path) -> None:
    assert call("inspect", SINE[0], "--follow").exit_code == 0
    (tmp_path / "solver.prototxt").write_text('net: "models/lost.prototxt"\nbase_lr: 1\n')
    result = call("inspect", tmp_path / "solver.prototxt", "--follow")
    assert result.exit_code == 2
    assert "is a solver, and its network models/lost.prototxt is neither in this folder" in result.stderr
    (tmp_path / "solver.prototxt").write_text("base_lr: 1\n")
    assert "is a solver that names no network" in call("inspect", tmp_path / "solver.prototxt", "--follow").stderr


def test_a_question_ends_without_a_full_stop() -> None:
    assert str(ConversionError("unknown input 'dada'", "Did you mean 'data'?")) == (
        "unknown input 'dada'. Did you mean 'data'?"
    )
    assert str(ConversionError("it is one", "Leave it out")) == "it is one. Leave it out."


@pytest.mark.parametrize("name", ["rtx 3090", "smrtx 3090", "RTX3090"])
def test_a_gpu_is_named_by_its_compute_capability(tmp_path: Path, name: str) -> None:
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", name)
    shown = f"'{name}'" if " " in name else name
    assert result.exit_code == 2
    assert f"--gpu {shown}: a GPU is named by its compute capability. Such as --gpu sm86" in result.stderr


def test_the_gpu_that_is_suggested_takes_fp32(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("caffe2trt.converter.trt.api.present_gpu", lambda: None)
    result = call("convert", *SINE, "-o", tmp_path / "n.engine")
    assert (result.exit_code, "Give one, such as --gpu sm86." in result.stderr) == (2, True)
    assert load_tensorrt().builds_matmul("sm86", "fp32")


@pytest.mark.parametrize("options", [[], ["--precision", "fp32"]])
def test_half_state_in_fp32_is_refused(tmp_path: Path, options: list[str]) -> None:
    for command in (["convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86"], ["compare", *SINE]):
        result = call(*command, "--half-state", *options)
        assert result.exit_code == 2, result.output
        assert "--half-state keeps the state in the precision of the network, and that is fp32" in result.stderr
    with pytest.raises(ConversionError, match="Leave it out, or add --precision fp16"):
        define_network(load(*SINE), half_state=True)


def test_half_state_in_half_precision_is_compared_with_fp32_too() -> None:
    result = call("compare", *SINE, "--half-state", "--precision", "fp16", "--atol", "1e-9", "--rtol", "1e-9")
    assert result.exit_code == 1
    assert "fp32" in result.stdout


@pytest.mark.parametrize("command", ["expand", "unroll", "roll", "retime"])
def test_surgery_shows_that_it_needs_the_caffemodel(command: str) -> None:
    assert f"{command} [OPTIONS] PROTOTXT CAFFEMODEL\n" in call(command, "--help").stdout
    assert "inspect [OPTIONS] PROTOTXT [CAFFEMODEL]" in call("inspect", "--help").stdout


def test_a_network_that_is_not_converted_yet_does_not_run() -> None:
    result = call("run", SINE[0])
    assert result.exit_code == 2
    assert "is not converted yet. Convert it first: caffe2trt convert net.prototxt net.caffemodel" in result.stderr


def test_a_session_names_an_argument_of_a_wrong_type(tmp_path: Path) -> None:
    assert call("convert", *SINE, "-o", tmp_path / "n.onnx").exit_code == 0
    with pytest.raises(SessionError, match="threads must be a whole number; found 'four'"):
        Session(tmp_path / "n.onnx", threads="four")  # type: ignore[arg-type]
    with pytest.raises(SessionError, match="device must be a whole number; found 'cuda:0'"):
        Session(_touched(tmp_path / "n.engine"), device="cuda:0")  # type: ignore[arg-type]
    with Session(tmp_path / "n.onnx") as session, pytest.raises(SessionError, match="takes a batch of 1 and no other"):
        session.resize(3)


def _touched(path: Path) -> Path:
    path.touch()
    return path
