"""The form that recurrent layers take in a converted file."""

from __future__ import annotations

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import LSTM_FORMS, require_choice
from caffe2trt.converter.net import Net, apply_pass
from caffe2trt.converter.streams import for_rnn_v2
from caffe2trt.graph_surgery.unroll import unroll


def in_form(net: Net, lstm: str, target: str, *, has_rnnv2: bool = False) -> Net:
    """The network whose recurrent layers have the form that is asked for.

    auto    whatever the target does best
    loop    the layers as they are, in a loop
    unroll  every time step written out in plain layers
    rnnv2   one time step, for any number of streams up to the network's own, and no layer mixes streams

    Args:
        target: what the network is converted to, for messages.
        has_rnnv2: the target has TensorRT's RNNv2 layer.

    Raises:
        ConversionError: there is no such form, or the network or the target cannot have it.
    """
    require_choice("lstm", lstm, LSTM_FORMS)
    if lstm == "rnnv2":
        if not has_rnnv2:
            raise ConversionError(
                f"{target} has no RNNv2; TensorRT removed it after version 9",
                "Leave --lstm out to use a loop, which computes the same",
            )
        return for_rnn_v2(net)
    return apply_pass(net, unroll) if lstm == "unroll" else net
