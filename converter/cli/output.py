"""What commands print: as text or as one JSON document, and how much of it.

Names from files cannot do things to the terminal, and a reader that goes away is no defect.
"""

from __future__ import annotations

import errno
import json
import logging
import math
import os
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.progress import track
from rich.text import Text

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.text import printable

T = TypeVar("T")
SCHEMA = 1  # of the JSON documents: it changes when a key goes or means something else
_JSON, _QUIET, _LOG = (f"{__name__}.{name}" for name in ("json", "quiet", "log"))  # what the context was asked for


def ask_for_json(context: click.Context, option: click.Parameter, is_given: bool) -> None:
    """The callback of --json."""
    context.meta[_JSON] = is_given


def ask_for_quiet(context: click.Context, option: click.Parameter, is_given: bool) -> None:
    """The callback of --quiet."""
    context.meta[_QUIET] = is_given


def wants_json(context: click.Context | None = None) -> bool:
    """Whether the command is to print one JSON document, and nothing else on stdout."""
    return _is_asked(context or click.get_current_context(silent=True), _JSON)


def is_quiet() -> bool:
    """Whether the command is to print warnings and errors only."""
    return _is_asked(click.get_current_context(silent=True), _QUIET)


def _is_asked(context: click.Context | None, what: str) -> bool:
    return context is not None and bool(context.meta.get(what))


def echo(text: str, err: bool = False) -> None:
    """Print lines, on stdout only where text is asked for. Whatever in them does not print is shown as an escape."""
    if err or not (wants_json() or is_quiet()):
        print("\n".join(map(printable, text.split("\n"))), file=sys.stderr if err else sys.stdout, flush=True)


def echo_json(value: Mapping[str, Any]) -> None:
    """Print the command's JSON document, if it is asked for: docs/commands.md lists the keys."""
    if wants_json():
        _print_json(click.get_current_context().info_name, value)


def echo_json_error(context: click.Context, error: ConversionError) -> None:
    """Print the JSON document of a command that failed, if JSON was asked for."""
    if wants_json(context):
        what = {"problem": error.problem, "remedy": error.remedy}
        _print_json(context.invoked_subcommand, {"error": what, "warnings": error.warnings})


def _print_json(command: str | None, value: Mapping[str, Any]) -> None:
    head = {"schema": SCHEMA, "command": command, "caffe2trt": version("caffe2trt")}
    print(json.dumps(_finite({**head, **value}), indent=2), flush=True)


def _finite(value: Any) -> Any:
    """The value with null for NaN and infinity, which JSON does not have."""
    if isinstance(value, Mapping):
        return {name: _finite(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def show_log(level: int) -> None:
    """Print what TensorRT reports on stderr, from a level of logging on, until the command ends.

    Asked for twice, it is the lower level that counts.
    """
    from caffe2trt.runtime.tensorrt_log import LOG

    context = click.get_current_context()
    if context.meta.get(_LOG):
        LOG.setLevel(min(level, LOG.level))
        return
    context.meta[_LOG] = True

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            echo(f"TensorRT: {record.levelname.lower()}: {printable(record.getMessage())}", err=True)

    handler = Handler()
    LOG.setLevel(level)
    LOG.addHandler(handler)
    context.call_on_close(lambda: LOG.removeHandler(handler))


def watched(calls: Iterable[T], what: str) -> Iterable[T]:
    """The calls, with a progress bar where someone is looking."""
    console = Output(stderr=True)
    return track(calls, what, console=console, transient=True) if console.is_watched else calls


def cell(text: str, style: str = "") -> Text:
    """A text from a file as rich shows it, in a table say."""
    return Text(printable(text), style=style)


class Output(Console):
    """rich's console, which leaves it to the command to say how it ends where nobody reads on.

    With the environment variable NO_COLOR there is neither color nor bold. It prints where `echo` does.
    """

    def __init__(self, **options: Any) -> None:
        if os.environ.get("NO_COLOR"):
            options["color_system"] = None
        is_silent = is_quiet() or (wants_json() and not options.get("stderr"))
        super().__init__(quiet=is_silent, **options)

    @property
    def is_watched(self) -> bool:
        """Whether somebody may look at it while something runs."""
        return self.is_terminal and not self.quiet

    def on_broken_pipe(self) -> NoReturn:
        """Raise what rich's own turns into exit status 1, which means that a comparison found a difference."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads on")
