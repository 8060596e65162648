"""Subject: what a comparison is about, a converted file or the network it would be built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caffe2trt.converter.comparison.sides import Side, network_side, onnx_with_every_value, session_side
from caffe2trt.converter.errors import ConversionError
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.trt.network import define_network
from caffe2trt.runtime import Session, SessionError


@dataclass(frozen=True)
class Subject:
    """What is compared with Caffe's meaning.

    Attributes:
        net: the network as Caffe means it.
        side: what gives outputs and states.
        every: the same, giving every value; a context, for it may need a file of its own.
        precision: fp32, fp16 or bf16.
        starts_only: cont may be 0 at a call's first time step only.
    """

    net: Net
    side: Side
    every: AbstractContextManager[Side]
    precision: str
    starts_only: bool = False


@contextmanager
def open_subject(
    model: str | None,
    prototxt: str,
    caffemodel: str | None,
    *,
    precision: str = "fp32",
    building: Mapping[str, Any] | None = None,
    **loading: Any,
) -> Iterator[Subject]:
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
        yield Subject(net, network_side(network), nullcontext(network_side(network, everything=True)), precision)
        return
    try:
        session = Session(model)
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    with session:
        net = load_like(session, prototxt, caffemodel, **loading)
        if Path(model).suffix == ".onnx":
            every: AbstractContextManager[Side] = onnx_with_every_value(
                model, {value.name for node in net.program.nodes for value in node.outputs}
            )
        elif _computed(net) <= set(session.outputs):
            every = _from_the_beginning(session)
        else:  # this engine shows its outputs alone; the network that it is built from shows all
            every = _network_with_every_value(net, session.precision, building)
        yield Subject(net, session_side(session), every, session.precision, session.starts_only)


@contextmanager
def _from_the_beginning(session: Session) -> Iterator[Side]:
    session.reset()
    yield session_side(session)


def _computed(net: Net) -> set[str]:
    return {name for name, value in net.program.blobs.items() if value.array is None and name not in net.inputs}


@contextmanager
def _network_with_every_value(net: Net, precision: str, building: Mapping[str, Any]) -> Iterator[Side]:
    yield network_side(define_network(net, precision, **building), everything=True)


def load_like(session: Session, prototxt: str, caffemodel: str | None, **options: Any) -> Net:
    """The network that the session's file was converted from: with its outputs, input shapes, time steps and batch.

    Args:
        options: as `load` takes them; what is said there is not guessed.

    Raises:
        ConversionError: the network cannot be loaded, or is not what the file was converted from.
    """
    given = {key: value for key, value in options.items() if value}
    outputs = {"outputs": list(session.outputs)} | given
    try:
        net = _load(session, prototxt, caffemodel, outputs)
    except ConversionError:  # what is wrong is the user's if it is so without the file's names too
        return _require_fit(load(prototxt, caffemodel, **given), session)
    if _fits(net, session) or "time_steps" in given or "batch" in given:
        return _require_fit(net, session)
    times = {"time_steps": session.time_steps} if session.cont else {}
    return _require_fit(_load(session, prototxt, caffemodel, outputs | times | {"batch": session.streams}), session)


def _load(session: Session, prototxt: str, caffemodel: str | None, options: Mapping[str, Any]) -> Net:
    """With the input shapes of the file's, where the prototxt does not say them."""
    try:
        return load(prototxt, caffemodel, **options)
    except ConversionError:
        if "inputs" in options:
            raise
    return load(prototxt, caffemodel, **options, inputs=session.inputs)


def _fits(net: Net, session: Session) -> bool:
    return net.inputs == session.inputs and all(net.outputs.get(n) == shape for n, shape in session.outputs.items())


def _require_fit(net: Net, session: Session) -> Net:
    if _fits(net, session):
        return net
    raise ConversionError(
        "the file was not converted from this network so: "
        f"it takes {_text(session.inputs)} and gives {_text(session.outputs)}, "
        f"the network takes {_text(net.inputs)} and gives {_text(net.outputs)}",
        "Give the options of the conversion: --input, --output, --time-steps, --batch, --stage",
    )


def _text(shapes: Mapping[str, Shape]) -> str:
    return ", ".join(f"{name} {shape}" for name, shape in shapes.items())
