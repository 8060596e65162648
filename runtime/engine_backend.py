"""EngineBackend: a TensorRT engine on a device, its state in two sets of buffers that swap roles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from math import prod
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from caffe2trt.runtime.arrays import ALIGNMENT, DeviceArray
from caffe2trt.runtime.device import Device, DeviceError, cuda_device
from caffe2trt.runtime.driver import find_gpu
from caffe2trt.runtime.engine_file import interface_of, read_engine
from caffe2trt.runtime.engine_size import Buffers, EngineSize, SizedContext
from caffe2trt.runtime.graphs import Graphs
from caffe2trt.runtime.interface import Array, Interface, SessionError, state_output
from caffe2trt.runtime.rtx_engine import give_memory, save_runtime_cache
from caffe2trt.runtime.tensorrt_versions import TENSORRTS, TensorRTModule, flavours_of

Result = TypeVar("Result")
MOST_IN_FLIGHT = 1000  # calls; at about this number CUDA itself makes the host wait


def open_engine(
    path: str | Path, *, device: int = 0, cuda_graph: bool = False, tensorrt: str = "auto"
) -> EngineBackend:
    """An engine file on a CUDA device.

    Raises:
        SessionError: the GPU, cuda-bindings or TensorRT is missing, or no installed TensorRT reads the file; or
            `tensorrt` is unknown.
    """
    if tensorrt not in TENSORRTS:
        raise SessionError(f"unknown tensorrt {tensorrt!r}; the choices are {', '.join(TENSORRTS)}")
    if find_gpu() is None:
        raise SessionError(
            f"{path} is an engine and needs an NVIDIA GPU, and none is found here; "
            "convert with -o net.onnx for a file that the same Session runs on the CPU"
        )
    try:
        found = cuda_device(device)
        before = found.enter()
        try:
            api, engine = read_engine(path, flavours_of(tensorrt))
            return EngineBackend(api, engine, found, cuda_graph=cuda_graph)
        finally:
            found.leave(before)
    except DeviceError as error:
        raise SessionError(f"cannot run {path}: {error}") from error


class EngineBackend:
    """Runs an engine.

    Its states lie in two sets of buffers; a call reads one and writes the other: it allocates nothing and copies no
    state. Inputs and outputs on the host go through pinned memory. Those on the device are used where they are, or, if
    their addresses do not suit TensorRT or calls are replayed as graphs, copied there.
    """

    def __init__(self, api: TensorRTModule, engine: Any, device: Device, *, cuda_graph: bool = False) -> None:
        """`api` is the TensorRT that `engine` (an ICudaEngine) belongs to.

        Raises:
            SessionError: the file is not an engine of caffe2trt, or the GPU has too little memory.
        """
        self._held = ExitStack()  # frees the buffers
        self._api, self._engine, self.device = api, engine, device
        self._context: Any = None
        self._size: EngineSize
        self._sized: Any = None
        self._graphs: Graphs | None = None
        self._bound: dict[str, int] = {}
        self._in_flight: list[Any] = []  # the arrays that unfinished work on the stream may use
        self._is_whole = True  # whether the last call gave the stream all its work
        self._lost: str | None = None  # why the GPU does nothing any more
        interface = interface_of(api, engine)
        self._where = f"engine on {device.name}, {api.module_name} {api.version_text}, {interface.precision}"
        try:
            self._on_device(lambda: self._allocate(interface, cuda_graph))
        except BaseException as error:
            with suppress(SessionError):
                self.close()
            if isinstance(error, DeviceError):
                raise SessionError(f"the GPU cannot hold what the engine needs: {error}") from error
            raise

    def _allocate(self, interface: Interface, cuda_graph: bool) -> None:
        """Make what the calls use."""
        device, held = self.device, self._held
        self.stream = device.create_stream()
        held.callback(device.destroy_stream, self.stream)
        self._event = device.create_event()
        held.callback(device.destroy_event, self._event)
        self._buffers = Buffers(device, interface, held)
        self._own, self._states = self._buffers.own, self._buffers.states
        self._size = self._buffers.at(interface)
        self._context = self._engine.create_execution_context()
        if self._context is None:
            raise SessionError(
                "TensorRT cannot make an execution context: usually because the GPU has too little free memory"
            )
        give_memory(self._engine, self._context, device, held)
        self._sized = SizedContext(self._context, self.stream)
        if cuda_graph:
            self._sized.take(self._size)
            self._graphs = Graphs(device, self.stream, varies=interface.varying is not None)
            if not self._api.is_stream_capturable(self._context, self.stream):
                self._graphs.why_not = "TensorRT cannot record this engine"
        for name, address in self._states[0].items():
            device.clear(address, 4 * prod(interface.states[name]), self.stream)
        device.synchronize(self.stream)

    @property
    def interface(self) -> Interface:
        return self._size.interface

    @property
    def what(self) -> str:
        graph = self._graphs.text if self._graphs else "no CUDA graph: not requested"
        varying, index = self.interface.varying, self._size.profile
        if varying is None or len(varying.profiles) == 1:
            return f"{self._where}, {graph}"
        count, profile = len(varying.profiles), varying.profiles[index]
        return f"{self._where}, optimization profile {index + 1} of {count} ({profile}), {graph}"

    def resize(self, interface: Interface) -> None:
        before, after = self.interface.states, interface.states
        if any(prod(after[name]) > prod(before[name]) for name in after):

            def clear() -> None:
                self._buffers.clear_new_streams(before, after, self.stream)

            self._complete("the change of the number of streams", clear)
        self._size = self._buffers.at(interface)

    def step(
        self, before: int, inputs: Mapping[str, Any], out: Mapping[str, Any], stream: int | None = None
    ) -> dict[str, Any]:
        interface, pinned = self.interface, self._size.pinned
        uploads = [name for name in interface.inputs if not isinstance(inputs[name], DeviceArray)]
        downloads = [name for name in interface.outputs if not isinstance(out.get(name), DeviceArray)]
        given = {name: array for name, array in (*inputs.items(), *out.items()) if isinstance(array, DeviceArray)}
        # Pinned memory that holds the inputs already is not written, and so need not be waited for.
        overlaps = stream is not None and all(np.array_equal(pinned[name], inputs[name]) for name in uploads)

        def call() -> None:
            others = [stream, *(array.stream for array in given.values())]
            for other in {handle for handle in others if handle is not None}:
                self.device.wait(self.stream, other, self._event)
            for name in () if overlaps else uploads:
                pinned[name][...] = inputs[name]
            self._enqueue(before, given, uploads, downloads)
            if stream is not None:
                self.device.wait(stream, self.stream, self._event)

        self._complete("the step", call, (inputs, out), overlaps=overlaps, is_awaited=stream is None)
        for name in downloads:
            if name in out:
                out[name][...] = pinned[name]
        return {name: pinned[name].copy() for name in downloads if name not in out}

    def _enqueue(
        self, before: int, given: Mapping[str, DeviceArray], uploads: Sequence[str], downloads: Sequence[str]
    ) -> None:
        """Give the stream a call's work, from set `before` of the states; `given`: the caller's arrays on the GPU."""
        device, stream, own, pinned = self.device, self.stream, self._own, self._size.pinned
        # A graph has one address for each tensor, and TensorRT asks for addresses that are aligned.
        direct = {
            name: array.address
            for name, array in given.items()
            if self._graphs is None and array.address % ALIGNMENT == 0
        }
        copied = [name for name, array in given.items() if name not in direct and array.size]
        for name in copied:
            if name in self.interface.inputs:
                device.copy(own[name], given[name].address, given[name].size, stream)

        def work() -> None:
            self._sized.take(self._size)
            self._bind_all(before, {**own, **direct})
            for name in uploads:
                device.copy_in(own[name], pinned[name], stream)
            if not self._context.execute_async_v3(stream):
                raise DeviceError("TensorRT could not enqueue the engine")
            for name in downloads:
                device.copy_out(pinned[name], own[name], stream)

        if self._graphs is None:
            work()
        else:
            self._graphs.run(before, (tuple(uploads), tuple(downloads), self.interface.size), work)
        for name in copied:
            if name in self.interface.outputs:
                device.copy(given[name].address, own[name], given[name].size, stream)

    def _bind_all(self, before: int, borders: Mapping[str, int]) -> None:
        after = {state_output(name): address for name, address in self._states[before ^ 1].items()}
        for name, address in {**borders, **self._states[before], **after}.items():
            if self._bound.get(name) != address:
                self._bound[name] = 0  # unknown while TensorRT takes it: an interrupt may come in between
                if not self._context.set_tensor_address(name, address):
                    raise DeviceError(f"TensorRT refuses an address for {name!r}")
                self._bound[name] = address

    def _complete(
        self,
        what: str,
        work: Callable[[], None],
        arrays: Any = (),
        *,
        overlaps: bool = False,
        is_awaited: bool = True,
    ) -> None:
        """Give the stream work that uses these arrays.

        Args:
            overlaps: whether that may happen before what the stream has is done.
            is_awaited: whether to wait until the work is done.

        Raises:
            SessionError: it failed.
        """

        def on_device() -> None:
            if not (overlaps and self._is_whole and len(self._in_flight) < MOST_IN_FLIGHT):
                self._settle()
            elif self.device.is_idle(self.stream):
                self._in_flight.clear()
            self._in_flight.append(arrays)
            self._is_whole = False
            work()
            self._is_whole = True
            if is_awaited:
                self._settle()

        if self._lost is not None:
            raise SessionError(self._lost)
        try:
            self._on_device(on_device)
        except DeviceError as error:
            self._look_for_loss(error)
            raise SessionError(self._lost or f"{what} failed: {error}; the state is as it was before it") from error

    def _on_device(self, work: Callable[[], Result]) -> Result:
        """Do it while the device is the calling thread's current one, whatever was so before and is afterwards."""
        before = self.device.enter()
        try:
            return work()
        finally:
            self.device.leave(before)

    def _settle(self) -> None:
        """Wait for what the stream has, also of a call that failed or was interrupted; its arrays live until then."""
        if self._in_flight:
            if self._graphs is not None:
                self._graphs.stop_recording()
            self.device.synchronize(self.stream)
            self._in_flight.clear()
        self._is_whole = True

    def _look_for_loss(self, error: DeviceError) -> None:
        """Find out whether a failure is the GPU's end for this process, which later calls then say at once."""
        cause = error
        if not cause.is_lost:
            try:
                self._on_device(lambda: self.device.is_idle(self.stream))
            except DeviceError as found:
                cause = found
        if cause.is_lost:
            self._lost = (
                f"the GPU does nothing more in this process ({cause}), and the state is lost; restart the program to "
                "use the GPU"
            )

    def read_state(self, which: int) -> dict[str, Array]:
        def copy() -> None:
            for name, address in self._states[which].items():
                self.device.copy_out(self._size.staging[name], address, self.stream)

        self._complete("reading the state", copy)
        return {name: array.copy() for name, array in self._size.staging.items()}

    def write_state(self, which: int, states: Mapping[str, Array]) -> None:
        def copy() -> None:
            for name, address in self._states[which].items():
                self._size.staging[name][...] = states[name]
                self.device.copy_in(address, self._size.staging[name], self.stream)

        self._complete("writing the state", copy)

    def close(self) -> None:
        was_lost = self._lost is not None
        try:
            try:
                self._on_device(self._free)
            finally:
                self._free()  # where the device cannot even be entered; else nothing is left to free
        except DeviceError as error:
            if not was_lost:  # else the calls have said it
                raise SessionError(
                    f"the session is closed, but the GPU did not free all that it held: {error}"
                ) from error

    def _free(self) -> None:
        """Free all of it, from the last to the first; goes on where one thing fails."""
        with ExitStack() as last:
            last.callback(self._held.close)
            last.callback(self._forget)
            if self._graphs is not None:
                last.callback(self._graphs.close)
            last.callback(self._in_flight.clear)  # the stream is not waited for once more
            last.callback(save_runtime_cache, self._engine)
            last.callback(self._settle)

    def _forget(self) -> None:
        """Let go of TensorRT's objects, which are freed with their last reference."""
        self._context = self._engine = self._sized = None

    def __del__(self) -> None:
        """Free what was not closed; at the end of the interpreter it goes with the process."""
        if not sys.is_finalizing():
            with suppress(SessionError):
                self.close()
