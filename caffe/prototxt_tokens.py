"""The words of protobuf's text format: tokens, numbers and quoted strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.text import quoted

# No alternative can match a text in two ways, or a long one would take quadratic time. What begins like a number is one
# token, and `_NUMBER` judges it.
_TOKEN = re.compile(
    r"""\s+ | \#[^\n]*
    | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<number>[-+]?\.?[0-9](?:[eE][-+]|[\w.])*)
    | (?P<word>-?[A-Za-z_][\w.]*)
    | (?P<mark>[{}<>:;,\[\]-])
    | (?P<bad>.)""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[fF]?)")
_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Attributes:
        kind: string, number, word, mark, or end.
        text: as it is written.
        line: where it stands.
    """

    kind: str
    text: str
    line: int


def tokenize(text: str, source: str) -> Iterator[Token]:
    """The tokens of a text, the last of kind `end`; `source` is what errors call it.

    Raises:
        FileError: no token begins like this; names the line.

    """
    line = 1
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "bad" or (kind == "number" and not _NUMBER.fullmatch(found)):
            fault = "a string is not closed" if found in ('"', "'") else f"unexpected {quoted(found)}"
            raise FileError(f"{source}, line {line}: {fault}", "Correct the prototxt there")
        if kind is not None:
            yield Token(kind, found, line)
        line += found.count("\n")
    yield Token("end", "", line)


def parse_integer(text: str, least: int, most: int) -> int:
    """A whole number: decimal, hexadecimal (0x10) or octal (010), as in C.

    Raises:
        ValueError: it is none, or not from `least` to `most`.

    """
    digits = text.lstrip("+-")
    octal = digits.startswith("0") and len(digits) > 1
    base = 16 if digits[:2].lower() == "0x" else 8 if octal else 10
    number = int(text, base)
    if not least <= number <= most:
        raise ValueError(text)
    return number


def parse_float(text: str) -> float:
    """A number, or inf or nan.

    Raises:
        ValueError: it is none, or hexadecimal, or has a leading zero, of which some versions of protobuf make octal.

    """
    if re.match(r"[-+]?0[0-9xX]", text) and not re.search(r"[.eE]", text):
        raise ValueError(text)
    return float(text if text.lower().endswith("inf") else text.rstrip("fF"))


def unquote(text: str) -> bytes:
    """The bytes of a quoted string.

    Raises:
        ValueError: an escape names no character.

    """
    return _ESCAPE.sub(_unescape, text[1:-1].encode("utf-8", "surrogateescape"))


def _unescape(match: re.Match[bytes]) -> bytes:
    body = match.group(1)
    if len(body) > 1 and body[:1] == b"x":
        return bytes([int(body[1:], 16)])
    if len(body) > 1 and body[:1] in b"uU":
        return chr(int(body[1:], 16)).encode()
    if body[:1].isdigit() and body[:1] < b"8":
        return bytes([int(body, 8) & 0xFF])
    return _ESCAPES.get(body, body)
