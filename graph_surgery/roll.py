"""roll: an unrolled LSTM or RNN becomes one recurrent layer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.recurrent.fold import fold
from caffe2trt.graph_surgery.recurrent.lstm_roller import LSTMRoller
from caffe2trt.graph_surgery.recurrent.own_tops import own_tops
from caffe2trt.graph_surgery.recurrent.rnn_roller import RNNRoller
from caffe2trt.graph_surgery.recurrent.roller import Roller
from caffe2trt.graph_surgery.recurrent.step_matcher import NotAStep, find_chains
from caffe2trt.graph_surgery.recurrent.value_graph import Graph

_ROLLERS: dict[str, type[Roller]] = {"LSTM": LSTMRoller, "RNN": RNNRoller}


@dataclass
class RollReport:
    """The result of roll: the layers it made, and why it did not roll up others."""

    rolled: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def roll(model: Model, *, report: RollReport | None = None, stateful: bool = False) -> Model:
    """Find unrolled LSTMs and RNNs and replace each by one layer.

    Given (T steps, weights shared by name or equal):
        gates_t = InnerProduct(x_t) + InnerProduct(h_(t-1)); i, f, o = Sigmoid, g = TanH of a Slice of the gates
        c_t = f c_(t-1) + i g; h_t = o tanh(c_t); cont_t may multiply h_(t-1) and c_(t-1)
        H = Concat(h_0 ... h_(T-1))
    Result:
        layer { name: "L" type: "LSTM" bottom: "x" bottom: "cont" top: "H" recurrent_param { ... } }

    An RNN has h_t = tanh(InnerProduct(x_t) + InnerProduct(h_(t-1))), and TanH of an InnerProduct of each h_t, or of
    their Concat, as its output.

    The gates may be in any order, and the products may have one bias, two or none. The initial state decides the form:
    Input layers L__h_in and L__c_in with outputs L__h_out and L__c_out, as unroll writes them, give a layer that
    carries its state; any other blobs give a layer with expose_hidden. What is almost an LSTM is not changed, and
    `report` says why.

    With `stateful`, steps that start from zeros (DummyData) and have no cont get an input L__cont instead: if it is 0
    at the first step of a call, the layer starts from zeros as before; if it is 1, it continues from the last call.

    LstmUnit layers of apollocaffe, each of which is a step already, become one step; see `fold`.
    """
    report = report if report is not None else RollReport()
    model = _folded(model, report, stateful)
    while True:
        graph = Graph(model.net)
        reasons: list[str] = []
        for chain in find_chains(graph, model, reasons):
            try:
                roller = _ROLLERS[chain[0].kind](graph, model, chain, stateful)
                model = roller.write()
            except (NotAStep, ConversionError) as reason:
                last = graph.layers[chain[-1].after[0].layer]
                reasons.append(f"the steps up to layer '{last.name}': {str(reason).rstrip('.')}")
                continue
            report.rolled.append(roller.name)
            break
        else:
            report.reasons += reasons
            break
    if not report.rolled:
        return model

    def is_single_step(layer: LayerParameter) -> bool:
        return model.shapes[layer.bottom[0]][0] == 1

    return replace(model, net=own_tops(model.net, model.traits, is_single_step))


def _folded(model: Model, report: RollReport, stateful: bool) -> Model:
    """The network with its LstmUnit layers as one step, or as it is; the report says which and why."""
    try:
        model, names = fold(model, stateful=stateful)
    except (NotAStep, ConversionError) as reason:
        report.reasons.append(f"the LstmUnit layers: {str(reason).rstrip('.')}")
        return model
    report.rolled += names
    return model
