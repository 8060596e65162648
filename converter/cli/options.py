"""Arguments and options that several commands share."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.solver import follow_solver
from caffe2trt.caffe.text import printable
from caffe2trt.converter.choices import (
    HARDWARE_COMPATIBILITIES,
    LAYOUTS,
    LSTM_FORMS,
    PRECISIONS,
    PROFILINGS,
    TENSORRTS,
    VERBOSITIES,
)
from caffe2trt.converter.cli.output import ask_for_json, ask_for_quiet, echo, show_log
from caffe2trt.runtime.manifest import Profile, Range

CALLS_HELP = "Number of forward calls; drift is reported from 10."
BUILDER_OPTIONS = (  # the parameters of builder_options that are BuilderOptions, by name
    "workspace",
    "timing_cache",
    "optimization_level",
    "hardware_compatibility",
    "version_compatible",
    "refit",
    "strip_weights",
    "profiling",
)
_FOLLOW, _VERBOSE = f"{__name__}.follow", f"{__name__}.verbose"  # where the context holds them
F = TypeVar("F", bound=Callable[..., Any])


def _together(function: F, *options: Callable[[F], F]) -> F:
    """The function with these options, in the order in which --help shows them."""
    for option in reversed(options):
        function = option(function)
    return function


class InputShape(click.ParamType):  # type: ignore[type-arg]
    """NAME:DIMS, such as data:16,3,227,227."""

    name = "NAME:DIMS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Shape]:
        if isinstance(value, tuple):
            return value
        name, _, dims = str(value).rpartition(":")
        try:
            shape = tuple(int(dim) for dim in dims.replace("x", ",").split(","))
        except ValueError:
            shape = ()
        if not name or not shape or min(shape) < 1:
            self.fail(f"{value!r} is not NAME:DIMS, such as data:16,3,227,227", param, ctx)
        return name, shape


def network_arguments(function: F, caffemodel: str = "[CAFFEMODEL]") -> F:
    """PROTOTXT [CAFFEMODEL] and the network options: what `load` takes, under its names."""
    return _together(
        network_options(function),
        click.argument("prototxt", callback=lambda context, argument, path: followed(path)),
        click.argument("caffemodel", required=False, metavar=caffemodel),
    )


def trained_network_arguments(function: F) -> F:
    """The same for a command that needs the CAFFEMODEL of every network with weights."""
    return network_arguments(function, caffemodel="CAFFEMODEL")


def followed(prototxt: str) -> str:
    """The prototxt, or with --follow the network of the solver that it is."""
    return follow_solver(prototxt) if click.get_current_context().meta.get(_FOLLOW) else prototxt


def _keep_follow(context: click.Context, option: click.Parameter, is_given: bool) -> None:
    context.meta[_FOLLOW] = is_given


def network_options(function: F) -> F:
    """--input --output --stage --tie-output-forget --follow."""
    return _together(
        function,
        click.option(
            "--input",
            "inputs",
            multiple=True,
            type=InputShape(),
            callback=lambda context, option, pairs: dict(pairs),
            help="Shape of an input, if the prototxt does not give it. With --time-steps or --batch: the shape before "
            "they change it.",
        ),
        click.option(
            "--output",
            "outputs",
            multiple=True,
            metavar="BLOB",
            help="Output blob. Default: the tops that no layer uses. '*' selects all blobs.",
        ),
        click.option("--stage", "stages", multiple=True, metavar="STAGE", help="Stage for include and exclude rules."),
        click.option(
            "--tie-output-forget",
            is_flag=True,
            help="Compute the forget gate of apollocaffe's LstmUnit as 1 minus the output gate, as old GPU builds did.",
        ),
        click.option(
            "--follow",
            is_flag=True,
            is_eager=True,  # before PROTOTXT, which needs it
            expose_value=False,
            callback=_keep_follow,
            help="If PROTOTXT is a solver, take the network that it names.",
        ),
    )


class Sizes(click.ParamType):  # type: ignore[type-arg]
    """A number of 1 or more, or a range MIN:OPT:MAX, such as 1:8:32."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | Range:
        if isinstance(value, int):
            return value
        try:
            numbers = [int(word) for word in str(value).split(":")]
        except ValueError:
            numbers = []
        if len(numbers) not in (1, 3) or min(numbers) < 1 or numbers != sorted(numbers):
            self.fail(f"{value!r} is neither a number of 1 or more, nor a range MIN:OPT:MAX such as 1:8:32", param, ctx)
        return Range(*numbers) if numbers[0] < numbers[-1] else numbers[0]


