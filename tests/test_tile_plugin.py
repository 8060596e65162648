"""The Tile plugin without a GPU: its kernel run on the host, its PTX, and its registration with NVIDIA's bindings."""

from __future__ import annotations

import ctypes
import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import define_network, evaluate_network
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.plugins import compile_kernel, kernel
from tests.harness import ROOT, reference
from tests.networks import input_layer, random_net
from tests.standin import StandIn

compiler = shutil.which("c++") or shutil.which("g++")
needs_compiler = pytest.mark.skipif(compiler is None, reason="no C++ compiler here to run the kernel on the host")
NVRTC = compile_kernel.find_nvrtc()


@pytest.fixture(scope="module")
def host_kernel(tmp_path_factory: pytest.TempPathFactory) -> Any:
    library = tmp_path_factory.mktemp("kernel") / "tile.so"
    warnings = ["-Wall", "-Werror", "-fsanitize=undefined", "-fno-sanitize-recover"]
    command = [str(compiler), "-x", "c++", "-O1", "-shared", "-fPIC", *warnings, "-o", library, kernel.SOURCE]
    subprocess.run([str(part) for part in command], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.caffe2trt_tile_source.argtypes = [ctypes.c_int64] * 3
    loaded.caffe2trt_tile_source.restype = ctypes.c_int64
    return loaded


def tile_on_host(library: Any, x: np.ndarray[Any, Any], axis: int, tiles: int, blocks: int, threads: int) -> Any:
    """The kernel's result, computed with so many blocks and threads."""
    shape = list(x.shape)
    outer, inner = int(np.prod(shape[:axis])), int(np.prod(shape[axis + 1 :]))
    length, shape[axis] = shape[axis], shape[axis] * tiles
    y = np.full(shape, 77, x.dtype)
    pointers = ctypes.c_void_p(x.ctypes.data), ctypes.c_void_p(y.ctypes.data)
    library.caffe2trt_tile_host(x.itemsize, pointers[0], outer, length, inner, tiles, pointers[1], blocks, threads)
    return y


@needs_compiler
@pytest.mark.parametrize("dtype", [np.float32, np.float16, np.int32])
def test_the_kernel_on_the_host_equals_numpy(host_kernel: Any, dtype: Any) -> None:
    rng = np.random.default_rng(5)
    for _ in range(500):
        shape = rng.integers(1, 7, size=rng.integers(1, 7))
        x = rng.integers(-1000, 1000, size=shape).astype(dtype)
        axis, tiles = int(rng.integers(x.ndim)), int(rng.integers(1, 6))
        repeats = np.ones(x.ndim, int)
        repeats[axis] = tiles
        found = tile_on_host(host_kernel, x, axis, tiles, int(rng.integers(1, 5)), int(rng.integers(1, 65)))
        assert np.array_equal(found, np.tile(x, repeats)), (shape, axis, tiles)


@needs_compiler
def test_wide_indices_are_exact(host_kernel: Any) -> None:
    """Above 2^31 elements: the place that an element comes from, against Python's whole numbers."""
    rng = np.random.default_rng(6)
    for _ in range(1000):
        block, tiles = int(rng.integers(1, 2**33)), int(rng.integers(1, 100))
        index = int(rng.integers(0, 2**44))
        row, rest = divmod(index, block)
        assert host_kernel.caffe2trt_tile_source(index, block, tiles) == row // tiles * block + rest


def test_the_ptx_is_that_of_the_source() -> None:
    assert kernel.PTX.read_text().splitlines()[0] == compile_kernel.header(kernel.SOURCE.read_bytes())


def test_drivers_from_cuda_11_on_read_the_ptx() -> None:
    """Its version is not that of the compiler, which an older driver would refuse."""
    text = kernel.tile_ptx().decode()
    assert re.findall(r"^\.version (.*)$", text, re.MULTILINE) == ["7.0"]
    assert re.findall(r"^\.target (.*)$", text, re.MULTILINE) == ["sm_75"]
    for size in (2, 4):
        assert f".entry {kernel.kernel_name(size)}(" in text


@pytest.mark.skipif(shutil.which("ptxas") is None, reason="ptxas of the CUDA toolkit is not installed here")
@pytest.mark.parametrize("gpu", ["sm_75", "sm_80", "sm_86", "sm_87", "sm_89", "sm_90", "sm_100", "sm_120"])
def test_the_ptx_assembles_for_the_gpu(tmp_path: Path, gpu: str) -> None:
    subprocess.run(["ptxas", f"-arch={gpu}", "-o", str(tmp_path / gpu), str(kernel.PTX)], check=True)
    assert (tmp_path / gpu).read_bytes().startswith(b"\x7fELF")


@pytest.mark.skipif(NVRTC is None, reason="NVRTC is not installed here")
@pytest.mark.parametrize("gpu", ["sm_75", "sm_80", "sm_86", "sm_89", "sm_120"])
def test_nvrtc_assembles_the_source_for_the_gpu(gpu: str) -> None:
    """Named a real GPU instead of a virtual architecture, NVRTC assembles too and gives machine code."""
    _, program = NVRTC.nvrtcCreateProgram(kernel.SOURCE.read_bytes(), b"tile.cu", 0, [], [])
    assert NVRTC.nvrtcCompileProgram(program, 1, [f"--gpu-architecture={gpu}".encode()])[0] == 0
    _, size = NVRTC.nvrtcGetCUBINSize(program)
    code = b" " * size
    NVRTC.nvrtcGetCUBIN(program, code)
    assert code.startswith(b"\x7fELF")


@pytest.mark.skipif(NVRTC is None, reason="NVRTC is not installed here")
def test_the_ptx_can_be_made_again() -> None:
    """With this NVRTC, perhaps newer than the one that made the file: the same kernels and parameters."""
    made = compile_kernel.compile_ptx(NVRTC)
    entries = re.compile(r"^\.(?:visible \.entry|version|target) .*|^\t\.param .*", re.MULTILINE)
    assert entries.findall(made) == entries.findall(kernel.tile_ptx().decode())


needs_bindings = pytest.mark.skipif(
    find_spec("tensorrt_bindings") is None or shutil.which("cc") is None,
    reason="needs tensorrt-cu12-bindings (Linux on x86-64, Python up to 3.13) and a C compiler",
)


@needs_bindings
def test_nvidias_plugin_api_accepts_it(tmp_path: Path) -> None:
    """In a process of its own; see tests/tile_bindings.py for what is real there."""
    command = [sys.executable, "-m", "tests.tile_bindings", str(tmp_path)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(output.stdout.strip().splitlines()[-1])
    assert found["creator"] == {
        "once": True,
        "fields": {"axis": 2, "tiles": 7},
        "interfaces": True,
        "types": True,
        "declared": {"axis": 0, "tiles": 0},
    }
    cases = found["ahead_of_time"]
    assert all(case["dtype"] and case["in_ptx"] and case["block"] == kernel.THREADS for case in cases)
    assert [case["output"] for case in cases] == [[2, 15, 4], [21], [64, 1024, 4096]]
    assert [case["kernel"][-1] for case in cases] == ["4", "2", "4"]
    assert [case["grid"] for case in cases] == [1, 1, kernel.MAX_BLOCKS]
    assert [case["arguments"] for case in cases] == [[2, 3, 4, 5], [1, 7, 1, 3], [65536, 1024, 1, 4]]


@pytest.mark.parametrize(
    ("version", "method"),
    [
        ("10.0.1", "add_plugin_v3"),
        ("10.3.0", "add_plugin_v3"),
        ("10.8.0", "add_plugin_v3"),
        ("10.16.1", "add_plugin"),
        ("11.4.0", "add_plugin"),
    ],
)
def test_a_network_with_the_plugin(tmp_path: Path, version: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which way each TensorRT takes, and that the network around the plugin is right (stand-ins for TensorRT)."""
    module = StandIn(version)
    monkeypatch.setattr("caffe2trt.plugins.tile.register_tile", lambda trt: tile_of_stand_in)
    monkeypatch.setattr("caffe2trt.plugins.tile_v3.register_tile_v3", lambda trt: CreatorOfStandIn())
    monkeypatch.setattr("caffe2trt.plugins.tile_v3.TileFields", FieldsOfStandIn)
    text = input_layer("x", 2, 3, 4) + 'layer { name: "t" type: "Tile" bottom: "x" top: "t" tile_param { tiles: 4 } }'
    net = random_net(tmp_path, text)
    network = define_network(net, tile="plugin", tensorrt=TensorRT("full", module))
    assert ("INetworkDefinition", method) in module.calls
    feeds = {"x": np.arange(24, dtype=np.float32).reshape(2, 3, 4)}
    found = evaluate_network(network, feeds)["t"]
    assert np.array_equal(found, reference(net)(feeds)["t"])


def tile_of_stand_in(x: Any, axis: int, tiles: int) -> Any:
    """A stand-in for tensorrt.plugin.op.caffe2trt.Tile: the tensor and the output's shape."""
    shape = list(x.shape)
    shape[axis] *= tiles
    return x, tuple(shape)


class CreatorOfStandIn:
    """A stand-in for the plugin creator."""

    def create_plugin(self, name: str, fields: Any, phase: Any) -> Any:
        assert fields == (1, 4)
        return (2, 12, 4)


class FieldsOfStandIn:
    """A stand-in for the plugin's fields."""

    def __init__(self, trt: Any, axis: int, tiles: int) -> None:
        self.collection = (axis, tiles)
