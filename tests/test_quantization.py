"""int8 and fp8: what a quantized network computes, in numpy, under onnxruntime and in the TensorRT network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from caffe2trt.converter import ConversionError, Net, build_engine, define_network, export_onnx, load
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.quantized import quantize_weights, rounded
from caffe2trt.converter.quantization.calibrate import calibrate
from caffe2trt.converter.quantization.quantize import quantize
from caffe2trt.converter.quantization.scales import Scales
from caffe2trt.converter.trt.parsed import parse_onnx
from caffe2trt.runtime import Session
from tests.harness import evaluated
from tests.networks import input_layer, lstm_text, random_net, write_caffemodel
from tests.quantized_networks import every_tensor, moving_blob, quantized_case, run_onnx, run_reference, trunk_text
from tests.standin import VERSIONS
from tests.test_tensorrt_versions import full

CASES = [
    *("layers/conv", "layers/conv_1d_nd", "layers/conv_3d", "layers/conv_group_stride_pad", "layers/conv_two_bottoms"),
    *("layers/deconv", "layers/deconv_group", "layers/ip", "layers/ip_axis2", "layers/ip_transpose"),
    *("recurrent/lstm", "recurrent/lstm_static", "recurrent/lstm_step_stream", "recurrent/rnn", "recurrent/rnn_static"),
    *("recurrent/lstm_resets_stateful", "nets/lrcn_small"),
]


def scales_of(net: Net) -> dict[str, float]:
    """The scale of each tensor that a quantized network rounds, by the name of the rounded one."""
    nodes = [node for node in net.program.nodes if isinstance(node.op, p.FakeQuantize)]
    assert nodes
    return {node.output.name: float(node.inputs[1].array) for node in nodes if node.inputs[1].array is not None}


def right_answers(probs: np.ndarray, expected: np.ndarray) -> int:
    """Clips whose motion at the last frame is the one that Caffe names."""
    return int((probs[-1].argmax(-1) == expected[-1].argmax(-1)).sum())


# Numbers of 8 bits.


def test_int8_rounds_halves_to_even_and_saturates() -> None:
    given = np.array([0.5, 1.5, 2.5, -0.5, -1.5, 126.5, 127.5, 1e6, -128.5, -1e6], np.float32)
    assert rounded(given, "int8").tolist() == [0, 2, 2, 0, -2, 126, 127, 127, -128, -128]


def test_fp8_rounds_to_four_digits_and_saturates() -> None:
    given = np.array([1.0, 1.0625, 1.1875, 448, 470, 1e6, -1e6], np.float32)
    assert rounded(given, "fp8").astype(np.float32).tolist() == [1.0, 1.0, 1.25, 448, 448, 448, -448]


@pytest.mark.parametrize("axis", [0, 1])
def test_weights_have_a_scale_for_each_output_channel(axis: int) -> None:
    rng = np.random.default_rng(0)
    sizes = np.array([1e-3, 1, 0, 50], np.float32)
    weights = rng.normal(size=(4, 4, 3)).astype(np.float32) * sizes.reshape((4, 1, 1) if axis == 0 else (1, 4, 1))
    held, stored = quantize_weights(weights, "int8", axis)
    steps = stored.scales.reshape((4, 1, 1) if axis == 0 else (1, 4, 1))
    assert np.all(np.abs(held - weights) <= 0.501 * steps)
    others = (1, 2) if axis == 0 else (0, 2)
    largest = np.abs(stored.numbers(held).astype(np.int64)).max(others)
    assert np.array_equal(largest, [127, 127, 0, 127])  # a channel of zeros stays one


# All executions compute the same.


@pytest.mark.parametrize("kind", ["int8", "fp8"])
@pytest.mark.parametrize("name", CASES)
def test_the_tensorrt_network_computes_what_numpy_does(name: str, kind: str) -> None:
    _, net, calls = quantized_case(name, kind)
    forward = evaluated(define_network(net, kind))
    for call, expected in zip(calls, run_reference(net, calls)):
        found = forward(call)
        for blob, array in expected.items():
            size = float(np.abs(array).max())
            # Half precision may move a value over the border between two numbers of 8 bits: then by one of them.
            assert np.abs(found[blob] - array).max() <= {"int8": 0.012, "fp8": 0.05}[kind] * size, blob


@pytest.mark.parametrize("name", CASES)
def test_the_onnx_file_computes_what_numpy_does(name: str, tmp_path: Path) -> None:
    _, net, calls = quantized_case(name)
    parsed = None
    for call, (expected, found) in enumerate(zip(run_reference(net, calls), run_onnx(net, tmp_path / "n.onnx", calls))):
        parsed = parsed or evaluated(parse_onnx(tmp_path / "n.onnx"), net.dropped_inputs)
        through = parsed(calls[call])
        for blob in net.outputs:
            size = float(np.abs(expected[blob]).max())
            assert np.abs(found[blob] - expected[blob]).max() <= 5e-3 * size, blob
            assert np.abs(through[blob] - expected[blob]).max() <= 5e-3 * size, blob


@pytest.mark.parametrize("name", CASES)
def test_int8_is_near_to_what_caffe_computes(name: str) -> None:
    net, quantized, calls = quantized_case(name)
    for exact, found in zip(run_reference(net, calls), run_reference(quantized, calls)):
        for blob, array in exact.items():
            error = np.abs(found[blob] - array).max() / np.abs(array).max()
            assert 0 < error < 0.04, blob


@pytest.mark.parametrize("recurrent", [False, True])
@pytest.mark.parametrize("others", ["fp32", "fp16"])
def test_the_tensorrt_network_equals_the_onnx_file_to_one_quantum(
    others: str, recurrent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the other layers in fp32, as in the ONNX file. In fp16, up to the LSTM, which adds up what differs."""
    monkeypatch.setattr("caffe2trt.converter.trt.network.others_compute_in", lambda precision: others)
    net, calls, _ = moving_blob()
    quantized = quantize(net, calibrate(net, calls, "minmax"), "int8", recurrent=recurrent)
    scales = scales_of(quantized)
    assert len(scales) == (4 if recurrent else 3)
    for call in calls:
        run, evaluated_ = every_tensor(quantized, call)
        for name, scale in scales.items():
            numbers = [np.rint(tensors[name].astype(np.float32) / scale) for tensors in (run, evaluated_)]
            difference = np.abs(numbers[0] - numbers[1])
            if others == "fp32" or name in ("data/int8", "fc6/reshape/int8"):
                assert difference.max() <= 1, name
                assert (difference > 0).mean() < {"fp32": 0.001, "fp16": 0.02}[others], name
            else:
                assert (difference > 1).mean() < 0.02, name


