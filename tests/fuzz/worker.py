"""Judges cases in a process of its own, with limits: a hang or a crash ends this process and not the tests.

Reads one request a line, {"kind", "seed", "part"} or {"kind", "path"}, and answers one line each.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from pathlib import Path

from tests.fuzz.mutators import RECURRENT, make
from tests.fuzz.oracle import EXECUTED, judge
from tests.harness import GOLDENS

SECONDS = 10  # of computing, for one case
MEMORY = 2 * 2**30  # beyond what the libraries take


def main() -> None:
    """Answer until the requests end."""
    answers = os.fdopen(os.dup(1), "w")
    quiet = os.open(os.devnull, os.O_WRONLY)
    # All libraries are loaded before their memory is counted.
    assert judge("nets", (GOLDENS / RECURRENT / "net.prototxt").read_bytes()) == EXECUTED
    assert judge("manifest", b"{}") == EXECUTED
    os.dup2(quiet, 1)  # libraries print there
    os.dup2(quiet, 2)
    resource.setrlimit(resource.RLIMIT_DATA, (_memory() + MEMORY, resource.RLIM_INFINITY))
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + SECONDS + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        print(json.dumps(_answer(json.loads(line))), file=answers, flush=True)


def _memory() -> int:
    """What Linux counts against RLIMIT_DATA, in bytes."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmData")).split()[1])


def _answer(request: dict[str, object]) -> dict[str, str]:
    kind = str(request["kind"])
    try:
        data = Path(str(request["path"])).read_bytes() if "path" in request else make(kind, int(str(request["seed"])))
        return {"outcome": judge(kind, data, float(str(request.get("part", 1))))}
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "caffe2trt" in f.filename] or [
            *traceback.extract_tb(error.__traceback__)
        ]
        place = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno} {type(error).__name__}"
        return {"outcome": "finding", "place": place, "trace": traceback.format_exc()}


if __name__ == "__main__":
    main()
