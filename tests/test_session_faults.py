"""A call of a Session that fails or is interrupted leaves the state before it or after it, wherever it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Net, define_network, export_onnx
from caffe2trt.runtime import Session, SessionError
from tests.host_device import Watched, host_session, new_device
from tests.interrupts import interrupted
from tests.networks import lstm_text, random_net
from tests.observed import in_thread

Arrays = list[np.ndarray[Any, Any]]
RNG = np.random.default_rng(0)
X = RNG.normal(size=(4, 3, 2, 4)).astype(np.float32)
STATE = {name: RNG.normal(size=(2, 5)).astype(np.float32) for name in ("l__h_in", "l__c_in")}
KINDS = ["onnx", "engine", "engine with graphs"]


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Net:
    """An LSTM, and an output that shows the cont that the Session made."""
    shown = 'layer { name: "shown" type: "Power" bottom: "cont" top: "shown" power_param { scale: 2 } }'
    return random_net(tmp_path_factory.mktemp("net"), lstm_text(3, 2, 4, 5) + shown)


@pytest.fixture(scope="module")
def opener(net: Net, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Opened]:
    path, network = tmp_path_factory.mktemp("net") / "net.onnx", define_network(net, tensorrt="rtx")
    export_onnx(net, path)

    def make(kind: str) -> Opened:
        if kind == "onnx":
            return Opened(Session(path, threads=1), None)
        opened = Opened(*host_session(network, cuda_graph="graphs" in kind))
        for clip in X[:2]:  # the next step records a graph
            opened.session.step(x=clip)
        return opened

    return make


@dataclass
class Opened:
    """A session, and the device of one that runs on the host's device."""

    session: Session
    device: Watched | None

    def prepare(self) -> None:
        """The state that calls begin from: one stream goes on, the other is fresh."""
        self.session.state = STATE
        self.session.reset(1)

    def seen(self) -> Arrays:
        """All that can be seen of the state: its values, and the outputs of the next call."""
        state = self.session.state
        return [*state.values(), *self.session.step(x=X[3]).values()]

    def close(self) -> None:
        """Close, and look for what is left."""
        self.session.close()
        if self.device is not None:
            assert self.device.is_clean


def same(one: Arrays, other: Arrays) -> bool:
    return all(map(np.array_equal, one, other))


def replace(session: Session) -> None:
    session.state = {"l__c_in": STATE["l__h_in"]}


def refused(session: Session) -> None:
    with pytest.raises(SessionError, match="unknown input 'z'"):
        session.step(x=X[0], z=1)


CALLS: dict[str, Callable[[Session], object]] = {
    "step": lambda session: session.step(x=X[0]),
    "step into arrays": lambda session: session.step({"x": X[1]}, out={"y": np.zeros((3, 2, 5), np.float32)}),
    "reset": lambda session: session.reset(),
    "reset of a stream": lambda session: session.reset([True, False]),
    "setting the state": replace,
    "reading the state": lambda session: session.state,
    "a refused step": refused,
}


def before_and_after(opened: Opened, call: Callable[[Session], object]) -> list[Arrays]:
    """What is seen of the state where the call did not run, and where it did."""
    found = []
    for work in (lambda session: None, call):
        opened.prepare()
        work(opened.session)
        found.append(opened.seen())
    return found


def check_interrupts(opener: Callable[[str], Opened], kind: str, call: Callable[[Session], object], event: str) -> int:
    """Interrupt the call at every place; gives how many there are."""
    opened = opener(kind)
    expected = before_and_after(opened, call)
    for place in count():
        if "graphs" in kind:  # only a new session records
            opened.close()
            opened = opener(kind)
        opened.prepare()
        was_interrupted = interrupted(partial(call, opened.session), place, event)
        in_thread(opened.session.claim)
        opened.session.claim()
        found = opened.seen()
        assert any(same(found, one) for one in expected), place
        opened.prepare()
        assert same(opened.seen(), expected[0]), f"{place}: the session is not what it was"
        if not was_interrupted:
            opened.close()
            return place
    raise AssertionError


every_call = pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind in KINDS for name in CALLS if "graphs" not in kind or name in ("step", "reset")],
)


