"""Model: a network and its weights, what a pass takes and gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.caffemodel import write_caffemodel
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing
from caffe2trt.caffe.pairs import make_mark, mark_comment
from caffe2trt.caffe.prototxt import format_prototxt
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.prepare.input_fields import InputForm, write_inputs
from caffe2trt.graph_surgery.traits import TraitsOf


def without_layers(net: NetParameter) -> NetParameter:
    """All that a network says beside its layers, to be written with others."""
    kept: dict[str, Any] = {field.name: value for field, value in net.ListFields()}
    for layers in ("layer", "layers"):
        kept.pop(layers, None)
    return NetParameter(**kept)


def live_layers(layers: Iterable[LayerParameter], outputs: Iterable[str]) -> list[LayerParameter]:
    """The layers that the outputs depend on, in their order."""
    needed = set(outputs)
    live = []
    for layer in reversed(list(layers)):
        if not needed.isdisjoint(layer.top):
            live.append(layer)
            needed.update(layer.bottom)
    return live[::-1]


@dataclass(frozen=True)
class Model:
    """A network of V2 layers whose inputs are Input layers, with its weights and shapes.

    Attributes:
        net: the layers.
        blobs: the learned blobs of each layer that has some, by layer name, in Caffe's order.
        shapes: the shape of every blob that flows, by name.
        traits: what the passes must know of a layer type, by its name.
        outputs: what the network gives.
        input_form: how the prototxt that was read names its inputs, as `write` does too.
        notes: what a user should know of what a pass changed, one sentence each.
    """

    net: NetParameter
    blobs: Mapping[str, Sequence[Array]]
    shapes: Mapping[str, Shape]
    traits: TraitsOf = field(repr=False)
    outputs: tuple[str, ...] = ()
    input_form: InputForm = "layer"
    notes: tuple[str, ...] = ()

    def write(self, prototxt: str | Path, caffemodel: str | Path | None) -> None:
        """Write both files, marked as a pair, the prototxt last; without a caffemodel only the prototxt.

        Where a layer has tops that neither another layer takes nor the network gives, a Silence layer takes them: Caffe
        would give them otherwise.
        """
        text = format_prototxt(write_inputs(self._without_other_outputs(), self.input_form))
        if caffemodel is not None:
            mark = make_mark(text, (array for layer in self.net.layer for array in self.blobs.get(layer.name, ())))
            write_caffemodel(caffemodel, self.net, self.blobs, mark)
            text = mark_comment(mark) + text
        with replacing(prototxt) as file:
            file.write(text.encode())

    def _without_other_outputs(self) -> NetParameter:
        untaken: dict[str, None] = {}
        for layer in self.net.layer:
            for bottom in layer.bottom:
                untaken.pop(bottom, None)
            untaken.update(dict.fromkeys(layer.top))
        others = [top for top in untaken if top not in self.outputs]
        if not others:
            return self.net
        net = NetParameter()
        net.CopyFrom(self.net)
        names = {layer.name for layer in net.layer}
        name = next(name for number in range(len(names) + 1) if (name := f"silence{number or ''}") not in names)
        net.layer.add(name=name, type="Silence", bottom=others)
        return net


@dataclass
class LayerWriter:
    """Collects layers and their blobs while a pass writes a network: copies of old layers, and new ones."""

    net: NetParameter = field(default_factory=NetParameter)
    blobs: dict[str, Sequence[Array]] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)  # the names of the new layers
    parameters: set[str] = field(default_factory=set)  # the names of parameters that only new layers may share

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
        self.added.add(name)
        layer = self.net.layer.add(name=name, type=kind, bottom=bottoms, top=[name] if tops is None else tops)
        if any(shared):
            for parameter in shared:
                layer.param.add(name=parameter or None)
        if blobs:
            self.blobs[name] = blobs
        return layer

    def require_unique_names(self) -> None:
        """Raise ConversionError where the network has a name already that a new layer, blob or parameter gets.

        A layer in place makes the blob that it takes a second time, as it may.
        """
        layers = Counter(layer.name for layer in self.net.layer)
        blobs = Counter(top for layer in self.net.layer for top in layer.top if top not in layer.bottom)
        for layer in self.net.layer:
            if layer.name in self.added:
                taken = [("layer", layer.name)] if layers[layer.name] > 1 else []
                taken += [("blob", top) for top in layer.top if blobs[top] > 1]
            else:
                taken = [("parameter", p.name) for p in layer.param if p.name in self.parameters]
            for what, name in taken:
                raise ConversionError(
                    f"layer '{name.rpartition('__')[0] or name}' needs a new {what} {name!r}, but the network "
                    "already has one of that name",
                    "Rename one of the two in the prototxt, a layer in the caffemodel too",
                )
