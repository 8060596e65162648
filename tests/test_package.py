"""The package as a user installs it, and rules that hold across its modules."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import caffe2trt
from caffe2trt.converter.layers.registry import caffe_layer, handlers
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.program import primitives
from caffe2trt.converter.program.dispatch import Dispatch
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.primitives import Primitive
from caffe2trt.converter.reference.primitives import compute
from caffe2trt.converter.trt.primitives import define
from tests.harness import ROOT

EXECUTIONS = [compute, emit, define]
PRIMITIVES = {kind for kind in vars(primitives).values() if isinstance(kind, type) and issubclass(kind, Primitive)} - {
    Primitive,
    primitives.Recurrence,
} | {Loop}


@pytest.mark.parametrize("execution", EXECUTIONS, ids=lambda execution: execution.name)
def test_every_execution_knows_every_primitive(execution: Dispatch[object]) -> None:  # type: ignore[type-var]
    assert set(execution.functions) == PRIMITIVES


def test_nothing_is_registered_twice() -> None:
    assert "ReLU" in handlers()
    with pytest.raises(ValueError, match="two handlers for layer type ReLU"):
        caffe_layer("ReLU")(lambda b, layer: None)  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError, match="two functions for LRN"):
        compute(primitives.LRN)(lambda op, x: x)


def test_every_layer_says_what_is_supported() -> None:
    for handler in handlers().values():
        assert handler.summary.endswith("."), handler.type


def test_wheel_holds_the_packages_and_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "source"
    unneeded = shutil.ignore_patterns(".git", ".venv*", "build", "*.egg-info", "goldens", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, source, ignore=unneeded)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "-w", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"caffe2trt"}
    for package in ("caffe", "converter", "graph_surgery", "plugins", "pycaffe", "runtime"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
        assert {f"caffe2trt/{file}" for file in files} <= set(names)
    assert "caffe2trt/caffe/schema/caffe.proto" in names
    assert {"caffe2trt/__init__.py", "caffe2trt/__main__.py", "caffe2trt/py.typed"} <= set(names)
    assert {"caffe2trt/plugins/tile.cu", "caffe2trt/plugins/tile.ptx"} <= set(names)
    assert "caffe2trt/runtime/cpp/caffe2trt.hpp" in names
    assert "caffe2trt/converter/selftest/cases/rnn/io.npz" in names
    assert not [name for name in names if "tests" in name]


def test_python_m_runs_the_command_line() -> None:
    command = [sys.executable, "-m", "caffe2trt"]
    version = subprocess.run([*command, "--version"], check=True, capture_output=True, text=True).stdout
    assert version.split() == ["caffe2trt,", "version", metadata.version("caffe2trt")]
    usage = subprocess.run([*command, "inspect"], capture_output=True, text=True)
    assert usage.returncode == 2
    assert usage.stderr.startswith("Usage: caffe2trt inspect ")


def test_the_version_is_the_distributions() -> None:
    assert caffe2trt.__version__ == metadata.version("caffe2trt")
    with pytest.raises(AttributeError, match="module 'caffe2trt' has no attribute 'verison'"):
        _ = caffe2trt.verison


def modules_after(statement: str) -> set[str]:
    script = f"import sys; {statement}; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    )


def test_imports_are_light() -> None:
    heavy = {"onnx", "onnxruntime", "tensorrt_rtx", "tensorrt", "google.protobuf", "rich"}
    assert modules_after("import caffe2trt") - modules_after("import __future__") == {"caffe2trt"}
    assert not heavy & modules_after("import caffe2trt.converter")
    assert not (heavy | {"numpy"}) & modules_after("import caffe2trt.converter.cli.main")


def test_runtime_needs_no_converter() -> None:
    loaded = modules_after("import caffe2trt.runtime.session")
    assert not {"google.protobuf", "onnx"} & loaded
    assert not [name for name in loaded if name.startswith("caffe2trt.converter")]


def test_the_help_imports_no_command() -> None:
    loaded = modules_after(
        "from click.testing import CliRunner; from caffe2trt.converter.cli.main import main; "
        "CliRunner().invoke(main, ['--help'])"
    )
    assert "numpy" not in loaded
    assert [name for name in loaded if name.startswith("caffe2trt.converter.cli.")] == ["caffe2trt.converter.cli.main"]
