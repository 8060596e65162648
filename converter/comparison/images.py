"""Pictures and videos as inputs, prepared as Caffe's data layers prepare them. Needs Pillow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from google.protobuf.message import DecodeError
from numpy.typing import NDArray

from caffe2trt.converter.caffe.schema.caffe_pb2 import BlobProto
from caffe2trt.converter.comparison.feeds import Array, Arrays, Calls, cont_of, time_and_streams
from caffe2trt.converter.errors import ConversionError, FileError
from caffe2trt.converter.net import Net

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
            return np.array([float(part) for part in text.split(",")], np.float32).reshape(-1, 1, 1)
        except ValueError:
            raise FileError(
                f"--mean {text} is neither numbers nor a .binaryproto or .npy file", "Such as 104,117,123"
            ) from None
    try:
        if Path(text).suffix == ".npy":
            mean = np.load(text)
        else:
            blob = BlobProto.FromString(Path(text).read_bytes())
            dims = tuple(blob.shape.dim) or (blob.num, blob.channels, blob.height, blob.width)
            mean = np.array(blob.data, np.float32).reshape(dims)
    except (OSError, ValueError, DecodeError) as error:
        raise FileError(f"cannot read the mean {text}: {error}", "Give it as numbers: --mean 104,117,123") from error
    mean = np.asarray(mean, np.float32)
    return mean.reshape(mean.shape[-3:]) if mean.ndim > 1 else mean.reshape(-1, 1, 1)


def image_feeds(net: Net, folder: str, preparation: Preparation) -> Calls:
    """The inputs of each call from a folder of pictures in the order of their names: the frames of one video.

    Each time step of each call takes the next frame, and the streams of a batch take the same. Subfolders are one video
    a stream. Frames that do not fill a last call are left out.

    Raises:
        ConversionError: the network has no single picture input, Pillow is missing, or there are too few pictures.
    """
    name = _picture_input(net)
    time, streams = time_and_streams(net)
    if net.inputs[name][0] != time * streams:
        time, streams = net.inputs[name][0], 1  # nothing recurrent: a batch of pictures
    videos = _videos(Path(folder))
    steps = min(len(video) for video in videos) // time
    if steps == 0:
        raise FileError(
            f"{folder} has fewer pictures than the {time} of one call", "Give more, or convert with fewer steps"
        )

    def make(step: int) -> Arrays:
        times = range(step * time, (step + 1) * time)
        return {name: _frames(net, name, videos, times, streams, preparation)} | cont_of(net, step, steps)

    return Calls(steps, make)


def _picture_input(net: Net) -> str:
    found = [name for name, shape in net.inputs.items() if len(shape) == 4 and shape[1] in (1, 3)]
    others = [name for name in net.inputs if name not in found and net.roles[name].kind != "cont"]
    if len(found) != 1 or others:
        raise ConversionError(
            f"pictures do not tell all inputs of this network: {', '.join(net.inputs)}", "Give them in an npz file"
        )
    return found[0]


def _videos(folder: Path) -> list[list[Path]]:
    """The pictures of each stream."""
    subfolders = sorted((path for path in folder.iterdir() if path.is_dir()), key=_place) or [folder]
    videos = [
        sorted((path for path in sub.iterdir() if path.suffix.lower() in SUFFIXES), key=_place) for sub in subfolders
    ]
    if not all(videos):
        raise FileError(f"there are no pictures in {folder}", f"It takes {', '.join(SUFFIXES)}")
    return videos


def _place(path: Path) -> list[tuple[int, str]]:
    """Where a name stands among others: frame2 before frame10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", path.name)]


def _frames(
    net: Net, name: str, videos: list[list[Path]], times: range, streams: int, preparation: Preparation
) -> Array:
    shape = net.inputs[name]
    columns = [[_read(video[t], shape[1:], preparation) for video in videos[:streams]] for t in times]
    rows = [column[stream % len(column)] for column in columns for stream in range(streams)]
    return np.stack(rows).reshape(shape)


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
            pixels = image.convert("RGB" if channels == 3 else "L").resize((wide, tall), Image.Resampling.BILINEAR)
            array = np.asarray(pixels, np.float32)
    except OSError as error:
        raise FileError(f"cannot read the picture {path}: {error}") from error
    array = array.reshape(tall, wide, channels).transpose(2, 0, 1)
    array = (array if preparation.rgb else array[::-1]) - mean
    top, left = (tall - height) // 2, (wide - width) // 2
    return np.ascontiguousarray(array[:, top : top + height, left : left + width] * preparation.scale, np.float32)
