"""What each kind of TensorRT layer computes, in numpy, as NVIDIA documents it.

https://docs.nvidia.com/deeplearning/tensorrt/latest/_static/operators/
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.reference import arithmetic
from caffe2trt.converter.trt.network import Network

AnyArray = NDArray[Any]

CLASSES = {
    "ACTIVATION": "IActivationLayer",
    "CAST": "ICastLayer",
    "CONCATENATION": "IConcatenationLayer",
    "CONSTANT": "IConstantLayer",
    "CONVOLUTION": "IConvolutionLayer",
    "DECONVOLUTION": "IDeconvolutionLayer",
    "ELEMENTWISE": "IElementWiseLayer",
    "GATHER": "IGatherLayer",
    "IDENTITY": "IIdentityLayer",
    "ITERATOR": "IIteratorLayer",
    "LOOP_OUTPUT": "ILoopOutputLayer",
    "LRN": "ILRNLayer",
    "MATRIX_MULTIPLY": "IMatrixMultiplyLayer",
    "PARAMETRIC_RELU": "IParametricReLULayer",
    "PLUGIN_V3": "IPluginV3Layer",
    "POOLING": "IPoolingLayer",
    "RECURRENCE": "IRecurrenceLayer",
    "REDUCE": "IReduceLayer",
    "RESIZE": "IResizeLayer",
    "REVERSE_SEQUENCE": "IReverseSequenceLayer",
    "RNN_V2": "IRNNv2Layer",
    "SCALE": "IScaleLayer",
    "SHUFFLE": "IShuffleLayer",
    "SLICE": "ISliceLayer",
    "SOFTMAX": "ISoftMaxLayer",
    "TOPK": "ITopKLayer",
    "TRIP_LIMIT": "ITripLimitLayer",
    "UNARY": "IUnaryLayer",
}
LOOP_KINDS = ("ITERATOR", "LOOP_OUTPUT", "RECURRENCE", "TRIP_LIMIT")


class LayerView:
    """One layer of a TensorRT network with the class of its kind.

    Attributes:
        layer: the ILayer, as the subclass that has the kind's properties.
        kind: the name in TensorRT's LayerType.
        inputs, outputs: tensor names; "" for an input that is not there.
        loop: the name of the loop whose boundary it is, or "".

    """

    def __init__(self, network: Network, index: int) -> None:
        trt = network.api.module
        self.network = network
        self.layer = network.network.get_layer(index)
        self.kind = self.enum(self.layer.type)
        if self.kind not in CLASSES:
            raise ConversionError(
                f"evaluate_network does not support the kind {self.kind} of the TensorRT layer '{self.layer.name}'",
                "Compare the ONNX file instead",
            )
        self.layer.__class__ = getattr(trt, CLASSES[self.kind])
        self.name: str = self.layer.name
        tensors = [self.layer.get_input(i) for i in range(self.layer.num_inputs)]
        if self.kind == "RNN_V2":
            tensors = [tensors[0], self.layer.hidden_state, self.layer.cell_state]
        self.inputs: list[str] = [tensor.name if tensor is not None else "" for tensor in tensors]
        self.results = [self.layer.get_output(i) for i in range(self.layer.num_outputs)]
        self.outputs: list[str] = [tensor.name for tensor in self.results]
        self.loop: str = self.layer.loop.name if self.kind in LOOP_KINDS else ""

    @staticmethod
    def enum(value: Any) -> str:
        """The bare name of an enumeration's member."""
        return str(value).rpartition(".")[2]

    def typed(self, index: int, array: Any) -> AnyArray:
        """A result in the type that TensorRT gives the output, after checking its shape."""
        tensor = self.results[index]
        result = np.asarray(array).astype(numpy_type(self.enum(tensor.dtype)), copy=False)
        if result.shape != tuple(tensor.shape):
            raise AssertionError(f"{self.name}: evaluated {result.shape}, TensorRT says {tuple(tensor.shape)}")
        return result

    def weights(self, role: str) -> AnyArray | None:
        """Weights read back from the layer; None where it has none. TensorRT hands out bfloat16 only as an address."""
        held = getattr(self.layer, "weights" if role == "constant" else role)
        if held is None or held.size == 0:
            return None
        if isinstance(held, np.ndarray):
            return held
        return self.network.kept[self.name, role].reshape(-1)


def numpy_type(name: str) -> Any:
    """Numpy's type for a TensorRT DataType's name."""
    known = {"FLOAT": np.float32, "HALF": np.float16, "BF16": ml_dtypes.bfloat16, "INT32": np.int32, "BOOL": np.bool_}
    return known[name]


LAYERS: dict[str, Callable[..., Any]] = {}


