"""Where the files of the case at hand stand."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path


@cache
def scratch() -> Path:
    """A folder for them, one for the process; the Worker that started it takes it away."""
    return Path(tempfile.mkdtemp())
