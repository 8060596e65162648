"""TensorRT: what the converter does with a network and a builder, in the way that the version at hand asks for.

How the versions differ is told by runtime/tensorrt_versions.py.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from typing import Any

from numpy.typing import NDArray

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.choices import TENSORRTS, require_choice
from caffe2trt.runtime.driver import find_gpu
from caffe2trt.runtime.tensorrt_log import logger_of
from caffe2trt.runtime.tensorrt_versions import MODULES, PACKAGES, TensorRTModule, flavours_of, import_tensorrt

OTHER_GPUS = (
    "For other GPUs, install the full TensorRT on a machine with that GPU and build there with --tensorrt full, or "
    "write an ONNX file (-o net.onnx) and build it there: trtexec --onnx=net.onnx --saveEngine=net.engine"
)


class TensorRT(TensorRTModule):
    """A TensorRT Python module, as the converter uses it."""

    @property
    def logger(self) -> Any:
        """A logger that keeps TensorRT's errors for our own messages."""
        return logger_of(self.module.ILogger)

    def create_network(self, builder: Any, *, implicit_batch: bool = False) -> Any:
        """An empty network: strongly typed, in TensorRT 8 with an explicit batch or an implicit one."""
        if implicit_batch:
            return builder.create_network(0)
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
        if self.requires_user_allocation:
            config.set_flag(flags.REQUIRE_USER_ALLOCATION)
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
        here = present_gpu()
        if not gpus and here is None:
            raise ConversionError(
                "no GPU was found here, and --gpu is not given",
                f"Give one, such as --gpu {'sm86' if 'sm86' in known else known[-1]}"
                if known
                else f"{self.description} builds only for the GPU of its machine; run this on a machine with a GPU",
            )
        chosen = list(dict.fromkeys(gpus)) or [here or ""]
        unknown = [gpu for gpu in chosen if gpu not in known]
        if not known and chosen != [here]:
            raise ConversionError(
                f"{self.description} builds only for the GPU of this machine ({here or 'none found'})",
                "Leave --gpu out, or install tensorrt-rtx, which builds for other GPUs",
            )
        if known and unknown:
            raise ConversionError(
                f"{self.description} cannot build for {', '.join(map(shlex.quote, unknown))}",
                f"It builds for: {', '.join(known)}. {OTHER_GPUS}",
            )
        if known:
            config.num_compute_capabilities = len(chosen)
            for index, gpu in enumerate(chosen):
                config.set_compute_capability(self.module.ComputeCapability.__members__[gpu.upper()], index)


def load_tensorrt(
    choice: str | TensorRT = "auto",
    gpus: Sequence[str] = (),
    otherwise: str = ", or write an ONNX file instead (-o net.onnx)",
) -> TensorRT:
    """The TensorRT to use: rtx, full, or auto (RTX where it is installed, the full one otherwise).

    Args:
        choice: which one.
        gpus: what to build for, if anything. With auto, the full TensorRT is used for the GPU of this machine if RTX
            does not build for it.
        otherwise: what to do where it is not installed, instead of installing it.

    Raises:
        ConversionError: an unknown choice, it is too old or not installed; says what to install.

    """
    if isinstance(choice, TensorRT):
        return _supported(choice)
    require_choice("tensorrt", choice, TENSORRTS)
    wanted = flavours_of(choice)
    here = present_gpu()
    found = None
    for flavour in wanted:
        try:
            module = import_tensorrt(flavour)
        except ImportError as error:
            raise ConversionError(f"{MODULES[flavour]} is installed but does not load: {error}") from error
        if module is None:
            continue
        api = TensorRT(flavour, module)
        found = found or api
        if here is None or not set(gpus) <= {here} or here in (api.targets or [here]):
            return _supported(api)
    if found is None:
        raise ConversionError(
            f"TensorRT is not installed ({' or '.join(MODULES[flavour] for flavour in wanted)})",
            f"pip install {PACKAGES[wanted[0]]}{otherwise}",
        )
    return _supported(found)


def _supported(api: TensorRT) -> TensorRT:
    if (why := api.why_too_old) is not None:
        raise ConversionError(f"{api.description} is too old: {why[0]}", why[1])
    return api


def present_gpu() -> str | None:
    """The compute capability of the GPU here, as sm86, or None without one."""
    gpu = find_gpu()
    return gpu.capability if gpu else None


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
