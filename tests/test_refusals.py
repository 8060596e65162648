"""What Caffe refuses, or computes wrongly, is refused: with the layer's name, what is wrong, and the way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caffe2trt.caffe.errors import ConversionError, LayerError
from caffe2trt.converter import define_network, load
from tests.networks import input_layer, random_net

IMAGE, ROWS, ROW, SEQUENCE = "1,2,4,4", "2,3", "4", "4,2,3"


def network(kind: str, body: str, shapes: str) -> str:
    """Inputs x0, x1, ... of these shapes, and the layer `l`."""
    inputs = [input_layer(f"x{i}", *map(int, dims.split(","))) for i, dims in enumerate(shapes.split())]
    bottoms = "" if "bottom:" in body else " ".join(f'bottom: "x{i}"' for i in range(len(inputs)))
    top = "" if " top:" in f" {body}" else 'top: "y"'
    return "".join(inputs) + f'layer {{ name: "l" type: "{kind}" {bottoms} {top} {body} }}'


# the layer's type and body, the shapes of its bottoms, and what the message says
REFUSED = [
    ("InnerProduct", "", ROWS, "inner_product_param.num_output is missing"),
    ("Embed", "embed_param { input_dim: 4 }", ROW, "embed_param.num_output is missing"),
    ("Embed", "embed_param { num_output: 4 }", ROW, "embed_param.input_dim is missing"),
    ("Convolution", "convolution_param { kernel_size: 2 }", IMAGE, "convolution_param.num_output is missing"),
    ("Convolution", "convolution_param { num_output: 2 }", IMAGE, "convolution_param.kernel_size is missing"),
    (
        "Convolution",
        "convolution_param { num_output: 2 kernel_size: 2 group: 0 }",
        IMAGE,
        "2 channels and 2 outputs do not divide into 0 groups",
    ),
    (
        "Convolution",
        "convolution_param { num_output: 2 kernel_size: 2 stride: 0 }",
        IMAGE,
        "stride (0, 0) must be at least 1",
    ),
    (
        "Deconvolution",
        "convolution_param { num_output: 2 kernel_size: 2 dilation: 0 }",
        IMAGE,
        "dilation (0, 0) must be at least 1",
    ),
    (
        "Convolution",
        "convolution_param { num_output: 2 kernel_size: 2 pad: 1 pad_h: 1 pad_w: 1 }",
        IMAGE,
        "it has both pad and pad_h or pad_w",
    ),
    ("LSTM", "", f"{SEQUENCE} 4,2", "recurrent_param.num_output is missing"),
    ("RNN", "", f"{SEQUENCE} 4,2", "recurrent_param.num_output is missing"),
    (
        "LSTM",
        "recurrent_param { num_output: 2 }",
        "4,2 4,2",
        "its input (4, 2) is not (time steps, batch, features, ...)",
    ),
    ("Lstm", "lstm_param { num_output: 2 batch_size: 0 }", "4,3", "batch_size 0"),
    ("LSTMUnit", 'top: "c" top: "h"', "2,3 2,12 2,3", "it takes a blob of 3 axes (1, N, H)"),
    ("Upsample", "upsample_param { scale: 0 }", IMAGE, "upsample_param.scale is missing or 0"),
    ("Upsample", "upsample_param { scale: -2 }", IMAGE, "upsample_param.scale is -2, not above 0"),
    ("LRN", "", "2,3,4", "it takes a blob of 4 axes (N, C, H, W), found (2, 3, 4)"),
    ("Reverse", "reverse_param { axis: -1 }", ROWS, "axis -1 is negative"),
    ("Normalize", "", ROW, "it takes a blob of 2 to 4 axes (N, C, H, W), found (4,)"),
    ("BatchNorm", "", ROW, "it takes a blob of at least 2 axes (N, C, ...), found (4,)"),
    ("PReLU", "", ROW, "it takes a blob of at least 2 axes (N, C, ...), found (4,)"),
    ("MVN", "", "1,2,3,4,5", "it takes a blob of 0 to 4 axes"),
    ("Pooling", "pooling_param { kernel_size: 2 pad: 2 }", IMAGE, "pad (2, 2) must be smaller than the kernel"),
    ("Pooling", "pooling_param { pad: 1 }", IMAGE, "pooling_param.kernel_size is missing"),
    ("Pooling", "pooling_param { kernel_h: 2 }", IMAGE, "either kernel_size or both kernel_h and kernel_w"),
    ("Pooling", "pooling_param { kernel_size: 2 stride: 0 }", IMAGE, "stride (0, 0) must be at least 1"),
    ("Pooling", "pooling_param { global_pooling: true kernel_size: 2 }", IMAGE, "both global_pooling and a kernel"),
    ("Pooling", "pooling_param { global_pooling: true pad: 1 }", IMAGE, "needs stride 1 and pad 0"),
    ("Pooling", 'pooling_param { pool: AVE kernel_size: 2 } top: "y" top: "m"', IMAGE, "it makes 1 top,"),
    ("SPP", "spp_param { pyramid_height: 4 pool: MAX }", IMAGE, "level 3 of its pyramid cuts (4, 4) into 8 bins"),
    ("Slice", 'slice_param { slice_point: 2 slice_point: 1 } top: "a" top: "b" top: "c"', "1,4", "must increase"),
    ("Slice", 'slice_param { slice_point: 4 } top: "a" top: "b"', "1,4", "must increase between 0 and 4"),
    ("Slice", 'slice_param { axis: 1 slice_dim: 1 } top: "a" top: "b"', "1,4", "both axis and slice_dim"),
    ("Concat", "concat_param { axis: 0 concat_dim: 0 }", f"{ROWS} {ROWS}", "both axis and concat_dim"),
    ("Concat", "concat_param { axis: 2 }", ROWS, "axis 2 is out of range for a blob of 2 axes"),
    ("Scale", "scale_param { axis: 1 num_axes: 3 }", IMAGE.replace(",4,4", ""), "num_axes 3 are out of range"),
    ("Bias", "bias_param { num_axes: -2 }", ROWS, "axis 1 and num_axes -2 are out of range"),
    ("Log", "log_param { base: 1 }", ROWS, "there is no logarithm to the base 1"),
    ("Clip", "", ROWS, "clip_param needs both min and max"),
    ("Interp", "", IMAGE, "it needs its size from exactly one of"),
    ("Interp", "interp_param { height: 4 width: 4 zoom_factor: 2 }", IMAGE, "it needs its size from exactly one of"),
    ("Interp", "interp_param { zoom_factor: 0 }", IMAGE, "interp_param.zoom_factor is missing or 0"),
    ("Tile", "tile_param { tiles: 0 }", ROWS, "tile_param.tiles is missing or 0"),
    ("BN", "bn_param { axis: 7 }", IMAGE, "axis 7 is out of range"),
    ("DummyData", "dummy_data_param { num: 1 shape { dim: 1 } }", "", "either one shape, or num, channels"),
    ("DummyData", "dummy_data_param { shape { dim: 1 } data_filler {} data_filler {} }", "", "data_filler is given 2"),
    (
        "DummyData",
        'dummy_data_param { shape { dim: 1 } shape { dim: 2 } } top: "a" top: "b" top: "c"',
        "",
        "dummy_data_param.shape is given 2 times for 3 tops",
    ),
    ("Input", "input_param { shape { dim: 1 } shape { dim: 2 } }", "", "input_param.shape is given 2 times"),
    # names
    ("ReLU", 'bottom: "x0" top: "x1"', f"{ROWS} {ROWS}", "its top 'x1' is made before it already"),
    ("Split", 'top: "y" top: "y"', ROWS, "its top 'y' is made before it already"),
    ("Concat", 'top: "x1"', f"{ROWS} {ROWS}", "its top 'x1' is made before it already"),
    ("Concat", 'top: "x0"', f"{ROWS} {ROWS}", "Caffe would overwrite what this layer still reads"),
    ("Pooling", 'top: "x0" pooling_param { kernel_size: 2 }', IMAGE, "it works in place"),
    ("Eltwise", 'top: "x0"', f"{ROWS} {ROWS}", "Caffe clears the top before it reads the bottoms"),
    ("ReLU", 'top: ""', ROWS, "one of its bottoms or tops has no name"),
    (
        "Eltwise",
        'eltwise_param { operation: PROD } bottom: "x0" bottom: "x0" top: "x0"',
        ROWS,
        "or which it takes twice",
    ),
]


@pytest.mark.parametrize(
    ("kind", "body", "shapes", "problem"), REFUSED, ids=[f"{row[0]}-{index}" for index, row in enumerate(REFUSED)]
)
def test_layer_is_refused_by_name(tmp_path: Path, kind: str, body: str, shapes: str, problem: str) -> None:
    (tmp_path / "net.prototxt").write_text(network(kind, body, shapes))
    with pytest.raises(LayerError, match=rf"layer '(l|a|y)' \({kind}.*{re.escape(problem)}") as error:
        load(tmp_path / "net.prototxt", outputs=None if "top:" in body else ["y"])
    assert error.value.remedy


def test_blob_made_by_two_layers_is_refused(tmp_path: Path) -> None:
    text = input_layer("x", 2, 3) + "".join(
        f'layer {{ name: "{kind}" type: "{kind}" bottom: "x" top: "y" }}' for kind in ("ReLU", "TanH")
    )
    (tmp_path / "net.prototxt").write_text(text)
    with pytest.raises(
        LayerError, match=r"layer 'TanH' .*its top 'y' is made before it already. Rename one of the two"
    ):
        load(tmp_path / "net.prototxt")


def test_layer_in_place_on_what_another_layer_took_is_refused(tmp_path: Path) -> None:
    """Caffe splits the blob for its two takers, so that the one in place would make it twice."""
    text = input_layer("x", 2, 3) + 'layer { name: "t" type: "TanH" bottom: "x" top: "z" }'
    (tmp_path / "net.prototxt").write_text(text + 'layer { name: "r" type: "ReLU" bottom: "x" top: "x" }')
    with pytest.raises(LayerError, match=r"layer 'r' .*in place on 'x', which another layer takes before"):
        load(tmp_path / "net.prototxt")


def test_two_layers_with_weights_and_one_name_are_refused(tmp_path: Path) -> None:
    product = 'layer { %s type: "InnerProduct" bottom: "%s" top: "%s" inner_product_param { num_output: 3 } }'
    text = input_layer("x", 2, 3) + product % ('name: "fc"', "x", "y") + product % ('name: "fc"', "y", "z")
    (tmp_path / "net.prototxt").write_text(text)
    with pytest.raises(LayerError, match=r"layer 'fc' .*index 2.*layer 1 has the same name and weights too"):
        load(tmp_path / "net.prototxt")


def test_two_layers_of_one_name_may_share_their_weights_by_name(tmp_path: Path) -> None:
    shared = 'param { name: "w" } param { name: "b" } inner_product_param { num_output: 3 }'
    product = f'layer {{ name: "fc" type: "InnerProduct" bottom: "%s" top: "%s" {shared} }}'
    net = random_net(tmp_path, input_layer("x", 2, 3) + product % ("x", "y") + product % ("y", "z"))
    assert net.parameters == 12


def test_blob_of_nine_axes_is_refused_for_tensorrt(tmp_path: Path) -> None:
    """Caffe takes 32 axes, ONNX any number, TensorRT 8."""
    text = input_layer("x", *(1,) * 9) + 'layer { name: "r" type: "ReLU" bottom: "x" top: "y" }'
    with pytest.raises(ConversionError, match=r"the input 'x': a blob of 9 axes .* TensorRT takes at most 8"):
        define_network(random_net(tmp_path, text))
    text = (
        input_layer("x", 8) + 'layer { name: "r" type: "Reshape" bottom: "x" top: "y" reshape_param { shape { %s } } }'
    )
    with pytest.raises(ConversionError, match=r"layer 'r': a blob of 9 axes .* Write an ONNX file"):
        define_network(random_net(tmp_path, text % ("dim: 1 " * 8 + "dim: 8")))
