"""caffe2trt doctor: what is installed here, and what that allows."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import click
from rich.markup import escape
from rich.table import Table

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.cli.output import Output
from caffe2trt.converter.trt.api import TensorRT, load_tensorrt
from caffe2trt.runtime.driver import Gpu, driver_version, find_gpu
from caffe2trt.runtime.tensorrt_versions import NAMES

Row = tuple[str, str, str]  # what, what was found, what it allows


@click.command()
def doctor() -> None:
    """Show which TensorRT, CUDA driver, GPU and CUDA packages are installed, and what each allows."""
    gpu = find_gpu()
    tensorrts = {flavour: _tensorrt(flavour) for flavour in NAMES}
    table = Table(box=None, pad_edge=False)
    for column in ("", "found", "allows"):
        table.add_column(column, overflow="fold")
    for row in (*_cpu_rows(), *_tensorrt_rows(tensorrts, gpu), *_cuda_rows(gpu), _compiler_row()):
        table.add_row(*map(escape, row))
    console = Output(soft_wrap=False, highlight=False)
    console.print(table)
    console.print()
    for line in _conclusion([found for found in tensorrts.values() if isinstance(found, TensorRT)], gpu):
        console.print(line)


def _tensorrt(flavour: str) -> TensorRT | str:
    """The TensorRT, or why it is not there."""
    try:
        return load_tensorrt(flavour)
    except ConversionError as error:
        return str(error)


def _cpu_rows() -> Iterator[Row]:
    yield "caffe2trt", f"{version('caffe2trt')}, Python {platform.python_version()}", "reading, surgery, the Reference"
    yield "onnxruntime", version("onnxruntime"), "running ONNX files on the CPU"
    yield (
        ("h5py", version("h5py"), "reading .caffemodel.h5")
        if find_spec("h5py")
        else ("h5py", "no", "not .caffemodel.h5 files (pip install 'caffe2trt[hdf5]')")
    )


def _tensorrt_rows(tensorrts: dict[str, TensorRT | str], gpu: Gpu | None) -> Iterator[Row]:
    for flavour, name in NAMES.items():
        found = tensorrts[flavour]
        if isinstance(found, str):
            yield name, "no", found
            continue
        targets = ", ".join(found.targets) or (f"this GPU, {gpu.capability}" if gpu else "no GPU: none was found")
        yield name, found.version_text, f"engines for {targets}; {'; '.join(found.features)}"


def _cuda_rows(gpu: Gpu | None) -> Iterator[Row]:
    driver = driver_version()
    yield (
        "CUDA driver",
        f"{driver[0]}.{driver[1]}" if driver else "no",
        "running engines" if driver else "engines cannot run",
    )
    found = f"{gpu.name}, {gpu.capability}" if gpu else "no"
    yield "GPU", found, "running engines" if gpu else "engines cannot run here"
    try:
        yield "cuda-bindings", version("cuda-bindings"), "device memory for engines"
    except PackageNotFoundError:
        yield "cuda-bindings", "no", "engines cannot run (pip install 'caffe2trt[gpu]')"


def _compiler_row() -> Row:
    from caffe2trt.plugins.kernel import find_nvrtc

    if find_nvrtc() is not None:
        return "kernel compiler", "NVRTC", "compiling the Tile plugin"
    if shutil.which("nvcc"):
        return "kernel compiler", "nvcc", "compiling the Tile plugin"
    return "kernel compiler", "no", "not the Tile plugin (pip install 'caffe2trt[plugin]'); --tile native needs none"


def _conclusion(tensorrts: list[TensorRT], gpu: Gpu | None) -> Iterator[str]:
    yield "Convert to ONNX and run it on the CPU: yes."
    builds = any(found.targets or gpu for found in tensorrts)
    yield f"Build engines: {'yes' if builds else 'no; pip install tensorrt-rtx, which needs no GPU to build'}."
    bindings = find_spec("cuda") is not None and find_spec("cuda.bindings") is not None
    missing = [
        name for name, there in (("TensorRT", tensorrts), ("a GPU", gpu), ("cuda-bindings", bindings)) if not there
    ]
    yield f"Run engines: {'yes' if not missing else 'no; missing: ' + ', '.join(missing)}."
