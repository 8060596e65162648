"""The Tile kernel as PTX, compiled once from tile.cu by plugins/compile_kernel.py: a conversion needs no compiler."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("tile.cu")
PTX = SOURCE.with_suffix(".ptx")
THREADS = 256  # of a block
MAX_BLOCKS = 65_535


@cache
def tile_ptx() -> bytes:
    """The PTX of plugins/tile.cu, for sm75 and newer, which drivers from CUDA 11.0 on read."""
    return PTX.read_bytes()


def kernel_name(element_size: int) -> str:
    """The kernel for elements of 4 or 2 bytes."""
    return {4: "caffe2trt_tile_4", 2: "caffe2trt_tile_2"}[element_size]
