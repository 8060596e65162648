"""Writes a network in which one chain of steps is one recurrent layer."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import LayerWriter, Model, live_layers, without_layers
from caffe2trt.graph_surgery.recurrent.bottoms import STATES
from caffe2trt.graph_surgery.recurrent.step_matcher import NotAStep, Step, blob_name, share_weights
from caffe2trt.graph_surgery.recurrent.value_graph import Graph, Ref, is_zeros


class Roller(ABC):
    """The chain of steps, and what becomes of the layers around it."""

    kind: str
    gates: int  # how many times H rows the weights have

    def __init__(self, graph: Graph, model: Model, chain: list[Step], stateful: bool) -> None:
        self.graph = graph
        self.model = model
        self.chain = chain
        self.first, self.last = chain[0], chain[-1]
        self.states = STATES[self.kind]
        self.batch, self.hidden = model.shapes[blob_name(graph, self.first.after[0])][-2:]
        self.whole = (len(chain), self.batch, self.hidden)
        removed = set().union(*(step.layers for step in chain))
        self.removed = removed | {index for index, first in graph.twins.items() if first in removed}
        self.joined = self.find_joined()
        self.name, is_unrolled_state = self.find_name()
        self.gets_cont = stateful and not is_unrolled_state and self.begins_at_zero()
        self.is_stateful = is_unrolled_state or self.gets_cont
        self.extra = LayerWriter()  # layers that the new layer's bottoms need
        self.followers: list[LayerParameter] = []  # layers that make what others take of its tops
        self.shapes = dict(model.shapes)

    @abstractmethod
    def find_joined(self) -> int:
        """The layer that makes the new layer's output, in whose place it is written."""

    @abstractmethod
    def weights(self) -> tuple[list[Array], list[str]]:
        """The blobs in Caffe's order and their shared names; proves that the steps share them."""

    def write(self) -> Model:
        """The network after rolling.

        Raises:
            NotAStep: the steps do not belong together, or are used one by one.
            ConversionError: the new layers' names are taken.
        """
        weights, shared = self.weights()
        self.refuse_other_takers()
        y = self.output()
        bottoms, tops = [self.x(), self.cont(), *self.static()], [y]
        dropped = self.removed | {self.joined}
        if self.is_stateful:
            dropped |= self.state_layers()
        else:
            bottoms += [self.initial(ref, state) for state, ref in zip(self.states, self.first.before)]
            tops += [self.last_state(state, ref, y, dropped) for state, ref in zip(self.states, self.last.after)]
        out = LayerWriter(without_layers(self.model.net))
        for index, layer in enumerate(self.graph.layers):
            if index == self.joined:
                for extra in self.extra.net.layer:
                    out.copy(extra)
                node = out.add(self.kind, self.name, bottoms, tops, weights, shared)
                node.recurrent_param.num_output = self.hidden
                if not self.is_stateful:
                    node.recurrent_param.expose_hidden = True
                for follower in self.followers:
                    out.copy(follower)
            elif index not in dropped:
                out.copy(layer, self.model.blobs.get(layer.name, ()))
        out.added |= {layer.name for layer in (*self.extra.net.layer, *self.followers)}
        out.require_unique_names()
        return self.without_unused(out, y)

    def without_unused(self, out: LayerWriter, y: str) -> Model:
        """The network without the layers that nothing needs any more: slices of the input, initial states."""
        states = {f"{self.name}__{state}_out" for state in self.states} if self.is_stateful else set()
        if self.gets_cont:  # the last state, if it was an output, is now the layer's state
            states |= {blob_name(self.graph, ref) for ref in self.last.after} - {y}
        outputs = tuple(output for output in self.model.outputs if output not in states)
        kept = live_layers(_in_order(out.net.layer), (*outputs, y))
        net = without_layers(out.net)
        net.layer.extend(kept)
        blobs = {layer.name: out.blobs[layer.name] for layer in kept if layer.name in out.blobs}
        return replace(self.model, net=net, blobs=blobs, shapes=self.shapes, outputs=outputs)

    def find_name(self) -> tuple[str, bool]:
        """The layer's name, and whether unroll's inputs and outputs say that it carries its state."""
        names = set()
        for state, before, after in zip(self.states, self.first.before, self.last.after):
            layer = self.graph.layers[self.before_reshapes(before).layer]
            suffix = f"__{state}_in"
            is_state = layer.type == "Input" and layer.name.endswith(suffix)
            name = layer.name.removesuffix(suffix) if is_state else ""
            out = self.graph.final.get(f"{name}__{state}_out")
            is_fed_back = out is not None and self.before_reshapes(self.graph.first(out)) == after
            names.add(name if is_fed_back and not self.is_taken(after, name) else "")
        if len(names) == 1 and "" not in names:
            return names.pop(), True
        step = self.graph.layers[self.last.after[0].layer].name
        base = step.rpartition("__")[0] or self.graph.layers[self.joined].top[0]
        taken = {layer.name for index, layer in enumerate(self.graph.layers) if index != self.joined}
        return (base if base not in taken else f"{base}_{self.kind.lower()}"), False

    def is_taken(self, ref: Ref, name: str) -> bool:
        """Whether a last state is an output, or layers take it that do not only carry it to the next call."""
        own = self.state_layers(name) | self.removed | {self.joined}
        is_output = blob_name(self.graph, ref) in self.model.outputs and ref.layer != self.joined
        return is_output or any(index not in own for index in self.graph.takers[ref])

    def begins_at_zero(self) -> bool:
        """Whether the initial states are zeros, cont does nothing, and no other layer takes the last states."""
        for ref in self.first.before:
            source = self.before_reshapes(ref)
            if not is_zeros(self.graph.layers[source.layer], source.top):
                return False
        takers = {index for ref in self.last.after for index in self.graph.takers[ref]}
        return takers <= self.removed | {self.joined} and all(step.cont is None for step in self.chain)

    def before_reshapes(self, ref: Ref) -> Ref:
        """The value that Reshape layers, if any, gave another shape."""
        while self.graph.made_by(ref, "Reshape") is not None:
            ref = self.graph.bottoms[ref.layer][0]
        return ref

    def blob(self, ref: Ref) -> str:
        """The name of a value that the new layer takes."""
        return blob_name(self.graph, ref)

    def bottom(self, index: int) -> str:
        """The name of what a layer takes. Caffe lets no layer in place change it later."""
        return self.graph.layers[index].bottom[0]

    def input_weights(self) -> tuple[list[Array], Array, list[str]]:
        """The weights of input, static input and state, the sum of their biases, and their shared names."""
        for a, b in pairwise(self.chain):
            for role in ("input_product", "state_product"):
                products = [self.graph.layers[getattr(step, role).layer] for step in (a, b)]
                if not share_weights(self.model, *products):
                    first, second = (layer.name for layer in products)
                    raise NotAStep(f"the weights of '{first}' and '{second}' differ: each step has its own")
        products = [self.first.input_product, self.first.state_product]
        if self.first.static is not None:
            if any(step.static != self.first.static for step in self.chain):
                raise NotAStep("a third term of its gates differs from step to step")
            products.insert(1, self.static_product())
        parts = [self.product(ref, self.gates * self.hidden) for ref in products]
        bias = reduce(np.add, [bias for _, bias in parts])
        return [weights for weights, _ in parts], bias, [self.shared_name(ref, 0) for ref in products]

    def shared_name(self, product: Ref, index: int) -> str:
        """The parameter name of a product's blob, unless only the unrolled steps shared it."""
        layer = self.graph.layers[product.layer]
        name = layer.param[index].name if index < len(layer.param) else ""
        if not name or name.startswith(f"{self.name}__W_"):
            return ""
        users = {i for i, other in enumerate(self.graph.layers) if any(p.name == name for p in other.param)}
        return "" if users <= self.removed else name

    def product(self, ref: Ref, rows: int) -> tuple[Array, Array]:
        """An InnerProduct's weights (rows, K) and its bias, zeros without one."""
        layer = self.graph.layers[ref.layer]
        weights, *bias = self.model.blobs[layer.name]
        if layer.inner_product_param.transpose:
            weights = weights.T
        if weights.shape[0] != rows:
            raise NotAStep(f"'{layer.name}' gives {weights.shape[0]} values, expected {rows}")
        return weights, bias[0] if bias else np.zeros(rows, np.float32)

    def refuse_other_takers(self) -> None:
        """Steps whose inner values are used elsewhere stay as they are; the last states may be."""
        for index in self.removed:
            for place, blob in enumerate(self.graph.layers[index].top):
                ref = self.graph.first(Ref(index, place))
                users = [i for i in self.graph.takers[ref] if i not in self.removed and i != self.joined]
                is_last = ref in self.last.after
                if blob in self.model.outputs and not is_last:
                    raise NotAStep(f"{blob!r} inside it is an output of the network")
                if users and not is_last:
                    user = self.graph.layers[users[0]].name
                    raise NotAStep(f"layer '{user}' takes {blob_name(self.graph, ref)!r} from inside it")

    def state_layers(self, name: str = "") -> set[int]:
        """The layers that bring the state in and out as unroll wrote them: inputs, copies, reshapes."""
        ends = ("in", "first", "copy", "out")
        names = {f"{name or self.name}__{state}_{end}" for state in self.states for end in ends}
        return {index for index, layer in enumerate(self.graph.layers) if layer.name in names}

    def output(self) -> str:
        """The new layer's first top, (T, N, H); a Reshape follows where the network has it in another shape."""
        top = self.graph.layers[self.joined].top[0]
        if self.shapes[top] == self.whole:
            return top
        self.follow(f"{self.name}__y", top)
        self.shapes[f"{self.name}__y"] = self.whole
        return f"{self.name}__y"

    def follow(self, source: str, blob: str) -> None:
        """A Reshape after the new layer that makes a blob of one of its tops."""
        layer = LayerParameter(name=blob, type="Reshape", bottom=[source], top=[blob])
        layer.reshape_param.shape.dim.extend(self.shapes[blob])
        self.followers.append(layer)

    def sequence(self, takers: Sequence[int], name: str) -> str:
        """One blob (T, ...) of what these layers of the steps take: what a Slice cut it from, or a Concat of it."""
        refs = [self.graph.bottoms[taker][0] for taker in takers]
        origin = self.graph.layers[refs[0].layer]
        whole = [Ref(refs[0].layer, place) for place in range(len(origin.top))]
        if origin.type == "Slice" and self.is_cut_by_step(origin) and list(refs) == whole:
            return self.bottom(refs[0].layer)
        if len(takers) == 1:
            return self.bottom(takers[0])
        layer = self.extra.add("Concat", name, [self.bottom(taker) for taker in takers])
        layer.concat_param.axis = 0
        one = self.shapes[layer.bottom[0]]
        self.shapes[name] = (len(refs) * one[0], *one[1:])
        return name

    def is_cut_by_step(self, layer: LayerParameter) -> bool:
        """Whether a Slice cuts its bottom along axis 0 into parts of one time step."""
        shapes = [self.model.shapes[name] for name in (layer.bottom[0], *layer.top)]
        return all(shape[1:] == shapes[0][1:] for shape in shapes) and len({shape[0] for shape in shapes[1:]}) == 1

    def x(self) -> str:
        """The input (T, N, ...), of at least three axes, as Caffe takes it."""
        x = self.sequence([step.input_product.layer for step in self.chain], f"{self.name}__x_joined")
        if self.shapes[x][:2] != self.whole[:2] or len(self.shapes[x]) < 3:
            width = math.prod(self.shapes[x]) // math.prod(self.whole[:2])
            x = self.reshape(x, f"{self.name}__x_by_step", (*self.whole[:2], width))
        return self.before_flattening(x, keep=2)

    def before_flattening(self, blob: str, keep: int) -> str:
        """What a Reshape that leaves the first axes alone took: the layer flattens the others itself.

        It takes no fewer than one axis more: Caffe's InnerProduct within it needs one to begin at.
        """
        ref = self.graph.final.get(blob)
        layer = self.graph.made_by(ref, "Reshape") if ref is not None else None
        if ref is None or layer is None:
            return blob
        shape = self.shapes[layer.bottom[0]]
        if shape[:keep] != self.shapes[blob][:keep] or len(shape) <= keep:
            return blob
        return self.bottom(ref.layer)

    def cont(self) -> str:
        """cont (T, N): what the steps' rows were cut from, or ones."""
        rows = [step.cont_taker for step in self.chain if step.cont is not None]
        shape = self.whole[:2]
        if len(rows) == len(self.chain):
            cont = self.sequence(rows, f"{self.name}__cont_joined")
            return cont if self.shapes[cont] == shape else self.reshape(cont, f"{self.name}__cont_by_step", shape)
        if rows:
            raise NotAStep("cont multiplies the state at some steps only")
        name = f"{self.name}__cont"
        self.shapes[name] = shape
        if self.gets_cont:
            self.extra.add("Input", name).input_param.shape.add(dim=shape)
            return name
        layer = self.extra.add("DummyData", name)
        layer.dummy_data_param.shape.add(dim=shape)
        layer.dummy_data_param.data_filler.add(type="constant", value=1.0)
        return name

    def static_product(self) -> Ref:
        """The InnerProduct of a static input."""
        assert self.first.static is not None
        ref = self.before_reshapes(self.first.static)
        if self.graph.made_by(ref, "InnerProduct") is None:
            raise NotAStep("a third term of its gates is not an InnerProduct")
        return ref

    def static(self) -> list[str]:
        """The static input (N, ...), if there is one."""
        if self.first.static is None:
            return []
        rows = self.bottom(self.static_product().layer)
        if self.shapes[rows][0] != self.batch or len(self.shapes[rows]) < 2:
            raise NotAStep("a third term of its gates is not one row for each sequence")
        return [self.before_flattening(rows, keep=1)]

    def reshape(self, blob: str, name: str, shape: Shape) -> str:
        layer = self.extra.add("Reshape", name, [blob])
        layer.reshape_param.shape.dim.extend(shape)
        self.shapes[name] = shape
        return name

    def initial(self, ref: Ref, state: str) -> str:
        """An initial state as (1, N, H)."""
        whole = (1, self.batch, self.hidden)
        for value in (ref, self.before_reshapes(ref)):
            if self.shapes[blob_name(self.graph, value)] == whole:
                return self.blob(value)
        return self.reshape(self.blob(ref), f"{self.name}__{state}_first", whole)

    def last_state(self, state: str, ref: Ref, y: str, dropped: set[int]) -> str:
        """The top for the last h or c; layers that only reshaped it are dropped, blobs that others take are made."""
        whole = (1, self.batch, self.hidden)
        top = ""
        twins = [ref.layer, *(index for index, first in self.graph.twins.items() if first == ref.layer)]
        blobs = [blob for index in twins if (blob := self.graph.layers[index].top[0]) != y]
        for index in self.graph.takers[ref]:
            layer = self.graph.layers[index]
            if layer.type == "Reshape" and index != self.joined and self.shapes[layer.top[0]] == whole and not top:
                top = layer.top[0]
                dropped.add(index)
        needed = [
            blob
            for blob in blobs
            if blob in self.model.outputs
            or any(blob in layer.bottom for i, layer in enumerate(self.graph.layers) if i not in dropped)
        ]
        for blob in needed:
            if not top and self.shapes[blob] == whole:
                top = blob
        top = top or f"{self.name}__{state}_last"
        self.shapes[top] = whole
        for blob in needed:
            if blob != top:
                self.follow(top, blob)
        return top


def _in_order(layers: Sequence[LayerParameter]) -> list[LayerParameter]:
    """The layers, those that take a last state behind the layer that makes it now.

    Raises:
        NotAStep: a layer takes what is no longer made.
    """
    made: set[str] = set()
    ordered: list[LayerParameter] = []
    waiting: list[LayerParameter] = []
    for layer in layers:
        waiting.append(layer)
        while ready := next((other for other in waiting if made.issuperset(other.bottom)), None):
            waiting.remove(ready)
            ordered.append(ready)
            made.update(ready.top)
    if waiting:
        raise NotAStep(f"layer '{waiting[0].name}' takes one of its initial states too")
    return ordered
