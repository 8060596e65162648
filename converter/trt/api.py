"""Which TensorRT is there, and how the versions differ. Every difference between them is dealt with in this file."""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from caffe2trt.converter.errors import ConversionError

MODULES = {"rtx": "tensorrt_rtx", "full": "tensorrt"}


@dataclass(frozen=True)
class TensorRT:
    """A TensorRT Python module.

    Attributes:
        flavour: rtx (TensorRT for RTX, which builds for any listed GPU without one) or full.
        module: the Python module, with its own API (typed as Any: neither ships type stubs).

    """

    flavour: str
    module: Any

    @property
    def version(self) -> tuple[int, ...]:
        """Major, minor, patch."""
        return tuple(int(part) for part in self.module.__version__.split(".")[:3])

    @property
    def description(self) -> str:
        """Name and version for people."""
        name = "TensorRT for RTX" if self.flavour == "rtx" else "TensorRT"
        return f"{name} {self.module.__version__}"

    @cached_property
    def logger(self) -> Any:
        """A logger that keeps TensorRT's errors for our own messages and drops the rest."""
        return _make_logger(self.module)

    def create_network(self, builder: Any) -> Any:
        """An empty, strongly typed network."""
        flag = self.module.NetworkDefinitionCreationFlag.STRONGLY_TYPED
        return builder.create_network(1 << int(flag))

    def dtype(self, precision: str) -> Any:
        """TensorRT's type for fp32, fp16 or bf16."""
        return {"fp32": self.module.float32, "fp16": self.module.float16, "bf16": self.module.bfloat16}[precision]

    @property
    def targets(self) -> list[str]:
        """The GPU names that an engine can be built for without having one: sm80, sm86, ..."""
        capabilities = getattr(self.module, "ComputeCapability", None)
        names = capabilities.__members__ if capabilities else ()
        return sorted((name.lower() for name in names if name.startswith("SM")), key=lambda name: int(name[2:]))

    def choose_targets(self, config: Any, gpus: Sequence[str]) -> None:
        """Make the builder build for these GPUs, or for the one at hand if none is named.

        Raises:
            ConversionError: a name that this TensorRT does not know, or none named and no GPU there.

        """
        known = self.targets
        unknown = [gpu for gpu in gpus if gpu not in known]
        if not known and gpus and list(gpus) != [present_gpu()]:
            raise ConversionError(
                f"{self.description} builds for the GPU at hand only ({present_gpu() or 'none found'})",
                "Leave --gpu out, or install tensorrt-rtx, which builds for other GPUs",
            )
        if known and unknown:
            raise ConversionError(
                f"{', '.join(unknown)} is no GPU that {self.description} builds for", f"It knows: {', '.join(known)}"
            )
        if not gpus and present_gpu() is None:
            raise ConversionError(
                "no GPU is named and none is found here", f"Name one: --gpu {known[0] if known else ''}"
            )
        if known:
            chosen = list(dict.fromkeys(gpus)) or [present_gpu() or ""]
            config.num_compute_capabilities = len(chosen)
            for index, gpu in enumerate(chosen):
                config.set_compute_capability(self.module.ComputeCapability.__members__[gpu.upper()], index)


def load_tensorrt(choice: str = "auto") -> TensorRT:
    """The TensorRT to use: rtx, full, or auto (RTX where it is installed, the full one otherwise).

    Raises:
        ConversionError: it is not installed; says what to install.

    """
    wanted = ["rtx", "full"] if choice == "auto" else [choice]
    for flavour in wanted:
        if find_spec(MODULES[flavour]) is not None:
            try:
                return TensorRT(flavour, import_module(MODULES[flavour]))
            except ImportError as error:
                raise ConversionError(f"{MODULES[flavour]} is installed but does not load: {error}") from error
    raise ConversionError(
        f"TensorRT is not installed ({' or '.join(MODULES[flavour] for flavour in wanted)})",
        "pip install tensorrt-rtx (Linux and Windows on x86-64), or write an ONNX file instead (-o net.onnx)",
    )


def present_gpu() -> str | None:
    """The compute capability of the first CUDA device, as sm86, or None without one; asks the driver."""
    try:
        cuda = ctypes.CDLL("nvcuda.dll" if platform.system() == "Windows" else "libcuda.so.1")
    except OSError:
        return None
    device, major, minor = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    if cuda.cuInit(0) or cuda.cuDeviceGet(ctypes.byref(device), 0):
        return None
    cuda.cuDeviceGetAttribute(ctypes.byref(major), 75, device)  # CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    cuda.cuDeviceGetAttribute(ctypes.byref(minor), 76, device)  # ..._MINOR
    return f"sm{major.value}{minor.value}"


def _make_logger(trt: Any) -> Any:
    class Logger(trt.ILogger):  # type: ignore[misc]
        """Keeps what TensorRT reports as an error."""

        def __init__(self) -> None:
            super().__init__()
            self.errors: list[str] = []

        def log(self, severity: Any, message: str) -> None:
            if severity in (trt.ILogger.Severity.ERROR, trt.ILogger.Severity.INTERNAL_ERROR):
                self.errors.append(message)

    return Logger()
