"""Indices are whole numbers in every precision: fp16 holds none above 2048 that is odd, bf16 none above 256."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import Reference, define_network, evaluate_network, export_onnx
from caffe2trt.runtime import Session
from tests.networks import input_layer, random_net

CLASSES = 9001


def one_hot_rows(places: list[int]) -> np.ndarray:
    rows = np.zeros((len(places), CLASSES), np.float32)
    rows[np.arange(len(places)), places] = 1
    return rows


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
@pytest.mark.parametrize(
    ("param", "shape"),
    [("axis: 1", (4, 1)), ("", (4, 1, 1)), ("out_max_val: true", (4, 2, 1))],
    ids=["axis", "whole", "with values"],
)
def test_argmax_gives_whole_indices(tmp_path: Path, precision: str, param: str, shape: tuple[int, ...]) -> None:
    net = random_net(
        tmp_path,
        input_layer("x", 4, CLASSES)
        + 'layer { name: "half" type: "Power" bottom: "x" top: "y" power_param { scale: 0.5 } }'
        + f'layer {{ name: "a" type: "ArgMax" bottom: "y" top: "a" argmax_param {{ {param} }} }}',
    )
    assert net.outputs["a"] == shape
    places = [300, 8799, 9000, 0]
    feeds = {"x": one_hot_rows(places)}
    found = evaluate_network(define_network(net, precision), feeds)["a"]
    assert np.ravel(found[:, 0] if len(shape) == 3 else found).tolist() == places
    assert np.array_equal(found, Reference(net).forward(feeds)["a"])
    export_onnx(net, tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx") as session:
        assert np.array_equal(session.step(feeds)["a"], found)


@pytest.mark.parametrize("precision", ["fp16", "bf16"])
def test_words_reach_an_embed_whole(tmp_path: Path, precision: str) -> None:
    """Through layers that only choose among them or move them."""
    net = random_net(
        tmp_path,
        input_layer("a", 3)
        + input_layer("x", 3, CLASSES)
        + 'layer { name: "half" type: "Power" bottom: "x" top: "y" power_param { scale: 0.5 } }'
        + 'layer { name: "best" type: "ArgMax" bottom: "y" top: "b" argmax_param { axis: 1 } }'
        + 'layer { name: "flat" type: "Reshape" bottom: "b" top: "flat" reshape_param { shape { dim: -1 } } }'
        + 'layer { name: "m" type: "Eltwise" bottom: "a" bottom: "flat" top: "word" eltwise_param { operation: MAX } }'
        + 'layer { name: "both" type: "Concat" bottom: "word" bottom: "a" top: "both" concat_param { axis: 0 } }'
        + f'layer {{ name: "e" type: "Embed" bottom: "both" top: "e" embed_param {{ input_dim: {CLASSES} '
        "num_output: 4 bias_term: false } }",
    )
    feeds = {"a": np.array([1, 4097, 8191], np.float32), "x": one_hot_rows([301, 7, 8999])}
    found = evaluate_network(define_network(net, precision), feeds)["e"]
    assert np.allclose(found, Reference(net).forward(feeds)["e"], rtol=1e-2)


@pytest.mark.parametrize("precision", ["fp16", "bf16"])
def test_weights_that_a_type_does_not_hold_are_refused(tmp_path: Path, precision: str) -> None:
    text = 'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "fc" inner_product_param { num_output: 2 } }'
    net = random_net(tmp_path, input_layer("x", 1, 3) + text, scale=1e6)
    if precision == "bf16":
        assert define_network(net, precision)
        return
    with pytest.raises(ConversionError, match=r"layer 'fc': its .* reaches .*, more than fp16 holds. Convert with"):
        define_network(net, precision)


EMBED = (
    input_layer("x", 3)
    + 'layer { name: "words" type: "Embed" bottom: "x" top: "y" embed_param { input_dim: 5 num_output: 2 } }'
)
REINDEX = (
    input_layer("t", 5, 2)
    + input_layer("x", 3)
    + 'layer { name: "words" type: "BatchReindex" bottom: "t" bottom: "x" top: "y" }'
)
REVERSE = (
    input_layer("t", 4, 3)
    + input_layer("x", 3)
    + 'layer { name: "words" type: "ReverseTime" bottom: "t" bottom: "x" top: "y" }'
)


@pytest.mark.parametrize("text", [EMBED, REINDEX], ids=["Embed", "BatchReindex"])
@pytest.mark.parametrize("index", [-1, 5, 1e10, np.nan, np.inf])
def test_an_index_beyond_the_table_is_refused(tmp_path: Path, text: str, index: float) -> None:
    """Caffe reads whatever lies there, or stops; numpy would count -1 from the end."""
    net = random_net(tmp_path, text)
    feeds = {name: np.zeros(shape, np.float32) for name, shape in net.inputs.items()}
    feeds["x"][1] = index
    with pytest.raises(ConversionError, match=re.escape(f"layer 'words': index {index:g} is not within 0 to 4")):
        Reference(net).forward(feeds)
    with np.errstate(invalid="ignore"), pytest.raises(ConversionError, match=r"'words.*index .* is not within 0 to 4"):
        evaluate_network(define_network(net), feeds)


@pytest.mark.parametrize("length", [-1, 5, np.nan])
def test_a_length_beyond_the_sequence_is_refused(tmp_path: Path, length: float) -> None:
    net = random_net(tmp_path, REVERSE)
    with pytest.raises(ConversionError, match=rf"layer 'words': length {length:g} is not within 0 to 4"):
        Reference(net).forward(t=np.zeros((4, 3), np.float32), x=np.array([0, length, 1], np.float32))


def test_a_refused_call_leaves_the_state_as_it_was(tmp_path: Path) -> None:
    text = (
        input_layer("x", 2, 1)
        + input_layer("cont", 2, 1)
        + 'layer { name: "e" type: "Embed" bottom: "x" top: "e" embed_param { input_dim: 5 num_output: 3 } }'
        + 'layer { name: "l" type: "LSTM" bottom: "e" bottom: "cont" top: "y" recurrent_param { num_output: 3 } }'
    )
    reference = Reference(random_net(tmp_path, text))
    reference.forward(x=np.ones((2, 1)), cont=np.ones((2, 1)))
    before = {name: array.copy() for name, array in reference.state.items()}
    with pytest.raises(ConversionError, match="layer 'e': index 7"):
        reference.forward(x=np.full((2, 1), 7), cont=np.ones((2, 1)))
    assert before
    for name, array in before.items():
        assert np.array_equal(reference.state[name], array)


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
def test_a_mask_top_gives_whole_places(tmp_path: Path, precision: str) -> None:
    """Beyond where half precision has gaps between whole numbers."""
    text = (
        input_layer("x", 1, 1, 61, 83) + 'layer { name: "p" type: "Pooling" bottom: "x" top: "y" top: "m" '
        "pooling_param { kernel_size: 61 stride: 61 } }" + 'layer { name: "s" type: "Power" bottom: "y" top: "z" }'
    )
    net = random_net(tmp_path, text)
    x = np.zeros((1, 1, 61, 83), np.float32)
    places = [33 * 83 + 7, 60 * 83 + 81]
    x.ravel()[places] = 1
    for found in (Reference(net).forward(x=x), evaluate_network(define_network(net, precision), {"x": x})):
        assert found["m"].ravel().tolist() == places
