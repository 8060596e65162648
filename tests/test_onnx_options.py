"""ONNX files of other opsets and of half precision compute what Caffe computed, under onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
from click.testing import CliRunner, Result

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import Reference, export_onnx, load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.comparison.metrics import Tolerance
from caffe2trt.converter.onnx_model.export import OPSETS
from caffe2trt.runtime import Session
from caffe2trt.runtime.manifest import Range
from tests.harness import SAMPLES, Array, Case, computed_blobs, difference, golden_names, parsed
from tests.networks import input_layer, lstm_text, random_net

ELSEWHERE = {  # tested in test_goldens.py and test_forks.py
    "recurrent/lstm_T1_inplace_relu": "shows a defect of Caffe",
    "round2/interp_nearest": "shows a defect of the fork",
    "forks/apollo_char4_numpy": "its layers read the data",
    "forks/apollo_numpy_data": "its layers read the data",
    "forks/apollo_lstm_unit_large": "the fork's tanh is not exact",
    "forks/pa_embed_n1": "the fork gives another shape",
}
NAMES = [
    name for name in golden_names("layers/*", "round2/*", "recurrent/*", "nets/*", "forks/*") if name not in ELSEWHERE
]
LARGE = ["round2/pool_mask_beyond"]  # marks windows in the padding with a number that fp16 does not hold
BLOB = [str(SAMPLES / "moving_blob" / name) for name in ("train_test.prototxt", "moving_blob.caffemodel")]
USUAL = [13, 15, 18, 21]  # the others are between them, and 17 is that of all other tests


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def results(name: str, path: Path, **options: object) -> Iterator[tuple[str, Array, Array]]:
    """Every blob of every call of a case: what the file gives, and what Caffe gave."""
    case = Case.named(name)
    net = case.load(outputs=computed_blobs(case, case.load()))
    export_onnx(net, path, **options)  # type: ignore[arg-type]
    onnx.checker.check_model(str(path), full_check=True)
    with Session(path, threads=1) as session:
        for inputs, expected in case.calls:
            found = session.step({name: inputs[name] for name in session.inputs})
            yield from ((blob, found[blob], expected[blob]) for blob in net.outputs)


@pytest.mark.parametrize(
    "opset",
    [pytest.param(opset, marks=() if opset in USUAL else pytest.mark.slow) for opset in OPSETS if opset != 17],
)
def test_files_of_any_opset_equal_caffe(opset: int, tmp_path: Path) -> None:
    for name in NAMES:
        for blob, found, expected in results(name, tmp_path / "n.onnx", opset=opset):
            assert difference(found, expected, relative=True) <= 1e-5, (name, blob)
        (held,) = onnx.load(tmp_path / "n.onnx").opset_import
        assert (held.domain, held.version) == ("", opset)


@pytest.mark.parametrize("form", ["auto", "unroll"])
@pytest.mark.parametrize("opset", [15, 18, 21])
def test_sizes_that_vary_in_any_opset_from_15(opset: int, form: str, tmp_path: Path) -> None:
    steps = 4 if form == "unroll" else Range(1, 4, 8)
    net = Case.named("nets/lrcn_small").load(time_steps=steps, batch=Range(1, 2, 5))
    export_onnx(net, tmp_path / "n.onnx", opset=opset, lstm=form)
    assert net.varying is not None
    one = net.varying.at(4, 3)
    rng = np.random.default_rng(0)
    feeds = {name: rng.integers(0, 2, shape).astype(np.float32) for name, shape in one.inputs.items()}
    with Session(tmp_path / "n.onnx", streams=3) as session:
        found = session.step(feeds)["probs"]
    assert difference(found, Reference(one).outputs(feeds)["probs"]) <= 1e-5


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LARGE])
def test_a_half_precision_file_is_near_caffe(name: str, tmp_path: Path) -> None:
    """Within what is allowed an engine."""
    for blob, found, expected in results(name, tmp_path / "n.onnx", precision="fp16"):
        assert Tolerance.of("fp16").allows(found, expected), blob


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("recurrent/", "nets/"))])
def test_tensorrts_parser_reads_half_precision_files(name: str) -> None:
    """What it makes of them is near Caffe too."""
    case = Case.named(name)
    net = case.load()
    forward = parsed(net, precision="fp16")
    for inputs, expected in case.calls:
        found = forward(inputs)
        for blob in net.outputs:
            assert Tolerance.of("fp16").allows(found[blob], expected[blob]), blob


@pytest.mark.parametrize("options", [{}, {"cont_starts_only": True}, {"lstm": "unroll"}], ids=str)
def test_weights_are_half_and_the_border_is_float32(options: dict[str, object], tmp_path: Path) -> None:
    net = load(*BLOB)
    export_onnx(net, tmp_path / "n.onnx", precision="fp16", **options)  # type: ignore[arg-type]
    graph = onnx.load(tmp_path / "n.onnx").graph
    border = [*graph.input, *graph.output]
    assert {item.name for item in border} > {"data", "probs", "lstm1__h_in", "lstm1__c_out"}
    assert {item.type.tensor_type.elem_type for item in border} == {onnx.TensorProto.FLOAT}
    halves = sum(np.prod(held.dims) for held in graph.initializer if held.data_type == onnx.TensorProto.FLOAT16)
    assert halves >= net.parameters
    wide = sum(np.prod(held.dims) for held in graph.initializer if held.data_type == onnx.TensorProto.FLOAT)
    assert wide <= 4 * 32 + 8  # the recurrent bias that ONNX's LSTM has and Caffe's has not, and single numbers


def test_the_state_is_not_rounded_from_call_to_call(tmp_path: Path) -> None:
    net = random_net(tmp_path, lstm_text(1, 2, 3, 4))
    export_onnx(net, tmp_path / "n.onnx", precision="fp16")
    with Session(tmp_path / "n.onnx") as session:
        session.step(x=np.ones((1, 2, 3), np.float32))
        state = session.state["l__c_in"]
    assert session.precision == "fp16"
    assert not np.array_equal(state, state.astype(np.float16).astype(np.float32))


@pytest.mark.parametrize("index", [2049, 4097, 8999])
def test_word_indices_stay_whole_in_half_precision(index: int, tmp_path: Path) -> None:
    text = (
        input_layer("a", 3)
        + input_layer("b", 3)
        + 'layer { name: "m" type: "Eltwise" bottom: "a" bottom: "b" top: "word" eltwise_param { operation: MAX } }'
        + 'layer { name: "e" type: "Embed" bottom: "word" top: "e" embed_param { input_dim: 9001 num_output: 4 '
        "bias_term: false } }"
    )
    net = random_net(tmp_path, text)
    export_onnx(net, tmp_path / "n.onnx", precision="fp16")
    feeds = {"a": np.full(3, index, np.float32), "b": np.zeros(3, np.float32)}
    with Session(tmp_path / "n.onnx") as session:
        assert np.allclose(session.step(feeds)["e"], Reference(net).forward(feeds)["e"], rtol=1e-3)


def test_weights_that_half_precision_does_not_hold_are_refused(tmp_path: Path) -> None:
    text = 'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "fc" inner_product_param { num_output: 2 } }'
    net = random_net(tmp_path, input_layer("x", 1, 3) + text, scale=1e6)
    with pytest.raises(ConversionError, match=r"layer 'fc': its constants reach .*, more than fp16 holds"):
        export_onnx(net, tmp_path / "n.onnx", precision="fp16")
    assert not (tmp_path / "n.onnx").exists()


def test_compare_shows_every_layer_of_a_half_precision_file(tmp_path: Path) -> None:
    options = ["--precision", "fp16", "--opset", "18"]
    result = call("convert", *BLOB, "-o", tmp_path / "n.onnx", *options)
    assert result.output.startswith(f"{tmp_path / 'n.onnx'}: ONNX, fp16, ")
    result = call("compare", tmp_path / "n.onnx", *BLOB, "--layers")
    assert result.exit_code == 0, result.output
    assert "of 14 values between layers, all are right" in result.output
    assert "(atol 0.01, rtol 0.01)" in result.output
    result = call("compare", tmp_path / "n.onnx", *BLOB, "--precision", "fp32")
    assert (result.exit_code, "n.onnx is fp16, not fp32" in result.output) == (2, True)


def test_compare_names_the_wrong_layer_of_a_half_precision_file(tmp_path: Path) -> None:
    """A file whose weights were changed afterwards."""
    call("convert", *BLOB, "-o", tmp_path / "n.onnx", "--precision", "fp16")
    model = onnx.load(tmp_path / "n.onnx")
    (weights,) = (held for held in model.graph.initializer if held.name == "fc6/weights")
    weights.raw_data = (np.frombuffer(weights.raw_data, np.float16) * np.float16(1.2)).tobytes()
    onnx.save(model, tmp_path / "n.onnx")
    result = call("compare", tmp_path / "n.onnx", *BLOB, "--layers")
    assert result.exit_code == 1, result.output
    assert "the first wrong one: layer 'fc6' (InnerProduct)" in result.output
    assert "this is more than rounding to fp16" in result.output
