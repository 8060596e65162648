"""caffe2trt compare: does a converted file compute what Caffe computes, and if not, which layer is wrong first?"""

from __future__ import annotations

import shlex
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.caffe.text import printable
from caffe2trt.converter.choices import THROUGH
from caffe2trt.converter.cli.documents import comparison_keys, network_keys, time_keys, time_text
from caffe2trt.converter.cli.options import (
    CALLS_HELP,
    calls_not_steps,
    echo_warnings,
    engine_options,
    followed,
    given_options,
    is_verbose,
    network_options,
    picture_options,
    random_weights_option,
    refuse_idle_picture_options,
    report_options,
    size_options,
)
from caffe2trt.converter.cli.output import Output, echo, echo_json, watched
from caffe2trt.converter.cli.quantization import QUANTIZATION, Quantizer, echo_noise, quantization_options
from caffe2trt.converter.comparison.candidate import Candidate, open_candidate
from caffe2trt.converter.comparison.compare import Comparison, compare_candidate, default_calls
from caffe2trt.converter.comparison.images import Preparation, image_inputs, read_mean
from caffe2trt.converter.comparison.inputs import Calls, npz_inputs, random_inputs
from caffe2trt.converter.comparison.metrics import BlobMetrics, Tolerance
from caffe2trt.converter.comparison.report import report_page
from caffe2trt.converter.formatting import calls_text
from caffe2trt.converter.program.quantized import KINDS
from caffe2trt.converter.timing import Clock, phase
from caffe2trt.runtime.manifest import ConversionOptions
from caffe2trt.runtime.session import RandomWeights


@click.command(context_settings={"token_normalize_func": calls_not_steps})
@click.argument("files", nargs=-1, required=True, metavar="[MODEL] PROTOTXT [CAFFEMODEL]")
@click.option("--inputs", "source", metavar="PATH", help="npz file or folder of pictures. Default: random inputs.")
@picture_options
@click.option("--calls", "count", type=click.IntRange(1), metavar="N", help=CALLS_HELP)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed for random inputs.")
@click.option(
    "--atol",
    type=click.FloatRange(0),
    help="Allowed error: atol * the blob's largest element (at least 1/its size) + rtol * |expected|.",
)
@click.option("--rtol", type=click.FloatRange(0), help="See --atol. The defaults of both depend on the precision.")
@click.option(
    "--through",
    type=click.Choice(THROUGH),
    help="What runs an ONNX file: onnxruntime (the default), or tensorrt: TensorRT's own ONNX parser reads it, and the "
    "network that it makes is evaluated on the CPU. With --tensorrt, the parser of that TensorRT.",
)
@click.option("--layers", is_flag=True, help="Compare every layer and name the first wrong one.")
@click.option("--report", metavar="FILE", help="Write the result as one HTML page.")
@network_options
@random_weights_option
@size_options
@engine_options
@quantization_options
@report_options
def compare(
    files: tuple[str, ...],
    source: str | None,
    mean: str,
    scale: float,
    rgb: bool,
    count: int | None,
    seed: int,
    atol: float | None,
    rtol: float | None,
    through: str | None,
    layers: bool,
    report: str | None,
    random_weights: int | None,
    **options: Any,
) -> None:
    """Compare MODEL (net.engine or net.onnx) with what Caffe computes from PROTOTXT and CAFFEMODEL.

    Without MODEL, the TensorRT network that `convert` would build with the same options is evaluated on the CPU. A
    MODEL file records the options that it was made with. The exit status is 0 if every error is within the tolerance
    or, in fp32, is explained by rounding, and 1 otherwise.

    A MODEL that takes a range of time steps or batch sizes is compared at the smallest, the best and the largest, or
    at those of --time-steps and --batch. With --inputs it is compared at the best.
    """
    clock = Clock()
    if report is not None:
        _require_page(report, files)
    quantizer = Quantizer.of(options, files, {"mean": mean, "scale": scale, "rgb": rgb})
    _refuse_idle_options(source, quantizer.reads_pictures)
    precision = options.pop("precision")
    made = ConversionOptions(**options)
    warnings.simplefilter("ignore", RandomWeights)  # the network's own warning says it
    model = _split(files)[0]
    if model is not None:  # an engine may need them, to be made again where it does not show every layer
        names = QUANTIZATION if Path(model).suffix == ".onnx" else ("save_scales",)
        if idle := given_options(names):
            raise ConversionError(f"{', '.join(idle)}: {model} has its own scales", "Leave it out")
    with open_candidate(
        *_split(files),
        options=made,
        precision=precision,
        through=through,
        random_weights=random_weights,
        quantized=quantizer,
    ) as candidate:
        net = candidate.net
        echo_warnings(net.warnings)
        passes: list[bool] = []
        results: list[dict[str, Any]] = []
        for name, one in _sizes(candidate, options, source):
            calls = _calls(one, source, count, seed, lambda: Preparation(read_mean(mean), scale, rgb))
            tolerance = _tolerance(one.precision, atol, rtol)
            with phase("compare"):
                result = compare_candidate(one, calls, tolerance, layers=layers, watched=watched)
            what = f"{calls_text(len(calls))} of {source or f'random inputs, seed {seed}'}{calls.note}{name}"
            _print(result, what)
            if result.precision in KINDS:
                echo_noise(result.layers, result.precision)
                if source is None:
                    echo("random inputs go beyond the ranges of real data: give --inputs to see what int8 or fp8 costs")
            if report is not None and all(passes):  # of several sizes, the last one or the first that differs
                page = report_page(result, what, shlex.join(["caffe2trt", *sys.argv[1:]]))
            passes.append(result.passes)
            results.append({"inputs_from": what, **comparison_keys(result)})
    if report is not None:
        with replacing(report) as file:
            file.write(page.encode())
        echo(f"report     {report}")
    if is_verbose():
        echo(f"time       {time_text(clock)}")
    echo_json({"passes": all(passes), "results": results, "report": report, **network_keys(net), **time_keys(clock)})
    sys.exit(0 if all(passes) else 1)


