"""One engine for a range of time steps T and streams N, in a Session over a device in the host's memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import ConversionError, Net, Reference, define_network, load
from caffe2trt.converter.comparison import candidate
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.manifest import Manifest, Profile, Range
from tests.harness import Case, difference
from tests.host_device import HostContext, HostEngine, Watched, host_session, new_device
from tests.interrupts import interrupted
from tests.networks import lstm_text, random_net
from tests.standin import VERSIONS, StandIn
from tests.test_cli import call
from tests.test_session import OnDevice
from tests.test_varying_onnx import BATCH, NETWORKS, STEPS, check_sizes, noise, ranges

PROFILES = (Profile(STEPS, Range(1, 1, 1)), Profile(Range(8, 8, 8), None))


@pytest.mark.parametrize("name", NETWORKS)
def test_one_engine_equals_the_network_of_every_size(name: str) -> None:
    net = Case.named(name).load(**ranges(name))
    session, device = host_session(net)
    check_sizes(net, session)
    session.close()
    assert device.is_clean


@pytest.mark.parametrize("version", VERSIONS)
def test_with_every_version_of_the_full_tensorrt(version: str) -> None:
    net = lstm()
    session, _ = host_session(define_network(net, tensorrt=TensorRT("full", StandIn(version))))
    check_sizes(net, session)


def lstm(**options: Range) -> Net:
    """An LSTM over x (T, N, 3)."""
    return Case.named("recurrent/lstm").load(**(options or {"time_steps": STEPS, "batch": BATCH}))


def opened(**options: Any) -> tuple[Session, Watched]:
    return host_session(lstm(), **options)


@pytest.fixture
def session() -> Iterator[Session]:
    with opened()[0] as session:
        yield session


def test_the_manifest_says_which_axes_vary() -> None:
    network = define_network(lstm(), profiles=PROFILES)
    manifest = Manifest.from_text(network.network.name)
    assert manifest.shapes == {
        "x": ("T", "N", 3), "cont": ("T", "N"), "y": ("T", "N", 5),
        "lstm1__h_in": ("N", 5), "lstm1__c_in": ("N", 5), "lstm1__h_out": ("N", 5), "lstm1__c_out": ("N", 5),
    }  # fmt: skip
    assert (manifest.time_steps, manifest.batch) == (STEPS, BATCH)
    assert manifest.profiles == (PROFILES[0], Profile(Range(8, 8, 8), BATCH))
    assert Manifest.from_text(manifest.to_text()) == manifest


def test_a_session_begins_at_the_best_size_and_names_the_range(session: Session) -> None:
    assert (session.streams, session.time_steps) == (2, 3)
    assert session.ranges == {"time_steps": STEPS, "streams": BATCH}
    assert session.inputs == {"x": (3, 2, 3), "cont": (3, 2)}
    with pytest.raises(SessionError, match="this file takes 1 to 5 streams; found 6"):
        session.resize(6)
    with pytest.raises(SessionError, match=r"shape \(9, 2, 3\), expected \(T, N, 3\) with N = 2 .* T from 1 to 8"):
        session.step(x=noise(9, 2, 3))


def test_a_call_of_another_size_allocates_nothing_and_copies_no_state() -> None:
    session, device = opened()
    session.resize(5)
    session.step(x=noise(8, 5, 3))
    before = device.calls.copy()
    for steps in (1, 8, 3):
        session.step(x=noise(steps, 5, 3))
    made = device.calls - before
    assert {"allocate", "pin", "clear", "copy"}.isdisjoint(+made)
    assert (made["copy_in"], made["copy_out"]) == (6, 3)  # x and cont, y
    before = device.calls.copy()
    session.resize(2)  # the streams that remain stay where they are
    assert not device.calls - before


def test_streams_that_remain_keep_their_states_and_new_ones_begin_with_zeros(session: Session) -> None:
    session.step(x=noise(3, 2, 3))
    before = session.state
    session.resize(5)
    for name, array in session.state.items():
        assert np.array_equal(array[:2], before[name])
        assert not array[2:].any()
    session.step(x=noise(1, 5, 3))
    session.resize(1)
    one = session.state
    session.resize(4)
    for name, array in session.state.items():
        assert np.array_equal(array[:1], one[name])
        assert not array[1:].any()


def test_a_snapshot_serves_another_session_of_as_many_streams(session: Session) -> None:
    session.step(x=noise(3, 2, 3))
    held, x = session.state, noise(8, 2, 3)
    expected = session.step(x=x)["y"]
    other, _ = opened()
    other.state = held
    assert np.array_equal(other.step(x=x)["y"], expected)
    other.resize(4)
    with pytest.raises(SessionError, match=r"the state 'lstm1__h_in' has shape \(2, 5\), expected \(4, 5\)"):
        other.state = held


@pytest.mark.parametrize("by", ["dlpack", "interface"])
def test_arrays_on_the_device_tell_the_time_steps(by: str) -> None:
    session, device = opened()
    plain, _ = opened()
    for steps in (1, 8, 3):
        x, y = noise(steps, 2, 3), np.zeros((steps, 2, 5), np.float32)
        given, target = OnDevice(x, by), OnDevice(y, by)
        if by == "dlpack":
            given.shape = x.shape  # type: ignore[attr-defined]
        before = device.calls.copy()
        session.step(x=given, out={"y": target})
        assert (device.calls - before)["copy_out"] == 0
        assert np.array_equal(y, plain.step(x=x)["y"])


def test_calls_on_a_stream_of_the_callers_do_not_wait() -> None:
    session, device = opened()
    plain, _ = opened()
    before = device.enter()
    stream = device.create_stream()
    device.leave(before)
    given = []
    for steps in (3, 1, 8):
        x, y = noise(steps, 2, 3), np.zeros((steps, 2, 5), np.float32)
        given.append((x, y, OnDevice(x, "interface"), OnDevice(y, "interface")))
    ones = {steps: OnDevice(np.ones((steps, 2), np.float32), "interface") for steps in (3, 1, 8)}
    waited = device.calls["synchronize"]
    for x, _, on_device, target in given:
        session.step(x=on_device, cont=ones[len(x)], out={"y": target}, stream=stream)
    assert device.calls["synchronize"] == waited
    assert session.state  # waits
    for x, y, _, _ in given:
        assert np.array_equal(y, plain.step(x=x, cont=np.ones((len(x), 2), np.float32))["y"])


def test_graphs_are_of_one_size_and_recorded_again_for_another() -> None:
    session, device = opened(cuda_graph=True)
    plain, _ = opened()
    launched = []
    for steps in (3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 3, 8, 3, 8):
        x = noise(steps, 2, 3)
        before = device.calls["launch_graph"]
        assert np.array_equal(session.step(x=x)["y"], plain.step(x=x)["y"])
        launched.append(device.calls["launch_graph"] - before)
    assert launched == [0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0]
    assert session.what.endswith("no CUDA graph yet: it is recorded from the third call of the same size on")
    session.close()
    assert device.is_clean


def test_the_session_uses_the_profile_whose_best_size_is_nearest() -> None:
    net = lstm()
    session, _ = host_session(net, profiles=PROFILES)
    assert session.profiles == (Profile(STEPS, BATCH), PROFILES[0], Profile(Range(8, 8, 8), BATCH))
    seen = {}
    for streams, steps in ((2, 3), (1, 3), (1, 8), (5, 8), (5, 3)):
        session.resize(streams)
        session.step(x=noise(steps, streams, 3))
        seen[streams, steps] = session.what.split("optimization profile ")[1].split(" (")[0]
    assert seen == {(2, 3): "1 of 3", (1, 3): "2 of 3", (1, 8): "3 of 3", (5, 8): "3 of 3", (5, 3): "1 of 3"}
    session.resize(1)
    assert "fp32, optimization profile 2 of 3 (batch=1:1:1,time-steps=1:3:8), no CUDA graph" in session.what
    check_sizes(net, session)


@pytest.mark.parametrize(
    ("profile", "message"),
    [(Profile(None, Range(1, 1, 6)), "--profile batch=1:1:6: the engine takes --batch 1:2:5"),
     (Profile(Range(9, 9, 9), None), "the engine takes --time-steps 1:3:8, and a profile is for a part of that"),
     (Profile(None, None), "there is such an optimization profile already"),
     (Profile(STEPS, BATCH), "there is such an optimization profile already")],
)  # fmt: skip
def test_a_profile_that_is_no_part_of_the_range_is_refused(profile: Profile, message: str) -> None:
    with pytest.raises(ConversionError, match=message):
        define_network(lstm(), profiles=[profile])


def test_a_profile_of_what_does_not_vary_is_refused() -> None:
    with pytest.raises(ConversionError, match="this network takes one size"):
        define_network(Case.named("recurrent/lstm").load(), profiles=[PROFILES[0]])
    with pytest.raises(ConversionError, match="takes one number for --time-steps"):
        define_network(lstm(batch=BATCH), profiles=[Profile(STEPS, None)])


def test_a_batch_alone_varies() -> None:
    net = lstm(batch=BATCH)
    session, _ = host_session(net)
    assert session.ranges == {"streams": BATCH}
    check_sizes(net, session)


def small(folder: Path) -> tuple[Path, Path]:
    """The files of an LSTM over x (T, N, 4)."""
    random_net(folder, lstm_text(4, 2, 4, 5))
    return folder / "net.prototxt", folder / "net.caffemodel"


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_compare_takes_such_an_engine_at_the_smallest_best_and_largest_size(
    precision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = small(tmp_path)
    network = define_network(load(*files, time_steps=STEPS, batch=BATCH), precision, tensorrt="rtx")
    monkeypatch.setattr(candidate, "Session", lambda path: host_session(network)[0])
    (tmp_path / "n.engine").touch()
    result = call("compare", tmp_path / "n.engine", *files, "--layers")
    assert result.exit_code == 0, result.output
    assert [line[-14:] for line in result.output.splitlines() if line.startswith("inputs")] == [
        ", T = 1, N = 1", ", T = 3, N = 2", ", T = 8, N = 5",
    ]  # fmt: skip
    assert result.output.count("actual     engine on") == 3
    result = call("compare", tmp_path / "n.engine", *files, "--batch", "4", "--time-steps", "2")
    assert "T = 2, N = 4" in result.output
    random_net(tmp_path, lstm_text(4, 2, 4, 5), seed=7)  # other weights
    assert call("compare", tmp_path / "n.engine", *files).exit_code == 1


def test_run_takes_the_time_steps_from_the_arrays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    net = load(*small(tmp_path), time_steps=STEPS, batch=BATCH)

    def open_session(path: str, *, streams: int, **options: Any) -> Session:
        session, _ = host_session(net)
        session.resize(streams)
        return session

    monkeypatch.setattr("caffe2trt.converter.cli.run.Session", open_session)
    (tmp_path / "n.engine").touch()
    np.savez(tmp_path / "in.npz", x=noise(2, 7, 3, 4))  # two calls
    result = call(
        "run", tmp_path / "n.engine", "--inputs", tmp_path / "in.npz", "--streams", 3, "-o", tmp_path / "o.npz"
    )
    assert result.exit_code == 0, result.output
    assert "y (2,7,3,5)" in result.output
    assert net.varying is not None
    one, cont = Reference(net.varying.at(7, 3)), np.ones((7, 3), np.float32)
    cont[0] = 0
    for x, y in zip(np.load(tmp_path / "in.npz")["x"], np.load(tmp_path / "o.npz")["y"]):
        assert difference(y, one.outputs({"x": x, "cont": cont})["y"]) <= 1e-5
        cont = np.ones_like(cont)


def test_compare_takes_a_range_through_tensorrts_parser(tmp_path: Path) -> None:
    files = small(tmp_path)
    assert call("convert", *files, "-o", tmp_path / "n.onnx", "--batch", BATCH, "--time-steps", STEPS).exit_code == 0
    result = call("compare", tmp_path / "n.onnx", *files, "--through", "tensorrt", "--layers")
    assert result.exit_code == 0, result.output
    assert result.output.count("actual     ONNX through the parser of TensorRT for RTX") == 3
    random_net(tmp_path, lstm_text(4, 2, 4, 5), seed=7)  # other weights
    result = call("compare", tmp_path / "n.onnx", *files, "--through", "tensorrt", "--layers")
    assert (result.exit_code, result.output.count("the first wrong one: layer 'l' (LSTM)")) == (1, 3), result.output


def renamed(network: Network, old: str, new: str) -> Network:
    assert old in network.network.name
    network.network.name = network.network.name.replace(old, new)
    return network


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [('"x":["T","N",3]', '"x":["T","N",4]', "'x' has shape .* does not say what varies: it is damaged"),
     ('"x":["T","N",3]', '"x":["T","N"]', "does not say what varies"),
     ('"x":["T","N",3]', '"z":["T","N",3]', "does not say what varies"),
     ('"y":["T","N",5]', '"y":["T","T*N",5]', "gives 'y' the shape .* but the file says .* damaged"),
     ('"profiles":[', '"profiles":[[[1,2,3],[1,2,3]],', "2 optimization profiles, but its manifest names 3"),
     ('"batch":[1,2,5]', '"batch":[1,2,6]', "TensorRT refuses the shape"),
     ('"batch":[1,2,5]', '"batch":[1,2,2000000000]', "too much memory"),
     ('"shapes"', '"others"', "does not say what varies")],
)  # fmt: skip
def test_a_damaged_manifest_is_refused(old: str, new: str, message: str) -> None:
    network = renamed(define_network(lstm(), profiles=PROFILES[:1]), old, new)
    with pytest.raises(SessionError, match=message):
        use(network)


def use(network: Network) -> None:
    """A call with as many streams as the manifest says that there may be."""
    session, _ = host_session(network)
    session.resize(session.ranges["streams"].max)
    session.step(x=noise(3, session.streams, 3))


def test_an_engine_of_another_program_whose_shapes_vary_is_refused() -> None:
    network = define_network(lstm())
    network.network.name = "net"
    with pytest.raises(SessionError, match="is not fixed"):
        host_session(network)


def grow(session: Session) -> None:
    session.resize(5)


def shrink(session: Session) -> None:
    session.resize(1)


def lengthen(session: Session) -> None:
    session.step(x=noise(2, 2, 3))


@pytest.mark.parametrize("call", [grow, shrink, lengthen])
def test_an_interrupt_at_any_line_of_a_change_of_the_size(call: Callable[[Session], None]) -> None:
    """The session is then as it was before the call, or as after it, and goes on."""
    session, device = opened(profiles=PROFILES)

    def prepare() -> None:
        session.resize(2)
        session.reset()
        session.step(x=noise(1, 2, 3))

    def seen() -> list[Any]:
        state = session.state
        return [*state.values(), session.step(x=noise(1, session.streams, 3))["y"]]

    expected = []
    for work in (lambda _: None, call):
        prepare()
        work(session)
        expected.append(seen())
    for place in count():
        prepare()
        was_interrupted = interrupted(partial(call, session), place)
        found = seen()
        assert any(len(found[0]) == len(one[0]) and all(map(np.array_equal, found, one)) for one in expected), place
        if not was_interrupted:
            break
    session.close()
    assert device.is_clean
    assert place > 5


@pytest.mark.parametrize("what", ["set_input_shape", "set_optimization_profile_async"])
def test_a_size_that_tensorrt_refuses_leaves_the_state(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    session, _ = host_session(lstm(), profiles=PROFILES)
    session.step(x=noise(3, 2, 3))
    before, x = session.state, noise(8, 2, 3)
    with monkeypatch.context() as patch:
        patch.setattr(HostContext, what, lambda *_: False)
        with pytest.raises(SessionError, match=r"TensorRT refuses .*; the state is as it was before it"):
            session.step(x=x)
    assert all(np.array_equal(array, before[name]) for name, array in session.state.items())
    plain, _ = opened()
    plain.state = before
    assert np.array_equal(session.step(x=x)["y"], plain.step(x=x)["y"])


def test_the_stand_in_refuses_what_tensorrt_refuses() -> None:
    device = new_device()
    stream = device.create_stream()
    context = HostEngine(define_network(lstm(), profiles=PROFILES[:1]), device).create_execution_context()
    assert not context.set_input_shape("x", (3, 6, 3))  # outside of the profile
    assert not context.set_input_shape("x", (3, 2, 4))
    assert not context.set_input_shape("y", (3, 2, 5))
    assert context.get_tensor_shape("y") == (-1, -1, 5)
    shapes = {"x": (3, 2, 3), "cont": (3, 2), "lstm1__h_in": (2, 5), "lstm1__c_in": (2, 5)}
    for index, name in enumerate((*shapes, "y", "lstm1__h_out", "lstm1__c_out")):
        assert context.set_tensor_address(name, 256 * (index + 1))
    for name, shape in shapes.items():
        assert not context.execute_async_v3(stream)  # a shape is not set
        assert context.set_input_shape(name, shape)
    assert context.get_tensor_shape("y") == (3, 2, 5)
    assert not context.set_optimization_profile_async(2, stream)
    assert context.set_optimization_profile_async(1, stream)
    assert not context.execute_async_v3(stream)  # the new profile has no shapes
    assert not context.set_input_shape("x", (3, 2, 3))
    assert context.set_input_shape("x", (3, 1, 3))
