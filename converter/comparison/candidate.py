"""Candidate: what is compared with Caffe's arithmetic, a converted file or the network it would be built from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import THROUGH, require_choice, require_half_precision
from caffe2trt.converter.comparison.runners import (
    Runner,
    network_runner,
    onnx_runner,
    onnx_with_every_value,
    parsed_runner,
    session_runner,
)
from caffe2trt.converter.net import Net, Varying
from caffe2trt.converter.program.quantized import KINDS
from caffe2trt.converter.record import load_like, load_with
from caffe2trt.converter.trt.network import Network, define_network
from caffe2trt.converter.trt.parsed import parse_onnx
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.manifest import ConversionOptions


@dataclass(frozen=True)
class Candidate:
    """What is compared with Caffe's arithmetic.

    Attributes:
        net: the Caffe network.
        runner: gives outputs and states.
        every_value: the same, giving every value; a context, for it may need a file of its own.
        precision: fp32, fp16, bf16, int8 or fp8.
        starts_only: cont may be 0 at a call's first time step only.
        rounding: in half precision, a network that shows whether rounding explains a difference, and its precision: the
            same network in fp32, or for a file the network that it is built from in the file's own precision.
        at: the candidate at one number of time steps and streams (None for one that does not vary), for a file that
            takes a range of them; None for other files.
    """

    net: Net
    runner: Runner
    every_value: AbstractContextManager[Runner]
    precision: str
    starts_only: bool = False
    rounding: tuple[str, Callable[[], Runner]] | None = None
    at: Callable[[int | None, int | None], Candidate] | None = None


@contextmanager
def open_candidate(
    model: str | None,
    prototxt: str,
    caffemodel: str | None,
    *,
    options: ConversionOptions | None = None,
    precision: str | None = None,
    through: str | None = None,
    quantized: Callable[[Net], Net] = lambda net: net,
    random_weights: int | None = None,
) -> Iterator[Candidate]:
    """A converted file and the network it was converted from; without a file, the TensorRT network, evaluated.

    Args:
        model: net.engine, net.onnx, or None.
        options: of the conversion. Without a file they make the network. A file records its own, and those
            given here must agree with them; a file that records none is taken to be made with these.
        precision: of the TensorRT network, by default fp32; a file's is its own.
        through: what runs an ONNX file: onnxruntime, the default, or tensorrt: TensorRT's own ONNX parser reads the
            file, and the network that it makes is evaluated. The option `tensorrt` then says which TensorRT.
        quantized: quantizes the network, for a TensorRT network in int8 or fp8.
        random_weights: the seed of random weights, without a caffemodel. A file that was made so records its own.

    Raises:
        ConversionError: the file cannot be run here, or was not converted from this network with these options.
    """
    given = options or ConversionOptions()
    run = _onnx_runner(model, through, given)
    given_tensorrt = given.tensorrt or "auto"
    if through == "tensorrt":
        given = replace(given, tensorrt=None)
    if model is None:
        net, own = load_with(given, prototxt, caffemodel, random_weights), precision or "fp32"
        require_half_precision(bool(given.half_state), own)
        network = _define(quantized(net), own, given)
        if net.varying is not None:
            yield _varying_network(net, net.varying, network, given)
            return
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
        net, made = load_like(session, model, prototxt, caffemodel, given, random_weights)
        if net.varying is not None:
            parser = given_tensorrt if through == "tensorrt" else None
            yield _varying(net, net.varying, session, model, made, parser, quantized)
            return
        if Path(model).suffix == ".onnx":
            names = {value.name for node in net.program.nodes for value in node.outputs}
            every = onnx_with_every_value(model, names, run)
        elif _computed(net) <= set(session.outputs):
            every = _when_asked(lambda: _from_a_reset(session))
        else:  # this engine shows its outputs alone; the network that it is built from shows all
            every = _when_asked(lambda: network_runner(_define(quantized(net), own, made), everything=True))
        known = _without_scales(own)
        half = None if own == "fp32" else (known, lambda: network_runner(_define(net, known, made)))
        with run(Path(model)) if through == "tensorrt" else nullcontext(session_runner(session)) as runner:
            yield Candidate(net, runner, every, own, session.starts_only, half)


def _onnx_runner(
    model: str | None, through: str | None, given: ConversionOptions
) -> Callable[[Path], AbstractContextManager[Runner]]:
    """What makes a runner of an ONNX file. Raises if `through` is given for something else."""
    if through is not None:
        require_choice("--through", through, THROUGH)
        if model is None or Path(model).suffix != ".onnx":
            what = f"{model} is an engine, which runs itself" if model else "no file is given"
            raise ConversionError(
                f"--through {through}: only for ONNX files, but {what}",
                "Leave it out, or give an ONNX file: caffe2trt compare net.onnx net.prototxt net.caffemodel",
            )
    if through == "tensorrt":
        return partial(parsed_runner, tensorrt=given.tensorrt or "auto")
    return onnx_runner


def _varying(
    net: Net,
    varying: Varying,
    session: Session,
    model: str,
    made: ConversionOptions,
    parser: str | None,
    quantized: Callable[[Net], Net],
) -> Candidate:
    """A file that takes a range of time steps or of streams; `parser`: the TensorRT that reads an ONNX file, if any."""
    own, names = session.precision, {value.name for node in net.program.nodes for value in node.outputs}
    is_onnx = Path(model).suffix == ".onnx"
    known = _without_scales(own)
    define, remade = cache(lambda: _define(quantized(net), own, made)), cache(lambda: _define(net, known, made))
    parsed = cache(lambda: parse_onnx(model, tensorrt=parser or "auto"))

    def at(time_steps: int | None, streams: int | None) -> Candidate:
        one = varying.at(time_steps, streams)
        if streams is not None:
            session.resize(streams)
        session.reset()
        run = (
            partial(onnx_runner, streams=streams)
            if parser is None
            else partial(parsed_runner, tensorrt=parser, net=one)
        )
        if is_onnx:
            every = onnx_with_every_value(model, names, run, varies=True)
        elif _computed(one) <= set(session.outputs):
            every = _when_asked(lambda: _from_a_reset(session))
        else:
            every = _when_asked(lambda: network_runner(define(), everything=True, net=one))
        half = None if own == "fp32" else (known, lambda: network_runner(remade(), net=one))
        runner = session_runner(session) if parser is None else network_runner(parsed(), net=one)
        return Candidate(one, runner, every, own, session.starts_only, half)

    return replace(at(*varying.best()), net=net, at=at)


def _varying_network(net: Net, varying: Varying, network: Network, given: ConversionOptions) -> Candidate:
    """A TensorRT network that takes a range of time steps or of streams."""
    own, exact = network.precision, cache(lambda: _define(net, "fp32", given))

    def at(time_steps: int | None, streams: int | None) -> Candidate:
        one = varying.at(time_steps, streams)
        every = nullcontext(network_runner(network, everything=True, net=one))
        rounding = None if own == "fp32" else ("fp32", lambda: network_runner(exact(), net=one))
        return Candidate(one, network_runner(network, net=one), every, own, rounding=rounding)

    return replace(at(*varying.best()), net=net, at=at)


def _without_scales(precision: str) -> str:
    """The precision in which a file's network can be made again: what is in 8 bits cannot, from the file alone."""
    return "fp32" if precision in KINDS else precision


def _define(net: Net, precision: str, options: ConversionOptions) -> Network:
    """The TensorRT network of an engine. Tile is TensorRT's own: a plugin's kernel is not needed to evaluate it."""
    return define_network(
        net,
        precision,
        lstm=options.lstm or "auto",
        half_state=bool(options.half_state) and precision != "fp32",
        cont_starts_only=bool(options.cont_starts_only),
        tensorrt=options.tensorrt or "auto",
    )


def _computed(net: Net) -> set[str]:
    return {name for name, value in net.program.blobs.items() if value.array is None and name not in net.inputs}


@contextmanager
def _when_asked(make: Callable[[], Runner]) -> Iterator[Runner]:
    yield make()


def _from_a_reset(session: Session) -> Runner:
    session.reset()
    return session_runner(session)
