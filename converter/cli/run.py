"""caffe2trt run: a converted network over the forward calls of an npz file."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import click
import numpy as np
from rich.progress import track

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter.cli.options import calls_not_steps, recorded_warnings
from caffe2trt.converter.cli.output import Output, echo
from caffe2trt.converter.formatting import calls_text, shapes_text, size_text
from caffe2trt.converter.npz import read_calls, read_npz
from caffe2trt.runtime import Session, SessionError

Arrays = dict[str, Array]


@click.command(context_settings={"token_normalize_func": calls_not_steps})
@click.argument("model")
@click.option(
    "--inputs", "source", metavar="NPZ", help="File with one array per input, for one call or (calls, ...) for several."
)
@click.option(
    "--calls",
    "count",
    type=click.IntRange(1),
    metavar="N",
    help="Number of forward calls. Without --inputs, the inputs are random.",
)
@click.option("-o", "--out", "target", metavar="NPZ", help="File for the outputs.")
@click.option("--state-in", metavar="NPZ", help="File with the initial state, made by --state-out. Default: zeros.")
@click.option("--state-out", metavar="NPZ", help="File for the state after the last call.")
@click.option(
    "--streams",
    type=click.IntRange(1),
    metavar="N",
    help="Batch size, for a file that was converted for a range of them.",
)
@click.option("--threads", type=click.IntRange(1), metavar="N", help="ONNX: number of threads. Default: all cores.")
@click.option(
    "--device", type=click.IntRange(0), default=0, metavar="N", help="Engine: the number of the GPU. Default: 0."
)
@click.option(
    "--cuda-graph", is_flag=True, help="Engine: record a call as a CUDA graph and replay it, if TensorRT allows it."
)
def run(
    model: str,
    source: str | None,
    count: int | None,
    target: str | None,
    state_in: str | None,
    state_out: str | None,
    streams: int | None,
    threads: int | None,
    device: int,
    cuda_graph: bool,
) -> None:
    """Run MODEL (net.engine or net.onnx) call by call; the state is carried over from each call to the next.

    A file that was converted for a range of time steps takes any number of them that is in the range. An array with the
    input's shape is one call. An array with one more axis in front is a sequence of calls, and the
    outputs get the same axis. If `cont` is left out, the first call begins a sequence and the others continue it.
    """
    if Path(model).suffix in (".prototxt", ".caffemodel", ".h5"):
        raise ConversionError(
            f"{model} is not converted yet",
            "Convert it first: caffe2trt convert net.prototxt net.caffemodel -o net.onnx",
        )
    if source is None and count is None:
        raise ConversionError("there are no inputs", "Give --inputs in.npz, or --calls N for random numbers")
    for path in filter(None, (target, state_out)):
        require_writable(path, (model, source, target if path is state_out else None))
    try:
        with recorded_warnings():
            session = Session(model, streams=streams, threads=threads, device=device, cuda_graph=cuda_graph)
        with session:
            if state_in is not None:
                session.state = _state(state_in, session)
            calls, is_sequence = _calls(source, count, session)
            started = time.perf_counter()
            outputs = [session.step(call) for call in _watched(calls)]
            seconds = (time.perf_counter() - started) / len(outputs)
            what, state = session.what, session.state
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    echo(f"{calls_text(len(outputs))}, {1e3 * seconds:.3f} ms each, by {what}")
    names = outputs[0]
    arrays = {n: np.stack([call[n] for call in outputs]) for n in names} if is_sequence else outputs[0]
    echo(f"  outputs  {shapes_text({name: array.shape for name, array in arrays.items()})}")
    for written, held in ((target, arrays), (state_out, state)):
        if written is not None:
            echo(f"  {written}: {size_text(_save(written, held))}")


def _state(path: str, session: Session) -> Arrays:
    held = read_npz(path, session.states)
    if missing := [name for name in session.states if name not in held]:
        raise FileError(f"the state {missing[0]!r} is missing in {path}", "Use a file made by --state-out")
    return held


def _calls(source: str | None, count: int | None, session: Session) -> tuple[list[Arrays], bool]:
    """The inputs of each call, and whether the outputs get an axis of calls."""
    if source is not None:
        arrays, is_sequence = read_calls(source, session.inputs_for(read_npz(source, session.inputs)), session.cont)
        calls = [dict(zip(arrays, call)) for call in zip(*arrays.values())]
        if count is not None and count > len(calls):
            raise FileError(f"{source} has {len(calls)} calls, not {count}", "Leave --calls out to run all of them")
        return calls[:count], is_sequence
    rng = np.random.default_rng(0)
    shapes = {name: shape for name, shape in session.inputs.items() if name not in session.cont}

    def drawn(name: str, shape: tuple[int, ...]) -> Array:
        rows = session.index.get(name)
        values = rng.normal(size=shape) if rows is None else rng.integers(rows, size=shape)
        return values.astype(np.float32)

    return [{name: drawn(name, shape) for name, shape in shapes.items()} for _ in range(count or 0)], True


def _watched(calls: list[Arrays]) -> Iterable[Arrays]:
    """The calls, with a progress bar where someone is looking."""
    console = Output(stderr=True)
    if not console.is_terminal:
        return calls
    return track(calls, "calls", console=console, transient=True)


def _save(path: str, arrays: Arrays) -> int:
    with replacing(path) as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
        return file.tell()
