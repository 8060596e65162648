"""RecurrentNode: one recurrent layer with its parts told apart, whichever family it is of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.recurrent.bottoms import STATES, bind_bottoms, is_by_rows, steps_and_streams

# The roles of each family's blobs, in the order in which the caffemodel holds them.
_ROLES = {
    "LSTM": ("input", "bias", "static", "recurrent"),
    "RNN": ("input", "bias", "static", "recurrent", "output", "output_bias"),
    "Lstm": ("input", "recurrent", "bias"),
}


@dataclass(frozen=True)
class RecurrentNode:
    """A recurrent layer over (T, N).

    Attributes:
        layer: as it stands in the prototxt.
        kind: LSTM or RNN; a fork's Lstm counts as LSTM, whose equations it shares.
        x, cont, static: bottoms; cont is None where the state never enters from outside (Lstm without clip).
        initial: the bottoms that hold the state before, for expose_hidden.
        y: the first top.
        last: the tops that hold the state after, for expose_hidden.
        steps, batch, features, hidden: T, N, I, H.
        is_flat: x is (T * N, I) and y (T * N, H), as the fork's Lstm has them.
        weights: the blobs by role: input (G, I), bias (G), static (G, S), recurrent (G, H), and of an RNN output (H, H)
            and output_bias (H).
        shared: the parameter names of the blobs, by role, where the prototxt gives some.
    """

    layer: LayerParameter
    kind: str
    x: str
    cont: str | None
    static: str | None
    initial: tuple[str, ...]
    y: str
    last: tuple[str, ...]
    steps: int
    batch: int
    features: int
    hidden: int
    is_flat: bool
    weights: Mapping[str, Array]
    shared: Mapping[str, str]

    @property
    def name(self) -> str:
        """The layer's name."""
        return self.layer.name

    @property
    def states(self) -> tuple[str, ...]:
        """h, and c for an LSTM."""
        return STATES[self.kind]


def recurrent_node(layer: LayerParameter, model: Model) -> RecurrentNode:
    """The parts of a layer whose type is one of bottoms.WRITABLE."""
    bottoms = bind_bottoms(layer, layer.bottom)
    shape = model.shapes[bottoms.x]
    is_fork = layer.type == "Lstm"
    roles = [role for role in _ROLES[layer.type] if role != "static" or bottoms.static is not None]
    names = [parameter.name for parameter in layer.param]
    steps, batch = steps_and_streams(layer, shape)
    return RecurrentNode(
        layer=layer,
        kind="RNN" if layer.type == "RNN" else "LSTM",
        x=bottoms.x,
        cont=bottoms.cont,
        static=bottoms.static,
        initial=bottoms.initial,
        y=layer.top[0],
        last=tuple(layer.top[1:]),
        steps=steps,
        batch=batch,
        features=math.prod(shape) // (steps * batch),
        hidden=layer.lstm_param.num_output if is_fork else layer.recurrent_param.num_output,
        is_flat=is_by_rows(layer, shape),
        weights=dict(zip(roles, model.blobs[layer.name])),
        shared={role: name for role, name in zip(roles, names) if name},
    )
