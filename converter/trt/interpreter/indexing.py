"""Layers that read or write at places that other tensors give."""

from __future__ import annotations

import numpy as np

from caffe2trt.converter.reference import arithmetic
from caffe2trt.converter.trt.interpreter.layer_view import AnyArray, LayerView
from caffe2trt.converter.trt.interpreter.registry import evaluates


def _checked(view: LayerView, indices: AnyArray, length: int, axis: int | None = None) -> AnyArray:
    """Indices from 0 on.

    NVIDIA documents for GATHER that negative ones count from the end of `axis` if the network states its length, and
    are undefined if it does not. In a network of define_network an index comes from a Caffe blob, where a negative one
    is an error.
    """
    from_end = axis is not None and not view.source.is_ours
    lowest = -length if from_end else 0
    outside = indices[(indices < lowest) | (indices >= length)]
    if outside.size:
        what = f"index {outside[0]} is not within {lowest} to {length - 1}"
        raise view.refused(what, "Check the values that reach its input of indices")
    negative = indices < 0
    if np.any(negative) and tuple(view.layer.get_input(0).shape)[axis or 0] == -1:
        what = (
            f"index {indices[negative][0]} counts from the end of an axis whose length the network leaves open, which"
        )
        raise view.refused(f"{what} NVIDIA documents as undefined", "State the length, or compute the index from SHAPE")
    return np.where(negative, indices + length, indices)


@evaluates("GATHER", "IGatherLayer", "axis", "mode", "num_elementwise_dims")
def gather(view: LayerView, data: AnyArray, indices: AnyArray) -> AnyArray:
    mode, batch_dims = view.choice("mode"), view.num_elementwise_dims
    if mode == "ND":
        return _gather_nd(view, data, indices, batch_dims)
    axis = view.axis
    indices = _checked(view, indices, data.shape[axis], axis)
    if mode == "ELEMENT":
        return data[_elements(indices, axis)]
    if batch_dims == 0:
        return np.take(data, indices, axis=axis)
    batch = max(len(data), len(indices))
    pairs = zip(np.broadcast_to(data, (batch, *data.shape[1:])), np.broadcast_to(indices, (batch, *indices.shape[1:])))
    return np.stack([np.take(rows, places, axis=axis - 1) for rows, places in pairs])


def _gather_nd(view: LayerView, data: AnyArray, indices: AnyArray, batch_dims: int) -> AnyArray:
    """The last axis of the indices holds subscripts of data, after `batch_dims` axes that both share."""
    subscripts = [
        _checked(view, indices[..., i], data.shape[axis], axis).astype(np.int64)
        for i, axis in enumerate(range(batch_dims, batch_dims + indices.shape[-1]))
    ]
    rank = indices.ndim - 1
    batch = [
        np.arange(length).reshape([-1 if axis == i else 1 for axis in range(rank)])
        for i, length in enumerate(data.shape[:batch_dims])
    ]
    return np.asarray(data[(*batch, *subscripts)])


def _elements(indices: AnyArray, axis: int) -> tuple[AnyArray, ...]:
    """The subscripts of every element of `indices`, with that of `axis` replaced by the element."""
    subscripts: list[AnyArray] = list(np.indices(indices.shape, sparse=True))
    subscripts[axis] = indices
    return tuple(subscripts)


@evaluates("SCATTER", "IScatterLayer", "axis", "mode")
def scatter(view: LayerView, data: AnyArray, indices: AnyArray, updates: AnyArray) -> AnyArray:
    if view.choice("mode") == "ELEMENT":
        places = _elements(_checked(view, indices, data.shape[view.axis]), view.axis)
    else:
        places = tuple(_checked(view, indices[..., i], data.shape[i]) for i in range(indices.shape[-1]))
    flat = np.ravel_multi_index(np.broadcast_arrays(*places), data.shape[: len(places)])
    if np.unique(flat).size != flat.size:
        raise view.refused(
            "two updates write to one place, and TensorRT does not say which of them stays", "Reduce them first"
        )
    result = data.copy()
    result[places] = updates
    return result


@evaluates("ONE_HOT", "IOneHotLayer", "axis")
def one_hot(view: LayerView, indices: AnyArray, values: AnyArray, depth: AnyArray) -> AnyArray:
    checked = _checked(view, indices, int(depth))
    axis = view.axis % (indices.ndim + 1)
    classes = np.arange(int(depth)).reshape([-1 if i == axis else 1 for i in range(indices.ndim + 1)])
    return np.asarray(np.where(np.expand_dims(checked, axis) == classes, values[1], values[0]))


@evaluates("NON_ZERO", "INonZeroLayer")
def non_zero(view: LayerView, x: AnyArray) -> AnyArray:
    return np.stack(np.nonzero(x)) if x.ndim else np.zeros((0, int(x != 0)), np.int64)


@evaluates("REVERSE_SEQUENCE", "IReverseSequenceLayer", "batch_axis", "sequence_axis")
def reverse_sequence(view: LayerView, x: AnyArray, lengths: AnyArray) -> AnyArray:
    steps = x.shape[view.sequence_axis]
    outside = lengths[(lengths < 0) | (lengths > steps)]
    if outside.size:
        raise view.refused(f"length {outside[0]} is not within 0 to {steps}", "Check the values of its second input")
    return arithmetic.reverse_sequence(x, lengths.astype(np.int64), view.sequence_axis, view.batch_axis)


@evaluates("TOPK", "ITopKLayer", "axes", "k", "op")
def top_k(view: LayerView, x: AnyArray, k: AnyArray | None = None) -> tuple[AnyArray, AnyArray]:
    """Of equal values the lower index comes first; TensorRT does not say which does."""
    count, axis = view.k if k is None else int(np.ravel(k)[0]), view.axes.bit_length() - 1
    key = x.astype(np.int64) if x.dtype.kind in "iu" else x
    order = np.argsort(-key if view.choice("op") == "MAX" else key, axis=axis, kind="stable")
    indices = np.take(order, np.arange(count), axis=axis)
    return np.take_along_axis(x, indices, axis=axis), indices
