"""Every registered layer type with random shapes and parameters: it converts and is right, or says why not."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.prototxt import format_prototxt
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from caffe2trt.converter import Net, load
from caffe2trt.converter.layers.layer import WeightStore
from caffe2trt.converter.layers.refused import REFUSED
from caffe2trt.converter.layers.registry import handlers
from caffe2trt.converter.lowering import lower
from tests.harness import BACKENDS, RUNNERS, Array, difference
from tests.networks import write_caffemodel
from tests.random_layers import random_layer, sensible_layer

TYPES = sorted(handlers())
CASES = 60  # of each type


@pytest.mark.parametrize("layer_type", TYPES)
def test_only_errors_of_our_own_come_out(layer_type: str) -> None:
    """An IndexError or a ZeroDivisionError here would be a traceback and status 3."""
    rng = Random(f"any/{layer_type}")
    for _ in range(CASES):
        net = random_layer(layer_type, rng)
        try:
            lower(net, net.layer[-1].top, WeightStore())
        except ConversionError:
            continue
        except Exception as error:
            raise AssertionError(f"{type(error).__name__} for {net.layer}") from error


# Whose parameters must fit each other, or that only an input could feed: the forks' golden cases compare these.
BY_GOLDENS = {"CapSequence", "ConvLSTM", "ConvolutionLSTM", "GateRecurrent", "Input", "NumpyData"}
COMPARED = [name for name in TYPES if name not in REFUSED and name not in BY_GOLDENS]


@pytest.mark.parametrize("layer_type", COMPARED)
def test_executions_agree(tmp_path: Path, layer_type: str) -> None:
    rng = Random(f"sensible/{layer_type}")
    net = next(filter(None, (_converted(tmp_path, sensible_layer(layer_type, rng)) for _ in range(500))))
    feeds = {name: _feed(layer_type, name, shape) for name, shape in net.inputs.items()}
    with np.errstate(all="ignore"):
        expected, *others = (RUNNERS[backend](net)(feeds) for backend in BACKENDS)
    for found in others:
        for name in net.outputs:
            assert difference(found[name], expected[name], relative=True) < 1e-5, net.parameter


def _converted(folder: Path, layer: NetParameter) -> Net | None:
    """The network with random weights, or None where it is refused."""
    prototxt, outputs = folder / "net.prototxt", list(layer.layer[-1].top)
    prototxt.write_text(format_prototxt(layer))
    rng = np.random.default_rng(0)
    try:
        reports = load(prototxt, outputs=outputs).reports
        blobs = {r.proto.name: [rng.random(blob.shape).astype(np.float32) + 0.1 for blob in r.blobs] for r in reports}
        return load(prototxt, write_caffemodel(folder / "net.caffemodel", blobs), outputs=outputs)
    except ConversionError:
        return None


def _feed(layer_type: str, name: str, shape: tuple[int, ...]) -> Array:
    if layer_type in ("Embed", "Wordvec") or (layer_type, name) in (("BatchReindex", "x1"), ("ReverseTime", "x1")):
        return np.zeros(shape, np.float32)  # a row that every table has
    return np.random.default_rng(1).normal(size=shape).astype(np.float32)
