"""Devices: where a Session's buffers live. Addresses and streams are plain integers, as TensorRT takes them.

Two serve a CUDA GPU, one through pycuda and one through NVIDIA's cuda-python; the Session uses whichever is installed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from caffe2trt.runtime.driver import load_driver

AnyArray = NDArray[Any]


class DeviceError(Exception):
    """The device is missing, or a call on it failed."""


class Device(Protocol):
    """Memory, streams and graphs of one device.

    Attributes:
        name: for people.
        errors: what its methods raise.
    """

    name: str
    errors: tuple[type[Exception], ...]

    def enter_thread(self) -> None:
        """Make the device usable from the calling thread."""

    def allocate(self, size: int) -> int:
        """`size` bytes on the device, all zero; gives their address."""

    def free(self, address: int) -> None:
        """Give back what `allocate` gave."""

    def pin(self, shape: Sequence[int]) -> AnyArray:
        """A float32 array on the host that the device reads and writes without a detour."""

    def unpin(self, array: AnyArray) -> None:
        """Give back what `pin` gave."""

    def create_stream(self) -> int:
        """A stream of its own."""

    def destroy_stream(self, stream: int) -> None:
        """Give back what `create_stream` gave."""

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        """From the host to the device, in the stream's order."""

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        """From the device to the host, in the stream's order."""

    def synchronize(self, stream: int) -> None:
        """Wait until the stream has nothing left to do."""

    def begin_capture(self, stream: int) -> None:
        """From here on the stream records what it is given instead of doing it."""

    def end_capture(self, stream: int) -> int:
        """Stop recording; gives a graph to launch.

        Raises:
            DeviceError: what was recorded cannot be replayed.
        """

    def launch_graph(self, graph: int, stream: int) -> None:
        """Do what was recorded, in the stream's order."""

    def destroy_graph(self, graph: int) -> None:
        """Give back what `end_capture` gave."""

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        """A kernel of a PTX module, loaded once."""

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        """Run a kernel: integers are addresses, numpy scalars are values."""


@cache
def cuda_device() -> Device:
    """The first CUDA device, through pycuda or cuda-python.

    Raises:
        DeviceError: neither is installed, or there is no device.
    """
    if find_spec("pycuda") is not None:
        return PycudaDevice()
    if find_spec("cuda") is not None and find_spec("cuda.bindings") is not None:
        return CudaPythonDevice()
    raise DeviceError("neither pycuda nor cuda-python is installed (pip install cuda-python)")


class DriverGraphs:
    """CUDA graphs through the driver itself, whose streams are the same whichever package made them."""

    def begin_capture(self, stream: int) -> None:
        self._driver("cuStreamBeginCapture_v2", _handle(stream), 1)  # CU_STREAM_CAPTURE_MODE_THREAD_LOCAL

    def end_capture(self, stream: int) -> int:
        recorded, graph = ctypes.c_void_p(), ctypes.c_void_p()
        self._driver("cuStreamEndCapture", _handle(stream), ctypes.byref(recorded))
        try:
            self._driver("cuGraphInstantiateWithFlags", ctypes.byref(graph), recorded, ctypes.c_ulonglong(0))
        finally:
            self._driver("cuGraphDestroy", recorded)
        return int(graph.value or 0)

    def launch_graph(self, graph: int, stream: int) -> None:
        self._driver("cuGraphLaunch", _handle(graph), _handle(stream))

    def destroy_graph(self, graph: int) -> None:
        self._driver("cuGraphExecDestroy", _handle(graph))

    def _driver(self, function: str, *arguments: Any) -> None:
        driver = load_driver()
        status = getattr(driver, function)(*arguments) if driver is not None else -1
        if status != 0:
            raise DeviceError(f"{function}: CUDA error {status}")


def _handle(value: int) -> ctypes.c_void_p:
    return ctypes.c_void_p(value)


