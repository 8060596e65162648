"""Trains the character model of this sample in numpy and writes its weights as apollocaffe does.

    python samples/char_model/train.py char_model.h5 expected.txt

The network learns text.txt by heart: from each character, the next one. After the last character comes the first. The
second file that is written is the text that the trained network generates, computed here in numpy.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import h5py
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

HERE = Path(__file__).parent
WORDS, DIMENSION, CELLS = 128, 32, 64  # a word is the code of an ASCII character
GATES = ("lstm_input_value", "lstm_input_gate", "lstm_forget_gate", "lstm_output_gate")
STREAMS, WINDOW = 8, 50  # parts of the text that are read side by side; time steps between two updates
GENERATED = 600
DECAY = 0.1  # of the weights, relative to the rate: it keeps them small, and with them the memory


class Model:
    """Wordvec, LstmUnit with tanh_hidden, and InnerProduct; the softmax is part of the loss.

    Attributes:
        weights: `words` (WORDS, DIMENSION), `gates` (4 * CELLS, CELLS + DIMENSION) in the order of GATES, `out`
            (WORDS, CELLS) and `bias` (WORDS).
    """

    def __init__(self, rng: np.random.Generator) -> None:
        def uniform(*shape: int, scale: float) -> Array:
            return rng.uniform(-scale, scale, shape).astype(np.float32)

        self.weights: dict[str, Array] = {
            "words": uniform(WORDS, DIMENSION, scale=1.0),
            "gates": uniform(4 * CELLS, CELLS + DIMENSION, scale=(CELLS + DIMENSION) ** -0.5),
            "out": uniform(WORDS, CELLS, scale=CELLS**-0.5),
            "bias": np.zeros(WORDS, np.float32),
        }

    def step(self, words: NDArray[np.int64], h: Array, c: Array) -> tuple[Array, ...]:
        """One time step of N streams: what the gates read and give, and the new hidden state and memory."""
        read = np.concatenate([h, self.weights["words"][words]], axis=1)
        value, *gates = np.split(read @ self.weights["gates"].T, 4, axis=1)
        g = np.tanh(value)
        i, f, o = (1 / (1 + np.exp(-gate)) for gate in gates)
        memory = f * c + i * g
        return read, g, i, f, o, o * np.tanh(memory), memory

    def scores(self, h: Array) -> Array:
        """The scores (N, WORDS) of the next character, before the softmax."""
        return h @ self.weights["out"].T + self.weights["bias"]

    def gradients(
        self, words: NDArray[np.int64], targets: NDArray[np.int64], h: Array, c: Array
    ) -> tuple[float, dict[str, Array], Array, Array]:
        """Of a window (time, streams) that begins with the state h, c: its loss, gradients and last state."""
        steps, memories, loss = [], [c], 0.0
        for word in words:
            steps.append(self.step(word, h, c))
            h, c = steps[-1][-2:]
            memories.append(c)
        total = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        dh, dc = np.zeros_like(h), np.zeros_like(c)
        for t in range(len(words) - 1, -1, -1):
            read, g, i, f, o, hidden, memory = steps[t]
            scores = self.scores(hidden)
            scores -= scores.max(axis=1, keepdims=True)
            probability = np.exp(scores)
            probability /= probability.sum(axis=1, keepdims=True)
            rows = np.arange(len(targets[t]))
            loss -= float(np.log(probability[rows, targets[t]]).mean())
            probability[rows, targets[t]] -= 1
            dscores = probability / targets.size
            total["out"] += dscores.T @ hidden
            total["bias"] += dscores.sum(axis=0)
            dh = dh + dscores @ self.weights["out"]
            squashed = np.tanh(memory)
            dc = dc + dh * o * (1 - squashed**2)
            dgates = np.concatenate(
                [
                    dc * i * (1 - g**2),
                    dc * g * i * (1 - i),
                    dc * memories[t] * f * (1 - f),
                    dh * squashed * o * (1 - o),
                ],
                axis=1,
            )
            total["gates"] += dgates.T @ read
            dread = dgates @ self.weights["gates"]
            np.add.at(total["words"], words[t], dread[:, CELLS:])
            dh, dc = dread[:, :CELLS], dc * f
        return loss / len(words), total, h, c


class Adam:
    """With its usual constants and weight decay; gradients longer than 1 are scaled to length 1."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights, self.updates = weights, 0
        self.mean = {name: np.zeros_like(weight) for name, weight in weights.items()}
        self.square = {name: np.zeros_like(weight) for name, weight in weights.items()}

    def update(self, gradients: dict[str, Array], rate: float) -> None:
        self.updates += 1
        length = sum(float((gradient**2).sum()) for gradient in gradients.values()) ** 0.5
        for name, gradient in gradients.items():
            gradient = gradient / max(length, 1.0)
            self.mean[name] += 0.1 * (gradient - self.mean[name])
            self.square[name] += 0.001 * (gradient**2 - self.square[name])
            mean = self.mean[name] / (1 - 0.9**self.updates)
            square = self.square[name] / (1 - 0.999**self.updates)
            change = mean / (np.sqrt(square) + 1e-8) + DECAY * self.weights[name]
            self.weights[name] -= (rate * change).astype(np.float32)


