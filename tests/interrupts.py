"""Ctrl-C at any place of the runtime's code, on purpose."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import caffe2trt.runtime

RUNTIME = str(Path(caffe2trt.runtime.__file__).parent)


def interrupted(work: Callable[[], object], place: int, event: str = "line", *, spared: str = "") -> bool:
    """Run `work` with a KeyboardInterrupt at the so-many-th line (or opcode) of the runtime; False where it has ended.

    The interrupt comes once: what runs after it, in handlers too, is not interrupted again. In the file `spared` of the
    runtime it does not come.
    """
    passed = -1

    def trace(frame: FrameType, kind: str, argument: Any) -> Any:
        nonlocal passed
        if kind == "call":
            frame.f_trace_opcodes = event == "opcode"
            file = Path(frame.f_code.co_filename)
            return trace if str(file.parent) == RUNTIME and file.name != spared else None
        passed += kind == event
        if kind == event and passed == place:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False
