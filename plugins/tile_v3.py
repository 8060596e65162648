"""Caffe's Tile for TensorRT 10 without ahead-of-time plugins: an IPluginV3 whose kernel Python launches.

The engine then needs this package, and a CUDA binding, when it runs; call register_tile_v3 before loading it.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from caffe2trt.plugins.kernel import MAX_BLOCKS, THREADS, kernel_name, tile_ptx

NAME, NAMESPACE, VERSION = "Tile", "caffe2trt", "1"


def register_tile_v3(trt: Any) -> Any:
    """Register the plugin's creator with this TensorRT module, once, and give it."""
    registry = trt.get_plugin_registry()
    creator = registry.get_creator(NAME, VERSION, NAMESPACE)
    if creator is None:
        creator = make_creator(trt)
        registry.register_creator(creator, NAMESPACE)
    return creator


def make_creator(trt: Any) -> Any:
    """An IPluginCreatorV3One for the Tile plugin."""
    plugin_class = make_plugin_class(trt)

    class TileCreator(trt.IPluginCreatorV3One):  # type: ignore[misc]
        """Makes Tile plugins from their fields, axis and tiles."""

        def __init__(self) -> None:
            super().__init__()
            self.name, self.plugin_namespace, self.plugin_version = NAME, NAMESPACE, VERSION
            self._fields = TileFields(trt)
            self.field_names = self._fields.collection

        def create_plugin(self, name: str, field_collection: Any, phase: Any) -> Any:
            values = {field.name: int(np.asarray(field.data).ravel()[0]) for field in field_collection}
            return plugin_class(values["axis"], values["tiles"])

    return TileCreator()


class TileMethods:
    """What TensorRT asks of the plugin, whichever TensorRT module it is registered with.

    Args:
        axis, tiles: `tiles` copies along `axis`.
    """

    trt: Any  # the TensorRT module; make_plugin_class sets it

    def __init__(self, axis: int, tiles: int) -> None:
        trt = self.trt
        for base in (trt.IPluginV3, trt.IPluginV3OneCore, trt.IPluginV3OneBuild, trt.IPluginV3OneRuntime):
            base.__init__(self)
        self.axis, self.tiles = axis, tiles
        self.plugin_name, self.plugin_namespace, self.plugin_version = NAME, NAMESPACE, VERSION
        self.num_outputs = 1
        self._fields = TileFields(trt, axis, tiles)

    def get_capability_interface(self, type: Any) -> Any:  # noqa: A002  (TensorRT's name)
        return self

    def clone(self) -> Any:
        return type(self)(self.axis, self.tiles)

    def get_output_data_types(self, input_types: Any) -> Any:
        return [input_types[0]]

    def get_output_shapes(self, inputs: Any, shape_inputs: Any, expr_builder: Any) -> Any:
        shape = self.trt.DimsExprs(inputs[0])
        product = self.trt.DimensionOperation.PROD
        shape[self.axis] = expr_builder.operation(product, inputs[0][self.axis], expr_builder.constant(self.tiles))
        return [shape]

    def supports_format_combination(self, pos: int, in_out: Any, num_inputs: int) -> bool:
        trt = self.trt
        allowed = (trt.float32, trt.float16, trt.int32, trt.bfloat16)
        descriptor = in_out[pos].desc
        linear = descriptor.format == trt.TensorFormat.LINEAR
        return bool(linear and descriptor.type in allowed and descriptor.type == in_out[0].desc.type)

    def configure_plugin(self, *descriptors: Any) -> None:
        """Nothing depends on the shapes."""

    def on_shape_change(self, *descriptors: Any) -> None:
        """Nothing depends on the shapes."""

    def attach_to_context(self, resource_context: Any) -> Any:
        return self.clone()

    def set_tactic(self, tactic: int) -> None:
        """There is one way only."""

    def get_fields_to_serialize(self) -> Any:
        return self._fields.collection

    def enqueue(
        self, input_desc: Any, output_desc: Any, inputs: Any, outputs: Any, workspace: int, stream: int
    ) -> None:
        from caffe2trt.runtime.device import cuda_device

        dims = list(input_desc[0].dims)
        outer, length, inner = math.prod(dims[: self.axis]), dims[self.axis], math.prod(dims[self.axis + 1 :])
        size = 2 if input_desc[0].type in (self.trt.float16, self.trt.bfloat16) else 4
        blocks = min(-(-outer * length * inner * self.tiles // THREADS), MAX_BLOCKS)
        device = cuda_device()
        kernel = device.load_kernel(tile_ptx(), kernel_name(size))
        sizes = [np.int32(value) for value in (outer, length, inner, self.tiles)]
        device.launch(kernel, blocks, THREADS, (inputs[0], *sizes, outputs[0]), stream)


def make_plugin_class(trt: Any) -> Any:
    """The plugin's class, on the base classes of this TensorRT module."""
    bases = (trt.IPluginV3, trt.IPluginV3OneCore, trt.IPluginV3OneBuild, trt.IPluginV3OneRuntime)
    return type("TilePlugin", (TileMethods, *bases), {"trt": trt})


class TileFields:
    """The plugin's fields for TensorRT, and what they point at.

    A PluginField keeps an address: TensorRT reads it after the call that handed the collection over. So the one who
    hands it over must hold this object.

    Attributes:
        collection: the PluginFieldCollection.
    """

    def __init__(self, trt: Any, axis: int = 0, tiles: int = 0) -> None:
        self._arrays = {name: np.array([value], np.int32) for name, value in (("axis", axis), ("tiles", tiles))}
        kind = trt.PluginFieldType.INT32
        self._fields = [trt.PluginField(name, array, kind) for name, array in self._arrays.items()]
        self.collection = trt.PluginFieldCollection(self._fields)
