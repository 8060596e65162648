"""What the tests of caffe2trt.pycaffe share: a backend by name, and networks of golden cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caffe2trt.converter import Net as ConvertedNet
from caffe2trt.pycaffe import TEST, Net, backends
from caffe2trt.runtime import Session
from tests.harness import Case
from tests.host_device import host_session

# "engine" runs on the device in the host's memory: the Session's own code, over a network that is evaluated on the CPU.
PYCAFFE_BACKENDS = ("reference", "onnx", "engine")


def _stand_in(net: ConvertedNet, backend: str) -> Session:
    return host_session(net)[0] if backend == "engine" else OPEN_SESSION(net, backend)


OPEN_SESSION = backends.open_session


@pytest.fixture(params=PYCAFFE_BACKENDS)
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each backend in turn, for the networks that the test makes."""
    monkeypatch.setattr(backends, "open_session", _stand_in)
    monkeypatch.setattr(backends, "CHOICE", backends.Choice(backend=request.param))
    return request.param  # type: ignore[no-any-return]


def net_of(case: Case) -> Net:
    """The network of a golden case, as a script opens it."""
    weights = [str(case.caffemodel)] if case.caffemodel is not None else []
    return Net(str(case.prototxt), *weights, TEST)
