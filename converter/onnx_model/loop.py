"""A Loop in ONNX: a Scan over the first axis of its sliced inputs.

In half precision the products in its body compute in half; the states, the sums and all else are float32.
"""

from __future__ import annotations

from caffe2trt.converter.onnx_model.emitter import FLOAT, OnnxEmitter, tensor
from caffe2trt.converter.onnx_model.primitives import emit
from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.program import Value


@emit(Loop)
def loop(e: OnnxEmitter, op: Loop, *inputs: Value) -> None:
    body, node = op.body, e.node
    inner = OnnxEmitter(e)
    e.root.types.update({value.name: FLOAT for value in (*body.before, *body.slices)})
    for inside in body.nodes:
        inner.emit(inside, emit[type(inside.op)])
    for value in (*body.after, *body.results):
        inner.widen(value)
    e.at(node)
    count, states = len(body.slices), len(body.before)
    results, after = node.outputs[: len(body.results)], node.outputs[len(body.results) :]
    direction = int(op.reverse)
    e.op(
        "Scan",
        [e.value(value, dtype=FLOAT) for value in (*inputs[count : count + states], *inputs[:count])],
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
