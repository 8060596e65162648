"""Which GPU and which context a Session runs in, in every thread.

Over the driver stand-in; test_cuda_driver.py runs them. cuda-bindings is real, and so is pycuda where the mode says so;
TensorRT's runtime, engine and context are those of tests/host_device.py.
"""

from __future__ import annotations

import ctypes
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.device import cuda_device
from tests import cuda_driver
from tests.cuda_driver.device import LIBRARY, device_of, on_kernel, run_engine
from tests.cuda_driver.support import OnGpu, X, expected_of
from tests.harness import difference
from tests.observed import in_thread


def test_the_context_is_the_one_that_is_current(path: Path) -> None:
    """pycuda's own, in programs that live in pycuda; else the primary one."""
    with Session(path) as session:
        backend: Any = session._backend
        primary = ctypes.c_void_p()
        LIBRARY.cuDevicePrimaryCtxRetain(ctypes.byref(primary), 0)
        if cuda_driver.MODE == "pycuda":
            import pycuda.driver

            assert backend.device._handle == pycuda.driver.Context.get_current().handle != primary.value
        else:
            assert backend.device._handle == primary.value


def test_the_second_device(path: Path, net: Net) -> None:
    with Session(path, device=1) as session:
        backend: Any = session._backend
        assert backend.device.index == 1
        assert {device_of(address) for address in backend._own.values()} == {1}
        assert "stand-in 1" in session.what
        assert difference(session.step(x=OnGpu(X[0], device=1))["y"], expected_of(net, X[:1])[0]) < 1e-6


def test_a_device_that_is_not_there(path: Path) -> None:
    for device in (2, -1):
        with pytest.raises(
            SessionError, match=rf"cannot run .*: unknown GPU {device}; the 2 GPUs here are numbered from 0 to 1"
        ):
            Session(path, device=device)
    for wrong in (True, "1", None, 0.0):
        with pytest.raises(SessionError, match="device must be a whole number; found"):
            Session(path, device=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["dlpack", "interface"])
def test_an_array_of_another_gpu_is_refused_by_name(path: Path, by: str) -> None:
    with Session(path) as session:
        before = session.state
        message = "the input 'x' is on GPU 1, but this session runs on GPU 0; copy the array there, or open the session"
        with pytest.raises(SessionError, match=message):
            session.step(x=OnGpu(X[0], by, device=1))
        with pytest.raises(SessionError, match="the array for the output 'y' is on GPU 1, but"):
            session.step(x=X[0], out={"y": OnGpu(np.zeros((3, 2, 5)), by, device=1)})
        assert all(np.array_equal(before[name], array) for name, array in session.state.items())


def test_an_array_that_is_not_on_a_gpu_is_refused(path: Path) -> None:
    array: Any = SimpleNamespace(
        __cuda_array_interface__={"shape": (3, 2, 4), "typestr": "<f4", "data": (X.ctypes.data, False), "version": 3}
    )
    with Session(path) as session, pytest.raises(SessionError, match="the input 'x' is not in the memory of a GPU"):
        session.step(x=array)


def test_an_array_of_another_context_is_refused(path: Path) -> None:
    """As of pycuda's own context, while the session runs in the primary one."""
    other = ctypes.c_void_p()
    with Session(path) as session:
        assert LIBRARY.cuCtxCreate_v2(ctypes.byref(other), 0, 0) == 0
        address = ctypes.c_void_p()
        assert LIBRARY.cuMemAlloc_v2(ctypes.byref(address), ctypes.c_size_t(X[0].nbytes)) == 0
        LIBRARY.cuCtxPopCurrent_v2(None)
        held = {"shape": (3, 2, 4), "typestr": "<f4", "data": (address.value, False), "version": 3}
        array: Any = SimpleNamespace(__cuda_array_interface__=held)
        with pytest.raises(SessionError, match="the input 'x' belongs to another CUDA context than this session"):
            session.step(x=array)
    LIBRARY.cuCtxDestroy_v2(other)


def test_what_is_current_in_a_thread_stays_so(path: Path, net: Net) -> None:
    """Before this, opening a session changed it, and a call ran in whatever was current."""
    expected = expected_of(net, X[:3])

    def current() -> tuple[Any, int]:
        return LIBRARY.standin_current(), LIBRARY.standin_depth()

    def use() -> None:
        before = current()
        with Session(path) as session:
            assert current() == before
            assert difference(session.step(x=X[0])["y"], expected[0]) < 1e-6
            other: Any = cuda_device(1)
            inner = other.enter()  # as torch.cuda.set_device(1)
            between = current()
            assert difference(session.step(x=X[1])["y"], expected[1]) < 1e-6
            session.state = session.state
            assert current() == between
            other.leave(inner)
            with pytest.raises(SessionError):
                session.step(x=X[0], z=X[0])
            assert difference(session.step(x=X[2])["y"], expected[2]) < 1e-6
            assert current() == before
        assert current() == before

    use()
    in_thread(use)


def test_sessions_in_threads(path: Path, net: Net) -> None:
    """A thread begins without a current context."""
    expected = expected_of(net, X)
    done: list[int] = []

    def use(device: int) -> None:
        with Session(path, device=device, cuda_graph=True) as session:
            for x, y in zip(X, expected):
                assert difference(session.step(x=x)["y"], y) < 1e-6
        done.append(device)

    threads = [threading.Thread(target=use, args=(place % 2,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 0, 1, 1]


def test_kernels_belong_to_a_context_and_take_addresses_and_numbers() -> None:
    """As the Tile plugin launches its own, on whatever stream TensorRT gives."""
    ptx = b".visible .entry tile(.param .u64 x, .param .s32 a, .param .s32 b, .param .u64 y) { ret; }"
    seen: list[tuple[Any, ...]] = []

    on_kernel(lambda name, blocks, threads, values: seen.append((name, blocks, threads, *values[:4])))
    try:
        for index in (0, 1):
            device = cuda_device(index)
            before = device.enter()
            stream = device.create_stream()
            kernel = cuda_device().load_kernel(ptx, "tile")
            device.launch(kernel, 3, 256, (2**40 + index, np.int32(7), np.int32(9), 2**41), stream)
            device.synchronize(stream)
            device.destroy_stream(stream)
            device.leave(before)
    finally:
        on_kernel(run_engine)
    assert seen == [(b"tile", 3, 256, 2**40 + index, 7, 9, 2**41) for index in (0, 1)]
