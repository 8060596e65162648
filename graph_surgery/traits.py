"""Traits: what the passes must know of a layer type beside its meaning.

The function that gives a layer its meaning states them (`@caffe_layer("TanH", axes=SAME)`), and the passes are told:
no pass has a list of layer types of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.recurrent.bottoms import bind_bottoms, is_by_rows, is_one_sequence, is_recurrent
from caffe2trt.graph_surgery.sizes import BATCH, BY_HAND, STEPS, Axis, AxisRule, Size, Sizes

OrderOf = Callable[[LayerParameter, int], Sequence[int]]
AxisOf = Callable[[LayerParameter, int], int]  # the axis that a layer's parameters name, given the bottom's rank
AxesOf = Callable[[LayerParameter, int], Iterable[int]]


@dataclass(frozen=True)
class Traits:
    """What the passes must know of a layer type.

    Attributes:
        makes_values: without bottoms it makes its tops by itself. Any other layer without bottoms reads data.
        moves: it moves values, at most scaled: what it gives of a label is a label.
        axes: where its axes go; None where that is not known.
    """

    makes_values: Callable[[LayerParameter], bool] = lambda layer: False
    moves: bool = False
    axes: AxisRule | None = None


TraitsOf: TypeAlias = Callable[[str], Traits]  # by the name of the layer type


class _Leading(AxisRule):
    def __init__(self, axis_of: AxisOf | None) -> None:
        self.axis_of = axis_of

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        blobs = (*layer.bottom, *layer.top)
        if self.axis_of is None:
            sizes.tie_same(layer, range(max(map(sizes.rank, blobs))))
            return
        first = self.axis_of(layer, sizes.rank(blobs[0]))
        sizes.tie_same(layer, range(first))
        for blob in blobs:
            for axis in range(first, sizes.rank(blob)):
                sizes.learn(blob, axis, Size(sizes.shapes[blob][axis]), layer)


class _Mixing(AxisRule):
    def __init__(self, axes_of: AxesOf, rule: AxisRule) -> None:
        self.axes_of, self.rule = axes_of, rule

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        self.rule.follow(layer, sizes)

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:
        """Few steps are refused where the layer's results need all of them."""
        x = layer.bottom[0]
        for axis in self.axes_of(layer, sizes.rank(x)):
            size = sizes.known.get((x, axis))
            if size is not None and size.steps and sizes.new[0] < sizes.old[0]:
                raise ConversionError(
                    f"layer '{layer.name}' ({layer.type}) needs the {sizes.old[0]} time steps of a sequence together: "
                    f"it works along axis {axis} of {x!r}",
                    "Convert with the number of time steps of the prototxt, or end the network before this layer with "
                    "--output",
                )
        self.rule.rewrite(layer, sizes)


class _Broadcast(AxisRule):
    def __init__(self, axis_of: AxisOf) -> None:
        self.axis_of = axis_of

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        x, y = layer.bottom[0], layer.top[0]
        first = self.axis_of(layer, sizes.rank(x))
        for axis in range(sizes.rank(x)):
            others = [(blob, axis - first) for blob in layer.bottom[1:] if 0 <= axis - first < sizes.rank(blob)]
            sizes.tie(layer, (x, axis), (y, axis), *others)


class _Along(AxisRule):
    def __init__(self, axis_of: AxisOf, is_even: Callable[[LayerParameter], bool]) -> None:
        self.axis_of, self.is_even = axis_of, is_even

    def axis(self, layer: LayerParameter, sizes: Sizes) -> int:
        """The axis that changes, from the front."""
        return self.axis_of(layer, sizes.rank(layer.bottom[0]))

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        axis = self.axis(layer, sizes)
        sizes.tie_same(layer, (i for i in range(sizes.rank(layer.top[0])) if i != axis))
        is_cut = len(layer.top) > 1
        whole, parts = (layer.bottom[0], layer.top) if is_cut else (layer.top[0], layer.bottom)
        self.follow_parts(layer, sizes, whole, parts, axis, "cuts" if is_cut else "makes")

    def follow_parts(
        self, layer: LayerParameter, sizes: Sizes, whole: str, parts: Sequence[str], axis: int, verb: str
    ) -> None:
        """The axis that changes: its parts and its whole."""
        size = sizes.known.get((whole, axis))
        if size is None:
            return
        now = size.value(*sizes.new)
        if now == size.value(*sizes.old):
            for part in parts:
                if (part, axis) not in sizes.known:
                    sizes.learn(part, axis, Size(sizes.shapes[part][axis]), layer)
            return
        total = sum(sizes.new_length(part, axis) for part in parts)
        if total == now:
            return
        share = size.over(Size(len(parts)))
        if self.is_even(layer) and share and share.value(*sizes.new):
            for part in parts:
                sizes.learn(part, axis, share, layer)
            return
        raise ConversionError(
            f"layer '{layer.name}' ({layer.type}) {verb} axis {axis} of {whole!r}, which should become {now}, of "
            f"{len(parts)} parts that make {total}",
            BY_HAND,
        )


