"""Reference: a network computed in numpy, as Caffe computes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from caffe2trt.converter.net import Net
from caffe2trt.converter.program.check_feeds import check_feeds
from caffe2trt.converter.program.program import Program
from caffe2trt.converter.reference.primitives import Array, evaluate


class Reference:
    """Runs a network in numpy. Recurrent state carries over from one `forward` to the next, as in Caffe.

    Unlike Caffe at one time step, a layer that works in place on an LSTM's top does not change the carried state.

    Args:
        net: the network, with its weights.
        dtype: the type that it computes in, float32 as Caffe does. In float64 the inputs and weights are the same
            float32 numbers, and the results show how far rounding takes a computation in float32.

    Examples:
        >>> reference = Reference(load("net.prototxt", "net.caffemodel"))
        >>> blobs = reference.forward(data=x, cont=cont)
    """

    def __init__(self, net: Net, dtype: DTypeLike = np.float32) -> None:
        net.require_weights()
        self.net = net
        self.dtype = np.dtype(dtype)
        self.state: dict[str, Array] = {}
        self._finished = _finished_after(net.program)
        self.reset()

    def reset(self) -> None:
        """Set every state to zero, as it is before the first call."""
        self.state = {name: np.zeros(shape, self.dtype) for name, shape in self.net.states.items()}

    def forward(self, feeds: Mapping[str, ArrayLike] | None = None, /, **inputs: ArrayLike) -> dict[str, Array]:
        """Every blob after one forward call, by name; the states after it, `L__h_out`, are among them.

        Args:
            feeds: the inputs, for names that are not Python identifiers; the same as keywords.
            inputs: one array for each of `net.inputs`, of that shape. A state (`L__h_in`) may be among them, in place
                of the one carried over. Inputs that the network dropped are ignored.

        Raises:
            ConversionError: an input is missing, unknown, or of the wrong shape, or a layer is not defined for what
                reaches it, such as an index outside its table; the state is then as it was.

        """
        program = self.net.program
        wanted = {id(value) for value in program.blobs.values()}
        values = self._run({**(feeds or {}), **inputs}, wanted)
        blobs = {name: v.array if v.array is not None else values[id(v)] for name, v in program.blobs.items()}
        return {**blobs, **self._states_after(values)}

    def outputs(self, feeds: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """As `forward`, but the outputs and states alone; other values are let go as soon as nothing needs them."""
        wanted = self.net.program.outputs
        values = self._run(feeds, {id(value) for value in wanted.values()})
        return {**{name: values[id(value)] for name, value in wanted.items()}, **self._states_after(values)}

    def values(self, feeds: Mapping[str, ArrayLike], names: Collection[str] | None = None) -> dict[str, Array]:
        """As `forward`, but every value that a node of the Program gives, by its own name; or those of these names."""
        every = [value for node in self.net.program.nodes for value in node.outputs]
        produced = every if names is None else [value for value in every if value.name in names]
        values = self._run(feeds, {id(value) for value in produced})
        return {value.name: values[id(value)] for value in produced}

    def _states_after(self, values: Mapping[int, Array]) -> dict[str, Array]:
        return {state.output.name: values[id(state.output)] for state in self.net.program.states}

    def _run(self, given: Mapping[str, ArrayLike], wanted: set[int]) -> dict[int, Array]:
        """The wanted values and the states by identity, after one call; the state moves on."""
        program = self.net.program
        feeds = {**self.state, **given}
        arrays = check_feeds(feeds, self.net.inputs, optional=self.net.states, ignored=self.net.dropped_inputs)
        arrays |= {name: state for name, state in self.state.items() if name not in given}  # not rounded to float32
        arrays = {name: array.astype(self.dtype, copy=False) for name, array in arrays.items()}
        values = {id(value): arrays[name] for name, value in program.inputs.items()}
        values.update({id(state.input): arrays[state.input.name] for state in program.states})
        kept = wanted | {id(state.output) for state in program.states}
        for node, finished in zip(program.nodes, self._finished):
            evaluate(node, values, self.dtype)
            for value in finished - kept:
                del values[value]
        self.state = {state.input.name: values[id(state.output)] for state in program.states}
        return values


def _finished_after(program: Program) -> list[set[int]]:
    """For each node, the values that no later node takes."""
    last: dict[int, int] = {}
    for index, node in enumerate(program.nodes):
        values = (*(value for value in node.inputs if value.array is None), *node.outputs)
        last.update({id(value): index for value in values})
    finished: list[set[int]] = [set() for _ in program.nodes]
    for value, index in last.items():
        finished[index].add(value)
    return finished
