"""Writes a recurrent node out, step by step, in plain Caffe layers. expand and unroll differ in a few choices only.

Every new layer's name begins with the node's own and a double underscore: `lstm1__cont`, `lstm1__h_delta`. With more
than one time step the layers of step t end in `_t`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caffe2trt.caffe.arrays import Array, Shape
from caffe2trt.caffe.schema.caffe_pb2 import EltwiseParameter, LayerParameter
from caffe2trt.graph_surgery.model import LayerWriter, Model
from caffe2trt.graph_surgery.recurrent.node import RecurrentNode


@dataclass(frozen=True)
class Style:
    """How the steps are written.

    Attributes:
        cell: what computes a step: "lstm" a recurrent layer with expose_hidden, "unit" Caffe's LSTMUnit, "basic" only
            InnerProduct, Slice, Sigmoid, TanH and Eltwise.
        lead: the axes before (N, H) in the tensors of a step: () or (1,).
        hoist: one InnerProduct for the input of all steps, before they are taken apart.
    """

    cell: str
    lead: Shape
    hoist: bool


class StepWriter:
    """Writes one node into a LayerWriter."""

    def __init__(self, out: LayerWriter, node: RecurrentNode, style: Style, model: Model) -> None:
        self.out = out
        self.node = node
        self.style = style
        self.axis = len(style.lead) + 1  # of the width in a step's tensors
        self.state_shape = (*style.lead, node.batch, node.hidden)
        self.shapes = model.shapes
        self.x_shape = model.shapes[node.x]
        self.static_shape = model.shapes[node.static] if node.static else ()
        self.cont_shape = model.shapes[node.cont] if node.cont else ()

    def write(self) -> None:
        """The node's layers, from its bottoms to its tops."""
        states = self.initial_states()
        inputs, conts = self.inputs_by_step(), self.conts_by_step()
        static = self.static_products() if self.style.cell != "lstm" else ""
        outputs = []
        last_step = self.node.steps - 1
        for t in range(self.node.steps):
            cell = Cell(self, t, self.suffix(t), inputs[t], conts[t], static)
            output, states = cell.write(states)
            outputs.append(output)
            if t == last_step:
                self.final_states(cell, states)
        self.join(outputs)

    def suffix(self, t: int) -> str:
        """What the names of step t end in."""
        return f"_{t}" if self.node.steps > 1 else ""

    def name(self, what: str) -> str:
        """The name of a new layer."""
        return f"{self.node.name}__{what}"

    def add(
        self, kind: str, what: str, bottoms: Sequence[str] = (), tops: Sequence[str] | None = None
    ) -> LayerParameter:
        """A layer without weights."""
        return self.out.add(kind, self.name(what), bottoms, tops)

    def reshape(self, blob: str, what: str, shape: Shape, top: str = "") -> str:
        """A Reshape layer; gives its top."""
        layer = self.add("Reshape", what, [blob], [top] if top else None)
        layer.reshape_param.shape.dim.extend(shape)
        return layer.top[0]

    def product(self, blob: str, what: str, role: str, bias: str = "", axis: int = 1, is_shared: bool = False) -> str:
        """An InnerProduct with the node's weights of that role; gives its top."""
        roles = [role, bias] if bias else [role]
        weights = [self.node.weights[r] for r in roles]
        shared = [self.node.shared.get(r) or (self.own_parameter(r) if is_shared else "") for r in roles]
        layer = self.out.add("InnerProduct", self.name(what), [blob], None, weights, shared)
        parameters = layer.inner_product_param
        parameters.num_output = weights[0].shape[0]
        if not bias:
            parameters.bias_term = False
        if axis != 1:
            parameters.axis = axis
        return layer.top[0]

    def own_parameter(self, role: str) -> str:
        """The name by which the node's steps share its weights of that role."""
        name = self.name(f"W_{role}")
        self.out.parameters.add(name)
        return name

    def eltwise(self, kind: str, what: str, bottoms: Sequence[str]) -> str:
        """An Eltwise layer; gives its top."""
        layer = self.add("Eltwise", what, bottoms)
        layer.eltwise_param.operation = getattr(EltwiseParameter, kind)
        return layer.top[0]

    def constant(self, what: str, shape: Shape, value: float) -> str:
        """A DummyData layer; gives its top."""
        layer = self.add("DummyData", what)
        layer.dummy_data_param.shape.add(dim=shape)
        layer.dummy_data_param.data_filler.add(type="constant", value=value)
        return layer.top[0]

    def initial_states(self) -> list[str]:
        """h, and c for an LSTM, before the first step."""
        node = self.node
        if node.cont is None:
            return [self.constant(f"{state}_zero", self.state_shape, 0.0) for state in node.states]
        if node.initial:
            return [self.fit(blob, f"{state}_first") for state, blob in zip(node.states, node.initial)]
        blobs = []
        for state in node.states:
            layer = self.add("Input", f"{state}_in")
            layer.input_param.shape.add(dim=(node.batch, node.hidden))
            blobs.append(self.fit(layer.top[0], f"{state}_first") if self.style.lead else layer.top[0])
        return blobs

    def fit(self, blob: str, what: str) -> str:
        """A state in the shape of a step's tensors."""
        return blob if self.shapes.get(blob) == self.state_shape else self.reshape(blob, what, self.state_shape)

    def inputs_by_step(self) -> list[str]:
        """For each step its input product, or its input where a recurrent layer makes the product."""
        node, style = self.node, self.style
        steps, batch, width = node.steps, node.batch, node.features
        if style.cell == "lstm" or not style.hoist:
            width_shape = (node.features,) if node.is_flat or len(self.x_shape) < 3 else self.x_shape[2:]
            shape = (steps, batch, *width_shape)
            x = node.x if self.x_shape == shape else self.reshape(node.x, "x", shape)
            if style.cell != "lstm" and len(shape) > 3:
                x = self.reshape(x, "x_flat", (steps, batch, width))
            parts = self.slice_time(x, "x")
            if style.cell == "lstm":
                return parts
            shared = steps > 1
            return [
                self.product(part, f"xw{self.suffix(t)}", "input", "bias", axis=2, is_shared=shared)
                for t, part in enumerate(parts)
            ]
        flat = (steps * batch, width)
        rows = node.x if self.x_shape == flat else self.reshape(node.x, "x", flat)
        products = self.product(rows, "xw", "input", "bias")
        gates = node.weights["input"].shape[0]
        if style.lead:
            products = self.reshape(products, "xw_by_step", (steps, batch, gates))
        return self.slice_time(products, "xw")

    def slice_time(self, blob: str, what: str) -> list[str]:
        """The parts of each step along axis 0."""
        if self.node.steps == 1:
            return [blob]
        tops = [self.name(f"{what}_{t}") for t in range(self.node.steps)]
        layer = self.add("Slice", f"{what}_slice", [blob], tops)
        layer.slice_param.axis = 0
        return tops

    def conts_by_step(self) -> list[str]:
        """cont (1, N) of each step; "" where there is none."""
        node = self.node
        if node.cont is None:
            return [""] * node.steps
        shape = (node.steps, node.batch)
        cont = node.cont if self.cont_shape == shape else self.reshape(node.cont, "cont_by_step", shape)
        return self.slice_time(cont, "cont_row")

    def static_products(self) -> str:
        """W_static s, once for all steps; "" without a static input."""
        node = self.node
        if node.static is None:
            return ""
        width = node.weights["static"].shape[1]
        rows = node.static
        if self.static_shape != (node.batch, width):
            rows = self.reshape(rows, "static_rows", (node.batch, width))
        products = self.product(rows, "static", "static")
        gates = node.weights["static"].shape[0]
        return (
            self.reshape(products, "static_step", (*self.style.lead, node.batch, gates))
            if self.style.lead
            else products
        )

    def final_states(self, cell: Cell, states: Sequence[str]) -> None:
        """The last step's states as outputs, or as the tops of expose_hidden.

        They are computed a second time (basic) or copied by a Power layer: Caffe's Reshape, Split and Concat of one
        bottom share its memory, and a layer in place on the node's top would overwrite the state.
        """
        node = self.node
        if node.cont is None:
            return
        for index, (state, blob) in enumerate(zip(node.states, states)):
            copy = (
                cell.again(state, f"{state}_copy") if self.style.cell == "basic" else self.copied(blob, f"{state}_copy")
            )
            if node.last:
                self.reshape(copy, f"{state}_last", (1, node.batch, node.hidden), top=node.last[index])
            else:
                self.reshape(copy, f"{state}_out", (node.batch, node.hidden))

    def copied(self, blob: str, what: str) -> str:
        """A copy in memory of its own."""
        layer = self.add("Power", what, [blob])
        layer.power_param.power = 1.0
        return layer.top[0]

    def join(self, outputs: list[str]) -> None:
        """The steps' outputs as the node's first top."""
        node = self.node
        joined = outputs[0]
        is_y = self.style.lead and not node.is_flat and (node.kind == "LSTM" or self.style.cell == "lstm")
        if len(outputs) > 1:
            layer = self.add("Concat", "h_joined", outputs, [node.y] if is_y else None)
            layer.concat_param.axis = 0
            joined = layer.top[0]
            if is_y:
                return
        if node.kind == "RNN" and self.style.cell != "lstm":
            rows = joined
            if self.style.lead:
                rows = self.reshape(joined, "h_rows", (node.steps * node.batch, node.hidden))
            rows = self.product(rows, "ho", "output", "output_bias")
            layer = self.add("TanH", "o", [rows])
            joined = layer.top[0]
        shape = (node.steps * node.batch,) if node.is_flat else (node.steps, node.batch)
        self.reshape(joined, "y", (*shape, node.hidden), top=node.y)


