"""The command line: caffe2trt COMMAND ..."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from importlib import import_module
from typing import NoReturn

import click

from caffe2trt.caffe.errors import ConversionError

# command -> (module, one line of help). Modules are imported when their command is asked for.
COMMANDS = {
    "inspect": "caffe2trt.converter.cli.inspect",
    "convert": "caffe2trt.converter.cli.convert",
    "run": "caffe2trt.converter.cli.run",
    "compare": "caffe2trt.converter.cli.compare",
    "expand": "caffe2trt.converter.cli.surgery",
    "unroll": "caffe2trt.converter.cli.surgery",
    "roll": "caffe2trt.converter.cli.surgery",
    "retime": "caffe2trt.converter.cli.surgery",
    "draw": "caffe2trt.converter.cli.draw",
    "doctor": "caffe2trt.converter.cli.doctor",
}


class Commands(click.Group):
    """Loads a command's module when it is used; turns our errors into one message and status 2, defects into 3."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ConversionError as error:
            from caffe2trt.converter.cli.options import echo_warnings  # its imports are not for `--help` alone

            echo_warnings(error.warnings)
            click.echo(f"caffe2trt: error: {error}", err=True)
            sys.exit(2)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            sys.exit(130)  # as a shell says it of SIGINT
        except OSError as error:
            _end_on(error)
        except Exception:  # nor may a defect of ours end with the status of a comparison that found a difference
            traceback.print_exc()
            click.echo("caffe2trt: this is a defect of caffe2trt; please report it with the lines above", err=True)
            sys.exit(3)


def _end_on(error: OSError) -> NoReturn:
    """End where standard output takes no more: its reader has gone, or its disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
    if error.errno == errno.EPIPE:
        sys.exit(141)  # as a shell says it of SIGPIPE
    click.echo(f"caffe2trt: error: {error}", err=True)
    sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="caffe2trt")
def main() -> None:
    """Turn Caffe networks with LSTM layers into TensorRT engines and ONNX files."""


if __name__ == "__main__":
    main()
