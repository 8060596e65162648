"""Deliberate faults: compare must catch each and name the layer it starts at, and must pass what has none.

A fault is made in a golden network's files. What they are converted to is compared with the network as it should be: as
an ONNX file, as the TensorRT network evaluated on the CPU, and as an engine over the host device that shows every blob.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.caffemodel import read_caffemodel
from caffe2trt.converter import define_network, export_onnx, load
from caffe2trt.converter.comparison import candidate
from caffe2trt.converter.comparison.candidate import Candidate, open_candidate
from caffe2trt.converter.comparison.compare import Comparison, compare, compare_candidate, default_calls
from caffe2trt.converter.comparison.inputs import Calls, random_inputs
from caffe2trt.converter.comparison.layerwise import compare_layers, first_wrong
from caffe2trt.converter.comparison.metrics import Tolerance
from caffe2trt.converter.comparison.runners import Runner, network_runner, reference_runner
from caffe2trt.converter.reference import Reference
from tests.harness import SAMPLES, Array, Case, golden_names
from tests.host_device import host_session
from tests.networks import input_layer, random_net, write_caffemodel

Files = tuple[Path, Path]  # prototxt, caffemodel

# train_val says its data and cont itself, in a DummyData layer; as inputs they show more.
INPUTS: dict[str, dict[str, Shape]] = {"nets/train_val": {"data": (4, 2, 6), "cont": (4, 2)}}


def files_of(case: Case) -> Files:
    assert case.caffemodel is not None
    return case.prototxt, case.caffemodel


def swapped_rows(case: Case, layer: str, folder: Path) -> Files:
    """The input weights of an LSTM's gates i and f change places, or the first two quarters of other weights."""
    prototxt, caffemodel = files_of(case)
    blobs = {name: [blob.data for blob in held] for name, held in read_caffemodel(caffemodel).items()}
    weights = blobs[layer][0]
    weights = weights[0, 0] if weights.shape[:2] == (1, 1) else weights  # V1 files
    gate = len(weights) // 4
    blobs[layer][0] = weights[np.r_[gate : 2 * gate, :gate, 2 * gate : len(weights)]]
    return prototxt, write_caffemodel(folder / "wrong.caffemodel", blobs)


def wrong_alpha(case: Case, layer: str, folder: Path) -> Files:
    """An LRN's alpha is five times what it was, as where it is not divided by the window's size."""
    prototxt, caffemodel = files_of(case)

    def larger(match: re.Match[str]) -> str:
        return f"{match[1]}{5 * float(match[2])}"

    text, count = re.subn(rf'(name: "{layer}" .*?alpha: )([\d.]+)', larger, prototxt.read_text())
    assert count == 1
    (folder / "wrong.prototxt").write_text(text)
    return folder / "wrong.prototxt", caffemodel


def ignored_cont(case: Case, layer: str, folder: Path) -> Files:
    """A recurrent layer's cont is one, whatever is given."""
    prototxt, caffemodel = files_of(case)
    text, count = re.subn(
        rf'(layer {{ name: "{layer}" type: "LSTM" bottom: "\S+" bottom: )"(\S+)"',
        r'layer { name: "one" type: "Power" bottom: "\2" top: "one" power_param { scale: 0 shift: 1 } }'
        + "\n"
        + r'\1"one"',
        prototxt.read_text(),
    )
    assert count == 1
    (folder / "wrong.prototxt").write_text(text)
    return folder / "wrong.prototxt", caffemodel


FAULTS: list[tuple[Callable[[Case, str, Path], Files], str, str]] = [
    (swapped_rows, "nets/caption_factored_stream", "lstm1"),
    (swapped_rows, "nets/caption_factored_stream", "lstm2"),
    (swapped_rows, "nets/lrcn_small", "lstm1"),
    (swapped_rows, "nets/ocr_columns", "lstm1"),
    (swapped_rows, "nets/train_val", "lstm1"),
    (swapped_rows, "nets/v0_format", "f1"),
    (swapped_rows, "nets/v1_format", "f1"),
    (wrong_alpha, "nets/lrcn_small", "norm1"),
    (wrong_alpha, "nets/lrcn_small", "norm2"),
    (wrong_alpha, "nets/v0_format", "n1"),
    (ignored_cont, "nets/caption_factored_stream", "lstm1"),
    (ignored_cont, "nets/caption_factored_stream", "lstm2"),
    (ignored_cont, "nets/lrcn_small", "lstm1"),
    (ignored_cont, "nets/ocr_columns", "lstm1"),
    (ignored_cont, "nets/train_val", "lstm1"),
]

each_fault = pytest.mark.parametrize(
    ("fault", "name", "layer"), FAULTS, ids=[f"{fault.__name__}-{name}-{layer}" for fault, name, layer in FAULTS]
)


