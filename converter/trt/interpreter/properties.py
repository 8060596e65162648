"""Every property of a layer is honoured or refused: those that its function does not read must hold their defaults."""

from __future__ import annotations

from functools import cache
from typing import Any

UNSET = "unset"
DEFAULTS: dict[str, Any] = {  # what evaluate_network supports of the properties that no function reads
    "block_shape": UNSET,
    "compute_precision": "FLOAT",
    "direction": "UNIDIRECTION",
    "input_mode": "LINEAR",
    "num_layers": 1,
    "num_ranks": 1,
    "seq_lengths": None,
}
IMPLIED = {  # what says the same as these properties
    "data_length": "the shape of the input",
    "dilation": "dilation_nd",
    "indices_type": "the type of the output",
    "kernel_size": "kernel_size_nd",
    "max_seq_length": "the shape of the input",
    "metadata": "nothing: it is for people",
    "name": "nothing: it is for people",
    "num_inputs": "the inputs",
    "num_outputs": "the outputs",
    "padding": "pre_padding and post_padding",
    "padding_nd": "pre_padding and post_padding",
    "plugin": "what define_network keeps of a plugin, whose fields cannot be read back",
    "post_padding": "post_padding_nd",  # of IPaddingLayer; others read it
    "pre_padding": "pre_padding_nd",
    "precision": "the types of the outputs, to which the results are rounded",
    "precision_is_set": "the types of the outputs, to which the results are rounded",
    "stride": "stride_nd",
    "to_type": "the type of the output",
    "type": "the kind, where the class has no type of its own",
    "window_size": "window_size_nd",
}


@cache
def unread(layer_class: Any, reads: frozenset[str]) -> tuple[str, ...]:
    """The properties of a class that its function does not read and nothing implies."""
    names = [name for name in dir(layer_class) if not name.startswith("_")]
    names = [name for name in names if isinstance(getattr(layer_class, name), (property, str))]
    return tuple(name for name in names if name not in reads and name not in IMPLIED)


def unsupported(layer: Any, names: tuple[str, ...]) -> tuple[str, Any] | None:
    """The first of these properties that does not hold its default, with its value."""
    for name in names:
        value = _value(layer, name)
        if name not in DEFAULTS or value != DEFAULTS[name]:
            return name, value
    return None


def _value(layer: Any, name: str) -> Any:
    try:
        value = getattr(layer, name)
    except (RuntimeError, ValueError):  # how the bindings say that a property was not set
        return UNSET
    if type(value).__name__ == "Dims":
        return tuple(value)  # a Dims compares with nothing but tuples
    return getattr(value, "name", value)
