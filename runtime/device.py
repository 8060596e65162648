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

AnyArray = NDArray[Any]


class DeviceError(Exception):
    """There is no such device, or it refuses."""


class Device(Protocol):
    """Memory and streams of one device.

    Attributes:
        name: for people.
    """

    name: str

    def allocate(self, size: int) -> int:
        """`size` bytes on the device; gives their address."""

    def free(self, address: int) -> None:
        """Give back what `allocate` gave."""

    def pinned(self, shape: Sequence[int]) -> AnyArray:
        """A float32 array on the host that the device reads and writes without a detour."""

    def create_stream(self) -> int:
        """A stream of its own."""

    def destroy_stream(self, stream: int) -> None:
        """Give back what `create_stream` gave."""

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        """From the host to the device, in the stream's order."""

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        """From the device to the host, in the stream's order."""

    def copy(self, target: int, source: int, size: int, stream: int) -> None:
        """Within the device, in the stream's order."""

    def clear(self, address: int, size: int, stream: int) -> None:
        """Set bytes to zero, in the stream's order."""

    def synchronize(self, stream: int) -> None:
        """Wait until the stream has nothing left to do."""

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
    raise DeviceError(
        "running an engine needs a GPU and pycuda or cuda-python (pip install cuda-python); "
        "convert with -o net.onnx to run on the CPU"
    )


class PycudaDevice:
    """The first CUDA device through pycuda, in the device's primary context."""

    def __init__(self) -> None:
        import pycuda.driver as driver

        try:
            driver.init()
            device = driver.Device(0)
        except driver.Error as error:
            raise DeviceError(f"no CUDA device: {error}; convert with -o net.onnx to run on the CPU") from error
        self.driver = driver
        self.context = device.retain_primary_context()
        self.context.push()
        self.name = device.name()
        self._allocations: dict[int, Any] = {}
        self._streams: dict[int, Any] = {}
        self._kernels: dict[tuple[int, str], Any] = {}

    def allocate(self, size: int) -> int:
        allocation = self.driver.mem_alloc(max(size, 1))
        self._allocations[int(allocation)] = allocation
        return int(allocation)

    def free(self, address: int) -> None:
        self._allocations.pop(address).free()

    def pinned(self, shape: Sequence[int]) -> AnyArray:
        return np.asarray(self.driver.pagelocked_zeros(tuple(shape), np.float32))

    def create_stream(self) -> int:
        stream = self.driver.Stream()
        self._streams[stream.handle] = stream
        return int(stream.handle)

    def destroy_stream(self, stream: int) -> None:
        del self._streams[stream]

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        self.driver.memcpy_htod_async(address, array, self._streams[stream])

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        self.driver.memcpy_dtoh_async(array, address, self._streams[stream])

    def copy(self, target: int, source: int, size: int, stream: int) -> None:
        self.driver.memcpy_dtod_async(target, source, size, self._streams[stream])

    def clear(self, address: int, size: int, stream: int) -> None:
        self.driver.memset_d8_async(address, 0, size, self._streams[stream])

    def synchronize(self, stream: int) -> None:
        self._streams[stream].synchronize()

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        key = (hash(ptx), name)
        if key not in self._kernels:
            module = self.driver.module_from_buffer(ptx)
            self._kernels[key] = (module, module.get_function(name))
        return self._kernels[key][1]

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        values = [np.uintp(value) if isinstance(value, int) else value for value in arguments]
        # A plugin's stream may be TensorRT's own, which pycuda knows by its handle only.
        own = self._streams.get(stream) or self.driver.ExternalStream(stream)
        kernel(*values, grid=(blocks, 1), block=(threads, 1, 1), stream=own)


class CudaPythonDevice:
    """The first CUDA device through cuda-python's driver bindings, in the device's primary context."""

    def __init__(self) -> None:
        from cuda.bindings import driver

        self.driver = driver
        try:
            self._call("cuInit", 0)
            self.device = self._call("cuDeviceGet", 0)
            self.context = self._call("cuDevicePrimaryCtxRetain", self.device)
        except (DeviceError, RuntimeError) as error:
            raise DeviceError(f"no CUDA device: {error}; convert with -o net.onnx to run on the CPU") from error
        self._call("cuCtxSetCurrent", self.context)
        self.name = self._call("cuDeviceGetName", 128, self.device).split(b"\0")[0].decode()
        self._pinned: list[Any] = []
        self._kernels: dict[tuple[int, str], Any] = {}

    def _call(self, function: str, *arguments: Any) -> Any:
        status, *values = getattr(self.driver, function)(*arguments)
        if status != self.driver.CUresult.CUDA_SUCCESS:
            raise DeviceError(f"{function}: {status.name}")
        return values[0] if values else None

    def allocate(self, size: int) -> int:
        return int(self._call("cuMemAlloc", max(size, 1)))

    def free(self, address: int) -> None:
        self._call("cuMemFree", address)

    def pinned(self, shape: Sequence[int]) -> AnyArray:
        count = int(np.prod(shape))
        address = int(self._call("cuMemHostAlloc", 4 * max(count, 1), 0))
        self._pinned.append(address)
        memory = (ctypes.c_float * count).from_address(address)
        return np.ctypeslib.as_array(memory).reshape(tuple(shape))

    def create_stream(self) -> int:
        return int(self._call("cuStreamCreate", 1))  # CU_STREAM_NON_BLOCKING

    def destroy_stream(self, stream: int) -> None:
        self._call("cuStreamDestroy", stream)

    def copy_in(self, address: int, array: AnyArray, stream: int) -> None:
        self._call("cuMemcpyHtoDAsync", address, array.ctypes.data, array.nbytes, stream)

    def copy_out(self, array: AnyArray, address: int, stream: int) -> None:
        self._call("cuMemcpyDtoHAsync", array.ctypes.data, address, array.nbytes, stream)

    def copy(self, target: int, source: int, size: int, stream: int) -> None:
        self._call("cuMemcpyDtoDAsync", target, source, size, stream)

    def clear(self, address: int, size: int, stream: int) -> None:
        self._call("cuMemsetD8Async", address, 0, size, stream)

    def synchronize(self, stream: int) -> None:
        self._call("cuStreamSynchronize", stream)

    def load_kernel(self, ptx: bytes, name: str) -> Any:
        key = (hash(ptx), name)
        if key not in self._kernels:
            module = self._call("cuModuleLoadData", ptx + b"\0")
            self._kernels[key] = self._call("cuModuleGetFunction", module, name.encode())
        return self._kernels[key]

    def launch(self, kernel: Any, blocks: int, threads: int, arguments: Sequence[Any], stream: int) -> None:
        values = [np.array([value], np.uint64 if isinstance(value, int) else value.dtype) for value in arguments]
        pointers = np.array([value.ctypes.data for value in values], np.uint64)
        self._call("cuLaunchKernel", kernel, blocks, 1, 1, threads, 1, 1, 0, stream, pointers.ctypes.data, 0)