class PycudaDevice(DriverGraphs):
    """The first CUDA device through pycuda, in the device's primary context."""

    def __init__(self) -> None:
        import pycuda.driver as driver

        try:
            driver.init()
            device = driver.Device(0)
        except driver.Error as error:
            raise DeviceError(f"no CUDA device: {error}") from error
        self.driver = driver
        self.errors: tuple[type[Exception], ...] = (DeviceError, driver.Error)
        self.context = device.retain_primary_context()
        self.enter_thread()
        self.name = device.name()
        self._allocations: dict[int, Any] = {}
        self._streams: dict[int, Any] = {}
        self._kernels: dict[tuple[bytes, str], Any] = {}

    def enter_thread(self) -> None:
        self.context.push()

    def allocate(self, size: int) -> int:
        allocation = self.driver.mem_alloc(max(size, 1))
        self._allocations[int(allocation)] = allocation
        self.driver.memset_d8(allocation, 0, max(size, 1))
        return int(allocation)

    def free(self, address: int) -> None:
        self._allocations.pop(address).free()

    def pin(self, shape: Sequence[int]) -> AnyArray:
        return np.asarray(self.driver.pagelocked_zeros(tuple(shape), np.float32))

    def unpin(self, array: AnyArray) -> None:
        """pycuda frees it with the array."""

    def create_stream(self) -> int:
        stream = self.driver.Stream(1)  # CU_STREAM_NON_BLOCKING
        self._streams[stream.handle] = stream
        return int(stream.handle)

    def destroy_stream(self, stream: int) -> None:
        del self._streams[stream]

    def _stream(self, stream: int) -> Any:
        """One of our own, or another's by its handle."""
        return self._streams.get(stream) or self.driver.ExternalStream(stream)

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        self.driver.memcpy_htod_async(address, array, self._stream(stream))

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        self.driver.memcpy_dtoh_async(array, address, self._stream(stream))

    def synchronize(self, stream: int) -> None:
        self._stream(stream).synchronize()

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        if (ptx, name) not in self._kernels:
            module = self.driver.module_from_buffer(ptx)
            self._kernels[ptx, name] = (module, module.get_function(name))
        return self._kernels[ptx, name][1]

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        values = [np.uintp(value) if isinstance(value, int) else value for value in arguments]
        kernel(*values, grid=(blocks, 1), block=(threads, 1, 1), stream=self._stream(stream))


class CudaPythonDevice(DriverGraphs):
    """The first CUDA device through cuda-python's driver bindings, in the device's primary context."""

    def __init__(self) -> None:
        from cuda.bindings import driver

        self.driver = driver
        self.errors: tuple[type[Exception], ...] = (DeviceError,)
        try:
            self._call("cuInit", 0)
            self.device = self._call("cuDeviceGet", 0)
            self.context = self._call("cuDevicePrimaryCtxRetain", self.device)
        except (DeviceError, RuntimeError) as error:
            raise DeviceError(f"no CUDA device: {error}") from error
        self.enter_thread()
        self.name = self._call("cuDeviceGetName", 128, self.device).split(b"\0")[0].decode()
        self._kernels: dict[tuple[bytes, str], Any] = {}

    def enter_thread(self) -> None:
        self._call("cuCtxSetCurrent", self.context)

    def _call(self, function: str, *arguments: Any) -> Any:
        status, *values = getattr(self.driver, function)(*arguments)
        if status != self.driver.CUresult.CUDA_SUCCESS:
            raise DeviceError(f"{function}: {status.name}")
        return values[0] if values else None

    def allocate(self, size: int) -> int:
        address = int(self._call("cuMemAlloc", max(size, 1)))
        self._call("cuMemsetD8", address, 0, max(size, 1))
        return address

    def free(self, address: int) -> None:
        self._call("cuMemFree", address)

    def pin(self, shape: Sequence[int]) -> AnyArray:
        count = max(int(np.prod(shape)), 1)
        address = int(self._call("cuMemHostAlloc", 4 * count, 0))
        memory = (ctypes.c_float * count).from_address(address)
        array = np.ctypeslib.as_array(memory)
        array[...] = 0
        return array.reshape(tuple(shape))

    def unpin(self, array: AnyArray) -> None:
        self._call("cuMemFreeHost", array.ctypes.data)

    def create_stream(self) -> int:
        return int(self._call("cuStreamCreate", 1))  # CU_STREAM_NON_BLOCKING

    def destroy_stream(self, stream: int) -> None:
        self._call("cuStreamDestroy", stream)

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        self._call("cuMemcpyHtoDAsync", address, array.ctypes.data, array.nbytes, stream)

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        self._call("cuMemcpyDtoHAsync", array.ctypes.data, address, array.nbytes, stream)

    def synchronize(self, stream: int) -> None:
        self._call("cuStreamSynchronize", stream)

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        if (ptx, name) not in self._kernels:
            module = self._call("cuModuleLoadData", ptx + b"\0")
            self._kernels[ptx, name] = self._call("cuModuleGetFunction", module, name.encode())
        return self._kernels[ptx, name]

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        values = [np.array([value], np.uint64 if isinstance(value, int) else value.dtype) for value in arguments]
        pointers = np.array([value.ctypes.data for value in values], np.uint64)
        self._call("cuLaunchKernel", kernel, blocks, 1, 1, threads, 1, 1, 0, stream, pointers.ctypes.data, 0)
