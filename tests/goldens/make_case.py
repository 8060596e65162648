"""Makes a golden case: runs a network in Caffe and writes what went in and what came out.

    PYTHONPATH=CAFFE/python python tests/goldens/make_case.py net.prototxt -o tests/goldens/layers/NAME
    PYTHONPATH=CAFFE/python python tests/goldens/make_case.py net.prototxt --calls 3 --cont cont --index words:50 -o ...
    PYTHONPATH=CAFFE/python python tests/goldens/make_case.py --like tests/goldens/layers/relu -o /elsewhere/relu

It needs numpy and pycaffe, of any Caffe or fork, under Python 2.7 or 3: what such images still run on. README.md beside
it describes the files.
"""

# Python 2.7 has no annotations, f-strings or pathlib.
# mypy: disable-error-code="no-untyped-def, no-untyped-call, var-annotated"
from __future__ import print_function

import argparse
import importlib
import os
import shutil
import sys
import zlib

import numpy as np


def make_weights(layer, kind, index, shape, seed=0):
    # type: (str, str, int, tuple[int, ...], int) -> np.ndarray
    """Blob `index` of a layer of type `kind`: small random numbers; a BatchNorm's variance is positive."""
    rng = _generator("%s/%d" % (layer, index), seed)
    if kind == "BatchNorm":
        values = (rng.randn(*shape) * 0.3, rng.rand(*shape) + 0.5, np.ones(shape))[index]
    elif len(shape) < 2:
        values = rng.randn(*shape) * 0.1 + (kind == "Scale" and index == 0)
    else:
        values = rng.randn(*shape) / np.sqrt(np.prod(shape[1:]))
    return np.asarray(values, np.float32)


def make_input(call, blob, shape, seed=0, is_cont=False, words=None):
    # type: (int, str, tuple[int, ...], int, bool, int | None) -> np.ndarray
    """The input `blob` of a forward call.

    Normal random numbers; for `is_cont` 0 (one in five) and 1, the first call's first row 0; with `words` whole numbers
    from 0 to words - 1.
    """
    rng = _generator("%d/%s" % (call, blob), seed)
    if is_cont:
        markers = np.asarray(rng.rand(*shape) > 0.2, np.float32)
        markers[0] *= call > 0
        return markers
    return np.asarray(rng.randn(*shape) if words is None else rng.randint(0, words, shape), np.float32)


def _generator(name, seed):
    """A generator for each blob, so that one more layer does not change the others' numbers."""
    return np.random.RandomState((zlib.crc32(name.encode("utf-8")) + seed) & 0xFFFFFFFF)


def fill_weights(net, seed):
    """Give every parameter of a pycaffe Net random numbers. A blob shared by several layers keeps its first owner's."""
    kinds = dict(zip(net._layer_names, (layer.type for layer in net.layers)))
    filled = set()
    for layer, blobs in net.params.items():
        for index, blob in enumerate(blobs):
            address = blob.data.ctypes.data
            if address not in filled:
                blob.data[...] = make_weights(layer, kinds[layer], index, tuple(blob.data.shape), seed)
            filled.add(address)


def forward(net, inputs, kept):
    """One forward call of a pycaffe Net: the kept blobs after it."""
    for blob, value in inputs.items():
        net.blobs[blob].data[...] = value
    net.forward()
    return {blob: net.blobs[blob].data.copy() for blob in kept}


def read_calls(path):
    """The inputs and the outputs of each call in an io.npz."""
    calls = {}
    with np.load(path) as archive:
        for key in archive.files:
            side, call, blob = key.split("/", 2)
            calls.setdefault(int(call), ({}, {}))[side == "out"][blob] = archive[key]
    ordered = [calls[call] for call in sorted(calls)]
    return [inputs for inputs, _ in ordered], [outputs for _, outputs in ordered]


def largest_difference(found, expected):
    # type: (list[dict[str, np.ndarray]], list[dict[str, np.ndarray]]) -> float
    """Between the outputs of two cases of one network, over all calls; NaN where only one side is NaN."""
    worst = [0.0]
    for one, other in zip(found, expected):
        for blob, value in one.items():
            same = (value == other[blob]) | (np.isnan(value) & np.isnan(other[blob]))
            with np.errstate(invalid="ignore"):  # infinite on both sides
                distance = np.abs(value - other[blob])
            worst.append(np.max(np.where(same, 0, distance)) if value.size else 0.0)
    return float(np.max(worst))


