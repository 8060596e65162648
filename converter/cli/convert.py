"""caffe2trt convert: a prototxt and a caffemodel in, an engine or an ONNX file out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import require_writable
from caffe2trt.converter.cli.options import (
    echo_warnings,
    given_options,
    network_arguments,
    retime_options,
)
from caffe2trt.converter.formatting import shapes_text, size_text
from caffe2trt.converter.net import Net, apply_pass, load
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.graph_surgery.unroll import unroll
from caffe2trt.runtime.tensorrt_versions import TENSORRT_CHOICES


@click.command()
@network_arguments
@click.option("-o", "--out", "target", required=True, metavar="FILE", help="net.engine or net.onnx.")
@click.option(
    "--gpu",
    "gpus",
    multiple=True,
    metavar="SM",
    help="sm80, sm86, sm89, sm120, sm121, or sm75 in fp16; several with commas. Default: the GPU here.",
)
@click.option("--precision", type=click.Choice(["fp32", "fp16", "bf16"]), default="fp32", show_default=True)
@retime_options
@click.option(
    "--lstm",
    type=click.Choice(["auto", "loop", "unroll", "rnnv2"]),
    default="auto",
    show_default=True,
    help="How recurrence runs: a loop, each step written out, or TensorRT 8's RNNv2. "
    "auto: RNNv2 in TensorRT 8, else a loop, and none at one time step.",
)
@click.option(
    "--tensorrt",
    type=click.Choice(TENSORRT_CHOICES),
    default="auto",
    show_default=True,
    help="TensorRT for RTX, or the full TensorRT; auto: the first where it is installed.",
)
@click.option(
    "--tile",
    type=click.Choice(["native", "plugin"]),
    default="native",
    show_default=True,
    help="Caffe's Tile by TensorRT's slice, or by the plugin caffe2trt::Tile (full TensorRT 10 and newer).",
)
@click.option("--half-state", is_flag=True, help="With fp16 or bf16, keep the recurrent state in it too.")
@click.option("--tf32", is_flag=True, help="Let fp32 matrix products use TF32: faster, less exact.")
@click.option(
    "--cont-starts-only",
    is_flag=True,
    help="A promise that cont is 1 after a call's first step: less work in ONNX and RNNv2.",
)
@click.option("--cost", is_flag=True, help="Also tell how far the engine's numbers are from Caffe's, on random inputs.")
def convert(
    prototxt: str,
    caffemodel: str | None,
    inputs: tuple[tuple[str, Shape], ...],
    outputs: tuple[str, ...],
    stages: tuple[str, ...],
    target: str,
    time_steps: int | None,
    batch: int | None,
    gpus: tuple[str, ...],
    precision: str,
    cost: bool,
    cont_starts_only: bool,
    **engine: Any,
) -> None:
    """Convert PROTOTXT and CAFFEMODEL to a TensorRT engine (-o net.engine) or an ONNX file (-o net.onnx)."""
    started = time.monotonic()
    suffix = Path(target).suffix
    if suffix not in (".engine", ".onnx"):
        raise ConversionError(f"-o {target} ends in neither .engine nor .onnx", "Name the file net.engine or net.onnx")
    if suffix == ".onnx":
        _refuse_engine_options()
    require_writable(target, (prototxt, caffemodel))
    net = load(
        prototxt,
        caffemodel,
        inputs=dict(inputs),
        outputs=outputs,
        stages=stages,
        time_steps=time_steps,
        batch=batch,
    )
    echo_warnings(net.warnings)
    if suffix == ".onnx":
        from caffe2trt.converter.onnx_model.export import export_onnx

        unrolled = apply_pass(net, unroll) if engine["lstm"] == "unroll" else net
        size = export_onnx(unrolled, target, cont_starts_only=cont_starts_only)
        kind = "ONNX"
    else:
        names = [gpu_name(name) for gpu in gpus for name in gpu.split(",") if name.strip()]
        engine["cont_starts_only"] = cont_starts_only
        size = _build(net, target, names, precision, **engine)
        kind = f"TensorRT engine for {', '.join(names) or 'this GPU'}, {precision}"
    click.echo(f"{target}: {kind}, {size_text(size)}, in {time.monotonic() - started:.1f} s")
    click.echo(_summary(net))
    if cost:
        del engine["tf32"]
        _print_cost(net, precision, engine)


def gpu_name(text: str) -> str:
    """sm86 for 86, 8.6, sm_86 or SM86."""
    name = text.strip().lower().replace(".", "").removeprefix("sm").removeprefix("_")
    return f"sm{name}"


def _refuse_engine_options() -> None:
    """Raise if an option was given that means nothing to an ONNX file."""
    given = given_options(("precision", "gpus", "tensorrt", "tile", "half_state", "tf32", "cost"))
    if click.get_current_context().params["lstm"] == "rnnv2":
        given.append("--lstm rnnv2")
    if given:
        raise ConversionError(
            f"{', '.join(given)}: a choice of an engine; an ONNX file holds fp32 and runs anywhere",
            "Leave it out, or write an engine with -o net.engine",
        )


def _print_cost(net: Net, precision: str, options: dict[str, Any]) -> None:
    """The engine's network, evaluated, against the Reference: the error of each output and state over two calls."""
    from caffe2trt.converter.comparison.compare import compare
    from caffe2trt.converter.comparison.inputs import random_feeds
    from caffe2trt.converter.comparison.metrics import Tolerance
    from caffe2trt.converter.comparison.runners import network_side, reference_side
    from caffe2trt.converter.trt.network import define_network

    found = network_side(define_network(net, precision, **options))
    feeds = random_feeds(net, steps=2, starts_only=options["cont_starts_only"])
    measures = compare(net, found, reference_side(net), feeds, Tolerance.of(precision)).measures.values()
    width = max(len(m.name) for m in measures)
    click.echo(f"  cost     against Caffe's arithmetic, on two calls of random inputs ({found.what})")
    for m in measures:
        click.echo(f"    {m.name:{width}}  max error {m.max_error:.1e}  mean {m.mean_error:.1e}  cosine {m.cosine:.6f}")


def _build(net: Net, target: str, gpus: list[str], precision: str, **options: Any) -> int:
    from caffe2trt.converter.trt.build import build_engine

    console = Console(stderr=True)
    if not console.is_terminal:
        return build_engine(net, target, gpus, precision, **options)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}"))
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(phase: str, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = bar.add_task(phase, total=total)
            bar.update(tasks[phase], completed=done, total=total)

        return build_engine(net, target, gpus, precision, progress=progress, **options)


def _summary(net: Net) -> str:
    lines = [
        f"  layers   {len(net.reports)}, with {net.parameters:,} parameters",
        f"  inputs   {shapes_text(net.inputs)}",
        f"  outputs  {shapes_text(net.outputs)}",
        f"  state    {shapes_text(net.states)}",
    ]
    if net.dropped_inputs:
        lines.append(f"  dropped  {', '.join(net.dropped_inputs)}: no output depends on them")
    return "\n".join(lines)
