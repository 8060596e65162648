"""The files that surgery writes: in the form that was read, the same network when read again, and a pair."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.converter import Net, load
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.expand import expand
from caffe2trt.graph_surgery.roll import roll
from caffe2trt.graph_surgery.unroll import unroll
from tests.harness import RUNNERS, Case, difference
from tests.networks import lstm_text, random_net, write_caffemodel
from tests.test_cli import call

SHAPES = "input_shape { dim: 3 dim: 2 dim: 4 } input_shape { dim: 3 dim: 2 }"
LSTM = 'layer { name: "l" type: "LSTM" bottom: "x" bottom: "cont" top: "y" recurrent_param { num_output: 5 } }'
# The rows of four axes that old files have.
ROWS = (
    'input: "rows" input_dim: 6 input_dim: 4 input_dim: 1 input_dim: 1 '
    'input: "marks" input_dim: 6 input_dim: 1 input_dim: 1 input_dim: 1\n'
    'layer { name: "r" type: "Reshape" bottom: "rows" top: "x" reshape_param { shape { dim: 3 dim: 2 dim: 4 } } }\n'
    'layer { name: "m" type: "Reshape" bottom: "marks" top: "cont" reshape_param { shape { dim: 3 dim: 2 } } }\n'
)


def written(net: Net, folder: Path) -> tuple[Path, Path]:
    files = (folder / "out.prototxt", folder / "out.caffemodel")
    net.model.write(*files)
    return files


def test_inputs_are_written_as_they_were_read(tmp_path: Path) -> None:
    net = random_net(tmp_path, f'input: "x" input: "cont" {SHAPES}\n{LSTM}')
    after = apply_pass(net, expand)
    files = written(after, tmp_path)
    held = read_prototxt(files[0]).net
    assert list(held.input) == ["x", "cont", "l__h_in", "l__c_in"]
    assert [list(shape.dim) for shape in held.input_shape] == [[3, 2, 4], [3, 2], [2, 5], [2, 5]]
    assert "Input" not in {layer.type for layer in held.layer}
    again = load(*files)
    assert (again.inputs, again.states, again.outputs) == (net.inputs, net.states, net.outputs)


def test_four_axes_are_written_as_input_dim_where_they_were_so(tmp_path: Path) -> None:
    net = random_net(tmp_path, ROWS + LSTM)
    rolled = read_prototxt(written(apply_pass(apply_pass(net, unroll), roll), tmp_path)[0]).net
    assert list(rolled.input_dim) == [6, 4, 1, 1, 6, 1, 1, 1]
    expanded = read_prototxt(written(apply_pass(net, expand), tmp_path)[0]).net
    assert (list(expanded.input_dim), len(expanded.input_shape)) == ([], 4)  # the states have two axes


def test_what_is_no_output_does_not_become_one(tmp_path: Path) -> None:
    """Caffe gives every top that nothing takes: those of a layer that is rolled up, too, but for a Silence layer."""
    case = Case.named("recurrent/unrolled_netspec")
    net = apply_pass(case.load(), roll)
    assert load(*written(net, tmp_path)).outputs == net.outputs == {"H": (3, 4, 5)}


def test_an_input_that_a_layer_in_place_changes_stays_an_output(tmp_path: Path) -> None:
    text = lstm_text(3, 2, 4, 5) + 'input: "z" input_shape { dim: 2 } '
    net = random_net(tmp_path, text + 'layer { name: "r" type: "ReLU" bottom: "z" top: "z" }')
    assert set(load(*written(apply_pass(net, expand), tmp_path)).outputs) == set(net.outputs)


def test_a_mixed_pair_is_noticed(tmp_path: Path) -> None:
    """As an interruption between the two leaves it: the caffemodel is written first."""
    net = random_net(tmp_path, lstm_text(3, 2, 4, 5))
    prototxt, caffemodel = written(apply_pass(net, expand), tmp_path)
    assert load(prototxt, caffemodel).warnings == ()
    old = prototxt.read_text()
    other = random_net(tmp_path, lstm_text(3, 2, 4, 5), seed=1)
    written(apply_pass(other, expand), tmp_path)
    assert load(prototxt, caffemodel).warnings == ()
    prototxt.write_text(old)
    (warning,) = load(prototxt, caffemodel).warnings
    assert f"{caffemodel} was written together with another prototxt than {prototxt}" in warning


def test_files_that_are_edited_or_trained_further_stay_a_pair(tmp_path: Path) -> None:
    net = apply_pass(random_net(tmp_path, lstm_text(3, 2, 4, 5)), expand)
    prototxt, caffemodel = written(net, tmp_path)
    prototxt.write_text(prototxt.read_text() + 'layer { name: "t" type: "TanH" bottom: "y" top: "t" }')
    assert load(prototxt, caffemodel).warnings == ()
    write_caffemodel(caffemodel, net.model.blobs)  # as Caffe writes it, which keeps no fields that it does not know
    assert load(prototxt, caffemodel).warnings == ()


def test_files_are_the_same_whenever_they_are_written(tmp_path: Path) -> None:
    net = apply_pass(random_net(tmp_path, lstm_text(3, 2, 4, 5)), expand)
    first = [file.read_bytes() for file in written(net, tmp_path)]
    assert first == [file.read_bytes() for file in written(net, tmp_path)]


def test_an_interruption_leaves_the_old_pair_or_a_new_caffemodel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case.named("recurrent/lstm")
    out = [tmp_path / "out.prototxt", tmp_path / "out.caffemodel"]
    arguments = ["expand", str(case.prototxt), str(case.caffemodel), "-o", *map(str, out)]
    assert call(*arguments, "--cell", "unit").exit_code == 0
    before = [file.read_bytes() for file in out]
    replace = os.replace
    done: list[str] = []

    def interrupted(source: str, target: str) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    assert call(*arguments, "--force").exit_code == 130
    assert (done, out[0].read_bytes()) == (["out.caffemodel"], before[0])
    assert sorted(tmp_path.iterdir()) == sorted(out)


def test_the_mark_changes_no_weights(tmp_path: Path) -> None:
    case = Case.named("recurrent/lstm")
    net = case.load()
    again = load(*written(net, tmp_path))
    inputs, expected = case.calls[0]
    assert difference(RUNNERS["reference"](again)(inputs)["y"], expected["y"]) < 1e-5
    assert all(
        np.array_equal(a, b)
        for name, blobs in net.model.blobs.items()
        for a, b in zip(blobs, again.model.blobs[name], strict=True)
    )
