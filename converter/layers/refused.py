"""Layers that are known and cannot be converted, each with the reason and the way out."""

from __future__ import annotations

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
