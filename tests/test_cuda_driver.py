"""The Session over a CUDA driver in the host's memory (tests/cuda_driver), through the real cuda-bindings.

Each test is a process of its own, whose libcuda.so.1 is the stand-in. In the mode `pycuda` the program has made a
context through the real pycuda, and the Session runs in that one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.harness import ROOT

COMPILER = shutil.which("cc")
SOURCE = ROOT / "tests/cuda_driver/libcuda.c"
WARNINGS = ["-Wall", "-Wextra", "-Werror"]
SUITE = [
    "tests/test_session.py",
    "tests/test_session_faults.py",
    "tests/test_session_misuse.py",
    "tests/test_soak.py",
    "tests/test_varying_engine.py",
]
OVER_DRIVER = [f"tests/cuda_driver/{name}.py" for name in ("calls", "devices", "streams", "failures")]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the stand-in for the CUDA driver is for Linux"),
    pytest.mark.skipif(COMPILER is None, reason="no C compiler here to build the stand-in for the CUDA driver"),
    pytest.mark.skipif(
        find_spec("cuda") is None or find_spec("cuda.bindings") is None, reason="cuda-bindings is not installed here"
    ),
]
modes = pytest.mark.parametrize(
    "mode",
    [
        "bindings",
        pytest.param(
            "pycuda",
            marks=pytest.mark.skipif(
                find_spec("pycuda") is None, reason="pycuda is not installed here; it is built with the CUDA toolkit"
            ),
        ),
    ],
)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the stand-in."""
    folder = tmp_path_factory.mktemp("driver")
    library = ["-shared", "-fPIC", "-Wl,-soname,libcuda.so.1", "-o", str(folder / "libcuda.so.1")]
    command = [str(COMPILER), "-std=gnu11", "-O1", *WARNINGS, *library, str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True)
    return folder


def run(driver: Path, mode: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python, over the driver."""
    path = ":".join(filter(None, [str(driver), os.environ.get("LD_LIBRARY_PATH")]))
    environment = {**os.environ, "LD_LIBRARY_PATH": path, "CAFFE2TRT_TEST_DRIVER": mode}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


def run_tests(driver: Path, mode: str, *arguments: str) -> str:
    done = run(driver, mode, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@modes
def test_calls_devices_streams_and_failures(driver: Path, mode: str) -> None:
    assert "passed" in run_tests(driver, mode, *OVER_DRIVER)


@modes
@pytest.mark.parametrize("file", SUITE)
def test_the_suite_of_the_session(driver: Path, mode: str, file: str) -> None:
    """What runs under onnxruntime is left out."""
    assert "passed" in run_tests(driver, mode, file, "-k", "not onnx")


def test_the_tests_for_a_gpu(driver: Path) -> None:
    """Over the stand-ins: what they ask of the Session and of the driver is right."""
    assert "passed" in run_tests(driver, "bindings", "tests/test_gpu.py", "-m", "gpu", "-k", "not fp16 and not bf16")


@modes
@pytest.mark.parametrize("how", ["closed", "left open", "left open in a thread"])
def test_a_program_ends_well(driver: Path, mode: str, how: str) -> None:
    """pycuda aborts a program that ends while a context that it pushed is still on its stack."""
    done = run(driver, mode, "-m", "tests.cuda_driver.exits", how)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(how)
