"""upgrade: networks of the first two generations (V0, V1) become V2, as Caffe itself upgrades them."""

from __future__ import annotations

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import (
    LayerParameter,
    NetParameter,
    PoolingParameter,
    V0LayerParameter,
    V1LayerParameter,
)
from caffe2trt.graph_surgery.model import without_layers

# V1's enumeration, and V0's names, where V2's name is not made by joining the capitalised words.
_V1_TYPES = {
    "ABSVAL": "AbsVal",
    "ARGMAX": "ArgMax",
    "BNLL": "BNLL",
    "HDF5_DATA": "HDF5Data",
    "HDF5_OUTPUT": "HDF5Output",
    "IM2COL": "Im2col",
    "LRN": "LRN",
    "LSTM": "LSTM",
    "MVN": "MVN",
    "RELU": "ReLU",
    "SOFTMAX_LOSS": "SoftmaxWithLoss",
    "TANH": "TanH",
}
_V0_TYPES = {
    "conv": "Convolution",
    "pool": "Pooling",
    "lrn": "LRN",
    "relu": "ReLU",
    "tanh": "TanH",
    "innerproduct": "InnerProduct",
    "images": "ImageData",
    "hdf5_data": "HDF5Data",
    "hdf5_output": "HDF5Output",
    "softmax_loss": "SoftmaxWithLoss",
    "bnll": "BNLL",
    "im2col": "Im2col",
}


def upgrade(net: NetParameter) -> NetParameter:
    """Turn `layers` of V0 and V1 into `layer`; V0's padding layers are folded into what they pad.

    Given:  layers { layer { name: "pad" type: "padding" pad: 1 } bottom: "data" top: "pad" }
            layers { layer { name: "c" type: "conv" num_output: 4 kernelsize: 3 } bottom: "pad" top: "c" }
            layers { name: "r" type: RELU bottom: "c" top: "c" }
    Result: layer { name: "c" type: "Convolution" bottom: "data" top: "c"
                    convolution_param { num_output: 4 kernel_size: 3 pad: 1 } }
            layer { name: "r" type: "ReLU" bottom: "c" top: "c" }

    Raises:
        ConversionError: the file mixes `layer` and `layers`, which Caffe refuses, or pads what cannot be padded.

    """
    if not net.layers:
        return net
    if net.layer:
        raise ConversionError(
            "the prototxt has both `layers` (V1) and `layer` (V2)",
            "Use one of the two for all layers, as Caffe requires",
        )
    result = without_layers(net)
    padding: dict[str, V1LayerParameter] = {}  # by top
    for old in net.layers:
        if old.layer.type == "padding":
            if len(old.bottom) != 1 or len(old.top) != 1:
                raise ConversionError(
                    f"the padding layer '{old.layer.name}' has {len(old.bottom)} bottoms and {len(old.top)} tops, "
                    "expected one of each",
                    "Correct the prototxt",
                )
            padding[old.top[0]] = old
        elif old.HasField("layer"):
            _upgrade_v0(old, padding, result.layer.add())
        else:
            _upgrade_v1(old, result.layer.add())
    return result


def _upgrade_v1(old: V1LayerParameter, new: LayerParameter) -> None:
    fork_type = old.fork_type
    name = fork_type or V1LayerParameter.LayerType.Name(old.type)
    new.name, new.type = old.name, _V1_TYPES.get(name) or "".join(word.capitalize() for word in name.split("_"))
    if fork_type == "LSTM" and old.HasField("lstm_param"):
        new.type = "Lstm"  # the fork that later named it so
    _copy_connections(old, new)
    for rule in ("include", "exclude"):
        getattr(new, rule).extend(getattr(old, rule))
    for shared in old.param:
        new.param.add(name=shared)
    for field, value in old.ListFields():
        if field.name.endswith("_param") and field.name in LayerParameter.DESCRIPTOR.fields_by_name:
            getattr(new, field.name).CopyFrom(value)


def _copy_connections(old: V1LayerParameter, new: LayerParameter) -> None:
    new.bottom.extend(old.bottom)
    new.top.extend(old.top)
    new.skipped.extend(old.skipped)


def _upgrade_v0(old: V1LayerParameter, padding: dict[str, V1LayerParameter], new: LayerParameter) -> None:
    layer = old.layer
    new.name = layer.name
    new.type = _V0_TYPES.get(layer.type) or "".join(word.capitalize() for word in layer.type.split("_"))
    _copy_connections(old, new)
    pad = layer.pad
    for index, bottom in enumerate(new.bottom):
        if bottom in padding:
            if layer.type not in ("conv", "pool"):
                raise ConversionError(
                    f"the padding layer '{padding[bottom].layer.name}' pads '{layer.name}' ({layer.type})"
                )
            new.bottom[index], pad = padding[bottom].bottom[0], padding[bottom].layer.pad
    _copy_v0_parameters(layer, new, pad)


def _copy_v0_parameters(old: V0LayerParameter, new: LayerParameter, pad: int) -> None:
    if new.type in ("Convolution", "Im2col"):
        convolution = new.convolution_param
        convolution.num_output, convolution.group, convolution.bias_term = old.num_output, old.group, old.biasterm
        convolution.kernel_size.append(old.kernelsize)
        convolution.stride.append(old.stride)
        convolution.pad.append(pad)
    elif new.type == "InnerProduct":
        new.inner_product_param.num_output, new.inner_product_param.bias_term = old.num_output, old.biasterm
    elif new.type == "Pooling":
        pooling = new.pooling_param
        pooling.pool = getattr(PoolingParameter, V0LayerParameter.PoolMethod.Name(old.pool))
        pooling.kernel_size, pooling.stride, pooling.pad = old.kernelsize, old.stride, pad
    elif new.type == "LRN":
        lrn = new.lrn_param
        lrn.local_size, lrn.alpha, lrn.beta, lrn.k = old.local_size, old.alpha, old.beta, old.k
    elif new.type == "Concat":
        new.concat_param.concat_dim = old.concat_dim
    elif new.type == "Dropout":
        new.dropout_param.dropout_ratio = old.dropout_ratio
