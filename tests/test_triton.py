"""caffe2trt triton: the files of a model repository, without a server (test_triton_server.py has one)."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

from caffe2trt.converter import ConversionError, export_onnx
from caffe2trt.converter.triton.config import Serving, config_text
from caffe2trt.converter.triton.repository import load_to_serve
from caffe2trt.graph_surgery.retime import own_sizes
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.sequences import Sequences, Step
from tests.harness import GOLDENS, Array, Arrays, Case, difference
from tests.host_device import host_session
from tests.networks import input_layer, lstm_text, random_net
from tests.test_cli import call
from tests.triton_server import triton_python

LSTM = (GOLDENS / "recurrent/lstm/net.prototxt", GOLDENS / "recurrent/lstm/weights.caffemodel")
STATEFUL = (
    *("recurrent/lstm_resets_stateful", "recurrent/lstm_stacked", "recurrent/rnn", "recurrent/jk_lstm_clip"),
    *("recurrent/lstm_static", "nets/lrcn_small", "nets/caption_factored_stream"),
)
BACKENDS = ("onnxruntime", "tensorrt", "python")


def written(folder: Path, *options: object, files: tuple[Path, ...] = LSTM, name: str = "net") -> str:
    """What the command prints, after writing a model."""
    result = call("triton", *files, "-o", folder, "--name", name, *options)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_folder_of_each_backend(tmp_path: Path) -> None:
    for backend in BACKENDS:
        written(tmp_path, "--backend", backend, name=backend)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {
        *(f"{backend}/config.pbtxt" for backend in BACKENDS),
        *("onnxruntime/1/model.onnx", "python/1/model.py", "python/1/net.onnx", "tensorrt/model.onnx"),
    }
    onnx.checker.check_model(onnx.load(tmp_path / "onnxruntime/1/model.onnx"), full_check=True)


def test_without_a_full_tensorrt_the_command_that_builds_the_plan_is_printed(tmp_path: Path) -> None:
    printed = written(tmp_path, "--backend", "tensorrt", "--max-batch", 16)
    assert (
        "trtexec --onnx=model.onnx --saveEngine=1/model.plan --minShapes=x:1x3,cont:1x1,lstm1__h_in:1x5,"
        "lstm1__c_in:1x5 --optShapes=x:8x3,cont:8x1,lstm1__h_in:8x5,lstm1__c_in:8x5 "
        "--maxShapes=x:16x3,cont:16x1,lstm1__h_in:16x5,lstm1__c_in:16x5 --noTF32" in printed
    )


PARSE = """
import json, sys
from google.protobuf import json_format, text_format
from tritonclient.grpc.model_config_pb2 import ModelConfig

for path in sys.argv[1:]:
    config = text_format.Parse(open(path).read(), ModelConfig())
    print(json.dumps(json_format.MessageToDict(config, preserving_proto_field_name=True)))
