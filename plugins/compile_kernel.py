"""Compiles tile.cu to tile.ptx with NVRTC, which needs no GPU. Run it after a change of tile.cu, and commit both.

    python -m caffe2trt.plugins.compile_kernel

NVRTC writes its newest PTX version, which older drivers refuse; the kernel uses nothing newer than version 7.0.
Needs the extra `dev` (cuda-bindings and nvidia-cuda-nvrtc).
"""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.util import find_spec
from typing import Any

from caffe2trt.plugins.kernel import PTX, SOURCE

ARCHITECTURE = "compute_75"  # the oldest that NVRTC 13 compiles for; drivers compile its PTX for all newer GPUs
VERSION = "7.0"  # of PTX: CUDA 11.0


def find_nvrtc() -> Any:
    """cuda-bindings' module for NVRTC, or None where it or the library is missing."""
    if find_spec("cuda") is None or find_spec("cuda.bindings") is None:
        return None
    from cuda.bindings import nvrtc

    try:
        nvrtc.nvrtcVersion()
    except RuntimeError:  # the bindings are there, the library is not
        return None
    return nvrtc


def compile_ptx(nvrtc: Any) -> str:
    """The text of tile.ptx for tile.cu as it is.

    Raises:
        RuntimeError: NVRTC refuses it.
    """
    success = nvrtc.nvrtcResult.NVRTC_SUCCESS

    def call(function: str, *arguments: Any) -> Any:
        status, *values = getattr(nvrtc, function)(*arguments)
        if status != success:
            raise RuntimeError(f"{function}: {status.name}")
        return values[0] if values else None

    source = SOURCE.read_bytes()
    program = call("nvrtcCreateProgram", source, SOURCE.name.encode(), 0, [], [])
    option = f"--gpu-architecture={ARCHITECTURE}".encode()
    if nvrtc.nvrtcCompileProgram(program, 1, [option])[0] != success:
        log = b" " * call("nvrtcGetProgramLogSize", program)
        call("nvrtcGetProgramLog", program, log)
        raise RuntimeError(f"NVRTC cannot compile {SOURCE.name}: {log.decode(errors='replace').strip()}")
    ptx = b" " * call("nvrtcGetPTXSize", program)
    call("nvrtcGetPTX", program, ptx)
    lines = [line.rstrip() for line in ptx.rstrip(b"\0 ").decode().splitlines() if not line.strip().startswith("//")]
    text = re.sub(r"^\.version .*", f".version {VERSION}", "\n".join(lines), flags=re.MULTILINE)
    return f"{header(source)}\n{text.strip()}\n"


def header(source: bytes) -> str:
    """The first line of tile.ptx, which says what it was made from."""
    text = source.replace(b"\r\n", b"\n")
    return f"// Made by plugins/compile_kernel.py from tile.cu with the SHA-256 {sha256(text).hexdigest()}"


def main() -> None:
    """Write tile.ptx."""
    nvrtc = find_nvrtc()
    if nvrtc is None:
        raise SystemExit("NVRTC is missing: pip install 'caffe2trt[dev]'")
    PTX.write_text(compile_ptx(nvrtc), encoding="ascii", newline="\n")
    print(PTX)


if __name__ == "__main__":
    main()
