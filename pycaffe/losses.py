"""Layers that compare a prediction with labels. The converter leaves them out; here they are computed in numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, LossParameter

Values = Array | np.float32
Function = Callable[[LayerParameter, Sequence[Array]], tuple[Values, ...]]


def loss_shapes(layer: LayerParameter, bottoms: Sequence[Shape], tops: int) -> list[Shape]:
    """The shapes of the tops: a number, and for a second top what the layer computes on the way."""
    if layer.type == "Accuracy":
        axis = layer.accuracy_param.axis % len(bottoms[0])
        second: Shape = (bottoms[0][axis],)
    else:
        second = bottoms[0] if bottoms else ()
    return [(), second][:tops] + [()] * (tops - 2)


def softmax_with_loss(layer: LayerParameter, bottoms: Sequence[Array]) -> tuple[Values, ...]:
    scores, labels = bottoms[0], bottoms[1]
    axis = layer.softmax_param.axis % scores.ndim
    shifted = np.exp(scores - scores.max(axis, keepdims=True))
    probabilities = shifted / shifted.sum(axis, keepdims=True)
    chosen, counts = _of_labels(probabilities, labels, axis, layer.loss_param)
    total = -np.log(np.maximum(chosen[counts], np.finfo(np.float32).tiny)).sum(dtype=np.float64)
    outer = int(np.prod(scores.shape[:axis]))
    return np.float32(total / _normalizer(layer.loss_param, outer, counts)), probabilities


def accuracy(layer: LayerParameter, bottoms: Sequence[Array]) -> tuple[Values, ...]:
    scores, labels = bottoms[0], bottoms[1]
    param = layer.accuracy_param
    axis = param.axis % scores.ndim
    chosen, counts = _of_labels(scores, labels, axis, param)
    rank = (np.moveaxis(scores, axis, -1) >= chosen[..., None]).sum(-1)  # Caffe counts equal scores against the label
    right = (rank <= param.top_k) & counts
    whole = np.float32(right.sum() / max(counts.sum(), 1))
    truth = labels.reshape(chosen.shape).astype(int)
    classes = np.arange(scores.shape[axis])
    of_class = (truth[..., None] == classes) & counts[..., None]
    sums = of_class.reshape(-1, len(classes)).sum(0)
    hits = (of_class & right[..., None]).reshape(-1, len(classes)).sum(0)
    return whole, np.where(sums > 0, hits / np.maximum(sums, 1), 0).astype(np.float32)


def euclidean_loss(layer: LayerParameter, bottoms: Sequence[Array]) -> tuple[Values, ...]:
    difference = bottoms[0].astype(np.float64) - bottoms[1].reshape(bottoms[0].shape)
    return (np.float32((difference**2).sum() / (2 * len(bottoms[0]))),)


COMPUTED: dict[str, Function] = {
    "Accuracy": accuracy,
    "EuclideanLoss": euclidean_loss,
    "SoftmaxWithLoss": softmax_with_loss,
}


def _of_labels(scores: Array, labels: Array, axis: int, param: object) -> tuple[Array, np.ndarray]:
    """The score of each place's label, and which places count; the axis of classes is gone."""
    shape = scores.shape[:axis] + scores.shape[axis + 1 :]
    truth = labels.reshape(shape).astype(int)
    counts = np.ones(shape, np.bool_)
    if param.HasField("ignore_label"):  # type: ignore[attr-defined]
        counts = truth != param.ignore_label  # type: ignore[attr-defined]
    if ((truth < 0) | (truth >= scores.shape[axis]))[counts].any():
        raise ValueError(f"a label is not one of the {scores.shape[axis]} classes")
    index = np.where(counts, truth, 0)
    chosen = np.take_along_axis(scores, np.expand_dims(index, axis), axis)
    return np.squeeze(chosen, axis), counts


def _normalizer(param: LossParameter, outer: int, counts: np.ndarray) -> float:
    """What the sum of the losses is divided by."""
    mode = param.normalization
    if param.HasField("normalize") and not param.HasField("normalization"):
        mode = LossParameter.VALID if param.normalize else LossParameter.BATCH_SIZE
    numbers = {
        LossParameter.FULL: counts.size,
        LossParameter.VALID: int(counts.sum()),
        LossParameter.BATCH_SIZE: outer,
        LossParameter.NONE: 1,
    }
    return float(max(numbers[mode], 1))
