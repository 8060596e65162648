"""How large a blob may be: what is larger is refused by its shape, before memory is taken or loops are run."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError, LayerError
from caffe2trt.converter import load
from caffe2trt.converter.program.limits import MAX_ELEMENTS, MAX_ELEMENTS_VARIABLE
from tests.networks import input_layer, write_caffemodel

X = input_layer("x", 2, 2, 8, 8)
ROWS = input_layer("rows", 1000, 1000)
LAYERS = {  # inputs, and the layer
    "DummyData": ("", "dummy_data_param { shape { dim: 1000000000 } }"),
    "DummyData in rows": ("", "dummy_data_param { num: 1000 channels: 1000 height: 1000 width: 1000 }"),
    "Parameter": ("", "parameter_param { shape { dim: 1000000 dim: 1000000 } }"),
    "Input": ("", "input_param { shape { dim: 1000000 dim: 1000000 } }"),
    "ContinuationIndicator": ("", "continuation_indicator_param { time_step: 1000000 batch_size: 1000000 }"),
    "InnerProduct": (ROWS, "inner_product_param { num_output: 1000000 }"),
    "InnerProduct, its weights": (X, "inner_product_param { num_output: 2000000000 axis: -1 }"),
    "Embed": (X, "embed_param { input_dim: 1000000 num_output: 1000000 }"),
    "Convolution": (X, "convolution_param { num_output: 1000000 kernel_size: 1000 pad: 500 }"),
    "Convolution, padded": (X, "convolution_param { num_output: 1 kernel_size: 1 pad: 1000000 stride: 1000000 }"),
    "Deconvolution": (X, "convolution_param { num_output: 1 kernel_size: 1 stride: 1000000 }"),
    "Im2col": (X, "convolution_param { kernel_size: 1000 pad: 500 }"),
    "Pooling": (X, "pooling_param { kernel_size: 1000000 pad: 999999 }"),
    "Pooling, its last window": (X, "pooling_param { kernel_size: 3 stride: 2147483647 }"),
    "LRN": (X, "lrn_param { local_size: 2000001 norm_region: WITHIN_CHANNEL }"),
    "Tile": (ROWS, "tile_param { tiles: 1000000 }"),
    "Upsample": (X, "upsample_param { scale: 1000000 }"),
    "Interp": (X, "interp_param { height: 1000000 width: 1000000 mode: NEAREST }"),
    "LSTM": (
        input_layer("x", 2, 2, 3) + input_layer("cont", 2, 2),
        'bottom: "cont" recurrent_param { num_output: 1000000 }',
    ),
    "Lstm": (input_layer("x", 2, 2, 3), "lstm_param { num_output: 1000000 }"),
}


@pytest.mark.parametrize("name", LAYERS)
def test_too_large_a_blob_is_refused_before_memory_is_taken(tmp_path: Path, name: str) -> None:
    inputs, body = LAYERS[name]
    bottom = 'bottom: "rows"' if inputs == ROWS else 'bottom: "x"' if inputs else ""
    kind = name.partition(",")[0].partition(" ")[0]
    (tmp_path / "net.prototxt").write_text(f'{inputs} layer {{ name: "l" type: "{kind}" {bottom} top: "y" {body} }}')
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(
            LayerError,
            match=rf"layer '(l|y)' \({kind}.* values, more than the limit of 536,870,912.*{MAX_ELEMENTS_VARIABLE}",
        ):
            load(tmp_path / "net.prototxt", outputs=["y"])
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 5


def test_too_large_weights_are_refused_before_the_caffemodel_is_asked(tmp_path: Path) -> None:
    text = (
        ROWS + 'layer { name: "l" type: "InnerProduct" bottom: "rows" top: "y" inner_product_param { num_output: %d } }'
    )
    (tmp_path / "net.prototxt").write_text(text % 1_000_000_000)
    weights = write_caffemodel(tmp_path / "w.caffemodel", {"l": [np.zeros((1, 1000), np.float32)]})
    with pytest.raises(LayerError, match=r"blob of shape \(1000000000, 1000\) has 1,000,000,000,000 values"):
        load(tmp_path / "net.prototxt", weights)


def test_pyramid_of_many_levels_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "net.prototxt").write_text(
        X + 'layer { name: "l" type: "SPP" bottom: "x" top: "y" spp_param { pyramid_height: 65536 } }'
    )
    with pytest.raises(LayerError, match=r"layer 'l' \(SPP.*level 4 of its pyramid cuts \(8, 8\) into 16 bins"):
        load(tmp_path / "net.prototxt")


@pytest.mark.parametrize(
    ("dims", "problem"),
    [
        ("dim: -1 dim: 2", r"a blob of shape \(-1, 2\) holds nothing"),
        ("dim: 0", r"a blob of shape \(0,\) holds nothing"),
        ("dim: 1 " * 65, "a blob of 65 axes is more than Caffe takes, which is 32"),
        ("dim: 1099511627776 dim: 1099511627776", ".*more than the limit"),
    ],
    ids=["negative", "zero", "65 axes", "huge"],
)
def test_shape_that_no_blob_has_is_refused(tmp_path: Path, dims: str, problem: str) -> None:
    for kind, param in (("DummyData", "dummy_data_param"), ("Parameter", "parameter_param")):
        (tmp_path / "net.prototxt").write_text(
            f'layer {{ name: "l" type: "{kind}" top: "y" {param} {{ shape {{ {dims} }} }} }}'
        )
        with pytest.raises(LayerError, match=rf"layer 'l' \({kind}, index 0\): {problem}"):
            load(tmp_path / "net.prototxt", outputs=["y"])


def test_the_environment_moves_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'layer { name: "d" type: "DummyData" top: "y" dummy_data_param { shape { dim: %d } } }'
    (tmp_path / "net.prototxt").write_text(text % 1000)
    assert load(tmp_path / "net.prototxt", outputs=["y"]).outputs == {"y": (1000,)}
    monkeypatch.setenv(MAX_ELEMENTS_VARIABLE, "999")
    with pytest.raises(LayerError, match="has 1,000 values, more than the limit of 999"):
        load(tmp_path / "net.prototxt", outputs=["y"])
    monkeypatch.setenv(MAX_ELEMENTS_VARIABLE, str(4 * MAX_ELEMENTS))
    (tmp_path / "net.prototxt").write_text(
        input_layer("x", 2 * MAX_ELEMENTS) + 'layer { name: "r" type: "ReLU" bottom: "x" top: "y" }'
    )
    assert np.prod(load(tmp_path / "net.prototxt", outputs=["y"]).outputs["y"]) == 2 * MAX_ELEMENTS


def test_limit_that_is_no_number_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MAX_ELEMENTS_VARIABLE, "1e9")
    (tmp_path / "net.prototxt").write_text(X + 'layer { name: "r" type: "ReLU" bottom: "x" top: "y" }')
    with pytest.raises(ConversionError, match=f"{MAX_ELEMENTS_VARIABLE} is '1e9'. Set it to a number of values"):
        load(tmp_path / "net.prototxt", outputs=["y"])
