"""What a user should know of a loaded network: what was taken for a state, and what never changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from caffe2trt.caffe.pairs import caffemodel_mark
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from caffe2trt.converter.program.program import Program
from caffe2trt.converter.program.roles import Role
from caffe2trt.graph_surgery.recurrent.bottoms import is_state_input, state_output


def mixed_pair(prototxt: str | Path, mark: str, caffemodel: str | Path) -> list[str]:
    """A note if the caffemodel was written together with another prototxt than the one that has this mark."""
    other = caffemodel_mark(caffemodel)
    if other in ("", mark):
        return []
    return [
        f"{caffemodel} was written together with another prototxt than {prototxt}: check that they belong together, or "
        "write both again"
    ]


def assumed_states(net: NetParameter, program: Program) -> list[str]:
    """Inputs that are taken for states, or are not, because of their names; none for files that surgery wrote."""
    makers = {top: layer for layer in net.layer for top in layer.top}
    notes = []
    for state in program.states:
        name, after = state.input.name, state.output.name
        is_ours = after in makers and (makers[after].name, makers[after].type) == (after, "Reshape")
        if name in makers and not is_ours:
            notes.append(
                f"the input {name!r} and the output {after!r} are taken for a state, because of their names: each call "
                "begins where the one before ended, the first at zeros; rename one of them if that is not meant"
            )
    notes += [
        f"the input {name!r} is named like a state, but no output {state_output(name)!r} of its shape is there: it is "
        "an ordinary input"
        for name in program.inputs
        if is_state_input(name)
    ]
    return notes


def constant_network(net: NetParameter, program: Program, roles: Mapping[str, Role]) -> list[str]:
    """A note if no input brings data, and what would be data is constant."""
    constants = [top for layer in net.layer if layer.type == "DummyData" for top in layer.top]
    shapes = {top: program.blobs[top].shape for top in constants if top in program.blobs}
    if not shapes or any(role.kind != "cont" for role in roles.values()):
        return []
    options = " ".join(f"--input {top}:{','.join(map(str, shape))}" for top, shape in shapes.items())
    return [
        f"no input brings data: DummyData layers make the constants {', '.join(map(repr, shapes))}; if your program "
        f"wrote data there, make them inputs with {options}"
    ]
