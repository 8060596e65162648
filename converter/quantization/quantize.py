"""quantize: a Net whose convolutions and products compute in int8 or fp8."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import require_choice
from caffe2trt.converter.net import Net
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Program
from caffe2trt.converter.program.quantized import KINDS
from caffe2trt.converter.quantization.insert import (
    Place,
    Quantization,
    calibrated,
    insert,
    places,
    shared_ranges,
    source,
)
from caffe2trt.converter.quantization.scales import Scales

_SHOWN = 5  # names in a message


def quantize(net: Net, scales: Scales, kind: str = "int8", *, keep: Sequence[str] = (), recurrent: bool = False) -> Net:
    """A network whose Convolution, Deconvolution and InnerProduct layers compute in 8 bits.

    Args:
        scales: from `calibrate`, or from a file by `read_scales`.
        kind: int8 or fp8.
        keep: layers that stay in half precision.
        recurrent: quantize the input products of LSTM and RNN layers too. The recurrence itself is never quantized.

    Raises:
        ConversionError: a scale is missing, a layer that is to be kept is unknown, or nothing is left to quantize.
    """
    net.require_weights()
    require_choice("precision", kind, KINDS)
    if net.quantization is not None:
        raise ConversionError("the network is quantized already", "Give the network as it was loaded")
    of_eight_bits = next(known for known in KINDS if known == kind)
    types = layer_types(net)
    every = list(places(net.program, types))
    wanted = [place for place in every if recurrent or not isinstance(place.node.op, p.Recurrence)]
    _require_known(net, keep, [place.node.layer for place in wanted])
    chosen = [place for place in wanted if place.node.layer not in keep]
    _require_some(chosen, every, keep)
    found, warnings = _scales_by_value(net, scales)
    layers, dead = _with_scales(net.program, chosen, found, scales)
    quantization = Quantization(of_eight_bits, found, frozenset(layers), tuple(keep), recurrent, scales.method)
    net = replace(net, warnings=(*net.warnings, *warnings, *dead))
    return with_quantization(net, quantization)


def with_quantization(net: Net, quantization: Quantization) -> Net:
    """The network quantized like that, and at each of its sizes if it has several."""
    program = insert(net.program, layer_types(net), quantization)
    quantized = replace(net, program=program, quantization=quantization)
    if (varying := net.varying) is None:
        return quantized
    at = varying.at
    return replace(quantized, varying=replace(varying, at=lambda t, n: with_quantization(at(t, n), quantization)))


def require_quantized(net: Net, precision: str) -> None:
    """Raise ConversionError unless the network is quantized to `precision`, or not at all if that is not of 8 bits."""
    found = net.quantization.kind if net.quantization is not None else None
    wanted = precision if precision in KINDS else None
    if found != wanted:
        what = f"needs scales, and the network is {f'quantized to {found}' if found else 'not quantized'}"
        raise ConversionError(
            f"precision {precision} {what}" if wanted else f"the network is quantized to {found}, not {precision}",
            f"Give --precision {wanted} with --calibrate or --scales, in Python quantize(net, calibrate(net, calls))"
            if wanted
            else f"Pass precision={found!r}",
        )


def layer_types(net: Net) -> dict[str, str]:
    """Caffe's layer types, by layer."""
    return {report.proto.name: report.proto.type for report in net.reports}


def _require_known(net: Net, keep: Iterable[str], layers: Collection[str]) -> None:
    for name in keep:
        if name not in layers:
            what = "is not quantized anyway" if name in layer_types(net) else "is unknown"
            raise ConversionError(
                f"the layer {name!r}, which is to be kept, {what}",
                f"The layers that can be quantized are {_listed(layers)}",
            )


def _require_some(chosen: Sequence[Place], every: Sequence[Place], keep: Sequence[str]) -> None:
    if chosen:
        return
    left = [place.node.layer for place in every if place.node.layer not in keep]
    if left:
        remedy = f"--quantize-recurrent quantizes the input products of {_listed(left)}"
    else:
        remedy = "Keep fewer layers" if keep else "Convert with --precision fp16"
    raise ConversionError(
        "no layer is left to quantize: int8 and fp8 are for Convolution, Deconvolution and InnerProduct", remedy
    )


def _scales_by_value(net: Net, scales: Scales) -> tuple[dict[str, float], list[str]]:
    """The scales by the values' own names, one for values that share theirs; and what to warn of."""
    program = net.program
    made_by = {id(value): node for node in program.nodes for value in node.outputs}
    inputs = {**program.inputs, **{state.input.name: state.input for state in program.states}}
    values = {value.name: value for node in program.nodes for value in node.outputs}
    named = {**values, **program.blobs, **inputs}
    unknown = [name for name in scales.values if name not in named]
    if unknown and len(unknown) == len(scales.values):
        raise ConversionError(
            f"{scales.origin} names no blob of this network; it has {_listed(unknown)}",
            f"The blobs are {_listed(calibrated(program, layer_types(net)))}; give the file of this network",
        )
    wanted = calibrated(program, layer_types(net))
    found: dict[str, float] = {}
    for name in scales.values:
        if name in named and (own := source(made_by, named[name]).name) in wanted:
            found[own] = max(found.get(own, 0.0), scales.values[name])
    for names in shared_ranges(program):
        if known := [found[name] for name in names if name in found]:
            found.update((name, max(known)) for name in names if name in found)
    text = f"{scales.origin} names blobs that this network does not have: {_listed(unknown)}"
    return found, [text] if unknown else []


def _with_scales(
    program: Program, chosen: Sequence[Place], found: dict[str, float], scales: Scales
) -> tuple[list[str], list[str]]:
    """The layers whose inputs have a scale, and warnings of those that stay because their inputs are always 0."""
    made_by = {id(value): node for node in program.nodes for value in node.outputs}
    layers: dict[str, bool] = {}
    warnings = []
    for place in chosen:
        name = source(made_by, place.input).name
        if place.input.array is not None:
            continue
        if name not in found:
            raise ConversionError(
                f"layer '{place.node.layer}': {scales.origin} has no scale for its input {name!r}",
                f"Calibrate with data (--calibrate), or leave the layer as it is (--keep {place.node.layer})",
            )
        layers[place.node.layer] = layers.get(place.node.layer, True) and found[name] > 0
        if found[name] == 0:
            warnings.append(
                f"layer '{place.node.layer}' is not quantized: its input {name!r} was 0 in all of the calibration data"
            )
    alive = [layer for layer, is_alive in layers.items() if is_alive]
    if not alive:
        raise ConversionError("the inputs of all layers were 0 in the calibration data", "Give other data")
    return alive, warnings


def _listed(names: Iterable[str]) -> str:
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(repr, names[:_SHOWN])) + more or "none"
