"""Output files appear whole or not at all; arrays come from npz files."""

from __future__ import annotations

import os
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from caffe2trt.converter.errors import FileError


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


def require_writable(path: str | Path) -> None:
    """Raise FileError now if `path` could not be written later, before long work is done for nothing."""
    target = Path(path)
    if target.is_dir():
        raise FileError(f"cannot write {target}: it is a folder", "Name a file")
    if not target.parent.is_dir():
        raise FileError(f"cannot write {target}: the folder {target.parent} does not exist", "Create it first")
    if not os.access(target.parent, os.W_OK):
        raise FileError(f"cannot write {target}: the folder {target.parent} is read-only", "Choose another")


def read_npz(path: str | Path, names: Container[str]) -> dict[str, NDArray[np.float32]]:
    """Those arrays of an npz file that have one of the names, as float32.

    Raises:
        FileError: it cannot be read, or holds something else than numbers.
    """
    remedy = "Write it with numpy.savez(file, name=array, ...)"
    try:
        with Path(path).open("rb") as file:
            archive = np.load(file)
            if not isinstance(archive, NpzFile):
                raise FileError(f"{path} holds a single array without a name", remedy)
            return {name: np.asarray(archive[name], np.float32) for name in archive.files if name in names}
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}", remedy) from error
    except (ValueError, EOFError, BadZipFile, zlib.error) as error:
        raise FileError(f"{path} is no npz file of numbers, or is damaged", remedy) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
