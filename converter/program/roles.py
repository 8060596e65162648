"""What each input of a Program is for: data, the cont of a recurrent layer, or indices into a table."""

from __future__ import annotations

from dataclasses import dataclass

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Node, Program

_MOVING = (p.Identity, p.Reshape, p.Transpose, p.Slice, p.Concat, p.Tile)


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
    """The role of each data input: that of the first node that takes it, or only it, moved, as cont or as indices."""
    movers = {id(value): node for node in program.nodes if isinstance(node.op, _MOVING) for value in node.outputs}
    roles: dict[int, Role] = {}  # of values by id, inputs and others
    for node in program.nodes:
        if (role := _given_role(node)) is None:
            continue
        todo = [node.inputs[1]]
        while todo:
            value = todo.pop()
            if id(value) not in roles:
                roles[id(value)] = role
                todo += movers[id(value)].inputs if id(value) in movers else ()
    return {name: roles.get(id(value), Role("data")) for name, value in program.inputs.items()}


def _given_role(node: Node) -> Role | None:
    """The role that a node gives to its second operand."""
    if isinstance(node.op, p.Gather):
        return Role("index", node.inputs[0].shape[0])
    if isinstance(node.op, (p.LSTM, p.RNN)) and node.op.has_cont:
        return Role("cont", node.inputs[0].shape[1])
    return None
