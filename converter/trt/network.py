"""define_network: a Net as a real TensorRT network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net, apply_pass
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.trt import recurrent as _recurrent  # noqa: F401  (registers its primitives)
from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.converter.trt.emitter import AnyArray, Options, TensorRTEmitter
from caffe2trt.converter.trt.primitives import define
from caffe2trt.graph_surgery.expand import expand
from caffe2trt.graph_surgery.unroll import unroll

PRECISIONS = ("fp32", "fp16", "bf16")


@dataclass(frozen=True)
class Network:
    """A TensorRT network and what must live as long as it does.

    Attributes:
        network: the INetworkDefinition.
        builder: the IBuilder that made it.
        api: the TensorRT it belongs to.
        precision: fp32, fp16 or bf16.
        inputs, states: shapes by name; states are the state inputs.
        dropped_inputs: inputs of the prototxt that no output depends on.
        kept: the arrays behind the weights, by layer and role.

    """

    network: Any
    builder: Any
    api: TensorRT
    precision: str
    inputs: dict[str, Shape]
    states: dict[str, Shape]
    dropped_inputs: tuple[str, ...]
    kept: dict[tuple[str, str], AnyArray] = field(repr=False)


def define_network(
    net: Net,
    precision: str = "fp32",
    *,
    lstm: str = "auto",
    tile: str = "native",
    half_state: bool = False,
    cont_starts_only: bool = False,
    tensorrt: str | TensorRT = "auto",
) -> Network:
    """Define `net` in TensorRT, layer by layer, under its Caffe names. Needs no GPU.

    Args:
        precision: fp32, fp16 or bf16: of weights and activations. Inputs, outputs and states are float32.
        lstm: loop; rnnv2 (TensorRT 8: the step form around TensorRT's own recurrent layer); unroll; or auto: no loop at
            one time step, RNNv2 where TensorRT has it.
        tile: native, or plugin: Caffe's Tile by caffe2trt::Tile.
        half_state: keep the state and the sums of a recurrence in half precision too.
        cont_starts_only: a promise that cont is 1 after the first step of each call: RNNv2 then runs over all steps.
        tensorrt: rtx, full, or auto.

    Raises:
        ConversionError: weights are missing, TensorRT is not installed, or refuses a layer.

    """
    net.require_weights()
    if precision not in PRECISIONS:
        raise ValueError(f"precision {precision!r} is none of {', '.join(PRECISIONS)}")
    api = load_tensorrt(tensorrt)
    options = Options(_choose_lstm(api, lstm), tile, half_state, cont_starts_only)
    net = _prepare(net, options, lstm)
    builder = api.module.Builder(api.logger)
    network = api.create_network(builder)
    starts_only = options.lstm == "rnnv2" and cont_starts_only
    network.name = net.manifest(precision, starts_only).to_text()
    e = TensorRTEmitter(api, network, precision, options)
    program = net.program
    for value in (*program.inputs.values(), *(state.input for state in program.states)):
        e.require_rank(value, f"the input {value.name!r}")
        e.bind(value, network.add_input(value.name, e.float32, value.shape))
    border = {id(value): value for value in (*program.outputs.values(), *(state.output for state in program.states))}
    for node in program.nodes:
        for value, tensor in zip(node.outputs, e.emit(node, define[type(node.op)])):
            if id(value) in border and tensor.dtype != e.float32:
                tensor.name = f"{value.name} ({precision})"
                tensor = e.cast(tensor, e.float32)
            e.bind(value, tensor)
    for value in border.values():
        network.mark_output(e.raw(value))
    return Network(network, builder, api, precision, net.inputs, net.states, net.dropped_inputs, e.kept)


def _choose_lstm(api: TensorRT, lstm: str) -> str:
    chosen = api.default_lstm if lstm == "auto" else lstm
    if chosen == "rnnv2" and api.default_lstm != "rnnv2":
        raise ConversionError(
            f"{api.description} has no RNNv2; TensorRT removed it after version 9",
            "Leave --lstm out: a loop does the same",
        )
    return "auto" if chosen == "loop" and lstm == "auto" else chosen


def _prepare(net: Net, options: Options, lstm: str) -> Net:
    """The network in the form that the choice of recurrence asks for."""
    if lstm == "unroll":
        return apply_pass(net, unroll)
    if options.lstm == "rnnv2" and not options.cont_starts_only:
        return apply_pass(net, lambda model: expand(model, cell="lstm"))
    return net
