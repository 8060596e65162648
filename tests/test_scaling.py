"""The numbers in docs/scaling.md follow from its formulas and from the network."""

from __future__ import annotations

import re
from math import prod

import pytest

from caffe2trt.converter import load
from tests.harness import GOLDENS, ROOT

PAGE = (ROOT / "docs/scaling.md").read_text(encoding="utf-8")
SHAPES = {"data": (384, 3, 227, 227), "clip_markers": (384,)}
NET = load(GOLDENS / "big/lrcn_ucf101/net.prototxt", inputs=SHAPES, time_steps=1, batch=1)
STATE = 4 * sum(prod(shape) for shape in NET.states.values())  # bytes of one stream
FRAME = 4 * sum(prod(shape) for shape in NET.inputs.values())
OUTPUTS = 4 * sum(prod(shape) for shape in NET.outputs.values())
WEIGHTS = 4 * NET.parameters
GPUS = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \| ([\d,]+) \| ([\d,]+) \|$", PAGE, re.MULTILINE)


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_bytes_of_a_stream_are_those_of_the_network() -> None:
    shown = re.findall(r"^\| (state|inputs|outputs|weights) \| ([\d,]+) \|", PAGE, re.MULTILINE)
    expected = {"state": STATE, "inputs": FRAME, "outputs": OUTPUTS, "weights": WEIGHTS}
    assert {name: number(value) for name, value in shown} == expected


def test_three_gpus_are_shown() -> None:
    assert len(GPUS) == 3


@pytest.mark.parametrize(("name", "gigabytes", "bandwidth", "streams", "steps"), GPUS)
def test_the_streams_of_a_gpu_follow_from_the_formulas(
    name: str, gigabytes: str, bandwidth: str, streams: str, steps: str
) -> None:
    memory, rate = int(gigabytes) * 10**9, int(bandwidth) * 10**9
    assert number(streams) == (memory - WEIGHTS) // (2 * STATE + FRAME + OUTPUTS), name
    assert number(steps) == rate // (2 * STATE + FRAME + OUTPUTS), name


def test_the_memory_of_a_million_streams_follows_from_the_state() -> None:
    (one, two) = re.findall(r"10\^6 streams have ([\d.]+) GB of state, ([\d.]+) GB in two sets", PAGE)[0]
    assert (float(one), float(two)) == (round(STATE / 1e3, 2), round(2 * STATE / 1e3, 2))


PERFORMANCE = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
TIMES = re.findall(
    r"^\| (.+?) \| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| (\d+) \|$", PERFORMANCE, re.MULTILINE
)


@pytest.mark.parametrize(("name", "bandwidth", "times"), [(row[0], row[1], row[2:6]) for row in TIMES])
def test_the_time_to_read_the_weights_follows_from_the_bandwidth(name: str, bandwidth: str, times: list[str]) -> None:
    sizes = [(hidden, width) for hidden in (256, 1024) for width in (4, 2)]
    for shown, (hidden, width) in zip(times, sizes):
        assert float(shown) == pytest.approx(2 * hidden * 4 * hidden * width / (int(bandwidth) * 1e3), abs=0.005), name


def test_performance_names_the_gpus_of_scaling() -> None:
    assert [(row[0], row[1]) for row in TIMES] == [(row[0], row[2]) for row in GPUS]
