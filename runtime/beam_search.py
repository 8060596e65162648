"""Greedy and beam search over the words that a captioning network predicts step by step.

Networks of forks that search inside of Caffe (BeamSearch, BeamSearchNode) end before their search when they are
converted; these functions do it over a Session. A row of the batch is one sequence (greedy) or one beam.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caffe2trt.runtime.interface import Array, SessionError
from caffe2trt.runtime.session import Session


@dataclass(frozen=True)
class Decoder:
    """A network that predicts the next word, as a Session runs it.

    Attributes:
        session: its batch is N.
        word: the input that takes the last word of each row, (N), (N, 1) or any shape of N values.
        scores: the output with the logarithm of each word's probability, N * V values.
        states: for states that are ordinary inputs, the output that each is fed from. The states that the session keeps
            itself need no entry.
        fixed: the other inputs, the same at every step.
    """

    session: Session
    word: str
    scores: str
    states: Mapping[str, str]
    fixed: Mapping[str, ArrayLike]

    @property
    def rows(self) -> int:
        """The number of rows of the batch, N."""
        return int(np.prod(self.session.inputs[self.word]))


@dataclass(frozen=True)
class Sequence:
    """Words without the first and the last mark, and the sum of their logarithms of probability."""

    words: tuple[int, ...]
    score: float


def greedy(decoder: Decoder, *, start: int, end: int, length: int) -> list[Sequence]:
    """The most likely word at each step, for each row of the batch.

    Args:
        start: the word that begins a sequence.
        end: the word that ends it.
        length: the maximum number of words in a sequence.

    Raises:
        SessionError: the decoder names inputs or outputs that the session does not have.
    """
    walk = _Walk(decoder, start)
    words: list[NDArray[np.int64]] = []
    total, going = np.zeros(decoder.rows), np.ones(decoder.rows, np.bool_)
    for _ in range(length):
        scores = walk.scores()
        chosen = scores.argmax(axis=1)
        total += np.where(going, scores[np.arange(len(chosen)), chosen], 0.0)
        words.append(np.where(going, chosen, end))
        going &= chosen != end
        if not going.any():
            break
        walk.go_on(np.arange(len(chosen)), chosen)
    return [Sequence(_until(end, [int(w[row]) for w in words]), float(total[row])) for row in range(decoder.rows)]


def beam_search(decoder: Decoder, *, start: int, end: int, length: int) -> list[Sequence]:
    """The N likeliest sequences that a beam search of width N finds, the best first; N is the decoder's batch.

    Every row must be fed the same `fixed` inputs: the beams continue one sequence.

    Args:
        start: the word that begins a sequence.
        end: the word that ends it.
        length: the maximum number of words in a sequence.

    Raises:
        SessionError: the decoder names inputs or outputs that the session does not have.
    """
    walk, width = _Walk(decoder, start), decoder.rows
    total = np.full(width, -np.inf)
    total[0] = 0.0  # before the first word there is one beam
    words = np.zeros((width, 0), np.int64)
    done = np.zeros(width, np.bool_)
    for _ in range(length):
        scores = walk.scores()
        ended = np.full(scores.shape[1], -np.inf)
        ended[end] = 0.0  # a sequence that has ended goes on with its end for nothing
        candidates = total[:, None] + np.where(done[:, None], ended, scores)
        best = np.argsort(-candidates, axis=None, kind="stable")[:width]
        parents, chosen = np.unravel_index(best, candidates.shape)
        total, done = candidates[parents, chosen], done[parents] | (chosen == end)
        words = np.concatenate([words[parents], chosen[:, None]], axis=1)
        if done[np.isfinite(total)].all():
            break
        walk.go_on(parents, chosen)
    return [Sequence(_until(end, row), float(score)) for row, score in zip(words.tolist(), total) if np.isfinite(score)]


class _Walk:
    """Feeds words and states from step to step."""

    def __init__(self, decoder: Decoder, start: int) -> None:
        self.decoder, session = decoder, decoder.session
        for name in (decoder.word, *decoder.states, *decoder.fixed):
            if name not in session.inputs:
                raise SessionError(f"unknown input {name!r}; the inputs are {', '.join(session.inputs)}")
        for name in (decoder.scores, *decoder.states.values()):
            if name not in session.outputs:
                raise SessionError(f"unknown output {name!r}; the outputs are {', '.join(session.outputs)}")
        self.states: dict[str, Array] = {name: np.zeros(session.inputs[name], np.float32) for name in decoder.states}
        self.words = np.full(decoder.rows, start, np.int64)
        self.results: dict[str, Array] = {}
        session.reset()

    def scores(self) -> NDArray[np.float64]:
        """(N, V) of the next word, after one call."""
        decoder, session = self.decoder, self.decoder.session
        word = self.words.astype(np.float32).reshape(session.inputs[decoder.word])
        self.results = session.step({**decoder.fixed, **self.states, decoder.word: word})
        return np.asarray(self.results[decoder.scores], np.float64).reshape(decoder.rows, -1)

    def go_on(self, parents: NDArray[np.intp], words: NDArray[np.intp]) -> None:
        """Each row goes on from a row of the last call, with a word."""
        self.words = np.asarray(words, np.int64)
        self.states = {name: self.results[output][parents] for name, output in self.decoder.states.items()}
        session = self.decoder.session
        if session.states:
            session.state = {name: array[parents] for name, array in session.state.items()}


def _until(end: int, words: list[int]) -> tuple[int, ...]:
    return tuple(words[: words.index(end)] if end in words else words)
