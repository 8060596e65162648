"""docs/pycaffe.md: its scripts run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from caffe2trt.pycaffe import backends
from tests.harness import ROOT
from tests.test_pycaffe_scripts import SCRIPTS, weights_for

PAGE = (ROOT / "docs/pycaffe.md").read_text(encoding="utf-8")
FIRST, VIDEO, CAPTION = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(backends, "CHOICE", backends.Choice(backend="onnx"))


def network(name: str, prototxt: str, caffemodel: str) -> None:
    """A small network under the names that the page uses."""
    shutil.copy(SCRIPTS / name, prototxt)
    shutil.move(weights_for(SCRIPTS / name, Path()), caffemodel)


def test_the_first_script(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "samples", "samples")
    exec(FIRST, {})
    assert capsys.readouterr().out == "[2 2 2 2 2 2 2 2]\n(8, 16, 32) (128, 32)\n"


def test_the_video_classifier(capsys: pytest.CaptureFixture[str]) -> None:
    network("video.prototxt", "deploy_lstm.prototxt", "lrcn.caffemodel")
    pixels = np.random.default_rng(0).integers(0, 255, (19, 30, 40, 3), dtype=np.uint8)
    frames = [f"{index}.png" for index in range(19)]
    for name, picture in zip(frames, pixels):
        Image.fromarray(picture).save(name)
    space = {"frames": frames}
    exec(VIDEO, space)
    assert sum(len(probs) for probs in space["probs"]) == 19
    assert int(capsys.readouterr().out) in range(5)


def test_the_caption_sampler(capsys: pytest.CaptureFixture[str]) -> None:
    network("caption.prototxt", "lrcn_word_to_preds.deploy.prototxt", "lrcn_caption.caffemodel")
    exec(CAPTION, {"features": np.random.default_rng(0).normal(size=(3, 7))})
    assert capsys.readouterr().out.count("[") == 4
