"""The form that recurrent layers take in a converted file."""

from __future__ import annotations

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import LSTM_FORMS, require_choice
from caffe2trt.converter.net import Net, apply_pass, with_batch
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.primitives import Recurrence
from caffe2trt.converter.streams import require_separate_streams
from caffe2trt.graph_surgery.unroll import unroll
from caffe2trt.runtime.manifest import Range


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
        return _for_rnn_v2(net)
    return apply_pass(net, unroll) if lstm == "unroll" else net


def _for_rnn_v2(net: Net) -> Net:
    """The network as RNNv2 takes it: each of its streams is computed on its own, for any number of them."""
    recurrences = [node for node in net.program.nodes if isinstance(node.op, (Recurrence, Loop))]
    if not any(isinstance(node.op, Recurrence) for node in recurrences):
        raise ConversionError("--lstm rnnv2: the network has no LSTM or RNN layer", "Leave --lstm out")
    for node in recurrences:
        if str(steps := node.inputs[0].shape[0]) != "1":
            raise ConversionError(
                f"layer '{node.layer}' runs over {steps} time steps in each call, and with --lstm rnnv2 a call has one",
                "Add --time-steps 1, or leave --lstm out to use a loop",
            )
    if net.varying is None:
        streams = max(node.output.shape[1] for node in recurrences if isinstance(node.op, Recurrence))
        net = _with_implicit_batch(net, streams)
    require_separate_streams(net.program)
    return net


def _with_implicit_batch(net: Net, streams: int) -> Net:
    """The network for any number of streams up to this one."""
    try:
        return with_batch(net, Range(1, streams, streams))
    except ConversionError as error:
        raise ConversionError(
            f"--lstm rnnv2 needs a network that does not depend on the number of streams: {error.problem}",
            "Leave --lstm out: an explicit batch may have a fixed number of them",
        ) from error
