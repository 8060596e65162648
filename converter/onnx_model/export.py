"""export_onnx: a Net as an ONNX file."""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path

from onnx import ModelProto, TensorProto, helper

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net
from caffe2trt.converter.onnx_model.emitter import OnnxEmitter, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.onnx_model.writer import write_model
from caffe2trt.converter.program.loop import every_node
from caffe2trt.converter.program.varying import find_sources
from caffe2trt.converter.quantization.quantize import require_quantized
from caffe2trt.converter.record import made_with, manifest_text
from caffe2trt.converter.recurrence import require_form
from caffe2trt.converter.timing import phase
from caffe2trt.runtime.manifest import KEY, LONGEST

OPSETS = range(13, 22)  # what the oldest onnx and onnxruntime that caffe2trt takes know
OPSET = 17
OPSET_OF_RANGES = 15  # the first whose Shape operator gives a part of a shape
FLOAT = TensorProto.FLOAT
PRECISIONS = {"fp32": FLOAT, "fp16": TensorProto.FLOAT16, "int8": FLOAT}  # of the layers that are not quantized


def export_onnx(
    net: Net,
    path: str | Path,
    *,
    precision: str | None = None,
    opset: int = OPSET,
    lstm: str = "auto",
    cont_starts_only: bool = False,
) -> int:
    """Write `net` as an ONNX file and return its size in bytes.

    Inputs, outputs and states are named as in an engine: data inputs and outputs keep their Caffe names, a recurrent
    layer L has inputs L__h_in, L__c_in and outputs L__h_out, L__c_out of shape (N, H).

    Args:
        precision: fp32 or fp16: of weights and activations. Inputs, outputs and states are float32, and so are the
            sums and gates of recurrent layers. int8 for a network from `quantize`, whose other layers compute in
            fp32. By default that of the network, or fp32.
        opset: the version of ONNX's operators, from 13 to 21; 15 or newer for a network of varying sizes.
        lstm: unroll writes every time step out; auto and loop use ONNX's LSTM operator, and a Scan where cont resets a
            sequence within a call.
        cont_starts_only: a promise that cont is 1 after the first time step of each call. The LSTM operator is then
            used alone, for tools that do not support If and Scan. If an LSTM's input or state holds NaN, infinity or
            numbers above 1e18, all outputs of that stream in that call are NaN, also before that time step.

    Raises:
        ConversionError: weights are missing, an option is unknown, half precision does not hold a weight, the file
            cannot be written or would be too large.

    """
    net.require_weights()
    if precision is None:
        precision = net.quantization.kind if net.quantization is not None else "fp32"
    require_known(precision, opset, has_ranges=net.varying is not None)
    require_quantized(net, precision)
    options = made_with(net, lstm=lstm, cont_starts_only=cont_starts_only)
    require_form(lstm, "ONNX")
    manifest, unrecorded = manifest_text(net, options, LONGEST, precision=precision, starts_only=cont_starts_only)
    e = OnnxEmitter(
        cont_starts_only=cont_starts_only, unrolled=lstm == "unroll", dtype=PRECISIONS[precision], opset=opset
    )
    model = _model(net, e)
    helper.set_model_props(model, {KEY: manifest})
    for warning in unrecorded:
        warnings.warn(warning, stacklevel=2)
    return write_model(model, e.initializers, path)


def require_known(precision: str, opset: int, *, has_ranges: bool = False) -> None:
    """Raise ConversionError if no ONNX file is written in this precision, or in this version of ONNX's operators."""
    if precision == "fp8":
        raise ConversionError(
            "fp8 is for engines: the optimizations of onnxruntime give wrong numbers for ONNX files in it (1.32 tried)",
            "Build an engine instead (-o net.engine), or use --precision int8",
        )
    if precision not in PRECISIONS:
        raise ConversionError(
            f"--precision {precision}: ONNX files are {' or '.join(PRECISIONS)}",
            "Give one of them, or write an engine with -o net.engine",
        )
    if opset not in OPSETS:
        raise ConversionError(
            f"--opset {opset}: caffe2trt writes ONNX's opsets {OPSETS[0]} to {OPSETS[-1]}",
            f"Leave it out for opset {OPSET}",
        )
    if has_ranges and opset < OPSET_OF_RANGES:
        raise ConversionError(
            f"--opset {opset}: files that take a range of sizes need opset {OPSET_OF_RANGES} or newer",
            "Leave --opset out, or give numbers instead of ranges",
        )


@phase("lower")
def _model(net: Net, e: OnnxEmitter) -> ModelProto:
    program = net.program
    values = [value for node in every_node(program.nodes) for value in (*node.inputs, *node.outputs)]
    for value in values:
        e.reserve(value.name)
    if net.varying is not None:
        e.vary(find_sources(program))
    inputs = [*program.inputs.values(), *(state.input for state in program.states)]
    outputs = [*program.outputs.values(), *(state.output for state in program.states)]
    e.types.update({value.name: TensorProto.FLOAT for value in inputs})
    border = {value.name for value in outputs}
    for node in program.nodes:
        e.emit(node, emit[type(node.op)])
        for value in node.outputs:
            if value.name in border:
                e.widen(value)
    known = {value.name for value in inputs} | border
    proto = helper.make_graph(
        [*(e.lengths.nodes if e.lengths else ()), *e.nodes],
        net.name or "caffe",
        [tensor(value.name, value.shape) for value in inputs],
        [tensor(value.name, value.shape) for value in outputs],
        value_info=[
            tensor(value.name, value.shape, e.types[value.name])
            for node in program.nodes
            for value in node.outputs
            if value.name not in known
        ],
    )
    operators = helper.make_opsetid("", e.opset)
    model = helper.make_model(
        proto,
        opset_imports=[operators],
        producer_name="caffe2trt",
        producer_version=version("caffe2trt"),
    )
    model.ir_version = helper.find_min_ir_version_for([operators])
    return model
