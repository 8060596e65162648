"""Classifier: a Net that prepares pictures and averages over crops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.schema.caffe_pb2 import TEST
from caffe2trt.pycaffe import io
from caffe2trt.pycaffe.images import crop_corners
from caffe2trt.pycaffe.net import Net


class Classifier(Net):
    """Classifies pictures with a network whose first input is (batch, channels, height, width)."""

    def __init__(
        self,
        model_file: str | Path,
        pretrained_file: str | Path,
        image_dims: Sequence[int] | None = None,
        mean: Any = None,
        input_scale: float | None = None,
        raw_scale: float | None = None,
        channel_swap: Sequence[int] | None = None,
    ) -> None:
        """Read a network.

        Args:
            model_file: the prototxt.
            pretrained_file: the weights.
            image_dims: height and width that pictures are resized to before they are cropped; by default the input's.
            mean, input_scale, raw_scale, channel_swap: as those of io.Transformer.
        """
        super().__init__(model_file, TEST, weights=pretrained_file)
        name = self.inputs[0]
        shape = self.blobs[name].shape
        self.transformer = io.Transformer({name: shape})
        self.transformer.set_transpose(name, (2, 0, 1))
        settings = {"mean": mean, "input_scale": input_scale, "raw_scale": raw_scale, "channel_swap": channel_swap}
        for setting, value in settings.items():
            if value is not None:
                getattr(self.transformer, f"set_{setting}")(name, value)
        self.crop_dims = np.array(shape[2:])
        self.image_dims = tuple(shape[2:]) if image_dims is None else tuple(image_dims)

    def predict(self, inputs: Sequence[ArrayLike], oversample: bool = True) -> Array:
        """The network's first output for each picture, (pictures, classes).

        Args:
            inputs: pictures (height, width, channels), from 0 to 1 as io.load_image gives them.
            oversample: average over ten crops; otherwise the centre alone.
        """
        name, output = self.inputs[0], self.outputs[0]
        pictures = [io.resize_image(picture, self.image_dims) for picture in inputs]
        if oversample:
            crops = list(io.oversample(pictures, self.crop_dims))
        else:
            height, width = self.crop_dims
            y, x = crop_corners(self.image_dims, self.crop_dims)[-1]
            crops = [picture[y : y + height, x : x + width] for picture in pictures]
        prepared = np.stack([self.transformer.preprocess(name, crop) for crop in crops])
        given: dict[str, Any] = {name: prepared}
        found = self.forward_all(**given)[output]
        return found.reshape(len(found) // 10, 10, -1).mean(1) if oversample else found
