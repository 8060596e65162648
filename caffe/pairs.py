"""A prototxt and a caffemodel that were written together carry one mark, so that a mixed pair is noticed.

The mark stands in the prototxt's first line, a comment, and in the caffemodel's first record, a field that Caffe does
not know and skips. A caffemodel that Caffe trained further has none, and a prototxt that was edited keeps its own: both
go with their other file as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.protobuf_wire import record

_FIELD = 61_117  # of NetParameter, far from the fields of Caffe and its forks
_DIGITS = 16
_COMMENT = re.compile(r"\A# written by caffe2trt with the weights of mark ([0-9a-f]{16})$", re.MULTILINE)
_START = record(_FIELD, bytes(_DIGITS))[:-_DIGITS]


def make_mark(prototxt: str, arrays: Iterable[Array]) -> str:
    """A mark for a prototxt's text and the weights that belong to it."""
    digest = blake2b(prototxt.encode(), digest_size=_DIGITS // 2)
    for array in arrays:
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def mark_comment(mark: str) -> str:
    """The first line of the prototxt."""
    return f"# written by caffe2trt with the weights of mark {mark}\n"


def mark_record(mark: str) -> bytes:
    """The first bytes of the caffemodel."""
    return record(_FIELD, mark.encode())


def prototxt_mark(text: str) -> str:
    """The mark in a prototxt's text; "" if it has none."""
    found = _COMMENT.search(text[:200])
    return found.group(1) if found else ""


def caffemodel_mark(path: str | Path) -> str:
    """The mark in a caffemodel; "" if it has none.

    Raises:
        FileError: the file cannot be read.
    """
    try:
        with open(path, "rb") as file:
            start = file.read(len(_START) + _DIGITS)
    except OSError as error:
        raise FileError(f"cannot read the caffemodel {path}: {error.strerror}") from error
    return start[len(_START) :].decode("ascii", "replace") if start.startswith(_START) else ""
