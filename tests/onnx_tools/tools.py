"""Takes every ONNX file of a folder through other people's tools, in an environment that has them.

    python tools.py FOLDER     prints {tool: {file: what went wrong, or ""}} as JSON

What onnxslim and onnxsim write must compute what the file computes, under onnxruntime.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import netron
import numpy as np
import onnx
import onnxruntime
import onnxsim
import onnxslim
from polygraphy.tools._main import main as polygraphy


def slim(path: Path) -> None:
    compare(path, onnxslim.slim(str(path)))


def sim(path: Path) -> None:
    model, is_right = onnxsim.simplify(str(path))
    assert is_right, "onnxsim's own check failed"
    compare(path, model)


def inspect(path: Path) -> None:
    run_polygraphy("inspect", "model", str(path), "--show", "layers", "attrs", "weights")


def run(path: Path) -> None:
    run_polygraphy("run", str(path), "--onnxrt")


def compare(path: Path, changed: Any) -> None:
    """Assert that both give the same for the same inputs; a length that varies is 3 for T and 2 for N."""
    onnx.checker.check_model(changed, full_check=True)
    rng = np.random.default_rng(0)
    before = onnxruntime.InferenceSession(str(path))
    feeds = {}
    for item in before.get_inputs():
        shape = [{"T": 3, "N": 2, "T*N": 6}.get(length, length) for length in item.shape]
        feeds[item.name] = rng.integers(0, 2, shape).astype(np.float32)
    after = onnxruntime.InferenceSession(changed.SerializeToString())
    names = [item.name for item in before.get_outputs()]
    assert names == [item.name for item in after.get_outputs()]
    for name, a, b in zip(names, before.run(names, feeds), after.run(names, feeds)):
        assert np.allclose(a, b, atol=2e-3 if "fp16" in path.name else 1e-6), name


def run_polygraphy(*arguments: str) -> None:
    printed = io.StringIO()
    sys.argv = ["polygraphy", *arguments]
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            status = polygraphy()
        except SystemExit as stop:
            status = stop.code
    assert status in (0, None), printed.getvalue()[-2000:]


def tried(tool: Callable[[Path], None], path: Path) -> str:
    try:
        tool(path)
    except Exception as error:  # the report says it: other people's tools may raise anything
        return f"{type(error).__name__}: {error}"
    return ""


def read_by_netron(paths: list[Path]) -> dict[str, str]:
    """Netron is JavaScript: node runs its reader. What it reads must have the file's inputs, outputs and nodes."""
    with tempfile.TemporaryDirectory() as folder:
        modules = Path(netron.__file__).parent
        shutil.copytree(modules, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        (Path(folder) / "package.json").write_text('{"type": "module"}')
        script = str(Path(__file__).with_name("netron.mjs"))
        done = subprocess.run(["node", script, folder, *map(str, paths)], capture_output=True, text=True)
    if done.returncode:
        return {path.name: done.stderr for path in paths}
    found = json.loads(done.stdout)
    results = {}
    for path in paths:
        graph = onnx.load(path).graph
        names = [[item.name for item in items] for items in (graph.input, graph.output)]
        read = found[path.name]
        is_same = [read["inputs"], read["outputs"], read["nodes"]] == [*names, len(graph.node)]
        results[path.name] = "" if is_same else f"netron reads {read}"
    return results


def main(folder: Path) -> None:
    paths = sorted(folder.glob("*.onnx"))
    tools = {"onnxslim": slim, "onnxsim": sim, "polygraphy inspect": inspect, "polygraphy run": run}
    results = {name: {path.name: tried(tool, path) for path in paths} for name, tool in tools.items()}
    if shutil.which("node"):
        results["netron"] = read_by_netron(paths)
    print(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
