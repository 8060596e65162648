"""A data layer in Python, as joint networks of pictures and LSTMs have one: frames, labels and clip markers."""

# mypy: ignore-errors

import json

import caffe


class ClipReader(caffe.Layer):
    """Makes `clips` clips of `steps` frames, time step by time step; each forward takes the next numbers."""

    def setup(self, bottom, top):
        self.options = json.loads(self.param_str)
        self.count = 0

    def reshape(self, bottom, top):
        frames = self.options["clips"] * self.options["steps"]
        top[0].reshape(frames, 3, self.options["size"], self.options["size"])
        top[1].reshape(frames)
        top[2].reshape(frames)

    def forward(self, bottom, top):
        self.count += 1
        top[0].data[...] = self.count / 10.0
        top[1].data[...] = self.count % 3
        top[2].data[...] = 1
        top[2].data[: self.options["clips"]] = 0

    def backward(self, top, propagate_down, bottom):
        pass
