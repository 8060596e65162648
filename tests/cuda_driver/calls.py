"""A call of a Session, from the engine's file down to the driver's functions, which are counted.

Over the driver stand-in; test_cuda_driver.py runs them. cuda-bindings is real, and so is pycuda where the mode says so;
TensorRT's runtime, engine and context are those of tests/host_device.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net
from caffe2trt.runtime import Session
from tests.cuda_driver.device import ENQUEUED, calls, fail, live
from tests.cuda_driver.support import CONT, OnGpu, X, a_stream, counted, expected_of
from tests.harness import difference, reference
from tests.interrupts import interrupted
from tests.observed import in_thread


def test_a_session_from_the_file_to_the_driver(path: Path, net: Net) -> None:
    before = live()
    with counted() as opening:
        session = Session(path)
    # x, cont and y once, the two states twice; pinned: x, cont, y and the two states
    assert (opening["cuMemAlloc_v2"], opening["cuMemHostAlloc"]) == (7, 5)
    for x, y in zip(X[:4], expected_of(net, X[:4])):
        with counted() as made:
            found = session.step(x=x)["y"]
        assert difference(found, y) < 1e-6
        assert made == {
            "cuMemcpyHtoDAsync_v2": 2,
            "cuLaunchKernel": 1,
            "cuMemcpyDtoHAsync_v2": 1,
            "cuStreamSynchronize": 1,
            "run copy": 3,
            "run kernel": 1,
        }
    assert session.what.startswith("engine on stand-in 0, tensorrt_rtx ")
    assert session.what.endswith(", fp32, no CUDA graph: not requested")
    session.close()
    assert {**live(), "module": 0, "context": 0} == {**before, "module": 0, "context": 0}


def test_a_session_begins_with_zeros(path: Path, net: Net) -> None:
    """Written in the order of the session's own stream, which does not wait for the default one."""
    with Session(path) as session:
        assert not any(array.any() for array in session.state.values())
        forward = reference(net)
        assert difference(session.step(x=X[0], cont=CONT)["y"], forward({"x": X[0], "cont": CONT})["y"]) < 1e-6


@pytest.mark.parametrize("by", ["dlpack", "interface"])
@pytest.mark.parametrize("shift", [0, 4, 128])
def test_an_array_that_is_not_aligned_is_copied_on_the_device(path: Path, net: Net, by: str, shift: int) -> None:
    expected = expected_of(net, X[:2])
    with Session(path) as session:
        for x, y in zip(X, expected):
            target = OnGpu(np.zeros((3, 2, 5)), by, shift=shift)
            with counted() as made:
                session.step(x=OnGpu(x, by, shift=shift), out={"y": target})
            assert difference(target.array, y) < 1e-6
            assert made["cuMemcpyDtoDAsync_v2"] == (2 if shift else 0)


def test_a_graph_holds_the_copies_and_costs_one_launch(path: Path, net: Net) -> None:
    before = live()
    with Session(path, cuda_graph=True) as session:
        assert session.what.endswith("no CUDA graph yet: it is recorded from the third call on")
        for place, (x, y) in enumerate(zip(X[:8], expected_of(net, X[:8]))):
            with counted() as made:
                assert difference(session.step(x=x)["y"], y) < 1e-6
            if place >= 4:
                assert made == {"cuGraphLaunch": 1, "cuStreamSynchronize": 1, "run copy": 3, "run kernel": 1}
        assert session.what.endswith(", CUDA graph")
        assert live()["graph exec"] - before["graph exec"] == 2
    assert live()["graph exec"] == before["graph exec"]


@pytest.mark.parametrize("by", ["dlpack", "interface"])
def test_arrays_at_many_addresses_need_two_graphs(path: Path, net: Net, by: str) -> None:
    before = live()
    with Session(path, cuda_graph=True) as session:
        for x, y in zip(X, expected_of(net, X)):
            target = OnGpu(np.zeros((3, 2, 5)), by)
            with counted() as made:
                session.step(x=OnGpu(x, by), out={"y": target})
            assert difference(target.array, y) < 1e-6
        assert live()["graph exec"] - before["graph exec"] == 2
        assert (made["cuMemcpyDtoDAsync_v2"], made["cuGraphLaunch"], made["cuLaunchKernel"]) == (2, 1, 0)


def test_graphs_of_calls_that_copy_other_arrays_are_freed(path: Path, net: Net) -> None:
    before = live()
    with Session(path, cuda_graph=True) as session:
        for place, (x, y) in enumerate(zip(X, expected_of(net, X))):
            given: Any = OnGpu(x) if place // 6 % 2 else x
            assert difference(session.step(x=given)["y"], y) < 1e-6
            assert live()["graph exec"] - before["graph exec"] <= 2
            assert live()["graph"] == before["graph"]
        assert session.what.endswith(", CUDA graph")


def test_a_graph_that_the_driver_refuses_is_named(path: Path, net: Net) -> None:
    with Session(path, cuda_graph=True) as session:
        fail("cuGraphInstantiateWithFlags", 1, 801)  # CUDA_ERROR_NOT_SUPPORTED
        for x, y in zip(X[:6], expected_of(net, X[:6])):
            assert difference(session.step(x=x)["y"], y) < 1e-6
        assert session.what.endswith("no CUDA graph: cuGraphInstantiate: CUDA_ERROR_NOT_SUPPORTED")


def test_a_recording_that_was_interrupted_is_over_for_other_threads_too(path: Path, net: Net) -> None:
    """CUDA lets only the thread that began a recording end it."""
    expected = expected_of(net, X[:4])
    for place in count():
        with Session(path, cuda_graph=True) as session:
            for x in X[:2]:
                session.step(x=x)
            kept = session.state
            was_interrupted = interrupted(partial(session.step, x=X[2]), place)

            def go_on(session: Session = session, kept: Any = kept) -> None:
                session.claim()
                session.state = kept
                assert difference(session.step(x=X[2])["y"], expected[2]) < 1e-6
                assert difference(session.step(x=X[3])["y"], expected[3]) < 1e-6

            in_thread(go_on)
            session.claim()
        if not was_interrupted:
            assert place > 100
            return


def test_launching_a_graph_costs_two_microseconds_at_most() -> None:
    """More than what the driver and cuda-bindings take."""
    with a_stream() as (device, stream):
        device.begin_capture(stream)
        graph = device.end_capture(stream)

        def seconds(launch: Callable[[int, int], object]) -> float:
            start = time.perf_counter()
            for _ in range(1000):
                launch(graph, stream)
            return (time.perf_counter() - start) / 1000

        bare = min(seconds(device.driver.cuGraphLaunch) for _ in range(30))
        assert min(seconds(device.launch_graph) for _ in range(30)) - bare < 2e-6
        device.destroy_graph(graph)


def test_every_call_of_the_engine_was_a_launch() -> None:
    """The proof's own foundation."""
    assert calls("run kernel") >= len(ENQUEUED) // 2 > 100
