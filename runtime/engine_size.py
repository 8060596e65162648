"""The memory of an engine for its largest size, and what an execution context is told of the size of a call."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from math import prod
from typing import Any

from caffe2trt.runtime.device import Device, DeviceError
from caffe2trt.runtime.interface import Array, Interface, Shape


@dataclass(frozen=True)
class EngineSize:
    """An engine at one size.

    Attributes:
        interface: at this size.
        pinned: memory on the host that inputs and outputs go through.
        staging: the same for states.
        profile: the number of the optimization profile for it.
        open_inputs, open_outputs: shapes of those with axes that vary, states among them.
    """

    interface: Interface
    pinned: dict[str, Array]
    staging: dict[str, Array]
    profile: int
    open_inputs: dict[str, Shape]
    open_outputs: dict[str, Shape]


class Buffers:
    """Memory for the largest size. Every size uses it from its beginning on.

    The streams are axis 0 of a state, so that those that remain after a change of their number stay where they are.

    Attributes:
        own: addresses on the device of inputs and outputs.
        states: addresses of the two sets of states.
    """

    def __init__(self, device: Device, interface: Interface, held: ExitStack) -> None:
        """`interface` is that of any size; `held` frees what is made."""
        self._device, self._held = device, held
        largest = interface if interface.varying is None else interface.varying.largest()
        borders, states = {**largest.inputs, **largest.outputs}, largest.states
        self.own = self._made(borders)
        self.states = [self._made(states), self._made(states)]
        self._pinned, self._staging = self._made_on_host(borders), self._made_on_host(states)

    def _made(self, shapes: Mapping[str, Shape]) -> dict[str, int]:
        made = {}
        for name, shape in shapes.items():
            made[name] = self._device.allocate(4 * prod(shape))
            self._held.callback(self._device.free, made[name])
        return made

    def _made_on_host(self, shapes: Mapping[str, Shape]) -> dict[str, Array]:
        made = {}
        for name, shape in shapes.items():
            made[name] = self._device.pin((prod(shape),))
            self._held.callback(self._device.unpin, made[name])
        return made

    def at(self, interface: Interface) -> EngineSize:
        """The engine at one size."""
        pinned = _views(self._pinned, {**interface.inputs, **interface.outputs})
        staging = _views(self._staging, interface.states)
        if (varying := interface.varying) is None:
            return EngineSize(interface, pinned, staging, 0, {}, {})
        inputs, outputs = varying.open_shapes(interface.size)
        return EngineSize(interface, pinned, staging, varying.profile_for(interface.size), inputs, outputs)

    def clear_new_streams(self, before: Mapping[str, Shape], after: Mapping[str, Shape], stream: int) -> None:
        """Write zeros to the rows of both sets of states that `after` has and `before` does not have."""
        for states in self.states:
            for name, address in states.items():
                held, wanted = 4 * prod(before[name]), 4 * prod(after[name])
                if wanted > held:
                    self._device.clear(address + held, wanted - held, stream)


def _views(arrays: Mapping[str, Array], shapes: Mapping[str, Shape]) -> dict[str, Array]:
    return {name: arrays[name][: prod(shape)].reshape(shape) for name, shape in shapes.items()}


class SizedContext:
    """An IExecutionContext, and the profile and the input shapes that it has. Those that differ are set before a call.

    TensorRT's first profile is chosen from the beginning. After a change of the profile it has no shapes.
    """

    def __init__(self, context: Any, stream: int) -> None:
        self._context, self._stream = context, stream
        self._profile: int | None = 0
        self._shapes: dict[str, Shape] = {}
        self._fits: EngineSize | None = None

    def take(self, size: EngineSize) -> None:
        """Set what differs.

        Raises:
            DeviceError: TensorRT refuses it, or computes other shapes than the file says.
        """
        if self._fits is size:
            return
        self._fits = None
        if self._profile != size.profile:
            self._profile = None  # unknown while TensorRT takes it: an interrupt may come in between
            self._shapes.clear()
            if not self._context.set_optimization_profile_async(size.profile, self._stream):
                raise DeviceError(f"TensorRT refuses its optimization profile {size.profile}")
            self._profile = size.profile
        for name, shape in size.open_inputs.items():
            if self._shapes.get(name) != shape:
                self._shapes.pop(name, None)
                if not self._context.set_input_shape(name, shape):
                    raise DeviceError(f"TensorRT refuses the shape {shape} of {name!r}")
                self._shapes[name] = shape
        for name, shape in size.open_outputs.items():
            found = tuple(self._context.get_tensor_shape(name))
            if found != shape and -1 not in found:  # -1: TensorRT knows it only after the call
                raise DeviceError(
                    f"TensorRT gives {name!r} the shape {found}, but the file says {shape}: it is damaged"
                )
        self._fits = size