"""


def parsed(*paths: Path) -> list[dict[str, Any]]:
    """Configurations as NVIDIA's own message type reads them."""
    command = [str(triton_python()), "-c", PARSE, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_configuration_is_read_by_tritons_own_message(tmp_path: Path) -> None:
    names = [(network, backend) for network in STATEFUL for backend in BACKENDS]
    for network, backend in names:
        folder = GOLDENS / network
        options = ("--backend", backend, "--idle-timeout", "5m", "--max-batch", 16, "--instances", 2)
        files = (folder / "net.prototxt", folder / "weights.caffemodel")
        written(tmp_path, *options, files=files, name=f"{folder.name}-{backend}")
    paths = [tmp_path / f"{Path(network).name}-{backend}/config.pbtxt" for network, backend in names]
    for (network, backend), config in zip(names, parsed(*paths)):
        assert (config["name"], config["backend"]) == (f"{Path(network).name}-{backend}", backend)
        assert config["max_batch_size"] == 16
        assert config["instance_group"][0]["count"] == 2
        batching = config["sequence_batching"]
        assert batching["max_sequence_idle_microseconds"] == str(300 * 10**6)
        controls = {
            item["control"][0].get("kind", "CONTROL_SEQUENCE_START"): item for item in batching["control_input"]
        }
        start = controls["CONTROL_SEQUENCE_START"]["control"][0]["fp32_false_true"]
        if backend == "python":
            assert start == [0.0, 1.0]
            assert controls["CONTROL_SEQUENCE_CORRID"]["control"][0]["data_type"] == "TYPE_UINT64"
            assert "state" not in batching
        else:
            assert start == [1.0, 0.0]
            assert all(item["initial_state"][0]["zero_data"] for item in batching["state"])
            pairs = [(item["input_name"], item["output_name"]) for item in batching["state"]]
            assert pairs == list(zip(sorted(a for a, _ in pairs), sorted(b for _, b in pairs)))


def test_names_that_need_quotes(tmp_path: Path) -> None:
    text = lstm_text(2, 2, 3, 4).replace('"x"', r'"x \"\\é"')
    random_net(tmp_path, text)
    files = (tmp_path / "net.prototxt", tmp_path / "net.caffemodel")
    written(tmp_path / "models", files=files)
    (config,) = parsed(tmp_path / "models/net/config.pbtxt")
    assert config["input"][0]["name"] == 'x "\\é'


class TritonsState:
    """The implicit state of Triton's onnxruntime backend: the i-th output by name becomes the i-th input by name."""

    def __init__(self, path: Path, config: str) -> None:
        self.session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        self.inputs = sorted(re.findall(r'\{ input_name: "([^"]*)"', config))
        self.outputs = sorted(re.findall(r'output_name: "([^"]*)"', config))
        self.start = re.findall(r'name: "([^"]*)" control \[ \{ kind: CONTROL_SEQUENCE_START', config)
        self.kept: dict[int, list[Array]] = {}

    def run(self, steps: list[tuple[int, Arrays, bool]]) -> list[Arrays]:
        """One call of the steps of several sequences: number, inputs (1, ...), and whether it is the first."""
        feeds = {name: np.concatenate([inputs[name] for _, inputs, _ in steps]) for name in steps[0][1]}
        for name in self.start:
            feeds[name] = np.array([[0.0 if starts else 1.0] for *_, starts in steps], np.float32)
        shapes = {item.name: item.shape[1:] for item in self.session.get_inputs()}
        for place, name in enumerate(self.inputs):
            zero = np.zeros((1, *shapes[name]), np.float32)
            rows = [zero if starts else self.kept[number][place] for number, _, starts in steps]
            feeds[name] = np.concatenate(rows)
        names = [item.name for item in self.session.get_outputs()]
        found = dict(zip(names, self.session.run(names, feeds)))
        for row, (number, *_) in enumerate(steps):
            self.kept[number] = [found[name][row : row + 1] for name in self.outputs]
        return [
            {name: array[row : row + 1] for name, array in found.items() if name not in self.outputs}
            for row in range(len(steps))
        ]


def golden_streams(name: str) -> Iterator[tuple[Arrays, Arrays, Array]]:
    """Each time step of a golden case: inputs (N, ...), outputs (N, ...), and cont (N); as Caffe had them."""
    case = Case.named(name)
    steps, streams = own_sizes(case.load().model)
    net = case.load(time_steps=1, layout="batch-first")
    (cont,) = (blob for blob, role in net.roles.items() if role.kind == "cont")
    by_stream = {"s", "image_features"}
    for inputs, expected in case.calls:
        for step in range(steps):

            def at(arrays: Arrays, shapes: dict[str, tuple[int, ...]], step: int = step) -> Arrays:
                whole = {
                    blob: arrays[blob] if blob in by_stream else arrays[blob].reshape(steps, -1)[step]
                    for blob in shapes
                }
                return {blob: array.reshape(shapes[blob]) for blob, array in whole.items()}

            found = at(inputs, net.inputs)
            starts = found.pop(cont).reshape(streams)
            yield found, at(expected, net.outputs), starts


@pytest.mark.parametrize("name", [name for name in STATEFUL if name != "recurrent/lstm_static"])
def test_the_onnx_file_with_the_state_as_triton_feeds_it(name: str, tmp_path: Path) -> None:
    """Sequences in batches whose members and order change, against Caffe."""
    files = (GOLDENS / name / "net.prototxt", GOLDENS / name / "weights.caffemodel")
    written(tmp_path, files=files)
    triton = TritonsState(tmp_path / "net/1/model.onnx", (tmp_path / "net/config.pbtxt").read_text())
    assert triton.inputs
    assert triton.start
    rng = np.random.default_rng(0)
    for call_index, (inputs, expected, cont) in enumerate(golden_streams(name)):
        assert set(cont) <= {0.0, 1.0}
        order = list(rng.permutation(len(cont)))
        for streams in filter(None, (order[: len(order) // 2], order[len(order) // 2 :])):
            rows = [{blob: array[n : n + 1] for blob, array in inputs.items()} for n in streams]
            starts = [bool(cont[n] == 0) or call_index == 0 for n in streams]
            for n, found in zip(streams, triton.run(list(zip(streams, rows, starts)))):
                for blob, array in found.items():
                    assert difference(array, expected[blob][n : n + 1]) <= 1e-5, (blob, call_index, n)


def test_states_that_triton_would_mix_up_are_refused(tmp_path: Path) -> None:
    """With "_in" one name sorts first, with "_out" the other."""
    text = lstm_text(2, 2, 3, 4)
    second = (
        'layer { name: "l__h_j" type: "LSTM" bottom: "y" bottom: "cont" top: "z" recurrent_param { num_output: 4 } }'
    )
    net = random_net(tmp_path, text + second)
    assert sorted(net.states)
    first, other = "l", "l__h_j"
    assert (f"{first}__h_in" < f"{other}__h_in") != (f"{first}__h_out" < f"{other}__h_out")
    files = (tmp_path / "net.prototxt", tmp_path / "net.caffemodel")
    result = call("triton", *files, "-o", tmp_path / "models", "--name", "n")
    assert result.exit_code == 2
    assert "pairs states by their sorted names" in result.output
    written(tmp_path / "models", "--backend", "python", files=files)


@pytest.mark.parametrize(
    ("options", "message"),
    [(("--backend", "tensorrt", "--gpu", "sm86"), "TensorRT for RTX, whose engines do not load in Triton"),
     (("--gpu", "sm86"), "--gpu: only for --backend python"),
     (("--precision", "fp16"), "--precision fp16: only for engines"),
     (("--backend", "python", "--precision", "bf16"), "--precision bf16: only for engines"),
     (("--backend", "tensorrt", "--precision", "int8"), "'int8' is not one of 'fp32', 'fp16', 'bf16'"),
     (("--name", "a/b"), "cannot name a model"),
     (("--idle-timeout", "0s"), "is not a time above zero"),
     (("--idle-timeout", "soon"), "is not a time above zero"),
     (("--backend", "openvino"), "openvino")],
)  # fmt: skip
def test_what_is_refused(options: tuple[str, ...], message: str, tmp_path: Path) -> None:
    result = call("triton", *LSTM, "-o", tmp_path / "models", "--name", "net", *options)
    assert result.exit_code == 2
    assert message in result.output
    assert not (tmp_path / "models").exists()


def test_a_model_is_replaced_only_with_force(tmp_path: Path) -> None:
    written(tmp_path)
    before = (tmp_path / "net/config.pbtxt").read_bytes()
    result = call("triton", *LSTM, "-o", tmp_path, "--name", "net", "--max-batch", 4)
    assert result.exit_code == 2
    assert "--force" in result.output
    assert (tmp_path / "net/config.pbtxt").read_bytes() == before
    written(tmp_path, "--max-batch", 4, "--force", "--backend", "python")
    assert "max_batch_size: 4" in (tmp_path / "net/config.pbtxt").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net"]
    assert not (tmp_path / "net/1/model.onnx").exists()


def test_labels_name_the_classes_of_an_output(tmp_path: Path) -> None:
    labels = tmp_path / "names.txt"
    labels.write_text("a\nb\nc\nd\ne\n")
    written(tmp_path / "models", "--labels", labels)
    assert 'label_filename: "labels.txt"' in (tmp_path / "models/net/config.pbtxt").read_text()
    assert (tmp_path / "models/net/labels.txt").read_text() == labels.read_text()
    labels.write_text("a\nb\n")
    result = call("triton", *LSTM, "-o", tmp_path / "models", "--name", "other", "--labels", labels)
    assert result.exit_code == 2
    assert "has 2 labels, and no output has so many classes: y (N, 5)" in result.output


def test_a_network_without_a_state_is_batched_freely(tmp_path: Path) -> None:
    files = (GOLDENS / "nets/v1_format/net.prototxt", GOLDENS / "nets/v1_format/weights.caffemodel")
    written(tmp_path, files=files)
    config = (tmp_path / "net/config.pbtxt").read_text()
    assert "dynamic_batching" in config
    assert "sequence_batching" not in config
    result = call("triton", *files, "-o", tmp_path, "--name", "other", "--backend", "python")
    assert result.exit_code == 2
    assert "no state that a Session could keep" in result.output


def test_two_inputs_that_say_where_sequences_start(tmp_path: Path) -> None:
    text = lstm_text(2, 2, 3, 4) + input_layer("cont2", 2, 2)
    second = 'layer { name: "m" type: "LSTM" bottom: "y" bottom: "cont2" top: "z" recurrent_param { num_output: 4 } }'
    random_net(tmp_path, text + second)
    net = load_to_serve(tmp_path / "net.prototxt", tmp_path / "net.caffemodel", 8)
    with pytest.raises(ConversionError, match="cont, cont2"):
        config_text(net, Serving("n", "onnxruntime", 8))
    assert "START" in config_text(net, Serving("n", "python", 8))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    export_onnx(load_to_serve(*LSTM, 4), tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx") as session:
        yield session


def x(seed: int) -> dict[str, Array]:
    return {"x": np.random.default_rng(seed).normal(size=(1, 3)).astype(np.float32)}


def alone(session: Session, seeds: list[int]) -> Array:
    """The last output of a sequence that is run by itself."""
    sequences = Sequences(session)
    results = sequences.run([Step(1, x(seed), starts=place == 0) for place, seed in enumerate(seeds)])
    last = results[-1]
    assert isinstance(last, dict)
    return last["y"]


def test_sequences_together_are_as_alone(session: Session) -> None:
    """More at once than one call takes, and two steps of one of them."""
    sequences = Sequences(session)
    sequences.run([Step(number, x(number), starts=True) for number in range(1, 7)])
    found = sequences.run([*(Step(number, x(10 + number)) for number in (6, 2, 3)), Step(2, x(30), ends=True)])
    assert len(sequences) == 5
    seeds = ([6, 16], [2, 12], [3, 13], [2, 12, 30])
    for result, of_one in zip(found, seeds):
        assert isinstance(result, dict)
        assert difference(result["y"], alone(session, of_one)) <= 1e-6


def test_sequences_over_an_engine(session: Session) -> None:
    """Over a device in the host's memory; the same numbers as those of the ONNX file."""
    engine, device = host_session(load_to_serve(*LSTM, 4))
    with engine:
        for seeds in ([1], [2, 12, 30]):
            assert difference(alone(engine, seeds), alone(session, seeds)) <= 1e-6
    assert device.is_clean


def test_the_python_backend_may_run_an_engine(tmp_path: Path) -> None:
    pytest.importorskip("tensorrt_rtx", reason="TensorRT for RTX is not installed")
    written(tmp_path, "--backend", "python", "--gpu", "sm86", "--precision", "fp16")
    assert sorted(path.name for path in (tmp_path / "net/1").iterdir()) == ["model.py", "net.engine"]
    assert "KIND_GPU" in (tmp_path / "net/config.pbtxt").read_text()


def test_what_does_not_begin_with_start_is_refused_and_the_others_go_on(session: Session) -> None:
    sequences = Sequences(session)
    good, unknown, shape, name = sequences.run(
        [Step(1, x(1), starts=True), Step(2, x(2)), Step(3, {"x": np.zeros((1, 4), np.float32)}, starts=True),
         Step(4, {"z": np.zeros((1, 3), np.float32)}, starts=True)]
    )  # fmt: skip
    assert isinstance(good, dict)
    for result, message in ((unknown, "Begin a new one with START"), (shape, "shape"), (name, "the inputs are x")):
        assert isinstance(result, SessionError)
        assert message in str(result)
    assert len(sequences) == 1


def test_a_sequence_is_forgotten_at_its_end_and_after_the_timeout(session: Session) -> None:
    now = [0.0]
    sequences = Sequences(session, idle_seconds=10, clock=lambda: now[0])
    sequences.run([Step(1, x(1), starts=True), Step(2, x(2), starts=True), Step(3, x(3), starts=True, ends=True)])
    assert len(sequences) == 2
    now[0] = 9.0
    sequences.run([Step(1, x(4))])
    now[0] = 15.0
    kept, forgotten = sequences.run([Step(1, x(5)), Step(2, x(6))])
    assert isinstance(kept, dict)
    assert difference(kept["y"], alone(session, [1, 4, 5])) <= 1e-6
    assert isinstance(forgotten, SessionError)


def test_a_number_that_is_used_again_begins_anew(session: Session) -> None:
    sequences = Sequences(session)
    first, _, again = sequences.run([Step(1, x(1), starts=True), Step(1, x(2)), Step(1, x(1), starts=True)])
    assert isinstance(first, dict)
    assert isinstance(again, dict)
    assert np.array_equal(first["y"], again["y"])


def test_an_index_without_a_row_fails_its_own_sequence_alone(tmp_path: Path) -> None:
    folder = GOLDENS / "nets/caption_factored_stream"
    net = load_to_serve(folder / "net.prototxt", folder / "weights.caffemodel", 4)
    export_onnx(net, tmp_path / "n.onnx")

    def step(number: int, word: float) -> Step:
        inputs = {"word": np.full((1, 1), word, np.float32), "image_features": np.ones((1, 10), np.float32)}
        return Step(number, inputs, starts=True)

    with Session(tmp_path / "n.onnx") as session:
        good, bad, other = Sequences(session).run([step(1, 3), step(2, 1000), step(3, 4)])
    assert isinstance(good, dict)
    assert isinstance(other, dict)
    assert isinstance(bad, SessionError)
    assert "1000" in str(bad)


def test_a_file_of_several_time_steps_is_refused(tmp_path: Path) -> None:
    for options in ({}, {"time_steps": 1, "batch": 3}):
        export_onnx(Case.named("recurrent/lstm").load(layout="batch-first", **options), tmp_path / "n.onnx")
        with Session(tmp_path / "n.onnx") as session, pytest.raises(SessionError, match="sequences need a file"):
            Sequences(session)
