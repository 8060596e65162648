"""What TensorRT says: kept for our own messages, and passed to Python's logging as "caffe2trt.tensorrt".

Nothing is printed unless the program sets logging up.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

LOG = logging.getLogger("caffe2trt.tensorrt")
LOG.addHandler(logging.NullHandler())
MOST = 100  # errors that are kept, the latest
LEVELS = {"VERBOSE": logging.DEBUG, "INFO": logging.INFO, "WARNING": logging.WARNING, "ERROR": logging.ERROR}


@cache
def logger_of(base: Any) -> Any:
    """The process's one logger on a module's ILogger: TensorRT goes on calling the first that it was given."""

    class Logger(base):  # type: ignore[misc]
        """Keeps what TensorRT reports as an error."""

        def __init__(self) -> None:
            super().__init__()
            self.errors: list[str] = []

        def log(self, severity: Any, message: str) -> None:
            if severity in (base.Severity.ERROR, base.Severity.INTERNAL_ERROR):
                self.errors[:] = [*self.errors[1 - MOST :], message]
            LOG.log(LEVELS.get(severity.name, logging.ERROR), message)

    return Logger()
