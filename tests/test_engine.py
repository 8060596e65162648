"""Building engines without a GPU."""

from __future__ import annotations

from pathlib import Path

import pytest

from caffe2trt.converter import ConversionError, build_engine, load
from caffe2trt.converter.trt.api import load_tensorrt
from tests.harness import SAMPLES, Case, golden_names
from tests.networks import lstm_text, random_net


def build(folder: Path, name: str, precision: str) -> None:
    path = folder / "net.engine"
    size = build_engine(Case.named(name).load(), path, gpu="sm86", precision=precision)
    assert path.stat().st_size == size > 10_000
    assert size < 20_000_000
    assert [entry.name for entry in folder.iterdir()] == ["net.engine"]


@pytest.mark.parametrize("name", list(golden_names("layers/*")))
def test_layers_build(tmp_path: Path, name: str) -> None:
    build(tmp_path, name, "fp32")


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
@pytest.mark.parametrize("name", [*golden_names("nets/*", "recurrent/*", "layers/deconv*", "layers/batchnorm*")])
def test_networks_build_in_every_precision(tmp_path: Path, name: str, precision: str) -> None:
    build(tmp_path, name, precision)


def test_several_gpus_in_one_engine(tmp_path: Path) -> None:
    net = load(SAMPLES / "sine_wave/deploy.prototxt", SAMPLES / "sine_wave/sine.caffemodel")
    one = build_engine(net, tmp_path / "one.engine", gpu="sm86")
    several = build_engine(net, tmp_path / "several.engine", gpu=["sm80", "sm86", "sm89", "sm120"])
    assert several > one


def test_progress_is_told(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    net = random_net(tmp_path, lstm_text(2, 2, 3, 8))
    build_engine(net, tmp_path / "net.engine", gpu="sm86", progress=lambda *step: seen.append(step))
    assert seen
    assert all(0 <= done <= total for _, done, total in seen)


def test_an_unknown_gpu_is_explained(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(2, 2, 3, 8))
    with pytest.raises(ConversionError, match=r"cannot build for sm99. It builds for: sm75, sm80, sm86"):
        build_engine(net, tmp_path / "net.engine", gpu="sm99")
    assert not (tmp_path / "net.engine").exists()


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
def test_a_precision_that_sm75_lacks_is_explained(tmp_path: Path, precision: str) -> None:
    net = random_net(tmp_path, lstm_text(2, 2, 3, 8))
    target = tmp_path / "net.engine"
    if load_tensorrt("rtx").builds_matmul("sm75", precision):
        assert build_engine(net, target, gpu=["sm86", "sm75"], precision=precision)
        return
    message = rf"cannot build .*no matrix products in {precision} for sm75; build with --precision fp16"
    with pytest.raises(ConversionError, match=message):
        build_engine(net, target, gpu=["sm86", "sm75"], precision=precision)
    assert not target.exists()
