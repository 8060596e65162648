"""The runtime's CudaDevice over the driver stand-in, for processes whose libcuda.so.1 is the stand-in."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from importlib import import_module
from itertools import count
from typing import Any

import numpy as np

from caffe2trt.runtime.device import CudaDevice, cuda_device
from tests import cuda_driver

if cuda_driver.MODE == "pycuda":
    flags = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)  # it is linked to functions that the stand-in lacks and that nothing calls
    import_module("pycuda.autoinit")  # makes a context, keeps it current in this thread, and takes it back at exit
    sys.setdlopenflags(flags)

LIBRARY = ctypes.CDLL("libcuda.so.1")
LIBRARY.standin_calls.restype = ctypes.c_long
LIBRARY.standin_current.restype = ctypes.c_void_p
KINDS = ("context", "memory", "pinned", "stream", "event", "graph", "graph exec", "module")
PTX = b".visible .entry engine(.param .u64 call) { ret; }"
KEPT: list[Any] = []  # what the driver has addresses of
ENQUEUED: dict[int, Callable[[], object]] = {}
NUMBERS = count()


def calls(name: str) -> int:
    """How often the driver's function was called, or an action of it was done ("run copy", "run kernel")."""
    return int(LIBRARY.standin_calls(name.encode()))


def fail(name: str, at: int, status: int) -> None:
    """Let the call of a function, or an action, fail that comes as number `at` from now on."""
    LIBRARY.standin_fail(name.encode(), at, status)


def live() -> dict[str, int]:
    """How many objects of each kind there are."""
    return {name: LIBRARY.standin_live(kind) for kind, name in enumerate(KINDS)}


def adopt(array: np.ndarray[Any, Any], device: int = 0) -> None:
    """Let an array on the host count as memory of a device; it is kept, so that nothing else comes to lie there."""
    if array.size and device_of(array.ctypes.data) is None:
        KEPT.append(array)
        LIBRARY.standin_adopt(ctypes.c_void_p(array.ctypes.data), ctypes.c_size_t(array.nbytes), device)


def device_of(address: int) -> int | None:
    index = ctypes.c_int()
    status = LIBRARY.cuPointerGetAttribute(ctypes.byref(index), 9, ctypes.c_void_p(address))
    return index.value if status == 0 else None


KERNEL = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_uint, ctypes.c_uint, ctypes.POINTER(ctypes.c_uint64))


def run_engine(name: bytes, blocks: int, threads: int, values: Any) -> None:
    """What the launch of an engine's kernel does; its one argument is a number of `ENQUEUED`."""
    assert name == b"engine"
    ENQUEUED[values[0]]()


def on_kernel(function: Callable[[bytes, int, int, Any], None]) -> None:
    """Let kernels be a call of this function: their name, numbers of blocks and threads, and arguments."""
    KEPT.append(KERNEL(function))
    LIBRARY.standin_on_kernel(KEPT[-1])


on_kernel(run_engine)


class DriverDevice(CudaDevice):
    """A CudaDevice that also enqueues functions of Python, as TensorRT enqueues an engine: by launching a kernel."""

    @classmethod
    def current(cls) -> DriverDevice:
        found: Any = cuda_device()
        return cls(found._handle)

    def enqueue(self, work: Callable[[], object], stream: int) -> None:
        number = next(NUMBERS)
        ENQUEUED[number] = work
        self.launch(self.load_kernel(PTX, "engine"), 1, 1, (number,), stream)
