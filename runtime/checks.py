"""What a caller gives a Session, checked before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.runtime.arrays import DeviceArray
from caffe2trt.runtime.interface import Array, SessionError, Shape

Mask = NDArray[np.bool_]
# Effort of the search for a common element; views made by slicing take a handful. Any: numpy 2.4 types it as 0 or 1.
OVERLAP_EFFORT: Any = 100_000


def listed(names: Iterable[str]) -> str:
    """Names for a message."""
    return ", ".join(names) or "none"


def require_by_name(what: str, given: Any, example: str) -> None:
    """Raise where arrays are not given by name."""
    if type(given) is not dict and not isinstance(given, Mapping):  # the first costs a tenth of the second
        raise SessionError(f"{what} must be a dict of arrays by name, as {example}; found {type(given).__name__}")


def host_array(what: str, value: Any, shape: Shape) -> Array:
    """`value` as a float32 array of that shape."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, RuntimeError) as error:  # PyTorch raises each of them for a tensor that has no array
        raise SessionError(f"{what} cannot be read as an array: {error}") from error
    if array.dtype.kind not in "fiub":
        raise SessionError(f"{what} holds {array.dtype}, expected numbers (float32)")
    if array.shape != shape:
        raise SessionError(f"{what} has shape {array.shape}, expected {shape}")
    return np.asarray(array, np.float32, order="C")


def require_count(what: str, value: Any) -> int:
    """`value` as a number, where it is a whole one."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise SessionError(f"{what} must be a whole number; found {_shown(value)}")
    return int(value)


def resized_mask(fresh: Mask | None, before: int, streams: int) -> Mask | None:
    """The streams whose next step is their first, after a change from `before` streams; new ones are among them."""
    known = np.zeros(before, np.bool_) if fresh is None else fresh
    mask = np.ones(streams, np.bool_)
    mask[: len(known)] = known[:streams]
    return mask if mask.any() else None


def chosen_streams(streams: Any, count: int) -> Mask:
    """The streams to reset: one number, several, or a boolean for each; None for all."""
    chosen = np.full(count, streams is None)
    if streams is None:
        return chosen
    items = _items(streams)
    if items and all(isinstance(item, (bool, np.bool_)) for item in items) and len(items) == count:
        return np.array(items, np.bool_)
    for item in items:
        if isinstance(item, (bool, np.bool_)) or not isinstance(item, (int, np.integer)):
            raise SessionError(
                f"streams must be a number from 0 to {count - 1}, a list of such numbers, or a boolean mask of length "
                f"{count}; found {_shown(streams)}"
            )
        if not 0 <= item < count:
            raise SessionError(f"there is no stream {item}; there are {count}, from 0 to {count - 1}")
        chosen[item] = True
    return chosen


def _items(streams: Any) -> list[Any]:
    """What `streams` lists, or itself; a text, a single boolean and an empty mask list nothing and stay as they are."""
    if hasattr(streams, "__array__"):  # numpy's arrays and numbers, PyTorch's tensors
        array = np.asarray(streams)
        if array.ndim and (array.size or array.dtype.kind != "b"):
            return list(array.tolist())
        return [array.item()] if array.dtype.kind in "iu" and array.size else [array]
    if isinstance(streams, Iterable) and not isinstance(streams, (str, bytes)):
        return list(streams)
    return [streams] if not isinstance(streams, bool) else [(streams,)]


def _shown(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def require_indices(name: str, array: Array, rows: int) -> None:
    """Raise where an input that chooses rows of a table holds a number that no row has.

    Caffe converts them to integers, which drops a fraction: 2.7 chooses row 2.
    """
    with np.errstate(invalid="ignore"):
        wrong = ~((array >= 0) & (array < rows))
    if wrong.any():
        place = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise SessionError(
            f"the input {name!r} holds {array[place]:g} at {place}, expected numbers from 0 to {rows - 1}: it chooses "
            f"among {rows} rows"
        )


def require_host_output(what: str, array: Any, shape: Shape) -> None:
    """Raise where an output cannot be written to this array."""
    if not isinstance(array, np.ndarray) or array.shape != shape or array.dtype != np.float32:
        raise SessionError(f"{what} must be a float32 array of shape {shape}")
    if not array.flags.writeable:
        raise SessionError(f"{what} is read-only")
    if not array.flags.forc and _repeats(array):
        raise SessionError(f"{what} holds several elements at one place in memory, as broadcast arrays do")


def require_on_device(out: Mapping[str, Any], outputs: Iterable[str]) -> None:
    """Raise where an output has no array on the GPU to go to."""
    missing = [name for name in outputs if not isinstance(out.get(name), DeviceArray)]
    if missing:
        raise SessionError(
            f"with stream, every output needs an array on the GPU in out; missing: {listed(map(repr, missing))}"
        )


def _repeats(array: Array) -> bool:
    """Whether two elements may lie at one place: an axis steps less than what the axes within it span."""
    span = array.itemsize
    for stride, size in sorted((abs(stride), size) for stride, size in zip(array.strides, array.shape) if size > 1):
        if stride < span:
            return True
        span += stride * (size - 1)
    return False


def require_apart(outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
    """Raise where writing an output would overwrite another output or, on the GPU, an input that is still read."""
    for (one, first), (other, second) in combinations(outputs.items(), 2):
        if _overlap(first, second):
            raise SessionError(f"the arrays for the outputs {one!r} and {other!r} overlap in memory")
    for name, given in inputs.items():
        if isinstance(given, DeviceArray):
            for output, array in outputs.items():
                if _overlap(given, array):
                    raise SessionError(
                        f"the array for the output {output!r} overlaps on the GPU with the input {name!r}; "
                        "give it memory of its own"
                    )


def _overlap(one: Any, other: Any) -> bool:
    if isinstance(one, DeviceArray) and isinstance(other, DeviceArray):
        return max(one.address, other.address) < min(one.address + one.size, other.address + other.size)
    if isinstance(one, DeviceArray) or isinstance(other, DeviceArray):
        return False
    try:
        return np.shares_memory(one, other, max_work=OVERLAP_EFFORT)
    except np.exceptions.TooHardError:
        return True
