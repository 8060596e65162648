"""The tables of TensorRT's Python API (tests/tensorrt_api) are what the installed versions offer."""

from __future__ import annotations

import gzip
import importlib
import json
import shutil
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.harness import ROOT
from tests.tensorrt_api.make import FOLDER, file_name, table_of


def committed(name: str) -> Any:
    """The table of that name; skips the test where there is none."""
    if not (FOLDER / name).exists():
        pytest.skip(f"the installed version is another than the tables': make {name} with tests/tensorrt_api/make.py")
    return json.loads(gzip.decompress((FOLDER / name).read_bytes()))


def test_the_table_of_tensorrt_for_rtx_is_what_is_installed() -> None:
    package = pytest.importorskip("tensorrt_rtx")
    made, table = table_of(package), committed(file_name(package))
    assert made.keys() == table.keys()
    assert [name for name in table if made[name] != table[name]] == []


@pytest.mark.skipif(
    find_spec("tensorrt_bindings") is None or any(shutil.which(tool) is None for tool in ("cc", "nm", "readelf")),
    reason="needs tensorrt-cu12-bindings (Linux on x86-64, Python up to 3.13), a C compiler and binutils",
)
def test_the_table_of_the_full_tensorrt_is_what_the_bindings_offer(tmp_path: Path) -> None:
    """In a process of its own: empty libraries take the place of TensorRT's."""
    command = [sys.executable, "-m", "tests.tensorrt_api.make", "tensorrt_bindings", "--empty-libraries"]
    subprocess.run([*command, "-o", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (made,) = tmp_path.iterdir()
    table = committed(made.name)
    assert json.loads(gzip.decompress(made.read_bytes())) == table
    assert made.name.split("-")[1].removesuffix(".json.gz") in metadata.version("tensorrt_cu12_bindings")


def test_what_a_package_adds_in_python_is_not_in_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    package = pytest.importorskip("tensorrt_rtx")
    module = importlib.import_module(package.Builder.__module__)
    monkeypatch.setattr(package.Builder, "ours", property(lambda self: 1), raising=False)
    monkeypatch.setattr(module, "OnlyHere", type("OnlyHere", (), {"__members__": {"A": 1}}), raising=False)
    table = table_of(package)
    assert "ours" not in table["Builder"]
    assert "nptype" not in table
    assert table["OnlyHere"] == {"__init__": ["?"], "__members__": ["A"]}