@contextmanager
def opened(kind: str, case: Case, files: Files, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Candidate]:
    """What the files become, to be compared with the case's network."""
    inputs = INPUTS.get(case.name)
    prototxt, caffemodel = map(str, files_of(case))
    if kind == "network":
        network = define_network(load(*files, inputs=inputs))
        every = nullcontext(network_runner(network, everything=True))
        yield Candidate(load(prototxt, caffemodel, inputs=inputs), network_runner(network), every, "fp32")
        return
    if kind == "onnx":
        export_onnx(load(*files, inputs=inputs), folder / "net.onnx")
    else:
        every_top = load(prototxt, caffemodel, inputs=inputs, outputs=["*"]).outputs
        found = load(*files, inputs=inputs, outputs=list(every_top))
        monkeypatch.setattr(candidate, "Session", lambda path: host_session(found)[0])
    with open_candidate(str(folder / f"net.{kind}"), prototxt, caffemodel) as result:
        yield result


def compared(found: Candidate) -> Comparison:
    calls = random_inputs(found.net, default_calls(found.net))
    return compare_candidate(found, calls, Tolerance.of(found.precision), layers=True)


@pytest.mark.parametrize("kind", ["network", "onnx", "engine"])
@each_fault
def test_a_fault_is_caught_and_its_layer_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    fault: Callable[[Case, str, Path], Files],
    name: str,
    layer: str,
) -> None:
    case = Case.named(name)
    with opened(kind, case, fault(case, layer, tmp_path), tmp_path, monkeypatch) as found:
        result = compared(found)
    assert not result.passes
    assert result.verdict[0].startswith("different: ")
    first = result.first_wrong
    assert first is not None
    assert first.layer == layer
    assert f"the first wrong one: layer '{layer}'" in result.verdict[1]
    assert re.search(": this layer is wrong", result.verdict[1])


@pytest.mark.parametrize("kind", ["network", "onnx", "engine"])
@pytest.mark.parametrize("name", list(golden_names("nets/*")))
def test_what_has_no_fault_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str) -> None:
    case = Case.named(name)
    with opened(kind, case, files_of(case), tmp_path, monkeypatch) as found:
        result = compared(found)
    assert result.passes, result.verdict
    assert result.verdict[0].startswith("the same: ")
    assert result.verdict[1].startswith(f"of {len(result.layers)} values between layers, all are right")
    assert len(result.layers) >= len(found.net.program.blobs) - len(found.net.inputs) - 1


def test_an_engine_that_shows_its_outputs_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.named("nets/lrcn_small")
    wrong = load(*swapped_rows(case, "lstm1", tmp_path))
    monkeypatch.setattr(candidate, "Session", lambda path: host_session(wrong)[0])
    with open_candidate("net.engine", *map(str, files_of(case))) as found:
        result = compared(found)
    assert not result.passes
    assert result.first_wrong is None  # the layers are those of the network that the right files become
    assert "evaluated on the CPU" in result.verdict[1]
    assert "convert with --output '*'" in result.verdict[2]


def test_a_layer_whose_top_is_written_over_is_named_with_the_one_that_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case.named("nets/lrcn_small")
    with opened("engine", case, swapped_rows(case, "conv3", tmp_path), tmp_path, monkeypatch) as found:
        first = compared(found).first_wrong
    assert first is not None
    assert (first.layer, first.unseen) == ("relu_conv3", ("conv3",))
    assert "(or 'conv3' before it, whose top is not visible)" in first.verdict
    assert first.verdict.endswith(": this layer is wrong")


def test_an_lstm_whose_state_goes_wrong_is_named_whichever_of_its_tops_fails_first(tmp_path: Path) -> None:
    """With cont ignored, the hidden state may leave its allowance calls before the cell state does, or after."""
    text = (
        input_layer("x", 1, 2, 3)
        + input_layer("cont", 1, 2)
        + 'layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "l" recurrent_param { num_output: 4 '
        'weight_filler { type: "gaussian" } } } layer { name: "fc" type: "InnerProduct" bottom: "l" top: "fc" '
        "inner_product_param { num_output: 2 axis: 2 } }"
    )
    net = random_net(tmp_path, text)

    def forgetful(call: dict[str, Array]) -> dict[str, Array]:
        return {**call, "cont": np.ones_like(call["cont"])}

    for seed in range(12):
        every = reference_runner(net, everything=True)
        wrong = Runner("ignores cont", lambda call, run=every: run.forward(forgetful(call)))  # type: ignore[misc]
        calls = random_inputs(net, 16, seed)
        tolerance = Tolerance.of("fp32")
        first = first_wrong(compare_layers(net, wrong, calls, tolerance))
        assert first is not None
        assert first.layer == "l"
        assert "this layer is wrong" in first.verdict


