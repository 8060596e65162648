"""Networks with an implicit batch: each tensor has an axis more than its shape says, for the streams of a call.

"A network with implicit batch dimensions returns the dimensions of a layer without the implicit dimension, and instead
the batch is specified at execute/enqueue time" (NvInfer.h 8.6, INetworkDefinition). So the network is computed once for
each stream. In memory an input or output is (streams, *shape).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.trt.interpreter.layer_view import AnyArray
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime.manifest import ONLY_AXIS

Tensors = dict[str, AnyArray]
Shape = tuple[int, ...]


def evaluate_streams(
    network: object, arrays: Mapping[str, AnyArray], shapes: Mapping[str, Shape], run: Callable[[Tensors], Tensors]
) -> Tensors:
    """What a call gives: its streams are computed one after the other.

    Args:
        network: what define_network gave, whose arrays have the shapes of Caffe's blobs; or an INetworkDefinition,
            whose arrays have the streams as their first axis.
        arrays: the inputs.
        shapes: of the inputs, as the network says them.
        run: computes one stream.
    """
    ours = network if isinstance(network, Network) else None
    axes = ours.batch_axes if ours is not None and ours.batch_axes is not None else dict.fromkeys(arrays, 0)
    counts = {name: array.shape[max(axes[name], 0)] for name, array in arrays.items()}
    streams = max(counts.values(), default=1)
    if len(set(counts.values())) > 1:
        raise ConversionError(f"the inputs have different numbers of streams: {counts}", "Pass arrays of one batch")
    if ours is not None and ours.max_batch_size is not None and streams > ours.max_batch_size:
        raise ConversionError(
            f"the inputs have {streams} streams, and the network takes at most {ours.max_batch_size}",
            "Pass fewer, or convert it with a larger --batch",
        )
    in_memory = {name: array.reshape(streams, *shapes[name]) for name, array in arrays.items()}
    every = [run({name: array[stream] for name, array in in_memory.items()}) for stream in range(streams)]
    return {name: _together(name, [results[name] for results in every], ours) for name in every[0]}


def _together(name: str, arrays: Iterable[AnyArray], ours: Network | None) -> AnyArray:
    """The streams of a tensor side by side: where Caffe has them, or first."""
    arrays = list(arrays)
    if ours is not None and ours.batch_axes is not None:
        if name in ours.batch_axes:
            axis = ours.batch_axes[name]
            return np.concatenate(arrays) if axis == ONLY_AXIS else np.stack(arrays, axis=axis)
        if name in ours.inside_axes:
            return np.concatenate(arrays, axis=ours.inside_axes[name])
    return np.stack(arrays)
