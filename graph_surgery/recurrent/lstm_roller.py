"""LSTMRoller: a chain of steps with four gates becomes an LSTM layer."""

from __future__ import annotations

import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.graph_surgery.recurrent.roller import Roller
from caffe2trt.graph_surgery.recurrent.step_matcher import GATES, NotAStep, blob_name


class LSTMRoller(Roller):
    """Four gates, and two states."""

    kind = "LSTM"
    gates = 4

    def find_joined(self) -> int:
        """The layer that puts the steps' h together along time: a Concat, or a Reshape of a single step."""
        h = self.first.after[0]
        expected = tuple(step.after[0] for step in self.chain)
        own = blob_name(self.graph, h)
        # unroll copies the state, and reshapes the copy too: what takes the value itself comes first
        for index in sorted(self.graph.takers[h], key=lambda taker: own not in self.graph.layers[taker].bottom):
            layer = self.graph.layers[index]
            is_along_time = layer.type == "Reshape" or (layer.type == "Concat" and layer.concat_param.axis == 0)
            is_whole = self.model.shapes[layer.top[0]] == self.whole
            if is_along_time and self.graph.bottoms[index] == expected and is_whole:
                return index
        if len(self.chain) == 1:
            return h.layer  # a single step's h is (T, N, H), or nearly so, as it is
        raise NotAStep("its outputs are not concatenated along time")

    def weights(self) -> tuple[list[Array], list[str]]:
        """W_xc, b_c, [W_xc_static], W_hc in Caffe's gate order and their shared names."""
        if any(step.gates != self.first.gates for step in self.chain):
            raise NotAStep("the order of its gates differs between steps")
        (w_x, *others), bias, (name, *names) = self.input_weights()
        shared = [name, self.shared_name(self.first.input_product, 1), *names]
        in_order = self.first.gates == GATES
        return [self.reordered(blob) for blob in (w_x, bias, *others)], shared if in_order else []

    def reordered(self, blob: Array) -> Array:
        """Rows in Caffe's order: input, forget, output, candidate."""
        if self.first.gates == GATES:
            return blob
        parts = np.split(blob, 4)
        return np.concatenate([parts[place] for place in self.first.gates])
