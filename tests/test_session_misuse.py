"""What a Session is given that it cannot take: refused by name before anything runs, the state as it was."""

from __future__ import annotations

import copy
import gc
import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from caffe2trt.converter import ConversionError, Reference, export_onnx
from caffe2trt.converter.cli.main import main
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.interface import Interface
from tests.host_device import host_session
from tests.networks import input_layer, lstm_text, random_net
from tests.observed import count_alive
from tests.test_session import OPEN, OnDevice, both, frames, onnx_session, small_net

STREAMS = 4
SPLIT = 'layer { name: "s" type: "Slice" bottom: "x" top: "a" top: "b" slice_param { axis: 1 } }'


@pytest.fixture(params=OPEN)
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Session:
    """One of four streams after a step."""
    session = OPEN[request.param](small_net(tmp_path, streams=STREAMS))
    session.step(x=frames(1, 3, STREAMS, 4)[0])
    return session


def is_clear(session: Session) -> list[bool]:
    return [not any(array[stream].any() for array in session.state.values()) for stream in range(STREAMS)]


@pytest.mark.parametrize(
    ("streams", "cleared"),
    [
        (None, [0, 1, 2, 3]),
        (2, [2]),
        (np.int64(2), [2]),
        (np.array(2), [2]),
        ([], []),
        ([1, 3, 1], [1, 3]),
        ((0,), [0]),
        ({0, 2}, [0, 2]),
        (range(1, 3), [1, 2]),
        ({3: "a key"}.keys(), [3]),
        (np.array([0, 3], np.uint8), [0, 3]),
        ([False, True, False, True], [1, 3]),
        (np.array([True, False, False, True]), [0, 3]),
        ([np.True_, False, np.False_, False], [0]),
        (np.zeros(STREAMS, bool), []),
    ],
)
def test_streams_to_reset(session: Session, streams: Any, cleared: list[int]) -> None:
    session.reset(streams)
    assert [stream for stream in range(STREAMS) if is_clear(session)[stream]] == cleared


@pytest.mark.parametrize(
    "streams",
    [
        True,
        np.True_,
        np.array(True),
        1.0,
        [1.0],
        np.array([1.0]),
        [True],
        [True] * (STREAMS + 1),
        np.ones(STREAMS - 1, bool),
        np.ones(0, bool),
        np.ones((STREAMS, 1), bool),
        [[1, 2]],
        [True, 2, 3, False],
        "all",
        ["1"],
        b"\1",
        [None],
        {"streams": 1},
        object(),
        np.nan,
    ],
)
def test_streams_that_say_nothing(session: Session, streams: Any) -> None:
    with pytest.raises(SessionError, match=r"streams must be a number from 0 to 3, a list of such numbers, or a bool"):
        session.reset(streams)
    assert is_clear(session) == [False] * STREAMS


@pytest.mark.parametrize("streams", [-1, STREAMS, [0, STREAMS], [-1, 0], range(STREAMS + 1), np.array([2**63])])
def test_streams_that_are_not_there(session: Session, streams: Any) -> None:
    with pytest.raises(SessionError, match=r"there is no stream -?\d+; there are 4, from 0 to 3"):
        session.reset(streams)
    assert is_clear(session) == [False] * STREAMS


def test_arrays_come_by_name(session: Session) -> None:
    x: Any = np.ones((3, STREAMS, 4), np.float32)
    before = session.state
    given: Any
    for given in (x, [x], "x", 3):
        with pytest.raises(SessionError, match=r"inputs must be a dict of arrays by name, as step\("):
            session.step(given)
        with pytest.raises(SessionError, match="out must be a dict of arrays by name"):
            session.step(x=x, out=given)
        with pytest.raises(SessionError, match="the state must be a dict of arrays by name"):
            session.state = given
    with pytest.raises(SessionError, match=r"the state must be .*; found NoneType"):
        session.state = None  # type: ignore[assignment]
    with pytest.raises(SessionError, match="unknown input 5; the inputs are x, cont"):
        session.step({5: x})  # type: ignore[dict-item]
    value: Any
    for value in (None, "zero", np.zeros((STREAMS, 5), complex), [[object()]], OnDevice(x, "dlpack")):
        with pytest.raises(SessionError, match=r"the state 'l__h_in' (holds|cannot be read as an array)"):
            session.state = {"l__h_in": value}
    assert all(np.array_equal(before[name], array) for name, array in session.state.items())


