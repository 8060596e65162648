"""What is left of a Session after errors of the GPU, and of one that was not closed.

Over the driver stand-in; test_cuda_driver.py runs them. cuda-bindings is real, and so is pycuda where the mode says so;
TensorRT's runtime, engine and context are those of tests/host_device.py.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net, define_network
from caffe2trt.runtime import Session, SessionError, engine_backend
from tests.cuda_driver.device import LIBRARY, fail, live
from tests.cuda_driver.support import OnGpu, X, engine_over
from tests.observed import in_thread


@pytest.mark.parametrize("on_stream", [False, True])
def test_an_error_after_which_the_gpu_does_nothing_is_said_by_every_call_once(
    net: Net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_stream: bool
) -> None:
    """In a context of its own: the primary one is needed by the other tests."""
    network = define_network(net, tensorrt="rtx")
    monkeypatch.setattr(engine_backend, "read_engine", lambda path, flavours: engine_over(network))
    (tmp_path / "net.engine").touch()
    context = ctypes.c_void_p()
    assert LIBRARY.cuCtxCreate_v2(ctypes.byref(context), 0, 0) == 0
    try:
        session, y = Session(tmp_path / "net.engine"), OnGpu(np.zeros((3, 2, 5)))
        session.step(x=X[0])
        fail("run kernel", 1, 700)  # CUDA_ERROR_ILLEGAL_ADDRESS
        said = []
        if on_stream:
            session.step(x=X[1], out={"y": y}, stream=0)  # nothing is known of it yet
        uses: list[Callable[[], object]] = [
            lambda: session.step(x=X[1]),
            lambda: session.state,
            session.reset,
            lambda: session.step(x=X[1]),
        ]
        for use in uses:
            with pytest.raises(SessionError) as caught:
                use()
            said.append(str(caught.value))
        assert {message.split(" (")[0] for message in said} == {"the GPU does nothing more in this process"}
        assert all(message.count("CUDA_ERROR_ILLEGAL_ADDRESS") == 1 for message in said)
        assert "and the state is lost; restart the program" in said[0]
        backend: Any = session._backend
        session.close()  # nothing is left to say
        assert (backend._context, backend._engine) == (None, None)
    finally:
        LIBRARY.cuCtxPopCurrent_v2(None)
        LIBRARY.cuCtxDestroy_v2(context)


def test_a_session_that_was_not_closed_frees_what_it_held(path: Path) -> None:
    before = live()
    session = Session(path, cuda_graph=True)
    for x in X[:5]:
        session.step(x=x)
    assert live()["memory"] > before["memory"]
    in_thread(lambda: None)
    del session
    kinds = ("memory", "pinned", "stream", "event", "graph", "graph exec")
    assert [live()[kind] for kind in kinds] == [before[kind] for kind in kinds]
