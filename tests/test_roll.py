"""roll at its edges: what Caffe must be able to read, single steps, RNNs, and names that change their value."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter import Net, load
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.roll import RollReport, roll
from caffe2trt.graph_surgery.unroll import unroll
from tests.harness import RUNNERS, SAMPLES, Arrays, Case, difference
from tests.networks import input_layer, lstm_text, random_net

LSTM = 'layer {{ name: "{0}" type: "LSTM" {1} recurrent_param {{ num_output: {2} {3} }} }}\n'


def rolled(net: Net) -> Net:
    """The network unrolled and rolled, after its results were compared with what it computed before."""
    after = apply_pass(apply_pass(net, unroll), roll)
    same(net, after)
    return after


def same(net: Net, after: Net) -> None:
    rng = np.random.default_rng(0)
    first, second = RUNNERS["reference"](net), RUNNERS["reference"](after)
    for _ in range(3):
        feeds: Arrays = {name: rng.normal(size=shape).astype(np.float32) for name, shape in net.inputs.items()}
        expected, found = first(feeds), second(feeds)
        assert all(difference(found[blob], expected[blob]) < 1e-6 for blob in net.outputs)


def recurrent(net: Net) -> list[LayerParameter]:
    return [layer for layer in net.parameter.layer if layer.type in ("LSTM", "RNN")]


def require_readable(net: Net) -> None:
    """What Caffe checks when it sets a recurrent layer up: three axes, one name for each blob."""
    for layer in recurrent(net):
        assert len(net.model.shapes[layer.bottom[0]]) > 2
        assert len(net.model.shapes[layer.bottom[1]]) == 2
        assert len(set(layer.top)) == len(layer.top)


def test_an_input_of_one_feature_keeps_its_reshape() -> None:
    """samples/sine_wave has (T * N, 1) rows; with one stream they look like (T, N), which Caffe's LSTM refuses."""
    net = load(SAMPLES / "sine_wave/deploy.prototxt", SAMPLES / "sine_wave/sine.caffemodel")
    require_readable(rolled(net))
    require_readable(rolled(Case.named("round2/lstm_x_two_axes").load()))


def test_a_static_input_of_one_feature_keeps_its_reshape(tmp_path: Path) -> None:
    text = input_layer("x", 3, 2, 4) + input_layer("cont", 3, 2) + input_layer("s", 2)
    text += 'layer { name: "r" type: "Reshape" bottom: "s" top: "r" reshape_param { shape { dim: 2 dim: 1 } } }'
    text += LSTM.format("l", 'bottom: "x" bottom: "cont" bottom: "r" top: "y"', 5, "")
    after = rolled(random_net(tmp_path, text))
    assert [len(after.model.shapes[layer.bottom[2]]) for layer in recurrent(after)] == [2]


def test_a_single_step_from_zeros_names_each_top_once(tmp_path: Path) -> None:
    text = input_layer("x", 2, 4) + 'layer { name: "l" type: "Lstm" bottom: "x" top: "y" lstm_param { num_output: 4'
    after = rolled(random_net(tmp_path, text + " batch_size: 2 } }"))
    assert [layer.type for layer in recurrent(after)] == ["LSTM"]
    require_readable(after)


@pytest.mark.parametrize("kind", ["LSTM", "RNN"])
@pytest.mark.parametrize(("steps", "batch"), [(1, 2), (1, 4), (3, 1), (4, 4)])
def test_an_input_as_wide_as_the_state(tmp_path: Path, kind: str, steps: int, batch: int) -> None:
    net = random_net(tmp_path, lstm_text(steps, batch, 4, 4, kind=kind))
    assert rolled(net).parameter == net.parameter


def test_the_first_step_takes_the_weights_that_the_others_have(tmp_path: Path) -> None:
    """Inputs for each step, all as wide as the state, and nothing but the weights to tell x from h."""
    text = "".join(input_layer(name, 1, 2, 4) for name in ("h", "c", "x0", "x1"))
    product = 'layer {{ name: "{0}" type: "InnerProduct" bottom: "{1}" top: "{0}" param {{ name: "{2}" }} '
    product += "inner_product_param {{ num_output: 16 axis: 2 bias_term: false }} }}\n"
    eltwise = 'layer {{ name: "{0}" type: "Eltwise" bottom: "{1}" bottom: "{2}" top: "{0}" '
    eltwise += "eltwise_param {{ operation: {3} }} }}\n"
    unary = 'layer {{ name: "{0}" type: "{1}" bottom: "{2}" top: "{0}" }}\n'
    h, c = "h", "c"
    for t, order in ((0, ("hw", "xw")), (1, ("xw", "hw"))):
        text += product.format(f"xw{t}", f"x{t}", "W_x") + product.format(f"hw{t}", h, "W_h")
        text += eltwise.format(f"gates{t}", f"{order[0]}{t}", f"{order[1]}{t}", "SUM")
        tops = " ".join(f'top: "{gate}{t}_"' for gate in "ifog")
        text += f'layer {{ name: "cut{t}" type: "Slice" bottom: "gates{t}" {tops} slice_param {{ axis: 2 }} }}\n'
        for gate, kind in zip("ifog", ("Sigmoid", "Sigmoid", "Sigmoid", "TanH"), strict=True):
            text += unary.format(f"{gate}{t}", kind, f"{gate}{t}_")
        text += eltwise.format(f"kept{t}", f"f{t}", c, "PROD") + eltwise.format(f"new{t}", f"i{t}", f"g{t}", "PROD")
        text += eltwise.format(f"c{t}", f"kept{t}", f"new{t}", "SUM") + unary.format(f"a{t}", "TanH", f"c{t}")
        text += eltwise.format(f"h{t}", f"o{t}", f"a{t}", "PROD")
        h, c = f"h{t}", f"c{t}"
    text += 'layer { name: "y" type: "Concat" bottom: "h0" bottom: "h1" top: "y" concat_param { axis: 0 } }'
    net = random_net(tmp_path, text)
    after = apply_pass(net, roll)
    (layer,) = recurrent(after)
    assert list(layer.bottom[2:]) == ["h", "c"]
    same(net, after)


