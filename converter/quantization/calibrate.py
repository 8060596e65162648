"""calibrate: the scales of a network's blobs, from what flows through it.

The network is computed by the Reference, with its state carried from call to call. onnxruntime's collectors make
histograms of the blobs and choose a range.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import METHODS, require_choice
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.quantized import LARGEST, NUMPY_TYPES
from caffe2trt.converter.quantization.insert import calibrated
from caffe2trt.converter.quantization.quantize import layer_types
from caffe2trt.converter.quantization.scales import Scales
from caffe2trt.converter.reference import Reference

PERCENTILE = 99.99
_BINS = 2048  # of a histogram, over negative and positive values
_LEVELS = 256  # that the entropy method compares them with
Watched = Callable[[Iterable[Any], str], Iterable[Any]]


def calibrate(
    net: Net,
    calls: Iterable[Mapping[str, Array]],
    method: str = "percentile",
    *,
    percentile: float = PERCENTILE,
    watched: Watched = lambda items, what: items,
) -> Scales:
    """The scales of the blobs that layers of a network take in 8 bits.

    Args:
        calls: the inputs of each call, as they are in use; the state goes from each to the next.
        method: minmax: the largest value; percentile: what this part of the values is below; entropy: the range that
            loses least information, as TensorRT's EntropyCalibration2; distribution: from the standard deviation, for
            fp8.
        percentile: of the values, for that method.
        watched: gives items one by one and may show the progress.

    Raises:
        ConversionError: the weights or the data are missing, or a blob holds NaN or infinity.
    """
    require_choice("method", method, METHODS)
    if not 0 < percentile <= 100:
        raise ConversionError(f"the percentile {percentile:g} is not above 0 and at most 100", "Such as 99.99")
    if net.varying is not None:
        net = net.varying.at(*net.varying.best())
    wanted = calibrated(net.program, layer_types(net))
    inputs = {**net.program.inputs, **{state.input.name: state.input for state in net.program.states}}
    reference = Reference(net)
    ranges = {name: _Range(method, percentile) for name in wanted}
    count = 0
    for count, call in enumerate(watched(calls, "calibration, calls"), 1):
        given = {**reference.state, **call}
        values = {name: given[name] for name in wanted if name in inputs} | reference.values(call, set(wanted))
        for name, own in ranges.items():
            array = np.asarray(values[name], np.float32)
            if not np.isfinite(array).all():
                raise ConversionError(
                    f"the blob {name!r} holds NaN or infinity in call {count} of the calibration data",
                    "Check the data: mean, scale, and what was recorded",
                )
            own.add(array)
    if not count:
        raise ConversionError("there is no calibration data", "Give at least one call")
    scales = {name: ranges[name].scale() for name in watched(list(ranges), "calibration, blobs")}
    return Scales(scales, method)


class _Range:
    """The range of one blob; the methods but minmax are onnxruntime's."""

    def __init__(self, method: str, percentile: float) -> None:
        self.method, self.percentile = method, percentile
        self.largest = 0.0
        self.collector: Any = None

    def add(self, array: Array) -> None:
        """Add the values of one call."""
        largest = float(np.abs(array).max(initial=0.0))
        self.largest = max(self.largest, largest)
        if self.method == "minmax" or not self.largest:
            return
        if self.collector is None:
            from onnxruntime.quantization.calibrate import HistogramCollector

            self.collector = HistogramCollector(self.method, True, _BINS, _LEVELS, self.percentile, "same")
        with redirect_stdout(io.StringIO()):  # it prints its progress
            self.collector.collect({"blob": array})

    def scale(self) -> float:
        """What 1 of int8 stands for, a float32."""
        if self.collector is None:
            return float(np.float32(self.largest / LARGEST["int8"]))
        with redirect_stdout(io.StringIO()):
            found = self.collector.compute_collection_result()["blob"]
        if self.method == "distribution":
            numbers = np.arange(256, dtype=np.uint8).view(NUMPY_TYPES["fp8"]).astype(np.float32)
            scale = float(found.std) / float(np.std(numbers[np.isfinite(numbers)]))
            return float(np.float32(scale * LARGEST["fp8"] / LARGEST["int8"]))
        return float(np.float32(max(abs(float(found[0])), abs(float(found[1]))) / LARGEST["int8"]))
