"""A device in the host's own memory, and an engine on it that evaluate_network computes.

The Session's code drives them as it drives a GPU: real addresses, copies, enqueues and graphs. Nothing of it is a GPU
or TensorRT's runtime. Each use of the engine is checked against the API that TensorRT's versions have, and counted.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from caffe2trt.converter import Net, define_network, evaluate_network
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime.device import DeviceError
from caffe2trt.runtime.engine_backend import EngineBackend
from caffe2trt.runtime.session import Session
from tests.standin import VERSIONS, table

Array = np.ndarray[Any, Any]


def at(address: int, shape: Sequence[int]) -> Array:
    """The float32 array at an address."""
    memory = (ctypes.c_float * int(np.prod(shape))).from_address(address)
    return np.ctypeslib.as_array(memory).reshape(tuple(shape))


class HostDevice:
    """Device in the host's memory. As on a GPU, what is enqueued happens later: here when the stream is waited for.

    Attributes:
        calls: counts what was asked of it.
        faults: which of the next calls of a kind fails: faults["copy_in"] = 2 lets the second one from now.
    """

    name = "the host"
    errors: tuple[type[Exception], ...] = (DeviceError,)

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, int] = {}
        self.memory: dict[int, Array] = {}
        self.pinned: list[int] = []
        self.streams: set[int] = set()
        self.graphs: dict[int, list[Callable[[], None]]] = {}
        self.enqueued: list[Callable[[], None]] = []
        self.recording: list[Callable[[], None]] | None = None
        self.can_record = True

    def asked(self, what: str) -> None:
        """Count a call; raises where it is to fail."""
        self.calls[what] += 1
        self.faults = {kind: count - (kind == what) for kind, count in self.faults.items()}
        if self.faults.get(what) == 0:
            del self.faults[what]
            raise DeviceError(f"a fault in {what}, on purpose")

    def do(self, *work: Callable[[], None]) -> None:
        """When the stream is waited for, or the graph launched."""
        (self.enqueued if self.recording is None else self.recording).extend(work)

    def enter_thread(self) -> None:
        self.asked("enter_thread")

    def allocate(self, size: int) -> int:
        self.asked("allocate")
        memory = np.zeros(max(size, 1), np.uint8)
        self.memory[memory.ctypes.data] = memory
        return int(memory.ctypes.data)

    def free(self, address: int) -> None:
        assert not self.enqueued, "memory is freed while work that may use it is waiting"
        self.asked("free")
        del self.memory[address]

    def pin(self, shape: Sequence[int]) -> Array:
        self.asked("pin")
        array = np.zeros(shape, np.float32)
        self.pinned.append(array.ctypes.data)
        return array

    def unpin(self, array: Array) -> None:
        self.asked("unpin")
        self.pinned.remove(array.ctypes.data)

    def create_stream(self) -> int:
        self.streams.add(len(self.streams) + 1)
        return len(self.streams)

    def destroy_stream(self, stream: int) -> None:
        self.asked("destroy_stream")
        self.streams.remove(stream)

    def copy_in(self, address: int, array: Array, stream: int) -> None:
        assert array.ctypes.data in self.pinned, "a copy from memory that is not pinned"
        self.asked("copy_in")
        self.do(lambda: (ctypes.memmove(address, array.ctypes.data, array.nbytes), None)[1])

    def copy_out(self, array: Array, address: int, stream: int) -> None:
        assert array.ctypes.data in self.pinned, "a copy to memory that is not pinned"
        self.asked("copy_out")
        self.do(lambda: (ctypes.memmove(array.ctypes.data, address, array.nbytes), None)[1])

    def synchronize(self, stream: int) -> None:
        if self.recording is not None:
            raise DeviceError("the stream is recording")
        enqueued, self.enqueued = self.enqueued, []
        self.asked("synchronize")
        for work in enqueued:
            work()

    def begin_capture(self, stream: int) -> None:
        self.asked("capture")
        self.recording = []

    def end_capture(self, stream: int) -> int:
        recorded, self.recording = self.recording, None
        if not self.can_record or recorded is None:
            raise DeviceError("what was recorded cannot be replayed")
        self.graphs[len(self.graphs) + 1] = recorded
        return len(self.graphs)

    def launch_graph(self, graph: int, stream: int) -> None:
        self.asked("launch_graph")
        self.do(*self.graphs[graph])

    def destroy_graph(self, graph: int) -> None:
        del self.graphs[graph]

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        raise DeviceError("no kernels here")

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        raise DeviceError("no kernels here")


class Checked:
    """Raises at an attribute that TensorRT's class of that name does not have in each version."""

    KIND = ""

    def __getattribute__(self, name: str) -> Any:
        kind = object.__getattribute__(self, "KIND")
        if not name.startswith("_") and name != "KIND":
            for version in ("rtx", *VERSIONS):
                if name not in table(version)[kind]:
                    raise AttributeError(f"TensorRT {version}: {kind} has no {name}")
        return object.__getattribute__(self, name)


