"""What commands print: names from files cannot do things to the terminal, and a reader that goes away is no defect."""

from __future__ import annotations

import errno
import json
import os
import sys
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import track
from rich.text import Text

from caffe2trt.caffe.text import printable


def echo(text: str, err: bool = False) -> None:
    """Print lines. Whatever in them does not print is shown as an escape."""
    print("\n".join(map(printable, text.split("\n"))), file=sys.stderr if err else sys.stdout, flush=True)


def echo_json(value: Any) -> None:
    """Print one JSON document, for programs that read it."""
    print(json.dumps(value, indent=2), flush=True)


def cell(text: str, style: str = "") -> Text:
    """A text from a file as rich shows it, in a table say."""
    return Text(printable(text), style=style)


def watched(items: Any, what: str) -> Any:
    """The items one by one, with a progress bar where someone is looking."""
    console = Output(stderr=True)
    return track(items, what, console=console, transient=True) if console.is_terminal else items


class Output(Console):
    """rich's console, which leaves it to the command to say how it ends where nobody reads on.

    With the environment variable NO_COLOR there is neither color nor bold.
    """

    def __init__(self, **options: Any) -> None:
        if os.environ.get("NO_COLOR"):
            options["color_system"] = None
        super().__init__(**options)

    def on_broken_pipe(self) -> NoReturn:
        """Raise what rich's own turns into exit status 1, which means that a comparison found a difference."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads on")
