"""Layers that take no bottoms: inputs and constants."""

from __future__ import annotations

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import DummyDataParameter, LayerParameter
from caffe2trt.converter.layers.common import canonical_axis
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import require_size
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import FIXED, STEPS_AND_STREAMS, steps_and_streams, written


def _write_input(layer: LayerParameter, shape: Shape) -> None:
    if layer.input_param.shape:
        layer.input_param.shape[0].dim[:] = shape


def _write_dummy(layer: LayerParameter, shape: Shape) -> None:
    param = layer.dummy_data_param
    for field in ("num", "channels", "height", "width", "shape"):
        param.ClearField(field)
    param.shape.add(dim=shape)


def _write_indicator(layer: LayerParameter, steps: int, streams: int) -> None:
    param = layer.continuation_indicator_param
    param.time_step, param.batch_size = steps, streams


@caffe_layer("Input", axes=written(_write_input), moves=True)
def network_input(b: Builder, layer: Layer) -> Value:
    """An input. The tops of data layers (Data, HDF5Data, MemoryData, ImageData, Python, ...) become inputs too."""
    name = layer.proto.top[0]
    if not layer.proto.input_param.shape:
        raise LayerProblem("the prototxt does not give its shape", f"Give it with --input {name}:DIMS")
    shape = tuple(layer.proto.input_param.shape[0].dim)
    if min(shape, default=0) < 1:
        raise LayerProblem(
            f"its shape {shape} must hold only whole numbers above 0", f"Give it with --input {name}:DIMS"
        )
    return b.input(name, shape)


@caffe_layer("DummyData", axes=written(_write_dummy), moves=True)
def dummy_data(b: Builder, layer: Layer) -> Value:
    """A constant, with constant fillers; `--input name:dims` makes it an input."""
    top, param = layer.proto.top[0], layer.proto.dummy_data_param
    if len(param.data_filler) > 1:
        raise LayerProblem(f"it has {len(param.data_filler)} fillers for one top")
    filler = param.data_filler[0] if param.data_filler else None
    if filler is not None and filler.type != "constant":
        raise LayerProblem(
            f"its filler {filler.type!r} is random: its values differ from run to run",
            f"Make it an input with --input {top}:DIMS",
        )
    return b.filled(_dummy_shape(param), filler.value if filler else 0.0, top)


def _dummy_shape(param: DummyDataParameter) -> Shape:
    legacy = (param.num, param.channels, param.height, param.width)
    if any(legacy):
        if param.shape or any(len(sizes) != 1 for sizes in legacy):
            raise LayerProblem("dummy_data_param takes either one shape, or num, channels, height and width once each")
        return tuple(sizes[0] for sizes in legacy)
    if len(param.shape) != 1:
        raise LayerProblem(f"dummy_data_param gives {len(param.shape)} shapes for one top")
    return tuple(param.shape[0].dim)


@caffe_layer("Parameter", axes=FIXED)
def parameter(b: Builder, layer: Layer) -> Value:
    """A learned blob, unchanged."""
    (value,) = layer.blobs(parameter=tuple(layer.proto.parameter_param.shape.dim))
    return value


@caffe_layer("ContinuationIndicator", axes=steps_and_streams(_write_indicator))
def continuation_indicator(b: Builder, layer: Layer, like: Value | None = None) -> Value:
    """From a fork: (time_step, batch_size), 0 in the first row and 1 elsewhere; a bottom may give the batch_size."""
    param = layer.proto.continuation_indicator_param
    streams = param.axis if param.time_step else 1  # with no time_step the bottom is (T, N, ...)
    shape = (param.time_step or _axis(like, 0), param.batch_size or _axis(like, streams))
    return _indicator(b, shape)


@caffe_layer("RecurrentCont", axes=STEPS_AND_STREAMS)
def recurrent_cont(b: Builder, layer: Layer, like: Value) -> Value:
    """From a fork: (T, N) as its bottom, 0 in the first row and 1 elsewhere."""
    return _indicator(b, (_axis(like, 0), _axis(like, 1)))


def _axis(like: Value | None, axis: int) -> int:
    if like is None:
        raise LayerProblem("time_step or batch_size is missing, and it has no bottom that gives it")
    return like.shape[canonical_axis(axis, len(like.shape))]


def _indicator(b: Builder, shape: Shape) -> Value:
    require_size(shape)
    array = np.ones(shape, np.float32)
    array[0] = 0
    return b.constant(array, "cont")
