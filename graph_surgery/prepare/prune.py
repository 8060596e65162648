"""prune: leaves what the outputs depend on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.model import live_layers, without_layers
from caffe2trt.graph_surgery.recurrent.bottoms import is_state_input, state_output
from caffe2trt.graph_surgery.traits import TraitsOf

# Layers that only training or its evaluation needs. Forks name theirs in the same way: CtcLoss, SmoothL1LossOHEM.
TRAINING_ONLY = re.compile(r".*Loss(OHEM|Layer)?$|.*Accuracy$|HDF5Output$|Silence$")
# What a loss computes on the way, for those who ask for its top.
LOSS_AT_INFERENCE = {"SoftmaxWithLoss": "Softmax", "InfogainLoss": "Softmax", "SigmoidCrossEntropyLoss": "Sigmoid"}
# Layers whose result has no fixed shape: the network ends before them.
DECODERS = re.compile(r"CTC\w*Decoder$|.*[Gg]reedyDecoder$")
# Layers that search: they run the network, or a step of it, again and again and choose among the results.
SEARCHES = {"BeamSearchNode", "BeamSearch"}
EVERY_TOP = "*"  # as the only output asked for: all that the layers compute, for a comparison blob by blob


class Pruned(NamedTuple):
    """The result of prune: the network, its outputs, the inputs that vanished, and what the user should know."""

    net: NetParameter
    outputs: tuple[str, ...]
    dropped_inputs: tuple[str, ...]
    notes: tuple[str, ...]


def prune(net: NetParameter, traits: TraitsOf, outputs: Sequence[str] | None = None) -> Pruned:
    """Drop training-only layers and whatever no output depends on.

    Given:  data -> conv -> score; label -> reshape; SoftmaxWithLoss(score, reshape)
    Result: data -> conv -> score; the output is score

    Outputs, unless named, are the tops that no remaining layer takes. Not among them: what a Silence layer takes, and
    what fed only a training-only layer and was not computed by the network (labels). A loss whose top is named becomes
    what it computes on the way: SoftmaxWithLoss a Softmax. A CTC decoder is left out and its input is an output. Where
    "*" is named, every top of every layer that is left is an output. Where an input L__h_in or L__c_in is left, the
    blob L__h_out or L__c_out is an output too: the state is fed from there.

    Raises:
        ConversionError: a named output does not exist, or no output is left.

    """
    every_top = outputs is not None and tuple(outputs) == (EVERY_TOP,)
    if every_top:
        outputs = None
    wanted = set(outputs or ())
    kept: list[LayerParameter] = []
    removed: list[LayerParameter] = []
    for layer in net.layer:
        if not _is_removed(layer.type):
            kept.append(layer)
            continue
        layer = _at_inference(layer, wanted)
        (removed if _is_removed(layer.type) else kept).append(layer)
    kept = _without_searches(kept, removed)
    if outputs:
        _check_outputs(kept, outputs)
    else:
        outputs = _natural_outputs(kept, removed, traits)
        outputs = tuple(dict.fromkeys((*outputs, *_searched(kept, removed))))
    if not outputs:
        raise ConversionError(
            "no output is left after training-only layers are removed", "Name the blob you want with --output"
        )
    result = without_layers(net)
    live, outputs = _live_with_states(kept, outputs)
    result.layer.extend(live)
    if every_top:
        outputs = tuple(dict.fromkeys(top for layer in result.layer if layer.bottom for top in layer.top))
    survivors, given = {layer.name for layer in live}, set(outputs)
    dropped = [layer.top[0] for layer in net.layer if layer.type == "Input" and layer.name not in survivors]
    notes = [
        f"layer '{layer.name}' ({layer.type}) is left out: decode its input {layer.bottom[0]!r} in your program (best "
        "path: the largest class of each step, repeats merged, blanks dropped)"
        for layer in removed
        if DECODERS.match(layer.type) and layer.bottom and layer.bottom[0] in given
    ]
    notes += [
        f"layer '{layer.name}' ({layer.type}) is left out, and what follows it: it searches over steps of the network. "
        f"Choose among {', '.join(map(repr, layer.bottom))} in your program and give the chosen states back as inputs; "
        "caffe2trt.runtime.beam_search does so over a Session"
        for layer in removed
        if layer.type in SEARCHES and given.intersection(layer.bottom)
    ]
    return Pruned(result, tuple(outputs), tuple(dropped), tuple(notes))


def _live_with_states(
    layers: Sequence[LayerParameter], outputs: Sequence[str]
) -> tuple[list[LayerParameter], tuple[str, ...]]:
    """The layers that the outputs depend on, and the outputs, with those that feed the states among the inputs."""
    made = {top for layer in layers for top in layer.top}
    while True:
        live, given = live_layers(layers, outputs), set(outputs)
        states = [layer.top[0] for layer in live if layer.type == "Input" and is_state_input(layer.top[0])]
        more = [after for name in states if (after := state_output(name)) in made and after not in given]
        if not more:
            return live, tuple(outputs)
        outputs = (*outputs, *more)


def _without_searches(kept: Sequence[LayerParameter], removed: Sequence[LayerParameter]) -> list[LayerParameter]:
    """The layers that do not depend on what a search gave."""
    found = {top for layer in removed if layer.type in SEARCHES for top in layer.top}
    if not found:
        return list(kept)
    result = []
    for layer in kept:
        if found.intersection(layer.bottom):
            found.update(layer.top)
        else:
            result.append(layer)
    return result


def _searched(kept: Sequence[LayerParameter], removed: Sequence[LayerParameter]) -> list[str]:
    """What the searches take of the layers that are left: the scores, and the states."""
    searched = [bottom for layer in removed if layer.type in SEARCHES for bottom in layer.bottom]
    if not searched:
        return []
    tops = {top for layer in kept if layer.bottom for top in layer.top}
    return [bottom for bottom in searched if bottom in tops]


@lru_cache(maxsize=256)
def _is_removed(kind: str) -> bool:
    return (TRAINING_ONLY.match(kind) or DECODERS.match(kind)) is not None or kind in SEARCHES


def _at_inference(layer: LayerParameter, outputs: Collection[str]) -> LayerParameter:
    """The layer, which is removed, or what a loss computes on the way if its top is asked for."""
    wanted = [top for top in layer.top if top in outputs]
    if not wanted:
        return layer
    if layer.type not in LOSS_AT_INFERENCE:
        raise ConversionError(
            f"--output names {wanted[0]!r}, the top of layer '{layer.name}' ({layer.type}), which computes nothing at "
            "inference",
            f"Name its input instead: --output {layer.bottom[0] if layer.bottom else 'BLOB'}",
        )
    result = LayerParameter(
        name=layer.name, type=LOSS_AT_INFERENCE[layer.type], bottom=layer.bottom[:1], top=wanted[:1]
    )
    if layer.type == "SoftmaxWithLoss":
        result.softmax_param.CopyFrom(layer.softmax_param)
    elif layer.type == "InfogainLoss":
        result.softmax_param.axis = layer.infogain_loss_param.axis
    result.skipped.extend(layer.skipped)
    return result


def _check_outputs(layers: Sequence[LayerParameter], outputs: Sequence[str]) -> None:
    tops = {top for layer in layers for top in layer.top}
    unknown = [name for name in outputs if name not in tops]
    if unknown:
        raise ConversionError(
            f"--output: unknown blob {', '.join(map(repr, unknown))}",
            f"The blobs are: {', '.join(sorted(tops))}",
        )


def _natural_outputs(
    kept: Sequence[LayerParameter], removed: Sequence[LayerParameter], traits: TraitsOf
) -> tuple[str, ...]:
    # What reaches a loss through layers that only move values is a label, not a prediction.
    silenced = {bottom for layer in removed if layer.type == "Silence" for bottom in layer.bottom}
    judged = {bottom for layer in removed for bottom in layer.bottom}
    computed: dict[str, bool] = {}
    untaken: dict[str, LayerParameter] = {}  # as Caffe finds a network's outputs: made, and taken by nobody since
    for layer in kept:
        computes = not traits(layer.type).moves or any(computed.get(bottom, False) for bottom in layer.bottom)
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
