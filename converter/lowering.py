"""Lowering: the layers of a pruned network, one after the other, into a Program."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError, InputShapeError, LayerError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.caffe.text import counted
from caffe2trt.converter.layers.dialect import Dialect
from caffe2trt.converter.layers.layer import Layer, LayerProblem, WeightStore
from caffe2trt.converter.layers.refused import REFUSED
from caffe2trt.converter.layers.registry import handlers
from caffe2trt.converter.program.primitives import ShapeError
from caffe2trt.converter.program.program import Builder, NameTaken, Node, Program, Value
from caffe2trt.converter.timing import phase
from caffe2trt.converter.unknown_fields import require_known

_LONGEST_COMPARED = 100  # characters of a layer type that may be a misspelt one


@dataclass(frozen=True)
class LayerReport:
    """What became of one layer.

    Attributes:
        shapes: of the tops, in order; None for one that is not known.
        blobs: its learned blobs, in Caffe's order.
        nodes: what it was lowered to; nothing where it only passes its bottoms on, or is a constant.
        is_constant: its tops are known at conversion.
        parameters: number of learned values of its own.
        error: why it does not convert, or None.
        blocked_by_upstream: the error lies in a layer before it.

    """

    proto: LayerParameter
    shapes: tuple[Shape | None, ...]
    blobs: tuple[Value, ...] = ()
    nodes: tuple[Node, ...] = ()
    is_constant: bool = False
    parameters: int = 0
    error: ConversionError | None = None
    blocked_by_upstream: bool = False


@phase("lower")
def lower(
    net: NetParameter,
    outputs: Sequence[str],
    weights: WeightStore,
    keep_going: bool = False,
    dialect: Dialect = Dialect(),  # noqa: B008  (it is frozen)
) -> tuple[Program, list[LayerReport]]:
    """The Program of a network in which every input is an Input layer, and a report of each layer.

    Args:
        keep_going: report a layer that does not convert, and those that depend on it, instead of raising. The Program
            is then incomplete.

    Raises:
        ConversionError: a layer does not convert; names it.

    """
    if not keep_going:
        require_input_shapes(net)
    made_by = _Makers(net)
    b = Builder(reserved=made_by.tops)
    blobs: dict[str, Value] = {}
    taken: set[str] = set()  # blobs that a layer has as a bottom, since they were last written
    failed: set[str] = set()  # blobs that are not known because a layer did not convert
    reports: list[LayerReport] = []
    for index, proto in enumerate(net.layer):
        layer = Layer(proto, index, b, weights, dialect)
        before, blocked = len(b.program.nodes), False
        try:
            _require_supported(layer, blobs)
            if waited_for := failed.intersection(layer.bottoms) if failed else None:
                blocked = True
                raise _error(layer, blobs, f"blocked by {min(waited_for)!r}", "")
            _require_own_tops(layer, blobs, taken)
            tops = _lower_layer(b, layer, blobs, made_by)
        except ConversionError as error:
            if not keep_going:
                raise
            failed.update(layer.tops)
            shapes: tuple[Shape | None, ...] = (None,) * len(layer.tops)
            reports.append(
                LayerReport(
                    proto,
                    shapes,
                    layer.blobs_used,
                    parameters=layer.parameters,
                    error=error,
                    blocked_by_upstream=blocked,
                )
            )
            continue
        blobs.update(zip(layer.tops, tops))
        taken.update(layer.bottoms)
        taken.difference_update(layer.tops)
        shapes = tuple(value.shape for value in tops)
        nodes, is_constant = tuple(b.program.nodes[before:]), all(value.array is not None for value in tops)
        reports.append(LayerReport(proto, shapes, layer.blobs_used, nodes, is_constant, layer.parameters))
    known = {name: value for name, value in blobs.items() if name not in failed}
    count = len(b.program.nodes)
    program = b.finish(known, [name for name in outputs if name in known])
    for node in program.nodes[count:]:  # what makes an output of a value that has another name already
        if (place := made_by.names.get(node.layer)) is not None:
            reports[place] = replace(reports[place], nodes=(*reports[place].nodes, node))
    return program, reports


class _Makers:
    """Which layer, the first by index, makes a blob, or has a name."""

    def __init__(self, net: NetParameter) -> None:
        self.layers = net.layer
        self.tops: dict[str, int] = {}
        self.names: dict[str, int] = {}
        for index, layer in enumerate(net.layer):
            self.names.setdefault(layer.name, index)
            for top in layer.top:
                self.tops.setdefault(top, index)


def _require_supported(layer: Layer, blobs: dict[str, Value]) -> None:
    """Raise LayerError if the layer cannot be converted whatever its bottoms are."""
    if layer.type in REFUSED:
        raise _error(layer, blobs, *REFUSED[layer.type])
    if layer.type not in handlers():
        raise _error(layer, blobs, "this layer type is not supported", _similar(layer.type))


def _lower_layer(b: Builder, layer: Layer, blobs: dict[str, Value], made_by: _Makers) -> tuple[Value, ...]:
    bottoms = layer.bottoms
    if "" in bottoms or "" in layer.tops:
        raise _error(layer, blobs, "one of its bottoms or tops has no name", "Name it in the prototxt")
    missing = [bottom for bottom in bottoms if bottom not in blobs]
    if missing:
        raise _error(
            layer,
            blobs,
            f"no layer before it makes its bottom {missing[0]!r}",
            f"If {missing[0]!r} is an input, give its shape: --input {missing[0]}:DIMS",
        )
    handler = handlers()[layer.type]
    count, most = len(bottoms), handler.most
    if count < handler.least or (most is not None and count > most):
        expected = (
            f"at least {counted(handler.least, 'bottom')}" if most is None else f"{handler.least} to {most} bottoms"
        )
        expected = counted(most, "bottom") if most == handler.least else expected
        raise _error(layer, blobs, f"it takes {expected}, found {count}", "Correct the prototxt")
    if not handler.in_place and any(top == bottom for top, bottom in zip(layer.tops, bottoms)):
        problem = "it works in place, and Caffe would overwrite what this layer still reads"
        raise _error(layer, blobs, problem, "Give its top a name of its own")
    b.layer = layer.name
    try:
        require_known(layer.proto)
        tops = handler(b, layer, *[blobs[bottom] for bottom in bottoms])
    except (LayerProblem, ShapeError) as problem:
        raise _error(layer, blobs, str(problem), problem.remedy) from problem
    except NameTaken as name:
        raise _error(layer, blobs, *_other_of_name(made_by, layer, name.name)) from name
    if len(tops) != len(layer.tops):
        raise _error(
            layer,
            blobs,
            f"it makes {counted(len(tops), 'top')}, but the prototxt names {len(layer.tops)}",
            "Correct the prototxt",
        )
    return tops


def _other_of_name(made_by: _Makers, layer: Layer, state: str) -> tuple[str, str]:
    """What is wrong and the way out where something else has the name of a layer's state."""
    index = made_by.tops.get(state, made_by.names[layer.name])
    other = made_by.layers[index]
    if state in made_by.tops:
        return (
            f"its state is named {state!r}, and layer '{other.name}' ({other.type}, index {index}) makes a blob of "
            "that name",
            "Rename that blob in the prototxt",
        )
    return (
        f"its state is named {state!r}, as that of layer '{other.name}' ({other.type}, index {index}): their names are "
        "the same",
        "Give each layer its own name, in the prototxt and in the caffemodel",
    )


