"""RNNRoller: a chain of steps with one state becomes an RNN layer."""

from __future__ import annotations

from caffe2trt.caffe.arrays import Array
from caffe2trt.graph_surgery.recurrent.roller import Roller
from caffe2trt.graph_surgery.recurrent.step_matcher import NotAStep, share_weights
from caffe2trt.graph_surgery.recurrent.value_graph import Ref


class RNNRoller(Roller):
    """One state, and an output of its own: the TanH of a product of the state."""

    kind = "RNN"
    gates = 1

    def find_joined(self) -> int:
        """The layer that makes the output of all steps; the layers before it that make it go with the steps."""
        states = [step.after[0] for step in self.chain]
        joined = self.concat(states)
        paths = [self.path_to_output(joined)] if joined is not None else [self.path_to_output(ref) for ref in states]
        if any(not path for path in paths):
            raise NotAStep("its states do not go through an InnerProduct and a TanH, as those of Caffe's RNN do")
        self.products = [path[-2] for path in paths]
        outputs = [Ref(path[-1]) for path in paths]
        last = outputs[0] if len(paths) == 1 else self.concat(outputs)
        if last is None:
            raise NotAStep("its outputs are not concatenated along time")
        self.removed |= {index for path in paths for index in path}
        self.removed |= {joined.layer} if joined is not None else set()
        takers = self.graph.takers[last]
        is_reshaped = len(takers) == 1 and self.graph.layers[takers[0]].type == "Reshape"
        end = takers[0] if is_reshaped and self.is_whole(takers[0]) and not self.is_whole(last.layer) else last.layer
        self.removed |= {last.layer}
        self.removed -= {end}
        return end

    def is_whole(self, index: int) -> bool:
        return self.model.shapes[self.graph.layers[index].top[0]] == self.whole

    def concat(self, refs: list[Ref]) -> Ref | None:
        """The Concat of all steps along time, if there is one."""
        for index in self.graph.takers[refs[0]]:
            is_concat = self.graph.layers[index].type == "Concat" and self.graph.layers[index].concat_param.axis == 0
            if is_concat and len(refs) > 1 and self.graph.bottoms[index] == tuple(refs):
                return Ref(index)
        return None

    def path_to_output(self, ref: Ref) -> list[int]:
        """The layers from a state to its TanH: Reshape layers, an InnerProduct of width H, the TanH; [] if not so."""
        for index in self.graph.takers[ref]:
            layer = self.graph.layers[index]
            if layer.type == "Reshape" and (path := self.path_to_output(Ref(index))):
                return [index, *path]
            if layer.type == "InnerProduct" and index not in self.removed:
                followers = self.graph.takers[Ref(index)]
                is_end = len(followers) == 1 and self.graph.layers[followers[0]].type == "TanH"
                if is_end and self.model.blobs[layer.name][0].shape == (self.hidden, self.hidden):
                    return [index, followers[0]]
        return []

    def weights(self) -> tuple[list[Array], list[str]]:
        """W_xh, b_h, [W_xh_static], W_hh, W_ho, b_o and their shared names."""
        first, *others = (self.graph.layers[index] for index in self.products)
        if any(not share_weights(self.model, first, other) for other in others):
            raise NotAStep(f"the weights of '{first.name}' and the other outputs differ: each step has its own")
        (w_x, *rest), bias, (name, *names) = self.input_weights()
        output = Ref(self.products[0])
        shared = [name, self.shared_name(self.first.input_product, 1), *names]
        shared += [self.shared_name(output, 0), self.shared_name(output, 1)]
        return [w_x, bias, *rest, *self.product(output, self.hidden)], shared
