"""Layers that slide a window: convolution, deconvolution, pooling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caffe2trt.converter.reference import arithmetic
from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView
from caffe2trt.converter.trt.interpreter.registry import evaluates

Shape = tuple[int, ...]
PADDING = ("padding_mode", "pre_padding", "post_padding")
CONVOLUTION = ("kernel", "bias", "kernel_size_nd", "num_output_maps", "num_groups", "stride_nd", "dilation_nd")


@dataclass(frozen=True)
class Padding:
    """Padding before and after each spatial axis, and what rounding up adds after that."""

    pre: Shape
    post: Shape
    extra: Shape

    @property
    def after(self) -> Shape:
        """All padding after each axis."""
        return tuple(a + b for a, b in zip(self.post, self.extra))


def padding_of(view: LayerView, lengths: Shape, spans: Shape, strides: Shape) -> Padding:
    """The padding of a convolution or pooling over axes of these lengths; `spans` is what a window covers."""
    mode, none = view.choice("padding_mode"), (0,) * len(lengths)
    if mode in ("SAME_UPPER", "SAME_LOWER"):
        rounded = [(length - 1) // stride * stride for length, stride in zip(lengths, strides)]
        total = [max(last + span - length, 0) for last, span, length in zip(rounded, spans, lengths)]
        return _same(mode, total)
    pre, post = tuple(view.pre_padding), tuple(view.post_padding)
    if mode == "EXPLICIT_ROUND_DOWN":
        return Padding(pre, post, none)
    if mode == "EXPLICIT_ROUND_UP":
        padded = [sum(parts) for parts in zip(lengths, pre, post)]
        return Padding(
            pre, post, tuple((span - length) % stride for length, span, stride in zip(padded, spans, strides))
        )
    raise view.refused_value("padding_mode", view.padding_mode)


def _same(mode: str, total: list[int]) -> Padding:
    """TensorFlow's SAME: of an odd number the larger half goes after (UPPER) or before (LOWER)."""
    small, large = tuple(p // 2 for p in total), tuple(p - p // 2 for p in total)
    pre, post = (small, large) if mode == "SAME_UPPER" else (large, small)
    return Padding(pre, post, (0,) * len(total))


def _spans(kernel: Shape, dilations: Shape) -> Shape:
    return tuple((size - 1) * dilation + 1 for size, dilation in zip(kernel, dilations))


def _kernel_and_bias(
    view: LayerView, channels: Shape, kernel: AnyArray | None, bias: AnyArray | None
) -> tuple[AnyArray, AnyArray | None]:
    """From the inputs where they are there, otherwise from the layer's weights."""
    held = view.read_weights("kernel") if kernel is None else kernel
    if held is None:
        raise view.refused("it has no kernel", "Set its kernel, or give it as the second input")
    return held.reshape(*channels, *view.kernel_size_nd), view.read_weights("bias") if bias is None else bias


@evaluates("CONVOLUTION", "IConvolutionLayer", *CONVOLUTION, *PADDING)
def convolution(view: LayerView, x: AnyArray, kernel: AnyArray | None = None, bias: AnyArray | None = None) -> AnyArray:
    channels = (view.num_output_maps, x.shape[1] // view.num_groups)
    weights, shift = _kernel_and_bias(view, channels, kernel, bias)
    strides, dilations = tuple(view.stride_nd), tuple(view.dilation_nd)
    padding = padding_of(view, x.shape[2:], _spans(weights.shape[2:], dilations), strides)
    groups = view.num_groups
    return arithmetic.convolution(x, weights, shift, strides, padding.pre, padding.after, dilations, groups)


@evaluates("DECONVOLUTION", "IDeconvolutionLayer", *CONVOLUTION, *PADDING)
def deconvolution(
    view: LayerView, x: AnyArray, kernel: AnyArray | None = None, bias: AnyArray | None = None
) -> AnyArray:
    channels = (x.shape[1], view.num_output_maps // view.num_groups)
    weights, shift = _kernel_and_bias(view, channels, kernel, bias)
    strides, dilations = tuple(view.stride_nd), tuple(view.dilation_nd)
    mode, spans = view.choice("padding_mode"), _spans(weights.shape[2:], dilations)
    if mode.startswith("SAME"):
        padding = _same(mode, [max(span - stride, 0) for span, stride in zip(spans, strides)])
    elif mode.startswith("EXPLICIT"):
        padding = Padding(tuple(view.pre_padding), tuple(view.post_padding), ())
    else:
        raise view.refused_value("padding_mode", view.padding_mode)
    groups = view.num_groups
    return arithmetic.deconvolution(x, weights, shift, strides, padding.pre, padding.post, dilations, groups)


@evaluates(
    "POOLING",
    "IPoolingLayer",
    *("type", "window_size_nd", "stride_nd", "average_count_excludes_padding", "blend_factor"),
    *PADDING,
)
def pooling(view: LayerView, x: AnyArray) -> AnyArray:
    kind, window, strides = view.choice("type"), tuple(view.window_size_nd), tuple(view.stride_nd)
    padding = padding_of(view, x.shape[-len(window) :], window, strides)
    planes = x.reshape(-1, 1, *x.shape[-len(window) :])
    if planes.dtype.kind in "iu":
        planes = planes.astype(np.float32)
    if kind == "MAX":
        pooled = _max(planes, window, strides, padding)
    elif kind == "AVERAGE":
        pooled = _average(view, planes, window, strides, padding)
    else:
        blend = view.blend_factor
        largest, average = _max(planes, window, strides, padding), _average(view, planes, window, strides, padding)
        pooled = (1 - blend) * largest + blend * average
    return pooled.reshape(*x.shape[: -len(window)], *pooled.shape[2:])


def _max(x: AnyArray, window: Shape, strides: Shape, padding: Padding) -> AnyArray:
    return arithmetic.pooling(x, "max", window, strides, padding.pre, padding.after, count_padding=False)


def _average(view: LayerView, x: AnyArray, window: Shape, strides: Shape, padding: Padding) -> AnyArray:
    """What rounding up adds is never counted, padding unless average_count_excludes_padding."""
    counts_padding = not view.average_count_excludes_padding
    pre, post, extra = padding.pre, padding.post, padding.extra
    if not any(extra):
        return arithmetic.pooling(x, "average", window, strides, pre, post, count_padding=counts_padding)
    ones = np.pad(np.ones(x.shape[2:], np.float32), [*zip(pre, post)], constant_values=float(counts_padding))
    counted = np.pad(ones, [(0, more) for more in extra])[None, None]
    count_of = arithmetic.pooling(counted, "average", window, strides, (0,) * len(pre), (0,) * len(pre), True)
    wide = arithmetic.pooling(x.astype(np.float32), "average", window, strides, pre, padding.after, count_padding=True)
    return wide / count_of
