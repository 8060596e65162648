"""What the tests over the driver stand-in share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from caffe2trt.converter import Net
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime.device import cuda_device
from caffe2trt.runtime.tensorrt_versions import TensorRTModule
from tests.cuda_driver.device import LIBRARY, DriverDevice, calls
from tests.harness import reference
from tests.host_device import HostEngine, at

Array = np.ndarray[Any, Any]
COUNTED = (
    "cuMemAlloc_v2",
    "cuMemHostAlloc",
    "cuMemcpyHtoDAsync_v2",
    "cuMemcpyDtoHAsync_v2",
    "cuMemcpyDtoDAsync_v2",
    "cuLaunchKernel",
    "cuGraphLaunch",
    "cuStreamSynchronize",
    "cuEventCreate",
    "cuEventRecord",
    "run copy",
    "run kernel",
    "pageable copy",
)
X = np.random.default_rng(0).normal(size=(30, 3, 2, 4)).astype(np.float32)
CONT = np.ones((3, 2), np.float32)


def engine_over(network: Network) -> tuple[TensorRTModule, HostEngine]:
    """What reading an engine's file gives: here the engine that the network would become, in the current context."""
    assert LIBRARY.standin_current(), "TensorRT is used without a current context"
    return network.api, HostEngine(network, DriverDevice.current())


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Counts what the driver is asked for and does meanwhile."""
    found: Counter[str] = Counter()
    before = {name: calls(name) for name in COUNTED}
    yield found
    found.update({name: calls(name) - before[name] for name in COUNTED})
    for name in [name for name in found if not found[name]]:
        del found[name]


class OnGpu:
    """An array in memory of the driver's, as a library for arrays on the GPU shows it.

    Args:
        shift: bytes from an address that is aligned.
        stream: the one that `__cuda_array_interface__` names.
    """

    def __init__(self, array: Array, by: str = "dlpack", *, device: int = 0, shift: int = 0, stream: int = 1) -> None:
        values = np.asarray(array, np.float32)
        owner = cuda_device(device)
        before = owner.enter()
        self.address = owner.allocate(values.nbytes + shift) + shift
        owner.leave(before)
        self.array = at(self.address, values.shape)
        self.array[...] = values
        if by == "dlpack":
            self.__dlpack_device__ = lambda: (2, device)
            self.__dlpack__ = lambda stream: self.array.__dlpack__()
        else:
            self.__cuda_array_interface__ = {
                "shape": values.shape,
                "typestr": "<f4",
                "data": (self.address, False),
                "version": 3,
                "stream": stream,
            }


def expected_of(net: Net, clips: Array) -> list[Array]:
    """What the calls of a session give, one after the other."""
    forward = reference(net)
    first = np.array([[0, 0], [1, 1], [1, 1]], np.float32)
    return [np.array(forward({"x": x, "cont": CONT if i else first})["y"]) for i, x in enumerate(clips)]


@contextmanager
def a_stream() -> Iterator[tuple[DriverDevice, int]]:
    """The device, current, and a stream of the caller's."""
    device = DriverDevice.current()
    before = device.enter()
    stream = device.create_stream()
    yield device, stream
    device.destroy_stream(stream)
    device.leave(before)
