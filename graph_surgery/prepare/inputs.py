"""make_inputs: whatever feeds the network from outside becomes an Input layer."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from caffe2trt.caffe.arrays import MOST_AXES, MOST_VALUES, Shape, is_possible
from caffe2trt.caffe.errors import ConversionError, LayerError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.model import without_layers
from caffe2trt.graph_surgery.traits import TraitsOf

_OF_EACH_TOP = ("shape", "num", "channels", "height", "width", "data_filler")  # of DummyData: one for all, or for each
# A misspelt bottom is compared with all blobs' names, which takes long. So much is compared in one network:
_MOST_COMPARED, _LONGEST_COMPARED = 10_000, 100  # pairs of names; characters of the bottom


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
        ConversionError: `shapes` names no such blob, or gives a shape that no blob can have.

    """
    shapes = dict(shapes or {})
    for name, shape in shapes.items():
        if not is_possible(shape):
            raise ConversionError(
                f"--input gives {name!r} a shape that no blob of Caffe can have",
                f"It has up to {MOST_AXES} axes and {MOST_VALUES:,} values",
            )
    layers = [_input(name, shapes.pop(name, None) or _legacy_shape(net, i)) for i, name in enumerate(net.input)]
    layers += [_input(name, shapes.pop(name, None)) for name in _takers_of_unmade(net)]
    for layer in net.layer:
        if layer.bottom:
            layers.append(layer)
            continue
        _require_one_or_each(layer)
        sizes, alone = _stated_shapes(layer), _without_tops(layer)
        for index, top in enumerate(layer.top):
            if layer.type == "Input" or top in shapes or not traits(layer.type).makes_values(layer):
                layers.append(_input(top, shapes.pop(top, None) or sizes.get(index)))
                if layer.type == "Input":
                    layers[-1].skipped.extend(layer.skipped)
            else:
                layers.append(_with_top(alone, layer, index))
    result = without_layers(net)
    for legacy in ("input", "input_dim", "input_shape"):
        result.ClearField(legacy)
    result.layer.extend(layers)
    if shapes:
        inputs = [layer.name for layer in result.layer if layer.type == "Input"]
        raise ConversionError(
            f"--input: unknown input {', '.join(map(repr, sorted(shapes)))}",
            f"The inputs are: {', '.join(inputs) or 'none'}",
        )
    return result


def unmade_bottoms(whole: NetParameter, net: NetParameter) -> list[str]:
    """What to know of bottoms that no layer of this phase makes, where another one would, or a like name is made.

    Args:
        whole: the network before its layers were selected by their rules.
        net: after.
    """
    takers = _takers_of_unmade(net)
    if not takers:
        return []
    made = _made(net)
    makers = {top: layer for layer in whole.layer if layer.bottom or _stages(layer) for top in layer.top}
    notes = []
    compared = 0
    for bottom, layer in takers.items():
        taker = f"layer '{layer.name}' ({layer.type}) takes {bottom!r}, which becomes an input"
        if maker := makers.get(bottom):
            remedy = "".join(f"; try --stage {stage}" for stage in _stages(maker)[:1])
            notes.append(
                f"{taker}: layer '{maker.name}' ({maker.type}) makes it, but is excluded by its include/exclude "
                f"rules{remedy}"
            )
        elif len(bottom) <= _LONGEST_COMPARED and compared + len(made) <= _MOST_COMPARED:
            compared += len(made)
            if like := get_close_matches(bottom, made, 1, 0.8):
                notes.append(f"{taker}: no layer makes it; is {like[0]!r} meant?")
        made.add(bottom)
    return notes


def preparations(net: NetParameter) -> list[str]:
    """What data layers did to pictures before the network saw them; that is the caller's to do now."""
    notes = []
    for layer in net.layer:
        if layer.bottom or not layer.top or not layer.HasField("transform_param"):
            continue
        transform = layer.transform_param
        done = []
        if transform.mean_value:
            done.append(f"minus the mean {', '.join(f'{value:g}' for value in transform.mean_value)}")
        if transform.mean_file:
            done.append(f"minus the mean of {transform.mean_file}")
        if transform.scale != 1:
            done.append(f"times {transform.scale:g}")
        if done:
            notes.append(
                f"layer '{layer.name}' ({layer.type}) has a transform_param: {', '.join(done)}; apply it to "
                f"{layer.top[0]!r} yourself"
            )
    return notes


def _stages(layer: LayerParameter) -> list[str]:
    return [stage for rule in layer.include for stage in rule.stage]


def _made(net: NetParameter) -> set[str]:
    """The blobs that a layer makes or the network names as inputs."""
    made = set(net.input)
    for layer in net.layer:
        made.update(layer.top)
    return made


def _takers_of_unmade(net: NetParameter) -> dict[str, LayerParameter]:
    """The bottoms that no layer makes, and the first layer that takes each."""
    made = _made(net)
    takers: dict[str, LayerParameter] = {}
    for layer in net.layer:
        if not made.issuperset(layer.bottom):
            for bottom in layer.bottom:
                if bottom not in made:
                    takers.setdefault(bottom, layer)
    return takers


def _input(name: str, shape: Shape | None) -> LayerParameter:
    layer = LayerParameter(name=name, type="Input", top=[name])
    if shape is not None:
        layer.input_param.shape.add(dim=shape)
    return layer


def _without_tops(layer: LayerParameter) -> LayerParameter:
    """What the tops of a generator with several have in common."""
    common = LayerParameter()
    common.CopyFrom(layer)
    if len(layer.top) > 1:
        del common.top[:]
        for field in _OF_EACH_TOP:
            if len(getattr(layer.dummy_data_param, field)) > 1:
                common.dummy_data_param.ClearField(field)
    return common


def _with_top(common: LayerParameter, layer: LayerParameter, index: int) -> LayerParameter:
    """A generator with one top only, so that each of its tops can live or vanish alone."""
    if len(layer.top) == 1:
        return layer
    kept = LayerParameter()
    kept.CopyFrom(common)
    kept.name = layer.top[index]
    kept.top.append(layer.top[index])
    for field in _OF_EACH_TOP:
        values = getattr(layer.dummy_data_param, field)
        if len(values) > 1:
            getattr(kept.dummy_data_param, field).append(values[index])
    return kept


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
    if layer.type == "NumpyData":
        return {0: tuple(layer.rp.numpy_data_param.shape)}
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