# moving_blob: all 48 clips.


@pytest.mark.parametrize("recurrent", [False, True])
@pytest.mark.parametrize("method", ["minmax", "percentile"])
@pytest.mark.parametrize("kind", ["int8", "fp8"])
def test_every_clip_moves_as_caffe_says(kind: str, method: str, recurrent: bool, tmp_path: Path) -> None:
    net, calls, expected = moving_blob()
    quantized = quantize(net, calibrate(net, calls, method), kind, recurrent=recurrent)
    forward = evaluated(define_network(quantized, kind))
    results = [[forward(call)["probs"] for call in calls]]
    if kind == "int8":
        results.append([call["probs"] for call in run_onnx(quantized, tmp_path / "n.onnx", list(calls))])
    for found in results:
        assert sum(map(right_answers, found, expected)) == 48
        assert max(np.abs(a - b).max() for a, b in zip(found, expected)) < {"int8": 0.05, "fp8": 0.15}[kind]


# What is quantized, and where.


def test_pooling_and_relu_stay_between_quantized_layers(tmp_path: Path) -> None:
    net = random_net(tmp_path, trunk_text("conv a x", "relu a", "pool b a", "conv c b"))
    values = {"x": np.random.default_rng(0).normal(size=(2, 4, 8, 8)).astype(np.float32)}
    quantized = quantize(net, calibrate(net, [values], "minmax"))
    kinds = [type(node.op).__name__ for node in quantized.program.nodes]
    assert (
        kinds
        == ["FakeQuantize", "Convolution", "Activation", "Pooling", "FakeQuantize", "Convolution", "Identity"][
            : len(kinds)
        ]
    )
    network = define_network(quantized, "int8").network
    layers = [network.get_layer(i).type.name for i in range(network.num_layers)]
    assert (layers.count("QUANTIZE"), layers.count("DEQUANTIZE")) == (2, 4)  # inputs, and the weights


