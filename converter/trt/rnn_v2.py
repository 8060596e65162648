"""LSTM and RNN as TensorRT's RNNv2 layer, which TensorRT 7 and 8 have for networks with an implicit batch.

The layer has no cont: its hidden and cell inputs are cont times the state. This was never run on TensorRT itself.
https://docs.nvidia.com/deeplearning/tensorrt/archives/tensorrt-861/api/python_api/infer/Graph/Layers.html#irnnv2layer
"""

from __future__ import annotations

from typing import Any

import numpy as np

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.trt.emitter import AnyArray, TensorRTEmitter

# Caffe's gates in order, by RNNv2's names.
LSTM_GATES = ("INPUT", "FORGET", "OUTPUT", "CELL")
RNN_GATES = ("INPUT",)


def rnn_v2(e: TensorRTEmitter, op: p.Recurrence, o: p.Operands[Value]) -> tuple[Any, ...]:
    """One time step of one stream: y (1, 1, H), and the states (1, H) after it.

    The layer computes in the type of the state: float32, unless half precision is asked for there too.
    """
    dtype, hidden = e.state_dtype, e.node.output.shape[2]
    x = e.reshape(e.tensor(o.x, dtype), (1, o.x.shape[2]), "sequence")  # one time step of features
    if o.static is not None:
        joined = e.add(e.network.add_concatenation([x, e.tensor(o.static, dtype)]), "with_static")
        joined.axis = 1
        x = joined.get_output(0)
    states = [e.tensor(state, dtype) for state in o.states]  # of one layer
    if o.cont is not None:
        cont = e.reshape(e.tensor(o.cont, dtype), (1, 1), "cont")
        states = [e.elementwise("PROD", state, cont, f"cont_{name}") for name, state in zip(op.states, states)]
    is_lstm = isinstance(op, p.LSTM)
    kind = e.trt.RNNOperation.LSTM if is_lstm else e.trt.RNNOperation.TANH
    layer = e.add(e.network.add_rnn_v2(x, 1, hidden, 1, kind))
    layer.hidden_state = states[0]
    if is_lstm:
        layer.cell_state = states[1]
    set_weights(e, layer, LSTM_GATES if is_lstm else RNN_GATES, o, dtype)
    y = e.reshape(layer.get_output(0), (1, 1, hidden), "y")
    return (e.cast(y, e.dtype), *(layer.get_output(index) for index in range(1, 1 + len(states))))


def set_weights(e: TensorRTEmitter, layer: Any, gates: tuple[str, ...], o: p.Operands[Value], dtype: Any) -> None:
    """Give an IRNNv2Layer Caffe's blobs, gate by gate: W and its bias, R, and zeros as the bias of R.

    Args:
        e: the emitter of the layer's network, at the node of the recurrence.
        layer: the IRNNv2Layer, of one layer and one direction.
        gates: LSTM_GATES or RNN_GATES.
        o: the operands of the recurrence; a static input's weights stand to the right of those of x.
        dtype: TensorRT's type for the weights.
    """
    inputs = [o.input_weights, *([o.static_weights] if o.static_weights is not None else [])]
    w_x = _gate_rows(np.concatenate([_array(value) for value in inputs], axis=1), gates)
    w_h, b = _gate_rows(_array(o.recurrent_weights), gates), _gate_rows(_array(o.bias), gates)
    for gate in gates:
        kind = getattr(e.trt.RNNGateType, gate)
        layer.set_weights_for_gate(0, kind, True, e.weights(w_x[gate], f"W_{gate}", dtype))
        layer.set_weights_for_gate(0, kind, False, e.weights(w_h[gate], f"R_{gate}", dtype))
        layer.set_bias_for_gate(0, kind, True, e.weights(b[gate], f"b_W_{gate}", dtype))
        layer.set_bias_for_gate(0, kind, False, e.weights(np.zeros_like(b[gate]), f"b_R_{gate}", dtype))


def _array(value: Value) -> AnyArray:
    assert value.array is not None
    return value.array


def _gate_rows(blob: AnyArray, gates: tuple[str, ...]) -> dict[str, AnyArray]:
    return dict(zip(gates, np.split(blob, len(gates))))
