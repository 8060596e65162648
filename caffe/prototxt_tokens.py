"""The words of protobuf's text format: tokens, numbers and quoted strings."""

from __future__ import annotations

import re
from typing import NamedTuple

from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.text import quoted

# No alternative can match a text in two ways, or a long one would take quadratic time. What begins like a number is one
# token, and `_NUMBER` judges it.
_TOKEN = re.compile(
    r"""\s* (?:
        (?P<string>"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*')
        | (?P<number>[-+]?\.?[0-9][\w.]*(?:(?<=[eE])[-+][\w.]*)*)
        | (?P<word>-?[A-Za-z_][\w.]*)
        | (?P<mark>[{}<>:;,\[\]-])
        | (?P<comment>\#[^\n]*)
        | (?P<bad>\S)
    )""",
    re.VERBOSE,
)
# A field in its common form, which is one match: `name: value` with the next field or a closing brace after it, or
# `name {`; also that brace. Whatever is written in another way is left to the tokens.
PLAIN = re.compile(
    r"""\s* (?:
        (?P<name>[A-Za-z_]\w*) \s* (?:
            : \s* (?:
                (?P<string>"[^"\\\n]*")
                | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?)\b
                | (?P<word>[A-Za-z_]\w*)\b
            ) (?=\s*[A-Za-z_}])
            | (?P<open>\{)
        )
        | (?P<close>\})
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[fF]?)")
_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class Token(NamedTuple):
    """A piece of the text.

    Attributes:
        kind: string, number, word, mark, or end.
        text: as it is written.
        start: where it begins.
    """

    kind: str
    text: str
    start: int


class Tokens:
    """The tokens of a text from `position` on; `source` is what errors call the text."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source
        self.position = 0
        self._counted, self._lines = 0, 1  # how far lines have been counted, and to how many

    def next(self) -> Token:
        """The token at `position`, which moves behind it; at the text's end one of kind `end`.

        Raises:
            FileError: no token begins like this; names the line.

        """
        while match := _TOKEN.match(self.text, self.position):
            kind = str(match.lastgroup)
            found, start, self.position = match[kind], match.start(kind), match.end()
            if kind == "bad" or (kind == "number" and not _NUMBER.fullmatch(found)):
                fault = "a string is not closed" if found in ('"', "'") else f"unexpected {quoted(found)}"
                raise FileError(f"{self.source}, line {self.line(start)}: {fault}", "Correct the prototxt there")
            if kind != "comment":
                return Token(kind, found, start)
        self.position = len(self.text)
        return Token("end", "", self.position)

    def line(self, position: int) -> int:
        """The line of a position; asked for one after the other, each part of the text is counted once."""
        if position < self._counted:
            self._counted, self._lines = 0, 1
        self._lines += self.text.count("\n", self._counted, position)
        self._counted = position
        return self._lines


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
    data = text[1:-1].encode("utf-8", "surrogateescape")
    return _ESCAPE.sub(_unescape, data) if "\\" in text else data


def _unescape(match: re.Match[bytes]) -> bytes:
    body = match.group(1)
    if len(body) > 1 and body[:1] == b"x":
        return bytes([int(body[1:], 16)])
    if len(body) > 1 and body[:1] in b"uU":
        return chr(int(body[1:], 16)).encode()
    if body[:1].isdigit() and body[:1] < b"8":
        return bytes([int(body, 8) & 0xFF])
    return _ESCAPES.get(body, body)
