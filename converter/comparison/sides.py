"""The sides of a comparison: each runs a network call by call and carries its own state from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter.net import Net
from caffe2trt.converter.reference import Reference
from caffe2trt.converter.trt.evaluate import evaluate_network
from caffe2trt.converter.trt.network import define_network

Array = NDArray[np.float32]
Arrays = dict[str, Array]


class Side:
    """One side of a comparison.

    Attributes:
        what: what runs, and where, for a report.

    """

    def __init__(self, what: str, forward: Callable[[Arrays], Mapping[str, Array]]) -> None:
        """`forward` takes the inputs of a call and gives outputs and states, the latter as L__h_out and L__c_out."""
        self.what = what
        self.forward = forward


def reference_side(net: Net) -> Side:
    """Caffe's meaning, in numpy."""
    return Side("Reference: numpy on the CPU, as Caffe computes", Reference(net).forward)


def network_side(net: Net, precision: str = "fp32", **options: Any) -> Side:
    """The TensorRT network that convert would build, evaluated; options as define_network takes them."""
    network = define_network(net, precision, **options)
    state: Arrays = {}

    def forward(feeds: Arrays) -> Mapping[str, Array]:
        results = evaluate_network(network, {**feeds, **state})
        state.update({name: results[f"{name.removesuffix('_in')}_out"] for name in net.states})
        return results

    return Side(f"{network.api.description} network, {precision}, evaluated on the CPU", forward)
