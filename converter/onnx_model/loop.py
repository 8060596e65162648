"""A Loop in ONNX: a Scan over the first axis of its sliced inputs."""

from __future__ import annotations

from caffe2trt.converter.onnx_model.emitter import OnnxEmitter, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.program import Value


@emit(Loop)
def loop(e: OnnxEmitter, op: Loop, *inputs: Value) -> None:
    body, node = op.body, e.node
    inner = OnnxEmitter(e)
    for inside in body.nodes:
        inner.emit(inside, emit[type(inside.op)])
    e.at(node)
    count, states = len(body.slices), len(body.before)
    results, after = node.outputs[: len(body.results)], node.outputs[len(body.results) :]
    direction = int(op.reverse)
    e.op(
        "Scan",
        [*inputs[count : count + states], *inputs[:count]],
        [value.name for value in (*after, *results)],
        body=inner.subgraph(
            f"{node.name}/step",
            [tensor(value.name, value.shape) for value in (*body.before, *body.slices)],
            [tensor(value.name, value.shape) for value in (*body.after, *body.results)],
        ),
        num_scan_inputs=count,
        scan_input_directions=[direction] * count,
        scan_output_directions=[direction] * len(results),
    )
