"""Networks with an implicit batch: each tensor has an axis more than its shape says, for the streams of a call.

"A network with implicit batch dimensions returns the dimensions of a layer without the implicit dimension, and instead
the batch is specified at execute/enqueue time" (NvInfer.h 8.6, INetworkDefinition). So the network is computed once for
each stream. In memory an input or output is (streams, *shape).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.program.dims import at_size, varying_axes
from caffe2trt.converter.trt.interpreter.layer_view import AnyArray
from caffe2trt.converter.trt.network import Network

Tensors = dict[str, AnyArray]


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
    blobs = (ours.blob_shapes if ours is not None else None) or {}
    counts = {name: array.shape[_batch_axis(blobs.get(name))] for name, array in arrays.items()}
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
    inside = ours.inside_axes if ours is not None else {}
    found = {}
    for name in every[0]:
        results = [tensors[name] for tensors in every]
        if name in blobs:
            found[name] = np.stack(results).reshape(at_size(blobs[name], 1, streams))
        elif name in inside:
            found[name] = np.concatenate(results, axis=inside[name])
        else:
            found[name] = np.stack(results)
    return found


def _batch_axis(shape: Shape | None) -> int:
    """The axis of the streams in a blob's shape; without one they come first."""
    return 0 if shape is None else varying_axes(shape)[0]
