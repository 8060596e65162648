"""own_tops: layers in place leave alone the memory in which Caffe keeps an LSTM's state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.traits import TraitsOf

_STATE_IS_OUTPUT = ("LSTM", "GRU", "ConvLSTM")  # an RNN's output is not its state, and a fork's Lstm copies its state


def own_tops(net: NetParameter, traits: TraitsOf, is_single_step: Callable[[LayerParameter], bool]) -> NetParameter:
    """Keep layers in place off the tops of recurrent layers of one time step.

    Given:  layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "l" }
            layer { name: "r" type: "ReLU" bottom: "l" top: "l" }
    Result: layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "l__state" }
            layer { name: "r" type: "ReLU" bottom: "l__state" top: "l" }

    Caffe's top of such a layer is its state, and what Reshape, Split or Flatten make of it shares that memory: a layer
    in place on either would overwrite what the next call begins with. The blob keeps its name after the layer in place.

    Args:
        is_single_step: whether a recurrent layer runs over one time step.
    """
    result = NetParameter()
    result.CopyFrom(net)
    taken = {top for layer in net.layer for top in layer.top}
    shared: set[str] = set()  # blobs that now hold values in the state's memory
    places: dict[str, list[tuple[LayerParameter, int]]] = defaultdict(list)  # where such a value is named: a layer's
    for layer in result.layer:  # ... bottom, or its top if the number is below 0
        for index, bottom in enumerate(layer.bottom):
            if bottom in shared:
                places[bottom].append((layer, index))
        holds_state = layer.type in _STATE_IS_OUTPUT and is_single_step(layer)
        passes_on = traits(layer.type).moves and any(bottom in shared for bottom in layer.bottom)
        for index, top in enumerate(layer.top):
            if top in layer.bottom and top in shared:
                _rename(places.pop(top), _fresh(f"{top}__state", taken))
                shared.discard(top)
            elif (holds_state and index < 2) or passes_on:  # the last cell, a third top, is apart
                shared.add(top)
                places[top] = [(layer, index - len(layer.top))]
            else:
                shared.discard(top)
    return result


def _rename(places: list[tuple[LayerParameter, int]], name: str) -> None:
    for layer, index in places:
        (layer.bottom if index >= 0 else layer.top)[index] = name


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    taken.add(name)
    return name
