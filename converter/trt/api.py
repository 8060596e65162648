"""TensorRT: what the converter does with a network and a builder, in the way that the version at hand asks for.

How the versions differ is told by runtime/tensorrt_versions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from numpy.typing import NDArray

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import TENSORRTS, require_choice
from caffe2trt.runtime.driver import find_gpu
from caffe2trt.runtime.tensorrt_versions import MODULES, PACKAGES, TensorRTModule, flavours_of, import_tensorrt


class TensorRT(TensorRTModule):
    """A TensorRT Python module, as the converter uses it."""

    @property
    def logger(self) -> Any:
        """A logger that keeps TensorRT's errors for our own messages and drops the rest."""
        return _logger_of(self.module.ILogger)

    def create_network(self, builder: Any) -> Any:
        """An empty network: strongly typed, in TensorRT 8 with an explicit batch."""
        flags = self.module.NetworkDefinitionCreationFlag
        flag = flags.EXPLICIT_BATCH if self.is_weakly_typed else flags.STRONGLY_TYPED
        return builder.create_network(1 << int(flag))

    def dtype(self, precision: str) -> Any:
        """TensorRT's type for fp32, fp16 or bf16.

        Raises:
            ConversionError: this TensorRT has no bfloat16.
        """
        if precision == "bf16" and not self.has_bf16:
            raise ConversionError(f"{self.description} has no bf16", "Build with --precision fp16, or with TensorRT 10")
        names = {"fp32": "FLOAT", "fp16": "HALF", "bf16": "BF16"}
        return getattr(self.module.DataType, names[precision])

    def weights(self, array: NDArray[Any], dtype: Any) -> Any:
        """Weights on an array that the caller keeps alive. numpy has no bfloat16, so that goes by address."""
        if array.dtype.kind == "V" or array.dtype.name == "bfloat16":
            return self.module.Weights(dtype, array.ctypes.data, array.size)
        return self.module.Weights(array)

    def no_weights(self, dtype: Any) -> Any:
        """Weights of no elements."""
        return self.module.Weights(dtype)

    def state_types(self, layer: Any) -> None:
        """Tell TensorRT 8 the types of a layer, which the strongly typed versions infer: those of its first input."""
        trt = self.module
        kinds = trt.LayerType
        inferred = (kinds.CAST, kinds.CONSTANT, kinds.TOPK, kinds.SHUFFLE, kinds.SLICE, kinds.CONCATENATION)
        loops = (kinds.TRIP_LIMIT, kinds.RECURRENCE, kinds.ITERATOR, kinds.LOOP_OUTPUT)
        if not self.is_weakly_typed or layer.type in (*inferred, *loops):
            return
        dtype = layer.get_input(0).dtype
        if dtype in (trt.DataType.FLOAT, trt.DataType.HALF) and layer.get_output(0).dtype != trt.DataType.BOOL:
            layer.precision = dtype
            for index in range(layer.num_outputs):
                layer.set_output_type(index, dtype)

    def configure(self, config: Any, precision: str, tf32: bool) -> None:
        """Set the builder's flags for a precision."""
        flags = self.module.BuilderFlag
        if not tf32:
            config.clear_flag(flags.TF32)
        if self.is_weakly_typed and precision == "fp16":
            config.set_flag(flags.FP16)
            config.set_flag(flags.OBEY_PRECISION_CONSTRAINTS)

    def watch(self, config: Any, progress: Callable[[str, int, int], None]) -> None:
        """Report the builder's phases and their progress, where this TensorRT does."""
        if self.has_progress_monitor:
            config.progress_monitor = _make_monitor(self.module, progress)

    def choose_targets(self, config: Any, gpus: Sequence[str]) -> None:
        """Make the builder build for these GPUs, or for the one at hand if none is named.

        Raises:
            ConversionError: a name that this TensorRT does not know, or none named and no GPU there.

        """
        known = self.targets
        unknown = [gpu for gpu in gpus if gpu not in known]
        if not known and gpus and list(gpus) != [present_gpu()]:
            raise ConversionError(
                f"{self.description} builds only for the GPU of this machine ({present_gpu() or 'none found'})",
                "Leave --gpu out, or install tensorrt-rtx, which builds for other GPUs",
            )
        if known and unknown:
            raise ConversionError(
                f"{self.description} cannot build for {', '.join(unknown)}", f"It builds for: {', '.join(known)}"
            )
        if not gpus and present_gpu() is None:
            raise ConversionError(
                "no GPU was found here, and --gpu is not given", f"Give one: --gpu {known[0] if known else ''}"
            )
        if known:
            chosen = list(dict.fromkeys(gpus)) or [present_gpu() or ""]
            config.num_compute_capabilities = len(chosen)
            for index, gpu in enumerate(chosen):
                config.set_compute_capability(self.module.ComputeCapability.__members__[gpu.upper()], index)


def load_tensorrt(
    choice: str | TensorRT = "auto", otherwise: str = ", or write an ONNX file instead (-o net.onnx)"
) -> TensorRT:
    """The TensorRT to use: rtx, full, or auto (RTX where it is installed, the full one otherwise).

    Args:
        choice: which one.
        otherwise: what to do where it is not installed, instead of installing it.

    Raises:
        ConversionError: an unknown choice, or it is not installed; says what to install.

    """
    if isinstance(choice, TensorRT):
        return choice
    require_choice("tensorrt", choice, TENSORRTS)
    wanted = flavours_of(choice)
    for flavour in wanted:
        try:
            module = import_tensorrt(flavour)
        except ImportError as error:
            raise ConversionError(f"{MODULES[flavour]} is installed but does not load: {error}") from error
        if module is not None:
            return TensorRT(flavour, module)
    raise ConversionError(
        f"TensorRT is not installed ({' or '.join(MODULES[flavour] for flavour in wanted)})",
        f"pip install {PACKAGES[wanted[0]]}{otherwise}",
    )


def present_gpu() -> str | None:
    """The compute capability of the GPU here, as sm86, or None without one."""
    gpu = find_gpu()
    return gpu.capability if gpu else None


@cache
def _logger_of(base: Any) -> Any:
    """The process's one logger: TensorRT goes on calling the first that it was given."""

    class Logger(base):  # type: ignore[misc]
        """Keeps what TensorRT reports as an error."""

        def __init__(self) -> None:
            super().__init__()
            self.errors: list[str] = []

        def log(self, severity: Any, message: str) -> None:
            if severity in (base.Severity.ERROR, base.Severity.INTERNAL_ERROR):
                self.errors.append(message)

    return Logger()


def _make_monitor(trt: Any, progress: Callable[[str, int, int], None]) -> Any:
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
