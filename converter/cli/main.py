"""The command line: caffe2trt COMMAND ..."""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

import click

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.text import printable

# command -> (module, one line of help). Modules are imported when their command is asked for, not for --help.
COMMANDS = {
    "inspect": ("caffe2trt.converter.cli.inspect", "Show the layers of a network and whether each converts."),
    "convert": ("caffe2trt.converter.cli.convert", "Write a TensorRT engine or an ONNX file."),
    "run": ("caffe2trt.converter.cli.run", "Run a file call by call, with its state."),
    "bench": ("caffe2trt.converter.cli.bench", "Measure how long the calls of a file take."),
    "compare": ("caffe2trt.converter.cli.compare", "Compare a file with what Caffe computes."),
    "expand": ("caffe2trt.converter.cli.surgery", "Write recurrent layers in their step form."),
    "unroll": ("caffe2trt.converter.cli.surgery", "Write recurrent layers out, time step by time step."),
    "roll": ("caffe2trt.converter.cli.surgery", "Make one layer of an unrolled LSTM or RNN."),
    "retime": ("caffe2trt.converter.cli.surgery", "Change the time steps and the batch size."),
    "triton": ("caffe2trt.converter.cli.triton", "Write a model for Triton Inference Server."),
    "draw": ("caffe2trt.converter.cli.draw", "Draw a network."),
    "doctor": ("caffe2trt.converter.cli.doctor", "Show what is installed and what it allows."),
}


class Commands(click.Group):
    """Loads a command's module when it is used; says how it ended with one message and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a name may hold what a terminal's encoding does not
                stream.reconfigure(errors="backslashreplace")
        with _exit_statuses(), _terminable():
            return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _exit_statuses():  # before click makes status 1 of a reader that has gone, which means a difference here
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _exit_statuses(ctx):
            return super().invoke(ctx)


class _Terminated(BaseException):
    """SIGTERM, raised where it arrives, so that unfinished files are taken away as after an interruption."""


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM raises _Terminated, unless somebody else handles or ignores it."""
    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return

    def terminate(number: int, frame: FrameType | None) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a second one ends it at once
        raise _Terminated

    signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def _exit_statuses(context: click.Context | None = None) -> Iterator[None]:
    """Exceptions become exit statuses: 2 for our errors and full disks, 3 for defects, 130, 141 and 143 for signals."""
    try:
        yield
    except ConversionError as error:
        from caffe2trt.converter.cli.options import echo_warnings  # its imports are not for `--help` alone
        from caffe2trt.converter.cli.output import echo_json_error

        with suppress(OSError):  # where nobody reads it, the status alone tells
            echo_warnings(error.warnings)
            if context is not None:
                echo_json_error(context, error)
        _exit(2, f"caffe2trt: error: {error}")
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort):
        _exit(130, "interrupted")  # as a shell says it of SIGINT
    except _Terminated:
        _exit(143, "terminated")
    except OSError as error:  # standard output takes no more: its reader has gone, or its disk is full
        if error.errno == errno.EPIPE:
            _exit(141)
        _exit(2, f"caffe2trt: error: {error}")
    except Exception:  # a bug: its status must not be that of a comparison that found a difference
        lines = traceback.format_exc().splitlines()
        _exit(3, *lines, "caffe2trt: this is a defect of caffe2trt; please report it with the lines above")


def _exit(status: int, *lines: str) -> NoReturn:
    with suppress(OSError):
        for line in lines:
            click.echo(printable(line), err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # what is still buffered goes nowhere, or Python would end with a status of its own
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(status)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="caffe2trt")
def main() -> None:
    """Turn Caffe networks with LSTM layers into TensorRT engines and ONNX files."""
    gc.set_threshold(200_000)  # a network is many small objects that live to the end; looking for others takes long


if __name__ == "__main__":
    main()
