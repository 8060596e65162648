"""Which loop each tensor of a network belongs to, and what a layer needs before it can run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from caffe2trt.converter.trt.interpreter.layer_view import LayerView

OUTSIDE = ""  # of every loop


@dataclass
class Loop:
    """The boundary layers of one loop."""

    name: str
    recurrences: list[LayerView] = field(default_factory=list)
    iterators: list[LayerView] = field(default_factory=list)
    counts: list[LayerView] = field(default_factory=list)
    whiles: list[LayerView] = field(default_factory=list)
    outputs: list[LayerView] = field(default_factory=list)

    def add(self, view: LayerView) -> None:
        """Sort one boundary layer in."""
        if view.kind == "TRIP_LIMIT":
            (self.counts if view.layer.kind.name == "COUNT" else self.whiles).append(view)
        else:
            lists = {"RECURRENCE": self.recurrences, "ITERATOR": self.iterators, "LOOP_OUTPUT": self.outputs}
            lists[view.kind].append(view)

    def check(self) -> None:
        """Raise ConversionError if it is not one whole loop."""
        view = (self.recurrences + self.iterators + self.counts + self.whiles + self.outputs)[0]
        if not self.counts and not self.whiles:
            raise view.refused(f"its loop '{self.name}' has no trip limit", "Add one")
        if len(self.counts) > 1 or len(self.whiles) > 1:
            raise view.refused(f"two loops have the name '{self.name}'", "Give each its own name")
        for unset in (view for view in self.recurrences if len(view.inputs) < 2):
            raise unset.refused("its next value is missing", "Set its second input")
        for output in self.outputs:
            if output.layer.kind.name != "LAST_VALUE" and len(output.inputs) < 2:
                raise output.refused("its length is missing", "Set its second input")
        for backwards in (view for view in self.iterators if view.reverse and not self.counts):
            raise backwards.refused("only a loop that is limited by a count runs backwards", "Add a COUNT trip limit")

    @property
    def needs(self) -> list[str]:
        """The tensors from outside that the loop starts with."""
        lengths = [view.inputs[1] for view in self.outputs if len(view.inputs) > 1]
        return [view.inputs[0] for view in (*self.recurrences, *self.iterators, *self.counts)] + lengths

    @property
    def step_results(self) -> list[str]:
        """The tensors from inside that each iteration has to compute."""
        collected = [view.inputs[0] for view in self.outputs if view.layer.kind.name != "LAST_VALUE"]
        return [view.inputs[1] for view in self.recurrences] + collected


class Scopes:
    """The loops and conditionals of a network.

    Attributes:
        loops: by name.
        conditions: for each conditional, the tensor of its condition.
        home: for each tensor that depends on an iteration, the innermost loop of that iteration.

    """

    def __init__(self, views: Iterable[LayerView]) -> None:
        self.views = list(views)
        self.loops: dict[str, Loop] = {}
        self.conditions: dict[str, str] = {}
        for view in self.views:
            if view.loop:
                self.loops.setdefault(view.loop, Loop(view.loop)).add(view)
            if view.kind == "CONDITION":
                if view.conditional in self.conditions:
                    raise view.refused(f"two conditionals have the name '{view.conditional}'", "Give each its own name")
                self.conditions[view.conditional] = view.inputs[0]
        for loop in self.loops.values():
            loop.check()
        self.has_conditionals = bool(self.conditions)
        inside = self._loops_of_tensors() if self.loops else {}
        depth = {loop: len(parents) for loop, parents in self._parents(inside).items()}
        self.home = {name: max(loops, key=depth.__getitem__) for name, loops in inside.items() if loops}

    def condition(self, view: LayerView) -> str:
        """The tensor that decides what an output of a conditional gives."""
        if view.conditional not in self.conditions:
            raise view.refused(f"its conditional '{view.conditional}' has no condition", "Set one")
        return self.conditions[view.conditional]

    def needs(self, view: LayerView) -> list[str]:
        """The tensors that a layer reads: of a conditional's output the condition, not the branches."""
        if view.kind == "CONDITIONAL_OUTPUT":
            return [self.condition(view)]
        if view.kind == "LOOP_OUTPUT":
            return self.loops[view.loop].needs
        return view.inputs

    def _loops_of_tensors(self) -> dict[str, frozenset[str]]:
        """For each tensor the loops on whose iteration it depends, found by repeating until nothing changes."""
        inside: dict[str, frozenset[str]] = {}
        changed = True
        while changed:
            changed = False
            parents = self._parents(inside)
            for view in self.views:
                loops = self._loops_of_outputs(view, inside, parents)
                for name in view.outputs if loops else ():
                    if inside.get(name) != loops:
                        inside[name], changed = loops, True
        return inside

    def _loops_of_outputs(
        self, view: LayerView, inside: dict[str, frozenset[str]], parents: dict[str, frozenset[str]]
    ) -> frozenset[str]:
        if view.kind in ("RECURRENCE", "ITERATOR"):
            return parents[view.loop] | {view.loop}
        if view.kind == "LOOP_OUTPUT":
            return parents[view.loop]
        names = view.inputs
        if view.kind == "CONDITIONAL_OUTPUT":
            names = [*names, self.condition(view)]
        return frozenset().union(*(inside[name] for name in names if name in inside))

    def _parents(self, inside: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """For each loop the loops around it."""
        result = {}
        for name, loop in self.loops.items():
            read = [*loop.needs, *loop.step_results, *(view.inputs[0] for view in loop.whiles)]
            around = frozenset().union(*(inside.get(tensor, frozenset()) for tensor in read))
            result[name] = around - {name}
        return result
