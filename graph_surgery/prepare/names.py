"""name_layers: every layer gets a name, by which errors, weights and the passes tell it from others."""

from __future__ import annotations

from caffe2trt.caffe.schema.caffe_pb2 import NetParameter


def name_layers(net: NetParameter) -> tuple[NetParameter, tuple[str, ...]]:
    """Give each layer without a name that of its first top, or of its type, with a number where that is taken.

    Given:  layer { type: "LSTM" bottom: "x" bottom: "cont" top: "y" }
    Result: layer { name: "y" type: "LSTM" bottom: "x" bottom: "cont" top: "y" }, and the new names ("y")
    """
    if all(layer.name for layer in net.layer):
        return net, ()
    result = NetParameter()
    result.CopyFrom(net)
    taken = {layer.name for layer in net.layer}
    given = []
    for layer in result.layer:
        if not layer.name:
            base = layer.top[0] if layer.top else layer.type
            numbered = (f"{base}.{number}" for number in range(1, len(net.layer) + 1))
            layer.name = base if base and base not in taken else next(name for name in numbered if name not in taken)
            taken.add(layer.name)
            given.append(layer.name)
    return result, tuple(given)