def _require_own_tops(layer: Layer, blobs: dict[str, Value], taken: set[str]) -> None:
    """Raise LayerError if a top was made before, unless the layer works on it in place: as the bottom of that index."""
    bottoms = layer.bottoms
    twice = {bottom for bottom, count in Counter(bottoms).items() if count > 1} if len(bottoms) > 1 else ()
    made: set[str] = set()
    for index, top in enumerate(layer.tops):
        is_in_place = index < len(bottoms) and bottoms[index] == top
        if is_in_place and (top in taken or top in twice):
            problem = f"it works in place on {top!r}, which another layer takes before or which it takes twice"
            raise _error(layer, blobs, problem, "Give its top a name of its own")
        if (top in blobs and not is_in_place) or top in made:
            problem = f"its top {top!r} is made before it already"
            raise _error(layer, blobs, problem, "Rename one of the two; if stages choose between them, give --stage")
        made.add(top)


def _error(layer: Layer, blobs: dict[str, Value], problem: str, remedy: str) -> LayerError:
    bottoms = ", ".join(f"{name} {blobs[name].shape if name in blobs else '?'}" for name in layer.bottoms)
    takes = f", bottoms {bottoms}" if bottoms else ""
    return LayerError(f"layer '{layer.name}' ({layer.type}, index {layer.index}{takes}): {problem}", remedy)


@lru_cache(maxsize=256)
def _similar(name: str) -> str:
    lower = name.lower()
    for known in handlers():
        if known.lower() == lower:
            return f"Did you mean {known!r}?"
    close = difflib.get_close_matches(name, handlers(), n=1) if len(name) <= _LONGEST_COMPARED else []
    if close:
        return f"Did you mean {close[0]!r}? Otherwise end the network before it with --output"
    return "End the network before it with --output, or begin it after the layer by making its top an input"


def require_input_shapes(net: NetParameter) -> None:
    """Raise InputShapeError if an Input layer has no shape; names all of them at once."""
    silent = [layer.top[0] for layer in net.layer if layer.type == "Input" and not layer.input_param.shape]
    if silent:
        raise InputShapeError(
            f"the prototxt does not give the shape of {', '.join(map(repr, silent))}",
            "Give it: "
            + " ".join(f"--input {name}:DIMS" for name in silent)
            + ", with all dimensions, such as 384,3,227,227 for 16 time steps of 24 pictures",
            silent,
        )
