"""The figures on the page about precisions are measured; `python -m tests.test_precision_page` prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from caffe2trt.converter import Net, calibrate, define_network, evaluate_network, quantize
from caffe2trt.converter.comparison.compare import compare
from caffe2trt.converter.comparison.metrics import UNLIMITED
from caffe2trt.converter.comparison.runners import network_runner, reference_runner
from tests.harness import ROOT, Case
from tests.quantized_networks import Arrays, moving_blob

PAGE = ROOT / "docs/precision.md"
ROWS = (
    *(("fp32", ""), ("fp16", ""), ("bf16", "")),
    *(("int8", "minmax"), ("int8", "percentile"), ("int8", "entropy"), ("fp8", "minmax")),
)
NETWORKS = ("moving_blob", "lrcn_small")


def network(name: str) -> tuple[Net, list[Arrays]]:
    if name == "moving_blob":
        net, calls, _ = moving_blob()
        return net, list(calls)
    case = Case.named(f"nets/{name}")
    return case.load(), [inputs for inputs, _ in case.calls]


def clips_right(net: Net, precision: str) -> int:
    """Clips of moving_blob whose answer, at the last time step, is Caffe's; each call begins new clips."""
    _, calls, expected = moving_blob()
    network = define_network(net, precision)
    found = [evaluate_network(network, call)["probs"] for call in calls]
    return sum(int((a[-1].argmax(-1) == b[-1].argmax(-1)).sum()) for a, b in zip(found, expected))


def figures(name: str) -> Iterator[tuple[str, list[float]]]:
    """The first cell of each row, and its numbers."""
    net, calls = network(name)
    for precision, method in ROWS:
        made = quantize(net, calibrate(net, calls, method), precision) if method else net
        runner = network_runner(define_network(made, precision))
        result = compare(net, runner, reference_runner(net), calls, UNLIMITED)
        if name == "moving_blob":
            assert clips_right(made, precision) == 48, f"{precision} {method}"
        probs, state = result.metrics["probs"], result.metrics["lstm1__h_out"]
        top1 = result.top1(probs)
        assert top1 is not None
        title = f"{precision}, {method}" if method else precision
        yield title, [probs.relative_error, state.relative_error, state.decibels, 100 * top1]


@pytest.mark.parametrize("name", NETWORKS)
def test_the_page_shows_what_is_measured(name: str) -> None:
    (table,) = re.findall(rf"^<!-- figures: {name} -->\n(.*?)^<!-- end -->", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    shown = {cells[1].strip(): cells[2:6] for cells in (line.split("|") for line in table.splitlines()[2:])}
    assert set(shown) == {f"{precision}, {method}" if method else precision for precision, method in ROWS}
    for title, numbers in figures(name):
        probs, state, decibels, top1 = (float(cell.replace("dB", "").replace("%", "")) for cell in shown[title])
        for found, error in zip(numbers, (probs, state)):
            assert error / 2 < found < 2 * error, title  # another processor sums in another order
        assert numbers[2] == pytest.approx(decibels, abs=3), title
        assert numbers[3] == pytest.approx(top1, abs=1), title


if __name__ == "__main__":
    for each in NETWORKS:
        for first, (a, b, c, d) in figures(each):
            print(f"| {first} | {a:.1e} | {b:.1e} | {c:.1f} dB | {d:.1f}% |")
