"""TensorRTEmitter: writes a Program into a TensorRT network, under the names of the Program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.program.dims import Dim, VaryingLength, size_of, varying_axes
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.program import Node, Value
from caffe2trt.converter.program.varying import cannot_vary, repeated
from caffe2trt.converter.trt.api import TensorRT
from caffe2trt.converter.trt.lengths import Lengths, open_shape
from caffe2trt.converter.trt.names import fitting

AnyArray = NDArray[Any]
MAX_AXES = 8  # of a tensor, in every version (Dims::MAX_DIMS); an implicit batch is one of them
NUMPY_TYPES: dict[str, Any] = {"fp32": np.float32, "fp16": np.float16, "bf16": ml_dtypes.bfloat16}


@dataclass(frozen=True)
class Options:
    """How a network is defined.

    Attributes:
        lstm: loop; auto and unroll: a loop, but none at one time step; or rnnv2: RNNv2, in a network with an implicit
            batch.
        tile: native (TensorRT's slice in wrap mode) or plugin.
        half_state: keep state and sums of a recurrence in the network's precision instead of fp32.
    """

    lstm: str = "auto"
    tile: str = "native"
    half_state: bool = False


class TensorRTEmitter:
    """A TensorRT network in the making.

    Tensors (TensorRT's, typed as Any) carry the Program's values. A value is held in the precision it was made in:
    inputs and states are float32, what layers compute is of `precision`. `tensor` casts to the precision on the way to
    a layer that computes, `raw` leaves it: a layer that only moves values must not round what passes through, such as
    word indices.

    Attributes:
        dtype: what layers compute in, that of `precision` but within loops.
        product_dtype: what matrix products and convolutions compute in, always that of `precision`.
        lengths: of axes that vary; None in a network of fixed shapes.
        kept: arrays behind the network's weights, by layer and role; they must outlive the build.

    """

    def __init__(self, api: TensorRT, network: Any, precision: str, options: Options) -> None:
        self.api = api
        self.trt = api.module
        self.network = network
        self.precision = precision
        self.options = options
        self.dtype = self.product_dtype = api.dtype(precision)
        self.float32 = api.dtype("fp32")
        self.int32 = api.module.DataType.INT32
        self.kept: dict[tuple[str, str], AnyArray] = {}
        self.lengths: Lengths | None = None
        self._node: Node | None = None
        self._tensors: dict[int, Any] = {}
        self._casts: dict[tuple[str, str], Any] = {}
        self._constants: dict[tuple[int, Shape, str], Any] = {}
        self._names = UniqueNames()

    @property
    def node(self) -> Node:
        """The Program's node at hand."""
        assert self._node is not None
        return self._node

    def emit(self, node: Node, function: Callable[..., Any]) -> tuple[Any, ...]:
        """Write `node` by the function of its primitive; gives the tensors of its outputs."""
        self.at(node)
        for value in node.outputs:
            self.require_rank(value, f"layer '{node.layer}'")
        try:
            tensors = function(self, node.op, *node.inputs)
        except VaryingLength as error:
            raise cannot_vary(f"layer '{node.layer}'", str(error)) from error
        return tensors if isinstance(tensors, tuple) else (tensors,)

    def at(self, node: Node) -> None:
        """Make `node` the one at hand."""
        self._node = node

    @property
    def has_implicit_batch(self) -> bool:
        """Whether no tensor has an axis for the streams: see border.py."""
        return self.options.lstm == "rnnv2"

    @property
    def state_dtype(self) -> Any:
        """The type of a recurrence's states and sums: float32, unless the caller wants them in half precision too."""
        return self.product_dtype if self.options.half_state else self.float32

    @contextmanager
    def computing_in(self, dtype: Any) -> Iterator[None]:
        """Compute in `dtype` meanwhile; matrix products and convolutions stay in the network's precision."""
        outer, self.dtype = self.dtype, dtype
        try:
            yield
        finally:
            self.dtype = outer

    def require_rank(self, value: Value, what: str) -> None:
        """Raise ConversionError if a value has more axes than TensorRT's tensors."""
        most = MAX_AXES - 1 if self.has_implicit_batch else MAX_AXES
        if len(value.shape) > most:
            raise ConversionError(
                f"{what}: a blob of {len(value.shape)} axes {value.shape}: TensorRT takes at most {most}",
                "Write an ONNX file instead (-o net.onnx), or join axes by a Reshape layer",
            )

    def add(self, layer: Any, what: str = "") -> Any:
        """Name a layer just added after the node at hand, and give it back.

        Raises:
            ConversionError: TensorRT refused to add it.

        """
        if layer is None:
            reasons = "; ".join(self.api.logger.errors[-1:]) or "it gave no reason"
            raise ConversionError(
                f"layer '{self.node.layer}': {self.api.description} refuses its {type(self.node.op).__name__} "
                f"of {', '.join(str(value.shape) for value in self.node.inputs)}: {reasons}",
                "Write an ONNX file instead (-o net.onnx), and please report the network",
            )
        layer.name = self._names.take(fitting(f"{self.node.name}/{what}" if what else self.node.name))
        self.api.state_types(layer)
        return layer

    def out(self, layer: Any, what: str = "") -> Any:
        """The output of a layer just added."""
        return self.add(layer, what).get_output(0)

    def next_name(self) -> str:
        """The name that the next layer of the node at hand will get."""
        return self._names.next(fitting(self.node.name))

    def loop_name(self) -> str:
        """A name for a loop of the node at hand."""
        return self._names.take(fitting(self.node.name))

    def bind(self, value: Value, tensor: Any) -> None:
        """`tensor` carries `value` from now on, under its name."""
        tensor.name = fitting(value.name)
        self._tensors[id(value)] = tensor

    def bind_inside(self, value: Value, tensor: Any) -> None:
        """`tensor` carries `value` from now on, within the network: the name is that of an input."""
        self._tensors[id(value)] = tensor

    def raw(self, value: Value) -> Any:
        """The tensor of a value in the type it has; a constant comes in the network's precision."""
        if value.array is not None:
            return self.constant(value)
        return self._tensors[id(value)]

    def tensor(self, value: Value, dtype: Any = None) -> Any:
        """The tensor of a value in the network's precision, or in `dtype`."""
        dtype = dtype or self.dtype
        if value.array is not None:
            return self.constant(value, dtype=dtype)
        return self.cast(self._tensors[id(value)], dtype)

    def cast(self, tensor: Any, dtype: Any) -> Any:
        """`tensor` in another type; casts once however often it is asked."""
        if tensor.dtype == dtype:
            return tensor
        key = (tensor.name, str(dtype))
        if key not in self._casts:
            self._casts[key] = self.out(self.network.add_cast(tensor, dtype), "cast")
        return self._casts[key]

    def same_type(self, values: Sequence[Value]) -> list[Any]:
        """The values' tensors in one common type that rounds none of them, for layers that only move values."""
        tensors = [self.raw(value) for value in values]
        if len({tensor.dtype for tensor in tensors}) == 1:
            return tensors
        return [self.tensor(value, self.float32) for value in values]

    def weights(self, array: AnyArray | None, role: str, dtype: Any = None) -> Any:
        """TensorRT weights of the layer at hand, in the network's precision or `dtype`; the array is kept alive."""
        dtype = dtype or self.dtype
        if array is None:
            return self.api.no_weights(dtype)
        return self._weights(array, dtype, self.node.name, role)

    def _weights(self, array: AnyArray, dtype: Any, layer: str, role: str) -> Any:
        if dtype == self.int32:
            held = np.require(array, np.int32, ["C", "A"])
        else:
            precision = "fp32" if dtype == self.float32 else self.precision
            with np.errstate(over="ignore"):
                held = np.require(array, NUMPY_TYPES[precision], ["C", "A"])
            if precision != "fp32" and np.isfinite(array).all() and not np.isfinite(held.astype(np.float32)).all():
                most = np.abs(array).max()
                raise ConversionError(
                    f"layer '{self.node.layer}': its {role} reaches {most:.3g}, more than {precision} holds",
                    "Convert with --precision bf16 or fp32",
                )
        self.kept[layer, role] = held
        return self.api.weights(held, dtype)

    def constant(self, value: Value, shape: Shape | None = None, dtype: Any = None) -> Any:
        """A constant of the Program as a tensor, in `shape` if given; made once."""
        assert value.array is not None
        dtype = dtype or self.dtype
        shape = value.shape if shape is None else shape
        key = (id(value), shape, str(dtype))
        if key not in self._constants:
            self._constants[key] = self._repeated(value.array, shape, dtype, value.name)
        return self._constants[key]

    def _repeated(self, array: AnyArray, shape: Shape, dtype: Any, name: str) -> Any:
        """A constant, repeated along the axes that vary."""
        axes = varying_axes(shape)
        if not axes:
            return self._constant(array, shape, dtype, name)
        one = repeated(array, axes)
        stride = tuple(0 if axis in axes else 1 for axis in range(len(shape)))
        return self.out(self.add_slice(self._constant(one, one.shape, dtype, name), (0,) * len(shape), shape, stride))

    def scalar(self, number: float, rank: int, dtype: Any = None) -> Any:
        """A number as a tensor that broadcasts over `rank` axes."""
        dtype = dtype or self.dtype
        return self._constant(np.full((1,) * rank, number), (1,) * rank, dtype, f"{self.node.name}/{number}")

    def zeros(self, shape: Shape, dtype: Any) -> Any:
        """A tensor of zeros."""
        return self._constant(np.zeros(shape), shape, dtype, f"{self.node.name}/zeros")

    def array(self, array: AnyArray, what: str) -> Any:
        """An array as a tensor in the network's precision, of the layer at hand."""
        return self._constant(array, array.shape, self.dtype, f"{self.node.name}/{what}")

    def whole(self, array: AnyArray, what: str) -> Any:
        """Whole numbers as a tensor, such as indices, of the layer at hand."""
        return self._constant(array, array.shape, self.int32, f"{self.node.name}/{what}")

    def count(self, number: int) -> Any:
        """A whole number as a tensor of no axes, such as a loop's trip count."""
        return self._constant(np.array(number), (), self.int32, f"{self.node.name}/{number}")

    def _constant(self, array: AnyArray, shape: Shape, dtype: Any, name: str) -> Any:
        name = self._names.take(fitting(name))
        layer = self.network.add_constant(shape, self._weights(array, dtype, name, "constant"))
        layer.name = name
        return layer.get_output(0)

    def reshape(self, tensor: Any, shape: Shape, what: str = "reshape", of: Shape = ()) -> Any:
        """`tensor` in another shape; `of` is the shape that it has, where axes vary."""
        varying = varying_axes(shape)
        if tuple(tensor.shape) == open_shape(shape) and (len(varying) < 2 or str(of) == str(shape)):
            return tensor
        layer = self.add(self.network.add_shuffle(tensor), what)
        self.set_shape(layer, shape, of)
        return layer.get_output(0)

    def set_shape(self, layer: Any, shape: Shape, of: Shape) -> None:
        """Give a shuffle layer the shape that it makes of one of shape `of`: 0 keeps an axis, -1 is what is left."""
        kept = [axis for axis in varying_axes(shape) if axis < len(of) and str(of[axis]) == str(shape[axis])]
        if len(varying_axes(shape)) > len(kept) + 1:
            layer.set_input(1, self.shape(shape))
        else:
            layer.reshape_dims = tuple(0 if axis in kept else length for axis, length in enumerate(open_shape(shape)))

    def shape(self, shape: Shape) -> Any:
        """A shape with axes that vary, as a tensor."""
        assert self.lengths is not None
        return self.lengths.shape(shape)

    def length(self, length: int) -> Any:
        """A length as a tensor without axes, such as a loop's trip count."""
        if not isinstance(length, Dim):
            return self.count(length)
        assert self.lengths is not None
        return self.lengths.scalar(size_of(length))

    def add_slice(self, tensor: Any, start: Shape, shape: Shape, stride: Shape) -> Any:
        """A slice layer that makes a tensor of this shape."""
        if not varying_axes(shape):
            return self.network.add_slice(tensor, start, shape, stride)
        layer = self.network.add_slice(tensor, start, (1,) * len(shape), stride)
        layer.set_input(2, self.shape(shape))
        return layer

    def elementwise(self, kind: str, a: Any, b: Any, what: str = "") -> Any:
        """TensorRT's elementwise layer of that kind: SUM, PROD, ..."""
        operation = getattr(self.trt.ElementWiseOperation, kind)
        return self.out(self.network.add_elementwise(a, b, operation), what)

    def activate(self, kind: str, x: Any, what: str = "") -> Any:
        """TensorRT's activation layer of that kind: RELU, SIGMOID, TANH."""
        return self.out(self.network.add_activation(x, getattr(self.trt.ActivationType, kind)), what)

    def slice(self, x: Any, start: Shape, size: Shape, what: str = "") -> Any:
        """A part of `x`, with stride 1."""
        return self.out(self.add_slice(x, start, size, (1,) * len(size)), what)

    def matmul(self, x: Any, weights: Any, transposed: bool, what: str = "") -> Any:
        """X (M, K) times weights, which are (N, K) if `transposed`, otherwise (K, N)."""
        operation = self.trt.MatrixOperation
        second = operation.TRANSPOSE if transposed else operation.NONE
        return self.out(self.network.add_matrix_multiply(x, operation.NONE, weights, second), what)
