"""What TensorRT 8 refuses in a network with an implicit batch, as NVIDIA documents it; for tests/standin.py.

The sentences are from NvInfer.h 8.6.1. The fewest axes are from it too, and from the table "Layers and Features" of
TensorRT's operators. Nothing here was tried with TensorRT 8 itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# The methods of INetworkDefinition that then give None.
REFUSED = {
    "add_loop": "An ILoop cannot be added to an INetworkDefinition where hasImplicitBatchDimensions() returns true",
    "add_if_conditional": "nullptr if network has an implicit batch dimension",
    "add_select": "The network must not have an implicit batch dimension",
    "add_fill": "The network must not have an implicit batch dimension",
    "add_shape": "addShape is only supported when hasImplicitBatchDimensions is false",
}
# How many axes, beside that of the batch, the first input has at least.
LEAST_AXES = {
    "add_convolution_nd": 3,
    "add_deconvolution_nd": 3,
    "add_pooling_nd": 3,
    "add_lrn": 3,
    "add_scale": 3,
    "add_scale_nd": 3,
    "add_concatenation": 1,
    "add_matrix_multiply": 2,
    "add_slice": 1,
    "add_reduce": 1,
    "add_softmax": 1,
    "add_topk": 1,
}
MOST_AXES = 7  # of tensors, beside that of the batch
EXPLICIT_ONLY_UNARY = ("SIGN", "ROUND")


def why_refused(method: str, arguments: Sequence[Any]) -> str | None:
    """Why TensorRT does not add a layer or an input to a network with an implicit batch; None where it does."""
    if method in REFUSED:
        return REFUSED[method]
    if method == "add_input":
        shape = tuple(arguments[2])
        if -1 in shape:
            return "-1 can be used as a wildcard in networks with all explicit dimensions"
        return "a tensor has at most 7 dimensions" if len(shape) > MOST_AXES else None
    if method == "add_unary" and str(arguments[1]).rpartition(".")[2] in EXPLICIT_ONLY_UNARY:
        return "Operations kSIGN and kROUND are not supported in implicit batch mode"
    if method in LEAST_AXES:
        first = arguments[0][0] if isinstance(arguments[0], (list, tuple)) else arguments[0]
        if len(tuple(first.shape)) < LEAST_AXES[method]:
            return (
                f"The input tensor is required to have a minimum of {LEAST_AXES[method]} dimensions in implicit batch"
            )
    return None


def why_rnn_refused(shape: Sequence[int], layer_count: int, steps: int, has_implicit_batch: bool) -> str | None:
    """Why add_rnn_v2 gives None for data of this shape; None where it does not."""
    if not has_implicit_batch:
        return "RNN inputs do not support wildcard dimensions or explicit batch size networks"
    if len(shape) < 2 or shape[-2] != steps:
        return "Parameter check failed, condition: input.getDimensions().d[di.seqLen()] == maxSeqLen"
    return None if layer_count == 1 else "the stand-in knows one layer"


def why_not_built(network: Any, max_batch_size: int, profiles: int, is_version_compatible: bool) -> str | None:
    """Why a network with an implicit batch is not built; None where it is.

    Args:
        network: the stand-in's INetworkDefinition.
        max_batch_size: of the builder.
        profiles: the number of optimization profiles.
        is_version_compatible: whether that flag is set.
    """
    if max_batch_size < 1:
        return "the maximum batch size is not set"
    if profiles:
        return "Dynamic shape support requires that the kEXPLICIT_BATCH flag is set"
    if is_version_compatible:
        return "kVERSION_COMPATIBLE is not supported with implicit batch mode"
    layers = [network.get_layer(index) for index in range(network.num_layers)]
    problems = (rnn_problem(rnn._real) for rnn in layers if type(rnn._real).__name__ == "FakeRNN")
    return next((problem for problem in problems if problem), None)


def rnn_problem(rnn: Any) -> str | None:
    """What of a FakeRNN's states and weights is not as NvInfer.h documents it."""
    given = [state for state in (rnn.hidden_state, rnn.cell_state) if state is not None]
    if len(given) > rnn.state_count or any(tuple(state.shape) != rnn.state_shape for state in given):
        return f"the states must have the shape {rnn.state_shape}, and a cell state is for an LSTM"
    gates = ("INPUT", "OUTPUT", "FORGET", "CELL") if rnn.state_count == 2 else ("INPUT",)
    sizes = {("weights", True): rnn.data_length * rnn.hidden_size, ("weights", False): rnn.hidden_size**2}
    for gate in gates:
        for kind, is_w in (("weights", True), ("weights", False), ("bias", True), ("bias", False)):
            held = rnn.held.get((kind, f"RNNGateType.{gate}", is_w))
            if held is None or held.size != sizes.get((kind, is_w), rnn.hidden_size):
                return f"{kind} of gate {gate} are missing or of another size"
    return None
