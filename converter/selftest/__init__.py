"""The self-test of `caffe2trt doctor`: bundled networks on what is installed, compared with what Caffe computed.

cases/ holds cases of tests/goldens: a network, its weights, and the inputs and outputs of each forward call, as real
Caffe computed them. Without a GPU, stand-ins run in place of engines and are labelled as such.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.comparison.metrics import Tolerance, errors
from caffe2trt.converter.comparison.runners import Runner, network_runner, reference_runner, session_runner
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.onnx_model.export import export_onnx
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.build import build_engine
from caffe2trt.converter.trt.network import define_network
from caffe2trt.runtime import Session
from caffe2trt.runtime.driver import find_gpu

CASES = Path(__file__).with_name("cases")
PRECISIONS = ("fp32", "fp16")
TIMED = 50  # calls
Arrays = dict[str, Array]


@dataclass(frozen=True)
class Result:
    """How one network ran on one thing.

    Attributes:
        network: the case.
        what: what ran it, with its version; a stand-in is called one.
        is_stand_in: whether it takes the place of what a deployment runs.
        equal: whether every output of every call is what Caffe computed, within the precision's tolerance.
        max_error: the largest absolute error; None if it did not run.
        used: the largest error as a part of what is allowed; None if it did not run.
        milliseconds: the median time of a forward call; None for a stand-in.
        problem: why it did not run; empty if it did.
    """

    network: str
    what: str
    is_stand_in: bool
    equal: bool
    max_error: float | None = None
    used: float | None = None
    milliseconds: float | None = None
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True)
class _Case:
    """A bundled case: the network and, for each forward call, inputs and Caffe's blobs after it."""

    name: str
    net: Net
    calls: tuple[tuple[Arrays, Arrays], ...]


def run_selftest(tensorrts: list[TensorRT]) -> Iterator[Result]:
    """Run every bundled network on numpy, ONNX, and each TensorRT: engines if there is a GPU, else a stand-in."""
    for case in map(_load, sorted(CASES.iterdir())):
        yield _run(case, "stand-in: Caffe's arithmetic, in numpy", "fp32", lambda net, _: reference_runner(net))
        yield _run_file(case, "ONNX", "fp32", lambda net, path: export_onnx(net, path), "net.onnx")
        for api in tensorrts:
            for precision in PRECISIONS:
                yield _on_tensorrt(case, api, precision)


def _on_tensorrt(case: _Case, api: TensorRT, precision: str) -> Result:
    gpu = find_gpu()
    if gpu is not None and gpu.capability in (api.targets or [gpu.capability]):
        what = f"engine of {api.description}, {precision}"

        def build(net: Net, path: Path) -> object:
            return build_engine(net, path, precision=precision, tensorrt=api)

        return _run_file(case, what, precision, build, "net.engine", cuda_graph=True, tensorrt=api.flavour)
    what = f"stand-in: {api.description} network, {precision}, evaluated on the CPU"
    return _run(case, what, precision, lambda net, _: network_runner(define_network(net, precision, tensorrt=api)))


def _load(folder: Path) -> _Case:
    calls: dict[int, tuple[Arrays, Arrays]] = {}
    with np.load(folder / "io.npz") as archive:
        for key in archive.files:
            side, call, blob = key.split("/", 2)
            calls.setdefault(int(call), ({}, {}))[side == "out"][blob] = archive[key]
    net = load(folder / "net.prototxt", folder / "weights.caffemodel")
    return _Case(folder.name, net, tuple(calls[call] for call in sorted(calls)))


def _run(case: _Case, what: str, precision: str, make: Callable[[Net, Any], Runner]) -> Result:
    """What a stand-in computes."""
    try:
        return Result(case.name, what, True, **_compared(case, make(case.net, None), precision))
    except Exception as error:  # the report says it: another TensorRT may fail in any way
        return Result(case.name, what, True, False, problem=_told(error))


def _run_file(
    case: _Case, what: str, precision: str, convert: Callable[[Net, Path], object], name: str, **options: Any
) -> Result:
    """What a converted file computes in a Session, and how long a call takes."""
    try:
        with TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            convert(case.net, Path(folder) / name)
            with Session(Path(folder) / name, **options) as session:
                found = _compared(case, session_runner(session), precision)
                milliseconds = _time(session, case.calls[0][0])
                return Result(case.name, session.what, False, **found, milliseconds=milliseconds)
    except Exception as error:  # the report says it: a GPU and its driver may fail in any way
        return Result(case.name, what, False, False, problem=_told(error))


def _compared(case: _Case, runner: Runner, precision: str) -> dict[str, Any]:
    tolerance, worst, used = Tolerance.of(precision), 0.0, 0.0
    for inputs, expected in case.calls:
        found = runner.forward({name: inputs[name] for name in case.net.inputs})
        for blob in case.net.outputs:
            a, b = (np.asarray(values[blob], np.float64) for values in (found, expected))
            if a.shape != b.shape:
                raise ConversionError(f"{blob} has shape {a.shape}; Caffe computed {b.shape}")
            error = errors(a, b)
            worst, used = max(worst, float(error.max())), max(used, tolerance.used(error, b))
    return {"equal": used <= 1, "max_error": worst, "used": used}


def _time(session: Session, inputs: Arrays) -> float:
    given = {name: inputs[name] for name in session.inputs}
    times = []
    for _ in range(TIMED):
        started = time.perf_counter()
        session.step(given)
        times.append(time.perf_counter() - started)
    return 1e3 * statistics.median(times)


def _told(error: Exception) -> str:
    is_ours = isinstance(error, ConversionError) or type(error).__module__.startswith("caffe2trt.")
    return str(error) if is_ours else f"{type(error).__name__}: {error}"