class _Tiled(_Along):
    """As along, of one part several times: the part follows, or the number of tiles does."""

    def follow_parts(
        self, layer: LayerParameter, sizes: Sizes, whole: str, parts: Sequence[str], axis: int, verb: str
    ) -> None:
        (part,) = parts
        size, once, tiles = sizes.known.get((whole, axis)), sizes.known.get((part, axis)), layer.tile_param.tiles
        if once is not None and size is None:
            sizes.learn(whole, axis, once * Size(tiles), layer)
        elif size is not None and once is None:
            sizes.learn(part, axis, size.over(Size(tiles)) or Size(sizes.shapes[part][axis]), layer)

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:
        axis = self.axis(layer, sizes)
        now, part = sizes.new_length(layer.top[0], axis), sizes.new_length(layer.bottom[0], axis)
        if now % part:
            raise ConversionError(f"layer '{layer.name}' (Tile) cannot make {now} of {part}")
        layer.tile_param.tiles = now // part


class _Ordered(AxisRule):
    def __init__(self, order_of: OrderOf) -> None:
        self.order_of = order_of

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        for after, before in enumerate(self.order_of(layer, sizes.rank(layer.bottom[0]))):
            sizes.tie(layer, (layer.bottom[0], before), (layer.top[0], after))


class _Regrouped(AxisRule):
    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        bottom, top = layer.bottom[0], layer.top[0]
        for before, after in _groups(sizes.shapes[bottom], sizes.shapes[top]):
            sides = [[(bottom, axis) for axis in before], [(top, axis) for axis in after]]
            for given, wanted in (sides, sides[::-1]):
                self._follow_group(layer, sizes, given, wanted)

    def _follow_group(self, layer: LayerParameter, sizes: Sizes, given: list[Axis], wanted: list[Axis]) -> None:
        """Axes of equal volume: all of `given` are known, and what is not known of `wanted` follows."""
        factors = [sizes.size(*axis) for axis in given]
        if None in factors:
            return
        product = math.prod((factor for factor in factors if factor is not None), start=Size(1))
        unknown = [axis for axis in wanted if sizes.size(*axis) is None]
        for axis in wanted:
            size = sizes.size(*axis)
            quotient = None if size is None else product.over(size)
            product = product if quotient is None else quotient
        if len(unknown) == 1:
            sizes.learn(*unknown[0], product, layer)
        elif unknown == wanted and sizes.reads_by_place:
            lengths = [sizes.shapes[blob][axis] for blob, axis in wanted]
            for read in _readings([factor for factor in factors if factor is not None], len(wanted)):
                if [size.value(*sizes.old) for size in read] == lengths:
                    for axis, size in zip(wanted, read):
                        sizes.learn(*axis, size, layer)
                    break


def _readings(factors: list[Size], count: int) -> list[list[Size]]:
    """What `count` axes of the product of `factors` may be where their lengths do not tell, the likeliest first.

    Either the factors in their order, or all of them in the first axis, as in the rows of Caffe's old four axes.
    """
    ones = [Size(1)] * count
    while factors and factors[-1] == Size(1):
        factors = factors[:-1]
    in_order = [*factors, *ones][:count] if len(factors) <= count else []
    in_rows = [math.prod(factors, start=Size(1)), *ones][:count]
    return [in_rows, in_order] if count == 4 else [in_order, in_rows]


