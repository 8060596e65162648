"""Measure this machine: python -m benchmarks

Contenders take turns in one process, and the medians count. Those that are not installed are named:
pip install -e ".[benchmarks]" brings them.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.console import Console
from rich.table import Table

BASE = "onnxruntime, run"
PACKAGES = ("caffe2trt", "numpy", "onnxruntime", "torch", "openvino", "ncnn")
TASKS = {  # T, N, I, H and the time step of a reset
    "step, I = H = 64": (1, 1, 64, 64),
    "step, I = H = 256": (1, 1, 256, 256),
    "step, I = 4096, H = 256": (1, 1, 4096, 256),
    "step, N = 16, I = H = 1024": (1, 16, 1024, 1024),
    "T = 64, I = H = 256": (64, 1, 256, 256),
    "T = 64, a reset inside": (64, 1, 256, 256, 32),
}
Row = dict[str, float]


@click.command(help=__doc__)
@click.option("--threads", type=click.IntRange(0), default=1, show_default=True, help="0: all of them.")
@click.option("--seconds", type=float, default=5.0, show_default=True, help="For each workload.")
@click.option("--full", is_flag=True, help="Also LRCN at full size, 1 GB, more than 2 GB and 100,000 layers.")
@click.option("--json", "target", metavar="FILE", help="Write the results as JSON.")
@click.option("--plot", metavar="FILE", help="Write a picture of the ratios (.svg or .png; needs matplotlib).")
def main(threads: int, seconds: float, full: bool, target: str | None, plot: str | None) -> None:
    """Run everything and print it as it comes."""
    if threads == 1:
        one_thread()
    console = Console()
    machine = {"processor": processor(), "python": platform.python_version(), "threads": threads or "all", **versions()}
    console.print(", ".join(f"{name} {value}" for name, value in machine.items()), soft_wrap=True)
    results: dict[str, Row] = {}
    with TemporaryDirectory() as folder:
        for name, row, absent in workloads(Path(folder), threads, seconds, full):
            results[name] = row
            show(console, name, row, absent)
    if target is not None:
        Path(target).write_text(json.dumps({"machine": machine, "seconds": results}, indent=2) + "\n")
    if plot is not None:
        draw(results, plot)


def one_thread() -> None:
    """Stay on one processor and let no library start more threads; before any of them is imported."""
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def workloads(folder: Path, threads: int, seconds: float, full: bool) -> Iterator[tuple[str, Row, dict[str, str]]]:
    """Each workload with its medians in seconds, and the contenders that are not there, with the reason."""
    from benchmarks import networks
    from benchmarks.contenders import Task
    from benchmarks.measure import race

    for name, numbers in TASKS.items():
        yield (name, *race(Task(*numbers, threads=threads), seconds))
    whole: dict[str, Callable[[], Row]] = {
        "moving_blob, T = 8, N = 16": lambda: networks.moving_blob(folder, threads, seconds),
        **({"LRCN, T = 16, N = 1": lambda: networks.lrcn(folder, threads, seconds)} if full else {}),
        **{
            f"convert {size} MB": lambda size=size: networks.conversion(folder, size)
            for size in ([20, 200, 1000, 2400] if full else [20])
        },
        **{f"load {n} layers": lambda n=n: networks.loading(folder, n) for n in ([400, 100_000] if full else [400])},
        "start a process": networks.start_up,
    }
    for name, measure in whole.items():
        yield name, measure(), {}


def show(console: Console, name: str, row: Row, absent: dict[str, str]) -> None:
    """Print one workload."""
    table = Table(title=name, title_justify="left", box=None, show_header=False)
    base = row.get(BASE)
    for contender, value in row.items():
        table.add_row(contender, text_of(value), f"{value / base:.2f}" if base else "")
    for contender, reason in absent.items():
        table.add_row(contender, reason, "")
    console.print(table)


def text_of(seconds: float) -> str:
    """Seconds in a unit that suits them."""
    unit, factor = next((u, f) for u, f in (("s", 1.0), ("ms", 1e3), ("us", 1e6)) if seconds * f >= 1 or u == "us")
    return f"{seconds * factor:.3g} {unit}" if unit != "us" else f"{seconds * factor:.1f} us"


def processor() -> str:
    """The processor's name, as Linux gives it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def versions() -> dict[str, str]:
    """The versions of what is compared; absent ones are left out."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def draw(results: dict[str, Row], path: str) -> None:
    """Bars of each contender's time over that of onnxruntime's bare operator."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = {name: row for name, row in results.items() if BASE in row}
    figure, axes = pyplot.subplots(len(shown), 1, figsize=(8, 1.6 * len(shown)), layout="constrained")
    for panel, (name, row) in zip(axes, shown.items()):
        names: list[Any] = list(row)
        bars = panel.barh(names, [row[key] / row[BASE] for key in names], color="#76b900")
        panel.bar_label(bars, fmt="%.2f", padding=3)
        panel.axvline(1, color="gray", linewidth=0.8)
        panel.invert_yaxis()
        panel.set_title(f"{name}: time over {BASE}", loc="left", fontsize=9)
    figure.savefig(path)


if __name__ == "__main__":
    main()
