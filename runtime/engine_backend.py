"""EngineBackend: a TensorRT engine on a device, its state in two sets of buffers that swap roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any

from caffe2trt.runtime.arrays import DeviceArray
from caffe2trt.runtime.device import Device, DeviceError, cuda_device
from caffe2trt.runtime.driver import find_gpu
from caffe2trt.runtime.interface import Array, SessionError, read_interface, state_output
from caffe2trt.runtime.manifest import Manifest
from caffe2trt.runtime.tensorrt_versions import MODULES, TENSORRTS, TensorRTModule, flavours_of, import_tensorrt


def open_engine(path: str | Path, *, cuda_graph: bool = False, tensorrt: str = "auto") -> EngineBackend:
    """An engine file on the first CUDA device.

    Raises:
        SessionError: there is no GPU, no CUDA package or no TensorRT here, or none that reads the file; or an unknown
            `tensorrt`.
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
    api, engine = _deserialize(path, flavours_of(tensorrt))
    return EngineBackend(api, engine, device, cuda_graph=cuda_graph)


def _deserialize(path: str | Path, flavours: Sequence[str]) -> tuple[TensorRTModule, Any]:
    """The TensorRT that reads the file, and the engine."""
    content, reasons = Path(path).read_bytes(), []
    for flavour in flavours:
        trt = import_tensorrt(flavour)
        if trt is None:
            reasons.append(f"{MODULES[flavour]} is not installed")
            continue
        api = TensorRTModule(flavour, trt)
        logger = trt.Logger(trt.Logger.ERROR)
        trt.init_libnvinfer_plugins(logger, "")
        runtime = trt.Runtime(logger)
        if api.restricts_host_code:
            runtime.engine_host_code_allowed = True
        engine = runtime.deserialize_cuda_engine(content)
        if engine is not None:
            return api, engine
        reasons.append(f"{api.module_name} {api.version_text} cannot read it")
    raise SessionError(
        f"cannot run {path}: {', '.join(reasons)}; an engine runs only under the TensorRT that built it, "
        "on the GPU that it was built for"
    )


