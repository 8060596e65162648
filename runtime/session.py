"""Session: a converted network that feeds its own state back from call to call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod
from pathlib import Path
from threading import get_ident
from types import TracebackType
from typing import Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.runtime.arrays import is_on_a_device, require_device_array
from caffe2trt.runtime.interface import Array, Backend, SessionError, Shape
from caffe2trt.runtime.manifest import ConversionOptions

FLOAT32 = np.dtype(np.float32)


class Session:
    """Runs a converted network; the recurrent state stays inside from one step to the next.

    The batch holds independent streams. Where `cont` is not given to a step, the session makes it: 0 at the first time
    step of a stream after a reset, 1 afterwards. A session belongs to the thread that made it; `claim` moves it.

    Examples:
        >>> with Session("net.onnx") as session:
        ...     probs = session.step(data=x)["probs"]
    """

    def __init__(
        self,
        path: str | Path,
        *,
        threads: int | None = None,
        cuda_graph: bool = False,
        tensorrt: str = "auto",
    ) -> None:
        """Open a file.

        Args:
            path: net.engine (needs a GPU) or net.onnx (runs on the CPU).
            threads: for ONNX: how many threads compute; by default one for each core.
            cuda_graph: for an engine: record a step once and replay it, where TensorRT allows it.
            tensorrt: for an engine: rtx, full, or auto: whichever reads the file.

        Raises:
            SessionError: the file cannot be run here; says why and what to do.
        """
        self._start(open_backend(path, threads=threads, cuda_graph=cuda_graph, tensorrt=tensorrt))

    @classmethod
    def over(cls, backend: Backend) -> Session:
        """A session over a backend of your own."""
        session = cls.__new__(cls)
        session._start(backend)
        return session

    def _start(self, backend: Backend) -> None:
        self._backend, self._is_closed = backend, False
        self._interface = interface = backend.interface
        self._shapes = interface.inputs
        self._thread = get_ident()
        self._busy = False
        self._fresh = np.ones(interface.streams, np.bool_)  # streams whose next step is their first
        self._all_go_on = False  # no stream is fresh
        self._going_on = {name: np.ones(interface.inputs[name], np.float32) for name in interface.cont}

    @property
    def inputs(self) -> dict[str, Shape]:
        """Shapes of the inputs by name; those of `cont` may be left out of a step."""
        return dict(self._interface.inputs)

    @property
    def outputs(self) -> dict[str, Shape]:
        """Shapes of the outputs by name."""
        return dict(self._interface.outputs)

    @property
    def states(self) -> dict[str, Shape]:
        """Shapes of the states by input name, L__h_in and L__c_in; `state` holds their values."""
        return dict(self._interface.states)

    @property
    def cont(self) -> tuple[str, ...]:
        """The inputs that the session makes where they are not given."""
        return tuple(self._interface.cont)

    @property
    def streams(self) -> int:
        """How many independent sequences run side by side."""
        return self._interface.streams

    @property
    def time_steps(self) -> int:
        """How many time steps of each stream a call takes, as cont's shape tells; 1 for a file without cont."""
        counts = [prod(self._shapes[name]) // streams for name, streams in self._interface.cont.items()]
        return max(counts, default=1)

    @property
    def starts_only(self) -> bool:
        """Whether the file was made with the promise that cont is 1 after a call's first time step."""
        return self._interface.starts_only

    @property
    def options(self) -> ConversionOptions | None:
        """The options that the file was converted with; None where it does not say them."""
        return self._interface.options

    @property
    def version(self) -> str:
        """The version of caffe2trt that converted the file; "" where it does not say it."""
        return self._interface.version

    @property
    def precision(self) -> str:
        """fp32, fp16 or bf16: what is computed in. Inputs, outputs and states are float32."""
        return self._interface.precision

    @property
    def what(self) -> str:
        """What runs, and where."""
        return self._open().what

    @property
    def state(self) -> dict[str, Array]:
        """The states by input name (L__h_in, L__c_in), float32, (N, H): a copy. Assign a dict to set some or all."""
        return self._open().read_state()

    @state.setter
    def state(self, states: Mapping[str, ArrayLike]) -> None:
        backend, shapes = self._open(), self._interface.states
        arrays = {}
        for name, value in states.items():
            if name not in shapes:
                raise SessionError(f"{name!r} is no state; the states are {_listed(shapes)}")
            arrays[name] = _checked(f"the state {name!r}", value, shapes[name])
        backend.write_state(arrays)
        self._go_on()

    def reset(self, streams: Iterable[int] | None = None) -> None:
        """Begin anew: all streams, or those named by their place in the batch. Their state becomes zero.

        Raises:
            SessionError: there is no such stream.
        """
        backend, chosen = self._open(), np.zeros(self.streams, np.bool_)
        for stream in range(self.streams) if streams is None else streams:
            if not 0 <= stream < self.streams:
                raise SessionError(
                    f"there is no stream {stream}; there are {self.streams}, from 0 to {self.streams - 1}"
                )
            chosen[stream] = True
        states = backend.read_state()
        for array in states.values():
            array[chosen[: len(array)]] = 0
        backend.write_state(states)
        self._fresh |= chosen
        self._all_go_on = not self._fresh.any()

    def step(
        self, feeds: Mapping[str, Any] | None = None, /, *, out: Mapping[str, Any] | None = None, **inputs: Any
    ) -> dict[str, Any]:
        """One forward call; the state it leaves is where the next one begins. If it fails, the state stays as it was.

        Args:
            feeds: inputs by name, for names that are not Python identifiers; the same as keywords.
            inputs: one array for each of `inputs`, of that shape; for an engine also arrays on the GPU, float32 and
                contiguous (`__cuda_array_interface__` or DLPack), which stay there.
            out: arrays to write outputs to, by name; for an engine also on the GPU. The others are new numpy arrays.

        Raises:
            SessionError: an input is missing, unknown, or of the wrong shape or type; or the step failed.
        """
        if get_ident() != self._thread:
            self._refuse()
        shapes = self._shapes
        given = {**feeds, **inputs} if feeds else inputs
        for name, value in given.items():
            if type(value) is not np.ndarray or value.dtype is not FLOAT32 or value.shape != shapes.get(name):
                given[name] = self._accepted(name, value)
        if self._interface.starts_only:
            self._require_promise(given)
        if len(given) != len(shapes):
            self._complete(given)
        self._busy = True
        try:
            results = self._backend.step(given, self._checked_out(out) if out else {})
        finally:
            self._busy = False
        if not self._all_go_on:
            self._go_on()
        return {**results, **out} if out else results

    def claim(self) -> None:
        """Make the calling thread the one that uses the session.

        Raises:
            SessionError: a step is running in another thread.
        """
        if self._busy:
            raise SessionError("a step of this session is running in another thread; wait for it before you claim")
        if self._is_closed:
            self._refuse()
        self._thread = get_ident()
        self._backend.enter_thread()

    def close(self) -> None:
        """Free what the session holds. Closing twice is the same as once."""
        if not self._is_closed:
            self._open().close()
            self._is_closed = True
            self._thread = 0  # no thread's: every use comes to _refuse

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> Backend:
        """The backend, after a look at who asks."""
        if get_ident() != self._thread:
            self._refuse()
        return self._backend

    def _refuse(self) -> NoReturn:
        if self._is_closed:
            raise SessionError("this session is closed")
        raise SessionError(
            "this session belongs to another thread; make one for each thread, or move it here with claim()"
        )

    def _go_on(self) -> None:
        self._fresh[:] = False
        self._all_go_on = True

    def _complete(self, given: dict[str, Any]) -> None:
        """Add the cont that the session makes; raises where another input is missing."""
        for name, going_on in self._going_on.items():
            if name not in given:
                given[name] = going_on if self._all_go_on else self._make_cont(name, going_on)
        for name, shape in self._shapes.items():
            if name not in given:
                raise SessionError(f"the input {name!r} {shape} is missing")

    def _require_promise(self, given: Mapping[str, Any]) -> None:
        """Raise where cont breaks the promise that the file was made with; one on the GPU is not looked at."""
        for name, streams in self._interface.cont.items():
            cont = given.get(name)
            if isinstance(cont, np.ndarray) and not np.all(cont.reshape(-1, streams)[1:] == 1):
                raise SessionError(
                    f"{name!r} is not 1 after the call's first time step, as was promised when this file was made; "
                    "convert without --cont-starts-only"
                )

    def _make_cont(self, name: str, going_on: Array) -> Array:
        cont: Array = going_on.reshape(-1, self._interface.cont[name]).copy()  # (time steps, streams)
        cont[0, self._fresh[: cont.shape[1]]] = 0
        return cont.reshape(self._shapes[name])

    def _accepted(self, name: str, value: Any) -> Any:
        """An input that is not simply a float32 array of its shape; raises if it cannot be used."""
        if name not in self._shapes:
            raise SessionError(f"{name!r} is no input; the inputs are {_listed(self._shapes)}")
        what, shape = f"the input {name!r}", self._shapes[name]
        if is_on_a_device(value):
            return require_device_array(what, value, shape, self._open().stream)
        return _checked(what, value, shape)

    def _checked_out(self, out: Mapping[str, Any]) -> dict[str, Any]:
        checked: dict[str, Any] = {}
        for name, array in out.items():
            if name not in self._interface.outputs:
                raise SessionError(f"{name!r} is no output; the outputs are {_listed(self._interface.outputs)}")
            what, shape = f"the array for the output {name!r}", self._interface.outputs[name]
            if is_on_a_device(array):
                checked[name] = require_device_array(what, array, shape, self._open().stream)
            elif isinstance(array, np.ndarray) and array.shape == shape and array.dtype == np.float32:
                checked[name] = array
            else:
                raise SessionError(f"{what} must be a float32 array of shape {shape}")
        return checked


def open_backend(path: str | Path, *, threads: int | None, cuda_graph: bool, tensorrt: str) -> Backend:
    """What runs a file, by its name's end.

    Raises:
        SessionError: it cannot be run here.
    """
    kind = Path(path).suffix
    if kind not in (".onnx", ".engine"):
        raise SessionError(f"{path} is neither an engine nor an ONNX file: its name ends in neither .engine nor .onnx")
    if not Path(path).is_file():
        raise SessionError(f"there is no file {path}")
    if kind == ".onnx":
        from caffe2trt.runtime.onnx_backend import OnnxBackend

        return OnnxBackend(path, threads)
    from caffe2trt.runtime.engine_backend import open_engine

    return open_engine(path, cuda_graph=cuda_graph, tensorrt=tensorrt)


def _listed(names: Mapping[str, Any]) -> str:
    return ", ".join(names) or "none"


def _checked(what: str, value: Any, shape: Shape) -> Array:
    """`value` as a float32 array of that shape."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, RuntimeError) as error:  # PyTorch raises each of them for a tensor that has no array
        raise SessionError(f"{what} is no array: {error}") from error
    if array.dtype.kind not in "fiub":
        raise SessionError(f"{what} holds {array.dtype}, expected numbers (float32)")
    if array.shape != shape:
        raise SessionError(f"{what} has shape {array.shape}, expected {shape}")
    return np.ascontiguousarray(array, np.float32)
