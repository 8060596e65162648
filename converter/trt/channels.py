"""An odd number of channels made even, for builders that would store zeros of the size of the batch."""

from __future__ import annotations

from typing import Any

import numpy as np

from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.trt.emitter import TensorRTEmitter


def has_odd_channels(e: TensorRTEmitter, op: p.Convolution | p.Deconvolution, x: Value, dtype: Any) -> bool:
    """Whether a convolution gets a channel of zeros."""
    is_plain = isinstance(op, p.Convolution) and op.groups == 1
    return is_plain and dtype != e.float32 and x.shape[1] % 2 == 1 and e.api.stores_padding_channels


def with_even_channels(e: TensorRTEmitter, x: Value, dtype: Any) -> Any:
    """x (N, C, S...) as (N, C + 1, S...) in `dtype`, with zeros as the last channel, before it is quantized."""
    if id(x) not in e.rounded_from:
        return _padded(e, x, e.tensor(x, dtype))
    source, scale, kind = e.rounded_from[id(x)]
    return e.fake_quantize(_padded(e, source, e.raw(source)), kind, scale)


def with_even_inputs(weights: Value) -> Value:
    """Weights (O, C, K...) as (O, C + 1, K...), the last zeros."""
    assert weights.array is not None
    widths = [(0, 0), (0, 1), *((0, 0) for _ in weights.shape[2:])]
    array = np.pad(weights.array, widths)
    return Value(weights.name, array.shape, array, weights.stored)


def _padded(e: TensorRTEmitter, x: Value, tensor: Any) -> Any:
    shape = (x.shape[0], x.shape[1] + 1, *x.shape[2:])
    layer = e.add(e.add_slice(tensor, (0,) * len(shape), shape, (1,) * len(shape)), "even_channels")
    layer.mode = e.trt.SampleMode.FILL
    layer.set_input(4, e.scalar(0, 0, tensor.dtype))
    return layer.get_output(0)
