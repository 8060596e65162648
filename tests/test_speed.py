"""Work grows with a network's size, not with the square of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from caffe2trt.caffe.caffemodel import write_caffemodel
from caffe2trt.converter import Net, load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.layers import registry
from caffe2trt.converter.net import apply_pass
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.retime import retime
from caffe2trt.graph_surgery.roll import roll
from caffe2trt.graph_surgery.unroll import unroll

INPUT = 'layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 2 dim: 4 } } }\n'
Work = Callable[[], object]


def require_linear(of_size: Callable[[int], Work], size: int) -> None:
    """Four times the size takes less than eight times as long; where work grows with the square, it is sixteen."""
    small, large = of_size(size), of_size(4 * size)
    small()  # what is made once is made before the clock runs
    ratios = []
    for _ in range(5):  # one that another program disturbed does not count
        ratios.append(seconds(large) / max(seconds(small), 1e-3))
        if ratios[-1] < 8:
            return
    raise AssertionError(f"size {4 * size} takes {min(ratios):.1f} times as long as size {size}")


def seconds(work: Work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def each(count: int, text: str) -> str:
    """The text `count` times, with numbers in place of #."""
    return " ".join(text.replace("#", str(i)) for i in range(count))


def relu(count: int, name: str = "r#", bottom: str = "data", top: str = "t#") -> str:
    return INPUT + each(count, f'layer {{ name: "{name}" type: "ReLU" bottom: "{bottom}" top: "{top}" }}')


def sliced(count: int, more: str = "") -> str:
    return (
        f'layer {{ name: "x" type: "Input" top: "x" input_param {{ shape {{ dim: {count} dim: 1 }} }} }}\n'
        f'layer {{ name: "s" type: "Slice" bottom: "x" {each(count, """top: "t#" """)} slice_param {{ axis: 0 }} }}\n'
    ) + more


def concat(count: int) -> str:
    bottoms = each(count, 'bottom: "t#"')
    return f'layer {{ name: "c" type: "Concat" {bottoms} top: "c" concat_param {{ axis: 0 }} }}'


def recurrent(count: int) -> str:
    inputs = 'input: "x" input_shape { dim: 2 dim: 2 dim: 3 } input: "cont" input_shape { dim: 2 dim: 2 }'
    lstm = 'layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "t#" recurrent_param { num_output: 1 } }'
    return inputs + each(count, lstm)


def filled(count: int) -> str:
    shapes = each(count, "shape { dim: 1 dim: 2 }")
    tops = each(count, 'top: "t#"')
    return f'layer {{ name: "d" type: "DummyData" {tops} dummy_data_param {{ {shapes} }} }}\n' + concat(count)


NETWORKS: dict[str, tuple[Callable[[int], str], int]] = {
    "layers in place, all of one name": (lambda n: relu(n, name="r", top="data"), 1000),
    "LSTM layers, all of one name": (recurrent, 1000),
    "outputs that are one value": (lambda n: INPUT + each(n, 'layer { type: "Split" bottom: "data" top: "t#" }'), 1500),
    "inputs": (lambda n: each(n, 'input: "i#" input_shape { dim: 2 }') + relu(n, bottom="i#"), 500),
    "bottoms that nothing makes": (lambda n: relu(n, bottom="dat#"), 150),
    "tops of a Slice": (sliced, 2500),
    "bottoms of a Concat": (lambda n: sliced(n, concat(n)), 2500),
    "tops of a DummyData": (filled, 1000),
}


@pytest.mark.parametrize("what", NETWORKS)
def test_loading_is_linear_in_the_number_of(what: str, tmp_path: Path) -> None:
    text, size = NETWORKS[what]

    def of_size(count: int) -> Work:
        path = tmp_path / f"{count}.prototxt"
        path.write_text(text(count))
        return lambda: load(path, keep_going=True)

    require_linear(of_size, size)


