"""retime: a network for T time steps and N streams becomes one for other numbers of both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.graph_surgery.model import Model, Shape
from caffe2trt.graph_surgery.recurrent.node import TYPES


@dataclass(frozen=True)
class Size:
    """The length of an axis: factor * T ** steps * N ** batch."""

    factor: int
    steps: int = 0
    batch: int = 0

    def __mul__(self, other: Size) -> Size:
        return Size(self.factor * other.factor, self.steps + other.steps, self.batch + other.batch)

    def over(self, other: Size) -> Size | None:
        """The quotient, if it is a Size."""
        steps, batch = self.steps - other.steps, self.batch - other.batch
        if min(steps, batch) < 0 or self.factor % other.factor:
            return None
        return Size(self.factor // other.factor, steps, batch)

    def value(self, steps: int, batch: int) -> int:
        """The length for these T and N."""
        return int(self.factor * steps**self.steps * batch**self.batch)


STEPS, BATCH = Size(1, steps=1), Size(1, batch=1)
Axis = tuple[str, int]  # a blob and one of its axes


def retime(model: Model, time_steps: int | None = None, batch: int | None = None) -> Model:
    """Change how many time steps and streams a recurrent network takes.

    Given (T = 16, N = 24):
        input data (384, 3, 227, 227) -> ... -> fc6 (384, 4096) -> Reshape { 16 24 4096 } -> LSTM
    Result (T = 1, N = 1):
        input data (1, 3, 227, 227) -> ... -> fc6 (1, 4096) -> Reshape { 1 1 4096 } -> LSTM

    The recurrent layers say which axes are T and N; from there the sizes are followed through the layers in both
    directions. Inputs, Reshape constants, DummyData and ContinuationIndicator shapes, the batch_size of an Lstm and the
    tiles of a Tile follow. Shapes are stale in the result: lower it again.

    Raises:
        ConversionError: there is no recurrent layer, or a layer ties a size that should change; names the layer.
    """
    old = _old_sizes(model)
    new = (time_steps or old[0], batch or old[1])
    if new == old:
        return model
    sizes = _Sizes(model, old, new)
    sizes.follow()
    net = NetParameter()
    net.CopyFrom(model.net)
    for layer in net.layer:
        _rewrite(layer, sizes)
    return Model(net, model.blobs, model.shapes, model.outputs)


def _old_sizes(model: Model) -> tuple[int, int]:
    """T and N as the recurrent layers have them."""
    found: dict[tuple[int, int], LayerParameter] = {}
    for layer in model.net.layer:
        if layer.type in TYPES:
            found.setdefault(_sequence_size(layer, model), layer)
    if not found:
        raise ConversionError(
            "the network has no recurrent layer, so nothing says which axis is time",
            "Give its inputs other shapes instead: --input NAME:DIMS",
        )
    if len(found) > 1:
        (a, first), (b, second) = list(found.items())[:2]
        raise ConversionError(
            f"layer '{first.name}' runs over {a[0]} steps of {a[1]} streams, '{second.name}' over {b[0]} of {b[1]}",
            "Give the shapes of the inputs yourself (--input name:dims) instead of --time-steps and --batch",
        )
    return next(iter(found))


def _sequence_size(layer: LayerParameter, model: Model) -> tuple[int, int]:
    shape = model.shapes[layer.bottom[0]]
    if layer.type == "Lstm" and len(shape) != 3:
        return shape[0] // layer.lstm_param.batch_size, layer.lstm_param.batch_size
    return shape[0], shape[1]


class _Sizes:
    """What is known of the axes of all blobs; grows until nothing new follows."""

    def __init__(self, model: Model, old: tuple[int, int], new: tuple[int, int]) -> None:
        self.model = model
        self.old, self.new = old, new
        self.known: dict[Axis, Size] = {}
        self.why: dict[Axis, LayerParameter] = {}
        self.changed = True

    def new_length(self, blob: str, axis: int) -> int:
        """The axis's length in the new network; sizes that nothing ties to T or N stay."""
        size = self.known.get((blob, axis))
        return self.model.shapes[blob][axis] if size is None else size.value(*self.new)

    def learn(self, blob: str, axis: int, size: Size, layer: LayerParameter) -> None:
        """Record an axis's size; `layer` says so.

        Raises:
            ConversionError: another layer says otherwise, and it matters for the new T and N.
        """
        key = (blob, axis)
        if size.value(*self.old) != self.model.shapes[blob][axis]:
            return
        before = self.known.setdefault(key, size)
        if before == size:
            if key not in self.why:
                self.why[key], self.changed = layer, True
            return
        if before.value(*self.new) != size.value(*self.new):
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}) needs {size.value(*self.new)} along axis {axis} of {blob!r}, "
                f"layer '{self.why[key].name}' ({self.why[key].type}) {before.value(*self.new)}",
                "This network is built for its own number of time steps; change the prototxt by hand",
            )

    def follow(self) -> None:
        """Pass sizes on through the layers until nothing new is learned."""
        for layer in self.model.net.layer:
            if layer.type in TYPES:
                self.seed(layer)
        while self.changed:
            self.changed = False
            for layer in self.model.net.layer:
                if layer.type not in TYPES:
                    self.pass_on(layer)

    def seed(self, layer: LayerParameter) -> None:
        """What a recurrent layer says of its bottoms and tops."""
        for blob in (*layer.bottom, *layer.top):
            shape = self.model.shapes[blob]
            for axis, size in enumerate(self.recurrent_sizes(layer, blob, shape)):
                self.learn(blob, axis, size, layer)

    def recurrent_sizes(self, layer: LayerParameter, blob: str, shape: Shape) -> Sequence[Size]:
        steps, batch = self.old
        is_state = layer.recurrent_param.expose_hidden and (
            blob in layer.top[1:] or blob in list(layer.bottom)[-(2 if layer.type == "LSTM" else 1) :]
        )
        if is_state:
            return [Size(1), BATCH]
        is_static = len(layer.bottom) > 2 and blob == layer.bottom[2]
        if is_static:
            return [BATCH]
        if layer.type == "Lstm" and (
            len(shape) < 2 or shape[:2] != (steps, batch) or (len(shape) == 2 and blob != layer.bottom[-1])
        ):
            return [STEPS * BATCH]
        return [STEPS, BATCH]

    def pass_on(self, layer: LayerParameter) -> None:
        """What a layer lets follow from the sizes of its bottoms for its tops, and the other way round."""
        if layer.type in ("Reshape", "Flatten"):
            self.through_reshape(layer)
        elif layer.type in ("Transpose", "Permute"):
            self.through_transpose(layer)
        elif layer.type == "Embed":
            self.same_axes(layer, range(len(self.model.shapes[layer.bottom[0]])))
        elif layer.type in ("Slice", "Concat", "Tile"):
            axis = self.own_axis(layer)
            self.same_axes(layer, [i for i in range(len(self.model.shapes[layer.top[0]])) if i != axis])
            self.along(layer, axis)
        elif layer.type == "InnerProduct":
            rank, axis = len(self.model.shapes[layer.bottom[0]]), layer.inner_product_param.axis
            self.same_axes(layer, range(axis if axis >= 0 else rank + axis))
        elif layer.type in ("ContinuationIndicator", "RecurrentCont"):
            self.learn(layer.top[0], 0, STEPS, layer)
            self.learn(layer.top[0], 1, BATCH, layer)
        elif layer.bottom:
            self.same_axes(layer, range(max(len(self.model.shapes[top]) for top in layer.top)))

    def own_axis(self, layer: LayerParameter) -> int:
        """The axis along which a Slice, Concat or Tile works."""
        if layer.type == "Tile":
            axis = layer.tile_param.axis
        elif layer.type == "Slice":
            slicing = layer.slice_param
            axis = slicing.slice_dim if slicing.HasField("slice_dim") else slicing.axis
        else:
            joining = layer.concat_param
            axis = joining.concat_dim if joining.HasField("concat_dim") else joining.axis
        return axis % len(self.model.shapes[layer.bottom[0]])

    def same_axes(self, layer: LayerParameter, axes: Iterable[int]) -> None:
        """Axis i of every bottom and top is one size, where their lengths agree."""
        blobs = [*layer.bottom, *layer.top]
        for axis in axes:
            holders = [blob for blob in blobs if axis < len(self.model.shapes[blob])]
            for source in holders:
                size = self.known.get((source, axis))
                if size is None:
                    continue
                for target in holders:
                    if self.model.shapes[target][axis] == self.model.shapes[source][axis]:
                        self.learn(target, axis, size, layer)

    def along(self, layer: LayerParameter, axis: int) -> None:
        """The axis that a Slice, Concat or Tile changes: its parts and its whole."""
        whole, parts = (layer.bottom[0], layer.top) if layer.type == "Slice" else (layer.top[0], layer.bottom)
        size = self.known.get((whole, axis))
        if layer.type == "Tile":
            once = self.known.get((layer.bottom[0], axis))
            if once is not None and size is None:
                self.learn(whole, axis, once * Size(layer.tile_param.tiles), layer)
            elif size is not None and once is None:  # either the part follows, or the number of tiles
                rest = size.over(Size(layer.tile_param.tiles))
                self.learn(layer.bottom[0], axis, rest or Size(self.model.shapes[layer.bottom[0]][axis]), layer)
            return
        sizes = [self.known.get((part, axis)) for part in parts]
        if size is None:
            return
        if size.value(*self.new) == size.value(*self.old):
            for part in parts:
                if (part, axis) not in self.known:
                    self.learn(part, axis, Size(self.model.shapes[part][axis]), layer)
            return
        total = sum(s.value(*self.new) if s else self.model.shapes[p][axis] for s, p in zip(sizes, parts))
        if total != size.value(*self.new):
            share = size.over(Size(len(parts)))
            if layer.type == "Slice" and not layer.slice_param.slice_point and share and share.value(*self.new):
                for part in parts:
                    self.learn(part, axis, share, layer)
                return
            verb = "cuts axis" if layer.type == "Slice" else "makes axis"
            raise ConversionError(
                f"layer '{layer.name}' ({layer.type}) {verb} {axis} of {whole!r}, which should become "
                f"{size.value(*self.new)}, of {len(parts)} parts that make {total}",
                "This network is built for its own number of time steps; change the prototxt by hand",
            )

    def through_transpose(self, layer: LayerParameter) -> None:
        rank = len(self.model.shapes[layer.bottom[0]])
        order = list(layer.transpose_param.dim or layer.permute_param.order)
        order += [axis for axis in range(rank) if axis not in order]
        for after, before in enumerate(order):
            ends = ((layer.bottom[0], before), (layer.top[0], after))
            for source, target in (ends, ends[::-1]):
                if source in self.known:
                    self.learn(*target, self.known[source], layer)

    def through_reshape(self, layer: LayerParameter) -> None:
        """Axes that one part of a Reshape takes and gives have one product."""
        bottom, top = layer.bottom[0], layer.top[0]
        for before, after in _groups(self.model.shapes[bottom], self.model.shapes[top]):
            sides = [[(bottom, axis) for axis in before], [(top, axis) for axis in after]]
            for given, wanted in (sides, sides[::-1]):
                if not all(axis in self.known for axis in given):
                    continue
                product = math.prod((self.known[axis] for axis in given), start=Size(1))
                unknown = [axis for axis in wanted if axis not in self.known]
                for axis in wanted:
                    if axis in self.known and len(unknown) == 1:
                        quotient = product.over(self.known[axis])
                        product = quotient if quotient is not None else product
                if len(unknown) == 1:
                    self.learn(*unknown[0], product, layer)

    def require_attributed(self, layer: LayerParameter) -> None:
        """Raise ConversionError if a Reshape's sizes do not follow although its input's do."""
        bottom, top = layer.bottom[0], layer.top[0]
        for before, after in _groups(self.model.shapes[bottom], self.model.shapes[top]):
            old = math.prod(self.model.shapes[bottom][axis] for axis in before)
            now = math.prod(self.new_length(bottom, axis) for axis in before)
            given = math.prod(self.new_length(top, axis) for axis in after)
            if now != given:
                raise ConversionError(
                    f"layer '{layer.name}' ({layer.type}) takes {old} values that become {now}, and it does not follow "
                    f"which of its sizes {tuple(self.model.shapes[top][axis] for axis in after)} change",
                    "Write the shape with -1 in the place that shall change, or change the prototxt by hand",
                )


