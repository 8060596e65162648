"""A Loop in numpy."""

from __future__ import annotations

import numpy as np

from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.reference.primitives import Array, compute, evaluate


@compute(Loop)
def loop(op: Loop, *inputs: Array) -> tuple[Array, ...]:
    body = op.body
    slices, rest = inputs[: len(body.slices)], inputs[len(body.slices) :]
    states, whole = rest[: len(body.before)], rest[len(body.before) :]
    outside = {id(value): array for value, array in zip(body.whole, whole)}
    steps = len(slices[0])
    results: list[list[Array]] = [[] for _ in body.results]
    for step in reversed(range(steps)) if op.reverse else range(steps):
        values = {**outside, **{id(value): array[step] for value, array in zip(body.slices, slices)}}
        values |= {id(value): state for value, state in zip(body.before, states)}
        for node in body.nodes:
            evaluate(node, values, inputs[0].dtype)
        states = tuple(values[id(value)] for value in body.after)
        for kept, value in zip(results, body.results):
            kept.append(values[id(value)])
    return (*(np.stack(kept[::-1] if op.reverse else kept) for kept in results), *states)
