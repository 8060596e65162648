"""Writes an LSTM, unrolled over its time steps, with NetSpec: one InnerProduct, Slice and LSTMUnit for each step."""

from __future__ import annotations

import sys

from caffe2trt.pycaffe import NetSpec
from caffe2trt.pycaffe import layers as L  # noqa: N812
from caffe2trt.pycaffe import params as P  # noqa: N812


def unrolled(steps: int, batch: int, features: int, hidden: int, classes: int) -> str:
    """The prototxt of an LSTM over `steps` time steps, and a softmax over classes at the last one."""
    n = NetSpec()
    n.x = L.Input(shape={"dim": [steps, batch, features]})
    n.cont = L.Input(shape={"dim": [steps, batch]})
    n.h0 = L.DummyData(shape={"dim": [1, batch, hidden]}, data_filler={"type": "constant", "value": 0})
    n.c0 = L.DummyData(shape={"dim": [1, batch, hidden]}, data_filler={"type": "constant", "value": 0})
    cuts = list(range(1, steps))
    xs, conts = (L.Slice(n[name], ntop=steps, axis=0, slice_point=cuts) for name in ("x", "cont"))
    h, c = n.h0, n.c0
    filler = {"type": "uniform", "min": -0.1, "max": 0.1}
    for t in range(steps):
        both = L.Concat(xs[t], h, axis=2)
        gates = L.InnerProduct(
            both, num_output=4 * hidden, axis=2, weight_filler=filler, param=[{"name": "weight"}, {"name": "bias"}]
        )
        c, h = L.LSTMUnit(c, gates, conts[t], ntop=2)
    n.last = h
    n.top = L.Eltwise(n.last, n.last, operation=P.Eltwise.SUM, coeff=[0.5, 0.5])
    n.score = L.InnerProduct(n.top, num_output=classes, axis=2, weight_filler={"type": "xavier"})
    n.probs = L.Softmax(n.score, in_place=False, axis=2)
    return str(n.to_proto())


def main() -> None:
    with open(sys.argv[1], "w") as file:
        file.write(unrolled(3, 2, 4, 5, 6))


if __name__ == "__main__":
    main()