def test_a_state_that_another_layer_begins_with(tmp_path: Path) -> None:
    """A single step's top is both its output and the h0 of the next layer."""
    text = input_layer("x", 1, 2, 3) + input_layer("cont", 1, 2) + input_layer("c0", 1, 2, 4)
    text += LSTM.format("a", 'bottom: "x" bottom: "cont" top: "a"', 4, "")
    bottoms = 'bottom: "x" bottom: "cont" bottom: "a" bottom: "c0"'
    text += LSTM.format("b", f'{bottoms} top: "b" top: "hT" top: "cT"', 4, "expose_hidden: true")
    text += 'layer { name: "t" type: "TanH" bottom: "a" top: "t" }'
    net = random_net(tmp_path, text)
    assert rolled(net).parameter == net.parameter


def test_a_last_state_that_another_layer_takes_is_exposed(tmp_path: Path) -> None:
    text = lstm_text(3, 2, 4, 5) + 'layer { name: "t" type: "TanH" bottom: "y" top: "t" }'
    flat = apply_pass(random_net(tmp_path, text), unroll)
    prototxt, caffemodel = tmp_path / "flat.prototxt", tmp_path / "flat.caffemodel"
    flat.model.write(prototxt, caffemodel)
    spy = 'layer { name: "spy" type: "AbsVal" bottom: "l__c_2" top: "spy" }\n'
    prototxt.write_text(prototxt.read_text() + spy)
    net = load(prototxt, caffemodel)
    after = apply_pass(net, roll)
    assert [layer.recurrent_param.expose_hidden for layer in recurrent(after)] == [True]
    assert after.states == net.states
    same(net, after)


@pytest.mark.parametrize("exposed", [False, True])
@pytest.mark.parametrize("static", [False, True])
@pytest.mark.parametrize("steps", [1, 3])
def test_rnns_are_rolled(tmp_path: Path, steps: int, static: bool, exposed: bool) -> None:
    text = lstm_text(steps, 2, 3, 4, static=2 * static, kind="RNN")
    if exposed:
        text = input_layer("h0", 1, 2, 4) + text.replace(' top: "y"', ' bottom: "h0" top: "y" top: "hT"')
        text = text.replace("num_output: 4", "num_output: 4 expose_hidden: true")
    net = random_net(tmp_path, text)
    assert rolled(net).parameter == net.parameter


def test_an_rnn_whose_steps_each_have_an_output(tmp_path: Path) -> None:
    """As Caffe's own RNN layer is written inside."""
    text = (
        input_layer("x", 2, 2, 3)
        + 'layer { name: "cut" type: "Slice" bottom: "x" top: "x0" top: "x1" slice_param { axis: 0 } }\n'
    )
    text += 'layer { name: "z" type: "DummyData" top: "h" dummy_data_param { shape { dim: 1 dim: 2 dim: 4 } } }\n'
    product = 'layer {{ name: "{0}" type: "InnerProduct" bottom: "{1}" top: "{0}" param {{ name: "{2}" }} '
    product += 'param {{ name: "{2}b" }} inner_product_param {{ num_output: 4 axis: 2 }} }}\n'
    state = "h"
    for t in range(2):
        text += product.format(f"xw{t}", f"x{t}", "W_x") + product.format(f"hw{t}", state, "W_h")
        text += f'layer {{ name: "s{t}" type: "Eltwise" bottom: "hw{t}" bottom: "xw{t}" top: "s{t}" }}\n'
        text += f'layer {{ name: "h{t}" type: "TanH" bottom: "s{t}" top: "h{t}" }}\n'
        text += product.format(f"ow{t}", f"h{t}", "W_o")
        text += f'layer {{ name: "o{t}" type: "TanH" bottom: "ow{t}" top: "o{t}" }}\n'
        state = f"h{t}"
    text += 'layer { name: "y" type: "Concat" bottom: "o0" bottom: "o1" top: "y" concat_param { axis: 0 } }'
    net = random_net(tmp_path, text)
    after, stateful = apply_pass(net, roll), apply_pass(net, lambda model: roll(model, stateful=True))
    assert [layer.type for layer in recurrent(after) + recurrent(stateful)] == ["RNN", "RNN"]
    assert (list(after.states), list(stateful.states)) == ([], ["y__h_in"])
    same(net, after)


def test_tanh_of_a_sum_of_products_alone_is_no_rnn(tmp_path: Path) -> None:
    text = input_layer("a", 1, 2, 4) + input_layer("b", 1, 2, 4)
    product = 'layer {{ name: "{0}" type: "InnerProduct" bottom: "{1}" top: "{0}" '
    product += "inner_product_param {{ num_output: 4 axis: 2 }} }}\n"
    text += product.format("p", "a") + product.format("q", "b")
    text += 'layer { name: "s" type: "Eltwise" bottom: "p" bottom: "q" top: "s" }\n'
    text += 'layer { name: "t" type: "TanH" bottom: "s" top: "t" }\n' + product.format("o", "t")
    net = random_net(tmp_path, text + 'layer { name: "y" type: "TanH" bottom: "o" top: "y" }')
    report = RollReport()
    assert apply_pass(net, lambda model: roll(model, report=report)).parameter == net.parameter
    assert (report.rolled, report.reasons) == ([], [])
