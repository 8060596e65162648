"""Fillers: the values that Caffe gives weights before training, and those of a DummyData layer."""

from __future__ import annotations

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import FillerParameter, LayerParameter
from caffe2trt.converter.layers.fillers import FillerProblem, filled

_GENERATOR = [np.random.default_rng()]


def set_random_seed(seed: int) -> None:
    """Make the random fillers repeat themselves. The numbers are not those that Caffe makes of this seed."""
    _GENERATOR[0] = np.random.default_rng(seed)


def fill(filler: FillerParameter, shape: Shape) -> Array:
    """Values of one shape, as Caffe's filler of that type draws them.

    Raises:
        ConversionError: there is no such filler, or it does not fit the shape.
    """
    try:
        return filled(filler, shape, _GENERATOR[0])
    except FillerProblem as problem:
        raise ConversionError(str(problem), "Correct the filler in the prototxt") from problem


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
