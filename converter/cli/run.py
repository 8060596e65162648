"""caffe2trt run: a converted network over forward calls on arrays, pictures or random numbers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter.cli.documents import time_keys, time_text
from caffe2trt.converter.cli.options import (
    calls_not_steps,
    is_verbose,
    picture_options,
    recorded_warnings,
    refuse_idle_picture_options,
    report_options,
)
from caffe2trt.converter.cli.output import echo, echo_json, watched
from caffe2trt.converter.cli.session import session_options
from caffe2trt.converter.cli.top import Top, read_labels
from caffe2trt.converter.comparison.images import Preparation, image_inputs, read_mean
from caffe2trt.converter.comparison.inputs import Calls, inputs_of
from caffe2trt.converter.formatting import calls_text, shapes_text, size_text
from caffe2trt.converter.npz import read_calls, read_npz
from caffe2trt.converter.timing import Clock, phase
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.bench import random_feeds

Arrays = dict[str, Array]


@click.command(context_settings={"token_normalize_func": calls_not_steps})
@click.argument("model")
@click.option(
    "--inputs",
    "source",
    metavar="PATH",
    help="npz file with one array per input, for one call or (calls, ...) for several; or a folder of pictures: the "
    "frames of a video, or one folder of them for each stream.",
)
@picture_options
@click.option(
    "--calls",
    "count",
    type=click.IntRange(1),
    metavar="N",
    help="Number of forward calls. Without --inputs, the inputs are random.",
)
@click.option("-o", "--out", "target", metavar="NPZ", help="File for the outputs.")
@click.option("--top", type=click.IntRange(1), metavar="K", help="Print the K largest classes at each time step.")
@click.option("--labels", metavar="TXT", help="With --top: the names of the classes, one a line.")
@click.option("--state-in", metavar="NPZ", help="File with the initial state, made by --state-out. Default: zeros.")
@click.option("--state-out", metavar="NPZ", help="File for the state after the last call.")
@click.option(
    "--streams",
    type=click.IntRange(1),
    metavar="N",
    help="Batch size, for a file that was converted for a range of them.",
)
@session_options
@report_options
def run(
    model: str,
    source: str | None,
    mean: str,
    scale: float,
    rgb: bool,
    count: int | None,
    target: str | None,
    top: int | None,
    labels: str | None,
    state_in: str | None,
    state_out: str | None,
    **options: Any,
) -> None:
    """Run MODEL (net.engine or net.onnx) call by call; the state is carried over from each call to the next.

    A file that was converted for a range of time steps takes any number of them that is in the range. An array with the
    input's shape is one call. An array with one more axis in front is a sequence of calls, and the
    outputs get the same axis. If `cont` is left out, the first call begins a sequence and the others continue it.
    """
    clock = Clock()
    _require_runnable(model, source, count)
    if labels is not None and top is None:
        raise ConversionError("--labels: only used with --top", "Add --top 5, or leave it out")
    if target is not None:
        require_writable(target, (model, source, labels, state_in))
    if state_out is not None:
        require_writable(state_out, (model, source, labels, target))  # it may replace the state that was read
    try:
        with recorded_warnings() as told, phase("load"):
            session = Session(model, **options)
        with session, phase("run"):
            if state_in is not None:
                session.state = _state(state_in, session)
            calls, is_sequence = _calls(source, count, session, lambda: Preparation(read_mean(mean), scale, rgb))
            classes = Top(top, read_labels(labels) if labels else None, session) if top else None
            outputs, seconds = _run(session, calls, classes)
            what, state, inputs, seed = session.what, session.state, session.inputs, session.random_weights
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    echo(f"{calls_text(len(outputs))}, {1e3 * seconds:.3f} ms each, by {what}")
    names = outputs[0]
    arrays = {n: np.stack([call[n] for call in outputs]) for n in names} if is_sequence else outputs[0]
    shapes = {name: array.shape for name, array in arrays.items()}
    echo(f"  outputs  {shapes_text(shapes)}")
    for written, held in ((target, arrays), (state_out, state)):
        if written is not None:
            with phase("write"):
                size = _save(written, held)
            echo(f"  {written}: {size_text(size)}")
    if is_verbose():
        echo(f"  time     {time_text(clock)}")
    echo_json(
        {
            "model": model,
            "what": what,
            "calls": len(outputs),
            "milliseconds": 1e3 * seconds,
            "inputs": inputs,
            "outputs": shapes,
            "states": {name: array.shape for name, array in state.items()},
            "random_weights": seed,
            "warnings": told,
            "files": {"outputs": target, "state": state_out},
            "top": classes and classes.found,
            **time_keys(clock),
        }
    )


def _require_runnable(model: str, source: str | None, count: int | None) -> None:
    """Raise if there is nothing to run, or an option was given that would change nothing."""
    if Path(model).suffix in (".prototxt", ".caffemodel", ".h5"):
        raise ConversionError(
            f"{model} is not converted yet",
            "Convert it first: caffe2trt convert net.prototxt net.caffemodel -o net.onnx",
        )
    if source is None and count is None:
        raise ConversionError("there are no inputs", "Give --inputs in.npz, or --calls N for random numbers")
    refuse_idle_picture_options(source)


def _run(session: Session, calls: Calls, classes: Top | None) -> tuple[list[Arrays], float]:
    """The outputs of each call, and the seconds that a call took."""
    outputs, seconds = [], 0.0
    for number, call in enumerate(watched(calls, "calls")):
        started = time.perf_counter()
        outputs.append(session.step(call))
        seconds += time.perf_counter() - started
        for line in classes.of_call(number, outputs[-1], session) if classes else ():
            echo(line)
    return outputs, seconds / len(outputs)


def _state(path: str, session: Session) -> Arrays:
    held = read_npz(path, session.states)
    if missing := [name for name in session.states if name not in held]:
        raise FileError(f"the state {missing[0]!r} is missing in {path}", "Use a file made by --state-out")
    return held


def _calls(
    source: str | None, count: int | None, session: Session, preparation: Callable[[], Preparation]
) -> tuple[Calls, bool]:
    """The inputs of each call, and whether the outputs get an axis of calls."""
    if source is None:
        return Calls(count or 0, lambda number: random_feeds(session, number)), True
    if Path(source).is_dir():
        pictures, is_sequence = image_inputs(inputs_of(session), source, preparation()), True
        calls = Calls(len(pictures), lambda number: _without(session.cont, pictures.make(number)))
    else:
        shapes = session.inputs_for(read_npz(source, session.inputs))
        arrays, is_sequence = read_calls(source, shapes, session.cont)
        calls = Calls(
            len(next(iter(arrays.values()))), lambda number: {name: array[number] for name, array in arrays.items()}
        )
    if count is not None and count > len(calls):
        raise FileError(f"{source} has {calls_text(len(calls))}, not {count}", "Leave --calls out to run all of them")
    return calls.first(count), is_sequence


def _without(cont: tuple[str, ...], call: Arrays) -> Arrays:
    """The call without its cont: the session makes it, and knows whether a state was given."""
    return {name: array for name, array in call.items() if name not in cont}


def _save(path: str, arrays: Arrays) -> int:
    with replacing(path) as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
        return file.tell()
