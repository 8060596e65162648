"""The report of a comparison: one HTML page that needs nothing beside it."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from caffe2trt.converter.comparison.compare import Comparison
from caffe2trt.converter.comparison.metrics import BlobMetrics
from caffe2trt.converter.comparison.plot import Line, line_plot
from caffe2trt.converter.drawing import to_svg
from caffe2trt.converter.formatting import markup as escape

Cell = tuple[str, str]  # text and class
_TEXTS = ("output or state", "layer", "type", "value", "drift")  # columns that hold no numbers
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --dim: #666; --ground: #fff; --card: #f5f5f3; --edge: #ddd;
  --good: #00734f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --dim: #a0a0a0; --ground: #161616; --card: #222;
  --edge: #3a3a3a; --good: #5fd3a5; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--ground); }
h1 { font-size: 1.4rem; margin: .5rem 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.verdict { border-left: .4rem solid; padding: .6rem 1rem; background: var(--card); border-radius: .3rem; }
.verdict p { margin: .2rem 0; } .verdict.good { border-color: var(--good); } .verdict.bad { border-color: var(--bad); }
.good strong, td.good { color: var(--good); } .bad strong, td.bad { color: var(--bad); }
.wide { overflow-x: auto; border: 1px solid var(--edge); border-radius: .3rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--edge); white-space: nowrap; }
.number { text-align: right; } th { color: var(--dim); font-weight: 500; }
td:first-child { min-width: 6rem; max-width: 24rem; white-space: normal; overflow-wrap: anywhere; }
tr:last-child td { border-bottom: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .8rem 0; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; } code { font-size: .85em; }
figure { margin: .8rem 0; overflow-x: auto; } .drawing { background: #fff; max-height: 80vh; overflow: auto; }
.drawing svg { display: block; }
@media (prefers-color-scheme: dark) { .drawing { background: #1d1d1d; }
  .drawing svg { filter: invert(.89) hue-rotate(180deg); } }
.plot { display: block; width: 100%; height: auto; } .narrow { display: none; }
@media (max-width: 36rem) { .broad { display: none; } .narrow { display: block; } }
details { margin: .8rem 0; } summary { cursor: pointer; }
"""


def report_page(result: Comparison, inputs: str, command: str) -> str:
    """The page.

    Args:
        inputs: the inputs of both, for people.
        command: the command line.
    """
    title = f"{result.net.name}: {'as Caffe' if result.passes else 'not as Caffe'}"
    sections = [_summary(result, inputs, command), _blobs(result), _layers(result), _calls(result), _traces(result)]
    sections += [_drawing(result), _versions()]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(section for section in sections if section)
        + "\n</body>\n</html>\n"
    )


def _summary(result: Comparison, inputs: str, command: str) -> str:
    kind = "good" if result.passes else "bad"
    first, *rest = result.verdict
    lines = [f"<p><strong>{escape(first)}</strong></p>", *(f"<p>{escape(line)}</p>" for line in rest)]
    facts = {"actual": result.actual, "expected": result.expected, "inputs": inputs, "command": command}
    items = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items())
    return (
        f"<h1>{escape(result.net.name)}</h1>\n"
        f'<div class="verdict {kind}" id="verdict">{"".join(lines)}</div>\n<dl>{items}</dl>'
    )


def _blobs(result: Comparison) -> str:
    head = ("output or state", "of allowed", "max error", "mean error", "relative", "cosine", "top-1", "drift")
    rows = [_row(m, result.top1(m), m in result.wrong) for m in result.metrics.values()]
    return f"<h2>Outputs and states</h2>\n{_table(head, rows)}"


def _row(m: BlobMetrics, top1: float | None, is_wrong: bool) -> list[Cell]:
    kind = "bad" if is_wrong else "good"
    errors = [f"{value:.2e}" for value in (m.max_error, m.mean_error, m.relative_error)]
    others = [*errors, f"{m.cosine:.7f}", "" if top1 is None else f"{top1:.1%}", m.drift]
    return [(m.name, "bad" if is_wrong else ""), (_part(m.worst), kind), *((text, "") for text in others)]


