"""caffe2trt bench: how long the calls of a converted network take."""

from __future__ import annotations

from typing import Any

import click
from rich.table import Table

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.cli.documents import time_keys
from caffe2trt.converter.cli.options import calls_not_steps, recorded_warnings, report_options
from caffe2trt.converter.cli.output import Output, echo, echo_json, is_quiet, wants_json, watched
from caffe2trt.converter.cli.session import session_options
from caffe2trt.converter.comparison.inputs import Calls
from caffe2trt.converter.formatting import calls_text
from caffe2trt.converter.timing import Clock, phase
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.bench import PERCENTILES, Timing, measure, random_feeds


@click.command(context_settings={"token_normalize_func": calls_not_steps})
@click.argument("model")
@click.option(
    "--streams",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Batch size, for a file that was converted for a range of them. Several times for several sizes. "
    "Default: the best one.",
)
@click.option(
    "--time-steps",
    type=click.IntRange(1),
    metavar="T",
    help="Time steps of a call, for a file that was converted for a range of them. Default: the best number.",
)
@click.option(
    "--calls", type=click.IntRange(1), default=1000, show_default=True, metavar="N", help="Number of calls to time."
)
@click.option(
    "--warm-up", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Number of calls before them."
)
@session_options
@report_options
def bench(
    model: str,
    streams: tuple[int, ...],
    time_steps: int | None,
    calls: int,
    warm_up: int,
    **options: Any,
) -> None:
    """Time the calls of MODEL (net.engine or net.onnx) one after another, on random inputs, with the state fed back.

    Inputs are copied to the GPU and outputs from it in every call, as a program does that has arrays on the host. The
    overhead is what the Session's checks and its state add to the runtime's call.
    """
    clock = Clock()
    try:
        with recorded_warnings() as told, phase("load"):
            session = Session(model, **options)
        with session, phase("bench"):
            timings = [_measured(session, size, time_steps, calls, warm_up) for size in streams or (None,)]
            what, seed = session.what, session.random_weights
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    echo(f"{what}: {calls_text(calls)} after {warm_up} to warm up")
    if not (wants_json() or is_quiet()):
        Output().print(_table(timings))
    echo_json(
        {
            "model": model,
            "what": what,
            "calls": calls,
            "warm_up": warm_up,
            "random_weights": seed,
            "warnings": told,
            "sizes": [_keys(timing) for timing in timings],
            **time_keys(clock),
        }
    )


def _measured(session: Session, streams: int | None, time_steps: int | None, calls: int, warm_up: int) -> Timing:
    if streams is not None:
        session.resize(streams)
    feeds = random_feeds(session, time_steps=time_steps)
    return measure(session, feeds, watched(Calls(calls, lambda _: {}), f"{session.streams} streams"), warm_up)


def _table(timings: list[Timing]) -> Table:
    table = Table(box=None)
    names = ("streams", "time steps", *(f"p{number} ms" for number in PERCENTILES), "calls/s", "steps/s", "overhead us")
    for name in names:
        table.add_column(name, justify="right")
    for timing in timings:
        milliseconds = [f"{1e3 * timing.percentile(number):.3f}" for number in PERCENTILES]
        rates = [f"{1 / timing.mean:,.0f}", f"{timing.steps_per_second:,.0f}", f"{1e6 * timing.overhead:.1f}"]
        table.add_row(str(timing.streams), str(timing.time_steps), *milliseconds, *rates)
    return table


def _keys(timing: Timing) -> dict[str, Any]:
    return {
        "streams": timing.streams,
        "time_steps": timing.time_steps,
        "milliseconds": {
            "mean": 1e3 * timing.mean,
            **{f"p{number}": 1e3 * timing.percentile(number) for number in PERCENTILES},
        },
        "calls_per_second": 1 / timing.mean,
        "steps_per_second": timing.steps_per_second,
        "overhead_microseconds": 1e6 * timing.overhead,
    }
