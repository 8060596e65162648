"""Turns Caffe networks into TensorRT engines and ONNX files, and computes both on the CPU.

The names below are loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caffe2trt.caffe.errors import ConversionError as ConversionError
    from caffe2trt.converter.net import Net as Net
    from caffe2trt.converter.net import load as load
    from caffe2trt.converter.onnx_model.export import export_onnx as export_onnx
    from caffe2trt.converter.quantization.calibrate import calibrate as calibrate
    from caffe2trt.converter.quantization.quantize import quantize as quantize
    from caffe2trt.converter.quantization.scales import Scales as Scales
    from caffe2trt.converter.quantization.scales import read_scales as read_scales
    from caffe2trt.converter.reference import Reference as Reference
    from caffe2trt.converter.trt.build import build_engine as build_engine
    from caffe2trt.converter.trt.builder_options import BuilderOptions as BuilderOptions
    from caffe2trt.converter.trt.interpreter.evaluate import evaluate_network as evaluate_network
    from caffe2trt.converter.trt.network import define_network as define_network
    from caffe2trt.converter.trt.parsed import parse_onnx as parse_onnx

_HOMES = {
    "BuilderOptions": "caffe2trt.converter.trt.builder_options",
    "ConversionError": "caffe2trt.caffe.errors",
    "Net": "caffe2trt.converter.net",
    "Reference": "caffe2trt.converter.reference",
    "Scales": "caffe2trt.converter.quantization.scales",
    "build_engine": "caffe2trt.converter.trt.build",
    "calibrate": "caffe2trt.converter.quantization.calibrate",
    "define_network": "caffe2trt.converter.trt.network",
    "evaluate_network": "caffe2trt.converter.trt.interpreter.evaluate",
    "export_onnx": "caffe2trt.converter.onnx_model.export",
    "load": "caffe2trt.converter.net",
    "parse_onnx": "caffe2trt.converter.trt.parsed",
    "quantize": "caffe2trt.converter.quantization.quantize",
    "read_scales": "caffe2trt.converter.quantization.scales",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
