"""Reads a prototxt, protobuf's text format, into Caffe's messages, and writes it.

protobuf's own parser stops at the first field that a fork has added and then names neither layer nor remedy. This one
goes on: an unknown field is skipped and reported, with its line and the layer it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from google.protobuf import text_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.pairs import prototxt_mark
from caffe2trt.caffe.schema import caffe_pb2

_TOKEN = re.compile(
    r"""[\s]+ | \#[^\n]*
    | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<number>[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)[fF]?(?![\w.]))
    | (?P<word>-?[A-Za-z_][\w.]*)
    | (?P<mark>[{}<>:;,\[\]-])
    | (?P<bad>.)""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
# Enumerations that say nothing about what a network computes at inference; forks add values to them.
_HARMLESS = {"engine", "normalization", "variance_norm", "backend", "share_mode", "blob_share_mode", "norm"}
_CLOSING = {"{": "}", "<": ">"}
_INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32,
    FieldDescriptor.CPPTYPE_INT64,
    FieldDescriptor.CPPTYPE_UINT32,
    FieldDescriptor.CPPTYPE_UINT64,
}
_FLOATS = {FieldDescriptor.CPPTYPE_FLOAT, FieldDescriptor.CPPTYPE_DOUBLE}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int


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
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise FileError(f"cannot read the prototxt {path}: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise FileError(
                f"{path} is not a prototxt: it holds binary data",
                "Give the prototxt first and the caffemodel second",
            ) from None
        text = data.decode("latin-1")
    return parse_prototxt(text, str(path))


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
        lines += [f"{name} {{ {text_format.MessageToString(layer, as_one_line=True)} }}\n" for layer in layers]
    return "".join(lines)


