"""layer_type_list: the types of layers that networks may have here."""

from __future__ import annotations

from caffe2trt.converter.layers.registry import handlers
from caffe2trt.pycaffe.losses import COMPUTED


def layer_type_list() -> list[str]:
    """The types of layers that are computed, in alphabetical order. Other losses are accepted, but have no values."""
    return sorted({*handlers(), *COMPUTED})
