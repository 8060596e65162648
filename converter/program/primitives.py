"""The primitives of a Program, each with its attributes and its shape rule.

They stand at the height of TensorRT's own layers, so that nothing TensorRT fuses is taken apart. A primitive is a
frozen dataclass; its inputs are values of a Program, float32 throughout. `shapes` gives the outputs' shapes and raises
ShapeError where the inputs do not fit; it is the only place that knows, so the three executions need not check.

Notation: N batch, C channels, T time steps, H width of a hidden state; S1, S2, ... spatial axes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Generic, Literal, TypeVar

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.program.limits import size_problem
from caffe2trt.converter.program.quantized import Kind

Shapes = tuple[Shape, ...]
T = TypeVar("T")


class ShapeError(ValueError):
    """Inputs that a primitive cannot take; `remedy` is the way out."""

    def __init__(self, problem: str, remedy: str = "Check the shapes of the inputs (--input name:dims)") -> None:
        super().__init__(problem)
        self.remedy = remedy


def require(condition: bool, problem: str) -> None:
    """Raise ShapeError with `problem` unless `condition` holds."""
    if not condition:
        raise ShapeError(problem)


def require_size(shape: Shape) -> None:
    """Raise ShapeError if a blob of this shape would be empty or too large; call it before memory is taken."""
    if problem := size_problem(shape):
        raise ShapeError(*problem)


class Primitive:
    """An operation of a Program.

    Attributes:
        moves: it only moves values: each element of its outputs is an element of an input.
    """

    moves: ClassVar[bool] = False

    def shapes(self, *inputs: Shape) -> Shapes:
        """The shapes of the outputs for inputs of these shapes."""
        raise NotImplementedError(type(self).__name__)


def broadcast(a: Shape, b: Shape) -> Shape:
    """The common shape of two inputs of equal rank, where an axis of length 1 stretches."""
    fits = len(a) == len(b) and all(m == n or 1 in (m, n) for m, n in zip(a, b))
    require(fits, f"shapes {a} and {b} do not fit each other")
    return tuple(max(m, n) for m, n in zip(a, b))


@dataclass(frozen=True)
class Identity(Primitive):
    """Gives its input another name."""

    moves = True

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class Convolution(Primitive):
    """x (N, C, S...), weights (O, C/groups, K...), optional bias (O) -> (N, O, S'...); zero padding."""

    strides: Shape
    padding: Shape
    dilations: Shape
    groups: int = 1

    def shapes(self, *inputs: Shape) -> Shapes:
        x, weights = inputs[:2]
        require(len(x) == len(weights) == len(self.strides) + 2, f"input {x} has not the rank of the kernel {weights}")
        padded = tuple(size + 2 * pad for size, pad in zip(x[2:], self.padding))
        require_size((*x[:2], *padded))
        spatial = []
        for size, kernel, stride, dilation in zip(padded, weights[2:], self.strides, self.dilations):
            out = (size - (dilation * (kernel - 1) + 1)) // stride + 1
            require(out > 0, f"the kernel {weights[2:]} is larger than the padded input {padded}")
            spatial.append(out)
        return ((x[0], weights[0], *spatial),)


@dataclass(frozen=True)
class Deconvolution(Primitive):
    """The transpose of Convolution: x (N, C, S...), weights (C, O/groups, K...), optional bias (O) -> (N, O, S'...)."""

    strides: Shape
    padding: Shape
    dilations: Shape
    groups: int = 1

    def shapes(self, *inputs: Shape) -> Shapes:
        x, weights = inputs[:2]
        require(len(x) == len(weights) == len(self.strides) + 2, f"input {x} has not the rank of the kernel {weights}")
        spatial = []
        for size, kernel, stride, pad, dilation in zip(x[2:], weights[2:], self.strides, self.padding, self.dilations):
            out = stride * (size - 1) + dilation * (kernel - 1) + 1 - 2 * pad
            require(out > 0, f"padding {self.padding} leaves nothing of the output")
            spatial.append(out)
        return ((x[0], weights[1] * self.groups, *spatial),)


@dataclass(frozen=True)
class Pooling(Primitive):
    """x (N, C, S...) -> (N, C, S'...): the maximum or the average of each window.

    Padding is explicit and may differ at both ends. A maximum never sees it. An average counts it as zeros if
    `count_padding` is set and leaves it out of sum and divisor otherwise.
    """

    kind: Literal["max", "average"]
    kernel: Shape
    strides: Shape
    pre: Shape
    post: Shape
    count_padding: bool = False

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        padded = tuple(size + pre + post for size, pre, post in zip(x[2:], self.pre, self.post))
        require_size((*x[:2], *padded))
        spatial = tuple(
            (size - kernel) // stride + 1 for size, kernel, stride in zip(padded, self.kernel, self.strides)
        )
        require(min(spatial) > 0, f"the window {self.kernel} is larger than the padded input {x[2:]}")
        return ((*x[:2], *spatial),)


@dataclass(frozen=True)
class MaxPlace(Primitive):
    """Where the maximum of each window lies: x (N, C, H, W) -> h * W + w as floats, of equal values the first.

    -1 for a window that lies wholly in the padding. The places are whole in every precision.
    """

    windows: Pooling

    def shapes(self, *inputs: Shape) -> Shapes:
        x, kernel = inputs[0], self.windows.kernel
        (y,) = self.windows.shapes(x)
        require_size((*x[:2], math.prod(kernel), math.prod(y[2:])))
        return (y,)


@dataclass(frozen=True)
class Pad(Primitive):
    """x (N, C, S...) -> spatial axes extended by `pre` and `post` elements of `value`."""

    pre: Shape
    post: Shape
    value: float = 0.0

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        return ((*x[:2], *(size + pre + post for size, pre, post in zip(x[2:], self.pre, self.post))),)


@dataclass(frozen=True)
class LRN(Primitive):
    """x (N, C, ...) -> x / (k + alpha / size * sum of squares over `size` neighbouring channels) ** beta."""

    size: int
    alpha: float
    beta: float
    k: float

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class Linear(Primitive):
    """x (M, K), weights (N, K) or, if `transposed`, (K, N), optional bias (N) -> (M, N)."""

    transposed: bool = False

    def shapes(self, *inputs: Shape) -> Shapes:
        x, weights = inputs[:2]
        outputs, inner = reversed(weights) if self.transposed else weights
        require(len(x) == 2 and x[1] == inner, f"input {x} does not fit the weights {weights}")
        return ((x[0], outputs),)


@dataclass(frozen=True)
class Activation(Primitive):
    """Elementwise: relu, leaky_relu and elu (alpha below zero), sigmoid, tanh, softplus, clip (to alpha..beta)."""

    kind: Literal["relu", "leaky_relu", "elu", "sigmoid", "tanh", "softplus", "clip"]
    alpha: float = 0.0
    beta: float = 0.0

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class PReLU(Primitive):
    """x where it is above zero, x times a constant slope below; slopes broadcast over x."""

    def shapes(self, *inputs: Shape) -> Shapes:
        require(broadcast(*inputs) == inputs[0], f"slopes {inputs[1]} do not fit {inputs[0]}")
        return (inputs[0],)


@dataclass(frozen=True)
class Unary(Primitive):
    """Elementwise: abs, exp, log or sqrt."""

    kind: Literal["abs", "exp", "log", "sqrt"]

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class Threshold(Primitive):
    """1 where x is greater than `value`, otherwise 0."""

    value: float

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class Binary(Primitive):
    """Elementwise with broadcasting between inputs of equal rank."""

    kind: Literal["sum", "sub", "prod", "div", "max", "min", "pow"]

    def shapes(self, *inputs: Shape) -> Shapes:
        return (broadcast(inputs[0], inputs[1]),)


@dataclass(frozen=True)
class Affine(Primitive):
    """x * scale + shift with constant scale and shift (C) along `axis`."""

    axis: int

    def shapes(self, *inputs: Shape) -> Shapes:
        x, scale, shift = inputs
        fits = scale == shift == (x[self.axis],)
        require(fits, f"scale {scale} and shift {shift} do not fit axis {self.axis} of {x}")
        return (x,)


@dataclass(frozen=True)
class Softmax(Primitive):
    """Along `axis`."""

    axis: int

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class Reduce(Primitive):
    """The sum or mean over `axes`, which stay with length 1 if `keep` is set."""

    kind: Literal["sum", "mean"]
    axes: tuple[int, ...]
    keep: bool = True

    def shapes(self, *inputs: Shape) -> Shapes:
        kept = (1 if axis in self.axes else size for axis, size in enumerate(inputs[0]))
        left = (size for axis, size in enumerate(inputs[0]) if axis not in self.axes)
        return (tuple(kept if self.keep else left),)


@dataclass(frozen=True)
class TopK(Primitive):
    """The k largest values along `axis`, largest first, and their indices as floats; of equal values the last first.

    That is Caffe's order. The indices are whole in every precision: none is rounded to a half type.
    """

    k: int
    axis: int

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        require(0 < self.k <= x[self.axis], f"top {self.k} of {x[self.axis]} values")
        shape = (*x[: self.axis], self.k, *x[self.axis + 1 :])
        return (shape, shape)


@dataclass(frozen=True)
class Reshape(Primitive):
    """The same values in order, in another shape."""

    moves = True

    shape: Shape

    def shapes(self, *inputs: Shape) -> Shapes:
        require(
            math.prod(inputs[0]) == math.prod(self.shape),
            f"{inputs[0]} has {math.prod(inputs[0])} values, the new shape {self.shape} has {math.prod(self.shape)}",
        )
        return (self.shape,)


@dataclass(frozen=True)
class Transpose(Primitive):
    """Axes in another order: axis i of the output is axis order[i] of the input."""

    moves = True

    order: tuple[int, ...]

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        require(sorted(self.order) == list(range(len(x))), f"{self.order} is not an order of the axes of {x}")
        return (tuple(x[axis] for axis in self.order),)


@dataclass(frozen=True)
class Concat(Primitive):
    """Joins its inputs along `axis`."""

    moves = True

    axis: int

    def shapes(self, *inputs: Shape) -> Shapes:
        first, axis = inputs[0], self.axis
        for other in inputs[1:]:
            same = len(other) == len(first) and all(m == n for i, (m, n) in enumerate(zip(first, other)) if i != axis)
            require(same, f"shapes {first} and {other} differ in more than axis {axis}")
        return ((*first[:axis], sum(shape[axis] for shape in inputs), *first[axis + 1 :]),)


@dataclass(frozen=True)
class Slice(Primitive):
    """The part [start, start + size) along `axis`."""

    moves = True

    axis: int
    start: int
    size: int

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        within = self.start >= 0 and self.size > 0 and self.start + self.size <= x[self.axis]
        require(within, f"the part {self.start}:{self.start + self.size} is not within axis {self.axis} of {x}")
        return ((*x[: self.axis], self.size, *x[self.axis + 1 :]),)


@dataclass(frozen=True)
class Take(Primitive):
    """The elements at these places along `axis`, in this order."""

    moves = True

    axis: int
    places: tuple[int, ...]

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        within = all(0 <= place < x[self.axis] for place in self.places)
        require(within, f"the places {self.places} are not within axis {self.axis} of {x}")
        return ((*x[: self.axis], len(self.places), *x[self.axis + 1 :]),)


@dataclass(frozen=True)
class Reverse(Primitive):
    """Back to front along `axis`."""

    moves = True

    axis: int

    def shapes(self, *inputs: Shape) -> Shapes:
        return (inputs[0],)


@dataclass(frozen=True)
class ReverseSequence(Primitive):
    """x (T, N, ...), lengths (N): the first `length` steps of each sequence back to front, the rest as it is."""

    def shapes(self, *inputs: Shape) -> Shapes:
        x, lengths = inputs
        require(len(x) >= 2 and lengths == x[1:2], f"lengths {lengths} do not fit (time steps, batch, ...) = {x}")
        return (x,)


@dataclass(frozen=True)
class Tile(Primitive):
    """`tiles` copies side by side along `axis`."""

    moves = True

    axis: int
    tiles: int

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        return ((*x[: self.axis], x[self.axis] * self.tiles, *x[self.axis + 1 :]),)


@dataclass(frozen=True)
class Resize(Primitive):
    """x (N, C, H, W) -> (N, C, *size): bilinear with corners aligned, or nearest by whole factors."""

    size: tuple[int, int]
    kind: Literal["bilinear", "nearest"]

    def shapes(self, *inputs: Shape) -> Shapes:
        x = inputs[0]
        require(len(x) == 4, f"it takes 4 axes (N, C, H, W), found {x}")
        return ((*x[:2], *self.size),)


@dataclass(frozen=True)
class Gather(Primitive):
    """table (V, ...), indices (...) numbers whose fractions are dropped -> rows of the table, (*indices, *table[1:]).

    A fraction is cut off; with `rounds`, the nearest whole number counts.
    """

    rounds: bool = False

    def shapes(self, *inputs: Shape) -> Shapes:
        table, indices = inputs
        return ((*indices, *table[1:]),)


@dataclass(frozen=True)
class FakeQuantize(Primitive):
    """x rounded to numbers of 8 bits times a scale, which is a constant without axes: quantized and dequantized.

    x / scale is rounded to the nearest number, in int8 halves to the even one, and limited to what the type holds.
    """

    kind: Kind

    def shapes(self, *inputs: Shape) -> Shapes:
        x, scale = inputs
        require(scale == (), f"the scale {scale} is not a single number")
        return (x,)


@dataclass(frozen=True)
class Operands(Generic[T]):
    """The inputs of a recurrence, told apart; None for one that it has not."""

    x: T
    cont: T | None
    static: T | None
    states: tuple[T, ...]
    input_weights: T
    bias: T
    static_weights: T | None
    recurrent_weights: T


@dataclass(frozen=True)
class Recurrence(Primitive):
    """What LSTM and RNN have in common: G gates of width H each, and their states.

    Inputs: x (T, N, I); cont (T, N) or None, a factor on the state that enters each step; static (N, S) or None, added
    to each step's input product; the states (N, H); weights (G * H, I); bias (G * H); static weights (G * H, S) or
    None; recurrent weights (G * H, H). Outputs: y (T, N, H); the last states (N, H).
    """

    has_cont: bool
    has_static: bool

    states: ClassVar[tuple[str, ...]]

    def bind(self, *inputs: T) -> Operands[T]:
        """A node's inputs, or their shapes or arrays, by what they are."""
        given = list(inputs)
        x = given.pop(0)
        cont = given.pop(0) if self.has_cont else None
        static = given.pop(0) if self.has_static else None
        states = tuple(given.pop(0) for _ in self.states)
        input_weights, bias = given.pop(0), given.pop(0)
        static_weights = given.pop(0) if self.has_static else None
        (recurrent_weights,) = given
        return Operands(x, cont, static, states, input_weights, bias, static_weights, recurrent_weights)

    def shapes(self, *inputs: Shape) -> Shapes:
        o = self.bind(*inputs)
        require(len(o.x) == 3, f"the input {o.x} is not (time steps, batch, features)")
        if o.cont is not None:
            require(o.cont == o.x[:2], f"cont {o.cont} is not (time steps, batch) = {o.x[:2]}")
        if o.static is not None:
            fits = len(o.static) == 2 and o.static[0] == o.x[1]
            require(fits, f"the static input {o.static} is not (batch {o.x[1]}, features)")
        state = (o.x[1], o.recurrent_weights[1])
        for given in o.states:
            require(given == state, f"the state {given} is not (batch, width) = {state}")
        return ((o.x[0], *state), *(state for _ in o.states))


@dataclass(frozen=True)
class LSTM(Recurrence):
    """A long short-term memory over T steps; gates in Caffe's order: input, forget, output, candidate.

    At each step, with h and c multiplied by cont first: gates = W x + b + W_s static + R h;
    c = sigmoid(f) c + sigmoid(i) tanh(g); h = sigmoid(o) tanh(c) (Hochreiter & Schmidhuber 1997, with forget gate and
    without peepholes).
    """

    states = ("h", "c")


@dataclass(frozen=True)
class RNN(Recurrence):
    """A plain recurrence over T steps, with one gate: h = tanh(W x + b + W_s static + R (cont h)); y is every h."""

    states = ("h",)
