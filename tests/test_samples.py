"""The bundled samples: those trained in Caffe against what Caffe answers, the character model against its training."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from click.testing import CliRunner

from caffe2trt.caffe.caffemodel_h5 import read_parameters_h5
from caffe2trt.converter import Net, build_engine, load
from caffe2trt.converter.cli.main import main
from caffe2trt.runtime import Session
from tests.harness import BACKENDS, RUNNERS, SAMPLES, Forward, difference, tensorrt

MOVING_BLOB, SINE_WAVE, CHAR_MODEL = SAMPLES / "moving_blob", SAMPLES / "sine_wave", SAMPLES / "char_model"
CHAR_MODEL_FILES = (CHAR_MODEL / "deploy.prototxt", CHAR_MODEL / "char_model.h5")


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


def expected_text() -> str:
    """What the training script's own arithmetic generated."""
    return (CHAR_MODEL / "expected.txt").read_text(encoding="ascii")


@pytest.fixture(scope="module")
def char_onnx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The character model as the command line converts it."""
    path = tmp_path_factory.mktemp("char_model") / "char.onnx"
    assert CliRunner().invoke(main, ["convert", *map(str, CHAR_MODEL_FILES), "-o", str(path)]).exit_code == 0
    return path


def test_char_model_has_learned_its_text() -> None:
    text = (CHAR_MODEL / "text.txt").read_text(encoding="ascii")
    assert len(expected_text()) == 600 > len(text)
    assert expected_text() == (text + text)[:600]


def test_char_model_generates_the_expected_text_from_a_converted_file(char_onnx: Path) -> None:
    command = [sys.executable, str(CHAR_MODEL / "generate.py"), str(char_onnx)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert output == expected_text() + "\n"


@pytest.mark.parametrize(
    "execution",
    [RUNNERS["reference"], RUNNERS["tensorrt"], partial(tensorrt, precision="fp16")],
    ids=["reference", "tensorrt", "tensorrt fp16"],
)
def test_char_model_generates_the_same_text_in(execution: Callable[[Net], Forward]) -> None:
    forward = execution(load(*CHAR_MODEL_FILES))
    text = expected_text()[0]
    while len(text) < len(expected_text()):
        text += chr(forward({"word": np.array([ord(text[-1])], np.float32)})["softmax"][0].argmax())
    assert text == expected_text()


def test_char_model_becomes_an_engine(tmp_path: Path) -> None:
    assert build_engine(load(*CHAR_MODEL_FILES), tmp_path / "char.engine", gpu="sm86", precision="fp16")


def test_char_model_draws_the_same_text_from_the_same_seed(char_onnx: Path) -> None:
    generate = runpy.run_path(str(CHAR_MODEL / "generate.py"))["generate"]
    with Session(char_onnx) as session:
        first, again, other = (generate(session, "The", 120, temperature=3.0, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first.startswith("The")


def test_char_model_trains_the_same_from_the_same_seed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        files = [str(tmp_path / f"{name}.h5"), str(tmp_path / f"{name}.txt")]
        command = [sys.executable, str(CHAR_MODEL / "train.py"), *files, "--epochs", "2"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        first, last = (float(line.rpartition(" ")[2]) for line in output.splitlines()[:2])
        assert last < first
    one, two = (read_parameters_h5(tmp_path / f"{name}.h5") for name in ("one", "two"))
    assert one.keys() == two.keys() == read_parameters_h5(CHAR_MODEL_FILES[1]).keys()
    assert all(np.array_equal(one[name].data, two[name].data) for name in one)
    assert (tmp_path / "one.txt").read_text() == (tmp_path / "two.txt").read_text()
    assert load(CHAR_MODEL_FILES[0], tmp_path / "one.h5").states.keys() == {"lstm__h_in", "lstm__c_in"}
