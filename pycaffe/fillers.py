"""Fillers: the values that Caffe gives weights before training, and those of a DummyData layer."""

from __future__ import annotations

import math

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import FillerParameter, LayerParameter

_GENERATOR = [np.random.default_rng()]


def set_random_seed(seed: int) -> None:
    """Make the random fillers repeat themselves. The numbers are not those that Caffe makes of this seed."""
    _GENERATOR[0] = np.random.default_rng(seed)


def fill(filler: FillerParameter, shape: Shape) -> Array:
    """Values of one shape.

    Raises:
        ConversionError: there is no such filler.
    """
    generator = _GENERATOR[0]
    kind = filler.type
    if kind == "constant":
        return np.full(shape, filler.value, np.float32)
    if kind == "uniform":
        return generator.uniform(filler.min, filler.max, shape).astype(np.float32)
    if kind == "gaussian":
        values = generator.normal(filler.mean, filler.std, shape)
        if filler.sparse >= 0 and len(shape) > 1:
            values *= generator.random(shape) < min(1.0, filler.sparse / shape[0])
        return values.astype(np.float32)
    if kind == "positive_unitball":
        values = generator.random(shape)
        rows = values.reshape(len(values), -1)
        return np.asarray(rows / rows.sum(1, keepdims=True), np.float32).reshape(shape)
    if kind in ("xavier", "msra"):
        spread = _fan(filler, shape)
        if kind == "msra":
            return generator.normal(0, math.sqrt(2 / spread), shape).astype(np.float32)
        limit = math.sqrt(3 / spread)
        return generator.uniform(-limit, limit, shape).astype(np.float32)
    if kind == "bilinear":
        return np.broadcast_to(_bilinear(shape), shape).astype(np.float32)
    raise ConversionError(
        f"unknown filler {kind!r}",
        "The fillers are: constant, uniform, gaussian, positive_unitball, xavier, msra, bilinear",
    )


def filler_of(layer: LayerParameter, index: int, shape: Shape) -> FillerParameter:
    """The filler of a layer's learned blob `index`, as its prototxt says; where it says none, what Caffe takes."""
    alone = {"Scale": ("scale_param", 1.0), "Bias": ("bias_param", 0.0), "PReLU": ("prelu_param", 0.25)}
    if layer.type in alone and index == 0:
        name, default = alone[layer.type]
        parameter = getattr(layer, name)
        return parameter.filler if parameter.HasField("filler") else FillerParameter(value=default)
    wanted = "bias_filler" if len(shape) == 1 else "weight_filler"
    for known, value in layer.ListFields():
        parameters = value if hasattr(value, "extend") else [value]  # forks have one for each group of weights
        if known.message_type and wanted in known.message_type.fields_by_name:
            return getattr(parameters[0], wanted)  # type: ignore[no-any-return]
    return FillerParameter()


def _fan(filler: FillerParameter, shape: Shape) -> float:
    count = math.prod(shape)
    into = count / shape[0]
    out = count / shape[1] if len(shape) > 1 else count
    modes = {
        FillerParameter.FAN_IN: into,
        FillerParameter.FAN_OUT: out,
        FillerParameter.AVERAGE: (into + out) / 2,
    }
    return modes[filler.variance_norm]


def _bilinear(shape: Shape) -> Array:
    """The weights that a Deconvolution enlarges pictures with."""
    width = shape[-1]
    factor = math.ceil(width / 2)
    center = (2 * factor - 1 - factor % 2) / (2 * factor)
    row = 1 - np.abs(np.arange(width) / factor - center)
    return np.asarray(row[:, None] * row[None, :], np.float32)
