"""OnnxBackend: a converted network under onnxruntime, on the CPU, in buffers that are made once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from caffe2trt.runtime.interface import Array, SessionError, read_interface, state_output
from caffe2trt.runtime.manifest import KEY, Manifest


class OnnxBackend:
    """Runs an ONNX file.

    The states lie in two sets of buffers; a call reads one and writes the other, and copies no state.
    """

    device = stream = None

    def __init__(self, path: str | Path, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
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
        self.interface = read_interface(
            {item.name: tuple(item.shape) for item in self._session.get_inputs()},
            {item.name: tuple(item.shape) for item in self._session.get_outputs()},
            Manifest.from_text(held.custom_metadata_map.get(KEY, held.graph_name)),
        )
        self.what = f"ONNX on the CPU, onnxruntime {onnxruntime.__version__}"
        self._inputs = {name: np.zeros(shape, np.float32) for name, shape in self.interface.inputs.items()}
        self._outputs = {name: np.zeros(shape, np.float32) for name, shape in self.interface.outputs.items()}
        self._states = [
            {name: np.zeros(shape, np.float32) for name, shape in self.interface.states.items()} for _ in range(2)
        ]
        self._bindings = [self._bind(self._states[0], self._states[1]), self._bind(self._states[1], self._states[0])]

    def _bind(self, before: dict[str, Array], written: dict[str, Array]) -> Any:
        binding = self._session.io_binding()
        for name, array in {**self._inputs, **before}.items():
            binding.bind_input(name, "cpu", 0, np.float32, array.shape, array.ctypes.data)
        targets = {**self._outputs, **{state_output(name): array for name, array in written.items()}}
        for name, array in targets.items():
            binding.bind_output(name, "cpu", 0, np.float32, array.shape, array.ctypes.data)
        return binding

    def step(
        self, before: int, inputs: Mapping[str, Any], out: Mapping[str, Any], stream: int | None = None
    ) -> dict[str, Any]:
        for name, buffer in self._inputs.items():
            buffer[...] = inputs[name]
        try:
            self._session.run_with_iobinding(self._bindings[before])
        except Exception as error:
            raise SessionError(f"onnxruntime failed: {error}; the state is as it was before the call") from error
        for name, array in out.items():
            array[...] = self._outputs[name]
        return {name: buffer.copy() for name, buffer in self._outputs.items() if name not in out}

    def read_state(self, which: int) -> dict[str, Array]:
        return {name: array.copy() for name, array in self._states[which].items()}

    def write_state(self, which: int, states: Mapping[str, Array]) -> None:
        for name, buffer in self._states[which].items():
            buffer[...] = states[name]

    def close(self) -> None:
        self._bindings.clear()
        self._session = None
