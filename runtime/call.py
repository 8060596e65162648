"""What a caller gives one call of a Session, made ready for the backend or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from caffe2trt.runtime.arrays import is_on_a_device, require_device_array, stream_handle
from caffe2trt.runtime.checks import (
    Mask,
    host_array,
    listed,
    require_apart,
    require_by_name,
    require_host_output,
    require_indices,
    require_on_device,
)
from caffe2trt.runtime.interface import Array, Backend, Interface, SessionError


def accepted_input(name: str, value: Any, backend: Backend) -> Any:
    """An input that is not simply a float32 array of its shape.

    Raises:
        SessionError: it cannot be used.
    """
    shapes = backend.interface.inputs
    if name not in shapes:
        raise SessionError(f"unknown input {name!r}; the inputs are {listed(shapes)}")
    what, shape = f"the input {name!r}", shapes[name]
    if is_on_a_device(value):
        return require_device_array(what, value, shape, backend.device, backend.stream)
    return host_array(what, value, shape)


def complete(given: dict[str, Any], interface: Interface, going_on: Mapping[str, Array], fresh: Mask | None) -> None:
    """Add the cont that the session makes.

    Args:
        going_on: every cont, of ones.
        fresh: the streams whose next step is their first; None: no stream's.

    Raises:
        SessionError: another input is missing.
    """
    shapes = interface.inputs
    for name, ones in going_on.items():
        if name not in given:
            given[name] = ones if fresh is None else _cont(name, ones, fresh, interface)
    for name, shape in shapes.items() if len(given) < len(shapes) else ():
        if name not in given:
            raise SessionError(f"the input {name!r} {shape} is missing")


def _cont(name: str, ones: Array, fresh: Mask, interface: Interface) -> Array:
    made = ones.copy()
    cont = interface.by_step(name, made)
    cont[0, fresh[: cont.shape[1]]] = 0
    return made


def look_into(given: Mapping[str, Any], interface: Interface) -> None:
    """Raise where cont breaks the promise that the file was made with, or an index has no row; not on the GPU."""
    for name in interface.cont if interface.starts_only else ():
        if isinstance(given[name], np.ndarray) and not np.all(interface.by_step(name, given[name])[1:] == 1):
            raise SessionError(
                f"{name!r} is not 1 after the first time step of the call, but this file was made with "
                "--cont-starts-only; convert without that option"
            )
    for name, rows in interface.index.items():
        if isinstance(given[name], np.ndarray):
            require_indices(name, given[name], rows)


def accepted_out(out: Mapping[str, Any], given: Mapping[str, Any], backend: Backend) -> dict[str, Any]:
    """The arrays for outputs.

    Raises:
        SessionError: one is unknown, does not fit, or overlaps with another or with an input on the GPU.
    """
    require_by_name("out", out, 'out={"probs": array}')
    outputs, checked = backend.interface.outputs, {}
    for name, array in out.items():
        if name not in outputs:
            raise SessionError(f"unknown output {name!r}; the outputs are {listed(outputs)}")
        what, shape = f"the array for the output {name!r}", outputs[name]
        if is_on_a_device(array):
            checked[name] = require_device_array(what, array, shape, backend.device, backend.stream, written=True)
        else:
            require_host_output(what, array, shape)
            checked[name] = array
    if len(checked) > 1 or backend.stream is not None:
        require_apart(checked, given)
    return checked


def accepted_stream(stream: Any, out: Mapping[str, Any], backend: Backend) -> int:
    """The caller's CUDA stream.

    Raises:
        SessionError: it is none, this runs on the CPU, or an output has no array on the GPU to go to.
    """
    handle = stream_handle(stream)
    if backend.stream is None:
        raise SessionError("this session runs on the CPU and knows no CUDA stream; leave stream out")
    require_on_device(out, backend.interface.outputs)
    return handle
