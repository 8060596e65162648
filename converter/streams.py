"""Networks that compute each stream of the batch on its own, as TensorRT's RNNv2 needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net, with_batch
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dims import at_size, varying_axes
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.program import Node, Program, State, Value
from caffe2trt.converter.program.varying import repeated
from caffe2trt.converter.reference.primitives import compute
from caffe2trt.runtime.manifest import Range

_STREAMS = 2  # that a layer is tried with
_REMEDY = "Leave --lstm out: the layers of a network with an explicit batch may mix the streams"


def for_rnn_v2(net: Net) -> Net:
    """The network as TensorRT's RNNv2 takes it: of one time step, for any number of streams up to its own.

    Raises:
        ConversionError: it has no LSTM or RNN, more than one time step, or a layer that mixes streams; names the layer.
    """
    recurrences = [node for node in net.program.nodes if isinstance(node.op, (p.Recurrence, Loop))]
    if not any(isinstance(node.op, p.Recurrence) for node in recurrences):
        raise ConversionError("--lstm rnnv2: the network has no LSTM or RNN layer", "Leave --lstm out")
    for node in recurrences:
        if str(steps := node.inputs[0].shape[0]) != "1":
            raise ConversionError(
                f"layer '{node.layer}' runs over {steps} time steps in each call, and with --lstm rnnv2 a call has one",
                "Add --time-steps 1, or leave --lstm out to use a loop",
            )
    if net.varying is None:
        streams = max(node.output.shape[1] for node in recurrences if isinstance(node.op, p.Recurrence))
        net = _with_implicit_batch(net, streams)
    require_separate_streams(net.program)
    return net


def _with_implicit_batch(net: Net, streams: int) -> Net:
    """The network for any number of streams up to this one."""
    try:
        return with_batch(net, Range(1, streams, streams))
    except ConversionError as error:
        raise ConversionError(
            f"--lstm rnnv2 needs a network that does not depend on the number of streams: {error.problem}",
            "Leave --lstm out: an explicit batch may have a fixed number of them",
        ) from error


def at_streams(program: Program, streams: int) -> Program:
    """A program of one time step whose batch varies, for this number of streams."""
    values: dict[int, Value] = {}

    def at(value: Value) -> Value:
        if id(value) not in values:
            shape, array = at_size(value.shape, 1, streams), value.array
            if array is not None and (axes := varying_axes(value.shape)):
                array = np.broadcast_to(repeated(array, axes), shape)
            values[id(value)] = Value(value.name, shape, array)
        return values[id(value)]

    def all_at(given: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(map(at, given))

    nodes = []
    for node in program.nodes:
        op = node.op
        if isinstance(op, p.Reshape):
            op = replace(op, shape=at_size(op.shape, 1, streams))
        nodes.append(Node(op, node.name, node.layer, all_at(node.inputs), all_at(node.outputs)))
    return Program(
        nodes,
        {name: at(value) for name, value in program.inputs.items()},
        {name: at(value) for name, value in program.outputs.items()},
        [State(state.layer, at(state.input), at(state.output)) for state in program.states],
        {name: at(value) for name, value in program.blobs.items()},
    )


def require_separate_streams(program: Program) -> None:
    """Raise unless every layer computes each stream on its own, as if there were no other.

    Each node is tried on random numbers: for several streams at once it must give what it gives for one stream after
    the other. The axes of the batch are those of the Program.

    Raises:
        ConversionError: a layer mixes streams, or treats them differently; names it.
    """
    alone, together = at_streams(program, 1), at_streams(program, _STREAMS)
    rng = np.random.default_rng(0)
    for node, one, several in zip(program.nodes, alone.nodes, together.nodes):
        if not _is_separate(node, one, several, rng):
            raise ConversionError(
                f"layer '{node.layer}' mixes the streams of the batch ({type(node.op).__name__} of "
                f"{', '.join(str(value.shape) for value in node.inputs if value.array is None)}), and a network with "
                "implicit batch computes each stream on its own",
                _REMEDY,
            )


def _is_separate(node: Node, one: Node, several: Node, rng: np.random.Generator) -> bool:
    if any(len(varying_axes(value.shape)) > 1 for value in (*node.inputs, *node.outputs)):
        return False
    if isinstance(node.op, p.ReverseSequence) and 0 in varying_axes(node.inputs[0].shape):
        return False  # the time steps that it reverses are streams
    by_stream: list[list[NDArray[Any]]] = [[] for _ in range(_STREAMS)]
    at_once = []
    for place, value in enumerate(node.inputs):
        numbers = _numbers(node, place, value, one.inputs[place].shape, rng)
        for stream, array in zip(by_stream, numbers):
            stream.append(array)
        at_once.append(_joined(numbers, value.shape))
    found = _results(several, at_once)
    expected = zip(*(_results(one, operands) for operands in by_stream))
    return all(
        _is_same(array, _joined(arrays, value.shape)) and (varying_axes(value.shape) or _is_same(arrays[0], arrays[1]))
        for array, arrays, value in zip(found, expected, node.outputs)
    )


def _numbers(node: Node, place: int, value: Value, shape: Shape, rng: np.random.Generator) -> list[NDArray[Any]]:
    """One stream's operand for each stream: of a constant its own numbers, else random ones from 0.5 to 1.5."""
    axes = varying_axes(value.shape)
    if value.array is not None:
        return [repeated(value.array, axes)] * _STREAMS
    if isinstance(node.op, (p.Gather, p.ReverseSequence)) and place == 1:  # whole numbers: rows, or lengths
        return [np.full(shape, float(isinstance(node.op, p.ReverseSequence)), np.float32)] * _STREAMS
    arrays = [rng.uniform(0.5, 1.5, shape).astype(np.float32) for _ in range(_STREAMS)]
    return arrays if axes else arrays[:1] * _STREAMS


def _joined(arrays: Sequence[NDArray[Any]], shape: Shape) -> NDArray[Any]:
    """The streams side by side along the axis of the batch; where there is none, they share what they hold."""
    axes = varying_axes(shape)
    return np.concatenate(arrays, axis=axes[0]) if axes else arrays[0]


def _results(node: Node, operands: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], ...]:
    results = compute[type(node.op)](node.op, *operands)
    return results if isinstance(results, tuple) else (results,)


def _is_same(found: NDArray[Any], expected: NDArray[Any]) -> bool:
    """Whether two arrays differ by rounding alone."""
    return found.shape == expected.shape and np.allclose(found, expected, rtol=1e-3, atol=1e-5, equal_nan=True)
