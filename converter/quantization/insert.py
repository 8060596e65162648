"""insert: the pass that quantizes the layers of a Program.

The weights of a quantized layer become numbers of 8 bits with a scale for each output channel. A FakeQuantize with one
scale goes before its input. Where a sum adds a shortcut to a quantized layer's result, the shortcut is quantized too,
so that TensorRT computes the sum within that layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

import numpy as np

from caffe2trt.caffe.errors import LayerError
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.loop import every_node
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.program import Node, Program, Value
from caffe2trt.converter.program.quantized import LARGEST, Kind, quantize_weights

TYPES = ("Convolution", "Deconvolution", "InnerProduct")
_PASSES_ON = (p.Identity, p.Reshape, p.Transpose)  # the same values, in the same range


@dataclass(frozen=True)
class Quantization:
    """How a network is quantized.

    Attributes:
        kind: int8 or fp8.
        scales: of what the quantized layers take, by blob or value, as in int8: the largest number is 127 scales.
        layers: the quantized layers.
        keep: the layers that the caller kept out.
        recurrent: whether the input products of LSTM and RNN layers are among them.
        method: where the scales come from.
    """

    kind: Kind
    scales: Mapping[str, float]
    layers: frozenset[str]
    keep: tuple[str, ...] = ()
    recurrent: bool = False
    method: str = ""


@dataclass(frozen=True)
class Place:
    """A product that can be quantized: its node, and which of the node's inputs are multiplied.

    Attributes:
        x, weights: places among the node's inputs.
        axis: of the weights, the output channels.
    """

    node: Node
    x: int
    weights: int
    axis: int

    @property
    def input(self) -> Value:
        """What is multiplied by the weights."""
        return self.node.inputs[self.x]


def places(program: Program, types: Mapping[str, str], layers: Set[str] | None = None) -> Iterator[Place]:
    """The products of a Program that can be quantized, in order.

    Args:
        types: Caffe's layer types, by layer.
        layers: those that count; by default all.
    """
    for node in program.nodes:
        if layers is not None and node.layer not in layers:
            continue
        if isinstance(node.op, p.Recurrence):
            weights = node.op.bind(*node.inputs).input_weights
            yield Place(node, 0, next(i for i, value in enumerate(node.inputs) if value is weights), 0)
        elif (
            types.get(node.layer) in TYPES
            and isinstance(node.op, (p.Convolution, p.Deconvolution, p.Linear))
            and node.inputs[1].array is not None
        ):
            yield Place(node, 0, 1, _output_axis(node.op))


def _output_axis(op: p.Convolution | p.Deconvolution | p.Linear) -> int:
    """The axis of the weights that has the output channels; of a grouped deconvolution, those of each group."""
    is_second = isinstance(op, p.Deconvolution) or (isinstance(op, p.Linear) and op.transposed)
    return 1 if is_second else 0


def shortcuts(program: Program, chosen: Iterable[Place]) -> list[Value]:
    """What sums add to a quantized layer's result, and is a quantized layer's input or result itself."""
    places = list(chosen)
    made_by = {id(value): node for node in program.nodes for value in node.outputs}
    results = {id(place.node.output) for place in places}
    taken = {id(source(made_by, place.input)) for place in places}

    def is_result(value: Value) -> bool:
        while (node := made_by.get(id(value))) is not None and isinstance(node.op, (*_PASSES_ON, p.Affine)):
            value = node.inputs[0]
        return id(value) in results

    found = []
    for node in program.nodes:
        if isinstance(node.op, p.Binary) and node.op.kind == "sum" and node.inputs[0].shape == node.inputs[1].shape:
            a, b = node.inputs
            for value, other in ((b, a), (a, b)):
                if is_result(other) and (is_result(value) or id(source(made_by, value)) in taken):
                    found.append(value)
                    break
    return found


def source(made_by: Mapping[int, Node], value: Value) -> Value:
    """What a value was before reshapes."""
    while (node := made_by.get(id(value))) is not None and isinstance(node.op, _PASSES_ON):
        value = node.inputs[0]
    return value


def calibrated(program: Program, types: Mapping[str, str]) -> dict[str, Value]:
    """The values whose ranges decide the scales of a Program, by the names under which the scales are known."""
    every = list(places(program, types))
    made_by = {id(value): node for node in program.nodes for value in node.outputs}
    values = [source(made_by, value) for value in (*(place.input for place in every), *shortcuts(program, every))]
    return {value.name: value for value in values if value.array is None}


def shared_ranges(program: Program) -> list[set[str]]:
    """Names of values that have one scale: what a Concat joins, and what pools and cuts move on."""
    group: dict[str, set[str]] = {}
    for node in program.nodes:
        is_maximum = isinstance(node.op, p.Pooling) and node.op.kind == "max"
        if node.op.moves or is_maximum:
            joined: set[str] = set()
            for value in (*node.inputs, *node.outputs):
                joined |= group.get(value.name, {value.name})
            group.update(dict.fromkeys(joined, joined))
    return list({id(names): names for names in group.values()}.values())


def insert(program: Program, types: Mapping[str, str], quantization: Quantization) -> Program:
    """The Program with its quantized layers. What it shares with the given one does not change.

    Raises:
        LayerError: a layer's weights are not finite.
    """
    chosen = list(places(program, types, quantization.layers))
    by_node = {id(place.node): place for place in chosen}
    writer = _Writer(program, quantization)
    wanted = {id(value) for value in shortcuts(program, chosen) if writer.has_scale(value)}
    for node in program.nodes:
        inputs = list(node.inputs)
        place = by_node.get(id(node))
        if place is not None:
            inputs[place.x] = writer.quantized(place.input, node)
            inputs[place.weights] = writer.stored(inputs[place.weights], node, place.axis)
        elif isinstance(node.op, p.Binary):
            inputs = [writer.quantized(value, node) if id(value) in wanted else value for value in inputs]
        writer.nodes.append(replace(node, inputs=tuple(inputs)))
    return replace(program, nodes=writer.nodes)


class _Writer:
    """The nodes of a quantized Program."""

    def __init__(self, program: Program, quantization: Quantization) -> None:
        self.nodes: list[Node] = []
        self._made_by = {id(value): node for node in program.nodes for value in node.outputs}
        self._quantization = quantization
        nodes = list(every_node(program.nodes))
        values = [value for node in nodes for value in (*node.inputs, *node.outputs)]
        self._names = UniqueNames([*(value.name for value in values), *(node.name for node in nodes), *program.blobs])
        self._done: dict[int, Value] = {}

    def has_scale(self, value: Value) -> bool:
        """Whether the scale of a value is known, and the value was not always 0."""
        return self._quantization.scales.get(source(self._made_by, value).name, 0.0) > 0

    def quantized(self, value: Value, node: Node) -> Value:
        """`value` through a FakeQuantize before `node`, made once."""
        if value.array is not None:
            return value
        if id(value) not in self._done:
            kind = self._quantization.kind
            name = self._names.take(f"{value.name}/{kind}")
            scale = self._quantization.scales[source(self._made_by, value).name] * LARGEST["int8"] / LARGEST[kind]
            factor = Value(self._names.take(f"{value.name}/scale"), (), np.array(scale, np.float32))
            result = Value(name, value.shape)
            self.nodes.append(Node(p.FakeQuantize(kind), name, node.layer, (value, factor), (result,)))
            self._done[id(value)] = result
        return self._done[id(value)]

    def stored(self, weights: Value, node: Node, axis: int) -> Value:
        """The weights as numbers of 8 bits, made once."""
        if id(weights) not in self._done:
            assert weights.array is not None
            if not np.isfinite(weights.array).all():
                raise LayerError(
                    f"layer '{node.layer}': its weights contain NaN or infinity, which cannot be quantized",
                    f"Leave the layer as it is: --keep {node.layer}",
                )
            kind = self._quantization.kind
            array, stored = quantize_weights(weights.array, kind, axis)
            name = self._names.take(f"{weights.name}/{kind}")
            self._done[id(weights)] = Value(name, weights.shape, array, stored)
        return self._done[id(weights)]
