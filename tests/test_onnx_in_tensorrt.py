"""NVIDIA's own ONNX parser reads our ONNX files: what trtexec --onnx=net.onnx does first. Here it is that of RTX."""

from __future__ import annotations

from pathlib import Path

import pytest
import tensorrt_rtx

from caffe2trt.converter import export_onnx
from caffe2trt.converter.trt.api import load_tensorrt
from tests.harness import Case, golden_names


@pytest.mark.parametrize("starts_only", [False, True])
@pytest.mark.parametrize("name", list(golden_names("recurrent/*", "nets/*")))
def test_the_parser_reads_the_file(tmp_path: Path, name: str, starts_only: bool) -> None:
    net = Case.named(name).load()
    export_onnx(net, tmp_path / "net.onnx", cont_starts_only=starts_only)
    api = load_tensorrt("rtx")
    builder = tensorrt_rtx.Builder(api.logger)
    network = api.create_network(builder)
    parser = tensorrt_rtx.OnnxParser(network, api.logger)
    parsed = parser.parse((tmp_path / "net.onnx").read_bytes())
    assert parsed, [parser.get_error(index).desc() for index in range(parser.num_errors)]
    inputs = {network.get_input(index).name for index in range(network.num_inputs)}
    outputs = {network.get_output(index).name for index in range(network.num_outputs)}
    assert inputs == {*net.inputs, *net.states}
    assert {*net.outputs} <= outputs
