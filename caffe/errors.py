"""What the user is told when something cannot be done.

Every error a user can cause is a ConversionError: one message that says what is wrong, where, and what to do about it.
The command line prints it without a traceback and exits with status 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from caffe2trt.caffe.text import printable


class ConversionError(Exception):
    """A file, a network or a request that cannot be converted. What does not print in a message becomes escapes.

    Args:
        problem: what is wrong, naming the file, layer or blob.
        remedy: what the user can do about it; empty where there is nothing to add.

    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = printable(problem)
        self.remedy = printable(remedy)
        super().__init__(self.problem, self.remedy)
        self.warnings: tuple[str, ...] = ()  # of the network, in which its cause may lie

    def __str__(self) -> str:
        sentences = filter(None, (self.problem, self.remedy))
        return " ".join(text if text.endswith("?") else f"{text}." for text in sentences)


class LayerError(ConversionError):
    """A ConversionError of one layer; `problem` names the layer, its type, its index and its bottoms."""


class FileError(ConversionError):
    """A file that is missing, unreadable, not what it should be, or that cannot be written."""


class InputShapeError(ConversionError):
    """Inputs whose shape neither the prototxt nor the caller gives; `missing` names them."""

    def __init__(self, problem: str, remedy: str, missing: Sequence[str]) -> None:
        super().__init__(problem, remedy)
        self.missing = tuple(missing)
