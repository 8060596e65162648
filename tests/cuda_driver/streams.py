"""Calls on a stream of the caller's, which do not block the host.

Over the driver stand-in; test_cuda_driver.py runs them. cuda-bindings is real, and so is pycuda where the mode says so;
TensorRT's runtime, engine and context are those of tests/host_device.py.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net
from caffe2trt.runtime import Session, SessionError
from tests import cuda_driver
from tests.cuda_driver.support import CONT, OnGpu, X, a_stream, counted, expected_of
from tests.harness import difference
from tests.observed import count_alive


@pytest.mark.parametrize("cuda_graph", [False, True])
def test_calls_on_a_stream_do_not_block_the_host(path: Path, net: Net, cuda_graph: bool) -> None:
    """The caller's stream makes the input, and copies the output away, all before anything has run."""
    x, y = OnGpu(X[0]), OnGpu(np.zeros((3, 2, 5)))
    sources, targets = [OnGpu(clip) for clip in X], [OnGpu(np.zeros((3, 2, 5))) for _ in X]
    with a_stream() as (device, stream), Session(path, cuda_graph=cuda_graph) as session:
        session.step(x=x, cont=np.zeros((3, 2)))
        session.reset()
        session.step({"x": sources[0]}, out={"y": targets[0]}, stream=stream)  # its cont is a new one
        session.step({"x": sources[1]}, out={"y": targets[1]}, stream=stream)
        with counted() as made:
            for source, target in zip(sources[2:], targets[2:]):
                device.copy(x.address, source.address, x.array.nbytes, stream)
                session.step(x=x, out={"y": y}, stream=stream)
                device.copy(target.address, y.address, y.array.nbytes, stream)
        assert made["cuStreamSynchronize"] == made["run kernel"] == made["cuMemAlloc_v2"] == 0
        device.synchronize(stream)
        for target, expected in zip(targets, expected_of(net, X)):
            assert difference(target.array, expected) < 1e-6
        assert session.what.endswith("CUDA graph") == cuda_graph


def test_inputs_on_the_host_may_change_when_a_call_on_a_stream_returns(path: Path, net: Net) -> None:
    targets = [OnGpu(np.zeros((3, 2, 5))) for _ in X[:5]]
    with a_stream() as (device, stream), Session(path) as session:
        x = np.empty((3, 2, 4), np.float32)
        for clip, target in zip(X, targets):
            x[...] = clip
            session.step(x=x, out={"y": target}, stream=stream)
            x[...] = np.nan
        device.synchronize(stream)
        for target, expected in zip(targets, expected_of(net, X[:5])):
            assert difference(target.array, expected) < 1e-6


def test_the_arrays_of_a_call_on_a_stream_live_until_it_is_done(path: Path) -> None:
    kept = count_alive(OnGpu)
    with Session(path) as session:
        for x in X[:3]:
            out = {"y": OnGpu(np.zeros((3, 2, 5)), "interface")}
            session.step(x=kept(x, "interface"), cont=CONT, out=out, stream=0)
        assert kept.alive >= 2  # the first call's cont was new: it is settled before the second
        assert session.state
        assert kept.alive == 0


def test_streams_in_every_form(path: Path) -> None:
    y = OnGpu(np.zeros((3, 2, 5)))
    with a_stream() as (_, handle), Session(path) as session:
        forms: list[Any] = [
            0,
            1,
            handle,
            SimpleNamespace(cuda_stream=handle),  # PyTorch
            SimpleNamespace(ptr=handle),  # CuPy
            SimpleNamespace(handle=handle),  # pycuda
            SimpleNamespace(__cuda_stream__=lambda: (0, handle)),  # cuda.core
        ]
        if cuda_driver.MODE == "pycuda":
            import pycuda.driver

            forms.append(pycuda.driver.Stream())
        for stream in forms:
            assert session.step(x=X[0], out={"y": y}, stream=stream) == {"y": y}
        for wrong in (True, "0", -1, 1.0, X[0], object()):
            with pytest.raises(SessionError, match="stream must be a CUDA stream"):
                session.step(x=X[0], out={"y": y}, stream=wrong)
        for out in (None, {}, {"y": np.zeros((3, 2, 5), np.float32)}):
            message = "with stream, every output needs an array on the GPU in out; missing: 'y'"
            with pytest.raises(SessionError, match=message):
                session.step(x=X[0], out=out, stream=0)


def test_the_stream_of_an_array_is_waited_for_on_the_device(path: Path, net: Net) -> None:
    source = OnGpu(X[0])
    with a_stream() as (device, stream), Session(path) as session:
        x = OnGpu(np.zeros_like(X[0]), "interface", stream=stream)
        device.copy(x.address, source.address, x.array.nbytes, stream)
        with counted() as made:
            found = session.step(x=x)["y"]
        assert difference(found, expected_of(net, X[:1])[0]) < 1e-6
        assert (made["cuStreamSynchronize"], made["cuEventRecord"], made["cuEventCreate"]) == (1, 1, 0)
