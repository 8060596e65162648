"""Registers Caffe's Tile with TensorRT as caffe2trt::Tile, with an ahead-of-time implementation.

The PTX goes into the engine, which then needs neither Python nor this package when it runs. Needs the Python plugin API
with ahead-of-time kernels (TensorRT 10.9 and newer); plugins/tile_v3.py serves older ones.

TensorRT checks the annotations of the functions below, so this module must not postpone their evaluation.
"""

import math
from functools import cache
from importlib import import_module
from typing import Any

from caffe2trt.plugins.kernel import MAX_BLOCKS, THREADS, kernel_name, tile_ptx

ID = "caffe2trt::Tile"


def register_tile(trt: Any) -> Any:
    """Register the plugin with this TensorRT module, once; gives the function that makes it: tile(x, axis=, tiles=)."""
    trtp = import_module(f"{trt.__name__}.plugin")
    _register(trt, trtp)
    return trtp.op.caffe2trt.Tile


@cache
def _register(trt: Any, trtp: Any) -> None:
    @trtp.register(ID)  # type: ignore[untyped-decorator]
    def tile(x: trtp.TensorDesc, axis: int, tiles: int) -> trtp.TensorDesc:
        y = x.like()
        y.shape_expr[axis] = x.shape_expr[axis] * tiles
        return y

    @trtp.aot_impl(ID)  # type: ignore[untyped-decorator]
    def tile_ahead_of_time(
        x: trtp.TensorDesc, axis: int, tiles: int, outputs: tuple[trtp.TensorDesc], tactic: int
    ) -> tuple[str, bytes, trtp.KernelLaunchParams, trtp.SymIntExprs]:
        size = 2 if x.dtype in (trt.float16, trt.bfloat16) else 4
        dims = [x.shape_expr[i] for i in range(x.ndim)]
        outer, length, inner = (_product(trtp, part) for part in (dims[:axis], dims[axis : axis + 1], dims[axis + 1 :]))
        launch = trtp.KernelLaunchParams()
        blocks = trtp.cdiv(outer * length * inner * tiles, THREADS)
        launch.grid_x = trtp.min(blocks, trtp.ShapeExpr(MAX_BLOCKS))
        launch.block_x = THREADS
        launch.shared_mem = 0
        arguments = trtp.SymIntExprs(4)
        for index, value in enumerate((outer, length, inner, trtp.ShapeExpr(tiles))):
            arguments[index] = trtp.SymInt32(value)
        return kernel_name(size), tile_ptx(), launch, arguments


def _product(trtp: Any, dims: list[Any]) -> Any:
    return math.prod(dims, start=trtp.ShapeExpr(1))