def _part(worst: float) -> str:
    """Of what is allowed."""
    if worst < 10:
        return f"{worst:.1%}"
    return f"{worst:,.0f} times" if worst < 1e6 else "over a million times"


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table whose texts stand left and whose numbers stand right."""
    sides = ["" if name in _TEXTS else "number" for name in head]

    def row(tag: str, cells: Iterable[Cell]) -> str:
        shown = (
            f'<{tag} class="{f"{side} {kind}".strip()}">{escape(t)}</{tag}>' for side, (t, kind) in zip(sides, cells)
        )
        return f"<tr>{''.join(shown)}</tr>"

    body = "".join(row("td", cells) for cells in rows)
    return (
        f'<div class="wide"><table><thead>{row("th", ((name, "") for name in head))}</thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _figure(title: str, lines: Sequence[Line], x_label: str, y_label: str, **options: Any) -> str:
    """A plot for a screen, and one that a phone shows without scrolling."""
    plots = [line_plot(title, lines, x_label, y_label, width=width, **options) for width in (640, 360)]
    shown = (f'<div class="{kind}">{plot}</div>' for kind, plot in zip(("broad", "narrow"), plots))
    return f"<figure>{''.join(shown)}</figure>"


def _layers(result: Comparison) -> str:
    if not result.layers:
        return ""
    first = result.first_wrong
    worst = _figure(
        "Error by layer, as a part of what is allowed",
        [
            Line("error", [layer.metrics.worst for layer in result.layers]),
            Line("allowed", [1.0] * len(result.layers), dashed=True),
        ],
        "layers in the network's order",
        "of allowed",
        log=True,
        labels=[f"{layer.layer} ({layer.type}): {layer.metrics.name}" for layer in result.layers],
        marked=None if first is None else (result.layers.index(first), first.layer),
    )
    rows = []
    for layer in result.layers:
        m = layer.metrics
        kind = "" if m.passes and layer is not first else "bad"
        cells = [layer.layer, _part(m.worst), layer.type, m.name, f"{m.max_error:.2e}"]
        rows.append([*((text, kind) for text in cells), (f"{m.bound:.2e}", "")])
    head = ("layer", "of allowed", "type", "value", "max error", "rounding explains")
    note = "" if first is None else f'<p class="verdict bad" id="first-wrong-layer">{escape(first.verdict)}</p>'
    return (
        f"<h2>Layers</h2>\n<p>{escape(result.layers_actual)}.</p>\n{note}{worst}\n"
        f"<details{' open' if first else ''}><summary>{len(rows)} values</summary>{_table(head, rows)}</details>"
    )


def _calls(result: Comparison) -> str:
    if result.calls < 2:
        return ""
    worst = sorted(result.metrics.values(), key=lambda m: -m.worst)[:4]
    lines = [Line(m.name, m.by_call) for m in result.metrics.values() if m in worst]
    plot = _figure("Largest absolute error by call", lines, "call", "error", log=True)
    others = len(result.metrics) - len(lines)
    note = f"<p>The four that use most of what is allowed; {others} more use less.</p>" if others else ""
    return f"<h2>Calls</h2>\n{note}{plot}"


def _traces(result: Comparison) -> str:
    figures = []
    for trace in result.traces:
        lines = []
        for place, element in enumerate(trace.elements):
            lines.append(Line(f"Caffe [{element}]", trace.expected[place]))
            lines.append(Line(f"actual [{element}]", trace.actual[place], dashed=True))
        if len(lines[0].values) > 1:
            title = f"{trace.name} of the first stream: elements {', '.join(map(str, trace.elements))}"
            figures.append(_figure(title, lines, "time step", "value"))
    return "<h2>Outputs over time</h2>\n" + "\n".join(figures) if figures else ""


def _drawing(result: Comparison) -> str:
    first = result.first_wrong
    network = (result.net.name, result.net.parameter, result.net.model.shapes)
    picture = to_svg([network], marked={first.layer} if first else (), why="first wrong layer")
    note = f"<p>Marked: the first wrong layer, <strong>{escape(first.layer)}</strong>.</p>" if first else ""
    return f'<h2>Network</h2>\n{note}<div class="wide drawing" id="drawing">{picture}</div>'


def _versions() -> str:
    names = ("caffe2trt", "numpy", "onnx", "onnxruntime", "tensorrt-rtx", "tensorrt")
    found = [f"{name} {number}" for name in names if (number := _version(name))]
    return f"<dl><dt>versions</dt><dd>{escape(', '.join(found))}, Python {platform.python_version()}</dd></dl>"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
