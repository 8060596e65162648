"""BuilderOptions: what a caller may ask of TensorRT's builder, refused by name where the version does not have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter.choices import HARDWARE_COMPATIBILITIES, PROFILINGS, require_choice
from caffe2trt.converter.trt.api import TensorRT, present_gpu

MIB = 2**20
_HARDWARE = {"ampere+": "AMPERE_PLUS", "same-compute-capability": "SAME_COMPUTE_CAPABILITY"}
_PROFILING = {"none": "NONE", "names": "LAYER_NAMES_ONLY", "detailed": "DETAILED"}


@dataclass(frozen=True)
class BuilderOptions:
    """Options of TensorRT's builder. None and False leave TensorRT's default.

    Attributes:
        workspace: MiB of GPU memory that a layer may use while it runs.
        optimization_level: 0 (builds fast) to 5 (looks longest for fast kernels). Full TensorRT.
        hardware_compatibility: "ampere+": one engine for Ampere and newer GPUs; "same-compute-capability": for all GPUs
            of this compute capability (TensorRT 10.9). Full TensorRT.
        version_compatible: newer versions of TensorRT run the engine too. It contains a runtime, which a program must
            allow. Full TensorRT.
        refit: the weights can be replaced later with TensorRT's Refitter, under the layers' names.
        strip_weights: the engine contains no weights; the Refitter must fill them in. TensorRT 10 and RTX.
        profiling: "none", "names" or "detailed": what profilers and TensorRT's inspector can say about layers.
        timing_cache: a file that keeps the builder's measurements from build to build. Full TensorRT.

    """

    workspace: int | None = None
    optimization_level: int | None = None
    hardware_compatibility: str | None = None
    version_compatible: bool = False
    refit: bool = False
    strip_weights: bool = False
    profiling: str | None = None
    timing_cache: str | Path | None = None

    def recorded(self) -> dict[str, Any]:
        """What the engine records of them: not the timing cache, which is a file of the machine that builds."""
        given = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "timing_cache"}
        return {name: value for name, value in given.items() if value is not None and value is not False}

    def require(self, api: TensorRT) -> None:
        """Raise ConversionError if a value is unknown or this TensorRT does not have an option."""
        if self.hardware_compatibility is not None:
            require_choice("hardware_compatibility", self.hardware_compatibility, HARDWARE_COMPATIBILITIES)
        if self.profiling is not None:
            require_choice("profiling", self.profiling, PROFILINGS)
        if self.workspace is not None and self.workspace < 1:
            raise ConversionError(f"a workspace of {self.workspace} MiB", "It must be at least 1 MiB")
        if self.optimization_level not in (None, 0, 1, 2, 3, 4, 5):
            raise ConversionError(f"unknown optimization_level {self.optimization_level!r}", "It is 0 to 5")
        given = self.recorded() | ({} if self.timing_cache is None else {"timing_cache": self.timing_cache})
        for name in given:
            key = f"{name} {_HARDWARE[given[name]]}" if name == "hardware_compatibility" else name
            if (missing := api.missing_builder_option(key)) is not None:
                raise ConversionError(f"{_flag(name, given[name])}: {api.description} {missing[0]}", missing[1])
        if (self.refit or self.strip_weights) and api.needs_gpu_to_refit and present_gpu() is None:
            flag = "--refit" if self.refit else "--strip-weights"
            raise ConversionError(
                f"{flag}: {api.description} needs a GPU to build such an engine, and none was found here",
                "Build it on a machine with a GPU, or leave the option out",
            )

    @contextmanager
    def on(self, api: TensorRT, config: Any) -> Iterator[None]:
        """Set the options on an IBuilderConfig for a build; afterwards the timing cache is written.

        Raises:
            ConversionError: the timing cache cannot be read or written, or is that of another TensorRT or GPU.
        """
        trt = api.module
        flags = trt.BuilderFlag
        if self.workspace is not None:
            config.set_memory_pool_limit(trt.MemoryPoolType.WORKSPACE, self.workspace * MIB)
        if self.optimization_level is not None:
            config.builder_optimization_level = self.optimization_level
        if self.hardware_compatibility is not None:
            level = getattr(trt.HardwareCompatibilityLevel, _HARDWARE[self.hardware_compatibility])
            config.hardware_compatibility_level = level
        if self.version_compatible:
            config.set_flag(flags.VERSION_COMPATIBLE)
        if self.refit:
            config.set_flag(flags.REFIT)
        if self.strip_weights:
            config.set_flag(flags.STRIP_PLAN)
            if not self.refit:
                config.set_flag(flags.REFIT_IDENTICAL)
        if self.profiling is not None:
            config.profiling_verbosity = getattr(trt.ProfilingVerbosity, _PROFILING[self.profiling])
        if self.timing_cache is None:
            yield
            return
        cache = _load_timing_cache(api, config, self.timing_cache)
        yield
        with replacing(self.timing_cache) as file:
            file.write(bytes(cache.serialize()))


def _load_timing_cache(api: TensorRT, config: Any, path: str | Path) -> Any:
    require_writable(path)
    try:
        content = Path(path).read_bytes() if Path(path).exists() else b""
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}") from error
    cache = config.create_timing_cache(content)
    if cache is None or not config.set_timing_cache(cache, False):
        raise ConversionError(
            f"{path} is not a timing cache of {api.description} on this GPU",
            "Name another file, or delete it to begin a new one",
        )
    return cache


def _flag(name: str, value: Any) -> str:
    return f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}")