def test_a_shortcut_is_quantized_once_for_the_layer_and_the_sum(tmp_path: Path) -> None:
    text = trunk_text("conv a x", "relu a", "conv b a", "relu b", "conv c b", "sum s c a", "relu s", "conv d s")
    net = random_net(tmp_path, text)
    values = {"x": np.random.default_rng(0).normal(size=(2, 4, 8, 8)).astype(np.float32)}
    program = quantize(net, calibrate(net, [values], "minmax")).program
    rounds = [node for node in program.nodes if isinstance(node.op, p.FakeQuantize)]
    assert [node.inputs[0].name for node in rounds] == ["x", "a", "b", "s"]
    (total,) = (node for node in program.nodes if isinstance(node.op, p.Binary))
    taken = {value.name for value in total.inputs}
    assert rounds[1].output.name in taken  # the shortcut; what the layer before the sum gives is not rounded
    assert "c" in taken


def test_blobs_that_are_joined_have_one_scale(tmp_path: Path) -> None:
    net = random_net(tmp_path, trunk_text("conv a x", "conv b a", "concat j a b", "pool q j", "conv c q", "conv d b"))
    values = {"x": np.random.default_rng(0).normal(size=(2, 4, 8, 8)).astype(np.float32)}
    scales = calibrate(net, [values], "minmax")
    assert scales.values["a"] < scales.values["b"]
    found = scales_of(quantize(net, scales))
    assert found["a/int8"] == found["b/int8"] == found["q/int8"] > found["x/int8"]


def test_layers_that_are_kept_are_not_quantized() -> None:
    net, calls, _ = moving_blob()
    scales = calibrate(net, calls, "minmax")
    quantized = quantize(net, scales, keep=["conv1", "fc8-final"])
    assert quantized.quantization is not None
    assert quantized.quantization.layers == {"fc6"}
    assert list(scales_of(quantized)) == ["fc6/reshape/int8"]
    with pytest.raises(ConversionError, match=r"layer 'conv9', which is to be kept, is unknown. .*'conv1', 'fc6'"):
        quantize(net, scales, keep=["conv9"])
    with pytest.raises(ConversionError, match="layer 'lstm1', which is to be kept, is not quantized anyway"):
        quantize(net, scales, keep=["lstm1"])
    with pytest.raises(ConversionError, match="layer 'probs', which is to be kept, is not quantized anyway"):
        quantize(net, scales, keep=["probs"])
    with pytest.raises(ConversionError, match=r"no layer is left to quantize.*--quantize-recurrent.*'lstm1'"):
        quantize(net, scales, keep=["conv1", "fc6", "fc8-final"])


def test_the_recurrence_is_never_quantized() -> None:
    _, quantized, _ = quantized_case("recurrent/lstm")
    (o,) = (n.op.bind(*n.inputs) for n in quantized.program.nodes if isinstance(n.op, p.LSTM))
    assert o.input_weights.stored is not None
    assert o.recurrent_weights.stored is None
    assert [state.name for state in o.states] == [state.input.name for state in quantized.program.states]


@pytest.mark.parametrize("recurrent", [False, True])
def test_an_unrolled_network_computes_the_same(recurrent: bool, tmp_path: Path) -> None:
    net, calls, _ = moving_blob()
    quantized = quantize(net, calibrate(net, calls, "minmax"), recurrent=recurrent)
    expected = run_reference(quantized, [calls[0]])[0]["probs"]
    unrolled = evaluated(define_network(quantized, "int8", lstm="unroll"))(calls[0])["probs"]
    assert np.abs(unrolled - expected).max() < 0.02
    export_onnx(quantized, tmp_path / "n.onnx", lstm="unroll")
    with Session(tmp_path / "n.onnx") as session:
        assert np.abs(session.step(calls[0])["probs"] - expected).max() < 0.005


def test_the_onnx_file_is_a_third_of_the_size(tmp_path: Path) -> None:
    text = input_layer("x", 2, 256) + (
        'layer { name: "f" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { num_output: 256 } }'
    )
    net = random_net(tmp_path, text)
    quantized = quantize(net, Scales({"x": 0.1}))
    assert export_onnx(quantized, tmp_path / "q.onnx") < 0.3 * export_onnx(net, tmp_path / "n.onnx")
    kinds = [node.op_type for node in onnx.load(tmp_path / "q.onnx").graph.node]
    assert (kinds.count("QuantizeLinear"), kinds.count("DequantizeLinear")) == (1, 2)


# Engines.


