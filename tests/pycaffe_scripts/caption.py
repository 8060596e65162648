"""Writes captions word by word with an LRCN caption network: each is drawn from the probabilities after the last."""

from __future__ import annotations

import sys

import numpy as np

import caffe2trt.pycaffe as caffe

END = 0  # of a sentence; it also begins one


class Captioner:
    """Samples captions for pictures of which features are given."""

    def __init__(self, prototxt: str, weights: str) -> None:
        self.net = caffe.Net(prototxt, weights, caffe.TEST)

    def set_batch_size(self, count: int) -> None:
        """One caption for each picture of a batch."""
        net = self.net
        net.blobs["cont_sentence"].reshape(1, count)
        net.blobs["input_sentence"].reshape(1, count)
        net.blobs["image_features"].reshape(count, *net.blobs["image_features"].data.shape[1:])
        net.reshape()

    def sample(self, features: np.ndarray, temperature: float, longest: int, seed: int = 0) -> list[list[int]]:
        """A caption for each row of features; words are drawn with probabilities sharpened by the temperature."""
        count = len(features)
        self.set_batch_size(count)
        generator = np.random.default_rng(seed)
        captions: list[list[int]] = [[] for _ in range(count)]
        words = np.full(count, END)
        for step in range(longest):
            cont = np.full((1, count), float(step > 0))
            self.net.forward(image_features=features, cont_sentence=cont, input_sentence=words[None].astype(float))
            probs = self.net.blobs["probs"].data[0].astype(np.float64)
            words = np.array([self.draw(row, temperature, generator) for row in probs])
            for caption, word in zip(captions, words):
                if not caption or caption[-1] != END:
                    caption.append(int(word))
            if all(caption[-1] == END for caption in captions):
                break
        return captions

    @staticmethod
    def draw(probs: np.ndarray, temperature: float, generator: np.random.Generator) -> int:
        """One word."""
        sharpened = np.exp(temperature * np.log(probs))
        return int(generator.choice(len(probs), p=sharpened / sharpened.sum()))


def main() -> None:
    prototxt, weights, features, temperature = sys.argv[1:]
    for caption in Captioner(prototxt, weights).sample(np.load(features), float(temperature), 20):
        print(*caption)


if __name__ == "__main__":
    main()
