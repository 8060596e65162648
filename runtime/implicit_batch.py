"""Engines of TensorRT 8 with an implicit batch, whose shapes have no axis for the streams: how a Session runs them.

A call says its number of streams, at most the engine's largest one, and passes an address for each input and output in
the order of the engine's bindings: IExecutionContext.execute_async(batch_size, bindings, stream). The functions by name
that newer engines have (execute_async_v3) are for networks with an explicit batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from caffe2trt.runtime.device import Device
from caffe2trt.runtime.engine_backend import EngineBackend
from caffe2trt.runtime.graphs import Graphs
from caffe2trt.runtime.interface import Array, Interface, SessionError
from caffe2trt.runtime.manifest import ONLY_AXIS, Manifest
from caffe2trt.runtime.tensorrt_versions import TensorRTModule
from caffe2trt.runtime.varying import NamedShape, Varying


def make_backend(api: TensorRTModule, engine: Any, device: Device, *, cuda_graph: bool = False) -> EngineBackend:
    """What runs an engine, with an implicit batch or with an explicit one."""
    kind = ImplicitBatchBackend if api.has_implicit_batch(engine) else EngineBackend
    return kind(api, engine, device, cuda_graph=cuda_graph)


class ImplicitBatchBackend(EngineBackend):
    """Runs an engine with an implicit batch.

    Its buffers hold the largest number of streams; a call of fewer uses their beginnings.
    """

    def __init__(self, api: TensorRTModule, engine: Any, device: Device, *, cuda_graph: bool = False) -> None:
        """See EngineBackend."""
        super().__init__(api, _Engine(engine), device, cuda_graph=cuda_graph)
        self._largest = (self._pinned, self._staging)
        self._take(self._varying.interface())

    def _describe(self) -> Interface:
        self._varying = _varying_of(self._api, self._engine)
        batch = self._varying.manifest.batch
        return self._varying.interface(streams=None if batch is None else batch.max)

    def resize(self, interface: Interface) -> None:
        """Change the number of streams. Those that remain keep their states; the states of new ones are zero."""
        before, after = self.interface.states, interface.states

        def clear() -> None:
            for states in self._states:
                for name, address in states.items():
                    held, wanted = 4 * prod(before[name]), 4 * prod(after[name])
                    if wanted > held:
                        self.device.clear(address + held, wanted - held, self.stream)

        self._complete("changing the number of streams", clear)
        if self._graphs is not None:  # they hold the copies of another size
            self._complete("changing the number of streams", self._graphs.close)
            self._graphs = Graphs(self.device, self.stream)
        self._take(interface)

    def _take(self, interface: Interface) -> None:
        """Use the beginnings of the buffers that a size needs."""
        borders, states = {**interface.inputs, **interface.outputs}, interface.states
        pinned, staging = self._largest
        self._pinned, self._staging = _beginnings(pinned, borders), _beginnings(staging, states)
        self._context.batch_size = interface.size[1]
        self.interface = interface


class _Engine:
    """An ICudaEngine with an implicit batch, whose contexts take addresses by name."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def create_execution_context(self) -> _Context | None:
        """A context, or None if TensorRT cannot make one."""
        context = self._engine.create_execution_context()
        return None if context is None else _Context(self._engine, context)


class _Context:
    """An IExecutionContext that is given the address of each binding by name, and the batch size.

    Attributes:
        batch_size: the streams of the next call.
    """

    def __init__(self, engine: Any, context: Any) -> None:
        self._engine, self._context = engine, context
        self._bindings = [0] * engine.num_bindings
        self.batch_size = 1

    def set_tensor_address(self, name: str, address: int) -> bool:
        index = self._engine.get_binding_index(name)
        if index < 0:
            return False
        self._bindings[index] = address
        return True

    def execute_async_v3(self, stream: int) -> bool:
        return bool(self._context.execute_async(self.batch_size, self._bindings, stream))


def _beginnings(arrays: Mapping[str, Array], shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Array]:
    return {name: arrays[name].reshape(-1)[: prod(shape)].reshape(shape) for name, shape in shapes.items()}


def _varying_of(api: TensorRTModule, engine: Any) -> Varying:
    """The shapes that Caffe's blobs have, for every number of streams.

    Raises:
        SessionError: it is not an engine of caffe2trt.
    """
    manifest = Manifest.from_text(engine.name)
    axes, most = manifest.batch_axes, engine.max_batch_size
    if axes is None or manifest.batch is None or manifest.batch.max > most:
        raise SessionError(
            f"the engine has an implicit batch of at most {most} streams, and does not say which axes of its inputs "
            "and outputs they are; convert the network with caffe2trt"
        )
    shapes: dict[bool, dict[str, NamedShape]] = {True: {}, False: {}}
    for index in range(engine.num_bindings):
        name = engine.get_binding_name(index)
        if engine.get_binding_dtype(index) != api.module.DataType.FLOAT:
            raise SessionError(f"{name!r} is not float32; the inputs and outputs of caffe2trt's engines are float32")
        shape, axis = tuple(engine.get_binding_shape(index)), axes.get(name, 0)
        shapes[engine.binding_is_input(index)][name] = (
            ("N",) if axis == ONLY_AXIS else (*shape[:axis], "N", *shape[axis:])
        )
    return Varying(shapes[True], shapes[False], manifest)
