"""Session: a converted network that feeds its own state back from call to call."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from math import prod
from pathlib import Path
from threading import get_ident
from types import TracebackType
from typing import Any, NoReturn, cast

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.runtime.call import accepted_input, accepted_out, accepted_stream, complete, look_into
from caffe2trt.runtime.checks import (
    Mask,
    chosen_streams,
    host_array,
    listed,
    require_by_name,
    require_count,
    resized_mask,
)
from caffe2trt.runtime.exclusive import Exclusive
from caffe2trt.runtime.interface import Array, Backend, Interface, ResizableBackend, SessionError, Shape
from caffe2trt.runtime.manifest import RANDOM_WEIGHTS, ConversionOptions, Profile, Range
from caffe2trt.runtime.open_file import open_backend
from caffe2trt.runtime.varying import Varying

FLOAT32 = np.dtype(np.float32)
CLOSED = 0  # no thread's number
ALL_GO_ON: tuple[tuple[int, Mask | None], ...] = ((0, None), (1, None))


class RandomWeights(UserWarning):
    """A file was converted with random weights."""


class Session(Exclusive):
    """Runs a converted network and keeps its recurrent state from one call to the next.

    The batch holds independent streams. If `cont` is not passed to `step`, the session makes it: 0 at the first time
    step of a stream after a reset, 1 afterwards. A session belongs to the thread that made it; `claim` moves it.

    If a call fails or is interrupted, for example by Ctrl-C, the state is either the one before the call or the one
    after it, and the session remains usable. A session cannot be copied or pickled; `state` can.

    Examples:
        >>> with Session("net.onnx") as session:
        ...     probs = session.step(data=x)["probs"]
    """

    def __init__(
        self,
        path: str | Path,
        *,
        streams: int | None = None,
        threads: int | None = None,
        device: int = 0,
        cuda_graph: bool = False,
        tensorrt: str = "auto",
    ) -> None:
        """Open a file.

        Args:
            path: net.engine (needs a GPU) or net.onnx (runs on the CPU).
            streams: the batch size, for a file that was converted for a range of them; by default the best one.
            threads: for ONNX: the number of threads; by default one for each core.
            device: for an engine: the number of the GPU. The calling thread's current CUDA context is used if it
                belongs to that GPU, otherwise the GPU's primary context; what is current in a thread stays so.
            cuda_graph: for an engine: record a call as a CUDA graph and replay it, if TensorRT allows it; `what` says
                whether it does. Each of the two sets of states is run once, recorded once, and replayed from then on;
                a call of another size begins this again.
            tensorrt: for an engine: rtx, full, or auto: whichever reads the file.

        Raises:
            SessionError: the file cannot be run here; says why and what to do.
        """
        self._start(open_backend(path, threads=threads, device=device, cuda_graph=cuda_graph, tensorrt=tensorrt))
        try:
            if streams is not None:
                self.resize(streams)
        except BaseException:
            self.close()
            raise
        if self.random_weights is not None:
            warnings.warn(f"{path}: {RANDOM_WEIGHTS.format(seed=self.random_weights)}", RandomWeights, stacklevel=2)

    @classmethod
    def over(cls, backend: Backend) -> Session:
        """A session over a backend of your own."""
        session = cls.__new__(cls)
        session._start(backend)
        return session

    def _start(self, backend: Backend) -> None:
        super().__init__()
        self._backend = backend
        self._thread = get_ident()
        # The backend's set of states that counts, and the streams whose next step is their first (None: no stream's).
        # All that a call changes: assigned once, as its last act, and its parts are never changed in place.
        self._position: tuple[int, Mask | None] = (0, np.ones(backend.interface.streams, np.bool_))
        self._interface = backend.interface
        self._take_size()

    def _take_size(self) -> None:
        """Take the size that the backend has; `_interface` comes last, by which an interrupted change is known."""
        interface, (which, fresh) = self._backend.interface, self._position
        self._shapes = interface.inputs
        self._must_look = interface.starts_only or bool(interface.index)  # not only at shapes, but at values
        self._going_on = {name: np.ones(interface.inputs[name], np.float32) for name in interface.cont}
        if interface.varying is not None:
            self._position = (which, resized_mask(fresh, self._interface.streams, interface.streams))
        self._interface = interface

    @property
    def inputs(self) -> dict[str, Shape]:
        """Shapes of the inputs by name; those of `cont` may be left out of a step."""
        return dict(self._backend.interface.inputs)

    def inputs_for(self, arrays: Mapping[str, Any]) -> dict[str, Shape]:
        """Shapes of the inputs for a call of as many time steps as these arrays have, or their slices along axis 0.

        `inputs` for a file that does not take a range of them.

        Raises:
            SessionError: the arrays fit no number of time steps in the range.
        """
        interface = self._backend.interface
        varying = interface.varying
        if varying is None:
            return self.inputs
        try:
            steps = varying.time_steps_of(arrays, interface)
        except SessionError:
            try:
                steps = varying.time_steps_of({name: array[0] for name, array in arrays.items()}, interface)
            except (SessionError, IndexError, TypeError):
                steps = None
            if steps is None:
                raise
        return dict(varying.interface(steps or None, interface.size[1] or None).inputs)

    @property
    def outputs(self) -> dict[str, Shape]:
        """Shapes of the outputs by name."""
        return dict(self._backend.interface.outputs)

    @property
    def states(self) -> dict[str, Shape]:
        """Shapes of the states by input name, L__h_in and L__c_in; `state` holds their values."""
        return dict(self._backend.interface.states)

    @property
    def cont(self) -> tuple[str, ...]:
        """The inputs that the session makes if they are not passed to `step`."""
        return tuple(self._backend.interface.cont)

    @property
    def index(self) -> dict[str, int]:
        """The inputs that choose rows of a table, such as words of an Embed layer, and of how many rows."""
        return dict(self._backend.interface.index)

    @property
    def streams(self) -> int:
        """How many independent sequences run side by side."""
        return self._backend.interface.streams

    @property
    def time_steps(self) -> int:
        """How many time steps of each stream a call takes, as cont's shape tells; 1 for a file without cont.

        If the file takes a range of them, those of the last call.
        """
        interface = self._backend.interface
        if interface.size[0]:
            return interface.size[0]
        counts = [prod(interface.inputs[name]) // streams for name, streams in interface.cont.items()]
        return max(counts, default=1)

    @property
    def ranges(self) -> dict[str, Range]:
        """The numbers of `streams` and `time_steps` that the file takes, where they vary."""
        varying = self._backend.interface.varying
        found = {"time_steps": varying.manifest.time_steps, "streams": varying.manifest.batch} if varying else {}
        return {name: range_ for name, range_ in found.items() if range_ is not None}

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The optimization profiles of an engine that takes a range of sizes; the first holds all of them.

        A call uses the one whose best size is nearest, and `what` says which.
        """
        varying = self._backend.interface.varying
        return varying.profiles if varying is not None and self._backend.device is not None else ()

    @property
    def starts_only(self) -> bool:
        """Whether the file was made with the promise that cont is 1 after a call's first time step."""
        return self._backend.interface.starts_only

    @property
    def batch_first(self) -> bool:
        """Whether inputs and outputs have the streams first: (N, T, ...), or (N, ...) in a file of one time step."""
        return self._backend.interface.batch_first

    @property
    def random_weights(self) -> int | None:
        """The seed of the weights, for a file that was converted with random ones; None for trained weights."""
        return self._backend.interface.random_weights

    @property
    def options(self) -> ConversionOptions | None:
        """The options that the file was converted with; None where it does not say them."""
        return self._backend.interface.options

    @property
    def version(self) -> str:
        """The version of caffe2trt that converted the file; "" where it does not say it."""
        return self._backend.interface.version

    @property
    def precision(self) -> str:
        """fp32, fp16 or bf16: what is computed in. Inputs, outputs and states are float32."""
        return self._backend.interface.precision

    @property
    def what(self) -> str:
        """The runtime, the device, and for an engine whether a CUDA graph runs and why not, in words."""
        if get_ident() != self._thread:
            self._refuse()
        return self._backend.what

    @property
    def state(self) -> dict[str, Array]:
        """The states by input name (L__h_in, L__c_in), float32, (N, H): a copy. Assign a dict to set some or all."""
        return self._alone(lambda _: self._backend.read_state(self._position[0]), None)

    @state.setter
    def state(self, states: Mapping[str, ArrayLike]) -> None:
        self._alone(self._set_state, states)

    @property
    def state_before(self) -> dict[str, Array]:
        """The states before the last step, reset or assignment of `state`: a copy.

        What it holds before the first of them, and after a step that failed, is undefined.
        """
        return self._alone(lambda _: self._backend.read_state(self._position[0] ^ 1), None)

    def _set_state(self, states: Mapping[str, ArrayLike]) -> None:
        require_by_name("the state", states, 'session.state = {"lstm1__h_in": h}')
        self._require_own_size()
        backend, shapes, before = self._backend, self._interface.states, self._position[0]
        arrays = {}
        for name, value in states.items():
            if name not in shapes:
                raise SessionError(f"unknown state {name!r}; the states are {listed(shapes)}")
            arrays[name] = host_array(f"the state {name!r}", value, shapes[name])
        if len(arrays) < len(shapes):
            arrays = {**backend.read_state(before), **arrays}
        backend.write_state(before ^ 1, arrays)
        self._position = ALL_GO_ON[before ^ 1]

    def reset(self, streams: int | Iterable[int] | Iterable[bool] | None = None) -> None:
        """Start a new sequence in all or some streams. Their state becomes zero.

        Args:
            streams: a stream's place in the batch, several of them, or a boolean for each stream.

        Raises:
            SessionError: the stream does not exist, or `streams` has another type.
        """
        self._alone(self._reset, streams)

    def _reset(self, streams: Any) -> None:
        self._require_own_size()
        backend, (before, fresh) = self._backend, self._position
        chosen = chosen_streams(streams, self.streams)
        states = backend.read_state(before)
        for array in states.values():
            array[chosen[: len(array)]] = 0
        backend.write_state(before ^ 1, states)
        fresh = chosen if fresh is None else fresh | chosen
        self._position = (before ^ 1, fresh if fresh.any() else None)

    def resize(self, streams: int) -> None:
        """Change the batch size of a file that was converted for a range of them (`--batch 1:8:32`).

        The streams that remain keep their states; new ones come last and start a new sequence.

        Raises:
            SessionError: the file does not take this number of streams.
        """
        self._alone(self._resize, streams)

    def _resize(self, streams: int) -> None:
        self._require_own_size()
        varying = self._interface.varying
        if varying is None or varying.manifest.batch is None:
            if streams == self.streams:
                return
            raise SessionError(
                f"this file takes a batch of {self.streams} and no other; found {streams!r}. Convert it for a range, "
                "such as --batch 1:8:32"
            )
        self._change_size(varying.interface(self._interface.size[0] or None, require_count("streams", streams)))

    def _change_size(self, interface: Interface) -> None:
        cast(ResizableBackend, self._backend).resize(interface)
        self._take_size()

    def _require_own_size(self) -> None:
        """Finish a change of the size that was interrupted after the backend had made it."""
        if self._interface is not self._backend.interface:
            self._take_size()

    def _fit(self, varying: Varying, given: Mapping[str, Any]) -> None:
        """Change to the time steps of a call with these inputs."""
        self._require_own_size()
        steps = varying.time_steps_of(given, self._interface)
        if steps != self._interface.size[0]:
            self._change_size(varying.interface(steps, self._interface.size[1] or None))

    def step(
        self,
        feeds: Mapping[str, Any] | None = None,
        /,
        *,
        out: Mapping[str, Any] | None = None,
        stream: Any = None,
        **inputs: Any,
    ) -> dict[str, Any]:
        """Run one forward call; the next call continues from its state. If it fails, the state stays as it was.

        With `stream` the call takes its place on that CUDA stream: it begins after the work that the stream was given
        before, and what the stream is given afterwards begins after it. Nothing waits on the host. An error that
        happens on the GPU during such a call is reported by a later one, and the state is then lost.

        Args:
            feeds: inputs by name, for names that are not Python identifiers; the same as keywords.
            inputs: one array for each of `inputs`, of that shape, or of any number of time steps in the range that the
                file was converted for; for an engine also arrays on the GPU, float32 and contiguous
                (`__cuda_array_interface__` or DLPack), which stay there. With a CUDA graph, and where an address is not
                a multiple of 256, they are copied on the GPU. Those in `index` must hold numbers from
                0 to the number of rows less one, whose fractions are dropped as Caffe drops them; what they hold on the
                GPU is not looked at, and what an engine computes from others is undefined.
            out: arrays to write outputs to, by name; for an engine also on the GPU. The others are new numpy arrays. On
                the host such an array may be an input too, for inputs are read first; on the GPU it may not. What it
                holds after a call that failed is undefined.
            stream: for an engine: a CUDA stream, as its handle or as PyTorch's, CuPy's or pycuda's object. `out` must
                then have an array on the GPU for every output. Inputs on the host may be changed when the call returns;
                if they are not the same as in the call before, it waits for that one.

        Raises:
            SessionError: an input is missing, unknown, or of the wrong shape or type; an array of `out` is too, is
                read-only, or overlaps with another; an array lies on another GPU; or the call failed.
        """
        return self._alone(self._step, (feeds, inputs, out, stream))

    def _step(
        self, arguments: tuple[Mapping[str, Any] | None, dict[str, Any], Mapping[str, Any] | None, Any]
    ) -> dict[str, Any]:
        feeds, given, out, stream = arguments
        if feeds is not None:
            require_by_name("inputs", feeds, 'step({"data": x}) or step(data=x)')
            if given and (twice := feeds.keys() & given.keys()):
                raise SessionError(f"the input {min(twice)!r} is given twice, in the dict and as a keyword")
            given = {**feeds, **given}
        if (varying := self._interface.varying) is not None:
            self._fit(varying, given)
        shapes = self._shapes
        for name, value in given.items():
            if type(value) is not np.ndarray or value.dtype is not FLOAT32 or value.shape != shapes.get(name):
                given[name] = accepted_input(name, value, self._backend)
        before, fresh = self._position
        if len(given) != len(shapes):
            complete(given, self._interface, self._going_on, fresh)
        if self._must_look:
            look_into(given, self._interface)
        written = {} if out is None else accepted_out(out, given, self._backend)
        if stream is not None:
            stream = accepted_stream(stream, written, self._backend)
        results = self._backend.step(before, given, written, stream)
        self._position = ALL_GO_ON[before ^ 1]
        return {**results, **out} if out else results

    def claim(self) -> None:
        """Make the calling thread the one that uses the session.

        Raises:
            SessionError: a call of the session is running in another thread.
        """
        self._alone(self._claim, get_ident(), by_owner=False)

    def _claim(self, thread: int) -> None:
        if self._thread == CLOSED:
            self._refuse()
        self._thread = thread

    def close(self) -> None:
        """Free the session's memory. Closing it again does nothing.

        Raises:
            SessionError: the GPU refuses to free something; the session is closed all the same.
        """
        self._alone(self._close, get_ident(), by_owner=False)

    def _close(self, thread: int) -> None:
        if self._thread not in (CLOSED, thread):
            self._refuse()
        self._thread = CLOSED
        self._backend.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise SessionError(
            "a session cannot be copied or pickled; make another from the file, and hand it the state: "
            "other.state = session.state"
        )

    def _refuse(self) -> NoReturn:
        if self._thread == CLOSED:
            raise SessionError("this session is closed")
        raise SessionError(
            "this session belongs to another thread; make one for each thread, or move it here with claim()"
        )
