"""Networks of your own: set CAFFE2TRT_CORPUS to a folder and these tests run on what is in it.

nets/NAME.prototxt      each must be inspected without a traceback, within 10 s
goldens/NAME.npz        where it exists, what Caffe gave with weights and inputs made as tests/recipe.py says; the
Reference and ONNX must give the same, over both forward calls, to 1e-4
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from caffe2trt.converter.cli.main import main
from tests.harness import RUNNERS
from tests.recipe import compare_samples, recipe_input, recipe_net

FOLDER = Path(os.environ.get("CAFFE2TRT_CORPUS", ""))
NETS = sorted(FOLDER.glob("nets/*.prototxt")) if os.environ.get("CAFFE2TRT_CORPUS") else []
GOLDENS = [net for net in NETS if (FOLDER / f"goldens/{net.stem}.npz").exists()]
WITHOUT = pytest.mark.skip(reason="CAFFE2TRT_CORPUS names no folder of networks")


@pytest.mark.parametrize("prototxt", NETS or [pytest.param(Path(), marks=WITHOUT)], ids=lambda path: path.stem)
def test_every_network_gets_an_answer(prototxt: Path) -> None:
    start = time.monotonic()
    result = CliRunner().invoke(main, ["inspect", str(prototxt)])
    assert time.monotonic() - start < 10
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 2:
        assert result.stderr.startswith("caffe2trt: ")
        return
    assert result.exit_code == 0
    verdict = result.stdout.rstrip().splitlines()
    assert verdict[-1] == "converts" or "does not convert:" in verdict
    if "does not give the shape of" in result.stdout:
        assert "--input " in result.stdout


@pytest.mark.parametrize("backend", ["reference", "onnx"])
@pytest.mark.parametrize("prototxt", GOLDENS or [pytest.param(Path(), marks=WITHOUT)], ids=lambda path: path.stem)
def test_network_equals_caffe(prototxt: Path, backend: str, tmp_path: Path) -> None:
    net = recipe_net(prototxt, tmp_path / "w.caffemodel")
    forward = RUNNERS[backend](net)
    with np.load(FOLDER / f"goldens/{prototxt.stem}.npz") as archive:
        expected = {name: archive[name] for name in archive.files}
    for call in (0, 1):
        found = forward({name: recipe_input(net, call, name) for name in net.inputs})
        compared = compare_samples(found, expected, call, tolerance=1e-4)
        assert set(net.outputs) <= set(compared)
