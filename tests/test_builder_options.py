"""Options of TensorRT's builder: set where the version has them, refused by name elsewhere, recorded in the engine.

The full TensorRT is a stand-in here (tests/standin.py); what is built is built by TensorRT for RTX.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
import tensorrt_rtx

from caffe2trt.converter import ConversionError, build_engine, define_network
from caffe2trt.converter.net import Net
from caffe2trt.converter.record import made_with
from caffe2trt.converter.trt.api import load_tensorrt
from caffe2trt.converter.trt.builder_options import BuilderOptions
from caffe2trt.runtime.manifest import ConversionOptions, Manifest
from caffe2trt.runtime.tensorrt_log import LOG
from caffe2trt.runtime.tensorrt_versions import TensorRTModule
from tests.networks import lstm_text, random_net
from tests.standin import VERSIONS, StandIn, TimingCache
from tests.test_cli import SINE, call
from tests.test_tensorrt_versions import full
from tests.test_version_properties import numbered

EVERY: dict[str, Any] = {
    "workspace": 64,
    "optimization_level": 0,
    "hardware_compatibility": "ampere+",
    "version_compatible": True,
    "refit": True,
    "strip_weights": True,
    "profiling": "detailed",
}


@pytest.fixture
def net(tmp_path: Path) -> Net:
    return random_net(tmp_path, lstm_text(2, 2, 3, 4))


@pytest.fixture(autouse=True)
def _a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("api", "builder_options"):
        monkeypatch.setattr(f"caffe2trt.converter.trt.{module}.present_gpu", lambda: "sm86")


def configured(version: str, **options: Any) -> Any:
    """An IBuilderConfig of a version with the options set."""
    api = full(version)
    builder = BuilderOptions(**options)
    builder.require(api)
    config = api.module.Builder(api.logger).create_builder_config()
    with builder.on(api, config):
        return config


@pytest.mark.parametrize("version", VERSIONS)
def test_each_option_reaches_the_builder(version: str) -> None:
    trt = tensorrt_rtx
    options = EVERY if not version.startswith("8.") else EVERY | {"strip_weights": False}
    config = configured(version, **options)
    assert config.get_memory_pool_limit(trt.MemoryPoolType.WORKSPACE) == 64 * 2**20
    assert config.builder_optimization_level == 0
    assert config.profiling_verbosity == trt.ProfilingVerbosity.DETAILED
    flags = {name: config.get_flag(getattr(trt.BuilderFlag, name)) for name in ("VERSION_COMPATIBLE", "REFIT")}
    assert flags == {"VERSION_COMPATIBLE": True, "REFIT": True}
    assert config.get_flag(trt.BuilderFlag.STRIP_PLAN) == options["strip_weights"]
    assert not config.get_flag(trt.BuilderFlag.REFIT_IDENTICAL)


def test_stripped_weights_are_refitted_with_the_same_ones() -> None:
    config = configured("10.0.1", strip_weights=True)
    assert config.get_flag(tensorrt_rtx.BuilderFlag.REFIT_IDENTICAL)
    assert not config.get_flag(tensorrt_rtx.BuilderFlag.REFIT)


@pytest.mark.parametrize(
    ("version", "options", "message"),
    [
        ("8.6.1", {"strip_weights": True}, r"--strip-weights: TensorRT 8\.6\.1 does not have it\. .*10\.0 or newer"),
        (
            "10.8.0",
            {"hardware_compatibility": "same-compute-capability"},
            r"--hardware-compatibility same-compute-capability: .* needs TensorRT 10\.9 or newer",
        ),
        ("10.0.1", {"profiling": "all"}, "unknown profiling 'all'. The choices are none, names, detailed"),
        (
            "10.0.1",
            {"hardware_compatibility": "all"},
            r"unknown hardware_compatibility 'all'. The choices are ampere\+",
        ),
        ("10.0.1", {"optimization_level": 6}, "unknown optimization_level 6. It is 0 to 5"),
        ("10.0.1", {"workspace": 0}, "a workspace of 0 MiB. It must be at least 1 MiB"),
    ],
)
def test_an_option_that_a_version_lacks_is_refused_by_name(version: str, options: Any, message: str, net: Net) -> None:
    with pytest.raises(ConversionError, match=message):
        build_engine(net, "unwritten.engine", tensorrt=full(version), builder=BuilderOptions(**options))


def test_same_compute_capability_where_it_is(net: Net) -> None:
    config = configured("10.16.1", hardware_compatibility="same-compute-capability")
    assert config.hardware_compatibility_level == tensorrt_rtx.HardwareCompatibilityLevel.SAME_COMPUTE_CAPABILITY


def test_refit_is_refused_where_nvidia_says_that_numbers_are_wrong() -> None:
    assert numbered("11.3.0").version == (11, 3, 0)
    api = full("11.4.0")
    assert api.missing_builder_option("refit") is None
    module = StandIn("11.4.0")
    module.__version__ = "11.3.0"
    why = TensorRTModule("full", module).missing_builder_option("refit")
    assert why is not None
    assert "may compute wrong numbers" in why[0]


@pytest.mark.parametrize(
    "options",
    [
        ["--timing-cache", "x"],
        ["--optimization-level", "0"],
        ["--hardware-compatibility", "ampere+"],
        ["--version-compatible"],
    ],
)
def test_rtx_refuses_what_changes_nothing_there(tmp_path: Path, options: list[str]) -> None:
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86", *options)
    assert result.exit_code == 2
    assert f"{' '.join(options)}: TensorRT for RTX" in result.stderr
    assert "It needs the full TensorRT, 8.6 or newer (--tensorrt full)" in result.stderr
    assert not (tmp_path / "n.engine").exists()


@pytest.mark.parametrize("option", ["--refit", "--strip-weights"])
def test_rtx_needs_a_gpu_to_refit(tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caffe2trt.converter.trt.builder_options.present_gpu", lambda: None)
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86", option)
    assert (result.exit_code, f"{option}: TensorRT for RTX" in result.stderr) == (2, True)
    assert "needs a GPU to build such an engine" in result.stderr


def test_rtx_builds_with_the_options_that_it_has(tmp_path: Path, net: Net) -> None:
    plain = build_engine(net, tmp_path / "plain.engine", "sm86")
    options = BuilderOptions(workspace=64, profiling="detailed")
    assert build_engine(net, tmp_path / "n.engine", "sm86", builder=options) > plain


def test_too_little_workspace_is_named(tmp_path: Path) -> None:
    result = call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86", "--workspace", "0")
    assert (result.exit_code, "0 is not in the range x>=1" in result.stderr) == (2, True)


def test_an_onnx_file_takes_none_of_them(tmp_path: Path) -> None:
    options = ["--workspace", "64", "--refit", "--profiling", "none", "--verbosity", "info"]
    result = call("convert", *SINE, "-o", tmp_path / "n.onnx", *options)
    expected = "--workspace, --refit, --profiling, --verbosity: only for engines"
    assert (result.exit_code, expected in result.stderr) == (2, True), result.stderr


def test_the_engine_records_them_and_tf32(net: Net) -> None:
    recorded = {**EVERY, "tf32": True}
    network = define_network(net, tensorrt=full("10.16.1"), recorded=recorded)
    manifest = Manifest.from_text(network.network.name)
    assert manifest.options == made_with(net, tensorrt="full", **recorded)
    assert manifest.options is not None
    assert {name: getattr(manifest.options, name) for name in recorded} == recorded


def test_convert_records_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    monkeypatch.setattr("caffe2trt.converter.trt.build._build", lambda network, *_: named.append(network.network.name))
    call("convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86", "--tf32", "--workspace", "64")
    options = Manifest.from_text(named[0]).options
    assert options is not None
    assert (options.tf32, options.workspace, options.profiling) == (True, 64, None)


@pytest.mark.parametrize(
    "damage", [{"optimization_level": 6}, {"workspace": 0}, {"optimization_level": True}, {"refit": 1}]
)
def test_damaged_options_are_left_out(damage: dict[str, Any]) -> None:
    text = Manifest("n", options=ConversionOptions()).to_text()
    held = text.replace('"options":{}', f'"options":{str(damage).replace(chr(39), chr(34)).replace("True", "true")}')
    assert held != text
    assert Manifest.from_text(held).options is None


def test_a_timing_cache_is_read_and_written(tmp_path: Path, net: Net) -> None:
    cache = tmp_path / "timing.cache"
    for _ in range(2):  # it is not there, then it is
        build_engine(net, tmp_path / "n.engine", tensorrt=full("10.16.1"), builder=BuilderOptions(timing_cache=cache))
        assert cache.read_bytes() == TimingCache.MARK


@pytest.mark.parametrize("content", [b"of another TensorRT", None])
def test_a_timing_cache_that_cannot_be_used(tmp_path: Path, net: Net, content: bytes | None) -> None:
    cache = tmp_path / "timing.cache"
    cache.mkdir() if content is None else cache.write_bytes(content)
    message = "cannot write" if content is None else r"timing\.cache is not a timing cache of TensorRT"
    with pytest.raises(ConversionError, match=message):
        build_engine(net, tmp_path / "n.engine", tensorrt=full("10.16.1"), builder=BuilderOptions(timing_cache=cache))
    assert not (tmp_path / "n.engine").exists()
    assert content is None or cache.read_bytes() == content


def test_what_tensorrt_reports_goes_to_logging(tmp_path: Path, net: Net, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger=LOG.name)
    build_engine(net, tmp_path / "n.engine", "sm86")
    assert {record.levelno for record in caplog.records} >= {logging.DEBUG, logging.INFO}
    assert not load_tensorrt("rtx").logger.errors


def test_convert_prints_what_tensorrt_reports_if_asked(tmp_path: Path) -> None:
    arguments = ["convert", *SINE, "-o", tmp_path / "n.engine", "--gpu", "sm86"]
    assert call(*arguments).stderr == ""
    handlers = list(LOG.handlers)
    try:
        assert "TensorRT: info: " in call(*arguments, "--verbosity", "info").stderr
    finally:
        LOG.handlers[:] = handlers
        LOG.setLevel(logging.NOTSET)
