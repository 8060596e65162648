"""Dialect: what a prototxt cannot say of the Caffe that it was written for."""

from __future__ import annotations

from dataclasses import dataclass

from caffe2trt.caffe.schema.caffe_pb2 import NetParameter

# Layers that only the fork of Up-Down captioning has.
_UP_DOWN = {"LSTMNode", "BeamSearchNode", "BeamSearch"}


@dataclass(frozen=True)
class Dialect:
    """What a prototxt cannot say.

    Attributes:
        tie_output_forget: the forget gate of apollocaffe's LstmUnit is 1 minus its output gate, as its old GPU code had
            it whatever the prototxt said.
        embed_drops_one: Embed replaces a last axis of 1 instead of appending one (the fork of Up-Down captioning).
    """

    tie_output_forget: bool = False
    embed_drops_one: bool = False


def find_dialect(
    net: NetParameter, tie_output_forget: bool = False, embed_drops_one: bool | None = None
) -> tuple[Dialect, list[str]]:
    """The dialect of a network, and what the user should know of it.

    Args:
        net: the network as it stands in the file, layers of training too.
        embed_drops_one: None to tell from the other layers.
    """
    if embed_drops_one is None:
        embed_drops_one = any(layer.type in _UP_DOWN for layer in net.layer)
    units = [layer for layer in net.layer if layer.type == "LstmUnit"]
    notes = []
    if not tie_output_forget and any(not layer.lstm_unit_param.HasField("tie_output_forget") for layer in units):
        notes.append(
            f"layer '{units[0].name}' (LstmUnit) does not say tie_output_forget: its forget gate has its own weights. "
            "If the model was trained on a GPU by a build of apollocaffe that did not have this field, convert it with "
            "--tie-output-forget: the GPU code of that time used 1 minus the output gate"
        )
    return Dialect(tie_output_forget, embed_drops_one), notes
