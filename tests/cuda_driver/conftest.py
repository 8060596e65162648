"""Fixtures of the tests over the driver stand-in; test_cuda_driver.py runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from caffe2trt.converter import Net, define_network
from caffe2trt.runtime import engine_backend
from tests.networks import lstm_text, random_net


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Net:
    return random_net(tmp_path_factory.mktemp("net"), lstm_text(3, 2, 4, 5))


@pytest.fixture
def path(net: Net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine's file, and a TensorRT that reads it."""
    from tests.cuda_driver.support import engine_over  # loads the driver, which other processes that come here lack

    network = define_network(net, tensorrt="rtx")
    monkeypatch.setattr(engine_backend, "read_engine", lambda path, flavours: engine_over(network))
    (tmp_path / "net.engine").touch()
    return tmp_path / "net.engine"