def lstm(steps: int, folder: Path) -> Net:
    """An LSTM whose steps are cut apart and joined again."""
    path = folder / f"{steps}.prototxt"
    path.write_text(
        f'layer {{ name: "in" type: "Input" top: "in" input_param {{ shape {{ dim: {steps} dim: 2 dim: 3 }} }} }}'
        f'layer {{ name: "cont" type: "Input" top: "cont" input_param {{ shape {{ dim: {steps} dim: 2 }} }} }}'
        'layer { name: "lstm" type: "LSTM" bottom: "in" bottom: "cont" top: "y" recurrent_param { num_output: 3 } }'
        f'layer {{ name: "s" type: "Slice" bottom: "y" {each(steps, """top: "t#" """)} slice_param {{ axis: 0 }} }}'
        f"{concat(steps)}"
    )
    net = load(path)
    weights = {r.proto.name: [np.ones(b.shape, np.float32) for b in r.blobs] for r in net.reports if r.blobs}
    write_caffemodel(path.with_suffix(".caffemodel"), net.parameter, weights)
    return load(path, path.with_suffix(".caffemodel"))


PASSES: dict[str, Callable[[Model], Model]] = {
    "unroll": unroll,
    "retime": lambda model: retime(model, batch=3),
}


@pytest.mark.parametrize("surgery", PASSES)
def test_surgery_is_linear_in_the_number_of_time_steps(surgery: str, tmp_path: Path) -> None:
    def of_size(steps: int) -> Work:
        model = lstm(steps, tmp_path).model
        return lambda: PASSES[surgery](model)

    require_linear(of_size, 250)


def test_rolling_is_linear_in_the_number_of_time_steps(tmp_path: Path) -> None:
    def of_size(steps: int) -> Work:
        model = apply_pass(lstm(steps, tmp_path), unroll).model
        assert "LSTM" in [layer.type for layer in roll(model).net.layer]
        return lambda: roll(model)

    require_linear(of_size, 20)


NAMES = st.sampled_from(["a", "a.1", "a.2", "a.1.1", "b"])


@given(asked=st.lists(NAMES, max_size=20), taken=st.sets(NAMES))
def test_a_name_is_the_first_that_is_free(asked: list[str], taken: set[str]) -> None:
    names = UniqueNames(taken)
    for name in asked:
        numbered = [name, *(f"{name}.{number}" for number in range(1, 40))]
        expected = next(free for free in numbered if free not in taken)
        assert names.next(name) == expected
        assert names.take(name) == expected
        assert expected in names
        taken.add(expected)


def test_modules_with_layers_are_looked_for_once_and_later_layers_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    known = registry.handlers()
    monkeypatch.setattr(registry, "iter_modules", None)  # whoever calls it fails
    assert registry.handlers() is known
    monkeypatch.setitem(registry._handlers, "Later", known["Split"])  # as caffe_layer does it
    assert "Later" in registry.handlers()


def inspected(text: str, folder: Path) -> list[str]:
    path = folder / "net.prototxt"
    path.write_text(text)
    done = CliRunner().invoke(main, ["inspect", str(path)])
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def test_a_large_network_is_listed_with_a_line_for_each_layer(tmp_path: Path) -> None:
    count = 1500
    title, columns, rule, *lines = inspected(f'name: "large" {relu(count, top="data")}', tmp_path)
    assert title == "large"
    assert columns.split("  ")[0] == "layer"
    assert set(rule) == {"-", " "}
    assert lines[1].split()[:5] == ["r0", "ReLU", "data", "data", "(2,4)"]
    assert [line.split()[0] for line in lines[: count + 1]] == ["data", *(f"r{i}" for i in range(count))]
    assert lines[count + 1 :] == [
        f"{count + 1} layers, 0 parameters",
        "inputs   data (2,4)",
        "outputs  data_out (2,4)",
        "state    none",
        "converts",
    ]


def test_a_huge_name_is_cut_in_the_list(tmp_path: Path) -> None:
    huge = "n" * 1_000_000
    title, *lines = inspected(f'name: "{huge}" {relu(1, name=huge)}', tmp_path)
    assert max(map(len, (title, *lines))) < 200
    assert title.endswith("n...")
    assert any(line.startswith("nnn") and "n...  ReLU" in line for line in lines)