@both
def test_arrays_that_outputs_cannot_go_to(tmp_path: Path, kind: str) -> None:
    net = random_net(tmp_path, input_layer("x", 2, 6) + SPLIT + lstm_text(1, 1, 2, 3).replace('"x"', '"z"'))
    feeds = {"x": frames(1, 2, 6)[0], "z": frames(1, 1, 1, 2)[0]}
    whole, one = np.zeros((2, 6), np.float32), np.zeros((2, 3), np.float32)
    locked = np.zeros((2, 3), np.float32)
    locked.flags.writeable = False
    repeated = np.lib.stride_tricks.as_strided(np.zeros(3, np.float32), (2, 3), (0, 4))
    sliding = np.lib.stride_tricks.as_strided(np.zeros(4, np.float32), (2, 3), (4, 4))
    with OPEN[kind](net) as session:
        session.step(feeds)
        before = session.state
        for out, message in (
            ({"a": locked}, "the array for the output 'a' is read-only"),
            ({"a": np.broadcast_to(one[0], (2, 3))}, "the array for the output 'a' is read-only"),
            ({"a": repeated}, "'a' holds several elements at one place in memory"),
            ({"b": sliding}, "'b' holds several elements at one place in memory"),
            ({"a": one, "b": one}, "the arrays for the outputs 'a' and 'b' overlap in memory"),
            ({"a": whole[:, 1:4], "b": whole[:, 3:]}, "'a' and 'b' overlap in memory"),
            ({"a": one.astype(">f4")}, "must be a float32 array"),
            ({"a": one.tolist()}, "must be a float32 array"),
        ):
            with pytest.raises(SessionError, match=message):
                session.step(feeds, out=out)
        assert all(np.array_equal(before[name], array) for name, array in session.state.items())
        expected = session.step(feeds)
        halves: Any = {"a": whole[:, ::2], "b": whole[::-1, 1::2]}  # interleaved, and one upside down
        session.step(feeds, out=halves)
        assert all(np.array_equal(halves[name], expected[name]) for name in halves)


@both
def test_an_output_may_go_where_an_input_came_from(tmp_path: Path, kind: str) -> None:
    """On the host, where inputs are read first."""
    net = random_net(tmp_path, lstm_text(3, 2, 5, 5))
    x = frames(1, 3, 2, 5)[0]
    with OPEN[kind](net) as session:
        expected = session.step(x=x)["y"]
        session.reset()
        session.step(x=x, out={"y": x})
        assert np.array_equal(x, expected)


@pytest.mark.parametrize("by", ["dlpack", "interface"])
def test_outputs_on_the_device_that_overlap(tmp_path: Path, by: str) -> None:
    net = random_net(tmp_path, input_layer("x", 2, 6) + SPLIT)
    memory = np.zeros(18, np.float32)
    x, a, b = memory[:12].reshape(2, 6), memory[6:12].reshape(2, 3), memory[12:].reshape(2, 3)
    session, device = host_session(net)
    with session:
        with pytest.raises(SessionError, match="the array for the output 'a' overlaps on the GPU with the input 'x'"):
            session.step(x=OnDevice(x, by), out={"a": OnDevice(a, by)})
        with pytest.raises(SessionError, match="the arrays for the outputs 'a' and 'b' overlap in memory"):
            session.step(x=x, out={"a": OnDevice(b, by), "b": OnDevice(b, by)})
        if by == "interface":
            locked = OnDevice(b, by)
            locked.__cuda_array_interface__["data"] = (b.ctypes.data, True)
            with pytest.raises(SessionError, match="the array for the output 'b' is read-only"):
                session.step(x=x, out={"b": locked})
        assert device.calls["enqueue"] == 0
        session.step(x=OnDevice(x, by), out={"b": OnDevice(b, by)})


def embed_net(folder: Path) -> Any:
    return random_net(
        folder,
        input_layer("word", 2, 3)
        + 'layer { name: "e" type: "Embed" bottom: "word" top: "e" embed_param { input_dim: 7 num_output: 4 } }',
    )