def import_caffe():
    """Pycaffe, set to the CPU."""
    os.environ.setdefault("GLOG_minloglevel", "2")  # only Caffe's errors; it logs every layer otherwise
    try:
        caffe = importlib.import_module("caffe")
    except ImportError as error:
        sys.exit("make_case: pycaffe is missing (%s): set PYTHONPATH to the python folder of a built Caffe" % error)
    if not hasattr(caffe, "Net"):
        sys.exit("make_case: %s is not pycaffe; run this file as a script, not with -m" % caffe.__file__)
    caffe.set_mode_cpu()
    return caffe


def write_case(folder, prototxt, caffemodel, net, calls):
    """Write net.prototxt, weights.caffemodel (if the network has parameters) and io.npz."""
    os.makedirs(folder)
    shutil.copyfile(prototxt, os.path.join(folder, "net.prototxt"))
    weights = os.path.join(folder, "weights.caffemodel")
    if caffemodel is not None:
        shutil.copyfile(caffemodel, weights)
    elif len(net.params):
        net.save(weights)
    arrays = {}
    for call, sides in enumerate(calls):
        for side, blobs in zip(("in", "out"), sides):
            arrays.update(("%s/%d/%s" % (side, call, blob), value) for blob, value in blobs.items())
    np.savez_compressed(os.path.join(folder, "io.npz"), **arrays)


def parse_arguments(arguments):
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Run a network in Caffe and write a golden case.")
    parser.add_argument("prototxt", nargs="?", help="the network, with Input layers")
    parser.add_argument("caffemodel", nargs="?", help="its weights (default: random)")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="the new case")
    parser.add_argument("--calls", type=int, default=1, metavar="N", help="number of forward calls (default: 1)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed for random weights and inputs")
    parser.add_argument("--cont", action="append", default=[], metavar="INPUT", help="an input of 0 and 1: cont, clip")
    parser.add_argument(
        "--index", action="append", default=[], metavar="INPUT:N", help="an input of whole numbers from 0 to N-1"
    )
    parser.add_argument("--only", action="append", metavar="BLOB", help="keep this output (default: every blob)")
    parser.add_argument("--like", metavar="FOLDER", help="repeat this case: its network, weights, inputs")
    options = parser.parse_args(arguments)
    if (options.prototxt is None) == (options.like is None):
        parser.error("give either NET.prototxt or --like FOLDER")
    if os.path.exists(options.output):
        parser.error("%s exists" % options.output)
    try:
        options.index = {name: int(count) for name, _, count in (text.rpartition(":") for text in options.index)}
    except ValueError:
        parser.error("--index takes INPUT:N, for example words:50")
    return options


def check_names(kind, names, known):
    """End with a message if a name is unknown."""
    unknown = sorted(set(names) - set(known))
    if unknown:
        sys.exit("make_case: unknown %s %s; the %ss are %s" % (kind, ", ".join(unknown), kind, ", ".join(known)))


def make_inputs(net, options):
    """Random inputs for each call."""
    check_names("input", options.cont + list(options.index), net.inputs)
    shapes = [(blob, tuple(net.blobs[blob].data.shape)) for blob in net.inputs]
    return [
        {
            blob: make_input(call, blob, shape, options.seed, blob in options.cont, options.index.get(blob))
            for blob, shape in shapes
        }
        for call in range(options.calls)
    ]


def main(arguments=None):
    # type: (list[str] | None) -> None
    """Make one case."""
    options = parse_arguments(arguments)
    prototxt, caffemodel, kept = options.prototxt, options.caffemodel, options.only
    if options.like:
        prototxt, caffemodel = (os.path.join(options.like, name) for name in ("net.prototxt", "weights.caffemodel"))
        caffemodel = caffemodel if os.path.exists(caffemodel) else None
        inputs, expected = read_calls(os.path.join(options.like, "io.npz"))
        kept = list(expected[0])
    caffe = import_caffe()
    net = caffe.Net(*([prototxt] + ([caffemodel] if caffemodel else []) + [caffe.TEST]))
    if not options.like:
        inputs = make_inputs(net, options)
    if not options.like and not caffemodel:
        fill_weights(net, options.seed)
    kept = kept or [blob for blob in net.blobs if blob not in net.inputs]
    check_names("blob", kept, net.blobs)
    outputs = [forward(net, call, kept) for call in inputs]
    write_case(options.output, prototxt, caffemodel, net, list(zip(inputs, outputs)))
    for blob, value in sorted(outputs[-1].items()):
        print("%-20s %-16s from %g to %g" % (blob, value.shape, value.min(), value.max()))
    if options.like:
        print("largest difference from %s: %.1e" % (options.like, largest_difference(outputs, expected)))


if __name__ == "__main__":
    main()
