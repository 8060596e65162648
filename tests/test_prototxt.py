"""Reading prototxt files, good and bad."""

from __future__ import annotations

import contextlib
import os
import re
import threading
import time
from pathlib import Path

import pytest
from google.protobuf import text_format
from hypothesis import given
from hypothesis import strategies as st

from caffe2trt.caffe import files, prototxt
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.prototxt import MAX_PROTOTXT_VARIABLE, format_prototxt, parse_prototxt, read_prototxt
from caffe2trt.caffe.schema import caffe_pb2
from tests.harness import GOLDENS

# The V1 type of the one that is left out is a fork's: no value of Caffe's enumeration.
PROTOTXTS = sorted(path for path in GOLDENS.rglob("net.prototxt") if path.parent.name != "nlp_v1_lstm")


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


def test_whole_numbers_are_read_as_in_c() -> None:
    net = parse_prototxt("input_shape { dim: 010 dim: 0x10 dim: 9007199254740993 dim: -9223372036854775808 }").net
    assert list(net.input_shape[0].dim) == [8, 16, 2**53 + 1, -(2**63)]


def test_escapes_are_bytes_of_utf_8() -> None:
    """So protobuf writes names that are not ASCII, in Caffe's logs say."""
    text = r'name: "caf\303\251 \xc3\xA9 \u00e9 \U0001f600 \\ \a\?"  input: "\377"'
    net = parse_prototxt(text).net
    assert net.name == "caf\xe9 \xe9 \xe9 \U0001f600 \\ \a?"
    assert list(net.input) == ["\xff"]  # no UTF-8: Latin-1


def test_a_long_number_takes_no_time() -> None:
    started = time.process_time()
    for text in (f"input_dim: {'1' * 10**6}.{'1' * 10**6}x", f"layer {{ name: {'1' * 10**6} }}"):
        with pytest.raises(FileError) as raised:
            parse_prototxt(text)
        assert len(str(raised.value)) < 300
    assert time.process_time() - started < 5


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


def test_a_layer_keeps_what_was_skipped_in_it() -> None:
    text = 'q: 1 layer { name: "a"\n p: 2 input_param { shape { dmi: 3 } } skipped { name: "x" } } layers { y: 1 }'
    net = parse_prototxt(text).net
    assert [(f.name, f.within, f.line) for f in net.layer[0].skipped] == [
        ("p", "", 2),
        ("dmi", "input_param/shape", 2),
        ("skipped", "", 2),
    ]
    assert [f.name for f in net.layers[0].skipped] == ["y"]
    assert "skipped" not in format_prototxt(net)


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
        ("layer { clip_param { min: 0 } }", "'clip_param' lacks max (in layer)"),
        ("foo: [", "the list of 'foo' is not closed"),
        ("layer { foo: [1, ", "the list of 'foo' is not closed"),
        ("layer { foo: }", "expected a value after 'foo', found '}'"),
        ("layer { pooling_param { pad: 4294967296 } }", "expected a whole number from 0 to 4294967295"),
        ("layer { concat_param { axis: 2147483648 } }", "expected a whole number from -2147483648 to 2147483647"),
        ("input_shape { dim: 9223372036854775808 }", "expected a whole number from -9223372036854775808 to"),
        (f"input_shape {{ dim: {'9' * 5000} }}", "expected a whole number"),
        ("input_shape { dim: inf }", "'dim' cannot be 'inf'"),
        ("input_shape { dim: 1e400 }", "'dim' cannot be '1e400'"),
        ("input_shape { dim: 08 }", "'dim' cannot be '08'"),
        ("input_shape { dim: 0x }", "unexpected '0x'"),
        ("layer { power_param { power: 0x10 } }", "expected a decimal number"),
        ("layer { power_param { power: 010 } }", "expected a decimal number"),
        ('layer { name: "\\ud800" }', "expected text in quotes"),
        ('layer { name: - "a" }', "expected a value after 'name'"),
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


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)


def test_what_is_no_file_is_not_read(tmp_path: Path, short: None) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, message in (
        (tmp_path, "it is a folder"),
        ("/dev/zero", "it is a device"),
        (tmp_path / "pipe", "no data came from the pipe"),
        (tmp_path / "loop", "cannot read the prototxt"),
        ("a\0b", r"invalid file name 'a\\x00b'"),
        ("\ud800", "invalid file name"),
    ):
        with pytest.raises(FileError, match=message):
            read_prototxt(path)


def test_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text('layer { name: "a" }'))
    writer.start()
    assert read_prototxt(tmp_path / "pipe").net.layer[0].name == "a"
    writer.join()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "n.prototxt"
    path.write_text('name: "a"' + " " * 17 * 2**20)
    with pytest.raises(FileError, match=r"larger than 16,777,216 bytes.*set CAFFE2TRT_MAX_PROTOTXT_BYTES"):
        read_prototxt(path)
    monkeypatch.setenv(MAX_PROTOTXT_VARIABLE, str(18 * 2**20))
    assert read_prototxt(path).net.name == "a"
    monkeypatch.setenv(MAX_PROTOTXT_VARIABLE, "much")
    with pytest.raises(ConversionError, match="Set it to a number of bytes"):
        read_prototxt(path)


def test_a_field_given_twice() -> None:
    parsed = parse_prototxt('layer { name: "a" name: "b" }')
    assert parsed.net.layer[0].name == "b"
    assert "'name' is given twice" in parsed.warnings[0]


@given(st.text(alphabet='layer{}<>[]:;,"\\ #-.0129aefx\n', max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    with contextlib.suppress(FileError):  # any other error is a defect
        parse_prototxt(text)


PIECES = r"""
layer { | layers { | < | { | } | > | name: "a" | name: 'b' | name: "a" "b" | name: "caf\351" | type: "X" | type: RELU
type: LSTM | top: "t" | bottom: "t", | top: ["t", "u"] | include { phase: TEST } | include: { phase: 1 } | lrn_param {
convolution_param { | pad: 1 | pad: -1 | pad: 0x10 | pad: 010 | pad: 1.5 | pad: 1x | bias_term: false | size: 3;
bias_term: maybe | alpha: 1e-5 | alpha: 2f | alpha: - 1 | alpha: nan | pooling_param { pool: AVE } | pool: MEDIAN
x: 1 | x_param { y: 1 } | skipped { } | name { | layer: 3 | # a comment | @ | "t | 12 | name | :
"""
FRAGMENTS = [piece for line in PIECES.strip().splitlines() for piece in line.split(" | ")]


def outcome(text: str) -> tuple[object, ...]:
    try:
        parsed = parse_prototxt(text)
    except FileError as error:
        return (str(error),)
    return parsed.net, parsed.warnings


@given(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from([" ", "\n", "", "\n # c\n"])), max_size=14))
def test_the_short_way_for_common_fields_gives_what_the_tokens_give(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + space for piece, space in pieces)
    short = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prototxt, "PLAIN", re.compile(r"(?!)"))  # matches nothing
        assert outcome(text) == short
