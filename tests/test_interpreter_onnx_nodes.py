"""evaluate_network against ONNX's official node tests, through TensorRT's own ONNX parser.

The `onnx` package holds the tests: a model of one operator, inputs, and what ONNX says comes out. NVIDIA's parser makes
TensorRT layers of the model. Neither is ours, so together they vouch for the interpreter of these layers.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import evaluate_network
from caffe2trt.converter.trt.interpreter.layer_view import SMALL_FLOATS
from caffe2trt.converter.trt.interpreter.registry import KINDS
from tests.networks_of_tensorrt import layers_of, parse

Array = np.ndarray[Any, Any]

# Attributes that NVIDIA's parser passes over, and the value that it then takes for them.
IGNORED = {
    "GRU": ("layout", 0),
    "LSTM": ("layout", 0),
    "RNN": ("layout", 0),
    "SpaceToDepth": ("mode", "DCR"),
    "Trilu": ("upper", 0),
}
EPSILONS = {"float16": 2.0**-10, "bfloat16": 2.0**-7, "float8_e4m3fn": 2.0**-3}
# Sums of numbers up to 2000, which float32 holds to 1e-4.
ABSOLUTE = {"STFT": 1e-3}


@cache
def cases() -> list[Any]:
    from onnx.backend.test.loader import load_model_tests

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [
            case for case in load_model_tests(kind="node") if all(_is_tensors(data) for data in case.data_sets or ())
        ]


def _is_tensors(data_set: Any) -> bool:
    return all(isinstance(value, (np.ndarray, np.generic, TensorProto)) for values in data_set for value in values)


def arrays(values: list[Any]) -> list[Array]:
    return [numpy_helper.to_array(v) if isinstance(v, TensorProto) else np.asarray(v) for v in values]


def with_constants(case: Any) -> ModelProto:
    """The model with every input but the first and larger float ones as constants, as files of networks have them."""
    model = ModelProto()
    model.CopyFrom(case.model)
    fed = []
    for index, (value, array) in enumerate(zip(case.model.graph.input, arrays(case.data_sets[0][0]))):
        if index == 0 or (array.dtype.kind == "f" and array.ndim > 2):
            fed.append(value)
        else:
            model.graph.initializer.append(numpy_helper.from_array(array, value.name))
    del model.graph.input[:]
    model.graph.input.extend(fed)
    return model


def run(case: Any, model: ModelProto, network: Any) -> str:
    """'equal', 'refused ...', 'parser ...' where the parser reads the file otherwise than ONNX, or 'wrong ...'."""
    fed = [value.name for value in model.graph.input]
    for inputs, expected in case.data_sets:
        given = dict(zip([value.name for value in case.model.graph.input], arrays(inputs)))
        names = [network.get_input(index).name for index in range(network.num_inputs)]
        try:
            found = evaluate_network(network, dict(zip(names, (given[name] for name in fed))))
        except ConversionError as error:
            return f"refused {error}"
        outputs = [network.get_output(index).name for index in range(network.num_outputs)]
        for name, want in zip(outputs, arrays(expected)):
            problem = difference(found[name], want, ABSOLUTE.get(model.graph.node[0].op_type, 1e-5))
            if problem:
                return f"parser {deviation}" if (deviation := parser_differs(model, network, want)) else problem
    return "equal"


def difference(found: Array, want: Array, absolute: float) -> str:
    """'' if they are equal: whole numbers exactly, floats to ONNX's tolerance, small floats to their own epsilon."""
    if found.shape != want.shape:
        return f"wrong shape {found.shape}, expected {want.shape}"
    relative = 1e-3 if want.dtype.kind == "f" else 0.0
    if want.dtype in SMALL_FLOATS:
        relative = absolute = EPSILONS[want.dtype.name]
    exact = want.dtype.kind in "biu"
    wide, expected = (array if exact else array.astype(np.float64) for array in (found, want))
    same = np.array_equal(wide, expected) if exact else np.allclose(wide, expected, relative, absolute, equal_nan=True)
    return "" if same else f"wrong {found}, expected {want}"


def parser_differs(model: ModelProto, network: Any, want: Array) -> str:
    """How the network that the parser made is not what the file says; '' if it is."""
    output = network.get_output(0)
    declared = model.graph.output[0].type.tensor_type.elem_type
    if declared == TensorProto.UINT8 and output.dtype.name == "INT8":
        return "makes INT8 of UINT8"
    if any(length not in (-1, expected) for length, expected in zip(output.shape, want.shape)):
        return f"gives the shape {tuple(output.shape)}"
    node = model.graph.node[0]
    if node.op_type not in IGNORED:
        return ""
    name, value = IGNORED[node.op_type]
    changed = ModelProto()
    changed.CopyFrom(model)
    kept = [attribute for attribute in node.attribute if attribute.name != name]
    del changed.graph.node[0].attribute[:]
    changed.graph.node[0].attribute.extend([*kept, helper.make_attribute(name, value)])
    return f"takes {name} for {value!r}" if layers_of(parse(changed)) == layers_of(network) else ""


def outcomes(frozen: bool) -> Iterator[tuple[str, str]]:
    """The name and the outcome of each test that parses: as it is, or only with its inputs as constants."""
    for case in cases():
        network = parse(case.model)
        if frozen and network is None:
            model = with_constants(case)
            network = parse(model)
        elif frozen:
            continue
        else:
            model = case.model
        if network is not None:
            yield case.name, run(case, model, network)


@pytest.mark.parametrize(("frozen", "least"), [(False, 750), (True, 140)], ids=["as they are", "with constants"])
def test_nodes_are_computed_as_onnx_says_or_refused(
    frozen: bool, least: int, capsys: pytest.CaptureFixture[str]
) -> None:
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for name, outcome in outcomes(frozen):
        groups[outcome.split(" ")[0]][name] = outcome
    with capsys.disabled():
        print("\nONNX node tests:", ", ".join(f"{len(group)} {name}" for name, group in groups.items()))
    assert not groups["wrong"]
    assert len(groups["equal"]) >= least
    named = (
        *KINDS,
        "(ATTENTION_INPUT)",
        "(GRID_SAMPLE)",
        "(NMS)",
        "(ROTARY_EMBEDDING)",
        "(KV_CACHE_UPDATE)",
        "the type",
    )
    for outcome in groups["refused"].values():
        assert any(name in outcome for name in named) or "index" in outcome, outcome
    assert len(groups["parser"]) <= 20, groups["parser"]
