"""run on pictures and the frames of videos, and its answers as text."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from caffe2trt.converter.cli.output import Output
from caffe2trt.runtime import Session
from tests.harness import SAMPLES
from tests.test_cli import BLOB, SINE, call

CLASSES = ("left", "right", "up", "down", "still")
CAFFE = np.load(SAMPLES / "moving_blob/expected.npz")
FRAMES, PROBS = CAFFE["frames"][0], CAFFE["probs"][0]  # (8, 16, 1, 16, 16) and (8, 16, 5)


@pytest.fixture
def step(tmp_path: Path) -> str:
    """One frame of one clip at a time."""
    target = tmp_path / "step.onnx"
    assert call("convert", *BLOB, "-o", target, "--time-steps", "1", "--batch", "1").exit_code == 0
    return str(target)


def write_clip(folder: Path, clip: int) -> tuple[str, np.ndarray]:
    """A clip as pictures, and the numbers that they hold: Caffe's, to a 255th."""
    folder.mkdir(parents=True)
    low, high = FRAMES.min(), FRAMES.max()
    grey = np.round((FRAMES[:, clip, 0] - low) / (high - low) * 255).astype(np.uint8)
    for number, pixels in enumerate(grey):
        Image.fromarray(pixels).save(folder / f"frame{number}.png")
    return str(folder), grey


def scaled() -> list[str]:
    """The options that make Caffe's numbers of pixels."""
    low, high = float(FRAMES.min()), float(FRAMES.max())
    scale = (high - low) / 255
    return ["--scale", str(scale), f"--mean={-low / scale}"]


def test_a_folder_of_frames_gives_what_caffe_gave_for_the_video(step: str, tmp_path: Path) -> None:
    """One frame in each call, the state carried; quantised to bytes, so nearly the same."""
    folder, _ = write_clip(tmp_path / "clip", 3)
    result = call("run", step, "--inputs", folder, *scaled(), "-o", tmp_path / "out.npz")
    assert result.exit_code == 0, result.output
    found = np.load(tmp_path / "out.npz")["probs"]
    assert found.shape == (8, 1, 1, 5)
    assert np.abs(found[:, 0, 0] - PROBS[:, 3]).max() < 2e-2
    assert (found[:, 0, 0].argmax(1) == PROBS[:, 3].argmax(1)).all()


def test_pictures_are_prepared_as_compare_prepares_them(step: str, tmp_path: Path) -> None:
    folder, grey = write_clip(tmp_path / "clip", 5)
    options = ["--inputs", folder, "--mean", "20", "--scale", "0.01"]
    assert call("run", step, *options, "-o", tmp_path / "out.npz").exit_code == 0
    with Session(step) as session:
        expected = [session.step(data=(frame[None, None] - np.float32(20)) * np.float32(0.01)) for frame in grey]
    found = np.load(tmp_path / "out.npz")["probs"]
    assert np.abs(found - np.stack([outputs["probs"] for outputs in expected])).max() < 1e-6
    compared = call("compare", step, *BLOB, *options)
    assert (compared.exit_code, "8 calls of" in compared.stdout) == (0, True), compared.output


def test_a_folder_for_each_stream(tmp_path: Path) -> None:
    target = tmp_path / "two.onnx"
    assert call("convert", *BLOB, "-o", target, "--time-steps", "4", "--batch", "2").exit_code == 0
    for place, clip in enumerate((3, 7)):
        write_clip(tmp_path / f"videos/{place}", clip)
    result = call("run", target, "--inputs", tmp_path / "videos", *scaled(), "-o", tmp_path / "out.npz")
    assert result.stdout.startswith("2 calls, "), result.output
    found = np.load(tmp_path / "out.npz")["probs"].reshape(8, 2, 5)
    assert np.abs(found - PROBS[:, [3, 7]]).max() < 2e-2


def test_a_video_goes_on_from_a_state(step: str, tmp_path: Path) -> None:
    """The second half, from the state after the first, gives what the whole gives."""
    folder, _ = write_clip(tmp_path / "clip", 2)
    for half in (0, 1):
        (tmp_path / f"half{half}").mkdir()
        for number in range(4 * half, 4 * half + 4):
            (tmp_path / f"half{half}/frame{number}.png").write_bytes(Path(folder, f"frame{number}.png").read_bytes())
    state = str(tmp_path / "state.npz")
    for inputs, options in (
        ("clip", []),
        ("half0", ["--state-out", state]),
        ("half1", ["--state-in", state]),
    ):
        out = tmp_path / f"{inputs}.npz"
        result = call("run", step, "--inputs", tmp_path / inputs, *scaled(), "-o", out, *options)
        assert result.exit_code == 0, result.output
    whole, second = (np.load(tmp_path / f"{name}.npz")["probs"] for name in ("clip", "half1"))
    assert np.array_equal(whole[4:], second)


