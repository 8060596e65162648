"""Backends: what computes a forward. onnxruntime, TensorRT, or numpy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Protocol

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import require_choice
from caffe2trt.converter.net import Net as ConvertedNet
from caffe2trt.converter.onnx_model.export import export_onnx
from caffe2trt.converter.reference import Reference
from caffe2trt.runtime.session import Session

BACKENDS = ("onnx", "engine", "reference")
PRECISIONS = ("fp32", "fp16", "bf16")  # of engines; int8 and fp8 need calibration
VARIABLE = "CAFFE2TRT_BACKEND"


@dataclass
class Choice:
    """What the script has asked for, for all networks that it makes from then on.

    Attributes:
        backend: the argument of `use`, or "".
        precision: of engines.
        threads: of onnxruntime; None for one for each core.
        device: the number of the GPU.
        on_cpu: whether set_mode_cpu was called, and set_mode_gpu not since.
    """

    backend: str = ""
    precision: str = "fp32"
    threads: int | None = None
    device: int = 0
    on_cpu: bool = False


CHOICE = Choice()


def use(backend: str, *, precision: str = "fp32", threads: int | None = None) -> None:
    """Choose what computes the networks that are made from now on.

    The precision and the threads are read when a network first computes: leave them as they are until then.

    Args:
        backend: "onnx" (onnxruntime, on the CPU), "engine" (TensorRT, on a GPU), or "reference" (numpy).
        precision: for "engine": fp32, fp16 or bf16.
        threads: for "onnx": the number of threads; by default one for each core.

    Raises:
        ConversionError: there is no such backend or precision, or the backend does not have the option.
    """
    _require_backend(backend, "use")
    require_choice("precision", precision, PRECISIONS)
    if precision != "fp32" and backend != "engine":
        raise ConversionError(
            f"use: precision {precision} is only for the backend engine, not {backend}", "Leave it out"
        )
    if threads is not None and backend != "onnx":
        raise ConversionError(f"use: threads is only for the backend onnx, not {backend}", "Leave it out")
    CHOICE.backend, CHOICE.precision, CHOICE.threads = backend, precision, threads


def set_mode_cpu() -> None:
    """Run on the CPU, unless `use` or CAFFE2TRT_BACKEND says otherwise."""
    CHOICE.on_cpu = True


def set_mode_gpu() -> None:
    """Run on the GPU where there is one, unless `use` or CAFFE2TRT_BACKEND says otherwise."""
    CHOICE.on_cpu = False


def set_device(device: int) -> None:
    """Choose the GPU that engines run on, by its number."""
    CHOICE.device = device


def chosen_backend() -> str:
    """What `use` says, or the variable CAFFE2TRT_BACKEND, or what this machine has: engine with a GPU, else onnx.

    Raises:
        ConversionError: the variable names no backend.
    """
    if CHOICE.backend:
        return CHOICE.backend
    if named := os.environ.get(VARIABLE, ""):
        _require_backend(named, VARIABLE)
        return named
    return "engine" if not CHOICE.on_cpu and _has_gpu_and_tensorrt() else "onnx"


def _require_backend(name: str, source: str) -> None:
    if name not in BACKENDS:
        raise ConversionError(f"{source}: unknown backend {name!r}", f"The backends are: {', '.join(BACKENDS)}")


def _has_gpu_and_tensorrt() -> bool:
    from caffe2trt.converter.trt.api import load_tensorrt
    from caffe2trt.runtime.driver import find_gpu

    gpu = find_gpu()
    if gpu is None:
        return False
    try:
        api = load_tensorrt("auto", [])
    except ConversionError:
        return False
    return gpu.capability in (api.targets or [gpu.capability])


class Runner(Protocol):
    """Runs one converted network and keeps its states, by input name (L__h_in)."""

    states: Mapping[str, Shape]

    def step(self, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        """The outputs of one call; the states move on. If it fails, they stay."""

    def read_states(self) -> dict[str, Array]:
        """The states now."""

    def states_before(self) -> dict[str, Array]:
        """The states before the last call. Only right after a call that did not fail."""

    def write_states(self, states: Mapping[str, Array]) -> None:
        """Set all states."""

    def close(self) -> None:
        """Free what it holds."""


class ReferenceRunner:
    """In numpy."""

    def __init__(self, net: ConvertedNet) -> None:
        self._reference = Reference(net)
        self.states: Mapping[str, Shape] = net.states
        self._before = self._reference.state

    def step(self, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        before = self._reference.state
        results = self._reference.outputs(inputs)
        self._before = before
        return results

    def read_states(self) -> dict[str, Array]:
        return dict(self._reference.state)

    def states_before(self) -> dict[str, Array]:
        return dict(self._before)

    def write_states(self, states: Mapping[str, Array]) -> None:
        self._reference.state = dict(states)

    def close(self) -> None:
        """There is nothing to free."""


class SessionRunner:
    """In a Session, on an ONNX file or an engine."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._thread = get_ident()
        self.states: Mapping[str, Shape] = session.states

    def step(self, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        return self._own().step(inputs)

    def _own(self) -> Session:
        """The session, which the calling thread may use: pycaffe's networks have no thread of their own."""
        if get_ident() != self._thread:
            self._session.claim()
            self._thread = get_ident()
        return self._session

    def read_states(self) -> dict[str, Array]:
        return self._own().state

    def states_before(self) -> dict[str, Array]:
        return self._own().state_before

    def write_states(self, states: Mapping[str, Array]) -> None:
        self._own().state = states

    def resize(self, streams: int) -> None:
        """Change the number of streams, of a file that takes a range of them."""
        self._own().resize(streams)

    def close(self) -> None:
        self._own().close()


def make_runner(net: ConvertedNet, backend: str) -> Runner:
    """What runs a network on this backend."""
    return ReferenceRunner(net) if backend == "reference" else SessionRunner(open_session(net, backend))


def open_session(net: ConvertedNet, backend: str) -> Session:
    """A Session on a file that is made for it and gone afterwards."""
    with TemporaryDirectory(prefix="caffe2trt-") as folder:
        if backend == "onnx":
            path = Path(folder) / "net.onnx"
            export_onnx(net, path)
            return Session(path, threads=CHOICE.threads)
        from caffe2trt.converter.trt.build import build_engine

        path = Path(folder) / "net.engine"
        build_engine(net, path, precision=CHOICE.precision)
        return Session(path, device=CHOICE.device)
