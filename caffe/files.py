"""Output files appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from caffe2trt.caffe.errors import FileError


@contextmanager
def replacing(path: str | Path) -> Iterator[IO[bytes]]:
    """A file to write; it takes the place of `path` when the block ends well, and vanishes when it does not.

    Raises:
        FileError: the file cannot be written.

    """
    target = Path(path)
    temporary = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = Path(file.name)
            yield file
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise FileError(f"cannot write {target}: {error.strerror}", "Choose another output file") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def require_writable(path: str | Path, kept: Iterable[str | Path | None] = ()) -> None:
    """Raise FileError now if `path` could not be written later, before long work is done for nothing.

    Nor may it take the place of one of the files `kept`, from which the work begins.
    """
    target = Path(path)
    if any(file is not None and Path(file).resolve() == target.resolve() for file in kept):
        raise FileError(f"cannot write {target}: it is one of the files that were given", "Name another")
    if target.is_dir():
        raise FileError(f"cannot write {target}: it is a folder", "Name a file")
    if not target.parent.is_dir():
        raise FileError(f"cannot write {target}: the folder {target.parent} does not exist", "Create it first")
    if not os.access(target.parent, os.W_OK):
        raise FileError(f"cannot write {target}: the folder {target.parent} is read-only", "Choose another")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