def train(text: str, epochs: int, seed: int) -> tuple[Model, float]:
    """A trained model, and its mean loss over the last epoch."""
    model = Model(np.random.default_rng(seed))
    adam = Adam(model.weights)
    codes = np.frombuffer(text.encode("ascii"), np.uint8).astype(np.int64)
    starts = np.arange(STREAMS) * len(codes) // STREAMS
    read = codes[(np.arange(len(codes) + 1)[:, None] + starts) % len(codes)]
    mean = float("nan")
    for epoch in range(epochs):
        h = c = np.zeros((STREAMS, CELLS), np.float32)
        losses = []
        for start in range(0, len(codes), WINDOW):
            window = read[start : start + WINDOW + 1]
            loss, gradients, h, c = model.gradients(window[:-1], window[1:], h, c)
            adam.update(gradients, rate=0.005 * (1 - epoch / epochs) + 1e-5)
            losses.append(loss)
        mean = float(np.mean(losses))
        if epoch % 20 == 0 or epoch == epochs - 1:
            print(f"epoch {epoch + 1} of {epochs}: loss {mean:.4f}", flush=True)
    return model, mean


def write(model: Model, path: Path) -> None:
    """One dataset for each parameter, under the parameter's name, in the shapes of apollocaffe's blobs."""
    weights = model.weights
    with h5py.File(path, "w") as file:
        file["wordvec_param"] = weights["words"].reshape(1, WORDS, 1, DIMENSION)
        for name, gate in zip(GATES, np.split(weights["gates"], 4)):
            file[name] = gate.reshape(1, CELLS, 1, CELLS + DIMENSION)
        file["softmax_ip_weights"] = weights["out"]
        file["softmax_ip_bias"] = weights["bias"]


def generate(model: Model, prompt: str, length: int) -> str:
    """The prompt and what follows, `length` characters, always the most probable."""
    h = c = np.zeros((1, CELLS), np.float32)
    text = prompt
    for place in range(length - 1):
        h, c = model.step(np.array([ord(text[place])]), h, c)[-2:]
        if place == len(text) - 1:
            text += chr(int(model.scores(h).argmax()))
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("generated", type=Path)
    parser.add_argument("--epochs", type=int, default=150)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    text = (HERE / "text.txt").read_text(encoding="ascii")
    started = time.monotonic()
    model, loss = train(text, given.epochs, given.seed)
    print(f"trained on {len(text)} characters in {time.monotonic() - started:.0f} s, loss {loss:.4f}")
    write(model, given.weights)
    given.generated.write_text(generate(model, text[0], GENERATED), encoding="ascii")


if __name__ == "__main__":
    main()
