"""Layer: one node of the network as its handler sees it, with checked weights."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.caffemodel import Blob
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.caffe.text import counted
from caffe2trt.converter.layers.dialect import Dialect
from caffe2trt.converter.layers.fillers import FillerProblem, random_blob
from caffe2trt.converter.program.primitives import require_size
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
        source: the caffemodel's path; empty where none was given, and then weights are random, or without a seed
            placeholders that only have a shape (enough to inspect a network).
        seed: of random weights.
        blobs: by layer name.
        parameters: gives the blobs by the names of their parameters, where that is how the file holds them.
        owners: where a parameter's name (`param { name }`) was used first: (layer, index of the blob).
        users: the index of the layer that has weights, by its name.
        shared: constants made so far, by (owner, index, shape): who shares a blob shares the constant.
        joined: constants made of several blobs so far, by what they are and the blobs' identities.

    """

    source: str = ""
    blobs: Mapping[str, tuple[Blob, ...]] = field(default_factory=dict)
    parameters: Callable[[], Mapping[str, Blob]] = dict
    owners: dict[str, tuple[str, int]] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    shared: dict[tuple[str, int, Shape], Value] = field(default_factory=dict)
    joined: dict[tuple[str, ...], Value] = field(default_factory=dict)
    seed: int | None = None


@lru_cache(maxsize=1024)
def _placeholder(shape: Shape) -> np.ndarray[Shape, np.dtype[np.float32]]:
    """A weight of which only the shape is known."""
    return np.broadcast_to(np.float32(0), shape)


@dataclass
class Layer:
    """One layer of the network.

    Attributes:
        proto: its parameters, as the prototxt gives them.
        index: its place in the network.
        name, type, bottoms, tops: as the prototxt gives them.
        blobs_used: its learned blobs, once its handler has asked for them.
        parameters: how many learned values it has (its own; blobs of other layers that it shares do not count).

    """

    proto: LayerParameter
    index: int
    builder: Builder
    weights: WeightStore
    dialect: Dialect = field(default_factory=Dialect)
    blobs_used: tuple[Value, ...] = ()
    parameters: int = 0

    def __post_init__(self) -> None:
        self.name = self.proto.name
        self.type = self.proto.type
        self.bottoms, self.tops = list(self.proto.bottom), list(self.proto.top)

    def blobs(self, **shapes: Shape) -> list[Value]:
        """The layer's learned blobs as constants, in Caffe's order; names and shapes are what Caffe expects."""
        own = self.weights.blobs.get(self.name)
        shared = [parameter.name for parameter in self.proto.param][: len(shapes)]
        shared += [""] * (len(shapes) - len(shared))
        has_own = any(name not in self.weights.owners for name in shared)
        if has_own and self.weights.users.setdefault(self.name, self.index) != self.index:
            raise LayerProblem(
                f"layer {self.weights.users[self.name]} has the same name and weights too, and weights are found "
                "by name",
                "Give each a name of its own, in the prototxt and in the caffemodel",
            )
        if self.weights.source and own is not None and len(own) > len(shapes):
            raise LayerProblem(
                f"{self.weights.source} holds {counted(len(own), 'blob')} for it, expected {len(shapes)} "
                f"({', '.join(f'{name} {shape}' for name, shape in shapes.items())}); "
                f"found {', '.join(str(blob.data.shape) for blob in own)}",
                "Check that prototxt and caffemodel belong together",
            )
        blobs = zip(shared, shapes.items())
        values = [self._blob(i, role, shape, name) for i, (name, (role, shape)) in enumerate(blobs)]
        self.blobs_used = tuple(values)
        return values

    def joined(self, blobs: Sequence[Value], name: str, join: Callable[[list[Array]], Array]) -> Value:
        """A constant made of learned blobs; layers that share the blobs share it."""
        key = (name, *(blob.name for blob in blobs))
        if key not in self.weights.joined:
            arrays = [blob.array for blob in blobs if blob.array is not None]
            self.weights.joined[key] = self.builder.constant(np.ascontiguousarray(join(arrays)), name)
        return self.weights.joined[key]

    def _blob(self, index: int, role: str, shape: Shape, shared: str) -> Value:
        require_size(shape)
        owner = (self.name, index)
        if shared:
            owner = self.weights.owners.setdefault(shared, owner)
        key = (*owner, shape)
        if key not in self.weights.shared:
            self.parameters += math.prod(shape) if owner[0] == self.name else 0
            array = self._array(owner, index, role, shape)
            self.weights.shared[key] = self.builder.constant(array, role)
        return self.weights.shared[key]

    def _array(
        self, owner: tuple[str, int], index: int, role: str, shape: Shape
    ) -> np.ndarray[Shape, np.dtype[np.float32]]:
        if self.weights.seed is not None:
            try:
                return random_blob(self.weights.seed, self.proto, index, role, shape)
            except FillerProblem as problem:
                raise LayerProblem(str(problem)) from problem
        if not self.weights.source:
            return _placeholder(shape)
        blob = self._find(owner, index)
        if blob is not None:
            array = blob.reshaped(shape)
            if array is None:
                raise LayerProblem(
                    f"blob {index} ({role}): expected shape {shape}, found {blob.data.shape} in {self.weights.source}",
                    "Check that prototxt and caffemodel belong together",
                )
            return array
        stored = len(self.weights.blobs.get(self.name, ()))
        raise LayerProblem(
            f"blob {index} ({role}, shape {shape}) is missing: {self.weights.source} holds "
            + (f"{counted(stored, 'blob')} for it" if self.name in self.weights.blobs else "no layer of that name"),
            "Check that prototxt and caffemodel belong together; weights are found by the layer's name",
        )

    def _find(self, owner: tuple[str, int], index: int) -> Blob | None:
        """A blob as the file holds it: with its owner, with this layer, or by the name of the parameter."""
        for layer, i in (owner, (self.name, index)):
            blobs = self.weights.blobs.get(layer, ())
            if i < len(blobs):
                return blobs[i]
        named = self.proto.param[index].name if index < len(self.proto.param) else ""
        return self.weights.parameters().get(named or f"{self.name}.p{index}")
