"""caffe2trt.hpp over stand-ins for TensorRT and the CUDA runtime (tests/cpp), which compute on the CPU.

The oracle is Caffe (the golden cases), and for what a session does between calls, Session on the ONNX file.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import Net, Reference, export_onnx, load
from caffe2trt.runtime import Session, include_dir
from caffe2trt.runtime.interface import state_output
from caffe2trt.runtime.manifest import Range
from tests.cpp_build import (
    CMAKE,
    COMPILER,
    FLAGS,
    STANDINS,
    VALGRIND,
    VARIANTS,
    Array,
    Drive,
    compile_all,
    floats,
    needs_compiler,
)
from tests.harness import ROOT, SAMPLES, Case, difference
from tests.networks import input_layer, lstm_text, random_net
from tests.standin_engine import standin_engine

pytestmark = needs_compiler

BLOB = SAMPLES / "moving_blob"
GOLDENS = ("lstm", "lstm_fractional_cont", "lstm_resets_stateful", "lstm_spatial_input", "lstm_stacked")
STREAMED = ("lstm_step_stream", "rnn", "rnn_step_stream")
RANDOM = np.random.default_rng(0)


def blob(**options: object) -> Net:
    """The sample moving_blob."""
    return load(BLOB / "train_test.prototxt", BLOB / "moving_blob.caffemodel", **options)  # type: ignore[arg-type]


def random(*shape: int) -> Array:
    return RANDOM.normal(size=shape).astype(np.float32)


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """moving_blob for 16 streams and one time step."""
    return standin_engine(blob(time_steps=1), tmp_path / "blob.engine")


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_header_and_the_sample_compile_without_warnings(variant: str) -> None:
    command = [str(COMPILER), *FLAGS, *VARIANTS[variant], "-fsyntax-only", str(SAMPLES / "cpp/main.cpp")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_older_tensorrt_is_refused_when_compiling() -> None:
    source = ["-fsyntax-only", "-DSTANDIN_TENSORRT=805", str(SAMPLES / "cpp/main.cpp")]
    done = subprocess.run([str(COMPILER), *FLAGS, *source], capture_output=True, text=True)
    assert "caffe2trt.hpp needs TensorRT 8.6 or newer" in done.stderr


def test_python_says_where_the_header_is() -> None:
    assert (include_dir() / "caffe2trt.hpp").read_bytes() == (ROOT / "runtime/cpp/caffe2trt.hpp").read_bytes()


@pytest.mark.parametrize("variant", ["8.6", "10", "rtx"])
@pytest.mark.parametrize("name", GOLDENS + STREAMED)
def test_outputs_and_states_are_caffes_over_all_calls(name: str, variant: str, tmp_path: Path) -> None:
    case = Case.named(f"recurrent/{name}")
    net = case.load()
    drive = Drive(tmp_path, variant).do(f"open {standin_engine(net, tmp_path / 'net.engine')} make_cont=0")
    given = [{blob: inputs[blob] for blob in net.inputs} for inputs, _ in case.calls]
    found = [(drive.step(inputs, list(net.outputs)), drive.state()) for inputs in given]
    assert drive.run() == []
    reference = Reference(net)
    for inputs, (_, expected), (outputs, state) in zip(given, case.calls, found):
        computed = reference.forward(inputs)  # Caffe does not give its states
        for blob_name, path in zip(net.outputs, outputs):
            assert difference(floats(path, net.outputs[blob_name]), expected[blob_name]) < 1e-6
        for blob_name, shape in net.states.items():
            assert difference(floats(state / blob_name, shape), computed[state_output(blob_name)]) < 1e-6
        if name.startswith("lstm") and "y" in expected:
            assert difference(floats(state / "lstm1__h_in"), expected["y"][-1].reshape(-1)) < 1e-6


@pytest.mark.parametrize("variant", ["8.6", "10", "rtx"])
def test_moving_blob_frame_by_frame_is_what_caffe_computed(variant: str, engine: Path, tmp_path: Path) -> None:
    caffe = np.load(BLOB / "expected.npz")
    drive, found = Drive(tmp_path, variant).do(f"open {engine}"), []
    for clips in caffe["frames"]:
        drive.do("reset")
        found += [(*drive.step({"data": frames}, ["probs"]), drive.state()) for frames in clips]
    assert drive.run() == []
    for (probs, state), expected, hidden in zip(
        found, caffe["probs"].reshape(-1, 16, 5), caffe["lstm1"].reshape(-1, 16, 32)
    ):
        assert difference(floats(probs, (16, 5)), expected) < 1e-5
        assert difference(floats(state / "lstm1__h_in", (16, 32)), hidden) < 1e-5


def test_calls_resets_and_snapshots_do_what_a_session_does_in_python(engine: Path, tmp_path: Path) -> None:
    export_onnx(blob(time_steps=1), tmp_path / "blob.onnx")
    drive, wanted, found = Drive(tmp_path).do(f"open {engine}"), [], []
    frames = [random(16, 1, 16, 16) for _ in range(12)]
    with Session(tmp_path / "blob.onnx") as session:
        kept = session.state
        for call, data in enumerate(frames):
            if call in (3, 4, 8):
                session.reset(streams=[call])
                drive.do(f"reset_stream {call}")
            if call == 5:
                kept = session.state
                drive.do("snapshot kept")
            if call == 9:
                session.state = kept
                drive.do("restore kept")
            wanted.append((session.step(data=data)["probs"], session.state))
            found.append((*drive.step({"data": data}, ["probs"]), drive.state()))
    assert drive.run() == []
    for (probs, states), (probs_file, folder) in zip(wanted, found):
        assert difference(floats(probs_file, probs.shape), probs) < 1e-5
        for name, values in states.items():
            assert difference(floats(folder / name, values.shape), values) < 1e-5


@pytest.mark.parametrize("variant", ["8.6", "10", "rtx"])
def test_a_call_copies_no_state_and_allocates_nothing(variant: str, engine: Path, tmp_path: Path) -> None:
    drive = Drive(tmp_path, variant).do(f"open {engine}")
    drive.step({"data": random(16, 1, 16, 16)})
    counts = json.loads(drive.do("step", "steps 20 reset", "counts").run()[0])
    row = 16 * 4  # bytes of cont's first time step, which changes after a reset: in all calls but the first
    assert {name: counts[name] for name in ("news", "allocations", "within", "calls")} == {
        "news": 0,
        "allocations": 0,
        "within": 0,
        "calls": 20,
    }
    assert counts["bytes_out"] == 20 * 16 * 5 * 4
    assert counts["bytes_in"] == 20 * 16 * 256 * 4 + 19 * row


def test_a_call_without_a_reset_copies_the_input_and_the_output_only(engine: Path, tmp_path: Path) -> None:
    drive = Drive(tmp_path).do(f"open {engine}", "step", "step", "steps 5", "counts")
    counts = json.loads(drive.run()[0])
    assert (counts["in"], counts["out"], counts["clears"], counts["news"]) == (5, 5, 0, 0)


def test_memory_on_the_gpu_is_used_without_a_copy(engine: Path, tmp_path: Path) -> None:
    data, size = random(16, 1, 16, 16), 16 * 256
    drive = Drive(tmp_path).do(f"open {engine}")
    (own,) = drive.step({"data": data}, ["probs"])
    drive.do("reset", "step", "step", "reset", f"on_device data {size}", "on_device probs 80", "count")
    (given,) = drive.step({"data": data}, ["probs"])
    drive.do("counts", "on_device data 4096 1", "on_device lstm1__h_in 512")
    counts, unaligned, state = drive.run()
    assert np.array_equal(floats(given), floats(own))
    assert (json.loads(counts)["bytes_in"], json.loads(counts)["bytes_out"]) == (16 * 4, 0)
    assert "the memory for 'data' has an address that is not a multiple of 256" in unaligned
    assert "'lstm1__h_in' is a state, which stays on the GPU" in state


def test_calls_that_are_enqueued_run_in_order(engine: Path, tmp_path: Path) -> None:
    data = random(16, 1, 16, 16)
    drive = Drive(tmp_path).do(f"open {engine}")
    drive.step({"data": data})
    waited = drive.do("step", "step").state()
    drive.do("reset", "enqueue", "enqueue", "enqueue", "wait")
    enqueued = drive.state()
    assert drive.run() == []
    assert np.array_equal(floats(waited / "lstm1__c_in"), floats(enqueued / "lstm1__c_in"))


def test_one_stream_moves_to_another_session(tmp_path: Path) -> None:
    large = standin_engine(blob(time_steps=1), tmp_path / "large.engine")
    small = standin_engine(blob(time_steps=1, batch=2), tmp_path / "small.engine")
    first, second, other = (random(16, 1, 16, 16) for _ in range(3))
    drive = Drive(tmp_path).do(f"open {large}")
    drive.step({"data": first})
    drive.do("snapshot moved 5")
    (stayed,) = drive.step({"data": second}, ["probs"])
    drive.do(f"open {small}")
    drive.step({"data": other[:2]})
    drive.do("restore moved 1")
    (moved,) = drive.step({"data": np.stack([other[2], second[5]])}, ["probs"])
    assert drive.run() == []
    assert np.array_equal(floats(moved, (2, 5))[1], floats(stayed, (16, 5))[5])


VARYING = {"batch": Range(1, 3, 8), "time_steps": Range(1, 2, 6)}


def test_the_streams_and_time_steps_of_an_engine_vary(tmp_path: Path) -> None:
    net = blob(**VARYING)
    export_onnx(net, tmp_path / "blob.onnx")
    drive = Drive(tmp_path).do(f"open {standin_engine(net, tmp_path / 'blob.engine')} streams=2", "names", "count")
    wanted, found = [], []
    with Session(tmp_path / "blob.onnx", streams=2) as session:
        for streams, steps in ((2, 2), (2, 5), (4, 1), (8, 6), (1, 3), (3, 1)):
            session.resize(streams)
            drive.do(f"resize {streams} {steps}")
            data = random(steps * streams, 1, 16, 16)
            wanted.append((session.step(data=data)["probs"], session.state))
            found.append((*drive.step({"data": data}, ["probs"]), drive.state()))
    names, counts = drive.do("counts").run()
    assert names == "inputs data; outputs probs; states lstm1__h_in lstm1__c_in; streams 2; time steps 2"
    assert json.loads(counts)["allocations"] == 0
    for (probs, states), (probs_file, folder) in zip(wanted, found):
        assert difference(floats(probs_file, probs.shape), probs) < 1e-5
        for name, values in states.items():
            assert difference(floats(folder / name, values.shape), values) < 1e-5


def test_a_change_of_size_that_is_refused_changes_nothing(tmp_path: Path) -> None:
    engine = standin_engine(blob(**VARYING, layout="batch-first"), tmp_path / "blob.engine")
    drive = Drive(tmp_path).do(f"open {engine} time_steps=1", "names", "resize 4 2", "names", f"open {engine}")
    before, refused, after, at_best = drive.run()
    assert before == after
    for line in (refused, at_best):
        assert line.startswith("error: this engine has batch-first inputs and more than one time step in a call")


@pytest.mark.parametrize("options", [{}, {"time_steps": 1}, VARYING])
def test_an_engine_of_trtexec_runs_when_cont_is_named(options: dict[str, Range], tmp_path: Path) -> None:
    """Its name is not a manifest: sizes come from the shapes, and `cont` from the program."""
    net = blob(**options)
    of_caffe2trt = standin_engine(net, tmp_path / "one.engine")
    of_trtexec = standin_engine(net, tmp_path / "two.engine", name="moving_blob_lrcn")
    size = net.inputs["data"][0] if not options.get("batch") else 6
    data = random(int(size), 1, 16, 16)
    drive, found = Drive(tmp_path), []
    for command in (f"open {of_caffe2trt}", f"open {of_trtexec} cont=clip_markers"):
        drive.do(command, "names")
        drive.step({"data": data})
        found += drive.do("reset_stream 0").step({"data": data}, ["probs"])
    one, two = drive.run()
    assert one == two
    assert np.array_equal(floats(found[0]), floats(found[1]))


def test_an_engine_that_does_not_name_cont_takes_it_as_an_input(tmp_path: Path) -> None:
    engine = standin_engine(blob(time_steps=1), tmp_path / "blob.engine", name="moving_blob_lrcn")
    lines = Drive(tmp_path).do(f"open {engine}", "names").run()
    assert lines == [
        "inputs data clip_markers; outputs probs; states lstm1__h_in lstm1__c_in; streams 16; time steps 0"
    ]


def test_names_with_quotes_and_accents_are_those_of_the_engine(tmp_path: Path) -> None:
    name = 'c"ö𝄞nt'
    net = random_net(tmp_path, lstm_text(1, 2, 3, 4).replace('"cont"', '"' + name.replace('"', '\\"') + '"'))
    lines = Drive(tmp_path).do(f"open {standin_engine(net, tmp_path / 'net.engine')}", "names", f"in {name} x").run()
    assert lines[0] == "inputs x; outputs y; states l__h_in l__c_in; streams 2; time steps 1"
    assert lines[1].startswith(f"error: the session makes '{name}'; to write it yourself, set Options::make_cont")


SETTINGS = {"proportional": {"batch": Range(1, 2, 4), "time_steps": Range(2, 4, 8)}, "starts": {"time_steps": 2}}


@pytest.mark.parametrize(
    ("command", "message"),
    [("open {}/none.engine", "cannot read .*none.engine: there is no such file, or it is empty"),
     ("open net.onnx", "net.onnx is an ONNX file; make an engine of it with caffe2trt convert -o net.engine"),
     ("open {}/damaged.engine", r"TensorRT 10.0 cannot read .* \(the magic tag does not match\); an engine runs only"),
     ("open {}/host.engine", r"host code is not allowed"),
     ("open {}/half.engine", "'data' is not float32"),
     ("open {}/stripped.engine", "built with --strip-weights and has no weights; convert it without"),
     ("open {}/implicit.engine", r"has an implicit batch \(--lstm rnnv2\), which only Session in Python runs"),
     ("open {}/proportional.engine", "axis 0 of the input 'x' varies, and the ranges do not tell"),
     ("open {}/blob.engine device=7", "choosing the GPU failed: invalid device ordinal"),
     ("open {}/blob.engine streams=3", "this engine takes 16 streams; found 3. Convert it for a range, such as"),
     ("open {}/varying.engine streams=9", "this engine takes 1 to 8 streams; found 9"),
     ("open {}/varying.engine time_steps=7", "this engine takes 1 to 6 time steps; found 7"),
     ("open {}/blob.engine cont=marker", "unknown input 'marker' in Options::cont; the inputs are 'data'$"),
     ("in dota x", "unknown input 'dota'; the inputs are 'data'$"),
     ("in lstm1__c_in x", "'lstm1__c_in' is a state, which stays on the GPU; read and write it with snapshot and rest"),
     ("in clip_markers x", "the session makes 'clip_markers'; to write it yourself, set Options::make_cont to false"),
     ("out prob x", "unknown output 'prob'; the outputs are 'probs'"),
     ("reset_stream 16", "there is no stream 16; the streams are 0 to 15"),
     ("resize 4", "this engine takes 16 streams; found 4. Convert it for a range, such as --batch 1:8:32"),
     ("restore short", "the state 'lstm1__h_in' has 3 numbers, expected 512: 32 for each of 16 streams"),
     ("restore short 2", "the state 'lstm1__h_in' has 3 numbers, expected 32: 32 for each of 1 streams"),
     ("restore other", "unknown state 'lstm2__h_in'; the states are 'lstm1__h_in', 'lstm1__c_in'")],
)  # fmt: skip
def test_what_is_wrong_is_named_with_the_way_out(command: str, message: str, tmp_path: Path) -> None:
    net = blob(time_steps=1)
    standin_engine(net, tmp_path / "blob.engine")
    standin_engine(net, tmp_path / "host.engine", host_code=True)
    standin_engine(net, tmp_path / "half.engine", floats=False)
    stripped = '{"net":"n","precision":"fp32","cont":{},"options":{"strip_weights":true}}'
    standin_engine(net, tmp_path / "stripped.engine", name=stripped)
    implicit = '{"net":"n","precision":"fp32","cont":{},"batch":[1,16,16],"implicit_batch":true}'
    standin_engine(net, tmp_path / "implicit.engine", name=implicit)
    standin_engine(blob(**VARYING), tmp_path / "varying.engine")
    net = random_net(tmp_path, lstm_text(2, 2, 3, 4))
    varying = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", **SETTINGS["proportional"])  # type: ignore[arg-type]
    standin_engine(varying, tmp_path / "proportional.engine")
    (tmp_path / "damaged.engine").write_bytes(b"\0" * 100)
    drive = Drive(tmp_path).do(f"open {tmp_path}/blob.engine")
    three = drive.write(np.zeros(3, np.float32))
    drive.do(f"set short lstm1__h_in {three}", f"set other lstm2__h_in {three}", command.format(tmp_path))
    lines = drive.run()
    assert len(lines) == 1
    assert re.search(f"^error: .*{message}", lines[0]), lines


def test_host_code_loads_where_it_is_allowed(tmp_path: Path) -> None:
    engine = standin_engine(blob(time_steps=1), tmp_path / "blob.engine", host_code=True)
    assert Drive(tmp_path).do(f"open {engine} allow_host_code=1", "step").run() == []


def test_numbers_that_choose_no_row_are_refused(tmp_path: Path) -> None:
    text = lstm_text(1, 2, 3, 4)
    name = '{"net":"n","precision":"fp32","cont":{"cont":2},"index":{"x":5}}'
    engine = standin_engine(random_net(tmp_path, text), tmp_path / "net.engine", name=name)
    drive = Drive(tmp_path).do(f"open {engine}")
    for value in (4.9, 5, -1, np.nan):
        drive.step({"x": np.array([0, 1, 2, value, 4, 0], np.float32)})
    lines = drive.run()
    assert [line.partition(" at ")[2] for line in lines] == [
        "3, expected numbers from 0 to 4: it chooses among 5 rows"
    ] * 3


def test_a_reset_within_a_call_is_refused_where_the_file_promises_none(tmp_path: Path) -> None:
    name = '{"net":"n","precision":"fp32","cont":{"cont":2},"starts_only":true}'
    engine = standin_engine(random_net(tmp_path, lstm_text(2, 2, 3, 4)), tmp_path / "net.engine", name=name)
    drive = Drive(tmp_path).do(f"open {engine} make_cont=0")
    for cont in ([0, 1, 1, 1], [1, 1, 0, 1]):
        drive.step({"x": random(2, 2, 3), "cont": np.array(cont, np.float32)})
    (line,) = drive.run()
    assert (
        "'cont' is not 1 after the first time step of the call, but this file was made with --cont-starts-only" in line
    )


def test_a_call_that_cannot_be_enqueued_leaves_the_state(engine: Path, tmp_path: Path) -> None:
    data = random(16, 1, 16, 16)
    drive = Drive(tmp_path).do(f"open {engine}")
    drive.step({"data": data})
    drive.do("reset_stream 3")
    before = drive.state()
    calls = 1 + 2 + 6 + 1 + 1  # input; cont's ones and its zero; 6 addresses; the call; the output
    for call in range(1, calls + 1):
        drive.do(f"fail_in {call}", "step")
    after = drive.state()
    (found,) = drive.step({"data": data}, ["probs"])
    lines = drive.do(f"open {engine}").run()
    assert len(lines) == calls
    assert all(
        re.match("error: (copying between|clearing memory|TensorRT (refuses an addr|could not))", x) for x in lines
    )
    assert np.array_equal(floats(before / "lstm1__c_in"), floats(after / "lstm1__c_in"))
    assert np.isfinite(floats(found)).all()


def test_an_error_on_the_gpu_is_reported_and_the_session_says_so_from_then_on(engine: Path, tmp_path: Path) -> None:
    lines = Drive(tmp_path).do(f"open {engine}", "fail_at_synchronize", "step", "step", "snapshot a", "reset").run()
    assert len(lines) == 4
    assert all("the GPU reported an error" in line and "and the state is lost; restart" in line for line in lines)


def test_the_threads_gpu_stays_the_current_one(engine: Path, tmp_path: Path) -> None:
    drive = Drive(tmp_path).do(f"open {engine} device=1", "device", "step", "reset", "device", "close", "device")
    assert drive.run() == ["device 0"] * 3


@pytest.mark.parametrize("variant", ["8.6", "10", "rtx"])
def test_whatever_fails_nothing_leaks(variant: str, engine: Path, tmp_path: Path) -> None:
    (line,) = Drive(tmp_path, variant).do(f"faults {engine}").run()
    assert int(line.removeprefix("failures ")) > 40


@pytest.mark.skipif(VALGRIND is None, reason="no valgrind here to look for leaks and memory that is not initialised")
@pytest.mark.parametrize("variant", ["8.6", "10", "rtx"])
def test_valgrind_finds_no_leak_and_no_wrong_access(variant: str, tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 3, 4))
    net = load(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", batch=Range(1, 2, 4))
    engine = standin_engine(net, tmp_path / "net.engine")
    drive = Drive(tmp_path, variant).do(f"open {engine}")
    drive.step({"x": random(1, 2, 3)}, ["y"])
    drive.do("reset_stream 1", "resize 4", "step", "snapshot a 3", "restore a 0", "reset", "step", f"faults {engine}")
    drive.run(str(VALGRIND), "--quiet", "--leak-check=full", "--show-leak-kinds=all", "--error-exitcode=9")


def test_what_rtx_compiled_is_kept_in_a_file(engine: Path, tmp_path: Path) -> None:
    cache = tmp_path / "blob.engine.cache"
    assert Drive(tmp_path, "rtx").do(f"open {engine} runtime_cache=0", "step").run() == []
    assert not cache.exists()
    assert Drive(tmp_path, "rtx").do(f"open {engine}", "step").run() == []
    assert cache.read_bytes() == b"compiled kernels"
    written = cache.stat().st_mtime_ns
    assert Drive(tmp_path, "rtx").do(f"open {engine}", "step").run() == []
    assert cache.stat().st_mtime_ns == written
    cache.write_bytes(b"of another version")
    assert Drive(tmp_path, "rtx").do(f"open {engine}", "step").run() == []
    assert cache.read_bytes() == b"compiled kernels"
    assert [path.name for path in tmp_path.glob("*.cache*")] == [cache.name]


def shown_lines() -> list[str]:
    text = (SAMPLES / "cpp/README.md").read_text(encoding="utf-8")
    return re.findall(r"^  frame \d:.*$", text, re.MULTILINE)


@pytest.mark.skipif(CMAKE is None, reason="no cmake here to build the sample")
@pytest.mark.parametrize("variant", ["10", "rtx"])
def test_the_sample_builds_with_cmake_and_prints_what_its_page_shows(variant: str, tmp_path: Path) -> None:
    sdk, cuda = tmp_path / "sdk", tmp_path / "cuda"
    for folder, header, source, library in (
        (sdk, "NvInfer.h", "tensorrt", "tensorrt_rtx" if variant == "rtx" else "nvinfer"),
        (cuda, "cuda_runtime_api.h", "cuda", "cudart"),
    ):
        (folder / "lib").mkdir(parents=True)
        (folder / "include").mkdir()
        (folder / "include" / header).write_bytes((STANDINS / header).read_bytes())
        objects = compile_all(variant, tmp_path, [STANDINS / f"{source}.cpp"], "-fPIC")
        made = str(folder / f"lib/lib{library}.so")
        subprocess.run([str(COMPILER), "-shared", *objects, "-o", made], check=True)
    build, flags = tmp_path / "build", f"-DCMAKE_CXX_FLAGS={' '.join(['-Wall -Werror', *VARIANTS[variant]])}"
    roots = [f"-DTENSORRT_ROOT={sdk}", f"-DCUDA_ROOT={cuda}"]
    subprocess.run(
        [str(CMAKE), "-S", str(SAMPLES / "cpp"), "-B", str(build), flags, *roots], check=True, capture_output=True
    )
    subprocess.run([str(CMAKE), "--build", str(build)], check=True, capture_output=True)
    clip = np.concatenate(list(np.load(BLOB / "expected.npz")["frames"]), axis=1)[:, 33].astype(np.float32)
    clip.tofile(tmp_path / "clip.f32")
    engine = standin_engine(blob(time_steps=1, batch=1), tmp_path / "step.engine")
    done = subprocess.run(
        [str(build / "stream"), str(engine), str(tmp_path / "clip.f32")], capture_output=True, text=True
    )
    assert (done.stdout.splitlines(), done.stderr) == (shown_lines(), "")
    assert len(shown_lines()) == 8
    wrong = subprocess.run([str(build / "stream"), "none.engine", "clip.f32"], capture_output=True, text=True)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("cannot read none.engine")


def test_states_without_a_cell_and_networks_without_states_run(tmp_path: Path) -> None:
    text = input_layer("x", 2, 3) + 'layer { name: "s" type: "Softmax" bottom: "x" top: "y" }'
    engine = standin_engine(random_net(tmp_path, text), tmp_path / "net.engine")
    drive = Drive(tmp_path).do(f"open {engine}", "names", "reset")
    (path,) = drive.step({"x": np.zeros((2, 3), np.float32)}, ["y"])
    assert drive.run() == ["inputs x; outputs y; states; streams 1; time steps 0"]
    assert np.allclose(floats(path), 1 / 3)
