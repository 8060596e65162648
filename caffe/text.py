"""Text that comes from files: how its bytes are read, and how it is shown."""

from __future__ import annotations

_SHOWN = 60  # characters of a value that an error quotes


def decode(data: bytes) -> str:
    """A name in a file. It is UTF-8; where it is not, Latin-1, so that different names stay different."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def printable(text: str) -> str:
    r"""`text` with line breaks, control characters and all else that does not print as escapes, such as \x1b.

    A name in a file may hold what makes a terminal do things, or what XML does not allow.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def counted(count: int, noun: str) -> str:
    """A number of things for people: "1 step", "2 steps"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quoted(text: str) -> str:
    """`text` in quotes, cut where it is long."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")
