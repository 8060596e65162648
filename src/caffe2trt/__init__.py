"""caffe2trt: trained Caffe networks with LSTM layers as TensorRT engines and ONNX files.

Convert with `caffe2trt.converter`, change prototxts with `caffe2trt.graph_surgery`, run with `caffe2trt.runtime`.
This package holds their common version and imports none of them.
"""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version  # takes longer to import than all of the package

    return version(__name__)
