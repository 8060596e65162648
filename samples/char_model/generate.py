"""Generates text with the converted character model, one character a call; the session feeds the state back.

    python samples/char_model/generate.py FILE.onnx|FILE.engine [--prompt A] [--length 600] [--temperature 0]

Temperature 0 always takes the most probable character; above it, characters are drawn at random, the more freely the
higher it is. The same seed draws the same text.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
from numpy.typing import NDArray

from caffe2trt.runtime import Session, SessionError


def choose(probabilities: NDArray[np.float32], temperature: float, rng: np.random.Generator) -> int:
    """The code of the next character, of (WORDS,) probabilities."""
    if temperature == 0:
        return int(probabilities.argmax())
    scores = np.log(np.maximum(probabilities.astype(np.float64), 1e-30)) / temperature
    weights = np.exp(scores - scores.max())
    return int(rng.choice(len(weights), p=weights / weights.sum()))


def generate(session: Session, prompt: str, length: int, temperature: float = 0, seed: int = 0) -> str:
    """The prompt and what follows, `length` characters in all, from the state of zeros on."""
    rng = np.random.default_rng(seed)
    session.reset()
    text = prompt
    for place in range(length - 1):
        probabilities = session.step(word=np.array([ord(text[place])], np.float32))["softmax"][0]
        if place == len(text) - 1:
            text += chr(choose(probabilities, temperature, rng))
    return text[:length]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--prompt", default="A")
    parser.add_argument("--length", type=int, default=600)
    parser.add_argument("--temperature", type=float, default=0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    if not given.prompt or not given.prompt.isascii():
        parser.error("the prompt must be one or more ASCII characters")
    if given.temperature < 0:
        parser.error("the temperature must be 0 or more")
    try:
        with Session(given.model) as session:
            print(session.what, file=sys.stderr)
            print(generate(session, given.prompt, given.length, given.temperature, given.seed))
    except SessionError as error:
        sys.exit(f"generate.py: {error}")


if __name__ == "__main__":
    main()
