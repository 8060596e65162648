"""convert and compare in int8 and fp8, from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from caffe2trt.caffe.arrays import Array
from caffe2trt.converter.cli.output import Output
from caffe2trt.runtime import Session
from tests.networks import random_net
from tests.quantized_networks import moving_blob, trunk_text
from tests.test_cli import BLOB, SINE, call

NOISE = re.compile(r"^    (\S+) +(Convolution|InnerProduct|LSTM) +([\d.]+) dB$", re.MULTILINE)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The inputs of moving_blob's three calls."""
    _, calls, _ = moving_blob()
    np.savez(tmp_path / "in.npz", **{name: np.stack([c[name] for c in calls]) for name in calls[0]})  # type: ignore[arg-type]
    return tmp_path / "in.npz"


def clips_right(found: list[Array]) -> int:
    _, _, expected = moving_blob()
    return sum(int((a[-1].argmax(-1) == b[-1].argmax(-1)).sum()) for a, b in zip(found, expected))


def test_an_onnx_file_in_int8_says_what_caffe_says(data: Path, tmp_path: Path) -> None:
    options = ["--precision", "int8", "--calibrate", data, "--method", "minmax", "--quantize-recurrent"]
    result = call("convert", *BLOB, "-o", tmp_path / "net.onnx", *options)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert "net.onnx: ONNX, int8" in result.stdout
    assert "int8     4 layers, scales by minmax" in result.stdout
    _, calls, _ = moving_blob()
    with Session(tmp_path / "net.onnx") as session:
        assert session.precision == "int8"
        found = []
        for feeds in calls:
            session.reset()
            found.append(session.step(feeds)["probs"])
    assert clips_right(found) == 48
    compared = call("compare", tmp_path / "net.onnx", *BLOB, "--inputs", data, "--layers")
    assert compared.exit_code == 0, compared.output
    assert NOISE.findall(compared.stdout)[0][0] == "conv1"
    assert "top-1" in compared.stdout


@pytest.mark.parametrize(("kind", "gpu"), [("int8", "sm86"), ("fp8", "sm89")])
def test_an_engine_tells_its_cost_by_layer(kind: str, gpu: str, data: Path, tmp_path: Path) -> None:
    options = ["--precision", kind, "--calibrate", data, "--method", "minmax", "--cost", "--gpu", gpu]
    result = call("convert", *BLOB, "-o", tmp_path / "net.engine", *options, "--keep", "fc8-final")
    assert result.exit_code == 0, result.output
    assert f"TensorRT engine for {gpu}, {kind}" in result.stdout
    assert f"{kind:8} 2 layers, scales by minmax; kept: fc8-final" in result.stdout
    assert "on two calls of the calibration data" in result.stdout
    assert re.search(r"probs +max error .* top-1 100.0%", result.stdout)
    noises = NOISE.findall(result.stdout)
    assert {name for name, *_ in noises} == {"conv1", "fc6"}
    assert 15 < float(noises[0][2]) <= float(noises[1][2]) < 60


def test_scales_are_saved_and_used_again(data: Path, tmp_path: Path) -> None:
    options = ["--precision", "int8", "--calibrate", data, "--method", "percentile", "--percentile", "99"]
    result = call("convert", *BLOB, "-o", tmp_path / "a.onnx", *options, "--save-scales", tmp_path / "s.json")
    assert result.exit_code == 0, result.output
    held = json.loads((tmp_path / "s.json").read_text())
    assert (held["method"], set(held["scales"])) == ("percentile", {"data", "norm1", "fc6", "lstm1"})
    result = call("convert", *BLOB, "-o", tmp_path / "b.onnx", "--precision", "int8", "--scales", tmp_path / "s.json")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.onnx").read_bytes() == (tmp_path / "b.onnx").read_bytes()
    table = tmp_path / "CalibrationTable"
    table.write_text("TRT-100500-EntropyCalibration2\nnothing: 3c010204\n")
    result = call("convert", *BLOB, "-o", tmp_path / "c.onnx", "--precision", "int8", "--scales", table)
    assert (result.exit_code, "names no blob of this network" in result.stderr) == (2, True)
    assert not (tmp_path / "c.onnx").exists()


