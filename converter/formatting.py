"""Shapes and sizes as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.text import counted, printable


def shapes_text(shapes: Sequence[tuple[str, Shape]] | Mapping[str, Shape]) -> str:
    """`name (dims)` for each, in one line."""
    items = shapes.items() if isinstance(shapes, Mapping) else shapes
    return ", ".join(f"{printable(name)} {shape_text(shape)}" for name, shape in items) or "none"


def shape_text(shape: Shape | None) -> str:
    """(16,24,256), or ? where it is not known."""
    return "?" if shape is None else f"({','.join(map(str, shape))})"


def calls_text(count: int) -> str:
    """A number of forward calls for people."""
    return counted(count, "call")


def markup(text: str) -> str:
    """`text` as it stands in HTML and XML, which know no control characters."""
    return escape(printable(text))


def size_text(size: int) -> str:
    """A file size for people."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
