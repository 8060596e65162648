"""layer_type_list: the types of layers that networks may have here."""

from __future__ import annotations

from caffe2trt.converter.layers.registry import handlers
from caffe2trt.pycaffe.losses import COMPUTED

_SOURCES = {"Data", "HDF5Data", "ImageData", "MemoryData", "Python", "WindowData"}  # the script writes their tops
_WITHOUT_VALUES = {
    "ContrastiveLoss",
    "HDF5Output",
    "HingeLoss",
    "InfogainLoss",
    "MultinomialLogisticLoss",
    "SigmoidCrossEntropyLoss",
    "Silence",
}


def layer_type_list() -> list[str]:
    """The types of layers that networks may have, in alphabetical order.

    The script writes the tops of data layers, and some losses have no values.
    """
    return sorted({*handlers(), *COMPUTED, *_SOURCES, *_WITHOUT_VALUES})
