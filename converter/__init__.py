"""Turns Caffe networks into TensorRT engines and ONNX files, and computes both on the CPU.

The names below are loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caffe2trt.converter.errors import ConversionError as ConversionError
    from caffe2trt.converter.net import Net as Net
    from caffe2trt.converter.net import load as load
    from caffe2trt.converter.onnx_model.export import export_onnx as export_onnx
    from caffe2trt.converter.reference import Reference as Reference
    from caffe2trt.converter.trt.build import build_engine as build_engine
    from caffe2trt.converter.trt.evaluate import evaluate_network as evaluate_network
    from caffe2trt.converter.trt.network import define_network as define_network

_HOMES = {
    "ConversionError": "errors",
    "Net": "net",
    "Reference": "reference",
    "build_engine": "trt.build",
    "define_network": "trt.network",
    "evaluate_network": "trt.evaluate",
    "export_onnx": "onnx_model.export",
    "load": "net",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
