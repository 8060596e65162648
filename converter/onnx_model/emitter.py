"""Graph: collects ONNX nodes and initializers under the names of a Program's values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, ValueInfoProto, helper

from caffe2trt.converter.program.names import UniqueNames
from caffe2trt.converter.program.primitives import Shape
from caffe2trt.converter.program.program import Value

AnyArray = NDArray[Any]


class Graph:
    """An ONNX graph in the making; a branch or a loop body is a Graph whose `root` holds the initializers.

    Attributes:
        nodes: in order.
        initializers: name -> array. The arrays are not copied; the writer streams them into the file.
        prefix: what generated names begin with: the name of the node at hand.
        cont_starts_only: the caller's promise that cont is 1 after the first step.

    """

    def __init__(self, parent: Graph | None = None, cont_starts_only: bool = False) -> None:
        self.root: Graph = parent.root if parent else self
        self.cont_starts_only = cont_starts_only
        self.nodes: list[NodeProto] = []
        self.initializers: dict[str, AnyArray] = {}
        self.prefix: str = parent.prefix if parent else ""
        self._names = UniqueNames()

    def op(
        self, kind: str, inputs: Sequence[str], outputs: Sequence[str] | str | None = None, **attributes: Any
    ) -> str:
        """Append a node and give the name of its first output; a name is made up where none is given."""
        if outputs is None:
            outputs = self.unique(kind.lower())
        names = [outputs] if isinstance(outputs, str) else list(outputs)
        name = self.root.unique_node(f"{self.prefix}/{kind}" if self.nodes_of_prefix() else self.prefix)
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, **attributes))
        return names[0]

    def nodes_of_prefix(self) -> bool:
        """Whether a node has been named after the prefix already."""
        return f"node {self.prefix}" in self.root._names

    def unique_node(self, name: str) -> str:
        """A free name for a node."""
        return self._free("node ", name)

    def unique(self, what: str) -> str:
        """A free name for a value of the node at hand."""
        return self.root._free("", f"{self.prefix}/{what}")

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
        shape = value.shape if shape is None else shape
        name = value.name if shape == value.shape else f"{value.name} {shape}"
        self.root.initializers.setdefault(name, value.array.reshape(shape))
        return name

    def reshape(self, x: str, shape: Shape, outputs: str | None = None) -> str:
        """`x` in another shape."""
        return self.op("Reshape", [x, self.integers(shape, "shape")], outputs)

    def subgraph(self, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]) -> GraphProto:
        """This graph as the body of an If branch or a Scan."""
        return helper.make_graph(self.nodes, name, list(inputs), list(outputs))


def tensor(name: str, shape: Shape, kind: int = TensorProto.FLOAT) -> ValueInfoProto:
    """The declaration of a tensor."""
    return onnx.helper.make_tensor_value_info(name, kind, list(shape))
