"""The choices of a conversion, and what each form of a recurrence means for the network."""

from __future__ import annotations

from collections.abc import Sequence

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.runtime.manifest import PRECISIONS as PRECISIONS
from caffe2trt.runtime.tensorrt_versions import TENSORRTS as TENSORRTS

LSTM_FORMS = ("auto", "loop", "unroll", "rnnv2")
TILES = ("native", "plugin")
LAYOUTS = ("caffe", "batch-first")  # of inputs and outputs
HARDWARE_COMPATIBILITIES = ("ampere+", "same-compute-capability")
VERBOSITIES = ("warning", "info", "verbose")
PROFILINGS = ("none", "names", "detailed")
THROUGH = ("onnxruntime", "tensorrt")  # what runs an ONNX file that is compared


def require_half_precision(half_state: bool, precision: str) -> None:
    """Raise ConversionError if the state is to be kept in half precision where nothing else is."""
    if half_state and precision == "fp32":
        raise ConversionError(
            "--half-state keeps the state in the precision of the network, and that is fp32",
            "Leave it out, or add --precision fp16",
        )


def require_choice(option: str, value: str, choices: Sequence[str]) -> None:
    """Raise ConversionError if `value` is none of the choices."""
    if value not in choices:
        raise ConversionError(f"unknown {option} {value!r}", f"The choices are {', '.join(choices)}")
