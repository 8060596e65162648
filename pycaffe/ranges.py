"""Ranges of layers, from one to another: what they read and write, and how they become networks to run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.caffemodel import Blob as StoredBlob
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.converter.layers.layer import WeightStore
from caffe2trt.converter.lowering import LayerReport, lower
from caffe2trt.converter.net import Net as ConvertedNet
from caffe2trt.converter.program.program import Program
from caffe2trt.converter.program.roles import input_roles
from caffe2trt.graph_surgery.model import live_layers
from caffe2trt.graph_surgery.recurrent.bottoms import is_state_input
from caffe2trt.pycaffe.blobs import Blob
from caffe2trt.pycaffe.losses import loss_shapes
from caffe2trt.pycaffe.memory import Memory
from caffe2trt.pycaffe.structure import CaffeLayer, Structure

WeightArrays = Mapping[str, Sequence[Array]]  # by the layer's name in its proto


@dataclass(eq=False)
class LayerRange:
    """Layers of a network, from one to another.

    Attributes:
        structure, blobs: of the network.
        all: the layers, as Caffe has them.
        layers: those that the converter knows; Split layers and sources are not among them.
        inputs: the blobs that the layers read and that none before it in the range makes.
        writes: the memories that the layers write, and the blob through which each is written last.
        losses: the layers that compare or print.
        sources: the layers without bottoms whose tops are inputs.
    """

    structure: Structure
    blobs: Mapping[str, Blob]
    all: Sequence[CaffeLayer]
    layers: list[LayerParameter] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    writes: dict[Memory, str] = field(default_factory=dict)
    losses: list[CaffeLayer] = field(default_factory=list)
    sources: list[CaffeLayer] = field(default_factory=list)

    @classmethod
    def of(cls, structure: Structure, blobs: Mapping[str, Blob], first: int, last: int) -> LayerRange:
        """Layers `first` to `last`, both among them."""
        result = cls(structure, blobs, structure.layers[first : last + 1])
        made: set[str] = set()
        for layer in result.all:
            if layer.proto is None:
                continue
            if layer.role != "computed":
                (result.losses if layer.role == "loss" else result.sources).append(layer)
                continue
            result.layers.append(layer.proto)
            for bottom in layer.proto.bottom:
                if bottom not in made and bottom not in result.inputs:
                    result.inputs.append(bottom)
            made.update(layer.tops)
            for top in () if layer.shares else layer.tops:
                if isinstance(memory := blobs[top].memory, Memory):
                    result.writes[memory] = top
        return result

    def network(self, shapes: Mapping[str, Shape], outputs: Sequence[str]) -> tuple[NetParameter, dict[str, str]]:
        """The layers that the outputs depend on, with Input layers, and the blobs that have another name in it.

        Args:
            shapes: of the inputs.
        """
        # A blob named as a state would become one. In Caffe it is a blob like any other.
        names = {name: f"{name}/blob" for name in self.inputs if is_state_input(name)}
        net = NetParameter(name=self.structure.name)
        layers = live_layers(self.layers, outputs)
        taken = {bottom for layer in layers for bottom in layer.bottom}
        for name in self.inputs:
            if name in taken:
                inner = names.get(name, name)
                net.layer.add(name=inner, type="Input", top=[inner]).input_param.shape.add(dim=shapes[name])
        for layer in layers:
            added = net.layer.add()
            added.CopyFrom(layer)
            if names:
                added.bottom[:] = [names.get(bottom, bottom) for bottom in layer.bottom]
                added.top[:] = [names.get(top, top) for top in layer.top]
        return net, names


def infer(layers: LayerRange, shapes: Mapping[str, Shape]) -> tuple[dict[str, Shape], list[LayerReport], Program]:
    """The shapes of all blobs that the layers make, and what becomes of each layer, without weights.

    Raises:
        ConversionError: a layer cannot be converted, or does not fit what it takes; names it.
    """
    net, names = layers.network(shapes, [top for layer in layers.layers for top in layer.top])
    program, reports = lower(net, (), WeightStore(), dialect=layers.structure.dialect)
    found = {name: program.blobs[names.get(name, name)].shape for layer in layers.layers for name in layer.top}
    for layer in layers.all:
        if layer.proto is None:
            bottom = layer.bottoms[0]
            found.update(dict.fromkeys(layer.tops, found.get(bottom) or layers.blobs[bottom].shape))
        elif layer in layers.losses:
            bottoms = [found.get(bottom) or layers.blobs[bottom].shape for bottom in layer.bottoms]
            found.update(zip(layer.tops, loss_shapes(layer.proto, bottoms, len(layer.tops))))
    return found, reports, program


def convert(
    layers: LayerRange, shapes: Mapping[str, Shape], outputs: Iterable[str], weights: WeightArrays
) -> tuple[ConvertedNet, dict[str, str], dict[str, str]]:
    """The layers as a network that can run.

    Returns:
        The network; for each blob that it reads, the name of the input; for each of `outputs`, the name of the output.

    Raises:
        ConversionError: a layer cannot be converted, or the weights do not fit; names it.
    """
    wanted = list(outputs)
    net, names = layers.network(shapes, wanted)
    inner = [names.get(name, name) for name in wanted]
    stored = {name: tuple(StoredBlob(array) for array in arrays) for name, arrays in weights.items()}
    program, reports = lower(net, inner, WeightStore("the network", stored), dialect=layers.structure.dialect)
    converted = ConvertedNet(
        name=layers.structure.name,
        parameter=net,
        program=program,
        reports=reports,
        roles=input_roles(program),
        dropped_inputs=(),
        warnings=(),
        dialect=layers.structure.dialect,
        weightless=False,
    )
    reads = {name: names.get(name, name) for name in layers.inputs if names.get(name, name) in program.inputs}
    return converted, reads, {name: program.blobs[own].name for name, own in zip(wanted, inner)}