def _groups(before: Shape, after: Shape) -> list[tuple[list[int], list[int]]]:
    """The axes of two shapes of one volume in the smallest parts of equal volume; ones go with the part before them."""
    groups: list[tuple[list[int], list[int]]] = []
    i = j = 0
    while i < len(before) or j < len(after):
        left: list[int] = []
        right: list[int] = []
        a = b = 1
        while not left or not right or a != b:
            if i < len(before) and (a <= b or j >= len(after)):
                left.append(i)
                a, i = a * before[i], i + 1
            elif j < len(after):
                right.append(j)
                b, j = b * after[j], j + 1
            else:
                break
        while i < len(before) and before[i] == 1:
            left.append(i)
            i += 1
        while j < len(after) and after[j] == 1:
            right.append(j)
            j += 1
        groups.append((left, right))
    return groups


def _rewrite(layer: LayerParameter, sizes: _Sizes) -> None:
    """The layer's constants for the new T and N."""
    if layer.type == "Input" and layer.input_param.shape:
        _replace(layer.input_param.shape[0].dim, layer.top[0], sizes)
    elif layer.type == "DummyData":
        for field in ("num", "channels", "height", "width"):
            layer.dummy_data_param.ClearField(field)
        del layer.dummy_data_param.shape[:]
        shape = layer.dummy_data_param.shape.add(dim=sizes.model.shapes[layer.top[0]])
        _replace(shape.dim, layer.top[0], sizes)
    elif layer.type == "Reshape":
        sizes.require_attributed(layer)
        _rewrite_reshape(layer, sizes)
    elif layer.type == "ContinuationIndicator":
        param = layer.continuation_indicator_param
        param.time_step, param.batch_size = sizes.new
    elif layer.type == "Lstm":
        if layer.lstm_param.HasField("batch_size") or sizes.new[1] != sizes.old[1]:
            layer.lstm_param.batch_size = sizes.new[1]
    elif layer.type == "Tile":
        axis = sizes.own_axis(layer)
        now, part = sizes.new_length(layer.top[0], axis), sizes.new_length(layer.bottom[0], axis)
        if now % part:
            raise ConversionError(f"layer '{layer.name}' (Tile) cannot make {now} of {part}")
        layer.tile_param.tiles = now // part


def _replace(dims: object, blob: str, sizes: _Sizes) -> None:
    lengths = [sizes.new_length(blob, axis) for axis in range(len(sizes.model.shapes[blob]))]
    dims[:] = lengths  # type: ignore[index]


def _rewrite_reshape(layer: LayerParameter, sizes: _Sizes) -> None:
    """Constants above 0 follow; 0 and -1 follow by themselves."""
    param = layer.reshape_param
    rank = len(sizes.model.shapes[layer.bottom[0]])
    first = param.axis if param.axis >= 0 else rank + 1 + param.axis
    for index, dim in enumerate(param.shape.dim):
        if dim > 0:
            param.shape.dim[index] = sizes.new_length(layer.top[0], first + index)
