"""caffe2trt inspect: what is in a network, and does it convert?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click
from rich import box
from rich.table import Table

from caffe2trt.caffe.errors import InputShapeError
from caffe2trt.converter.cli.options import echo_warnings, network_arguments
from caffe2trt.converter.cli.output import Output, cell, echo
from caffe2trt.converter.formatting import shape_text, shapes_text
from caffe2trt.converter.lowering import LayerReport, require_input_shapes
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.trt.becomes import becomes

_COLUMNS = ("layer", "type", "bottoms", "tops", "shape", "parameters", "converts to")
# rich folds long cells and needs a second for some thousand rows; what is larger is printed plainly.
_MOST_ROWS, _MOST_CHARACTERS, _LONGEST_CELL = 1_000, 200_000, 60


@click.command()
@network_arguments
@click.option("--check", is_flag=True, help="Exit with status 1 if the network does not convert.")
def inspect(check: bool, **network: Any) -> None:
    """Show each layer's type, bottoms, tops, shapes and parameters, and whether it converts.

    CAFFEMODEL is optional; if it is given, the shapes of the weights are checked too.
    """
    net = load(**network, keep_going=True)
    echo_warnings(net.warnings)
    rows = [_cells(report) for report in net.reports]
    characters = len(net.name) + sum(len(cell) for row in rows for cell in row)
    if len(rows) > _MOST_ROWS or characters > _MOST_CHARACTERS:
        echo(_plain_table(net.name, rows))
    else:
        Output(width=None if Output().is_terminal else 200, highlight=False).print(_table(net, rows))
    echo(_summary(net))
    if check and any(report.error is not None for report in net.reports):
        sys.exit(1)


def _cells(report: LayerReport) -> list[str]:
    proto = report.proto
    return [
        proto.name,
        proto.type,
        ", ".join(proto.bottom),
        ", ".join(proto.top),
        " ".join(map(shape_text, report.shapes)),
        f"{report.parameters:,}" if report.parameters else "",
        _support(report),
    ]


def _support(report: LayerReport) -> str:
    if report.error is None:
        return becomes(report)
    problem = report.error.problem.rpartition("): ")[2]
    return problem if report.blocked_by_upstream else f"no: {problem}"


def _table(net: Net, rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=cell(net.name), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(column, overflow="fold", justify="right" if column == "parameters" else "left")
    for report, (*cells, support) in zip(net.reports, rows):
        style = "" if report.error is None else "dim" if report.blocked_by_upstream else "bold red"
        table.add_row(*map(cell, cells), cell(support, style))
    return table


def _plain_table(title: str, rows: Sequence[Sequence[str]]) -> str:
    """The same table for a large network, a line for each layer; what is long is cut."""
    lines = [[_cut(cell) for cell in row] for row in (_COLUMNS, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines)]
    ruled = [lines[0], ["-" * width for width in widths], *lines[1:]]
    fill = [str.rjust if column == "parameters" else str.ljust for column in _COLUMNS]
    padded = ([pad(cell, width) for pad, cell, width in zip(fill, line, widths)] for line in ruled)
    return "\n".join([_cut(title), *("  ".join(line).rstrip() for line in padded)])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 3]}..."


def _summary(net: Net) -> str:
    lines = [
        f"{len(net.reports)} layers, {net.parameters:,} parameters",
        f"inputs   {shapes_text(net.inputs)}",
        f"outputs  {shapes_text(net.outputs)}",
        f"state    {shapes_text(net.states)}",
    ]
    if net.dropped_inputs:
        lines.append(f"dropped  {', '.join(net.dropped_inputs)} (no output depends on them)")
    return "\n".join([*lines, *_verdict(net)])


def _verdict(net: Net) -> list[str]:
    failed = [report for report in net.reports if report.error is not None and not report.blocked_by_upstream]
    if not failed:
        return ["converts"]
    lines = ["does not convert:"]
    try:
        require_input_shapes(net.parameter)
    except InputShapeError as error:
        lines.append(f"  {error}")
        failed = [report for report in failed if report.proto.type != "Input"]
    return lines + [f"  {report.error}" for report in failed]
