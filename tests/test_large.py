"""Large networks: time, memory, and the video network at full size."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from caffe2trt.converter import Net, load
from tests.harness import GOLDENS, ROOT, RUNNERS, difference
from tests.networks import input_layer, write_caffemodel

Array = NDArray[np.float32]
BIG = GOLDENS / "big/lrcn_ucf101"
SHAPES = {"data": (384, 3, 227, 227), "clip_markers": (384,)}

CONVERT = """
import resource, sys, time
from caffe2trt.converter import export_onnx, load
import caffe2trt.converter.onnx_model.export
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
export_onnx(load(sys.argv[1], sys.argv[2]), sys.argv[3])
took = time.perf_counter() - start
print(took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is read with resource, which Windows lacks")
def test_200_mb_convert_without_copies(tmp_path: Path) -> None:
    """At most one further copy of the weights (their mapped pages count as the first), in little more than a copy."""
    prototxt = tmp_path / "net.prototxt"
    prototxt.write_text(
        input_layer("x", 1, 7000)
        + 'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { num_output: 7150 } }'
    )
    weights = [np.full((7150, 7000), 0.5, np.float32), np.zeros(7150, np.float32)]
    caffemodel = write_caffemodel(tmp_path / "w.caffemodel", {"fc": weights})
    size = caffemodel.stat().st_size
    assert size > 200e6
    start = time.perf_counter()
    (tmp_path / "copy").write_bytes(caffemodel.read_bytes())
    copying = time.perf_counter() - start
    command = [sys.executable, "-c", CONVERT, str(prototxt), str(caffemodel), str(tmp_path / "net.onnx")]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    took, grown = map(float, output.split())
    assert (tmp_path / "net.onnx").stat().st_size == pytest.approx(size, rel=1e-3)
    assert grown < 2.1 * size
    assert took < 1 + 3 * copying


def recipe(layer: str, index: int, shape: tuple[int, ...]) -> Array:
    """Weights as the golden's recipe makes them."""
    rng = np.random.RandomState(zlib.crc32(f"{layer}/{index}".encode()))
    values = rng.randn(*shape) * 0.1 if len(shape) < 2 else rng.randn(*shape) / np.sqrt(np.prod(shape[1:]))
    return values.astype(np.float32)


def recipe_input(call: int, name: str, shape: tuple[int, ...]) -> Array:
    """Inputs as the golden's recipe makes them."""
    rng = np.random.RandomState(zlib.crc32(f"{call}/{name}".encode()))
    if name != "clip_markers":
        return rng.randn(*shape).astype(np.float32)
    markers = (rng.rand(*shape) > 0.2).astype(np.float32)
    markers[0] *= call > 0
    return markers


def big_net(folder: Path) -> Net:
    """The video network with the recipe's weights."""
    reports = load(BIG / "net.prototxt", inputs=SHAPES).reports
    blobs = {r.proto.name: [recipe(r.proto.name, i, shape) for i, shape in enumerate(r.blobs)] for r in reports}
    return load(BIG / "net.prototxt", write_caffemodel(folder / "w.caffemodel", blobs), inputs=SHAPES)


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["reference", "onnx"])
def test_video_network_equals_caffe(tmp_path: Path, backend: str) -> None:
    """16 steps of 24 clips of 3 x 227 x 227 frames: takes about 12 GB of memory and a minute."""
    net = big_net(tmp_path)
    forward = RUNNERS[backend](net)
    expected = np.load(BIG / "recipe.npz")
    for call in (0, 1):
        found = forward({name: recipe_input(call, name, shape) for name, shape in net.inputs.items()})
        compared = [name for name in found if f"{call}/{name}" in expected]
        assert "fc8-final" in compared
        for name in compared:
            value = found[name]
            assert value.shape == tuple(expected[f"shape/{name}"])
            sample = value.ravel()[:: max(1, value.size // 4096)][:4096]
            assert difference(sample, expected[f"{call}/{name}"]) < 1e-4, name
