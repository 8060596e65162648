"""caffe2trt doctor: what is installed here, what that allows, and whether it computes what Caffe computed."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape
from rich.table import Table

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.cli.options import json_option
from caffe2trt.converter.cli.output import Output, echo_json, wants_json
from caffe2trt.converter.trt.api import OTHER_GPUS, TensorRT, load_tensorrt
from caffe2trt.runtime.driver import Gpu, driver_version, find_gpu
from caffe2trt.runtime.tensorrt_versions import NAMES

if TYPE_CHECKING:
    from caffe2trt.converter.selftest import Result

Row = tuple[str, str, str]  # what, what was found, what it allows
DIFFERS = 1  # exit status


@dataclass(frozen=True)
class Machine:
    """What was found here: a TensorRT by flavour, or why it is not there; the GPU; the driver's CUDA version."""

    tensorrts: dict[str, TensorRT | str]
    gpu: Gpu | None
    driver: tuple[int, int] | None

    @property
    def found(self) -> list[TensorRT]:
        """The TensorRTs that are there."""
        return [api for api in self.tensorrts.values() if isinstance(api, TensorRT)]

    def has_driver_for(self, api: TensorRT) -> bool:
        """Whether the driver is new enough for this TensorRT's package."""
        return api.cuda is None or self.driver is None or self.driver[0] >= api.cuda

    def has_gpu_for(self, api: TensorRT) -> bool:
        """Whether this TensorRT builds for the GPU here."""
        return self.gpu is not None and self.gpu.capability in (api.targets or [self.gpu.capability])


@click.command()
@click.option(
    "--selftest",
    is_flag=True,
    help="Also run small networks on all that is installed, and compare with what Caffe computed. The exit status is 1 "
    "if something differs or fails. Please send this report with a bug.",
)
@json_option
def doctor(selftest: bool) -> None:
    """Show which TensorRT, CUDA driver, GPU and CUDA packages are installed, and what each allows."""
    machine = Machine({flavour: _tensorrt(flavour) for flavour in NAMES}, find_gpu(), driver_version())
    rows = [*_cpu_rows(), *_tensorrt_rows(machine), *_cuda_rows(machine)]
    conclusion = list(_conclusion(machine))
    results = _selftest(machine) if selftest else []
    verdict = list(_verdict(results, machine)) if selftest else []
    if wants_json():
        report: dict[str, Any] = {
            "found": [dict(zip(("name", "found", "allows"), row)) for row in rows],
            "conclusion": conclusion,
        }
        if selftest:
            report["selftest"] = {"results": [result.as_dict() for result in results], "conclusion": verdict}
        echo_json(report)
    else:
        console = Output(soft_wrap=False, highlight=False)
        _print_table(console, ("", "found", "allows"), rows)
        console.print("", *conclusion, sep="\n", markup=False)
        if selftest:
            columns = ("network", "run by", "equal to Caffe", "max error", "of what is allowed", "a call takes")
            _print_table(console, columns, [_shown(result) for result in results])
            console.print("", *verdict, sep="\n", markup=False)
    if any(not result.equal for result in results):
        raise SystemExit(DIFFERS)


def _print_table(console: Output, columns: tuple[str, ...], rows: list[Any]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    console.print()
    console.print(table)


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


def _tensorrt_rows(machine: Machine) -> Iterator[Row]:
    gpu, driver = machine.gpu, machine.driver
    for flavour, name in NAMES.items():
        found = machine.tensorrts[flavour]
        if isinstance(found, str):
            yield name, "no", found
            continue
        targets = ", ".join(found.targets) or (f"this GPU, {gpu.capability}" if gpu else "no GPU: none was found")
        text = f"engines for {targets}; {'; '.join(found.features)}"
        if driver is not None and not machine.has_driver_for(found):
            text += (
                f"; its engines do not run here, because the driver (CUDA {driver[0]}.{driver[1]}) is too old: "
                f"{found.driver_remedy(driver)}"
            )
        yield name, found.version_text, text


def _cuda_rows(machine: Machine) -> Iterator[Row]:
    driver, gpu = machine.driver, machine.gpu
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


def _conclusion(machine: Machine) -> Iterator[str]:
    gpu, tensorrts = machine.gpu, machine.found
    yield "Convert to ONNX and run it on the CPU: yes."
    served = [found for found in tensorrts if machine.has_gpu_for(found)]
    if not any(found.targets or gpu for found in tensorrts):
        yield "Build engines: no; pip install tensorrt-rtx, which needs no GPU to build."
    elif gpu is not None and not served:
        yield f"Build engines: yes, but not for the GPU here, {gpu.capability}. {OTHER_GPUS}."
    else:
        yield "Build engines: yes."
    bindings = find_spec("cuda") is not None and find_spec("cuda.bindings") is not None
    tensorrt = "TensorRT" if gpu is None or not tensorrts else f"a TensorRT for {gpu.capability}"
    missing = [
        name
        for name, there in (
            (tensorrt, served if gpu else tensorrts),
            ("a GPU", gpu),
            ("cuda-bindings", bindings),
            ("a newer CUDA driver, or TensorRT for RTX for CUDA 12", any(map(machine.has_driver_for, tensorrts))),
        )
        if not there
    ]
    yield f"Run engines: {'yes' if not missing else 'no; missing: ' + ', '.join(missing)}."


def _selftest(machine: Machine) -> list[Result]:
    from caffe2trt.converter.selftest import run_selftest

    return list(run_selftest(machine.found))


def _shown(result: Result) -> tuple[str, ...]:
    what = f"{result.what}: {result.problem}" if result.problem else result.what
    answer = "did not run" if result.problem else "yes" if result.equal else "NO"
    numbers = ("", "") if result.max_error is None else (f"{result.max_error:.1e}", f"{100 * (result.used or 0):.1f}%")
    latency = "" if result.milliseconds is None else f"{result.milliseconds:.3f} ms"
    return result.network, what, answer, *numbers, latency


def _verdict(results: list[Result], machine: Machine) -> Iterator[str]:
    wrong = sum(not result.equal for result in results)
    yield f"Self-test: {len(results) - wrong} of {len(results)} are equal to Caffe."
    if not any(not result.is_stand_in and "engine" in result.what for result in results):
        reason = "no GPU was found" if machine.gpu is None else "no TensorRT here builds for the GPU"
        yield f"No engine was run: {reason}. A stand-in shows that the network is right, not that an engine runs."
