"""How the bottoms of Caffe's recurrent layers stand in order, and over how many time steps and streams they run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter

T = TypeVar("T")

# The states that a layer of each type carries. A fork's Lstm has an LSTM's equations.
STATES = {
    "LSTM": ("h", "c"),
    "RNN": ("h",),
    "Lstm": ("h", "c"),
    "GRU": ("h",),
    "ConvLSTM": ("h", "c"),
    "ConvolutionLSTM": ("h", "c"),
}
# Those that can be written out step by step in plain layers.
WRITABLE = ("LSTM", "RNN", "Lstm")
_STATE_INPUT = re.compile(r".+__[hc]_in", re.DOTALL)


def is_recurrent(layer: LayerParameter) -> bool:
    """Whether a layer runs over time steps. A fork's Lstm with num_cells is a single step."""
    return layer.type in STATES and not (layer.type == "Lstm" and layer.lstm_param.HasField("num_cells"))


@dataclass(frozen=True)
class Bottoms(Generic[T]):
    """The bottoms of a recurrent layer, told apart.

    Attributes:
        x: the input, (T, N, ...).
        cont: (T, N), called clip in the fork's Lstm; None where the layer has none.
        static: (N, ...), one for each stream; None where the layer has none.
        initial: the states before the first step, (1, N, H), with expose_hidden; otherwise ().
    """

    x: T
    cont: T | None
    static: T | None
    initial: tuple[T, ...]


def bind_bottoms(layer: LayerParameter, bottoms: Sequence[T]) -> Bottoms[T]:
    """The bottoms of a layer that is recurrent; `bottoms` are their names, or values or shapes in that order.

    Raises:
        ValueError: there are too many or too few of them.
    """
    count = len(exposed_states(layer))
    x, *rest = bottoms
    cont = rest.pop(0) if rest else None
    if len(rest) not in (count, count + 1) or (count and cont is None):
        takes = f"{count + 2} or {count + 3}" if count else "1 to 3"
        raise ValueError(f"it takes {takes} bottoms here, found {len(bottoms)}")
    initial = tuple(rest[len(rest) - count :])
    static = rest[0] if len(rest) > count else None
    return Bottoms(x, cont, static, initial)


def is_state_input(name: str) -> bool:
    """Whether an input has the name of a state, L__h_in or L__c_in."""
    return _STATE_INPUT.fullmatch(name) is not None


def state_output(state_input: str) -> str:
    """The output that a state is fed from: L__h_out for L__h_in."""
    return f"{state_input.removesuffix('_in')}_out"


def exposed_states(layer: LayerParameter) -> tuple[str, ...]:
    """The states that are bottoms and tops of the layer: all with expose_hidden, none without."""
    is_exposed = layer.recurrent_param.expose_hidden and layer.type != "Lstm"
    return STATES[layer.type] if is_exposed else ()


def is_by_rows(layer: LayerParameter, x: Shape) -> bool:
    """Whether the input is (T * N, I), as the fork's Lstm takes it; N stands in its parameters then."""
    return layer.type == "Lstm" and len(x) != 3


def is_one_sequence(layer: LayerParameter) -> bool:
    """Whether the input has no axis of streams: (T, C, H, W), as one of the forks' ConvLSTM takes it."""
    return layer.type == "ConvLSTM" and len(layer.bottom) == 1


def steps_and_streams(layer: LayerParameter, x: Shape) -> tuple[int, int]:
    """T and N of a recurrent layer whose input has shape `x`."""
    if is_by_rows(layer, x):
        return x[0] // layer.lstm_param.batch_size, layer.lstm_param.batch_size
    return x[0], 1 if is_one_sequence(layer) else x[1]
