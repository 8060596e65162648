"""parse_onnx: an ONNX file as TensorRT's own parser reads it, which is how trtexec and others make an engine of it."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError
from onnx import ModelProto, ValueInfoProto

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import open_input
from caffe2trt.caffe.text import printable, quoted
from caffe2trt.converter.program.dims import Dim
from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.converter.trt.names import LONGEST, require_fitting
from caffe2trt.converter.trt.network import Network
from caffe2trt.graph_surgery.sizes import Size
from caffe2trt.runtime.interface import SessionError, read_interface
from caffe2trt.runtime.manifest import KEY, Manifest, NamedShape
from caffe2trt.runtime.varying import Varying

_OTHERWISE = ", or use the file with onnxruntime"
_REMEDY = "Convert to an engine without ONNX (-o net.engine), or use the file with onnxruntime"


def parse_onnx(path: str | Path, *, tensorrt: str | TensorRT = "auto") -> Network:
    """The network that TensorRT's ONNX parser makes of a file. Needs no GPU.

    Args:
        path: an ONNX file that caffe2trt wrote.
        tensorrt: rtx, full, or auto.

    Raises:
        ConversionError: TensorRT is not installed, has no parser, refuses the file (says which operator, and why), or
            loses the name of an input or an output.
        FileError: the file is missing or is not an ONNX file.

    """
    api = load_tensorrt(tensorrt, otherwise="")
    if not api.has_onnx_parser:
        raise ConversionError(
            f"{api.description} is installed without its ONNX parser (OnnxParser)",
            "Install NVIDIA's own package: pip install tensorrt-rtx, or pip install tensorrt",
        )
    with open_input(path, "the ONNX file") as file:
        data = file.read()
    named, manifest = _declared(data, path)
    inputs, outputs = map(list, named)
    require_fitting("input", inputs, LONGEST, _OTHERWISE)
    require_fitting("output", outputs, LONGEST, _OTHERWISE)
    builder = api.module.Builder(api.logger)
    definition = api.create_network(builder)
    parser = api.module.OnnxParser(definition, api.logger)
    if not parser.parse(data):
        raise ConversionError(f"the ONNX parser of {api.description} refuses {path}: {_reasons(api, parser)}", _REMEDY)
    taken = _shapes(definition.num_inputs, definition.get_input)
    given = _shapes(definition.num_outputs, definition.get_output)
    if [*taken] != inputs or [*given] != outputs:
        changed = ", ".join(map(quoted, sorted({*inputs, *outputs} ^ {*taken, *given})))
        raise ConversionError(
            f"the ONNX parser of {api.description} changes the inputs or outputs of {path}: {changed}", _REMEDY
        )
    try:
        if manifest.varies:
            interface = Varying(*named, manifest).interface()
            shapes = {
                n: _with_dims(named[0][n], shape) for n, shape in {**interface.inputs, **interface.states}.items()
            }
        else:
            interface = read_interface(taken, given, manifest)
            shapes = {**interface.inputs, **interface.states}
    except SessionError as error:
        raise ConversionError(f"{path}: {error}") from error
    of_inputs, of_states = ({name: shapes[name] for name in held} for held in (interface.inputs, interface.states))
    return Network(definition, builder, api, interface.precision, of_inputs, of_states, (), {}, parser=parser)


def _with_dims(named: NamedShape, shape: Shape) -> Shape:
    """The shape with a Dim for each length that varies."""
    words = [length.split("*") if isinstance(length, str) else [] for length in named]
    sizes = [Size(prod(int(w) for w in of if w.isdigit()), of.count("T"), of.count("N")) for of in words]
    return tuple(Dim(length, size) if of else length for length, size, of in zip(shape, sizes, words))


def _declared(data: bytes, path: str | Path) -> tuple[tuple[dict[str, NamedShape], dict[str, NamedShape]], Manifest]:
    """The shapes of inputs and of outputs in the file by name, and its manifest."""
    try:
        model = ModelProto.FromString(data)
    except DecodeError as error:
        raise FileError(f"{path} is not an ONNX file: {error}") from error
    held = {tensor.name for tensor in model.graph.initializer}  # old files list them among the inputs
    texts = {entry.key: entry.value for entry in model.metadata_props}
    inputs, outputs = (
        {value.name: _named(value) for value in values if value.name not in held}
        for values in (model.graph.input, model.graph.output)
    )
    return (inputs, outputs), Manifest.from_text(texts.get(KEY, ""))


def _named(value: ValueInfoProto) -> NamedShape:
    """The shape that the file declares: numbers, and products such as "T*N"."""
    return tuple(dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim)


def _shapes(count: int, get: Any) -> dict[str, Shape]:
    return {get(index).name: tuple(get(index).shape) for index in range(count)}


def _reasons(api: TensorRT, parser: Any) -> str:
    """The parser's errors, each with its operator and node name, without messages about a missing GPU."""
    reasons = []
    for error in (parser.get_error(index) for index in range(parser.num_errors)):
        node = f"{error.node_operator()} {quoted(error.node_name())}: " if api.parser_names_nodes else ""
        lines = [line for line in error.desc().splitlines() if "catchCudaError" not in line]
        reasons.append(node + " ".join(lines))
    return printable("; ".join(reasons) or "it gave no reason")
