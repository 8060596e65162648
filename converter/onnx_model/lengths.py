"""Lengths: the time steps T and streams N of a call, and what follows from them, computed in the ONNX graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, helper

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.dims import size_name, size_of, varying_axes
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.varying import Sources, repeated
from caffe2trt.graph_surgery.sizes import BATCH, STEPS, Size


class Lengths:
    """Nodes that stand before all others in a graph, each made when it is first asked for.

    Attributes:
        nodes: Shape operators on the inputs, and what computes with them.
    """

    def __init__(self, sources: Sources, names: UniqueNames, initializers: dict[str, NDArray[Any]]) -> None:
        self.nodes: list[NodeProto] = []
        self._sources = sources
        self._names = names
        self._initializers = initializers
        self._made: dict[Size | str, str] = {}

    def of(self, size: Size) -> str:
        """A tensor (1) that holds the length."""
        if size not in self._made:
            self._made[size] = self._make(size)
        return self._made[size]

    def fill(self, name: str, array: NDArray[Any], shape: Shape) -> str:
        """A tensor of that name and shape, the array repeated along the axes that vary."""
        if name not in self._made:
            one = self._constant(f"{name}/value", repeated(array, varying_axes(shape)))
            lengths = [self.of(size_of(length)) for length in shape]
            whole = self._op("Concat", lengths, self._names.take(f"{name}/shape"), axis=0)
            self._made[name] = self._op("Expand", [one, whole], name)
        return self._made[name]

    def _make(self, size: Size) -> str:
        name = self._names.take(f"length {size_name(size)}")
        if not size.steps and not size.batch:
            self._initializers[name] = np.array([size.factor], np.int64)
            return name
        if size in (STEPS, BATCH):
            source = self._sources.of(size)
            if source.over == Size(1):
                return self._op("Shape", [source.name], name, start=source.axis, end=source.axis + 1)
            axis = self._names.take(f"{name}/axis")
            whole = self._op("Shape", [source.name], axis, start=source.axis, end=source.axis + 1)
            return self._op("Div", [whole, self.of(source.over)], name)
        one = STEPS if size.steps else BATCH
        rest = size.over(one)
        assert rest is not None
        return self._op("Mul", [self.of(one), self.of(rest)], name)

    def _constant(self, name: str, array: NDArray[Any]) -> str:
        name = self._names.take(name)
        self._initializers[name] = array
        return name

    def _op(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output
