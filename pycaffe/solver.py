"""Solvers: the networks that a solver's file names, to look at and to run forward."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from google.protobuf import text_format

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.files import read_input
from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter, NetState, SolverParameter
from caffe2trt.pycaffe.errors import refuse_training
from caffe2trt.pycaffe.net import Net
from caffe2trt.pycaffe.structure import make_structure

_MOST_BYTES = 2**20


class SGDSolver:
    """The networks of a solver. They run forward; training is Caffe's.

    Attributes:
        net: the network in the TRAIN phase.
        test_nets: in the TEST phase, one for each test_iter.
        param: what the file says.
        iter: 0, for nothing was trained.
    """

    def __init__(self, solver_file: str | Path, *, inputs: Mapping[str, Shape] | None = None) -> None:
        """Read a solver's file.

        Args:
            inputs: shapes of the tops of data layers where a network does not give them. Not of pycaffe.

        Raises:
            ConversionError: a file is missing or damaged, or a network is not supported.
        """
        self.param = _read(solver_file)
        self.iter = 0
        folder = Path(solver_file).absolute().parent
        param = self.param
        weights = [_find(name, folder) for entry in param.weights for name in entry.split(",")]

        def made(network: NetParameter, name: str, phase: int, state: NetState) -> Net:
            merged = NetState()
            merged.MergeFrom(network.state)
            merged.MergeFrom(state)
            own = _own_inputs(network, inputs)
            net = Net.of_structure(make_structure(network, name, phase, merged.level, tuple(state.stage), own))
            for path in weights:
                net.copy_from(path)
            return net

        network, name = _common(param, folder, str(solver_file), "train_")
        self.net = made(network, name, caffe_pb2.TRAIN, param.train_state)
        states = list(param.test_state)
        self.test_nets = [
            made(network, name, caffe_pb2.TEST, states[index] if index < len(states) else NetState())
            for index, (network, name) in enumerate(_test_networks(param, folder, str(solver_file)))
        ]

    def step(self, *arguments: Any) -> NoReturn:
        """Refused: training is Caffe's."""
        refuse_training(f"{type(self).__name__}.step")

    def solve(self, *arguments: Any) -> NoReturn:
        """Refused: training is Caffe's."""
        refuse_training(f"{type(self).__name__}.solve")

    def restore(self, *arguments: Any) -> NoReturn:
        """Refused: training is Caffe's."""
        refuse_training(f"{type(self).__name__}.restore")

    def snapshot(self) -> NoReturn:
        """Refused: training is Caffe's."""
        refuse_training(f"{type(self).__name__}.snapshot")


class NesterovSolver(SGDSolver):
    """As SGDSolver."""


class AdaGradSolver(SGDSolver):
    """As SGDSolver."""


class RMSPropSolver(SGDSolver):
    """As SGDSolver."""


class AdaDeltaSolver(SGDSolver):
    """As SGDSolver."""


class AdamSolver(SGDSolver):
    """As SGDSolver."""


def get_solver(solver_file: str | Path, *, inputs: Mapping[str, Shape] | None = None) -> SGDSolver:
    """The solver of a file; see SGDSolver."""
    return SGDSolver(solver_file, inputs=inputs)


def _read(path: str | Path) -> SolverParameter:
    text = read_input(path, "the solver", _MOST_BYTES).decode("utf-8-sig", "replace")
    try:
        param = text_format.Parse(text, SolverParameter())
    except text_format.ParseError as error:
        raise FileError(f"{path} is not a solver's file: {error}", "Give the prototxt of a solver") from error
    return param


def _find(name: str, folder: Path) -> Path:
    """A file that a solver names: from the current folder as in Caffe, else from the solver's."""
    name = name.strip()
    return Path(name) if Path(name).is_file() or not (folder / name).is_file() else folder / name


def _load(name: str, folder: Path) -> tuple[NetParameter, str]:
    path = _find(name, folder)
    return read_prototxt(path).net, path.stem


def _common(param: SolverParameter, folder: Path, source: str, prefix: str = "") -> tuple[NetParameter, str]:
    """The network that `net` or `net_param` gives; with a prefix the one for training, if it has its own."""
    for name in dict.fromkeys((prefix, "")):
        if param.HasField(f"{name}net_param"):
            return getattr(param, f"{name}net_param"), Path(source).stem
        if path := getattr(param, f"{name}net"):
            return _load(path, folder)
    raise FileError(f"the solver {source} names no network", 'Add one, such as net: "train_val.prototxt"')


def _test_networks(param: SolverParameter, folder: Path, source: str) -> list[tuple[NetParameter, str]]:
    """The networks for testing: those that are named so, and the common one for each further test_iter."""
    own = [(network, Path(source).stem) for network in param.test_net_param]
    own += [_load(name, folder) for name in param.test_net]
    if len(param.test_iter) > len(own):
        own += [_common(param, folder, source)] * (len(param.test_iter) - len(own))
    return own


def _own_inputs(network: NetParameter, inputs: Mapping[str, Shape] | None) -> dict[str, Shape]:
    """The given shapes of the blobs that this network has."""
    tops = {top for layer in network.layer for top in layer.top} | {*network.input}
    return {name: shape for name, shape in (inputs or {}).items() if name in tops}
