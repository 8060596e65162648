"""Large networks: time, memory, and the video network at full size."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from caffe2trt.converter import export_onnx
from tests.harness import GOLDENS, ROOT, RUNNERS
from tests.networks import input_layer, write_caffemodel
from tests.recipe import compare_samples, recipe_input, recipe_net

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


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["reference", "onnx"])
def test_video_network_equals_caffe(tmp_path: Path, backend: str) -> None:
    """16 steps of 24 clips of 3 x 227 x 227 frames: takes about 12 GB of memory and a minute."""
    net = recipe_net(BIG / "net.prototxt", tmp_path / "w.caffemodel", inputs=SHAPES)
    forward = RUNNERS[backend](net)
    expected = np.load(BIG / "recipe.npz")
    for call in (0, 1):
        found = forward({name: recipe_input(net, call, name) for name in net.inputs})
        assert "fc8-final" in compare_samples(found, expected, call, tolerance=1e-4)


@pytest.mark.slow
def test_comparing_the_video_network_takes_little_more_than_running_it(tmp_path: Path) -> None:
    net = recipe_net(BIG / "net.prototxt", tmp_path / "w.caffemodel", inputs=SHAPES)
    export_onnx(net, tmp_path / "net.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
    feeds = {i.name: np.zeros(i.shape, np.float32) for i in session.get_inputs()}
    feeds |= {name: recipe_input(net, 0, name) for name in net.inputs}
    session.run(None, feeds)  # the first run also lays out memory
    start = time.perf_counter()
    session.run(None, feeds)
    running = time.perf_counter() - start
    del session
    files = [str(tmp_path / "net.onnx"), str(BIG / "net.prototxt"), str(tmp_path / "w.caffemodel")]
    start = time.perf_counter()
    result = subprocess.run([sys.executable, "-m", "caffe2trt.converter.cli.main", "compare", *files], text=True)
    comparing = time.perf_counter() - start
    assert result.returncode == 0
    print(f"one call under onnxruntime {running:.1f} s, compare {comparing:.1f} s")
    assert comparing < 3 * running + 60
