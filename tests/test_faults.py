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

from caffe2trt.converter import define_network, export_onnx, load
from caffe2trt.converter.caffe.caffemodel import read_caffemodel
from caffe2trt.converter.comparison import subject
from caffe2trt.converter.comparison.compare import Comparison, compare_subject, default_steps
from caffe2trt.converter.comparison.feeds import random_feeds
from caffe2trt.converter.comparison.layers import LayerDifference, first_wrong
from caffe2trt.converter.comparison.measure import Measure, Tolerance
from caffe2trt.converter.comparison.sides import network_side, reference_side
from caffe2trt.converter.comparison.subject import Subject, open_subject
from caffe2trt.converter.program.primitives import Shape
from tests.harness import SAMPLES, Case, golden_names
from tests.host_device import host_session
from tests.networks import input_layer, write_caffemodel

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


@contextmanager
def opened(kind: str, case: Case, files: Files, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Subject]:
    """What the files become, to be compared with the case's network."""
    inputs = INPUTS.get(case.name)
    prototxt, caffemodel = map(str, files_of(case))
    if kind == "network":
        network = define_network(load(*files, inputs=inputs))
        every = nullcontext(network_side(network, everything=True))
        yield Subject(load(prototxt, caffemodel, inputs=inputs), network_side(network), every, "fp32")
        return
    if kind == "onnx":
        export_onnx(load(*files, inputs=inputs), folder / "net.onnx")
    else:
        every_top = load(prototxt, caffemodel, inputs=inputs, outputs=["*"]).outputs
        found = load(*files, inputs=inputs, outputs=list(every_top))
        monkeypatch.setattr(subject, "Session", lambda path: host_session(found)[0])
    with open_subject(str(folder / f"net.{kind}"), prototxt, caffemodel, inputs=inputs) as result:
        yield result


def compared(found: Subject) -> Comparison:
    calls = random_feeds(found.net, default_steps(found.net))
    return compare_subject(found, calls, Tolerance.of(found.precision), layers=True)


@pytest.mark.parametrize("kind", ["network", "onnx", "engine"])
@pytest.mark.parametrize(
    ("fault", "name", "layer"), FAULTS, ids=[f"{fault.__name__}-{name}-{layer}" for fault, name, layer in FAULTS]
)
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
    assert f"the first wrong: layer '{layer}'" in result.verdict[1]
    assert re.search("it is this layer|inputs that are the same", result.verdict[1])


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
    monkeypatch.setattr(subject, "Session", lambda path: host_session(wrong)[0])
    with open_subject("net.engine", *map(str, files_of(case))) as found:
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
    assert "(or it is 'conv3' before it, whose own top is not seen); its inputs are off by up to" in first.verdict
    assert first.verdict.endswith("which is right: it is this layer")


def test_first_wrong_is_the_first_in_time() -> None:
    """What one call gets wrong late in the network, the state carries to the beginning of the next."""
    late, early = (Measure(name, Tolerance.of("fp32")) for name in ("late", "early"))
    for call, errors in enumerate([(0.0, 1.0), (1.0, 1.0)]):
        early.add(np.array([errors[0]]), np.zeros(1))
        late.add(np.array([errors[1]]), np.zeros(1))
        assert late.failed_at == 0, call
    layers = [LayerDifference(m.name, "InnerProduct", m, ()) for m in (early, late)]
    assert first_wrong(layers) is layers[1]
    assert first_wrong([]) is None


def test_an_error_that_grew_is_told_from_a_wrong_layer(tmp_path: Path) -> None:
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
    every = nullcontext(reference_side(wrong, everything=True))
    result = compared(Subject(right, reference_side(wrong), every, "fp32"))
    first = result.first_wrong
    assert first is not None
    assert (first.layer, first.own is not None and first.own.max_error) == ("less", 0)
    assert 0.1 < first.inputs_worst < 1
    assert first.verdict.endswith("Caffe's differs by 0.0e+00 only: what was wrong before has grown in it")


def test_half_precision_on_noise_is_not_called_a_wrong_layer_alone() -> None:
    """The video sample was trained on pictures; on noise its saturated gates lose more than is allowed."""
    net = load(SAMPLES / "moving_blob/train_test.prototxt", SAMPLES / "moving_blob/moving_blob.caffemodel")
    network = define_network(net, "fp16")
    every = nullcontext(network_side(network, everything=True))
    result = compared(Subject(net, network_side(network), every, "fp16"))
    assert not result.passes
    assert result.verdict[-1].startswith("rounding to fp16 alone may do this, above all on random inputs")


def test_layers_of_an_engine_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network whose cont is always 1: what the first comparison left in the engine must not reach the second."""
    case = Case.named("nets/train_val")
    found = load(*files_of(case), inputs={"data": (4, 2, 6)}, outputs=["*"])
    assert found.states
    assert "cont" not in found.inputs
    monkeypatch.setattr(subject, "Session", lambda path: host_session(found)[0])
    with open_subject("net.engine", *map(str, files_of(case)), inputs={"data": (4, 2, 6)}) as opened_engine:
        result = compared(opened_engine)
    assert result.passes, result.verdict
    assert result.layers_found == result.found
