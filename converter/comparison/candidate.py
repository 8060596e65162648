"""Candidate: what a comparison is about, a converted file or the network it would be built from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.comparison.runners import Runner, network_runner, onnx_with_every_value, session_runner
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.trt.network import define_network
from caffe2trt.runtime import Session, SessionError


@dataclass(frozen=True)
class Candidate:
    """What is compared with Caffe's meaning.

    Attributes:
        net: the network as Caffe means it.
        runner: gives outputs and states.
        every_value: the same, giving every value; a context, for it may need a file of its own.
        precision: fp32, fp16 or bf16.
        starts_only: cont may be 0 at a call's first time step only.
        rounding: of half precision, what shows whether rounding makes a difference, and its precision: the network in
            fp32, or for a file the network that it is built from in the file's own.
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
    precision: str = "fp32",
    building: Mapping[str, Any] | None = None,
    **loading: Any,
) -> Iterator[Candidate]:
    """A converted file and the network it was converted from; without a file, the TensorRT network, evaluated.

    Args:
        model: net.engine, net.onnx, or None.
        precision: of the TensorRT network; a file says its own.
        building: as define_network takes it.
        loading: as load takes it.

    Raises:
        ConversionError: the file cannot be run here, or was not converted from this network.
    """
    building = building or {}
    if model is None:
        net = load(prototxt, caffemodel, **loading)
        network = define_network(net, precision, **building)
        every: AbstractContextManager[Runner] = nullcontext(network_runner(network, everything=True))
        exact = None if precision == "fp32" else ("fp32", lambda: _network_runner(net, "fp32", building))
        yield Candidate(net, network_runner(network), every, precision, rounding=exact)
        return
    try:
        session = Session(model)
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    with session:
        net = load_like(session, prototxt, caffemodel, **loading)
        if Path(model).suffix == ".onnx":
            every = onnx_with_every_value(model, {value.name for node in net.program.nodes for value in node.outputs})
        elif _computed(net) <= set(session.outputs):
            every = _from_the_beginning(session)
        else:  # this engine shows its outputs alone; the network that it is built from shows all
            every = _when_asked(lambda: _network_runner(net, session.precision, building, everything=True))
        own = session.precision
        half = None if own == "fp32" else (own, lambda: _network_runner(net, own, building))
        yield Candidate(net, session_runner(session), every, own, session.starts_only, half)


def _network_runner(net: Net, precision: str, building: Mapping[str, Any], everything: bool = False) -> Runner:
    return network_runner(define_network(net, precision, **building), everything)


@contextmanager
def _from_the_beginning(session: Session) -> Iterator[Runner]:
    session.reset()
    yield session_runner(session)


def _computed(net: Net) -> set[str]:
    return {name for name, value in net.program.blobs.items() if value.array is None and name not in net.inputs}


@contextmanager
def _when_asked(make: Callable[[], Runner]) -> Iterator[Runner]:
    yield make()


def load_like(session: Session, prototxt: str, caffemodel: str | None, **options: Any) -> Net:
    """The network that the session's file was converted from: with its outputs, input shapes, time steps and batch.

    Args:
        options: as `load` takes them; what is said there is not guessed.

    Raises:
        ConversionError: the network cannot be loaded, or is not what the file was converted from.
    """
    given = {key: value for key, value in options.items() if value}
    asked = {"outputs": list(session.outputs)} | given
    shapes = {"inputs": session.inputs}
    times = {"batch": session.streams} | ({"time_steps": session.time_steps} if session.cont else {})
    found: list[Net] = []
    # As the file says it; with its shapes, where the prototxt has none or others; with its time steps and streams.
    for more in ({}, shapes, times):
        if more.keys() & given:
            continue
        try:
            net = load(prototxt, caffemodel, **{**asked, **more})
        except ConversionError:
            continue
        if _fits(net, session):
            return net
        found.append(net)
    if not found:  # what is wrong is the user's if it is so without the file's names too
        found.append(load(prototxt, caffemodel, **given))
    return _require_fit(found[0], session)


def _fits(net: Net, session: Session) -> bool:
    """Whether the file takes the network's inputs, gives its outputs, perhaps others too, and carries its states."""
    found = {**session.outputs, **session.states}
    return net.inputs == session.inputs and all(
        found.get(name) == shape for name, shape in {**net.outputs, **net.states}.items()
    )


def _require_fit(net: Net, session: Session) -> Net:
    if _fits(net, session):
        return net
    if net.states and not session.states and net.inputs == session.inputs:
        raise ConversionError(
            f"the file carries no state, and the network's is {shapes_text(net.states)}: it begins at zeros each call",
            "Convert the network with this tool",
        )
    raise ConversionError(
        "the file was not converted from this network so: "
        f"it takes {shapes_text(session.inputs)}, gives {shapes_text(session.outputs)} and carries "
        f"{shapes_text(session.states)}, the network takes {shapes_text(net.inputs)}, gives {shapes_text(net.outputs)} "
        f"and carries {shapes_text(net.states)}",
        "Give the options of the conversion: --input, --output, --time-steps, --batch, --stage",
    )
