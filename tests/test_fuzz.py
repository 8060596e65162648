"""A few thousand cases of tests/fuzz; `python -m tests.fuzz --seconds N` runs any number."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import Net
from tests.fuzz import oracle
from tests.fuzz.mutators import KINDS, make
from tests.fuzz.runner import Worker, recorded, run_cases
from tests.harness import GOLDENS, RUNNERS, Forward, reference

COUNTS = {"prototxt": 1000, "caffemodel": 800, "hdf5": 500, "npz": 1000, "manifest": 80, "nets": 25}
SLOWLY = """
import os, sys
sys.path.insert(0, os.getcwd())
from tests.fuzz import worker

def judge(kind, data, part=1.0):
    while data == b"hang":
        pass
    if data == b"memory":
        bytearray(4 * 2**30)
    if data == b"crash":
        raise SystemExit(5)
    return worker.EXECUTED

worker.judge, worker.SECONDS = judge, 1
worker.main()
"""


@pytest.mark.parametrize("kind", COUNTS)
def test_only_our_own_errors_come_of_any_file(kind: str) -> None:
    tally = run_cases(kind, range(COUNTS[kind]), part=0.05)
    assert not tally.findings, "\n".join(f"seed {f.seed}: {f.place}\n{f.trace}" for f in tally.findings)
    assert tally.tried == COUNTS[kind]
    assert tally.outcomes["read"] + tally.outcomes["executed"] > COUNTS[kind] // 20  # not all die at the door


def test_what_was_found_once() -> None:
    with Worker() as worker:
        for kind, path in recorded():
            finding = worker.run(kind, path)[1]
            assert finding is None, f"{path.name}: {finding.place}\n{finding.trace}"


def test_a_case_is_made_from_its_seed_alone() -> None:
    for kind in (*KINDS, "nets"):
        assert make(kind, 3) == make(kind, 3) != make(kind, 4)


def test_hangs_memory_and_crashes_are_findings(tmp_path: Path) -> None:
    (tmp_path / "slowly.py").write_text(SLOWLY)
    with Worker([sys.executable, str(tmp_path / "slowly.py")]) as worker:
        for data, place in (("hang", "ended by SIGXCPU"), ("memory", "MemoryError"), ("crash", "ended with status 5")):
            (tmp_path / "case").write_text(data)
            outcome, finding = worker.run("npz", tmp_path / "case")
            assert outcome == "finding"
            assert finding is not None
            assert place in finding.place
        (tmp_path / "case").write_text("good")
        assert worker.run("npz", tmp_path / "case") == ("executed", None)


def test_executions_that_disagree_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(net: Net) -> Forward:
        run = reference(net)
        return lambda feeds: {name: value + np.float32(0.01) for name, value in run(feeds).items()}

    data = (GOLDENS / "recurrent/lstm/net.prototxt").read_bytes()
    assert oracle.judge("nets", data) == oracle.EXECUTED
    monkeypatch.setitem(RUNNERS, "onnx", wrong)
    with pytest.raises(AssertionError, match="onnx, y, call 0: off by 1"):
        oracle.judge("nets", data)
