"""Layers written in Python that read data: layer { type: "Python" } without bottoms."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from caffe2trt.caffe.errors import LayerError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.pycaffe.alias import installed
from caffe2trt.pycaffe.blobs import Blob
from caffe2trt.pycaffe.errors import refuse_training


class Layer:
    """The base class of layers written in Python. A network calls `setup` once, and the others in each forward."""

    def __init__(self, param: LayerParameter) -> None:
        self.param_str = param.python_param.param_str
        self.blobs: list[Blob] = []

    def setup(self, bottom: Sequence[Blob], top: Sequence[Blob]) -> None:
        """Read the parameters."""

    def reshape(self, bottom: Sequence[Blob], top: Sequence[Blob]) -> None:
        """Give the tops their shapes."""

    def forward(self, bottom: Sequence[Blob], top: Sequence[Blob]) -> None:
        """Write the tops."""

    def backward(self, *arguments: Any) -> None:
        """Refused: training is Caffe's."""
        refuse_training("Layer.backward")


class DataLayer:
    """A Python layer at work on its tops."""

    def __init__(self, proto: LayerParameter, phase: int, tops: Sequence[Blob]) -> None:
        module, name = proto.python_param.module, proto.python_param.layer
        try:
            with installed():
                kind = getattr(import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise LayerError(
                f"layer '{proto.name}' (Python) needs the class {name} of the module {module}: {error}",
                "Put its folder into PYTHONPATH, or give the shapes of its tops: Net(..., inputs={...})",
            ) from error
        self._layer, self._tops = kind(proto), tops
        self._layer.phase = phase
        self._layer.setup([], tops)
        self._layer.reshape([], tops)

    def __call__(self) -> None:
        """Write the tops for one forward."""
        self._layer.reshape([], self._tops)
        self._layer.forward([], self._tops)