@both
@pytest.mark.parametrize("value", [-1, 7, np.nan, np.inf, -np.inf, -1e-3, 1e30])
def test_indices_that_no_row_has(tmp_path: Path, kind: str, value: float) -> None:
    net = embed_net(tmp_path)
    words = np.array([[0, 1, 6], [5, 3, 0]], np.float32)
    with OPEN[kind](net) as session:
        assert session.index == {"word": 7}
        expected = session.step(word=words)["e"]
        assert np.array_equal(expected, Reference(net).forward(word=words)["e"])
        words[1, 2] = value
        shown = f"{np.float32(value):g}".replace("+", r"\+")
        wrong = rf"{shown} at \(1, 2\), expected numbers from 0 to 6: it chooses among 7 rows"
        for given in (words, words.astype(np.float64), words.tolist()):
            with pytest.raises(SessionError, match=f"the input 'word' holds {wrong}"):
                session.step(word=given)
    with pytest.raises(ConversionError, match=rf"layer 'e': index {shown} is not within 0 to 6"):
        Reference(net).forward(word=words)


@both
def test_the_fraction_of_an_index_is_dropped(tmp_path: Path, kind: str) -> None:
    words = np.array([[0, 1, 6], [5, 3, 0]], np.float32)
    with OPEN[kind](embed_net(tmp_path)) as session:
        expected = session.step(word=words)["e"]
        assert np.array_equal(session.step(word=words + np.float32(0.75))["e"], expected)


def test_indices_among_the_smallest_of_several_tables(tmp_path: Path) -> None:
    param = "embed_param {{ input_dim: {0} num_output: 2 }}"
    layer = 'layer {{ name: "e{0}" type: "Embed" bottom: "word" top: "e{0}" ' + param + " }}"
    tables = "".join(layer.format(rows) for rows in (9, 5, 7))
    with onnx_session(random_net(tmp_path, input_layer("word", 3) + tables)) as session:
        assert session.index == {"word": 5}


def test_a_computed_index_does_not_wrap_in_the_reference(tmp_path: Path) -> None:
    text = 'layer { name: "p" type: "Power" bottom: "x" top: "word" power_param { shift: -1 } }\n'
    embed = 'layer { name: "e" type: "Embed" bottom: "word" top: "e" embed_param { input_dim: 7 num_output: 4 } }'
    net = random_net(tmp_path, input_layer("x", 3) + text + embed)
    Reference(net).forward(x=[1, 7, 3])
    with pytest.raises(ConversionError, match="layer 'e': index -1 is not within 0 to 6"):
        Reference(net).forward(x=[1, 0, 3])


@both
def test_a_session_is_not_copied(tmp_path: Path, kind: str) -> None:
    with OPEN[kind](small_net(tmp_path)) as session:
        for make in (copy.copy, copy.deepcopy, pickle.dumps):
            with pytest.raises(SessionError, match="a session cannot be copied or pickled; make another from the file"):
                make(session)
        assert copy.deepcopy(session.state).keys() == session.states.keys()


class Watched:
    """A backend that says when two calls run in it at once."""

    interface = Interface({"x": (1,)}, {"y": (1,)}, {}, {}, "fp32")
    what = "watched"
    device = stream = None

    def __init__(self) -> None:
        self.inside = self.steps = self.overlaps = 0
        self.during: Callable[[], object] = lambda: None

    def step(self, before: int, inputs: Any, out: Any, stream: int | None = None) -> dict[str, Any]:
        self.inside += 1
        self.overlaps += self.inside > 1
        self.during()
        self.steps += 1
        self.inside -= 1
        return {"y": inputs["x"]}

    def read_state(self, which: int) -> dict[str, Any]:
        return {}

    def write_state(self, which: int, states: Any) -> None:
        pass

    def close(self) -> None:
        pass


