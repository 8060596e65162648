"""Candidate: what is compared with Caffe's arithmetic, a converted file or the network it would be built from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.converter.comparison.runners import Runner, network_runner, onnx_with_every_value, session_runner
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.record import agreed, described, flags_of
from caffe2trt.converter.trt.network import Network, define_network
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.manifest import ConversionOptions

_REMEDY = (
    "Give the options of its conversion: --input (the shapes before --time-steps and --batch change them), --output, "
    "--stage, --time-steps, --batch"
)


@dataclass(frozen=True)
class Candidate:
    """What is compared with Caffe's arithmetic.

    Attributes:
        net: the Caffe network.
        runner: gives outputs and states.
        every_value: the same, giving every value; a context, for it may need a file of its own.
        precision: fp32, fp16 or bf16.
        starts_only: cont may be 0 at a call's first time step only.
        rounding: in half precision, a network that shows whether rounding explains a difference, and its precision: the
            same network in fp32, or for a file the network that it is built from in the file's own precision.
    """

    net: Net
    runner: Runner
    every_value: AbstractContextManager[Runner]
    precision: str
    starts_only: bool = False
    rounding: tuple[str, Callable[[], Runner]] | None = None


@contextmanager
def open_candidate(
    model: str | None,
    prototxt: str,
    caffemodel: str | None,
    *,
    options: ConversionOptions | None = None,
    precision: str | None = None,
) -> Iterator[Candidate]:
    """A converted file and the network it was converted from; without a file, the TensorRT network, evaluated.

    Args:
        model: net.engine, net.onnx, or None.
        options: of the conversion. Without a file they make the network. A file records its own, and those
            given here must agree with them; a file that records none is taken to be made with these.
        precision: of the TensorRT network, by default fp32; a file's is its own.

    Raises:
        ConversionError: the file cannot be run here, or was not converted from this network with these options.
    """
    given = options or ConversionOptions()
    if model is None:
        net, own = _load(given, prototxt, caffemodel), precision or "fp32"
        network = _define(net, own, given)
        every: AbstractContextManager[Runner] = nullcontext(network_runner(network, everything=True))
        exact = None if own == "fp32" else ("fp32", lambda: network_runner(_define(net, "fp32", given)))
        yield Candidate(net, network_runner(network), every, own, rounding=exact)
        return
    try:
        session = Session(model)
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    with session:
        own = session.precision
        if precision not in (None, own):
            raise ConversionError(f"{model} is {own}, not {precision}", "Leave --precision out")
        net, made = load_like(session, model, prototxt, caffemodel, given)
        if Path(model).suffix == ".onnx":
            every = onnx_with_every_value(model, {value.name for node in net.program.nodes for value in node.outputs})
        elif _computed(net) <= set(session.outputs):
            every = _from_the_beginning(session)
        else:  # this engine shows its outputs alone; the network that it is built from shows all
            every = _when_asked(lambda: network_runner(_define(net, own, made), everything=True))
        half = None if own == "fp32" else (own, lambda: network_runner(_define(net, own, made)))
        yield Candidate(net, session_runner(session), every, own, session.starts_only, half)


def _load(options: ConversionOptions, prototxt: str, caffemodel: str | None) -> Net:
    """The network as a conversion with these options reads it."""
    return load(
        prototxt,
        caffemodel,
        inputs=options.inputs,
        outputs=options.outputs,
        stages=options.stages,
        time_steps=options.time_steps,
        batch=options.batch,
    )


def _define(net: Net, precision: str, options: ConversionOptions) -> Network:
    """The TensorRT network of an engine. Tile is TensorRT's own: a plugin's kernel is not needed to evaluate it."""
    return define_network(
        net,
        precision,
        lstm=options.lstm or "auto",
        half_state=bool(options.half_state),
        cont_starts_only=bool(options.cont_starts_only),
        tensorrt=options.tensorrt or "auto",
    )


@contextmanager
def _from_the_beginning(session: Session) -> Iterator[Runner]:
    session.reset()
    yield session_runner(session)


def _computed(net: Net) -> set[str]:
    return {name for name, value in net.program.blobs.items() if value.array is None and name not in net.inputs}


@contextmanager
def _when_asked(make: Callable[[], Runner]) -> Iterator[Runner]:
    yield make()


def load_like(
    session: Session, model: str, prototxt: str, caffemodel: str | None, given: ConversionOptions
) -> tuple[Net, ConversionOptions]:
    """The network that the session's file was converted from, and the options of that conversion.

    Raises:
        ConversionError: the file records other options, the network cannot be loaded, or the file was not made from it.
    """
    made = _recorded(session)
    options = _assumed(session, model, given) if made is None else agreed(model, made, given, session.outputs)
    remedy = f"{model} does not record how it was made. {_REMEDY}"
    if made is not None:
        remedy = f"It was made {described(made)}, by caffe2trt {session.version}: give the files that it was made from"
    try:
        net = _load(options, prototxt, caffemodel)
    except FileError:
        raise
    except ConversionError as error:
        error.remedy = f"{error.remedy}. {remedy}" if error.remedy else remedy
        raise
    except MemoryError as error:
        raise ConversionError(f"{model} was made {described(options)}, which needs too much memory") from error
    _require_fit(net, session, model, remedy)
    return net, options


def _recorded(session: Session) -> ConversionOptions | None:
    """What the file records; nothing where it is damaged: there are more time steps of streams than elements."""
    made = session.options
    shapes = (*session.inputs.values(), *session.outputs.values(), *session.states.values())
    if made is None or (made.time_steps or 1) * (made.batch or 1) > max(map(prod, shapes), default=0):
        return None
    return made


def _assumed(session: Session, model: str, given: ConversionOptions) -> ConversionOptions:
    """The options of a file that records none: those given, and its own shapes and outputs where none are given."""
    form = ConversionOptions(lstm=given.lstm, half_state=given.half_state, tensorrt=given.tensorrt)
    if Path(model).suffix == ".onnx" and (flags := flags_of(form)):
        raise ConversionError(f"{flags}: only for engines, and {model} is none", "Leave it out")
    is_retimed = given.time_steps is not None or given.batch is not None  # the file's shapes are those after it
    inputs = given.inputs if is_retimed else {**session.inputs, **given.inputs}
    return replace(given, inputs=inputs, outputs=given.outputs or tuple(session.outputs))


def _require_fit(net: Net, session: Session, model: str, remedy: str) -> None:
    """Raise unless the file takes the network's inputs, gives its outputs (perhaps others too), and has its states."""
    shapes = {**session.outputs, **session.states}
    if net.inputs == session.inputs:
        if all(shapes.get(name) == shape for name, shape in {**net.outputs, **net.states}.items()):
            return
        if net.states and not session.states:
            raise ConversionError(
                f"the file carries no state, and the network's is {shapes_text(net.states)}: it starts from zeros on "
                "each call",
                "Convert the network with this tool",
            )
    raise ConversionError(
        f"{model} was not made from this prototxt and caffemodel so: "
        f"it takes {shapes_text(session.inputs)}, gives {shapes_text(session.outputs)} and carries "
        f"{shapes_text(session.states)}; the network takes {shapes_text(net.inputs)}, gives {shapes_text(net.outputs)} "
        f"and carries {shapes_text(net.states)}",
        remedy,
    )
