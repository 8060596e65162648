"""Registers the Tile plugin with NVIDIA's own Python bindings of TensorRT 10.16; run by test_tile_plugin.py.

The bindings are real. The TensorRT library behind them is not: empty functions compiled here let them load, and a
plugin registry and an expression builder in Python take the place of the library's. So what runs is NVIDIA's plugin
API in Python, with the checks that it makes of annotations, shapes and launch parameters; no plugin is built or
launched.

Prints one JSON object.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

from tests.tensorrt_api.make import load_empty_libraries


class Number:
    """In place of IDimensionExpr: a constant."""

    def __init__(self, value: int) -> None:
        self.value = value

    def is_constant(self) -> bool:
        return True

    def get_constant_value(self) -> int:
        return self.value


class ExpressionBuilder:
    """In place of IExprBuilder: computes at once."""

    def constant(self, value: int) -> Number:
        return Number(value)

    def operation(self, kind: Any, a: Number, b: Number) -> Number:
        functions: dict[str, Any] = {
            "SUM": int.__add__,
            "PROD": int.__mul__,
            "MIN": min,
            "CEIL_DIV": lambda x, y: -(-x // y),
        }
        return Number(functions[kind.name](a.value, b.value))


class Registry:
    """In place of IPluginRegistry."""

    def __init__(self) -> None:
        self.creators: dict[tuple[str, str, str], Any] = {}

    def register_creator(self, creator: Any, namespace: str = "") -> None:
        self.creators[creator.name, creator.plugin_version, namespace] = creator

    def get_creator(self, name: str, version: str, namespace: str) -> Any:
        return self.creators.get((name, version, namespace))


def load_bindings(folder: Path) -> tuple[Any, Registry]:
    """The bindings as the module `tensorrt`, over libraries of empty functions made in `folder`."""
    load_empty_libraries("tensorrt_bindings", folder)
    import tensorrt_bindings

    trt: Any = tensorrt_bindings
    registry = Registry()
    trt.get_plugin_registry = lambda: registry
    trt.IDimensionExpr = Number
    trt.__name__ = "tensorrt"
    sys.modules["tensorrt"] = trt
    import tensorrt_bindings.plugin as trtp

    sys.modules["tensorrt.plugin"] = trtp
    return trt, registry


def ahead_of_time(trt: Any, shape: tuple[int, ...], axis: int, tiles: int, dtype: Any) -> dict[str, Any]:
    """What TensorRT gets from the plugin for an input of that shape."""
    from tensorrt_bindings.plugin import _tensor
    from tensorrt_bindings.plugin._lib import QDP_REGISTRY

    from caffe2trt.plugins.tile import ID, register_tile

    register_tile(trt)
    plugin = QDP_REGISTRY[ID]
    _tensor.SymIntExpr._exprBuilder = ExpressionBuilder()
    x = _tensor.TensorDesc(_tensor.ShapeExprs.from_tuple(shape), dtype)
    y = plugin.register_func(x, axis, tiles)
    kernel, ptx, launch, arguments = plugin.aot_impl_func(x, axis, tiles, (y,), 0)
    return {
        "output": [dim.constant_value() for dim in y.shape_expr],
        "dtype": y.dtype == dtype,
        "kernel": kernel,
        "in_ptx": f".entry {kernel}(".encode() in ptx,
        "grid": launch.grid_x._expr.value,
        "block": launch.block_x._expr.value,
        "arguments": [argument._expr.value for argument in arguments],
    }


def by_creator(trt: Any, registry: Registry) -> dict[str, Any]:
    """What the IPluginV3 creator makes."""
    from caffe2trt.plugins.tile_v3 import NAME, NAMESPACE, VERSION, TileFields, register_tile_v3

    creator = register_tile_v3(trt)
    again = register_tile_v3(trt)
    given = TileFields(trt, 2, 7)
    plugin = creator.create_plugin("t", given.collection, trt.TensorRTPhase.BUILD)
    clone = plugin.clone()
    serialized = clone.get_fields_to_serialize()
    overwritten = [np.full(1, 99, np.int32) for _ in range(200)]  # takes the memory of arrays that nobody holds
    fields = {field.name: int(field.data[0]) for field in serialized}
    declared = {field.name: int(field.data[0]) for field in creator.field_names}
    del overwritten
    kinds = (trt.IPluginV3, trt.IPluginV3OneCore, trt.IPluginV3OneBuild, trt.IPluginV3OneRuntime)
    return {
        "once": again is creator and registry.get_creator(NAME, VERSION, NAMESPACE) is creator,
        "fields": fields,
        "interfaces": all(isinstance(clone.get_capability_interface(None), kind) for kind in kinds),
        "types": clone.get_output_data_types([trt.float16]) == [trt.float16],
        "declared": declared,
    }


def main(folder: Path) -> None:
    trt, registry = load_bindings(folder)
    creator = by_creator(trt, registry)
    registry.creators.clear()  # both ways have the name Tile: a TensorRT module uses one
    cases = [
        ((2, 3, 4), 1, 5, trt.float32),
        ((7,), 0, 3, trt.float16),
        ((64, 1024, 1024), 2, 4, trt.int32),
    ]
    found = [ahead_of_time(trt, *case) for case in cases]
    assert all(math.prod(case[0]) * case[2] == math.prod(result["output"]) for case, result in zip(cases, found))
    print(json.dumps({"version": trt.__version__, "creator": creator, "ahead_of_time": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
