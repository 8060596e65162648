"""Adds the Tile plugin to a TensorRT network, in the way that the TensorRT at hand offers."""

from __future__ import annotations

from typing import Any

import numpy as np

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.trt.emitter import TensorRTEmitter


def add_tile_plugin(e: TensorRTEmitter, x: Any, axis: int, tiles: int) -> Any:
    """`tiles` copies of x along `axis`, by caffe2trt::Tile.

    Raises:
        ConversionError: this TensorRT has no plugins.
    """
    ways = e.api.tile_plugins
    if not ways:
        raise ConversionError(
            f"{e.api.description} does not support the Tile plugin", "Leave --tile out to use TensorRT's own slice"
        )
    e.kept[e.next_name(), "tile"] = np.array([axis, tiles])  # for evaluate_network
    layer = _ahead_of_time(e, x, axis, tiles) if "aot" in ways else _by_creator(e, x, axis, tiles)
    return e.out(layer)


def _ahead_of_time(e: TensorRTEmitter, x: Any, axis: int, tiles: int) -> Any:
    from caffe2trt.plugins.tile import register_tile

    tile = register_tile(e.trt)
    return e.network.add_plugin(tile(x, axis=axis, tiles=tiles), aot=True)


def _by_creator(e: TensorRTEmitter, x: Any, axis: int, tiles: int) -> Any:
    from caffe2trt.plugins.tile_v3 import NAME, TileFields, register_tile_v3

    trt = e.trt
    fields = TileFields(trt, axis, tiles)
    plugin = register_tile_v3(trt).create_plugin(NAME, fields.collection, trt.TensorRTPhase.BUILD)
    return e.network.add_plugin_v3([x], [], plugin)