class EngineBackend:
    """Runs an engine.

    A step reads one set of state buffers and writes the other, and then they swap roles: it allocates nothing, copies
    no state, and one that fails leaves the state as it was. Inputs and outputs on the host go through pinned memory;
    those on the device are used where they are.
    """

    def __init__(self, api: TensorRTModule, engine: Any, device: Device, *, cuda_graph: bool = False) -> None:
        """`api` is the TensorRT that `engine` (an ICudaEngine) belongs to."""
        trt = api.module
        self._engine, self._device = engine, device
        shapes: dict[bool, dict[str, tuple[int, ...]]] = {True: {}, False: {}}
        for index in range(engine.num_io_tensors):
            name = engine.get_tensor_name(index)
            if engine.get_tensor_dtype(name) != trt.DataType.FLOAT:
                raise SessionError(f"{name!r} is not float32; caffe2trt's engines hold float32 at the border")
            is_input = engine.get_tensor_mode(name) == trt.TensorIOMode.INPUT
            shapes[is_input][name] = tuple(engine.get_tensor_shape(name))
        self.interface = read_interface(shapes[True], shapes[False], Manifest.from_text(engine.name))
        self.what = f"engine on {device.name}, {api.module_name} {api.version_text}, {self.interface.precision}"
        self._context = engine.create_execution_context()
        if self._context is None:
            raise SessionError(
                "TensorRT cannot make an execution context: most often the GPU's memory does not suffice"
            )
        self.stream: int | None = None
        self._stream = self.stream = device.create_stream()
        self._buffers: list[int] = []
        borders = {**self.interface.inputs, **self.interface.outputs}
        self._own = {name: self._allocate(shape) for name, shape in borders.items()}
        self._pinned: dict[str, Array] = {name: device.pin(shape) for name, shape in borders.items()}
        states = self.interface.states
        self._states = [{name: self._allocate(shape) for name, shape in states.items()} for _ in range(2)]
        self._staging: dict[str, Array] = {name: device.pin(shape) for name, shape in states.items()}
        self._now = 0  # the set that the next step reads
        self._bound: dict[str, int] = {}
        recorded = cuda_graph and api.is_stream_capturable(self._context, self._stream)
        self._graphs = _Graphs(device, self._stream) if recorded else None

    def _allocate(self, shape: tuple[int, ...]) -> int:
        self._buffers.append(self._device.allocate(4 * prod(shape)))
        return self._buffers[-1]

    def step(self, inputs: Mapping[str, Any], out: Mapping[str, Any]) -> dict[str, Any]:
        device, stream, pinned = self._device, self._stream, self._pinned
        try:
            for name, own in self._own.items():
                given = inputs[name] if name in inputs else out.get(name)
                self._bind(name, given.address if isinstance(given, DeviceArray) else own)
                if isinstance(given, DeviceArray) and given.stream is not None:
                    device.synchronize(given.stream)
            for name, address in self._states[self._now].items():
                self._bind(name, address)
            for name, address in self._states[self._now ^ 1].items():
                self._bind(state_output(name), address)
            for name in self.interface.inputs:
                if not isinstance(inputs[name], DeviceArray):
                    pinned[name][...] = inputs[name]
                    device.copy_in(self._own[name], pinned[name], stream)
            self._enqueue()
            crossing = [name for name in self.interface.outputs if not isinstance(out.get(name), DeviceArray)]
            for name in crossing:
                device.copy_out(pinned[name], self._own[name], stream)
            device.synchronize(stream)
        except device.errors as error:
            raise SessionError(f"the step failed: {error}; the state is as it was before it") from error
        self._now ^= 1
        for name in crossing:
            if name in out:
                out[name][...] = pinned[name]
        return {name: pinned[name].copy() for name in crossing if name not in out}

    def _bind(self, name: str, address: int) -> None:
        if self._bound.get(name) != address:
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

    def read_state(self) -> dict[str, Array]:
        for name, address in self._states[self._now].items():
            self._device.copy_out(self._staging[name], address, self._stream)
        self._device.synchronize(self._stream)
        return {name: array.copy() for name, array in self._staging.items()}

    def write_state(self, states: Mapping[str, Array]) -> None:
        for name, array in states.items():
            self._staging[name][...] = array
            self._device.copy_in(self._states[self._now][name], self._staging[name], self._stream)
        self._device.synchronize(self._stream)

    def enter_thread(self) -> None:
        self._device.enter_thread()

    def close(self) -> None:
        self._device.synchronize(self._stream)
        if self._graphs is not None:
            self._graphs.close()
        del self._context, self._engine
        for address in self._buffers:
            self._device.free(address)
        for array in (*self._pinned.values(), *self._staging.values()):
            self._device.unpin(array)
        self._buffers.clear()
        self._pinned.clear()
        self._staging.clear()
        self._device.destroy_stream(self._stream)


class _Graphs:
    """Recorded steps, one for each choice of addresses; the state's two sets make at least two."""

    def __init__(self, device: Device, stream: int) -> None:
        self.device, self.stream = device, stream
        self.graphs: dict[tuple[int, ...], int] = {}
        self.seen: set[tuple[int, ...]] = set()
        self.allowed = True

    def replay(self, key: tuple[int, ...], run: Any) -> bool:
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
                self.device.begin_capture(self.stream)
                try:
                    run()
                finally:
                    graph = self.device.end_capture(self.stream)
            except self.device.errors:
                self.allowed = False  # loops whose trips the GPU decides, for one, cannot be recorded
                return False
            self.graphs[key] = graph
        self.device.launch_graph(self.graphs[key], self.stream)
        return True

    def close(self) -> None:
        for graph in self.graphs.values():
            self.device.destroy_graph(graph)
