"""pycaffe's caffe.io: pictures, their preparation for a network, and arrays as Caffe's messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.pycaffe.errors import unknown_name
from caffe2trt.pycaffe.images import Picture, crop_corners, resize_picture

_GRAY = np.array([0.2125, 0.7154, 0.0721])  # the shares of red, green and blue that scikit-image uses


def load_image(filename: str | Path, color: bool = True) -> Picture:
    """A picture as float32 from 0 to 1, of shape (height, width, 3), or (height, width, 1) without `color`.

    Raises:
        ConversionError: the file is not a picture, or Pillow is not installed.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise ConversionError("load_image needs Pillow", 'Install it: pip install "caffe2trt[images]"') from error
    try:
        with Image.open(filename) as image:
            is_plain = image.mode in ("L", "RGB", "F", "I", "I;16")
            values = np.asarray(image if is_plain else image.convert("RGB"))
    except (OSError, ValueError) as error:
        raise FileError(f"cannot read the picture {filename}: {error}") from error
    scale = 1.0 if values.dtype.kind == "f" else {"|u1": 255.0, "<u2": 65535.0, "<i4": 65535.0}.get(values.dtype.str)
    if scale is None:
        raise FileError(f"cannot read the picture {filename}: its values are {values.dtype}")
    picture = values.astype(np.float64) / scale
    if picture.ndim == 2:
        return np.repeat(picture[:, :, None], 3 if color else 1, 2).astype(np.float32)
    return (picture if color else (picture @ _GRAY)[:, :, None]).astype(np.float32)


def resize_image(im: ArrayLike, new_dims: Sequence[int], interp_order: int = 1) -> Picture:
    """A picture (height, width, channels) in another size, float32.

    Args:
        new_dims: the new height and width.
        interp_order: 0 for the nearest pixel, 1 for linear interpolation.
    """
    return resize_picture(np.asarray(im, np.float32), new_dims, interp_order)


def oversample(images: Iterable[ArrayLike], crop_dims: Sequence[int] | NDArray[np.int_]) -> Picture:
    """Ten crops of each picture: the four corners, the centre, and the mirror images of these five.

    Args:
        images: pictures of one shape (height, width, channels).
        crop_dims: height and width of a crop.

    Returns:
        (10 * pictures, height, width, channels).
    """
    crops = []
    height, width = (int(length) for length in crop_dims[:2])
    for image in (np.asarray(image, np.float32) for image in images):
        five = [image[y : y + height, x : x + width] for y, x in crop_corners(image.shape, (height, width))]
        crops += five + [crop[:, ::-1] for crop in five]
    return np.stack(crops)


