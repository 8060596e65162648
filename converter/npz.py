"""Arrays from numpy's files."""

from __future__ import annotations

import lzma
import math
import os
import struct
import zlib
from collections.abc import Collection, Container, Mapping
from difflib import get_close_matches
from pathlib import Path
from tokenize import TokenError
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.files import open_input
from caffe2trt.converter.formatting import shape_text, shapes_text

_REMEDY = "Write it with numpy.savez(file, name=array, ...)"
_COMPRESSION = 1032  # deflate takes no fewer bytes than a 1032nd of the size
_FAULTS = (
    *(BadZipFile, EOFError, LookupError, MemoryError, OSError, OverflowError, RuntimeError, ValueError),
    *(SyntaxError, TokenError, TypeError, struct.error, zlib.error, lzma.LZMAError),
)  # what zipfile and numpy raise on damaged files


def read_npz(path: str | Path, names: Collection[str]) -> dict[str, Array]:
    """The arrays of an npz file, as float32.

    Raises:
        FileError: it cannot be read, or holds something else than numbers, or an array that has none of the names.
    """
    with open_input(path) as file:
        try:
            archive = ZipFile(file)
        except _FAULTS as error:
            file.seek(0)
            if file.read(6) == npy.MAGIC_PREFIX:
                raise FileError(f"{path} holds a single array without a name", _REMEDY) from error
            raise FileError(f"{path} is not an npz file of numbers, or is damaged", _REMEDY) from error
        members = {member.filename.removesuffix(".npy"): member for member in archive.infolist()}
        if unknown := next((name for name in members if name not in names), None):
            raise FileError(
                f"{path} holds the unknown array {unknown!r}; the names are {', '.join(names)}", _like(unknown, names)
            )
        return {name: _member(path, archive, name, member) for name, member in members.items()}


def read_npy(path: str | Path) -> Array:
    """The array of an npy file, as float32.

    Raises:
        FileError: it cannot be read, or holds something else than numbers.
    """
    with open_input(path) as file:
        return _array(str(path), file, os.fstat(file.fileno()).st_size)


def _member(path: str | Path, archive: ZipFile, name: str, member: ZipInfo) -> Array:
    named = f"{path}: {name!r}"
    try:
        with archive.open(member) as file:
            return _array(named, file, min(member.file_size, member.compress_size * _COMPRESSION))
    except _FAULTS as error:
        raise FileError(f"{named} is damaged", _REMEDY) from error


def _array(named: str, file: IO[bytes], most: int) -> Array:
    """An array in numpy's format; what its header says of its size is checked before memory is taken."""
    try:
        version = npy.read_magic(file)
        read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _, dtype = read_header(file)
        if dtype.kind not in "fiub":
            raise FileError(f"{named} holds {dtype}, expected real numbers", _REMEDY)
        if min(shape, default=0) < 0 or math.prod(shape) * dtype.itemsize > most:
            raise FileError(f"{named} is cut short: its shape is {shape_text(shape)}", _REMEDY)
        file.seek(0)
        with np.errstate(over="raise"):
            return np.asarray(npy.read_array(file, allow_pickle=False), np.float32)
    except FloatingPointError as error:
        raise FileError(f"{named} holds numbers too large for float32", "Scale them down") from error
    except _FAULTS as error:
        raise FileError(f"{named} is not an array of numbers, or is damaged", _REMEDY) from error


def read_calls(
    path: str | Path, inputs: Mapping[str, tuple[int, ...]], optional: Container[str]
) -> tuple[dict[str, Array], bool]:
    """The inputs of one or more calls from an npz file, by name, with an axis of calls in front.

    Args:
        inputs: shapes by name.
        optional: those that may be absent.

    Returns:
        The arrays, and whether the file has the axis of calls; without it, it holds one call.

    Raises:
        FileError: it cannot be read, lacks an input, or the arrays do not fit.
    """
    arrays = read_npz(path, inputs)
    if missing := [name for name in inputs if name not in arrays and name not in optional]:
        raise FileError(f"the input {missing[0]!r} is missing in {path}", f"The inputs are: {shapes_text(inputs)}")
    for name, array in arrays.items():
        if inputs[name] not in (array.shape, array.shape[1:]):
            expected = f"{shape_text(inputs[name])} or (calls,{shape_text(inputs[name])[1:]}"
            raise FileError(f"{path}: {name!r} has shape {shape_text(array.shape)}, expected {expected}", "Reshape it")
    has_axis = {array.shape != inputs[name] for name, array in arrays.items()}
    stacked = {name: array if True in has_axis else array[None] for name, array in arrays.items()}
    if len({len(array) for array in stacked.values()}) != 1 or len(has_axis) != 1:
        raise FileError(f"the arrays of {path} do not agree on the number of calls", "Give all the same first axis")
    if not all(map(len, stacked.values())):
        raise FileError(f"the arrays of {path} have no calls", "Give at least one")
    return stacked, True in has_axis


def _like(name: str, names: Collection[str]) -> str:
    found = get_close_matches(name, names, 1)
    return f"Did you mean {found[0]!r}?" if found else "Leave it out"
