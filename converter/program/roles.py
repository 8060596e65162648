"""What each input of a Program is for: data, the cont of a recurrent layer, or indices into a table."""

from __future__ import annotations

from dataclasses import dataclass

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.program import Node, Program, Value


@dataclass(frozen=True)
class Role:
    """An input's role.

    Attributes:
        kind: data; cont: 0 where a sequence starts and 1 where it goes on; or index: numbers of rows.
        count: for cont, the streams of a time step; for an index, the rows that it chooses among, of the smallest
            table where there are several.

    """

    kind: str
    count: int = 0


_DATA = Role("data")


def input_roles(program: Program) -> dict[str, Role]:
    """The role of each data input: what the first node that takes it, as it is or moved, takes it for.

    An index into several tables is one into the smallest.
    """
    movers = {id(value): node for node in program.nodes if node.op.moves for value in node.outputs}
    roles: dict[int, Role] = {}  # by the ids of values: inputs, and what they become when they are moved
    for node in program.nodes:
        given, role = _given_role(node)
        todo = [given] if given is not None else []
        while todo:
            value = todo.pop()
            known = roles.get(id(value))
            if known is None or (known.kind == role.kind == "index" and role.count < known.count):
                roles[id(value)] = role
                todo += movers[id(value)].inputs if id(value) in movers else ()
    return {name: roles.get(id(value), _DATA) for name, value in program.inputs.items()}


def _given_role(node: Node) -> tuple[Value | None, Role]:
    """The operand of a node that has a role other than data, and the role."""
    if isinstance(node.op, p.Gather):
        return node.inputs[1], Role("index", node.inputs[0].shape[0])
    if isinstance(node.op, p.Recurrence):
        operands = node.op.bind(*node.inputs)
        return operands.cont, Role("cont", operands.x.shape[1])
    if isinstance(node.op, Loop) and node.op.cont is not None:
        cont = node.inputs[node.op.cont]
        return cont, Role("cont", cont.shape[1])
    return None, _DATA
