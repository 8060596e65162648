"""carry_over: what begins a sequence on every call goes on from call to call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import LayerWriter, Model, without_layers
from caffe2trt.graph_surgery.recurrent.bottoms import bind_bottoms, exposed_states, is_recurrent, steps_and_streams
from caffe2trt.graph_surgery.recurrent.value_graph import Graph, Ref, is_zeros
from caffe2trt.graph_surgery.traits import makes_cont


def carry_over(model: Model) -> Model:
    """Prepare a network for calls that are shorter than its sequences.

    Given:  layer { type: "ContinuationIndicator" top: "ind" }        0 at the first time step of every call
            layer { type: "Lstm" bottom: "x" top: "y" }               without clip: zeros before every call
            layer { name: "l" type: "LSTM" ... bottom: "h0" bottom: "c0" }    expose_hidden, with DummyData zeros
    Result: layer { type: "Input" top: "cont" }                       in place of every indicator
            layer { type: "Lstm" bottom: "x" bottom: "cont" top: "y" }
            Input layers l__h_in, l__c_in and the blobs l__h_out, l__c_out   the state, as expand writes it

    Such a network forgets everything between two calls, which is right only as long as a call is a whole sequence.

    Raises:
        ConversionError: a layer begins every call at a state that a call cannot get from the one before.
    """
    return _CarryOver(model).write()


@dataclass(frozen=True)
class _Begin:
    """A state of a layer with expose_hidden that is zero before every call: its bottom's and its top's places."""

    state: str
    bottom: int
    top: int


class _CarryOver:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.graph = Graph(model.net)
        self.out = LayerWriter(without_layers(model.net))
        self.shapes = dict(model.shapes)
        self.outputs = list(model.outputs)
        self.notes = list(model.notes)
        layers = model.net.layer
        self.indicators = {layer.top[0]: layer for layer in layers if makes_cont(model.traits(layer.type))}
        self.unmarked = [layer.name for layer in layers if _has_no_cont(layer)]
        self.cont = self._cont_name()

    def write(self) -> Model:
        """The network in its new form."""
        replaced: set[str] = set()  # indicators, as long as no layer in place has changed them
        for index, layer in enumerate(self.graph.layers):
            if makes_cont(self.model.traits(layer.type)):
                self._write_cont(self.model.shapes[layer.top[0]])
                replaced.add(layer.top[0])
                continue
            new = LayerParameter()
            new.CopyFrom(layer)
            new.bottom[:] = [self.cont if bottom in replaced else bottom for bottom in layer.bottom]
            replaced.difference_update(layer.top)
            if layer.name in self.unmarked:
                new.bottom.append(self._clip(layer))
            self._copy_with_states(layer, new, list(self._zero_states(index)))
        self._add_note()
        self.out.require_unique_names()
        outputs = tuple(output for output in self.outputs if output == self.cont or output not in self.indicators)
        return replace(
            self.model,
            net=self.out.net,
            blobs=self.out.blobs,
            shapes=self.shapes,
            outputs=outputs,
            notes=tuple(self.notes),
        )

    def _cont_name(self) -> str:
        """The name of the input that tells where sequences begin; "" where none is needed."""
        taken = {name for layer in self.model.net.layer for name in (layer.name, *layer.top)} - {*self.indicators}
        if not self.indicators and not self.unmarked:
            return ""
        own = next(iter(self.indicators), f"{self.unmarked[0]}__cont" if self.unmarked else "")
        return "cont" if "cont" not in taken else own

    def _clip(self, layer: LayerParameter) -> str:
        """What an Lstm takes for cont: (T * N), since the forks want no second axis."""
        steps, streams = steps_and_streams(layer, self.model.shapes[layer.bottom[0]])
        if not self.indicators:
            self._write_cont((steps * streams,))
            return self.cont
        self._write_cont((steps, streams))
        name = f"{layer.name}__clip"
        self.out.add("Reshape", name, [self.cont]).reshape_param.shape.dim.append(steps * streams)
        self.shapes[name] = (steps * streams,)
        return name

    def _write_cont(self, shape: tuple[int, ...]) -> None:
        """The input, before the first layer that needs it."""
        if self.cont not in self.out.added:
            self.out.add("Input", self.cont).input_param.shape.add(dim=shape)
            self.shapes[self.cont] = shape

    def _zero_states(self, index: int) -> Iterator[_Begin]:
        """The states of a layer that are zero before every call.

        Raises:
            ConversionError: a state comes from elsewhere, and not from the caller.
        """
        layer = self.graph.layers[index]
        if not is_recurrent(layer):
            return
        states = exposed_states(layer)
        if layer.type == "ConvLSTM" and not states:
            raise ConversionError(
                f"layer '{layer.name}' (ConvLSTM) starts every call from zeros, even where its cont is 1, so "
                "shorter calls would not continue a sequence",
                "Convert with the number of time steps of the prototxt, or give the layer expose_hidden",
            )
        for place, state in enumerate(states):
            bottom = len(layer.bottom) - len(states) + place
            start = self._origin(self.graph.bottoms[index][bottom])
            origin = self.graph.layers[start.layer]
            if is_zeros(origin, start.top):
                yield _Begin(state, bottom, 1 + place)
            elif origin.type != "Input":
                raise ConversionError(
                    f"layer '{layer.name}' ({layer.type}) starts every call from {layer.bottom[bottom]!r}, which layer "
                    f"'{origin.name}' ({origin.type}) makes, so shorter calls would not continue a sequence",
                    f"Convert with the number of time steps of the prototxt, or make {layer.bottom[bottom]!r} an input",
                )

    def _origin(self, ref: Ref) -> Ref:
        """The value that layers only moved, if any did."""
        while True:
            layer = self.graph.layers[ref.layer]
            is_moved = self.model.traits(layer.type).moves and len(layer.bottom) == 1
            if not is_moved or layer.HasField("power_param"):
                return ref
            ref = self.graph.bottoms[ref.layer][0]

    def _copy_with_states(self, layer: LayerParameter, new: LayerParameter, zeros: list[_Begin]) -> None:
        """The layer, its zero states as inputs before it and outputs after it."""
        for zero in zeros:
            shape = self.model.shapes[layer.bottom[zero.bottom]]
            name = f"{layer.name}__{zero.state}"
            self.out.add("Input", f"{name}_in").input_param.shape.add(dim=shape[1:])
            self.out.add("Reshape", f"{name}_first", [f"{name}_in"]).reshape_param.shape.dim.extend(shape)
            new.bottom[zero.bottom] = f"{name}_first"
            if layer.top[zero.top] in self.outputs:  # it stays one: nothing else takes it
                new.top[zero.top] = f"{name}_last"
            self.shapes |= dict.fromkeys((f"{name}_first", f"{name}_last", f"{name}_copy"), shape)
            self.shapes |= dict.fromkeys((f"{name}_in", f"{name}_out"), shape[1:])
        self.out.copy(new, self.model.blobs.get(layer.name, ()))
        for zero in zeros:
            shape = self.model.shapes[layer.bottom[zero.bottom]]
            name, last, top = f"{layer.name}__{zero.state}", new.top[zero.top], layer.top[zero.top]
            if last != top:
                self.out.add("Reshape", f"{name}_top", [last], [top]).reshape_param.shape.dim.extend(shape)
            self.out.add("Power", f"{name}_copy", [last]).power_param.power = 1.0  # in its own memory
            self.out.add("Reshape", f"{name}_out", [f"{name}_copy"]).reshape_param.shape.dim.extend(shape[1:])
            self.outputs.append(f"{name}_out")
        if zeros:
            names = " and ".join(f"'{layer.name}__{zero.state}_in'" for zero in zeros)
            self.notes.append(
                f"layer '{layer.name}' ({layer.type}) began at zeros on every call; with fewer time steps a sequence "
                f"goes on over several calls, and the inputs {names} carry its state"
            )

    def _add_note(self) -> None:
        if self.cont:
            begins = [f"layer '{layer.name}' ({layer.type})" for layer in self.indicators.values()]
            begins += [f"layer '{name}' (Lstm)" for name in self.unmarked]
            self.notes.append(
                f"{', '.join(begins)} began a sequence on every call; with fewer time steps a sequence goes on over "
                f"several calls, and the input {self.cont!r} says where one begins. A Session makes it: 0 at a "
                "stream's first time step, 1 afterwards"
            )


def _has_no_cont(layer: LayerParameter) -> bool:
    return layer.type == "Lstm" and is_recurrent(layer) and bind_bottoms(layer, layer.bottom).cont is None
