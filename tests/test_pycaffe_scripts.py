"""Scripts written for pycaffe, with the import changed. What they compute is that of the converter's Reference."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import caffe2trt.pycaffe as caffe
from caffe2trt.converter import Reference, load
from tests.harness import SAMPLES
from tests.pycaffe_nets import backend as backend
from tests.pycaffe_scripts.caption import Captioner
from tests.pycaffe_scripts.classify_video import classify, load_frames
from tests.pycaffe_scripts.print_shapes import describe
from tests.pycaffe_scripts.sine_loop import continue_signal
from tests.pycaffe_scripts.write_unrolled import unrolled

SCRIPTS = Path(__file__).parent / "pycaffe_scripts"
SINE = (str(SAMPLES / "sine_wave" / "deploy.prototxt"), str(SAMPLES / "sine_wave" / "sine.caffemodel"))


def weights_for(prototxt: Path, folder: Path) -> str:
    """A caffemodel for a prototxt, as its fillers make it."""
    caffe.set_random_seed(7)
    path = folder / f"{prototxt.stem}.caffemodel"
    caffe.Net(str(prototxt), caffe.TEST).save(path)
    return str(path)


def test_the_tutorials_loop_predicts_what_caffe_predicted(backend: str) -> None:
    expected = np.load(SAMPLES / "sine_wave" / "expected.npz")
    found = continue_signal(*SINE, expected["previous"][:200], 0)
    assert np.abs(found - expected["prediction"].ravel()[:200]).max() < 1e-5


def test_the_tutorials_loop_continues_on_its_own_output(backend: str) -> None:
    signal = np.load(SAMPLES / "sine_wave" / "expected.npz")["previous"][:20]
    found = continue_signal(*SINE, signal, 30).reshape(-1, 2)
    reference = Reference(load(*SINE, time_steps=2))
    previous = np.zeros(2, np.float32)
    for call, predicted in enumerate(found):
        data = signal[2 * call : 2 * call + 2] if call < 10 else previous
        previous = reference.forward(data=data.reshape(2, 1), clip=np.array([[call > 0], [1]]))["ip1"].ravel()
        assert np.abs(predicted - previous).max() < 1e-5


def test_shapes_of_a_joint_network_through_its_solver(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data layer is the user's own Python class, which imports caffe; the TEST phase has a stage."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.chdir(SCRIPTS)
    solver = caffe.get_solver("joint_solver.prototxt")
    lines = describe(solver.net)
    assert lines[0] == "data (12, 3, 20, 20)"
    assert "lstm1 (4, 3, 6)" in lines
    assert "lstm1 [(24, 8), (24,), (24, 6)]" in lines
    assert lines[-1] == "fc8-final [(3, 6), (3,)]"
    assert solver.test_nets[0].outputs == ["accuracy", "loss"]


def test_a_solvers_network_runs_forward_on_its_python_data_layer(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.chdir(SCRIPTS)
    net = caffe.get_solver("joint_solver.prototxt").test_nets[0]
    with pytest.warns(UserWarning, match="no file gave the weights of 'conv1', 'fc6', 'lstm1', 'fc8-final'"):
        first = net.forward()["loss"].copy()
    scores = net.blobs["fc8-final"].data.astype(np.float64)
    shifted = scores - np.log(np.exp(scores).sum(2, keepdims=True))
    assert first == pytest.approx(-shifted[..., 1].mean(), abs=1e-5)  # the first labels are all 1
    assert net.forward()["accuracy"] == (net.blobs["fc8-final"].data.argmax(2) == 2).mean()
    assert (net.blobs["data"].data == np.float32(0.2)).all()


def test_a_training_network_runs_forward_without_dropping(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.chdir(SCRIPTS)
    solver = caffe.SGDSolver("joint_solver.prototxt")
    solver.test_nets[0].share_with(solver.net)
    with pytest.warns(UserWarning, match="joint: ") as caught:
        loss = solver.net.forward()["loss"].copy()
    assert any("the Dropout layers ['drop6'] drop nothing" in str(warning.message) for warning in caught)
    with pytest.warns(UserWarning, match="no file gave the weights"):
        assert solver.test_nets[0].forward()["loss"] == pytest.approx(loss)


def test_netspec_writes_an_unrolled_lstm(backend: str, tmp_path: Path) -> None:
    prototxt = tmp_path / "unrolled.prototxt"
    prototxt.write_text(unrolled(3, 2, 4, 5, 6))
    weights = weights_for(prototxt, tmp_path)
    rng = np.random.default_rng(0)
    x, cont = rng.normal(size=(3, 2, 4)).astype(np.float32), np.array([[0, 0], [1, 0], [1, 1]], np.float32)
    net = caffe.Net(str(prototxt), weights, caffe.TEST)
    out = net.forward(blobs=["last"], x=x, cont=cont)
    expected = Reference(load(prototxt, weights)).forward(x=x, cont=cont)
    assert np.abs(out["probs"] - expected["probs"]).max() < 1e-6
    assert np.abs(out["last"] - expected["last"]).max() < 1e-6


def test_a_video_is_classified_in_clips_of_16_frames(backend: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    paths = [str(tmp_path / f"frame{index}.png") for index in range(24)]
    for path in paths:
        Image.fromarray(rng.integers(0, 255, (40, 50, 3), dtype=np.uint8)).save(path)
    prototxt = SCRIPTS / "video.prototxt"
    weights = weights_for(prototxt, tmp_path)
    net = caffe.Net(str(prototxt), weights, caffe.TEST)
    frames = load_frames(net, paths)
    found = classify(net, frames)
    reference = Reference(load(prototxt, weights))
    markers = np.ones((16, 1, 1, 1))
    markers[0] = 0
    filled = np.concatenate([frames, np.zeros((8, 3, 28, 28), np.float32)])
    probs = [reference.forward(data=clip, clip_markers=markers)["probs"][:, 0] for clip in (filled[:16], filled[16:])]
    assert frames.std() > 10
    assert np.abs(found - np.concatenate(probs)[:24].mean(0)).max() < 1e-5


def test_captions_are_sampled_word_by_word(backend: str, tmp_path: Path) -> None:
    """The words depend on the state of both LSTMs, and on the batch size that the script chooses."""
    weights = weights_for(SCRIPTS / "caption.prototxt", tmp_path)
    captioner = Captioner(str(SCRIPTS / "caption.prototxt"), weights)
    features = np.random.default_rng(5).normal(size=(4, 7)).astype(np.float32)
    found = captioner.sample(features, 1.0, 12)
    net = load(SCRIPTS / "caption.prototxt", weights, batch=4)
    reference, generator = Reference(net), np.random.default_rng(0)
    words = np.zeros(4, int)
    expected: list[list[int]] = [[] for _ in range(4)]
    for step in range(12):
        probs = reference.forward(
            image_features=features, cont_sentence=np.full((1, 4), step > 0), input_sentence=words[None]
        )["probs"][0]
        words = np.array([Captioner.draw(row.astype(np.float64), 1.0, generator) for row in probs])
        for caption, word in zip(expected, words):
            if not caption or caption[-1] != 0:
                caption.append(int(word))
        if all(caption[-1] == 0 for caption in expected):
            break
    assert found == expected
    assert len({tuple(caption) for caption in found}) > 1
    assert captioner.sample(features[:2], 1.0, 3)[0][0] == found[0][0]


def test_a_script_runs_by_its_own_name_and_with_caffe_replaced(tmp_path: Path) -> None:
    """`python -m caffe2trt.pycaffe script.py` runs a script that says `import caffe`."""
    changed = subprocess.run([sys.executable, SCRIPTS / "sine_loop.py", *SINE], capture_output=True, text=True)
    text = (SCRIPTS / "sine_loop.py").read_text()
    script = tmp_path / "script.py"
    script.write_text(re.sub("import caffe2trt.pycaffe as caffe", "import caffe", text))
    unchanged = subprocess.run(
        [sys.executable, "-m", "caffe2trt.pycaffe", script, *SINE], capture_output=True, text=True
    )
    assert changed.returncode == unchanged.returncode == 0, changed.stderr + unchanged.stderr
    assert changed.stdout == unchanged.stdout
    assert len(changed.stdout.split()) == 60
