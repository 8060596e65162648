"""caffe2trt convert: a prototxt and a caffemodel in, an engine or an ONNX file out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from caffe2trt.converter.cli.options import echo_warnings, network_arguments, retime_options, shapes_text, size_text
from caffe2trt.converter.errors import ConversionError
from caffe2trt.converter.files import require_writable
from caffe2trt.converter.net import Net, apply_pass, load
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.graph_surgery.unroll import unroll


@click.command()
@network_arguments
@click.option("-o", "--out", "target", required=True, metavar="FILE", help="net.engine or net.onnx.")
@click.option(
    "--gpu",
    "gpus",
    multiple=True,
    metavar="SM",
    help="sm80, sm86, sm89, sm120; may be repeated. Default: the GPU here.",
)
@click.option("--precision", type=click.Choice(["fp32", "fp16", "bf16"]), default="fp32", show_default=True)
@retime_options
@click.option(
    "--lstm",
    type=click.Choice(["auto", "loop", "unroll"]),
    default="auto",
    show_default=True,
    help="How recurrence runs: a loop (auto: none at one time step), or each step written out.",
)
@click.option("--tf32", is_flag=True, help="Let fp32 matrix products use TF32: faster, less exact.")
@click.option("--cont-starts-only", is_flag=True, help="ONNX: a promise that cont is 1 after a call's first step.")
def convert(
    prototxt: str,
    caffemodel: str | None,
    inputs: tuple[tuple[str, Shape], ...],
    outputs: tuple[str, ...],
    stages: tuple[str, ...],
    target: str,
    gpus: tuple[str, ...],
    precision: str,
    time_steps: int | None,
    batch: int | None,
    lstm: str,
    tf32: bool,
    cont_starts_only: bool,
) -> None:
    """Convert PROTOTXT and CAFFEMODEL to a TensorRT engine (-o net.engine) or an ONNX file (-o net.onnx)."""
    started = time.monotonic()
    suffix = Path(target).suffix
    if suffix not in (".engine", ".onnx"):
        raise ConversionError(f"-o {target} ends in neither .engine nor .onnx", "Name the file net.engine or net.onnx")
    if suffix == ".onnx" and (precision != "fp32" or gpus or tf32):
        raise ConversionError(
            "--precision, --gpu and --tf32 are choices of an engine; an ONNX file holds fp32 and runs anywhere",
            "Leave them out, or write an engine with -o net.engine",
        )
    require_writable(target)
    net = load(
        prototxt,
        caffemodel,
        inputs=dict(inputs),
        outputs=outputs,
        stages=stages,
        time_steps=time_steps,
        batch=batch,
    )
    if lstm == "unroll":
        net = apply_pass(net, unroll)
    echo_warnings(net)
    if suffix == ".onnx":
        from caffe2trt.converter.onnx_model.export import export_onnx

        size = export_onnx(net, target, cont_starts_only=cont_starts_only)
        kind = "ONNX"
    else:
        names = [name.strip().lower() for gpu in gpus for name in gpu.split(",")]
        size = _build(net, target, names, precision, lstm=lstm, tf32=tf32)
        kind = f"TensorRT engine for {', '.join(names) or 'this GPU'}, {precision}"
    click.echo(f"{target}: {kind}, {size_text(size)}, in {time.monotonic() - started:.1f} s")
    click.echo(_summary(net))


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
