"""Random layers: any registered type, with bottoms of random shapes and random parameters, sensible or not."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from google.protobuf.descriptor import FieldDescriptor

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.converter.layers.registry import Handler, handlers

Dims = list[int]
_HUGE = (100, 65536, 2**31 - 1)
_FLOATS = (FieldDescriptor.TYPE_FLOAT, FieldDescriptor.TYPE_DOUBLE)
_UNSIGNED = (FieldDescriptor.TYPE_UINT32, FieldDescriptor.TYPE_UINT64)
_REQUIRED = ("num_output", "kernel_size", "input_dim", "tiles", "pyramid_height", "scale", "min", "max", "num_cells")

# Where the bottoms of a layer differ: their shapes, from the first one's.
_BOTTOMS: dict[str, Callable[[Dims], list[Dims]]] = {
    "LSTM": lambda x: [x, x[:2], [x[1], 2]],
    "RNN": lambda x: [x, x[:2], [x[1], 2]],
    "GRU": lambda x: [x, x[:2], [x[1], 2]],
    "Lstm": lambda x: [x, x[:2]],
    "LSTMNode": lambda x: [x, [x[0], 2], [x[0]]],
    "LstmUnit": lambda x: [x, [x[0], 2]],
    "LSTMUnit": lambda x: [[1, *x[1:3]], [1, x[1], 4 * x[2]], [1, x[1]]],
    "BatchReindex": lambda x: [x, [3]],
    "ReverseTime": lambda x: [x, x[1:2]],
    "Scale": lambda x: [x, x[1:2]],
    "Bias": lambda x: [x, x[1:2]],
}
_RANKS = {"LSTM": 3, "RNN": 3, "GRU": 3, "Lstm": 3, "LSTMUnit": 3, "LSTMNode": 3, "LstmUnit": 3, "Transpose": 3}
_TOPS = {"LSTMUnit": 2, "LSTMNode": 2, "LstmUnit": 2, "Split": 2}


def random_layer(layer_type: str, rng: Random) -> NetParameter:
    """A network of Inputs and one layer `l` of this type, with anything in it."""
    handler = handlers()[layer_type]
    most = handler.least + 2 if handler.most is None else handler.most
    count = rng.randint(handler.least, most) if rng.random() < 0.9 else rng.randint(0, 5)
    shape = _shape(rng)
    shapes = [shape if rng.random() < 0.6 else _shape(rng) for _ in range(count)]
    return _network(handler, shapes, 1 if rng.random() < 0.8 else rng.randint(1, 4), rng, sensible=False)


def sensible_layer(layer_type: str, rng: Random) -> NetParameter:
    """The same with bottoms that fit and small parameters, most of which are left out."""
    handler = handlers()[layer_type]
    most = handler.least + 2 if handler.most is None else handler.most
    shape = [rng.randint(1, 5) for _ in range(_RANKS.get(layer_type, rng.choice((1, 2, 3, 4, 4, 4, 4, 5))))]
    count = rng.randint(handler.least, most)
    shapes = [shape] * count
    if layer_type in _BOTTOMS and len(shape) > 2:
        shapes = _BOTTOMS[layer_type](shape)[:count]
    return _network(handler, shapes, _TOPS.get(layer_type, 1), rng, sensible=True)


def _network(handler: Handler, shapes: list[Dims], tops: int, rng: Random, sensible: bool) -> NetParameter:
    net = NetParameter(name="random")
    bottoms = [_bottom(net, f"x{i}", shape) for i, shape in enumerate(shapes)]
    layer = net.layer.add(name="l", type=handler.type, bottom=bottoms, top=[f"y{i}" for i in range(tops)])
    for name in _parameter_names(handler):
        held = getattr(layer, name)
        for message in [held.add() for _ in range(rng.randint(0, 2))] if hasattr(held, "add") else [held]:
            _fill(message, rng, sensible)
    if sensible and handler.type == "Transpose":
        layer.transpose_param.dim[:] = rng.sample(range(len(shapes[0])), len(shapes[0]))
    return net


def _shape(rng: Random) -> Dims:
    return [rng.randint(1, 4) for _ in range(rng.choice((0, 1, 2, 3, 3, 4, 4, 4, 5, 6)))]


def _bottom(net: NetParameter, name: str, shape: Dims) -> str:
    """A blob of this shape; one without axes is what a Reduction leaves."""
    source = net.layer.add(name=name, type="Input", top=[name if shape else f"{name}_row"])
    source.input_param.shape.add(dim=shape or [1])
    if not shape:
        reduction = net.layer.add(name=f"{name}_sum", type="Reduction", bottom=source.top, top=[name])
        reduction.reduction_param.axis = 0
    return name


@cache
def _parameter_names(handler: Handler) -> tuple[str, ...]:
    """The parameter messages that the handler's function and its helpers may read: those that its module names."""
    words = re.findall(r"\b\w+_param\b", inspect.getsource(sys.modules[handler.function.__module__]))
    known = LayerParameter.DESCRIPTOR.fields_by_name
    return tuple(name for name in dict.fromkeys(words) if name in known and known[name].message_type)


def _fill(message: Any, rng: Random, sensible: bool) -> None:
    """Give some of a message's fields random values."""
    message.SetInParent()
    for field in message.DESCRIPTOR.fields:
        required = field.name in _REQUIRED
        if rng.random() > (0.97 if required else 0.1 if sensible else 0.6):
            continue
        held = getattr(message, field.name)
        repeated = hasattr(held, "extend")
        if field.type == FieldDescriptor.TYPE_MESSAGE:
            for part in [held.add() for _ in range(rng.randint(0, 2))] if repeated else [held]:
                _fill(part, rng, sensible)
        elif repeated:
            count = 1 if required and sensible else rng.choice((0, 1, 1, 2, 3))
            held.extend(_number(field, rng, sensible) for _ in range(count))
        else:
            setattr(message, field.name, _number(field, rng, sensible))


def _number(field: FieldDescriptor, rng: Random, sensible: bool) -> Any:
    if field.type == FieldDescriptor.TYPE_BOOL:
        return rng.random() < 0.5
    if field.type == FieldDescriptor.TYPE_STRING:
        return rng.choice(("constant", "gaussian", ""))
    if field.enum_type is not None:
        return rng.choice(field.enum_type.values).number
    if field.type in _FLOATS:
        return rng.choice((0.5, 1, 2, 0.1) if sensible else (0, 1, -1, 0.5, 1e-30, 1e30, float("inf"), float("nan")))
    if sensible:
        return rng.choice((1, 1, 2, 2, 3) if field.type in _UNSIGNED else (0, 1, 1, 2, 3, -1))
    return rng.choice((0, 0, 1, 1, 2, 3, 5, *_HUGE) if field.type in _UNSIGNED else (-3, -1, -1, 0, 1, 1, 2, 3, *_HUGE))
