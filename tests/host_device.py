"""A device in the host's own memory, and an engine on it that the interpreter computes in numpy.

The Session's code drives them as it drives a GPU: real addresses, copies, enqueues and graphs. Nothing of it is a GPU
or TensorRT's runtime. Each use of the engine is checked against the API that TensorRT's versions have, and counted.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, cast

import numpy as np

from caffe2trt.converter import Net, define_network
from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime.device import Device, DeviceError
from caffe2trt.runtime.engine_backend import EngineBackend
from caffe2trt.runtime.session import Session
from tests import cuda_driver
from tests.standin import VERSIONS, table

Array = np.ndarray[Any, Any]


def at(address: int, shape: Sequence[int]) -> Array:
    """The float32 array at an address."""
    memory = (ctypes.c_float * int(np.prod(shape))).from_address(address)
    return np.ctypeslib.as_array(memory).reshape(tuple(shape))


class HostDevice:
    """Device in the host's memory. As on a GPU, what is enqueued happens later: here when the stream is waited for.

    It has one queue for all streams. tests/cuda_driver is closer to CUDA.
    """

    name, index = "the host", 0

    def __init__(self) -> None:
        self.memory: dict[int, Array] = {}
        self.pinned: set[int] = set()
        self.made = 0
        self.graphs: dict[int, list[Callable[[], object]]] = {}
        self.enqueued: list[Callable[[], object]] = []
        self.recording: list[Callable[[], object]] | None = None

    def enqueue(self, work: Callable[[], object], stream: int) -> None:
        """Do it when the stream is waited for, or the graph launched."""
        (self.enqueued if self.recording is None else self.recording).append(work)

    def enter(self) -> None:
        """There is nothing to make current."""

    def leave(self, before: None) -> None:
        """There is nothing to make current."""

    def allocate(self, size: int) -> int:
        memory = np.full(size + 256, 255, np.uint8)  # NaN, as float32
        address = -(-memory.ctypes.data // 256) * 256
        self.memory[address] = memory
        return address

    def free(self, address: int) -> None:
        assert not self.enqueued, "memory is freed while work that may use it is waiting"
        del self.memory[address]

    def pin(self, shape: Sequence[int]) -> Array:
        array = np.zeros(shape, np.float32)
        self.pinned.add(array.ctypes.data)
        return array

    def unpin(self, array: Array) -> None:
        self.pinned.remove(array.ctypes.data)

    def create_stream(self) -> int:
        self.made += 1
        return self.made

    def destroy_stream(self, stream: int) -> None:
        """Nothing is left of it."""

    create_event, destroy_event = create_stream, destroy_stream

    def clear(self, address: int, size: int, stream: int) -> None:
        self.enqueue(lambda: ctypes.memset(address, 0, size), stream)

    def copy_in(self, address: int, array: Array, stream: int) -> None:
        assert array.ctypes.data in self.pinned, "a copy from memory that is not pinned"
        self.copy(address, array.ctypes.data, array.nbytes, stream)

    def copy_out(self, array: Array, address: int, stream: int) -> None:
        assert array.ctypes.data in self.pinned, "a copy to memory that is not pinned"
        self.copy(array.ctypes.data, address, array.nbytes, stream)

    def copy(self, target: int, source: int, size: int, stream: int) -> None:
        self.enqueue(lambda: ctypes.memmove(target, source, size), stream)

    def wait(self, stream: int, other: int, event: int) -> None:
        """There is one queue."""

    def is_idle(self, stream: int) -> bool:
        return not self.enqueued

    def synchronize(self, stream: int) -> None:
        if self.recording is not None:
            raise DeviceError("the stream is recording")
        enqueued, self.enqueued = self.enqueued, []
        for work in enqueued:
            work()

    def begin_capture(self, stream: int) -> None:
        self.recording = []

    def end_capture(self, stream: int) -> int:
        recorded, self.recording = self.recording, None
        if recorded is None:
            raise DeviceError("nothing was recorded")
        self.made += 1
        self.graphs[self.made] = recorded
        return self.made

    def launch_graph(self, graph: int, stream: int) -> None:
        self.enqueued.extend(self.graphs[graph])

    def destroy_graph(self, graph: int) -> None:
        del self.graphs[graph]

    def place_of(self, address: int) -> tuple[int, bool]:
        return 0, True

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        raise DeviceError("no kernels here")

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        raise DeviceError("no kernels here")


class Watched:
    """A device whose calls are counted and can be told to fail, and that knows what was not freed.

    Attributes:
        calls: counts what was asked of it.
        faults: which of the next calls of a kind fails: faults["copy_in"] = 2 lets the second one from now.
        left: what was made and not yet freed, by the call that made it.
        can_record: whether a recording gives a graph.
    """

    FREES: ClassVar = {
        "free": "allocate",
        "unpin": "pin",
        "destroy_stream": "create_stream",
        "destroy_event": "create_event",
        "destroy_graph": "end_capture",
    }
    NOT_COUNTED = ("enter", "leave", "place_of")

    def __init__(self, device: Any) -> None:
        self.device = device
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, int] = {}
        self.left: dict[str, set[int]] = {name: set() for name in self.FREES.values()}
        self.can_record = True
        self.is_recording = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.device, name)
        if not callable(found) or name in self.NOT_COUNTED:
            return found

        def call(*arguments: Any) -> Any:
            if name == "synchronize":  # a fault shows when the work is over
                found(*arguments)
                return self.asked(name)
            self.asked(name)
            if name in ("begin_capture", "end_capture"):
                self.is_recording = name == "begin_capture"
            result = found(*arguments)
            if name == "end_capture" and not self.can_record:
                self.device.destroy_graph(result)
                raise DeviceError("what was recorded cannot be replayed")
            if name in self.left:
                self.left[name].add(_key(result))
            if name in self.FREES:
                self.left[self.FREES[name]].remove(_key(arguments[0]))
            return result

        return call

    def asked(self, what: str) -> None:
        """Count a call; raises where it is to fail."""
        self.calls[what] += 1
        self.faults = {kind: count - (kind == what) for kind, count in self.faults.items()}
        if self.faults.get(what) == 0:
            del self.faults[what]
            raise DeviceError(f"a fault in {what}, on purpose")

    @property
    def is_clean(self) -> bool:
        """Whether all that was made is freed."""
        return not any(self.left.values())


def _key(made: Any) -> int:
    return int(made.ctypes.data) if isinstance(made, np.ndarray) else int(made)


def new_device() -> Watched:
    """A device in the host's memory: the driver stand-in's in a process of test_cuda_driver.py, else a HostDevice."""
    if cuda_driver.MODE is None:
        return Watched(HostDevice())
    from tests.cuda_driver.device import DriverDevice

    return Watched(DriverDevice.current())


def place_on_device(array: Array) -> None:
    """Let an array on the host count as memory of the device."""
    if cuda_driver.MODE is not None:
        from tests.cuda_driver.device import adopt

        adopt(array)


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

    def __init__(self, network: Network, device: Any) -> None:
        definition = network.network
        self._interpreter, self._device = Interpreter(network), device
        self._trt = network.api.module
        inputs = [definition.get_input(index) for index in range(definition.num_inputs)]
        outputs = [definition.get_output(index) for index in range(definition.num_outputs)]
        self._tensors: dict[str, Any] = {tensor.name: tensor for tensor in (*inputs, *outputs)}
        self._inputs = [tensor.name for tensor in inputs]
        self.name: str = definition.name
        self._profiles = [network.profile_shapes(profile) for profile in network.profiles]
        # TensorRT has one profile where nothing varies too.
        self.num_optimization_profiles = max(len(self._profiles), 1)
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
    """IExecutionContext that computes what lies at the bound addresses.

    As TensorRT, it refuses a shape outside of the optimization profile and a call whose shapes are not all set, has no
    shapes after a change of the profile, and must have run at a size before a call of that size is recorded.
    """

    KIND = "IExecutionContext"

    def __init__(self, engine: HostEngine) -> None:
        self._engine, self._device = engine, engine._device
        self._profile = 0
        self._shapes: dict[str, tuple[int, ...]] = {}
        self._addresses: dict[str, int] = {}
        self._has_run = False
        self._outputs: dict[tuple[Any, ...], dict[str, tuple[int, ...]]] = {}
        self._forget_shapes()

    def _forget_shapes(self) -> None:
        tensors = self._engine._tensors
        self._shapes = {name: tuple(tensors[name].shape) for name in self._engine._inputs}
        self._has_run = False

    def _is_shaped(self) -> bool:
        return not any(-1 in shape for shape in self._shapes.values())

    def set_optimization_profile_async(self, profile_index: int, stream_handle: int) -> bool:
        if not 0 <= profile_index < self._engine.num_optimization_profiles:
            return False
        self._profile = profile_index
        self._forget_shapes()
        return True

    def set_input_shape(self, name: str, shape: tuple[int, ...]) -> bool:
        if name not in self._shapes:
            return False
        fixed = tuple(self._engine._tensors[name].shape)
        if len(shape) != len(fixed) or any(n not in (-1, wanted) for n, wanted in zip(fixed, shape)):
            return False
        if self._engine._profiles:
            least, _, most = self._engine._profiles[self._profile].get(name, (shape, shape, shape))
            if not all(low <= n <= high for low, n, high in zip(least, shape, most)):
                return False
        if self._shapes[name] != shape:
            self._shapes[name] = tuple(shape)
            self._has_run = False
        return True

    def get_tensor_shape(self, name: str) -> tuple[int, ...]:
        if name in self._shapes:
            return self._shapes[name]
        if not self._is_shaped():
            return tuple(self._engine._tensors[name].shape)
        key = tuple(self._shapes.values())
        if key not in self._outputs:  # it computes zeros of these shapes
            zeros = {name: np.zeros(shape, np.float32) for name, shape in self._shapes.items()}
            results = self._engine._interpreter.run(zeros)
            self._outputs[key] = {name: array.shape for name, array in results.items()}
        return self._outputs[key][name]

    def set_tensor_address(self, name: str, memory: int) -> bool:
        assert memory % 256 == 0, f"TensorRT asks for addresses that are multiples of 256: {name}"
        self._addresses[name] = memory
        return name in self._engine._tensors

    def execute_async_v3(self, stream_handle: int) -> bool:
        addresses, shapes = dict(self._addresses), dict(self._shapes)
        if isinstance(self._device, Watched):
            assert stream_handle in self._device.left["create_stream"]
            assert self._has_run or not self._device.is_recording, "recorded before a call of this size has run"
        assert len(set(addresses.values())) == len(self._engine._tensors), "two tensors at one address, or one without"
        if not self._is_shaped():
            return False
        try:
            self._device.enqueue(lambda: self._run(addresses, shapes), stream_handle)
        except DeviceError:
            return False
        self._has_run = True
        return True

    def _run(self, addresses: dict[str, int], shapes: dict[str, tuple[int, ...]]) -> None:
        inputs = {name: at(addresses[name], shape).copy() for name, shape in shapes.items()}
        for name, result in self._engine._interpreter.run(inputs).items():
            at(addresses[name], result.shape)[...] = result


def host_session(
    net: Net | Network, *, cuda_graph: bool = False, device: Watched | None = None, **options: Any
) -> tuple[Session, Watched]:
    """A Session over the engine that `net` would become, on a device in the host's memory."""
    device = device or new_device()
    network = net if isinstance(net, Network) else define_network(net, tensorrt="rtx", **options)
    engine = HostEngine(network, device)
    return Session.over(EngineBackend(network.api, engine, cast(Device, device), cuda_graph=cuda_graph)), device
