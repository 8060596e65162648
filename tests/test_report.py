"""compare --report: one page that opens by itself, in a real browser where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from caffe2trt.converter import export_onnx, load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.drawing import LEGEND, to_svg
from tests.harness import Case
from tests.networks import input_layer, lstm_text
from tests.test_faults import files_of, wrong_alpha

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here to open the page in")

# The page in a frame of a phone's width. What goes wrong in it, and where things lie, is written into the frame's page.
FRAME = """<!doctype html><iframe width="{width}" height="800" srcdoc="{page}"></iframe><pre id="found"></pre><script>
const frame = document.querySelector("iframe"), errors = [];
frame.contentWindow.onerror = (message) => errors.push(message);
addEventListener("load", () => {{
  const page = frame.contentDocument, box = (element) => element && element.getBoundingClientRect().toJSON();
  const shown = (cell) => {{
    const style = getComputedStyle(cell);
    return {{text: cell.innerText, right: box(cell).right, side: style.textAlign, color: style.color}};
  }};
  const first = page.querySelector("#first-wrong-layer");
  if (first) first.scrollIntoView();
  document.querySelector("#found").textContent = JSON.stringify({{
    errors, width: page.documentElement.scrollWidth, ground: getComputedStyle(page.body).backgroundColor,
    ink: getComputedStyle(page.body).color, first: first && first.innerText, at: box(first),
    verdict: page.querySelector("#verdict").innerText, marked: box(page.querySelector("#drawing .marked")),
    loaded: frame.contentWindow.performance.getEntriesByType("resource").map((entry) => entry.name),
    tables: [...page.querySelectorAll("table")].map((table) => [...table.rows].map((row) => [...row.cells].map(shown))),
    plots: [...page.querySelectorAll("svg.plot")].map((plot) => box(plot)).filter((plot) => plot.width > 0),
    headings: [...page.querySelectorAll("h2")].map((heading) => heading.innerText),
  }});
}});</script>"""


@lru_cache
def report(is_right: bool) -> str:
    """The page on lrcn_small as it is, or with a wrong LRN."""
    case = Case.named("nets/lrcn_small")
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = files_of(case) if is_right else wrong_alpha(case, "norm2", folder)
        export_onnx(load(*files), folder / "net.onnx")
        options = ["--layers", "--report", str(folder / "report.html"), "--calls", "12"]
        arguments = ["compare", str(folder / "net.onnx"), *map(str, files_of(case)), *options]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == (0 if is_right else 1), result.output
        assert f"report     {folder / 'report.html'}" in result.output
        return (folder / "report.html").read_text(encoding="utf-8")


def browse(page: str, folder: Path, *options: str, width: int = 375) -> dict[str, Any]:
    (folder / "frame.html").write_text(FRAME.format(page=escape(page), width=width), encoding="utf-8")
    found: dict[str, Any] = json.loads(run_browser(folder, *options))
    return found


def run_browser(folder: Path, *options: str) -> str:
    """What frame.html has written into its #found."""
    assert BROWSER is not None
    address = (folder / "frame.html").as_uri()
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    dom = subprocess.run(
        [*command, *options, "--dump-dom", address], check=True, capture_output=True, text=True, timeout=120
    ).stdout
    match = re.search(r'<pre id="found">(.*?)</pre>', dom, re.DOTALL)
    assert match is not None, dom[:1000]
    return unescape(match[1])


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_on_a_phone(tmp_path: Path, scheme: str) -> None:
    dark = ("--blink-settings=preferredColorScheme=0",) if scheme == "dark" else ()
    found = browse(report(is_right=False), tmp_path, *dark)
    assert found["errors"] == []
    assert found["loaded"] == []
    assert found["width"] <= 375
    assert found["verdict"].startswith("different: probs off by up to")
    assert found["first"].startswith("layer 'norm2' (LRN) gives norm2 off by up to")
    assert -1 < found["at"]["top"] < 800  # after scrolling to it
    assert found["at"]["width"] > 200
    assert found["marked"]["width"] > 20
    assert found["headings"] == ["Outputs and states", "Layers", "Calls", "Outputs over time", "Network"]
    ground, ink = (sum(map(int, re.findall(r"\d+", found[name])[:3])) for name in ("ground", "ink"))
    assert (ground < 200 < 500 < ink) if scheme == "dark" else (ink < 200 < 500 < ground)


