"""Reading engine files: why one is refused, the runtime cache of RTX, and GPUs that RTX does not build for.

No GPU is used. Engines are built by TensorRT for RTX; where one would be read, objects with its API take its place.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tensorrt_rtx

from caffe2trt.converter import ConversionError, build_engine
from caffe2trt.converter.cli import doctor
from caffe2trt.converter.trt import api as converter_api
from caffe2trt.converter.trt.api import load_tensorrt
from caffe2trt.runtime import SessionError, engine_file, tensorrt_versions
from caffe2trt.runtime.driver import Gpu
from caffe2trt.runtime.engine_file import read_engine
from caffe2trt.runtime.manifest import ConversionOptions, Manifest
from caffe2trt.runtime.rtx_engine import RtxEngine, cache_file, give_memory, save_runtime_cache
from caffe2trt.runtime.tensorrt_versions import TensorRTModule, flavours_of
from tests.networks import lstm_text, random_net
from tests.standin import Signature, StandIn, table
from tests.test_cli import SINE, call
from tests.test_tensorrt_versions import full

CAUSES = tensorrt_rtx.EngineInvalidityDiagnostics


class Logger:
    """In place of ILogger."""

    class Severity:
        ERROR, INTERNAL_ERROR = "error", "internal error"


def module_that_reads(content: bytes, *, needs_host_code: bool = False, diagnostics: int | None = None) -> Any:
    """In place of a TensorRT module: its runtime reads a file of that content."""

    class Runtime:
        engine_host_code_allowed = False

        def __init__(self, logger: Any) -> None:
            self.logger = logger

        def deserialize_cuda_engine(self, given: bytes) -> Any:
            assert diagnostics is None, "it was refused already"
            if given != content:
                return None
            if needs_host_code and not self.engine_host_code_allowed:
                self.logger.errors.append("Engine has host code that is not allowed")
                return None
            return SimpleNamespace(name="net")

    if diagnostics is not None:
        Runtime.get_engine_validity = lambda self, given: (2, diagnostics)  # type: ignore[attr-defined]
    return SimpleNamespace(
        __version__="10.16.1",
        ILogger=type("ILogger", (Logger,), {}),
        Runtime=Runtime,
        EngineValidity=SimpleNamespace(INVALID=2),
        EngineInvalidityDiagnostics=CAUSES,
        init_libnvinfer_plugins=lambda logger, namespace: True,
    )


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The TensorRT modules that are installed."""
    installed: dict[str, Any] = {}
    monkeypatch.setattr(engine_file, "import_tensorrt", installed.get)
    return installed


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    path = tmp_path / "net.engine"
    path.write_bytes(b"of the full one")
    return path


def test_an_engine_is_read_by_the_tensorrt_that_built_it(engine: Path, modules: dict[str, Any]) -> None:
    modules.update(rtx=module_that_reads(b"of RTX"), full=module_that_reads(b"of the full one"))
    api, found = read_engine(engine, flavours_of("auto"))
    assert (api.flavour, api.module, found.name) == ("full", modules["full"], "net")
    del modules["full"]
    reasons = r"tensorrt_rtx 10\.16\.1 cannot read it, tensorrt is not installed"
    with pytest.raises(SessionError, match=reasons):
        read_engine(engine, flavours_of("auto"))


def test_code_for_the_cpu_is_allowed_only_where_the_user_says_so(
    engine: Path, modules: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    modules["full"] = module_that_reads(b"of the full one", needs_host_code=True)
    with pytest.raises(SessionError, match="not allowed; set CAFFE2TRT_ALLOW_HOST_CODE=1 if you trust the file"):
        read_engine(engine, ["full"])
    monkeypatch.setenv("CAFFE2TRT_ALLOW_HOST_CODE", "1")
    assert read_engine(engine, ["full"])[1].name == "net"


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (CAUSES.VERSION_MISMATCH, "another version of TensorRT for RTX built it; convert it again"),
        (CAUSES.UNSUPPORTED_CC, r"it was not built for the GPU here, sm89; convert it again with --gpu sm89"),
        (CAUSES.OLD_CUDA_DRIVER, r"the driver \(CUDA 12\.8\) is too old for it; .*pip install tensorrt-rtx-cu12"),
        (CAUSES.OLD_CUDA_RUNTIME, "the CUDA runtime here is too old for it"),
        (CAUSES.INSUFFICIENT_GPU_MEMORY, "the GPU has too little memory for it"),
        (CAUSES.MALFORMED_ENGINE, "it is damaged, or not an engine of TensorRT for RTX"),
        (CAUSES.CUDA_ERROR, r"CUDA does not work here \(driver: CUDA 12\.8\)"),
    ],
    ids=str,
)
def test_rtx_says_why_it_does_not_take_a_file(
    engine: Path, modules: dict[str, Any], monkeypatch: pytest.MonkeyPatch, cause: Any, reason: str
) -> None:
    modules["rtx"] = module_that_reads(b"of RTX", diagnostics=int(cause))
    monkeypatch.setattr(engine_file, "find_gpu", lambda: Gpu("a GPU", "sm89", (12, 8)))
    monkeypatch.setattr(engine_file, "driver_version", lambda: (12, 8))
    with pytest.raises(SessionError, match=reason):
        read_engine(engine, ["rtx"])


