"""Devices: where a Session's buffers live. Addresses, streams and graphs are plain integers, as TensorRT takes them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

AnyArray = NDArray[Any]
NOT_READY = 600
# Errors of CUDA after which nothing works in its context any more: an uncorrectable memory error, the end of the
# driver, and what a kernel does wrong, from CUDA_ERROR_ILLEGAL_ADDRESS on.
LOST = {4, 214, 220, 226, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 721}


class DeviceError(Exception):
    """The device is missing, or a call on it failed.

    Attributes:
        is_lost: whether every later call will fail too, whatever it is.
    """

    def __init__(self, message: str, *, is_lost: bool = False) -> None:
        super().__init__(message)
        self.is_lost = is_lost


class Device(Protocol):
    """Memory, streams and graphs of one device. Methods raise DeviceError.

    All but `enter`, `leave` and `place_of` are called between `enter` and `leave`.

    Attributes:
        name: for people.
        index: its number among the CUDA devices.
    """

    name: str
    index: int

    def enter(self) -> Any:
        """Make the device the calling thread's current one; gives what was current, for `leave`."""

    def leave(self, before: Any) -> None:
        """Make current again what was so before."""

    def allocate(self, size: int) -> int:
        """`size` bytes on the device, which hold anything; gives their address, a multiple of 256."""

    def free(self, address: int) -> None:
        """Give back what `allocate` gave."""

    def pin(self, shape: Sequence[int]) -> AnyArray:
        """A float32 array on the host that the device reads and writes without a detour."""

    def unpin(self, array: AnyArray) -> None:
        """Give back what `pin` gave."""

    def create_stream(self) -> int:
        """A stream of its own, which does not wait for the default stream."""

    def destroy_stream(self, stream: int) -> None:
        """Give back what `create_stream` gave."""

    def create_event(self) -> int:
        """An event, for `wait`."""

    def destroy_event(self, event: int) -> None:
        """Give back what `create_event` gave."""

    def clear(self, address: int, size: int, stream: int) -> None:
        """Write zeros, in the stream's order."""

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        """From the host to the device, in the stream's order."""

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        """From the device to the host, in the stream's order."""

    def copy(self, target: int, source: int, size: int, stream: int) -> None:
        """From the device to the device, in the stream's order."""

    def wait(self, stream: int, other: int, event: int) -> None:
        """Let a stream wait for what another one has been given so far; the host does not wait."""

    def synchronize(self, stream: int) -> None:
        """Wait until the stream has nothing left to do."""

    def is_idle(self, stream: int) -> bool:
        """Whether the stream has nothing left to do."""

    def begin_capture(self, stream: int) -> None:
        """From here on the stream records what it is given instead of doing it."""

    def end_capture(self, stream: int) -> int:
        """Stop recording, in the thread that began it; gives a graph to launch.

        Raises:
            DeviceError: what was recorded cannot be replayed.
        """

    def launch_graph(self, graph: int, stream: int) -> None:
        """Do what was recorded, in the stream's order."""

    def destroy_graph(self, graph: int) -> None:
        """Give back what `end_capture` gave."""

    def place_of(self, address: int) -> tuple[int, bool]:
        """The index of the device that an address belongs to, and whether this device's context reaches it."""

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        """A kernel of a PTX module, loaded once."""

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        """Run a kernel: integers are addresses, numpy scalars are values."""


def cuda_device(index: int | None = None) -> Device:
    """A CUDA device, through NVIDIA's cuda-bindings.

    Its context is the one that is current in the calling thread, if that belongs to the device: PyTorch's, or one that
    pycuda made. Otherwise it is the device's primary context, which PyTorch, CuPy and the CUDA runtime use.

    Args:
        index: the device's number; None for the one that is current in the calling thread, or else the first.

    Raises:
        DeviceError: cuda-bindings is not installed, or there is no such device.
    """
    if find_spec("cuda") is None or find_spec("cuda.bindings") is None:
        raise DeviceError("cuda-bindings is not installed (pip install 'caffe2trt[gpu]')")
    from cuda.bindings import driver

    try:
        _value("cuInit", driver.cuInit(0))
        count = _value("cuDeviceGetCount", driver.cuDeviceGetCount())
        current = _value("cuCtxGetCurrent", driver.cuCtxGetCurrent())
        current_index = int(_value("cuCtxGetDevice", driver.cuCtxGetDevice())) if int(current) else None
    except (DeviceError, RuntimeError) as error:  # RuntimeError: there is no driver, or it is too old
        raise DeviceError(f"no CUDA device: {error}") from error
    if index is None:
        index = current_index or 0
    if not 0 <= index < count:
        raise DeviceError(f"unknown GPU {index}; the {count} GPUs here are numbered from 0 to {count - 1}")
    return _in_context(int(current)) if current_index == index else _in_context(_primary_context(index))


@cache
def _primary_context(index: int) -> int:
    """Held as long as the process, as PyTorch does."""
    from cuda.bindings import driver

    device = _value("cuDeviceGet", driver.cuDeviceGet(index))
    return int(_value("cuDevicePrimaryCtxRetain", driver.cuDevicePrimaryCtxRetain(device)))


@cache
def _in_context(context: int) -> CudaDevice:
    return CudaDevice(context)


