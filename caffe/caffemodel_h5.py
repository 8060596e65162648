"""Reads the weights of a .caffemodel.h5, the snapshots that Caffe writes with snapshot_format: HDF5."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from caffe2trt.caffe.caffemodel import Blob
from caffe2trt.caffe.errors import ConversionError, FileError


def read_caffemodel_h5(path: str | Path) -> Mapping[str, tuple[Blob, ...]]:
    """The blobs of each layer, by layer name: group `data`, a group for each layer, a dataset for each blob.

    Raises:
        ConversionError: h5py is not installed, or the file is missing or not such a snapshot.

    """
    try:
        import h5py
    except ImportError:
        raise ConversionError(f"{path} is an HDF5 file and h5py is not installed", "pip install h5py") from None
    try:
        with h5py.File(path, "r") as file:
            return {name: _blobs(layer) for name, layer in file["data"].items()}
    except (OSError, KeyError, AttributeError, ValueError) as error:
        raise FileError(f"{path} is not a caffemodel in HDF5: {error}", "Give the snapshot that Caffe wrote") from error


def _blobs(layer: Mapping[str, np.ndarray]) -> tuple[Blob, ...]:
    return tuple(Blob(np.asarray(layer[index], np.float32)) for index in sorted(layer, key=int))
