"""An engine with an implicit batch on a device in the host's memory, which the interpreter computes; it is no TensorRT.

Each use is checked against the API of TensorRT 8.6.1, and refused where NVIDIA documents that it is for networks with
an explicit batch.
"""

from __future__ import annotations

from typing import Any, cast

from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime.device import Device, DeviceError
from caffe2trt.runtime.engine_backend import EngineBackend
from caffe2trt.runtime.implicit_batch import ImplicitBatchEngine
from caffe2trt.runtime.session import Session
from tests.host_device import Watched, at, new_device
from tests.standin import table

VERSION = "8.6.1"


class Checked:
    """Raises at an attribute that TensorRT's class of that name does not have."""

    KIND = ""

    def __getattribute__(self, name: str) -> Any:
        kind = object.__getattribute__(self, "KIND")
        if not name.startswith("_") and name != "KIND" and name not in table(VERSION)[kind]:
            raise AttributeError(f"TensorRT {VERSION}: {kind} has no {name}")
        return object.__getattribute__(self, name)


class ImplicitEngine(Checked):
    """ICudaEngine of a network with an implicit batch: shapes have no axis for it."""

    KIND = "ICudaEngine"

    def __init__(self, network: Network, device: Any) -> None:
        definition = network.network
        assert definition.has_implicit_batch_dimension
        assert network.max_batch_size is not None
        self._interpreter, self._device = Interpreter(definition), device  # without what we know of it
        inputs = [definition.get_input(index) for index in range(definition.num_inputs)]
        outputs = [definition.get_output(index) for index in range(definition.num_outputs)]
        self._tensors = [*reversed(outputs), *reversed(inputs)]  # in no order that a program may rely on
        self._inputs = {tensor.name for tensor in inputs}
        self.name: str = definition.name
        self.has_implicit_batch_dimension = True
        self.max_batch_size: int = network.max_batch_size
        self.num_bindings = len(self._tensors)

    def _of(self, key: int | str) -> Any:
        return self._tensors[key if isinstance(key, int) else self.get_binding_index(key)]

    def get_binding_name(self, index: int) -> str:
        return str(self._tensors[index].name)

    def get_binding_index(self, name: str) -> int:
        names = [tensor.name for tensor in self._tensors]
        return names.index(name) if name in names else -1

    def get_binding_dtype(self, key: int | str) -> Any:
        return self._of(key).dtype

    def get_binding_shape(self, key: int | str) -> Any:
        return self._of(key).shape

    def binding_is_input(self, key: int | str) -> bool:
        return self._of(key).name in self._inputs

    def create_execution_context(self) -> ImplicitContext:
        return ImplicitContext(self)


class ImplicitContext(Checked):
    """IExecutionContext of such an engine."""

    KIND = "IExecutionContext"

    def __init__(self, engine: ImplicitEngine) -> None:
        self._engine, self._device = engine, engine._device

    def execute_async_v3(self, stream_handle: int) -> bool:
        raise AssertionError(
            "it is for engines with an explicit batch: NVIDIA's samples call enqueue for implicit ones"
        )

    def execute_async_v2(self, bindings: list[int], stream_handle: int) -> bool:
        raise AssertionError("This method only works for execution contexts built from networks with no implicit batch")

    def set_input_shape(self, name: str, shape: Any) -> bool:
        return False  # "Requires the engine to be built without an implicit batch dimension"

    def execute_async(self, batch_size: int, bindings: list[int], stream_handle: int) -> bool:
        if not 1 <= batch_size <= self._engine.max_batch_size:
            return False  # "at most the max batch size value supplied to the builder"
        self._device.calls[f"a batch of {batch_size}"] += 1
        addresses = list(bindings)
        assert len({0, *addresses}) == self._engine.num_bindings + 1, "two tensors at one address, or one without"
        try:
            self._device.enqueue(lambda: self._run(batch_size, addresses), stream_handle)
        except DeviceError:
            return False
        return True

    def _run(self, batch_size: int, addresses: list[int]) -> None:
        """As TensorRT: a buffer holds (batch_size, *shape)."""
        tensors = self._engine._tensors
        arrays = {t.name: at(address, (batch_size, *t.shape)) for t, address in zip(tensors, addresses)}
        inputs = {name: arrays[name].copy() for name in self._engine._inputs}
        for name, result in self._engine._interpreter.run(inputs).items():
            arrays[name][...] = result


def implicit_session(network: Network, *, cuda_graph: bool = False) -> tuple[Session, Watched]:
    """A Session over the engine that a network with an implicit batch would become, on a device on the host."""
    device = new_device()
    engine = ImplicitEngine(network, device)
    assert network.api.has_implicit_batch(engine)
    by_name = ImplicitBatchEngine(network.api, engine)
    return Session.over(EngineBackend(network.api, by_name, cast(Device, device), cuda_graph=cuda_graph)), device
