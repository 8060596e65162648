"""Compiles the Tile kernel to PTX, by NVRTC (from cuda-python) or nvcc. Neither needs a GPU."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("tile.cu")
THREADS = 256  # of a block
MAX_BLOCKS = 65_535
ARCHITECTURE = "compute_75"  # PTX of the oldest GPU that a driver of today compiles for serves all newer ones


class KernelError(Exception):
    """The kernel cannot be compiled here."""


@cache
def tile_ptx(architecture: str = ARCHITECTURE) -> bytes:
    """The PTX of plugins/tile.cu.

    Raises:
        KernelError: there is no compiler, or it refuses.
    """
    nvrtc = find_nvrtc()
    if nvrtc is not None:
        return _by_nvrtc(nvrtc, architecture)
    if shutil.which("nvcc"):
        return _by_nvcc(architecture)
    raise KernelError(
        "compiling the Tile plugin needs nvcc or NVRTC (pip install 'caffe2trt[plugin]'); --tile native needs neither"
    )


def find_nvrtc() -> Any:
    """cuda-python's module for NVRTC, or None where it or the library is missing."""
    if find_spec("cuda") is None or find_spec("cuda.bindings") is None:
        return None
    from cuda.bindings import nvrtc

    try:
        nvrtc.nvrtcVersion()
    except RuntimeError:  # the bindings are there, the library is not
        return None
    return nvrtc


def _by_nvcc(architecture: str) -> bytes:
    command = ["nvcc", "-ptx", f"-arch={architecture}", "-o", "-", str(SOURCE)]
    result = subprocess.run(command, capture_output=True)
    if result.returncode != 0:
        raise KernelError(f"nvcc cannot compile {SOURCE.name}: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout


def _by_nvrtc(nvrtc: Any, architecture: str) -> bytes:
    success = nvrtc.nvrtcResult.NVRTC_SUCCESS

    def call(function: str, *arguments: Any) -> Any:
        status, *values = getattr(nvrtc, function)(*arguments)
        if status != success:
            raise KernelError(f"{function}: {status.name}")
        return values[0] if values else None

    program = call("nvrtcCreateProgram", SOURCE.read_bytes(), SOURCE.name.encode(), 0, [], [])
    option = f"--gpu-architecture={architecture}".encode()
    if nvrtc.nvrtcCompileProgram(program, 1, [option])[0] != success:
        log = b" " * call("nvrtcGetProgramLogSize", program)
        call("nvrtcGetProgramLog", program, log)
        raise KernelError(f"NVRTC cannot compile {SOURCE.name}: {log.decode(errors='replace').strip()}")
    ptx: bytes = b" " * call("nvrtcGetPTXSize", program)
    call("nvrtcGetPTX", program, ptx)
    return ptx.rstrip(b"\0 ")


def kernel_name(element_size: int) -> str:
    """The kernel for elements of 4 or 2 bytes."""
    return {4: "caffe2trt_tile_4", 2: "caffe2trt_tile_2"}[element_size]