class Transformer:
    """Prepares pictures for the inputs of a network.

    In order: to float32, resize, transpose, channel_swap, times raw_scale, minus mean, times input_scale.

    Args:
        inputs: the shapes of the inputs by name, such as {"data": net.blobs["data"].data.shape}.
    """

    def __init__(self, inputs: Mapping[str, Shape]) -> None:
        self.inputs = inputs
        self.transpose: dict[str, Sequence[int]] = {}
        self.channel_swap: dict[str, Sequence[int]] = {}
        self.raw_scale: dict[str, float] = {}
        self.mean: dict[str, Array] = {}
        self.input_scale: dict[str, float] = {}

    def _shape(self, name: str) -> Shape:
        if name not in self.inputs:
            raise unknown_name("input", name, self.inputs)
        return tuple(self.inputs[name])

    def preprocess(self, in_: str, data: ArrayLike) -> Array:
        """A picture (height, width, channels) as the input takes it, (channels, height, width) after set_transpose."""
        shape, values = self._shape(in_), np.array(data, np.float32)
        if values.shape[:2] != shape[2:]:
            values = resize_image(values, shape[2:])
        if in_ in self.transpose:
            values = values.transpose(self.transpose[in_])
        if in_ in self.channel_swap:
            values = values[list(self.channel_swap[in_])]
        if in_ in self.raw_scale:
            values = values * np.float32(self.raw_scale[in_])
        if in_ in self.mean:
            values = values - self.mean[in_]
        if in_ in self.input_scale:
            values = values * np.float32(self.input_scale[in_])
        return values.astype(np.float32, copy=False)

    def deprocess(self, in_: str, data: ArrayLike) -> Array:
        """The picture that `preprocess` made an input of; axes of length 1 are dropped."""
        self._shape(in_)
        values = np.array(data, np.float32).squeeze()
        if in_ in self.input_scale:
            values = values / self.input_scale[in_]
        if in_ in self.mean:
            values = values + self.mean[in_]
        if in_ in self.raw_scale:
            values = values / self.raw_scale[in_]
        if in_ in self.channel_swap:
            values = values[np.argsort(self.channel_swap[in_])]
        if in_ in self.transpose:
            values = values.transpose(np.argsort(self.transpose[in_]))
        return values

    def set_transpose(self, in_: str, order: Sequence[int]) -> None:
        """Set the order of the axes: (2, 0, 1) makes (channels, height, width)."""
        shape = self._shape(in_)
        if len(order) != len(shape) - 1:
            raise ConversionError(f"set_transpose: {in_!r} has {len(shape) - 1} axes beside the batch, found {order}")
        self.transpose[in_] = order

    def set_channel_swap(self, in_: str, order: Sequence[int]) -> None:
        """Set the order of the channels: (2, 1, 0) makes BGR of RGB. Channels are the first axis then."""
        shape = self._shape(in_)
        if len(order) != shape[1]:
            raise ConversionError(f"set_channel_swap: {in_!r} has {shape[1]} channels, found {order}")
        self.channel_swap[in_] = order

    def set_raw_scale(self, in_: str, scale: float) -> None:
        """Set the factor before the mean is subtracted: 255 for networks trained on 0 to 255."""
        self._shape(in_)
        self.raw_scale[in_] = scale

    def set_mean(self, in_: str, mean: NDArray[Any]) -> None:
        """Set the mean: one number for each channel, or a picture (channels, height, width), which is resized."""
        shape = self._shape(in_)
        if mean.ndim == 1:
            if len(mean) != shape[1]:
                raise ConversionError(f"set_mean: {in_!r} has {shape[1]} channels, found {len(mean)}")
            self.mean[in_] = np.asarray(mean, np.float32)[:, None, None]
            return
        if mean.ndim not in (2, 3):
            raise ConversionError(f"set_mean: the mean has {mean.ndim} axes, expected 1, 2 or 3")
        picture = np.asarray(mean, np.float32).reshape(-1, *mean.shape[-2:])
        if picture.shape[1:] != shape[2:]:
            picture = resize_image(picture.transpose(1, 2, 0), shape[2:]).transpose(2, 0, 1)
        self.mean[in_] = picture

    def set_input_scale(self, in_: str, scale: float) -> None:
        """Set the factor after the mean is subtracted."""
        self._shape(in_)
        self.input_scale[in_] = scale


def blobproto_to_array(blob: caffe_pb2.BlobProto, return_diff: bool = False) -> NDArray[np.float64]:
    """The values of a BlobProto, in its shape; its gradients with `return_diff`."""
    values = np.array(blob.diff if return_diff else blob.data)
    if any(blob.HasField(name) for name in ("num", "channels", "height", "width")):
        return values.reshape(blob.num, blob.channels, blob.height, blob.width)
    return values.reshape(tuple(blob.shape.dim))


def array_to_blobproto(arr: NDArray[Any], diff: NDArray[Any] | None = None) -> caffe_pb2.BlobProto:
    """A BlobProto with these values, and gradients if they are given."""
    blob = caffe_pb2.BlobProto(data=arr.astype(float).ravel(), shape={"dim": arr.shape})
    if diff is not None:
        blob.diff.extend(diff.astype(float).ravel())
    return blob


def arraylist_to_blobprotovector_str(arraylist: Iterable[NDArray[Any]]) -> bytes:
    """Arrays as a serialized BlobProtoVector."""
    return caffe_pb2.BlobProtoVector(blobs=[array_to_blobproto(array) for array in arraylist]).SerializeToString()


def blobprotovector_str_to_arraylist(data: bytes) -> list[NDArray[np.float64]]:
    """The arrays of a serialized BlobProtoVector."""
    return [blobproto_to_array(blob) for blob in caffe_pb2.BlobProtoVector.FromString(data).blobs]


def array_to_datum(arr: NDArray[Any], label: int | None = None) -> caffe_pb2.Datum:
    """An array (channels, height, width) as a Datum: bytes for uint8, otherwise floats."""
    if arr.ndim != 3:
        raise ConversionError(f"a Datum has three axes, found {arr.shape}")
    channels, height, width = arr.shape
    datum = caffe_pb2.Datum(channels=channels, height=height, width=width)
    if arr.dtype == np.uint8:
        datum.data = arr.tobytes()
    else:
        datum.float_data.extend(arr.astype(float).ravel())
    if label is not None:
        datum.label = label
    return datum


def datum_to_array(datum: caffe_pb2.Datum) -> NDArray[Any]:
    """The values of a Datum (channels, height, width); not its label."""
    shape = (datum.channels, datum.height, datum.width)
    if datum.data:
        return np.frombuffer(datum.data, np.uint8).reshape(shape)
    return np.array(datum.float_data, float).reshape(shape)