class _Reshaped(_Regrouped):
    """As regrouped, with the new shape in the layer's parameters: 0 and -1 follow by themselves."""

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        first = self._first(layer, sizes)
        for axis, dim in enumerate(layer.reshape_param.shape.dim, first):
            if dim == 0:
                sizes.tie(layer, (layer.bottom[0], axis), (layer.top[0], axis))
        super().follow(layer, sizes)

    def _first(self, layer: LayerParameter, sizes: Sizes) -> int:
        """The first axis that the parameters say."""
        axis = layer.reshape_param.axis
        return int(axis if axis >= 0 else sizes.rank(layer.bottom[0]) + 1 + axis)

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:
        self._require_attributed(layer, sizes)
        param = layer.reshape_param
        first = self._first(layer, sizes)
        for index, dim in enumerate(param.shape.dim):
            if dim > 0:
                param.shape.dim[index] = sizes.new_length(layer.top[0], first + index)

    def _require_attributed(self, layer: LayerParameter, sizes: Sizes) -> None:
        """Raise ConversionError if the new sizes do not follow although those of the bottom do."""
        bottom, top = layer.bottom[0], layer.top[0]
        for before, after in _groups(sizes.shapes[bottom], sizes.shapes[top]):
            old = math.prod(sizes.shapes[bottom][axis] for axis in before)
            now = math.prod(sizes.new_length(bottom, axis) for axis in before)
            if now != math.prod(sizes.new_length(top, axis) for axis in after):
                raise ConversionError(
                    f"layer '{layer.name}' ({layer.type}) takes {old} values that become {now}, and it is not known "
                    f"which of its sizes {tuple(sizes.shapes[top][axis] for axis in after)} change",
                    "Write the shape with -1 for the size that changes, or change the prototxt by hand",
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
            if i < len(before) and (not left or j >= len(after) or (right and a < b)):
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


class _StepsAndStreams(AxisRule):
    def __init__(self, write: Callable[[LayerParameter, int, int], None] | None) -> None:
        self.write = write

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        sizes.learn(layer.top[0], 0, STEPS, layer)
        sizes.learn(layer.top[0], 1, BATCH, layer)

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:
        if self.write is not None:
            self.write(layer, *sizes.new)


class _Written(AxisRule):
    def __init__(self, write: Callable[[LayerParameter, Shape], None]) -> None:
        self.write = write

    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        """The layer says nothing: its shape is for the others to say."""

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:
        self.write(layer, sizes.new_shape(layer.top[0]))


class _Fixed(AxisRule):
    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        for top in layer.top:
            for axis, length in enumerate(sizes.shapes[top]):
                sizes.learn(top, axis, Size(length), layer)


class _Recurrent(AxisRule):
    def follow(self, layer: LayerParameter, sizes: Sizes) -> None:
        if not is_recurrent(layer):
            SAME.follow(layer, sizes)
            return
        bottoms = bind_bottoms(layer, layer.bottom)
        by_rows, by_step = (STEPS * BATCH,), (STEPS, BATCH)
        is_flat = is_by_rows(layer, sizes.shapes[bottoms.x])
        of_x = by_rows if is_flat else (STEPS,) if is_one_sequence(layer) else by_step
        self._learn(layer, sizes, of_x, bottoms.x, layer.top[0])
        if bottoms.cont is not None:
            self._learn(layer, sizes, by_step if sizes.shapes[bottoms.cont][:2] == sizes.old else by_rows, bottoms.cont)
        if bottoms.static is not None:
            self._learn(layer, sizes, (BATCH,), bottoms.static)
        self._learn(layer, sizes, (Size(1), BATCH), *bottoms.initial, *layer.top[1:])

    def _learn(self, layer: LayerParameter, sizes: Sizes, first: Sequence[Size], *blobs: str) -> None:
        for blob in blobs:
            for axis, size in enumerate(first):
                sizes.learn(blob, axis, size, layer)

    def rewrite(self, layer: LayerParameter, sizes: Sizes) -> None:
        if layer.type == "Lstm" and (layer.lstm_param.HasField("batch_size") or sizes.new[1] != sizes.old[1]):
            layer.lstm_param.batch_size = sizes.new[1]


SAME = _Leading(None)  # axis i of every bottom and top is one axis, where their lengths agree
REGROUPED = _Regrouped()  # the values in order, in another shape
RESHAPED = _Reshaped()  # the same, with the shape in reshape_param
STEPS_AND_STREAMS = _StepsAndStreams(None)  # the top is (T, N), 0 at the first time step of every call
FIXED = _Fixed()  # the top's shape never changes, as that of a learned blob
RECURRENT = _Recurrent()  # the layer says which axes are T and N


def makes_cont(traits: Traits) -> bool:
    """Whether the layer's top is (T, N), 0 at the first time step of every call: a sequence begins there."""
    return isinstance(traits.axes, _StepsAndStreams)


def leading(axis_of: AxisOf) -> AxisRule:
    """The axes before this one are the same in every bottom and top; the others keep their lengths."""
    return _Leading(axis_of)


def mixing(axes_of: AxesOf, rule: AxisRule = SAME) -> AxisRule:
    """As `rule` says; and each value depends on others along these axes of the first bottom."""
    return _Mixing(axes_of, rule)


def broadcast(axis_of: AxisOf) -> AxisRule:
    """The top has the first bottom's axes; the other bottoms' begin at this axis of it."""
    return _Broadcast(axis_of)


def along(axis_of: AxisOf, is_even: Callable[[LayerParameter], bool] = lambda layer: False) -> AxisRule:
    """Bottoms are joined, or one is cut, along this axis, where `is_even` in equal parts; the others are the same."""
    return _Along(axis_of, is_even)


def tiled(axis_of: AxisOf) -> AxisRule:
    """The bottom several times along this axis, as tile_param says."""
    return _Tiled(axis_of, lambda layer: True)


def ordered(order_of: OrderOf) -> AxisRule:
    """Axis i of the top is axis order[i] of the bottom; `order_of` is told how many axes that has."""
    return _Ordered(order_of)


def steps_and_streams(write: Callable[[LayerParameter, int, int], None]) -> AxisRule:
    """As STEPS_AND_STREAMS, and `write` puts a new T and N into the layer's parameters."""
    return _StepsAndStreams(write)


def written(write: Callable[[LayerParameter, Shape], None]) -> AxisRule:
    """The top's shape stands in the layer's parameters, and `write` puts a new one there."""
    return _Written(write)
