"""How a prototxt names its inputs: old Caffe reads `input:` fields only, newer Caffe also layers of type Input."""

from __future__ import annotations

from typing import Literal

from caffe2trt.caffe.schema.caffe_pb2 import NetParameter

InputForm = Literal["layer", "input_shape", "input_dim"]


def input_form(net: NetParameter) -> InputForm:
    """The form that a prototxt has: Input layers, or `input:` with shapes in input_shape or in input_dim."""
    if not net.input:
        return "layer"
    return "input_dim" if net.input_dim else "input_shape"


def write_inputs(net: NetParameter, form: InputForm) -> NetParameter:
    """Give the inputs the form of the prototxt that was read; the inverse of make_inputs.

    Given:  layer { name: "x" type: "Input" top: "x" input_param { shape { dim: 4 dim: 2 dim: 3 } } }
    Result: input: "x" input_shape { dim: 4 dim: 2 dim: 3 }

    input_dim has room for four axes: where an input has others, all shapes are written as input_shape.
    """
    if form == "layer":
        return net
    result = NetParameter()
    result.CopyFrom(net)
    del result.layer[:]
    result.layer.extend(layer for layer in net.layer if layer.type != "Input")
    shapes = [tuple(layer.input_param.shape[0].dim) for layer in net.layer if layer.type == "Input"]
    result.input.extend(layer.top[0] for layer in net.layer if layer.type == "Input")
    for shape in shapes:
        if form == "input_dim" and all(len(other) == 4 for other in shapes):
            result.input_dim.extend(shape)
        else:
            result.input_shape.add(dim=shape)
    return result
