"""Runs a golden case, computed by real Caffe, through the three executions of a network.

A test of a layer is then: `check(Case.named("layers/relu"), "onnx")`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter import Net, Reference, define_network, export_onnx, load
from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from caffe2trt.runtime.interface import state_output

Array = NDArray[np.float32]
Arrays = dict[str, Array]
Forward = Callable[[Arrays], Mapping[str, Array]]

ROOT = Path(__file__).parent.parent
GOLDENS = Path(__file__).parent / "goldens"
SAMPLES = ROOT / "samples"
BACKENDS = ("reference", "onnx", "tensorrt")


@dataclass(frozen=True)
class Case:
    """One golden case: a network, weights, and for each forward call the inputs and every blob after it."""

    name: str
    prototxt: Path
    caffemodel: Path | None
    calls: tuple[tuple[Arrays, Arrays], ...] = field(repr=False)

    @staticmethod
    def named(name: str, weights: str = "weights.caffemodel") -> Case:
        """The case in the folder `name` of goldens/."""
        folder = GOLDENS / name
        calls: dict[int, tuple[Arrays, Arrays]] = {}
        with np.load(folder / "io.npz") as archive:
            for key in archive.files:
                side, call, blob = key.split("/", 2)
                calls.setdefault(int(call), ({}, {}))[side == "out"][blob] = archive[key]
        caffemodel = folder / weights
        return Case(
            name,
            folder / "net.prototxt",
            caffemodel if caffemodel.exists() else None,
            tuple(calls[call] for call in sorted(calls)),
        )

    def load(self, **options: object) -> Net:
        """The case's network."""
        return load(self.prototxt, self.caffemodel, **options)  # type: ignore[arg-type]

    def load_with_weights_of(self, other: Case) -> Net:
        """The case's network with the weights of another case."""
        return load(self.prototxt, other.caffemodel)


def golden_names(*patterns: str) -> Iterator[str]:
    """The names of the cases whose folders match, sorted."""
    for pattern in patterns:
        folders = sorted(folder for folder in GOLDENS.glob(pattern) if (folder / "io.npz").exists())
        assert folders, f"no golden case matches {pattern}"
        yield from (folder.relative_to(GOLDENS).as_posix() for folder in folders)


def reference(net: Net) -> Forward:
    """forward() in numpy."""
    return Reference(net).forward


def onnx(net: Net, cont_starts_only: bool = False) -> Forward:
    """forward() under onnxruntime, the state fed back, as the runtime's Session does it."""
    from caffe2trt.runtime.session import Session

    with TemporaryDirectory() as folder:
        export_onnx(net, Path(folder) / "net.onnx", cont_starts_only=cont_starts_only)
        session = Session(Path(folder) / "net.onnx")
    return lambda feeds: session.step({name: feeds[name] for name in session.inputs})


def tensorrt(net: Net, precision: str = "fp32") -> Forward:
    """forward() of the real TensorRT network, evaluated on the CPU, the state fed back."""
    interpreter = Interpreter(define_network(net, precision))
    state: Arrays = {}

    def forward(feeds: Arrays) -> Mapping[str, Array]:
        results = interpreter.run({**feeds, **state})
        state.update({name: results[state_output(name)] for name in net.states})
        return results

    return forward


RUNNERS: dict[str, Callable[[Net], Forward]] = {"reference": reference, "onnx": onnx, "tensorrt": tensorrt}


def computed_blobs(case: Case, net: Net) -> list[str]:
    """The golden blobs that the network computes at inference; inputs, losses and Caffe's own splits are not."""
    return [blob for blob in case.calls[0][1] if blob in net.program.blobs and blob not in net.inputs]


def check(case: Case, backend: str, tolerance: float = 1e-5, relative: bool = False, **options: object) -> float:
    """Compare every blob of every call with Caffe's; gives the largest error. `options` are those of `load`."""
    blobs = computed_blobs(case, case.load(**options))
    assert blobs, f"{case.name} compares nothing"
    forward = RUNNERS[backend](case.load(outputs=blobs, **options))
    worst = 0.0
    for index, (inputs, expected) in enumerate(case.calls):
        found = forward(inputs)
        for blob in blobs:
            error = difference(found[blob], expected[blob], relative)
            worst = max(worst, error)
            assert error <= tolerance, f"{case.name}, {backend}, call {index}, blob {blob}: error {error:.2e}"
    return worst


def difference(found: Array, expected: Array, relative: bool = False) -> float:
    """The largest elementwise difference: absolute, or relative to values above 1 if `relative`."""
    assert found.shape == expected.shape, f"shape {found.shape}, expected {expected.shape}"
    finite = np.isfinite(expected)
    assert np.array_equal(found[~finite], expected[~finite], equal_nan=True)
    found, expected = found[finite].astype(np.float64), expected[finite].astype(np.float64)
    scale = np.maximum(np.abs(expected), 1.0) if relative else 1.0
    return float(np.max(np.abs(found - expected) / scale, initial=0.0))
