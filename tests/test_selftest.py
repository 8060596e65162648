"""caffe2trt doctor --selftest: what it runs, what it says, and that it finds a wrong number."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import selftest
from caffe2trt.converter.trt.api import load_tensorrt
from caffe2trt.runtime.driver import Gpu, find_gpu
from tests.harness import GOLDENS
from tests.test_cli import call

CASES = sorted(folder.name for folder in selftest.CASES.iterdir())


@pytest.mark.parametrize("name", CASES)
def test_the_bundled_cases_are_those_that_caffe_computed(name: str) -> None:
    (golden,) = GOLDENS.glob(f"*/{name}")
    for file in ("net.prototxt", "weights.caffemodel", "io.npz"):
        assert (selftest.CASES / name / file).read_bytes() == (golden / file).read_bytes()


def test_every_case_runs_on_everything_that_is_here() -> None:
    result = call("doctor", "--selftest", "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert {"caffe2trt", "onnxruntime", "TensorRT for RTX", "CUDA driver"} <= {row["name"] for row in report["found"]}
    rows = report["selftest"]["results"]
    assert {row["network"] for row in rows} == set(CASES)
    assert len(rows) == len(CASES) * 4  # numpy, ONNX, and fp32 and fp16 of TensorRT for RTX
    assert all(row["equal"] and row["used"] <= 1 and not row["problem"] for row in rows)
    timed = [row["what"] for row in rows if row["milliseconds"] is not None]
    assert len(timed) == len(CASES)
    assert all(what.startswith("ONNX on the CPU, onnxruntime") for what in timed)
    for row in rows:
        assert row["is_stand_in"] == row["what"].startswith("stand-in: ")


def test_a_stand_in_is_called_one() -> None:
    result = call("doctor", "--selftest")
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.split())
    assert "Self-test: 16 of 16 are equal to Caffe." in shown
    if find_gpu() is None:
        assert "No engine was run: no GPU was found. A stand-in shows that the network is right" in shown


def test_json_without_the_self_test() -> None:
    report = json.loads(call("doctor", "--json").stdout)
    assert set(report) == {"schema", "command", "caffe2trt", "found", "conclusion"}
    assert "Build engines: yes." in report["conclusion"]


@pytest.fixture
def one_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one case, which is then the only one."""
    shutil.copytree(selftest.CASES / "rnn", tmp_path / "rnn")
    monkeypatch.setattr(selftest, "CASES", tmp_path)
    return tmp_path / "rnn"


@pytest.mark.parametrize("what", ["value", "shape"])
def test_a_difference_from_caffe_is_found(one_case: Path, what: str) -> None:
    with np.load(one_case / "io.npz") as archive:
        held: dict[str, Any] = dict(archive)
    y = held["out/1/y"]
    held["out/1/y"] = y + (np.arange(y.size).reshape(y.shape) == 3) * 0.1 if what == "value" else y[:1]
    np.savez(one_case / "io.npz", **held)
    result = call("doctor", "--selftest")
    assert result.exit_code == 1, result.output
    shown = " ".join(result.stdout.split())
    assert "Self-test: 0 of 4 are equal to Caffe." in shown
    assert ("NO 1.0e-01" in shown) == (what == "value")
    assert ("y has shape (4, 2, 5); Caffe computed (1, 2, 5)" in shown) == (what == "shape")


def test_what_fails_is_a_row_of_the_report(one_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a GPU, any call may fail; the rest of the report is there."""

    def fails(*_: Any, **options: Any) -> None:
        raise RuntimeError(f"CUDA error 700 in {options['precision']}")

    monkeypatch.setattr(selftest, "find_gpu", lambda: Gpu("a GPU", "sm86", (13, 0)))
    monkeypatch.setattr(selftest, "build_engine", fails)
    results = list(selftest.run_selftest([load_tensorrt("rtx")]))
    assert [result.equal for result in results] == [True, True, False, False]
    assert [result.problem for result in results[2:]] == [
        "RuntimeError: CUDA error 700 in fp32",
        "RuntimeError: CUDA error 700 in fp16",
    ]
    assert not any(result.is_stand_in for result in results[1:])


def test_an_engine_is_not_replaced_by_a_stand_in_where_there_is_a_gpu(
    one_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []

    def session(path: Path, **options: Any) -> Any:
        opened.append((path.name, options))
        raise OSError("no GPU here")

    monkeypatch.setattr(selftest, "find_gpu", lambda: Gpu("a GPU", "sm86", (13, 0)))
    monkeypatch.setattr("caffe2trt.converter.trt.api.present_gpu", lambda: "sm86")
    monkeypatch.setattr(selftest, "Session", session)
    list(selftest.run_selftest([load_tensorrt("rtx")]))
    options = {"cuda_graph": True, "tensorrt": "rtx"}
    assert opened == [("net.onnx", {}), ("net.engine", options), ("net.engine", options)]