def _value(function: str, result: tuple[Any, ...]) -> Any:
    """What a call of cuda-bindings gave besides its status."""
    if result[0]:
        raise DeviceError(f"{function}: {result[0].name}", is_lost=int(result[0]) in LOST)
    return result[1] if len(result) > 1 else None


class CudaDevice:
    """A CUDA device, in one of its contexts."""

    def __init__(self, context: int) -> None:
        from cuda.bindings import driver

        self.driver = driver
        self._handle, self._context = context, driver.CUcontext(context)
        self._capture_mode = driver.CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL
        self._launch_graph = driver.cuGraphLaunch
        self._kernels: dict[tuple[bytes, str], Any] = {}
        before = self.enter()
        try:
            device = self._call("cuCtxGetDevice")
            self.index = int(device)
            self.name = self._call("cuDeviceGetName", 128, device).split(b"\0")[0].decode()
        finally:
            self.leave(before)

    def _call(self, function: str, *arguments: Any) -> Any:
        return _value(function, getattr(self.driver, function)(*arguments))

    def enter(self) -> Any:
        before = self._call("cuCtxGetCurrent")
        if int(before) != self._handle:
            self._call("cuCtxSetCurrent", self._context)
        return before

    def leave(self, before: Any) -> None:
        if int(before) != self._handle:
            self._call("cuCtxSetCurrent", before)

    def allocate(self, size: int) -> int:
        return int(self._call("cuMemAlloc", max(size, 1)))

    def free(self, address: int) -> None:
        self._call("cuMemFree", address)

    def pin(self, shape: Sequence[int]) -> AnyArray:
        count = max(int(np.prod(shape)), 1)
        address = int(self._call("cuMemHostAlloc", 4 * count, 0))
        memory = (ctypes.c_float * count).from_address(address)
        array = np.ctypeslib.as_array(memory)[: int(np.prod(shape))]
        array[...] = 0
        return array.reshape(tuple(shape))

    def unpin(self, array: AnyArray) -> None:
        self._call("cuMemFreeHost", array.ctypes.data)

    def create_stream(self) -> int:
        return int(self._call("cuStreamCreate", 1))  # CU_STREAM_NON_BLOCKING

    def destroy_stream(self, stream: int) -> None:
        self._call("cuStreamDestroy", stream)

    def create_event(self) -> int:
        return int(self._call("cuEventCreate", 2))  # CU_EVENT_DISABLE_TIMING

    def destroy_event(self, event: int) -> None:
        self._call("cuEventDestroy", event)

    def clear(self, address: int, size: int, stream: int) -> None:
        self._call("cuMemsetD8Async", address, 0, max(size, 1), stream)

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        self._call("cuMemcpyHtoDAsync", address, array.ctypes.data, array.nbytes, stream)

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        self._call("cuMemcpyDtoHAsync", array.ctypes.data, address, array.nbytes, stream)

    def copy(self, target: int, source: int, size: int, stream: int) -> None:
        self._call("cuMemcpyDtoDAsync", target, source, size, stream)

    def wait(self, stream: int, other: int, event: int) -> None:
        self._call("cuEventRecord", event, other)
        self._call("cuStreamWaitEvent", stream, event, 0)

    def synchronize(self, stream: int) -> None:
        self._call("cuStreamSynchronize", stream)

    def is_idle(self, stream: int) -> bool:
        result = self.driver.cuStreamQuery(stream)
        if int(result[0]) == NOT_READY:
            return False
        _value("cuStreamQuery", result)
        return True

    def begin_capture(self, stream: int) -> None:
        self._call("cuStreamBeginCapture", stream, self._capture_mode)

    def end_capture(self, stream: int) -> int:
        recorded = self._call("cuStreamEndCapture", stream)
        try:
            return int(self._call("cuGraphInstantiate", recorded, 0))
        finally:
            self._call("cuGraphDestroy", recorded)

    def launch_graph(self, graph: int, stream: int) -> None:
        result = self._launch_graph(graph, stream)  # looked up once: this is all that a call of a graph costs
        if result[0]:
            _value("cuGraphLaunch", result)

    def destroy_graph(self, graph: int) -> None:
        self._call("cuGraphExecDestroy", graph)

    def place_of(self, address: int) -> tuple[int, bool]:
        attribute = self.driver.CUpointer_attribute
        index = self._call("cuPointerGetAttribute", attribute.CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, address)
        # Memory of a pool belongs to no context: CUDA then reports an error, or context 0.
        status, context = self.driver.cuPointerGetAttribute(attribute.CU_POINTER_ATTRIBUTE_CONTEXT, address)
        return int(index), bool(status) or int(context) in (0, self._handle)

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        if (ptx, name) not in self._kernels:
            module = self._call("cuModuleLoadData", ptx + b"\0")
            self._kernels[ptx, name] = self._call("cuModuleGetFunction", module, name.encode())
        return self._kernels[ptx, name]

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        values = [np.array([value], np.uint64 if isinstance(value, int) else value.dtype) for value in arguments]
        pointers = np.array([value.ctypes.data for value in values], np.uint64)
        self._call("cuLaunchKernel", kernel, blocks, 1, 1, threads, 1, 1, 0, stream, pointers.ctypes.data, 0)
