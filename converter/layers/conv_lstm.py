"""LSTMs whose products are convolutions. Two forks give different layers the name ConvLSTM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import ConvolutionParameter, LayerParameter, LSTMDebugParameter
from caffe2trt.converter.layers.common import require_axes, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.lstm_units import cell
from caffe2trt.converter.layers.recurrent import bound
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.loop import loop
from caffe2trt.converter.program.primitives import Activation, Binary, Convolution, Slice
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import RECURRENT

Blobs = Mapping[str, Value]
_STATE_AXES = 5  # (1, N, C, H, W)


@caffe_layer("ConvLSTM", axes=RECURRENT)
def conv_lstm(b: Builder, layer: Layer, x: Value, *more: Value) -> Value | tuple[Value, ...]:
    """From two forks: x (T, N, C, H, W), cont, peepholes, exposed states (agethen); or one sequence (T, C, H, W)."""
    if layer.proto.HasField("convolution_param") and not more:
        return _one_sequence(b, layer, x)
    debug = layer.proto.lstm_debug_param
    x, cont, static, states = _bottoms(layer, x, *more)
    batch, size, convs = x.shape[1], x.shape[3:], _Convolutions.of_agethen(layer.proto)
    state = (batch, convs.outputs, *size)
    axes = () if debug.disable_hadamard else _peephole_axes(debug)
    shapes = _agethen_shapes(convs, x, static, tuple((1, *state)[axis] for axis in axes), debug.ignore_x)
    blobs = dict(zip(shapes, layer.blobs(**shapes)))
    products = convs.products(b, x, blobs["input_weights"]) if not debug.ignore_x else None
    if static is not None:
        once = b(convs.input, static, blobs["static_weights"])
        once = reshape(b, once, (1, *once.shape))
        products = once if products is None else b(Binary("sum"), products, once)
    before = [reshape(b, value, state) for value in states] or [_zeros(b, state)] * 2  # nothing is carried over

    def step(*given: Value) -> tuple[Sequence[Value], Sequence[Value]]:
        return _step(b, convs, blobs, given, batch, axes)

    y, after = loop(b, [cont, *([] if products is None else [products])], before, step, cont=0)
    return (*y, *(reshape(b, value, (1, *state)) for value in after)) if states else y[0]


def _peephole_axes(debug: LSTMDebugParameter) -> range:
    """The axes of (1, N, C, H, W) that the peepholes' weights have."""
    axes = range(debug.axis_hadamard, debug.axis_hadamard + debug.num_axes_hadamard)
    if axes.stop > _STATE_AXES:
        raise LayerProblem(
            f"axis_hadamard {axes.start} and num_axes_hadamard {len(axes):,} go beyond the {_STATE_AXES} axes of its "
            "state (1, N, C, H, W)",
            "Correct lstm_debug_param",
        )
    return axes


def _step(
    b: Builder, convs: _Convolutions, blobs: Blobs, given: Sequence[Value], batch: int, axes: Sequence[int]
) -> tuple[Sequence[Value], Sequence[Value]]:
    """cont (N), the input's product if there is one, h and c before -> h; h and c after."""
    keep, *product, h, c = given
    keep = reshape(b, keep, (batch, 1, 1, 1))
    gates = b(convs.hidden, b(Binary("prod"), h, keep), blobs["hidden_weights"], blobs["bias"])
    for part in product:
        gates = b(Binary("sum"), gates, part)
    i, f, o, g = convs.gates(b, gates)
    if axes:  # the peepholes see the old cell, and not multiplied by cont
        i, f, o = (_with_peephole(b, gate, c, blobs[name], axes) for name, gate in zip("ifo", (i, f, o)))
    h, c = cell(b, i, b(Binary("prod"), b(Activation("sigmoid"), f), keep), o, g, c)
    return [h], [h, c]


def _with_peephole(b: Builder, gate: Value, c: Value, weights: Value, axes: Sequence[int]) -> Value:
    shape = tuple(weights.shape[axes.index(axis)] if axis in axes else 1 for axis in range(1, 5))
    return b(Binary("sum"), gate, b(Binary("prod"), c, reshape(b, weights, shape)))


def _agethen_shapes(
    convs: _Convolutions, x: Value, static: Value | None, peephole: Shape, ignores_x: bool
) -> dict[str, Shape]:
    """The blobs in the fork's order; four of them mean nothing."""
    width, kernel = convs.outputs, convs.kernels[0]
    shapes: dict[str, Shape] = {} if ignores_x else {"input_weights": (4 * width, x.shape[2], *kernel)}
    if static is not None:
        shapes["static_weights"] = (4 * width, static.shape[1], *kernel)
    shapes |= {"unused_0": (1,), "unused_1": (1,), "hidden_weights": (4 * width, width, *convs.kernels[1])}
    shapes["bias"] = (4 * width,)
    if peephole:
        shapes |= dict.fromkeys("ifo", peephole)
    return {**shapes, "unused_2": (1,), "unused_3": (1,)}


