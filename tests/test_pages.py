"""The pages for contributors: their code runs, their quotes are from the files, the picture is that of its source."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from click.testing import CliRunner

from caffe2trt.converter.layers import registry
from caffe2trt.converter.layers.registry import handlers
from tests.harness import BACKENDS, ROOT, RUNNERS, difference
from tests.networks import input_layer, lstm_text, random_net

DEVELOPMENT = (ROOT / "docs/development.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n# (into|from) (\S+)\n(.*?)^```", DEVELOPMENT, re.DOTALL | re.MULTILINE)
NEW = {file: code for kind, file, code in BLOCKS if kind == "into"}
QUOTED = [(file, code) for kind, file, code in BLOCKS if kind == "from"]


def module_with(file: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of a file after the page's code has been written into it; a module of its own."""
    name = "caffe2trt." + file.removesuffix(".py").replace("/", ".")
    module = ModuleType(name)
    if (ROOT / file).exists():
        vars(module).update(vars(import_module(name)))
    exec(compile(NEW[file], file, "exec", dont_inherit=True), vars(module))
    monkeypatch.setitem(sys.modules, name, module)
    return module


@pytest.fixture
def _registered_for_a_while() -> Iterator[None]:
    before = set(handlers())
    yield
    for name in set(handlers()) - before:
        del registry._handlers[name]


@pytest.mark.usefixtures("_registered_for_a_while")
@pytest.mark.parametrize("backend", BACKENDS)
def test_the_new_layer_of_the_page_computes(backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module_with("converter/layers/activation.py", monkeypatch)
    text = input_layer("x", 2, 3, 5) + 'layer { name: "y" type: "Mish" bottom: "x" top: "y" }'
    x = np.random.default_rng(0).normal(size=(2, 3, 5)).astype(np.float32)
    found = RUNNERS[backend](random_net(tmp_path, text))({"x": x})["y"]
    assert difference(found, x * np.tanh(np.log1p(np.exp(x)))) < 1e-6


def test_the_new_pass_and_command_of_the_page_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module_with("graph_surgery/prefix.py", monkeypatch)
    commands = module_with("converter/cli/surgery.py", monkeypatch)
    net = random_net(tmp_path, lstm_text(3, 2, 4, 5))
    files = [str(tmp_path / name) for name in ("net.prototxt", "net.caffemodel", "new.prototxt", "new.caffemodel")]
    arguments = [*files[:2], "-o", *files[2:], "--text", "left_"]
    result = CliRunner().invoke(commands.prefix, arguments, catch_exceptions=False)
    assert "inputs   left_x (3,2,4), left_cont (3,2)" in result.output
    feeds = {"x": np.ones((3, 2, 4), np.float32), "cont": np.ones((3, 2), np.float32)}
    renamed = import_module("caffe2trt.converter").load(*files[2:])
    found = RUNNERS["reference"](renamed)({f"left_{name}": value for name, value in feeds.items()})
    assert np.array_equal(found["left_y"], RUNNERS["reference"](net)(feeds)["y"])


@pytest.mark.parametrize(("file", "code"), QUOTED, ids=[file for file, _ in QUOTED])
def test_what_the_page_quotes_stands_in_the_file(file: str, code: str) -> None:
    assert code in (ROOT / file).read_text(encoding="utf-8")


def test_the_picture_is_drawn_from_its_source() -> None:
    source = (ROOT / "docs/architecture.dot").read_text(encoding="utf-8")
    picture = (ROOT / "docs/architecture.svg").read_text(encoding="utf-8")
    shown = {unescape(text).strip() for text in re.findall(r"<text [^>]*>([^<]*)</text>", picture)}
    labels = {line.strip() for label in re.findall(r'label="([^"]*)"', source) for line in label.split("\\n")}
    assert labels == shown
    assert all((ROOT / label).is_dir() for label in labels if re.fullmatch(r"[\w/]+/", label))


def test_continuous_integration_runs_every_python_that_is_supported() -> None:
    stated = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', (ROOT / "pyproject.toml").read_text())
    (run,) = re.findall(r"python: \[(.*)\]", (ROOT / ".github/workflows/ci.yml").read_text())
    assert re.findall(r'"([\d.]+)"', run) == stated
