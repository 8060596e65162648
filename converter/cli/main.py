"""The command line: caffe2trt COMMAND ..."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from caffe2trt.converter.errors import ConversionError

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
    """Loads a command's module when the command is used, and turns our errors into one message and status 2."""

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
            click.echo(f"caffe2trt: error: {error}", err=True)
            sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="caffe2trt")
def main() -> None:
    """Turn Caffe networks with LSTM layers into TensorRT engines and ONNX files."""


if __name__ == "__main__":
    main()
