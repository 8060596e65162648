"""EngineBackend: a TensorRT engine on a device, its state in two sets of buffers that swap roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from math import prod
from pathlib import Path
from typing import Any

from caffe2trt.runtime.arrays import DeviceArray
from caffe2trt.runtime.device import Device, DeviceError, cuda_device
from caffe2trt.runtime.driver import find_gpu
from caffe2trt.runtime.engine_file import read_engine
from caffe2trt.runtime.interface import Array, SessionError, read_interface, state_output
from caffe2trt.runtime.manifest import Manifest
from caffe2trt.runtime.rtx_engine import give_memory, save_runtime_cache
from caffe2trt.runtime.tensorrt_versions import TENSORRTS, TensorRTModule, flavours_of


def open_engine(path: str | Path, *, cuda_graph: bool = False, tensorrt: str = "auto") -> EngineBackend:
    """An engine file on the first CUDA device.

    Raises:
        SessionError: the GPU, the CUDA package or TensorRT is missing, or no installed TensorRT reads the file; or
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
        device = cuda_device()
    except DeviceError as error:
        raise SessionError(f"cannot run {path}: {error}") from error
    api, engine = read_engine(path, flavours_of(tensorrt))
    return EngineBackend(api, engine, device, cuda_graph=cuda_graph)


