"""Builds tests/cpp: programs over the stand-ins for TensorRT and the CUDA runtime."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.harness import ROOT

Array = NDArray[np.float32]

COMPILER = shutil.which("g++")
VALGRIND = shutil.which("valgrind")
CMAKE = shutil.which("cmake")
STANDINS = ROOT / "tests/cpp"
HEADER = ROOT / "runtime/cpp"
VARIANTS = {
    "8.6": ["-DSTANDIN_TENSORRT=806"],
    "10": ["-DSTANDIN_TENSORRT=1000"],
    "11": ["-DSTANDIN_TENSORRT=1100"],
    "rtx": ["-DSTANDIN_RTX"],
}
FLAGS = ["-std=c++17", "-Wall", "-Wextra", "-Werror", f"-I{STANDINS}", f"-I{HEADER}"]

needs_compiler = [
    pytest.mark.skipif(sys.platform != "linux", reason="the stand-ins for TensorRT and CUDA are for Linux"),
    pytest.mark.skipif(COMPILER is None, reason="no g++ here to compile the C++ header"),
]


def compile_all(variant: str, folder: Path, sources: Sequence[Path], *flags: str) -> list[str]:
    """Objects of these sources, compiled side by side."""
    objects = [str(folder / f"{source.stem}.o") for source in sources]
    running = [
        subprocess.Popen([str(COMPILER), "-g", *FLAGS, *VARIANTS[variant], *flags, "-c", str(source), "-o", made])
        for source, made in zip(sources, objects)
    ]
    assert [process.wait() for process in running] == [0] * len(running)
    return objects


@cache
def driver(variant: str) -> Path:
    """The program tests/cpp/drive.cpp for one version of TensorRT."""
    folder = Path(mkdtemp(prefix="caffe2trt-cpp-"))
    sources = [STANDINS / f"{name}.cpp" for name in ("cuda", "tensorrt", "new", "drive")]
    program = folder / "drive"
    subprocess.run([str(COMPILER), *compile_all(variant, folder, sources), "-o", str(program)], check=True)
    return program


@dataclass
class Drive:
    """A script for drive.cpp, and what came of it."""

    folder: Path
    variant: str = "10"
    lines: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def do(self, *lines: str) -> Drive:
        """Commands of drive.cpp, as they are."""
        self.lines += lines
        return self

    def write(self, values: Array) -> Path:
        """A file of floats for a command to read."""
        path = self.folder / f"{len(self.files)}.f32"
        np.ascontiguousarray(values, dtype=np.float32).tofile(path)
        self.files.append(path)
        return path

    def step(self, inputs: Mapping[str, Array], outputs: Sequence[str] = (), command: str = "step") -> list[Path]:
        """One call; the files of its outputs."""
        self.do(*(f"in {name} {self.write(value)}" for name, value in inputs.items()), command)
        found = [self.folder / f"out{len(self.lines)}-{place}" for place in range(len(outputs))]
        self.do(*(f"out {name} {path}" for name, path in zip(outputs, found)))
        return found

    def state(self, *stream: int) -> Path:
        """A snapshot; the folder with its files, by name."""
        folder = self.folder / f"state{len(self.lines)}"
        folder.mkdir()
        self.do(" ".join(["snapshot", "saved", *map(str, stream)]), f"save saved {folder}")
        return folder

    def run(self, *before: str) -> list[str]:
        """The lines that it prints; nothing is left that should have been freed."""
        script = self.folder / "script.txt"
        script.write_text("\n".join(self.lines), encoding="utf-8")
        done = subprocess.run([*before, str(driver(self.variant)), str(script)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        *lines, live = done.stdout.splitlines()
        assert live == "live 0"
        return lines


def floats(path: Path, shape: Sequence[int] = (-1,)) -> Array:
    """A file that drive.cpp wrote."""
    return np.fromfile(path, np.float32).reshape(shape)
