"""Reads the weights of a binary caffemodel as views on the memory-mapped file, and writes one.

protobuf would copy each of the floats into a list; a network of 200 MB would take seconds and gigabytes. Only five
fields are needed (a layer's name and blobs, a blob's shape and data), and their numbers are the same in every fork, so
this walks the wire format itself: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import math
import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import MOST_AXES, Array, Shape, is_possible
from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.files import open_input, replacing
from caffe2trt.caffe.pairs import mark_record
from caffe2trt.caffe.protobuf_wire import record, tag, varint
from caffe2trt.caffe.schema.caffe_pb2 import BlobShape, LayerParameter, NetParameter
from caffe2trt.caffe.text import decode

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_MASK = 2**64 - 1  # a varint's bits beyond are dropped


@dataclass(frozen=True)
class Blob:
    """One learned array of a layer as the file holds it.

    Attributes:
        data: the values, of the shape that the file states, float32; a read-only view on the file where it can be.
        legacy: the file gives num, channels, height and width instead of a shape (V1 and V0 files).

    """

    data: Array
    legacy: bool = False

    def reshaped(self, shape: Shape) -> Array | None:
        """The data in `shape`, or None where Caffe would refuse it: legacy blobs may have leading ones more."""
        found = self.data.shape
        if found == shape or (self.legacy and len(shape) <= 4 and (1,) * (4 - len(shape)) + shape == found):
            return self.data.reshape(shape)
        return None


def check_shape(shape: Shape, size: int | None, path: str | Path) -> None:
    """Raise FileError unless Caffe could hold a blob of that shape, and `size`, if it is known, is its size."""
    if not is_possible(shape):
        shown = shape if len(shape) <= MOST_AXES else f"of {len(shape)} axes"
        raise FileError(f"{path}: the shape {shown} is not possible for a Caffe blob", "The file is damaged")
    if size is not None and size != math.prod(shape):
        raise FileError(f"{path}: a blob of shape {shape} holds {size} values", "The file is damaged")


class _Field(NamedTuple):
    number: int
    wire: int
    value: int  # a varint's value, or where the payload starts
    end: int  # where the payload ends


def read_caffemodel(path: str | Path) -> Mapping[str, tuple[Blob, ...]]:
    """The blobs of each layer of a binary caffemodel of any generation, by layer name.

    Raises:
        FileError: the file is missing, cut short, or not a caffemodel.

    """
    layers = _open(path).layers()
    if not layers:
        raise FileError(f"{path} is not a caffemodel: it holds no layers", "Give the file that Caffe's snapshot wrote")
    return layers


def _open(path: str | Path) -> _Reader:
    try:
        with open_input(path, "the caffemodel") as file:
            return _Reader(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), str(path))
    except ValueError:
        raise FileError(f"the caffemodel {path} is empty", "Copy or download it again") from None
    except OSError as error:
        raise FileError(f"cannot read the caffemodel {path}: {error.strerror}") from error


def read_parameters(path: str | Path) -> Mapping[str, Blob]:
    """The blobs of a binary caffemodel that have a name of their own (`param { name }`), by that name.

    apollocaffe names the steps of an unrolled network one by one; what the steps share has the same name in each of
    its networks.

    Raises:
        FileError: as read_caffemodel.
    """
    return dict(_open(path).parameters())


class _Reader:
    def __init__(self, buffer: mmap.mmap, path: str) -> None:
        self.buffer = buffer
        self.path = path

    def broken(self, position: int) -> FileError:
        return FileError(
            f"{self.path} is cut short or not a caffemodel: it breaks off at byte {position} of {len(self.buffer)}",
            "Compare its size with the original's and copy it again",
        )

    def varint(self, position: int, end: int) -> tuple[int, int]:
        value = shift = 0
        while position < end and shift < 70:
            byte = self.buffer[position]
            position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value & _MASK, position
            shift += 7
        raise self.broken(position)

    def fields(self, start: int, end: int) -> Iterator[_Field]:
        position = start
        while position < end:
            tag, position = self.varint(position, end)
            number, wire = tag >> 3, tag & 7
            if number == 0:
                raise self.broken(position)
            if wire == _VARINT:
                value, position = self.varint(position, end)
                yield _Field(number, wire, value, position)
                continue
            if wire == _LENGTH:
                size, position = self.varint(position, end)
            elif wire in (_FIXED32, _FIXED64):
                size = 4 if wire == _FIXED32 else 8
            else:
                raise self.broken(position)
            if position + size > end:
                raise self.broken(end)
            yield _Field(number, wire, position, position + size)
            position += size

    def layers(self) -> dict[str, tuple[Blob, ...]]:
        found: dict[str, tuple[Blob, ...]] = {}
        for field in self.fields(0, len(self.buffer)):
            if field.wire != _LENGTH or field.number not in (100, 2):
                continue
            if field.number == 100:
                name, blobs = self.layer(field, name_number=1, blobs_number=7)
            else:
                name, blobs = self.v1_layer(field)
            if blobs or name not in found:  # a name may stand twice, for two phases; the one with weights counts
                found[name] = blobs
        return found

    def parameters(self) -> Iterator[tuple[str, Blob]]:
        """The named blobs of V2 layers."""
        for layer in self.fields(0, len(self.buffer)):
            if layer.wire != _LENGTH or layer.number != 100:
                continue
            names: list[str] = []
            for field in self.fields(layer.value, layer.end):
                if field.number == 6 and field.wire == _LENGTH:
                    inner = [f for f in self.fields(field.value, field.end) if f.number == 1 and f.wire == _LENGTH]
                    names.append(decode(self.buffer[inner[-1].value : inner[-1].end]) if inner else "")
            _, blobs = self.layer(layer, name_number=1, blobs_number=7)
            yield from ((name, blob) for name, blob in zip(names, blobs) if name)

    def v1_layer(self, layer: _Field) -> tuple[str, tuple[Blob, ...]]:
        for field in self.fields(layer.value, layer.end):
            if field.number == 1 and field.wire == _LENGTH:  # a V0 layer inside
                return self.layer(field, name_number=1, blobs_number=50)
        return self.layer(layer, name_number=4, blobs_number=6)

    def layer(self, layer: _Field, name_number: int, blobs_number: int) -> tuple[str, tuple[Blob, ...]]:
        name, blobs = "", []
        for field in self.fields(layer.value, layer.end):
            if field.wire != _LENGTH:
                continue
            if field.number == name_number:
                name = decode(self.buffer[field.value : field.end])
            elif field.number == blobs_number:
                blobs.append(self.blob(field))
        return name, tuple(blobs)

    def blob(self, blob: _Field) -> Blob:
        shape: Shape | None = None
        legacy = [1, 1, 1, 1]
        is_legacy = False
        values = {5: _Values("<f4"), 8: _Values("<f8")}  # as float and as double
        for field in self.fields(blob.value, blob.end):
            if field.number == 7 and field.wire == _LENGTH:
                shape = self.shape(field)
            elif field.number in (1, 2, 3, 4) and field.wire == _VARINT:
                legacy[field.number - 1] = field.value
                is_legacy = True
            elif field.number in values:
                self.read_values(field, values[field.number])
        data = (values[8] if values[8].chunks else values[5]).array()
        if shape is None and not is_legacy:  # Caffe writes no shape at all for a blob without axes
            shape = () if data.size == 1 else (data.size,)
        dims = shape if shape is not None else tuple(legacy)
        check_shape(dims, data.size, self.path)
        return Blob(data.reshape(dims), legacy=is_legacy and shape is None)

    def shape(self, field: _Field) -> Shape:
        dims: list[int] = []
        for dim in self.fields(field.value, field.end):
            if dim.number == 1 and dim.wire == _LENGTH:
                position = dim.value
                while position < dim.end:
                    value, position = self.varint(position, dim.end)
                    dims.append(value)
            elif dim.number == 1 and dim.wire == _VARINT:
                dims.append(dim.value)
        return tuple(dims)

    def read_values(self, field: _Field, values: _Values) -> None:
        """Values in a row, or a single one with a tag of its own."""
        if field.wire == _LENGTH:
            if (field.end - field.value) % values.dtype.itemsize:
                raise self.broken(field.end)
            count = (field.end - field.value) // values.dtype.itemsize
            values.chunks.append(np.frombuffer(self.buffer, values.dtype, count=count, offset=field.value))
        elif field.wire in (_FIXED32, _FIXED64) and field.end - field.value == values.dtype.itemsize:
            values.append(self.buffer[field.value : field.end])


class _Values:
    """The values of a blob, as they are read: those in a row as views on the file, single ones collected."""

    def __init__(self, dtype: str) -> None:
        self.dtype = np.dtype(dtype)
        self.chunks: list[NDArray[np.floating] | bytearray] = []

    def append(self, value: bytes) -> None:
        if not self.chunks or not isinstance(self.chunks[-1], bytearray):
            self.chunks.append(bytearray())
        self.chunks[-1].extend(value)  # type: ignore[union-attr]

    def array(self) -> Array:
        arrays = [np.frombuffer(chunk, self.dtype) if isinstance(chunk, bytearray) else chunk for chunk in self.chunks]
        whole = arrays[0] if len(arrays) == 1 else np.concatenate([np.empty(0, self.dtype), *arrays])
        with np.errstate(over="ignore"):  # as Caffe's own conversion
            return whole.astype(np.float32, copy=False)


def write_caffemodel(path: str | Path, net: NetParameter, blobs: Mapping[str, Sequence[Array]], mark: str = "") -> None:
    """Write a V2 caffemodel: the layers' names and types, and the blobs of those that have some.

    As in Caffe's own snapshots, layers that share a blob each carry it. The values go from their arrays into the file.

    Args:
        mark: of the prototxt that is written with it, see pairs; "" for none.

    Raises:
        FileError: the file cannot be written.
    """
    with replacing(path) as file:
        file.write(mark_record(mark) if mark else b"")
        file.write(NetParameter(name=net.name).SerializeToString())
        for layer in net.layer:
            head = LayerParameter(name=layer.name, type=layer.type, bottom=layer.bottom, top=layer.top)
            parts: list[bytes | memoryview] = [head.SerializeToString()]
            for array in blobs.get(layer.name, ()):
                shape = record(7, BlobShape(dim=array.shape).SerializeToString())
                values = np.ascontiguousarray(array, np.float32).reshape(-1)
                data = tag(5) + varint(values.nbytes)
                parts.append(tag(7) + varint(len(shape) + len(data) + values.nbytes) + shape + data)
                parts.append(values.data.cast("B"))
            file.write(tag(100) + varint(sum(len(part) for part in parts)))
            for part in parts:
                file.write(part)
