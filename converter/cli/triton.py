"""caffe2trt triton: a network as a model of NVIDIA's Triton Inference Server."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import click

from caffe2trt.caffe.text import printable
from caffe2trt.converter.cli.convert import gpu_name
from caffe2trt.converter.cli.options import echo_warnings, network_arguments
from caffe2trt.converter.cli.output import echo
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.converter.triton.config import BACKENDS, Serving
from caffe2trt.converter.triton.repository import FLAGS, load_to_serve, write_repository

_UNITS = {"": 10**6, "s": 10**6, "ms": 10**3, "us": 1, "m": 60 * 10**6, "h": 3600 * 10**6}  # in microseconds
_LONGEST = 2**63 - 1


class Duration(click.ParamType):  # type: ignore[type-arg]
    """60s, 500ms, 5m, 1h, or a number of seconds; microseconds as a result."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d+(?:\.\d+)?)(us|ms|s|m|h|)", str(value).strip())
        duration = round(float(found[1]) * _UNITS[found[2]]) if found and len(found[1]) < 20 else 0
        if not 0 < duration <= _LONGEST:
            self.fail(f"{value!r} is not a time above zero, such as 60s, 500ms or 5m", param, ctx)
        return duration


@click.command()
@network_arguments
@click.option(
    "-o", "--out", "repository", required=True, metavar="FOLDER", help="Model repository, the folder of all models."
)
@click.option("--name", required=True, help="Name of the model.")
@click.option(
    "--backend",
    type=click.Choice(BACKENDS),
    default="onnxruntime",
    show_default=True,
    help="What runs it: onnxruntime (an ONNX file; Triton keeps the state), tensorrt (an engine of the full TensorRT; "
    "Triton keeps the state), or python (a Session of caffe2trt keeps the state).",
)
@click.option("--max-batch", type=click.IntRange(1), default=32, show_default=True, help="Most streams in one call.")
@click.option("--instances", type=click.IntRange(1), default=1, show_default=True, help="Copies of the model.")
@click.option(
    "--idle-timeout",
    type=Duration(),
    default="60s",
    show_default=True,
    help="A sequence without a step for so long is forgotten. Triton's own default is 1 s.",
)
@click.option(
    "--max-sequences",
    type=click.IntRange(1),
    default=1024,
    show_default=True,
    help="Sequences that each instance keeps at once; the first step of any more waits.",
)
@click.option("--labels", metavar="FILE", help="Names of an output's classes, one a line.")
@click.option(
    "--gpu", "gpus", multiple=True, metavar="SM", help="Backend python: an engine for this GPU instead of an ONNX file."
)
@click.option(
    "--precision",
    type=click.Choice(list(FLAGS)),
    default="fp32",
    show_default=True,
    help="Precision of an engine.",
)
@click.option("--force", is_flag=True, help="Replace a model of that name.")
def triton(
    prototxt: str,
    caffemodel: str | None,
    repository: str,
    name: str,
    backend: str,
    max_batch: int,
    instances: int,
    idle_timeout: int,
    max_sequences: int,
    labels: str | None,
    gpus: tuple[str, ...],
    precision: str,
    force: bool,
    **network: Any,
) -> None:
    """Write PROTOTXT and CAFFEMODEL as a model for Triton Inference Server, which keeps the state of sequences.

    A request is one time step of one sequence. The file is converted with --time-steps 1, --layout batch-first and a
    batch of 1 to --max-batch.
    """
    net = load_to_serve(prototxt, caffemodel, max_batch, **network)
    echo_warnings(net.warnings)
    targets = [gpu_name(word) for gpu in gpus for word in gpu.split(",") if word.strip()]
    on_gpu = bool(targets) or backend == "tensorrt"
    serving = Serving(name, backend, max_batch, instances, idle_timeout, max_sequences, on_gpu)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        left = write_repository(net, repository, serving, labels=labels, gpus=targets, precision=precision, force=force)
    echo_warnings([str(warning.message) for warning in caught])
    made = {"config.pbtxt", *("labels.txt" for _ in [labels] if labels), "1/"}
    echo(f"{Path(repository) / name}: Triton model, backend {backend}: {', '.join(sorted(made))}")
    echo(f"  inputs   {shapes_text({n: s for n, s in net.inputs.items() if net.roles[n].kind != 'cont'})}")
    echo(f"  outputs  {shapes_text(net.outputs)}")
    echo(f"  state    {shapes_text(net.states)}")
    for line in left:
        echo(printable(line))
