"""Each primitive of a Program in ONNX operators."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from onnx import TensorProto

from caffe2trt.converter.onnx_model.emitter import FLOAT, OnnxEmitter
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.dispatch import Dispatch
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.program.windows import window_places

emit: Dispatch[Callable[..., None]] = Dispatch(
    "ONNX", [f"caffe2trt.converter.onnx_model.{module}" for module in ("primitives", "recurrent", "loop")]
)

BINARY = {"sum": "Add", "sub": "Sub", "prod": "Mul", "div": "Div", "max": "Max", "min": "Min", "pow": "Pow"}
ACTIVATION = {
    "relu": "Relu",
    "leaky_relu": "LeakyRelu",
    "elu": "Elu",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "softplus": "Softplus",
    "clip": "Clip",
}


@emit(p.Identity)
def identity(e: OnnxEmitter, op: p.Identity, x: Value) -> None:
    e.result("Identity", e.raw(x))


@emit(p.Convolution)
@emit(p.Deconvolution)
def convolution(e: OnnxEmitter, op: p.Convolution | p.Deconvolution, *inputs: Value) -> None:
    e.product(
        "Conv" if isinstance(op, p.Convolution) else "ConvTranspose",
        inputs,
        strides=op.strides,
        pads=op.padding * 2,
        dilations=op.dilations,
        group=op.groups,
    )


@emit(p.Pooling)
def pooling(e: OnnxEmitter, op: p.Pooling, x: Value) -> None:
    attributes = {"kernel_shape": op.kernel, "strides": op.strides, "pads": op.pre + op.post}
    if op.kind == "max":
        e.result("MaxPool", [x], **attributes)
    else:
        counted = int(op.count_padding)
        e.result("AveragePool", [x], count_include_pad=counted, **attributes)


@emit(p.MaxPlace)
def max_place(e: OnnxEmitter, op: p.MaxPlace, x: Value) -> None:
    places = window_places(op.windows, x.shape[2:])
    flat = e.reshape(x, (*x.shape[:2], math.prod(x.shape[2:])), of=x.shape)
    windows = e.op("Gather", [flat, e.constant(np.maximum(places, 0), "places")], axis=2)  # (N, C, K, P)
    first = e.op("ArgMax", [windows], axis=2, keepdims=0)  # (N, C, P): which element of the window
    count = places.shape[1]
    index = e.op("Add", [e.op("Mul", [first, e.integers([count], "windows")]), e.integers(range(count), "window")])
    answers = e.constant(places.reshape(-1).astype(np.float32), "answers")
    e.reshape(e.op("Gather", [answers, index], axis=0), e.node.output.shape, e.node.output.name, of=x.shape)


@emit(p.Pad)
def pad(e: OnnxEmitter, op: p.Pad, x: Value) -> None:
    pads = e.integers((0, 0, *op.pre, 0, 0, *op.post), "pads")
    e.result("Pad", [x, pads, e.scalar(op.value, "value")])


@emit(p.LRN)
def lrn(e: OnnxEmitter, op: p.LRN, x: Value) -> None:
    # In float32: a sum of squares would leave half precision's range.
    e.result("LRN", [e.value(x, dtype=FLOAT)], size=op.size, alpha=op.alpha, beta=op.beta, bias=op.k)


@emit(p.Linear)
def linear(e: OnnxEmitter, op: p.Linear, *inputs: Value) -> None:
    e.product("Gemm", inputs, transB=int(not op.transposed))


@emit(p.Activation)
def activation(e: OnnxEmitter, op: p.Activation, x: Value) -> None:
    attributes = {"alpha": op.alpha} if op.kind in ("leaky_relu", "elu") else {}
    bounds = []
    if op.kind == "clip":
        bounds = [e.scalar(bound, name) for name, bound in (("min", op.alpha), ("max", op.beta))]
    e.result(ACTIVATION[op.kind], [x, *bounds], **attributes)


@emit(p.PReLU)
def prelu(e: OnnxEmitter, op: p.PReLU, x: Value, slopes: Value) -> None:
    e.result("PRelu", [x, slopes])


@emit(p.Unary)
def unary(e: OnnxEmitter, op: p.Unary, x: Value) -> None:
    e.result(op.kind.capitalize(), [x])


@emit(p.Threshold)
def threshold(e: OnnxEmitter, op: p.Threshold, x: Value) -> None:
    above = e.op("Greater", [x, e.scalar(op.value, "threshold")])
    e.result("Cast", [above], to=e.dtype)


@emit(p.Binary)
def binary(e: OnnxEmitter, op: p.Binary, x: Value, y: Value) -> None:
    # The larger of two values is one of them: nothing is computed, and word indices stay whole.
    e.result(BINARY[op.kind], e.raw(x, y) if op.kind == "max" else [x, y])


@emit(p.Affine)
def affine(e: OnnxEmitter, op: p.Affine, x: Value, scale: Value, shift: Value) -> None:
    shape = (*scale.shape, *(1,) * (len(x.shape) - op.axis - 1))
    scaled = e.op("Mul", [x, e.value(scale, shape)])
    e.result("Add", [scaled, e.value(shift, shape)])


@emit(p.Softmax)
def softmax(e: OnnxEmitter, op: p.Softmax, x: Value) -> None:
    if len(x.shape) > 1:
        e.result("Softmax", [x], axis=op.axis)
    else:  # TensorRT has no softmax over a single axis
        row = e.op("Softmax", [e.reshape(e.value(x), (1, *x.shape))], axis=1)
        e.reshape(row, x.shape, e.node.output.name)


@emit(p.Reduce)
def reduce(e: OnnxEmitter, op: p.Reduce, x: Value) -> None:
    e.reduce("ReduceSum" if op.kind == "sum" else "ReduceMean", x, op.axes, e.node.output.name, int(op.keep))


@emit(p.TopK)
def top_k(e: OnnxEmitter, op: p.TopK, x: Value) -> None:
    values, indices = (output.name for output in e.node.outputs)
    places, last = e.unique("places"), x.shape[op.axis] - 1
    backward = e.op("Slice", [x, *_backward(e, op.axis)])  # of equal values TopK takes the first
    e.op("TopK", [backward, e.integers([op.k], "k")], [values, places], axis=op.axis)
    e.op("Cast", [e.op("Sub", [e.integers([last], "last"), places])], indices, to=TensorProto.FLOAT)


@emit(p.Reshape)
def reshape(e: OnnxEmitter, op: p.Reshape, x: Value) -> None:
    e.reshape(x, op.shape, e.node.output.name, of=x.shape)


@emit(p.Transpose)
def transpose(e: OnnxEmitter, op: p.Transpose, x: Value) -> None:
    if op.order:
        e.result("Transpose", e.raw(x), perm=op.order)
    else:  # no axes, of which ONNX could not tell the type
        e.result("Identity", e.raw(x))


@emit(p.Concat)
def concat(e: OnnxEmitter, op: p.Concat, *inputs: Value) -> None:
    e.result("Concat", e.raw(*inputs), axis=op.axis)


@emit(p.Slice)
def slice_(e: OnnxEmitter, op: p.Slice, x: Value) -> None:
    starts, ends = e.integers([op.start], "starts"), e.integers([op.start + op.size], "ends")
    e.result("Slice", [*e.raw(x), starts, ends, e.integers([op.axis], "axes")])


@emit(p.Take)
def take(e: OnnxEmitter, op: p.Take, x: Value) -> None:
    e.result("Gather", [*e.raw(x), e.integers(op.places, "places")], axis=op.axis)


@emit(p.Reverse)
def reverse(e: OnnxEmitter, op: p.Reverse, x: Value) -> None:
    e.result("Slice", [*e.raw(x), *_backward(e, op.axis)])


def _backward(e: OnnxEmitter, axis: int) -> list[str]:
    """What Slice takes to go along an axis from its end."""
    numbers = {"starts": -1, "ends": np.iinfo(np.int64).min, "axes": axis, "steps": -1}
    return [e.integers([number], name) for name, number in numbers.items()]


@emit(p.ReverseSequence)
def reverse_sequence(e: OnnxEmitter, op: p.ReverseSequence, x: Value, lengths: Value) -> None:
    whole = e.op("Cast", e.raw(lengths), to=TensorProto.INT64)
    # One step reversed is as none; for none older onnxruntimes leave the sequence out.
    least = e.op("Max", [whole, e.integers([1], "one")])
    e.result("ReverseSequence", [*e.raw(x), least], time_axis=0, batch_axis=1)


@emit(p.Tile)
def tile(e: OnnxEmitter, op: p.Tile, x: Value) -> None:
    repeats = [op.tiles if axis == op.axis else 1 for axis in range(len(e.node.output.shape))]
    e.result("Tile", [*e.raw(x), e.integers(repeats, "repeats")])


@emit(p.Resize)
def resize(e: OnnxEmitter, op: p.Resize, x: Value) -> None:
    inputs: list[str | Value] = [x, "", "", e.shape(e.node.output.shape, "sizes")]
    if op.kind == "bilinear":
        attributes = {"mode": "linear", "coordinate_transformation_mode": "align_corners"}
    else:
        attributes = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    e.result("Resize", inputs, **attributes)


@emit(p.Gather)
def gather(e: OnnxEmitter, op: p.Gather, table: Value, indices: Value) -> None:
    (numbers,) = e.raw(indices)
    if op.rounds:
        half = e.constant(np.array(0.5, np.float32), "half")
        numbers = e.op("Add", [e.cast(numbers, FLOAT), half])
    whole = e.op("Cast", [numbers], to=TensorProto.INT64)
    e.result("Gather", [table, whole], axis=0)
