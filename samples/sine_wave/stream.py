"""Streams a signal through the sine_wave network, one value a call, then passes the network its own predictions.

    python samples/sine_wave/stream.py [FILE.onnx | FILE.engine] [--plot stream.svg]

Make the file with `caffe2trt convert --time-steps 1` from deploy.prototxt. Without one, the script makes an ONNX file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from caffe2trt.converter import export_onnx, load
from caffe2trt.converter.comparison.plot import Line, line_plot
from caffe2trt.runtime import Session

HERE = Path(__file__).parent
ALONE = 640  # from this time step on, the input is the last prediction


def predict(session: Session, value: float) -> float:
    """The network's prediction after one more value; the session carries the state."""
    return session.step(data=np.full((1, 1), value, np.float32))["ip1"].item()


def stream(session: Session, previous: np.ndarray) -> np.ndarray:
    """Predictions from the true signal."""
    session.reset()
    return np.array([predict(session, value) for value in previous])


def closed_loop(session: Session, previous: np.ndarray, steps: int) -> np.ndarray:
    """Predictions from the true signal up to time step ALONE, and from its own predictions after it."""
    session.reset()
    values: list[float] = []
    for step in range(steps):
        values.append(predict(session, previous[step] if step < ALONE else values[-1]))
    return np.array(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?")
    parser.add_argument("--plot", default="stream.svg")
    given = parser.parse_args()
    caffe = np.load(HERE / "expected.npz")
    with TemporaryDirectory() as folder:
        model = given.model or Path(folder) / "sine.onnx"
        if given.model is None:
            export_onnx(load(HERE / "deploy.prototxt", HERE / "sine.caffemodel", time_steps=1), model)
        with Session(model) as session:
            print(session.what)
            predicted = stream(session, caffe["previous"])
            alone = closed_loop(session, caffe["previous"], ALONE + 320)
    error = np.abs(predicted - caffe["prediction"]).max()
    print(f"{len(predicted)} single steps: largest difference from Caffe {error:.0e}")
    error = np.abs(alone - caffe["closed_loop"][: len(alone)])[ALONE:].max()
    print(f"{len(alone) - ALONE} steps on its own output: largest difference from Caffe {error:.0e}")
    window = slice(ALONE - 160, len(alone))
    lines = [
        Line("signal", caffe["signal"][window].tolist(), window.start),
        Line("Caffe, closed loop", caffe["closed_loop"][window].tolist(), window.start),
        Line("Session, closed loop", alone[window].tolist(), window.start, dashed=True),
    ]
    svg = line_plot(f"On its own output from step {ALONE} on", lines, "step", "value", height=300)
    Path(given.plot).write_text(svg, encoding="utf-8")
    print(f"plotted in {given.plot}")


if __name__ == "__main__":
    main()
