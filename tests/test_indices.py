"""Indices are whole numbers in every precision: fp16 holds none above 2048 that is odd, bf16 none above 256."""

from __future__ import annotations

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
