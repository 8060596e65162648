"""caffe2trt draw: a picture of a network."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from caffe2trt.converter.cli.options import echo_warnings, network_arguments
from caffe2trt.converter.cli.output import echo
from caffe2trt.converter.drawing import to_dot, to_svg
from caffe2trt.converter.net import load

Picture = tuple[str, NetParameter, Mapping[str, Shape]]


@click.command()
@network_arguments
@click.option(
    "-o",
    "--out",
    "target",
    required=True,
    metavar="FILE",
    help="File to write: net.svg, net.dot, or net.png (needs Graphviz).",
)
def draw(target: str, **network: Any) -> None:
    """Draw the network as it runs at inference, with the shape of each blob."""
    net = load(**network, keep_going=True)
    echo_warnings(net.warnings)
    write_picture(target, [(net.name, net.parameter, net.model.shapes)])
    echo(f"{target}: {len(net.parameter.layer)} layers")


def write_picture(target: str, pictures: Sequence[Picture]) -> None:
    """Write pictures side by side; DOT and PNG hold one only.

    Raises:
        ConversionError: the suffix is not supported, Graphviz is missing, or the file cannot be written.
    """
    suffix = Path(target).suffix
    if suffix not in (".svg", ".dot", ".png"):
        raise ConversionError(f"-o {target} ends in neither .svg, .dot nor .png", "Name the file net.svg")
    require_writable(target)
    if suffix == ".svg":
        content = to_svg(pictures).encode()
    else:
        if len(pictures) > 1:
            raise ConversionError(f"{target} can hold one network only", "Name an .svg to see two side by side")
        content = to_dot(*pictures[0][1:]).encode()
    if suffix == ".png":
        program = shutil.which("dot")
        if program is None:
            raise ConversionError("a .png needs Graphviz, which is not installed", "Install it, or name an .svg")
        content = subprocess.run([program, "-Tpng"], input=content, capture_output=True, check=True).stdout
    with replacing(target) as file:
        file.write(content)
