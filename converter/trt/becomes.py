"""What a Caffe layer becomes in TensorRT, told from the nodes that it was lowered to."""

from __future__ import annotations

from caffe2trt.converter.lowering import LayerReport
from caffe2trt.converter.program import primitives as p
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.primitives import Primitive
from caffe2trt.converter.program.program import Node

# The TensorRT layers of each primitive. Constants are not counted, nor are the casts of half precision.
_LAYERS: dict[type[Primitive], tuple[str, ...]] = {
    p.Identity: ("IIdentityLayer",),
    p.Convolution: ("IConvolutionLayer",),
    p.Deconvolution: ("IDeconvolutionLayer",),
    p.Pooling: ("IPoolingLayer",),
    p.MaxPlace: ("IShuffleLayer", "IGatherLayer", "ITopKLayer", "IElementWiseLayer", "ICastLayer"),
    p.Pad: ("ISliceLayer",),
    p.LRN: ("ILRNLayer",),
    p.Linear: ("IMatrixMultiplyLayer",),
    p.Activation: ("IActivationLayer",),
    p.PReLU: ("IParametricReLULayer",),
    p.Unary: ("IUnaryLayer",),
    p.Threshold: ("IElementWiseLayer", "ICastLayer"),
    p.Binary: ("IElementWiseLayer",),
    p.Affine: ("IScaleLayer",),
    p.Softmax: ("ISoftMaxLayer",),
    p.Reduce: ("IReduceLayer",),
    p.TopK: ("ISliceLayer", "ITopKLayer", "IElementWiseLayer", "ICastLayer"),
    p.Reshape: ("IShuffleLayer",),
    p.Transpose: ("IShuffleLayer",),
    p.Concat: ("IConcatenationLayer",),
    p.Slice: ("ISliceLayer",),
    p.Take: ("IGatherLayer",),
    p.Reverse: ("ISliceLayer",),
    p.ReverseSequence: ("ICastLayer", "IReverseSequenceLayer"),
    p.Tile: ("ISliceLayer",),
    p.Resize: ("IResizeLayer",),
    p.Gather: ("ICastLayer", "IGatherLayer"),
    p.LSTM: ("IShuffleLayer", "IMatrixMultiplyLayer", "IElementWiseLayer", "ISliceLayer", "IActivationLayer"),
    p.RNN: ("IShuffleLayer", "IMatrixMultiplyLayer", "IElementWiseLayer", "IActivationLayer"),
}


def tensorrt_layers(report: LayerReport) -> tuple[str, ...]:
    """The kinds of TensorRT layers that a Caffe layer becomes, each once; () where it becomes none.

    A loop's own layers count as one, ILoop. The forms that options choose (RNNv2, the Tile plugin, an unrolled LSTM)
    are not told.
    """
    return tuple(dict.fromkeys(kind for node in report.nodes for kind in _of_node(node)))


def becomes(report: LayerReport) -> str:
    """The same in words, as NVIDIA's documentation names them; also for inputs, constants and layers that vanish."""
    if kinds := tensorrt_layers(report):
        return ", ".join(kind.removeprefix("I").removesuffix("Layer") for kind in kinds)
    if report.proto.type == "Input":
        return "network input"
    return "constant" if report.is_constant else "nothing"


def _of_node(node: Node) -> tuple[str, ...]:
    if isinstance(node.op, Loop):
        return (*(kind for inside in node.op.body.nodes for kind in _of_node(inside)), "ILoop")
    kinds = _LAYERS[type(node.op)]
    if isinstance(node.op, (p.Convolution, p.Deconvolution)) and len(node.op.strides) == 1:
        return (*kinds, "IShuffleLayer")  # TensorRT convolves over two axes or three
    if isinstance(node.op, p.Gather) and node.op.rounds:
        return ("IElementWiseLayer", *kinds)
    if isinstance(node.op, (p.Softmax, p.TopK)) and len(node.inputs[0].shape) == 1:
        return (*kinds, "IShuffleLayer")  # TensorRT knows both for two axes or more
    if isinstance(node.op, p.Linear) and len(node.inputs) == 3:
        return (*kinds, "IElementWiseLayer")  # the bias
    if isinstance(node.op, p.Recurrence):
        return (*kinds, "ILoop") if node.output.shape[0] > 1 else ("IConcatenationLayer", *kinds)
    return kinds
