"""caffe2trt convert: a prototxt and a caffemodel in, an engine or an ONNX file out."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import require_writable
from caffe2trt.caffe.text import printable
from caffe2trt.converter.choices import TILES
from caffe2trt.converter.cli.documents import blob_keys, network_keys, time_keys, time_text
from caffe2trt.converter.cli.options import (
    BUILDER_OPTIONS,
    ProfileSizes,
    builder_options,
    echo_warnings,
    engine_options,
    given_options,
    is_verbose,
    network_arguments,
    picture_options,
    random_weights_option,
    recorded_warnings,
    report_options,
    size_options,
)
from caffe2trt.converter.cli.output import Output, echo, echo_json, show_log
from caffe2trt.converter.cli.quantization import (
    Quantizer,
    echo_noise,
    quantization_keys,
    quantization_options,
    summary,
)
from caffe2trt.converter.formatting import shapes_text, size_text
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.timing import Clock
from caffe2trt.converter.trt.profiles import all_profiles
from caffe2trt.runtime.manifest import Profile, Range

if TYPE_CHECKING:
    from caffe2trt.converter.quantization.search import LayerNoise


@click.command()
@network_arguments
@random_weights_option
@click.option("-o", "--out", "target", required=True, metavar="FILE", help="File to write: net.engine or net.onnx.")
@click.option(
    "--gpu",
    "gpus",
    multiple=True,
    metavar="SM",
    help="GPU to build for: sm80, sm86, sm89, sm120, sm121, or sm75 (in fp16). Separate several with commas. "
    "Default: the GPU of this machine.",
)
@size_options
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=ProfileSizes(),
    help="Add an optimization profile for a part of the ranges of --batch and --time-steps, such as "
    "batch=1,time-steps=1:16:64; a size that is not named has its whole range. A call uses the profile whose best size "
    "is nearest. Can be given several times.",
)
@engine_options
@click.option(
    "--tile",
    type=click.Choice(TILES),
    help="How to compute Caffe's Tile layer: with TensorRT's slice (native, the default) or with the plugin "
    "caffe2trt::Tile (full TensorRT 10 and newer).",
)
@click.option("--tf32", is_flag=True, help="Use TF32 for fp32 matrix products: faster, less exact.")
@click.option(
    "--cont-starts-only",
    is_flag=True,
    help="Promise that cont is 1 after the first time step of each call. An ONNX file then does less work."
    " An engine is the same with it and without it.",
)
@click.option(
    "--opset",
    type=int,
    metavar="N",
    help="Version of ONNX's operators, for an ONNX file: 13 to 21. Default: 17.",
)
@builder_options
@quantization_options
@picture_options
@click.option("--cost", is_flag=True, help="Also print the difference between the engine and Caffe on random inputs.")
@report_options
def convert(
    prototxt: str,
    caffemodel: str | None,
    inputs: dict[str, Shape],
    outputs: tuple[str, ...],
    stages: tuple[str, ...],
    tie_output_forget: bool,
    random_weights: int | None,
    target: str,
    time_steps: int | Range | None,
    batch: int | Range | None,
    layout: str | None,
    profiles: tuple[Profile, ...],
    gpus: tuple[str, ...],
    tf32: bool,
    verbosity: str | None,
    cost: bool,
    opset: int | None,
    **form: Any,
) -> None:
    """Convert PROTOTXT and CAFFEMODEL to a TensorRT engine (-o net.engine) or an ONNX file (-o net.onnx)."""
    clock = Clock()
    suffix = Path(target).suffix
    if suffix not in (".engine", ".onnx"):
        raise ConversionError(f"-o {target} ends in neither .engine nor .onnx", "Name the file net.engine or net.onnx")
    quantizer = Quantizer.of(form, (prototxt, caffemodel, target))
    _refuse_options_of_others(suffix)
    require_writable(target, (prototxt, caffemodel))
    if suffix == ".onnx":
        from caffe2trt.converter.onnx_model.export import OPSET, export_onnx, require_known

        form["opset"] = OPSET if opset is None else opset
        require_known(quantizer.kind, form["opset"])  # before a long calibration
    net = load(
        prototxt,
        caffemodel,
        inputs=inputs,
        outputs=outputs,
        stages=stages,
        time_steps=time_steps,
        batch=batch,
        layout=layout or "caffe",
        tie_output_forget=tie_output_forget,
        random_weights=random_weights,
    )
    loaded, net = net, quantizer(net)
    echo_warnings(net.warnings)
    builder = {name: form.pop(name) for name in BUILDER_OPTIONS}
    form = {name: value for name, value in form.items() if value is not None}
    with recorded_warnings() as told:
        if suffix == ".onnx":
            size = export_onnx(net, target, **form)
            precision = form.get("precision", "fp32")
            kind = "ONNX" if precision == "fp32" else f"ONNX, {precision}"
            names = []
        else:
            names = [gpu_name(name) for gpu in gpus for name in gpu.split(",") if name.strip()]
            size = _build(net, target, names, builder, verbosity, tf32=tf32, profiles=profiles, **form)
            kind = f"TensorRT engine for {', '.join(names) or 'this GPU'}, {form.get('precision', 'fp32')}"
    has_profiles = suffix == ".engine" and form.get("lstm") != "rnnv2"  # which needs an implicit batch
    built = all_profiles(net.varying, profiles) if has_profiles else ()
    written = {
        "file": target,
        "bytes": size,
        "gpus": names,
        "precision": form.get("precision", "fp32"),
        "opset": form.get("opset"),
        "profiles": [{"time_steps": profile.time_steps, "streams": profile.batch} for profile in built],
    }
    times = time_keys(clock)
    echo(f"{target}: {kind}, {size_text(size)}, in {clock.total:.1f} s")
    echo(_summary(net, built))
    if quantizer.is_on:
        echo(summary(net))
    echo(f"  time     {time_text(clock)}")
    metrics, noises = _print_cost(loaded, net, form, quantizer.calls) if cost else (None, None)
    quantized = quantization_keys(net, noises)
    echo_json({**written, **network_keys(net, told), **times, "cost": metrics, "quantization": quantized})


def gpu_name(text: str) -> str:
    """sm86 for 86, 8.6, sm_86 or SM86."""
    name = text.strip().lower().replace(".", "").removeprefix("sm").removeprefix("_")
    if not name.isdecimal():
        raise ConversionError(
            f"--gpu {shlex.quote(text)}: a GPU is named by its compute capability",
            "Such as --gpu sm86 for a GeForce RTX 3090; nvidia-smi --query-gpu=name,compute_cap --format=csv prints it",
        )
    return f"sm{name}"


def _refuse_options_of_others(suffix: str) -> None:
    """Raise if an option was given that means nothing to a file of this kind."""
    if suffix == ".engine" and given_options(["opset"]):
        raise ConversionError("--opset: only for ONNX files", "Leave it out, or write an ONNX file with -o net.onnx")
    engines = ("gpus", "tensorrt", "tile", "half_state", "tf32", "profiles", *BUILDER_OPTIONS, "verbosity", "cost")
    if suffix == ".onnx" and (given := given_options(engines)):
        raise ConversionError(
            f"{', '.join(given)}: only for engines; an ONNX file runs anywhere",
            "Leave it out, or write an engine with -o net.engine",
        )


def _print_cost(
    loaded: Net, net: Net, form: dict[str, Any], calls: Any
) -> tuple[dict[str, dict[str, Any]], list[LayerNoise] | None]:
    """The engine's network, evaluated, against the Reference: the error of each output and state over two calls.

    And the noise of each quantized layer, if there are any.

    Args:
        loaded: the network before it was quantized.
        net: what the engine was made from.
        calls: the calibration data; by default, random inputs.
    """
    from caffe2trt.converter.comparison.compare import compare
    from caffe2trt.converter.comparison.inputs import random_inputs
    from caffe2trt.converter.comparison.layerwise import compare_layers
    from caffe2trt.converter.comparison.metrics import UNLIMITED, Tolerance
    from caffe2trt.converter.comparison.runners import network_runner, reference_runner
    from caffe2trt.converter.trt.network import define_network

    network = define_network(net, **form)
    if loaded.varying is not None:
        loaded = loaded.varying.at(*loaded.varying.best())
    actual = network_runner(network, net=loaded)
    inputs = random_inputs(loaded, 2, starts_only=form["cont_starts_only"]) if calls is None else calls.first(2)
    what = f"{'one call' if len(inputs) == 1 else 'two calls'} of "
    what += "random inputs" if calls is None else "the calibration data"
    precision = form.get("precision", "fp32")
    result = compare(loaded, actual, reference_runner(loaded), inputs, Tolerance.of(precision))
    metrics = result.metrics.values()
    width = max(len(m.name) for m in metrics)
    echo(f"  cost     against Caffe's arithmetic, on {what} ({actual.what})")
    for m in metrics:
        top1 = "" if (part := result.top1(m)) is None else f"  top-1 {part:.1%}"
        echo(f"    {m.name:{width}}  max error {m.max_error:.1e}  mean {m.mean_error:.1e}  cosine {m.cosine:.6f}{top1}")
    noises = None
    if net.quantization is not None:
        every = network_runner(network, everything=True, net=loaded)
        layers = compare_layers(loaded, every, inputs, UNLIMITED, precision)
        noises = echo_noise(layers, precision, net.quantization.layers)
    return {m.name: blob_keys(m) for m in metrics}, noises


def _build(
    net: Net, target: str, gpus: list[str], builder: dict[str, Any], verbosity: str | None, **options: Any
) -> int:
    from caffe2trt.converter.trt.build import build_engine
    from caffe2trt.converter.trt.builder_options import BuilderOptions

    options["builder"] = BuilderOptions(**builder)
    if verbosity is not None:
        show_log({"warning": logging.WARNING, "info": logging.INFO, "verbose": logging.DEBUG}[verbosity])
    console = Output(stderr=True)
    if not console.is_watched or verbosity is not None or is_verbose():
        return build_engine(net, target, gpus, **options)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}"))
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(phase: str, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = bar.add_task(phase, total=total)
            bar.update(tasks[phase], completed=done, total=total)

        return build_engine(net, target, gpus, progress=progress, **options)


def _summary(net: Net, profiles: Sequence[Profile]) -> str:
    lines = [
        f"  layers   {len(net.reports)}, with {net.parameters:,} parameters",
        f"  inputs   {shapes_text(net.inputs)}",
        f"  outputs  {shapes_text(net.outputs)}",
        f"  state    {shapes_text(net.states)}",
    ]
    if (varying := net.varying) is not None:
        named = (("T", varying.time_steps, "time steps"), ("N", varying.batch, "streams"))
        sizes = [f"{n} from {r.min} to {r.max} {what}, best at {r.opt}" for n, r, what in named if r is not None]
        lines.append(f"  sizes    {'; '.join(sizes)}")
    if len(profiles) > 1:
        lines.append(f"  profiles {len(profiles)}: {'; '.join(map(str, profiles))}")
    if net.dropped_inputs:
        lines.append(f"  dropped  {', '.join(map(printable, net.dropped_inputs))}: no output depends on them")
    return "\n".join(lines)
