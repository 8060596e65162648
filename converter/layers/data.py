"""Layers that take no bottoms: inputs and constants."""

from __future__ import annotations

import numpy as np

from caffe2trt.caffe.schema.caffe_pb2 import DummyDataParameter, LayerParameter
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Shape
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
    """A data input; so are the tops of data layers (Data, HDF5Data, MemoryData, ImageData, Python, ...)."""
    name = layer.proto.top[0]
    if not layer.proto.input_param.shape:
        raise LayerProblem("the prototxt does not say its shape", f"Give it with --input {name}:DIMS")
    shape = tuple(layer.proto.input_param.shape[0].dim)
    if not shape or min(shape) < 1:
        raise LayerProblem(
            f"its shape {shape} is not made of whole numbers above 0", f"Give it with --input {name}:DIMS"
        )
    return b.input(name, shape)


@caffe_layer("DummyData", axes=written(_write_dummy), moves=True)
def dummy_data(b: Builder, layer: Layer) -> Value:
    """A constant, with constant fillers; `--input name:dims` makes it an input."""
    top, param = layer.proto.top[0], layer.proto.dummy_data_param
    filler = param.data_filler[0] if param.data_filler else None
    if filler is not None and filler.type != "constant":
        raise LayerProblem(
            f"its filler {filler.type!r} gives other values at each run", f"Make it an input with --input {top}:DIMS"
        )
    return b.constant(np.full(_dummy_shape(param), filler.value if filler else 0.0, np.float32), top)


def _dummy_shape(param: DummyDataParameter) -> Shape:
    if param.shape:
        return tuple(param.shape[0].dim)
    if not (param.num and param.channels and param.height and param.width):
        raise LayerProblem("dummy_data_param says no shape", "Correct the prototxt")
    return (param.num[0], param.channels[0], param.height[0], param.width[0])


@caffe_layer("Parameter", axes=FIXED)
def parameter(b: Builder, layer: Layer) -> Value:
    """A learned blob as it is."""
    (value,) = layer.blobs(parameter=tuple(layer.proto.parameter_param.shape.dim))
    return value


@caffe_layer("ContinuationIndicator", axes=steps_and_streams(_write_indicator))
def continuation_indicator(b: Builder, layer: Layer, like: Value | None = None) -> Value:
    """A fork's: (time_step, batch_size), 0 in the first row and 1 elsewhere; a bottom may say the shape."""
    param = layer.proto.continuation_indicator_param
    if not param.time_step:
        return _indicator(b, (_axis(like, 0), param.batch_size or _axis(like, 1)))
    return _indicator(b, (param.time_step, param.batch_size or _axis(like, param.axis)))


@caffe_layer("RecurrentCont", axes=STEPS_AND_STREAMS)
def recurrent_cont(b: Builder, layer: Layer, like: Value) -> Value:
    """A fork's: (T, N) of its bottom, 0 in the first row and 1 elsewhere."""
    return _indicator(b, (_axis(like, 0), _axis(like, 1)))


def _axis(like: Value | None, axis: int) -> int:
    if like is None or not -len(like.shape) <= axis < len(like.shape):
        raise LayerProblem("it says neither time_step nor batch_size", "Correct the prototxt")
    return like.shape[axis]


def _indicator(b: Builder, shape: Shape) -> Value:
    array = np.ones(shape, np.float32)
    array[0] = 0
    return b.constant(array, "cont")