def test_search_keeps_the_noisiest(data: Path, tmp_path: Path) -> None:
    options = ["--precision", "int8", "--calibrate", data, "--method", "minmax", "--search", "0.01"]
    result = call("convert", *BLOB, "-o", tmp_path / "net.onnx", *options)
    assert result.exit_code == 0, result.output
    assert "int8     1 layer, scales by minmax; kept: conv1, fc6" in result.stdout
    result = call("compare", tmp_path / "net.onnx", *BLOB, "--inputs", data, "--atol", 0.01, "--rtol", 0.01)
    assert result.exit_code == 0, result.output


def test_compare_evaluates_the_network_in_int8(data: Path, tmp_path: Path) -> None:
    options = ["--precision", "int8", "--calibrate", data, "--method", "minmax", "--inputs", data]
    result = call("compare", *BLOB, *options)
    assert result.exit_code == 0, result.output
    assert "network, int8, evaluated on the CPU" in result.stdout
    result = call("compare", *BLOB, *options, "--atol", 1e-4, "--rtol", 0)
    assert result.exit_code == 1
    assert "the same network in fp32 is right, so this is rounding to int8" in result.stdout


def test_ranges_of_sizes(data: Path, tmp_path: Path) -> None:
    sizes = ["--time-steps", "1:8:16", "--batch", "1:16:32", "--precision", "int8", "--calibrate", data]
    result = call("convert", *BLOB, "-o", tmp_path / "n.onnx", "--method", "minmax", *sizes)
    assert result.exit_code == 0, result.output
    _, calls, expected = moving_blob()
    with Session(tmp_path / "n.onnx", streams=16) as session:
        halves = [session.step(data=calls[0]["data"][part])["probs"] for part in (slice(0, 64), slice(64, 128))]
    assert np.abs(np.concatenate(halves) - expected[0]).max() < 0.05
    result = call("compare", tmp_path / "n.onnx", *BLOB, "--inputs", data, "--atol", 1e-4, "--rtol", 0)
    assert result.exit_code == 1, result.output
    assert "the same network in fp32 is right, so this is rounding to int8" in result.stdout
    result = call(
        "convert", *BLOB, "-o", tmp_path / "n.engine", "--gpu", "sm86", "--method", "minmax", *sizes, "--cost"
    )
    assert result.exit_code == 0, result.output


def test_pictures_calibrate(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    rng = np.random.default_rng(0)
    for number in range(4):
        pixels = rng.integers(0, 256, (8, 8, 3)).astype(np.uint8)
        Image.fromarray(pixels).save(tmp_path / "frames" / f"{number}.png")
    random_net(tmp_path, trunk_text("conv a x").replace("dim: 2 dim: 4", "dim: 2 dim: 3"))
    files = [tmp_path / "net.prototxt", tmp_path / "net.caffemodel"]
    options = ["--precision", "int8", "--calibrate", tmp_path / "frames", "--method", "minmax", "--scale", "0.5"]
    saved = ["--save-scales", tmp_path / "s.json"]
    result = call("convert", *files, "-o", tmp_path / "net.onnx", *options, "--mean", "10", *saved)
    assert result.exit_code == 0, result.output
    largest = json.loads((tmp_path / "s.json").read_text())["scales"]["x"] * 127
    assert 110 < largest < 0.5 * 246


def test_an_interrupted_calibration_leaves_no_files(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import caffe2trt.converter.quantization.calibrate as calibration

    before = set(tmp_path.iterdir())
    added = calibration._Histogram.add
    count = 0

    def interrupted(self: calibration._Histogram, array: Array) -> None:
        nonlocal count
        count += 1
        if count == 10:  # in the second call
            raise KeyboardInterrupt
        added(self, array)

    monkeypatch.setattr(calibration._Histogram, "add", interrupted)
    options = ["--precision", "int8", "--calibrate", data, "--save-scales", tmp_path / "s.json"]
    result = call("convert", *BLOB, "-o", tmp_path / "net.onnx", *options)
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")
    assert set(tmp_path.iterdir()) == before


def test_a_terminal_shows_the_progress(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Output, "is_terminal", True)
    options = ["--precision", "int8", "--calibrate", data, "--method", "percentile"]
    result = call("convert", *BLOB, "-o", tmp_path / "net.onnx", *options)
    assert result.exit_code == 0, result.output
    assert "calibration, histograms" in result.stderr
    assert "calibration, blobs" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--precision", "int8"],
            "needs data to calibrate with, or scales. Give inputs as they are in use",
        ),
        (["--calibrate", "in.npz"], "--calibrate: only for --precision int8 and fp8, not fp32"),
        (["--precision", "fp16", "--keep", "a"], "--keep: only for --precision int8 and fp8, not fp16"),
        (["--precision", "int8", "--scales", "s", "--method", "minmax"], "--method: --scales gives the ranges"),
        (["--precision", "fp8", "--calibrate", "d", "--percentile", "99"], "only for --method percentile"),
        (["--precision", "int8", "--calibrate", "d", "--method", "distribution"], "only for fp8"),
        (["--precision", "int8", "--scales", "s", "--search", "0.1"], "--search needs data to measure with"),
        (["--precision", "int8", "--scales", "s", "--calibrate", "d"], "--calibrate: --scales gives the ranges"),
        (["--precision", "int8", "--scales", "s", "--mean", "1"], "--mean: only for pictures"),
        (["--precision", "int8", "--scales", "missing.json"], "cannot read the scales missing.json"),
        (["--precision", "int8", "--calibrate", "missing.npz"], "cannot read missing.npz"),
        (["--precision", "int8", "--calibrate", "d", "--method", "none"], "'none' is not one of"),
        (["--precision", "int8", "--calibrate", "d", "--save-scales", "no/such/s"], "folder no/such does not exist"),
    ],
    ids=str,
)
def test_options_that_do_not_fit_are_refused(options: list[str], message: str, tmp_path: Path) -> None:
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86", *options)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "n.engine").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [(["--precision", "fp8"], "fp8 is for engines"), (["--precision", "int8", "--opset", 99], "--opset 99")],
)
def test_no_scales_are_searched_for_a_file_that_cannot_be(
    options: list[object], message: str, data: Path, tmp_path: Path
) -> None:
    saved = ["--calibrate", data, "--save-scales", tmp_path / "s.json"]
    result = call("convert", *BLOB, "-o", tmp_path / "n.onnx", *options, *saved)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "s.json").exists()


