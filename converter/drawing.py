"""Pictures of networks: Graphviz's DOT, and SVG by a small layered layout of our own, which needs no program.

A layer is a box; an edge carries the blob's shape. Recurrent layers, inputs, and what surgery added (a name with a
double underscore) have colours of their own.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.caffe.text import printable
from caffe2trt.converter.formatting import markup
from caffe2trt.graph_surgery.recurrent.bottoms import is_recurrent

COLOURS = {"recurrent": "#f4b183", "surgery": "#c5e0b4", "input": "#d9d9d9", "layer": "#dae8fc", "marked": "#ff6b5e"}
LEGEND = {"recurrent": "recurrent layer", "surgery": "added by surgery", "input": "input or constant", "layer": "layer"}
_ROW, _GAP, _BOX, _CHARACTER, _MARGIN = 84, 26, 40, 6.6, 16
_LETTER, _WIDE = 10.5, 1.6  # the width of most bold letters of 14 in wide fonts, and how much wider the widest are


@dataclass
class Box:
    """A layer, or a bend of an edge that passes a row of layers (then it has no text)."""

    lines: tuple[str, ...]
    kind: str = "layer"
    row: int = 0
    x: float = 0.0
    width: float = 2.0

    @property
    def y(self) -> float:
        """The box's upper edge."""
        return _MARGIN + self.row * _ROW


@dataclass
class Drawing:
    """Boxes, and the edges between them with their labels."""

    boxes: list[Box] = field(default_factory=list)
    edges: list[tuple[int, int, str]] = field(default_factory=list)


def kind_of(layer: LayerParameter) -> str:
    """Which colour a layer has."""
    if "__" in layer.name:
        return "surgery"
    if is_recurrent(layer):
        return "recurrent"
    return "layer" if layer.bottom else "input"


def connections(net: NetParameter, shapes: Mapping[str, Shape]) -> list[tuple[int, int, str]]:
    """From layer to layer, with the shape of what flows."""
    makers: dict[str, int] = {}
    edges = []
    for index, layer in enumerate(net.layer):
        for bottom in layer.bottom:
            if bottom in makers:
                label = "x".join(map(str, shapes[bottom])) if bottom in shapes else ""
                edges.append((makers[bottom], index, label))
        makers.update(dict.fromkeys(layer.top, index))
    return edges


def to_dot(net: NetParameter, shapes: Mapping[str, Shape]) -> str:
    """The network in Graphviz's language."""
    lines = ["digraph network {", '  node [shape=box, style="filled,rounded", fontname="sans-serif"];']
    for index, layer in enumerate(net.layer):
        name, kind = (printable(text).replace("\\", r"\\").replace('"', r"\"") for text in (layer.name, layer.type))
        lines.append(f'  n{index} [label="{name}\\n{kind}", fillcolor="{COLOURS[kind_of(layer)]}"];')
    lines += [f'  n{a} -> n{b} [label="{label}"];' for a, b, label in connections(net, shapes)]
    return "\n".join([*lines, "}"]) + "\n"


def to_svg(
    pictures: Sequence[tuple[str, NetParameter, Mapping[str, Shape]]], marked: Collection[str] = (), why: str = "marked"
) -> str:
    """Networks side by side, each under its title; the `marked` layers stand out, and the legend says why."""
    marked = {printable(name) for name in marked}
    parts: list[str] = []
    kinds: set[str] = set()
    left = height = 0.0
    for title, net, shapes in pictures:
        drawing = _layout(net, shapes)
        for box in drawing.boxes:
            box.kind = "marked" if box.lines and box.lines[0] in marked else box.kind
        kinds.update(box.kind for box in drawing.boxes if box.lines)
        width = max((box.x + box.width for box in drawing.boxes), default=0.0)
        width = max(width, _MARGIN + _title_width(title)) + _MARGIN
        parts.append(f'<g transform="translate({left:.0f},56)">{_title(title)}{_draw(drawing)}</g>')
        left += width + 24
        height = max(height, 72 + max((box.y + _BOX for box in drawing.boxes), default=0.0) + _MARGIN)
    legend, legend_width = _legend({kind: text for kind, text in {**LEGEND, "marked": why}.items() if kind in kinds})
    left = max(left, legend_width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {left:.0f} {height:.0f}" font-family="sans-serif" font-size="11">'
        '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" fill="#555"/></marker></defs>'
        f'<rect width="100%" height="100%" fill="#fff"/>{legend}{"".join(parts)}</svg>\n'
    )


def _title(title: str) -> str:
    return f'<text x="{_MARGIN}" y="4" font-size="14" font-weight="bold">{markup(title)}</text>'


def _title_width(title: str) -> float:
    """The most that a title may be wide, in bold letters of 14: which font there is, is not known."""
    title = printable(title)
    return sum(
        _LETTER * (2 if unicodedata.east_asian_width(c) in "WF" else _WIDE if c in "WMm@%" else 1) for c in title
    )


def _legend(legend: Mapping[str, str]) -> tuple[str, float]:
    """The legend and its width."""
    items, x = [], float(_MARGIN)
    for kind, text in legend.items():
        items.append(f'<rect x="{x:.0f}" y="10" width="14" height="14" rx="3" fill="{COLOURS[kind]}" stroke="#555"/>')
        items.append(f'<text x="{x + 20:.0f}" y="21">{text}</text>')
        x += 40 + len(text) * _CHARACTER
    return "".join(items), x


