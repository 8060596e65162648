"""OnnxEmitter: collects ONNX nodes and initializers under the names of a Program's values.

In half precision it follows the engines: inputs, outputs and states are float32, a layer that computes casts what it
takes, and a layer that only moves values leaves them in the type that they have, so that word indices stay whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, ValueInfoProto, helper

from caffe2trt.caffe.arrays import Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.onnx_model.lengths import Lengths
from caffe2trt.converter.program.dims import Dim, VaryingLength, size_of, varying_axes
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.program import Node, Value
from caffe2trt.converter.program.varying import Sources, cannot_vary

AnyArray = NDArray[Any]
FLOAT, HALF = TensorProto.FLOAT, TensorProto.FLOAT16


class OnnxEmitter:
    """An ONNX graph in the making; a branch or a loop body is an emitter whose `root` holds the initializers.

    Attributes:
        nodes: in order.
        initializers: name -> array. The arrays are not copied; the writer streams them into the file.
        types: name -> element type, of the tensors that hold values of the Program.
        node: the Program's node at hand; generated names begin with its name.
        dtype: what layers compute in: float32, or half in a half precision file, but within loops.
        product_dtype: what matrix products and convolutions compute in: half in a half precision file.
        opset: the version of ONNX's operators.
        cont_starts_only: the caller's promise that cont is 1 after the first step.
        unrolled: recurrent layers are written out time step by time step.
        lengths: of axes that vary; None in a graph of fixed shapes.

    """

    def __init__(
        self,
        parent: OnnxEmitter | None = None,
        *,
        cont_starts_only: bool = False,
        unrolled: bool = False,
        dtype: int = FLOAT,
        opset: int = 17,
    ) -> None:
        self.root: OnnxEmitter = parent.root if parent else self
        self.lengths: Lengths | None = None
        self.cont_starts_only, self.unrolled = cont_starts_only, unrolled
        self.dtype = dtype
        self.product_dtype: int = self.root.product_dtype if parent else dtype
        self.opset: int = self.root.opset if parent else opset
        self.nodes: list[NodeProto] = []
        self.initializers: dict[str, AnyArray] = {}
        self.types: dict[str, int] = {}
        self._held: dict[tuple[str, Shape, int], str] = {}  # constants, by name, shape and type
        self._casts: dict[tuple[str, int], str] = {}
        self._node: Node | None = None
        self._names = UniqueNames()

    def vary(self, sources: Sources) -> None:
        """Prepare for shapes with axes that vary, of which these inputs tell the lengths."""
        self.lengths = Lengths(sources, self._names, self.initializers)

    @property
    def node(self) -> Node:
        """The Program's node at hand."""
        assert self.root._node is not None
        return self.root._node

    def emit(self, node: Node, function: Callable[..., None]) -> None:
        """Write `node` by the function of its primitive."""
        self.at(node)
        try:
            function(self, node.op, *node.inputs)
        except VaryingLength as error:
            raise cannot_vary(f"layer '{node.layer}'", str(error)) from error

    def at(self, node: Node) -> None:
        """Make `node` the one at hand."""
        self.root._node = node

    def result(self, kind: str, inputs: Sequence[str | Value], **attributes: Any) -> None:
        """Append the ONNX node that gives the output of the node at hand."""
        self.op(kind, inputs, self.node.output.name, **attributes)

    def product(self, kind: str, inputs: Sequence[Value], **attributes: Any) -> None:
        """Append the matrix product or the convolution that gives the output of the node at hand."""
        given = [self.value(value, dtype=self.product_dtype) for value in inputs]
        if self.product_dtype == self.dtype:
            self.result(kind, given, **attributes)
        else:
            self.result("Cast", [self.op(kind, given, **attributes)], to=self.dtype)

    def op(
        self, kind: str, inputs: Sequence[str | Value], outputs: Sequence[str] | str | None = None, **attributes: Any
    ) -> str:
        """Append an ONNX node and give the name of its first output; a name is made up where none is given.

        A Value among its inputs is cast to `dtype`. Its outputs have the type of its first input.
        """
        if outputs is None:
            outputs = self.unique(kind.lower())
        names = [outputs] if isinstance(outputs, str) else list(outputs)
        given = [value if isinstance(value, str) else self.value(value) for value in inputs]
        self.nodes.append(helper.make_node(kind, given, names, name=self._node_name(kind, names), **attributes))
        made = attributes["to"] if kind == "Cast" else self.root.types.get(given[0], FLOAT)
        self.root.types.update(dict.fromkeys(names, made))
        return names[0]

    def reduce(self, kind: str, x: str | Value, axes: Sequence[int], outputs: str | None = None, keep: int = 1) -> str:
        """Append a reduction, ReduceSum or another; no axes are all axes.

        Its axes are an input from opset 18 on, those of ReduceSum from opset 13 on; before, they are an attribute.
        """
        if not axes:
            return self.op(kind, [x], outputs, keepdims=keep)
        if self.opset >= 18 or kind == "ReduceSum":
            return self.op(kind, [x, self.integers(axes, "axes")], outputs, keepdims=keep)
        return self.op(kind, [x], outputs, axes=axes, keepdims=keep)

    def _node_name(self, kind: str, outputs: Sequence[str]) -> str:
        """A free name for an ONNX node: what makes the output of the node at hand has that node's name.

        Some tools rename a node after its output. So no node has the name of a tensor that another node makes.
        """
        own = self.node.name
        is_last = self.node.output.name in outputs
        if is_last and own in outputs:
            return own
        return self.root._names.take(own if is_last else f"{own}/{kind}")

    def cast(self, name: str, dtype: int) -> str:
        """A tensor that holds a value, in another type; casts once in each graph however often it is asked."""
        if self.root.types.get(name, FLOAT) == dtype:
            return name
        if (name, dtype) not in self._casts:
            self._casts[name, dtype] = self.op("Cast", [name], to=dtype)
        return self._casts[name, dtype]

    def widen(self, value: Value) -> None:
        """Give a value that was just made in half precision as float32 under its name, for the border of a graph."""
        if self.root.types[value.name] == FLOAT:
            return
        inner = self.root._names.take(f"{value.name} (fp16)")
        for made in self.nodes:
            made.name = inner if made.name == value.name else made.name
            for held in (made.input, made.output):
                held[:] = [inner if name == value.name else name for name in held]
        self.root.types[inner] = HALF
        self.op("Cast", [inner], value.name, to=FLOAT)
        self._casts[value.name, HALF] = inner

    def unique(self, what: str) -> str:
        """A free name for a value of the node at hand."""
        return self.root._names.take(f"{self.node.name}/{what}")

    def reserve(self, name: str) -> None:
        """Keep `name` from being made up."""
        self.root._names.reserve(name)

    def constant(self, array: AnyArray, what: str) -> str:
        """An initializer of the node at hand."""
        return self.initializer(self.unique(what), array)

    def initializer(self, name: str, array: AnyArray) -> str:
        """An initializer of that name."""
        self.root.initializers[name] = array
        self.root.types[name] = helper.np_dtype_to_tensor_dtype(array.dtype)
        return name

    def integers(self, values: Sequence[int], what: str) -> str:
        """An int64 initializer: axes, a shape, starts or ends."""
        return self.constant(np.array(values, np.int64), what)

    def scalar(self, number: float, what: str) -> str:
        """A number in `dtype`."""
        return self.constant(self.rounded(np.array(number, np.float32), self.dtype), what)

    def value(self, value: Value, shape: Shape | None = None, dtype: int | None = None) -> str:
        """The name of a Program's value, in `dtype`; a constant becomes an initializer when first used.

        Args:
            shape: of the constant, where it is not its own.
            dtype: by default that of the emitter.
        """
        dtype = self.dtype if dtype is None else dtype
        if value.array is None:
            return self.cast(value.name, dtype)
        shape = value.shape if shape is None else shape
        key = (value.name, shape, dtype)
        if key not in self.root._held:
            self.root._held[key] = self._hold(value, shape, dtype)
        return self.root._held[key]

    def _hold(self, value: Value, shape: Shape, dtype: int) -> str:
        """A constant as a tensor; in its own shape and the type of most constants it has its own name."""
        assert value.array is not None
        name, array = value.name, self.rounded(value.array, dtype)
        if (shape, dtype) != (value.shape, self.product_dtype):
            name = self.root._names.take(f"{name} {shape}" if shape != value.shape else f"{name} (fp32)")
        if varying_axes(value.shape):
            return self.array(array, value.shape, name=name)
        return self.initializer(name, array.reshape(shape))

    def rounded(self, array: AnyArray, dtype: int) -> AnyArray:
        """The array in that type.

        Raises:
            ConversionError: half precision does not hold its numbers.
        """
        if dtype == FLOAT:
            return array
        with np.errstate(over="ignore"):
            half = array.astype(np.float16)
        if not np.isfinite(half).all() and np.isfinite(array).all():
            raise ConversionError(
                f"layer '{self.node.layer}': its constants reach {np.abs(array).max():.3g}, more than fp16 holds",
                "Convert with --precision fp32",
            )
        return half

    def raw(self, *values: Value) -> list[str]:
        """The names of values in one common type that rounds none of them, for layers that only move values."""
        types = {self.root.types[value.name] if value.array is None else self.product_dtype for value in values}
        dtype = types.pop() if len(types) == 1 else FLOAT
        return [self.value(value, dtype=dtype) for value in values]

    def reshape(self, x: str | Value, shape: Shape, outputs: str | None = None, of: Shape = ()) -> str:
        """`x` in another shape and its own type; `of` is the shape that it has, which is needed where axes vary."""
        kept = [axis for axis in varying_axes(shape) if axis < len(of) and str(of[axis]) == str(shape[axis])]
        others = [axis for axis in varying_axes(shape) if axis not in kept]
        lengths = [0 if axis in kept else -1 if axis in others[:1] else length for axis, length in enumerate(shape)]
        (name,) = [x] if isinstance(x, str) else self.raw(x)
        return self.op("Reshape", [name, self.shape(lengths, "shape")], outputs)

    def shape(self, shape: Sequence[int], what: str) -> str:
        """A shape as a tensor: an initializer, or made when the network runs where axes vary."""
        if not varying_axes(tuple(shape)):
            return self.integers(shape, what)
        pieces: list[str] = []
        for varies, group in groupby(shape, lambda length: isinstance(length, Dim)):
            lengths = list(group)
            pieces += [self.length(length) for length in lengths] if varies else [self.integers(lengths, what)]
        return self.op("Concat", pieces, axis=0)

    def length(self, dim: int) -> str:
        """The length of an axis that varies, as a tensor (1)."""
        assert self.root.lengths is not None
        return self.root.lengths.of(size_of(dim))

    def array(self, array: AnyArray, shape: Shape, what: str = "", name: str = "") -> str:
        """A constant, repeated along the axes that vary; of the node at hand, or of that name."""
        if not varying_axes(shape):
            return self.constant(array, what)
        assert self.root.lengths is not None
        name = name or self.unique(what)
        self.root.types[name] = helper.np_dtype_to_tensor_dtype(array.dtype)
        return self.root.lengths.fill(name, array, shape)

    def subgraph(self, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]) -> GraphProto:
        """This graph as the body of an If branch or a Scan."""
        return helper.make_graph(self.nodes, name, list(inputs), list(outputs))


def tensor(name: str, shape: Shape, kind: int = TensorProto.FLOAT) -> ValueInfoProto:
    """The declaration of a tensor; an axis that varies has a name: N, T or T*N, say."""
    dims = [str(length) if isinstance(length, Dim) else length for length in shape]
    return onnx.helper.make_tensor_value_info(name, kind, dims)
