"""The runtime cache of TensorRT for RTX: what it compiles for the GPU at hand, kept in a file beside the engine.

Without it every process compiles the engine's kernels again.
"""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from typing import Any

LOG = logging.getLogger("caffe2trt.runtime")
LOG.addHandler(logging.NullHandler())


def cache_file(engine: str | Path) -> Path:
    """The file of an engine's runtime cache: net.engine.cache for net.engine."""
    return Path(f"{engine}.cache")


class CachedEngine:
    """An ICudaEngine whose execution contexts use a runtime cache.

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


def save_runtime_cache(engine: Any) -> None:
    """Write the cache of an engine that has one."""
    if isinstance(engine, CachedEngine):
        engine.save()
