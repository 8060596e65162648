"""A stand-in for pycaffe, so that the maker of golden cases is tested where there is no Caffe.

It is NOT Caffe: its numbers are our own Reference's. It offers the few names of pycaffe that the maker uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter import Reference, load
from tests.networks import write_caffemodel

TEST = 1


class Blob:
    """A caffe.Blob: its array."""

    def __init__(self, data: NDArray[np.float32]) -> None:
        self.data = data


class Kind:
    """A caffe.Layer: its type."""

    def __init__(self, type: str) -> None:  # noqa: A002 (pycaffe's name)
        self.type = type


class Net:
    """A caffe.Net."""

    def __init__(self, *arguments: Any) -> None:
        *self._files, phase = arguments
        assert phase == TEST
        net = load(*self._files)
        arrays = {id(blob): _writable(blob.array, blob.shape) for report in net.reports for blob in report.blobs}
        self.params = {r.proto.name: [Blob(arrays[id(b)]) for b in r.blobs] for r in net.reports if r.blobs}
        self.inputs = list(net.inputs)
        self.blobs = {name: Blob(np.zeros(value.shape, np.float32)) for name, value in net.program.blobs.items()}
        self.layers = [Kind(report.proto.type) for report in net.reports]
        self._layer_names = [report.proto.name for report in net.reports]
        self._reference: Reference | None = None

    def forward(self) -> None:
        """One call; the weights are those of the first call."""
        if self._reference is None:
            with TemporaryDirectory() as folder:
                self.save(f"{folder}/weights.caffemodel")
                weights = f"{folder}/weights.caffemodel" if self.params else None
                self._reference = Reference(load(self._files[0], weights))
        values = self._reference.forward({name: self.blobs[name].data for name in self.inputs})
        for name, blob in self.blobs.items():
            blob.data[...] = values[name]

    def save(self, path: str) -> None:
        """Write the weights."""
        write_caffemodel(Path(path), {name: [blob.data for blob in blobs] for name, blobs in self.params.items()})


def _writable(array: NDArray[Any] | None, shape: Sequence[int]) -> NDArray[np.float32]:
    return np.zeros(shape, np.float32) if array is None else np.array(array, np.float32)


def pycaffe() -> ModuleType:
    """The module."""
    module = ModuleType("caffe")
    vars(module).update(Net=Net, TEST=TEST, set_mode_cpu=lambda: None)
    return module
