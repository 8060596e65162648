"""The same cases on a real GPU: python -m pytest -m gpu. Skipped where there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import build_engine, load
from caffe2trt.runtime import Session
from caffe2trt.runtime.driver import find_gpu
from tests.harness import SAMPLES, Case, computed_blobs, difference, golden_names

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(find_gpu() is None, reason="no NVIDIA GPU here"),
]
CASES = [name for name in golden_names("recurrent/*", "nets/*") if name != "recurrent/lstm_T1_inplace_relu"]


@pytest.mark.parametrize("cuda_graph", [False, True], ids=["enqueue", "graph"])
@pytest.mark.parametrize("name", CASES)
def test_call_by_call_as_caffe(name: str, cuda_graph: bool, tmp_path: Path) -> None:
    """An engine built for this GPU; a GPU adds in another order than Caffe on a CPU, so the bound is wider here."""
    case = Case.named(name)
    blobs = computed_blobs(case, case.load())
    build_engine(case.load(outputs=blobs), tmp_path / "net.engine")
    with Session(tmp_path / "net.engine", cuda_graph=cuda_graph) as session:
        for inputs, expected in case.calls:
            found = session.step({name: inputs[name] for name in session.inputs})
            assert all(difference(found[blob], expected[blob]) < 1e-4 for blob in blobs)


def test_sine_wave_step_by_step(tmp_path: Path) -> None:
    folder = SAMPLES / "sine_wave"
    expected = np.load(folder / "expected.npz")
    build_engine(load(folder / "deploy.prototxt", folder / "sine.caffemodel", time_steps=1), tmp_path / "net.engine")
    with Session(tmp_path / "net.engine") as session:
        found = [session.step(data=np.full((1, 1), value))["ip1"].item() for value in expected["previous"]]
    assert difference(np.array(found), expected["prediction"]) < 1e-4
