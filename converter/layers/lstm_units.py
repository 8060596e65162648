"""Single steps of LSTMs, as several forks have them: the network concatenates the hidden state to the input itself."""

from __future__ import annotations

import math

import numpy as np

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, LSTMParameter
from caffe2trt.converter.layers.common import require_axes, reshape
from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Activation, Binary, Linear, Slice
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME


@caffe_layer("LSTMUnit", axes=SAME, in_place=False)
def lstm_unit(b: Builder, layer: Layer, c: Value, gates: Value, cont: Value) -> tuple[Value, Value]:
    """One LSTM step without its matrix products: from c (1, N, H), gates (1, N, 4H) and cont (1, N) to c and h."""
    require_axes(c, "(1, N, H)", 3, 3)
    hidden = c.shape[2]
    if c.shape[0] != 1 or gates.shape != (*c.shape[:2], 4 * hidden) or cont.shape != c.shape[:2]:
        raise LayerProblem(f"cell {c.shape}, gates {gates.shape} and cont {cont.shape} do not fit each other")
    i, f, o, g = _parts(b, gates, hidden)
    h, c_next = cell(b, i, _sigmoid(b, f, reshape(b, cont, (*cont.shape, 1))), o, g, c)
    return c_next, h


@caffe_layer("LSTMNode", axes=SAME)
def lstm_node(b: Builder, layer: Layer, x: Value, c: Value, cont: Value | None = None) -> tuple[Value, Value]:
    """From a fork (Up-Down captioning): one step over (M, K), which includes the hidden state; the tops are h and c."""
    param = layer.proto.lstm_param
    cells, x = _cells(param), _rows(b, x)
    rows = x.shape[0]
    c = reshape(b, c, (rows, cells))
    shapes = {"weights": (4 * cells, x.shape[1])} | ({"bias": (4 * cells,)} if param.bias_term else {})
    i, f, o, g = _parts(b, b(Linear(), x, *layer.blobs(**shapes)), cells)
    kept = _sigmoid(b, f, None if cont is None else reshape(b, cont, (rows, 1)))
    return cell(b, i, kept, o, g, c)


@caffe_layer("LstmUnit", axes=SAME)
def apollo_lstm_unit(b: Builder, layer: Layer, x: Value, c: Value) -> tuple[Value, Value]:
    """From apollocaffe: one step over (N, D) without biases; tied gates, tanh of the hidden state; tops h and c."""
    return unit_of_four(b, layer, layer.proto.lstm_unit_param, x, c)


def unit_of_four(b: Builder, layer: Layer, param: LSTMParameter, x: Value, c: Value) -> tuple[Value, Value]:
    """The step with four matrices (1, C, 1, D): g, i, f, o. Without tanh_hidden the cell goes out as it is."""
    cells, x = _cells(param), _rows(b, x)
    shape = (1, cells, 1, x.shape[1])
    blobs = layer.blobs(input_value=shape, input_gate=shape, forget_gate=shape, output_gate=shape)
    weights = layer.joined(blobs, "gate_weights", lambda arrays: np.concatenate([a.reshape(cells, -1) for a in arrays]))
    g, i, f, o = _parts(b, b(Linear(), x, weights), cells)
    c = reshape(b, c, (x.shape[0], cells))
    if param.tie_output_forget:  # the forget gate is 1 minus the output gate
        f = b(Binary("sub"), b.constant(np.zeros((1, 1), np.float32), "zero"), o)
    return cell(b, i, _sigmoid(b, f), o, g, c, squash=param.tanh_hidden)


def nlpcaffe_unit(b: Builder, layer: Layer, x: Value, c: Value) -> tuple[Value, Value]:
    """nlpcaffe's Lstm with num_cells: the step with four matrices; its tops are (N, C, 1, 1)."""
    h, c = unit_of_four(b, layer, layer.proto.lstm_param, x, c)
    return reshape(b, h, (*h.shape, 1, 1)), reshape(b, c, (*c.shape, 1, 1))


def has_peepholes(layer: LayerParameter) -> bool:
    """Whether an Lstm with num_cells is the one with biases and peepholes."""
    fields = {field.name for field, _ in layer.lstm_param.ListFields()}
    return len(layer.param) == 8 or any(name.endswith(("_bias_filler", "_cell_weight_filler")) for name in fields)


def unit_with_peepholes(b: Builder, layer: Layer, x: Value, c: Value) -> tuple[Value, Value]:
    """The oldest of them (nlpcaffe, January 2015): per gate g, i, f, o a weight (1, C, 1, D + 1) and a bias.

    The last column of the weights of i, f and o multiplies the old cell.
    """
    cells, x = _cells(layer.proto.lstm_param), _rows(b, x)
    rows, width = x.shape[0], x.shape[1] + 1
    shapes = {f"{gate}_{role}": s for gate in "gifo" for role, s in _weight_and_bias(cells, width).items()}
    blobs = layer.blobs(**shapes)
    weights = layer.joined(
        blobs, "gate_weights", lambda arrays: np.concatenate([a.reshape(cells, -1)[:, :-1] for a in arrays[::2]])
    )
    bias = layer.joined(blobs, "gate_biases", lambda arrays: np.concatenate([a.reshape(-1) for a in arrays[1::2]]))
    c = reshape(b, c, (rows, cells))
    parts = _parts(b, b(Linear(), x, weights, bias), cells)
    for place in (1, 2, 3):
        peephole = layer.joined(
            [blobs[2 * place]], f"peephole_{place}", lambda arrays: arrays[0].reshape(1, cells, -1)[..., -1]
        )
        parts[place] = b(Binary("sum"), parts[place], b(Binary("prod"), c, peephole))
    g, i, f, o = parts
    h, c = cell(b, i, _sigmoid(b, f), o, g, c, squash=False)
    return reshape(b, h, (rows, cells, 1, 1)), reshape(b, c, (rows, cells, 1, 1))


def cell(b: Builder, i: Value, kept: Value, o: Value, g: Value, c: Value, squash: bool = True) -> tuple[Value, Value]:
    """h and c after a step. i, o, g are sums before their activations; `kept` is the forget gate after it."""
    new = b(Binary("prod"), b(Activation("sigmoid"), i), b(Activation("tanh"), g))
    c = b(Binary("sum"), b(Binary("prod"), kept, c), new)
    return b(Binary("prod"), b(Activation("sigmoid"), o), b(Activation("tanh"), c) if squash else c), c


def _sigmoid(b: Builder, x: Value, factor: Value | None = None) -> Value:
    gate = b(Activation("sigmoid"), x)
    return gate if factor is None else b(Binary("prod"), gate, factor)


def _parts(b: Builder, gates: Value, width: int) -> list[Value]:
    return [b(Slice(len(gates.shape) - 1, place * width, width), gates) for place in range(4)]


def _rows(b: Builder, x: Value) -> Value:
    require_axes(x, "(N, ...)", 1)
    return reshape(b, x, (x.shape[0], math.prod(x.shape[1:])))


def _cells(param: LSTMParameter) -> int:
    if not param.num_cells:
        raise LayerProblem("num_cells is missing", "Correct the prototxt")
    return param.num_cells


def _weight_and_bias(cells: int, width: int) -> dict[str, tuple[int, ...]]:
    return {"weights": (1, cells, 1, width), "bias": (1, cells, 1, 1)}
