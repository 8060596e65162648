"""Which TensorRT Python modules there are, and how their versions differ: the one file that knows.

Everything else asks a property by its name; nothing else asks for a version, a flavour, or whether a module has a
name. Where a reason says "tried", the wheels of that version were tried. The oldest that are supported are TensorRT
8.6 and TensorRT for RTX 1.4. docs/tensorrt.md says what to do when a new version comes.

Importing this file imports no TensorRT.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

# By flavour: rtx is TensorRT for RTX, which builds for any listed GPU without having one.
MODULES = {"rtx": "tensorrt_rtx", "full": "tensorrt"}
NAMES = {"rtx": "TensorRT for RTX", "full": "TensorRT"}
PACKAGES = {"rtx": "tensorrt-rtx (Linux and Windows on x86-64)", "full": "'caffe2trt[tensorrt]'"}  # for pip install
TENSORRTS = ("auto", *MODULES)


def flavours_of(choice: str) -> tuple[str, ...]:
    """The flavours to try for one of TENSORRTS, in order."""
    return tuple(MODULES) if choice == "auto" else (choice,)


def import_tensorrt(flavour: str) -> Any:
    """The Python module of a flavour, or None where it is not installed.

    Raises:
        ImportError: it is installed but does not load.
    """
    name = MODULES[flavour]
    return import_module(name) if find_spec(name) is not None else None


def module_of(network: Any) -> TensorRTModule:
    """The TensorRT that a bare INetworkDefinition belongs to."""
    name = type(network).__module__
    module = sys.modules[name]
    if not hasattr(module, "__version__"):  # the extension inside of the package
        module = import_module(name.rpartition(".")[2])
    return TensorRTModule("rtx" if module.__name__ == MODULES["rtx"] else "full", module)


@dataclass(frozen=True)
class TensorRTModule:
    """A TensorRT Python module, and what its version can and cannot do.

    Attributes:
        flavour: rtx or full.
        module: the Python module, with its own API (typed as Any: neither ships type stubs).

    """

    flavour: str
    module: Any

    @property
    def module_name(self) -> str:
        """The name that Python imports."""
        return MODULES[self.flavour]

    @property
    def version_text(self) -> str:
        """The version as the module gives it: 10.16.1.11, 10.0.0b6."""
        return str(self.module.__version__)

    @property
    def version(self) -> tuple[int, ...]:
        """Major, minor, patch: (8, 6, 1) for 8.6.1.6, (10, 0, 0) for 10.0.0b6.

        Raises:
            ValueError: the version does not begin with a number.
        """
        numbers = re.match(r"\d+(\.\d+)*", self.version_text)
        if numbers is None:
            raise ValueError(f"{self.module_name} has the version {self.version_text!r}, which is not a number")
        return tuple(int(part) for part in numbers[0].split(".")[:3])

    @property
    def description(self) -> str:
        """Name and version for people."""
        return f"{NAMES[self.flavour]} {self.version_text}"

    @property
    def features(self) -> tuple[str, ...]:
        """What this version does, in words, for `caffe2trt doctor`."""
        tile = {"aot": "the Tile plugin", "v3": "the Tile plugin, which needs Python when the engine runs"}
        return (
            "fp32, fp16, bf16" if self.has_bf16 else "fp32, fp16, no bf16",
            "LSTM by RNNv2" if self.has_rnnv2 else "LSTM by a loop",
            tile[self.tile_plugins[0]] if self.tile_plugins else "no Tile plugin (none needed)",
        )

    # Building

    @property
    def targets(self) -> list[str]:
        """The GPUs that an engine can be built for without having one: sm80, sm86, ...; none in the full TensorRT."""
        capabilities = getattr(self.module, "ComputeCapability", None)
        names = capabilities.__members__ if capabilities else ()
        return sorted((name.lower() for name in names if name.startswith("SM")), key=lambda name: int(name[2:]))

    @property
    def has_progress_monitor(self) -> bool:
        """Whether the builder reports its phases: TensorRT 10 and newer, and RTX."""
        return hasattr(self.module, "IProgressMonitor")

    def builds_matmul(self, gpu: str, precision: str) -> bool:
        """Whether matrix products of a precision build for a GPU.

        Not for sm75 (Turing) in TensorRT for RTX: bf16 in no version, fp32 from 1.7 on (1.4 to 1.7 tried).
        """
        if self.flavour != "rtx" or gpu != "sm75":
            return True
        return precision == "fp16" or (precision == "fp32" and self.version < (1, 7))

    # Types

    @property
    def is_weakly_typed(self) -> bool:
        """TensorRT 8: the builder chooses types; layers state what they want and a flag makes it obey."""
        return self.flavour == "full" and self.version < (10,)

    @property
    def has_bf16(self) -> bool:
        """Whether there is bfloat16: TensorRT 10 and newer, and RTX."""
        return hasattr(self.module.DataType, "BF16")

    @property
    def builds_bf16_deconvolution(self) -> bool:
        """No version is known that does; elsewhere bf16 builds, so a deconvolution is then computed in fp32.

        TensorRT for RTX 1.4 to 1.7: "could not infer output types" (tried). TensorRT 10 and 11.0 report the same:
        https://github.com/NVIDIA/TensorRT/issues/4829, https://github.com/NVIDIA/TensorRT-Incubator/issues/565
        """
        return False

    # Recurrence

    @property
    def has_rnnv2(self) -> bool:
        """Whether there is the RNNv2 layer, which TensorRT removed after version 9."""
        return hasattr(self.module, "IRNNv2Layer")

    def merges_tiny_loop(self, streams: int, cells: int) -> bool:
        """Whether the builder writes a loop's product with the hidden state out number by number, in one huge kernel.

        TensorRT for RTX 1.4 to 1.7, for one stream with fewer than 7 cells in fp32 and fp16 (tried): an LSTM of 16
        steps becomes an engine of 25 MB with 3 cells, of 533 MB, after six minutes, with 6, and of less than 2 MB with
        7. Zeros beside the hidden state keep it from that.
        """
        return self.flavour == "rtx" and streams == 1 and cells < 7

    @property
    def builds_convolution_of_varying_batch_in_loop(self) -> bool:
        """Whether a loop may hold a convolution whose batch is a range: the builder of RTX 1.7 crashes (tried)."""
        return self.flavour != "rtx"

    # Plugins

    @property
    def tile_plugins(self) -> tuple[str, ...]:
        """The ways to add the Tile plugin: "aot" (the engine needs no Python), "v3" (it does); none in RTX and 8."""
        network = self.module.INetworkDefinition
        names = {"aot": "add_plugin", "v3": "add_plugin_v3"}
        return tuple(way for way, name in names.items() if self.flavour == "full" and hasattr(network, name))

    # Reading networks back

    @property
    def reports_no_reshape_as_error(self) -> bool:
        """Whether a shuffle layer that only transposes gives reshape_dims of -1 dimensions, whose length is an error.

        TensorRT for RTX up to 1.5 (tried) and TensorRT up to 11.1, as their bindings say; newer ones give None.
        """
        return self.version < ((1, 6) if self.flavour == "rtx" else (11, 2))

    def has_property(self, class_name: str, name: str) -> bool:
        """Whether a class has a property that only newer versions have: axes of ISliceLayer, which 10.0 lacks."""
        return hasattr(getattr(self.module, class_name), name)

    # Running engines

    @property
    def restricts_host_code(self) -> bool:
        """Whether a runtime loads engines with host code, such as plugins compiled into them, only where it is told to.

        TensorRT 8.6 and newer, and RTX.
        """
        return hasattr(self.module.Runtime, "engine_host_code_allowed")

    def is_stream_capturable(self, context: Any, stream: int) -> bool:
        """Whether a call of the context can be recorded in a CUDA graph, as far as TensorRT says so beforehand.

        TensorRT for RTX says it; the full TensorRT does not, and recording shows it.
        """
        ask = getattr(context, "is_stream_capturable", None)
        return ask is None or bool(ask(stream))
