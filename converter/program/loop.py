"""Loop: nodes that run once for each time step, for recurrent layers that have no primitive of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.primitives import Identity, Primitive, Reshape, Shapes, require
from caffe2trt.converter.program.program import Builder, Node, Value

# One time step: takes the slices and the states, gives the results of this step and the states after it.
Step = Callable[..., tuple[Sequence[Value], Sequence[Value]]]


@dataclass(frozen=True, eq=False)
class Body:
    """What a Loop does at each step.

    Attributes:
        nodes: in order; they use only the values below, constants and each other's outputs.
        slices: one step of each sliced input.
        before: the states as they enter the step.
        whole: values from outside the loop, the same at every step.
        results: what the step gives, each the output of a node of its own.
        after: the states as they leave it, likewise.
    """

    nodes: tuple[Node, ...]
    slices: tuple[Value, ...]
    before: tuple[Value, ...]
    whole: tuple[Value, ...]
    results: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class Loop(Primitive):
    """Runs its body for each of T time steps and carries states from one to the next.

    Inputs: the sliced ones (T, ...), the states before the first step, and what the body takes whole. Outputs: the
    results of all steps (T, ...), and the states after the last.

    Attributes:
        reverse: from the last step to the first; each result keeps the place of its step.
        cont: which of the sliced inputs is cont (T, N), 0 where a sequence starts; None without one.
    """

    body: Body
    reverse: bool = False
    cont: int | None = None

    def shapes(self, *inputs: Shape) -> Shapes:
        count = len(self.body.slices)
        steps = {shape[0] for shape in inputs[:count]}
        require(len(steps) == 1, f"the inputs {inputs[:count]} do not have the same number of time steps")
        results = tuple((*steps, *value.shape) for value in self.body.results)
        return (*results, *(value.shape for value in self.body.after))


def every_node(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, and those in the bodies of loops among them."""
    for node in nodes:
        if isinstance(node.op, Loop):
            yield from every_node(node.op.body.nodes)
        yield node


def loop(
    b: Builder,
    sliced: Sequence[Value],
    states: Sequence[Value],
    step: Step,
    *,
    reverse: bool = False,
    cont: int | None = None,
) -> tuple[list[Value], list[Value]]:
    """Append a loop over the first axis of `sliced`; gives the results of all steps and the states after the last.

    `step(*slices, *states)` describes one time step with the same Builder and may use any value from outside. At one
    time step there is no loop: the step stands as it is.

    Args:
        sliced: (T, ...), one slice of each enters a step without the axis of time.
        states: what enters the first step, of the shapes that `step` gives back.
        reverse, cont: see Loop.
    """
    if sliced[0].shape[0] == 1:
        slices = [b(Reshape(value.shape[1:]), value) for value in sliced]
        results, after = step(*slices, *states)
        return [b(Reshape((1, *value.shape)), value) for value in results], list(after)
    slices = [b.value("slice", value.shape[1:]) for value in sliced]
    before = [b.value("before", value.shape) for value in states]
    with b.recording() as nodes:
        results, after = step(*slices, *before)
        results, after = [b(Identity(), value) for value in results], [b(Identity(), value) for value in after]
    for state, value in zip(states, after):
        require(value.shape == state.shape, f"a state {state.shape} leaves the step as {value.shape}")
    inside = {id(value) for value in (*slices, *before, *(v for node in nodes for v in node.outputs))}
    used = {id(value): value for node in nodes for value in node.inputs if value.array is None}
    whole = tuple(value for key, value in used.items() if key not in inside)
    body = Body(tuple(nodes), tuple(slices), tuple(before), whole, tuple(results), tuple(after))
    outputs = b.node(Loop(body, reverse, cont), *sliced, *states, *whole)
    return list(outputs[: len(results)]), list(outputs[len(results) :])
