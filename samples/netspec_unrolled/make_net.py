"""Writes a network with an LSTM unrolled over its time steps, as people did before Caffe had an LSTM layer.

    python samples/netspec_unrolled/make_net.py unrolled.prototxt unrolled.caffemodel

Every time step has its own layers, which share their weights by the names of the parameters. The weights are those of
the sine_wave sample, so its expected numbers can be used to check the result.
"""

from __future__ import annotations

import sys
from pathlib import Path

from caffe2trt.caffe.caffemodel import read_caffemodel, write_caffemodel
from caffe2trt.caffe.prototxt import read_prototxt

STEPS, HIDDEN = 20, 15
TRAINED = Path(__file__).parent.parent / "sine_wave" / "sine.caffemodel"


def layer(name: str, kind: str, bottoms: list[str], tops: list[str], rest: str = "") -> str:
    ends = "".join(f' bottom: "{blob}"' for blob in bottoms) + "".join(f' top: "{blob}"' for blob in tops)
    return f'layer {{ name: "{name}" type: "{kind}"{ends} {rest}}}\n'


def product(name: str, bottom: str, weights: list[str], bias: bool) -> str:
    names = " ".join(f'param {{ name: "{weight}" }}' for weight in weights)
    options = f"num_output: {4 * HIDDEN} axis: 2" + ("" if bias else " bias_term: false")
    return layer(name, "InnerProduct", [bottom], [name], f"{names} inner_product_param {{ {options} }} ")


def eltwise(name: str, operation: str, *bottoms: str) -> str:
    return layer(name, "Eltwise", list(bottoms), [name], f"eltwise_param {{ operation: {operation} }} ")


def step(t: int) -> str:
    """One time step: h{t} and c{t} from x{t}, h{t-1} and c{t-1}."""
    gates = [f"t{t}/{gate}" for gate in "ifog"]
    cuts = " ".join(f"slice_point: {HIDDEN * k}" for k in (1, 2, 3))
    text = product(f"t{t}/from_x", f"x{t}", ["W_x", "b"], bias=True)
    text += product(f"t{t}/from_h", f"h{t - 1}", ["W_h"], bias=False)
    text += eltwise(f"t{t}/gates", "SUM", f"t{t}/from_x", f"t{t}/from_h")
    text += layer(f"t{t}/cut", "Slice", [f"t{t}/gates"], gates, f"slice_param {{ axis: 2 {cuts} }} ")
    for gate in gates:
        text += layer(f"{gate}_act", "TanH" if gate.endswith("g") else "Sigmoid", [gate], [gate])
    i, f, o, g = gates
    text += eltwise(f"t{t}/kept", "PROD", f, f"c{t - 1}")
    text += eltwise(f"t{t}/new", "PROD", i, g)
    text += eltwise(f"c{t}", "SUM", f"t{t}/kept", f"t{t}/new")
    text += layer(f"t{t}/squashed", "TanH", [f"c{t}"], [f"t{t}/squashed"])
    return text + eltwise(f"h{t}", "PROD", o, f"t{t}/squashed")


def network() -> str:
    """All time steps, starting with h and c of zeros, and the output of each."""
    text = 'name: "unrolled"\n'
    text += layer("data", "Input", [], ["data"], f"input_param {{ shape {{ dim: {STEPS} dim: 1 dim: 1 }} }} ")
    for state in ("h", "c"):
        zeros = f"dummy_data_param {{ shape {{ dim: 1 dim: 1 dim: {HIDDEN} }} }} "
        text += layer(f"{state}0", "DummyData", [], [f"{state}0"], zeros)
    cuts = " ".join(f"slice_point: {t}" for t in range(1, STEPS))
    text += layer("cut", "Slice", ["data"], [f"x{t + 1}" for t in range(STEPS)], f"slice_param {{ axis: 0 {cuts} }} ")
    text += "".join(step(t + 1) for t in range(STEPS))
    text += layer("lstm1", "Concat", [f"h{t + 1}" for t in range(STEPS)], ["lstm1"], "concat_param { axis: 0 } ")
    return text + layer("ip1", "InnerProduct", ["lstm1"], ["ip1"], "inner_product_param { num_output: 1 axis: 2 } ")


def main() -> None:
    prototxt, caffemodel = map(Path, sys.argv[1:])
    prototxt.write_text(network(), encoding="utf-8")
    trained = read_caffemodel(TRAINED)
    w_x, w_h, bias = (blob.data for blob in trained["lstm1"])
    blobs = {"ip1": [blob.data for blob in trained["ip1"]]}
    for t in range(1, STEPS + 1):
        blobs |= {f"t{t}/from_x": [w_x, bias], f"t{t}/from_h": [w_h]}
    net = read_prototxt(prototxt).net
    write_caffemodel(caffemodel, net, blobs)
    print(f"{prototxt}: {STEPS} steps in {len(net.layer)} layers")


if __name__ == "__main__":
    main()
