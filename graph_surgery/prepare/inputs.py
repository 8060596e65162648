"""make_inputs: whatever feeds the network from outside becomes an Input layer."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError, LayerError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.traits import TraitsOf


def make_inputs(net: NetParameter, traits: TraitsOf, shapes: Mapping[str, Shape] | None = None) -> NetParameter:
    """Turn legacy `input` fields and data layers into Input layers, one for each top.

    Given:  input: "x"  input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8
            layer { name: "clips" type: "HDF5Data" top: "data" top: "label" }
    Result: layer { name: "x" type: "Input" top: "x" input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } } }
            layer { name: "data" type: "Input" top: "data" }
            layer { name: "label" type: "Input" top: "label" }

    A bottom that no layer of this phase makes is an input too. `shapes` gives or overrides an input's shape. It may
    name the top of any layer without bottoms (DummyData, too, which in many deploy networks only stands for an
    input). A shape that neither says stays absent.

    Raises:
        ConversionError: `shapes` names no such blob.

    """
    shapes = dict(shapes or {})
    result = NetParameter()
    result.CopyFrom(net)
    for legacy in ("input", "input_dim", "input_shape", "layer"):
        result.ClearField(legacy)
    for index, name in enumerate(net.input):
        _add_input(result, name, shapes.pop(name, None) or _legacy_shape(net, index))
    made = {top for layer in net.layer for top in layer.top} | set(net.input)
    wanted = dict.fromkeys(bottom for layer in net.layer for bottom in layer.bottom)
    for name in wanted:
        if name not in made:
            _add_input(result, name, shapes.pop(name, None))
    for layer in net.layer:
        if layer.bottom:
            result.layer.add().CopyFrom(layer)
            continue
        _require_one_or_each(layer)
        sizes = _stated_shapes(layer)
        for index, top in enumerate(layer.top):
            if layer.type == "Input" or top in shapes or not traits(layer.type).makes_values:
                _add_input(result, top, shapes.pop(top, None) or sizes.get(index))
            else:
                _keep_top(result, layer, index)
    if shapes:
        inputs = [layer.name for layer in result.layer if layer.type == "Input"]
        raise ConversionError(
            f"--input names {', '.join(map(repr, sorted(shapes)))}, which is no input of this network",
            f"Its inputs are: {', '.join(inputs) or 'none'}",
        )
    return result


def unmade_bottoms(whole: NetParameter, net: NetParameter) -> list[str]:
    """What to know of bottoms that no layer of this phase makes, where another one would, or a like name is made.

    Args:
        whole: the network before its layers were selected by their rules.
        net: after.
    """
    made = {top for layer in net.layer for top in layer.top} | set(net.input)
    makers = {top: layer for layer in whole.layer if layer.bottom or _stages(layer) for top in layer.top}
    notes = []
    for layer in net.layer:
        for bottom in layer.bottom:
            if bottom in made:
                continue
            made.add(bottom)
            taker = f"layer '{layer.name}' ({layer.type}) takes {bottom!r}, which becomes an input"
            like = get_close_matches(bottom, sorted(made - {bottom}), 1, 0.8)
            if maker := makers.get(bottom):
                remedy = "".join(f"; try --stage {stage}" for stage in _stages(maker)[:1])
                notes.append(
                    f"{taker}: layer '{maker.name}' ({maker.type}) makes it, but by its rules has no part{remedy}"
                )
            elif like:
                notes.append(f"{taker}: no layer makes it; is {like[0]!r} meant?")
    return notes


def preparations(net: NetParameter) -> list[str]:
    """What data layers did to pictures before the network saw them; that is the caller's to do now."""
    notes = []
    for layer in net.layer:
        transform = layer.transform_param
        done = []
        if transform.mean_value:
            done.append(f"minus the mean {', '.join(f'{value:g}' for value in transform.mean_value)}")
        if transform.mean_file:
            done.append(f"minus the mean of {transform.mean_file}")
        if transform.scale != 1:
            done.append(f"times {transform.scale:g}")
        if layer.top and not layer.bottom and done:
            notes.append(
                f"layer '{layer.name}' ({layer.type}) prepared what it read: {', '.join(done)}; {layer.top[0]!r} takes "
                "it prepared so"
            )
    return notes


def _stages(layer: LayerParameter) -> list[str]:
    return [stage for rule in layer.include for stage in rule.stage]


def _add_input(net: NetParameter, name: str, shape: Shape | None) -> None:
    layer = net.layer.add(name=name, type="Input", top=[name])
    if shape is not None:
        layer.input_param.shape.add(dim=shape)


def _keep_top(net: NetParameter, layer: LayerParameter, index: int) -> None:
    """A generator with one top only, so that each of its tops can live or vanish alone."""
    kept = net.layer.add()
    kept.CopyFrom(layer)
    if len(layer.top) == 1:
        return
    kept.name = layer.top[index]
    kept.top[:] = [layer.top[index]]
    dummy, own = layer.dummy_data_param, kept.dummy_data_param
    for field in ("shape", "num", "channels", "height", "width", "data_filler"):
        values = getattr(dummy, field)
        if len(values) > 1:
            del getattr(own, field)[:]
            getattr(own, field).append(values[index])


def _require_one_or_each(layer: LayerParameter) -> None:
    """Raise LayerError if the parameters of a layer say a shape or filler neither once nor once for each top."""
    dummy = layer.dummy_data_param
    given = {"input_param.shape": len(layer.input_param.shape)}
    for name in ("shape", "num", "channels", "height", "width", "data_filler"):
        given[f"dummy_data_param.{name}"] = len(getattr(dummy, name))
    for name, count in given.items():
        if count not in (0, 1, len(layer.top)):
            raise LayerError(
                f"layer '{layer.name}' ({layer.type}): {name} is given {count} times for {len(layer.top)} tops",
                "Give it once, or once for each top",
            )


def _legacy_shape(net: NetParameter, index: int) -> Shape | None:
    if index < len(net.input_shape):
        return tuple(net.input_shape[index].dim)
    dims = tuple(net.input_dim[4 * index : 4 * index + 4])
    return dims if len(dims) == 4 else None


def _stated_shapes(layer: LayerParameter) -> dict[int, Shape]:
    """The shapes of the tops, by index, as far as the layer's parameters say them."""
    if layer.type == "Input":
        given = [tuple(shape.dim) for shape in layer.input_param.shape]
        if len(given) == 1:  # one shape serves all tops
            given *= len(layer.top)
        return dict(enumerate(given))
    if layer.type == "MemoryData":
        memory = layer.memory_data_param
        return _known({0: (memory.batch_size, memory.channels, memory.height, memory.width), 1: (memory.batch_size,)})
    if layer.type == "ImageData":
        image = layer.image_data_param
        crop = layer.transform_param.crop_size or image.crop_size
        size = (crop or image.new_height, crop or image.new_width)
        return _known({0: (image.batch_size, 3 if image.is_color else 1, *size), 1: (image.batch_size,)})
    if layer.type == "WindowData":
        window = layer.window_data_param
        crop = layer.transform_param.crop_size or window.crop_size
        return _known({0: (window.batch_size, 3, crop, crop), 1: (window.batch_size,)})
    return {}


def _known(shapes: dict[int, Shape]) -> dict[int, Shape]:
    return {index: shape for index, shape in shapes.items() if all(shape)}