class EngineBackend:
    """Runs an engine.

    Its states lie in two sets of buffers; a call reads one and writes the other: it allocates nothing and copies no
    state. Inputs and outputs on the host go through pinned memory; those on the device are used where they are.
    """

    def __init__(self, api: TensorRTModule, engine: Any, device: Device, *, cuda_graph: bool = False) -> None:
        """`api` is the TensorRT that `engine` (an ICudaEngine) belongs to.

        Raises:
            SessionError: the file is not an engine of caffe2trt, or the GPU has too little memory.
        """
        trt = api.module
        self._engine, self._device = engine, device
        shapes: dict[bool, dict[str, tuple[int, ...]]] = {True: {}, False: {}}
        for index in range(engine.num_io_tensors):
            name = engine.get_tensor_name(index)
            if engine.get_tensor_dtype(name) != trt.DataType.FLOAT:
                raise SessionError(
                    f"{name!r} is not float32; the inputs and outputs of caffe2trt's engines are float32"
                )
            is_input = engine.get_tensor_mode(name) == trt.TensorIOMode.INPUT
            shapes[is_input][name] = tuple(engine.get_tensor_shape(name))
        self.interface = read_interface(shapes[True], shapes[False], Manifest.from_text(engine.name))
        self.what = f"engine on {device.name}, {api.module_name} {api.version_text}, {self.interface.precision}"
        self._api = api
        self._bound: dict[str, int] = {}
        self._in_flight: Any = None  # the arrays that unfinished work on the stream may use
        with ExitStack() as held:
            try:
                self._allocate(held, cuda_graph)
            except device.errors as error:
                raise SessionError(f"the GPU cannot hold what the engine needs: {error}") from error
            self._held = held.pop_all()

    def _allocate(self, held: ExitStack, cuda_graph: bool) -> None:
        """Make what the calls use; `held` frees it, in the opposite order."""
        device, engine = self._device, self._engine
        borders, states = {**self.interface.inputs, **self.interface.outputs}, self.interface.states
        self.stream: int | None = None
        self._stream = self.stream = device.create_stream()
        held.callback(device.destroy_stream, self._stream)

        def buffers(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
            made = {}
            for name, shape in shapes.items():
                made[name] = device.allocate(4 * prod(shape))
                held.callback(device.free, made[name])
            return made

        def pinned(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Array]:
            made = {}
            for name, shape in shapes.items():
                made[name] = device.pin(shape)
                held.callback(device.unpin, made[name])
            return made

        self._own, self._states = buffers(borders), [buffers(states), buffers(states)]
        self._pinned, self._staging = pinned(borders), pinned(states)
        self._context = engine.create_execution_context()
        if self._context is None:
            raise SessionError(
                "TensorRT cannot make an execution context: usually because the GPU has too little free memory"
            )
        give_memory(engine, self._context, device, held)
        held.callback(self._forget)
        held.callback(save_runtime_cache, engine)
        recorded = cuda_graph and self._api.is_stream_capturable(self._context, self._stream)
        self._graphs = _Graphs(device, self._stream) if recorded else None
        if self._graphs is not None:
            held.callback(self._graphs.close)
        held.callback(self._settle)

    def _forget(self) -> None:
        """Let go of what is freed with its last reference: the engine, and pinned memory of pycuda's."""
        self._context = self._engine = None
        self._pinned.clear()
        self._staging.clear()

    def step(self, before: int, inputs: Mapping[str, Any], out: Mapping[str, Any]) -> dict[str, Any]:
        device, stream, pinned = self._device, self._stream, self._pinned
        crossing = [name for name in self.interface.outputs if not isinstance(out.get(name), DeviceArray)]

        def call() -> None:
            for name, own in self._own.items():
                given = inputs[name] if name in inputs else out.get(name)
                self._bind(name, given.address if isinstance(given, DeviceArray) else own)
                if isinstance(given, DeviceArray) and given.stream is not None:
                    device.synchronize(given.stream)
            for name, address in self._states[before].items():
                self._bind(name, address)
            for name, address in self._states[before ^ 1].items():
                self._bind(state_output(name), address)
            for name in self.interface.inputs:
                if not isinstance(inputs[name], DeviceArray):
                    pinned[name][...] = inputs[name]
                    device.copy_in(self._own[name], pinned[name], stream)
            self._enqueue()
            for name in crossing:
                device.copy_out(pinned[name], self._own[name], stream)

        self._complete("the step", call, (inputs, out))
        for name in crossing:
            if name in out:
                out[name][...] = pinned[name]
        return {name: pinned[name].copy() for name in crossing if name not in out}

    def _complete(self, what: str, work: Callable[[], None], arrays: Any = ()) -> None:
        """Give the stream work that uses these arrays, and wait until it is done."""
        try:
            self._settle()
            self._in_flight = arrays
            work()
            self._device.synchronize(self._stream)
            self._in_flight = None
        except self._device.errors as error:
            raise SessionError(f"{what} failed: {error}; the state is as it was before it") from error

    def _settle(self) -> None:
        """Wait for what a call that failed or was interrupted has left on the stream; its arrays live until then."""
        if self._in_flight is not None:
            if self._graphs is not None:
                self._graphs.stop_recording()
            self._device.synchronize(self._stream)
            self._in_flight = None

    def _bind(self, name: str, address: int) -> None:
        if self._bound.get(name) != address:
            self._bound[name] = 0  # unknown while TensorRT takes it: an interrupt may come in between
            if not self._context.set_tensor_address(name, address):
                raise SessionError(f"TensorRT refuses an address for {name!r}")
            self._bound[name] = address

    def _enqueue(self) -> None:
        if self._graphs is not None and self._graphs.replay(tuple(self._bound.values()), self._run):
            return
        self._run()

    def _run(self) -> None:
        if not self._context.execute_async_v3(self._stream):
            raise DeviceError("TensorRT could not enqueue the engine")

    def read_state(self, which: int) -> dict[str, Array]:
        def copy() -> None:
            for name, address in self._states[which].items():
                self._device.copy_out(self._staging[name], address, self._stream)

        self._complete("reading the state", copy)
        return {name: array.copy() for name, array in self._staging.items()}

    def write_state(self, which: int, states: Mapping[str, Array]) -> None:
        def copy() -> None:
            for name, address in self._states[which].items():
                self._staging[name][...] = states[name]
                self._device.copy_in(address, self._staging[name], self._stream)

        self._complete("writing the state", copy)

    def enter_thread(self) -> None:
        try:
            self._device.enter_thread()
        except self._device.errors as error:
            raise SessionError(f"the GPU cannot be used from this thread: {error}") from error

    def close(self) -> None:
        try:
            self._held.close()  # goes on where one thing fails
        except self._device.errors as error:
            raise SessionError(f"the session is closed, but the GPU did not free all that it held: {error}") from error


class _Graphs:
    """Recorded steps, one for each choice of addresses; the state's two sets make at least two."""

    def __init__(self, device: Device, stream: int) -> None:
        self.device, self.stream = device, stream
        self.graphs: dict[tuple[int, ...], int] = {}
        self.made: list[int] = []  # all of them, to destroy
        self.seen: set[tuple[int, ...]] = set()
        self.allowed = True
        self.recording = False

    def replay(self, key: tuple[int, ...], run: Callable[[], None]) -> bool:
        """Do a step by its graph; False where there is none yet, and the step is to be run.

        A step is recorded when its addresses come for the second time: TensorRT does work of its own at the first.
        """
        if not self.allowed:
            return False
        if key not in self.graphs:
            if key not in self.seen:
                self.seen.add(key)
                return False
            try:
                self.recording = True
                self.device.begin_capture(self.stream)
                run()
                self.end_recording()
            except self.device.errors:
                self.allowed = False  # loops whose trips the GPU decides, for one, cannot be recorded
                self.stop_recording()
                return False
            self.graphs[key] = self.made[-1]
        self.device.launch_graph(self.graphs[key], self.stream)
        return True

    def end_recording(self) -> None:
        self.made.append(self.device.end_capture(self.stream))
        self.recording = False

    def stop_recording(self) -> None:
        """End a recording that failed or was interrupted; what was recorded is not used."""
        if self.recording:
            with suppress(*self.device.errors):  # none had begun, or it cannot be replayed
                self.end_recording()
            self.recording = False

    def close(self) -> None:
        while self.made:
            self.device.destroy_graph(self.made.pop())
