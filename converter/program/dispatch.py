"""Tables from primitive to function: each execution of a Program has one, and may not leave a primitive out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Generic, TypeVar

from caffe2trt.converter.program.primitives import Primitive

F = TypeVar("F", bound=Callable[..., Any])


class Dispatch(Generic[F]):
    """The functions of one execution, by primitive class.

    A function takes the primitive and the node's inputs, `function(op, *inputs)`: arrays in numpy. One that writes a
    network takes the emitter before them, `function(e, op, *inputs)`, and the inputs are Values; `e.node` is the node.
    """

    def __init__(self, name: str, modules: Sequence[str]) -> None:
        """`modules` hold the functions; they are imported when the first is asked for."""
        self.name = name
        self.modules = modules
        self._functions: dict[type[Primitive], F] = {}

    def __call__(self, primitive: type[Primitive]) -> Callable[[F], F]:
        """Register a function for `primitive`."""

        def register(function: F) -> F:
            if primitive in self._functions:
                raise ValueError(f"{self.name} has two functions for {primitive.__name__}")
            self._functions[primitive] = function
            return function

        return register

    def __getitem__(self, primitive: type[Primitive]) -> F:
        """The function for `primitive`."""
        return self.functions[primitive]

    @property
    def functions(self) -> Mapping[type[Primitive], F]:
        """All of them."""
        for module in self.modules:
            import_module(module)
        self.modules = ()
        return self._functions
