"""Graph: who makes what, and who takes it, with layers in place told apart."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from caffe2trt.caffe.schema.caffe_pb2 import EltwiseParameter, LayerParameter, NetParameter

_COMMUTATIVE = ("SUM", "PROD", "MAX")


@dataclass(frozen=True)
class Ref:
    """One value: top `top` of layer `layer` (its index). A blob that a layer changes in place is two values."""

    layer: int
    top: int = 0


def is_zeros(layer: LayerParameter, top: int) -> bool:
    """Whether a layer fills one of its tops with zeros, whatever the data."""
    if layer.type == "NumpyData":
        values = layer.rp.numpy_data_param
        return len(values.data) == math.prod(values.shape) and not any(values.data)
    if layer.type != "DummyData":
        return False
    fillers = layer.dummy_data_param.data_filler
    filler = fillers[top if len(fillers) > 1 else 0] if fillers else None
    return filler is None or (filler.type in ("", "constant") and filler.value == 0)


class Graph:
    """The values of a network and their connections.

    Layers that only rename a value (Split, and Eltwise layers that compute again what an earlier one did) are looked
    through: `bottoms` and `made_by` give the first of equal values.

    Attributes:
        layers: the network's layers.
        bottoms: for each layer, the values it takes.
        takers: for each value, the indices of the layers that take it.
        final: for each blob's name, the value it holds in the end.
    """

    def __init__(self, net: NetParameter) -> None:
        self.layers: list[LayerParameter] = list(net.layer)
        self.bottoms: list[tuple[Ref, ...]] = []
        self.takers: dict[Ref, list[int]] = defaultdict(list)
        self.final: dict[str, Ref] = {}
        self.twins: dict[int, int] = {}  # a layer that computes again what an earlier one did -> that one
        seen: dict[object, int] = {}
        for index, layer in enumerate(self.layers):
            refs = tuple(self.first(self.final[bottom]) for bottom in layer.bottom)
            self.bottoms.append(refs)
            for ref in refs:
                self.takers[ref].append(index)
            key = self._signature(layer, refs)
            if key is not None and seen.setdefault(key, index) != index:
                self.twins[index] = seen[key]
            self.final.update({top: Ref(index, place) for place, top in enumerate(layer.top)})

    def _signature(self, layer: LayerParameter, refs: tuple[Ref, ...]) -> object:
        """What makes two layers twins; None for a layer that has none."""
        if layer.type == "TanH":
            return (layer.type, refs)
        if layer.type != "Eltwise" or layer.eltwise_param.coeff:
            return None
        return (layer.type, layer.eltwise_param.operation, frozenset(refs) if len(set(refs)) == len(refs) else refs)

    def first(self, ref: Ref) -> Ref:
        """The value itself, or the earlier one that it repeats."""
        layer = self.layers[ref.layer]
        if layer.type == "Split":
            return self.bottoms[ref.layer][0]
        return Ref(self.twins[ref.layer], ref.top) if ref.layer in self.twins else ref

    def made_by(self, ref: Ref, *types: str) -> LayerParameter | None:
        """The layer that makes a value, if it is of one of these types."""
        layer = self.layers[ref.layer]
        return layer if layer.type in types else None

    def operands(self, ref: Ref, operation: str) -> tuple[Ref, ...]:
        """What an Eltwise layer of that operation, without coefficients, combines; () if the value is not made so."""
        layer = self.made_by(ref, "Eltwise")
        if layer is None or layer.eltwise_param.coeff:
            return ()
        kind = EltwiseParameter.EltwiseOp.Name(layer.eltwise_param.operation)
        return self.bottoms[ref.layer] if kind == operation else ()

    def source(self, ref: Ref, *types: str) -> Ref | None:
        """The only bottom of the layer that makes a value, if that is of one of these types."""
        return self.bottoms[ref.layer][0] if self.made_by(ref, *types) is not None else None
