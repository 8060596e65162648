"""Program: values, nodes and states, and the Builder that handlers of Caffe layers write it with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.primitives import Identity, Primitive, require_size
from caffe2trt.converter.program.quantized import Quantized
from caffe2trt.graph_surgery.recurrent.bottoms import is_state_input
from caffe2trt.runtime.interface import state_output


class NameTaken(ValueError):
    """Raised for a state whose name something else has; `name` is that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(eq=False, slots=True)
class Value:
    """One array that flows through a Program, float32.

    Attributes:
        name: unique within the program; a blob's own name where the value is what Caffe leaves in that blob.
        shape: its shape.
        array: the value itself where it is a constant (a weight, a filler), otherwise None.
        stored: for a constant of numbers of 8 bits, how it is stored; `array` then holds these times their scales.

    """

    name: str
    shape: Shape
    array: Array | None = None
    stored: Quantized | None = None


@dataclass(eq=False, slots=True)
class Node:
    """A primitive applied: `name` begins with the Caffe layer's name, `layer` is that name."""

    op: Primitive
    name: str
    layer: str
    inputs: tuple[Value, ...]
    outputs: tuple[Value, ...]

    @property
    def output(self) -> Value:
        """The first output."""
        return self.outputs[0]


@dataclass(frozen=True, eq=False)
class State:
    """What a recurrent layer carries from one forward call to the next: `input` before, `output` after."""

    layer: str
    input: Value
    output: Value


@dataclass(eq=False)
class Program:
    """A network's computation, in order.

    Attributes:
        nodes: each uses only inputs, constants and outputs of earlier nodes.
        inputs: the data inputs, by name.
        outputs: what the network gives, by name; each is the output of a node of its own.
        states: what to feed back.
        blobs: every blob of the Caffe network that is computed, by its name, as Caffe leaves it.

    """

    nodes: list[Node] = field(default_factory=list)
    inputs: dict[str, Value] = field(default_factory=dict)
    outputs: dict[str, Value] = field(default_factory=dict)
    states: list[State] = field(default_factory=list)
    blobs: dict[str, Value] = field(default_factory=dict)

    def constants(self) -> list[Value]:
        """Every constant that some node uses, once, in order of first use."""
        used = {id(value): value for node in self.nodes for value in node.inputs if value.array is not None}
        return list(used.values())


class Builder:
    """Collects nodes while a layer after the other is lowered; `layer` is the one at hand."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        """No generated name equals one of `reserved`: the blobs' names, which values get in the end."""
        self.program = Program()
        self.layer = ""
        self._names = UniqueNames(reserved)

    def __call__(self, op: Primitive, *inputs: Value | None) -> Value:
        """Append `op` and give its first output. Absent optional inputs may be passed as None."""
        return self.node(op, *inputs)[0]

    def node(self, op: Primitive, *inputs: Value | None) -> tuple[Value, ...]:
        """Append `op` and give all its outputs."""
        given = tuple([value for value in inputs if value is not None])
        shapes = op.shapes(*[value.shape for value in given])
        for shape in shapes:
            require_size(shape)
        name = self.unique(f"{self.layer}/{type(op).__name__.lower()}")
        others = [Value(self.unique(f"{name}:{i}"), shape) for i, shape in enumerate(shapes[1:], 1)]
        outputs = (Value(name, shapes[0]), *others)
        self.program.nodes.append(Node(op, name, self.layer, given, outputs))
        return outputs

    def input(self, name: str, shape: Shape) -> Value:
        """A data input of the network."""
        require_size(shape)
        value = Value(name, shape)
        self.program.inputs[name] = value
        return value

    def constant(self, array: Array, name: str) -> Value:
        """A constant of the layer at hand; `name` says what it is to the layer."""
        require_size(array.shape)
        return Value(self.unique(f"{self.layer}/{name}"), array.shape, array)

    def filled(self, shape: Shape, number: float, name: str) -> Value:
        """A constant with one number everywhere."""
        require_size(shape)
        return self.constant(np.full(shape, number, np.float32), name)

    def value(self, what: str, shape: Shape) -> Value:
        """A value that is made outside of the nodes, such as one step of a loop's input."""
        return Value(self.unique(f"{self.layer}/{what}"), shape)

    @contextmanager
    def recording(self) -> Iterator[list[Node]]:
        """Collect the nodes that are appended meanwhile in a list of their own: the body of a loop."""
        outer, self.program.nodes = self.program.nodes, []
        try:
            yield self.program.nodes
        finally:
            self.program.nodes = outer

    def state(self, name: str, shape: Shape) -> Value:
        """What enters a recurrent layer's step from the call before; pass what leaves it to `carry`.

        Raises:
            NameTaken: a blob or another layer's state has its name; states are known by their names.
        """
        require_size(shape)
        before = f"{self.layer}__{name}_in"
        for taken in (before, state_output(before)):
            if taken in self._names:
                raise NameTaken(taken)
            self._names.reserve(taken)
        return Value(before, shape)

    def carry(self, before: Value, after: Value) -> None:
        """Record that `after` of this forward call is `before` of the next."""
        after.name = state_output(before.name)
        self.program.states.append(State(self.layer, before, after))

    def unique(self, name: str) -> str:
        """`name`, or the first of `name`.1, `name`.2, ... that is free."""
        return self._names.take(name)

    def finish(self, blobs: Mapping[str, Value], outputs: Iterable[str]) -> Program:
        """The Program, its values named after the blobs, each output a node's own."""
        program = self.program
        program.blobs = dict(blobs)
        produced = {id(value): node for node in program.nodes for value in node.outputs}
        named = {id(state.output) for state in program.states}
        for blob, value in blobs.items():  # where two blobs are one value, it keeps the first's name
            if id(value) in produced and id(value) not in named and blob not in program.inputs:
                named.add(id(value))
                value.name = blob
        for name in outputs:
            value = blobs[name]
            if value.name != name or id(value) not in produced:
                self.layer = produced[id(value)].layer if id(value) in produced else name
                value = self(Identity(), value)
                value.name = name if name not in program.inputs else self.unique(f"{name}_out")
                program.blobs[name] = value
            program.outputs[value.name] = value
        _name_after_layers(program.nodes)
        _pair_states(program)
        return program


def _pair_states(program: Program) -> None:
    """Inputs L__h_in and L__c_in whose outputs L__h_out and L__c_out are there are states, as surgery names them."""
    for name in [name for name in program.inputs if is_state_input(name)]:
        after = program.outputs.get(state_output(name))
        if after is not None and after.shape == program.inputs[name].shape:
            del program.outputs[after.name]
            program.states.append(State(name.rpartition("__")[0], program.inputs.pop(name), after))


def _name_after_layers(nodes: list[Node]) -> None:
    """A layer that became one node gives it its own name; the others' begin with the layer's."""
    count = Counter(node.layer for node in nodes)
    for node in nodes:
        if count[node.layer] == 1:
            node.name = node.layer
