"""Resizing and cropping of pictures, as the functions of scikit-image and SciPy that pycaffe calls compute it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.errors import ConversionError

Picture = NDArray[np.float32]  # (height, width, channels)
_CLOSE = 1e-12  # to a pixel, in which case its neighbour does not count


def resize_picture(picture: Picture, size: Sequence[int], order: int = 1) -> Picture:
    """A picture of (height, width, any number of channels) in another size.

    With 1 or 3 channels, pixels are areas whose centres are interpolated, and beyond the picture lies its darkest
    value. With other numbers of channels, the corner pixels of both sizes meet.

    Args:
        order: 0 for the nearest pixel, 1 for linear interpolation.

    Raises:
        ConversionError: another order.
    """
    if order not in (0, 1):
        raise ConversionError(f"interp_order must be 0 or 1, found {order}", "Resize with scikit-image or OpenCV")
    by_areas = picture.shape[-1] in (1, 3)
    values = picture.astype(np.float64)
    darkest = values.min()
    values -= darkest
    for axis, length in enumerate(size[:2]):
        values = _resized(values, axis, int(length), order, by_areas)
    return np.asarray(values + darkest, np.float32)


def _resized(values: NDArray[np.float64], axis: int, length: int, order: int, by_areas: bool) -> NDArray[np.float64]:
    before = values.shape[axis]
    if by_areas:
        places = (np.arange(length) + 0.5) * before / length - 0.5
    else:
        places = np.arange(length) * ((before - 1) / max(length - 1, 1))
    if order == 0:
        nearest = np.floor(places + 0.5).astype(int)
        return np.asarray(np.take(values, np.clip(nearest, 0, before - 1), axis))
    left = np.floor(places + _CLOSE).astype(int)
    share = np.clip(places - left, 0, 1).reshape([-1 if a == axis else 1 for a in range(values.ndim)])
    padded = np.pad(values, [(1, 2) if a == axis else (0, 0) for a in range(values.ndim)])
    mixed = np.take(padded, left + 1, axis) * (1 - share) + np.take(padded, left + 2, axis) * share
    return np.asarray(mixed)


def crop_corners(picture: Sequence[int], crop: Sequence[int] | NDArray[np.int_]) -> list[tuple[int, int]]:
    """Where crops begin: the four corners and the centre."""
    height, width = int(picture[0] - crop[0]), int(picture[1] - crop[1])
    if height < 0 or width < 0:
        raise ConversionError(f"a crop of {tuple(crop)} does not fit into a picture of {tuple(picture[:2])}")
    center = (int(picture[0] / 2.0 - crop[0] / 2.0), int(picture[1] / 2.0 - crop[1] / 2.0))
    return [(0, 0), (0, width), (height, 0), (height, width), center]
