"""Runners: each runs a network call by call and carries its own state from one call to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net
from caffe2trt.converter.reference import Reference
from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from caffe2trt.converter.trt.network import Network
from caffe2trt.converter.trt.parsed import parse_onnx
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.interface import state_output

Arrays = dict[str, Array]
_FLOAT, _HALF = 1, 10  # onnx.TensorProto.FLOAT, FLOAT16
_WIDENED = " (as fp32)"  # ends the name of the output that shows a value of half precision
Forward = Callable[[Arrays], Mapping[str, Array]]


@dataclass(frozen=True)
class Runner:
    """Runs a network.

    Attributes:
        what: what runs, and where, for a report.
        forward: takes the inputs of a call; gives outputs, and states as L__h_out and L__c_out, or every value.
    """

    what: str
    forward: Forward


def reference_runner(net: Net, everything: bool = False) -> Runner:
    """Caffe's arithmetic, in numpy."""
    reference = Reference(net)
    return Runner("Caffe's arithmetic, in numpy", reference.values if everything else reference.outputs)


def network_runner(network: Network, everything: bool = False, net: Net | None = None) -> Runner:
    """A TensorRT network, evaluated on the CPU.

    Args:
        net: for a TensorRT network that takes a range of sizes: the network of the size that the calls have.
    """
    interpreter = Interpreter(network)
    state: Arrays = {name: np.zeros(shape, np.float32) for name, shape in (net.states if net else {}).items()}

    def forward(inputs: Arrays) -> Mapping[str, Array]:
        taken = {name: inputs[name] for name in network.inputs}
        results = interpreter.run({**taken, **state}, everything)
        state.update({name: results[state_output(name)] for name in network.states})
        return results

    what = f"{network.api.description} network, {network.precision}"
    if network.parser is not None:
        what = f"ONNX through the parser of {network.api.description}"
    return Runner(f"{what}, evaluated on the CPU", forward)


def session_runner(session: Session) -> Runner:
    """A converted file, as a deployment runs it."""

    def forward(inputs: Arrays) -> Mapping[str, Array]:
        try:
            outputs = session.step({name: inputs[name] for name in session.inputs})
        except SessionError as error:
            raise ConversionError(str(error)) from error
        return {**outputs, **{state_output(name): array for name, array in session.state.items()}}

    return Runner(session.what, forward)


@contextmanager
def onnx_runner(path: str | Path, streams: int | None = None) -> Iterator[Runner]:
    """An ONNX file under onnxruntime.

    Args:
        streams: how many of them, where the file takes a range.
    """
    with Session(path, streams=streams) as session:
        yield session_runner(session)


@contextmanager
def parsed_runner(path: str | Path, tensorrt: str = "auto", net: Net | None = None) -> Iterator[Runner]:
    """The network that TensorRT's ONNX parser makes of an ONNX file, evaluated on the CPU.

    Args:
        net: for a file that takes a range of sizes: the network of the size that the calls have.
    """
    yield network_runner(parse_onnx(path, tensorrt=tensorrt), net=net)


@contextmanager
def onnx_with_every_value(
    path: str | Path, names: set[str], run: Callable[[Path], AbstractContextManager[Runner]], varies: bool = False
) -> Iterator[Runner]:
    """An ONNX file with those of its tensors as outputs that have one of the names, a known shape, and hold floats.

    Args:
        run: makes a runner of an ONNX file.
        varies: the file takes a range of time steps or of streams.
    """
    import onnx

    model = onnx.load(str(path))
    if not model.graph.value_info:  # another program's file
        model = onnx.shape_inference.infer_shapes(model)
    known = {output.name for output in model.graph.output}
    shown = [tensor for tensor in model.graph.value_info if tensor.name in names - known and _is_known(tensor, varies)]
    for tensor in shown:
        if tensor.type.tensor_type.elem_type == _HALF:
            name = tensor.name + _WIDENED
            model.graph.node.append(onnx.helper.make_node("Cast", [tensor.name], [name], name=name, to=_FLOAT))
            tensor.type.tensor_type.elem_type, tensor.name = _FLOAT, name
        model.graph.output.append(tensor)
    with TemporaryDirectory() as folder:
        onnx.save(model, str(Path(folder) / "every.onnx"))
        del model
        with run(Path(folder) / "every.onnx") as runner:
            yield Runner(runner.what, lambda inputs: _named_as_values(runner.forward(inputs)))


def _named_as_values(results: Mapping[str, Array]) -> dict[str, Array]:
    return {name.removesuffix(_WIDENED): array for name, array in results.items()}


def _is_known(tensor: Any, varies: bool) -> bool:
    held = tensor.type.tensor_type
    known = ("dim_value", "dim_param") if varies else ("dim_value",)
    has_dims = held.HasField("shape") and all(dim.WhichOneof("value") in known for dim in held.shape.dim)
    return held.elem_type in (_FLOAT, _HALF) and has_dims
