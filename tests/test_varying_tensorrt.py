"""One TensorRT network for a range of time steps T and streams N: evaluated at each size, and built by RTX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import (
    ConversionError,
    Net,
    Reference,
    build_engine,
    define_network,
    evaluate_network,
    export_onnx,
    parse_onnx,
)
from caffe2trt.converter.comparison.inputs import random_inputs
from caffe2trt.runtime.manifest import Range
from tests.harness import Arrays, Case, difference
from tests.test_cli import call
from tests.test_varying_onnx import BATCH, LRCN, NETWORKS, STEPS, calls, ranges

BUILT = ("recurrent/lstm", "recurrent/rnn_expose", "nets/lrcn_small", "nets/caption_factored_stream", "nets/train_val")


@pytest.mark.parametrize("name", NETWORKS)
def test_one_network_equals_the_network_of_every_size(name: str) -> None:
    net = Case.named(name).load(**ranges(name))
    network = define_network(net)
    for streams in (1, 2, 5):
        state = {name: np.zeros((streams, *shape[1:]), np.float32) for name, shape in net.states.items()}
        for steps, one, feeds in calls(net, streams):
            reference = Reference(one)
            reference.state = dict(state)
            expected = reference.outputs(feeds)
            found = evaluate_network(network, {**feeds, **state})
            for blob, array in expected.items():  # states among them
                assert difference(found[blob], array) <= 1e-5, (blob, steps, streams)
            state = dict(reference.state)


@pytest.mark.parametrize("name", NETWORKS)
def test_tensorrts_own_parser_reads_the_onnx_file(name: str, tmp_path: Path) -> None:
    """What it makes of the file, evaluated at two sizes."""
    pytest.importorskip("tensorrt_rtx", reason="TensorRT for RTX is not installed")
    net = Case.named(name).load(**ranges(name))
    export_onnx(net, tmp_path / "n.onnx")
    network = parse_onnx(tmp_path / "n.onnx", tensorrt="rtx")
    assert (network.inputs, network.states) == (net.inputs, net.states)
    for streams, index in ((2, 0), (5, -2)):  # of three and of eight time steps
        steps, one, feeds = list(calls(net, streams))[index]
        found = evaluate_network(network, {**feeds, **noisy_states(one)})
        for blob, array in with_states(one).outputs(feeds).items():
            assert difference(found[blob], array) <= 1e-5, (blob, steps, streams)


def noisy_states(net: Net) -> Arrays:
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=shape).astype(np.float32) for name, shape in net.states.items()}


def with_states(net: Net) -> Reference:
    reference = Reference(net)
    reference.state = noisy_states(net)
    return reference


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
@pytest.mark.parametrize("name", BUILT)
def test_tensorrt_for_rtx_builds_it_with_a_profile(name: str, precision: str, tmp_path: Path) -> None:
    net = Case.named(name).load(**ranges(name))
    size = build_engine(net, tmp_path / "n.engine", gpu="sm86", precision=precision)
    assert 100_000 < size < 20_000_000


@pytest.mark.slow
@pytest.mark.parametrize("precision", ["fp32", "fp16"])
@pytest.mark.parametrize("name", [n for n in NETWORKS if n not in BUILT and "conv_lstm" not in n])
def test_tensorrt_for_rtx_builds_every_network(name: str, precision: str, tmp_path: Path) -> None:
    test_tensorrt_for_rtx_builds_it_with_a_profile(name, precision, tmp_path)


def test_the_profile_has_the_shapes_of_the_range() -> None:
    network = define_network(Case.named("nets/lrcn_small").load(time_steps=STEPS, batch=BATCH))
    assert network.profile_shapes(network.profiles[0]) == {
        "data": ((1, 3, 67, 67), (6, 3, 67, 67), (40, 3, 67, 67)),
        "clip_markers": ((1,), (6,), (40,)),
        "lstm1__h_in": ((1, 12), (2, 12), (5, 12)),
        "lstm1__c_in": ((1, 12), (2, 12), (5, 12)),
    }
    shapes = [tuple(network.network.get_input(index).shape) for index in range(network.network.num_inputs)]
    assert shapes == [(-1, 3, 67, 67), (-1,), (-1, 12), (-1, 12)]


@pytest.mark.parametrize("name", ["recurrent/lstm", "recurrent/lstm_stacked", "forks/gru"])
def test_the_loop_has_no_layer_more_than_that_of_a_fixed_size(name: str) -> None:
    case = Case.named(name)
    varying, fixed = define_network(case.load(time_steps=STEPS, batch=BATCH)), define_network(case.load(batch=2))
    assert in_loops(varying) == in_loops(fixed) > 0


def in_loops(network: object) -> int:
    """How many layers of a network are in the bodies of its loops."""
    from caffe2trt.converter.trt.interpreter.evaluate import Interpreter

    interpreter = Interpreter(network)
    return sum(any(name in interpreter.scopes.home for name in view.outputs) for view in interpreter.views)


def test_shapes_that_do_not_tell_the_size_need_the_states() -> None:
    net = Case.named("nets/lrcn_small").load(time_steps=STEPS, batch=BATCH)
    assert net.varying is not None
    (feeds,) = random_inputs(net.varying.at(3, 2), 1)
    with pytest.raises(ConversionError, match=r"do not tell T and N\. Pass the states too"):
        evaluate_network(define_network(net), feeds)


def test_what_takes_fixed_shapes_alone_is_refused() -> None:
    net = Case.named("recurrent/lstm").load(batch=Range(1, 2, 5))
    with pytest.raises(ConversionError, match="RNNv2"):
        define_network(net, lstm="rnnv2")
    with pytest.raises(ConversionError, match="the Tile plugin takes fixed shapes"):
        define_network(net, tile="plugin")


def test_profiles_on_the_command_line(tmp_path: Path) -> None:
    files = (LRCN / "net.prototxt", LRCN / "weights.caffemodel")
    sizes = (
        "--batch",
        "1:2:5",
        "--time-steps",
        "1:3:8",
        "--profile",
        "batch=1,time-steps=1:8:8",
        "--profile",
        "batch=5",
    )
    result = call("convert", *files, "-o", tmp_path / "n.engine", "--gpu", "sm86", *sizes)
    assert result.exit_code == 0, result.output
    assert "profiles 3: batch=1:2:5,time-steps=1:3:8; batch=1:1:1,time-steps=1:8:8; batch=5:5:5,time-steps=1:3:8" in (
        " ".join(result.output.split())
    )
    for option, message in (
        ("batch=6", "--profile batch=6:6:6: the engine takes --batch 1:2:5, and a profile is for a part of that"),
        ("batch", "'batch' is not SIZE=N or SIZE=MIN:OPT:MAX"),
        ("batch=1,batch=2", "is not SIZE=N"),
        ("streams=1", "is not SIZE=N"),
        ("batch=2:1:3", "is not SIZE=N"),
    ):
        result = call("convert", *files, "-o", tmp_path / "m.engine", "--gpu", "sm86", *sizes[:4], "--profile", option)
        assert (result.exit_code, message in result.output) == (2, True), result.output
    result = call("convert", *files, "-o", tmp_path / "n.onnx", *sizes)
    assert (result.exit_code, "--profile: only for engines" in result.output) == (2, True), result.output


def test_convert_and_compare(tmp_path: Path) -> None:
    files = (LRCN / "net.prototxt", LRCN / "weights.caffemodel")
    sizes = ("--batch", "1:2:5", "--time-steps", "1:3:8")
    result = call("convert", *files, "-o", tmp_path / "n.engine", "--gpu", "sm86", *sizes, "--cost")
    assert result.exit_code == 0, result.output
    assert "N from 1 to 5 streams, best at 2" in result.output
    result = call("compare", *files, *sizes, "--calls", 2)
    assert result.exit_code == 0, result.output
    assert result.output.count("the same:") == 3


def test_rtx_does_not_build_a_convolution_of_a_varying_batch_in_a_loop(tmp_path: Path) -> None:
    """Its builder crashes, so the layer is refused before; at one time step there is no loop."""
    case = Case.named("forks/conv_lstm_decoder")
    with pytest.raises(ConversionError, match="cannot build a loop with a convolution"):
        build_engine(case.load(batch=BATCH), tmp_path / "n.engine", gpu="sm86")
    assert build_engine(case.load(batch=BATCH, time_steps=1), tmp_path / "n.engine", gpu="sm86") > 100_000
    assert build_engine(case.load(time_steps=STEPS), tmp_path / "n.engine", gpu="sm86") > 100_000
