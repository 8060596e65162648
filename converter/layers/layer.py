"""Layer: one node of the network as its handler sees it, with checked weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from caffe2trt.caffe.caffemodel import Blob
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter.program.primitives import Shape, require_size
from caffe2trt.converter.program.program import Builder, Value


class LayerProblem(ValueError):
    """Raised by a handler: what is wrong with the layer, and the way out."""

    def __init__(self, problem: str, remedy: str = "Correct the prototxt") -> None:
        super().__init__(problem)
        self.remedy = remedy


@dataclass
class WeightStore:
    """The caffemodel's blobs and who owns them.

    Attributes:
        source: the caffemodel's path; empty where none was given, and then weights are placeholders that only have a
            shape (enough to inspect a network).
        blobs: by layer name.
        owners: where a parameter's name (`param { name }`) was used first: (layer, index of the blob).
        takers: which layer, by its place in the network, has the weights of a name.
        shared: constants made so far, by (owner, index, shape): who shares a blob shares the constant.

    """

    source: str = ""
    blobs: Mapping[str, tuple[Blob, ...]] = field(default_factory=dict)
    owners: dict[str, tuple[str, int]] = field(default_factory=dict)
    takers: dict[str, int] = field(default_factory=dict)
    shared: dict[tuple[str, int, Shape], Value] = field(default_factory=dict)


@dataclass
class Layer:
    """One layer of the network.

    Attributes:
        proto: its parameters, as the prototxt gives them.
        index: its place in the network.
        blobs_used: its learned blobs, once its handler has asked for them.
        parameters: how many learned values it has (its own; blobs of other layers that it shares do not count).

    """

    proto: LayerParameter
    index: int
    builder: Builder
    weights: WeightStore
    blobs_used: tuple[Value, ...] = ()
    parameters: int = 0

    @property
    def name(self) -> str:
        """The layer's name."""
        return self.proto.name

    @property
    def type(self) -> str:
        """The layer's type."""
        return self.proto.type

    def blobs(self, **shapes: Shape) -> list[Value]:
        """The layer's learned blobs as constants, in Caffe's order; names and shapes are what Caffe expects."""
        own = self.weights.blobs.get(self._stored_as)
        if self.weights.source and own is not None and len(own) > len(shapes):
            raise LayerProblem(
                f"{self.weights.source} holds {len(own)} blobs for it, expected {len(shapes)} "
                f"({', '.join(f'{name} {shape}' for name, shape in shapes.items())}); "
                f"found {', '.join(str(blob.data.shape) for blob in own)}",
                "Check that prototxt and caffemodel belong together",
            )
        values = [self._blob(i, role, shape) for i, (role, shape) in enumerate(shapes.items())]
        self.blobs_used = tuple(values)
        return values

    @property
    def _stored_as(self) -> str:
        """The name that its weights have: one without a name in the file was named after its top since."""
        stored = self.weights.blobs
        return "" if self.name not in stored and "" in stored else self.name

    def _blob(self, index: int, role: str, shape: Shape) -> Value:
        require_size(shape)
        owner = (self._stored_as, index)
        shared_as = self.proto.param[index].name if index < len(self.proto.param) else ""
        if shared_as in self.weights.owners:
            owner = self.weights.owners[shared_as]
        else:
            if self.weights.takers.setdefault(owner[0], self.index) != self.index:
                raise LayerProblem(
                    f"another layer has weights under its name {owner[0]!r}, and weights are found by name",
                    "Give each layer its own name, in the caffemodel too",
                )
            self.parameters += math.prod(shape)
        if shared_as:
            self.weights.owners.setdefault(shared_as, owner)
        key = (*owner, shape)
        if key not in self.weights.shared:
            array = self._array(owner, index, role, shape)
            self.weights.shared[key] = self.builder.constant(array, role)
        return self.weights.shared[key]

    def _array(
        self, owner: tuple[str, int], index: int, role: str, shape: Shape
    ) -> np.ndarray[Shape, np.dtype[np.float32]]:
        if not self.weights.source:
            return np.broadcast_to(np.float32(0), shape)
        candidates: Sequence[tuple[str, int]] = (
            owner,
            (self._stored_as, index),
        )  # a shared blob may be stored with either
        for layer, i in candidates:
            blobs = self.weights.blobs.get(layer, ())
            if i >= len(blobs):
                continue
            array = blobs[i].reshaped(shape)
            if array is None:
                raise LayerProblem(
                    f"blob {index} ({role}): expected shape {shape}, "
                    f"found {blobs[i].data.shape} in {self.weights.source}",
                    "Check that prototxt and caffemodel belong together",
                )
            return array
        stored = len(self.weights.blobs.get(self._stored_as, ()))
        raise LayerProblem(
            f"blob {index} ({role}, shape {shape}) is missing: {self.weights.source} holds "
            + (f"{stored} blobs for it" if self._stored_as in self.weights.blobs else "no layer of that name"),
            "Check that prototxt and caffemodel belong together; weights are found by the layer's name",
        )
