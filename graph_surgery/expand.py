"""expand: each recurrent node becomes its step form, in plain layers with the state as inputs and outputs."""

from __future__ import annotations

from dataclasses import replace

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.graph_surgery.model import LayerWriter, Model, without_layers
from caffe2trt.graph_surgery.recurrent.bottoms import WRITABLE, is_recurrent
from caffe2trt.graph_surgery.recurrent.node import recurrent_node
from caffe2trt.graph_surgery.recurrent.step_writer import StepWriter, Style

STYLES = {
    "lstm": Style("lstm", lead=(1,), hoist=False),
    "unit": Style("unit", lead=(1,), hoist=True),
    "basic": Style("basic", lead=(), hoist=True),
}


def expand(model: Model, *, cell: str = "basic") -> Model:
    """Write every recurrent node out in its step form.

    Given (T = 1):
        layer { name: "L" type: "LSTM" bottom: "x" bottom: "cont" top: "y" }
    Result (cell basic):
        L__h_in, L__c_in (Input)             the state before, (N, H)
        L__cont (Reshape), L__cont_tiled     cont as wide as the state
        L__h_delta, L__c_delta (Eltwise)     what of the state enters the step: cont times h and c
        L__xw, L__hw (InnerProduct), L__gates, L__i, L__f, L__o, L__g, L__c, L__h      the step
        y (Reshape), L__h_out, L__c_out      its output, and the state after

    Args:
        cell: "basic" uses InnerProduct, Slice, Sigmoid, TanH and Eltwise alone for the step, so that every program
            that reads Caffe files can read it; "unit" uses Caffe's LSTMUnit; "lstm" keeps a recurrent layer with
            expose_hidden and cont fixed to 1, which is the form that TensorRT's RNNv2 needs.

    With more time steps the input product is made once and sliced in time, cont enters at every step, and the outputs
    are concatenated. A node with expose_hidden keeps its own bottoms and tops for the state. An Lstm of the fork
    becomes mainline layers. Weights that several steps use are shared by parameter name.
    """
    return rewrite(model, STYLES[cell])


def rewrite(model: Model, style: Style) -> Model:
    """The network with each recurrent node written out in `style`."""
    out = LayerWriter(without_layers(model.net))
    outputs = list(model.outputs)
    for layer in model.net.layer:
        if not is_recurrent(layer):
            out.copy(layer, model.blobs.get(layer.name, ()))
            continue
        if layer.type not in WRITABLE:
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}) cannot be written out: only {', '.join(WRITABLE)} can",
                "Convert the network as it is; the layer becomes a loop",
            )
        node = recurrent_node(layer, model)
        StepWriter(out, node, style, model).write()
        if node.cont is not None and not node.last:
            outputs += [f"{node.name}__{state}_out" for state in node.states]
    out.require_unique_names()
    return replace(model, net=out.net, blobs=out.blobs, outputs=tuple(outputs))
