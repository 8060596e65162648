"""name_layers: every layer has a name, for messages, states and weights go by it."""

from __future__ import annotations

from itertools import chain, count

from caffe2trt.caffe.schema.caffe_pb2 import NetParameter


def name_layers(net: NetParameter) -> NetParameter:
    """Name each layer without a name after its first top.

    Given:  layer { name: "c" type: "Convolution" bottom: "data" top: "c" }
            layer { type: "ReLU" bottom: "c" top: "c" }
            layer { type: "LSTM" bottom: "c" bottom: "cont" top: "y" }
    Result: layer { name: "c" ... }
            layer { name: "c_ReLU" ... } since c is taken
            layer { name: "y" ... }
    """
    if all(layer.name or not layer.top for layer in net.layer):
        return net
    result = NetParameter()
    result.CopyFrom(net)
    names = {layer.name for layer in net.layer}
    for layer in result.layer:
        if layer.name or not layer.top:
            continue
        top = layer.top[0]
        free = chain([top, f"{top}_{layer.type}"], (f"{top}_{layer.type}_{i}" for i in count(2)))
        layer.name = next(name for name in free if name and name not in names)
        names.add(layer.name)
    return result
