"""Weights and inputs made by a recipe that anyone can follow, so that large cases need not carry them.

- Weights of layer L, blob i, shape s: `rng = RandomState(zlib.crc32(f"{L}/{i}".encode()))`. BatchNorm: blob 0
  `rng.randn(*s) * 0.3`, blob 1 `rng.rand(*s) + 0.5`, blob 2 ones. One axis or none: `rng.randn(*s) * 0.1` (1 + that
  for blob 0 of Scale). Otherwise `rng.randn(*s) / sqrt(prod(s[1:]))`. All float32; a shared blob has its first
  owner's values.
- Input b of call k, shape s: `rng = RandomState(zlib.crc32(f"{k}/{b}".encode()))`. If the name contains cont, clip or
  marker: `rng.rand(*s) > 0.2`, the first row 0 in call 0. If it feeds an Embed: `rng.randint(0, input_dim, s)`.
  Otherwise `rng.randn(*s)`.
- What Caffe gave: `<k>/<blob>` is `value.ravel()[::max(1, size // 4096)][:4096]`, `shape/<blob>` the full shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter import Net, load
from tests.goldens.make_case import make_input, make_weights
from tests.harness import difference
from tests.networks import write_caffemodel

Array = NDArray[np.float32]


def recipe_net(prototxt: Path, caffemodel: Path, **options: Mapping[str, Shape]) -> Net:
    """The network of a prototxt with the recipe's weights, which are written to `caffemodel`."""
    reports = load(prototxt, **options).reports  # type: ignore[arg-type]
    blobs = {
        report.proto.name: [
            make_weights(report.proto.name, report.proto.type, index, blob.shape)
            for index, blob in enumerate(report.blobs)
        ]
        for report in reports
    }
    return load(prototxt, write_caffemodel(caffemodel, blobs), **options)  # type: ignore[arg-type]


def recipe_input(net: Net, call: int, name: str) -> Array:
    """Input `name` of forward call `call`."""
    is_cont = any(word in name for word in ("cont", "clip", "marker"))
    return make_input(call, name, net.inputs[name], is_cont=is_cont, words=_vocabulary(net).get(name))


def _vocabulary(net: Net) -> dict[str, int]:
    """For each blob that feeds an Embed, the size of its table."""
    sizes: dict[str, int] = {}
    for layer in reversed(net.parameter.layer):
        if layer.type == "Embed":
            sizes[layer.bottom[0]] = layer.embed_param.input_dim
        elif layer.type in ("Reshape", "Flatten", "Split", "Slice", "Concat"):
            fed = [sizes[top] for top in layer.top if top in sizes]
            sizes.update(dict.fromkeys(layer.bottom, fed[0]) if fed else {})
    return sizes


def compare_samples(
    found: Mapping[str, Array], expected: Mapping[str, NDArray[np.generic]], call: int, tolerance: float
) -> list[str]:
    """Compare every blob of `found` that Caffe's samples hold; gives their names."""
    compared = [name for name in found if f"{call}/{name}" in expected]
    for name in compared:
        value = found[name]
        assert value.shape == tuple(expected[f"shape/{name}"]), name
        sample = value.ravel()[:: max(1, value.size // 4096)][:4096]
        assert difference(sample, np.asarray(expected[f"{call}/{name}"], np.float32)) < tolerance, name
    return compared
