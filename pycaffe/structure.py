"""Structure: the layers and blobs of a network as Caffe holds them, with the Split layers that Caffe inserts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError, LayerError
from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.converter.layers.dialect import Dialect, find_dialect
from caffe2trt.converter.layers.registry import traits_of
from caffe2trt.graph_surgery.prepare.inputs import make_inputs
from caffe2trt.graph_surgery.prepare.names import name_layers
from caffe2trt.graph_surgery.prepare.phase import select_phase
from caffe2trt.graph_surgery.prepare.prune import DECODERS, SEARCHES, TRAINING_ONLY
from caffe2trt.graph_surgery.prepare.upgrade import upgrade

AUTOMATIC = "(automatic)"  # Caffe's name for the top of a loss layer that names none


@dataclass(frozen=True)
class CaffeLayer:
    """One layer.

    Attributes:
        name, type, bottoms, tops: as in Caffe; bottoms are tops of Split layers where Caffe inserts some.
        proto: the layer that computes it, before splits, with a name of its own; None for a Split layer of Caffe's.
        role: "source": it reads data or is an input; "computed": the converter knows it; "loss": it compares or prints,
            and nothing is converted of it.
    """

    name: str
    type: str
    bottoms: tuple[str, ...]
    tops: tuple[str, ...]
    proto: LayerParameter | None
    role: str = "computed"

    @property
    def shares(self) -> bool:
        """Whether its tops are the memory of its first bottom, as Caffe's ShareData makes it."""
        one = len(self.bottoms) == 1
        kinds = {"Split": one, "Reshape": one, "Flatten": one, "Concat": one, "Slice": len(self.tops) == 1}
        return kinds.get(self.type, False)


@dataclass(frozen=True)
class Structure:
    """A network in one phase.

    Attributes:
        name: the prototxt's own name for it.
        layers: in Caffe's order.
        phase: TRAIN or TEST.
        source_shapes: the shapes of the tops of the sources, by blob; not of Python layers.
        dialect: which fork's meaning its layers have.
        warnings: what was skipped in the prototxt, one sentence each.
        notes: what a forward does otherwise than Caffe, one sentence each.
    """

    name: str
    phase: int
    layers: tuple[CaffeLayer, ...]
    source_shapes: Mapping[str, Shape]
    dialect: Dialect
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    blobs: tuple[str, ...] = field(init=False)
    inputs: tuple[str, ...] = field(init=False)
    outputs: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        untaken: set[str] = set()
        for layer in self.layers:
            untaken.difference_update(layer.bottoms)
            untaken.update(top for top in layer.tops if top != AUTOMATIC)
        blobs = tuple(dict.fromkeys(top for layer in self.layers for top in layer.tops))
        inputs = tuple(top for layer in self.layers if layer.type == "Input" for top in layer.tops)
        object.__setattr__(self, "blobs", blobs)
        object.__setattr__(self, "inputs", inputs)
        object.__setattr__(self, "outputs", tuple(sorted(untaken)))


def read_structure(
    prototxt: str | Path,
    phase: int = caffe_pb2.TEST,
    level: int = 0,
    stages: Collection[str] = (),
    inputs: Mapping[str, Shape] | None = None,
) -> Structure:
    """The network in a prototxt.

    Args:
        inputs: shapes of inputs where the file does not give them.

    Raises:
        ConversionError: the file is missing or damaged, a shape is missing, or layers do not fit together.
    """
    parsed = read_prototxt(prototxt)
    return make_structure(parsed.net, Path(prototxt).stem, phase, level, stages, inputs, tuple(parsed.warnings))