def test_an_error_that_grew_in_the_state_is_told_from_a_wrong_layer(tmp_path: Path) -> None:
    """Large weights make an LSTM chaotic: the last bit of one call is everything calls later, in a right layer."""
    text = (
        input_layer("x", 1, 1, 3)
        + input_layer("cont", 1, 1)
        + 'layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "l" recurrent_param { num_output: 16 } }'
    )
    (tmp_path / "net.prototxt").write_text(text)
    rng = np.random.default_rng(0)
    shapes = ((64, 3), (64,), (64, 16))
    blobs = {"l": [6 * rng.normal(size=shape).astype(np.float32) for shape in shapes]}
    net = load(tmp_path / "net.prototxt", write_caffemodel(tmp_path / "net.caffemodel", blobs))

    def drifting() -> Runner:
        reference = Reference(net)

        def forward(call: dict[str, Array]) -> dict[str, Array]:
            values = reference.values(call)
            values["l__c_out"] = reference.state["l__c_in"] = values["l__c_out"] * np.float32(1 + 2**-23)
            return values

        return Runner("drifts", forward)

    calls = Calls(300, lambda step: {"x": random_inputs(net, 300).make(step)["x"], "cont": np.ones((1, 1), np.float32)})
    found = Candidate(net, drifting(), nullcontext(drifting()), "fp32")
    result = compare_candidate(found, calls, Tolerance.of("fp32"), layers=True)
    assert not result.passes
    assert result.metrics["l"].failed_at
    assert result.first_wrong is None
    assert "each layer is right for the inputs that it had" in result.verdict[-1]


def test_a_top_of_another_shape_is_named(tmp_path: Path) -> None:
    case = Case.named("nets/v1_format")
    net = case.load()
    every = reference_runner(net, everything=True)
    wrong = Runner("gives one column", lambda call: {**every.forward(call), "f1": every.forward(call)["f1"][:, :1]})
    calls = random_inputs(net, 1)
    layers = compare_layers(net, wrong, calls, Tolerance.of("fp32"))
    first = first_wrong(layers)
    assert first is not None
    assert first.layer == "f1"
    assert "gives f1 of shape (" in first.verdict
    assert first_wrong([]) is None


def test_an_error_that_grew_is_traced_to_the_layer_that_made_it(tmp_path: Path) -> None:
    """A sum near 1000 that is off by less than is allowed there is far off once 1000 is taken from it."""
    text = (
        input_layer("x", 2, 3)
        + 'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "fc" inner_product_param { num_output: 2 } }'
        + 'layer { name: "less" type: "Power" bottom: "fc" top: "less" power_param { shift: -1000 } }'
    )
    (tmp_path / "net.prototxt").write_text(text)
    files = []
    for name, bias in (("right", 1000.0), ("wrong", 1000.0078125)):
        blobs = {"fc": [np.eye(2, 3, dtype=np.float32), np.full(2, bias, np.float32)]}
        files.append(write_caffemodel(tmp_path / f"{name}.caffemodel", blobs))
    right, wrong = (load(tmp_path / "net.prototxt", file) for file in files)
    every = nullcontext(reference_runner(wrong, everything=True))
    result = compared(Candidate(right, reference_runner(wrong), every, "fp32"))
    first = result.first_wrong
    assert first is not None
    assert (first.layer, first.metrics.passes) == ("fc", True)
    assert first.metrics.max_error == pytest.approx(0.0078125, rel=0.01)
    assert first.metrics.bound < 1e-3
    assert "it is within what is allowed there, and grows in the layers after it: this layer is wrong" in first.verdict


LARGE_SUMS = (
    input_layer("x", 8, 2, 4096)
    + input_layer("cont", 8, 2)
    + 'layer { name: "shift" type: "Power" bottom: "x" top: "shift" power_param { shift: 10 } }'
    'layer { name: "fc" type: "InnerProduct" bottom: "shift" top: "fc" inner_product_param { num_output: 32 axis: 2 } }'
    'layer { name: "l" type: "LSTM" bottom: "fc" bottom: "cont" top: "l" recurrent_param { num_output: 64 } }'
)


def large_sums(folder: Path, seed: int, changed: tuple[int, int] | None = None) -> Files:
    """What enters the gates is some hundreds, as in trained networks, and the sums that make it cancel.

    `changed` is the row and column of an input weight of the LSTM that is a thousandth larger.
    """
    rng = np.random.default_rng(seed)
    fc, bias, w_x, b, w_h = (
        (scale * rng.normal(size=shape)).astype(np.float32)
        for scale, shape in ((0.1, (32, 4096)), (1, 32), (1, (256, 32)), (0.5, 256), (0.5, (256, 64)))
    )
    if changed is not None:
        w_x[changed] *= 1.001
    (folder / "net.prototxt").write_text(LARGE_SUMS)
    blobs = {"fc": [fc - fc.mean(1, keepdims=True), bias], "l": [w_x, b, w_h]}
    return folder / "net.prototxt", write_caffemodel(folder / f"{changed}.caffemodel", blobs)


