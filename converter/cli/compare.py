"""caffe2trt compare: does a converted file say what Caffe said, and if not, where does it start?"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter.cli.options import echo_warnings, given_options, network_options, retime_options
from caffe2trt.converter.comparison.candidate import Subject, open_subject
from caffe2trt.converter.comparison.compare import Comparison, compare_subject, default_steps
from caffe2trt.converter.comparison.images import Preparation, image_feeds, read_mean
from caffe2trt.converter.comparison.inputs import Calls, npz_feeds, random_feeds
from caffe2trt.converter.comparison.metrics import Measure, Tolerance
from caffe2trt.converter.comparison.report import report_page
from caffe2trt.runtime.tensorrt_versions import TENSORRT_CHOICES


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="[MODEL] PROTOTXT [CAFFEMODEL]")
@click.option(
    "--inputs", "source", metavar="PATH", help="An npz file or a folder of pictures. Default: random numbers."
)
@click.option(
    "--mean", default="0", show_default=True, help="Of pictures: 104,117,123, a .binaryproto or an .npy file."
)
@click.option("--scale", type=float, default=1.0, show_default=True, help="Of pictures: (pixel - mean) * scale.")
@click.option("--rgb", is_flag=True, help="Of pictures: the network takes RGB; Caffe's own tools give it BGR.")
@click.option("--steps", type=click.IntRange(1), metavar="N", help="So many calls; ten and more show the drift.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the random inputs.")
@click.option(
    "--atol",
    type=click.FloatRange(0),
    help="Allowed: atol * the blob's largest (at least 1/its size) + rtol * |expected|.",
)
@click.option("--rtol", type=click.FloatRange(0), help="See --atol; the defaults follow the precision.")
@click.option("--layers", is_flag=True, help="Compare every layer and name the first that is wrong.")
@click.option("--report", metavar="FILE", help="Write all of it as one HTML page.")
@network_options
@retime_options
@click.option("--precision", type=click.Choice(["fp32", "fp16", "bf16"]), default="fp32", help="Where MODEL is absent.")
@click.option(
    "--lstm", type=click.Choice(["auto", "loop", "unroll", "rnnv2"]), default="auto", help="As convert has it."
)
@click.option("--tensorrt", type=click.Choice(TENSORRT_CHOICES), default="auto", help="As convert has it.")
@click.option("--half-state", is_flag=True, help="As convert has it.")
def compare(
    files: tuple[str, ...],
    source: str | None,
    mean: str,
    scale: float,
    rgb: bool,
    steps: int | None,
    seed: int,
    atol: float | None,
    rtol: float | None,
    layers: bool,
    report: str | None,
    **options: Any,
) -> None:
    """Compare MODEL (net.engine or net.onnx) with what Caffe computes from PROTOTXT and CAFFEMODEL.

    Without MODEL the TensorRT network that convert would build is evaluated on the CPU. The exit status is 0 if every
    error is within its allowance and 1 if not.
    """
    if report is not None:
        _require_page(report, files)
    _refuse_idle_options(files[0], source)
    building = {name: options.pop(name) for name in ("lstm", "tensorrt", "half_state")}
    options["inputs"] = dict(options["inputs"])
    with open_subject(*_split(files), building=building, **options) as subject:
        echo_warnings(subject.net.warnings)
        calls = _calls(subject, source, steps, seed, lambda: Preparation(read_mean(mean), scale, rgb))
        tolerance = _tolerance(subject.precision, atol, rtol)
        result = compare_subject(subject, calls, tolerance, layers=layers, watched=_watched)
    count = f"{len(calls)} call{'s' if len(calls) > 1 else ''}"
    what = f"{count} of {source or f'random inputs, seed {seed}'}{calls.note}"
    _print(result, what)
    if report is not None:
        page = report_page(result, what, shlex.join(["caffe2trt", *sys.argv[1:]]))
        with replacing(report) as file:
            file.write(page.encode())
        click.echo(f"report     {report}")
    sys.exit(0 if result.passes else 1)


def _require_page(path: str, files: tuple[str, ...]) -> None:
    """Raise if the report cannot be written later, or its name is that of another kind of file, a model say."""
    if Path(path).suffix.lower() not in (".html", ".htm"):
        raise ConversionError(f"--report {path}: the report is a page", "Name it with .html at the end")
    require_writable(path, files)


def _refuse_idle_options(model: str, source: str | None) -> None:
    """Raise if an option was given that would change nothing."""
    own = {".onnx": ("precision", "lstm", "tensorrt", "half_state"), ".engine": ("precision",)}
    if given := given_options(own.get(Path(model).suffix, ())):
        raise ConversionError(f"{', '.join(given)}: {model} was converted with its own", "Leave it out")
    if source is not None and (given := given_options(("seed",))):
        raise ConversionError(f"{', '.join(given)}: for random inputs, and --inputs gives others", "Leave it out")
    if given := given_options(("mean", "scale", "rgb") if source is None or not Path(source).is_dir() else ()):
        raise ConversionError(
            f"{', '.join(given)}: for pictures, and --inputs names no folder of them", "Give one, or leave it out"
        )


def _split(files: tuple[str, ...]) -> tuple[str | None, str, str | None]:
    """MODEL, PROTOTXT and CAFFEMODEL."""
    has_model = Path(files[0]).suffix in (".engine", ".onnx")
    rest = files[1:] if has_model else files
    if not 1 <= len(rest) <= 2:
        raise ConversionError(
            "compare takes [MODEL] PROTOTXT [CAFFEMODEL], and a MODEL ends in .engine or .onnx",
            "Such as: caffe2trt compare net.onnx net.prototxt net.caffemodel",
        )
    return files[0] if has_model else None, rest[0], rest[1] if len(rest) == 2 else None


def _calls(subject: Subject, source: str | None, steps: int | None, seed: int, preparation: Any) -> Calls:
    net = subject.net
    if source is None:
        return random_feeds(net, steps or default_steps(net), seed, subject.starts_only)
    calls = image_feeds(net, source, preparation()) if Path(source).is_dir() else npz_feeds(net, source)
    if steps is not None and steps > len(calls):
        raise ConversionError(
            f"{source} has inputs for {len(calls)} calls, not {steps}", "Leave --steps out to run all"
        )
    return calls.first(steps)


def _tolerance(precision: str, atol: float | None, rtol: float | None) -> Tolerance:
    given = {name: value for name, value in (("atol", atol), ("rtol", rtol)) if value is not None}
    return replace(Tolerance.of(precision), **given)


def _watched(calls: Calls, what: str) -> Any:
    """The calls, with a progress bar where someone is looking."""
    console = Console(stderr=True)
    return track(calls, what, console=console, transient=True) if console.is_terminal else calls


def _print(result: Comparison, what: str) -> None:
    click.echo(f"found      {result.found}")
    click.echo(f"expected   {result.expected}")
    click.echo(f"inputs     {what}")
    measures = result.measures.values()
    columns: dict[str, Callable[[Measure], str]] = {
        "": lambda m: escape(m.name) + (" [bold red]differs[/]" if m in result.wrong else ""),
        "max error": lambda m: f"{m.max_error:.1e}",
        "mean error": lambda m: f"{m.mean_error:.1e}",
        "relative": lambda m: f"{m.relative_error:.1e}",
        "cosine": lambda m: f"{m.cosine:.6f}",
        "top-1": lambda m: "" if (top1 := result.top1(m)) is None else f"{top1:.1%}",
        "drift": lambda m: m.drift,
    }
    table = Table(box=None, pad_edge=False)
    shown = {name: cell for name, cell in columns.items() if any(cell(m) for m in measures)}
    for name in shown:
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for m in measures:
        table.add_row(*(cell(m) for cell in shown.values()))
    Console(highlight=False, width=10_000).print(table)  # a number is never cut: narrow terminals wrap the line
    for line in result.verdict:
        click.echo(line)
