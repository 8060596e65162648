"""config.pbtxt: what Triton must know of a network whose files are batch-first and take one time step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from google.protobuf import text_encoding

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Net
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.runtime.interface import state_output

QUEUE_DELAY = 1000  # microseconds that a step may wait for others to be computed with it
BACKENDS = ("onnxruntime", "tensorrt", "python")
_PYTHON = "Use --backend python, where a Session keeps the states"


@dataclass(frozen=True)
class Serving:
    """How a network is served.

    Attributes:
        name: of the model.
        backend: one of BACKENDS.
        max_batch: the most streams in one call.
        instances: how many copies of the model the server runs.
        idle: microseconds after which a sequence without a step is forgotten.
        max_sequences: how many sequences each instance keeps; others wait.
        on_gpu: whether the file runs on a GPU.
    """

    name: str
    backend: str
    max_batch: int = 32
    instances: int = 1
    idle: int = 60_000_000
    max_sequences: int = 1024
    on_gpu: bool = False


def config_text(net: Net, serving: Serving, labels_of: str | None = None) -> str:
    """The text of config.pbtxt.

    Args:
        net: batch-first, of one time step.
        labels_of: the output whose classes labels.txt names.

    Raises:
        ConversionError: the backend cannot keep the network's states.
    """
    cont = [name for name, role in net.roles.items() if role.kind == "cont"]
    inputs = {name: shape for name, shape in net.inputs.items() if name not in cont}
    if not inputs:
        raise ConversionError("Triton serves networks with inputs, and this one has none", "Give it one: --input")
    lines = [
        f"name: {_quoted(serving.name)}",
        f"backend: {_quoted(serving.backend)}",
        f"max_batch_size: {serving.max_batch}",
        *_tensors("input", inputs),
        *_tensors("output", net.outputs, labels_of),
    ]
    if serving.backend == "python":
        taken = UniqueNames(inputs)
        lines += _sequences(serving, [_control(taken.take(name), *what) for name, *what in _CONTROLS], [])
    elif net.states:
        lines += _sequences(serving, _start(cont), _states(net))
    else:
        _require_no_cont(cont)
        lines.append(f"dynamic_batching {{ max_queue_delay_microseconds: {QUEUE_DELAY} }}")
    kind = "KIND_GPU" if serving.on_gpu else "KIND_CPU"
    lines.append(f"instance_group [ {{ count: {serving.instances} kind: {kind} }} ]")
    return "\n".join([*lines, ""])


def _tensors(field: str, shapes: dict[str, Shape], labels_of: str | None = None) -> list[str]:
    items = []
    for name, shape in shapes.items():
        labels = ' label_filename: "labels.txt"' if name == labels_of else ""
        items.append(f"  {{ name: {_quoted(name)} data_type: TYPE_FP32 dims: {_dims(shape)}{labels} }}")
    return [f"{field} [", ",\n".join(items), "]"]


def _sequences(serving: Serving, controls: list[str], states: list[str]) -> list[str]:
    lines = [
        "sequence_batching {",
        f"  max_sequence_idle_microseconds: {serving.idle}",
        f"  oldest {{ max_candidate_sequences: {serving.max_sequences} max_queue_delay_microseconds: {QUEUE_DELAY} }}",
    ]
    for field, items in (("control_input", controls), ("state", states)):
        if items:
            lines += [f"  {field} [", ",\n".join(items), "  ]"]
    return [*lines, "}"]


_CONTROLS = (  # name, kind, and what it holds
    ("START", "CONTROL_SEQUENCE_START", "fp32_false_true: [ 0, 1 ]"),
    ("END", "CONTROL_SEQUENCE_END", "fp32_false_true: [ 0, 1 ]"),
    ("CORRID", "CONTROL_SEQUENCE_CORRID", "data_type: TYPE_UINT64"),
)


def _control(name: str, kind: str, what: str) -> str:
    return f"    {{ name: {_quoted(name)} control [ {{ kind: {kind} {what} }} ] }}"


def _start(cont: list[str]) -> list[str]:
    """`cont`, 0 where a sequence starts and 1 where it goes on, made by the server."""
    if len(cont) > 1:
        raise ConversionError(
            f"Triton makes one input that says where sequences start, and this network has {', '.join(cont)}", _PYTHON
        )
    return [_control(name, "CONTROL_SEQUENCE_START", "fp32_false_true: [ 1, 0 ]") for name in cont]


def _require_no_cont(cont: Iterable[str]) -> None:
    for name in cont:
        raise ConversionError(
            f"the input {name!r} says where sequences start, but the network has no state that Triton could keep",
            "Serve a network whose recurrent layers keep their state: without expose_hidden",
        )


def _states(net: Net) -> list[str]:
    """The pairs of state inputs and outputs, in the order by which Triton pairs them.

    Triton feeds the i-th state output by name to the i-th state input by name, whatever pairs its configuration names
    (triton-inference-server/server, issue 8586).

    Raises:
        ConversionError: these are not pairs.
    """
    inputs = sorted(net.states)
    outputs = sorted(state_output(name) for name in net.states)
    for name, output in zip(inputs, outputs):
        if state_output(name) != output:
            raise ConversionError(
                f"Triton would feed the state {output!r} to {name!r}: it pairs states by their sorted names, and the "
                "names of these layers sort in another order with _in than with _out",
                f"Rename the layers, or {_PYTHON[0].lower()}{_PYTHON[1:]}",
            )
    items = []
    for name in inputs:
        dims = _dims(net.states[name])
        initial = f"data_type: TYPE_FP32 dims: {dims} zero_data: true name: {_quoted(f'{name} zero')}"
        items.append(
            f"    {{ input_name: {_quoted(name)} output_name: {_quoted(state_output(name))} data_type: TYPE_FP32 "
            f"dims: {dims} initial_state: {{ {initial} }} }}"
        )
    return items


def _dims(shape: Shape) -> str:
    """Without the batch."""
    return f"[ {', '.join(map(str, shape[1:]))} ]"


def _quoted(text: str) -> str:
    return f'"{text_encoding.CEscape(text.encode(), as_utf8=False)}"'
