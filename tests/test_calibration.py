"""Calibration: the ranges of blobs, the files that keep their scales, and the layers that are better not quantized."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from caffe2trt.caffe.errors import FileError
from caffe2trt.converter import ConversionError, Net, Reference, export_onnx
from caffe2trt.converter.comparison.layerwise import compare_layers
from caffe2trt.converter.comparison.metrics import UNLIMITED
from caffe2trt.converter.comparison.runners import reference_runner
from caffe2trt.converter.quantization.calibrate import calibrate
from caffe2trt.converter.quantization.quantize import quantize
from caffe2trt.converter.quantization.scales import Scales, read_scales
from caffe2trt.converter.quantization.search import layer_noise, search
from tests.harness import Case
from tests.networks import input_layer, random_net
from tests.quantized_networks import Arrays, moving_blob, run_reference, trunk_text

# Written by hand from the largest values of what lrcn_small takes in its first call, divided by 127.
TABLE = """TRT-8601-EntropyCalibration2
data: {data}
norm1: {norm1}
norm2: {norm2}
conv3: {conv3}
conv4: {conv4}
pool5: {pool5}
fc6-reshape: {fc6}
lstm1-drop: {lstm1}
probs: 3c010204
"""


def hexadecimal(scale: float) -> str:
    return struct.pack(">f", scale).hex()


def outliers(folder: Path) -> tuple[Net, list[Arrays]]:
    """A trunk whose input has a few elements that are sixty times as large as the others."""
    net = random_net(folder, trunk_text("conv a x", "relu a", "conv b a", "relu b", "conv c b"))
    rng = np.random.default_rng(0)
    calls = []
    for _ in range(8):
        x = rng.normal(size=(2, 4, 8, 8)).astype(np.float32)
        x[rng.random(x.shape) < 5e-4] *= 60
        calls.append({"x": x})
    assert max(np.abs(call["x"]).max() for call in calls) > 40
    return net, calls


def noise_of(net: Net, quantized: Net, calls: list[Arrays]) -> float:
    """The mean square error of the output, where the input has no outlier."""
    pairs = zip(run_reference(net, calls), run_reference(quantized, calls), calls)
    return float(np.mean([np.mean((a["c"] - b["c"]) ** 2) for a, b, call in pairs if np.abs(call["x"]).max() < 10]))


# Methods.


def test_minmax_is_the_largest_value_over_127(tmp_path: Path) -> None:
    net, calls = outliers(tmp_path)
    scales = calibrate(net, calls, "minmax")
    largest = max(np.abs(call["x"]).max() for call in calls)
    assert scales.values["x"] == pytest.approx(largest / 127)
    assert (set(scales.values), scales.method) == ({"x", "a", "b"}, "minmax")


@pytest.mark.parametrize(("method", "kept"), [("percentile", 0.8), ("entropy", 0.9)])
def test_outliers_are_better_left_out(method: str, kept: float, tmp_path: Path) -> None:
    net, calls = outliers(tmp_path)
    plain, chosen = calibrate(net, calls, "minmax"), calibrate(net, calls, method, percentile=99.9)
    assert chosen.values["x"] < kept * plain.values["x"]
    ordinary = [call for call in calls if np.abs(call["x"]).max() < 10]
    assert ordinary
    by_minmax, by_method = (noise_of(net, quantize(net, scales), calls) for scales in (plain, chosen))
    assert by_method < 0.7 * by_minmax


def test_distribution_is_for_fp8(tmp_path: Path) -> None:
    net, calls = outliers(tmp_path)
    scales = calibrate(net, calls, "distribution")
    assert 0 < scales.values["x"] < calibrate(net, calls, "minmax").values["x"]


def test_the_state_is_carried_from_call_to_call() -> None:
    case = Case.named("nets/lrcn_small")
    net, calls = case.load(), [inputs for inputs, _ in case.calls]
    assert len(calls) > 1
    reference = Reference(net)
    largest = max(np.abs(reference.forward(call)["lstm1"]).max() for call in calls)
    assert calibrate(net, calls, "minmax").values["lstm1"] == pytest.approx(largest / 127)
    assert largest != max(np.abs(Reference(net).forward(call)["lstm1"]).max() for call in calls)


# Files.


def test_scales_come_back_from_their_file(tmp_path: Path) -> None:
    net, calls, _ = moving_blob()
    scales = calibrate(net, calls, "percentile")
    scales.write(tmp_path / "s.json")
    assert read_scales(tmp_path / "s.json") == scales
    assert json.loads((tmp_path / "s.json").read_text())["method"] == "percentile"


def model_of(net: Net, path: Path) -> bytes:
    """An ONNX file without what it records of how it was made."""
    export_onnx(net, path)
    model = onnx.load(path)
    del model.metadata_props[:]
    return bytes(model.SerializeToString())


def test_a_calibration_table_of_tensorrt_gives_the_same_network(tmp_path: Path) -> None:
    case = Case.named("nets/lrcn_small")
    net, calls = case.load(), [case.calls[0][0]]
    scales = calibrate(net, calls, "minmax")
    scales.write(tmp_path / "s.json")
    digits = {name: hexadecimal(scale) for name, scale in scales.values.items()}
    (tmp_path / "CalibrationTable").write_text(TABLE.format(**digits))
    table = read_scales(tmp_path / "CalibrationTable")
    assert table.method == "EntropyCalibration2"
    networks = [quantize(net, read, recurrent=True) for read in (read_scales(tmp_path / "s.json"), table)]
    assert networks[1].warnings == net.warnings
    first, second = (model_of(network, tmp_path / "n.onnx") for network in networks)
    assert first == second


def test_blobs_that_a_table_names_and_the_network_lacks_are_told(tmp_path: Path) -> None:
    net, calls, _ = moving_blob()
    held = dict(calibrate(net, calls, "minmax").values)
    more = {**held, "(Unnamed Layer* 3) [Activation]_output": 0.1}
    (warning,) = set(quantize(net, Scales(more, origin="table")).warnings) - set(net.warnings)
    assert warning.startswith("table names blobs that this network does not have: '(Unnamed Layer* 3)")
    with pytest.raises(ConversionError, match=r"table names no blob of this network; it has 'other'. The blobs are"):
        quantize(net, Scales({"other": 0.1}, origin="table"))
    del held["norm1"]
    with pytest.raises(ConversionError, match=r"layer 'fc6': table has no scale for its input 'norm1'.*--keep fc6"):
        quantize(net, Scales(held, origin="table"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a file of scales"),
        ("[1]", "not a file of scales"),
        ('{"format": "caffe2trt scales 9", "method": "", "scales": {}}', "of another version"),
        ('{"format": "caffe2trt scales 1", "method": "", "scales": {"x": -1}}', "the scale of 'x' is -1"),
        ('{"format": "caffe2trt scales 1", "method": "", "scales": {"x": NaN}}', "the scale of 'x' is nan"),
        (
            '{"format": "caffe2trt scales 1", "method": "", "scales": {"x": 1' + "0" * 400 + "}}",
            "the scale of 'x' is 1000",
        ),
        ('{"format": "caffe2trt scales 1", "method": "", "scales": {"x": "1"}}', "the scale of 'x' is '1'"),
        ("TRT-8601-EntropyCalibration2\nx: 3c01\n", "line 2: expected a blob's name and 8 hexadecimal digits"),
        ("TRT-8601-EntropyCalibration2\nx 3c010204\n", "line 2"),
        ("TRT-8601-EntropyCalibration2\nx: 7fc00000\n", "line 2: the scale of 'x' is nan"),
        ("TRT-8601-EntropyCalibration2\n", "holds no scales"),
    ],
)
def test_a_file_that_is_none_of_scales_is_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "s").write_text(text)
    with pytest.raises(FileError, match=message):
        read_scales(tmp_path / "s")


# Bad data.


def test_no_data_and_nan_are_errors(tmp_path: Path) -> None:
    net, calls = outliers(tmp_path)
    with pytest.raises(ConversionError, match="there is no calibration data"):
        calibrate(net, [])
    calls[1]["x"][0, 0, 0, 0] = np.nan
    with pytest.raises(ConversionError, match="the blob 'x' holds NaN or infinity in call 2 of the calibration data"):
        calibrate(net, calls)


@pytest.mark.parametrize("method", ["minmax", "entropy", "percentile"])
def test_a_layer_whose_input_was_always_zero_stays_as_it_is(method: str, tmp_path: Path) -> None:
    text = trunk_text("conv a x", "relu a", "conv b a") + (
        input_layer("z", 2, 3)
        + 'layer { name: "f" type: "InnerProduct" bottom: "z" top: "y" inner_product_param { num_output: 2 } }'
    )
    net = random_net(tmp_path, text)
    rng = np.random.default_rng(0)
    calls = [{"x": rng.normal(size=(2, 4, 8, 8)).astype(np.float32), "z": np.zeros((2, 3), np.float32)}] * 2
    quantized = quantize(net, calibrate(net, calls, method))
    assert quantized.quantization is not None
    assert quantized.quantization.layers == {"conv_a", "conv_b"}
    assert quantized.warnings[-1] == ("layer 'f' is not quantized: its input 'z' was 0 in all of the calibration data")


def test_channels_without_weights_or_values_do_no_harm(tmp_path: Path) -> None:
    net = random_net(tmp_path, trunk_text("conv a x", "relu a", "conv b a"))
    x = np.random.default_rng(0).normal(size=(2, 4, 8, 8)).astype(np.float32)
    x[:, 1] = 0
    quantized = quantize(net, calibrate(net, [{"x": x}], "minmax"))
    (exact,), (found,) = run_reference(net, [{"x": x}]), run_reference(quantized, [{"x": x}])
    assert np.abs(found["b"] - exact["b"]).max() < 0.03 * np.abs(exact["b"]).max()


# What quantization costs.


def noisy(folder: Path) -> tuple[Net, list[Arrays]]:
    """A network whose second layer has inputs of very different sizes, so that one scale does not do for them."""
    net, _ = outliers(folder)
    rng = np.random.default_rng(1)
    return net, [{"x": (rng.normal(size=(2, 4, 8, 8)) ** 5).astype(np.float32)} for _ in range(2)]


def test_the_noisiest_layer_is_named_first(tmp_path: Path) -> None:
    net, calls = noisy(tmp_path)
    quantized = quantize(net, calibrate(net, calls, "minmax"))
    layers = compare_layers(net, reference_runner(quantized, everything=True), calls, UNLIMITED, "int8")
    noises = layer_noise(layers)
    assert noises[0].layer == "conv_a"
    assert [noise.decibels for noise in noises] == sorted(noise.decibels for noise in noises)
    assert 10 < noises[0].decibels < noises[-1].decibels < 60


def test_search_keeps_as_few_layers_as_are_needed(tmp_path: Path) -> None:
    net, calls = noisy(tmp_path)
    scales = calibrate(net, calls, "minmax")

    def error(quantized: Net) -> float:
        found, exact = run_reference(quantized, calls), run_reference(net, calls)
        largest = max(np.abs(b["c"]).max() for b in exact)
        return float(max(np.abs(a["c"] - b["c"]).max() for a, b in zip(found, exact)) / largest)

    whole, one = quantize(net, scales), quantize(net, scales, keep=["conv_a"])
    assert error(one) < error(whole)
    found: Any = search(net, whole, scales, calls, (error(one) + error(whole)) / 2)
    assert found.quantization.keep == ("conv_a",)
    assert search(net, whole, scales, calls, 2 * error(whole)) is whole
    with pytest.raises(ConversionError, match=r"alone in int8, the outputs are still off by .* more than 1e-09"):
        search(net, whole, scales, calls, 1e-9)


def test_a_first_call_of_tiny_values_costs_no_memory(tmp_path: Path) -> None:
    """A histogram that grew from it would have a bin for each 1e-12."""
    net, calls = outliers(tmp_path)
    tiny = {"x": calls[0]["x"] * np.float32(1e-9)}
    for method in ("percentile", "entropy", "distribution"):
        alone, after = calibrate(net, calls[:2], method), calibrate(net, iter([tiny, *calls[:2]]), method)
        assert after.values["x"] == pytest.approx(alone.values["x"], rel=0.3), method