def _draw(drawing: Drawing) -> str:
    shapes = []
    for a, b, label in drawing.edges:
        start, end = drawing.boxes[a], drawing.boxes[b]
        x1, y1 = start.x + start.width / 2, start.y + (_BOX if start.lines else _BOX / 2)
        x2, y2 = end.x + end.width / 2, end.y + (0 if end.lines else _BOX / 2)
        tip = ' marker-end="url(#tip)"' if end.lines else ""
        middle = (y1 + y2) / 2
        path = f"M{x1:.0f},{y1:.0f} C{x1:.0f},{middle:.0f} {x2:.0f},{middle:.0f} {x2:.0f},{y2:.0f}"
        shapes.append(f'<path d="{path}" fill="none" stroke="#555"{tip}/>')
        if label:
            x, y = (x1 + x2) / 2 + 4, middle + 3
            shapes.append(f'<text x="{x:.0f}" y="{y:.0f}" fill="#777" font-size="9">{markup(label)}</text>')
    for box in drawing.boxes:
        if not box.lines:
            continue
        frame = f'x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" height="{_BOX}" rx="6"'
        shapes.append(f'<rect class="{box.kind}" {frame} fill="{COLOURS[box.kind]}" stroke="#555"/>')
        for line, text in enumerate(box.lines):
            place = f'x="{box.x + box.width / 2:.0f}" y="{box.y + 16 + 15 * line:.0f}" text-anchor="middle"'
            weight = ' font-weight="bold"' if line == 0 else ""
            shapes.append(f"<text {place}{weight}>{markup(text)}</text>")
    return "".join(shapes)


def _layout(net: NetParameter, shapes: Mapping[str, Shape]) -> Drawing:
    """Rows by the longest way from an input; within a row ordered by what the boxes are connected to."""
    drawing = Drawing([Box((printable(layer.name), printable(layer.type)), kind_of(layer)) for layer in net.layer])
    for box in drawing.boxes:
        box.width = max(len(line) for line in box.lines) * _CHARACTER + 18
    edges = connections(net, shapes)
    for a, b, _ in edges:  # layers stand in the file in an order that makes this one sweep enough
        drawing.boxes[b].row = max(drawing.boxes[b].row, drawing.boxes[a].row + 1)
    takers: dict[int, int] = {}
    for a, b, _ in edges:
        takers[a] = min(takers.get(a, 1 << 30), drawing.boxes[b].row)
    for index, layer in enumerate(net.layer):
        if not layer.bottom and index in takers:
            drawing.boxes[index].row = takers[index] - 1  # an input stands right above who takes it
    for a, b, label in edges:
        _route(drawing, a, b, label)
    _order(drawing)
    return drawing


def _route(drawing: Drawing, a: int, b: int, label: str) -> None:
    """An edge, with a bend in every row that it passes."""
    last = a
    for row in range(drawing.boxes[a].row + 1, drawing.boxes[b].row):
        drawing.boxes.append(Box((), row=row))
        bend = len(drawing.boxes) - 1
        drawing.edges.append((last, bend, label if last == a else ""))
        last = bend
    drawing.edges.append((last, b, label if last == a else ""))


def _order(drawing: Drawing) -> None:
    """Sweep down and up a few times, placing each box near the mean of its neighbours."""
    rows: dict[int, list[int]] = defaultdict(list)
    for index, box in enumerate(drawing.boxes):
        rows[box.row].append(index)
    neighbours: dict[int, list[int]] = defaultdict(list)
    for a, b, _ in drawing.edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    for row in rows.values():
        _place(drawing, row)
    for sweep in range(8):
        down = sweep % 2 == 0
        for number in sorted(rows, reverse=not down):
            wanted = {}
            for index in rows[number]:
                near = [n for n in neighbours[index] if (drawing.boxes[n].row < number) == down]
                near = near or neighbours[index]
                centres = [drawing.boxes[n].x + drawing.boxes[n].width / 2 for n in near]
                box = drawing.boxes[index]
                wanted[index] = sum(centres) / len(centres) - box.width / 2 if centres else box.x
            rows[number].sort(key=lambda index, wanted=wanted: wanted[index])  # type: ignore[misc]
            _place(drawing, rows[number], wanted)
    shift = min((box.x for box in drawing.boxes), default=0.0) - _MARGIN
    for box in drawing.boxes:
        box.x -= shift


def _place(drawing: Drawing, row: Sequence[int], wanted: Mapping[int, float] | None = None) -> None:
    """Boxes of one row from left to right, as near to the wanted places as they fit, the row centred on them."""
    x = float("-inf")
    for index in row:
        box = drawing.boxes[index]
        aim = wanted[index] if wanted is not None else (0.0 if x == float("-inf") else x)
        box.x = max(aim, x)
        x = box.x + box.width + _GAP
    if wanted is not None and row:
        drift = sum(drawing.boxes[index].x - wanted[index] for index in row) / len(row)
        for index in row:
            drawing.boxes[index].x -= drift