@pytest.mark.parametrize("seed", range(3))
def test_rounding_of_large_sums_in_fp32_is_no_fault(tmp_path: Path, seed: int) -> None:
    files = large_sums(tmp_path, seed)
    export_onnx(load(*files), tmp_path / "net.onnx")
    with open_candidate(str(tmp_path / "net.onnx"), *map(str, files)) as found:
        calls, tolerance = random_inputs(found.net, 2), Tolerance.of("fp32")
        assert not compare(found.net, found.runner, reference_runner(found.net), calls, tolerance).passes
    with open_candidate(str(tmp_path / "net.onnx"), *map(str, files)) as found:
        result = compared(found)
    assert result.passes, result.verdict
    assert re.match(r"the same up to rounding in fp32, .* l off by up to \S+, where rounding expl", result.verdict[0])
    assert "all are right" in result.verdict[1]
    assert all(m.bound < 0.01 for m in result.metrics.values())


@pytest.mark.parametrize(("seed", "changed"), [(0, (166, 9)), (1, (164, 3)), (2, (186, 25))])
def test_a_weight_that_changes_more_than_rounding_is_found_among_large_sums(
    tmp_path: Path, seed: int, changed: tuple[int, int]
) -> None:
    export_onnx(load(*large_sums(tmp_path, seed, changed)), tmp_path / "net.onnx")
    with open_candidate(str(tmp_path / "net.onnx"), *map(str, large_sums(tmp_path, seed))) as found:
        result = compared(found)
    assert not result.passes
    assert re.match(r"different: .*l off by up to \S+, where rounding explains", result.verdict[0])
    assert result.first_wrong is not None
    assert result.first_wrong.layer == "l"
    assert "against float64 for the same inputs: this layer is wrong" in result.verdict[1]


@pytest.mark.parametrize("kind", ["network", "engine"])
def test_rounding_to_half_precision_is_told_from_a_wrong_layer(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """The video sample was trained on pictures; on noise its saturated gates lose more than is allowed."""
    files = [str(SAMPLES / "moving_blob" / name) for name in ("train_test.prototxt", "moving_blob.caffemodel")]
    monkeypatch.setattr(candidate, "Session", lambda path: host_session(load(*files), precision="fp16")[0])
    with open_candidate("net.engine" if kind == "engine" else None, *files, precision="fp16") as opened_candidate:
        result = compared(opened_candidate)
    assert not result.passes
    told = {
        "network": "the same network in fp32 is right, so this is rounding to fp16: allow more",
        "engine": "this is rounding to fp16: the TensorRT for RTX",
    }
    assert result.verdict[-1].startswith(told[kind])


# Faults that change less than half precision may: compare in fp32 sees them.
TOO_SMALL = {
    ("fp16", "wrong_alpha", "nets/lrcn_small"),
    ("bf16", "wrong_alpha", "nets/lrcn_small"),
    ("bf16", "wrong_alpha", "nets/v0_format"),
    ("bf16", "swapped_rows", "nets/lrcn_small"),
}


@pytest.mark.parametrize("precision", ["fp16", "bf16"])
@each_fault
def test_a_fault_is_caught_in_half_precision(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    precision: str,
    fault: Callable[[Case, str, Path], Files],
    name: str,
    layer: str,
) -> None:
    case = Case.named(name)
    inputs = INPUTS.get(name)
    wrong = load(*fault(case, layer, tmp_path), inputs=inputs)
    monkeypatch.setattr(candidate, "Session", lambda path: host_session(wrong, precision=precision)[0])
    with open_candidate("net.engine", *map(str, files_of(case))) as found:
        result = compared(found)
    assert result.passes == ((precision, fault.__name__, name) in TOO_SMALL)
    if not result.passes:
        assert result.verdict[-1].startswith(f"this is more than rounding to {precision}: ")


def test_layers_of_an_engine_start_from_a_reset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network whose cont is always 1: what the first comparison left in the engine must not reach the second."""
    case = Case.named("nets/train_val")
    found = load(*files_of(case), inputs={"data": (4, 2, 6)}, outputs=["*"])
    assert found.states
    assert "cont" not in found.inputs
    monkeypatch.setattr(candidate, "Session", lambda path: host_session(found)[0])
    with open_candidate("net.engine", *map(str, files_of(case))) as opened_engine:
        result = compared(opened_engine)
    assert result.passes, result.verdict
    assert result.layers_actual == result.actual
