"""expand, unroll, roll and retime: the same numbers, and files that Caffe can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from caffe2trt.converter import ConversionError, Net, build_engine, define_network, load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.net import apply_pass
from caffe2trt.converter.trt.interpreter.layer_view import LayerView
from caffe2trt.graph_surgery.expand import expand
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.retime import retime
from caffe2trt.graph_surgery.roll import RollReport, roll
from caffe2trt.graph_surgery.unroll import unroll
from caffe2trt.runtime.interface import state_output
from tests.harness import BACKENDS, RUNNERS, SAMPLES, Arrays, Case, computed_blobs, difference, golden_names
from tests.networks import input_layer, lstm_text, random_net

CASES = list(golden_names("recurrent/*", "nets/*"))
PASSES: dict[str, Callable[[Model], Model]] = {
    "expand lstm": lambda model: expand(model, cell="lstm"),
    "expand unit": lambda model: expand(model, cell="unit"),
    "expand basic": lambda model: expand(model, cell="basic"),
    "unroll": unroll,
    "roll": roll,
    "roll(unroll)": lambda model: model,  # see surgery()
}
MAINLINE = {
    "AbsVal", "BatchNorm", "Concat", "Convolution", "DummyData", "Dropout", "Eltwise", "Embed", "InnerProduct", "Input",
    "LRN", "LSTM", "LSTMUnit", "Pooling", "Power", "RNN", "ReLU", "Reshape", "Scale", "Sigmoid", "Silence", "Slice",
    "Softmax", "TanH", "Tile",
}  # fmt: skip
BASIC = {"InnerProduct", "Slice", "Sigmoid", "TanH", "Eltwise", "Tile", "Reshape", "Concat", "Input", "DummyData"}


def surgery(net: Net, name: str) -> Net:
    if name == "roll(unroll)":
        return apply_pass(apply_pass(net, unroll), roll)
    return apply_pass(net, PASSES[name])


def reload(net: Net, folder: Path) -> Net:
    """The network after its files were written and read again."""
    prototxt, caffemodel = folder / "out.prototxt", folder / "out.caffemodel"
    net.model.write(prototxt, caffemodel)
    return load(prototxt, caffemodel)


def same_results(before: Net, after: Net, calls: list[Arrays], blobs: list[str], backend: str = "reference") -> None:
    assert after.inputs == before.inputs
    assert after.states == before.states
    states = [state_output(name) for name in before.states]
    first, second = RUNNERS["reference"](before), RUNNERS[backend](after)
    for feeds in calls:
        expected, found = first(feeds), second(feeds)
        for blob in blobs + (states if backend == "reference" else []):
            assert difference(found[blob], expected[blob]) < (1e-6 if backend == "reference" else 1e-5), blob


@pytest.mark.parametrize("name", PASSES)
@pytest.mark.parametrize("case_name", CASES)
def test_passes_keep_the_results(case_name: str, name: str, tmp_path: Path) -> None:
    case = Case.named(case_name)
    net = case.load(outputs=computed_blobs(case, case.load()))
    after = surgery(net, name)
    calls = [inputs for inputs, _ in case.calls]
    same_results(net, after, calls, list(net.outputs))
    same_results(case.load(), reload(surgery(case.load(), name), tmp_path), calls, list(case.load().outputs))
    if name != "roll":
        assert {layer.type for layer in after.parameter.layer} <= MAINLINE
    if name == "expand basic":
        added = {layer.type for layer in after.parameter.layer if "__" in layer.name}
        assert added <= BASIC
    for layer in after.parameter.layer:
        assert "__" in layer.name or layer.name in {old.name for old in net.parameter.layer} or name.startswith("roll")


@pytest.mark.parametrize("case_name", [name for name in CASES if "rnn" not in name and "jk_" not in name])
def test_roll_undoes_unroll(case_name: str) -> None:
    net = Case.named(case_name).load()
    for layer in net.parameter.layer:  # fillers say how training began; unrolling forgets them
        layer.recurrent_param.ClearField("weight_filler")
        layer.recurrent_param.ClearField("bias_filler")
        if layer.type not in ("LSTM", "RNN"):
            layer.ClearField("recurrent_param")
    again = surgery(net, "roll(unroll)")
    if case_name != "recurrent/unrolled_netspec":
        expected = net.parameter
        if case_name == "recurrent/lstm_T1_inplace_relu":  # see test_retime: a layer in place gets a top of its own
            expected.layer[2].top[0] = expected.layer[3].bottom[0] = "y__state"
        assert again.parameter == expected
    for layer_name, blobs in net.model.blobs.items():
        if case_name != "recurrent/unrolled_netspec":
            assert all(np.array_equal(a, b) for a, b in zip(blobs, again.model.blobs[layer_name], strict=True))


def test_the_classic_unrolled_network_becomes_one_lstm() -> None:
    case = Case.named("recurrent/unrolled_netspec")
    report = RollReport()
    net = apply_pass(case.load(), lambda model: roll(model, report=report))
    kinds = [layer.type for layer in net.parameter.layer]
    assert kinds == ["Input", "DummyData", "DummyData", "DummyData", "LSTM", "Silence"][: len(kinds)]
    assert kinds.count("LSTM") == 1
    assert net.outputs == {"H": (3, 4, 5)}
    assert len(report.rolled) == 1
    for backend in BACKENDS:
        forward = RUNNERS[backend](net)
        for inputs, expected in case.calls:
            assert difference(forward(inputs)["H"], expected["H"]) < 1e-5


def test_an_unrolled_network_that_began_at_zeros_goes_on_from_call_to_call() -> None:
    case = Case.named("recurrent/unrolled_netspec")
    net = apply_pass(case.load(), lambda model: roll(model, stateful=True))
    assert [layer.type for layer in net.parameter.layer] == ["Input", "Input", "LSTM"]
    assert (net.inputs, net.outputs) == ({"X": (3, 4, 6), "H__cont": (3, 4)}, {"H": (3, 4, 5)})
    assert list(net.states) == ["H__h_in", "H__c_in"]
    (inputs, expected), *_ = case.calls
    start, going_on = np.ones((3, 4), np.float32), np.ones((3, 4), np.float32)
    start[0] = 0
    forward = RUNNERS["reference"](net)
    forward({**inputs, "H__cont": going_on})  # what was before does not matter where cont is 0
    first = forward({**inputs, "H__cont": start})["H"]
    assert difference(first, expected["H"]) < 1e-5
    twice = apply_pass(net, lambda model: retime(model, time_steps=6, batch=None))
    both = {"X": np.concatenate([inputs["X"]] * 2), "H__cont": np.concatenate([start, going_on])}
    second = forward({**inputs, "H__cont": going_on})["H"]
    assert difference(np.concatenate([first, second]), RUNNERS["reference"](twice)(both)["H"]) < 1e-6


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("value: 0 } } }", "value: 0.5 } } }", 1),
        lambda text: text + 'layer { name: "last" type: "ReLU" bottom: "h2_" top: "last" }',
    ],
    ids=["another initial state", "the last state is used"],
)
def test_what_cannot_go_on_keeps_its_initial_state(tmp_path: Path, edit: Callable[[str], str]) -> None:
    net = random_net(tmp_path, edit(Case.named("recurrent/unrolled_netspec").prototxt.read_text()))
    after = apply_pass(net, lambda model: roll(model, stateful=True))
    assert [layer.type for layer in after.parameter.layer].count("LSTM") == 1
    assert after.states == {}
    x = np.random.default_rng(0).normal(size=(3, 4, 6)).astype(np.float32)
    found, expected = (RUNNERS["reference"](form)({"X": x}) for form in (after, net))
    assert all(difference(found[blob], expected[blob]) < 1e-6 for blob in net.outputs)


def netspec(tmp_path: Path, edit: Callable[[str], str]) -> RollReport:
    """What roll says of the classic unrolled network after an edit of its text."""
    case = Case.named("recurrent/unrolled_netspec")
    net = random_net(tmp_path, edit(case.prototxt.read_text()))
    report = RollReport()
    after = apply_pass(net, lambda model: roll(model, report=report))
    x = np.random.default_rng(0).normal(size=(3, 4, 6)).astype(np.float32)
    before = RUNNERS["reference"](net)({"X": x})
    assert difference(RUNNERS["reference"](after)({"X": x})["H"], before["H"]) < 1e-6
    return report


def test_roll_takes_gates_in_any_order(tmp_path: Path) -> None:
    def edit(text: str) -> str:
        return "\n".join(
            line.replace(f'top: "t{t}/lstm/raw_i" top: "t{t}/lstm/raw_f" top: "t{t}/lstm/raw_o" top: "t{t}/lstm/raw_g"',
                         " ".join(f'top: "t{t}/lstm/raw_{gate}"' for gate in "gofi"))
            for line in text.splitlines()
            for t in [line.split("/")[0][-1]]
        )  # fmt: skip

    assert netspec(tmp_path, edit).rolled


def test_roll_takes_equal_weights_without_names(tmp_path: Path) -> None:
    """Weights that are equal though no parameter name shares them: as in a caffemodel written by other tools."""
    case = Case.named("recurrent/unrolled_netspec")
    text = case.prototxt.read_text()
    for shared in ("w_Mxw", "w_Mxb", "w_Mhw"):
        text = text.replace(f'param {{ name: "{shared}" }} ', "")
    (tmp_path / "net.prototxt").write_text(text)
    net = load(tmp_path / "net.prototxt", case.caffemodel)
    report = RollReport()
    apply_pass(net, lambda model: roll(model, report=report))
    assert len(report.rolled) == 1


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda text: text.replace('param { name: "w_Mhw" } ', ""), "weights of .* differ: each step has its own"),
        (
            lambda text: text.replace('bottom: "t1/lstm/raw_f" bottom: "c0_"', 'bottom: "c0_" bottom: "c0_"'),
            "forget gate is missing",
        ),
        (
            lambda text: text.replace(
                'bottom: "t1/lstm/raw_i" bottom: "t1/lstm/raw_g"', 'bottom: "t1/lstm/raw_g" bottom: "c0_"'
            ),
            "input gate is missing",
        ),
        (
            lambda text: text + 'layer { name: "spy" type: "AbsVal" bottom: "c1_" top: "spy" }',
            "layer 'spy' takes 'c1_' from inside it",
        ),
        (lambda text: text.replace('bottom: "h0_" bottom: "h1_"', 'bottom: "h1_" bottom: "h0_"'), "not concatenated"),
    ],
)  # fmt: skip
def test_roll_leaves_what_is_almost_an_lstm(tmp_path: Path, edit: Callable[[str], str], reason: str) -> None:
    import re

    report = netspec(tmp_path, edit)
    assert not report.rolled or "gate" in reason
    assert any(re.search(reason, found) for found in report.reasons), report.reasons


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 4), st.integers(1, 3), st.integers(1, 4), st.integers(1, 5), st.integers(0, 3), st.booleans(),
    st.sampled_from(list(PASSES)), st.sampled_from(BACKENDS), st.integers(0, 2**31),
)  # fmt: skip
def test_passes_over_random_sizes(
    steps: int, batch: int, features: int, hidden: int, static: int, stacked: bool, name: str, backend: str, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    text = lstm_text(steps, batch, features, hidden, static)
    if stacked:
        text += 'layer { name: "m" type: "LSTM" bottom: "y" bottom: "cont" top: "z" recurrent_param { num_output: 2 } }'
    with TemporaryDirectory() as folder:
        net = random_net(Path(folder), text, seed)
        calls: list[Arrays] = []
        for _ in range(3):
            feeds = {blob: rng.normal(size=shape).astype(np.float32) for blob, shape in net.inputs.items()}
            feeds["cont"] = rng.choice([0, 1, 1, 0.5], size=(steps, batch)).astype(np.float32)
            calls.append(feeds)
        same_results(net, surgery(net, name), calls, list(net.outputs), backend)


@pytest.mark.parametrize(
    "case_name", [name for name in CASES if name.startswith("recurrent/") and "netspec" not in name]
)
def test_basic_cells_need_no_loop_in_tensorrt(case_name: str, tmp_path: Path) -> None:
    net = surgery(Case.named(case_name).load(), "expand basic")
    network = define_network(net)
    kinds = {LayerView(network, index).kind for index in range(network.network.num_layers)}
    assert not kinds & {"RECURRENCE", "TRIP_LIMIT", "LOOP_OUTPUT", "ITERATOR"}
    calls = [inputs for inputs, _ in Case.named(case_name).calls]
    same_results(Case.named(case_name).load(), net, calls, list(net.outputs), "tensorrt")
    if "jk_" not in case_name:  # one stream of 4 to 6 cells, written out: TensorRT for RTX takes a minute to merge it
        assert build_engine(net, tmp_path / "net.engine", gpu="sm86")


def test_shared_weights_stay_shared(tmp_path: Path) -> None:
    shared = " ".join(f'param {{ name: "{name}" }}' for name in ("w", "b", "r"))
    text = input_layer("x", 3, 2, 4) + input_layer("cont", 3, 2)
    for name, bottom in (("a", "x"), ("b", "a")):
        text += f'layer {{ name: "{name}" type: "LSTM" bottom: "{bottom}" bottom: "cont" top: "{name}" {shared} '
        text += "recurrent_param { num_output: 4 } }\n"
    net = random_net(tmp_path, text)
    assert len(net.program.constants()) == 3
    for name in PASSES:
        after = surgery(net, name)
        assert (
            len([value for value in after.program.constants() if value.array is not None and value.array.size > 8]) == 3
        )


def test_retimed_network_steps_like_the_whole(tmp_path: Path) -> None:
    """moving_blob was trained on 8 steps of 16 clips; stepping 8 times with one clip equals one call."""
    files = (SAMPLES / "moving_blob/train_test.prototxt", SAMPLES / "moving_blob/moving_blob.caffemodel")
    step = load(*files, time_steps=1, batch=1)
    assert step.inputs == {"data": (1, 1, 16, 16), "clip_markers": (1,)}
    assert step.states == {"lstm1__h_in": (1, 32), "lstm1__c_in": (1, 32)}
    expected = np.load(SAMPLES / "moving_blob/expected.npz")
    for backend in BACKENDS:
        forward = RUNNERS[backend](step)
        for t in range(8):
            frame, marker = expected["frames"][0, t, 5][None], expected["clip_markers"][t, 5:6]
            probs = forward({"data": frame.astype(np.float32), "clip_markers": marker})["probs"]
            assert difference(probs[0, 0], expected["probs"][0, t, 5]) < 1e-5
    assert build_engine(step, tmp_path / "step.engine", gpu="sm86")


@pytest.mark.parametrize(
    "case_name", [n for n in CASES if n.startswith("recurrent/") and "netspec" not in n] + ["nets/lrcn_small"]
)
def test_retiming_and_back(case_name: str) -> None:
    net = Case.named(case_name).load()
    layer = next(layer for layer in net.parameter.layer if layer.type in ("LSTM", "RNN", "Lstm"))
    shape = net.model.shapes[layer.bottom[0]]
    steps, batch = (shape[0], 1) if layer.type == "Lstm" else shape[:2]
    other = Case.named(case_name).load(time_steps=steps + 2, batch=batch + 1)
    y = other.model.shapes[layer.top[0]]
    assert y[0] == (steps + 2) * ((batch + 1) if layer.type == "Lstm" else 1)
    assert all(shape[0] == batch + 1 for shape in other.states.values())


def test_retime_follows_constants_of_every_kind(tmp_path: Path) -> None:
    text = """
      input: "image" input_shape { dim: 2 dim: 3 dim: 4 dim: 4 }
      layer { name: "words" type: "DummyData" top: "words"
              dummy_data_param { shape { dim: 5 dim: 2 } data_filler { value: 1 } } }
      layer { name: "embed" type: "Embed" bottom: "words" top: "embed" embed_param { input_dim: 4 num_output: 6 } }
      layer { name: "fc" type: "InnerProduct" bottom: "image" top: "fc" inner_product_param { num_output: 6 } }
      layer { name: "row" type: "Reshape" bottom: "fc" top: "row" reshape_param { shape { dim: 1 dim: 2 dim: 6 } } }
      layer { name: "tile" type: "Tile" bottom: "row" top: "tile" tile_param { axis: 0 tiles: 5 } }
      layer { name: "both" type: "Concat" bottom: "embed" bottom: "tile" top: "both" concat_param { axis: 2 } }
      layer { name: "cont" type: "ContinuationIndicator" top: "cont"
              continuation_indicator_param { time_step: 5 batch_size: 2 } }
      layer { name: "l" type: "LSTM" bottom: "both" bottom: "cont" top: "l" recurrent_param { num_output: 3 } }
      layer { name: "flat" type: "Reshape" bottom: "l" top: "flat" reshape_param { shape { dim: 10 dim: 3 } } }
      layer { name: "last" type: "Permute" bottom: "l" top: "p" permute_param { order: 1 order: 0 } }"""
    (tmp_path / "net.prototxt").write_text(text)
    net = load(tmp_path / "net.prototxt", time_steps=7, batch=3)
    shapes = net.model.shapes
    assert net.inputs == {"image": (3, 3, 4, 4)}
    assert shapes["words"] == (7, 3)
    assert shapes["both"] == (7, 3, 12)
    assert shapes["cont"] == (7, 3)
    assert net.outputs == {"flat": (21, 3), "p": (3, 7, 3)}


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((3, None), r"layer 'seq' \(Concat\) makes axis 0 of 'seq', which should become 3, of 10 parts that make 10"),
        ((None, 1), ""),
    ],
)
def test_retime_names_the_layer_that_cannot_follow(steps: tuple[int | None, int | None], message: str) -> None:
    case = Case.named("nets/ocr_columns")
    if not message:
        assert case.load(time_steps=steps[0], batch=steps[1]).inputs["image"] == (1, 1, 8, 20)
        return
    with pytest.raises(ConversionError, match=message):
        case.load(time_steps=steps[0], batch=steps[1])


def test_retime_needs_recurrent_layers_that_agree(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="no recurrent layer"):
        Case.named("nets/v1_format").load(time_steps=2)
    text = lstm_text(4, 2, 3, 5) + lstm_text(6, 2, 3, 5).replace('"x"', '"x2"').replace('"cont"', '"cont2"').replace(
        '"l"', '"l2"'
    ).replace('"y"', '"y2"')
    (tmp_path / "net.prototxt").write_text(text)
    with pytest.raises(ConversionError, match="layer 'l' runs over 4 steps of 2 streams, 'l2' over 6 of 2"):
        load(tmp_path / "net.prototxt", time_steps=1)


def test_commands_write_files_that_load(tmp_path: Path) -> None:
    case = Case.named("nets/lrcn_small")
    files = [str(case.prototxt), str(case.caffemodel)]
    out = [str(tmp_path / "out.prototxt"), str(tmp_path / "out.caffemodel")]
    picture = tmp_path / "expand.svg"
    for command in (
        ["expand", "--cell", "unit", "--draw", str(picture)],
        ["unroll"],
        ["retime", "--time-steps", "2"],
        ["roll"],
    ):
        result = CliRunner().invoke(main, [command[0], *files, "-o", *out, *command[1:]])
        assert result.exit_code == 0, result.output
        assert load(*out).outputs
    assert "lstm1__cont_tiled" in picture.read_text()
    result = CliRunner().invoke(main, ["retime", *files, "-o", *out])
    assert result.exit_code == 2
    result = CliRunner().invoke(main, ["convert", *out, "-o", str(tmp_path / "n.onnx"), "--lstm", "unroll"])
    assert result.exit_code == 0, result.output


def test_convert_can_unroll_and_retime(tmp_path: Path) -> None:
    files = [str(SAMPLES / "moving_blob/train_test.prototxt"), str(SAMPLES / "moving_blob/moving_blob.caffemodel")]
    target = tmp_path / "step.engine"
    for options in (["--time-steps", "1", "--batch", "1"], ["--lstm", "unroll"], ["--lstm", "loop"]):
        result = CliRunner().invoke(main, ["convert", *files, "-o", str(target), "--gpu", "sm86", *options])
        assert result.exit_code == 0, result.output
        assert target.stat().st_size > 10_000


def test_draw(tmp_path: Path) -> None:
    import xml.etree.ElementTree as ET

    prototxt = str(SAMPLES / "moving_blob/train_test.prototxt")
    result = CliRunner().invoke(main, ["draw", prototxt, "-o", str(tmp_path / "net.svg")])
    assert result.exit_code == 0, result.output
    svg = ET.parse(tmp_path / "net.svg").getroot()
    texts = {element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"lstm1", "LSTM", "conv1", "8x16x32", "128x1x16x16"} <= texts
    result = CliRunner().invoke(main, ["draw", prototxt, "-o", str(tmp_path / "net.dot")])
    assert result.exit_code == 0
    assert 'label="lstm1\\nLSTM", fillcolor="#f4b183"' in (tmp_path / "net.dot").read_text()
    result = CliRunner().invoke(main, ["draw", prototxt, "-o", str(tmp_path / "net.jpeg")])
    assert result.exit_code == 2
    assert "Name the file net.svg" in result.stderr
