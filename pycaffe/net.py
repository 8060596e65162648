"""Net: a network with pycaffe's names and behaviour, for inference."""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.schema.caffe_pb2 import FillerParameter, LayerParameter
from caffe2trt.pycaffe.backends import chosen_backend
from caffe2trt.pycaffe.blobs import Blob, NamedBlobs, NamedLayers
from caffe2trt.pycaffe.errors import refuse_training, unknown_name
from caffe2trt.pycaffe.executor import Executor
from caffe2trt.pycaffe.fillers import fill
from caffe2trt.pycaffe.memory import Ledger, Memory
from caffe2trt.pycaffe.params import Params
from caffe2trt.pycaffe.python_layers import DataLayer
from caffe2trt.pycaffe.ranges import LayerRange, infer
from caffe2trt.pycaffe.structure import CaffeLayer, Structure, read_structure


class Layer:
    """A layer as `Net.layers` gives it.

    Attributes:
        type: its Caffe type.
        blobs: its learned blobs.
    """

    def __init__(self, kind: str, blobs: list[Blob]) -> None:
        self.type = kind
        self.blobs = blobs


class Net:
    """A Caffe network that runs on onnxruntime, TensorRT or numpy.

    Examples:
        >>> net = Net("deploy.prototxt", "weights.caffemodel", TEST)
        >>> net.blobs["data"].data[...] = x
        >>> probs = net.forward()["probs"]
    """

    def __init__(
        self,
        network_file: str | Path,
        *arguments: Any,
        phase: int | None = None,
        level: int = 0,
        stages: Collection[str] | None = None,
        weights: str | Path | None = None,
        inputs: Mapping[str, Shape] | None = None,
    ) -> None:
        """Read a network: Net(prototxt, weights, phase), or Net(prototxt, phase, weights=..., level=..., stages=...).

        Args:
            network_file: the prototxt.
            arguments: the weights and the phase, or the phase and perhaps the level, stages and weights.
            phase: TEST or TRAIN.
            level: for the include and exclude rules of layers.
            stages: the same, by name.
            weights: a caffemodel, or the .h5 file that Caffe writes.
            inputs: shapes of the tops of data layers where the prototxt does not give them. Not of pycaffe.

        Raises:
            ConversionError: a file is missing or damaged, a layer is not supported, or the weights do not fit.
        """
        if arguments and isinstance(arguments[0], (str, Path)):
            weights, *rest = arguments
            phase = rest[0] if rest else phase
        elif arguments:
            given = dict(zip(("phase", "level", "stages", "weights"), arguments))
            phase, level = given["phase"], given.get("level", level)
            stages, weights = given.get("stages", stages), given.get("weights", weights)
        phase = caffe_pb2.TEST if phase is None else int(phase)
        structure = read_structure(network_file, phase, level, tuple(stages or ()), inputs)
        self._set_up(structure)
        if weights is not None:
            self.copy_from(weights)

    @classmethod
    def of_structure(cls, structure: Structure) -> Net:
        """A network that was read already, without weights."""
        net = cls.__new__(cls)
        net._set_up(structure)
        return net

    def _set_up(self, structure: Structure) -> None:
        for warning in structure.warnings:
            python_warnings.warn(warning, stacklevel=4)
        self._structure = structure
        self._ledger = ledger = Ledger()
        self._blobs = NamedBlobs()
        shared: dict[str, Memory] = {}
        for layer in structure.layers:
            for top in layer.tops:
                if top not in self._blobs:
                    shape = structure.source_shapes.get(top, ())
                    shared[top] = shared[layer.bottoms[0]] if layer.shares else Memory(ledger)
                    self._blobs[top] = Blob(top, shape, shared[top])
        readers = self._python_layers()
        layers = LayerRange.of(structure, self._blobs, 0, len(structure.layers) - 1)
        shapes, reports, _ = infer(layers, {name: self._blobs[name].shape for name in layers.inputs})
        for name, shape in shapes.items():
            self._blobs[name].take_shape(shape)
        self._params = Params(structure.layers, reports)
        self._executor = Executor(structure, self._blobs, self._params, ledger, chosen_backend())
        self._executor.refills.update(readers)
        for index, layer in enumerate(structure.layers):
            if layer.type == "Parameter":
                self._blobs[layer.tops[0]].memory = self._params.blobs[index][0].memory
            elif layer.type == "DummyData" and layer.proto is not None:
                self._fill_dummy(layer, layer.proto)
            elif layer.type == "NumpyData" and layer.proto is not None and layer.proto.rp.numpy_data_param.data:
                self._blobs[layer.tops[0]].data.flat = layer.proto.rp.numpy_data_param.data
        self._layers = [Layer(layer.type, self._params.blobs.get(i, [])) for i, layer in enumerate(structure.layers)]
        self._names = [layer.name for layer in structure.layers]

    def _python_layers(self) -> dict[str, list[Callable[[], None]]]:
        """What reads the data of Python layers, by layer. Those whose shapes were given are the script's to write."""
        return {
            layer.name: [DataLayer(layer.proto, self._structure.phase, [self._blobs[top] for top in layer.tops])]
            for layer in self._structure.layers
            if layer.type == "Python" and layer.role == "source" and layer.proto is not None
            if not all(top in self._structure.source_shapes for top in layer.tops)
        }

    def _fill_dummy(self, layer: CaffeLayer, proto: LayerParameter) -> None:
        """Caffe fills constants once, so that a script may write others; random numbers it makes for each forward."""
        fillers = list(proto.dummy_data_param.data_filler) or [FillerParameter()]
        fillers *= len(layer.tops) if len(fillers) == 1 else 1
        random: list[Callable[[], None]] = []
        for top, filler in zip(layer.tops, fillers):
            self._refill(top, filler)
            if filler.type != "constant":
                random.append(partial(self._refill, top, filler))
        if random:
            self._executor.refills[layer.name] = random

    def _refill(self, top: str, filler: FillerParameter) -> None:
        blob = self._blobs[top]
        blob.memory.view(blob.shape)[...] = fill(filler, blob.shape)

    @property
    def blobs(self) -> Mapping[str, Blob]:
        """The blobs by name, in the order of the layers that make them."""
        return self._blobs

    @property
    def params(self) -> Mapping[str, list[Blob]]:
        """The learned blobs by layer. When one is written, the next forward converts the network again."""
        return NamedLayers((self._names[index], blobs) for index, blobs in self._params.blobs.items())

    @property
    def layers(self) -> list[Layer]:
        """The layers, with the Split layers that Caffe inserts."""
        return self._layers

    @property
    def layer_dict(self) -> Mapping[str, Layer]:
        """The layers by name."""
        return NamedLayers(zip(self._names, self._layers))

    @property
    def _layer_names(self) -> list[str]:
        return self._names

    @property
    def _blob_names(self) -> list[str]:
        return list(self._blobs)

    @property
    def inputs(self) -> list[str]:
        """The tops of Input layers, and the `input` fields."""
        return list(self._structure.inputs)

    @property
    def outputs(self) -> list[str]:
        """The blobs that no layer takes."""
        return list(self._structure.outputs)

    @property
    def bottom_names(self) -> Mapping[str, list[str]]:
        """The bottoms of each layer."""
        return NamedLayers((layer.name, list(layer.bottoms)) for layer in self._structure.layers)

    @property
    def top_names(self) -> Mapping[str, list[str]]:
        """The tops of each layer."""
        return NamedLayers((layer.name, list(layer.tops)) for layer in self._structure.layers)

    def forward(
        self, blobs: Sequence[str] | None = None, start: str | None = None, end: str | None = None, **kwargs: ArrayLike
    ) -> dict[str, Array]:
        """Run the layers.

        Args:
            blobs: names of blobs to return beside the outputs.
            start: the layer to begin with; by default the first.
            end: the layer to end with; by default the last.
            kwargs: an array for each of `inputs`.

        Returns:
            The outputs, or the tops of `end`, and `blobs`, by name: views that the next forward changes. Tops of
            training layers that are not computed here are left out.

        Raises:
            ConversionError: a blob, a layer or an input is unknown, or an input has another shape.
        """
        first = 0 if start is None else self._index(start)
        last = len(self._names) - 1 if end is None else self._index(end)
        names = self._structure.outputs if end is None else self._structure.layers[last].tops
        if blobs:
            names = tuple(dict.fromkeys((*names, *blobs)))
            for name in blobs:
                self._blobs[name]
        if kwargs:
            self._write_inputs(kwargs)
        self._executor.run(first, last, names)
        found = self._blobs
        return {name: found[name].data for name in names if not found[name].memory.problem}

    def _index(self, layer: str) -> int:
        if layer not in self._names:
            raise unknown_name("layer", layer, self._names)
        return self._names.index(layer)

    def _write_inputs(self, given: Mapping[str, ArrayLike]) -> None:
        inputs = self._structure.inputs
        if set(given) != set(inputs):
            for name in given:
                if name not in inputs:
                    raise unknown_name("input", name, inputs)
            missing = [name for name in inputs if name not in given]
            raise ConversionError(f"the input {missing[0]!r} is missing", "Pass an array for each of net.inputs")
        for name, value in given.items():
            blob, array = self._blobs[name], np.asarray(value)
            fits = array.shape[:1] == blob.shape[:1]
            try:
                if fits:
                    np.broadcast_shapes(array.shape, blob.shape)
                    blob.data[...] = array
            except ValueError:
                fits = False
            if not fits:
                raise ConversionError(
                    f"the input {name!r} has shape {array.shape}, expected {blob.shape}",
                    f"Pass that shape, or call net.blobs[{name!r}].reshape first",
                )

    def forward_all(self, blobs: Sequence[str] | None = None, **kwargs: Any) -> dict[str, Array]:
        """Run forward over inputs of any length, in batches of the network's size.

        Args:
            blobs: as in `forward`.
            kwargs: an array for each of `inputs`, of equal length.

        Returns:
            Outputs and `blobs` by name, as long as the inputs. Their last batch was filled up with zeros.
        """
        length = len(next(iter(kwargs.values())))
        gathered: dict[str, list[Array]] = {}
        for batch in self._batch(kwargs):
            for name, values in self.forward(blobs=blobs, **batch).items():
                gathered.setdefault(name, []).extend(values.copy())
        whole = {name: np.asarray(values) for name, values in gathered.items()}
        padding = len(next(iter(whole.values()))) - length if whole else 0
        return {name: values[: len(values) - padding] for name, values in whole.items()}

    def _batch(self, blobs: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        length = len(next(iter(blobs.values())))
        size = next(iter(self._blobs.values())).shape[0]
        for begin in range(0, length, size):
            batch = {name: np.asarray(values[begin : begin + size]) for name, values in blobs.items()}
            missing = size - min(size, length - begin)
            yield {
                name: np.concatenate([part, np.zeros((missing, *part.shape[1:]))]) if missing else part
                for name, part in batch.items()
            }

    def reshape(self) -> None:
        """Give every blob the shape that follows from the inputs' shapes. `forward` does so too.

        Raises:
            ConversionError: a layer does not fit the new shapes; names it.
        """
        self._executor.reshape()

    def copy_from(self, weights: str | Path) -> None:
        """Take the weights of the layers that a caffemodel has under the same names.

        Raises:
            ConversionError: the file is missing or damaged, or weights have another shape.
        """
        self._params.copy_from(weights)
        self._executor.forget()

    load_hdf5 = copy_from

    def share_with(self, other: Net) -> None:
        """Take the weights of another network's layers of the same names, as the same memory."""
        self._params.share_with(other._params)
        self._executor.forget()

    def save(self, path: str | Path) -> None:
        """Write the weights to a caffemodel.

        Raises:
            ConversionError: the file cannot be written.
        """
        self._params.save(path, self._structure.name)

    def backward(self, *arguments: Any, **named: Any) -> NoReturn:
        """Refused: training is Caffe's."""
        refuse_training("Net.backward")

    forward_backward_all = clear_param_diffs = backward
