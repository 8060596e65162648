"""Reads a prototxt, protobuf's text format, into Caffe's messages, and writes it.

protobuf's own parser stops at the first field that a fork has added and then names neither layer nor remedy. This one
goes on: an unknown field is skipped and reported, with its line, and kept in the message of its layer, where it is
decided whether the layer means the same without it (converter/unknown_fields.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from google.protobuf import text_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import read_input
from caffe2trt.caffe.pairs import prototxt_mark
from caffe2trt.caffe.prototxt_tokens import PLAIN, Token, Tokens, parse_float, parse_integer, unquote
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.solver import refuse_solver
from caffe2trt.caffe.text import decode, printable, quoted

MAX_PROTOTXT_BYTES = 16 * 2**20  # a network of 6,000 unrolled layers takes 3 MB
MAX_UNKNOWN_FIELDS = 200_000
MAX_PROTOTXT_VARIABLE = "CAFFE2TRT_MAX_PROTOTXT_BYTES"  # of the environment: another limit
# Enumerations that say nothing about what a network computes at inference; forks add values to them.
_HARMLESS = {"engine", "normalization", "variance_norm", "backend", "share_mode", "blob_share_mode", "norm"}
_OWN = {"skipped"}  # fields that the reader fills and no file holds
_CLOSING = {"{": "}", "<": ">"}
_BOOLS = {"true": True, "t": True, "True": True, "1": True, "false": False, "f": False, "False": False, "0": False}
_INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}
_LAYERS = (caffe_pb2.LayerParameter, caffe_pb2.V1LayerParameter)


@dataclass
class Prototxt:
    """A parsed network: the message, what was skipped on the way (one sentence each), and its mark (see pairs)."""

    net: caffe_pb2.NetParameter
    warnings: list[str] = field(default_factory=list)
    mark: str = ""


def read_prototxt(path: str | Path) -> Prototxt:
    """The network in a prototxt file of any Caffe generation.

    Raises:
        FileError: the file is missing, or is not a prototxt; names the line.

    """
    limit = _limit()
    data = read_input(path, "the prototxt", limit + 1)
    if b"\0" in data:
        raise FileError(
            f"{path} is not a prototxt: it holds binary data", "Give the prototxt first and the caffemodel second"
        )
    if len(data) > limit:
        raise FileError(
            f"the prototxt {path} is larger than {limit:,} bytes",
            f"If it is a prototxt all the same, set {MAX_PROTOTXT_VARIABLE} to a larger number of bytes",
        )
    return parse_prototxt(data.decode("utf-8-sig", "surrogateescape"), str(path))


def _limit() -> int:
    text = os.environ.get(MAX_PROTOTXT_VARIABLE, str(MAX_PROTOTXT_BYTES))
    if not text.isdecimal() or len(text) > 18:
        raise ConversionError(f"{MAX_PROTOTXT_VARIABLE} is {text!r}", "Set it to a number of bytes")
    return int(text)


def parse_prototxt(text: str, source: str = "prototxt") -> Prototxt:
    """The network that `text` describes; `source` is what errors call it."""
    parsed = Prototxt(caffe_pb2.NetParameter(), mark=prototxt_mark(text))
    parser = _Parser(text, source, parsed.warnings)
    parser.message(parsed.net, end="")
    if not parsed.net.ListFields():
        refuse_solver(text, source)
        raise FileError(f"{source} is not a prototxt of a network: it has no layers and no inputs")
    return parsed


def format_prototxt(net: caffe_pb2.NetParameter) -> str:
    """A network as the text of a prototxt, one line a layer."""
    head = caffe_pb2.NetParameter()
    head.CopyFrom(net)
    del head.layer[:], head.layers[:]
    lines = [text_format.MessageToString(head)]
    for name, layers in (("layer", net.layer), ("layers", net.layers)):
        lines += [f"{name} {{ {_one_line(layer)} }}\n" for layer in layers]
    return "".join(lines)


def _one_line(layer: caffe_pb2.LayerParameter | caffe_pb2.V1LayerParameter) -> str:
    copy = type(layer)()
    copy.CopyFrom(layer)  # type: ignore[arg-type]
    del copy.skipped[:]
    return text_format.MessageToString(copy, as_one_line=True)


class _Field(NamedTuple):
    name: str
    descriptor: FieldDescriptor
    cpp_type: int
    is_message: bool
    is_repeated: bool


class _Parser:
    def __init__(self, text: str, source: str, warnings: list[str]) -> None:
        self.source = source
        self.warnings = warnings
        self.tokens = Tokens(text, source)
        self._current: Token | None = None  # the next token, if it has been looked at
        self.where: list[str] = []
        self.layer: Any = None  # the message of the layer at hand
        self.unknown_fields = 0

    @property
    def current(self) -> Token:
        """The next token."""
        if self._current is None:
            self._current = self.tokens.next()
        return self._current

    def fail(self, problem: str, token: Token) -> NoReturn:
        within = f" (in {' / '.join(self.where)})" if self.where else ""
        line = self.tokens.line(token.start)
        raise FileError(f"{self.source}, line {line}: {problem}{within}", "Correct the prototxt there")

    def take(self) -> Token:
        token, self._current = self.current, None
        return token

    def accept(self, *marks: str) -> str:
        return self.take().text if self.current.kind == "mark" and self.current.text in marks else ""

    def message(self, message: Message, end: str, opened: Token | None = None) -> None:
        """Fields up to the closing mark `end` of what `opened` began, or up to the end of the text."""
        fields = _fields(message.DESCRIPTOR)
        while not self.plain_fields(message, fields, end) and not (end and self.accept(end)):
            if self.current.kind == "end":
                if opened is None:
                    return
                self.fail(f"the text ends inside a block; {end!r} is missing", opened)
            self.field(message, fields)
            self.accept(",", ";")

    def plain_fields(self, message: Message, fields: Mapping[str, _Field], end: str) -> bool:
        """Fields in their common form, up to one that is another or has a fault; tells whether the block ends here."""
        if self._current is not None:
            self.tokens.position, self._current = self._current.start, None
        tokens = self.tokens
        while match := PLAIN.match(tokens.text, tokens.position):
            kind, known = str(match.lastgroup), fields.get(match["name"])
            if kind == "close" and end == "}":
                tokens.position = match.end()
                return True
            if known is None or known.is_message != (kind == "open"):
                return False
            if known.is_message:
                tokens.position = match.end()
                self.block(message, known, Token("word", known.name, match.start("name")), "}")
                continue
            try:
                value = _value(known, kind, match[kind])
            except ValueError:
                return False
            tokens.position = match.end()
            self.store(message, known, match.start("name"), value)
        return False

    def field(self, message: Message, fields: Mapping[str, _Field]) -> None:
        name = self.take()
        if name.kind != "word":
            self.fail(f"expected the name of a field, found {quoted(name.text)}", name)
        known = fields.get(name.text)
        colon = self.accept(":")
        if known is None:
            if not colon and self.current.text not in _CLOSING:
                self.fail(f"expected ':' or '{{' after {quoted(name.text)}, found {quoted(self.current.text)}", name)
            self.unknown(name)
        elif known.is_message:
            for _ in self.values(name):
                self.submessage(message, known, name)
        elif not colon:
            self.fail(f"expected ':' after {name.text!r}, found {quoted(self.current.text)}", name)
        else:
            for _ in self.values(name):
                self.scalar(message, known, name)

    def values(self, name: Token) -> Iterator[None]:
        """Yields once for a single value, and once for each value of a list in brackets."""
        if not self.accept("["):
            yield
            return
        while not self.accept("]"):
            if self.current.kind == "end":
                self.fail(f"the list of {quoted(name.text)} is not closed", name)
            yield
            self.accept(",")

    def submessage(self, message: Message, known: _Field, name: Token) -> None:
        opening = self.accept("{", "<")
        if not opening:
            self.fail(f"expected '{{' after {name.text!r}, found {quoted(self.current.text)}", name)
        self.block(message, known, name, _CLOSING[opening])

    def block(self, message: Message, known: _Field, name: Token, end: str) -> None:
        """A message in a message, from behind its opening mark to its closing mark `end`."""
        child: Any = getattr(message, name.text)
        if known.is_repeated:
            child = child.add()
        child.SetInParent()
        outer = self.layer
        if isinstance(child, _LAYERS):
            self.layer = child
        self.where.append(name.text)
        self.message(child, end, name)
        self.where.pop()
        self.layer = outer
        if not child.IsInitialized():
            self.fail(f"{name.text!r} lacks {' and '.join(child.FindInitializationErrors())}", name)

    def scalar(self, message: Message, known: _Field, name: Token) -> None:
        token = self.single_value(name)
        more = []
        while token.kind == self.current.kind == "string":  # "ab" "cd" is one string, as in C
            more.append(self.take().text)
        try:
            value = _value(known, token.kind, token.text, *more)
        except ValueError:
            if isinstance(message, caffe_pb2.V1LayerParameter) and name.text == "type" and token.kind == "word":
                message.fork_type = token.text
                return
            if known.descriptor.enum_type and name.text in _HARMLESS:
                self.warn(f"unknown {name.text} {quoted(token.text)} skipped", name)
                return
            self.fail(f"{name.text!r} cannot be {quoted(token.text)}: expected {_expected(known.descriptor)}", token)
        self.store(message, known, name.start, value)

    def store(self, message: Message, known: _Field, start: int, value: Any) -> None:
        """Set the field, whose name stands at `start`, to its value, or append the value to it."""
        name = known.name
        if known.is_repeated:
            getattr(message, name).append(value)
            return
        if message.HasField(name) and getattr(message, name) != value:
            self.warn(f"{name!r} is given twice, the last value counts", Token("word", name, start))
        setattr(message, name, value)

    def single_value(self, name: Token) -> Token:
        """A number, a word or a string; a minus sign may stand apart from its number."""
        token = self.take()
        if token.kind == "mark" and token.text == "-" and self.current.kind in ("number", "word"):
            following = self.take()
            return Token(following.kind, "-" + following.text, token.start)
        if token.kind in ("mark", "end"):
            found = quoted(token.text) if token.text else "the end of the text"
            self.fail(f"expected a value after {quoted(name.text)}, found {found}", token)
        return token

    def unknown(self, name: Token) -> None:
        """Skip a field that no message of this kind has; a layer keeps what was skipped."""
        self.unknown_fields += 1
        if self.unknown_fields > MAX_UNKNOWN_FIELDS:
            self.fail(f"there are more than {MAX_UNKNOWN_FIELDS:,} unknown fields: this is not a Caffe network", name)
        sentence = self.warn(f"unknown field {quoted(name.text)} skipped", name)
        if self.layer is not None:
            within = "/".join(self.where[1:])
            line = self.tokens.line(name.start)
            self.layer.skipped.add(name=name.text, within=within, line=line, warning=sentence)
        for _ in self.values(name):
            opening = self.accept("{", "<")
            if opening:
                self.skip_block(opening, name)
            else:
                self.single_value(name)
        while self.current.kind == "string":
            self.take()

    def skip_block(self, opening: str, name: Token) -> None:
        depth = 1
        while depth:
            token = self.take()
            if token.kind == "end":
                self.fail(f"the block of {quoted(name.text)} is not closed", name)
            if token.kind == "mark":
                depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())

    def warn(self, what: str, token: Token) -> str:
        within = f" in {self.where[-1]}" if self.where else ""
        if self.layer is not None and self.layer.name:
            layer = f"layer '{self.layer.name}'"
            within = f"{within} of {layer}" if self.where[1:] else f" in {layer}"
        sentence = printable(f"{self.source}, line {self.tokens.line(token.start)}: {what}{within}")
        self.warnings.append(sentence)
        return sentence


def _value(known: _Field, kind: str, text: str, *more: str) -> int | float | bool | str | bytes:
    """A token as the field holds it, a string with `more` behind it; ValueError if the field cannot."""
    wanted = known.cpp_type
    if (kind == "string") != (wanted == FieldDescriptor.CPPTYPE_STRING):
        raise ValueError(text)
    if wanted == FieldDescriptor.CPPTYPE_STRING:
        is_bytes = known.descriptor.type == FieldDescriptor.TYPE_BYTES
        if not more and not is_bytes and text.isascii() and "\\" not in text:  # most are
            return text[1:-1]
        data = b"".join(map(unquote, (text, *more)))
        return data if is_bytes else decode(data)
    if wanted == FieldDescriptor.CPPTYPE_BOOL:
        if text not in _BOOLS:
            raise ValueError(text)
        return _BOOLS[text]
    if (values := known.descriptor.enum_type) is not None:
        by_name = values.values_by_name.get(text)
        number = by_name.number if by_name else int(text)
        if number not in values.values_by_number:
            raise ValueError(text)
        return number
    if wanted in _INTEGERS:
        return parse_integer(text, *_INTEGERS[wanted])
    return parse_float(text)


@cache
def _fields(message: Descriptor) -> dict[str, _Field]:
    """The fields of a kind of message, by name."""
    known: Mapping[str, Any] = message.fields_by_name
    return {
        name: _Field(name, field, field.cpp_type, field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE, _repeated(field))
        for name, field in known.items()
        if name not in _OWN
    }


def _repeated(known: FieldDescriptor) -> bool:
    if hasattr(known, "is_repeated"):  # protobuf 6 and newer, where `label` is deprecated
        return bool(known.is_repeated)
    return bool(known.label == FieldDescriptor.LABEL_REPEATED)  # type: ignore[attr-defined]


def _expected(known: FieldDescriptor) -> str:
    """What a field can be, for an error."""
    if known.enum_type:
        return f"one of {', '.join(known.enum_type.values_by_name)}"
    if known.cpp_type in _INTEGERS:
        least, most = _INTEGERS[known.cpp_type]
        return f"a whole number from {least} to {most}"
    kinds = {FieldDescriptor.CPPTYPE_STRING: "text in quotes", FieldDescriptor.CPPTYPE_BOOL: "true or false"}
    return kinds.get(known.cpp_type, "a decimal number")
