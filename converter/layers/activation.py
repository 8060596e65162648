"""Layers that treat each element by itself."""

from __future__ import annotations

from caffe2trt.converter.layers.layer import Layer
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.primitives import Activation
from caffe2trt.converter.program.program import Builder, Value


@caffe_layer("ReLU", tensorrt="IActivationLayer")
def relu(b: Builder, layer: Layer, x: Value) -> Value:
    """With any negative_slope."""
    slope = layer.proto.relu_param.negative_slope
    return b(Activation("leaky_relu", alpha=slope) if slope else Activation("relu"), x)


@caffe_layer("Sigmoid", tensorrt="IActivationLayer")
def sigmoid(b: Builder, layer: Layer, x: Value) -> Value:
    """Fully."""
    return b(Activation("sigmoid"), x)


@caffe_layer("TanH", tensorrt="IActivationLayer")
def tanh(b: Builder, layer: Layer, x: Value) -> Value:
    """Fully."""
    return b(Activation("tanh"), x)


@caffe_layer("Dropout", tensorrt="nothing")
def dropout(b: Builder, layer: Layer, x: Value) -> Value:
    """Does nothing at inference."""
    return x