def test_calls_of_threads_that_claim_never_overlap() -> None:
    backend = Watched()
    backend.during = lambda: [None for _ in range(20)]  # long enough to be switched away from
    session, x = Session.over(backend), np.zeros(1, np.float32)
    refused: list[str] = []
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            try:
                session.claim()
                for _ in range(5):
                    session.step(x=x)
            except SessionError as error:
                refused.append(str(error))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=work) for _ in range(4)]
    try:
        for thread in threads:
            thread.start()
        stop.wait(3)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(interval)
    assert backend.steps > 100
    assert backend.overlaps == 0
    assert {message.split(";")[0] for message in refused} <= {
        "a call of this session is running in another thread",
        "this session belongs to another thread",
    }
    session.claim()
    session.step(x=x)


def test_a_running_call_is_waited_for() -> None:
    backend = Watched()
    session, x = Session.over(backend), np.zeros(1, np.float32)
    started, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        started.set()
        go_on.wait(10)

    def work() -> None:
        session.claim()
        session.step(x=x)

    backend.during = wait
    thread = threading.Thread(target=work)
    thread.start()
    started.wait(10)
    for use in (session.claim, session.close):
        with pytest.raises(SessionError, match="a call of this session is running in another thread; wait"):
            use()
    with pytest.raises(SessionError, match="this session belongs to another thread"):
        session.step(x=x)
    go_on.set()
    thread.join()
    session.claim()
    session.step(x=x)


def test_a_call_inside_a_call_is_refused() -> None:
    """As from a signal's handler or a finalizer."""
    backend = Watched()
    session, x = Session.over(backend), np.zeros(1, np.float32)

    def inside() -> None:
        for use in (lambda: session.step(x=x), session.reset, session.claim, session.close, lambda: session.state):
            with pytest.raises(SessionError, match="this session is used from inside one of its own calls"):
                use()

    backend.during = inside
    session.step(x=x)
    assert (backend.steps, backend.overlaps) == (1, 0)
    backend.during = lambda: None
    session.step(x=x)


def test_a_failed_call_keeps_no_arrays(tmp_path: Path) -> None:
    """Beyond the next call of the device: what an engine still uses lives until it is done."""
    session, device = host_session(small_net(tmp_path))

    kept = count_alive(OnDevice)
    device.faults["synchronize"] = 1
    with pytest.raises(SessionError, match="the step failed: a fault in synchronize"):
        session.step(x=kept(frames(1, 3, 2, 4)[0], "interface"))
    gc.collect()
    assert kept.alive == 1
    session.reset()
    gc.collect()
    assert kept.alive == 0
    session.close()


def test_a_file_from_before_indices_were_written_down(tmp_path: Path) -> None:
    import onnx

    from caffe2trt.runtime.manifest import KEY, Manifest

    export_onnx(embed_net(tmp_path), tmp_path / "net.onnx")
    model = onnx.load(tmp_path / "net.onnx")
    onnx.helper.set_model_props(model, {KEY: '{"net":"n","precision":"fp32","cont":{}}'})
    onnx.save(model, tmp_path / "net.onnx")
    assert Manifest.from_text('{"net":"n","precision":"fp32","cont":{}}') == Manifest("n")
    with Session(tmp_path / "net.onnx") as session:
        assert session.index == {}
        session.step(word=np.zeros((2, 3), np.float32))


def test_run_draws_indices_that_there_are(tmp_path: Path) -> None:
    export_onnx(embed_net(tmp_path), tmp_path / "net.onnx")
    result = CliRunner().invoke(main, ["run", str(tmp_path / "net.onnx"), "--steps", "20"])
    assert result.exit_code == 0, result.output


def test_an_input_given_twice_is_refused(session: Session) -> None:
    x = np.zeros(session.inputs["x"], np.float32)
    with pytest.raises(SessionError, match="the input 'x' is given twice, in the dict and as a keyword"):
        session.step({"x": x}, x=x)


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("n.onnx", {"cuda_graph": True}),
        ("n.onnx", {"device": 1}),
        ("n.onnx", {"tensorrt": "rtx"}),
        ("n.engine", {"threads": 1}),
    ],
)
def test_options_of_the_other_kind_of_file_are_refused(tmp_path: Path, name: str, option: dict[str, Any]) -> None:
    (tmp_path / name).touch()
    with pytest.raises(SessionError, match=f"{next(iter(option))} has no meaning for .*{name}"):
        Session(tmp_path / name, **option)
