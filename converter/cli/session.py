"""The options of a command that opens a Session."""

from __future__ import annotations

import click

from caffe2trt.converter.cli.options import F, together


def session_options(function: F) -> F:
    """--threads --device --cuda-graph, which Session takes by these names."""
    return together(
        function,
        click.option(
            "--threads", type=click.IntRange(1), metavar="N", help="ONNX: number of threads. Default: all cores."
        ),
        click.option(
            "--device",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Engine: the number of the GPU. Default: 0.",
        ),
        click.option(
            "--cuda-graph",
            is_flag=True,
            help="Engine: record a call as a CUDA graph and replay it, if TensorRT allows it.",
        ),
    )
