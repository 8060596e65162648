"""Other people's tools take the ONNX files of the samples: onnxslim, onnxsim, polygraphy and Netron.

They need packages that fit each other but not always this project's, so they live in an environment of their own, which
CAFFE2TRT_ONNX_TOOLS names (docs/development.md). Netron's reader also needs node.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import onnx
import pytest

from caffe2trt.converter import export_onnx, load
from caffe2trt.runtime.manifest import Range
from tests.harness import SAMPLES, Case, golden_names

ENVIRONMENT = os.environ.get("CAFFE2TRT_ONNX_TOOLS")
TOOLS = ("onnxslim", "onnxsim", "polygraphy inspect", "polygraphy run", "netron")
RANGES = {"time_steps": Range(1, 4, 8), "batch": Range(1, 2, 8)}
FORMS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {  # of a file: the options of load and of export_onnx
    "": ({}, {}),
    "step": ({"time_steps": 1}, {}),
    "starts": ({}, {"cont_starts_only": True}),
    "fp16": ({}, {"precision": "fp16"}),
    "opset13": ({}, {"opset": 13}),
    "sizes": (RANGES, {}),
    "sizes_starts": (RANGES, {"cont_starts_only": True}),
    "sizes_fp16": (RANGES, {"precision": "fp16"}),
}


def write_samples(folder: Path) -> None:
    """Every sample's network, in the forms that it has."""
    unrolled = (str(folder / "unrolled.prototxt"), str(folder / "unrolled.caffemodel"))
    subprocess.run([sys.executable, str(SAMPLES / "netspec_unrolled/make_net.py"), *unrolled], check=True)
    networks: dict[str, tuple[str | Path, str | Path]] = {
        "blob": (SAMPLES / "moving_blob/train_test.prototxt", SAMPLES / "moving_blob/moving_blob.caffemodel"),
        "sine": (SAMPLES / "sine_wave/deploy.prototxt", SAMPLES / "sine_wave/sine.caffemodel"),
        "char": (SAMPLES / "char_model/deploy.prototxt", SAMPLES / "char_model/char_model.h5"),
        "unrolled": unrolled,
    }
    for network, files in networks.items():
        for form, (loading, writing) in FORMS.items():
            if loading and network in ("char", "unrolled"):  # one time step in each call; one size
                continue
            export_onnx(load(*files, **loading), folder / f"{network}_{form}.onnx", **writing)
    export_onnx(Case.named("recurrent/rnn").load(), folder / "rnn_starts.onnx", cont_starts_only=True)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    if ENVIRONMENT is None:
        pytest.skip("CAFFE2TRT_ONNX_TOOLS names no environment with these tools")
    folder = tmp_path_factory.mktemp("onnx")
    write_samples(folder)
    command = [f"{ENVIRONMENT}/bin/python", str(Path(__file__).parent / "onnx_tools/tools.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.filterwarnings("ignore:.*are taken for the state:UserWarning")
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_takes_the_files_of_all_samples(tool: str, results: dict[str, dict[str, str]]) -> None:
    if tool == "netron" and shutil.which("node") is None:
        pytest.skip("Netron is JavaScript, and node is not installed")
    assert len(results[tool]) == 25
    assert {name: problem for name, problem in results[tool].items() if problem} == {}


@pytest.mark.parametrize("starts_only", [False, True])
def test_no_node_has_the_name_of_a_tensor_that_another_node_makes(starts_only: bool, tmp_path: Path) -> None:
    """onnxslim renames a node after its output, and two nodes then had one name."""
    for name in golden_names("recurrent/*", "nets/*", "forks/*"):
        export_onnx(Case.named(name).load(), tmp_path / "n.onnx", cont_starts_only=starts_only, precision="fp16")
        nodes = onnx.load(tmp_path / "n.onnx").graph.node
        names = [node.name for node in nodes]
        assert len(set(names)) == len(names), name
        makers = {tensor: node.name for node in nodes for tensor in node.output}
        assert {tensor for tensor in makers if tensor in names and makers[tensor] != tensor} == set(), name
