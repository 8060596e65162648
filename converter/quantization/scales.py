"""Scales of blobs: what calibration finds, and the files that keep them."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.files import read_input, replacing

FORMAT = "caffe2trt scales 1"
_LONGEST = 64 * 2**20  # bytes of a file of scales
_REMEDY = "Give what --save-scales wrote, or a CalibrationTable of TensorRT"


@dataclass(frozen=True)
class Scales:
    """The scales of a network's blobs.

    Attributes:
        values: by blob: what 1 of int8 stands for, a float32. The largest number is 127 times that. 0 for a blob that
            was always 0.
        method: how they were found.
        origin: where they come from, for messages.
    """

    values: Mapping[str, float]
    method: str = ""
    origin: str = field(default="the calibration", compare=False)

    def write(self, path: str | Path) -> None:
        """Write them as JSON, which `read_scales` reads."""
        held = {"format": FORMAT, "method": self.method, "scales": dict(self.values)}
        with replacing(path) as file:
            file.write(json.dumps(held, indent=2).encode() + b"\n")


def read_scales(path: str | Path) -> Scales:
    """Scales from a file: what `Scales.write` wrote, or a CalibrationTable of TensorRT.

    TensorRT's file is text. Its first line is TRT-8601-EntropyCalibration2, say, and each other line a blob's name and
    its scale, the bits of a float32 in hexadecimal: "conv1: 3c010a14".

    Raises:
        FileError: it cannot be read or is neither.
    """
    data = read_input(path, "the scales", _LONGEST)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not a file of scales: it is not text", _REMEDY) from error
    if text.startswith("TRT-"):
        return _read_table(path, text)
    try:
        held = json.loads(text)
        known = held["format"] == FORMAT
        scales, method = dict(held["scales"]), held["method"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FileError(f"{path} is not a file of scales", _REMEDY) from error
    if not known or not isinstance(method, str):
        raise FileError(f"{path} is a file of scales of another version", _REMEDY)
    for name, number in scales.items():
        if not isinstance(number, (int, float)) or isinstance(number, bool) or not _is_scale(number):
            raise FileError(f"{path}: the scale of {name!r} is {number!r}, expected a number from 0 on", _REMEDY)
    return Scales({name: float(np.float32(number)) for name, number in scales.items()}, method, str(path))


def _read_table(path: str | Path, text: str) -> Scales:
    heading, *lines = text.splitlines()
    values: dict[str, float] = {}
    for number, line in enumerate(lines, 2):
        name, colon, digits = line.rpartition(":")
        if not line.strip():
            continue
        try:
            (scale,) = struct.unpack(">f", bytes.fromhex(digits.strip()))
        except (struct.error, ValueError) as error:
            raise FileError(
                f"{path}, line {number}: expected a blob's name and 8 hexadecimal digits, found {line[:60]!r}", _REMEDY
            ) from error
        if not colon or not name or not _is_scale(scale):
            raise FileError(f"{path}, line {number}: the scale of {name[:60]!r} is {scale}", _REMEDY)
        values[name] = scale
    if not values:
        raise FileError(f"{path} holds no scales", _REMEDY)
    return Scales(values, heading.rpartition("-")[2], str(path))


def _is_scale(number: float) -> bool:
    return 0 <= number < float(np.finfo(np.float32).max) / 448  # also not NaN, and an integer of any length is fine