class HostEngine(Checked):
    """ICudaEngine over a network."""

    KIND = "ICudaEngine"

    def __init__(self, network: Network, device: HostDevice) -> None:
        definition = network.network
        self._network, self._device = network, device
        self._trt = network.api.module
        inputs = [definition.get_input(index) for index in range(definition.num_inputs)]
        outputs = [definition.get_output(index) for index in range(definition.num_outputs)]
        self._tensors: dict[str, Any] = {tensor.name: tensor for tensor in (*inputs, *outputs)}
        self._inputs = [tensor.name for tensor in inputs]
        self.name: str = definition.name
        self.num_io_tensors = len(self._tensors)

    def get_tensor_name(self, index: int) -> str:
        return list(self._tensors)[index]

    def get_tensor_dtype(self, name: str) -> Any:
        return self._tensors[name].dtype

    def get_tensor_mode(self, name: str) -> Any:
        modes = self._trt.TensorIOMode
        return modes.INPUT if name in self._inputs else modes.OUTPUT

    def get_tensor_shape(self, name: str) -> Any:
        return self._tensors[name].shape

    def create_execution_context(self) -> HostContext:
        return HostContext(self)


class HostContext(Checked):
    """IExecutionContext that computes what lies at the bound addresses."""

    KIND = "IExecutionContext"

    def __init__(self, engine: HostEngine) -> None:
        self._engine, self._device = engine, engine._device
        self._shapes = {name: tuple(tensor.shape) for name, tensor in engine._tensors.items()}
        self._addresses: dict[str, int] = {}

    def set_tensor_address(self, name: str, memory: int) -> bool:
        self._addresses[name] = memory
        return name in self._shapes

    def execute_async_v3(self, stream_handle: int) -> bool:
        addresses = dict(self._addresses)
        assert stream_handle in self._device.streams
        assert len(set(addresses.values())) == len(self._shapes), "two tensors at one address, or one without"
        try:
            self._device.asked("enqueue")
        except DeviceError:
            return False
        self._device.do(lambda: self._run(addresses))
        return True

    def _run(self, addresses: dict[str, int]) -> None:
        arrays = {name: at(addresses[name], shape) for name, shape in self._shapes.items()}
        inputs = {name: arrays[name].copy() for name in self._engine._inputs}
        for name, result in evaluate_network(self._engine._network, inputs).items():
            arrays[name][...] = result


def host_session(
    net: Net | Network, *, cuda_graph: bool = False, device: HostDevice | None = None, **options: Any
) -> tuple[Session, HostDevice]:
    """A Session over the engine that `net` would become, on a device in the host's memory."""
    device = device or HostDevice()
    network = net if isinstance(net, Network) else define_network(net, tensorrt="rtx", **options)
    engine = HostEngine(network, device)
    return Session.over(EngineBackend(network.api, engine, device, cuda_graph=cuda_graph)), device