def test_a_network_without_layers_to_quantize_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "in.npz", x=np.ones((2, 4, 8, 8), np.float32))
    random_net(tmp_path, trunk_text("relu x"))
    options = ["--precision", "int8", "--calibrate", tmp_path / "in.npz"]
    result = call("convert", tmp_path / "net.prototxt", "-o", tmp_path / "n.onnx", *options)
    assert (result.exit_code, "no layer is left to quantize" in result.stderr) == (2, True), result.stderr


def test_compare_refuses_scales_for_a_file_that_has_its_own(data: Path, tmp_path: Path) -> None:
    options = ["--precision", "int8", "--calibrate", data, "--method", "minmax"]
    assert call("convert", *BLOB, "-o", tmp_path / "n.onnx", *options).exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *BLOB, *options)
    assert (result.exit_code, "n.onnx has its own scales" in result.stderr) == (2, True), result.stderr


def test_compare_saves_no_scales_of_a_file() -> None:
    """They would be those of the calibration, not the file's."""
    options = ["--precision", "int8", "--calibrate", "in.npz", "--save-scales", "s.json"]
    result = call("compare", "n.engine", *BLOB, *options)
    assert (result.exit_code, "--save-scales: n.engine has its own scales" in result.stderr) == (2, True), result.stderr


def test_batch_first_networks_are_quantized_too(data: Path, tmp_path: Path) -> None:
    options = ["--precision", "int8", "--calibrate", data, "--method", "minmax", "--save-scales", tmp_path / "s.json"]
    assert call("convert", *BLOB, "-o", tmp_path / "n.onnx", *options).exit_code == 0
    again = ["--precision", "int8", "--scales", tmp_path / "s.json", "--layout", "batch-first"]
    result = call("convert", *BLOB, "-o", tmp_path / "b.onnx", *again)
    assert result.exit_code == 0, result.output
    assert "int8     3 layers" in result.stdout
    _, calls, expected = moving_blob()
    frames = calls[0]["data"].reshape(8, 16, 1, 16, 16).swapaxes(0, 1)
    with Session(tmp_path / "b.onnx") as session:
        found = session.step(data=frames)["probs"]
    assert np.abs(found.swapaxes(0, 1) - expected[0]).max() < 0.05
