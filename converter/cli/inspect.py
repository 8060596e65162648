"""caffe2trt inspect: what is in a network, and does it convert?"""

from __future__ import annotations

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from caffe2trt.caffe.errors import InputShapeError
from caffe2trt.converter.cli.options import echo_warnings, network_arguments
from caffe2trt.converter.formatting import shape_text, shapes_text
from caffe2trt.converter.lowering import LayerReport, require_input_shapes
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.trt.becomes import becomes


@click.command()
@network_arguments
def inspect(
    prototxt: str,
    caffemodel: str | None,
    inputs: tuple[tuple[str, Shape], ...],
    outputs: tuple[str, ...],
    stages: tuple[str, ...],
) -> None:
    """Show each layer's type, bottoms, tops, shapes and parameters, and whether it converts.

    The weights are optional here; with them, their shapes are checked too.
    """
    net = load(prototxt, caffemodel, inputs=dict(inputs), outputs=outputs, stages=stages, keep_going=True)
    echo_warnings(net.warnings)
    console = Console(width=None if Console().is_terminal else 200, highlight=False)
    console.print(_table(net))
    console.print(_summary(net), soft_wrap=True)


def _table(net: Net) -> Table:
    table = Table(title=Text(net.name), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("layer", "type", "bottoms", "tops", "shape"):
        table.add_column(column, overflow="fold")
    table.add_column("parameters", justify="right")
    table.add_column("converts to", overflow="fold")
    for report in net.reports:
        proto = report.proto
        cells = [
            proto.name,
            proto.type,
            ", ".join(proto.bottom),
            ", ".join(proto.top),
            " ".join(shape_text(shape) for shape in report.shapes),
            f"{report.parameters:,}" if report.parameters else "",
        ]
        table.add_row(*(Text(cell) for cell in cells), _support(report))
    return table


def _support(report: LayerReport) -> Text:
    if report.error is None:
        return Text(becomes(report))
    problem = report.error.problem.rpartition("): ")[2]
    return Text(problem, style="dim") if report.waits else Text(f"no: {problem}", style="bold red")


def _summary(net: Net) -> Text:
    lines = [
        f"{len(net.reports)} layers, {net.parameters:,} parameters",
        f"inputs   {shapes_text(net.inputs)}",
        f"outputs  {shapes_text(net.outputs)}",
        f"state    {shapes_text(net.states)}",
    ]
    if net.dropped_inputs:
        lines.append(f"dropped  {', '.join(net.dropped_inputs)} (no output depends on them)")
    return Text("\n".join([*lines, *_verdict(net)]))


def _verdict(net: Net) -> list[str]:
    failed = [report for report in net.reports if report.error is not None and not report.waits]
    if not failed:
        return ["converts"]
    lines = ["does not convert as it stands:"]
    try:
        require_input_shapes(net.parameter)
    except InputShapeError as error:
        lines.append(f"  {error}")
        failed = [report for report in failed if report.proto.type != "Input"]
    return lines + [f"  {report.error}" for report in failed]
