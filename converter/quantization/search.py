"""What quantization costs: the noise of each layer, and the layers that are better kept in half precision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.comparison.layerwise import LayerDifference, compare_layers
from caffe2trt.converter.comparison.metrics import UNLIMITED
from caffe2trt.converter.comparison.runners import reference_runner
from caffe2trt.converter.net import Net
from caffe2trt.converter.quantization.calibrate import Watched
from caffe2trt.converter.quantization.insert import TYPES
from caffe2trt.converter.quantization.quantize import quantize
from caffe2trt.converter.quantization.scales import Scales
from caffe2trt.converter.reference import Reference


@dataclass(frozen=True)
class LayerNoise:
    """The noise that a layer in 8 bits adds.

    Attributes:
        layer, type: the Caffe layer.
        decibels: its signal to noise ratio, against float64 for the inputs that it had.
    """

    layer: str
    type: str
    decibels: float


def layer_noise(differences: Iterable[LayerDifference]) -> list[LayerNoise]:
    """The noise of each layer that can be quantized, the noisiest first."""
    quantizable = (*TYPES, "LSTM", "Lstm", "RNN")
    worst: dict[str, LayerNoise] = {}
    for one in differences:
        noise = LayerNoise(one.layer, one.type, one.metrics.decibels)
        if one.type in quantizable and (one.layer not in worst or noise.decibels < worst[one.layer].decibels):
            worst[one.layer] = noise
    return sorted(worst.values(), key=lambda noise: noise.decibels)


def search(
    net: Net,
    quantized: Net,
    scales: Scales,
    calls: Iterable[Mapping[str, Array]],
    error: float,
    *,
    watched: Watched = lambda items, what: items,
) -> Net:
    """The network with the noisiest layers kept, as few as bring the outputs within `error`.

    Args:
        net: the network as it was loaded.
        quantized: what `quantize` made of it.
        calls: the calibration data.
        error: what is allowed, as a part of an output's largest element.

    Raises:
        ConversionError: no choice of layers is good enough.
    """
    quantization = quantized.quantization
    assert quantization is not None
    if net.varying is not None and quantized.varying is not None:
        size = net.varying.best()
        found = search(net.varying.at(*size), quantized.varying.at(*size), scales, calls, error, watched=watched)
        assert found.quantization is not None
        kept = found.quantization.keep
        return quantize(net, scales, quantization.kind, keep=kept, recurrent=quantization.recurrent)
    runner = reference_runner(quantized, everything=True)
    ranked = layer_noise(compare_layers(net, runner, calls, UNLIMITED, quantization.kind))
    order = [noise.layer for noise in ranked if noise.layer in quantization.layers]
    expected = _outputs(net, calls)
    keep, reached = list(quantization.keep), np.inf
    for noisiest in watched(order, "search, layers"):
        reached = _error(quantized, calls, expected)
        if reached <= error:
            return quantized
        keep.append(noisiest)
        if len(keep) - len(quantization.keep) == len(order):
            break
        quantized = quantize(net, scales, quantization.kind, keep=keep, recurrent=quantization.recurrent)
    raise ConversionError(
        f"with '{order[-1]}' alone in {quantization.kind}, the outputs are still off by {reached:.1e} of their largest "
        f"element, more than {error:g}",
        "Allow more (--search), calibrate with other data or another --method, or convert with --precision fp16",
    )


def _outputs(net: Net, calls: Iterable[Mapping[str, Array]]) -> list[dict[str, Array]]:
    reference = Reference(net)
    return [{name: results[name] for name in net.outputs} for results in map(reference.outputs, calls)]


def _error(net: Net, calls: Iterable[Mapping[str, Array]], expected: list[dict[str, Array]]) -> float:
    """The largest error of any output, as a part of its largest element."""
    found = _outputs(net, calls)
    return max(_part([call[name] for call in found], [call[name] for call in expected]) for name in net.outputs)


def _part(found: list[Any], expected: list[Any]) -> float:
    largest = max(float(np.abs(array).max(initial=0.0)) for array in expected)
    error = max(float(np.abs(a - b).max(initial=0.0)) for a, b in zip(found, expected))
    return error / largest if largest else error
