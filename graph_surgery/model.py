"""Model: a network and its weights, what a pass takes and gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.caffemodel import write_caffemodel
from caffe2trt.caffe.files import replacing
from caffe2trt.caffe.prototxt import format_prototxt
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.traits import TraitsOf


def without_layers(net: NetParameter) -> NetParameter:
    """All that a network says beside its layers, to be written with others."""
    kept: dict[str, Any] = {field.name: value for field, value in net.ListFields()}
    for layers in ("layer", "layers"):
        kept.pop(layers, None)
    return NetParameter(**kept)


@dataclass(frozen=True)
class Model:
    """A network of V2 layers whose inputs are Input layers, with its weights and shapes.

    Attributes:
        net: the layers.
        blobs: the learned blobs of each layer that has some, by layer name, in Caffe's order.
        shapes: the shape of every blob that flows, by name.
        traits: what the passes must know of a layer type, by its name.
        outputs: what the network gives.
    """

    net: NetParameter
    blobs: Mapping[str, Sequence[Array]]
    shapes: Mapping[str, Shape]
    traits: TraitsOf = field(repr=False)
    outputs: tuple[str, ...] = ()

    def write(self, prototxt: str | Path, caffemodel: str | Path | None) -> None:
        """Write both files; without a caffemodel only the prototxt."""
        if caffemodel is not None:
            write_caffemodel(caffemodel, self.net, self.blobs)
        with replacing(prototxt) as file:
            file.write(format_prototxt(self.net).encode())


@dataclass
class LayerWriter:
    """Collects layers and their blobs while a pass writes a network anew."""

    net: NetParameter = field(default_factory=NetParameter)
    blobs: dict[str, Sequence[Array]] = field(default_factory=dict)

    def copy(self, layer: LayerParameter, blobs: Sequence[Array] = ()) -> None:
        """Take over a layer as it is."""
        self.net.layer.add().CopyFrom(layer)
        if blobs:
            self.blobs[layer.name] = blobs

    def add(
        self,
        kind: str,
        name: str,
        bottoms: Sequence[str] = (),
        tops: Sequence[str] | None = None,
        blobs: Sequence[Array] = (),
        shared: Sequence[str] = (),
    ) -> LayerParameter:
        """A new layer, whose top has its name unless `tops` says otherwise.

        Args:
            kind: its type.
            blobs: its learned blobs.
            shared: the parameter names of the blobs, if other layers share them; "" for one that nobody shares.
        """
        layer = self.net.layer.add(name=name, type=kind, bottom=bottoms, top=[name] if tops is None else tops)
        if any(shared):
            for parameter in shared:
                layer.param.add(name=parameter or None)
        if blobs:
            self.blobs[name] = blobs
        return layer
