"""Checks the arrays that a caller gives for a network's inputs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError


def check_feeds(
    feeds: Mapping[str, ArrayLike],
    inputs: Mapping[str, Shape],
    *,
    optional: Mapping[str, Shape] | None = None,
    ignored: Collection[str] = (),
) -> dict[str, NDArray[np.float32]]:
    """The feeds as float32 arrays, after checking names and shapes.

    Args:
        inputs: what must be given, with shapes.
        optional: what may be given; zeros where it is not.
        ignored: names that may stand among the feeds and are left out.

    Raises:
        ConversionError: names the input, what was expected and what was found.

    """
    optional = optional or {}
    known = {**inputs, **optional}
    for name in feeds:
        if name not in known and name not in ignored:
            raise ConversionError(f"unknown input {name!r}", f"The inputs are: {', '.join(known) or 'none'}")
    result = {}
    for name, shape in known.items():
        if name not in feeds:
            if name not in optional:
                raise ConversionError(f"the input {name!r} {shape} is missing", "Pass an array for it")
            result[name] = np.zeros(shape, np.float32)
            continue
        array = np.asarray(feeds[name], np.float32)
        if array.shape != tuple(shape):
            raise ConversionError(f"the input {name!r} has shape {array.shape}, expected {tuple(shape)}", "Reshape it")
        result[name] = array
    return result
