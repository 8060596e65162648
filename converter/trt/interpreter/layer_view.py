"""One layer of a TensorRT network, as the functions of the interpreter read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.trt.interpreter.properties import unread, unsupported
from caffe2trt.converter.trt.interpreter.registry import KINDS
from caffe2trt.converter.trt.network import Network
from caffe2trt.runtime.tensorrt_versions import TensorRTModule, module_of

AnyArray = NDArray[Any]

NUMPY_TYPES: dict[str, Any] = {
    "FLOAT": np.float32,
    "HALF": np.float16,
    "BF16": ml_dtypes.bfloat16,
    "INT8": np.int8,
    "FP8": ml_dtypes.float8_e4m3fn,
    "INT32": np.int32,
    "INT64": np.int64,
    "UINT8": np.uint8,
    "BOOL": np.bool_,
}
FP8_MAX = 448.0
SMALL_FLOATS = (np.dtype(np.float16), np.dtype(ml_dtypes.bfloat16), np.dtype(ml_dtypes.float8_e4m3fn))


def wide(x: AnyArray) -> AnyArray:
    """Float types of 8 and 16 bits as float32, in which their layers are computed; others as they are."""
    return x.astype(np.float32) if x.dtype in SMALL_FLOATS else x


def rounded(x: AnyArray, dtype: Any) -> AnyArray:
    """X in another type: FP8 is clamped to its largest number, whole numbers drop a fraction."""
    if dtype is ml_dtypes.float8_e4m3fn:
        x = np.clip(wide(x), -FP8_MAX, FP8_MAX)
    return x.astype(dtype, copy=False)


@dataclass(frozen=True)
class Source:
    """A TensorRT network and where it comes from.

    Attributes:
        definition: the INetworkDefinition.
        api: the TensorRT that it belongs to.
        kept: the arrays behind the weights, by layer and role, where they are at hand.
        is_ours: whether define_network made it: its indices come from Caffe blobs, where -1 is an error.

    """

    definition: Any
    api: TensorRTModule
    kept: dict[tuple[str, str], AnyArray]
    is_ours: bool

    @staticmethod
    def of(network: Any) -> Source:
        """Of what define_network gave, or of a bare INetworkDefinition."""
        if isinstance(network, Network):
            return Source(network.network, network.api, network.kept, True)
        return Source(network, module_of(network), {}, False)


class LayerView:
    """One layer of a TensorRT network with the class of its kind.

    The properties that the registry lists for the kind are attributes of the view too.

    Attributes:
        layer: the ILayer, as the subclass that has the kind's properties.
        kind: the name in TensorRT's LayerType.
        inputs, outputs: tensor names; "" for an input that is not there.
        loop, conditional: the name of the loop or conditional whose boundary it is, or "".

    """

    def __init__(self, network: Any, index: int) -> None:
        self.source = network if isinstance(network, Source) else Source.of(network)
        self.layer = self.source.definition.get_layer(index)
        self.kind: str = self.layer.type.name
        self.name: str = self.layer.name
        if self.kind not in KINDS:
            raise self.refused(f"evaluate_network does not support the kind {self.kind}")
        self.known = KINDS[self.kind]
        layer_class = getattr(self.source.api.module, self.known.class_name)
        self.layer.__class__ = layer_class
        wrong = unsupported(self.layer, unread(layer_class, self.known.reads))
        if wrong:
            raise self.refused_value(*wrong)
        tensors = [self.layer.get_input(i) for i in range(self.layer.num_inputs)]
        if self.kind == "RNN_V2":
            tensors = [tensors[0], self.layer.hidden_state, self.layer.cell_state]
        self.inputs: list[str] = [tensor.name if tensor is not None else "" for tensor in tensors]
        results = [self.layer.get_output(i) for i in range(self.layer.num_outputs)]
        self.outputs: list[str] = [tensor.name for tensor in results]
        self.shapes = [self._shape_of(tensor) for tensor in results]
        self.types = [self._type_of(tensor) for tensor in results]
        self.loop: str = self.layer.loop.name if "loop" in self.known.reads else ""
        self.conditional: str = self.layer.conditional.name if "conditional" in self.known.reads else ""

    def __getattr__(self, name: str) -> Any:
        if name not in self.known.reads:
            raise AttributeError(f"the registry does not list {name} of {self.kind}")
        value = self.__dict__[name] = getattr(self.layer, name)  # read once: a loop computes the layer many times
        return value

    def choice(self, name: str) -> str:
        """The bare name of an enumeration's member."""
        return str(getattr(self, name).name)

    def optional(self, name: str) -> Any:
        """A property that older versions of TensorRT lack: then None."""
        return getattr(self, name) if self.source.api.has_property(self.known.class_name, name) else None

    def read_weights(self, role: str) -> AnyArray | None:
        """Weights read back from the layer, flat; None where it has none."""
        held = self.__getattr__(role)
        if held is None or held.size == 0:
            return None
        if isinstance(held, np.ndarray):
            return held
        kept = self.source.kept.get((self.name, "constant" if role == "weights" else role))
        if kept is None:  # TensorRT hands out these types only as an address, which Python does not see
            raise self.refused(
                f"its {role} of type {held.dtype.name} cannot be read back through TensorRT's Python API",
                f"Pass them to the network as an input of type {held.dtype.name}, or evaluate the network in FLOAT",
            )
        return kept.reshape(-1)

    def results(self, computed: Any) -> list[AnyArray]:
        """The outputs in the types that TensorRT gives them, after checking their shapes."""
        arrays = computed if isinstance(computed, tuple) else (computed,)
        return [self.typed(index, array) for index, array in enumerate(arrays[: len(self.outputs)])]

    def typed(self, index: int, array: Any) -> AnyArray:
        """One output in TensorRT's type, after checking its shape; -1 fits every length."""
        result = rounded(np.asarray(array), self.types[index])
        shape = self.shapes[index]
        if shape != result.shape and (
            len(shape) != result.ndim or any(want not in (-1, have) for want, have in zip(shape, result.shape))
        ):
            raise AssertionError(f"{self.name}: evaluated {result.shape}, TensorRT says {shape}")
        return result

    def refused(self, what: str, remedy: str = "Compare the ONNX file instead") -> ConversionError:
        """The error that this layer cannot be evaluated."""
        return ConversionError(f"TensorRT layer '{self.name}' ({self.kind}): {what}", remedy)

    def refused_value(self, name: str, value: Any) -> ConversionError:
        """The error that a property's value is not supported."""
        return self.refused(f"evaluate_network does not support {name} = {getattr(value, 'name', value)}")

    def _shape_of(self, tensor: Any) -> tuple[int, ...]:
        try:
            return tuple(tensor.shape)
        except ValueError as error:
            raise ConversionError(
                f"TensorRT layer '{self.name}' ({self.kind}): TensorRT finds no shape for its output '{tensor.name}'",
                "Build the network once: TensorRT's log says what is wrong with it",
            ) from error

    def _type_of(self, tensor: Any) -> Any:
        name = tensor.dtype.name
        if name not in NUMPY_TYPES:
            raise self.refused(f"evaluate_network does not support the type {name} of its output '{tensor.name}'")
        return NUMPY_TYPES[name]
