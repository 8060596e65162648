"""define_network: a Net as a real TensorRT network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import PRECISIONS, TILES, require_choice, require_half_precision
from caffe2trt.converter.net import Net, Varying
from caffe2trt.converter.program.dims import at_size, varying_axes
from caffe2trt.converter.record import made_with, manifest_text
from caffe2trt.converter.recurrence import require_form
from caffe2trt.converter.streams import for_rnn_v2
from caffe2trt.converter.timing import phase
from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.converter.trt.border import ExplicitBatch, ImplicitBatch
from caffe2trt.converter.trt.emitter import AnyArray, Options, TensorRTEmitter
from caffe2trt.converter.trt.names import require_fitting
from caffe2trt.converter.trt.primitives import define
from caffe2trt.runtime.manifest import LONGEST_NAME, Profile


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
        warnings: what an engine built from it will lack, one sentence each.
        parser: the OnnxParser that holds the weights of a network that was read from an ONNX file.
        varying: the sizes that it takes, where they vary; its inputs then have -1 for axes that do.
        profiles: the optimization profiles that an engine of it gets, the first one for all sizes; none for one size
            and with an implicit batch.
        blob_shapes: with an implicit batch, the shapes of Caffe's blobs for each input, output and state: they have
            an axis for the streams, and the network's own shapes do not. None with an explicit batch.
        inside_axes: the axis of the streams of tensors within the network, which have an axis of 1 there.

    """

    network: Any
    builder: Any
    api: TensorRT
    precision: str
    inputs: dict[str, Shape]
    states: dict[str, Shape]
    dropped_inputs: tuple[str, ...]
    kept: dict[tuple[str, str], AnyArray] = field(repr=False)
    warnings: tuple[str, ...] = ()
    parser: Any = field(default=None, repr=False)
    varying: Varying | None = field(default=None, repr=False)
    profiles: tuple[Profile, ...] = ()
    blob_shapes: dict[str, Shape] | None = field(default=None, repr=False)
    inside_axes: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def max_batch_size(self) -> int | None:
        """With an implicit batch, the largest number of streams."""
        batch = self.varying.batch if self.varying is not None and self.blob_shapes is not None else None
        return None if batch is None else batch.max

    def profile_shapes(self, profile: Profile) -> dict[str, tuple[Shape, ...]]:
        """The smallest, best and largest shape of each input and state with axes that vary."""
        shapes = {name: shape for name, shape in {**self.inputs, **self.states}.items() if varying_axes(shape)}
        steps, batch = ((1, 1, 1) if range_ is None else range_ for range_ in profile)
        return {name: tuple(at_size(shape, t, n) for t, n in zip(steps, batch)) for name, shape in shapes.items()}


@phase("lower")
def define_network(
    net: Net,
    precision: str = "fp32",
    *,
    lstm: str = "auto",
    tile: str = "native",
    half_state: bool = False,
    cont_starts_only: bool = False,
    tensorrt: str | TensorRT = "auto",
    recorded: Mapping[str, Any] = MappingProxyType({}),
    profiles: Sequence[Profile] = (),
) -> Network:
    """Define `net` in TensorRT, layer by layer, under its Caffe names. Needs no GPU.

    Args:
        precision: fp32, fp16 or bf16: of weights and activations. Inputs, outputs and states are float32.
        lstm: auto: a loop, and none at one time step; loop; unroll; or rnnv2: one RNNv2 layer in a network with an
            implicit batch, for one time step in each call (TensorRT 8 only).
        tile: native, or plugin: Caffe's Tile by caffe2trt::Tile.
        half_state: keep the state and the sums of a recurrence in half precision too.
        cont_starts_only: recorded in the engine; it computes the same with this promise and without it.
        tensorrt: rtx, full, or auto.
        recorded: other options of the conversion that the engine records, by their names in ConversionOptions.
        profiles: optimization profiles for parts of a network's range of sizes, besides the one for the whole range.

    Raises:
        ConversionError: weights are missing, an option is unknown, TensorRT is not installed, or refuses a layer.

    """
    net.require_weights()
    require_choice("precision", precision, PRECISIONS)
    require_choice("tile", tile, TILES)
    require_half_precision(half_state, precision)
    if net.varying is not None and tile == "plugin":
        raise ConversionError(
            "the Tile plugin takes fixed shapes", "Use --tile native, or give numbers instead of ranges"
        )
    api = load_tensorrt(tensorrt)
    made = made_with(
        net,
        lstm=lstm,
        tile=tile,
        half_state=half_state,
        cont_starts_only=cont_starts_only,
        tensorrt=api.flavour,
        **recorded,
    )
    require_form(lstm, api.description, has_rnnv2=api.has_rnnv2)
    border = ImplicitBatch(for_rnn_v2(net)) if lstm == "rnnv2" else ExplicitBatch(net)
    net, has_implicit_batch = border.net, border.blob_shapes is not None
    chosen = border.profiles(profiles)
    manifest, unrecorded = manifest_text(
        net, made, LONGEST_NAME, precision=precision, profiles=chosen[1:], implicit_batch=has_implicit_batch
    )
    builder = api.module.Builder(api.logger)
    network = api.create_network(builder, implicit_batch=has_implicit_batch)
    program = border.program
    require_fitting("input", (value.name for value in program.inputs.values()))
    require_fitting("output", (value.name for value in program.outputs.values()))
    require_fitting("state", (value.name for state in program.states for value in (state.input, state.output)))
    network.name = manifest
    e = TensorRTEmitter(api, network, precision, Options(lstm, tile, half_state))
    border.enter(e)
    leaving = {id(value) for value in border.leaving}
    for node in program.nodes:
        for value, tensor in zip(node.outputs, e.emit(node, define[type(node.op)])):
            if id(value) in leaving and tensor.dtype != e.float32:
                tensor.name = f"{value.name} ({precision})"
                tensor = e.cast(tensor, e.float32)
            e.bind(value, tensor)
    border.leave(e)
    return Network(
        network,
        builder,
        api,
        precision,
        net.inputs,
        net.states,
        net.dropped_inputs,
        e.kept,
        unrecorded,
        varying=net.varying,
        profiles=chosen,
        blob_shapes=border.blob_shapes,
        inside_axes=border.inside_axes,
    )