@every_call
def test_an_interrupt_at_any_line(opener: Callable[[str], Opened], kind: str, name: str) -> None:
    assert check_interrupts(opener, kind, CALLS[name], "line") > 5


@pytest.mark.slow
@every_call
def test_an_interrupt_at_any_opcode(opener: Callable[[str], Opened], kind: str, name: str) -> None:
    assert check_interrupts(opener, kind, CALLS[name], "opcode") > 50


def test_an_interrupt_while_addresses_are_bound(opener: Callable[[str], Opened]) -> None:
    """The next call has the two sets of states the other way around."""
    opened = opener("engine")
    expected = before_and_after(opened, CALLS["step"])
    for place in count():
        opened.prepare()
        was_interrupted = interrupted(partial(CALLS["step"], opened.session), place)
        opened.session.reset([])  # changes the sets over, and nothing else
        found = opened.seen()
        assert any(same(found, one) for one in expected), place
        if not was_interrupted:
            break
    opened.close()


@pytest.mark.parametrize("kind", KINDS)
def test_an_interrupt_at_any_line_of_close(opener: Callable[[str], Opened], kind: str) -> None:
    """Between the lines of the device one buffer may be lost: rather that than to free it twice."""
    for place in count():
        opened = opener(kind)
        opened.prepare()
        was_interrupted = interrupted(opened.session.close, place, spared="device.py")
        if opened.session._thread:  # nothing was freed yet
            opened.seen()
        opened.close()
        with pytest.raises(SessionError, match="this session is closed"):
            opened.session.step(x=X[0])
        if not was_interrupted:
            break


@pytest.mark.parametrize("kind", KINDS)
def test_an_interrupt_at_any_line_of_claim(opener: Callable[[str], Opened], kind: str) -> None:
    opened = opener(kind)
    opened.prepare()
    expected = opened.seen()
    for place in count():
        opened.prepare()
        in_thread(opened.session.claim)
        was_interrupted = interrupted(opened.session.claim, place)
        in_thread(opened.session.claim)
        opened.session.claim()
        assert same(opened.seen(), expected)
        if not was_interrupted:
            break
    opened.close()


DEVICE_CALLS = ["copy_in", "copy_out", "synchronize", "enqueue", "launch_graph", "begin_capture"]


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize("name", CALLS)
def test_a_fault_of_the_device_is_a_session_error(opener: Callable[[str], Opened], kind: str, name: str) -> None:
    """At each call of the device that the session makes."""
    before, after = before_and_after(opener(kind), CALLS[name])
    for asked in DEVICE_CALLS:
        for place in count(1):
            opened = opener(kind)
            opened.prepare()
            assert opened.device is not None
            opened.device.faults[asked] = place
            try:
                CALLS[name](opened.session)
                expected = after
            except SessionError as error:
                message, expected = str(error), before
                assert "the state is as it was before it" in message
            was_reached = opened.device.faults.pop(asked, None) is None
            assert same(opened.seen(), expected)
            opened.close()
            if not was_reached:
                break


def test_a_close_that_fails_frees_the_rest_and_locks_nothing(opener: Callable[[str], Opened]) -> None:
    for asked in ("synchronize", "free", "unpin", "destroy_stream"):
        opened = opener("engine")
        device, session = opened.device, opened.session
        assert device is not None
        device.faults["copy_out"] = 1
        with pytest.raises(SessionError):
            session.step(x=X[0])  # leaves work on the stream
        device.faults[asked] = 1
        with pytest.raises(SessionError, match=f"the session is closed, but .* a fault in {asked}"):
            session.close()
        assert sum(map(len, device.left.values())) == (asked != "synchronize")
        session.close()
        with pytest.raises(SessionError, match="this session is closed"):
            session.step(x=X[0])


@pytest.mark.parametrize("asked", ["allocate", "pin"])
def test_an_engine_that_does_not_fit_leaves_nothing(net: Net, asked: str) -> None:
    network = define_network(net, tensorrt="rtx")
    for place in count(1):
        device = new_device()
        device.faults[asked] = place
        try:
            session, _ = host_session(network, device=device)
        except SessionError as error:
            message = str(error)
            assert message == f"the GPU cannot hold what the engine needs: a fault in {asked}, on purpose"
            assert device.is_clean
            continue
        session.close()
        assert place > 5
        break