class _Parser:
    def __init__(self, text: str, source: str, warnings: list[str]) -> None:
        self.source = source
        self.warnings = warnings
        self.tokens = self._tokenize(text)
        self.current = next(self.tokens)
        self.where: list[str] = []

    def _tokenize(self, text: str) -> Iterator[Token]:
        line = 1
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind == "bad":
                fault = "a string is not closed" if match.group() in "\"'" else f"unexpected {match.group()!r}"
                raise FileError(f"{self.source}, line {line}: {fault}", "Correct the prototxt there")
            if kind is not None:
                yield Token(kind, match.group(), line)
            line += match.group().count("\n")
        yield Token("end", "", line)

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
            self.fail(f"expected the name of a field, found {name.text!r}", name)
        fields: Mapping[str, Any] = message.DESCRIPTOR.fields_by_name
        known: FieldDescriptor | None = fields.get(name.text)
        colon = self.accept(":")
        if known is None:
            if not colon and self.current.text not in _CLOSING:
                self.fail(f"expected ':' or '{{' after {name.text!r}, found {self.current.text!r}", name)
            self.unknown(name, message)
        elif known.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
            for _ in self.values():
                self.submessage(message, known, name)
        elif not colon:
            self.fail(f"expected ':' after {name.text!r}, found {self.current.text!r}", name)
        else:
            for _ in self.values():
                self.scalar(message, known, name)

    def values(self) -> Iterator[None]:
        """Yields once for a single value, and once for each value of a list in brackets."""
        if not self.accept("["):
            yield
            return
        while not self.accept("]"):
            yield
            self.accept(",")

    def submessage(self, message: Message, known: FieldDescriptor, name: Token) -> None:
        opening = self.accept("{", "<")
        if not opening:
            self.fail(f"expected '{{' after {name.text!r}, found {self.current.text!r}", name)
        child: Any = getattr(message, name.text)
        if _repeated(known):
            child = child.add()
        child.SetInParent()
        self.where.append(name.text)
        self.message(child, _CLOSING[opening], name)
        self.where.pop()

    def scalar(self, message: Message, known: FieldDescriptor, name: Token) -> None:
        token = self.take()
        if token.kind == "mark" and token.text == "-":
            following = self.take()
            token = Token(following.kind, "-" + following.text, token.line)
        try:
            value = self.value(known, token)
        except ValueError:
            if isinstance(message, caffe_pb2.V1LayerParameter) and name.text == "type" and token.kind == "word":
                message.fork_type = token.text
                return
            if known.enum_type and known.name in _HARMLESS:
                self.warn(f"unknown {name.text} {token.text!r} skipped", name)
                return
            expected = (
                f"one of {', '.join(known.enum_type.values_by_name)}" if known.enum_type else "a value of its type"
            )
            self.fail(f"{name.text!r} cannot be {token.text!r}: expected {expected}", token)
        if _repeated(known):
            getattr(message, name.text).append(value)
            return
        if message.HasField(name.text) and getattr(message, name.text) != value:
            self.warn(f"{name.text!r} is given twice, the last value counts", name)
        setattr(message, name.text, value)

    def value(self, known: FieldDescriptor, token: Token) -> int | float | bool | str | bytes:
        text = token.text
        if known.cpp_type == FieldDescriptor.CPPTYPE_STRING:
            return self.string(known, token)
        if token.kind not in ("number", "word"):
            raise ValueError(text)
        if known.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
            return {"true": True, "t": True, "1": True, "True": True}.get(text, False) or _false(text)
        if known.enum_type is not None:
            by_name = known.enum_type.values_by_name.get(text)
            number = by_name.number if by_name else int(text)
            if number not in known.enum_type.values_by_number:
                raise ValueError(text)
            return number
        if known.cpp_type in _FLOATS:
            return float(text.rstrip("fF") if token.kind == "number" and "x" not in text.lower() else text)
        number = int(text, 0) if text.lstrip("-+")[:2].lower() == "0x" else int(float(text))
        if number != float(text if "x" not in text.lower() else number):
            raise ValueError(text)
        if number < 0 and known.cpp_type in (FieldDescriptor.CPPTYPE_UINT32, FieldDescriptor.CPPTYPE_UINT64):
            raise ValueError(text)
        return number

    def string(self, known: FieldDescriptor, token: Token) -> str | bytes:
        if token.kind != "string":
            raise ValueError(token.text)
        parts = [token.text]
        while self.current.kind == "string":  # "ab" "cd" is one string, as in C
            parts.append(self.take().text)
        text = "".join(_ESCAPE.sub(_unescape, part[1:-1]) for part in parts)
        return text.encode("latin-1") if known.type == FieldDescriptor.TYPE_BYTES else text

    def unknown(self, name: Token, message: Message) -> None:
        self.warn(f"unknown field {name.text!r} skipped", name, message)
        for _ in self.values():
            opening = self.accept("{", "<")
            if opening:
                self.skip_block(opening, name)
            elif self.take().text == "-":
                self.take()
        while self.current.kind == "string":
            self.take()

    def skip_block(self, opening: str, name: Token) -> None:
        depth = 1
        while depth:
            token = self.take()
            if token.kind == "end":
                self.fail(f"the block of {name.text!r} is not closed", name)
            if token.kind == "mark":
                depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())

    def warn(self, what: str, token: Token, message: Message | None = None) -> None:
        layer = getattr(message, "name", "") if message is not None else ""
        within = f" in layer '{layer}'" if layer else f" in {self.where[-1]}" if self.where else ""
        self.warnings.append(f"{self.source}, line {token.line}: {what}{within}")


def _repeated(known: FieldDescriptor) -> bool:
    if hasattr(known, "is_repeated"):  # protobuf 6 and newer, where `label` is deprecated
        return bool(known.is_repeated)
    return bool(known.label == FieldDescriptor.LABEL_REPEATED)  # type: ignore[attr-defined]


def _false(text: str) -> bool:
    if text in ("false", "f", "0", "False"):
        return False
    raise ValueError(text)


def _unescape(match: re.Match[str]) -> str:
    body = match.group(1)
    if body[0] == "x" and len(body) > 1:
        return chr(int(body[1:], 16))
    if body[0] in "01234567":
        return chr(int(body, 8))
    return _ESCAPES.get(body, body)
