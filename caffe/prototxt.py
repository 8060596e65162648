"""Reads a prototxt, protobuf's text format, into Caffe's messages, and writes it.

protobuf's own parser stops at the first field that a fork has added and then names neither layer nor remedy. This one
goes on: an unknown field is skipped and reported, with its line, and kept in the message of its layer, where it is
decided whether the layer means the same without it (converter/unknown_fields.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from google.protobuf import text_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import read_input
from caffe2trt.caffe.pairs import prototxt_mark
from caffe2trt.caffe.prototxt_tokens import Token, parse_float, parse_integer, tokenize, unquote
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.text import decode, printable, quoted

MAX_PROTOTXT_BYTES = 16 * 2**20  # a network of 6,000 unrolled layers takes 3 MB
MAX_UNKNOWN_FIELDS = 200_000
MAX_PROTOTXT_VARIABLE = "CAFFE2TRT_MAX_PROTOTXT_BYTES"  # of the environment: another limit
# Enumerations that say nothing about what a network computes at inference; forks add values to them.
_HARMLESS = {"engine", "normalization", "variance_norm", "backend", "share_mode", "blob_share_mode", "norm"}
_OWN = {"skipped"}  # fields of ours, which no file has
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


class _Parser:
    def __init__(self, text: str, source: str, warnings: list[str]) -> None:
        self.source = source
        self.warnings = warnings
        self.tokens = tokenize(text, source)
        self.current = next(self.tokens)
        self.where: list[str] = []
        self.layer: Any = None  # the message of the layer at hand
        self.unknown_fields = 0

    def fail(self, problem: str, token: Token) -> NoReturn:
        within = f" (in {' / '.join(self.where)})" if self.where else ""
        raise FileError(f"{self.source}, line {token.line}: {problem}{within}", "Correct the prototxt there")

    def take(self) -> Token:
        token, self.current = self.current, next(self.tokens, Token("end", "", self.current.line))
        return token

    def accept(self, *marks: str) -> str:
        return self.take().text if self.current.kind == "mark" and self.current.text in marks else ""

    def message(self, message: Message, end: str, opened: Token | None = None) -> None:
        """Fields up to the closing mark `end` of what `opened` began, or up to the end of the text."""
        while not (end and self.accept(end)):
            if self.current.kind == "end":
                if opened is None:
                    return
                self.fail(f"the text ends inside a block; {end!r} is missing", opened)
            self.field(message)
            self.accept(",", ";")

    def field(self, message: Message) -> None:
        name = self.take()
        if name.kind != "word":
            self.fail(f"expected the name of a field, found {quoted(name.text)}", name)
        fields: Mapping[str, Any] = message.DESCRIPTOR.fields_by_name
        known: FieldDescriptor | None = fields.get(name.text) if name.text not in _OWN else None
        colon = self.accept(":")
        if known is None:
            if not colon and self.current.text not in _CLOSING:
                self.fail(f"expected ':' or '{{' after {quoted(name.text)}, found {quoted(self.current.text)}", name)
            self.unknown(name)
        elif known.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
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

    def submessage(self, message: Message, known: FieldDescriptor, name: Token) -> None:
        opening = self.accept("{", "<")
        if not opening:
            self.fail(f"expected '{{' after {name.text!r}, found {quoted(self.current.text)}", name)
        child: Any = getattr(message, name.text)
        if _repeated(known):
            child = child.add()
        child.SetInParent()
        outer = self.layer
        if isinstance(child, _LAYERS):
            self.layer = child
        self.where.append(name.text)
        self.message(child, _CLOSING[opening], name)
        self.where.pop()
        self.layer = outer
        if not child.IsInitialized():
            self.fail(f"{name.text!r} lacks {' and '.join(child.FindInitializationErrors())}", name)

    def scalar(self, message: Message, known: FieldDescriptor, name: Token) -> None:
        token = self.single_value(name)
        try:
            value = self.value(known, token)
        except ValueError:
            if isinstance(message, caffe_pb2.V1LayerParameter) and name.text == "type" and token.kind == "word":
                message.fork_type = token.text
                return
            if known.enum_type and known.name in _HARMLESS:
                self.warn(f"unknown {name.text} {quoted(token.text)} skipped", name)
                return
            self.fail(f"{name.text!r} cannot be {quoted(token.text)}: expected {_expected(known)}", token)
        if _repeated(known):
            getattr(message, name.text).append(value)
            return
        if message.HasField(name.text) and getattr(message, name.text) != value:
            self.warn(f"{name.text!r} is given twice, the last value counts", name)
        setattr(message, name.text, value)

    def single_value(self, name: Token) -> Token:
        """A number, a word or a string; a minus sign may stand apart from its number."""
        token = self.take()
        if token.kind == "mark" and token.text == "-" and self.current.kind in ("number", "word"):
            following = self.take()
            return Token(following.kind, "-" + following.text, token.line)
        if token.kind in ("mark", "end"):
            found = quoted(token.text) if token.text else "the end of the text"
            self.fail(f"expected a value after {quoted(name.text)}, found {found}", token)
        return token

    def value(self, known: FieldDescriptor, token: Token) -> int | float | bool | str | bytes:
        """The token as the field holds it; ValueError if the field cannot."""
        text = token.text
        if known.cpp_type == FieldDescriptor.CPPTYPE_STRING:
            return self.string(known, token)
        if token.kind == "string":
            raise ValueError(text)
        if known.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
            if text not in _BOOLS:
                raise ValueError(text)
            return _BOOLS[text]
        if known.enum_type is not None:
            by_name = known.enum_type.values_by_name.get(text)
            number = by_name.number if by_name else int(text)
            if number not in known.enum_type.values_by_number:
                raise ValueError(text)
            return number
        if known.cpp_type in _INTEGERS:
            return parse_integer(text, *_INTEGERS[known.cpp_type])
        return parse_float(text)

    def string(self, known: FieldDescriptor, token: Token) -> str | bytes:
        if token.kind != "string":
            raise ValueError(token.text)
        parts = [token.text]
        while self.current.kind == "string":  # "ab" "cd" is one string, as in C
            parts.append(self.take().text)
        data = b"".join(map(unquote, parts))
        return data if known.type == FieldDescriptor.TYPE_BYTES else decode(data)

    def unknown(self, name: Token) -> None:
        """Skip a field that no message of this kind has; a layer keeps what was skipped."""
        self.unknown_fields += 1
        if self.unknown_fields > MAX_UNKNOWN_FIELDS:
            self.fail(f"there are more than {MAX_UNKNOWN_FIELDS:,} unknown fields: this is no network of Caffe", name)
        sentence = self.warn(f"unknown field {quoted(name.text)} skipped", name)
        if self.layer is not None:
            within = "/".join(self.where[1:])
            self.layer.skipped.add(name=name.text, within=within, line=name.line, warning=sentence)
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
        sentence = printable(f"{self.source}, line {token.line}: {what}{within}")
        self.warnings.append(sentence)
        return sentence


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
