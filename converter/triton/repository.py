"""write_repository: a network as a folder of Triton's model repository."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.files import read_input
from caffe2trt.converter.choices import require_choice
from caffe2trt.converter.net import Net, load
from caffe2trt.converter.onnx_model.export import export_onnx
from caffe2trt.converter.program.dims import at_size
from caffe2trt.converter.triton.config import BACKENDS, Serving, config_text
from caffe2trt.converter.trt.api import load_tensorrt, present_gpu
from caffe2trt.converter.trt.build import build_engine
from caffe2trt.runtime.manifest import Range

_BEST_BATCH = 8
_LONGEST_LABELS = 2**24  # bytes of a file of labels
SERVED_PRECISIONS = {"fp32": "--noTF32", "fp16": "--fp16", "bf16": "--bf16"}  # and their options of trtexec
_TENSORRT = "the tensorrt backend loads engines of the full TensorRT, of the version in Triton's image"


def load_to_serve(prototxt: str | Path, caffemodel: str | Path | None, max_batch: int, **options: Any) -> Net:
    """The network as it is served: one time step, batch-first, 1 to `max_batch` streams. `options` are those of `load`.

    Raises:
        ConversionError: the network cannot be so.
    """
    # A range also for one stream: of models with a batch, Triton asks for a first axis that varies.
    options |= {"batch": Range(1, min(_BEST_BATCH, max_batch), max_batch), "layout": "batch-first"}
    try:
        return load(prototxt, caffemodel, time_steps=1, **options)
    except ConversionError as error:
        if "no recurrent layer" not in error.problem:
            raise
    return load(prototxt, caffemodel, **options)


def write_repository(
    net: Net,
    repository: str | Path,
    serving: Serving,
    *,
    labels: str | Path | None = None,
    gpus: Sequence[str] = (),
    precision: str = "fp32",
    force: bool = False,
) -> list[str]:
    """Write `net` as the model `serving.name` of a model repository; it appears whole or not at all.

    Args:
        net: what load_to_serve gave.
        repository: the folder of all models; made where it does not exist.
        labels: a file with the name of each class of an output, one a line.
        gpus: for the python backend: an engine for these GPUs instead of an ONNX file.
        precision: of an engine: fp32, fp16 or bf16.
        force: replace a model of that name.

    Returns:
        What must still be done, in lines; nothing where the model can be served as it is.

    Raises:
        ConversionError: the backend cannot serve the network, or a file cannot be written.
    """
    _require(net, serving, gpus, precision)
    target = Path(repository) / serving.name
    if target.exists() and not force:
        raise FileError(f"{target} exists", "Give another --name, or --force to replace it")
    names = None if labels is None else read_input(labels, "the labels", _LONGEST_LABELS)
    config = config_text(net, serving, None if names is None else _labelled(net, str(labels), names))
    with _appearing(target) as folder:
        (folder / "config.pbtxt").write_text(config, encoding="utf-8")
        if names is not None:
            (folder / "labels.txt").write_bytes(names)
        (folder / "1").mkdir()
        return _write_model(net, folder, target, serving, gpus, precision)


def _require(net: Net, serving: Serving, gpus: Sequence[str], precision: str) -> None:
    require_choice("backend", serving.backend, BACKENDS)
    require_choice("precision", precision, tuple(SERVED_PRECISIONS))
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", serving.name):
        raise ConversionError(f"--name {serving.name!r} cannot name a model", "Use letters, digits, _, - and .")
    if gpus and serving.backend == "tensorrt":
        raise ConversionError(
            f"--gpu builds with TensorRT for RTX, whose engines do not load in Triton: {_TENSORRT}",
            "Leave --gpu out, or use --backend python, which runs them in a Session",
        )
    if gpus and serving.backend == "onnxruntime":
        raise ConversionError(
            "--gpu: only for --backend python; the onnxruntime backend runs ONNX files", "Leave it out"
        )
    if precision != "fp32" and (serving.backend == "onnxruntime" or (serving.backend == "python" and not gpus)):
        raise ConversionError(
            f"--precision {precision}: only for engines, and --backend {serving.backend} gets an ONNX file here",
            "Leave it out, or use --backend tensorrt, or --backend python with --gpu",
        )
    if serving.backend == "python" and not net.states:
        raise ConversionError(
            "the network has no state that a Session could keep", "Use --backend onnxruntime or --backend tensorrt"
        )


def _labelled(net: Net, path: str, names: bytes) -> str:
    """The output that has as many classes as there are labels."""
    count = len(names.decode("utf-8", "replace").splitlines())
    found = [name for name, shape in net.outputs.items() if len(shape) == 2 and shape[1] == count]
    if len(found) != 1:
        outputs = ", ".join(f"{name} {shape}" for name, shape in net.outputs.items())
        what = "several outputs have" if found else "no output has"
        raise FileError(f"{path} has {count} labels, and {what} so many classes: {outputs}", "Give one a line")
    return found[0]


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A folder to fill; it takes the place of `target` when the block ends well, and vanishes when it does not."""
    temporary = target.parent / f".{target.name[:50]}.{secrets.token_hex(8)}"
    replaced = temporary.with_name(f"{temporary.name}.old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.mkdir()
        yield temporary
        if target.exists():
            target.rename(replaced)
        try:
            temporary.rename(target)
        except BaseException:
            if replaced.exists():
                replaced.rename(target)
            raise
    except OSError as error:
        raise FileError(f"cannot write {target}: {error.strerror}", "Choose another output folder") from error
    finally:
        for folder in (temporary, replaced):
            shutil.rmtree(folder, ignore_errors=True)


def _write_model(
    net: Net, folder: Path, target: Path, serving: Serving, gpus: Sequence[str], precision: str
) -> list[str]:
    if serving.backend == "python":
        shutil.copyfile(Path(__file__).with_name("model.py"), folder / "1" / "model.py")
        if gpus:
            build_engine(net, folder / "1" / "net.engine", gpus, precision)
        else:
            export_onnx(net, folder / "1" / "net.onnx")
        return []
    starts_only = bool(net.states)  # of one time step it is true, and the file needs no If
    if serving.backend == "onnxruntime":
        export_onnx(net, folder / "1" / "model.onnx", cont_starts_only=starts_only)
        return []
    if has_full_tensorrt():
        build_engine(net, folder / "1" / "model.plan", (), precision, tensorrt="full")
        return []
    export_onnx(net, folder / "model.onnx", cont_starts_only=starts_only)
    return [f"{_TENSORRT}. Build it there, in the folder {target}:", trtexec_command(net, precision)]


def has_full_tensorrt() -> bool:
    """Whether engines of the full TensorRT can be built here."""
    try:
        load_tensorrt("full")
    except ConversionError:
        return False
    return present_gpu() is not None


def trtexec_command(net: Net, precision: str = "fp32") -> str:
    """The command that makes 1/model.plan of model.onnx."""
    words = ["trtexec", "--onnx=model.onnx", "--saveEngine=1/model.plan"]
    if net.varying is not None and net.varying.batch is not None:
        for what, batch in zip(("min", "opt", "max"), net.varying.batch):
            words.append(f"--{what}Shapes={_shapes({**net.inputs, **net.states}, batch)}")
    words.append(SERVED_PRECISIONS[precision])
    return " ".join(words)


def _shapes(shapes: Mapping[str, Any], batch: int) -> str:
    return ",".join(f"{name}:{'x'.join(map(str, at_size(shape, 1, batch)))}" for name, shape in shapes.items())
