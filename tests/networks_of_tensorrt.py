"""TensorRT networks for tests that this project did not define: by hand, or by NVIDIA's ONNX parser."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from onnx import ModelProto

from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.converter.trt.interpreter.layer_view import LayerView


@cache
def rtx() -> tuple[TensorRT, Any]:
    """TensorRT for RTX and a builder of it; a network lives no longer than its builder."""
    api = load_tensorrt("rtx")
    return api, api.module.Builder(api.logger)


def new_network() -> Any:
    """An empty, strongly typed INetworkDefinition."""
    api, builder = rtx()
    return api.create_network(builder)


def parse(model: ModelProto) -> Any:
    """The network that NVIDIA's parser makes of an ONNX model; None if it refuses the model."""
    api, _ = rtx()
    network = new_network()
    parser = api.module.OnnxParser(network, api.logger)
    return network if parser.parse(model.SerializeToString()) else None


def layers_of(network: Any) -> list[Any]:
    """All that a network's layers say, for comparing two networks."""
    result: list[Any] = []
    for view in (LayerView(network, index) for index in range(network.num_layers)):
        properties = [str(getattr(view.layer, name)) for name in sorted(view.known.reads - {"loop", "conditional"})]
        result.append((view.kind, view.inputs, view.outputs, view.shapes, properties))
    return result


def as_input(network: Any, name: str, array: np.ndarray[Any, Any]) -> Any:
    """An input of the array's type and shape."""
    api, _ = rtx()
    return network.add_input(name, getattr(api.module.DataType, NAMES[array.dtype.name]), array.shape)


NAMES = {"float32": "FLOAT", "float16": "HALF", "int32": "INT32", "int64": "INT64", "bool": "BOOL", "int8": "INT8"}
