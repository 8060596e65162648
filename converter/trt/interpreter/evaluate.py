"""evaluate_network: reads a real TensorRT network back through TensorRT's API and computes it in numpy.

This is how an engine is trusted on a machine without a GPU: what is evaluated is not our Program but what TensorRT was
given, its layers, weights, types and loops.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caffe2trt.converter.program.check_feeds import check_feeds
from caffe2trt.converter.trt.interpreter.layers import LAYERS, LayerView
from caffe2trt.converter.trt.network import Network

AnyArray = NDArray[Any]
Tensors = dict[str, AnyArray]  # by tensor name, in the tensor's own type


def evaluate_network(
    network: Network, feeds: Mapping[str, ArrayLike], *, everything: bool = False
) -> dict[str, NDArray[np.float32]]:
    """The network's outputs, states among them, computed on the CPU in the types that the network states.

    Args:
        network: what define_network gave.
        feeds: the inputs by name; state inputs (L__h_in, ...) that are absent are zero.
        everything: every tensor outside of loops, not the outputs alone.

    Raises:
        ConversionError: an input is missing, unknown or of the wrong shape, or a layer kind cannot be evaluated.

    """
    arrays = check_feeds(feeds, network.inputs, optional=network.states, ignored=network.dropped_inputs)
    return _Evaluator(network).run(arrays, everything)


class _Evaluator:
    def __init__(self, network: Network) -> None:
        self.definition = network.network
        self.views = [LayerView(network, index) for index in range(network.network.num_layers)]
        self.producer = {name: view for view in self.views for name in view.outputs}
        self.loops = {view.loop: _Loop(view.loop) for view in self.views if view.loop}
        for view in self.views:
            if view.loop:
                self.loops[view.loop].boundary[view.kind].append(view)
        self.inside = self._find_inside()

    def run(self, feeds: Mapping[str, NDArray[np.float32]], everything: bool) -> dict[str, NDArray[np.float32]]:
        values: Tensors = dict(feeds)
        self._sweep(values, [view for view in self.views if not self.inside.get(view.name)], values)
        if everything:
            return {name: np.asarray(value, np.float32) for name, value in values.items()}
        outputs = [self.definition.get_output(index).name for index in range(self.definition.num_outputs)]
        return {name: np.asarray(values[name], np.float32) for name in outputs}

    def _find_inside(self) -> dict[str, str]:
        """For each layer within a loop, the loop: it depends on what the loop carries or iterates over."""
        owner: dict[str, str] = {}
        carried: dict[str, str] = {}  # tensor -> loop
        for view in self.views:  # TensorRT lists layers in the order they were added: inputs before users
            if view.kind in ("RECURRENCE", "ITERATOR"):
                carried[view.outputs[0]] = view.loop
                owner[view.name] = view.loop
                continue
            if view.kind in ("TRIP_LIMIT", "LOOP_OUTPUT"):
                continue
            loops = {carried[name] for name in view.inputs if name in carried}
            if loops:
                owner[view.name] = loop = loops.pop()
                carried.update(dict.fromkeys(view.outputs, loop))
        return owner

    def _sweep(self, values: Tensors, views: list[LayerView], outer: Tensors) -> None:
        for view in views:
            if view.kind == "LOOP_OUTPUT":
                if view.outputs[0] not in values:
                    self._run_loop(self.loops[view.loop], values)
            elif view.kind != "TRIP_LIMIT":
                results = LAYERS[view.kind](view, *(values[name] for name in view.inputs if name))
                results = results if isinstance(results, tuple) else (results,)
                values.update({name: view.typed(i, r) for i, (name, r) in enumerate(zip(view.outputs, results))})

    def _run_loop(self, loop: _Loop, outer: Tensors) -> None:
        body = [view for view in self.views if self.inside.get(view.name) == loop.name]
        body = [view for view in body if view.kind not in ("RECURRENCE", "ITERATOR")]
        recurrences, iterators = loop.boundary["RECURRENCE"], loop.boundary["ITERATOR"]
        carried = {view.outputs[0]: outer[view.inputs[0]] for view in recurrences}
        trips = int(outer[loop.boundary["TRIP_LIMIT"][0].inputs[0]])
        collected: dict[str, list[AnyArray]] = {view.outputs[0]: [] for view in loop.boundary["LOOP_OUTPUT"]}
        for step in range(trips):
            values = {**outer, **carried}
            for view in iterators:
                place = trips - 1 - step if view.layer.reverse else step
                values[view.outputs[0]] = np.take(outer[view.inputs[0]], place, axis=view.layer.axis)
            self._sweep(values, body, outer)
            for view in loop.boundary["LOOP_OUTPUT"]:
                if view.enum(view.layer.kind) != "LAST_VALUE":
                    collected[view.outputs[0]].append(values[view.inputs[0]])
            carried = {view.outputs[0]: values[view.inputs[1]] for view in recurrences}
        for view in loop.boundary["LOOP_OUTPUT"]:
            kind = view.enum(view.layer.kind)
            steps = collected[view.outputs[0]]
            if kind == "LAST_VALUE":
                outer[view.outputs[0]] = carried[view.inputs[0]]
            else:
                outer[view.outputs[0]] = np.stack(steps[::-1] if kind == "REVERSE" else steps, axis=view.layer.axis)


class _Loop:
    """The boundary layers of one loop, by kind."""

    def __init__(self, name: str) -> None:
        self.name = name
        kinds = ("RECURRENCE", "ITERATOR", "TRIP_LIMIT", "LOOP_OUTPUT")
        self.boundary: dict[str, list[LayerView]] = {kind: [] for kind in kinds}
