"""Interface: what a converted file takes and gives, and which of it is recurrent state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from caffe2trt.runtime.device import Device
from caffe2trt.runtime.manifest import ConversionOptions, Manifest

if TYPE_CHECKING:
    from caffe2trt.runtime.varying import Varying

Array = NDArray[np.float32]
Shape = tuple[int, ...]


class SessionError(Exception):
    """The file cannot be run, inputs do not fit, or the session is used in a way that would give wrong results."""


@dataclass(frozen=True)
class Interface:
    """What a file takes and gives.

    Attributes:
        inputs, outputs: shapes by name, the states not among them.
        states: shapes by the name of the input, L__h_in or L__c_in.
        cont: the inputs that tell where a sequence starts, and for how many streams.
        precision: fp32, fp16 or bf16, of what is computed within.
        starts_only: cont must be 1 after a call's first time step; the file was made with that promise.
        version, options: the caffe2trt that made the file, and how; "" and None where the file does not say it.
        index: the inputs that choose rows of a table, and of how many rows.
        varying: the shapes at other sizes; None for a file of fixed shapes.
        size: time steps and streams, of a file where they vary, otherwise 0.
        random_weights: the seed of the weights, where they are random.
        batch_first: cont holds (streams, time steps) and not (time steps, streams).
    """

    inputs: dict[str, Shape]
    outputs: dict[str, Shape]
    states: dict[str, Shape]
    cont: dict[str, int]
    precision: str
    starts_only: bool = False
    version: str = ""
    options: ConversionOptions | None = None
    index: dict[str, int] = field(default_factory=dict)
    varying: Varying | None = None
    size: tuple[int, int] = (0, 0)
    random_weights: int | None = None
    batch_first: bool = False

    @property
    def streams(self) -> int:
        """How many independent sequences run side by side: the batch of the states and of cont."""
        return self.size[1] or max([*(shape[0] for shape in self.states.values()), *self.cont.values()], default=1)

    def by_step(self, name: str, cont: Array) -> Array:
        """An array for the input `name`, which is a cont, as (time steps, streams): a view, as numpy can make it."""
        streams = self.cont[name]
        return cont.reshape(streams, -1).T if self.batch_first else cont.reshape(-1, streams)


def state_output(state: str) -> str:
    """The output that a state input is fed from: L__h_out for L__h_in."""
    return f"{state.removesuffix('_in')}_out"


def read_interface(inputs: Mapping[str, Shape], outputs: Mapping[str, Shape], manifest: Manifest) -> Interface:
    """The interface of a file with these inputs and outputs; states are found by their names.

    Raises:
        SessionError: a dimension is not fixed, or the manifest says what cannot be.
    """
    for name, shape in {**inputs, **outputs}.items():
        if any(not isinstance(dim, int) or dim < 0 for dim in shape):
            raise SessionError(
                f"{name!r} has a shape {shape} that is not fixed, and the file does not say what varies; convert with "
                "fixed time steps and batch, or let caffe2trt write the file that takes a range"
            )
    return fixed_interface(inputs, outputs, manifest)


def fixed_interface(
    inputs: Mapping[str, Shape],
    outputs: Mapping[str, Shape],
    manifest: Manifest,
    varying: Varying | None = None,
    size: tuple[int, int] = (0, 0),
) -> Interface:
    """The interface of a file, or of one that varies at one size.

    Raises:
        SessionError: the manifest says what cannot be.
    """
    states = {
        name: shape
        for name, shape in inputs.items()
        if name.endswith(("__h_in", "__c_in")) and outputs.get(state_output(name)) == shape
    }
    cont = {name: size[1] or streams for name, streams in manifest.cont.items() if name in inputs}
    for name, streams in cont.items():
        if prod(inputs[name]) % streams:
            raise SessionError(
                f"the manifest says that {name!r}, of shape {inputs[name]}, holds {streams} streams: it is damaged"
            )
    carried = {state_output(name) for name in states}
    return Interface(
        inputs={name: shape for name, shape in inputs.items() if name not in states},
        outputs={name: shape for name, shape in outputs.items() if name not in carried},
        states=states,
        cont=cont,
        precision=manifest.precision,
        starts_only=manifest.starts_only,
        version=manifest.version,
        options=manifest.options,
        index={name: rows for name, rows in manifest.index.items() if name in inputs},
        varying=varying,
        size=size,
        random_weights=manifest.random_weights,
        batch_first=manifest.batch_first,
    )


class Backend(Protocol):
    """What runs a file.

    It has two sets of states, 0 and 1, each holding every state; the Session knows which of them counts. A call reads
    that one and writes the other, and then the Session changes over. So a call that fails or is interrupted changes
    nothing, wherever that happens; the next one writes over what it left.

    Any thread may call it, one at a time. What it raises where the device or the runtime fails is a SessionError.
    """

    @property
    def interface(self) -> Interface:
        """What the file takes and gives."""

    @property
    def device(self) -> Device | None:
        """The CUDA device that it runs on; None on a CPU."""

    @property
    def stream(self) -> int | None:
        """The CUDA stream that it runs on; None on a CPU."""

    @property
    def what(self) -> str:
        """What runs, and where, for people."""

    def step(
        self, before: int, inputs: Mapping[str, Any], out: Mapping[str, Any], stream: int | None = None
    ) -> dict[str, Any]:
        """One call on inputs that were checked; reads the states of set `before`, writes those of the other set.

        Outputs named in `out` are written there, the others are given back.

        Args:
            stream: a CUDA stream that the call takes its place on, without making the host wait; all outputs are then
                arrays on the GPU.
        """

    def read_state(self, which: int) -> dict[str, Array]:
        """Copies of a set's states."""

    def write_state(self, which: int, states: Mapping[str, Array]) -> None:
        """Write all states of a set."""

    def close(self) -> None:
        """Free everything. After a failure or an interruption it may be called again; it frees nothing twice."""


class ResizableBackend(Backend, Protocol):
    """What runs a file that takes a range of time steps or of streams: its `interface.varying` is set."""

    def resize(self, interface: Interface) -> None:
        """Change to another size. Of the states, the rows of the streams that both sizes have stay."""