def make_structure(
    net: NetParameter,
    name: str,
    phase: int,
    level: int = 0,
    stages: Collection[str] = (),
    inputs: Mapping[str, Shape] | None = None,
    warnings: tuple[str, ...] = (),
) -> Structure:
    """The network in a message; see read_structure."""
    whole = _with_input_layer(select_phase(upgrade(net), phase, level, stages))
    raw_names = [layer.name for layer in whole.layer]
    named, _ = name_layers(whole)
    _require_made_bottoms(named, net)
    named, notes = _as_in_training(named) if phase == caffe_pb2.TRAIN else (named, ())
    layers = _with_splits([(raw, layer) for raw, layer in zip(raw_names, named.layer)])
    notes += tuple(_changed_below(layers))
    shapes = _source_shapes(named, layers, inputs)
    return Structure(net.name or name, phase, tuple(layers), shapes, find_dialect(named), warnings, notes)


def _with_input_layer(net: NetParameter) -> NetParameter:
    """The network with its `input` fields as one Input layer, as Caffe upgrades them."""
    if not net.input:
        return net
    result = NetParameter()
    result.CopyFrom(net)
    del result.layer[:]
    layer = result.layer.add(name="input", type="Input", top=net.input)
    if net.input_shape:
        layer.input_param.shape.extend(net.input_shape)
    else:
        for index in range(len(net.input_dim) // 4):
            layer.input_param.shape.add(dim=net.input_dim[4 * index : 4 * index + 4])
    result.layer.extend(net.layer)
    for legacy in ("input", "input_dim", "input_shape"):
        result.ClearField(legacy)
    return result


def _require_made_bottoms(net: NetParameter, whole: NetParameter) -> None:
    """Raise LayerError for a bottom that no layer makes; names the stages of those that would."""
    made: set[str] = set()
    for index, layer in enumerate(net.layer):
        for bottom in layer.bottom:
            if bottom not in made:
                makers = [maker for maker in whole.layer if bottom in maker.top]
                stages = sorted({stage for maker in makers for rule in maker.include for stage in rule.stage})
                raise LayerError(
                    f"layer '{layer.name}' ({layer.type}, index {index}): no layer before it makes its bottom "
                    f"{bottom!r}",
                    f"Give Net the stage that includes one: stages={stages}" if stages else "Add an Input layer for it",
                )
        made.update(layer.top)


def _changed_below(layers: list[CaffeLayer]) -> list[str]:
    """Where Caffe gives a layer values that another one has changed in memory that it shares, one sentence each."""
    memory: dict[str, str] = {}  # the blob whose memory a blob has
    changes: Counter[str] = Counter()  # how often a memory was written
    seen: dict[str, int] = {}  # how often it was written when a blob was made
    notes = []
    for layer in layers:
        for bottom in layer.bottoms:
            if seen[bottom] != changes[memory[bottom]]:
                notes.append(
                    f"layer '{layer.name}' ({layer.type}) takes {bottom!r}, whose memory another layer has changed in "
                    "place under another name; Caffe gives it the changed values, and here it gets the original ones"
                )
        for top in layer.tops:
            if layer.shares:
                memory[top], seen[top] = memory[layer.bottoms[0]], seen[layer.bottoms[0]]
            else:
                memory.setdefault(top, top)
                changes[memory[top]] += 1
                seen[top] = changes[memory[top]]
    return notes


def _as_in_training(net: NetParameter) -> tuple[NetParameter, tuple[str, ...]]:
    """The layers as the TRAIN phase computes them, and what this leaves out."""
    result = NetParameter()
    result.CopyFrom(net)
    dropping = []
    for layer in result.layer:
        if layer.type == "BatchNorm" and not layer.batch_norm_param.HasField("use_global_stats"):
            layer.batch_norm_param.use_global_stats = False
        elif layer.type == "Dropout" and layer.dropout_param.dropout_ratio:
            dropping.append(layer.name)
    if not dropping:
        return result, ()
    return result, (f"the TRAIN phase runs without random numbers: the Dropout layers {dropping} drop nothing",)


def _role(layer: LayerParameter) -> str:
    if TRAINING_ONLY.match(layer.type) or DECODERS.match(layer.type) or layer.type in SEARCHES:
        return "loss"
    if layer.bottom:
        return "computed"
    if layer.type in ("Input", "DummyData") or not traits_of(layer.type).makes_values(layer):
        return "source"
    return "computed"


def _with_splits(layers: list[tuple[str, LayerParameter]]) -> list[CaffeLayer]:
    """The layers as Caffe connects them: a blob that several layers take passes through a Split layer."""
    source: dict[str, tuple[int, int]] = {}  # where a blob was made last: layer, index of the top
    takers: Counter[tuple[int, int]] = Counter()
    taken: list[list[tuple[int, int]]] = []
    for index, (_, layer) in enumerate(layers):
        taken.append([source[bottom] for bottom in layer.bottom])
        takers.update(taken[-1])
        source.update((top, (index, place)) for place, top in enumerate(layer.top))
        for place, weight in enumerate(list(layer.loss_weight)[: len(layer.top)]):
            takers[index, place] += bool(weight)
    used: Counter[tuple[int, int]] = Counter()
    result = []
    for index, (name, layer) in enumerate(layers):
        bottoms = []
        for made, bottom in zip(taken[index], layer.bottom):
            if takers[made] > 1:
                split = _split_name(layers[made[0]][0], bottom, made[1])
                bottom = f"{split}_{used[made]}"
                used[made] += 1
            bottoms.append(bottom)
        role = _role(layer)
        tops = tuple(layer.top) or ((AUTOMATIC,) if layer.type.endswith("Loss") else ())
        result.append(CaffeLayer(name, layer.type, tuple(bottoms), tops, layer, role))
        for place, top in enumerate(layer.top):
            if (count := takers[index, place]) > 1:
                split = _split_name(name, top, place)
                used[index, place] += place < len(layer.loss_weight) and bool(layer.loss_weight[place])
                copies = tuple(f"{split}_{k}" for k in range(count))
                result.append(CaffeLayer(split, "Split", (top,), copies, None))
    return result


def _split_name(layer: str, blob: str, index: int) -> str:
    return f"{blob}_{layer}_{index}_split"


def _source_shapes(
    net: NetParameter, layers: list[CaffeLayer], inputs: Mapping[str, Shape] | None
) -> Mapping[str, Shape]:
    """The shapes of the tops of sources; raises where some are not known. Python layers give their own."""
    sources = [layer for layer in layers if layer.role == "source"]
    given = {name: tuple(shape) for name, shape in (inputs or {}).items()}
    tops = {top: layer for layer in sources for top in layer.tops}
    if unknown := sorted(set(given) - set(tops)):
        raise ConversionError(f"unknown input {unknown[0]!r}", f"The inputs are: {', '.join(tops) or 'none'}")
    alone = NetParameter()
    alone.layer.extend(layer.proto for layer in sources if layer.proto is not None)
    shapes = dict(given)
    for layer in make_inputs(alone, traits_of, given).layer:
        if layer.type == "DummyData":
            shapes.setdefault(layer.top[0], _dummy_shape(layer))
        elif layer.input_param.shape:
            shapes[layer.top[0]] = tuple(layer.input_param.shape[0].dim)
    silent = [top for top in tops if top not in shapes and tops[top].type != "Python"]
    if silent:
        kinds = ", ".join(dict.fromkeys(f"'{tops[top].name}' ({tops[top].type})" for top in silent))
        wanted = ", ".join(f'"{top}": (...)' for top in silent)
        raise ConversionError(
            f"the prototxt does not give the shapes of {', '.join(map(repr, silent))}, which come from the data of "
            f"{kinds}",
            f"Give them: Net(..., inputs={{{wanted}}})",
        )
    return shapes


def _dummy_shape(layer: LayerParameter) -> Shape:
    param = layer.dummy_data_param
    if param.shape:
        return tuple(param.shape[0].dim)
    return tuple(sizes[0] if sizes else 1 for sizes in (param.num, param.channels, param.height, param.width))