def picture_options(function: F) -> F:
    """--mean --scale --rgb: how pictures become inputs."""
    return _together(
        function,
        click.option(
            "--mean",
            default="0",
            show_default=True,
            help="Mean of the pictures: 104,117,123, or a .binaryproto or .npy file.",
        ),
        click.option(
            "--scale", type=float, default=1.0, show_default=True, help="Scale for pictures: (pixel - mean) * scale."
        ),
        click.option("--rgb", is_flag=True, help="Read pictures as RGB. Default: BGR, as Caffe's own tools do."),
    )


def refuse_idle_picture_options(source: str | None) -> None:
    """Raise if an option for pictures was given where there are none."""
    is_folder = source is not None and Path(source).is_dir()
    if not is_folder and (given := given_options(("mean", "scale", "rgb"))):
        raise ConversionError(
            f"{', '.join(given)}: only used for pictures, and --inputs is not a folder of them", "Leave it out"
        )


def random_weights_option(function: F) -> F:
    """--random-weights, in place of CAFFEMODEL."""
    return click.option(
        "--random-weights",
        type=click.IntRange(0),
        metavar="SEED",
        help="Without CAFFEMODEL: make random weights, with the fillers of PROTOTXT if it has them.",
    )(function)


class ProfileSizes(click.ParamType):  # type: ignore[type-arg]
    """Sizes of an optimization profile, such as batch=1,time-steps=1:16:64."""

    name = "SIZES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Profile:
        if isinstance(value, Profile):
            return value
        given = [item.partition("=")[::2] for item in str(value).split(",")]
        sizes = dict(given)
        if len(sizes) < len(given) or not sizes.keys() <= {"batch", "time-steps"}:
            self._refuse(value, param, ctx)
        ranges: dict[str, Range] = {}
        for name, text in sizes.items():
            try:
                found = Sizes().convert(text, param, ctx)
            except click.BadParameter:
                self._refuse(value, param, ctx)
            ranges[name] = found if isinstance(found, Range) else Range(found, found, found)
        return Profile(ranges.get("time-steps"), ranges.get("batch"))

    def _refuse(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        self.fail(
            f"{value!r} is not SIZE=N or SIZE=MIN:OPT:MAX with batch or time-steps as SIZE, or both with a comma "
            "between them, such as batch=1,time-steps=1:16:64",
            param,
            ctx,
        )


def retime_options(function: F) -> F:
    """--time-steps --batch, each a number."""
    return _together(
        function,
        click.option("--time-steps", type=click.IntRange(1), metavar="T", help="Change the number of time steps to T."),
        click.option("--batch", type=click.IntRange(1), metavar="N", help="Change the batch size to N streams."),
    )


def size_options(function: F) -> F:
    """--time-steps --batch, each a number or a range, and --layout."""
    return _together(
        function,
        click.option(
            "--time-steps",
            type=Sizes(),
            metavar="T",
            help="Change the number of time steps to T. A range MIN:OPT:MAX makes one file for all of them.",
        ),
        click.option(
            "--batch",
            type=Sizes(),
            metavar="N",
            help="Change the batch size to N streams. A range MIN:OPT:MAX, such as 1:8:32, makes one file for all of "
            "them.",
        ),
        click.option(
            "--layout",
            type=click.Choice(LAYOUTS),
            help="Axes of inputs and outputs: Caffe's (the default), usually (T, N, ...); or batch-first: (N, T, ...), "
            "and (N, ...) with --time-steps 1, as servers expect them.",
        ),
    )


def engine_options(function: F) -> F:
    """--precision --lstm --tensorrt --half-state; None where they are not given."""
    return _together(
        function,
        click.option(
            "--precision", type=click.Choice(PRECISIONS), help="Precision of weights and activations. Default: fp32."
        ),
        click.option(
            "--lstm",
            type=click.Choice(LSTM_FORMS),
            help="How recurrent layers run: as a loop or with the time steps unrolled. Default: auto, which is a loop; "
            "a single time step needs no loop. rnnv2 is TensorRT 8's RNNv2 layer in a network with an implicit batch, "
            "for --time-steps 1; the batch is then the largest one.",
        ),
        click.option(
            "--tensorrt",
            type=click.Choice(TENSORRTS),
            help="TensorRT for RTX (rtx) or the full TensorRT (full). Default: auto, which is rtx if it is installed.",
        ),
        click.option(
            "--half-state",
            is_flag=True,
            default=None,
            help="With fp16 or bf16, also keep the recurrent state in that precision.",
        ),
    )


def builder_options(function: F) -> F:
    """The options of TensorRT's builder: BUILDER_OPTIONS, and --verbosity."""
    return _together(
        function,
        click.option(
            "--workspace",
            type=click.IntRange(1),
            metavar="MIB",
            help="GPU memory that a layer may use while it runs. Default: all.",
        ),
        click.option(
            "--timing-cache",
            metavar="FILE",
            help="Read and write the builder's measurements, so that the next build is faster. Full TensorRT.",
        ),
        click.option(
            "--optimization-level",
            type=click.IntRange(0, 5),
            metavar="0-5",
            help="0 builds fast, 5 looks longest for fast kernels. Default: 3. Full TensorRT.",
        ),
        click.option(
            "--hardware-compatibility",
            type=click.Choice(HARDWARE_COMPATIBILITIES),
            help="Build for other GPUs too: Ampere and newer, or all of this compute capability (TensorRT 10.9). "
            "Full TensorRT.",
        ),
        click.option(
            "--version-compatible",
            is_flag=True,
            help="Newer versions of TensorRT can run the engine too. Full TensorRT.",
        ),
        click.option("--refit", is_flag=True, help="Let TensorRT's Refitter replace the weights later."),
        click.option(
            "--strip-weights",
            is_flag=True,
            help="Leave the weights out; your program fills them in with TensorRT's Refitter. TensorRT 10 and RTX.",
        ),
        click.option(
            "--profiling",
            type=click.Choice(PROFILINGS),
            help="What profilers and TensorRT's inspector can say about layers. Default: names.",
        ),
        click.option(
            "--verbosity",
            type=click.Choice(VERBOSITIES),
            help="Also print what TensorRT reports while it builds, from this level on.",
        ),
    )


def calls_not_steps(name: str) -> str:
    """The name of an option: --calls was --steps once, and scripts may still say so."""
    return "calls" if name == "steps" else name


def given_options(names: Iterable[str]) -> list[str]:
    """Those of the parameters that stand on the command line, as they are written there."""
    context = click.get_current_context()
    written = {parameter.name: parameter.opts[0] for parameter in context.command.params}
    default = click.core.ParameterSource.DEFAULT
    return [written[name] for name in names if context.get_parameter_source(name) != default]


def json_option(function: F) -> F:
    """--json: what `wants_json` tells and `echo_json` prints."""
    return click.option(
        "--json",
        is_flag=True,
        is_eager=True,  # an error in what follows is JSON too
        expose_value=False,
        callback=ask_for_json,
        help="Print one JSON document instead of text.",
    )(function)


def report_options(function: F) -> F:
    """--json -v -q: what a command prints with `echo` and `echo_json`, and TensorRT's log."""
    return _together(
        function,
        json_option,
        click.option(
            "-v",
            "--verbose",
            count=True,
            expose_value=False,
            callback=_show_log,
            help="Print TensorRT's log on stderr: warnings and information. -vv: all of it.",
        ),
        click.option(
            "-q",
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=ask_for_quiet,
            help="Print no results, only warnings and errors.",
        ),
    )


def _show_log(context: click.Context, option: click.Parameter, count: int) -> None:
    if count:
        show_log(logging.INFO if count == 1 else logging.DEBUG)
    context.meta[_VERBOSE] = count


def is_verbose() -> bool:
    """Whether -v is given."""
    return bool(click.get_current_context().meta.get(_VERBOSE))


@contextmanager
def recorded_warnings() -> Iterator[list[str]]:
    """Print what is warned of within, in the command's way; the list holds it at the end."""
    told: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        yield told
    told += [str(warning.message) for warning in caught]
    echo_warnings(told)


def echo_warnings(sentences: Sequence[str]) -> None:
    """A net's warnings on stderr, the first few of them."""
    for warning in sentences[:8]:
        echo(f"caffe2trt: warning: {printable(warning)}", err=True)
    if len(sentences) > 8:
        echo(f"caffe2trt: warning: ... and {len(sentences) - 8} more of this kind", err=True)
