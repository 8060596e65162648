"""The form that recurrent layers take in a converted file."""

from __future__ import annotations

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import LSTM_FORMS, require_choice


def require_form(lstm: str, target: str, *, has_rnnv2: bool = False) -> None:
    """Refuse a form of recurrent layers that the target does not have.

    auto    whatever the target does best
    loop    a loop over the time steps
    unroll  every time step written out
    rnnv2   refused with the reason

    Args:
        target: what the network is converted to, for messages.
        has_rnnv2: the target has TensorRT's RNNv2 layer, but only for networks with an implicit batch.

    Raises:
        ConversionError: there is no such form, or it is rnnv2.
    """
    require_choice("lstm", lstm, LSTM_FORMS)
    if lstm == "rnnv2":
        raise ConversionError(
            f"{target} allows RNNv2 only with implicit batch, and the networks of caffe2trt have an explicit batch"
            if has_rnnv2
            else f"{target} has no RNNv2; TensorRT removed it after version 9",
            "Leave --lstm out to use a loop, which computes the same",
        )
