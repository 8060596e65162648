"""caffe2trt bench, and the benchmarks' contenders."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.contenders import CONTENDERS, Ours, Task
from benchmarks.measure import race, side_by_side
from caffe2trt.converter import export_onnx
from caffe2trt.runtime import Session
from caffe2trt.runtime.bench import measure, random_feeds
from tests.harness import ROOT, Case, difference
from tests.host_device import host_session
from tests.test_cli import call


@pytest.fixture
def varying(tmp_path: Path) -> str:
    arguments = ["--batch", "1:2:8", "--time-steps", "1:4:8", "--input", "x:4,2,3", "--input", "cont:4,2"]
    case = Case.named("recurrent/lstm")
    target = tmp_path / "n.onnx"
    assert call("convert", case.prototxt, case.caffemodel, "-o", target, *arguments[:4]).exit_code == 0
    return str(target)


def test_each_size_has_its_figures(varying: str) -> None:
    result = call("bench", varying, "--streams", 1, "--streams", 5, "--time-steps", 3, "--calls", 20, "--json")
    found = json.loads(result.stdout)
    assert [(size["streams"], size["time_steps"]) for size in found["sizes"]] == [(1, 3), (5, 3)]
    for size in found["sizes"]:
        times = size["milliseconds"]
        assert 0 < times["p50"] <= times["p90"] <= times["p99"]
        assert size["calls_per_second"] == pytest.approx(1e3 / times["mean"])
        assert size["steps_per_second"] == pytest.approx(size["streams"] * 3 * size["calls_per_second"])
    lines = call("bench", varying, "--calls", 3).stdout.splitlines()
    assert lines[0].endswith("3 calls after 50 to warm up")
    assert "steps/s" in lines[1]
    assert lines[2].split()[:2] == ["2", "4"]


def test_sizes_that_the_file_does_not_take_are_refused(varying: str, tmp_path: Path) -> None:
    assert "1 to 8 time steps; found 9" in call("bench", varying, "--time-steps", 9).stderr
    export_onnx(Case.named("recurrent/lstm").load(), tmp_path / "fixed.onnx")
    result = call("bench", tmp_path / "fixed.onnx", "--time-steps", 9)
    assert (result.exit_code, "and no other number" in result.stderr) == (2, True)


@pytest.mark.parametrize("kind", ["onnx", "engine"])
def test_timing_leaves_the_state_to_the_timed_calls(kind: str, tmp_path: Path) -> None:
    net = Case.named("recurrent/lstm").load()
    if kind == "onnx":
        export_onnx(net, tmp_path / "n.onnx")
        session, other = (Session(tmp_path / "n.onnx") for _ in range(2))
    else:
        session, other = (host_session(net)[0] for _ in range(2))
    feeds = random_feeds(session)
    timing = measure(session, feeds, range(5), warm_up=2)
    assert len(timing.seconds) == 5
    for _ in range(7):
        other.step(feeds)
    for name, state in other.state.items():
        assert difference(session.state[name], state) == 0


def test_the_contenders_at_hand_compute_the_same() -> None:
    for task in (Task(1, 2, 4, 8), Task(3, 1, 4, 8), Task(4, 2, 4, 8, reset=2)):
        times, absent = race(task, seconds=0.01)
        assert {*times, *absent} == {kind.name for kind in CONTENDERS}
        assert {"caffe2trt Session", "numpy"} <= times.keys()
        assert all("differ" not in reason for name, reason in absent.items() if name.startswith("onnxruntime"))


def test_a_contender_with_other_results_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ours, "first", lambda self: np.zeros((1, 1, 8), np.float32))
    times, absent = race(Task(1, 1, 4, 8), seconds=0.01)
    assert "caffe2trt Session" not in times
    assert absent["caffe2trt Session"].startswith("its results differ by")


def test_the_median_of_each_call_is_taken() -> None:
    assert list(side_by_side({"a": lambda: None, "b": lambda: None}, 0.001)) == ["a", "b"]


def test_the_benchmarks_print_and_record_every_workload(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "--seconds", "0", "--json", str(tmp_path / "found.json")]
    shown = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    found = json.loads((tmp_path / "found.json").read_text())
    assert found["machine"]["threads"] == 1
    assert "T = 64, a reset inside" in found["seconds"]
    assert "it has no reset within a call" in shown
    for name, row in found["seconds"].items():
        assert name in shown
        assert all(value > 0 for value in row.values()), name
