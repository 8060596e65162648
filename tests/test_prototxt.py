"""Reading prototxt files, good and bad."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from google.protobuf import text_format
from hypothesis import given
from hypothesis import strategies as st

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.prototxt import format_prototxt, parse_prototxt, read_prototxt
from caffe2trt.caffe.schema import caffe_pb2
from tests.harness import GOLDENS

PROTOTXTS = sorted(GOLDENS.rglob("net.prototxt"))


@pytest.mark.parametrize("path", PROTOTXTS, ids=lambda path: path.parent.name)
def test_agrees_with_protobufs_own_parser(path: Path) -> None:
    expected = text_format.Parse(path.read_text(), caffe_pb2.NetParameter())
    parsed = read_prototxt(path)
    assert parsed.net == expected
    assert not parsed.warnings
    assert parse_prototxt(format_prototxt(parsed.net)).net == expected


def test_unusual_but_right_syntax() -> None:
    text = (
        "# a comment\r\n"
        "name: 'it''s' ' one'\r\n"
        'input: "a\\x41\\101\\n"; input_dim: [1, 2, 0x10, 4]\r\n'
        "layer < name: \"p\" type: 'Power', power_param: { power: -.5e1 scale: 2f shift: - 1 } >\r\n"
        "layer { include { phase: 1 } convolution_param { bias_term: false pad: 1 pad: 2 } }"
    )
    net = parse_prototxt(text).net
    assert net.name == "its one"
    assert list(net.input) == ["aAA\n"]
    assert list(net.input_dim) == [1, 2, 16, 4]
    power = net.layer[0].power_param
    assert (power.power, power.scale, power.shift) == (-5.0, 2.0, -1.0)
    assert net.layer[1].include[0].phase == caffe_pb2.TEST
    assert net.layer[1].convolution_param.HasField("bias_term")
    assert list(net.layer[1].convolution_param.pad) == [1, 2]


def test_byte_order_mark_and_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "net.prototxt"
    path.write_bytes(b'\xef\xbb\xbfname: "x" layer { name: "a" }')
    assert read_prototxt(path).net.name == "x"
    path.write_bytes(b'name: "caf\xe9" layer { name: "a" }')
    assert read_prototxt(path).net.name == "café"


def test_unknown_fields_are_skipped_and_named() -> None:
    parsed = parse_prototxt(
        'layer { name: "a" type: "X"\n'
        ' x_param { deep { n: 1 } list: [1, 2] text: "}" "{" }\n y: -3 z: foo w < > top: "a" }'
    )
    assert parsed.net.layer[0].top == ["a"]
    assert [warning.split("unknown field ")[1] for warning in parsed.warnings] == [
        f"{name!r} skipped in layer 'a'" for name in ("x_param", "y", "z", "w")
    ]
    assert "line 2" in parsed.warnings[0]


def test_unknown_v1_type_is_kept() -> None:
    net = parse_prototxt("layers { name: 'a' type: LSTM } layers { type: RELU }").net
    assert net.layers[0].fork_type == "LSTM"
    assert net.layers[1].type == caffe_pb2.V1LayerParameter.RELU


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('layer { name: "a }', "line 1: a string is not closed"),
        ('layer {\n name: "a"\n', "line 1: the text ends inside a block; '}' is missing"),
        ('layer { name: "a" } }', "expected the name of a field, found '}'"),
        ('layer { name: "a" type "b" }', "expected ':' after 'type'"),
        ("layer { name: 3 }", "'name' cannot be '3'"),
        ("layer { pooling_param { pool: MEDIAN } }", "expected one of MAX, AVE, STOCHASTIC (in layer / pooling_param)"),
        ("layer { pooling_param { pad: -1 } }", "'pad' cannot be '-1'"),
        ("layer { pooling_param { pad: 1.5 } }", "'pad' cannot be '1.5'"),
        ("layer { concat_param { axis: x } }", "'axis' cannot be 'x'"),
        ("layer { inner_product_param { bias_term: maybe } }", "'bias_term' cannot be 'maybe'"),
        ("layer: 3", "expected '{' after 'layer'"),
        ("layer { @ }", "unexpected '@'"),
        ("layer { unknown { ", "the block of 'unknown' is not closed"),
        ("hello", "expected ':' or '{' after 'hello'"),
        ("", "is not a prototxt of a network"),
    ],
)
def test_faults_name_the_line(text: str, message: str) -> None:
    with pytest.raises(ConversionError) as raised:
        parse_prototxt(text, "bad.prototxt")
    assert message in str(raised.value)
    assert "bad.prototxt" in str(raised.value)


def test_binary_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="Give the prototxt first"):
        read_prototxt(GOLDENS / "recurrent/lstm/weights.caffemodel")
    with pytest.raises(ConversionError, match="No such file"):
        read_prototxt(tmp_path / "none.prototxt")


def test_a_field_given_twice() -> None:
    parsed = parse_prototxt('layer { name: "a" name: "b" }')
    assert parsed.net.layer[0].name == "b"
    assert "'name' is given twice" in parsed.warnings[0]


@given(st.text(alphabet='layer{}<>[]:;,"\\ #-.0129aefx\n', max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    with contextlib.suppress(FileError):  # any other error is a defect
        parse_prototxt(text)
