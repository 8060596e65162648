"""Arrays from npz files."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Container, Mapping
from difflib import get_close_matches
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from caffe2trt.caffe.errors import FileError
from caffe2trt.converter.formatting import shape_text, shapes_text


def read_npz(path: str | Path, names: Collection[str]) -> dict[str, NDArray[np.float32]]:
    """The arrays of an npz file, as float32.

    Raises:
        FileError: it cannot be read, or holds something else than numbers, or an array that has none of the names.
    """
    remedy = "Write it with numpy.savez(file, name=array, ...)"
    try:
        with Path(path).open("rb") as file:
            archive = np.load(file)
            if not isinstance(archive, NpzFile):
                raise FileError(f"{path} holds a single array without a name", remedy)
            if unknown := next((name for name in archive.files if name not in names), None):
                raise FileError(f"{path} holds {unknown!r}, which is none of {', '.join(names)}", _like(unknown, names))
            arrays = {name: archive[name] for name in archive.files}
            if other := [name for name, array in arrays.items() if array.dtype.kind not in "fiub"]:
                raise FileError(f"{path}: {other[0]!r} holds {arrays[other[0]].dtype}, no real numbers", remedy)
            return {name: array.astype(np.float32) for name, array in arrays.items()}
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}", remedy) from error
    except (ValueError, EOFError, BadZipFile, zlib.error) as error:
        raise FileError(f"{path} is no npz file of numbers, or is damaged", remedy) from error


def read_calls(
    path: str | Path, inputs: Mapping[str, tuple[int, ...]], optional: Container[str]
) -> tuple[dict[str, NDArray[np.float32]], bool]:
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
        raise FileError(f"{path} lacks the input {missing[0]!r}", f"Inputs: {shapes_text(inputs)}")
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
