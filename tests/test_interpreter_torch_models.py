"""Networks as torch.onnx.export writes them, through TensorRT's own parser, against onnxruntime.

Made by hand with onnx.helper: torch is not needed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import evaluate_network
from caffe2trt.converter.trt.interpreter.registry import KINDS
from tests.harness import ROOT
from tests.networks_of_tensorrt import parse

Array = np.ndarray[Any, Any]
PAGE = (ROOT / "docs/evaluating.md").read_text(encoding="utf-8")


class Graph:
    """Collects nodes and weights; `op` gives the name of a node's first output."""

    def __init__(self) -> None:
        self.rng = np.random.default_rng(0)
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        names = [f"/{kind}_{len(self.nodes)}_output_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=names[0][:-9], **attributes))
        return names[0]

    def constant(self, *values: int) -> str:
        return self.op("Constant", value=numpy_helper.from_array(np.array(values, np.int64)))

    def scalar(self, value: int) -> str:
        return self.op("Constant", value=numpy_helper.from_array(np.array(value, np.int64)))

    def weight(self, *shape: int, positive: bool = False) -> str:
        array = self.rng.uniform(0.5 if positive else -0.3, 1.0 if positive else 0.3, shape).astype(np.float32)
        self.weights.append(numpy_helper.from_array(array, f"weight_{len(self.weights)}"))
        return str(self.weights[-1].name)

    def model(self, shape: list[Any], output: str, rank: int) -> ModelProto:
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)
        y = helper.make_tensor_value_info(output, TensorProto.FLOAT, [None] * rank)
        graph = helper.make_graph(self.nodes, "main_graph", [x], [y], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        checker.check_model(model)
        return model


def same_as_onnxruntime(model: ModelProto, *inputs: Array) -> None:
    """One network for all inputs, however long they are."""
    network = parse(model)
    assert network is not None
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    for x in inputs:
        (found,) = evaluate_network(network, {"x": x}).values()
        (expected,) = session.run(None, {"x": x})
        assert found.shape == expected.shape
        assert np.allclose(found, expected, rtol=1e-4, atol=1e-5)


def recurrent(g: Graph, kind: str, x: str, sizes: tuple[int, int], directions: int) -> str:
    """One layer over x (T, N, E): zeros of the batch's size as its states, (T, N, directions * H) as its output."""
    inputs, hidden = sizes
    gates = {"LSTM": 4, "GRU": 3, "RNN": 1}[kind]
    batch = g.op("Gather", g.op("Shape", x), g.scalar(1), axis=0)
    shape = g.op("Concat", g.constant(directions), g.op("Unsqueeze", batch, g.constant(0)), g.constant(hidden), axis=0)
    zero = numpy_helper.from_array(np.zeros(1, np.float32))
    states = [g.op("ConstantOfShape", shape, value=zero)]
    if kind == "LSTM":
        one_state = g.op("ConstantOfShape", g.constant(directions, 1, hidden), value=zero)
        states.append(g.op("Expand", one_state, shape))
    weights = [g.weight(directions, gates * hidden, columns) for columns in (inputs, hidden)]
    weights.append(g.weight(directions, 2 * gates * hidden))
    attributes: dict[str, Any] = {"hidden_size": hidden}
    if directions == 2:
        attributes["direction"] = "bidirectional"
    if kind == "GRU":
        attributes["linear_before_reset"] = 1
    y = g.op(kind, x, *weights, "", *states, outputs=len(states) + 1, **attributes)
    if directions == 1:
        return g.op("Squeeze", y, g.constant(1))
    return g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 1, 3]), g.constant(0, 0, -1))


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize("directions", [1, 2])
def test_stacked_recurrent_layers_with_batch_first_and_open_lengths(kind: str, directions: int) -> None:
    g = Graph()
    steps_first = g.op("Transpose", "x", perm=[1, 0, 2])
    first = recurrent(g, kind, steps_first, (5, 6), directions)
    second = recurrent(g, kind, first, (6 * directions, 4), directions)
    end = g.op("Slice", second, g.constant(-1), g.constant(2**63 - 1), g.constant(0), g.constant(1))
    last = g.op("Squeeze", end, g.constant(0))
    output = g.op("Gemm", last, g.weight(3, 4 * directions), g.weight(3), transB=1)
    model = g.model(["batch", "time", 5], output, 2)
    rng = np.random.default_rng(1)
    same_as_onnxruntime(model, *(rng.normal(size=(n, t, 5)).astype(np.float32) for n, t in ((2, 7), (1, 1), (3, 4))))


def test_the_last_step_by_its_index_is_refused_where_the_length_is_open() -> None:
    """What torch writes for x[-1]. NVIDIA's parser passes -1 on to GATHER, whose documentation calls that undefined."""
    g = Graph()
    model = g.model(["time", 5], g.op("Gather", "x", g.scalar(-1), axis=0), 1)
    with pytest.raises(ConversionError, match=r"\(GATHER\): index -1 counts from the end of an axis whose length"):
        same_as_onnxruntime(model, np.ones((3, 5), np.float32))


def normalized(g: Graph, x: str, channels: tuple[int, int], kernel: int, stride: int) -> str:
    """Conv2d without bias, BatchNorm2d."""
    inputs, outputs = channels
    pads = [kernel // 2] * 4
    conv = g.op("Conv", x, g.weight(outputs, inputs, kernel, kernel), strides=[stride] * 2, pads=pads)
    moments = [g.weight(outputs), g.weight(outputs), g.weight(outputs), g.weight(outputs, positive=True)]
    return g.op("BatchNormalization", conv, *moments, epsilon=1e-5, momentum=0.9)


def residual_block() -> ModelProto:
    g = Graph()
    stem = g.op("Relu", normalized(g, "x", (3, 8), 7, 2))
    pooled = g.op("MaxPool", stem, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=0)
    inner = g.op("Relu", normalized(g, pooled, (8, 16), 3, 2))
    added = g.op("Add", normalized(g, inner, (16, 16), 3, 1), normalized(g, pooled, (8, 16), 1, 2))
    features = g.op("Flatten", g.op("GlobalAveragePool", g.op("Relu", added)), axis=1)
    output = g.op("Gemm", features, g.weight(10, 16), g.weight(10), transB=1)
    return g.model(["batch", 3, 33, 32], output, 2)


def test_a_residual_block_with_batch_normalization() -> None:
    rng = np.random.default_rng(1)
    same_as_onnxruntime(residual_block(), *(rng.normal(size=(n, 3, 33, 32)).astype(np.float32) for n in (1, 4)))


def test_the_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("resnet.onnx").write_bytes(residual_block().SerializeToString())
    (example,) = (code for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "OnnxParser" in code)
    names: dict[str, Any] = {}
    exec(example, names)  # our own page
    (found,) = names["outputs"].values()
    assert found.shape == (4, 10)


def test_the_page_lists_every_kind_of_layer() -> None:
    listed = set(re.findall(r"`([A-Z_0-9]+)`", PAGE.partition("## What it supports")[2].partition("Types:")[0]))
    assert listed == set(KINDS)
