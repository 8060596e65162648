"""calibrate: the scales of a network's blobs, from what flows through it.

The network is computed by the Reference, with its state carried from call to call. onnxruntime's collectors make
histograms of the blobs and choose a range.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
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
        calls: the inputs of each call, as they are in use; the state goes from each to the next. All methods but minmax
            go through them twice.
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
    calls = list(calls) if iter(calls) is calls else calls
    largest: dict[str, float] = {}
    count = 0
    for count, values in enumerate(_values(net, watched(calls, "calibration, ranges")), 1):
        for name, array in values.items():
            if not np.isfinite(array).all():
                raise ConversionError(
                    f"the blob {name!r} holds NaN or infinity in call {count} of the calibration data",
                    "Check the data: mean, scale, and what was recorded",
                )
            largest[name] = max(largest.get(name, 0.0), float(np.abs(array).max(initial=0.0)))
    if not count:
        raise ConversionError("there is no calibration data", "Give at least one call")
    if method == "minmax":
        return Scales({name: float(np.float32(most / LARGEST["int8"])) for name, most in largest.items()}, method)
    histograms = {name: _Histogram(method, percentile, most) for name, most in largest.items() if most}
    for values in _values(net, watched(calls, "calibration, histograms")):
        for name, histogram in histograms.items():
            histogram.add(values[name])
    found = {name: histograms[name].scale() for name in watched(list(histograms), "calibration, blobs")}
    return Scales(dict.fromkeys(largest, 0.0) | found, method)


def _values(net: Net, calls: Iterable[Mapping[str, Array]]) -> Iterator[dict[str, Array]]:
    """Of each call, the values whose ranges are wanted."""
    wanted = set(calibrated(net.program, layer_types(net)))
    reference = Reference(net)
    for call in calls:
        before = reference.state
        made = reference.values(call, wanted)
        given = {name: array for name, array in {**before, **call}.items() if name in wanted}
        yield {name: np.asarray(array, np.float32) for name, array in {**given, **made}.items()}


class _Histogram:
    """The histogram of one blob, and the range that one of onnxruntime's methods makes of it."""

    def __init__(self, method: str, percentile: float, largest: float) -> None:
        """`largest` is the largest absolute value: a histogram that grows from call to call may become huge."""
        from onnxruntime.quantization.calibrate import HistogramCollector

        self.method = method
        self.collector: Any = HistogramCollector(method, True, _BINS, _LEVELS, percentile, "same")
        self.add(np.array([0, largest], np.float32))

    def add(self, array: Array) -> None:
        """Add the values of one call."""
        with redirect_stdout(io.StringIO()):  # it prints its progress
            self.collector.collect({"blob": array})

    def scale(self) -> float:
        """What 1 of int8 stands for, a float32."""
        with redirect_stdout(io.StringIO()):
            found = self.collector.compute_collection_result()["blob"]
        if self.method == "distribution":
            numbers = np.arange(256, dtype=np.uint8).view(NUMPY_TYPES["fp8"]).astype(np.float32)
            scale = float(found.std) / float(np.std(numbers[np.isfinite(numbers)]))
            return float(np.float32(scale * LARGEST["fp8"] / LARGEST["int8"]))
        return float(np.float32(max(abs(float(found[0])), abs(float(found[1]))) / LARGEST["int8"]))
