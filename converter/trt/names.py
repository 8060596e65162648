"""Names in TensorRT.

It cuts a name at a NUL and leaves a layer or tensor unnamed whose name is longer than 4095 bytes, both without an error
that a caller could see (TensorRT for RTX 1.7). Names of layers and of tensors within the network are shortened and
escaped here; those of inputs and outputs are what a program asks for, and are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.text import quoted

LONGEST = 4095  # bytes
_MOST = 3900  # bytes, so that what is put behind a name still fits
_OTHERWISE = ", or write an ONNX file instead (-o net.onnx)"


def fitting(name: str) -> str:
    """`name`, or another one in its place, as unlike the others' as it is, where TensorRT could not hold it."""
    data = name.encode()
    if data and len(data) <= _MOST and b"\0" not in data:
        return name
    beginning = data[: _MOST // 2].replace(b"\0", rb"\0").decode(errors="ignore")
    return f"{beginning}~{sha256(data).hexdigest()[:16]}" if data else "unnamed"


def require_fitting(what: str, names: Iterable[str], most: int = _MOST, otherwise: str = _OTHERWISE) -> None:
    """Raise ConversionError if TensorRT cannot hold the name of an input, an output or a state; names it.

    Args:
        most: the number of bytes of the longest name that may be there.
        otherwise: what to do instead of changing the name.
    """
    for name in names:
        data = name.encode()
        if not 1 <= len(data) <= most or b"\0" in data:
            raise ConversionError(
                f"TensorRT cannot hold the name of the {what} {quoted(name)}: it has {len(data):,} bytes, but a "
                f"name may have 1 to {most:,} and no zero among them",
                f"Change it in the prototxt{otherwise}",
            )
