"""Which kinds of TensorRT layers can be evaluated, and which of their properties are honoured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True)
class Kind:
    """One member of TensorRT's LayerType.

    Attributes:
        class_name: the class of its layers.
        reads: the properties that the function uses.
        function: takes the LayerView and the inputs (None where an optional one is missing), gives the output or a
            tuple of outputs. None for the boundaries of loops and conditionals, which evaluate.py computes.

    """

    class_name: str
    reads: frozenset[str]
    function: Function | None


KINDS: dict[str, Kind] = {}


def evaluates(kind: str, class_name: str, *reads: str) -> Callable[[Function], Function]:
    """Register the function that computes a kind of layer; `reads` are the properties that it uses."""

    def register(function: Function) -> Function:
        _add(kind, Kind(class_name, frozenset(reads), function))
        return function

    return register


def _add(name: str, kind: Kind) -> None:
    if name in KINDS:
        raise ValueError(f"two functions evaluate {name}")
    KINDS[name] = kind


_add("CONDITION", Kind("IConditionLayer", frozenset({"conditional"}), None))
_add("CONDITIONAL_INPUT", Kind("IIfConditionalInputLayer", frozenset({"conditional"}), None))
_add("CONDITIONAL_OUTPUT", Kind("IIfConditionalOutputLayer", frozenset({"conditional"}), None))
_add("ITERATOR", Kind("IIteratorLayer", frozenset({"axis", "loop", "reverse"}), None))
_add("LOOP_OUTPUT", Kind("ILoopOutputLayer", frozenset({"axis", "kind", "loop"}), None))
_add("RECURRENCE", Kind("IRecurrenceLayer", frozenset({"loop"}), None))
_add("TRIP_LIMIT", Kind("ITripLimitLayer", frozenset({"kind", "loop"}), None))
