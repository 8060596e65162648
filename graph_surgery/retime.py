"""retime: a network for T time steps and N streams becomes one for other numbers of both."""

from __future__ import annotations

from dataclasses import replace

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.caffe.text import counted
from caffe2trt.graph_surgery.carry_over import carry_over
from caffe2trt.graph_surgery.model import Model
from caffe2trt.graph_surgery.recurrent.bottoms import is_recurrent, steps_and_streams
from caffe2trt.graph_surgery.recurrent.own_tops import own_tops
from caffe2trt.graph_surgery.sizes import BATCH, Sizes


def retime(
    model: Model, *, time_steps: int | None = None, batch: int | None = None, fewest_steps: int | None = None
) -> Model:
    """Change the number of time steps and streams of a network.

    Given (T = 16, N = 24):
        input data (384, 3, 227, 227) -> ... -> fc6 (384, 4096) -> Reshape { 16 24 4096 } -> LSTM
    Result (T = 1, N = 1):
        input data (1, 3, 227, 227) -> ... -> fc6 (1, 4096) -> Reshape { 1 1 4096 } -> LSTM

    The recurrent layers say which axes are T and N; from there the sizes are followed through the layers in both
    directions, by the axis rule of each layer type (traits.py). Inputs, Reshape constants, DummyData and
    ContinuationIndicator shapes, the batch_size of an Lstm and the tiles of a Tile are changed. The shapes in the
    result are out of date: lower it again. In a network without a recurrent layer, the batch is axis 0 of every input.

    With fewer time steps, or where other calls may have fewer (`fewest_steps`), a sequence continues over several
    calls: layers that started one in every call get an input that says where a sequence starts (carry_over), and layers
    that need a whole sequence are refused.

    Args:
        fewest_steps: if the result is one of several that one file serves: the fewest time steps among them, or 0 if
            they have the same. They then have the same layers.

    Raises:
        ConversionError: there is no recurrent layer, or a layer ties a size that should change; names the layer.
    """
    is_recurrent_net = time_steps is not None or any(map(is_recurrent, model.net.layer))
    old = _old_sizes(model) if is_recurrent_net else (0, _old_batch(model))
    new = (time_steps or old[0], batch or old[1])
    if min(new[0], fewest_steps or new[0]) < old[0]:
        model = carry_over(model)
    if new == old and fewest_steps is None:
        return model
    sizes = Sizes(model.shapes, [(layer, model.traits(layer.type).axes) for layer in model.net.layer], old, new)
    if not is_recurrent_net:
        for layer in model.net.layer:
            if layer.type == "Input":
                sizes.learn(layer.top[0], 0, BATCH, layer)
    sizes.follow()
    net = NetParameter()
    net.CopyFrom(model.net)
    sizes.rewrite(net.layer)
    if new[0] == 1:
        net = own_tops(net, model.traits, lambda layer: True)
    return replace(model, net=net)


def own_sizes(model: Model) -> tuple[int, int]:
    """The time steps T and the streams N of a network; T is 0 in one without a recurrent layer.

    Raises:
        ConversionError: they are not known.
    """
    if any(map(is_recurrent, model.net.layer)):
        return _old_sizes(model)
    return 0, _old_batch(model)


def _old_batch(model: Model) -> int:
    """The length of axis 0 of every input."""
    shapes = {layer.top[0]: model.shapes[layer.top[0]] for layer in model.net.layer if layer.type == "Input"}
    found = {shape[0] if shape else 1 for shape in shapes.values()}
    if len(found) != 1:
        raise ConversionError(
            "the network has no recurrent layer, and it is not known which axis is the batch: it is axis 0 of every "
            f"input, but the inputs are {', '.join(f'{name} {shape}' for name, shape in shapes.items()) or 'none'}",
            "Give its inputs other shapes instead: --input NAME:DIMS",
        )
    return found.pop()


def _old_sizes(model: Model) -> tuple[int, int]:
    """T and N as the recurrent layers have them."""
    found: dict[tuple[int, int], LayerParameter] = {}
    for layer in model.net.layer:
        if is_recurrent(layer):
            found.setdefault(steps_and_streams(layer, model.shapes[layer.bottom[0]]), layer)
    if not found:
        raise ConversionError(
            "the network has no recurrent layer, so it is not known which axis is time",
            "Give its inputs other shapes instead: --input NAME:DIMS; if its time steps are written out one by one, "
            "roll them up first: caffe2trt roll",
        )
    if len(found) > 1:
        (a, first), (b, second) = list(found.items())[:2]
        raise ConversionError(
            f"layer '{first.name}' runs over {counted(a[0], 'step')} of {counted(a[1], 'stream')}, '{second.name}' "
            f"over {b[0]} of {b[1]}",
            "Give the shapes of the inputs yourself (--input name:dims) instead of --time-steps and --batch",
        )
    return next(iter(found))