@needs_browser
def test_what_matters_is_seen_on_a_phone_without_scrolling(tmp_path: Path) -> None:
    found = browse(report(is_right=False), tmp_path)
    assert len(found["plots"]) == 3
    assert all(plot["right"] <= 375 for plot in found["plots"])
    for table in found["tables"]:
        assert [cell["text"] for cell in table[0]][1] == "of allowed"
        assert all(row[1]["right"] <= 375 - 16 for row in table)


@needs_browser
def test_the_wrong_layer_is_red_and_texts_stand_left(tmp_path: Path) -> None:
    _, layers = browse(report(is_right=False), tmp_path)["tables"]
    red, ink = "rgb(179, 38, 30)", "rgb(27, 27, 27)"
    names = {row[0]["text"]: row[0]["color"] for row in layers[1:]}
    assert {name for name, color in names.items() if color == red} == {"norm2"}
    assert set(names.values()) == {red, ink}
    sides = {head["text"]: {row[place]["side"] for row in layers} for place, head in enumerate(layers[0])}
    assert all(sides[name] == {"left"} for name in ("layer", "type", "value"))
    assert all(sides[name] == {"right"} for name in ("of allowed", "max error", "rounding explains"))


@needs_browser
@pytest.mark.parametrize(
    "name", ["n", "unrolled", "W" * 60, "a name of many words, as people give it to a network" * 2]
)
def test_the_title_of_a_drawing_is_inside_it(tmp_path: Path, name: str) -> None:
    relu = 'layer { name: "r" type: "ReLU" bottom: "x" top: "y" }'
    (tmp_path / "n.prototxt").write_text(f'name: "{name}" ' + input_layer("x", 1, 4) + relu)
    assert (
        CliRunner().invoke(main, ["draw", str(tmp_path / "n.prototxt"), "-o", str(tmp_path / "n.svg")]).exit_code == 0
    )
    picture = (tmp_path / "n.svg").read_text(encoding="utf-8").replace("font-weight", 'id="title" font-weight', 1)
    script = "const ends = [...document.querySelectorAll('svg, #title')].map((e) => e.getBoundingClientRect().right);"
    (tmp_path / "frame.html").write_text(
        f'{picture}<pre id="found"></pre><script>{script}found.innerText = ends</script>'
    )
    svg, title = map(float, re.split(",", run_browser(tmp_path)))
    assert title < svg


def test_the_legend_of_a_drawing_shows_what_is_there(tmp_path: Path) -> None:
    def legend(text: str) -> list[str]:
        (tmp_path / "n.prototxt").write_text(text)
        net = load(tmp_path / "n.prototxt")
        svg = to_svg([(net.name, net.parameter, net.model.shapes)])
        return [words for words in LEGEND.values() if f">{words}<" in svg]

    relu = 'layer { name: "r" type: "ReLU" bottom: "x" top: "y" }'
    assert legend(input_layer("x", 1, 4) + relu) == ["input or constant", "layer"]
    assert legend(lstm_text(4, 2, 3, 5)) == ["recurrent layer", "input or constant"]


@needs_browser
def test_the_page_where_all_is_right(tmp_path: Path) -> None:
    found = browse(report(is_right=True), tmp_path, width=1200)
    assert found["errors"] == []
    assert found["width"] <= 1200
    assert found["verdict"].startswith("the same: ")
    assert (found["first"], found["marked"]) == (None, None)


def test_the_page_needs_nothing_beside_it() -> None:
    page = report(is_right=False)
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)|url\((?!#)|@import|<link', page)
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(svg)


def test_the_page_tells_what_was_asked_and_by_what(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["caffe2trt", "compare", "a <b>.prototxt", "--report", "r.html"])
    prototxt, caffemodel = files_of(Case.named("nets/v1_format"))
    target = tmp_path / "r.html"
    result = CliRunner().invoke(main, ["compare", str(prototxt), str(caffemodel), "--report", str(target)])
    assert result.exit_code == 0, result.output
    page = target.read_text(encoding="utf-8")
    assert "caffe2trt compare &#x27;a &lt;b&gt;.prototxt&#x27; --report r.html" in page
    assert "network, fp32, evaluated on the CPU" in page
    assert re.search(r"onnxruntime \d+\.\d+.*Python 3\.", page)
