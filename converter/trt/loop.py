"""A Loop in TensorRT: an ILoop whose iterators slice the inputs and whose recurrences carry the states.

In half precision the products in its body run in half; the states, the sums and all else stay float32.
"""

from __future__ import annotations

from caffe2trt.converter.program.loop import Loop
from caffe2trt.converter.program.program import Value
from caffe2trt.converter.trt.emitter import TensorRTEmitter
from caffe2trt.converter.trt.primitives import Tensors, define


@define(Loop)
def loop(e: TensorRTEmitter, op: Loop, *inputs: Value) -> Tensors:
    trt, body, node = e.trt, op.body, e.node
    wide = e.state_dtype
    trips = e.length(inputs[0].shape[0])
    layer = e.network.add_loop()
    layer.name = node.name
    e.add(layer.add_trip_limit(trips, trt.TripLimit.COUNT), "steps")
    for value, given in zip(body.slices, inputs):
        e.bind(value, e.out(layer.add_iterator(e.raw(given), 0, op.reverse), "slice"))
    recurrences = []
    for value, given in zip(body.before, inputs[len(body.slices) :]):
        recurrences.append(e.add(layer.add_recurrence(e.tensor(given, wide)), "before"))
        e.bind(value, recurrences[-1].get_output(0))
    with e.computing_in(wide):
        for inside in body.nodes:
            for value, made in zip(inside.outputs, e.emit(inside, define[type(inside.op)])):
                e.bind(value, made)
        e.at(node)
        for recurrence, value in zip(recurrences, body.after):
            recurrence.set_input(1, e.tensor(value))
    results = []
    for value in body.results:
        kind = trt.LoopOutput.REVERSE if op.reverse else trt.LoopOutput.CONCATENATE
        output = e.add(layer.add_loop_output(e.raw(value), kind, 0), "every")
        output.set_input(1, trips)
        results.append(output.get_output(0))
    last = [e.out(layer.add_loop_output(r.get_output(0), trt.LoopOutput.LAST_VALUE), "last") for r in recurrences]
    return (*results, *last)
