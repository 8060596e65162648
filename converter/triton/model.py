"""Triton's python backend: runs a converted network in a Session and keeps the state of each sequence.

`caffe2trt triton --backend python` puts this file in a model repository. The Python of the server needs numpy and
caffe2trt, and onnxruntime for an ONNX file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import triton_python_backend_utils as pb_utils

from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.sequences import Sequences, Step

_START, _END, _CORRID = ("CONTROL_SEQUENCE_START", "CONTROL_SEQUENCE_END", "CONTROL_SEQUENCE_CORRID")
_GRACE = 1.0  # seconds that a sequence is kept after the server has given it up, so that the server says so first


class TritonPythonModel:
    """What the python backend calls."""

    def initialize(self, args: dict[str, str]) -> None:
        """Open the network's file, which stands beside this one."""
        config = json.loads(args["model_config"])
        folder = Path(args["model_repository"]) / args["model_version"]
        (path,) = (path for path in folder.iterdir() if path.suffix in (".onnx", ".engine"))
        device = int(args["model_instance_device_id"]) if path.suffix == ".engine" else 0
        self.inputs = [item["name"] for item in config["input"]]
        self.outputs = [item["name"] for item in config["output"]]
        controls = config["sequence_batching"]["control_input"]
        self.controls = {item["control"][0].get("kind", _START): item["name"] for item in controls}
        self.session = Session(path, device=device)
        idle = int(config["sequence_batching"]["max_sequence_idle_microseconds"]) / 1e6
        self.sequences = Sequences(self.session, idle_seconds=idle + _GRACE)

    def execute(self, requests: Sequence[Any]) -> list[Any]:
        """One response for each request; a request is the next step of a sequence."""
        self.session.claim()  # the thread that calls need not be the one that initialized
        return [self._response(result) for result in self.sequences.run([self._step(request) for request in requests])]

    def _step(self, request: Any) -> Step:
        def held(name: str) -> Any:
            return pb_utils.get_input_tensor_by_name(request, name).as_numpy()

        number, start, end = (held(self.controls[kind]).flat[0] for kind in (_CORRID, _START, _END))
        return Step(int(number), {name: held(name) for name in self.inputs}, starts=bool(start), ends=bool(end))

    def _response(self, result: Any) -> Any:
        if isinstance(result, SessionError):
            return pb_utils.InferenceResponse(error=pb_utils.TritonError(str(result)))
        return pb_utils.InferenceResponse([pb_utils.Tensor(name, result[name]) for name in self.outputs])

    def finalize(self) -> None:
        """Close the session."""
        self.session.claim()
        self.session.close()
