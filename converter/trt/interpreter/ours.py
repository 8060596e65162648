"""Layers that only define_network makes: RNNv2 of TensorRT 8 and the Tile plugin."""

from __future__ import annotations

from typing import Any

import numpy as np

from caffe2trt.converter.reference import arithmetic
from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView
from caffe2trt.converter.trt.interpreter.registry import evaluates

Shape = tuple[int, ...]


@evaluates("PLUGIN_V3", "IPluginV3Layer")
def tile_plugin(view: LayerView, x: AnyArray) -> AnyArray:
    kept = view.source.kept.get((view.name, "tile"))
    if kept is None:
        raise view.refused("evaluate_network cannot read what a plugin computes")
    axis, tiles = kept
    return np.concatenate([x] * int(tiles), axis=int(axis))


@evaluates(
    "RNN_V2",
    "IRNNv2Layer",
    *("op", "hidden_size", "hidden_state", "cell_state"),
)
def rnn_v2(view: LayerView, x: AnyArray, *states: AnyArray) -> tuple[AnyArray, ...]:
    """One layer in one direction over x (..., T, E), states (..., 1, H): as NvInfer.h defines RNNOperation."""
    layer, gate_type = view.layer, view.source.api.module.RNNGateType
    gates, count = {"LSTM": (("INPUT", "FORGET", "OUTPUT", "CELL"), 2), "TANH": (("INPUT",), 1)}.get(
        view.choice("op"), ((), 0)
    )
    given = [state for state in states if state is not None]
    if not gates:
        raise view.refused_value("op", view.op)
    if len(given) != count:
        raise view.refused("evaluate_network needs its hidden state, and the cell state of an LSTM")

    def read(getter: Any, is_input: bool, shape: Shape) -> list[AnyArray]:
        blobs = (np.asarray(getter(0, getattr(gate_type, gate), is_input)) for gate in gates)
        return [blob.astype(np.float32).reshape(shape) for blob in blobs]

    hidden = view.hidden_size
    w = read(layer.get_weights_for_gate, True, (hidden, x.shape[-1]))
    r = read(layer.get_weights_for_gate, False, (hidden, hidden))
    b = [a + c for a, c in zip(*(read(layer.get_bias_for_gate, is_input, (hidden,)) for is_input in (True, False)))]
    h, *cell = (state[..., 0, :].astype(np.float32) for state in given)
    outputs = []
    for step in range(x.shape[-2]):
        x_t = x[..., step, :].astype(np.float32)
        sums = [x_t @ w_gate.T + h @ r_gate.T + b_gate for w_gate, r_gate, b_gate in zip(w, r, b)]
        if cell:
            i, f, o = (arithmetic.sigmoid(value) for value in sums[:3])
            cell = [f * cell[0] + i * np.tanh(sums[3])]
            h = o * np.tanh(cell[0])
        else:
            h = np.tanh(sums[0])
        outputs.append(h)
    return (np.stack(outputs, axis=-2), *(state[..., None, :] for state in (h, *cell)))
