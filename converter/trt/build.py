"""build_engine: a Net as a TensorRT engine file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from caffe2trt.converter.errors import ConversionError
from caffe2trt.converter.files import replacing, require_writable
from caffe2trt.converter.net import Net
from caffe2trt.converter.trt.network import Network, define_network

# What a caller may watch: the phase's name, steps done, steps in all.
Progress = Callable[[str, int, int], None]


def build_engine(
    net: Net,
    path: str | Path,
    gpu: str | Sequence[str] = (),
    precision: str = "fp32",
    *,
    lstm: str = "auto",
    tf32: bool = False,
    tensorrt: str = "auto",
    progress: Progress | None = None,
) -> int:
    """Build `net` for a GPU, write the engine, and give its size in bytes. TensorRT for RTX needs no GPU for it.

    Args:
        gpu: sm80, sm86, sm89, sm120, or several; by default the GPU at hand.
        precision: fp32, fp16 or bf16.
        lstm: auto (no loop at one time step) or loop.
        tf32: let fp32 matrix products round their inputs to TF32, which is faster and less exact.
        tensorrt: rtx, full, or auto.
        progress: is told of each phase and step.

    Raises:
        ConversionError: no such GPU, weights missing, TensorRT missing or unable to build it, or the file unwritable.

    """
    require_writable(path)
    network = define_network(net, precision, lstm=lstm, tensorrt=tensorrt)
    serialized = _build(network, [gpu] if isinstance(gpu, str) else list(gpu), tf32, progress)
    with replacing(path) as file:
        return file.write(serialized)


def _build(network: Network, gpus: Sequence[str], tf32: bool, progress: Progress | None) -> memoryview:
    api = network.api
    config = network.builder.create_builder_config()
    api.choose_targets(config, gpus)
    if not tf32:
        config.clear_flag(api.module.BuilderFlag.TF32)
    if progress is not None:
        config.progress_monitor = _monitor(api.module, progress)
    del api.logger.errors[:]
    serialized = network.builder.build_serialized_network(network.network, config)
    if serialized is None:
        reasons = "; ".join(api.logger.errors) or "it gave no reason"
        raise ConversionError(f"{api.description} cannot build the engine: {reasons}", _advice(gpus, network.precision))
    return memoryview(serialized)


def _advice(gpus: Sequence[str], precision: str) -> str:
    if "sm75" in gpus and precision != "fp16":
        return "sm75 (Turing) has no fp32 or bf16 matrix products in TensorRT for RTX; build with --precision fp16"
    return "Try another --precision, or write an ONNX file (-o net.onnx); a layer's name in the message is Caffe's"


def _monitor(trt: Any, progress: Progress) -> Any:
    class Monitor(trt.IProgressMonitor):  # type: ignore[misc]
        """Passes TensorRT's phases on."""

        def __init__(self) -> None:
            super().__init__()
            self.sizes: dict[str, int] = {}

        def phase_start(self, phase_name: str, parent_phase: str, num_steps: int) -> None:
            self.sizes[phase_name] = num_steps
            progress(phase_name, 0, num_steps)

        def step_complete(self, phase_name: str, step: int) -> bool:
            progress(phase_name, step + 1, self.sizes.get(phase_name, step + 1))
            return True

        def phase_finish(self, phase_name: str) -> None:
            size = self.sizes.pop(phase_name, 1)
            progress(phase_name, size, size)

    return Monitor()
