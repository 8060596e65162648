"""The learned blobs of a network: where they come from, and how they are written to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from caffe2trt.caffe.arrays import Array
from caffe2trt.caffe.caffemodel import Blob as StoredBlob
from caffe2trt.caffe.caffemodel import read_caffemodel, read_parameters, write_caffemodel
from caffe2trt.caffe.caffemodel_h5 import read_caffemodel_h5, read_parameters_h5
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter
from caffe2trt.converter.lowering import LayerReport
from caffe2trt.pycaffe.blobs import Blob
from caffe2trt.pycaffe.fillers import fill, filler_of
from caffe2trt.pycaffe.memory import Weights
from caffe2trt.pycaffe.structure import CaffeLayer


class Params:
    """The learned blobs of each layer.

    Attributes:
        blobs: by the layer's index in the network, in Caffe's order. Layers that share weights have the same memory.
    """

    def __init__(self, layers: Sequence[CaffeLayer], reports: Sequence[LayerReport]) -> None:
        self._layers = layers
        self.blobs: dict[int, list[Blob]] = {}
        made: dict[int, Weights] = {}
        by_name = {report.proto.name: report for report in reports if report.blobs}
        for index, layer in enumerate(layers):
            report = by_name.get(layer.proto.name) if layer.proto is not None and layer.role == "computed" else None
            if report is None:
                continue
            self.blobs[index] = []
            for place, value in enumerate(report.blobs):
                weights = made.get(id(value))
                if weights is None:
                    filler = filler_of(report.proto, place, value.shape)
                    weights = made[id(value)] = Weights(value.shape, partial(fill, filler))
                self.blobs[index].append(Blob(f"{layer.name}[{place}]", value.shape, weights))
        self._unique = list(made.values())
        self._versions = self._versions_now()

    def arrays(self) -> dict[str, list[Array]]:
        """The values that a conversion takes now, by the name of the layer's proto."""
        return {
            layer.proto.name: [self._of(blob).baked for blob in self.blobs[index]]
            for index, layer in enumerate(self._layers)
            if index in self.blobs and layer.proto is not None
        }

    @staticmethod
    def _of(blob: Blob) -> Weights:
        assert isinstance(blob.memory, Weights)
        return blob.memory

    def poll(self) -> bool:
        """Whether learned blobs have other values than the last time, whoever wrote them."""
        before, self._versions = self._versions, self._versions_now()
        return self._versions != before

    def _versions_now(self) -> list[int]:
        for weights in self._unique:
            weights.poll()
        return [weights.version for weights in self._unique]

    def unfilled(self) -> list[str]:
        """The layers with weights that neither a file nor the script has given."""
        return [
            self._layers[index].name
            for index, blobs in self.blobs.items()
            if any(self._of(blob).origin == "filler" for blob in blobs)
        ]

    def copy_from(self, path: str | Path) -> None:
        """Take the weights that a file has for layers of these names. Others stay as they are.

        Raises:
            ConversionError: the file is missing or damaged, or the weights of a layer have another shape.
        """
        is_hdf5 = Path(path).suffix in (".h5", ".hdf5")
        stored = read_caffemodel_h5(path) if is_hdf5 else read_caffemodel(path)
        loads: list[tuple[Weights, Array]] = []
        left: dict[str, list[tuple[str, Blob]]] = {}  # by parameter name, of layers that the file does not have
        for index, blobs in self.blobs.items():
            layer = self._layers[index]
            if stored.get(layer.name):
                loads += _fitted(layer, blobs, stored[layer.name], path)
            elif layer.proto is not None:
                for place, blob in enumerate(blobs):
                    named = layer.proto.param[place].name if place < len(layer.proto.param) else ""
                    left.setdefault(named or f"{layer.name}.p{place}", []).append((layer.name, blob))
        if left:
            parameters: Mapping[str, StoredBlob] = (read_parameters_h5 if is_hdf5 else read_parameters)(path)
            for name in left.keys() & parameters.keys():
                for layer_name, blob in left[name]:
                    loads.append((self._of(blob), _reshaped(parameters[name], blob, f"{layer_name}: {name}", path)))
        if self.blobs and not loads:
            raise ConversionError(
                f"{path} has weights of no layer of this network; it has {', '.join(list(stored)[:5])}",
                "Check that prototxt and caffemodel belong together; weights are found by the layer's name",
            )
        for weights, array in loads:
            weights.load(array)
        self._versions = self._versions_now()

    def share_with(self, other: Params) -> None:
        """Have the same memory as the other network's layers of the same names.

        Raises:
            ConversionError: the weights of a layer have another shape there.
        """
        theirs = {other._layers[index].name: blobs for index, blobs in other.blobs.items()}
        for index, blobs in self.blobs.items():
            name = self._layers[index].name
            for mine, their in zip(blobs, theirs.get(name, ())):
                if mine.shape != their.shape:
                    raise ConversionError(f"layer '{name}' has weights {their.shape} there and {mine.shape} here")
                mine.memory = their.memory
        self._unique = list(dict.fromkeys(self._of(blob) for blobs in self.blobs.values() for blob in blobs))
        self._versions = self._versions_now()

    def notes(self) -> list[str]:
        """What to know of weights that come from fillers."""
        layers = self.unfilled()
        if not layers:
            return []
        shown = ", ".join(map(repr, layers[:5])) + (f" and {len(layers) - 5} more" if len(layers) > 5 else "")
        return [
            f"no file gave the weights of {shown}: the prototxt's fillers made them, as in Caffe, so the numbers are "
            "not those of a trained network"
        ]

    def save(self, path: str | Path, name: str) -> None:
        """Write a caffemodel."""
        for weights in self._unique:
            weights.poll()
        net = NetParameter(name=name)
        blobs: dict[str, list[Array]] = {}
        for index, layer in enumerate(self._layers):
            net.layer.append(LayerParameter(name=layer.name, type=layer.type, bottom=layer.bottoms, top=layer.tops))
            if index in self.blobs:
                blobs[layer.name] = [self._of(blob).baked for blob in self.blobs[index]]
        write_caffemodel(path, net, blobs)


def _fitted(
    layer: CaffeLayer, blobs: Sequence[Blob], stored: Sequence[StoredBlob], path: str | Path
) -> list[tuple[Weights, Array]]:
    if len(stored) != len(blobs):
        raise ConversionError(
            f"layer '{layer.name}' ({layer.type}) has {len(blobs)} learned blobs, and {path} holds {len(stored)}",
            "Check that prototxt and caffemodel belong together",
        )
    fitted = []
    for place, (blob, found) in enumerate(zip(blobs, stored)):
        array = _reshaped(found, blob, f"layer '{layer.name}' ({layer.type}), blob {place}", path)
        fitted.append((Params._of(blob), array))
    return fitted


def _reshaped(found: StoredBlob, blob: Blob, what: str, path: str | Path) -> Array:
    assert isinstance(blob.memory, Weights)
    array = found.reshaped(blob.memory.shape)
    if array is None:
        raise ConversionError(
            f"{what}: expected shape {blob.memory.shape}, found {found.data.shape} in {path}",
            "Check that prototxt and caffemodel belong together",
        )
    return array