@pytest.mark.parametrize(("kind", "gpus"), [("int8", ["sm80", "sm86", "sm89", "sm120"]), ("fp8", ["sm89", "sm120"])])
def test_engines_build(kind: str, gpus: list[str], tmp_path: Path) -> None:
    for name in ("layers/deconv_group", "nets/lrcn_small"):
        _, net, _ = quantized_case(name, kind)
        assert build_engine(net, tmp_path / "n.engine", gpus, kind) > 10_000


def test_fp8_for_a_gpu_without_it_is_explained(tmp_path: Path) -> None:
    _, net, _ = quantized_case("layers/ip", "fp8")
    with pytest.raises(ConversionError, match="sm86 has no fp8; GPUs from sm89 on have: build with --precision int8"):
        build_engine(net, tmp_path / "n.engine", ["sm89", "sm86"], "fp8")
    assert not (tmp_path / "n.engine").exists()


@pytest.mark.parametrize("kind", ["int8", "fp8"])
@pytest.mark.parametrize("version", [version for version in VERSIONS if not version.startswith("8.")])
def test_networks_are_defined_for_the_full_tensorrt(version: str, kind: str) -> None:
    _, net, calls = quantized_case("nets/lrcn_small", kind)
    found = evaluated(define_network(net, kind, tensorrt=full(version)))(calls[0])
    own = evaluated(define_network(net, kind))(calls[0])
    assert all(np.array_equal(found[name], own[name]) for name in own)


def test_tensorrt_8_is_refused_with_the_way_out() -> None:
    _, net, _ = quantized_case("layers/ip")
    with pytest.raises(ConversionError, match=r"has no int8 for caffe2trt.*Build with TensorRT 10, or write an ONNX"):
        define_network(net, "int8", tensorrt=full("8.6.1"))


def test_a_precision_that_does_not_fit_is_refused() -> None:
    net, quantized, _ = quantized_case("layers/ip")
    with pytest.raises(ConversionError, match="precision int8 needs scales, and the network is not quantized"):
        define_network(net, "int8")
    with pytest.raises(ConversionError, match="the network is quantized to int8, not fp16"):
        define_network(quantized, "fp16")
    with pytest.raises(ConversionError, match="precision fp8 needs scales, and the network is quantized to int8"):
        define_network(quantized, "fp8")
    with pytest.raises(ConversionError, match="the network is quantized already"):
        quantize(quantized, Scales({}))


def test_weights_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    random_net(tmp_path, lstm_text(2, 1, 3, 4))
    blobs = [np.full(shape, np.nan, np.float32) for shape in ((16, 3), (16,), (16, 4))]
    net = load(tmp_path / "net.prototxt", write_caffemodel(tmp_path / "w.caffemodel", {"l": blobs}))
    with pytest.raises(ConversionError, match=r"layer 'l': its weights contain NaN or infinity.*--keep l"):
        quantize(net, Scales({"x": 0.1}), recurrent=True)


@pytest.mark.parametrize("precision", ["fp16", "int8"])
def test_an_odd_number_of_channels_stores_no_zeros_of_the_batch(precision: str, tmp_path: Path) -> None:
    """TensorRT for RTX alone would store them: 2.3 MB here, in 8 bits."""
    text = input_layer("x", 64, 3, 64, 64) + (
        'layer { name: "c" type: "Convolution" bottom: "x" top: "y" convolution_param { num_output: 8 kernel_size: 3 }}'
    )
    net = random_net(tmp_path, text)
    x = np.random.default_rng(0).normal(size=(64, 3, 64, 64)).astype(np.float32)
    if precision == "int8":
        net = quantize(net, calibrate(net, [{"x": x}], "minmax"))
    expected = run_reference(net, [{"x": x}])[0]["y"]
    found = evaluated(define_network(net, precision))({"x": x})["y"]
    assert np.abs(found - expected).max() < 2e-3 * np.abs(expected).max()
    spare = 64 * 64 * 64 * (1 if precision == "int8" else 2)
    even = random_net(tmp_path, text.replace("dim: 3", "dim: 4"))
    if precision == "int8":
        even = quantize(even, Scales({"x": 0.05}))
    sizes = [build_engine(net_, tmp_path / "n.engine", "sm86", precision) for net_ in (net, even)]
    assert sizes[0] < sizes[1] + spare / 4


def test_fp8_is_refused_for_onnx_files(tmp_path: Path) -> None:
    _, net, _ = quantized_case("layers/ip", "fp8")
    with pytest.raises(ConversionError, match=r"fp8 is for engines: .*\(-o net.engine\), or use --precision int8"):
        export_onnx(net, tmp_path / "n.onnx")
