"""Quantize and dequantize, for a whole tensor or along an axis."""

from __future__ import annotations

import ml_dtypes
import numpy as np

from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView, wide
from caffe2trt.converter.trt.interpreter.registry import evaluates


def _along_axis(view: LayerView, values: AnyArray, rank: int) -> AnyArray:
    """A scalar, or one number for each place of the axis."""
    if values.size == 1:
        return wide(values).reshape(())
    if values.ndim != 1:
        raise view.refused(f"evaluate_network does not support scales of shape {values.shape}")
    return wide(values).reshape([-1 if axis == view.axis % rank else 1 for axis in range(rank)])


@evaluates("QUANTIZE", "IQuantizeLayer", "axis")
def quantize(view: LayerView, x: AnyArray, scale: AnyArray, zero: AnyArray | None = None) -> AnyArray:
    """Round to the nearest, halves to the even number, and clamp to what the type holds."""
    scaled = wide(x) / _along_axis(view, scale, x.ndim)
    if view.types[0] is ml_dtypes.float8_e4m3fn:
        if zero is not None and np.any(zero.astype(np.float32)):
            raise view.refused("evaluate_network supports no zero point but 0 for FP8", "Quantize to INT8")
        return scaled  # the view clamps it
    shift = 0 if zero is None else _along_axis(view, zero, x.ndim).astype(np.float32)
    limits = np.iinfo(view.types[0])
    return np.clip(np.rint(scaled) + shift, limits.min, limits.max)


@evaluates("DEQUANTIZE", "IDequantizeLayer", "axis")
def dequantize(view: LayerView, x: AnyArray, scale: AnyArray, zero: AnyArray | None = None) -> AnyArray:
    values = x.astype(np.float32)
    if zero is not None:
        values = values - _along_axis(view, zero, x.ndim).astype(np.float32)
    return values * _along_axis(view, scale, x.ndim)
