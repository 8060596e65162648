"""LSTM and RNN by TensorRT's RNNv2 layer, which TensorRT 7 to 9 have.

RNNv2 knows no cont: what enters it must be the delta, the state times cont already. The pass expand --cell lstm writes
the network so, one RNNv2 a time step; with the promise that cont is 1 after the first step, one RNNv2 runs over all.
https://docs.nvidia.com/deeplearning/tensorrt/archives/tensorrt-861/api/python_api/infer/Graph/Layers.html#irnnv2layer
"""

from __future__ import annotations

from typing import Any

import numpy as np

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.trt.emitter import AnyArray, TensorRTEmitter

# Caffe's gates in order, by RNNv2's names.
LSTM_GATES = ("INPUT", "FORGET", "OUTPUT", "CELL")
RNN_GATES = ("INPUT",)


def rnn_v2(e: TensorRTEmitter, op: p.Recurrence, o: p.Operands[Value]) -> tuple[Any, ...]:
    """The tensors of y (T, N, H) and of the last states (N, H)."""
    trt = e.trt
    wide = e.state_dtype  # the layer has one type for its state and its products
    steps, batch, hidden = e.node.output.shape
    data = _batch_first(e, o.x, o.static, wide)
    is_lstm = isinstance(op, p.LSTM)
    kind = trt.RNNOperation.LSTM if is_lstm else trt.RNNOperation.TANH
    before = [
        e.reshape(_delta(e, state, o.cont, wide), (batch, 1, hidden), f"before_{i}") for i, state in enumerate(o.states)
    ]
    layer = e.network.add_rnn_v2(data, 1, hidden, steps, kind)
    layer.hidden_state = before[0]
    if is_lstm:
        layer.cell_state = before[1]
    layer = e.add(layer)
    _set_weights(e, layer, LSTM_GATES if is_lstm else RNN_GATES, o, wide)
    y = e.add(e.network.add_shuffle(layer.get_output(0)), "time_first")
    y.first_transpose = (1, 0, 2)
    after = [e.reshape(layer.get_output(1 + i), (batch, hidden), f"after_{i}") for i in range(len(o.states))]
    return (e.cast(y.get_output(0), e.dtype), *(e.cast(state, e.float32) for state in after))


def _batch_first(e: TensorRTEmitter, x: Value, static: Value | None, wide: Any) -> Any:
    """x as (N, T, I), the static input beside it at every step."""
    steps = x.shape[0]
    tensor = e.tensor(x, wide)
    if static is not None:
        repeated = e.reshape(e.tensor(static, wide), (1, *static.shape), "static")
        whole = e.add(e.network.add_slice(repeated, (0, 0, 0), (steps, *static.shape), (1, 1, 1)), "static_by_step")
        whole.mode = e.trt.SampleMode.WRAP
        joined = e.add(e.network.add_concatenation([tensor, whole.get_output(0)]), "x_static")
        joined.axis = 2
        tensor = joined.get_output(0)
    shuffle = e.add(e.network.add_shuffle(tensor), "batch_first")
    shuffle.first_transpose = (1, 0, 2)
    return shuffle.get_output(0)


def _delta(e: TensorRTEmitter, state: Value, cont: Value | None, wide: Any) -> Any:
    """What of a state enters: the state times the first step's cont.

    Raises:
        ConversionError: cont may reset a sequence after the first step, which RNNv2 cannot do.
    """
    tensor = e.tensor(state, wide)
    if cont is None or _is_ones(cont):
        return tensor
    if cont.shape[0] > 1 and not e.options.cont_starts_only:
        raise ConversionError(
            f"layer '{e.node.layer}': RNNv2 cannot apply cont within its {cont.shape[0]} steps",
            "Promise with --cont-starts-only that cont is 1 after the first step, or choose --lstm loop",
        )
    first = e.tensor(cont, wide)
    if cont.shape[0] > 1:
        first = e.slice(first, (0, 0), (1, cont.shape[1]), "cont_first")
    return e.elementwise("PROD", tensor, e.reshape(first, (cont.shape[1], 1), "cont"), "delta")


def _is_ones(value: Value) -> bool:
    return value.array is not None and bool(np.all(value.array == 1))


def _set_weights(e: TensorRTEmitter, layer: Any, gates: tuple[str, ...], o: p.Operands[Value], wide: Any) -> None:
    """Caffe's blobs, gate by gate: W and its bias, R and zeros as its bias."""
    inputs = [o.input_weights, *([o.static_weights] if o.static_weights is not None else [])]
    w_x = _gate_rows(np.concatenate([_array(value) for value in inputs], axis=1), gates)
    w_h, b = _gate_rows(_array(o.recurrent_weights), gates), _gate_rows(_array(o.bias), gates)
    for gate in gates:
        kind = getattr(e.trt.RNNGateType, gate)
        layer.set_weights_for_gate(0, kind, True, e.weights(w_x[gate], f"W_{gate}", wide))
        layer.set_weights_for_gate(0, kind, False, e.weights(w_h[gate], f"R_{gate}", wide))
        layer.set_bias_for_gate(0, kind, True, e.weights(b[gate], f"b_W_{gate}", wide))
        layer.set_bias_for_gate(0, kind, False, e.weights(np.zeros_like(b[gate]), f"b_R_{gate}", wide))


def _array(value: Value) -> AnyArray:
    assert value.array is not None
    return value.array


def _gate_rows(blob: AnyArray, gates: tuple[str, ...]) -> dict[str, AnyArray]:
    return dict(zip(gates, np.split(blob, len(gates))))
