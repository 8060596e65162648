"""Random weights: what a layer's fillers would begin its training with, for a network whose caffemodel is not there.

A filler of the prototxt means what it means in Caffe (filler.hpp). Where the prototxt gives none, as in most deploy
files, Caffe would begin with zeros, from which nothing can be seen. The default is then:

- weights and tables: xavier, uniform between -sqrt(3/n) and sqrt(3/n) for n inputs of an output
- biases, shifts and means: uniform between -0.1 and 0.1
- scales and variances: uniform between 0.5 and 1.5
- PReLU's slopes: 0.25; the factor of BatchNorm's statistics: 1
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.schema.caffe_pb2 import FillerParameter, LayerParameter

_WEIGHTS = ("weight_filler", "Filter_Filler")
# By the last word of a blob's role: the fields that fill it, of which a layer's parameters have at most one.
_FIELDS: dict[str, tuple[str, ...]] = {
    "bias": ("bias_filler", "filler"),
    "shift": ("shift_filler", "BN_Bias_Filler"),
    "scale": ("filler", "scale_filler", "BN_Scaler_Filler"),
    "slope": ("filler",),
    "mean": (),
    "variance": (),
    "factor": (),
    "parameter": (),
}
_GATES = {"g": "input", "i": "input_gate", "f": "forget_gate", "o": "output_gate"}  # of an Lstm with peepholes
_FEW = FillerParameter(type="uniform", min=-0.1, max=0.1)
_AROUND_ONE = FillerParameter(type="uniform", min=0.5, max=1.5)
_DEFAULTS = {
    **dict.fromkeys(("bias", "shift", "mean"), _FEW),
    **dict.fromkeys(("scale", "variance"), _AROUND_ONE),
    "slope": FillerParameter(value=0.25),
    "factor": FillerParameter(value=1),
}


class FillerProblem(ValueError):
    """A filler that Caffe does not have, or that does not fit its blob."""


def random_blob(seed: int, proto: LayerParameter, index: int, role: str, shape: Shape) -> Array:
    """A learned blob of a layer, from the prototxt's filler or the default, float32.

    The numbers depend on the seed, the layer's name and the blob's place in it, and on nothing else.

    Args:
        index: the blob's place among those of the layer.
        role: what it is: input_weights, bias.

    Raises:
        FillerProblem: the filler is not one of Caffe's, or does not fit the blob.
    """
    rng = np.random.default_rng((seed, zlib.crc32(proto.name.encode()), index))
    filler = _filler_of(proto, role)
    if filler is not None:
        return filled(filler, shape, rng)
    default = _DEFAULTS.get(_word(role), FillerParameter(type="xavier"))
    is_table = len(shape) == 4 and shape[0] == shape[2] == 1 and "convolution" not in proto.type.lower()
    return filled(default, shape[1:] if is_table else shape, rng).reshape(shape)  # (1, C, 1, D) in forks


def _word(role: str) -> str:
    """weights for input_weights, scale for narrow_scale_0."""
    return re.sub(r"_\d+$", "", role).rpartition("_")[2]


def _filler_of(proto: LayerParameter, role: str) -> FillerParameter | None:
    """The prototxt's filler of a blob, if it gives one."""
    if match := re.fullmatch("([gifo])_(weight|bias)s?", role):
        names: tuple[str, ...] = (f"{_GATES[match[1]]}_{match[2]}_filler",)
    elif role in ("input_value", "input_gate", "forget_gate", "output_gate"):
        names = (f"{role.removesuffix('_value')}_weight_filler",)
    else:
        names = _FIELDS.get(_word(role), _WEIGHTS)
    for field, message in proto.ListFields():
        if field.message_type is not None and not field.is_repeated:
            for name in names:
                if name in field.message_type.fields_by_name:
                    return getattr(message, name) if message.HasField(name) else None
    return None


def filled(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> Array:
    """What Caffe's filler draws for a blob of this shape, float32.

    Raises:
        FillerProblem: the filler is not one of Caffe's, or does not fit the blob.
    """
    if filler.type not in _FILLS:
        raise FillerProblem(f"its filler has the type {filler.type!r}; Caffe has {', '.join(_FILLS)}")
    if filler.sparse < -1 or (filler.sparse >= 0 and filler.type != "gaussian"):
        raise FillerProblem(f"its {filler.type} filler has sparse: {filler.sparse}")
    return np.asarray(_FILLS[filler.type](filler, shape, rng), np.float32)


def _uniform(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> NDArray[Any]:
    if not filler.min <= filler.max:
        raise FillerProblem(f"its uniform filler goes from {filler.min:g} to {filler.max:g}")
    return rng.uniform(filler.min, filler.max, shape)


def _gaussian(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> NDArray[Any]:
    if not filler.std > 0:
        raise FillerProblem(f"its gaussian filler has std: {filler.std:g}")
    values = rng.normal(filler.mean, filler.std, shape)
    if filler.sparse < 0:
        return values
    return values * (rng.random(shape) < filler.sparse / shape[0])  # each output keeps about as many inputs


def _unitball(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> NDArray[Any]:
    values = rng.random(shape)
    ball: NDArray[Any] = values / values.sum(tuple(range(1, len(shape))), keepdims=True)
    return ball


def _inputs(filler: FillerParameter, shape: Shape) -> float:
    """What xavier and msra divide by: the inputs of each output, its outputs, or their mean."""
    count = math.prod(shape)
    fan_in, fan_out = count / shape[0] if shape else 1, count / shape[1] if len(shape) > 1 else count
    means = {FillerParameter.FAN_OUT: fan_out, FillerParameter.AVERAGE: (fan_in + fan_out) / 2}
    return means.get(filler.variance_norm, fan_in)


def _xavier(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> NDArray[Any]:
    scale = math.sqrt(3 / _inputs(filler, shape))
    return rng.uniform(-scale, scale, shape)


def _msra(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> NDArray[Any]:
    return rng.normal(0, math.sqrt(2 / _inputs(filler, shape)), shape)


def _bilinear(filler: FillerParameter, shape: Shape, rng: np.random.Generator) -> NDArray[Any]:
    if len(shape) != 4 or shape[2] != shape[3]:
        raise FillerProblem(f"its bilinear filler takes a square kernel of four axes, found {shape}")
    size = shape[3]
    half = math.ceil(size / 2)
    line = 1 - np.abs(np.arange(size, dtype=np.float32) / np.float32(half) - np.float32((size - 1) / (2 * half)))
    return np.broadcast_to(np.outer(line, line), shape)


_FILLS: dict[str, Callable[[FillerParameter, Shape, np.random.Generator], NDArray[Any]]] = {
    "constant": lambda filler, shape, rng: np.full(shape, filler.value),
    "uniform": _uniform,
    "gaussian": _gaussian,
    "positive_unitball": _unitball,
    "xavier": _xavier,
    "msra": _msra,
    "bilinear": _bilinear,
}