def test_top_names_the_largest_classes_of_each_step(step: str, tmp_path: Path) -> None:
    folder, _ = write_clip(tmp_path / "clip", 3)
    (tmp_path / "names.txt").write_text("\n".join(CLASSES) + "\n")
    options = ["--inputs", folder, *scaled(), "--top", 2]
    lines = call("run", step, *options, "--labels", tmp_path / "names.txt").stdout.splitlines()
    assert len(lines) == 8 + 2
    for number, line in enumerate(lines[:8]):
        match = re.fullmatch(rf"call {number}, step 0: (\w+) ([\d.e-]+), \w+ [\d.e-]+", line)
        assert match is not None, line
        best = PROBS[number, 3].argmax()
        assert match[1] == CLASSES[best]
        assert abs(float(match[2]) - PROBS[number, 3, best]) < 2e-2
    assert call("run", step, *options).stdout.startswith(f"call 0, step 0: {PROBS[0, 3].argmax()} ")


def test_top_of_several_streams_and_outputs(tmp_path: Path) -> None:
    options = ["--time-steps", "2", "--batch", "3", "--output", "probs", "--output", "fc8-final"]
    assert call("convert", *BLOB, "-o", tmp_path / "n.onnx", *options).exit_code == 0
    lines = call("run", tmp_path / "n.onnx", "--calls", 1, "--top", 1).stdout.splitlines()
    found = [line.rpartition(":")[0] for line in lines[:-2]]
    assert found == [
        f"call 0, step {step}, stream {stream}, {name}"
        for step in range(2)
        for stream in range(3)
        for name in ("probs", "fc8-final")
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--calls", "1", "--labels", "names.txt"], "--labels: only used with --top. Add --top 5"),
        (
            ["--calls", "1", "--mean", "3", "--rgb"],
            "--mean, --rgb: only used for pictures, and --inputs is not a folder",
        ),
        (["--calls", "1", "--top", "5", "--labels", "names.txt"], "--labels has 2 lines, and the output 'probs' has 5"),
        (["--calls", "1", "--top", "5", "--labels", "absent.txt"], "cannot read the labels absent.txt"),
        (["--inputs", "pictures", "--calls", "9"], "pictures has 8 calls, not 9. Leave --calls out"),
        (["--inputs", "empty"], "there are no pictures in empty"),
        (["--inputs", "pictures", "--mean", "a"], "--mean a is neither numbers nor a .binaryproto or .npy file"),
    ],
)
def test_what_cannot_be_run_is_explained(
    step: str, tmp_path: Path, options: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.txt").write_text("one\ntwo\n")
    (tmp_path / "empty").mkdir()
    write_clip(tmp_path / "pictures", 0)
    result = call("run", step, *options)
    assert (result.exit_code, message in result.stderr) == (2, True), result.output


def test_top_needs_rows_of_classes(tmp_path: Path) -> None:
    assert call("convert", *SINE, "-o", tmp_path / "n.onnx").exit_code == 0
    result = call("run", tmp_path / "n.onnx", "--calls", 1, "--top", 5)
    assert (result.exit_code, "no output has a row of classes for each stream: ip1 (320,1)" in result.stderr) == (
        2,
        True,
    )


def test_a_terminal_shows_the_progress(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Output, "is_terminal", True)
    assert "calls" in call("run", step, "--calls", 40).stderr
    assert call("run", step, "--calls", 40, "-q").output == ""


def test_batch_first_files_take_videos_and_tell_the_largest_classes_too(tmp_path: Path) -> None:
    target = tmp_path / "n.onnx"
    options = ["--time-steps", "4", "--batch", "2", "--layout", "batch-first"]
    assert call("convert", *BLOB, "-o", target, *options).exit_code == 0
    for place, clip in enumerate((3, 7)):
        write_clip(tmp_path / f"videos/{place}", clip)
    result = call("run", target, "--inputs", tmp_path / "videos", *scaled(), "--top", 1)
    found = re.findall(r"^call (\d), step (\d), stream (\d): (\d) ", result.stdout, re.MULTILINE)
    assert [(int(step) + 4 * int(number), int(stream)) for number, step, stream, _ in found] == [
        (step, stream) for step in range(8) for stream in range(2)
    ]
    assert [int(best) for *_, best in found] == PROBS[:, [3, 7]].argmax(-1).ravel().tolist()
