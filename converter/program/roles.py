"""What each input of a Program is for: data, the cont of a recurrent layer, or indices into a table."""

from __future__ import annotations

from dataclasses import dataclass

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Program, Value

_MOVING = (p.Identity, p.Reshape, p.Transpose, p.Slice, p.Concat, p.Tile)


@dataclass(frozen=True)
class Role:
    """An input's role.

    Attributes:
        kind: data; cont: 0 where a sequence starts and 1 where it goes on; or index: whole numbers.
        count: for cont, the streams of a time step; for an index, the rows that it chooses among, of the smallest
            table where there are several.

    """

    kind: str
    count: int = 0


def input_roles(program: Program) -> dict[str, Role]:
    """The role of each data input, found by following it to what uses it."""
    return {name: _role(value, program) for name, value in program.inputs.items()}


def _role(value: Value, program: Program) -> Role:
    moved = {id(value)}  # the input and all that is only it, moved
    rows: list[int] = []
    for node in program.nodes:
        places = {place for place, given in enumerate(node.inputs) if id(given) in moved}
        if places and isinstance(node.op, _MOVING):
            moved.update(id(value) for value in node.outputs)
        if isinstance(node.op, p.Gather) and 1 in places:
            rows.append(node.inputs[0].shape[0])
        if isinstance(node.op, (p.LSTM, p.RNN)) and node.op.has_cont and 1 in places and not rows:
            return Role("cont", node.inputs[0].shape[1])
    return Role("index", min(rows)) if rows else Role("data")
