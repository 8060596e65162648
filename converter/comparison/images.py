"""Pictures and videos as inputs, prepared as Caffe's data layers prepare them. Needs Pillow."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from google.protobuf.message import DecodeError
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import open_input
from caffe2trt.caffe.schema.caffe_pb2 import BlobProto
from caffe2trt.caffe.text import counted
from caffe2trt.converter.comparison.inputs import Arrays, Calls, TakesInputs, cont_of, time_and_streams
from caffe2trt.converter.npz import read_npy

SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".tif", ".tiff", ".webp")


@dataclass(frozen=True)
class Preparation:
    """From pixels of 0 to 255 to what the network takes: (pixel - mean) * scale, channels as OpenCV reads them.

    Pictures are resized to the network's input, or to the mean's size where that is larger; then the middle is cut out,
    as Caffe's data layers with a crop_size do in the TEST phase.

    Attributes:
        mean: one number for each channel in the network's order, or one for each pixel (C, H, W).
        rgb: the network was trained on RGB; Caffe's own tools give it BGR.
    """

    mean: NDArray[np.float32]
    scale: float = 1.0
    rgb: bool = False


def read_mean(text: str) -> NDArray[np.float32]:
    """A mean from "104,117,123", from a mean.binaryproto of Caffe, or from an npy file; (C, 1, 1) or (C, H, W).

    Raises:
        FileError: the file cannot be read.
    """
    if Path(text).suffix not in (".binaryproto", ".npy"):
        try:
            mean = np.array([float(part) for part in text.split(",")], np.float32)
        except ValueError:
            mean = np.empty(0, np.float32)
        if not mean.size or not np.isfinite(mean).all():
            raise FileError(f"--mean {text} is neither numbers nor a .binaryproto or .npy file", "Such as 104,117,123")
        return mean.reshape(-1, 1, 1)
    try:
        if Path(text).suffix == ".npy":
            mean = read_npy(text)
        else:
            with open_input(text, "the mean") as file:
                blob = BlobProto.FromString(file.read())
            dims = tuple(blob.shape.dim) or (blob.num, blob.channels, blob.height, blob.width)
            mean = np.array(blob.data, np.float32).reshape(dims)
        mean = {1: mean.reshape(-1, 1, 1), 2: mean[None]}.get(mean.ndim, mean)
        mean = mean.reshape(mean.shape[-3:])  # without the axis of pictures in front, which is one
    except (FileError, OSError, ValueError, DecodeError) as error:
        reason = error.problem if isinstance(error, FileError) else error
        raise FileError(f"cannot read the mean {text}: {reason}", "Give it as numbers: --mean 104,117,123") from error
    if not np.isfinite(mean).all():
        raise FileError(f"the mean {text} is not finite", "Give it as numbers: --mean 104,117,123")
    return mean


def image_inputs(net: TakesInputs, folder: str, preparation: Preparation) -> Calls:
    """The inputs of each call from a folder of pictures in the order of their names: the frames of one video.

    Each time step of each call takes the next frame, and the streams of a batch take the same. Each subfolder
    is the video of one stream. Frames that do not fill a last call are left out.

    Raises:
        ConversionError: the network has no single picture input, Pillow is missing, or there are too few pictures.
    """
    name = _picture_input(net)
    shape, (time, streams) = net.inputs[name], time_and_streams(net)
    count = math.prod(shape[:-3])
    if count == streams:
        time = 1  # a picture for each stream, whose columns are the time steps, say
    elif count != time * streams:
        time, streams = count, 1  # nothing recurrent: a batch of pictures
    videos = _videos(Path(folder))
    if len(videos) > streams:
        raise FileError(
            f"{folder} has {len(videos)} folders, and the network takes {counted(streams, 'stream')}", "Remove some"
        )
    calls = min(len(video) for video in videos) // time
    if calls == 0:
        raise FileError(
            f"{folder} has fewer pictures than one call takes, which is {time}",
            "Add some, or convert with fewer --time-steps",
        )

    def make(call: int) -> Arrays:
        times = range(call * time, (call + 1) * time)
        columns = [[_read(video[t], shape[-3:], preparation) for video in videos] for t in times]
        rows = np.stack([column[stream % len(videos)] for column in columns for stream in range(streams)])
        if net.batch_first is not None:
            rows = rows.reshape(time, streams, *shape[-3:]).swapaxes(0, 1)
        return {name: rows.reshape(shape)} | cont_of(net, call, calls)

    return Calls(calls, make)


def _picture_input(net: TakesInputs) -> str:
    ranks = (4,) if net.batch_first is None else (4, 5)
    found = [name for name, shape in net.inputs.items() if len(shape) in ranks and shape[-3] in (1, 3)]
    others = [name for name in net.inputs if name not in found and net.roles[name].kind != "cont"]
    if len(found) != 1 or others:
        raise ConversionError(
            f"pictures alone cannot feed this network; its inputs are {', '.join(net.inputs)}",
            "Give them in an npz file",
        )
    return found[0]


def _videos(folder: Path) -> list[list[Path]]:
    """The pictures of each stream."""
    pictures = _pictures(folder)
    folders = sorted((path for path in folder.iterdir() if path.is_dir() and not _is_hidden(path)), key=_place)
    if pictures and folders:
        raise FileError(
            f"{folder} contains both pictures and folders", "Give one video as pictures, or a folder for each stream"
        )
    videos = {path: _pictures(path) for path in folders} or {folder: pictures}
    for path, held in videos.items():
        if not held:
            raise FileError(f"there are no pictures in {path}", f"Supported are {', '.join(SUFFIXES)}")
    return list(videos.values())


def _pictures(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and not _is_hidden(path))
    return sorted(found, key=_place)


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _place(path: Path) -> list[tuple[int, str]]:
    """Where a name stands among others: frame2 before frame10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", path.name)]


