"""What must hold: whatever a file holds, only our own errors come of it, and three executions of a network agree."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np
import onnx
from click.testing import CliRunner

from caffe2trt.caffe.caffemodel import read_caffemodel
from caffe2trt.caffe.caffemodel_h5 import read_caffemodel_h5
from caffe2trt.caffe.errors import ConversionError, InputShapeError
from caffe2trt.converter import Net, export_onnx, load
from caffe2trt.converter.cli.main import main
from caffe2trt.converter.npz import read_calls
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.manifest import KEY, Manifest
from tests.fuzz.mutators import INPUTS, RECURRENT, suffix
from tests.fuzz.networks import random_feeds
from tests.fuzz.scratch import scratch
from tests.harness import GOLDENS, RUNNERS, Array
from tests.networks import write_caffemodel

REFUSED, READ, EXECUTED = "refused", "read", "executed"  # what became of a case
MOST_VALUES = 300_000  # of a network that is executed, all blobs and weights together
TOLERANCE = 2e-4  # of a blob's largest value


def judge(kind: str, data: bytes, part: float = 1.0) -> str:
    """REFUSED, READ or EXECUTED; whatever is raised is a finding.

    Args:
        part: of the networks that a mutated prototxt gives, the part that is executed.
    """
    rng = Random(sha256(data).digest())
    path = scratch() / f"case{suffix(kind)}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path.write_bytes(data)
        try:
            if kind in ("prototxt", "nets"):
                return _judge_network(path, rng, part if kind == "prototxt" else 1.0)
            if kind in ("caffemodel", "hdf5"):
                return _judge_weights(kind, path)
            if kind == "npz":
                read_calls(path, INPUTS, ["cont"])
                return READ
            return _judge_manifest(data.decode("utf-8", "replace"), path.with_suffix(".onnx"))
        except (ConversionError, SessionError):
            return REFUSED


def _judge_network(path: Path, rng: Random, part: float) -> str:
    if rng.random() < 0.05:
        result = CliRunner().invoke(main, ["inspect", str(path)])
        assert result.exit_code in (0, 2), result.stderr
        assert all(line.isprintable() for line in (result.stdout + result.stderr).split("\n")), "a name is not escaped"
    inputs: dict[str, tuple[int, ...]] = {}
    for report in load(path, keep_going=True).reports:
        assert report.error is None or str(report.error)
    try:
        net = load(path)
    except InputShapeError as error:
        shapes = ((2, 3, 8, 8), (4, 2, 3), (4, 2), (2, 6), (3,))
        inputs = {name: rng.choice(shapes) for name in error.missing}
        net = load(path, inputs=inputs)
    if rng.random() > part or _size(net) > MOST_VALUES:
        return READ
    execute(lambda wobble: _with_weights(path, net, inputs, wobble))
    return EXECUTED


def _size(net: Net) -> int:
    shapes = [value.shape for node in net.program.nodes for value in (*node.inputs, *node.outputs)]
    return sum(map(math.prod, shapes)) + sum(map(math.prod, net.inputs.values()))


def _with_weights(path: Path, net: Net, inputs: dict[str, tuple[int, ...]], wobble: float) -> Net:
    """The network with random weights, each off by about so much of itself."""
    rng, noise = np.random.default_rng(0), np.random.default_rng(1)
    blobs = {}
    for report in sorted(net.reports, key=lambda report: bool(report.blobs)):
        arrays = [rng.normal(scale=0.4, size=blob.shape).astype(np.float32) for blob in report.blobs]
        if report.proto.type in ("BatchNorm", "BN"):  # a variance is positive
            arrays = [np.abs(array) + np.float32(0.1) for array in arrays]
        blobs[report.proto.name] = [
            array * (1 + wobble * noise.normal(size=array.shape)).astype(np.float32) for array in arrays
        ]
    return load(path, write_caffemodel(path.with_suffix(".caffemodel"), blobs), inputs=inputs)


def execute(make_net: Callable[[float], Net]) -> None:
    """Compare the three executions over two calls, unless the numbers leave the range where comparing means something.

    Args:
        make_net: makes the network, its weights off by about so much of themselves.

    Raises:
        AssertionError: they differ.
    """
    net = make_net(0)
    runs = {name: make(net) for name, make in RUNNERS.items()}
    for call in (0, 1):
        results = {name: run(random_feeds(net, call)) for name, run in runs.items()}
        expected = dict(results.pop("reference"))
        if not all(np.abs(value).max(initial=0) < 1e6 for value in expected.values()):  # or NaN
            return
        for backend, found in results.items():
            for name in net.outputs:
                expected.setdefault(name, expected.get(name.removesuffix("_out"), found[name]))  # in place on an input
                difference = _difference(found[name], expected[name])
                if difference and not _is_unstable(make_net, call, name, expected[name]):
                    raise AssertionError(f"{backend}, {name}, call {call}: {difference}")


def _difference(found: Array, expected: Array) -> str:
    """What is wrong, or nothing."""
    if found.shape != expected.shape:
        return f"shape {found.shape}, expected {expected.shape}"
    error = np.abs(found - expected).max(initial=0)
    return "" if error <= TOLERANCE * max(1.0, np.abs(expected).max(initial=0)) else f"off by {error:.2e}"


def _is_unstable(make_net: Callable[[float], Net], call: int, name: str, expected: Array) -> bool:
    """Whether rounding alone moves the output as far, as where the variance of equal numbers is normalised."""
    net, noise = make_net(1e-6), np.random.default_rng(2)
    for value in net.program.constants():  # such as what a layer without bottoms makes
        assert value.array is not None
        value.array = (value.array * (1 + 1e-6 * noise.normal(size=value.shape))).astype(np.float32)
    reference = RUNNERS["reference"](net)
    for number in range(call + 1):
        feeds = random_feeds(net, number)
        is_whole = {key: bool((value == np.round(value)).all()) for key, value in feeds.items()}
        wobbling = {key: value * (1 + 1e-6 * noise.normal(size=value.shape)) for key, value in feeds.items()}
        found = reference({key: feeds[key] if is_whole[key] else wobbling[key].astype(np.float32) for key in feeds})
    return name not in found or bool(_difference(found[name], expected))


def _judge_weights(kind: str, path: Path) -> str:
    read = read_caffemodel if kind == "caffemodel" else read_caffemodel_h5
    sizes = [blob.data.size for blobs in read(path).values() for blob in blobs]
    assert sum(sizes) <= 1032 * path.stat().st_size, "more values than a file of that size can hold"
    load(GOLDENS / RECURRENT / "net.prototxt", path)
    return READ


@cache
def _model() -> onnx.ModelProto:
    path = scratch() / "n.onnx"
    net = load(GOLDENS / RECURRENT / "net.prototxt", GOLDENS / RECURRENT / "weights.caffemodel")
    export_onnx(net, path)
    return onnx.load(path)


def _judge_manifest(text: str, path: Path) -> str:
    Manifest.from_text(text)
    model = onnx.ModelProto()
    model.CopyFrom(_model())
    next(entry for entry in model.metadata_props if entry.key == KEY).value = text
    path.write_bytes(model.SerializeToString())
    with Session(path) as session:
        missing = [name for name in session.cont if name not in session.inputs]
        assert not missing, f"cont {missing} are no inputs"
        session.step({name: np.zeros(shape, np.float32) for name, shape in session.inputs.items()})
    return EXECUTED