def _sizes(candidate: Candidate, options: dict[str, Any], source: str | None) -> Iterator[tuple[str, Candidate]]:
    """The candidate; for a file that takes a range of sizes, at those given, or at the smallest, best and largest."""
    varying = candidate.net.varying
    if varying is None or candidate.at is None:
        yield "", candidate
        return
    given = [options[name] if isinstance(options[name], int) else None for name in ("time_steps", "batch")]
    corners = varying.corners()
    if source is not None or any(given):  # one size: what is not given is the best
        best = varying.best()
        corners = (
            [(given[0] or best[0], given[1] or best[1])]
            if source or all(given)
            else [(given[0] or steps, given[1] or streams) for steps, streams in corners]
        )
    for steps, streams in dict.fromkeys(corners):
        words = [f"{letter} = {count}" for letter, count in (("T", steps), ("N", streams)) if count]
        yield f", {', '.join(words)}", candidate.at(steps, streams)


def _require_page(path: str, files: tuple[str, ...]) -> None:
    """Raise if the report cannot be written later, or its name is that of another kind of file, a model say."""
    if Path(path).suffix.lower() not in (".html", ".htm"):
        raise ConversionError(f"--report {path}: the report is a page", "Name it with .html at the end")
    require_writable(path, files)


def _refuse_idle_options(source: str | None, pictures: bool) -> None:
    """Raise if an option was given that would change nothing."""
    if source is not None and (given := given_options(("seed",))):
        raise ConversionError(f"{', '.join(given)}: only used for random inputs, and --inputs is given", "Leave it out")
    if not pictures:
        refuse_idle_picture_options(source)


def _split(files: tuple[str, ...]) -> tuple[str | None, str, str | None]:
    """MODEL, PROTOTXT and CAFFEMODEL."""
    has_model = Path(files[0]).suffix in (".engine", ".onnx")
    rest = files[1:] if has_model else files
    if not 1 <= len(rest) <= 2:
        raise ConversionError(
            "compare takes [MODEL] PROTOTXT [CAFFEMODEL], and a MODEL ends in .engine or .onnx",
            "Such as: caffe2trt compare net.onnx net.prototxt net.caffemodel",
        )
    return files[0] if has_model else None, followed(rest[0]), rest[1] if len(rest) == 2 else None


def _calls(candidate: Candidate, source: str | None, count: int | None, seed: int, preparation: Any) -> Calls:
    net = candidate.net
    if source is None:
        return random_inputs(net, count or default_calls(net), seed, candidate.starts_only)
    calls = image_inputs(net, source, preparation()) if Path(source).is_dir() else npz_inputs(net, source)
    if count is not None and count > len(calls):
        raise ConversionError(
            f"{source} has inputs for {len(calls)} calls, not {count}", "Leave --calls out to run all of them"
        )
    return calls.first(count)


def _tolerance(precision: str, atol: float | None, rtol: float | None) -> Tolerance:
    given = {name: value for name, value in (("atol", atol), ("rtol", rtol)) if value is not None}
    return replace(Tolerance.of(precision), **given)


def _print(result: Comparison, what: str) -> None:
    echo(f"actual     {result.actual}")
    echo(f"expected   {result.expected}")
    echo(f"inputs     {what}")
    metrics = result.metrics.values()
    columns: dict[str, Callable[[BlobMetrics], str]] = {
        "": lambda m: escape(printable(m.name)) + (" [bold red]differs[/]" if m in result.wrong else ""),
        "max error": lambda m: f"{m.max_error:.1e}",
        "mean error": lambda m: f"{m.mean_error:.1e}",
        "relative": lambda m: f"{m.relative_error:.1e}",
        "cosine": lambda m: f"{m.cosine:.6f}",
        "top-1": lambda m: "" if (top1 := result.top1(m)) is None else f"{top1:.1%}",
        "drift": lambda m: m.drift,
    }
    table = Table(box=None, pad_edge=False)
    shown = {name: cell for name, cell in columns.items() if any(cell(m) for m in metrics)}
    for name in shown:
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for m in metrics:
        table.add_row(*(cell(m) for cell in shown.values()))
    Output(highlight=False, width=10_000).print(table)  # a number is never cut: narrow terminals wrap the line
    for line in result.verdict:
        echo(line)
