"""Names from files are only shown: they move no cursor, set no title, begin no line, and break no XML."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter import ConversionError, load
from caffe2trt.converter.drawing import to_dot
from tests.networks import input_layer
from tests.test_cli import call

EVIL = "a\x1b]0;title\x07\x9b2J\r\n\u202e\x00\\\"<b>&'"
QUOTED = r"a\033]0;title\007\302\2332J\r\n\342\200\256\000\\\"<b>&'"  # as a prototxt has it


def shown(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@pytest.fixture
def prototxt(tmp_path: Path) -> Path:
    path = tmp_path / "n.prototxt"
    path.write_text(
        f'name: "{QUOTED}"\n'
        + input_layer(QUOTED, 1, 4)
        + input_layer(QUOTED.replace("title", "left over"), 1, 4)
        + f'layer {{ name: "{QUOTED}p" type: "TanH" bottom: "{QUOTED}" top: "{QUOTED}p" odd_param {{ a: 1 }} }}\n'
        f'layer {{ name: "{QUOTED}q" type: "{QUOTED}" bottom: "{QUOTED}" top: "{QUOTED}q" }}\n'
    )
    return path


def test_inspect_and_errors_show_names_as_escapes(prototxt: Path, tmp_path: Path) -> None:
    result = call("inspect", prototxt)
    assert result.exit_code == 0
    assert shown(result.stdout)
    assert shown(result.stderr)
    assert r"a\x1b]0;title\x07\x9b2J\r\n\u202e\x00" in result.stdout
    assert len(result.stderr.splitlines()) == 1  # the warning, whose name begins no other line
    refused = call("convert", prototxt, "-o", tmp_path / "n.onnx")
    assert refused.exit_code == 2
    assert shown(refused.stderr)
    for name in (f"{EVIL}z", "\udcff"):
        result = call("inspect", prototxt, f"--output={name}")
        assert (result.exit_code, shown(result.stderr)) == (2, True)
    with pytest.raises(ConversionError) as raised:
        load(prototxt)
    assert str(raised.value).isprintable()


def test_tables_and_summaries_show_names_as_escapes(prototxt: Path, tmp_path: Path) -> None:
    output = f"--output={EVIL}p"
    converted = call("convert", prototxt, "-o", tmp_path / "n.onnx", output)
    assert converted.exit_code == 0, converted.output
    compared = call("compare", prototxt, output, "--tensorrt", "rtx", "--layers", "--report", tmp_path / "r.html")
    for result in (converted, compared):
        assert shown(result.stdout)
        assert shown(result.stderr)


def test_pictures_and_pages_hold_no_control_characters(prototxt: Path, tmp_path: Path) -> None:
    assert call("draw", prototxt, "-o", tmp_path / "n.svg").exit_code == 0
    root = ElementTree.parse(tmp_path / "n.svg").getroot()  # a control character would be an error here
    assert r"\x1b]0;title" in "".join(root.itertext())
    net = load(prototxt, outputs=[f"{EVIL}p"])
    assert r"""a\\x1b]0;title\\x07\\x9b2J\\r\\n\\u202e\\x00\\\"<b>&'p\nTanH""" in to_dot(net.parameter, {})
    assert shown(to_dot(net.parameter, {}))


def test_names_that_the_terminals_encoding_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(input_layer("größe", 1, 4))
    command = [sys.executable, "-m", "caffe2trt.converter.cli.main", "inspect", str(tmp_path / "n.prototxt")]
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True)
    assert done.returncode == 2
    assert "no output is left" in done.stderr
    (tmp_path / "n.prototxt").write_text(
        input_layer("größe", 1, 4) + 'layer { name: "t" type: "TanH" bottom: "größe" top: "t" }'
    )
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert r"inputs   gr\xf6\xdfe (1,4)" in done.stdout


def test_output_files_that_cannot_be(tmp_path: Path, prototxt: Path) -> None:
    (tmp_path / "loop.onnx").symlink_to(tmp_path / "loop.onnx")
    for path, message in (
        (tmp_path / "loop.onnx", "symbolic links"),
        (Path("/dev/null"), "it is a device"),
        (prototxt / "n.onnx", "does not exist"),
        (tmp_path / "a\0.onnx", "it holds characters"),
        (tmp_path / ("a" * 300), "name too long"),
    ):
        with pytest.raises(FileError, match=message):
            require_writable(path, [prototxt])
    result = call("convert", prototxt, "-o", tmp_path / "loop.onnx")
    assert (result.exit_code, "symbolic links" in result.stderr) == (2, True)
    with pytest.raises(FileError, match="invalid file name"), replacing(tmp_path / "a\0.onnx"):
        pass
    long = tmp_path / ("a" * 250)
    with replacing(long) as file:  # the unfinished file's own name is not too long
        file.write(b"x")
    assert long.read_bytes() == b"x"
