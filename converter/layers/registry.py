"""The registry of Caffe layers: one function for each type says what the layer means.

A handler receives the Builder, the Layer at hand and the layer's bottoms, and returns its top or tops:

    @caffe_layer("TanH", axes=SAME)
    def tanh(b: Builder, layer: Layer, x: Value) -> Value:
        return b(Activation("tanh"), x)

Its signature says how many bottoms the layer takes: one that can be called without any makes its own values, and other
layers without bottoms read data and become inputs. The first line of its docstring goes into the table of supported
layers. The traits beside the type are for the passes of graph_surgery.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.converter.layers.layer import Layer
from caffe2trt.converter.program.program import Builder, Value
from caffe2trt.graph_surgery.sizes import AxisRule
from caffe2trt.graph_surgery.traits import Traits

Tops = Value | tuple[Value, ...]
Function = Callable[..., Tops]


@dataclass(frozen=True)
class Handler:
    """What the registry knows of a layer type.

    Attributes:
        type: Caffe's name of the layer.
        function: lowers the layer.
        traits: what the passes of graph_surgery must know of it.
        least, most: how many bottoms it takes; most is None where there is no limit.
        in_place: whether its top may be its bottom.

    """

    type: str
    function: Function
    traits: Traits
    least: int
    most: int | None
    in_place: bool

    def __call__(self, b: Builder, layer: Layer, *bottoms: Value) -> tuple[Value, ...]:
        """The layer's tops."""
        tops = self.function(b, layer, *bottoms)
        return tops if isinstance(tops, tuple) else (tops,)

    @property
    def summary(self) -> str:
        """What is supported, in one line."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


_handlers: dict[str, Handler] = {}


def caffe_layer(
    *types: str,
    axes: AxisRule | None = None,
    moves: bool = False,
    in_place: bool = True,
    makes_values: Callable[[LayerParameter], bool] = lambda layer: True,
) -> Callable[[Function], Function]:
    """Register a function as the meaning of these layer types.

    Args:
        axes: where the axes of its bottoms stand in its tops. Without it, retime refuses the layer by name.
        makes_values: for a function that can be called without bottoms, whether a layer without some makes its values
            itself; where not, it reads data and becomes an input.
        moves: it moves values, at most scaled: what it gives of a label is a label, and no output of the network.
        in_place: False where Caffe, asked to write the top over the bottom, reads what it has overwritten.

    Raises:
        ValueError: one of the types has a function already.
    """

    def register(function: Function) -> Function:
        parameters = list(inspect.signature(function).parameters.values())[2:]
        fixed = [p for p in parameters if p.kind is not p.VAR_POSITIONAL]
        least = sum(p.default is p.empty for p in fixed)
        most = len(fixed) if len(fixed) == len(parameters) else None
        for name in types:
            if name in _handlers:
                raise ValueError(f"two handlers for layer type {name}: {function} and {_handlers[name].function}")
            traits = Traits(makes_values if least == 0 else lambda layer: False, moves, axes)
            _handlers[name] = Handler(name, function, traits, least, most, in_place)
        return function

    return register


@cache  # the modules are imported once; what is registered later is seen, for all callers hold the one dictionary
def handlers() -> Mapping[str, Handler]:
    """Every known layer type and its handler. Each module of this package registers its own when it is imported."""
    package = __name__.rpartition(".")[0]
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    return _handlers


def traits_of(layer_type: str) -> Traits:
    """What the passes must know of a layer type; one that is not known here makes nothing, and nothing follows it."""
    handler = handlers().get(layer_type)
    return Traits() if handler is None else handler.traits
