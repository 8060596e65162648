"""What the README and the samples show is what their commands print.

A block marked `console` holds commands, each behind "$ ", and what they print; "..." stands for any lines. Numbers must
be those shown, but for times, versions, sizes, and errors: an error may be half as large again, and one that is
rounding in fp32 also less, or up to 1e-6, because processors sum in different orders.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import ROOT
from tests.test_tensorrt_versions import full

PRODUCTION = ROOT / "docs/production.md"
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "samples").glob("*/README.md")),
    *(ROOT / "docs" / name for name in ("index.md", "install.md", "precision.md")),
    PRODUCTION,
]
ROUNDING = 1e-5  # errors below it are rounding in fp32
NUMBER = re.compile(r"(\d+(?:\.\d+)*(?:e[-+]\d+)?)")


def commands_of(document: Path) -> list[tuple[str, str]]:
    """The commands of all console blocks, each with the output that is shown."""
    blocks = re.findall(r"^```console\n(.*?)^```", document.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    found: list[tuple[str, str]] = []
    for block in blocks:
        for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def words(line: str) -> str:
    return " ".join(re.sub("─+", "─", line).split())


def same_number(shown: str, found: str, after: str, is_fp32: bool) -> bool:
    """Whether a number may stand where another is shown; `after` is the text behind it."""
    if shown == found or shown.count(".") > 1 or re.match(r" s\b", after):
        return True
    a, b = float(shown), float(found)
    if after.startswith((" kB", " MB")):
        return 0.5 < b / a < 2
    if "e-" in shown:
        return b <= max(1.5 * a, 1e-6) if a < ROUNDING else a / 1.5 <= b <= 1.5 * a
    if after.startswith("% of") and shown != "100.0":
        return b <= 1.5 * a and (is_fp32 or b >= a / 1.5)
    return False


def same_line(shown: str, found: str) -> bool:
    a, b = NUMBER.split(words(shown)), NUMBER.split(words(found))
    is_fp32 = "atol 2e-05" in shown
    # texts stand at even places, numbers between them
    return len(a) == len(b) and all(
        x == y if place % 2 == 0 else same_number(x, y, a[place + 1], is_fp32) for place, (x, y) in enumerate(zip(a, b))
    )


def same_text(shown: list[str], found: list[str]) -> bool:
    if not shown:
        return not found
    if shown[0].strip() == "...":
        return any(same_text(shown[1:], found[start:]) for start in range(len(found) + 1))
    return bool(found) and same_line(shown[0], found[0]) and same_text(shown[1:], found[1:])


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the commands run: the samples, and a network for those that name no other."""
    for used in ("samples", "converter/selftest/cases/ocr_columns"):
        shutil.copytree(ROOT / used, tmp_path / used)
    for kind, name in (("prototxt", "train_test.prototxt"), ("caffemodel", "moving_blob.caffemodel")):
        (tmp_path / f"net.{kind}").write_bytes((ROOT / "samples/moving_blob" / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_print_what_is_shown(document: Path, folder: Path) -> None:
    commands = commands_of(document)
    assert commands
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "COLUMNS": "180", "PATH": paths}
    for command, shown in commands:
        done = subprocess.run(
            command,
            shell=True,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        wanted = 2 if "caffe2trt: error:" in shown else 1 if shown.startswith("actual") and "different:" in shown else 0
        assert done.returncode == wanted, f"$ {command}\n{done.stdout}"
        if shown.strip():
            assert same_text(lines_of(shown), lines_of(done.stdout)), f"$ {command}\n{done.stdout}\nshown:\n{shown}"
    if document == PRODUCTION:  # its program runs a file that its commands made
        run_python(document, folder)


def test_the_readmes_python_prints_what_it_shows(folder: Path) -> None:
    run_python(ROOT / "README.md", folder)


def run_python(document: Path, folder: Path) -> None:
    text = document.read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```\n\n```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert shown
    for code, output in shown:
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
        assert same_text(lines_of(output), lines_of(done.stdout)), done.stdout


@pytest.mark.parametrize(("place", "lstm"), [(0, "auto"), (1, "rnnv2")])
def test_tensorrt_8_in_its_sample(place: int, lstm: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the stand-in for TensorRT 8.6.1: what the sample shows, and the numbers."""
    sample = ROOT / "samples/tensorrt8_step"
    runpy.run_path(str(sample / "define.py"))["main"](full("8.6.1"), lstm)
    texts = re.findall(r"^```\n(TensorRT 8.*?)^```", (sample / "README.md").read_text(), re.DOTALL | re.MULTILINE)
    shown, found = texts[place], capsys.readouterr().out
    assert same_text(lines_of(shown), lines_of(found)), found


def test_tensorrt_8_is_asked_for_where_it_is_absent() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "samples/tensorrt8_step/define.py")], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert re.match(r"TensorRT is not installed|.* has no RNNv2", done.stderr), done.stderr


@pytest.mark.parametrize(
    ("shown", "found", "same"),
    [
        ("error 3e-07", "error 9e-07", True),
        ("error 3e-07", "error 4e-06", False),
        ("right 0.30", "right 0.31", False),
        ("9 layers, 6.7 kB, in 0.1 s", "9 layers, 6.9 kB, in 3.2 s", True),
        ("8 streams", "31 streams", False),
        ("9 layers, 6.7 kB, in 0.1 s", "8 layers, 6.7 kB, in 0.1 s", False),
        ("TensorRT 1.7.1 network", "TensorRT 1.8.0 network", True),
        ("a\n...\nd", "a\nb\nc\nd", True),
        ("a\n...\nd", "a\nb\nc", False),
        ("uses 5.1% of what is allowed (atol 0.01", "uses 5.9% of what is allowed (atol 0.01", True),
        ("uses 5.1% of what is allowed (atol 0.01", "uses 13.6% of what is allowed (atol 0.01", False),
        ("uses 13.6% of what is allowed (atol 0.01", "uses 5.1% of what is allowed (atol 0.01", False),
        ("uses 1.4% of what is allowed (atol 2e-05", "uses 2.5% of what is allowed (atol 2e-05", False),
        ("uses 2.7% of what is allowed (atol 2e-05", "uses 0.0% of what is allowed (atol 2e-05", True),
        ("error 3e-07", "error 0.0e+00", True),
        ("error 8.9e-04", "error 1.0e-03", True),
        ("error 8.9e-04", "error 2.0e-03", False),
        ("error 8.9e-04", "error 2.0e-04", False),
        ("top-1 100.0%", "top-1 99.0%", False),
    ],
)
def test_what_counts_as_shown(shown: str, found: str, same: bool) -> None:
    assert same_text(shown.splitlines(), found.splitlines()) == same
