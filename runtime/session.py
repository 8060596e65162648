"""Session: a converted network that feeds its own state back from call to call."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import numpy as np
import onnxruntime
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float32]
Shape = tuple[int, ...]


class SessionError(Exception):
    """A file that cannot be run, or inputs that do not fit."""


class Session:
    """Runs a converted network; the recurrent state stays inside between steps.

    >>> with Session("net.onnx") as session:
    ...     probs = session.step(data=x, cont=c)["probs"]

    Attributes:
        inputs, outputs: shapes by name, without the states.
        state: the states by input name (L__h_in, L__c_in), float32, (N, H). May be set.

    """

    def __init__(self, path: str | Path) -> None:
        if Path(path).suffix != ".onnx":
            raise SessionError(f"{path} is not an ONNX file; convert with -o net.onnx to run on the CPU")
        try:
            self._session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises classes of its own for each cause
            raise SessionError(f"cannot run {path}: {error}") from error
        shapes = {item.name: tuple(item.shape) for item in self._session.get_inputs()}
        names = [item.name for item in self._session.get_outputs()]
        self._carried = {
            name: f"{name[:-3]}_out" for name in shapes if name.endswith("_in") and f"{name[:-3]}_out" in names
        }
        self._names = names
        self.inputs: dict[str, Shape] = {name: shape for name, shape in shapes.items() if name not in self._carried}
        self.outputs: dict[str, Shape] = {
            item.name: tuple(item.shape)
            for item in self._session.get_outputs()
            if item.name not in self._carried.values()
        }
        self.state: dict[str, Array] = {name: np.zeros(shapes[name], np.float32) for name in self._carried}

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free what the session holds."""
        self.__dict__.pop("_session", None)

    def reset(self) -> None:
        """Set every state to zero."""
        self.state = {name: np.zeros_like(array) for name, array in self.state.items()}

    def step(self, feeds: Mapping[str, ArrayLike] | None = None, /, **inputs: ArrayLike) -> dict[str, Array]:
        """One forward call; the state it leaves is where the next one begins.

        Raises:
            SessionError: an input is missing, unknown or of the wrong shape.

        """
        given = {**(feeds or {}), **inputs}
        unknown = [name for name in given if name not in self.inputs]
        if unknown:
            raise SessionError(f"{unknown[0]!r} is no input; the inputs are {', '.join(self.inputs)}")
        arrays: dict[str, Array] = {}
        for name, shape in self.inputs.items():
            if name not in given:
                raise SessionError(f"the input {name!r} {shape} is missing")
            arrays[name] = np.ascontiguousarray(given[name], np.float32)
            if arrays[name].shape != shape:
                raise SessionError(f"the input {name!r} has shape {arrays[name].shape}, expected {shape}")
        results = dict(zip(self._names, self._session.run(self._names, {**arrays, **self.state})))
        self.state = {name: results.pop(after) for name, after in self._carried.items()}
        return results
