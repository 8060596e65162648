"""caffe2trt inspect: what is in a network, and does it convert?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Literal

import click
from rich import box
from rich.table import Table

from caffe2trt.caffe.errors import InputShapeError
from caffe2trt.converter.cli.documents import network_keys
from caffe2trt.converter.cli.options import echo_warnings, json_option, network_arguments
from caffe2trt.converter.cli.output import Output, cell, echo, echo_json, wants_json
from caffe2trt.converter.formatting import shape_text, shapes_text
from caffe2trt.converter.lowering import LayerReport, require_input_shapes
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.trt.becomes import becomes

_COLUMNS = ("layer", "type", "bottoms", "tops", "shape", "parameters", "converts to")
_SPARED = ("bottoms", "parameters", "tops")  # which go first where a terminal is too narrow
_GAP = 3  # what rich puts between two columns, and at the edges together
# rich folds long cells and needs a second for some thousand rows; what is larger is printed plainly.
_MOST_ROWS, _MOST_CHARACTERS, _LONGEST_CELL = 1_000, 200_000, 60


@click.command()
@network_arguments
@click.option("--check", is_flag=True, help="Exit with status 1 if the network does not convert.")
@json_option
def inspect(check: bool, **network: Any) -> None:
    """Show each layer's type, bottoms, tops, shapes and parameters, and whether it converts.

    CAFFEMODEL is optional; if it is given, the shapes of the weights are checked too.
    """
    net = load(**network, keep_going=True)
    echo_warnings(net.warnings)
    if wants_json():
        echo_json(_description(net))
    else:
        _print(net)
    if check and any(report.error is not None for report in net.reports):
        sys.exit(1)


def _description(net: Net) -> dict[str, Any]:
    """What the table and the lines below it say, for programs; docs/commands.md lists the keys."""
    return {
        **network_keys(net),
        "converts": all(report.error is None for report in net.reports),
        "layers": [
            {
                "name": report.proto.name,
                "type": report.proto.type,
                "bottoms": list(report.proto.bottom),
                "tops": list(report.proto.top),
                "shapes": report.shapes,
                "parameters": report.parameters,
                "converts_to": becomes(report) if report.error is None else None,
                "error": None if report.error is None else str(report.error),
                "blocked": report.blocked_by_upstream,
            }
            for report in net.reports
        ],
    }


def _print(net: Net) -> None:
    rows = [_cells(report) for report in net.reports]
    characters = len(net.name) + sum(len(cell) for row in rows for cell in row)
    if len(rows) > _MOST_ROWS or characters > _MOST_CHARACTERS:
        echo(_plain_table(net.name, rows))
    else:
        output = Output(width=None if Output().is_terminal else 200, highlight=False)
        left_out = _too_wide(rows, output.width)
        output.print(_table(net, rows, left_out))
        if left_out:
            echo(f"Columns left out, because they do not fit into {output.width} characters: {', '.join(left_out)}")
    echo(_summary(net))


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


def _too_wide(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The columns to leave out so that no name is broken: those that can be spared, one after the other."""
    widths = _least_widths(rows)
    left_out: list[str] = []
    for column in _SPARED:
        if sum(widths.values()) + _GAP * len(widths) <= width:
            break
        del widths[column]
        left_out.append(column)
    return left_out


def _least_widths(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """For each column the longest of its words, which stay whole."""
    columns = zip(_COLUMNS, zip(*rows, strict=True)) if rows else ()
    return {name: max(map(len, " ".join((name, *cells)).split())) for name, cells in columns}


def _table(net: Net, rows: Sequence[Sequence[str]], left_out: Sequence[str]) -> Table:
    table = Table(title=cell(net.name), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    shown = [place for place, column in enumerate(_COLUMNS) if column not in left_out]
    widths = _least_widths(rows)
    for column in (_COLUMNS[place] for place in shown):
        justify: Literal["left", "right"] = "right" if column == "parameters" else "left"
        table.add_column(column, overflow="fold", justify=justify, min_width=min(widths[column], _LONGEST_CELL))
    for report, cells in zip(net.reports, rows):
        style = "" if report.error is None else "dim" if report.blocked_by_upstream else "bold red"
        table.add_row(*(cell(cells[place], style if _COLUMNS[place] == "converts to" else "") for place in shown))
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
