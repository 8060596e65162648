"""samples/serving/client.py over a server that loses what it is told to lose (test_triton_server.py has a real one)."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tests.harness import SAMPLES


class ServerError(Exception):
    """In the place of tritonclient's InferenceServerException."""


class Server:
    """Adds up the inputs of each sequence. `fails`: the calls, by number, that give an error after they were made."""

    def __init__(self, *fails: int) -> None:
        self.fails, self.calls, self.attempts = set(fails), 0, 2
        self.sums: dict[int, float] = {}

    async def infer(self, inputs: Mapping[str, Any], number: int, start: bool, end: bool) -> dict[str, Any]:
        self.calls += 1
        if not start and number not in self.sums:
            raise ServerError("must begin with START")
        self.sums[number] = (0 if start else self.sums[number]) + float(inputs["x"][0])
        if self.calls in self.fails:
            raise ServerError("the connection was lost")
        return {"y": self.sums[number]}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The sample, without tritonclient."""
    for name in ("tritonclient", "tritonclient.grpc", "tritonclient.grpc.aio", "tritonclient.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["tritonclient"].grpc = sys.modules["tritonclient.grpc"]  # type: ignore[attr-defined]
    sys.modules["tritonclient.grpc"].aio = sys.modules["tritonclient.grpc.aio"]  # type: ignore[attr-defined]
    sys.modules["tritonclient.utils"].InferenceServerException = ServerError  # type: ignore[attr-defined]
    spec = importlib.util.spec_from_file_location("serving_client", SAMPLES / "serving/client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    async def at_once(seconds: float) -> None:
        pass

    monkeypatch.setattr(module.asyncio, "sleep", at_once)
    return module


def sums(client: Any, server: Server, keep: int, *values: float) -> list[Any]:
    """What a sequence gives for inputs in one buffer that is filled again for each step; or an error's type."""

    async def run() -> list[Any]:
        stream, buffer, found = client.Stream(server, keep), np.zeros(1, np.float32), []
        for value in values:
            buffer[0] = value
            try:
                found.append((await stream.step({"x": buffer}))["y"])
            except (ServerError, client.SequenceLost) as error:
                found.append(type(error).__name__)
        return found

    return asyncio.run(run())


def test_steps_are_sent_again_as_they_were(client: Any) -> None:
    assert sums(client, Server(3), 10, 1, 2, 4) == [1, 3, 7]


def test_after_an_error_to_every_attempt_the_next_step_begins_again(client: Any) -> None:
    """The last attempt stops in the middle of the past; the step after it must not continue from there."""
    assert sums(client, Server(3, 4), 10, 1, 2, 4, 8) == [1, 3, "ServerError", 11]


def test_a_sequence_that_is_lost_stays_lost(client: Any) -> None:
    """Nobody knows whether the server made the step that failed."""
    assert sums(client, Server(2), 0, 1, 2, 4) == [1, "SequenceLost", "SequenceLost"]