@caffe_layer("ConvolutionLSTM", axes=RECURRENT)
def convolution_lstm(b: Builder, layer: Layer, x: Value, *more: Value) -> Value:
    """From a fork: Caffe's LSTM with convolutions, x (T, N, C, H, W) and cont; the state is carried over."""
    x, cont, static, states = _bottoms(layer, x, *more)
    if static is not None or states:
        raise LayerProblem("a static input and expose_hidden are not supported", "Write it out in plain layers")
    param = layer.proto.recurrent_param
    convs = _Convolutions.of(param.num_output, param.wxc_convolution_param, param.whh_convolution_param)
    (batch, channels, *size), width = x.shape[1:], param.num_output
    w_x, bias, w_h = layer.blobs(**convs.shapes(channels))
    products = convs.products(b, x, w_x, bias)
    h0, c0 = b.state("h", (batch, width, *size)), b.state("c", (batch, width, *size))

    def step(product: Value, keep: Value, h: Value, c: Value) -> tuple[Sequence[Value], Sequence[Value]]:
        keep = reshape(b, keep, (batch, 1, 1, 1))
        recurrent = b(convs.hidden, b(Binary("prod"), h, keep), w_h)
        i, f, o, g = convs.gates(b, b(Binary("sum"), product, recurrent))
        h, c = cell(b, i, b(Binary("prod"), b(Activation("sigmoid"), f), keep), o, g, c)
        return [h], [h, c]

    (y,), after = loop(b, [products, cont], [h0, c0], step, cont=1)
    for before, value in zip((h0, c0), after):
        b.carry(before, value)
    return y


def _one_sequence(b: Builder, layer: Layer, x: Value) -> Value:
    """x (T, C, H, W), gates i, f, c, o; each call begins at zeros (AzoresCabbage)."""
    param = layer.proto.convolution_param
    convs, width = _Convolutions.of(param.num_output, param, param, is_same=True), param.num_output
    require_axes(x, "(T, C, H, W)", 4, 4)
    steps, channels, *size = x.shape
    w_x, bias, w_h = layer.blobs(**convs.shapes(channels))
    products = convs.products(b, reshape(b, x, (steps, 1, channels, *size)), w_x, bias)

    def step(product: Value, h: Value, c: Value) -> tuple[Sequence[Value], Sequence[Value]]:
        i, f, g, o = convs.gates(b, b(Binary("sum"), product, b(convs.hidden, h, w_h)))
        h, c = cell(b, i, b(Activation("sigmoid"), f), o, g, c)
        return [h], [h, c]

    (y,), _ = loop(b, [products], [_zeros(b, (1, width, *size))] * 2, step)
    return reshape(b, y, (steps, width, *size))


def _zeros(b: Builder, shape: Shape) -> Value:
    return b.filled(shape, 0.0, "zero_state")


def _bottoms(layer: Layer, *bottoms: Value) -> tuple[Value, Value, Value | None, tuple[Value, ...]]:
    o = bound(layer, bottoms)
    if len(o.x.shape) != 5 or o.cont is None or o.cont.shape != o.x.shape[:2]:
        raise LayerProblem(
            f"it takes x (T, N, C, H, W) and cont (T, N), found {', '.join(str(value.shape) for value in bottoms)}",
            "Put Reshape layers before it",
        )
    if o.static is not None and (len(o.static.shape) != 4 or o.static.shape[0] != o.x.shape[1]):
        raise LayerProblem(f"its static input {o.static.shape} is not (N, C, H, W) for a batch of {o.x.shape[1]}")
    return o.x, o.cont, o.static, o.initial


@dataclass(frozen=True)
class _Convolutions:
    """The convolutions of the input and of the hidden state, which keep height and width."""

    outputs: int
    kernels: tuple[Shape, Shape]
    input: Convolution
    hidden: Convolution

    @staticmethod
    def of(
        outputs: int, first: ConvolutionParameter, second: ConvolutionParameter, is_same: bool = False
    ) -> _Convolutions:
        """`is_same`: the padding is what keeps height and width, whatever the parameters say."""
        kernels, ops = [], []
        for param in (first, second):
            kernel, dilation = _pair(param.kernel_size, 0), _pair(param.dilation, 1)
            same = (dilation[0] * (kernel[0] - 1) // 2, dilation[1] * (kernel[1] - 1) // 2)
            pad, stride = (same, (1, 1)) if is_same else (_pair(param.pad, 0), _pair(param.stride, 1))
            if not outputs or min(kernel) < 1 or pad != same or stride != (1, 1) or param.group > 1:
                raise LayerProblem(
                    f"num_output {outputs}, kernel {kernel}, pad {pad}, stride {stride} and group {param.group} do not "
                    "keep height and width",
                    "Correct the prototxt",
                )
            kernels.append(kernel)
            ops.append(Convolution(stride, pad, dilation))
        return _Convolutions(outputs, (kernels[0], kernels[1]), ops[0], ops[1])

    @staticmethod
    def of_agethen(layer: LayerParameter) -> _Convolutions:
        """From one lstm_conv_param for both, or one for each."""
        params = {param.type: param for param in layer.lstm_conv_param}
        both = params.get("all")
        first, second = params.get("input", both), params.get("hidden", both)
        if first is None or second is None:
            raise LayerProblem(
                f"its lstm_conv_param entries must be 'all', or 'input' and 'hidden'; found {sorted(params)}"
            )
        return _Convolutions.of(first.num_output, first, second)

    def shapes(self, channels: int) -> dict[str, Shape]:
        """The blobs of a layer that has no others."""
        width, (first, second) = self.outputs, self.kernels
        weights: dict[str, Shape] = {"input_weights": (4 * width, channels, *first), "bias": (4 * width,)}
        return {**weights, "hidden_weights": (4 * width, width, *second)}

    def products(self, b: Builder, x: Value, weights: Value, *bias: Value) -> Value:
        """The convolution of x (T, N, C, H, W) for all steps at once."""
        steps, batch, *frame = x.shape
        y = b(self.input, reshape(b, x, (steps * batch, *frame)), weights, *bias)
        return reshape(b, y, (steps, batch, *y.shape[1:]))

    def gates(self, b: Builder, gates: Value) -> list[Value]:
        """The four blocks of channels."""
        return [b(Slice(1, place * self.outputs, self.outputs), gates) for place in range(4)]


def _pair(values: Sequence[int], default: int) -> Shape:
    first, *rest = values or [default]
    return (first, rest[0] if rest else first)
