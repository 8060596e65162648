"""define_network: a Net as a real TensorRT network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from caffe2trt.converter.net import Net
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.trt import recurrent as _recurrent  # noqa: F401  (registers its primitives)
from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.converter.trt.definer import AnyArray, Definer
from caffe2trt.converter.trt.primitives import define

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


def define_network(net: Net, precision: str = "fp32", *, lstm: str = "auto", tensorrt: str = "auto") -> Network:
    """Define `net` in TensorRT, layer by layer, under its Caffe names. Needs no GPU.

    Args:
        precision: fp32, fp16 or bf16: of weights and activations. Inputs, outputs and states are float32.
        lstm: auto (no loop at one time step) or loop.
        tensorrt: rtx, full, or auto.

    Raises:
        ConversionError: weights are missing, TensorRT is not installed, or refuses a layer.

    """
    net.require_weights()
    if precision not in PRECISIONS:
        raise ValueError(f"precision {precision!r} is none of {', '.join(PRECISIONS)}")
    api = load_tensorrt(tensorrt)
    builder = api.module.Builder(api.logger)
    network = api.create_network(builder)
    network.name = net.name
    d = Definer(api, network, precision, lstm)
    program = net.program
    for value in (*program.inputs.values(), *(state.input for state in program.states)):
        d.bind(value, network.add_input(value.name, api.module.float32, value.shape))
    border = {id(value): value for value in (*program.outputs.values(), *(state.output for state in program.states))}
    for node in program.nodes:
        d.node = node
        tensors = define[type(node.op)](d, node.op, node)
        for value, tensor in zip(node.outputs, tensors if isinstance(tensors, tuple) else (tensors,)):
            if id(value) in border and tensor.dtype != api.module.float32:
                tensor.name = f"{value.name} ({precision})"
                tensor = d.cast(tensor, api.module.float32)
            d.bind(value, tensor)
    for value in border.values():
        network.mark_output(d.raw(value))
    return Network(network, builder, api, precision, net.inputs, net.states, net.dropped_inputs, d.kept)
