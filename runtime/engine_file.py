"""read_engine: an engine file, read by the TensorRT that built it, or the reason why none reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from caffe2trt.runtime.driver import driver_version, find_gpu
from caffe2trt.runtime.implicit_batch import ImplicitBatchEngine
from caffe2trt.runtime.interface import Interface, SessionError, Shape, read_interface
from caffe2trt.runtime.manifest import Manifest, NamedShape
from caffe2trt.runtime.rtx_engine import RtxEngine, cache_file
from caffe2trt.runtime.tensorrt_log import logger_of
from caffe2trt.runtime.tensorrt_versions import MODULES, TensorRTModule, import_tensorrt
from caffe2trt.runtime.varying import Varying

HOST_CODE = "CAFFE2TRT_ALLOW_HOST_CODE"  # environment variable: 1 lets an engine bring code that runs on the CPU


def read_engine(path: str | Path, flavours: Sequence[str]) -> tuple[TensorRTModule, Any]:
    """The first of the TensorRTs that reads the file, and the engine. The GPU's context must be current.

    Raises:
        SessionError: none reads it, with the reason of each; or it was built without its weights.
    """
    content, reasons = Path(path).read_bytes(), []
    for flavour in flavours:
        trt = import_tensorrt(flavour)
        if trt is None:
            reasons.append(f"{MODULES[flavour]} is not installed")
            continue
        api = TensorRTModule(flavour, trt)
        reason, engine = _deserialize(api, content)
        if engine is not None:
            _require_weights(path, engine)
            if api.has_implicit_batch(engine):
                return api, ImplicitBatchEngine(api, engine)
            config = api.rtx_config(engine)
            return api, engine if config is None else RtxEngine(engine, config, cache_file(path))
        reasons.append(f"{api.module_name} {api.version_text} cannot read it" + (f" ({reason})" if reason else ""))
    raise SessionError(
        f"cannot run {path}: {', '.join(reasons)}; an engine runs only under the TensorRT that built it, "
        "on the GPU that it was built for"
    )


def _deserialize(api: TensorRTModule, content: bytes) -> tuple[str, Any]:
    """Why the file cannot be read, and the engine or None."""
    trt = api.module
    logger = logger_of(trt.ILogger)
    trt.init_libnvinfer_plugins(logger, "")
    runtime = trt.Runtime(logger)
    if api.says_validity:
        validity, diagnostics = runtime.get_engine_validity(content)
        if validity == trt.EngineValidity.INVALID:
            return "; ".join(_reasons(api, int(diagnostics))), None
    is_allowed = os.environ.get(HOST_CODE) == "1"
    if api.restricts_host_code:
        runtime.engine_host_code_allowed = is_allowed
    del logger.errors[:]
    engine = runtime.deserialize_cuda_engine(content)
    if engine is not None:
        return "", engine
    reason = logger.errors[-1] if logger.errors else ""
    if "host code" in reason.lower() and not is_allowed:
        reason += f"; set {HOST_CODE}=1 if you trust the file: built with --version-compatible, it brings its runtime"
    return reason, None


def _reasons(api: TensorRTModule, diagnostics: int) -> Iterator[str]:
    """TensorRT's diagnostics as sentences with a way out."""
    gpu, driver = find_gpu(), driver_version()
    here = gpu.capability if gpu else "none found"
    served = f"CUDA {driver[0]}.{driver[1]}" if driver else "none found"
    sentences = {
        "VERSION_MISMATCH": "another version of TensorRT for RTX built it; convert it again with this one",
        "UNSUPPORTED_CC": f"it was not built for the GPU here, {here}; convert it again with --gpu {here}",
        "OLD_CUDA_DRIVER": f"the driver ({served}) is too old for it; {api.driver_remedy(driver)}",
        "OLD_CUDA_RUNTIME": "the CUDA runtime here is too old for it; update tensorrt-rtx, or convert it again here",
        "INSUFFICIENT_GPU_MEMORY": "the GPU has too little memory for it",
        "MALFORMED_ENGINE": "it is damaged, or not an engine of TensorRT for RTX",
        "CUDA_ERROR": f"CUDA does not work here (driver: {served}); {api.driver_remedy(driver)}",
    }
    for name, member in api.module.EngineInvalidityDiagnostics.__members__.items():
        if diagnostics & int(member):
            yield sentences.get(name, name)


def _require_weights(path: str | Path, engine: Any) -> None:
    options = Manifest.from_text(engine.name).options
    if options is not None and options.strip_weights:
        raise SessionError(
            f"cannot run {path}: it was built with --strip-weights and has no weights; fill them in with TensorRT's "
            "Refitter in your own program, or convert it without --strip-weights"
        )


def interface_of(api: TensorRTModule, engine: Any) -> Interface:
    """The interface of an engine (an ICudaEngine); of one that takes a range of sizes, at the best size.

    Raises:
        SessionError: it is not an engine of caffe2trt.
    """
    trt = api.module
    shapes: dict[bool, dict[str, Shape]] = {True: {}, False: {}}
    for index in range(engine.num_io_tensors):
        name = engine.get_tensor_name(index)
        if engine.get_tensor_dtype(name) != trt.DataType.FLOAT:
            raise SessionError(f"{name!r} is not float32; the inputs and outputs of caffe2trt's engines are float32")
        is_input = engine.get_tensor_mode(name) == trt.TensorIOMode.INPUT
        shapes[is_input][name] = tuple(engine.get_tensor_shape(name))
    manifest = Manifest.from_text(engine.name)
    if not manifest.varies:
        return read_interface(shapes[True], shapes[False], manifest)
    if engine.num_optimization_profiles != 1 + len(manifest.profiles):
        raise SessionError(
            f"the engine has {engine.num_optimization_profiles} optimization profiles, but its manifest names "
            f"{1 + len(manifest.profiles)}: it is damaged"
        )
    inputs, outputs = (
        {name: _named(name, shape, manifest) for name, shape in shapes[is_input].items()} for is_input in (True, False)
    )
    return Varying(inputs, outputs, manifest).interface()


def _named(name: str, shape: Shape, manifest: Manifest) -> NamedShape:
    """The shape of an input or output in T and N, as the manifest says it; TensorRT has -1 for what varies."""
    named = manifest.shapes.get(name, shape)
    if len(named) != len(shape) or -1 in named or any(n not in (-1, wanted) for n, wanted in zip(shape, named)):
        raise SessionError(
            f"{name!r} has shape {shape}, and the engine's manifest does not say what varies: it is damaged"
        )
    return named
