"""build_engine: a Net as a TensorRT engine file."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.files import replacing, require_writable
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.dims import varying_axes
from caffe2trt.converter.program.loop import Loop, every_node
from caffe2trt.converter.program.primitives import Convolution
from caffe2trt.converter.program.varying import cannot_vary
from caffe2trt.converter.timing import phase
from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.converter.trt.builder_options import BuilderOptions
from caffe2trt.converter.trt.names import fitting
from caffe2trt.converter.trt.network import Network, define_network
from caffe2trt.runtime.manifest import Profile

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
    builder: BuilderOptions | None = None,
    profiles: Sequence[Profile] = (),
    progress: Progress | None = None,
) -> int:
    """Build `net` for a GPU, write the engine, and return its size in bytes. TensorRT for RTX can build without a GPU.

    `precision`, `lstm`, `tile`, `half_state`, `cont_starts_only` and `tensorrt` are those of define_network.

    Args:
        gpu: sm80, sm86, sm89, sm120, or several; by default the GPU of this machine.
        tf32: use TF32 for fp32 matrix products: faster, less exact.
        builder: options of TensorRT's builder, such as BuilderOptions(workspace=1024).
        profiles: optimization profiles for parts of the range of sizes that `net` takes, besides the one for the whole
            range: Profile(time_steps=Range(1, 16, 64), batch=Range(1, 1, 1)); None is the whole range. A call uses the
            one whose best size is nearest.
        progress: called at each phase and step of the build.

    Raises:
        ConversionError: the GPU or an option is unknown, weights or TensorRT are missing, this TensorRT does not have
            an option or cannot build the engine, or the file cannot be written.

    """
    require_writable(path)
    gpus = [gpu] if isinstance(gpu, str) else list(gpu)
    api = load_tensorrt(tensorrt, gpus)
    builder = builder or BuilderOptions()
    builder.require(api)
    if lstm == "rnnv2" and builder.version_compatible:
        raise ConversionError(
            "--version-compatible: TensorRT documents it for networks with an explicit batch, and RNNv2 needs an "
            "implicit one",
            "Leave --version-compatible or --lstm out",
        )
    network = define_network(
        net,
        precision,
        lstm=lstm,
        tile=tile,
        half_state=half_state,
        cont_starts_only=cont_starts_only,
        tensorrt=api,
        recorded={"tf32": tf32, **builder.recorded()},
        profiles=profiles,
    )
    if net.varying is not None and not network.api.builds_convolution_of_varying_batch_in_loop:
        _refuse_convolution_in_loop(net, network.api.description)
    for warning in network.warnings:
        warnings.warn(warning, stacklevel=2)
    serialized = _build(network, gpus, tf32, builder, progress)
    with phase("write"), replacing(path) as file:
        return file.write(serialized)


def _refuse_convolution_in_loop(net: Net, tensorrt: str) -> None:
    """Raise where a loop holds a convolution whose batch varies."""
    loops = [node.op.body for node in net.program.nodes if isinstance(node.op, Loop)]
    for node in every_node([node for body in loops for node in body.nodes]):
        if isinstance(node.op, Convolution) and varying_axes(node.output.shape):
            raise cannot_vary(
                f"layer '{node.layer}'",
                f"{tensorrt} cannot build a loop with a convolution of a batch that varies",
                "Give one batch size (--batch), one time step (--time-steps 1), or write an ONNX file (-o net.onnx)",
            )


@phase("build")
def _build(
    network: Network, gpus: Sequence[str], tf32: bool, builder: BuilderOptions, progress: Progress | None
) -> memoryview:
    api = network.api
    config = network.builder.create_builder_config()
    api.choose_targets(config, gpus)
    api.configure(config, network.precision, tf32)
    if network.max_batch_size is not None:
        network.builder.max_batch_size = network.max_batch_size
    for wanted in network.profiles:
        profile = network.builder.create_optimization_profile()
        for name, shapes in network.profile_shapes(wanted).items():
            profile.set_shape(fitting(name), *shapes)
        if config.add_optimization_profile(profile) < 0:
            raise ConversionError(
                f"{api.description} refuses the optimization profile {wanted}: {'; '.join(api.logger.errors)}",
                "Build without --profile" if len(network.profiles) > 1 else "Give other ranges",
            )
    if progress is not None:
        api.watch(config, progress)
    del api.logger.errors[:]
    with builder.on(api, config):
        serialized = network.builder.build_serialized_network(network.network, config)
        if serialized is None:
            reasons = "; ".join(api.logger.errors) or "it gave no reason"
            raise ConversionError(
                f"{api.description} cannot build the engine: {reasons}", _advice(network, gpus, builder)
            )
    return memoryview(serialized)


def _advice(network: Network, gpus: Sequence[str], builder: BuilderOptions) -> str:
    api, precision = network.api, network.precision
    if builder.workspace is not None and any("workspace" in error.lower() for error in api.logger.errors):
        return f"Allow more than --workspace {builder.workspace}"
    for gpu in gpus:
        if not api.builds_matmul(gpu, precision):
            return f"{api.description} has no matrix products in {precision} for {gpu}; build with --precision fp16"
    return "Try another --precision, or write an ONNX file (-o net.onnx); a layer's name in the message is Caffe's"
