"""Sequences on a Triton server, with a new beginning where a server is lost.

    async with SequenceClient("127.0.0.1:8001", "blob") as client:
        stream = client.stream(keep=100)
        for frame in frames:
            probs = (await stream.step({"data": frame[None]}, end=frame is frames[-1]))["probs"]

Needs tritonclient[grpc] and numpy.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import numpy as np
import tritonclient.grpc.aio as triton
from tritonclient.utils import InferenceServerException

HEADER = "sequence-id"  # by which haproxy.cfg chooses the server

Arrays = dict[str, np.ndarray]


class SequenceLost(Exception):
    """The server lost the state of a sequence, and too few steps were kept to make it again: begin a new one."""


class SequenceClient:
    """A model on a server, or on several behind HAProxy."""

    def __init__(self, url: str, model: str, *, timeout: float = 10.0, attempts: int = 6) -> None:
        """Take an address, as HOST:PORT.

        Args:
            timeout: seconds that one step may take.
            attempts: how often a step, or a beginning, is tried; the pauses between them grow from 0.1 s.
        """
        self.model, self.timeout, self.attempts = model, timeout, attempts
        self.server = triton.InferenceServerClient(url)

    def stream(self, keep: int = 0) -> Stream:
        """A new sequence; see Stream."""
        return Stream(self, keep)

    async def infer(self, inputs: Mapping[str, Any], number: int, start: bool, end: bool) -> Arrays:
        """One step of the sequence with this number."""
        tensors = []
        for name, value in inputs.items():
            array = np.ascontiguousarray(value, np.float32)
            tensors.append(triton.InferInput(name, list(array.shape), "FP32"))
            tensors[-1].set_data_from_numpy(array)
        result = await self.server.infer(
            self.model,
            tensors,
            sequence_id=number,
            sequence_start=start,
            sequence_end=end,
            client_timeout=self.timeout,
            headers={HEADER: str(number)},
        )
        return {output.name: result.as_numpy(output.name) for output in result.get_response().outputs}

    async def __aenter__(self) -> SequenceClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.server.close()


class Stream:
    """One sequence: its steps in their order.

    After an error nobody knows whether the server made the step, so the sequence is given up. A new one begins under a
    new number, which may be on another server, and the steps that were kept are sent to it again.

    Attributes:
        restarts: how often that happened.
    """

    def __init__(self, client: SequenceClient, keep: int) -> None:
        """`keep`: the longest past, in steps, that is kept to be sent again; 0 keeps nothing."""
        self.client, self.restarts = client, 0
        self._past: deque[Mapping[str, Any]] = deque(maxlen=keep)
        self._steps = 0
        self._number = _new_number()
        self._is_known = True  # whether the server has all steps, and no other

    async def step(self, inputs: Mapping[str, Any], *, end: bool = False) -> Arrays:
        """The outputs of the next time step.

        Args:
            inputs: by name, (1, ...).
            end: it is the last one. Always send it: a server keeps a sequence without an end until it times out.

        Raises:
            SequenceLost: an error, in this step or before it, and the sequence is longer than what is kept.
            InferenceServerException: the server answers every attempt with an error. The step may be tried again.
        """
        inputs = {name: np.array(value, np.float32) for name, value in inputs.items()}  # the caller may change its own
        for attempt in range(self.client.attempts):
            try:
                if not self._is_known:
                    await self._begin_again()
                self._is_known = False
                outputs = await self.client.infer(inputs, self._number, start=self._steps == 0, end=end)
            except InferenceServerException as error:
                self.restarts += 1
                if self._steps > len(self._past):
                    raise SequenceLost(str(error)) from error
                if attempt == self.client.attempts - 1:
                    raise
                await asyncio.sleep(0.1 * 2**attempt)
            else:
                self._past.append(inputs)
                self._steps += 1
                self._is_known = True
                return outputs
        raise AssertionError("attempts must be 1 or more")

    async def _begin_again(self) -> None:
        if self._steps > len(self._past):
            raise SequenceLost("an earlier step failed; begin a new sequence")
        self._number = _new_number()
        for place, inputs in enumerate(self._past):
            await self.client.infer(inputs, self._number, start=place == 0, end=False)


def _new_number() -> int:
    """A number that no other sequence has had: a server that still holds an old one cannot mistake it for this."""
    return random.getrandbits(63) | 1
