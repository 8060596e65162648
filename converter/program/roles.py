"""What each input of a Program is for: data, the cont of a recurrent layer, or indices into a table."""

from __future__ import annotations

from dataclasses import dataclass

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.program import Program, Value


@dataclass(frozen=True)
class Role:
    """An input's role.

    Attributes:
        kind: data; cont: 0 where a sequence starts and 1 where it goes on; or index: whole numbers.
        count: for cont, the streams of a time step; for an index, the rows that it chooses among.

    """

    kind: str
    count: int = 0


def input_roles(program: Program) -> dict[str, Role]:
    """The role of each data input, found by following it to what uses it."""
    return {name: _role(value, program) for name, value in program.inputs.items()}


def _role(value: Value, program: Program) -> Role:
    moved = {id(value)}  # the input and all that is only it, moved
    for node in program.nodes:
        if node.op.moves and any(id(given) in moved for given in node.inputs):
            moved.update(id(value) for value in node.outputs)
        elif isinstance(node.op, p.Gather) and id(node.inputs[1]) in moved:
            return Role("index", node.inputs[0].shape[0])
        elif isinstance(node.op, p.Recurrence):
            operands = node.op.bind(*node.inputs)
            if operands.cont is not None and id(operands.cont) in moved:
                return Role("cont", operands.x.shape[1])
        elif isinstance(node.op, Loop) and node.op.cont is not None and id(node.inputs[node.op.cont]) in moved:
            return Role("cont", node.inputs[node.op.cont].shape[1])
    return Role("data")
