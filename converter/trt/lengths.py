"""Lengths: the time steps T and streams N of a call, and shapes made of them, as shape tensors in TensorRT."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.dims import Dim, size_name, size_of
from caffe2trt.converter.program.varying import Sources
from caffe2trt.graph_surgery.sizes import BATCH, STEPS, Size


def open_shape(shape: Shape) -> Shape:
    """The shape as TensorRT writes it, with -1 where an axis varies."""
    return tuple(-1 if isinstance(length, Dim) else length for length in shape)


class Lengths:
    """Tensors of int32, each made when it is first asked for."""

    def __init__(self, sources: Sources, input_tensor: Callable[[str], Any], emitter: Any) -> None:
        """`emitter` is the TensorRTEmitter; `input_tensor` gives an input's tensor."""
        self._sources, self._input, self._e = sources, input_tensor, emitter
        self._made: dict[Any, Any] = {}

    def of(self, size: Size) -> Any:
        """A tensor (1) that holds the length."""
        if size not in self._made:
            self._made[size] = self._make(size)
        return self._made[size]

    def scalar(self, size: Size) -> Any:
        """The length as a tensor without axes, such as a loop's trip count."""
        key = (size, "scalar")
        if key not in self._made:
            layer = self._e.add(self._e.network.add_shuffle(self.of(size)), f"length_{size_name(size)}")
            layer.reshape_dims = ()
            self._made[key] = layer.get_output(0)
        return self._made[key]

    def shape(self, shape: Shape) -> Any:
        """A shape as a tensor."""
        key = tuple(size_of(length) for length in shape)
        if key not in self._made:
            pieces: list[Any] = []
            for varies, group in groupby(shape, lambda length: isinstance(length, Dim)):
                lengths = list(group)
                pieces += map(self.of, map(size_of, lengths)) if varies else [self._whole(lengths)]
            layer = self._e.network.add_concatenation(pieces)
            layer.axis = 0
            self._made[key] = self._e.out(layer, "shape")
        return self._made[key]

    def _make(self, size: Size) -> Any:
        e, what = self._e, f"length_{size_name(size)}"
        if not size.steps and not size.batch:
            return self._whole([size.factor])
        if size in (STEPS, BATCH):
            source = self._sources.of(size)
            shape = e.cast(e.out(e.network.add_shape(self._input(source.name)), f"shape_of_{source.name}"), e.int32)
            whole = e.slice(shape, (source.axis,), (1,), what)
            return whole if source.over == Size(1) else e.elementwise("FLOOR_DIV", whole, self.of(source.over), what)
        one = STEPS if size.steps else BATCH
        rest = size.over(one)
        assert rest is not None
        return e.elementwise("PROD", self.of(one), self.of(rest), what)

    def _whole(self, lengths: list[int]) -> Any:
        return self._e.whole(np.array(lengths), "lengths")
