"""prune: leaves what the outputs depend on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from caffe2trt.converter.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.converter.errors import ConversionError

# Layers that only training or its evaluation needs. Forks name theirs in the same way: CtcLoss, SmoothL1LossOHEM.
TRAINING_ONLY = re.compile(r".*Loss(OHEM|Layer)?$|SoftmaxWithLoss|.*Accuracy$|HDF5Output$")
# Layers that compute nothing of their own: what reaches a loss through these alone is a label, not a prediction.
PLUMBING = {"Input", "DummyData", "Concat", "Crop", "Flatten", "Permute", "Power", "Reshape", "Reverse", "Slice"}
PLUMBING |= {"Split", "Tile", "Transpose"}


class Pruned(NamedTuple):
    """The result of prune: the network, its outputs in order, and the inputs that vanished."""

    net: NetParameter
    outputs: tuple[str, ...]
    dropped_inputs: tuple[str, ...]


def prune(net: NetParameter, outputs: Sequence[str] | None = None) -> Pruned:
    """Drop training-only layers and whatever no output depends on.

    Given:  data -> conv -> score; label -> reshape; SoftmaxWithLoss(score, reshape)
    Result: data -> conv -> score; the output is score

    Outputs, unless named, are the tops that no remaining layer takes. Not among them: what a Silence layer takes, and
    what fed only a training-only layer and was not computed by the network (labels).

    Raises:
        ConversionError: a named output does not exist, or no output is left.

    """
    kept = [layer for layer in net.layer if not _is_training_only(layer, outputs)]
    if outputs:
        _check_outputs(kept, outputs)
    else:
        outputs = _natural_outputs(net, kept)
    if not outputs:
        raise ConversionError(
            "no output is left once training-only layers are gone", "Name the blob you want with --output"
        )
    result = NetParameter()
    result.CopyFrom(net)
    del result.layer[:]
    needed = set(outputs)
    live: list[LayerParameter] = []
    for layer in reversed(kept):
        if needed.intersection(layer.top):
            live.append(layer)
            needed.update(layer.bottom)
    result.layer.extend(reversed(live))
    survivors = {layer.name for layer in live}
    dropped = [layer.top[0] for layer in net.layer if layer.type == "Input" and layer.name not in survivors]
    return Pruned(result, tuple(outputs), tuple(dropped))


def _is_training_only(layer: LayerParameter, outputs: Sequence[str] | None) -> bool:
    if layer.type == "Silence":
        return True
    return TRAINING_ONLY.match(layer.type) is not None and not set(outputs or ()).intersection(layer.top)


def _check_outputs(layers: Sequence[LayerParameter], outputs: Sequence[str]) -> None:
    tops = {top for layer in layers for top in layer.top}
    unknown = [name for name in outputs if name not in tops]
    if unknown:
        raise ConversionError(
            f"--output names {', '.join(map(repr, unknown))}, which no layer makes",
            f"The blobs are: {', '.join(sorted(tops))}",
        )


def _natural_outputs(net: NetParameter, kept: Sequence[LayerParameter]) -> tuple[str, ...]:
    removed = [layer for layer in net.layer if _is_training_only(layer, None)]
    silenced = {bottom for layer in removed if layer.type == "Silence" for bottom in layer.bottom}
    judged = {bottom for layer in removed for bottom in layer.bottom}
    computed: dict[str, bool] = {}
    untaken: dict[str, LayerParameter] = {}  # as Caffe finds a network's outputs: made, and taken by nobody since
    for layer in kept:
        computes = layer.type not in PLUMBING or any(computed.get(bottom, False) for bottom in layer.bottom)
        for bottom in layer.bottom:
            untaken.pop(bottom, None)
        for top in layer.top:
            computed[top] = computes
            untaken[top] = layer
    return tuple(
        top
        for top, layer in untaken.items()
        if top not in silenced and (computed[top] or (top not in judged and layer.bottom))
    )
