"""DenseBlock: a block of convolutions, each over all channels before it, in one layer of an OCR fork."""

from __future__ import annotations

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.converter.layers.common import positive, require_axes
from caffe2trt.converter.layers.layer import Layer
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Activation, Affine, Concat, Convolution, require_size
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import SAME

_EPSILON = 1e-5
_STATISTICS = ("scale", "shift", "mean", "variance")


@caffe_layer("DenseBlock", axes=SAME)
def dense_block(b: Builder, layer: Layer, x: Value) -> Value:
    """From caffe_ocr: any number of transitions, with or without bottlenecks (use_BC)."""
    param = layer.proto.denseblock_param
    require_axes(x, "(N, C, H, W)", 4, 4)
    growth = positive(param.growthRate, "denseblock_param.growthRate")
    transitions = positive(param.numTransition, "denseblock_param.numTransition")
    bottleneck = param.use_BC
    every_input = transitions * x.shape[1] + growth * transitions * (transitions - 1) // 2
    require_size((growth, every_input, 3, 3))  # all filters together: refused before a list of them is made
    inputs = [x.shape[1] + j * growth for j in range(transitions)]
    shapes = _shapes(inputs, growth, bottleneck)
    blobs = dict(zip(shapes, layer.blobs(**shapes)))
    factor = float(np.ravel(_array(blobs["factor"]))[0]) or 1.0  # 0: the statistics are what the GPU code left, final
    y = x
    for j in range(transitions):
        z = _normalized(b, y, [_array(blobs[f"{name}_{j}"]) for name in _STATISTICS], factor, f"norm_{j}")
        if bottleneck:
            z = b(Convolution((1, 1), (0, 0), (1, 1)), z, blobs[f"narrow_{j}"])
            z = _normalized(b, z, [_array(blobs[f"narrow_{name}_{j}"]) for name in _STATISTICS], factor, f"narrow_{j}")
        # The fork's filters are those of a true convolution; Caffe's layers correlate.
        flipped = b.constant(np.ascontiguousarray(_array(blobs[f"filters_{j}"])[:, :, ::-1, ::-1]), f"filters_{j}")
        y = b(Concat(1), y, b(Convolution((1, 1), (1, 1), (1, 1)), z, flipped))
    return y


def _shapes(inputs: list[int], growth: int, bottleneck: bool) -> dict[str, Shape]:
    """The blobs in the fork's order: group by group, each for all transitions."""
    wide, count = 4 * growth, range(len(inputs))
    shapes: dict[str, Shape] = {f"filters_{j}": (growth, wide if bottleneck else inputs[j], 3, 3) for j in count}
    shapes |= {f"{name}_{j}": (1, inputs[j], 1, 1) for name in _STATISTICS for j in count}
    if bottleneck:
        shapes |= {f"narrow_{j}": (wide, inputs[j], 1, 1) for j in count}
        shapes |= {f"narrow_{name}_{j}": (1, wide, 1, 1) for name in _STATISTICS for j in count}
    return {**shapes, "factor": (1,)}


def _normalized(b: Builder, x: Value, blobs: list[Array], factor: float, name: str) -> Value:
    """relu of the batch normalization by stored statistics, as one scale and one shift."""
    scale, shift, mean, variance = (np.asarray(blob, np.float64).ravel() for blob in blobs)
    by = scale / np.sqrt(variance / factor + _EPSILON)
    term = shift - mean / factor * by
    y = b(
        Affine(1),
        x,
        b.constant(np.asarray(by, np.float32), f"{name}_scale"),
        b.constant(np.asarray(term, np.float32), f"{name}_shift"),
    )
    return b(Activation("relu"), y)


def _array(value: Value) -> Array:
    assert value.array is not None
    return value.array
