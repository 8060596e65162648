"""Reads the weights of a .caffemodel.h5, which Caffe writes with snapshot_format: HDF5, and of apollocaffe's .h5.

HDF5 can point out of the file: to data in any other file of the machine, by external storage, links and virtual
datasets. Caffe writes nothing of the kind, so all of it is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from caffe2trt.caffe.caffemodel import Blob, check_shape
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import open_input
from caffe2trt.caffe.text import decode

_DEEPEST = 32  # groups in one another
_COMPRESSION = 1032  # no value of HDF5's own compression takes fewer bytes than a 1032nd of its size


def read_caffemodel_h5(path: str | Path) -> Mapping[str, tuple[Blob, ...]]:
    """The blobs of each layer, by layer name: group `data`, a group for each layer, a dataset for each blob.

    A layer's blobs are read when they are asked for.

    A file of apollocaffe has no layers, and gives none.

    Raises:
        ConversionError: h5py is not installed, or the file is missing or not such a snapshot.

    """
    return _Snapshot(_File(path))


def read_parameters_h5(path: str | Path) -> Mapping[str, Blob]:
    """The blobs of apollocaffe's .h5, by the names of the parameters; a snapshot of Caffe's own gives none.

    The file has a dataset for each parameter; a slash in a name makes a group of what stands before it. A parameter
    without a name of its own is called LAYER.p0, LAYER.p1, ... .

    Raises:
        ConversionError: as read_caffemodel_h5.
    """
    file = _File(path)
    with file.open() as root:
        if "data" in root:
            return {}
        return {name: file.blob(group, member) for name, group, member in file.parameter_names(root)}


class _Snapshot(Mapping[str, tuple[Blob, ...]]):
    """The layers of a snapshot; the file is open only while something is read."""

    def __init__(self, file: _File) -> None:
        self.file = file
        self.read: dict[str, tuple[Blob, ...]] = {}
        with file.open() as root:
            by_parameter = "data" not in root and any(file.parameter_names(root))
            layers = () if by_parameter else file.member(root, "data", file.h5py.Group)
            self.names = {decode(name.encode("utf-8", "surrogateescape")): name for name in layers}  # ours, and h5py's

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __getitem__(self, name: str) -> tuple[Blob, ...]:
        if name not in self.names:
            raise KeyError(name)
        if name not in self.read:
            with self.file.open() as root:
                layers = self.file.member(root, "data", self.file.h5py.Group)
                layer = self.file.member(layers, self.names[name], self.file.h5py.Group)
                names = sorted(layer, key=int)
                if names != [str(index) for index in range(len(names))]:
                    raise ValueError(f"the blobs of layer {name!r} are numbered {', '.join(names)}")
                self.read[name] = tuple(self.file.blob(layer, index) for index in names)
        return self.read[name]


class _File:
    """An HDF5 file whose values stand in the file itself."""

    def __init__(self, path: str | Path) -> None:
        try:
            import h5py
        except ImportError:
            raise ConversionError(f"{path} is an HDF5 file and h5py is not installed", "pip install h5py") from None
        self.path, self.h5py = path, h5py
        with open_input(path, "the caffemodel") as file:
            self.size = file.seek(0, 2)

    @contextmanager
    def open(self) -> Iterator[Any]:
        """Its root; what h5py raises on damaged files becomes FileError."""
        try:
            with self.h5py.File(self.path, "r") as file:
                yield file
        except (OSError, LookupError, ValueError, TypeError, AttributeError, RuntimeError, MemoryError) as error:
            raise FileError(
                f"{self.path} is not a caffemodel in HDF5: {error}", "Give the snapshot that Caffe wrote"
            ) from error

    def parameter_names(self, group: Any, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Any, str]]:
        """The paths of the members of a group and of the groups in it that are no groups, and where each stands."""
        if depth > _DEEPEST:
            raise ValueError(f"groups are nested more than {_DEEPEST} deep")
        for name in group:
            is_here = isinstance(group.get(name, getlink=True), self.h5py.HardLink)
            if is_here and group.get(name, getclass=True) is self.h5py.Group:
                yield from self.parameter_names(group[name], f"{prefix}{name}/", depth + 1)
            else:
                yield prefix + name, group, name

    def member(self, group: Any, name: str, kind: type) -> Any:
        """The member of a group that stands in this file itself."""
        if not isinstance(group.get(name, getlink=True), self.h5py.HardLink):
            raise FileError(
                f"{self.path}: {group.name.rstrip('/')}/{name} is a link to data outside the file",
                "Write the values themselves into the file",
            )
        found = group[name]
        if not isinstance(found, kind):
            raise ValueError(f"{found.name} is not a {kind.__name__.lower()}")
        return found

    def blob(self, layer: Any, name: str) -> Blob:
        data = self.member(layer, name, self.h5py.Dataset)
        if data.external or data.is_virtual:
            raise FileError(
                f"{self.path}: the values of {data.name} are stored in another file",
                "Write the values themselves into the file",
            )
        if data.shape is None or data.dtype.kind not in "fiu":
            raise ValueError(f"{data.name} does not hold numbers")
        check_shape(data.shape, None, self.path)
        held, claimed = data.id.get_storage_size(), math.prod(data.shape) * data.dtype.itemsize
        if held > self.size or claimed > held * (_COMPRESSION if data.chunks else 1):
            raise FileError(f"{self.path}: {data.name} of shape {data.shape} holds {held} bytes", "The file is damaged")
        with np.errstate(over="ignore"):  # as Caffe's own conversion
            return Blob(np.asarray(data[()], np.float32))
