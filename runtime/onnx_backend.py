"""OnnxBackend: a converted network under onnxruntime, on the CPU, in buffers that are made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from caffe2trt.runtime.interface import Array, Interface, SessionError, Shape, read_interface, state_output
from caffe2trt.runtime.manifest import KEY, Manifest
from caffe2trt.runtime.varying import Varying

_ERROR = 3  # of onnxruntime's severities


@dataclass(frozen=True)
class _Buffers:
    """The memory of one size, made at once: two sets of states, and what binds each of them."""

    interface: Interface
    inputs: dict[str, Array]
    outputs: dict[str, Array]
    states: tuple[dict[str, Array], ...]
    bindings: tuple[Any, ...]


class OnnxBackend:
    """Runs an ONNX file.

    The states lie in two sets of buffers; a call reads one and writes the other, and copies no state.
    """

    device = stream = None

    def __init__(self, path: str | Path, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.log_severity_level = _ERROR  # it warns of each half precision constant that it does not compute ahead
        if threads is not None:
            options.intra_op_num_threads = threads
        try:
            self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises classes of its own for each cause
            raise SessionError(f"cannot run {path}: {error}") from error
        for item in (*self._session.get_inputs(), *self._session.get_outputs()):
            if item.type != "tensor(float)":
                raise SessionError(
                    f"{path}: {item.name!r} is a {item.type}; the inputs and outputs of caffe2trt's files are float32"
                )
        held = self._session.get_modelmeta()
        inputs, outputs = (
            {item.name: tuple(item.shape) for item in items}
            for items in (self._session.get_inputs(), self._session.get_outputs())
        )
        manifest = Manifest.from_text(held.custom_metadata_map.get(KEY, held.graph_name))
        self.what = f"ONNX on the CPU, onnxruntime {onnxruntime.__version__}"
        self._buffers: _Buffers | None = None
        if manifest.varies:
            self.resize(Varying(inputs, outputs, manifest).interface())
        else:
            self.resize(read_interface(inputs, outputs, manifest))

    @property
    def interface(self) -> Interface:
        return self._held.interface

    @property
    def _held(self) -> _Buffers:
        assert self._buffers is not None
        return self._buffers

    def resize(self, interface: Interface) -> None:
        try:
            self._buffers = self._made(interface)
        except (MemoryError, ValueError) as error:
            raise SessionError(f"there is not enough memory for the shapes {interface.inputs}: {error}") from error

    def _made(self, interface: Interface) -> _Buffers:
        inputs = {name: np.zeros(shape, np.float32) for name, shape in interface.inputs.items()}
        outputs = {name: np.zeros(shape, np.float32) for name, shape in interface.outputs.items()}
        before = self._buffers
        if before is not None and before.interface.states == interface.states:
            states = before.states
        else:
            states = tuple(
                {name: _resized(shape, held.get(name)) for name, shape in interface.states.items()}
                for held in (before.states if before is not None else ({}, {}))
            )
        bindings = tuple(
            self._bind({**inputs, **states[which]}, {**outputs, **_after(states[which ^ 1])}) for which in (0, 1)
        )
        return _Buffers(interface, inputs, outputs, states, bindings)

    def _bind(self, inputs: Mapping[str, Array], outputs: Mapping[str, Array]) -> Any:
        binding = self._session.io_binding()
        for name, array in inputs.items():
            binding.bind_input(name, "cpu", 0, np.float32, array.shape, array.ctypes.data)
        for name, array in outputs.items():
            binding.bind_output(name, "cpu", 0, np.float32, array.shape, array.ctypes.data)
        return binding

    def step(
        self, before: int, inputs: Mapping[str, Any], out: Mapping[str, Any], stream: int | None = None
    ) -> dict[str, Any]:
        held = self._held
        for name, buffer in held.inputs.items():
            buffer[...] = inputs[name]
        try:
            self._session.run_with_iobinding(held.bindings[before])
        except Exception as error:
            raise SessionError(f"onnxruntime failed: {error}; the state is as it was before the call") from error
        for name, array in out.items():
            array[...] = held.outputs[name]
        return {name: buffer.copy() for name, buffer in held.outputs.items() if name not in out}

    def read_state(self, which: int) -> dict[str, Array]:
        return {name: array.copy() for name, array in self._held.states[which].items()}

    def write_state(self, which: int, states: Mapping[str, Array]) -> None:
        for name, buffer in self._held.states[which].items():
            buffer[...] = states[name]

    def close(self) -> None:
        self._buffers = _Buffers(self.interface, {}, {}, ({}, {}), ())  # what the file takes can still be asked
        self._session = None


def _after(states: Mapping[str, Array]) -> dict[str, Array]:
    """The states under the names of their outputs."""
    return {state_output(name): array for name, array in states.items()}


def _resized(shape: Shape, held: Array | None) -> Array:
    """Zeros of this shape; the rows that `held` has too are its own."""
    array = np.zeros(shape, np.float32)
    if held is not None:
        rows = min(len(array), len(held))
        array[:rows] = held[:rows]
    return array
