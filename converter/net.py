"""load: a prototxt and a caffemodel become a Net, ready to run, export or build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.caffemodel import Blob, read_caffemodel, read_parameters
from caffe2trt.caffe.caffemodel_h5 import read_caffemodel_h5, read_parameters_h5
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from caffe2trt.converter.choices import LAYOUTS, require_choice
from caffe2trt.converter.formatting import shapes_text
from caffe2trt.converter.layers.dialect import Dialect, find_dialect, tie_gates, untied_gates
from caffe2trt.converter.layers.layer import WeightStore
from caffe2trt.converter.layers.registry import traits_of
from caffe2trt.converter.lowering import LayerReport, lower
from caffe2trt.converter.notes import assumed_states, constant_network, mixed_pair
from caffe2trt.converter.program.batch_first import BatchFirst, cannot_be_batch_first, find_batch_first
from caffe2trt.converter.program.program import Program
from caffe2trt.converter.program.roles import Role, input_roles
from caffe2trt.converter.program.varying import cannot_vary, mark_varying, sizes_to_compare
from caffe2trt.converter.quantization.insert import Quantization, insert
from caffe2trt.converter.timing import phase
from caffe2trt.converter.unknown_fields import unrefused
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.prepare.input_fields import InputForm, input_form
from caffe2trt.graph_surgery.prepare.inputs import make_inputs, preparations, unmade_bottoms
from caffe2trt.graph_surgery.prepare.names import name_layers
from caffe2trt.graph_surgery.prepare.phase import select_phase
from caffe2trt.graph_surgery.prepare.prune import prune
from caffe2trt.graph_surgery.prepare.upgrade import upgrade
from caffe2trt.graph_surgery.retime import own_sizes, retime
from caffe2trt.runtime.manifest import RANDOM_WEIGHTS, ConversionOptions, Range


@dataclass(frozen=True)
class Varying:
    """A network for a range of time steps, or of batch sizes, or of both.

    Attributes:
        time_steps, batch: the ranges; None for one that does not vary.
        at: the network at one number of time steps and one batch size; None for what does not vary.
    """

    time_steps: Range | None
    batch: Range | None
    at: Callable[[int | None, int | None], Net]

    def best(self) -> tuple[int | None, int | None]:
        """The best size."""
        steps, batch = self.time_steps, self.batch
        return None if steps is None else steps.opt, None if batch is None else batch.opt

    def corners(self) -> list[tuple[int | None, int | None]]:
        """The smallest, the best and the largest size."""
        count = len(Range._fields)
        return list(dict.fromkeys(zip(self.time_steps or [None] * count, self.batch or [None] * count)))


@dataclass(frozen=True)
class Net:
    """A Caffe network as it runs at inference.

    Attributes:
        name: the prototxt's own name for it, or the file's.
        parameter: its layers after surgery.
        program: what they compute.
        reports: one for each layer.
        roles: what each input is for; they survive surgery, after which an LSTM that tells them may be gone.
        dropped_inputs: inputs of the prototxt that no output depends on, such as labels.
        warnings: what was skipped or assumed, one sentence each.
        dialect: which fork's meaning its layers have, where names alone do not tell.
        weightless: no caffemodel was given although layers have weights: shapes are known, values are not.
        random_weights: the seed of the weights, where they are random.
        input_form: how the prototxt names its inputs; surgery writes them in the same way.
        options: what `load` was told; None after a pass of surgery, which no options describe.
        varying: which time steps and batch sizes it takes, where one file serves several. Its shapes are then those of
            one of them, and the lengths of axes that vary are Dims.
        quantization: how its layers are quantized to 8 bits, if they are.
        batch_first: how its inputs and outputs were made batch-first; None where they have Caffe's axes.

    """

    name: str
    parameter: NetParameter
    program: Program
    reports: Sequence[LayerReport]
    roles: Mapping[str, Role]
    dropped_inputs: tuple[str, ...]
    warnings: tuple[str, ...]
    dialect: Dialect
    weightless: bool
    input_form: InputForm = "layer"
    options: ConversionOptions | None = None
    varying: Varying | None = field(default=None, repr=False)
    quantization: Quantization | None = field(default=None, repr=False)
    random_weights: int | None = None
    batch_first: BatchFirst | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        shown = f"inputs {shapes_text(self.inputs)}, outputs {shapes_text(self.outputs)}"
        return f"<Net {self.name!r}: {len(self.reports)} layers, {shown}>"

    @property
    def inputs(self) -> dict[str, Shape]:
        """The data inputs: name -> shape."""
        return {name: value.shape for name, value in self.program.inputs.items()}

    @property
    def outputs(self) -> dict[str, Shape]:
        """The outputs: name -> shape."""
        return {name: value.shape for name, value in self.program.outputs.items()}

    @property
    def states(self) -> dict[str, Shape]:
        """The state inputs, `L__h_in` and `L__c_in` of each recurrent layer L: name -> shape (N, H)."""
        return {state.input.name: state.input.shape for state in self.program.states}

    @property
    def model(self) -> Model:
        """What a pass of graph_surgery takes: layers, weights and shapes."""
        blobs = self.program.blobs
        renamed = {value.name: blob for blob, value in blobs.items()}  # an input that a layer in place changes
        return Model(
            net=self.parameter,
            blobs={
                report.proto.name: [blob.array for blob in report.blobs if blob.array is not None]
                for report in self.reports
                if report.blobs
            },
            shapes={top: shape for r in self.reports for top, shape in zip(r.proto.top, r.shapes) if shape is not None},
            traits=traits_of,
            input_form=self.input_form,
            outputs=(
                *(name if name in blobs else renamed[name] for name in self.program.outputs),
                *(s.output.name for s in self.program.states if s.output.name in blobs),
            ),
        )

    @property
    def parameters(self) -> int:
        """How many learned values the network has."""
        return sum(report.parameters for report in self.reports)

    def require_weights(self) -> None:
        """Raise ConversionError if the weights are missing."""
        if self.weightless:
            layer = next(report.proto for report in self.reports if report.parameters)
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}) has weights",
                "Give the caffemodel that holds them; convert and compare can do without it: --random-weights 0",
            )


@phase("load")
def load(
    prototxt: str | Path,
    caffemodel: str | Path | None = None,
    *,
    inputs: Mapping[str, Shape] | None = None,
    outputs: Sequence[str] | None = None,
    stages: Collection[str] = (),
    time_steps: int | Range | None = None,
    batch: int | Range | None = None,
    layout: str = "caffe",
    tie_output_forget: bool = False,
    embed_drops_one: bool | None = None,
    random_weights: int | None = None,
    keep_going: bool = False,
) -> Net:
    """Read a network and its weights.

    Args:
        prototxt: a deploy or a training file. The TEST phase is used, and training-only layers are dropped.
        caffemodel: the weights, found by layer name. Optional for networks without weights, and for inspection.
        inputs: shapes of inputs by name, where the prototxt does not give them or to replace them; with time_steps or
            batch, the shapes before that change.
        outputs: names of the output blobs; by default the tops that no layer uses; ["*"] for every top.
        stages: stages for include and exclude rules.
        time_steps: change the number of time steps to this, or let it vary in a range.
        batch: change the batch size to this number of streams, or let it vary in a range.
        layout: caffe: inputs and outputs have Caffe's axes, usually (T, N, ...); batch-first: they are (N, T, ...), or
            (N, ...) where T is always 1.
        tie_output_forget: for models that an old GPU build of apollocaffe trained: the forget gate of an LstmUnit is 1
            minus its output gate.
        embed_drops_one: Embed replaces a last axis of 1, as in the fork of Up-Down captioning; by default where the
            network has layers of that fork.
        random_weights: a seed: in place of a caffemodel, make weights from the prototxt's fillers, or where it has none
            from defaults (converter/layers/fillers.py). The same seed gives the same weights.
        keep_going: do not raise for layers that do not convert; `reports` lists them.

    Raises:
        ConversionError: the network cannot be converted; names file, layer and remedy.

    """
    _require_arguments(inputs, outputs, stages, time_steps, batch)
    _require_seed(random_weights, caffemodel)
    require_choice("layout", layout, LAYOUTS)
    parsed = read_prototxt(prototxt)
    warnings = list(parsed.warnings)
    with attach_warnings(warnings):
        # The order matters: one generation of layers; then the rules, for names may repeat across phases; then inputs,
        # so that prune knows them by type.
        upgraded = upgrade(parsed.net)
        network = select_phase(upgraded, stages=stages)
        warnings += [*unmade_bottoms(upgraded, network), *preparations(network)]
        network, unnamed = name_layers(make_inputs(network, traits_of, inputs))
        network = tie_gates(network) if tie_output_forget else network
        warnings += untied_gates(network)
        dialect = find_dialect(network, embed_drops_one)
        pruned = prune(network, traits_of, outputs)
        warnings[:] = [*unrefused(warnings, pruned.net.layer), *pruned.notes]
        weights = WeightStore(seed=random_weights)
        if caffemodel is not None:
            is_hdf5 = Path(caffemodel).suffix in (".h5", ".hdf5")
            read, read_named = (
                (read_caffemodel_h5, read_parameters_h5) if is_hdf5 else (read_caffemodel, read_parameters)
            )
            blobs = _for_unnamed(read(caffemodel), unnamed)
            weights = WeightStore(str(caffemodel), blobs, cache(partial(read_named, caffemodel)))
            warnings += mixed_pair(prototxt, parsed.mark, caffemodel)
        try:
            program, reports = lower(pruned.net, pruned.outputs, weights, keep_going, dialect)
        except ConversionError as error:
            if (time_steps or batch) and "--input" in error.remedy:
                error.remedy += "; --input gives the shapes before --time-steps and --batch change them"
            raise
        _require_names([report.proto.name for report in reports if report.parameters], unnamed)
        roles = input_roles(program)
        if random_weights is not None:
            warnings.append(RANDOM_WEIGHTS.format(seed=random_weights))
        warnings += [*assumed_states(pruned.net, program), *constant_network(pruned.net, program, roles)]
        net = Net(
            name=network.name or Path(prototxt).stem,
            parameter=pruned.net,
            program=program,
            reports=reports,
            roles=roles,
            dropped_inputs=pruned.dropped_inputs,
            warnings=tuple(warnings),
            dialect=dialect,
            weightless=caffemodel is None and random_weights is None and any(report.parameters for report in reports),
            random_weights=random_weights,
            input_form=input_form(parsed.net),
        )
        if time_steps or batch or layout != "caffe":
            border = _find_batch_first(net, time_steps) if layout == "batch-first" else None
            net = _resized(net, time_steps, batch, border)
        shapes = {name: tuple(map(int, shape)) for name, shape in (inputs or {}).items()}
        options = ConversionOptions(
            shapes,
            tuple(outputs or ()),
            tuple(stages),
            time_steps,
            batch,
            layout=None if layout == "caffe" else layout,
            tie_output_forget=tie_output_forget or None,
        )
        return replace(net, options=options)


def _require_arguments(inputs: Any, outputs: Any, stages: Any, time_steps: Any, batch: Any) -> None:
    """Raise ConversionError for what a program may pass by mistake and the command line cannot."""
    for name, names in (("outputs", outputs), ("stages", stages)):
        if isinstance(names, str):
            raise ConversionError(f"{name} must be a list of names, found {names!r}", f"Pass {name}=[{names!r}]")
    if not isinstance(inputs or {}, Mapping):
        raise ConversionError(
            f"inputs must be a dict of shapes by name, found {inputs!r}", 'Pass inputs={"data": (16, 3, 227, 227)}'
        )
    for name, number in (("time_steps", time_steps), ("batch", batch)):
        if number is not None and not isinstance(number, Range) and not (_is_whole(number) and number > 0):
            raise ConversionError(f"{name} must be a whole number from 1 on, found {number!r}", "Pass another number")
    for name, shape in (inputs or {}).items():
        if not np.iterable(shape) or not all(map(_is_whole, shape)):
            raise ConversionError(
                f"the shape of the input {name!r} must be whole numbers, found {shape!r}",
                "Give every axis a number: shapes are fixed at conversion",
            )


def _require_seed(random_weights: Any, caffemodel: Any) -> None:
    """Raise ConversionError for a seed that is none, or that nothing would use."""
    if random_weights is None:
        return
    if not _is_whole(random_weights) or random_weights < 0:
        raise ConversionError(f"random_weights must be a seed, a whole number from 0 on, found {random_weights!r}")
    if caffemodel is not None:
        raise ConversionError(
            f"the weights are in {caffemodel}, and --random-weights {random_weights} makes others",
            "Give one of the two",
        )


def _is_whole(number: Any) -> bool:
    return isinstance(number, (int, np.integer)) and not isinstance(number, bool)


def _for_unnamed(blobs: Mapping[str, tuple[Blob, ...]], unnamed: Collection[str]) -> Mapping[str, tuple[Blob, ...]]:
    """The weights of a layer without a name, under the name that it has been given."""
    return {**blobs, **dict.fromkeys(unnamed, blobs[""])} if "" in blobs else blobs


def _require_names(weighted: Sequence[str], unnamed: Collection[str]) -> None:
    """Raise ConversionError if several layers with weights have no name, by which the weights could be told apart."""
    found = [name for name in weighted if name in unnamed]
    if len(found) > 1:
        raise ConversionError(
            f"the layers that make {', '.join(map(repr, found))} have weights and no name",
            "Give each layer a name, in the prototxt and in the caffemodel",
        )


@contextmanager
def attach_warnings(warnings: list[str]) -> Iterator[None]:
    """Attach the warnings found so far to a ConversionError, because they may explain its cause."""
    try:
        yield
    except ConversionError as error:
        error.warnings = tuple(warnings)
        raise


def _resized(net: Net, time_steps: int | Range | None, batch: int | Range | None, border: BatchFirst | None) -> Net:
    """The network for these time steps and streams; `border` makes its inputs and outputs batch-first."""
    steps = time_steps if isinstance(time_steps, Range) else None
    streams = batch if isinstance(batch, Range) else None

    def at(t: int | None, n: int | None) -> Net:
        t = time_steps if not isinstance(time_steps, Range) else t
        n = batch if not isinstance(batch, Range) else n
        fewest = None if not (steps or streams) else steps.min if steps else 0
        after = apply_pass(net, lambda model: retime(model, time_steps=t, batch=n, fewest_steps=fewest))
        # At one time step a recurrent layer may be no loop, and its cont is known from before, when it was for others.
        found = input_roles(after.program) if n is not None else after.roles
        stale = {name: Role("cont", n or 1) for name, role in after.roles.items() if role != found[name]}
        after = replace(
            after, roles={**after.roles, **{k: r for k, r in stale.items() if after.roles[k].kind == "cont"}}
        )
        if border is None:
            return after
        return _with_batch_first(after, replace(border, steps=t or border.steps, batch=n or border.batch))

    return make_varying(Varying(steps, streams, at)) if steps or streams else at(None, None)


def with_batch(net: Net, batch: Range) -> Net:
    """The network for a range of batch sizes; its time steps and layout stay.

    Raises:
        ConversionError: the batch of a layer cannot vary; names it.
    """
    return replace(_resized(replace(net, batch_first=None), None, batch, net.batch_first), options=net.options)


def _find_batch_first(net: Net, time_steps: int | Range | None) -> BatchFirst:
    """How the inputs and outputs become batch-first."""

    def lowered(t: int | None, n: int, fewest: int) -> Program:
        return apply_pass(net, partial(retime, time_steps=t, batch=n, fewest_steps=fewest)).program

    return find_batch_first(own_sizes(net.model), time_steps, lowered)


def _with_batch_first(net: Net, border: BatchFirst) -> Net:
    """The network with inputs and outputs that are batch-first; it takes over the program."""
    cont = {name: role.count for name, role in net.roles.items() if role.kind == "cont"}
    for name, streams in cont.items():
        if streams != border.batch:
            problem = f"it has {streams} numbers for each time step of {border.batch} streams"
            raise cannot_be_batch_first(f"the input {name!r}", problem)
    border.apply(net.program, cont)
    return replace(net, batch_first=border)


def make_varying(varying: Varying) -> Net:
    """A network with Dims in its shapes, for every size in the ranges."""
    sizes = sizes_to_compare(varying.time_steps, varying.batch)
    first, *others = [_at_one_of(varying, size, sizes) for size in sizes]
    points = [(t or 1, n or 1) for t, n in sizes]
    mark_varying(list(zip(points, (net.program for net in (first, *others)))))
    for name, role in first.roles.items():
        if role.kind == "cont" and varying.batch and role.count != points[0][1]:
            problem = f"it has {role.count} numbers for each time step of {points[0][1]} streams"
            raise cannot_vary(f"the input {name!r}", problem)
    return replace(first, varying=varying)


def _at_one_of(
    varying: Varying, size: tuple[int | None, int | None], sizes: Sequence[tuple[int | None, int | None]]
) -> Net:
    """The network at one of the sizes that it is tried at. An error that comes of the size names the range.

    It does unless another size is refused in the same words: a network without time steps has none at any size.
    """
    try:
        return varying.at(*size)
    except ConversionError as error:
        if _refusal(varying, next(other for other in sizes if other != size)) != error.problem:
            pairs = (("T", size[0], varying.time_steps), ("N", size[1], varying.batch))
            tried = " and ".join(f"{name} = {number} of the range {range_}" for name, number, range_ in pairs if range_)
            error.problem += f", at {tried}"
        raise


def _refusal(varying: Varying, size: tuple[int | None, int | None]) -> str:
    try:
        varying.at(*size)
    except ConversionError as error:
        return error.problem
    return ""


def apply_pass(net: Net, surgery: Callable[[Model], Model]) -> Net:
    """The network after a pass of graph_surgery; one that varies does so after it too, or a layer is named."""
    if (varying := net.varying) is not None:
        at = varying.at
        return make_varying(replace(varying, at=lambda t, n: apply_pass(at(t, n), surgery)))
    model = surgery(net.model)
    pruned = prune(model.net, traits_of, model.outputs or None)
    source = "the network after surgery" if not net.weightless else ""
    blobs = {layer: tuple(Blob(array) for array in arrays) for layer, arrays in model.blobs.items()}
    program, reports = lower(pruned.net, pruned.outputs, WeightStore(source, blobs), dialect=net.dialect)
    if net.quantization is not None:
        program = insert(program, {report.proto.name: report.proto.type for report in reports}, net.quantization)
    found = input_roles(program)  # roles found before the pass win: an LSTM that told them may be written out now
    roles = {name: net.roles.get(name, role) if role.kind == "data" else role for name, role in found.items()}
    warnings = (*net.warnings, *model.notes)
    after = replace(net, parameter=pruned.net, program=program, reports=reports, roles=roles)
    after = replace(after, warnings=warnings, options=None)
    return after if net.batch_first is None else _with_batch_first(after, net.batch_first)