@dataclass(frozen=True)
class Cell:
    """One time step of a node."""

    writer: StepWriter
    t: int
    suffix: str
    x: str
    cont: str
    static: str

    def write(self, states: Sequence[str]) -> tuple[str, list[str]]:
        """The step's layers; gives its output and the states after it."""
        w = self.writer
        if w.style.cell == "lstm":
            return self.recurrent_layer(self.deltas(states))
        is_unit = w.style.cell == "unit" and w.node.kind == "LSTM"
        h, *c = self.deltas(states[:1]) + list(states[1:]) if is_unit else self.deltas(states)
        shared = w.node.steps > 1
        hw = w.product(h, f"hw{self.suffix}", "recurrent", axis=w.axis, is_shared=shared)
        parts = [self.x, hw, *([self.static] if self.static else [])]
        gates = w.eltwise("SUM", f"gates{self.suffix}", parts)
        if w.node.kind == "RNN":
            after = [w.add("TanH", f"h{self.suffix}", [gates]).top[0]]
        else:
            after = self.unit(gates, c[0]) if is_unit else self.basic(gates, c[0])
        return after[0], after

    def deltas(self, states: Sequence[str]) -> list[str]:
        """The states times cont: what of them enters this step."""
        w = self.writer
        if not self.cont:
            return list(states)
        column = w.reshape(self.cont, f"cont{self.suffix}", (*w.style.lead, w.node.batch, 1))
        tile = w.add("Tile", f"cont_tiled{self.suffix}", [column])
        tile.tile_param.axis, tile.tile_param.tiles = w.axis, w.node.hidden
        return [
            w.eltwise("PROD", f"{state}_delta{self.suffix}", [tile.top[0], blob])
            for state, blob in zip(w.node.states, states)
        ]

    def basic(self, gates: str, c: str) -> list[str]:
        """The step in InnerProduct, Slice, Sigmoid, TanH and Eltwise."""
        w, suffix = self.writer, self.suffix
        layer = w.add("Slice", f"gate_slice{suffix}", [gates], [w.name(f"raw_{gate}{suffix}") for gate in "ifog"])
        layer.slice_param.axis = w.axis
        kinds = {"i": "Sigmoid", "f": "Sigmoid", "o": "Sigmoid", "g": "TanH"}
        for raw, (gate, kind) in zip(layer.top, kinds.items()):
            w.add(kind, f"{gate}{suffix}", [raw])
        w.eltwise("PROD", f"kept{suffix}", [w.name(f"f{suffix}"), c])
        w.eltwise("PROD", f"new{suffix}", [w.name(f"i{suffix}"), w.name(f"g{suffix}")])
        c_after = self.again("c", f"c{suffix}")
        w.add("TanH", f"act_c{suffix}", [c_after])
        return [self.again("h", f"h{suffix}"), c_after]

    def again(self, state: str, what: str) -> str:
        """The step's h or c, computed into a blob of its own."""
        w, suffix = self.writer, self.suffix
        if w.node.kind == "RNN":
            return w.add("TanH", what, [w.name(f"gates{suffix}")]).top[0]
        if state == "c":
            return w.eltwise("SUM", what, [w.name(f"kept{suffix}"), w.name(f"new{suffix}")])
        return w.eltwise("PROD", what, [w.name(f"o{suffix}"), w.name(f"act_c{suffix}")])

    def unit(self, gates: str, c: str) -> list[str]:
        """The step by Caffe's LSTMUnit, which multiplies c by cont itself."""
        w, suffix = self.writer, self.suffix
        cont = self.cont or w.constant(f"ones{suffix}", (1, w.node.batch), 1.0)
        tops = [w.name(f"c{suffix}"), w.name(f"h{suffix}")]
        w.add("LSTMUnit", f"unit{suffix}", [c, gates, cont], tops)
        return [tops[1], tops[0]]

    def recurrent_layer(self, states: list[str]) -> tuple[str, list[str]]:
        """The step by a recurrent layer with expose_hidden, its cont fixed to 1."""
        w, node, suffix = self.writer, self.writer.node, self.suffix
        ones = w.constant(f"ones{suffix}", (1, node.batch), 1.0)
        roles = ["input", "bias", *(["static"] if node.static else []), "recurrent"]
        roles += ["output", "output_bias"] if node.kind == "RNN" else []
        blobs: list[Array] = [node.weights[role] for role in roles]
        shared = [node.shared.get(role) or (w.own_parameter(role) if node.steps > 1 else "") for role in roles]
        bottoms = [self.x, ones, *([node.static] if node.static else []), *states]
        after = [w.name(f"{state}{suffix}") for state in node.states]
        y = w.name(f"y{suffix}")
        layer = w.out.add(node.kind, w.name(f"step{suffix}"), bottoms, [y, *after], blobs, shared)
        layer.recurrent_param.num_output = node.hidden
        layer.recurrent_param.expose_hidden = True
        return y, after
