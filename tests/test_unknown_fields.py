"""Fields that the schema does not have: refused where a layer may mean something else without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from caffe2trt.caffe.errors import LayerError
from caffe2trt.converter import load
from tests.networks import input_layer
from tests.test_cli import call

DATA = input_layer("x", 1, 3, 8, 8)
POOL = 'type: "Pooling" pooling_param { kernel_size: 2 }'


def layer(text: str, bottom: str = "x", name: str = "l") -> str:
    return f'layer {{ name: "{name}" bottom: "{bottom}" top: "{name}"\n{text} }}\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'type: "Pooling" pooling_param { kernel_sice: 2 }',
            r"layer 'l' \(Pooling, index 1, bottoms x .*: unknown field 'kernel_sice' in pooling_param \(line 3\)\. "
            "Did you mean 'kernel_size'",
        ),
        (
            'type: "Interp" interp_param { height: 4 width: 4 style: BICUBIC }',
            r"unknown field 'style' in interp_param \(line 3\)\. Take it out if it changes nothing at inference",
        ),
        ('type: "InnerProduct" inner_product_param { num_outptu: 2 }', "Did you mean 'num_output'"),
        ('type: "Convolution" convolution_param { num_output: 2 kernel_size: 1 groups: 3 }', "Did you mean 'group'"),
        (f"{POOL} botom: 'x'", r"unknown field 'botom' \(line 3\)\. Did you mean 'bottom'"),
        ('type: "Pooling" pooling_parm { kernel_size: 2 }', "Did you mean 'pooling_param'"),
        ('type: "Normalize" normalize_param { across_spatial: true }', "unknown field 'normalize_param'"),
        (f"{POOL} include {{ fase: TRAIN }}", r"unknown field 'fase' in include"),
        (
            'type: "ReLU" relu_param { a: 1 b: 2 c: 3 d { e: 4 } }',
            r"unknown fields 'a' in relu_param \(line 3\); 'b' in .*; 'c' in relu_param \(line 3\), and 1 more",
        ),
    ],
)
def test_a_layer_with_an_unknown_parameter_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "n.prototxt").write_text(DATA + layer(text))
    with pytest.raises(LayerError, match=message) as raised:
        load(tmp_path / "n.prototxt")
    assert raised.value.warnings == ()  # the error says it all


@pytest.mark.parametrize(
    "text",
    [
        f"{POOL} param {{ lr_mutl: 0 }}",
        'type: "Pooling" pooling_param { kernel_size: 2 engine2: X cudnn_tolerance: 1 }'.replace(
            "engine2", "my_engine"
        ),
        'type: "InnerProduct" inner_product_param { num_output: 2 weight_filler { typ: "x" } row_filler { a: 1 } }',
        f"{POOL} quantization_param {{ bits: 8 }} forward_type: FLOAT16 blobs_lr: 2",
        f"{POOL} transform_param {{ color_aug: 1 }}",
        f"{POOL} state_param {{ reset: 1 }}",
    ],
)
def test_what_changes_nothing_is_a_warning(tmp_path: Path, text: str) -> None:
    (tmp_path / "n.prototxt").write_text(DATA + layer(text))
    net = load(tmp_path / "n.prototxt")
    assert net.warnings
    assert all("n.prototxt, line 3: unknown " in warning and "skipped in" in warning for warning in net.warnings)


def test_layers_that_have_no_part_may_have_any_field(tmp_path: Path) -> None:
    text = (
        'layer { name: "d" type: "Data" top: "x" data_param { nlp: 1 } include { phase: TRAIN } }\n'
        'layer { name: "d" type: "ImageData" top: "x" top: "label" image_data_param { pair_size: 1 } }\n'
        + layer("type: 'Pooling' pooling_param { kernel_size: 2 odd: 1 } include { phase: TRAIN }", name="t")
        + layer(POOL)
        + layer("type: 'SoftmaxWithLoss' softmax_param { odd: 1 } loss_param { odd: 1 } bottom: 'label'", "l", "loss")
    )
    (tmp_path / "n.prototxt").write_text(text)
    net = load(tmp_path / "n.prototxt", inputs={"x": (1, 3, 8, 8)})
    assert len(net.warnings) == 5
    with pytest.raises(LayerError, match="unknown field 'odd' in softmax_param"):  # as a Softmax it has a part
        load(tmp_path / "n.prototxt", inputs={"x": (1, 3, 8, 8)}, outputs=["loss"])


def test_a_refused_type_is_refused_for_its_type(tmp_path: Path) -> None:
    for kind, message in (("Odd", "this layer type is not supported"), ("PSROIPooling", "it pools regions")):
        (tmp_path / "n.prototxt").write_text(DATA + layer(f'type: "{kind}" psroi_pooling_param {{ odd: 1 }}'))
        with pytest.raises(LayerError, match=message) as raised:
            load(tmp_path / "n.prototxt")
        assert "'psroi_pooling_param' skipped" in raised.value.warnings[0]


def test_an_input_whose_shape_is_misspelt(tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(
        'layer { name: "x" type: "Input" top: "x" input_param { shape { dim: 1 dmi: 4 } } }\n' + layer('type: "TanH"')
    )
    with pytest.raises(LayerError, match=r"unknown field 'dmi' in input_param/shape .*Did you mean 'dim'"):
        load(tmp_path / "n.prototxt")


def test_the_fillers_of_constants_count(tmp_path: Path) -> None:
    for field in ("data_filler { vlaue: 3 }", "dat_filler { value: 3 }"):
        (tmp_path / "n.prototxt").write_text(
            f'layer {{ name: "d" type: "DummyData" top: "d" dummy_data_param {{ shape {{ dim: 2 }} {field} }} }}\n'
            + layer('type: "TanH"', "d")
        )
        with pytest.raises(LayerError, match=r"unknown field '.*' in dummy_data_param.*Did you mean"):
            load(tmp_path / "n.prototxt")


def test_old_generations_are_held_to_the_same(tmp_path: Path) -> None:
    head = 'input: "x" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8\n'
    for text in (
        'layers { name: "l" type: POOLING bottom: "x" top: "l" pooling_param { kernel_sice: 2 } }',
        'layers { layer { name: "l" type: "pool" kernelsice: 2 } bottom: "x" top: "l" }',
    ):
        (tmp_path / "n.prototxt").write_text(head + text)
        with pytest.raises(LayerError, match=r"unknown field 'kernel_?sice' in .*Did you mean 'kernel_?size'"):
            load(tmp_path / "n.prototxt")


def test_inspect_shows_it_in_the_layers_row_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(
        DATA + layer('type: "Pooling" pooling_param { kernel_sice: 2 }') + layer(POOL, name="good")
    )
    result = call("inspect", tmp_path / "n.prototxt")
    assert result.exit_code == 0
    assert "no: unknown field 'kernel_sice' in pooling_param (line 3)" in result.stdout
    assert "\n good " in result.stdout
    assert result.stderr == ""
