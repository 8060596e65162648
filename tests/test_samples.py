"""The bundled samples, trained in Caffe, against what Caffe answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from caffe2trt.converter import load
from tests.harness import BACKENDS, RUNNERS, SAMPLES, difference

MOVING_BLOB, SINE_WAVE = SAMPLES / "moving_blob", SAMPLES / "sine_wave"


@pytest.mark.parametrize("backend", BACKENDS)
def test_moving_blob(backend: str) -> None:
    net = load(MOVING_BLOB / "train_test.prototxt", MOVING_BLOB / "moving_blob.caffemodel", outputs=["lstm1", "probs"])
    forward = RUNNERS[backend](net)
    expected = np.load(MOVING_BLOB / "expected.npz")
    right = 0
    for batch, frames in enumerate(expected["frames"].astype(np.float32)):
        cont = expected["clip_markers"].reshape(-1)
        blobs = forward({"data": frames.reshape(128, 1, 16, 16), "clip_markers": cont})
        for blob in ("lstm1", "probs"):
            assert difference(blobs[blob], expected[blob][batch]) < 1e-5
        right += int(np.sum(blobs["probs"][-1].argmax(axis=1) == expected["labels"][batch]))
    assert right == 48


@pytest.mark.parametrize("backend", BACKENDS)
def test_sine_wave(backend: str) -> None:
    forward = RUNNERS[backend](load(SINE_WAVE / "deploy.prototxt", SINE_WAVE / "sine.caffemodel"))
    expected = np.load(SINE_WAVE / "expected.npz")
    clip = np.ones((320, 1), np.float32)
    for part in range(10):
        clip[0] = part > 0
        section = slice(320 * part, 320 * (part + 1))
        found = forward({"data": expected["previous"][section, None], "clip": clip})["ip1"]
        assert difference(found[:, 0], expected["prediction"][section]) < 1e-5


def test_sine_wave_streams_and_plots(tmp_path: Path) -> None:
    script = SINE_WAVE / "stream.py"
    command = [sys.executable, str(script), "--plot", str(tmp_path / "stream.svg")]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    errors = [float(line.rpartition(" ")[2]) for line in output.splitlines() if "largest difference" in line]
    assert len(errors) == 2
    assert errors[0] < 1e-5
    assert errors[1] < 1e-3
    root = ElementTree.fromstring((tmp_path / "stream.svg").read_text())
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["signal", "Caffe, closed loop", "Session, closed loop"]
