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
from importlib import import_module, metadata
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


def is_tiny_loop(streams: int, cells: int) -> bool:
    """Whether TensorRT for RTX writes a loop's product with the hidden state out number by number, in one huge kernel.

    TensorRT for RTX 1.4 to 1.7, for one stream with fewer than 7 cells in fp32 and fp16 (tried): an LSTM of 16 steps
    becomes an engine of 25 MB with 3 cells, of 533 MB, after six minutes, with 6, and of less than 2 MB with 7. Zeros
    beside the hidden state keep it from that, and so does a second stream.
    """
    return streams == 1 and cells < 7


# The names of the builder's options in TensorRT's module, and the TensorRT that has them first.
_BUILDER_OPTIONS = {
    "workspace": ("MemoryPoolType", "WORKSPACE", "8.6"),
    "optimization_level": ("IBuilderConfig", "builder_optimization_level", "8.6"),
    "hardware_compatibility AMPERE_PLUS": ("HardwareCompatibilityLevel", "AMPERE_PLUS", "8.6"),
    "hardware_compatibility SAME_COMPUTE_CAPABILITY": ("HardwareCompatibilityLevel", "SAME_COMPUTE_CAPABILITY", "10.9"),
    "version_compatible": ("BuilderFlag", "VERSION_COMPATIBLE", "8.6"),
    "refit": ("BuilderFlag", "REFIT", "8.6"),
    "strip_weights": ("BuilderFlag", "STRIP_PLAN", "10.0"),
    "profiling": ("IBuilderConfig", "profiling_verbosity", "8.6"),
    "timing_cache": ("IBuilderConfig", "set_timing_cache", "8.6"),
}
# TensorRT for RTX has their names too, but they are unsupported there or change nothing (1.7 tried).
_NOT_IN_RTX = {name for name in _BUILDER_OPTIONS if name.startswith(("hardware", "optimization", "timing", "version"))}


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


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
            "LSTM by a loop, or RNNv2" if self.has_rnnv2 else "LSTM by a loop",
            tile[self.tile_plugins[0]] if self.tile_plugins else "no Tile plugin (none needed)",
        )

    @property
    def why_too_old(self) -> tuple[str, str] | None:
        """Why this version does not serve, and what to do; None where it does.

        TensorRT 8.6 is the oldest: INetworkDefinition.add_cast is absent in 8.5.3.
        """
        if self.flavour == "rtx" and self.version < (1, 4):
            return "caffe2trt needs TensorRT for RTX 1.4 or newer", "pip install --upgrade tensorrt-rtx"
        if self.flavour == "full" and not hasattr(self.module.INetworkDefinition, "add_cast"):
            return (
                "caffe2trt needs TensorRT 8.6 or newer",
                "JetPack 5 has TensorRT 8.5 and JetPack 6 has 8.6 or newer; or write an ONNX file (-o net.onnx)",
            )
        return None

    # Building

    def missing_builder_option(self, option: str) -> tuple[str, str] | None:
        """What is wrong with an option of the builder in this version, and what to do; None where it works.

        Args:
            option: one of BuilderOptions by name; hardware_compatibility with a space and TensorRT's name of the level.
        """
        kind, member, since = _BUILDER_OPTIONS[option]
        if self.flavour == "rtx" and option in _NOT_IN_RTX:
            return "does not have it", f"It needs the full TensorRT, {since} or newer (--tensorrt full)"
        if not hasattr(getattr(self.module, kind), member):
            return "does not have it", f"It needs TensorRT {since} or newer"
        if option == "refit" and self.flavour == "full" and self.version[:2] == (11, 3):
            return (
                "may compute wrong numbers in such an engine: NVIDIA's notes on 11.3 say that biases can be lost",
                "Use another version of TensorRT, or leave it out",
            )
        return None

    @property
    def needs_gpu_to_refit(self) -> bool:
        """Whether engines whose weights can be replaced need a GPU to be built: RTX (1.7 tried)."""
        return self.flavour == "rtx"

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

    @property
    def requires_user_allocation(self) -> bool:
        """Whether the builder can promise that a call allocates nothing, so that it can be recorded in a CUDA graph.

        The contexts of such an engine must get their memory from the caller (runtime/rtx_engine.py).
        TensorRT for RTX 1.7: BuilderFlag.REQUIRE_USER_ALLOCATION, which all golden networks build with (tried).
        """
        return hasattr(self.module.BuilderFlag, "REQUIRE_USER_ALLOCATION")

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
        """Whether there is the RNNv2 layer, which TensorRT removed after version 9.

        Only networks with an implicit batch may have it: "RNN inputs do not support wildcard dimensions or explicit
        batch size networks" (NvInfer.h, 7.0 to 8.6). In others add_rnn_v2 gives None.
        """
        return hasattr(self.module, "IRNNv2Layer")

    def has_implicit_batch(self, engine: Any) -> bool:
        """Whether an engine's shapes have no axis for the batch, as in TensorRT 8; 11 does not have the name."""
        return bool(getattr(engine, "has_implicit_batch_dimension", False))

    def merges_tiny_loop(self, streams: int, cells: int) -> bool:
        """Whether the builder writes a loop's product with the hidden state out number by number: see is_tiny_loop."""
        return self.flavour == "rtx" and is_tiny_loop(streams, cells)

    @property
    def builds_convolution_of_varying_batch_in_loop(self) -> bool:
        """Whether a loop may hold a convolution whose batch is a range: the builder of RTX 1.7 crashes (tried)."""
        return self.flavour != "rtx"

    # Plugins

    @property
    def tile_plugins(self) -> tuple[str, ...]:
        """The ways to add the Tile plugin: "aot" (the engine needs no Python), "v3" (it does); none in RTX and 8.

        add_plugin exists from TensorRT 10.6, but takes plugins compiled ahead of time (aot=) from 10.9 only, which also
        has the flag that prefers them (tables of 10.6, 10.8 and 10.9).
        """
        if self.flavour != "full":
            return ()
        has_aot = hasattr(self.module.NetworkDefinitionCreationFlag, "PREFER_AOT_PYTHON_PLUGINS")
        has_v3 = hasattr(self.module.INetworkDefinition, "add_plugin_v3")
        return tuple(way for way, there in (("aot", has_aot), ("v3", has_v3)) if there)

    # ONNX files

    @property
    def has_onnx_parser(self) -> bool:
        """Whether it reads ONNX files itself: NVIDIA's own wheels do; a TensorRT may be built without."""
        return hasattr(self.module, "OnnxParser")

    @property
    def parser_names_nodes(self) -> bool:
        """Whether an error of the parser says which ONNX node it is about: TensorRT 10 and newer, and RTX."""
        return hasattr(self.module.ParserError, "node_name")

    # Reading networks back

    @property
    def reports_no_reshape_as_error(self) -> bool:
        """Whether a shuffle layer that only transposes gives reshape_dims of -1 dimensions, whose length is an error.

        TensorRT for RTX up to 1.5 (tried) and TensorRT up to 11.1, as their bindings say; newer ones give None.
        """
        return self.version < ((1, 6) if self.flavour == "rtx" else (11, 2))

    # Running engines

    def rtx_config(self, engine: Any) -> Any:
        """How TensorRT for RTX runs an engine: an IRuntimeConfig for contexts whose memory the caller gives.

        It can have a runtime cache: RTX compiles kernels when an engine is opened. The full TensorRT does so when it
        builds; there it is None.
        """
        make = getattr(engine, "create_runtime_config", None)
        config = None if make is None else make()
        if config is None or not hasattr(config, "create_runtime_cache"):
            return None
        strategies = self.module.ExecutionContextAllocationStrategy
        config.set_execution_context_allocation_strategy(strategies.USER_MANAGED)
        return config

    @property
    def says_validity(self) -> bool:
        """Whether the runtime says why it does not take a file: TensorRT for RTX 1.7."""
        return hasattr(self.module.Runtime, "get_engine_validity")

    def driver_remedy(self, driver: tuple[int, int] | None) -> str:
        """What helps where the CUDA driver is too old, in words."""
        if self.cuda != 13 or driver is None or driver[0] != 12:
            return "update the driver"
        return (
            "update the driver to CUDA 13, or install TensorRT for RTX for CUDA 12: pip uninstall tensorrt-rtx-cu13 "
            "tensorrt-rtx-cu13-bindings tensorrt-rtx-cu13-libs, then pip install tensorrt-rtx-cu12"
        )

    @property
    def cuda(self) -> int | None:
        """The CUDA version, as 13, whose driver the installed package needs to run engines; None if it is not known.

        TensorRT for RTX is packaged as tensorrt-rtx-cu12 and tensorrt-rtx-cu13, and tensorrt-rtx is the latter.
        """
        packages = {major: f"tensorrt-rtx-cu{major}" for major in (13, 12)} if self.flavour == "rtx" else {}
        return next((major for major, package in packages.items() if _is_installed(package)), None)

    @property
    def restricts_host_code(self) -> bool:
        """Whether a runtime loads engines with code for the CPU, such as their own runtime, only where it is told to.

        TensorRT 8.6 and newer, and RTX.
        """
        return hasattr(self.module.Runtime, "engine_host_code_allowed")

    def is_stream_capturable(self, context: Any, stream: int) -> bool:
        """Whether a call of the context can be recorded in a CUDA graph, as far as TensorRT says so beforehand.

        TensorRT for RTX says it; the full TensorRT does not, and recording shows it.
        """
        ask = getattr(context, "is_stream_capturable", None)
        return ask is None or bool(ask(stream))
