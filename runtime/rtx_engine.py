"""Engines of TensorRT for RTX: the runtime cache in a file beside the engine, and memory that the caller gives.

The cache holds what TensorRT compiles for the GPU at hand; without it every process compiles it again. Engines that are
built so that calls can be recorded as CUDA graphs (BuilderFlag.REQUIRE_USER_ALLOCATION) allocate nothing themselves:
"Execution context creation requires ExecutionContextAllocationStrategy::kUSER_MANAGED", as TensorRT says.
"""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caffe2trt.runtime.device import Device

LOG = logging.getLogger("caffe2trt.runtime")
LOG.addHandler(logging.NullHandler())


def cache_file(engine: str | Path) -> Path:
    """The file of an engine's runtime cache: net.engine.cache for net.engine."""
    return Path(f"{engine}.cache")


class RtxEngine:
    """An ICudaEngine whose execution contexts use a runtime cache, and memory that give_memory gives them.

    Hold it as long as its contexts: TensorRT needs their IRuntimeConfig and its cache, and Python keeps only the engine
    alive. A cache of another version or GPU is refused by TensorRT and replaced. A file that cannot be read or written,
    in a folder without write access for example, costs nothing but the time of compiling.
    """

    def __init__(self, engine: Any, config: Any, file: Path) -> None:
        """`engine` is an ICudaEngine of TensorRT for RTX, `config` its IRuntimeConfig; the GPU's context is current."""
        self._engine, self._config, self._file = engine, config, file
        self._cache = config.create_runtime_cache()
        self._saved = self._load()
        if not self._config.set_runtime_cache(self._cache):
            LOG.warning("TensorRT does not take a runtime cache for %s", file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def create_execution_context(self) -> Any:
        """An IExecutionContext, or None if TensorRT cannot make one; what was compiled for it is saved."""
        context = self._engine.create_execution_context(self._config)
        self.save()
        return context

    def save(self) -> None:
        """Write the cache if it holds something new. The file appears whole or not at all."""
        memory = self._cache.serialize()
        content = b"" if memory is None else bytes(memory)
        if content in (b"", self._saved):
            return
        temporary = self._file.with_name(f".{self._file.name[:50]}.{secrets.token_hex(8)}")
        try:
            with open(temporary, "xb") as file:
                file.write(content)
            os.replace(temporary, self._file)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            LOG.info("the runtime cache %s cannot be written: %s", self._file, error)
        self._saved = content  # also where it cannot be written: trying again does not help

    def _load(self) -> bytes:
        """The content of the file, where TensorRT takes it."""
        try:
            content = self._file.read_bytes()
        except OSError:
            return b""
        return content if content and self._cache.deserialize(content) else b""


def give_memory(engine: Any, context: Any, device: Device, held: ExitStack) -> None:
    """Allocate the memory that a context works in, where TensorRT leaves it to the caller; `held` frees it.

    The context must be let go of before that.

    Raises:
        DeviceError: the GPU has too little memory.
    """
    if isinstance(engine, RtxEngine) and (size := engine.device_memory_size_v2):
        address = device.allocate(size)  # CUDA's are aligned to 256 bytes, as TensorRT asks
        held.callback(device.free, address)
        context.set_device_memory(address, size)


def save_runtime_cache(engine: Any) -> None:
    """Write the cache of an engine that has one."""
    if isinstance(engine, RtxEngine):
        engine.save()
