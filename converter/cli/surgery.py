"""caffe2trt expand, unroll, roll, retime: passes from prototxt and caffemodel to prototxt and caffemodel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import require_writable
from caffe2trt.caffe.text import counted
from caffe2trt.converter.cli.draw import write_picture
from caffe2trt.converter.cli.options import echo_warnings, retime_options, trained_network_arguments
from caffe2trt.converter.cli.output import echo
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.converter.net import apply_pass, load
from caffe2trt.graph_surgery.expand import expand as expand_pass
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.retime import retime as retime_pass
from caffe2trt.graph_surgery.roll import RollReport
from caffe2trt.graph_surgery.roll import roll as roll_pass
from caffe2trt.graph_surgery.unroll import unroll as unroll_pass

F = TypeVar("F", bound=Callable[..., Any])


def _output_options(function: F) -> F:
    """-o and --force, as `targets` and `force`."""
    function = click.option("--force", is_flag=True, help="Overwrite files that exist.")(function)
    return click.option(
        "-o", "--out", "targets", nargs=2, required=True, metavar="PROTOTXT CAFFEMODEL", help="The two files to write."
    )(function)


@click.command()
@trained_network_arguments
@_output_options
@click.option("--cell", type=click.Choice(["basic", "unit", "lstm"]), default="basic", show_default=True)
@click.option("--draw", "picture", metavar="FILE", help="Write an .svg picture of the network before and after.")
def expand(targets: tuple[str, str], force: bool, cell: str, picture: str | None, **network: Any) -> None:
    """Write every recurrent layer out in its step form, with the state as inputs and outputs.

    basic uses InnerProduct, Slice, Sigmoid, TanH and Eltwise; unit LSTMUnit; lstm keeps an LSTM with expose_hidden.
    """
    _surgery(targets, force, network, lambda model: expand_pass(model, cell=cell), picture)


@click.command()
@trained_network_arguments
@_output_options
@click.option("--draw", "picture", metavar="FILE", help="Write an .svg picture of the network before and after.")
def unroll(targets: tuple[str, str], force: bool, picture: str | None, **network: Any) -> None:
    """Replace each recurrent layer by plain layers for every time step, with two InnerProducts per step."""
    _surgery(targets, force, network, unroll_pass, picture)


@click.command()
@trained_network_arguments
@_output_options
@click.option("--why", is_flag=True, help="Print why parts that look like an LSTM or RNN were not rolled up.")
@click.option(
    "--stateful",
    is_flag=True,
    help="Give a layer that starts from zeros an input cont, so that its state is carried from call to call.",
)
@click.option("--draw", "picture", metavar="FILE", help="Write an .svg picture of the network before and after.")
def roll(targets: tuple[str, str], force: bool, why: bool, stateful: bool, picture: str | None, **network: Any) -> None:
    """Find unrolled LSTMs and RNNs and replace each by one layer.

    With --stateful, unrolled LstmUnit layers of apollocaffe become one step that carries its state.
    """
    report = RollReport()
    _surgery(targets, force, network, lambda model: roll_pass(model, report=report, stateful=stateful), picture)
    echo(f"  rolled   {', '.join(report.rolled) or 'nothing'}")
    for reason in report.reasons if why else ():
        echo(f"  left     {reason}")
    if report.reasons and not why:
        echo(f"  left alone, though like a step: {counted(len(report.reasons), 'part')}; --why prints the reasons")


@click.command()
@trained_network_arguments
@_output_options
@retime_options
def retime(targets: tuple[str, str], force: bool, time_steps: int | None, batch: int | None, **network: Any) -> None:
    """Change the number of time steps and the batch size; inputs, Reshape layers and constants are adapted."""
    if time_steps is None and batch is None:
        raise ConversionError("there is nothing to change", "Give --time-steps, --batch, or both")
    _surgery(targets, force, network, lambda model: retime_pass(model, time_steps=time_steps, batch=batch), None)


def _surgery(
    targets: tuple[str, str],
    force: bool,
    network: dict[str, Any],
    surgery: Callable[[Model], Model],
    picture: str | None,
) -> None:
    given = (network["prototxt"], network["caffemodel"])
    require_writable(targets[0], given)
    require_writable(targets[1], (*given, targets[0]))
    if Path(targets[0]).suffix == ".caffemodel" or Path(targets[1]).suffix == ".prototxt":
        raise ConversionError(
            f"-o {' '.join(targets)}: the prototxt comes first", "Such as -o new.prototxt new.caffemodel"
        )
    if existing := [target for target in targets if not force and Path(target).exists()]:
        raise ConversionError(f"{existing[0]} exists already", "Name another file, or give --force to overwrite it")
    before = load(**network)
    before.require_weights()
    echo_warnings(before.warnings)
    after = apply_pass(before, surgery)
    echo_warnings(after.warnings[len(before.warnings) :])
    after.model.write(*targets)
    if picture is not None:
        write_picture(
            picture,
            [
                (f"{net.name}, {when}", net.parameter, net.model.shapes)
                for when, net in (("before", before), ("after", after))
            ],
        )
    layers = counted(len(before.parameter.layer), "layer")
    echo(f"{targets[0]}, {targets[1]}: {layers} became {len(after.parameter.layer)}")
    echo(f"  inputs   {shapes_text(after.inputs)}")
    echo(f"  outputs  {shapes_text(after.outputs)}")
    echo(f"  state    {shapes_text(after.states)}")
