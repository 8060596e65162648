"""Engines of TensorRT 8 with an implicit batch, whose own shapes have no axis for the streams.

A call says its number of streams, at most the engine's largest one, and passes an address for each input and output in
the order of the engine's bindings: IExecutionContext.execute_async(batch_size, bindings, stream). The functions by name
that newer engines have are for networks with an explicit batch. Here such an engine gets them, and shapes with an axis
for the streams where Caffe's blobs have it, so that a Session runs it as one whose batch varies.
"""

from __future__ import annotations

from typing import Any

from caffe2trt.runtime.interface import SessionError, Shape
from caffe2trt.runtime.manifest import Manifest
from caffe2trt.runtime.tensorrt_versions import TensorRTModule

ALONE = ("N",)  # the shape of a blob with no other axis; TensorRT has an axis of 1 for one stream of it


class ImplicitBatchEngine:
    """An ICudaEngine with an implicit batch, used by the names of its tensors.

    Attributes:
        num_io_tensors: inputs and outputs, states among them.
        num_optimization_profiles: 1, as of an engine without further ones.
    """

    num_optimization_profiles = 1

    def __init__(self, api: TensorRTModule, engine: Any) -> None:
        """`engine` is an ICudaEngine.

        Raises:
            SessionError: it is not an engine of caffe2trt.
        """
        manifest = Manifest.from_text(engine.name)
        most = engine.max_batch_size
        if not manifest.implicit_batch or manifest.batch is None or manifest.batch.max > most:
            raise SessionError(
                f"the engine has an implicit batch of at most {most} streams, and does not say which axes of its "
                "inputs and outputs they are; convert the network with caffe2trt"
            )
        self._api, self._engine, self._named = api, engine, manifest.shapes
        self.num_io_tensors: int = engine.num_bindings

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def get_tensor_name(self, index: int) -> str:
        """The name of an input or output."""
        return str(self._engine.get_binding_name(index))

    def get_tensor_dtype(self, name: str) -> Any:
        """Its type."""
        return self._engine.get_binding_dtype(name)

    def get_tensor_mode(self, name: str) -> Any:
        """Whether it is an input or an output."""
        modes = self._api.module.TensorIOMode
        return modes.INPUT if self._engine.binding_is_input(name) else modes.OUTPUT

    def get_tensor_shape(self, name: str) -> Shape:
        """Its shape, with -1 for the streams."""
        shape, axis = tuple(self._engine.get_binding_shape(name)), self.batch_axis(name)
        return (-1,) if self._named[name] == ALONE and shape == (1,) else (*shape[:axis], -1, *shape[axis:])

    def batch_axis(self, name: str) -> int:
        """The axis of the streams.

        Raises:
            SessionError: the manifest does not say it.
        """
        named = self._named.get(name, ())
        if "N" not in named:
            raise SessionError(f"the engine's manifest does not say which axis of {name!r} are the streams")
        return named.index("N")

    def create_execution_context(self) -> ImplicitBatchContext | None:
        """A context, or None if TensorRT cannot make one."""
        context = self._engine.create_execution_context()
        return None if context is None else ImplicitBatchContext(self, context)


class ImplicitBatchContext:
    """An IExecutionContext of such an engine, used by the names of its tensors."""

    def __init__(self, engine: ImplicitBatchEngine, context: Any) -> None:
        self._engine, self._context = engine, context
        self._bindings = [0] * engine.num_io_tensors
        self._streams = 0

    def set_input_shape(self, name: str, shape: Shape) -> bool:
        """Tell the number of streams; False where the engine does not take it."""
        streams = shape[self._engine.batch_axis(name)]
        if not 1 <= streams <= self._engine.max_batch_size:
            return False
        self._streams = streams
        return True

    def get_tensor_shape(self, name: str) -> Shape:
        """The shape of an input or output in the next call."""
        shape = self._engine.get_tensor_shape(name)
        return tuple(self._streams if length == -1 else length for length in shape)

    def set_tensor_address(self, name: str, address: int) -> bool:
        """Where an input or output lies on the device; False for an unknown name."""
        index = self._engine.get_binding_index(name)
        if index < 0:
            return False
        self._bindings[index] = address
        return True

    def execute_async_v3(self, stream: int) -> bool:
        """Enqueue a call; False where TensorRT refuses it."""
        return bool(self._context.execute_async(self._streams, self._bindings, stream))
