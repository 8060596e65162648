"""roll: an unrolled LSTM becomes one LSTM node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter
from caffe2trt.graph_surgery.model import LayerWriter, Model
from caffe2trt.graph_surgery.recurrent.step_matcher import NotAnLSTM, Step, blob_name, find_chains
from caffe2trt.graph_surgery.recurrent.value_graph import Graph, Ref


@dataclass
class RollReport:
    """What roll did: the nodes it made, and why it left others alone."""

    rolled: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def roll(model: Model, *, report: RollReport | None = None, stateful: bool = False) -> Model:
    """Recognise unrolled LSTMs and write each as one LSTM node.

    Given (T steps, weights shared by name or equal):
        gates_t = InnerProduct(x_t) + InnerProduct(h_(t-1)); i, f, o = Sigmoid, g = TanH of a Slice of the gates
        c_t = f c_(t-1) + i g; h_t = o tanh(c_t); cont_t may multiply h_(t-1) and c_(t-1)
        H = Concat(h_0 ... h_(T-1))
    Result:
        layer { name: "L" type: "LSTM" bottom: "x" bottom: "cont" top: "H" recurrent_param { ... } }

    The gates may stand in any order and the products may have one bias, two or none. The initial state decides the
    form: Input layers L__h_in and L__c_in, as unroll writes them, give a node that carries its state; any other blobs
    give one with expose_hidden. What is almost an LSTM is left alone; `report` then says why.

    With `stateful`, steps that begin at zeros (DummyData) and have no cont get an input L__cont instead: where it is 0
    at a call's first step the node begins at zeros as they did, and where it is 1 it goes on from the call before.
    """
    report = report if report is not None else RollReport()
    while True:
        graph = Graph(model.net)
        reasons: list[str] = []
        for chain in find_chains(graph, model, reasons):
            try:
                roller = _Roller(graph, model, chain, stateful)
                model = roller.write()
            except NotAnLSTM as reason:
                reasons.append(f"the steps up to layer '{graph.layers[chain[-1].h.layer].name}': {reason}")
                continue
            report.rolled.append(roller.name)
            break
        else:
            report.reasons += reasons
            return model


class _Roller:
    """Writes a network in which one chain of steps is one LSTM node."""

    def __init__(self, graph: Graph, model: Model, chain: list[Step], stateful: bool) -> None:
        self.graph = graph
        self.model = model
        self.chain = chain
        self.first, self.last = chain[0], chain[-1]
        self.batch, self.hidden = model.shapes[blob_name(graph, self.first.h)][-2:]
        removed = set().union(*(step.layers for step in chain))
        self.removed = removed | {index for index, first in graph.twins.items() if first in removed}
        self.joined = self.find_joined()
        self.name, is_unrolled_state = self.find_name()
        self.gets_cont = stateful and not is_unrolled_state and self.begins_at_zero()
        self.is_stateful = is_unrolled_state or self.gets_cont
        self.extra = LayerWriter()  # layers that the node's bottoms need
        self.shapes = dict(model.shapes)

    def write(self) -> Model:
        """The network after rolling.

        Raises:
            NotAnLSTM: the steps do not belong together, or are used one by one.
        """
        weights, shared = self.weights()
        self.refuse_other_takers()
        y = self.graph.layers[self.joined].top[0]
        bottoms, tops = [self.x(), self.cont(), *self.static()], [y]
        dropped = self.removed | {self.joined}
        followers: list[LayerParameter] = []
        if self.is_stateful:
            dropped |= self.state_layers()
        else:
            bottoms += [self.initial(ref, state) for state, ref in self.initial_states().items()]
            for state, ref in (("h", self.last.h), ("c", self.last.c)):
                tops.append(self.last_state(state, ref, dropped, followers))
        out = LayerWriter()
        out.net.CopyFrom(self.model.net)
        del out.net.layer[:]
        for index, layer in enumerate(self.graph.layers):
            if index == self.joined:
                for extra in self.extra.net.layer:
                    out.copy(extra)
                node = out.add("LSTM", self.name, bottoms, tops, weights, shared)
                node.recurrent_param.num_output = self.hidden
                if not self.is_stateful:
                    node.recurrent_param.expose_hidden = True
                for follower in followers:
                    out.copy(follower)
            elif index not in dropped:
                out.copy(layer, self.model.blobs.get(layer.name, ()))
        states = {f"{self.name}__{state}_out" for state in "hc"} if self.is_stateful else set()
        if self.gets_cont:  # the last state, if it was an output, is now the node's state
            states |= {blob_name(self.graph, ref) for ref in (self.last.h, self.last.c)} - {y}
        outputs = tuple(output for output in self.model.outputs if output not in states)
        _drop_unused(out, {*outputs, y})
        taken = {bottom for layer in out.net.layer for bottom in layer.bottom}
        unused = [top for top in tops if top not in taken and top not in outputs]
        if unused and not self.is_stateful:
            out.add("Silence", f"{self.name}__silence", unused, [])
        return replace(self.model, net=out.net, blobs=out.blobs, shapes=self.shapes, outputs=outputs)

    def find_joined(self) -> int:
        """The layer that puts the steps' h together along time: a Concat, or a Reshape of a single step."""
        expected = tuple(step.h for step in self.chain)
        for index in self.graph.takers[self.first.h]:
            layer = self.graph.layers[index]
            whole = (len(self.chain), self.batch, self.hidden)
            is_along_time = layer.type == "Reshape" or (layer.type == "Concat" and layer.concat_param.axis == 0)
            if is_along_time and self.graph.bottoms[index] == expected and self.model.shapes[layer.top[0]] == whole:
                return index
        if len(self.chain) == 1:
            return self.first.h.layer  # a single step's h is (T, N, H) as it is
        raise NotAnLSTM("its outputs are not concatenated along time")

    def find_name(self) -> tuple[str, bool]:
        """The node's name, and whether unroll's Input layers say that it carries its state."""
        names = set()
        for state, ref in self.initial_states().items():
            layer = self.graph.layers[self.before_reshapes(ref).layer]
            suffix = f"__{state}_in"
            names.add(layer.name.removesuffix(suffix) if layer.type == "Input" and layer.name.endswith(suffix) else "")
        if len(names) == 1 and "" not in names:
            return names.pop(), True
        step = self.graph.layers[self.last.h.layer].name
        base = step.rpartition("__")[0] or self.graph.layers[self.joined].top[0]
        taken = {layer.name for index, layer in enumerate(self.graph.layers) if index != self.joined}
        return (base if base not in taken else f"{base}_lstm"), False

    def begins_at_zero(self) -> bool:
        """Whether the initial states are zeros, cont does nothing, and no other layer takes the last states."""
        for ref in self.initial_states().values():
            source = self.before_reshapes(ref)
            layer = self.graph.made_by(source, "DummyData")
            if layer is None:
                return False
            fillers = layer.dummy_data_param.data_filler
            filler = fillers[source.top if len(fillers) > 1 else 0] if fillers else None
            if filler is not None and (filler.type not in ("", "constant") or filler.value != 0):
                return False
        takers = {index for ref in (self.last.h, self.last.c) for index in self.graph.takers[ref]}
        return takers <= self.removed | {self.joined} and all(step.cont is None for step in self.chain)

    def before_reshapes(self, ref: Ref) -> Ref:
        """The value that Reshape layers, if any, gave another shape."""
        while self.graph.made_by(ref, "Reshape") is not None:
            ref = self.graph.bottoms[ref.layer][0]
        return ref

    def initial_states(self) -> dict[str, Ref]:
        return {"h": self.first.h_before, "c": self.first.c_before}

    def weights(self) -> tuple[list[Array], list[str]]:
        """W_xc, b_c, [W_xc_static], W_hc in Caffe's gate order and their shared names; proves that steps share them."""
        for role in ("input_product", "state_product"):
            products = [self.graph.layers[getattr(step, role).layer] for step in self.chain]
            for layer in products[1:]:
                self.prove_shared(products[0], layer)
        if any(step.gates != self.first.gates for step in self.chain):
            raise NotAnLSTM("its gates stand in different orders at different steps")
        w_x, bias = self.product(self.first.input_product)
        w_h, state_bias = self.product(self.first.state_product)
        bias = bias + state_bias
        blobs = [w_x]
        names = [self.shared_name(self.first.input_product, 0), self.shared_name(self.first.input_product, 1)]
        if self.first.static is not None:
            if any(step.static != self.first.static for step in self.chain):
                raise NotAnLSTM("a third term of its gates differs from step to step")
            w_static, static_bias = self.product(self.static_product())
            bias = bias + static_bias
            blobs.append(w_static)
            names.append(self.shared_name(self.static_product(), 0))
        blobs[1:1] = [bias]
        names.append(self.shared_name(self.first.state_product, 0))
        return [self.reordered(blob) for blob in (*blobs, w_h)], names

    def shared_name(self, product: Ref, index: int) -> str:
        """The parameter name of a product's blob, unless only the unrolled steps shared it."""
        layer = self.graph.layers[product.layer]
        name = layer.param[index].name if index < len(layer.param) else ""
        if not name or name.startswith(f"{self.name}__W_") or self.first.gates != (0, 1, 2, 3):
            return ""
        users = {i for i, other in enumerate(self.graph.layers) if any(p.name == name for p in other.param)}
        return "" if users <= self.removed else name

    def prove_shared(self, a: LayerParameter, b: LayerParameter) -> None:
        """Raise NotAnLSTM unless two products have the same weights, by name or by value."""
        names = [[parameter.name for parameter in layer.param] for layer in (a, b)]
        if names[0] == names[1] and any(names[0]):
            return
        first, second = self.model.blobs[a.name], self.model.blobs[b.name]
        if len(first) != len(second) or not all(np.array_equal(x, y) for x, y in zip(first, second)):
            raise NotAnLSTM(f"the weights of '{a.name}' and '{b.name}' differ: each step has its own")

    def product(self, ref: Ref) -> tuple[Array, Array]:
        """An InnerProduct's weights (4H, K) and its bias, zeros without one."""
        layer = self.graph.layers[ref.layer]
        weights, *bias = self.model.blobs[layer.name]
        if layer.inner_product_param.transpose:
            weights = weights.T
        if weights.shape[0] != 4 * self.hidden:
            raise NotAnLSTM(f"'{layer.name}' gives {weights.shape[0]} values, four gates of {self.hidden} are expected")
        return weights, bias[0] if bias else np.zeros(weights.shape[0], np.float32)

    def reordered(self, blob: Array) -> Array:
        """Rows in Caffe's order: input, forget, output, candidate."""
        if self.first.gates == (0, 1, 2, 3):
            return blob
        parts = np.split(blob, 4)
        return np.concatenate([parts[place] for place in self.first.gates])

    def refuse_other_takers(self) -> None:
        """Steps whose inner values are used elsewhere stay as they are; the last states may be."""
        for index in self.removed:
            for place in range(len(self.graph.layers[index].top)):
                ref = self.graph.first(Ref(index, place))
                users = [i for i in self.graph.takers[ref] if i not in self.removed and i != self.joined]
                blob = self.graph.layers[index].top[place]
                if blob in self.model.outputs and ref not in (self.last.h, self.last.c):
                    raise NotAnLSTM(f"{blob!r} inside it is an output of the network")
                if users and ref not in (self.last.h, self.last.c):
                    user = self.graph.layers[users[0]].name
                    raise NotAnLSTM(f"layer '{user}' takes {blob_name(self.graph, ref)!r} from inside it")

    def state_layers(self) -> set[int]:
        """The layers that bring the state in and out as unroll wrote them: inputs, copies, reshapes."""
        names = {f"{self.name}__{state}_{end}" for state in "hc" for end in ("in", "first", "copy", "out")}
        return {index for index, layer in enumerate(self.graph.layers) if layer.name in names}

    def sequence(self, refs: Sequence[Ref], name: str) -> str:
        """One blob (T, ...) of the values of all steps: what a Slice cut them from, or a Concat of them."""
        origin = self.graph.layers[refs[0].layer]
        whole = [Ref(refs[0].layer, place) for place in range(len(origin.top))]
        if origin.type == "Slice" and origin.slice_param.axis == 0 and list(refs) == whole:
            return origin.bottom[0]
        if len(refs) == 1:
            return blob_name(self.graph, refs[0])
        layer = self.extra.add("Concat", name, [blob_name(self.graph, ref) for ref in refs])
        layer.concat_param.axis = 0
        one = self.shapes[blob_name(self.graph, refs[0])]
        self.shapes[name] = (len(refs) * one[0], *one[1:])
        return name

    def x(self) -> str:
        """The input (T, N, ...)."""
        x = self.sequence([step.x for step in self.chain], f"{self.name}__x_joined")
        if self.shapes[x][:2] != (len(self.chain), self.batch):
            x = self.reshape(x, f"{self.name}__x_by_step", (len(self.chain), self.batch, -1))
        return self.before_flattening(x, keep=2)

    def before_flattening(self, blob: str, keep: int) -> str:
        """What a Reshape that leaves the first axes alone took: the node flattens the others itself."""
        ref = self.graph.final.get(blob)
        layer = self.graph.made_by(ref, "Reshape") if ref is not None else None
        if layer is None or self.shapes[layer.bottom[0]][:keep] != self.shapes[blob][:keep]:
            return blob
        return layer.bottom[0]

    def cont(self) -> str:
        """cont (T, N): what the steps' rows were cut from, or ones."""
        rows = [step.cont for step in self.chain if step.cont is not None]
        if len(rows) == len(self.chain):
            return self.sequence(rows, f"{self.name}__cont_joined")
        if rows:
            raise NotAnLSTM("cont multiplies the state at some steps only")
        shape = (len(self.chain), self.batch)
        if self.gets_cont:
            layer = self.extra.add("Input", f"{self.name}__cont")
            layer.input_param.shape.add(dim=shape)
            self.shapes[layer.name] = shape
            return layer.name
        layer = self.extra.add("DummyData", f"{self.name}__cont")
        layer.dummy_data_param.shape.add(dim=shape)
        layer.dummy_data_param.data_filler.add(type="constant", value=1.0)
        self.shapes[layer.name] = shape
        return layer.name

    def static_product(self) -> Ref:
        """The InnerProduct of a static input."""
        assert self.first.static is not None
        ref = self.before_reshapes(self.first.static)
        if self.graph.made_by(ref, "InnerProduct") is None:
            raise NotAnLSTM("a third term of its gates is no InnerProduct")
        return ref

    def static(self) -> list[str]:
        """The static input (N, ...), if there is one."""
        if self.first.static is None:
            return []
        rows = blob_name(self.graph, self.graph.bottoms[self.static_product().layer][0])
        if self.shapes[rows][0] != self.batch:
            raise NotAnLSTM("a third term of its gates is not one row for each sequence")
        return [self.before_flattening(rows, keep=1)]

    def reshape(self, blob: str, name: str, shape: Shape) -> str:
        layer = self.extra.add("Reshape", name, [blob])
        layer.reshape_param.shape.dim.extend(shape)
        self.shapes[name] = shape
        return name

    def initial(self, ref: Ref, state: str) -> str:
        """An initial state as (1, N, H)."""
        whole = (1, self.batch, self.hidden)
        source = blob_name(self.graph, self.before_reshapes(ref))
        if self.shapes[source] == whole:
            return source
        blob = blob_name(self.graph, ref)
        return blob if self.shapes[blob] == whole else self.reshape(blob, f"{self.name}__{state}_first", whole)

    def last_state(self, state: str, ref: Ref, dropped: set[int], followers: list[LayerParameter]) -> str:
        """The top for the last h or c; layers that only reshaped it are dropped, blobs that others take are made."""
        whole = (1, self.batch, self.hidden)
        top = ""
        twins = [ref.layer, *(index for index, first in self.graph.twins.items() if first == ref.layer)]
        blobs = [self.graph.layers[index].top[0] for index in twins]
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
                layer = LayerParameter(name=blob, type="Reshape", bottom=[top], top=[blob])
                layer.reshape_param.shape.dim.extend(self.shapes[blob])
                followers.append(layer)
        return top


def _drop_unused(out: LayerWriter, wanted: set[str]) -> None:
    """Drop layers that nothing needs any more: slices of the input, initial states."""
    live = set(wanted)
    kept = []
    for layer in reversed(list(out.net.layer)):
        if live.intersection(layer.top):
            kept.append(layer)
            live.update(layer.bottom)
    layers = list(reversed(kept))
    del out.net.layer[:]
    out.net.layer.extend(layers)
    names = {layer.name for layer in layers}
    out.blobs = {name: blobs for name, blobs in out.blobs.items() if name in names}
