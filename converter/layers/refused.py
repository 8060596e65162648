"""Layers that are known and cannot be converted, each with the reason and the way out."""

from __future__ import annotations

from caffe2trt.converter.layers.layer import Layer, LayerProblem
from caffe2trt.converter.layers.registry import caffe_layer
from caffe2trt.converter.program.program import Builder, Value

REFUSED = {
    "Filter": (
        "the shape of what it gives depends on the data, and an engine's shapes are fixed",
        "End the network before it with --output and select the rows in your program",
    ),
    "Python": (
        "it runs Python code that Caffe only calls",
        "End the network before it with --output, do its work in your program, and give its tops to the rest as inputs",
    ),
    "PSROIPooling": (
        "it pools regions that another layer proposes at run time",
        "End the network before it with --output",
    ),
    "ROIPooling": (
        "it pools regions that another layer proposes at run time",
        "End the network before it with --output",
    ),
}


def _refuse(reason: str, remedy: str) -> None:
    def refuse(b: Builder, layer: Layer, x: Value, *more: Value) -> Value:
        raise LayerProblem(reason, remedy)

    refuse.__doc__ = f"Refused: {reason}."
    types = [name for name, why in REFUSED.items() if why == (reason, remedy)]
    caffe_layer(*types)(refuse)


for _reason, _remedy in dict.fromkeys(REFUSED.values()):
    _refuse(_reason, _remedy)