def _read(path: Path, shape: tuple[int, ...], preparation: Preparation) -> Array:
    try:
        from PIL import Image
    except ImportError as error:
        raise ConversionError(
            "reading pictures needs Pillow", "pip install 'caffe2trt[images]', or give an npz file"
        ) from error
    mean = preparation.mean
    channels, height, width = shape
    tall, wide = (height, width) if mean.shape[1:] == (1, 1) else mean.shape[1:]
    if mean.shape[0] not in (1, channels) or tall < height or wide < width:
        raise ConversionError(f"the mean's shape {mean.shape} does not fit pictures of {shape}", "Crop or resize it")
    try:
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB" if channels == 3 else "L"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:  # all of them Pillow's
        raise FileError(f"cannot read the picture {path}: {error}") from error
    array = _resized(pixels.reshape(*pixels.shape[:2], channels), tall, wide).transpose(2, 0, 1)
    array = (array if preparation.rgb else array[::-1]) - mean
    top, left = (tall - height) // 2, (wide - width) // 2
    return np.ascontiguousarray(array[:, top : top + height, left : left + width] * preparation.scale, np.float32)


def _resized(pixels: NDArray[np.uint8], height: int, width: int) -> Array:
    """A picture (H, W, C) resized as cv::resize does by default, which Caffe's data layers call.

    Bilinear between the centres of four pixels, also where it shrinks: no others are averaged in. OpenCV computes in
    integers and may be one grey level off this.
    """
    rows = _between(pixels.astype(np.float64), height)
    return np.asarray(np.floor(_between(rows.swapaxes(0, 1), width).swapaxes(0, 1) + 0.5), np.float32)


def _between(array: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """The first axis at another size."""
    last = len(array) - 1
    places = np.clip((np.arange(size) + 0.5) * (last + 1) / size - 0.5, 0, last)
    low = places.astype(np.intp)
    part = (places - low).reshape(-1, 1, 1)
    mixed: NDArray[np.float64] = array[low] * (1 - part) + array[np.minimum(low + 1, last)] * part
    return mixed
