"""The largest classes of each output at each time step, as text and for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import read_input
from caffe2trt.caffe.text import counted, printable
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.runtime import Session

_MOST_BYTES = 2**24


def read_labels(path: str) -> list[str]:
    """The names of classes, one a line.

    Raises:
        FileError: it cannot be read.
    """
    return read_input(path, "the labels", _MOST_BYTES).decode("utf-8", "replace").rstrip("\n").splitlines()


class Top:
    """The largest classes of each output that holds a row of classes for each time step and stream.

    Attributes:
        found: for each time step, stream and output, for JSON; all numbers count from 0.
    """

    def __init__(self, count: int, labels: Sequence[str] | None, session: Session) -> None:
        """For the outputs of a session.

        Raises:
            ConversionError: none holds rows of classes, or the labels are not as many as the classes.
        """
        self.found: list[dict[str, Any]] = []
        self._count, self._labels = count, labels
        shapes = session.outputs
        self._outputs = [
            name for name, shape in shapes.items() if _rows(np.broadcast_to(np.float32(0), shape), session) is not None
        ]
        if not self._outputs:
            raise ConversionError(
                f"--top: no output has a row of classes for each stream: {shapes_text(shapes)}", "Leave it out"
            )
        for name in self._outputs:
            classes = shapes[name][1] if len(shapes[name]) == 4 else shapes[name][-1]
            if labels is not None and len(labels) != classes:
                raise FileError(
                    f"--labels has {counted(len(labels), 'line')}, and the output {name!r} has {classes:,} classes",
                    "Give a file with one line for each class",
                )

    def of_call(self, call: int, results: Mapping[str, Array], session: Session) -> Iterator[str]:
        """What was found in a call, a line for each time step, stream and output."""
        rows = {name: _rows(results[name], session) for name in self._outputs}
        for step in range(max(len(found) for found in rows.values() if found is not None)):
            for stream in range(session.streams):
                for name, found in rows.items():
                    if found is None or step >= len(found):
                        continue
                    classes = self._largest(found[step, stream])
                    self.found.append(
                        {"call": call, "step": step, "stream": stream, "output": name, "classes": classes}
                    )
                    where = f"call {call}, step {step}" + f", stream {stream}" * (session.streams > 1)
                    where += f", {printable(name)}" * (len(rows) > 1)
                    named = (f"{printable(c['label'] or str(c['class']))} {c['value']:.3g}" for c in classes)
                    yield f"{where}: {', '.join(named)}"

    def _largest(self, row: NDArray[np.float32]) -> list[dict[str, Any]]:
        order = np.argsort(-row, kind="stable")[: self._count].tolist()
        return [
            {"class": place, "label": self._labels[place] if self._labels else None, "value": float(row[place])}
            for place in order
        ]


def _rows(array: Array, session: Session) -> Array | None:
    """An output as (time steps, streams, classes); None if it does not hold rows of classes."""
    steps, streams = session.time_steps, session.streams
    if array.ndim == 4 and array.shape[2:] == (1, 1):
        array = array[:, :, 0, 0]
    if session.batch_first and array.ndim == 3:
        array = array.swapaxes(0, 1)
    if array.ndim == 2 and len(array) in (steps * streams, streams):
        array = array.reshape(-1, streams, array.shape[1])
    is_of_classes = array.ndim == 3 and array.shape[0] in (steps, 1) and array.shape[1] == streams
    return array if is_of_classes and array.shape[2] > 1 else None