def _evaluates(kind: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        if kind in LAYERS:
            raise ValueError(f"two functions evaluate {kind}")
        LAYERS[kind] = function
        return function

    return register


@_evaluates("ACTIVATION")
def _activation(view: LayerView, x: AnyArray) -> AnyArray:
    layer = view.layer
    return arithmetic.ACTIVATIONS[view.enum(layer.type).lower()](
        x.astype(np.float32, copy=False), layer.alpha, layer.beta
    )


@_evaluates("CAST")
@_evaluates("IDENTITY")
def _same(view: LayerView, x: AnyArray) -> AnyArray:
    return x


@_evaluates("CONCATENATION")
def _concatenation(view: LayerView, *inputs: AnyArray) -> AnyArray:
    return np.concatenate(inputs, axis=view.layer.axis)


@_evaluates("CONSTANT")
def _constant(view: LayerView) -> AnyArray:
    weights = view.weights("constant")
    assert weights is not None
    return weights.reshape(tuple(view.layer.shape))


@_evaluates("CONVOLUTION")
@_evaluates("DECONVOLUTION")
def _convolution(view: LayerView, x: AnyArray) -> AnyArray:
    layer, forward = view.layer, view.kind == "CONVOLUTION"
    kernel, bias = view.weights("kernel"), view.weights("bias")
    assert kernel is not None
    outputs, inputs, groups = layer.num_output_maps, x.shape[1], layer.num_groups
    channels = (outputs, inputs // groups) if forward else (inputs, outputs // groups)
    function = arithmetic.convolution if forward else arithmetic.deconvolution
    return function(
        x,
        kernel.reshape(*channels, *layer.kernel_size_nd),
        bias,
        tuple(layer.stride_nd),
        tuple(layer.pre_padding),
        tuple(layer.post_padding),
        tuple(layer.dilation_nd),
        groups,
    )


@_evaluates("ELEMENTWISE")
def _elementwise(view: LayerView, a: AnyArray, b: AnyArray) -> AnyArray:
    kind = view.enum(view.layer.op).lower()
    if kind == "greater":
        return np.greater(a, b)
    with np.errstate(invalid="ignore", divide="ignore"):
        return arithmetic.BINARY[kind](a, b)


@_evaluates("GATHER")
def _gather(view: LayerView, data: AnyArray, indices: AnyArray) -> AnyArray:
    rows = data.shape[view.layer.axis]
    outside = indices[(indices < 0) | (indices >= rows)]
    if outside.size:  # TensorRT does not say what it gives for these
        raise ConversionError(f"layer '{view.name}': index {outside[0]} is not within 0 to {rows - 1}")
    return np.take(data, indices, axis=view.layer.axis)


@_evaluates("LRN")
def _lrn(view: LayerView, x: AnyArray) -> AnyArray:
    layer = view.layer
    return arithmetic.lrn(x, layer.window_size, layer.alpha, layer.beta, layer.k)


@_evaluates("MATRIX_MULTIPLY")
def _matrix_multiply(view: LayerView, a: AnyArray, b: AnyArray) -> AnyArray:
    operands = []
    for operand, operation in ((a, view.layer.op0), (b, view.layer.op1)):
        transposed = view.enum(operation) == "TRANSPOSE"
        operands.append(np.swapaxes(operand, -1, -2) if transposed else operand)
    return arithmetic.accurate_matmul(operands[0], operands[1])


@_evaluates("PARAMETRIC_RELU")
def _parametric_relu(view: LayerView, x: AnyArray, slopes: AnyArray) -> AnyArray:
    return np.where(x > 0, x, x * slopes)


@_evaluates("PLUGIN_V3")
def _tile_plugin(view: LayerView, x: AnyArray) -> AnyArray:
    axis, tiles = view.network.kept[view.name, "tile"]  # a plugin's fields cannot be read back
    return np.concatenate([x] * int(tiles), axis=int(axis))


@_evaluates("POOLING")
def _pooling(view: LayerView, x: AnyArray) -> AnyArray:
    layer = view.layer
    kind = "max" if view.enum(layer.type) == "MAX" else "average"
    return arithmetic.pooling(
        x,
        kind,
        kernel=tuple(layer.window_size_nd),
        strides=tuple(layer.stride_nd),
        pre=tuple(layer.pre_padding),
        post=tuple(layer.post_padding),
        count_padding=not layer.average_count_excludes_padding,
    )


@_evaluates("REDUCE")
def _reduce(view: LayerView, x: AnyArray) -> AnyArray:
    layer = view.layer
    axes = tuple(axis for axis in range(x.ndim) if layer.axes >> axis & 1)
    wide = x.astype(np.float32, copy=False)
    if view.enum(layer.op) == "AVG":
        return np.asarray(np.mean(wide, axis=axes, keepdims=layer.keep_dims))
    return np.asarray(np.sum(wide, axis=axes, keepdims=layer.keep_dims))


@_evaluates("RESIZE")
def _resize(view: LayerView, x: AnyArray) -> AnyArray:
    layer = view.layer
    kind: tuple[str, ...] = (view.enum(layer.resize_mode), view.enum(layer.coordinate_transformation))
    if kind[0] == "NEAREST":
        kind += (view.enum(layer.nearest_rounding),)
    if kind not in RESIZE:
        raise ConversionError(f"evaluate_network does not support the resize {' '.join(kind)} of '{view.name}'")
    height, width = tuple(layer.shape)[2:]
    return arithmetic.resize(x, (height, width), RESIZE[kind])


RESIZE: dict[tuple[str, ...], str] = {
    ("LINEAR", "ALIGN_CORNERS"): "bilinear",
    ("NEAREST", "ASYMMETRIC", "FLOOR"): "nearest",
}


@_evaluates("REVERSE_SEQUENCE")
def _reverse_sequence(view: LayerView, x: AnyArray, lengths: AnyArray) -> AnyArray:
    layer = view.layer
    return arithmetic.reverse_sequence(x, lengths.astype(np.int64), layer.sequence_axis, layer.batch_axis)


@_evaluates("RNN_V2")
def _rnn_v2(view: LayerView, x: AnyArray, *states: AnyArray) -> tuple[AnyArray, ...]:
    """One layer in one direction over x (N, T, E); states (N, 1, H)."""
    layer, gate_type = view.layer, view.network.api.module.RNNGateType
    gates = ("INPUT", "FORGET", "OUTPUT", "CELL") if view.enum(layer.op) == "LSTM" else ("INPUT",)

    def read(getter: Any, is_input: bool, shape: Shape) -> list[AnyArray]:
        blobs = (np.asarray(getter(0, getattr(gate_type, gate), is_input)) for gate in gates)
        return [blob.astype(np.float32).reshape(shape) for blob in blobs]

    hidden = layer.hidden_size
    w = read(layer.get_weights_for_gate, True, (hidden, x.shape[2]))
    r = read(layer.get_weights_for_gate, False, (hidden, hidden))
    b = [a + c for a, c in zip(*(read(layer.get_bias_for_gate, is_input, (hidden,)) for is_input in (True, False)))]
    h, *cell = (state[:, 0].astype(np.float32) for state in states)
    outputs = []
    for step in range(x.shape[1]):
        x_t = x[:, step].astype(np.float32)
        sums = [x_t @ w_gate.T + h @ r_gate.T + b_gate for w_gate, r_gate, b_gate in zip(w, r, b)]
        if cell:
            i, f, o = (arithmetic.sigmoid(value) for value in sums[:3])
            cell = [f * cell[0] + i * np.tanh(sums[3])]
            h = o * np.tanh(cell[0])
        else:
            h = np.tanh(sums[0])
        outputs.append(h)
    return (np.stack(outputs, axis=1), *(state[:, None] for state in (h, *cell)))


@_evaluates("SCALE")
def _scale(view: LayerView, x: AnyArray) -> AnyArray:
    shape = (-1,) + (1,) * (x.ndim - view.layer.channel_axis - 1)
    scale, shift = view.weights("scale"), view.weights("shift")
    assert scale is not None
    assert shift is not None
    wide = x.astype(np.float32) * scale.astype(np.float32).reshape(shape)
    return np.asarray(wide + shift.astype(np.float32).reshape(shape))


@_evaluates("SHUFFLE")
def _shuffle(view: LayerView, x: AnyArray) -> AnyArray:
    layer = view.layer
    moved = x.transpose(list(layer.first_transpose)[: x.ndim])
    dims = _reshape_dims(view)
    shaped = moved if dims is None else moved.reshape(dims)
    return np.asarray(shaped.transpose(list(layer.second_transpose)[: shaped.ndim]))


def _reshape_dims(view: LayerView) -> tuple[int, ...] | None:
    """None where a shuffle only transposes."""
    dims = view.layer.reshape_dims
    try:
        return None if dims is None else tuple(dims)
    except ValueError:
        if not view.network.api.reports_no_reshape_as_error:
            raise
        return None


@_evaluates("SLICE")
def _slice(view: LayerView, x: AnyArray, *rest: AnyArray) -> AnyArray:
    layer = view.layer
    places = [start + stride * np.arange(size) for start, size, stride in zip(layer.start, layer.shape, layer.stride)]
    if view.enum(layer.mode) == "STRICT_BOUNDS":
        return x[np.ix_(*places)]
    if view.enum(layer.mode) == "WRAP":
        return x[np.ix_(*(place % size for place, size in zip(places, x.shape)))]
    inside = [(place >= 0) & (place < size) for place, size in zip(places, x.shape)]
    result = np.full(tuple(len(place) for place in places), rest[-1], x.dtype)
    result[np.ix_(*inside)] = x[np.ix_(*(place[keep] for place, keep in zip(places, inside)))]
    return result


@_evaluates("SOFTMAX")
def _softmax(view: LayerView, x: AnyArray) -> AnyArray:
    return arithmetic.softmax(x, view.layer.axes.bit_length() - 1)


@_evaluates("TOPK")
def _top_k(view: LayerView, x: AnyArray) -> tuple[AnyArray, AnyArray]:
    return arithmetic.top_k(x, view.layer.k, view.layer.axes.bit_length() - 1)


@_evaluates("UNARY")
def _unary(view: LayerView, x: AnyArray) -> AnyArray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return arithmetic.UNARY[view.enum(view.layer.op).lower()](x.astype(np.float32, copy=False))
