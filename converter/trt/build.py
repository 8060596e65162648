"""build_engine: a Net as a TensorRT engine file."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter.net import Net
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.names import fitting
from caffe2trt.converter.trt.network import Network, define_network

# What a caller may watch: the phase's name, steps done, steps in all.
Progress = Callable[[str, int, int], None]


def build_engine(
    net: Net,
    path: str | Path,
    gpu: str | Sequence[str] = (),
    precision: str = "fp32",
    *,
    lstm: str = "auto",
    tile: str = "native",
    half_state: bool = False,
    cont_starts_only: bool = False,
    tf32: bool = False,
    tensorrt: str | TensorRT = "auto",
    progress: Progress | None = None,
) -> int:
    """Build `net` for a GPU, write the engine, and return its size in bytes. TensorRT for RTX can build without a GPU.

    `precision`, `lstm`, `tile`, `half_state`, `cont_starts_only` and `tensorrt` are those of define_network.

    Args:
        gpu: sm80, sm86, sm89, sm120, or several; by default the GPU of this machine.
        tf32: use TF32 for fp32 matrix products: faster, less exact.
        progress: called at each phase and step of the build.

    Raises:
        ConversionError: the GPU or an option is unknown, weights or TensorRT are missing, TensorRT cannot build the
            engine, or the file cannot be written.

    """
    require_writable(path)
    network = define_network(
        net,
        precision,
        lstm=lstm,
        tile=tile,
        half_state=half_state,
        cont_starts_only=cont_starts_only,
        tensorrt=tensorrt,
    )
    for warning in network.warnings:
        warnings.warn(warning, stacklevel=2)
    serialized = _build(network, [gpu] if isinstance(gpu, str) else list(gpu), tf32, progress)
    with replacing(path) as file:
        return file.write(serialized)


def _build(network: Network, gpus: Sequence[str], tf32: bool, progress: Progress | None) -> memoryview:
    api = network.api
    config = network.builder.create_builder_config()
    api.choose_targets(config, gpus)
    api.configure(config, network.precision, tf32)
    if shapes := network.profile():
        profile = network.builder.create_optimization_profile()
        for name, of_name in shapes.items():
            profile.set_shape(fitting(name), *of_name)
        config.add_optimization_profile(profile)
    if progress is not None:
        api.watch(config, progress)
    del api.logger.errors[:]
    serialized = network.builder.build_serialized_network(network.network, config)
    if serialized is None:
        reasons = "; ".join(api.logger.errors) or "it gave no reason"
        raise ConversionError(f"{api.description} cannot build the engine: {reasons}", _advice(network, gpus))
    return memoryview(serialized)


def _advice(network: Network, gpus: Sequence[str]) -> str:
    api, precision = network.api, network.precision
    for gpu in gpus:
        if not api.builds_matmul(gpu, precision):
            return f"{api.description} has no matrix products in {precision} for {gpu}; build with --precision fp16"
    return "Try another --precision, or write an ONNX file (-o net.onnx); a layer's name in the message is Caffe's"
