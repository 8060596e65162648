"""caffe2trt run: a converted network on the inputs of an npz file."""

from __future__ import annotations

import click
import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.cli.options import shapes_text, size_text
from caffe2trt.converter.errors import ConversionError, FileError
from caffe2trt.converter.files import replacing, require_writable
from caffe2trt.runtime.session import Session, SessionError

Arrays = dict[str, NDArray[np.float32]]


@click.command()
@click.argument("model")
@click.option("--inputs", "source", required=True, metavar="NPZ", help="Arrays by input name, or (steps, ...) of them.")
@click.option("-o", "--out", "target", required=True, metavar="NPZ", help="Where the outputs go.")
def run(model: str, source: str, target: str) -> None:
    """Run MODEL (net.onnx) on the arrays of an npz file.

    An array of an input's own shape is one step; with one axis more in front it is a sequence of steps, and the state
    carries over from each to the next. The outputs get the same axis.
    """
    require_writable(target)
    try:
        with Session(model) as session:
            feeds, is_sequence = _read(source, session)
            outputs = [session.step(**feed) for feed in feeds]
    except SessionError as error:
        raise ConversionError(str(error).rstrip(".")) from error
    stacked = {name: np.stack([step[name] for step in outputs]) for name in outputs[0]}
    arrays = stacked if is_sequence else outputs[0]
    with replacing(target) as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
        size = file.tell()
    click.echo(f"{target}: {len(outputs)} steps, {size_text(size)}")
    click.echo(f"  outputs  {shapes_text({name: array.shape for name, array in arrays.items()})}")


def _read(source: str, session: Session) -> tuple[list[Arrays], bool]:
    """One dict of arrays for each step, and whether the file has the axis of steps."""
    try:
        with np.load(source) as archive:
            arrays = {name: np.asarray(archive[name], np.float32) for name in archive.files if name in session.inputs}
    except (OSError, ValueError) as error:
        raise FileError(f"cannot read {source}: {error}", "Write it with numpy.savez(file, name=array, ...)") from error
    missing = [name for name in session.inputs if name not in arrays]
    if missing:
        raise FileError(f"{source} lacks the input {missing[0]!r}", f"Inputs: {shapes_text(session.inputs)}")
    sequences = {name: array for name, array in arrays.items() if array.ndim == len(session.inputs[name]) + 1}
    if not sequences:
        return [arrays], False
    counts = {len(array) for array in sequences.values()}
    if len(counts) != 1 or len(sequences) != len(arrays) or 0 in counts:
        raise FileError(f"the arrays of {source} do not agree on the number of steps", "Give all the same first axis")
    return [{name: array[step] for name, array in arrays.items()} for step in range(counts.pop())], True
