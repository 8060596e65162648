"""The weights of TensorRT's RNNv2 layer, which TensorRT 7 to 9 have for networks with an implicit batch.

Networks of today have an explicit batch, in which NVIDIA forbids the layer: no conversion uses it.
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
