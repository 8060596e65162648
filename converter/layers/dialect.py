"""Dialect: what a prototxt cannot say of the Caffe that it was written for."""

from __future__ import annotations

from dataclasses import dataclass

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter

# Layers that only the fork of Up-Down captioning has.
_UP_DOWN = {"LSTMNode", "BeamSearchNode", "BeamSearch"}


@dataclass(frozen=True)
class Dialect:
    """What a prototxt cannot say.

    Attributes:
        embed_drops_one: Embed replaces a last axis of 1 instead of appending one (the fork of Up-Down captioning).
    """

    embed_drops_one: bool = False


def find_dialect(net: NetParameter, embed_drops_one: bool | None = None) -> Dialect:
    """The dialect of a network as it stands in the file; None for what its layers are to tell."""
    if embed_drops_one is None:
        embed_drops_one = any(layer.type in _UP_DOWN for layer in net.layer)
    return Dialect(embed_drops_one)


def tie_gates(net: NetParameter) -> NetParameter:
    """Let every LstmUnit of apollocaffe tie its forget gate to its output gate.

    Given:  lstm_unit_param { num_cells: 5 }
    Result: lstm_unit_param { num_cells: 5 tie_output_forget: true }
    """
    result = NetParameter()
    result.CopyFrom(net)
    for layer in _units(result):
        layer.lstm_unit_param.tie_output_forget = True
    return result


def untied_gates(net: NetParameter) -> list[str]:
    """What to know of LstmUnit layers that do not say whether they tie their gates."""
    silent = [layer for layer in _units(net) if not layer.lstm_unit_param.HasField("tie_output_forget")]
    return [
        f"layer '{layer.name}' (LstmUnit) does not say tie_output_forget: its forget gate has weights of its own. "
        "If the model was trained on a GPU by a build of apollocaffe without this field, convert it with "
        "--tie-output-forget: the GPU code of that time used 1 minus the output gate"
        for layer in silent[:1]
    ]


def _units(net: NetParameter) -> list[LayerParameter]:
    return [layer for layer in net.layer if layer.type == "LstmUnit"]
