"""unroll: each recurrent node becomes the classic unrolled network, one pair of InnerProducts a step."""

from __future__ import annotations

from caffe2trt.graph_surgery.expand import rewrite
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.recurrent.step_writer import Style


def unroll(model: Model) -> Model:
    """Write every recurrent node out over its time steps, as networks were written before Caffe had recurrent layers.

    Given:  layer { name: "L" type: "LSTM" bottom: "x" bottom: "cont" top: "y" }      with x (T, N, I)
    Result: x sliced in time; for each step t
                L__xw_t, L__hw_t (InnerProduct, axis 2)    weights shared by the names L__W_input and L__W_recurrent
                L__gates_t (Eltwise SUM), L__i_t, L__f_t, L__o_t, L__g_t, L__c_t, L__h_t
            y concatenated along time

    The tensors of a step are (1, N, H), as NetSpec's well-known example has them. cont multiplies the state at every
    step. The state before is Input layers (L__h_in, L__c_in), the bottoms of expose_hidden, or, for an Lstm without
    clip, DummyData zeros. roll is the inverse.
    """
    return rewrite(model, Style("basic", lead=(1,), hoist=False))
