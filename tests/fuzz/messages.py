"""Random changes to a network's message: fields that the schema has, with values that they can hold."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.converter.layers.registry import handlers

_INTEGERS = (0, 1, 2, 3, 4, 5, 7, 16, 255, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**62, 2**63 - 1, -1, -2, -5, -(2**31))
_FLOATS = (0.0, 1.0, -1.0, 0.5, 2.0, -0.0, 1e-8, 1e-40, 1e30, -1e38, float("inf"), float("nan"))
_RANGES = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}
_HIDDEN = {"skipped", "blobs"}


def mutate_message(rng: Random, net: NetParameter) -> None:
    """Change a network in one to four places, in place."""
    for _ in range(rng.randint(1, 4)):
        rng.choice((_set_field, _set_field, _set_field, _clear_field, _rewire, _change_type, _move_layer))(rng, net)


def _messages(message: Message) -> Iterator[Message]:
    yield message
    for field, value in message.ListFields():
        if field.message_type is not None and field.name not in _HIDDEN:
            for child in value if isinstance(value, (list, tuple)) or hasattr(value, "add") else [value]:
                yield from _messages(child)


def _set_field(rng: Random, net: NetParameter) -> None:
    message: Any = rng.choice(list(_messages(net)))
    fields = [field for field in message.DESCRIPTOR.fields if field.name not in _HIDDEN]
    given = [field for field, _ in message.ListFields() if field.name not in _HIDDEN]
    field = rng.choice(given if given and rng.random() < 0.6 else fields)
    current = getattr(message, field.name)
    is_repeated = hasattr(current, "append") or hasattr(current, "add")
    if field.message_type is not None:
        if is_repeated and len(current) < 8:
            current.add()
        elif not is_repeated:
            current.SetInParent()
        return
    value = _value(rng, field, net)
    if not is_repeated:
        setattr(message, field.name, value)
    elif current and rng.random() < 0.7:
        current[rng.randrange(len(current))] = value
    else:
        current.extend([value] * rng.choice((1, 1, 1, 2, 40)))


def _value(rng: Random, field: FieldDescriptor, net: NetParameter) -> Any:
    if field.enum_type is not None:
        return rng.choice(field.enum_type.values).number
    if field.cpp_type in _RANGES:
        least, most = _RANGES[field.cpp_type]
        return rng.choice([value for value in _INTEGERS if least <= value <= most])
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return rng.random() < 0.5
    if field.cpp_type in (FieldDescriptor.CPPTYPE_FLOAT, FieldDescriptor.CPPTYPE_DOUBLE):
        return rng.choice(_FLOATS)
    return _name(rng, net)


def _name(rng: Random, net: NetParameter) -> str:
    names = [name for layer in net.layer for name in (layer.name, *layer.bottom, *layer.top)]
    return rng.choice([*names, *names, "", "new", "a\0b", "\x1b]0;x\x07", "x" * 5000, "größe", "l__h_in", "a/b.1"])


def _clear_field(rng: Random, net: NetParameter) -> None:
    message: Any = rng.choice(list(_messages(net)))
    given = [field.name for field, _ in message.ListFields() if field.name != "layer"]
    if given:
        message.ClearField(rng.choice(given))


def _rewire(rng: Random, net: NetParameter) -> None:
    if net.layer:
        layer = rng.choice(net.layer)
        names = layer.bottom if rng.random() < 0.6 else layer.top
        if names and rng.random() < 0.7:
            names[rng.randrange(len(names))] = _name(rng, net)
        else:
            names.append(_name(rng, net))


def _change_type(rng: Random, net: NetParameter) -> None:
    """Another type, often with the parameters that it had."""
    if net.layer:
        layer = rng.choice(net.layer)
        layer.type = rng.choice(sorted(handlers()))
        messages = [field.name for field in LayerParameter.DESCRIPTOR.fields if field.name.endswith("_param")]
        message: Any = getattr(layer, rng.choice(messages))
        if rng.random() < 0.5:
            (message.add if hasattr(message, "add") else message.SetInParent)()


def _move_layer(rng: Random, net: NetParameter) -> None:
    """A layer twice, elsewhere, or gone."""
    if not net.layer:
        return
    layers = list(net.layer)
    place = rng.randrange(len(layers))
    layer = layers[place]
    if rng.random() < 0.5:
        del layers[place]
    if rng.random() < 0.7:
        layers.insert(rng.randint(0, len(layers)), layer)
    changed = NetParameter()
    for layer in layers:
        changed.layer.add().CopyFrom(layer)
    del net.layer[:]
    net.layer.extend(changed.layer)
