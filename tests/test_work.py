"""What recurrent layers cost in a TensorRT network: layers that are counted, and launches read from built engines."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import Net, build_engine
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node
from caffe2trt.converter.trt.interpreter.evaluate import evaluate_network
from caffe2trt.converter.trt.interpreter.work import Work, work_of
from caffe2trt.converter.trt.network import define_network
from caffe2trt.converter.trt.recurrent import COLUMNS
from caffe2trt.runtime.tensorrt_versions import is_tiny_loop
from tests.harness import GOLDENS, Case, difference
from tests.networks import lstm_text, random_net

NAMES = [f"{kind}/{folder.name}" for kind in ("recurrent", "nets") for folder in sorted((GOLDENS / kind).iterdir())]
STREAMS, SIZE = 16, 256


def recurrent_weights(node: Node) -> int:
    """How many numbers the product with the hidden state reads; a tiny loop's are filled up with zeros."""
    assert isinstance(node.op, p.Recurrence)
    width, hidden = node.op.bind(*node.inputs).recurrent_weights.shape
    return width * (COLUMNS if is_tiny_loop(node.output.shape[1], hidden) else hidden)


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
@pytest.mark.parametrize("name", NAMES)
def test_a_time_step_is_one_product_with_the_recurrent_weights(name: str, precision: str) -> None:
    net = Case.named(name).load()
    work = work_of(define_network(net, precision=precision))
    loops = [node for node in net.program.nodes if isinstance(node.op, p.Recurrence) and node.output.shape[0] > 1]
    width = 4 if precision == "fp32" else 2
    # LSTM: 3 sigmoid, 2 tanh, 3 products, 1 sum, 1 sum of the gates. RNN: 1 tanh, 1 sum. Half precision: 2 casts.
    elementwise = sum(
        (10 if isinstance(op, p.LSTM) else 2) + op.has_cont * len(op.states) + 2 * (precision == "fp16")
        for op in (node.op for node in loops)
        if isinstance(op, p.Recurrence)
    )
    assert work.products_in_loops == len(loops)
    assert work.elementwise_in_loops == elementwise
    assert work.weight_bytes_in_loops == width * sum(recurrent_weights(node) for node in loops)


def test_at_one_time_step_there_is_one_product_in_all(tmp_path: Path) -> None:
    text = lstm_text(1, 2, 3, 5)
    for precision, width in (("fp32", 4), ("fp16", 2)):
        work = work_of(define_network(random_net(tmp_path, text), precision=precision))
        assert work == Work(1, 0, 0, (3 + 5) * 4 * 5 * width, 0)


@pytest.mark.parametrize("name", ["lstm", "lstm_static_expose", "rnn_static", "lstm_stacked", "jk_lstm_noclip"])
def test_time_steps_written_out_equal_caffe(name: str) -> None:
    case = Case.named(f"recurrent/{name}")
    network = define_network(case.load(), lstm="unroll")
    assert work_of(network).products_in_loops == 0
    states: dict[str, np.ndarray] = {}
    for feeds, expected in case.calls:
        results = evaluate_network(network, {**feeds, **states})
        states = {key.replace("_out", "_in"): results[key] for key in results if key.endswith(("__h_out", "__c_out"))}
        for blob in expected.keys() & results.keys():
            assert difference(results[blob], expected[blob]) <= 1e-5


def launches(net: Net, folder: Path, precision: str, lstm: str = "auto") -> int:
    """Kernels that one call starts, read from the text that an engine of TensorRT for RTX holds; loops not counted."""
    build_engine(net, folder / "net.engine", gpu="sm86", precision=precision, lstm=lstm)
    steps = re.search(rb"\nmain \{\n(.*?)\n\}", (folder / "net.engine").read_bytes(), re.DOTALL)
    assert steps is not None
    return len(re.findall(rb"^\s*(?:function|fully_connected|runtime_fusion)=", steps[1], re.MULTILINE))


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_one_time_step_is_three_launches(tmp_path: Path, precision: str) -> None:
    assert launches(random_net(tmp_path, lstm_text(1, STREAMS, SIZE, SIZE)), tmp_path, precision=precision) == 3


def test_a_time_step_written_out_is_two_launches(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(4, STREAMS, SIZE, SIZE))
    assert launches(net, tmp_path, precision="fp16", lstm="unroll") == 2 * 4 + 4
