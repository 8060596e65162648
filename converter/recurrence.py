"""The form that recurrent layers take in a converted file."""

from __future__ import annotations

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import LSTM_FORMS, require_choice


def require_form(lstm: str, target: str, *, has_rnnv2: bool = False) -> None:
    """Refuse a form of recurrent layers that the target does not have.

    auto    whatever the target does best
    loop    a loop over the time steps
    unroll  every time step written out
    rnnv2   TensorRT's RNNv2 layer, for one time step (streams.py)

    Args:
        target: what the network is converted to, for messages.
        has_rnnv2: the target has TensorRT's RNNv2 layer.

    Raises:
        ConversionError: there is no such form, or the target does not have it.
    """
    require_choice("lstm", lstm, LSTM_FORMS)
    if lstm == "rnnv2" and not has_rnnv2:
        raise ConversionError(
            f"{target} has no RNNv2; TensorRT removed it after version 9",
            "Leave --lstm out to use a loop, which computes the same",
        )
