"""Writes an ONNX file whose weights go from their arrays straight into the file.

Building a ModelProto with the weights in it and serialising that would copy them twice. Here the model is serialised
without them, and the initializers are appended to its graph record piece by piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing
from caffe2trt.caffe.protobuf_wire import tag, varint
from caffe2trt.converter.timing import phase

_GRAPH, _INITIALIZER, _RAW_DATA = 7, 5, 9  # field numbers in ModelProto, GraphProto, TensorProto
LIMIT = 2**31 - 1  # what protobuf can read


@phase("write")
def write_model(model: ModelProto, initializers: Mapping[str, NDArray[Any]], path: str | Path) -> int:
    """Write `model` with these initializers in its graph, and give the file's size in bytes.

    Raises:
        ConversionError: the file cannot be written, or is too large for ONNX's format.

    """
    graph = model.graph.SerializeToString()
    rest = ModelProto()
    rest.CopyFrom(model)
    rest.ClearField("graph")
    heads = {name: _head(name, array) for name, array in initializers.items()}
    records = {
        name: tag(_INITIALIZER) + varint(len(head) + array.nbytes) + head
        for (name, head), array in zip(heads.items(), initializers.values())
    }
    size = len(graph) + sum(len(record) + initializers[name].nbytes for name, record in records.items())
    if size > LIMIT:
        raise ConversionError(
            f"the ONNX file would take {size / 2**30:.1f} GiB; ONNX files end at 2 GiB",
            "Build a TensorRT engine instead (-o net.engine), or export a part of the network with --output",
        )
    with replacing(path) as file:
        file.write(rest.SerializeToString() + tag(_GRAPH) + varint(size) + graph)
        for name, record in records.items():
            file.write(record)
            file.write(np.ascontiguousarray(initializers[name]).data.cast("B") if initializers[name].size else b"")
        return file.tell()


def _head(name: str, array: NDArray[Any]) -> bytes:
    """A TensorProto up to where its values begin."""
    proto = TensorProto(name=name, dims=array.shape, data_type=helper.np_dtype_to_tensor_dtype(array.dtype))
    return bytes(proto.SerializeToString()) + tag(_RAW_DATA) + varint(array.nbytes)
