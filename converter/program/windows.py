"""Which elements of an image each window of a pooling looks at, as indices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.primitives import Pooling


def window_places(windows: Pooling, size: Shape) -> NDArray[np.int64]:
    """The place h * W + w of each element of each window of an image (H, W): (K, P), P windows of K elements.

    The elements stand row by row. In place of one in the padding stands the window's first element that lies in the
    image, which changes no maximum; -1 if there is none.
    """
    rows, columns = (_along(windows, axis, size[axis]) for axis in (0, 1))
    rows, columns = rows[:, None, :, None], columns[None, :, None, :]
    inside = (rows >= 0) & (columns >= 0)
    kernel, count = inside.shape[0] * inside.shape[1], inside.shape[2] * inside.shape[3]
    places = np.where(inside, rows * size[1] + columns, -1).reshape(kernel, count)
    first = np.take_along_axis(places, (places >= 0).argmax(axis=0)[None], axis=0)
    return np.where(places >= 0, places, first)


def _along(windows: Pooling, axis: int, size: int) -> NDArray[np.int64]:
    """The coordinate of each element of each window along an axis, (K, P); -1 in the padding."""
    kernel, stride, pre = windows.kernel[axis], windows.strides[axis], windows.pre[axis]
    count = (size + pre + windows.post[axis] - kernel) // stride + 1
    places = np.arange(kernel)[:, None] + stride * np.arange(count) - pre
    return np.where((places >= 0) & (places < size), places, -1)
