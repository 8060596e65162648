"""load: a prototxt and a caffemodel become a Net, ready to run, export or build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from caffe2trt.caffe.caffemodel import Blob, read_caffemodel
from caffe2trt.caffe.caffemodel_h5 import read_caffemodel_h5
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from caffe2trt.converter.layers.layer import WeightStore
from caffe2trt.converter.layers.registry import traits_of
from caffe2trt.converter.lowering import LayerReport, lower
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.program.program import Program
from caffe2trt.converter.program.roles import Role, input_roles
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.prepare.inputs import make_inputs, preparations, unmade_bottoms
from caffe2trt.graph_surgery.prepare.names import name_layers
from caffe2trt.graph_surgery.prepare.phase import select_phase
from caffe2trt.graph_surgery.prepare.prune import prune
from caffe2trt.graph_surgery.prepare.upgrade import upgrade
from caffe2trt.graph_surgery.retime import retime
from caffe2trt.runtime.manifest import Manifest


@dataclass(frozen=True)
class Net:
    """A Caffe network as it runs at inference.

    Attributes:
        name: the prototxt's own name for it, or the file's.
        parameter: its layers after surgery.
        program: what they compute.
        reports: one for each layer.
        roles: what each input is for; a pass of surgery leaves it as it was, though cont may go to plain products then.
        dropped_inputs: inputs of the prototxt that no output depends on, such as labels.
        warnings: what was skipped or assumed, one sentence each.
        weightless: no caffemodel was given although layers have weights: shapes are right, values are not there.

    """

    name: str
    parameter: NetParameter
    program: Program
    reports: Sequence[LayerReport] = field(repr=False)
    roles: Mapping[str, Role]
    dropped_inputs: tuple[str, ...]
    warnings: tuple[str, ...]
    weightless: bool

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
        return Model(
            net=self.parameter,
            blobs={
                report.proto.name: [blob.array for blob in report.blobs if blob.array is not None]
                for report in self.reports
                if report.blobs
            },
            shapes={top: shape for r in self.reports for top, shape in zip(r.proto.top, r.shapes) if shape is not None},
            traits=traits_of,
            outputs=(
                *self.program.outputs,
                *(s.output.name for s in self.program.states if s.output.name in self.program.blobs),
            ),
        )

    def manifest(self, precision: str = "fp32", starts_only: bool = False) -> Manifest:
        """What a converted file shall say of itself."""
        cont = {name: role.count for name, role in self.roles.items() if role.kind == "cont"}
        return Manifest(self.name, precision, cont, starts_only)

    @property
    def parameters(self) -> int:
        """How many learned values the network has."""
        return sum(report.parameters for report in self.reports)

    def require_weights(self) -> None:
        """Raise ConversionError if the weights are not there."""
        if self.weightless:
            layer = next(report.proto for report in self.reports if report.parameters)
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}) has weights", "Give the caffemodel that holds them"
            )


def load(
    prototxt: str | Path,
    caffemodel: str | Path | None = None,
    *,
    inputs: Mapping[str, Shape] | None = None,
    outputs: Sequence[str] | None = None,
    stages: Collection[str] = (),
    time_steps: int | None = None,
    batch: int | None = None,
    keep_going: bool = False,
) -> Net:
    """Read a network and its weights.

    Args:
        prototxt: a deploy or a training file; the TEST phase counts, and training-only layers are dropped.
        caffemodel: the weights, found by layer name. May be absent for a network without weights, or to inspect one.
        inputs: shapes of inputs, where the prototxt does not say them or others are wanted.
        outputs: blobs that the network shall give; by default the tops that nothing takes; ["*"] for every top.
        stages: stages that include and exclude rules may ask for.
        time_steps: another number of time steps than the prototxt has.
        batch: another number of streams.
        keep_going: do not raise for layers that do not convert; `reports` tells them.

    Raises:
        ConversionError: the network cannot be converted; names file, layer and remedy.

    """
    parsed = read_prototxt(prototxt)
    warnings = list(parsed.warnings)
    with _carried_by_errors(warnings):
        # The order matters: one generation of layers; then the rules, for names may repeat across phases; then inputs,
        # so that prune knows them by type.
        upgraded = upgrade(parsed.net)
        network = name_layers(select_phase(upgraded, stages=stages))
        warnings += [*unmade_bottoms(upgraded, network), *preparations(network)]
        network = make_inputs(network, traits_of, inputs)
        pruned = prune(network, traits_of, outputs)
        warnings += pruned.notes
        weights = WeightStore()
        if caffemodel is not None:
            read = read_caffemodel_h5 if Path(caffemodel).suffix in (".h5", ".hdf5") else read_caffemodel
            weights = WeightStore(str(caffemodel), read(caffemodel))
        program, reports = lower(pruned.net, pruned.outputs, weights, keep_going)
        net = Net(
            name=network.name or Path(prototxt).stem,
            parameter=pruned.net,
            program=program,
            reports=reports,
            roles=input_roles(program),
            dropped_inputs=pruned.dropped_inputs,
            warnings=tuple(warnings),
            weightless=caffemodel is None and any(report.parameters for report in reports),
        )
        if time_steps or batch:
            net = apply_pass(net, lambda model: retime(model, time_steps=time_steps, batch=batch))
        return net


@contextmanager
def _carried_by_errors(warnings: list[str]) -> Iterator[None]:
    """Whatever is raised takes along the warnings so far: its cause may lie in them."""
    try:
        yield
    except ConversionError as error:
        error.warnings = tuple(warnings)
        raise


def apply_pass(net: Net, surgery: Callable[[Model], Model]) -> Net:
    """The network after a pass of graph_surgery."""
    model = surgery(net.model)
    pruned = prune(model.net, traits_of, model.outputs or None)
    source = "the network after surgery" if not net.weightless else ""
    blobs = {layer: tuple(Blob(array) for array in arrays) for layer, arrays in model.blobs.items()}
    program, reports = lower(pruned.net, pruned.outputs, WeightStore(source, blobs))
    found = input_roles(program)  # of an LSTM that the pass has written out, what was known before stays true
    roles = {name: net.roles.get(name, role) if role.kind == "data" else role for name, role in found.items()}
    return replace(net, parameter=pruned.net, program=program, reports=reports, roles=roles)
