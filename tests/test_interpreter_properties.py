"""Every property of a TensorRT layer is honoured by evaluate_network, or refused by name."""

from __future__ import annotations

import ast
import inspect
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import evaluate_network
from caffe2trt.converter.trt.interpreter import properties
from caffe2trt.converter.trt.interpreter.properties import DEFAULTS, IMPLIED
from caffe2trt.converter.trt.interpreter.registry import KINDS
from tests.networks_of_tensorrt import new_network, rtx
from tests.standin import VERSIONS, StandIn, table

LAYER_TYPES = {kind: entry.class_name for kind, entry in KINDS.items()}


@pytest.mark.parametrize("version", [*VERSIONS, "rtx"])
def test_every_property_in_the_tables_is_read_implied_or_must_hold_its_default(version: str) -> None:
    classes = table(version)
    present = {kind: name for kind, name in LAYER_TYPES.items() if name in classes}
    assert len(present) > 40
    for kind, name in present.items():
        listed = {member for member, entry in classes[name].items() if entry == "property"}
        unknown = listed - KINDS[kind].reads - set(IMPLIED) - set(DEFAULTS)
        assert not unknown, f"{name} of TensorRT {version} has properties that nobody reads: {unknown}"


def test_a_kind_reads_only_properties_that_its_class_has() -> None:
    tables = [table(version) for version in (*VERSIONS, "rtx")]
    for kind, name in LAYER_TYPES.items():
        known = {member for classes in tables for member in classes.get(name, {})}
        assert KINDS[kind].reads <= known, kind


def test_a_kind_really_reads_the_properties_that_it_names() -> None:
    for kind, entry in KINDS.items():
        if entry.function is None:
            continue  # boundaries of loops and conditionals: tests/test_interpreter.py tells each of their properties
        used = names_used(inspect.getmodule(entry.function), entry.function.__name__)
        assert entry.reads <= used | {"hidden_state", "cell_state"}, f"{kind}: {entry.reads - used}"


def names_used(module: ModuleType | None, function: str) -> set[str]:
    """The attributes and texts in a function's body and in those of the functions of its module that it calls."""
    assert module is not None
    tree = ast.parse(inspect.getsource(module))
    bodies = {node.name: node.body for node in tree.body if isinstance(node, ast.FunctionDef)}
    used, waiting, seen = set(), [function], set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in (part for statement in bodies[name] for part in ast.walk(statement)):
            if isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
            elif isinstance(node, ast.Name) and node.id in bodies and node.id not in seen:
                waiting.append(node.id)
    return used


def quantized(**options: Any) -> Any:
    """x (4, 32) -> int8, with the properties given."""
    trt = rtx()[0].module
    network = new_network()
    x = network.add_input("x", trt.float32, (4, 32))
    scale = network.add_constant((), trt.Weights(np.array(0.5, np.float32))).get_output(0)
    layer = network.add_quantize(x, scale, trt.int8)
    layer.name = "q"
    for name, value in options.items():
        setattr(layer, name, value)
    network.mark_output(layer.get_output(0))
    return network


def test_a_property_that_does_not_hold_its_default_is_refused_by_name() -> None:
    feeds = {"x": np.ones((4, 32), np.float32)}
    assert evaluate_network(quantized(), feeds)
    with pytest.raises(ConversionError, match=r"layer 'q' \(QUANTIZE\): .* does not support block_shape = \(1, 16\)"):
        evaluate_network(quantized(block_shape=(1, 16)), feeds)


def test_a_property_of_a_future_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nobody knew of block_shape yet."""
    properties.unread.cache_clear()
    monkeypatch.delitem(DEFAULTS, "block_shape")
    with pytest.raises(ConversionError, match="does not support block_shape = unset"):
        evaluate_network(quantized(), {"x": np.ones((4, 32), np.float32)})


@pytest.mark.parametrize(
    ("name", "value"), [("direction", "BIDIRECTION"), ("input_mode", "SKIP"), ("num_layers", 2), ("seq_lengths", "x")]
)
def test_properties_of_rnn_v2_are_refused_by_name(name: str, value: Any) -> None:
    trt = StandIn("8.6.1")
    enumeration = {"direction": trt.RNNDirection, "input_mode": trt.RNNInputMode}.get(name)
    builder = trt.Builder(rtx()[0].logger)
    network = builder.create_network(1)
    x = network.add_input("x", trt.DataType.FLOAT, (2, 3, 4))
    layer = network.add_rnn_v2(x, 1, 5, 3, trt.RNNOperation.LSTM)
    setattr(layer, name, getattr(enumeration, value) if enumeration else value)
    network.mark_output(layer.get_output(0))
    with pytest.raises(ConversionError, match=rf"\(RNN_V2\): evaluate_network does not support {name} = {value}"):
        evaluate_network(network, {"x": np.ones((2, 3, 4), np.float32)})


@pytest.mark.parametrize(
    ("alias", "read"),
    [("padding_nd", "pre_padding"), ("padding_nd", "post_padding")],
)
def test_aliases_say_what_the_properties_say_that_are_read(alias: str, read: str) -> None:
    trt = rtx()[0].module
    network = new_network()
    x = network.add_input("x", trt.float32, (1, 1, 8, 8))
    layer = network.add_pooling_nd(x, trt.PoolingType.MAX, (3, 3))
    setattr(layer, alias, (1, 2))
    assert tuple(getattr(layer, read)) == (1, 2)
