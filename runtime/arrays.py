"""Arrays that live on a GPU, of whichever library: PyTorch, CuPy, Numba, JAX."""

from __future__ import annotations

import ctypes
import math
from typing import Any

from caffe2trt.runtime.device import Device, DeviceError
from caffe2trt.runtime.interface import SessionError, Shape

CUDA = 2  # kDLCUDA of DLPack
ALIGNMENT = 256  # of the addresses that TensorRT takes (set_tensor_address)


class DeviceArray:
    """An array on the GPU that belongs to the caller.

    Attributes:
        address: where it lies.
        size: its bytes.
        owner: what keeps it alive.
        stream: the stream on which it is made, to wait for; None where there is nothing to wait for.
    """

    def __init__(self, address: int, size: int, owner: Any, stream: int | None = None) -> None:
        self.address, self.size, self.owner, self.stream = address, size, owner, stream


def is_on_a_device(value: Any) -> bool:
    """Whether an array lives on a CUDA device."""
    return _offers_dlpack(value) or hasattr(value, "__cuda_array_interface__")


def require_device_array(
    what: str, value: Any, shape: Shape, device: Device | None, stream: int | None, *, written: bool = False
) -> DeviceArray:
    """The array, after checking shape, type, layout and place.

    Args:
        device, stream: where it will be used; None on a CPU.
        written: whether it will be written to.

    Raises:
        SessionError: it does not fit, lies on another GPU, or what runs here does not run on a GPU.
    """
    if device is None or stream is None:
        raise SessionError(f"{what} is on the GPU, but this session runs on the CPU; give a numpy array")
    if _offers_dlpack(value):
        _require_index(what, int(value.__dlpack_device__()[1]), device)
        array = _from_dlpack(what, value, shape, stream)
    else:
        array = _from_interface(what, value, shape, written)
    if array.size:
        _require_reachable(what, array.address, device)
    return array


def _require_index(what: str, index: int, device: Device) -> None:
    if index != device.index:
        raise SessionError(
            f"{what} is on GPU {index}, but this session runs on GPU {device.index}; copy the array there, or open the "
            f"session with device={index}"
        )


def _require_reachable(what: str, address: int, device: Device) -> None:
    try:
        index, is_reachable = device.place_of(address)
    except DeviceError as error:
        raise SessionError(f"{what} is not in the memory of a GPU: {error}") from error
    _require_index(what, index, device)
    if not is_reachable:
        raise SessionError(
            f"{what} belongs to another CUDA context than this session; make that context current, and open the "
            "session in it"
        )


def stream_handle(stream: Any) -> int:
    """The CUDA stream that a caller gives: a number, or an object of PyTorch, CuPy, pycuda or NVIDIA's cuda.core.

    Raises:
        SessionError: it is none of them.
    """
    value = stream
    if hasattr(stream, "__cuda_stream__"):
        held = stream.__cuda_stream__
        value = (held() if callable(held) else held)[1]
    for name in ("cuda_stream", "ptr", "handle"):
        value = getattr(value, name, value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise SessionError(
            "stream must be a CUDA stream: its handle as a number, or a stream of PyTorch, CuPy or pycuda; found "
            f"{type(stream).__name__} (an input of that name goes into a dict: step({{'stream': array}}))"
        )
    return value


def _offers_dlpack(value: Any) -> bool:
    device = getattr(value, "__dlpack_device__", None)
    return device is not None and int(device()[0]) == CUDA


def _from_interface(what: str, value: Any, shape: Shape, written: bool) -> DeviceArray:
    """https://numba.readthedocs.io/en/stable/cuda/cuda_array_interface.html"""
    held = value.__cuda_array_interface__
    strides = held.get("strides")
    _check(what, tuple(held["shape"]), held["typestr"] == "<f4", strides and tuple(n // 4 for n in strides), shape)
    address, is_read_only = held["data"]
    if written and is_read_only:
        raise SessionError(f"{what} is read-only")
    return DeviceArray(int(address), 4 * math.prod(shape), value, held.get("stream"))


class _Tensor(ctypes.Structure):
    """DLTensor: https://dmlc.github.io/dlpack/latest/c_api.html"""

    _fields_ = [
        ("data", ctypes.c_void_p),
        ("device_type", ctypes.c_int32),
        ("device_id", ctypes.c_int32),
        ("ndim", ctypes.c_int32),
        ("code", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("lanes", ctypes.c_uint16),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("byte_offset", ctypes.c_uint64),
    ]


def _from_dlpack(what: str, value: Any, shape: Shape, stream: int) -> DeviceArray:
    try:
        capsule = value.__dlpack__(stream=stream)  # the producer makes `stream` wait for its own
    except (BufferError, RuntimeError, TypeError) as error:
        raise SessionError(f"{what} cannot be read where it is: {error}") from error
    get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
    get_pointer.restype, get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    tensor = _Tensor.from_address(get_pointer(capsule, b"dltensor"))
    strides = tuple(tensor.strides[: tensor.ndim]) if tensor.strides else None
    is_float32 = (tensor.code, tensor.bits, tensor.lanes) == (2, 32, 1)
    _check(what, tuple(tensor.shape[: tensor.ndim]), is_float32, strides, shape)
    return DeviceArray((tensor.data or 0) + tensor.byte_offset, 4 * math.prod(shape), capsule)


def _check(what: str, found: Shape, is_float32: bool, strides: Shape | None, shape: Shape) -> None:
    if found != shape:
        raise SessionError(f"{what} has shape {found}, expected {shape}")
    if not is_float32:
        raise SessionError(f"{what} is on the GPU and must be float32 there")
    rows = tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))
    if strides and any(n > 1 and stride != row for n, stride, row in zip(shape, strides, rows)):
        raise SessionError(f"{what} is on the GPU and must be contiguous there")
