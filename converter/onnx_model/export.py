"""export_onnx: a Net as an ONNX file."""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path

from onnx import ModelProto, helper

from caffe2trt.converter.net import Net
from caffe2trt.converter.onnx_model.emitter import OnnxEmitter, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.onnx_model.writer import write_model
from caffe2trt.converter.program.loop import every_node
from caffe2trt.converter.program.varying import find_sources
from caffe2trt.converter.record import made_with, manifest_text
from caffe2trt.converter.recurrence import require_form
from caffe2trt.runtime.manifest import KEY, LONGEST

OPSET = 17
IR_VERSION = 8


def export_onnx(net: Net, path: str | Path, *, lstm: str = "auto", cont_starts_only: bool = False) -> int:
    """Write `net` as an ONNX file and return its size in bytes.

    Inputs, outputs and states are named as in an engine: data inputs and outputs keep their Caffe names, a recurrent
    layer L has inputs L__h_in, L__c_in and outputs L__h_out, L__c_out of shape (N, H).

    Args:
        lstm: unroll writes every time step out; auto and loop use ONNX's LSTM operator, and a Scan where cont resets a
            sequence within a call.
        cont_starts_only: a promise that cont is 1 after the first time step of each call. The LSTM operator is then
            used alone, for tools that do not support If and Scan. If an LSTM's input or state holds NaN, infinity or
            numbers above 1e18, all outputs of that stream in that call are NaN, also before that time step.

    Raises:
        ConversionError: weights are missing, an option is unknown, the file cannot be written or would be too large.

    """
    net.require_weights()
    options = made_with(net, lstm=lstm, cont_starts_only=cont_starts_only)
    require_form(lstm, "ONNX")
    manifest, unrecorded = manifest_text(net, options, LONGEST, starts_only=cont_starts_only)
    model, e = _model(net, OnnxEmitter(cont_starts_only=cont_starts_only, unrolled=lstm == "unroll"))
    helper.set_model_props(model, {KEY: manifest})
    for warning in unrecorded:
        warnings.warn(warning, stacklevel=2)
    return write_model(model, e.initializers, path)


def _model(net: Net, e: OnnxEmitter) -> tuple[ModelProto, OnnxEmitter]:
    program = net.program
    values = [value for node in every_node(program.nodes) for value in (*node.inputs, *node.outputs)]
    for value in values:
        e.reserve(value.name)
    if net.varying is not None:
        e.vary(find_sources(program))
    for node in program.nodes:
        e.emit(node, emit[type(node.op)])
    inputs = [*program.inputs.values(), *(state.input for state in program.states)]
    outputs = [*program.outputs.values(), *(state.output for state in program.states)]
    known = {value.name for value in (*inputs, *outputs)}
    proto = helper.make_graph(
        [*(e.lengths.nodes if e.lengths else ()), *e.nodes],
        net.name or "caffe",
        [tensor(value.name, value.shape) for value in inputs],
        [tensor(value.name, value.shape) for value in outputs],
        value_info=[
            tensor(value.name, value.shape)
            for node in program.nodes
            for value in node.outputs
            if value.name not in known
        ],
    )
    model = helper.make_model(
        proto,
        opset_imports=[helper.make_opsetid("", OPSET)],
        producer_name="caffe2trt",
        producer_version=version("caffe2trt"),
    )
    model.ir_version = IR_VERSION
    return model, e
