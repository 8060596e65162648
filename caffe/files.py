"""Input files are looked at before they are read; output files appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import select
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from caffe2trt.caffe.errors import FileError

PATIENCE = 10.0  # seconds that a pipe may be silent before its reader gives up
_KINDS = {
    stat.S_IFDIR: "it is a folder",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
    stat.S_IFSOCK: "it is a socket",
    stat.S_IFIFO: "it is a pipe",
}


def open_input(path: str | Path, what: str = "") -> BinaryIO:
    """A regular file, open for reading.

    Args:
        what: what it is to be, for the error: "the caffemodel"; may be left out.

    Raises:
        FileError: it is missing, cannot be read, or is not a regular file.

    """
    return _open(path, what, allowed=(stat.S_IFREG,))


def read_input(path: str | Path, what: str, most: int) -> bytes:
    """What is in a file or comes out of a pipe, up to a number of bytes.

    Args:
        what: what it is to be, for the error: "the prototxt".
        most: the number of bytes.

    Raises:
        FileError: it is missing, cannot be read, or is neither a file nor a pipe.

    """
    with _open(path, what, allowed=(stat.S_IFREG, stat.S_IFIFO)) as file:
        try:
            is_pipe = stat.S_ISFIFO(os.fstat(file.fileno()).st_mode)
            return _read_pipe(file.fileno(), path, most) if is_pipe else file.read(most)
        except OSError as error:
            raise FileError(f"cannot read {what} {path}: {error.strerror}") from error


def _open(path: str | Path, what: str, allowed: Iterable[int]) -> BinaryIO:
    named = f"{what} {path}".strip()
    try:
        kind = stat.S_IFMT(os.stat(_checked(path)).st_mode)
        if kind not in allowed:
            raise FileError(f"cannot read {named}: {_KINDS.get(kind, 'it is not a file')}", "Give a regular file")
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # no wait for a pipe's writer
        return os.fdopen(os.open(path, flags), "rb")
    except OSError as error:
        raise FileError(f"cannot read {named}: {error.strerror}") from error


def _read_pipe(descriptor: int, path: str | Path, most: int) -> bytes:
    data = bytearray()
    while len(data) < most:
        if not select.select([descriptor], [], [], PATIENCE)[0]:
            raise FileError(f"no data came from the pipe {path} for {PATIENCE:g} s", "Give a regular file")
        chunk = os.read(descriptor, min(most - len(data), 2**20))
        if not chunk:
            break
        data += chunk
    return bytes(data)


@contextmanager
def replacing(path: str | Path) -> Iterator[IO[bytes]]:
    """A file to write; it takes the place of `path` when the block ends well, and vanishes when it does not.

    Raises:
        FileError: the file cannot be written.

    """
    target = _checked(path)
    # It is named before it exists, so that an interruption at any moment knows what to take away.
    temporary = target.parent / f".{target.name[:50]}.{secrets.token_hex(8)}"
    try:
        with open(temporary, "xb") as file:
            yield file
        os.replace(temporary, target)
    except OSError as error:
        raise FileError(f"cannot write {target}: {error.strerror}", "Choose another output file") from error
    finally:
        temporary.unlink(missing_ok=True)


def require_writable(path: str | Path, kept: Iterable[str | Path | None] = ()) -> None:
    """Raise FileError now if `path` could not be written later, before long work is done for nothing.

    It must not be one of the input files `kept` either.
    """
    target = _checked(path)
    given = [os.path.realpath(_checked(file)) for file in kept if file is not None]
    if os.path.realpath(target) in given:
        raise FileError(f"cannot write {target}: it is one of the files that were given", "Choose another output file")
    if not target.parent.is_dir():
        raise FileError(f"cannot write {target}: the folder {target.parent} does not exist", "Create it first")
    try:
        kind = stat.S_IFMT(os.stat(target).st_mode)
    except FileNotFoundError:
        kind = stat.S_IFREG
    except OSError as error:  # such as a loop of symbolic links
        raise FileError(f"cannot write {target}: {error.strerror}", "Choose another output file") from error
    if kind != stat.S_IFREG:
        raise FileError(f"cannot write {target}: {_KINDS.get(kind, 'it is not a file')}", "Give a regular file")
    if not os.access(target.parent, os.W_OK):
        raise FileError(f"cannot write {target}: the folder {target.parent} is read-only", "Choose another")


def _checked(path: str | Path) -> Path:
    """The path, if the operating system can have a file of that name."""
    try:
        if b"\0" not in os.fsencode(path):
            return Path(path)
    except UnicodeEncodeError:
        pass
    raise FileError(f"invalid file name {str(path)!r}: it holds characters that a file name cannot have")
