"""Inputs to compare on: seeded random ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.net import Net
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.program.roles import Role

Array = NDArray[np.float32]


def random_feeds(net: Net, steps: int, seed: int = 0, starts_only: bool = False) -> Iterator[dict[str, Array]]:
    """The inputs of `steps` forward calls: all streams start at the first, and some start again on the way.

    Data is drawn from a normal distribution of width one, an index evenly from its table, and cont is 0 with a chance
    of one in eight; with `starts_only`, it is so at the first time step of a call only.
    """
    rng = np.random.default_rng(seed)

    def draw(role: Role, shape: Shape, is_first: bool) -> Array:
        if role.kind == "index":
            return rng.integers(role.count, size=shape).astype(np.float32)
        if role.kind != "cont":
            return rng.normal(size=shape).astype(np.float32)
        cont = (rng.random(shape) > 1 / 8).astype(np.float32).reshape(-1, role.count)  # (time steps, streams)
        if is_first:
            cont[0] = 0
        if starts_only:
            cont[1:] = 1
        return cont.reshape(shape)

    for step in range(steps):
        yield {name: draw(net.roles[name], shape, step == 0) for name, shape in net.inputs.items()}
