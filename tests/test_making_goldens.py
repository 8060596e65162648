"""The maker of golden cases, with a stand-in for pycaffe whose numbers are the Reference's (tests/caffe_standin.py)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.caffemodel import read_caffemodel
from tests.caffe_standin import pycaffe
from tests.goldens.make_case import largest_difference, main
from tests.harness import BACKENDS, GOLDENS, ROOT, Case, check
from tests.networks import input_layer, lstm_text

MAKER = GOLDENS / "make_case.py"


@pytest.fixture(autouse=True)
def _caffe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "caffe", pycaffe())


def made(folder: Path, text: str, *options: str) -> Case:
    """The case that the maker makes of a prototxt."""
    (folder / "net.prototxt").write_text(text)
    main([str(folder / "net.prototxt"), "-o", str(folder / "case"), *options])
    return Case.named(str(folder / "case"))


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_made_case_is_a_golden_case(tmp_path: Path, backend: str) -> None:
    case = made(tmp_path, lstm_text(3, 2, 4, 5), "--calls", "3", "--cont", "cont")
    assert len(case.calls) == 3
    assert case.prototxt.read_text() == (tmp_path / "net.prototxt").read_text()
    check(case, backend)


def test_inputs_are_what_the_options_say(tmp_path: Path) -> None:
    embed = (
        'layer { name: "e" type: "Embed" bottom: "words" top: "e" embed_param { input_dim: 50 num_output: 3 } }\n'
        'layer { name: "l" type: "LSTM" bottom: "e" bottom: "cont" top: "y" recurrent_param { num_output: 5 } }\n'
    )
    text = input_layer("words", 40, 2) + input_layer("cont", 40, 2) + embed
    options = ("--calls", "2", "--cont", "cont", "--index", "words:50")
    (first, _), (second, _) = made(tmp_path, text, *options).calls
    assert set(first) == {"words", "cont"}
    assert set(np.unique(first["cont"])) == {0, 1}
    assert not first["cont"][0].any()
    assert second["cont"][0].any()
    assert np.array_equal(first["words"], first["words"].round())
    assert first["words"].min() >= 0
    assert 40 < first["words"].max() < 50


def test_a_blob_of_two_layers_has_one_value(tmp_path: Path) -> None:
    layer = (
        'layer {{ name: "{0}" type: "InnerProduct" bottom: "x" top: "{0}" param {{ name: "w" }}'
        " inner_product_param {{ num_output: 3 bias_term: false }} }}\n"
    )
    case = made(tmp_path, input_layer("x", 2, 4) + layer.format("a") + layer.format("b"))
    assert case.caffemodel is not None
    a, b = (blobs[0].data for blobs in read_caffemodel(case.caffemodel).values())
    assert np.array_equal(a, b)
    assert a.std() > 0.1


def test_only_the_blobs_asked_for_are_kept(tmp_path: Path) -> None:
    text = lstm_text(3, 2, 4, 5) + 'layer { name: "z" type: "TanH" bottom: "y" top: "z" }'
    (tmp_path / "other").mkdir()
    ((_, every),) = made(tmp_path, text).calls
    ((_, one),) = made(tmp_path / "other", text, "--only", "z").calls
    assert set(every) == {"y", "z"}
    assert set(one) == {"z"}
    assert np.array_equal(one["z"], every["z"])


def test_a_difference_is_not_hidden_by_nan() -> None:
    nan, inf, one = (np.array([value, 1], np.float32) for value in (np.nan, np.inf, 1))
    assert largest_difference([{"y": nan}], [{"y": nan}]) == 0
    assert largest_difference([{"y": inf}], [{"y": inf}]) == 0
    assert np.isnan(largest_difference([{"y": one}, {"y": nan}], [{"y": one}, {"y": one}]))
    assert largest_difference([{"y": one}], [{"y": 3 * one}]) == 2


def test_a_seed_gives_other_numbers_and_the_same_seed_the_same(tmp_path: Path) -> None:
    text = lstm_text(3, 2, 4, 5)
    files = []
    for name, seed in (("a", "0"), ("b", "0"), ("c", "1")):
        (tmp_path / name).mkdir()
        made(tmp_path / name, text, "--seed", seed)
        files.append([(tmp_path / name / "case" / file).read_bytes() for file in ("weights.caffemodel", "io.npz")])
    assert files[0] == files[1]
    assert files[0][0] != files[2][0]
    assert files[0][1] != files[2][1]


@pytest.mark.parametrize("name", ["layers/batchnorm_scale", "layers/relu", "recurrent/lstm_resets_stateful"])
def test_like_repeats_a_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--like", str(GOLDENS / name), "-o", str(tmp_path / "case")])
    case, committed = Case.named(str(tmp_path / "case")), Case.named(name)
    for (inputs, outputs), (expected_inputs, expected) in zip(case.calls, committed.calls, strict=True):
        assert all(np.array_equal(inputs[blob], expected_inputs[blob]) for blob in expected_inputs)
        assert outputs.keys() == expected.keys()
    assert (case.caffemodel is None) == (committed.caffemodel is None)
    if case.caffemodel and committed.caffemodel:
        assert case.caffemodel.read_bytes() == committed.caffemodel.read_bytes()
    difference = capsys.readouterr().out.splitlines()[-1].rpartition(" ")[2]
    assert float(difference) < 1e-5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--cont", "clip"], "unknown input clip; the inputs are x, cont"),
        (["--only", "z"], "unknown blob z; the blobs are x, cont, y"),
        (["--index", "words"], "--index takes INPUT:N, for example words:50"),
        (["--like", "somewhere"], "give either NET.prototxt or --like FOLDER"),
    ],
)
def test_mistakes_are_told(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        made(tmp_path, lstm_text(3, 2, 4, 5), *options)
    assert message in f"{caught.value} {capsys.readouterr().err}"
    assert not (tmp_path / "case").exists()


def test_a_case_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, lstm_text(3, 2, 4, 5))
    with pytest.raises(SystemExit):
        made(tmp_path, lstm_text(3, 2, 4, 5))
    assert f"{tmp_path / 'case'} exists" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [([str(MAKER)], "pycaffe is missing"), (["-m", "tests.goldens.make_case"], "is not pycaffe")],
    ids=["as a script", "with -m, where the folder caffe/ is in the way"],
)
def test_without_pycaffe_it_says_so(arguments: list[str], message: str, tmp_path: Path) -> None:
    case = ["--like", str(GOLDENS / "layers/relu"), "-o", str(tmp_path / "case")]
    done = subprocess.run([sys.executable, *arguments, *case], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert message in done.stderr
