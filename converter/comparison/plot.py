"""Line plots as SVG: small, without a script, readable on light and dark ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from caffe2trt.converter.formatting import markup as escape

# On white and on black: blue, orange, green, purple, of like lightness (Okabe and Ito's, a little darker).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b8679b")
STYLE = (
    ".plot{font:11px system-ui,sans-serif;color:#333}.plot text{fill:currentColor}"
    ".plot .axis{stroke:currentColor;stroke-opacity:.55}.plot .grid{stroke:currentColor;stroke-opacity:.13}"
    "@media(prefers-color-scheme:dark){.plot{color:#ccc}.plot path[stroke]{filter:brightness(1.35)}}"
)
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 14, 34, 40
_LEGEND_ROW = 15
_MOST_POINTS = 1200  # a line drawn on 560 pixels needs no more


@dataclass(frozen=True)
class Line:
    """A named line; `x` counts from `start`. `dashed` sets it apart without colour."""

    name: str
    values: Sequence[float]
    start: int = 0
    dashed: bool = False


def line_plot(
    title: str,
    lines: Sequence[Line],
    x_label: str,
    y_label: str,
    *,
    log: bool = False,
    width: int = 640,
    height: int = 240,
    labels: Sequence[str] = (),
    marked: tuple[int, str] | None = None,
) -> str:
    """An SVG element. With `log`, the vertical axis is logarithmic and values of 0 lie on its floor.

    Args:
        width: of the picture. A long title is cut, and a long legend takes more lines and makes it higher.
        labels: of the first line's points, shown where the pointer rests.
        marked: a place on the horizontal axis, and what to write there.
    """
    places = _legend_places(lines, width)
    rows = places[-1][1] if places else 0
    height += rows * _LEGEND_ROW
    scale = _Scale(lines, log, width, height, _TOP + rows * _LEGEND_ROW)
    most = int((width - _LEFT) / 6.4)
    cut = title if len(title) <= most else f"{title[: most - 1]}…"
    marks = [f'<text x="{_LEFT}" y="14" font-weight="600">{escape(cut)}</text>']
    marks += _axes(scale, x_label, y_label)
    for index, (line, (x, row)) in enumerate(zip(lines, places)):
        y = 24 + row * _LEGEND_ROW
        colour = COLOURS[index % len(COLOURS)]
        dash = ' stroke-dasharray="5 3"' if line.dashed else ""
        marks.append(
            f'<path d="{scale.path(line)}" fill="none" stroke="{colour}" stroke-width="1.5"{dash}>'
            f"<title>{escape(line.name)}</title></path>"
        )
        marks.append(f'<path d="M{x:.0f},{y}h18" stroke="{colour}" stroke-width="2"{dash}/>')
        marks.append(f'<text x="{x + 23:.0f}" y="{y + 4}">{escape(line.name)}</text>')
    for place, (label, value) in enumerate(zip(labels, lines[0].values)):
        marks.append(
            f'<circle cx="{scale.x(place):.1f}" cy="{scale.y(value):.1f}" r="2.5" fill="{COLOURS[0]}">'
            f"<title>{escape(label)}</title></circle>"
        )
    if marked is not None:
        x = scale.x(marked[0])
        side = ("end", -5) if x > width / 2 else ("start", 5)
        marks.append(f'<path class="mark" d="M{x:.1f},{scale.top}V{scale.bottom}" stroke="{COLOURS[1]}"/>')
        place_of_text = f'x="{x + side[1]:.1f}" y="{scale.top + 10}" text-anchor="{side[0]}"'
        marks.append(f"<text {place_of_text}>{escape(marked[1])}</text>")
    return (
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>{"".join(marks)}</svg>'
    )


def _legend_places(lines: Sequence[Line], width: int) -> list[tuple[float, int]]:
    """Where each line's name begins, and in which row."""
    places: list[tuple[float, int]] = []
    x, row = float(_LEFT), 0
    for line in lines:
        size = 38 + 6.2 * len(line.name)
        if x > _LEFT and x + size > width:
            x, row = float(_LEFT), row + 1
        places.append((x, row))
        x += size
    return places


class _Scale:
    """From values to places on the picture."""

    def __init__(self, lines: Sequence[Line], log: bool, width: int, height: int, top: int) -> None:
        values = [value for line in lines for value in line.values if math.isfinite(value) and (value > 0 or not log)]
        self.log, self.top, self.bottom, self.right = log, top, height - _BOTTOM, width - _RIGHT
        low, high = float(min(values, default=1e-9 if log else 0.0)), float(max(values, default=1.0))
        if log:
            low, high = float(math.floor(math.log10(low))), float(math.ceil(math.log10(high)))
        if low == high:
            low, high = low - 1, high + 1
        self.low, self.high = low, high
        self.first = min((line.start for line in lines), default=0)
        self.last = max((line.start + len(line.values) - 1 for line in lines), default=1)

    def x(self, place: float) -> float:
        return _LEFT + (place - self.first) / max(self.last - self.first, 1) * (self.right - _LEFT)

    def y(self, value: float) -> float:
        if self.log:
            value = math.log10(value) if value > 0 else self.low
        value = min(max(value, self.low), self.high) if not math.isnan(value) else self.high
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def path(self, line: Line) -> str:
        step = max(1, math.ceil(len(line.values) / _MOST_POINTS))
        points = [
            f"{self.x(line.start + place):.1f},{self.y(value):.1f}"
            for place in range(0, len(line.values), step)
            for value in _standing_for(line.values[place : place + step], self.log)
        ]
        if len(points) == 1:
            return f"M{points[0]}h3"
        return "M" + "L".join(points)

    def ticks(self) -> list[tuple[float, str]]:
        """Heights with their labels."""
        if self.log:
            step = max(1, round((self.high - self.low) / 5))
            exponents = range(int(self.low), int(self.high) + 1, step)
            return [(10.0**exponent, f"1e{exponent}") for exponent in exponents]
        gap = _round_step((self.high - self.low) / 4)
        first = math.ceil(self.low / gap)
        return [(gap * n, f"{gap * n:g}") for n in range(first, math.floor(self.high / gap) + 1)]


def _standing_for(values: Sequence[float], log: bool) -> list[float]:
    """What stands for several values at one place: of errors the largest, of others the range."""
    if len(values) == 1 or log:
        return [float(max(values))]
    return [float(min(values)), float(max(values))]


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, ... times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step)


def _axes(scale: _Scale, x_label: str, y_label: str) -> list[str]:
    right, bottom = scale.right, scale.bottom
    marks = [f'<path class="axis" d="M{_LEFT},{scale.top}V{bottom}H{right}" fill="none"/>']
    for value, label in scale.ticks():
        y = scale.y(value)
        marks.append(f'<path class="grid" d="M{_LEFT},{y:.1f}H{right}"/>')
        marks.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    step = max(1, round(_round_step(max(scale.last - scale.first, 1) / 6)))
    for place in range(-(-scale.first // step) * step, scale.last + 1, step):
        marks.append(f'<text x="{scale.x(place):.1f}" y="{bottom + 15}" text-anchor="middle">{place}</text>')
    marks.append(f'<text x="{right}" y="{bottom + 32}" text-anchor="end">{escape(x_label)}</text>')
    middle = (scale.top + bottom) / 2
    marks.append(
        f'<text transform="translate(12,{middle:.0f}) rotate(-90)" text-anchor="middle">{escape(y_label)}</text>'
    )
    return marks
