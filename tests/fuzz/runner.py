"""Runs cases in workers and collects what became of them."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fuzz.mutators import finding_path, make
from tests.harness import ROOT

FINDINGS = Path(__file__).parent / "findings"
_PATIENCE = 60  # seconds of the clock for a case of 10 s of computing
_CASES_OF_A_WORKER = 1500


@dataclass
class Finding:
    """A case that broke what must hold.

    Attributes:
        seed: of the case, or its file.
        place: where, for people, and to tell findings apart.
        trace: what was raised, or how the process ended.
    """

    kind: str
    seed: int | Path
    place: str
    trace: str

    def write(self, folder: Path = FINDINGS) -> Path:
        """Write the case to a file; from then on it belongs to the tests."""
        data = make(self.kind, self.seed) if isinstance(self.seed, int) else self.seed.read_bytes()
        path = finding_path(folder, self.kind, sha256(data).hexdigest()[:10])
        path.write_bytes(data)
        return path


@dataclass
class Tally:
    """What became of the cases of one kind."""

    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How many."""
        return sum(self.outcomes.values())


class Worker:
    """A worker process, started again when it has ended."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "tests.fuzz.worker")) -> None:
        self.command = command
        self.process: subprocess.Popen[str] | None = None
        self.cases = 0
        self.folder = TemporaryDirectory()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self.folder.cleanup()

    def run(self, kind: str, case: int | Path, part: float = 1.0) -> tuple[str, Finding | None]:
        """What became of a case: a seed, or the file of one."""
        if self.process is None or self.cases >= _CASES_OF_A_WORKER:
            self._start()
        assert self.process is not None
        assert self.process.stdin is not None
        self.cases += 1
        request: dict[str, Any] = {"kind": kind, "part": part}
        request |= {"seed": case} if isinstance(case, int) else {"path": str(case)}
        print(json.dumps(request), file=self.process.stdin, flush=True)
        line = self._answer()
        if not line:
            return "finding", Finding(kind, case, self._end(), "the process ended or had to be ended")
        answer = json.loads(line)
        if answer["outcome"] != "finding":
            return answer["outcome"], None
        return "finding", Finding(kind, case, answer["place"], answer["trace"])

    def _start(self) -> None:
        self._stop()
        self.cases = 0
        environment = {**os.environ, "TMPDIR": self.folder.name}
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        )
        if self._answer() != "ready\n":
            raise RuntimeError(f"the worker does not start: {' '.join(self.command)}")

    def _answer(self) -> str:
        """A line of the worker; empty if it does not come."""
        assert self.process is not None
        assert self.process.stdout is not None
        return self.process.stdout.readline() if select.select([self.process.stdout], [], [], _PATIENCE)[0] else ""

    def _end(self) -> str:
        """How a worker that does not answer has ended."""
        assert self.process is not None
        try:
            status = self.process.wait(2)
            return f"ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        except subprocess.TimeoutExpired:
            return f"no answer within {_PATIENCE} s"
        finally:
            self._stop()

    def _stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def run_cases(kind: str, seeds: Iterable[int], part: float = 1.0) -> Tally:
    """Judge the cases of these seeds; of findings at one place, the first is kept."""
    tally = Tally()
    places: set[str] = set()
    with Worker() as worker:
        for seed in seeds:
            outcome, finding = worker.run(kind, seed, part)
            tally.outcomes[outcome] += 1
            if finding is not None and finding.place not in places:
                places.add(finding.place)
                tally.findings.append(finding)
    return tally


def recorded() -> Iterator[tuple[str, Path]]:
    """The kind and the file of each recorded finding."""
    for path in sorted(FINDINGS.iterdir()):
        yield path.name.partition("-")[0], path