def test_two_causes_are_both_named(engine: Path, modules: dict[str, Any]) -> None:
    both = int(CAUSES.VERSION_MISMATCH) | int(CAUSES.UNSUPPORTED_CC)
    modules["rtx"] = module_that_reads(b"of RTX", diagnostics=both)
    with pytest.raises(SessionError, match=r"another version .*; it was not built for the GPU here"):
        read_engine(engine, ["rtx"])


def test_a_full_engine_goes_past_rtx_without_a_word(engine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The real TensorRT for RTX refuses it; it used to print [TRT] [E] lines."""
    with pytest.raises(SessionError, match="it is damaged, or not an engine of TensorRT for RTX"):
        read_engine(engine, ["rtx"])
    assert capfd.readouterr() == ("", "")


def test_an_engine_without_its_weights_does_not_run(engine: Path, modules: dict[str, Any]) -> None:
    manifest = Manifest("n", options=ConversionOptions(strip_weights=True))
    module = module_that_reads(b"of the full one")
    module.Runtime.deserialize_cuda_engine = lambda self, given: SimpleNamespace(name=manifest.to_text())
    modules["full"] = module
    with pytest.raises(SessionError, match="built with --strip-weights and has no weights"):
        read_engine(engine, ["full"])


# The runtime cache


class Cache:
    """In place of IRuntimeCache: takes what begins with its GPU's name, holds what was compiled."""

    def __init__(self, gpu: bytes) -> None:
        self.gpu, self.content = gpu, b""

    def deserialize(self, content: bytes) -> bool:
        if not content.startswith(self.gpu):
            return False
        self.content = content
        return True

    def serialize(self) -> bytes:
        return self.content


class Config:
    """In place of IRuntimeConfig."""

    def __init__(self, gpu: bytes) -> None:
        self.gpu = gpu

    def create_runtime_cache(self) -> Cache:
        return Cache(self.gpu)

    def set_execution_context_allocation_strategy(self, strategy: Any) -> None:
        self.strategy = strategy

    def set_runtime_cache(self, cache: Cache) -> bool:
        self.cache = cache
        return True


class Engine:
    """In place of an ICudaEngine of RTX on a GPU: making a context compiles what the cache does not hold."""

    name = "net"
    device_memory_size_v2 = 1000

    def __init__(self, gpu: bytes = b"sm86") -> None:
        self.gpu, self.compiled = gpu, 0

    def create_runtime_config(self) -> Any:
        return Config(self.gpu)

    def create_execution_context(self, config: Any) -> Any:
        assert config.strategy == tensorrt_rtx.ExecutionContextAllocationStrategy.USER_MANAGED
        if not config.cache.content:
            self.compiled += 1
            config.cache.content = self.gpu + b" kernels"
        given: list[tuple[int, int]] = []
        return SimpleNamespace(config=config, given=given, set_device_memory=lambda *memory: given.append(memory))


def cached(engine: Engine, file: Path) -> RtxEngine:
    config = TensorRTModule("rtx", tensorrt_rtx).rtx_config(engine)
    return RtxEngine(engine, config, file)


def test_the_second_process_does_not_compile_again(tmp_path: Path) -> None:
    file = cache_file(tmp_path / "net.engine")
    first, second = Engine(), Engine()
    cached(first, file).create_execution_context()
    assert file.read_bytes() == b"sm86 kernels"
    assert file.name == "net.engine.cache"
    cached(second, file).create_execution_context()
    assert (first.compiled, second.compiled) == (1, 0)
    assert list(tmp_path.iterdir()) == [file]


def test_a_cache_of_another_gpu_is_replaced(tmp_path: Path) -> None:
    file = cache_file(tmp_path / "net.engine")
    file.write_bytes(b"sm120 kernels")
    engine = Engine()
    cached(engine, file).create_execution_context()
    assert (engine.compiled, file.read_bytes()) == (1, b"sm86 kernels")


def test_what_a_call_compiles_is_saved_at_the_end(tmp_path: Path) -> None:
    engine = cached(Engine(), cache_file(tmp_path / "net.engine"))
    context = engine.create_execution_context()
    context.config.cache.content += b", more"
    save_runtime_cache(engine)
    assert cache_file(tmp_path / "net.engine").read_bytes() == b"sm86 kernels, more"
    save_runtime_cache(Engine())  # an engine of the full TensorRT has none


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    engine = Engine()
    assert cached(engine, tmp_path / "absent/net.engine.cache").create_execution_context() is not None
    assert (engine.compiled, list(tmp_path.iterdir())) == (1, [])


def test_an_unchanged_cache_is_not_written_again(tmp_path: Path) -> None:
    file = cache_file(tmp_path / "net.engine")
    engine = cached(Engine(), file)
    engine.create_execution_context()
    file.unlink()
    save_runtime_cache(engine)
    assert not file.exists()


@pytest.mark.parametrize(
    "engine", [SimpleNamespace(), SimpleNamespace(create_runtime_config=SimpleNamespace)], ids=["8.6", "10.16"]
)
def test_an_engine_of_the_full_tensorrt_has_no_cache(engine: Any) -> None:
    """The newer ones have an IRuntimeConfig, but nothing to keep."""
    assert full("10.16.1").rtx_config(engine) is None


def test_opening_an_engine_of_rtx_uses_the_cache(engine: Path, modules: dict[str, Any]) -> None:
    module = module_that_reads(b"of the full one")
    module.Runtime.deserialize_cuda_engine = lambda self, given: Engine()
    module.ExecutionContextAllocationStrategy = tensorrt_rtx.ExecutionContextAllocationStrategy
    modules["rtx"] = module
    _, found = read_engine(engine, ["rtx"])
    assert found.create_execution_context() is not None
    assert Path(f"{engine}.cache").read_bytes() == b"sm86 kernels"
    assert found.name == "net"  # everything else is the engine's


def test_rtx_has_the_calls_of_the_cache() -> None:
    """Against the table of the real API; other versions are not asked for a cache."""
    rtx = table("rtx")
    for kind, member, arguments in (
        ("ICudaEngine", "create_runtime_config", ()),
        ("ICudaEngine", "create_execution_context", (object(),)),
        ("IRuntimeConfig", "create_runtime_cache", ()),
        ("IRuntimeConfig", "set_runtime_cache", (object(),)),
        ("IRuntimeCache", "deserialize", (b"",)),
        ("IRuntimeCache", "serialize", ()),
        ("IRuntimeConfig", "set_execution_context_allocation_strategy", (object(),)),
        ("IExecutionContext", "set_device_memory", (0, 0)),
        ("Runtime", "get_engine_validity", (b"",)),
    ):
        assert any(signature.fits(arguments, {}) for signature in map(Signature, rtx[kind][member])), member
    assert rtx["ICudaEngine"]["device_memory_size_v2"] == "property"
    assert "USER_MANAGED" in rtx["ExecutionContextAllocationStrategy"]["__members__"]


def test_a_context_gets_the_memory_that_it_works_in(tmp_path: Path) -> None:
    """What an engine asks for that is built with REQUIRE_USER_ALLOCATION; else TensorRT makes no context of it."""
    engine = cached(Engine(), cache_file(tmp_path / "net.engine"))
    freed: list[int] = []
    device: Any = SimpleNamespace(allocate=lambda size: 256 * size, free=freed.append)
    with ExitStack() as held:
        context = engine.create_execution_context()
        give_memory(engine, context, device, held)
        assert context.given == [(256_000, 1000)]
        assert not freed
    assert freed == [256_000]
    with ExitStack() as held:
        give_memory(Engine(), None, device, held)  # of the full TensorRT, which allocates
    assert freed == [256_000]


def test_rtx_engines_can_be_recorded_as_cuda_graphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All goldens build with this flag (test_engine.py)."""
    configs = []
    real = converter_api.TensorRT.configure

    def configure(self: converter_api.TensorRT, config: Any, precision: str, tf32: bool) -> None:
        real(self, config, precision, tf32)
        configs.append(config.get_flag(tensorrt_rtx.BuilderFlag.REQUIRE_USER_ALLOCATION))

    monkeypatch.setattr(converter_api.TensorRT, "configure", configure)
    build_engine(random_net(tmp_path, lstm_text(16, 2, 3, 8)), tmp_path / "net.engine", "sm86", tensorrt="rtx")
    assert configs == [True]


# GPUs and drivers that RTX does not serve


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes this a machine with a GPU of a compute capability, and a driver."""

    def place(capability: str, driver: tuple[int, int] = (13, 0), installed: dict[str, Any] | None = None) -> None:
        gpu = Gpu("NVIDIA of a test", capability, driver)
        monkeypatch.setattr(converter_api, "find_gpu", lambda: gpu)
        monkeypatch.setattr(doctor, "find_gpu", lambda: gpu)
        monkeypatch.setattr(doctor, "driver_version", lambda: driver)
        if installed is not None:
            monkeypatch.setattr(converter_api, "import_tensorrt", installed.get)

    return place


@pytest.mark.parametrize("gpu", ["sm61", "sm87", "sm90", "sm100"])
def test_a_gpu_that_rtx_does_not_know(tmp_path: Path, gpu: str, on: Callable[..., None]) -> None:
    """It was a KeyError and a traceback; doctor said yes to everything."""
    on(gpu)
    result = call("convert", *SINE, "-o", tmp_path / "n.engine")
    assert result.exit_code == 2, result.output
    assert f"cannot build for {gpu}" in result.stderr
    assert "--tensorrt full" in result.stderr
    assert "trtexec --onnx=net.onnx" in result.stderr
    shown = " ".join(call("doctor").stdout.split())
    assert f"Build engines: yes, but not for the GPU here, {gpu}" in shown
    assert "install the full TensorRT" in shown
    assert f"Run engines: no; missing: a TensorRT for {gpu}" in shown


def test_auto_takes_the_full_tensorrt_for_such_a_gpu(on: Callable[..., None]) -> None:
    on("sm90", installed={"rtx": tensorrt_rtx, "full": StandIn("10.16.1")})
    assert load_tensorrt("auto").flavour == "full"
    assert load_tensorrt("auto", ["sm90"]).flavour == "full"
    assert load_tensorrt("auto", ["sm86"]).flavour == "rtx"
    on("sm86", installed={"rtx": tensorrt_rtx, "full": StandIn("10.16.1")})
    assert load_tensorrt("auto").flavour == "rtx"


@pytest.mark.parametrize(
    ("driver", "cuda", "remedy"),
    [
        ((12, 8), 13, "pip install tensorrt-rtx-cu12"),
        ((11, 8), 13, "update the driver"),
        ((13, 1), 13, ""),
        ((12, 8), 12, ""),
    ],
)
def test_doctor_names_the_package_for_a_cuda_12_driver(
    on: Callable[..., None], monkeypatch: pytest.MonkeyPatch, driver: tuple[int, int], cuda: int, remedy: str
) -> None:
    on("sm86", driver)
    monkeypatch.setattr(tensorrt_versions, "_is_installed", lambda package: package == f"tensorrt-rtx-cu{cuda}")
    assert load_tensorrt("rtx").cuda == cuda
    shown = " ".join(call("doctor").stdout.split())
    assert ("its engines do not run" in shown) == bool(remedy)
    assert remedy in shown


def test_tensorrt_8_5_is_too_old(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It has no add_cast; JetPack 5 has it."""
    module = StandIn("8.6.1")
    module.__version__ = "8.5.2"
    network = {name: member for name, member in module.table["INetworkDefinition"].items() if name != "add_cast"}
    module.table = module.table | {"INetworkDefinition": network}
    net = random_net(tmp_path, lstm_text(2, 2, 3, 4))
    reason = r"TensorRT 8\.5\.2 is too old: caffe2trt needs TensorRT 8\.6 or newer\. JetPack 5 .*-o net\.onnx"
    with pytest.raises(ConversionError, match=reason):
        build_engine(net, tmp_path / "n.engine", tensorrt=converter_api.TensorRT("full", module))
    monkeypatch.setattr(converter_api, "import_tensorrt", {"full": module}.get)
    with pytest.raises(ConversionError, match=reason):
        load_tensorrt("full")


def test_rtx_older_than_1_4_is_too_old() -> None:
    old = TensorRTModule("rtx", SimpleNamespace(__version__="1.3.0"))
    assert old.why_too_old == ("caffe2trt needs TensorRT for RTX 1.4 or newer", "pip install --upgrade tensorrt-rtx")
    assert TensorRTModule("rtx", SimpleNamespace(__version__="1.4.0")).why_too_old is None
