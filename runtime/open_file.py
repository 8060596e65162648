"""open_backend: what runs a converted file, by the file's suffix."""

from __future__ import annotations

from pathlib import Path

from caffe2trt.runtime.checks import require_count
from caffe2trt.runtime.interface import Backend, SessionError


def open_backend(path: str | Path, *, threads: int | None, device: int, cuda_graph: bool, tensorrt: str) -> Backend:
    """The backend that runs a file, chosen by its suffix.

    Raises:
        SessionError: it cannot be run here.
    """
    kind = Path(path).suffix
    if kind not in (".onnx", ".engine"):
        raise SessionError(f"{path} is neither an engine nor an ONNX file: its name ends in neither .engine nor .onnx")
    if not Path(path).is_file():
        raise SessionError(f"there is no file {path}")
    of_engines = {"cuda_graph": cuda_graph, "device": device != 0, "tensorrt": tensorrt != "auto"}
    unused = [name for name, is_given in of_engines.items() if is_given] if kind == ".onnx" else []
    if kind == ".engine" and threads is not None:
        unused = ["threads"]
    if unused:
        runs = "an ONNX file, which runs on the CPU" if kind == ".onnx" else "an engine, which runs on the GPU"
        raise SessionError(f"{unused[0]} has no meaning for {path}, {runs}; leave it out")
    require_count("device", device)
    if threads is not None:
        require_count("threads", threads)
    if kind == ".onnx":
        from caffe2trt.runtime.onnx_backend import OnnxBackend

        return OnnxBackend(path, threads)
    from caffe2trt.runtime.engine_backend import open_engine

    return open_engine(path, device=device, cuda_graph=cuda_graph, tensorrt=tensorrt)
