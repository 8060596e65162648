"""The form that recurrent layers take in a converted file."""

from __future__ import annotations

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import LSTM_FORMS, require_choice
from caffe2trt.converter.net import Net, apply_pass
from caffe2trt.graph_surgery.expand import expand
from caffe2trt.graph_surgery.unroll import unroll


def in_form(
    net: Net, lstm: str, target: str, *, has_rnnv2: bool = False, cont_starts_only: bool = False
) -> tuple[Net, str]:
    """The network whose recurrent layers have the form that is asked for, and that form.

    auto    RNNv2 where the target has it; otherwise whatever the target does best
    loop    the layers as they are, in a loop
    unroll  every time step written out in plain layers
    rnnv2   one RNNv2 layer for each time step, with products by cont before it; with the promise that cont is 1 after
            the first time step, one for all of them

    Args:
        target: what the network is converted to, for messages.

    Raises:
        ConversionError: there is no such form, or the target has no RNNv2.
    """
    require_choice("lstm", lstm, LSTM_FORMS)
    if lstm == "rnnv2" and not has_rnnv2:
        raise ConversionError(
            f"{target} has no RNNv2; TensorRT removed it after version 9",
            "Leave --lstm out to use a loop, which computes the same",
        )
    if net.varying is not None:
        if lstm == "rnnv2":
            raise ConversionError(
                "RNNv2 takes one number of time steps and streams",
                "Leave --lstm out, or give numbers instead of ranges",
            )
        has_rnnv2 = False
    form = "rnnv2" if lstm == "auto" and has_rnnv2 else lstm
    if form == "unroll":
        return apply_pass(net, unroll), form
    if form == "rnnv2" and not cont_starts_only:
        return apply_pass(net, lambda model: expand(model, cell="lstm")), form
    return net, form
