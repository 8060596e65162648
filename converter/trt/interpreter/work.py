"""work_of: what a TensorRT network computes in one call, counted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from caffe2trt.converter.trt.interpreter.layer_view import NUMPY_TYPES, LayerView

PRODUCTS = ("MATRIX_MULTIPLY", "CONVOLUTION", "DECONVOLUTION")
ELEMENTWISE = ("ACTIVATION", "CAST", "ELEMENTWISE", "SCALE", "SELECT", "UNARY")


@dataclass(frozen=True)
class Work:
    """Counts of a network's layers.

    Attributes:
        products: matrix products and convolutions outside of loops.
        products_in_loops: the same inside of loops: they run once for each time step.
        elementwise_in_loops: layers inside of loops that compute element by element, which TensorRT fuses.
        weight_bytes: bytes of the weights that the products outside of loops read in a call.
        weight_bytes_in_loops: bytes of the weights that the products inside of loops read at each time step.
    """

    products: int
    products_in_loops: int
    elementwise_in_loops: int
    weight_bytes: int
    weight_bytes_in_loops: int


def work_of(network: Any) -> Work:
    """Count what a network computes.

    Args:
        network: what define_network gave, or an INetworkDefinition of any TensorRT module.
    """
    read = Interpreter(network)
    home, constant = read.scopes.home, _constants(read.views)
    inside = [view for view in read.views if not view.loop and any(name in home for name in view.outputs)]
    names = {view.name for view in inside}
    products = [view for view in read.views if view.kind in PRODUCTS]
    in_loops = [view for view in products if view.name in names]
    outside = [view for view in products if view.name not in names]
    return Work(
        products=len(outside),
        products_in_loops=len(in_loops),
        elementwise_in_loops=sum(view.kind in ELEMENTWISE for view in inside),
        weight_bytes=sum(_weight_bytes(view, constant) for view in outside),
        weight_bytes_in_loops=sum(_weight_bytes(view, constant) for view in in_loops),
    )


def _constants(views: list[LayerView]) -> set[str]:
    """The tensors that do not depend on the inputs of the network."""
    constant: set[str] = set()
    for view in views:  # a network's layers are in the order in which they were added: producers come first
        if view.kind == "CONSTANT" or (view.inputs and all(name in constant for name in view.inputs)):
            constant.update(view.outputs)
    return constant


def _weight_bytes(product: LayerView, constant: set[str]) -> int:
    """Of the weights of a product: its inputs that are constant, or those that the layer itself holds."""
    tensors = [product.layer.get_input(index) for index in range(product.layer.num_inputs)]
    given = [tensor for tensor in tensors[1:] if tensor is not None]
    if given:
        return sum(_bytes(t.shape, t.dtype) for t in given if t.name in constant)
    return sum(int(weights.nbytes) for weights in (product.layer.kernel, product.layer.bias))


def _bytes(shape: Any, dtype: Any) -> int:
    return int(math.prod(shape)) * int(np.dtype(NUMPY_TYPES[dtype.name]).itemsize)
