"""include_dir: where the C++ header lies."""

from __future__ import annotations

from pathlib import Path


def include_dir() -> Path:
    """The folder of `caffe2trt.hpp`, which runs engines from C++: give it to the compiler with `-I`."""
    return Path(__file__).parent / "cpp"
