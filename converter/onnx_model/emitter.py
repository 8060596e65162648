"""OnnxEmitter: collects ONNX nodes and initializers under the names of a Program's values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, ValueInfoProto, helper

from caffe2trt.caffe.arrays import Shape
from caffe2trt.converter.onnx_model.lengths import Lengths
from caffe2trt.converter.program.dims import Dim, VaryingLength, size_of, varying_axes
from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.program import Node, Value
from caffe2trt.converter.program.varying import Sources, cannot_vary

AnyArray = NDArray[Any]


class OnnxEmitter:
    """An ONNX graph in the making; a branch or a loop body is an emitter whose `root` holds the initializers.

    Attributes:
        nodes: in order.
        initializers: name -> array. The arrays are not copied; the writer streams them into the file.
        node: the Program's node at hand; generated names begin with its name.
        cont_starts_only: the caller's promise that cont is 1 after the first step.
        unrolled: recurrent layers are written out time step by time step.
        lengths: of axes that vary; None in a graph of fixed shapes.

    """

    def __init__(
        self, parent: OnnxEmitter | None = None, *, cont_starts_only: bool = False, unrolled: bool = False
    ) -> None:
        self.root: OnnxEmitter = parent.root if parent else self
        self.lengths: Lengths | None = None
        self.cont_starts_only, self.unrolled = cont_starts_only, unrolled
        self.nodes: list[NodeProto] = []
        self.initializers: dict[str, AnyArray] = {}
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

    def op(
        self, kind: str, inputs: Sequence[str | Value], outputs: Sequence[str] | str | None = None, **attributes: Any
    ) -> str:
        """Append an ONNX node and give the name of its first output; a name is made up where none is given."""
        if outputs is None:
            outputs = self.unique(kind.lower())
        names = [outputs] if isinstance(outputs, str) else list(outputs)
        own = self.node.name
        name = self.root.unique_node(f"{own}/{kind}" if f"node {own}" in self.root._names else own)
        given = [value if isinstance(value, str) else self.value(value) for value in inputs]
        self.nodes.append(helper.make_node(kind, given, names, name=name, **attributes))
        return names[0]

    def unique_node(self, name: str) -> str:
        """A free name for a node."""
        return self._free("node ", name)

    def unique(self, what: str) -> str:
        """A free name for a value of the node at hand."""
        return self.root._free("", f"{self.node.name}/{what}")

    def _free(self, kind: str, name: str) -> str:
        return self._names.take(kind + name).removeprefix(kind)

    def reserve(self, name: str) -> None:
        """Keep `name` from being made up."""
        self.root._names.reserve(name)

    def constant(self, array: AnyArray, what: str) -> str:
        """An initializer of the node at hand."""
        name = self.unique(what)
        self.root.initializers[name] = array
        return name

    def integers(self, values: Sequence[int], what: str) -> str:
        """An int64 initializer: axes, a shape, starts or ends."""
        return self.constant(np.array(values, np.int64), what)

    def value(self, value: Value, shape: Shape | None = None) -> str:
        """The name of a Program's value; a constant becomes an initializer when first used, in `shape` if given."""
        if value.array is None:
            return value.name
        if varying_axes(value.shape):
            return self.array(value.array, value.shape, name=value.name)
        shape = value.shape if shape is None else shape
        name = value.name if shape == value.shape else f"{value.name} {shape}"
        self.root.initializers.setdefault(name, value.array.reshape(shape))
        return name

    def reshape(self, x: str | Value, shape: Shape, outputs: str | None = None, of: Shape = ()) -> str:
        """`x` in another shape; `of` is the shape that it has, which is needed where axes vary."""
        kept = [axis for axis in varying_axes(shape) if axis < len(of) and str(of[axis]) == str(shape[axis])]
        others = [axis for axis in varying_axes(shape) if axis not in kept]
        lengths = [0 if axis in kept else -1 if axis in others[:1] else length for axis, length in enumerate(shape)]
        return self.op("Reshape", [x, self.shape(lengths, "shape")], outputs)

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
        return self.root.lengths.fill(name or self.unique(what), array, shape)

    def subgraph(self, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]) -> GraphProto:
        """This graph as the body of an If branch or a Scan."""
        return helper.make_graph(self.nodes, name, list(inputs), list(outputs))


def tensor(name: str, shape: Shape, kind: int = TensorProto.FLOAT) -> ValueInfoProto:
    """The declaration of a tensor; an axis that varies has a name: N, T or T*N, say."""
    dims = [str(length) if isinstance(length, Dim) else length for length in shape]
    return onnx.helper.make_tensor_value_info(name, kind, dims)
