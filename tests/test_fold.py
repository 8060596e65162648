"""roll --stateful on networks of apollocaffe: unrolled LstmUnit layers become one step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from caffe2trt.converter import Net, load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.roll import RollReport, roll
from tests.harness import BACKENDS, RUNNERS, Arrays, Case, difference
from tests.networks import input_layer, random_net

ZEROS = 'layer { name: "zeros" type: "DummyData" top: "zeros" dummy_data_param { shape { dim: 2 dim: 3 } } }'
UNIT = (
    'layer {{ name: "{name}{t}" type: "LstmUnit" bottom: "{name}_in{t}" bottom: "{c}" top: "{name}_h{t}" '
    'top: "{name}_c{t}" lstm_unit_param {{ num_cells: 3 {flags} }} param {{ name: "{name}0" }} '
    'param {{ name: "{name}1" }} param {{ name: "{name}2" }} param {{ name: "{name}3" }} }}'
)
CONCAT = 'layer {{ name: "{name}_in{t}" type: "Concat" bottom: "{x}" bottom: "{h}" top: "{name}_in{t}" }}'


def unit(name: str, t: int, x: str, flags: str = "") -> str:
    h, c = (f"{name}_{state}{t - 1}" if t else "zeros" for state in "hc")
    return CONCAT.format(name=name, t=t, x=x, h=h) + UNIT.format(name=name, t=t, c=c, flags=flags)


def two_units(steps: int, *, joined: bool = False) -> str:
    """Two LstmUnit layers on each other, step by step; the first takes an image that all steps share too."""
    text = input_layer("image", 2, 4) + ZEROS
    for t in range(steps):
        text += input_layer(f"x{t}", 2, 4)
        text += (
            f'layer {{ name: "sum{t}" type: "Eltwise" bottom: "x{t}" bottom: "image" top: "sum{t}" }}'
            + unit("a", t, f"sum{t}")
            + unit("b", t, f"a_h{t}", "tanh_hidden: true")
            + f'layer {{ name: "y{t}" type: "InnerProduct" bottom: "b_h{t}" top: "y{t}" param {{ name: "w" }} '
            'param { name: "bias" } inner_product_param { num_output: 5 } }'
        )
    bottoms = " ".join(f'bottom: "y{t}"' for t in range(steps))
    together = f'layer {{ name: "all" type: "Concat" {bottoms} top: "all" concat_param {{ axis: 0 }} }}'
    return text + (together if joined else "")


def folded(net: Net, *, stateful: bool = True) -> tuple[Net, RollReport]:
    report = RollReport()
    return apply_pass(net, lambda model: roll(model, report=report, stateful=stateful)), report


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", ["forks/apollo_char4_input", "forks/apollo_char4_numpy"])
def test_calls_of_the_step_equal_what_apollocaffe_computed(name: str, backend: str) -> None:
    case = Case.named(name)
    net, report = folded(case.load())
    assert report.rolled == ["lstm0"]
    assert (set(net.inputs), set(net.outputs)) == ({"word0"}, {"softmax0"})
    ((inputs, expected),) = Case.named("forks/apollo_char4_input").calls
    forward = RUNNERS[backend](net)
    for t in range(4):
        assert difference(forward({"word0": inputs[f"word{t}"]})["softmax0"], expected[f"softmax{t}"]) < 1e-5


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("backend", BACKENDS)
def test_units_on_each_other_with_an_input_that_all_steps_share(backend: str, joined: bool, tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    whole = random_net(tmp_path, two_units(3, joined=joined))
    step, report = folded(whole)
    assert report.rolled == ["a0", "b0"]
    assert set(step.states) == {"a0__h_in", "a0__c_in", "b0__h_in", "b0__c_in"}
    feeds: Arrays = {name: rng.normal(size=shape).astype(np.float32) for name, shape in whole.inputs.items()}
    expected = RUNNERS["reference"](whole)(feeds)
    forward = RUNNERS[backend](step)
    for t in range(3):
        found = forward({"image": feeds["image"], "x0": feeds[f"x{t}"]})["y0"]
        assert difference(found, expected["all"][2 * t : 2 * t + 2] if joined else expected[f"y{t}"]) < 1e-5


def test_the_command_writes_a_step_that_converts(tmp_path: Path) -> None:
    random_net(tmp_path, two_units(3))
    files = [str(tmp_path / name) for name in ("net.prototxt", "net.caffemodel", "step.prototxt", "step.caffemodel")]
    result = CliRunner().invoke(main, ["roll", *files[:2], "-o", *files[2:], "--stateful"])
    assert "rolled   a0, b0" in result.output
    assert load(*files[2:]).states == folded(load(*files[:2]))[0].states


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("", "", "with --stateful they become one step"),
        ('name: "y1" type: "InnerProduct"', 'name: "y1" type: "ReLU"', "'y0' and 'y1' are not the same layer"),
        ('top: "y2" param { name: "w" }', 'top: "y2" param { name: "v" }', "the weights of 'y0' and 'y2' differ"),
        ("tanh_hidden: true", "tanh_hidden: false", "'b0' and 'b1' are not the same layer"),
        (
            'bottom: "x2" bottom: "image"',
            'bottom: "x2" bottom: "x1"',
            "'image' serves some steps, and others take",
        ),
        ('bottom: "a_in2" bottom: "a_c1"', 'bottom: "a_in2" bottom: "zeros"', "units of 2 and 3 steps"),
        ('bottom: "sum2" bottom: "a_h1"', 'bottom: "sum2" bottom: "zeros"', "the state at the same places"),
        ('bottom: "sum0" bottom: "zeros"', 'bottom: "sum0" bottom: "begin"', "'begin', which is not known to be zeros"),
    ],
)
def test_steps_that_are_not_the_same_are_left_alone(old: str, new: str, reason: str, tmp_path: Path) -> None:
    text = input_layer("begin", 2, 3) + two_units(3)
    assert old in text
    if "ReLU" in new:
        head, _, tail = text.partition(old)
        text = (
            head
            + new
            + tail.replace('param { name: "w" } param { name: "bias" } inner_product_param { num_output: 5 }', "", 1)
        )
    else:
        text = text.replace(old, new, 1)
    net = random_net(tmp_path, text)
    found, report = folded(net, stateful=bool(old))
    assert not report.rolled
    assert set(found.inputs) == set(net.inputs)
    assert reason in report.reasons[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("forks/apollo_reinspect", "the weights of 'ip_bbox_unscaled0' and 'ip_bbox_unscaled1' differ"),
        (
            "forks/nlp_lm",
            "its steps give different numbers of outputs, 0, 0, 1; choose those of each step with --output",
        ),
    ],
)
def test_networks_whose_steps_differ_say_where(name: str, reason: str) -> None:
    _, report = folded(Case.named(name).load())
    assert not report.rolled
    assert reason in report.reasons[0]
