"""python -m tests.fuzz --seconds N [--kind KIND] [--seed S] [--findings FOLDER]."""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.mutators import KINDS
from tests.fuzz.runner import FINDINGS, run_cases


def main() -> int:
    """Run cases for a time; 1 if there are findings."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=sys.modules["tests.fuzz"].__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="of all kinds together")
    parser.add_argument("--kind", choices=[*KINDS, "nets"], action="append", help="default: all")
    parser.add_argument("--seed", type=int, default=0, help="of the first case; the next has the next one")
    parser.add_argument("--part", type=float, default=0.3, help="of the mutated networks, the part that is executed")
    parser.add_argument("--findings", type=Path, default=FINDINGS, help="where the files of findings go")
    options = parser.parse_args()
    options.findings.mkdir(exist_ok=True)
    kinds = options.kind or [*KINDS, "nets"]
    found = 0
    for kind in kinds:
        tally = run_cases(kind, _seeds(options.seed, options.seconds / len(kinds)), options.part)
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(tally.outcomes.items()))
        print(f"{kind:11} {tally.tried:8,} cases: {outcomes}", flush=True)
        for finding in tally.findings:
            found += 1
            print(f"  seed {finding.seed}: {finding.place}\n    ", end="")
            print("\n    ".join(finding.trace.rstrip().splitlines()[-8:]), flush=True)
            print(f"    written to {finding.write(options.findings)}", flush=True)
    return 1 if found else 0


def _seeds(first: int, seconds: float) -> Iterator[int]:
    end = time.monotonic() + seconds
    return itertools.takewhile(lambda _: time.monotonic() < end, itertools.count(first))


if __name__ == "__main__":
    sys.exit(main())
