"""NetSpec: prototxts written in Python.

n = NetSpec()
n.data = layers.Input(shape=dict(dim=[1, 3, 8, 8]))
n.conv1 = layers.Convolution(n.data, num_output=4, kernel_size=3)
text = str(n.to_proto())
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from google.protobuf.message import Message

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter


class Top:
    """A blob that a layer makes: its `index`-th top."""

    def __init__(self, layer: LayerCall, index: int) -> None:
        self.layer, self.index = layer, index

    def to_proto(self) -> NetParameter:
        """A network of the layers that make this blob."""
        return to_proto(self)


class LayerCall:
    """A layer in the making.

    Attributes:
        tops: the blobs that it makes.
    """

    def __init__(self, kind: str, bottoms: Iterable[Any], parameters: dict[str, Any]) -> None:
        self.kind, self.bottoms = kind, tuple(bottoms)
        for index, bottom in enumerate(self.bottoms):
            if not isinstance(bottom, Top):
                raise TypeError(f"{kind}: bottom {index} must be what a layer gives, found {type(bottom).__name__}")
        count = parameters.pop("ntop", 1)
        self.is_in_place = parameters.pop("in_place", False)
        self.parameters = parameters
        self.tops = tuple(Top(self, index) for index in range(count))


class _Writer:
    """Writes layers in the order in which they are needed, and gives names to those that have none."""

    def __init__(self, names: Mapping[Top, str]) -> None:
        self.net = NetParameter()
        self._names = dict(names)
        self._counts: Counter[str] = Counter()
        self._written: dict[LayerCall, list[str]] = {}  # the names of its tops

    def write(self, last: LayerCall) -> None:
        """The layer, after those that it depends on. Deep networks are longer than Python's calls may be nested."""
        todo = [last]
        while todo:
            layer = todo[-1]
            missing = [bottom.layer for bottom in layer.bottoms if bottom.layer not in self._written]
            if missing:
                todo += reversed(missing)
            else:
                todo.pop()
                if layer not in self._written:
                    self._write(layer)

    def _write(self, layer: LayerCall) -> None:
        proto = self.net.layer.add(type=layer.kind)
        proto.bottom.extend(self._written[bottom.layer][bottom.index] for bottom in layer.bottoms)
        if layer.is_in_place:
            proto.top.extend(proto.bottom)
        else:
            proto.top.extend(self._name(top) for top in layer.tops)
        self._written[layer] = list(proto.top)
        proto.name = self._name(layer.tops[0]) if layer.tops else self._numbered(layer.kind)
        for name, value in layer.parameters.items():
            _assign_parameter(proto, name, value)

    def _name(self, top: Top) -> str:
        if top not in self._names:
            self._names[top] = self._numbered(top.layer.kind)
        return self._names[top]

    def _numbered(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind}{self._counts[kind]}"


def to_proto(*tops: Top | LayerCall) -> NetParameter:
    """A network of all layers that these blobs depend on."""
    return _written(tops, {})


def _written(tops: Iterable[Top | LayerCall], names: Mapping[Top, str]) -> NetParameter:
    writer = _Writer(names)
    for top in tops:
        writer.write(top.layer if isinstance(top, Top) else top)
    return writer.net


class NetSpec:
    """Blobs by name: what is assigned to an attribute becomes a layer of that name, with all that it depends on."""

    def __init__(self) -> None:
        object.__setattr__(self, "tops", {})

    def __setattr__(self, name: str, value: Top | LayerCall) -> None:
        self.__dict__["tops"][name] = value

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["tops"][name]
        except KeyError:
            raise AttributeError(f"this NetSpec has no blob {name!r}") from None

    def __setitem__(self, name: str, value: Top | LayerCall) -> None:
        setattr(self, name, value)

    def __getitem__(self, name: str) -> Any:
        try:
            return self.__dict__["tops"][name]
        except KeyError:
            raise KeyError(f"this NetSpec has no blob {name!r}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__["tops"])

    def to_proto(self) -> NetParameter:
        """The network; str() of it is a prototxt."""
        tops: dict[str, Top | LayerCall] = self.__dict__["tops"]
        return _written(tops.values(), {top: name for name, top in tops.items() if isinstance(top, Top)})


class _Layers:
    """Functions that make layers, by type: layers.Convolution(bottom, num_output=4, kernel_size=3)."""

    def __getattr__(self, kind: str) -> Any:
        if kind.startswith("__"):
            raise AttributeError(kind)

        def make(*bottoms: Any, **parameters: Any) -> Any:
            layer = LayerCall(kind, bottoms, parameters)
            if not layer.tops:
                return layer
            return layer.tops[0] if len(layer.tops) == 1 else layer.tops

        return make


class _Parameters:
    """The constants of parameter messages: params.Pooling.MAX."""

    def __getattr__(self, kind: str) -> Any:
        try:
            return getattr(caffe_pb2, f"{kind}Parameter")
        except AttributeError:
            raise AttributeError(f"there is no {kind}Parameter") from None


layers, params = _Layers(), _Parameters()


@cache
def _messages() -> dict[str, str]:
    """The field of LayerParameter that holds the parameters of a layer type; LSTM and RNN have that of Recurrent."""
    fields: Any = LayerParameter.DESCRIPTOR.fields
    empty, found = LayerParameter(), dict[str, str]()
    for field in sorted(fields, key=lambda field: field.number):  # those of forks come last
        if field.name.endswith("_param") and isinstance(getattr(empty, field.name), Message):
            found.setdefault(field.message_type.name.removesuffix("Parameter"), field.name)
    return found


def _assign_parameter(layer: LayerParameter, name: str, value: Any) -> None:
    """Set a parameter: of the layer's own message if that has it, else of the layer."""
    own = _messages().get(layer.type, "")
    try:
        if not name.endswith("param") and own and name in getattr(layer, own).DESCRIPTOR.fields_by_name:
            _assign(getattr(layer, own), name, value)
        else:
            _assign(layer, name, value)
    except (AttributeError, TypeError, ValueError) as error:
        raise ConversionError(f"{layer.type}: {name}={value!r} is not possible: {error}") from error


def _assign(message: Message, name: str, value: Any) -> None:
    """Set a field: a dict for a message, a list for a repeated field; one value will do for a list of one."""
    field = getattr(message, name)
    if hasattr(field, "extend"):
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(item, Mapping):
                _assign_all(field.add(), item)
            else:
                field.append(item)
    elif isinstance(value, Mapping):
        field.SetInParent()
        _assign_all(field, value)
    else:
        setattr(message, name, value)


def _assign_all(message: Message, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        _assign(message, name, value)
