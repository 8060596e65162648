"""Greedy and beam search over a converted step of Up-Down captioning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from caffe2trt.converter import Reference, export_onnx, load
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.beam_search import Decoder, Sequence, beam_search, greedy
from tests.harness import Array, Case

STATES = {
    "lstm0_hidden_prev": "lstm0_hidden0",
    "lstm0_mem_cell_prev": "lstm0_mem_cell0",
    "lstm1_hidden_prev": "lstm1_hidden0",
    "lstm1_mem_cell_prev": "lstm1_mem_cell0",
}
WORDS, END, LENGTH = 9, 0, 3


def decoder(folder: Path, rows: int) -> Decoder:
    """The step for a batch of `rows`, all of one picture."""
    case = Case.named("forks/updown_step")
    inputs, _ = case.calls[0]
    shapes = {name: (rows, *array.shape[1:]) for name, array in inputs.items()}
    net = load(case.prototxt, case.caffemodel, inputs=shapes, outputs=["logp_0", *STATES.values()])
    export_onnx(net, folder / "step.onnx")
    fixed = {n: np.repeat(inputs[n][:1], rows, 0) for n in ("context", "spatial_features", "num_boxes")}
    return Decoder(Session(folder / "step.onnx"), "input", "logp_0", STATES, fixed)


def every_sequence(folder: Path) -> list[Sequence]:
    """All sequences of up to LENGTH words with their scores, by the Reference, the best first."""
    case = Case.named("forks/updown_step")
    inputs, _ = case.calls[0]
    one = {name: (1, *array.shape[1:]) for name, array in inputs.items()}
    reference = Reference(load(case.prototxt, case.caffemodel, inputs=one, outputs=["logp_0", *STATES.values()]))
    fixed = {n: inputs[n][:1] for n in ("context", "spatial_features", "num_boxes")}
    found: list[Sequence] = []

    def extend(words: tuple[int, ...], score: float, last: int, states: dict[str, Array]) -> None:
        if len(words) == LENGTH:
            found.append(Sequence(words, score))
            return
        blobs = reference.forward({**fixed, **states, "input": np.full((1, 1), last, np.float32)})
        after = {name: blobs[output] for name, output in STATES.items()}
        for word, logp in enumerate(blobs["logp_0"][0].astype(np.float64)):
            if word == END:
                found.append(Sequence(words, score + logp))
            else:
                extend((*words, word), score + logp, word, after)

    extend((), 0.0, END, {name: np.zeros(one[name], np.float32) for name in STATES})
    return sorted(found, key=lambda sequence: -sequence.score)


def test_a_beam_as_wide_as_all_sequences_finds_the_best(tmp_path: Path) -> None:
    found = beam_search(decoder(tmp_path, WORDS**2), start=END, end=END, length=LENGTH)
    expected = every_sequence(tmp_path)
    assert [sequence.words for sequence in found[:10]] == [sequence.words for sequence in expected[:10]]
    assert np.allclose([s.score for s in found[:10]], [s.score for s in expected[:10]], atol=1e-4)


def test_a_beam_of_one_is_greedy(tmp_path: Path) -> None:
    (best,) = beam_search(decoder(tmp_path, 1), start=END, end=END, length=6)
    (same,) = greedy(decoder(tmp_path, 1), start=END, end=END, length=6)
    assert best.words == same.words
    assert best.score == pytest.approx(same.score, abs=1e-5)


def test_greedy_runs_its_rows_independently(tmp_path: Path) -> None:
    (alone,) = greedy(decoder(tmp_path, 1), start=3, end=END, length=5)
    for row in greedy(decoder(tmp_path, 4), start=3, end=END, length=5):
        assert row.words == alone.words
        assert row.score == pytest.approx(alone.score, abs=1e-5)


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    step = decoder(tmp_path, 2)
    with pytest.raises(SessionError, match="unknown input 'wrod'; the inputs are"):
        greedy(Decoder(step.session, "input", "logp_0", {"wrod": "logp_0"}, step.fixed), start=0, end=0, length=2)
    with pytest.raises(SessionError, match="unknown output 'probs'; the outputs are"):
        greedy(Decoder(step.session, "input", "probs", STATES, step.fixed), start=0, end=0, length=2)
