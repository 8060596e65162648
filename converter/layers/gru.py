"""GRU of a fork (synopsys-caffe)."""

from __future__ import annotations

from collections.abc import Sequence

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.layers.common import positive, reshape
from caffe2trt.converter.layers.layer import Layer
from caffe2trt.converter.layers.recurrent import sequence
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.loop import loop
from caffe2trt.converter.program.primitives import Activation, Binary, Linear, Slice
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.traits import RECURRENT


@caffe_layer("GRU", axes=RECURRENT)
def gru(b: Builder, layer: Layer, x: Value, cont: Value, *more: Value) -> Value | tuple[Value, ...]:
    """From a fork: any cont and batch, both forms of the reset gate, static input, expose_hidden."""
    hidden = positive(layer.proto.recurrent_param.num_output, "recurrent_param.num_output")
    x, cont, static, states = sequence(b, layer, x, cont, *more)
    batch = x.shape[1]
    blobs = _blobs(layer, hidden, x, static)

    def step(product: Value, keep: Value, h: Value) -> tuple[Sequence[Value], Sequence[Value]]:
        kept = b(Binary("prod"), h, reshape(b, keep, (batch, 1)))
        after = _cell(b, blobs, product, kept)
        return [after], [after]

    h0 = reshape(b, states[0], (batch, hidden)) if states else b.state("h", (batch, hidden))
    (y,), (h,) = loop(b, [_products(b, blobs, x, static), cont], [h0], step, cont=1)
    if states:
        return y, reshape(b, h, (1, batch, hidden))
    b.carry(h0, h)
    return y


def _blobs(layer: Layer, hidden: int, x: Value, static: Value | None) -> dict[str, Value]:
    """The learned blobs by name, in the fork's order."""
    shapes: dict[str, Shape] = {"input_weights": (3 * hidden, x.shape[2]), "bias": (3 * hidden,)}
    if static is not None:
        shapes["static_weights"] = (3 * hidden, static.shape[1])
    shapes |= dict.fromkeys(("update_weights", "reset_weights", "candidate_weights"), (hidden, hidden))
    if layer.proto.recurrent_param.linear_before_reset:
        shapes["candidate_bias"] = (hidden,)
    return dict(zip(shapes, layer.blobs(**shapes)))


def _products(b: Builder, blobs: dict[str, Value], x: Value, static: Value | None) -> Value:
    """What the inputs add to update, reset and candidate at every time step: (T, N, 3H)."""
    steps, batch, features = x.shape
    rows = b(Linear(), reshape(b, x, (steps * batch, features)), blobs["input_weights"], blobs["bias"])
    products = reshape(b, rows, (steps, batch, rows.shape[1]))
    if static is None:
        return products
    once = reshape(b, b(Linear(), static, blobs["static_weights"]), (1, batch, rows.shape[1]))
    return b(Binary("sum"), products, once)


def _cell(b: Builder, blobs: dict[str, Value], product: Value, kept: Value) -> Value:
    """h after one time step, from the inputs' product (N, 3H) and h before it (N, H), multiplied by cont."""
    hidden = kept.shape[1]
    from_x = [b(Slice(1, place * hidden, hidden), product) for place in range(3)]
    update, reset = (
        b(Activation("sigmoid"), b(Binary("sum"), part, b(Linear(), kept, blobs[f"{gate}_weights"])))
        for part, gate in zip(from_x, ("update", "reset"))
    )
    if "candidate_bias" in blobs:  # linear_before_reset
        own = b(Linear(), kept, blobs["candidate_weights"], blobs["candidate_bias"])
        recurrent = b(Binary("prod"), reset, own)
    else:
        recurrent = b(Linear(), b(Binary("prod"), reset, kept), blobs["candidate_weights"])
    candidate = b(Activation("tanh"), b(Binary("sum"), from_x[2], recurrent))
    difference = b(Binary("sub"), kept, candidate)
    return b(Binary("sum"), candidate, b(Binary("prod"), update, difference))
