"""A Session over many steps, with all that can happen to it in between, beside Caffe's arithmetic in numpy.

    python -m tests.soak [--steps 100000] [--kind onnx|engine] [--seed 0]

64 streams. Between steps: resets in every form, snapshots taken and restored, other threads, refused inputs, inputs of
NaN and infinity, faults of onnxruntime or of the device, and interrupts (KeyboardInterrupt) at random lines of the
runtime. After an interrupt the state must be the one before the call or the one after it. Every output and every state
that is read is compared. `engine` is the host's device of tests/host_device.py. Prints what happened; status 1 if
anything was wrong.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from caffe2trt.converter import Reference, export_onnx
from caffe2trt.runtime import Session, SessionError
from tests.host_device import Watched, host_session
from tests.interrupts import interrupted
from tests.networks import lstm_text, random_net

Array = np.ndarray[Any, Any]
STEPS, STREAMS, FEATURES, HIDDEN = 2, 64, 3, 6
STATES = ("l__h_in", "l__c_in")
SHOWN = 'layer { name: "shown" type: "Power" bottom: "cont" top: "shown" power_param { scale: 2 } }'
TOLERANCE = 1e-5


@dataclass
class Known:
    """What the state may be: its values, and the streams whose next step is their first."""

    states: dict[str, Array]
    fresh: Array

    @staticmethod
    def new() -> Known:
        return Known({name: np.zeros((STREAMS, HIDDEN), np.float32) for name in STATES}, np.ones(STREAMS, bool))

    def after_reset(self, streams: Array) -> Known:
        states = {name: np.where(streams[:, None], np.float32(0), array) for name, array in self.states.items()}
        return Known(states, self.fresh | streams)

    def after_setting(self, states: dict[str, Array]) -> Known:
        return Known({**self.states, **states}, np.zeros(STREAMS, bool))


def close(one: Array, other: Array) -> bool:
    return np.allclose(one, other, 0, TOLERANCE, equal_nan=True)


class Soak:
    """One session and what is known of it.

    Attributes:
        known: what its state may be: one, or two after an interrupt, until an output tells which.
        counts: what happened.
    """

    def __init__(self, session: Session, reference: Reference, device: Watched | None, seed: int) -> None:
        self.session, self.reference, self.device = session, reference, device
        self.rng = np.random.default_rng(seed)
        self.known = [Known.new()]
        self.snapshots = [{name: array.copy() for name, array in Known.new().states.items()}]
        self.counts: Counter[str] = Counter()

    def run(self, steps: int) -> Counter[str]:
        actions: list[tuple[float, Callable[[], None]]] = [
            (0.2, self.reset),
            (0.05, self.take),
            (0.05, self.restore),
            (0.05, self.refuse),
            (0.01, self.move),
        ]
        while self.counts["steps"] < steps:
            for chance, action in actions:
                if self.rng.random() < chance:
                    action()
            self.step()
        return self.counts

    def do(self, name: str, call: Callable[[], object], after: Callable[[Known], Known]) -> bool:
        """One call, undisturbed, interrupted or with a fault; gives whether it is known to have ended well."""
        chance = self.rng.random()
        try:
            if chance < 0.03 and interrupted(call, int(self.rng.integers(250))):
                self.counts[f"interrupts of {name}"] += 1
                self.known += [after(known) for known in self.known]
                self.read()
                return False
            if 0.03 < chance < 0.06:
                self.with_a_fault(call)
            elif chance >= 0.03:
                call()
        except SessionError:
            self.counts[f"faults in {name}"] += 1
            self.wrong_unless(0.03 < chance < 0.06)
            self.read()
            return False
        self.known = [after(known) for known in self.known]
        return True

    def with_a_fault(self, call: Callable[[], object]) -> None:
        if self.device is not None:
            kind = str(
                self.rng.choice(["copy_in", "copy_out", "enqueue", "synchronize", "launch_graph", "begin_capture"])
            )
            self.device.faults[kind] = int(self.rng.integers(1, 3))
            try:
                call()
            finally:
                self.device.faults.clear()
            return
        backend: Any = self.session._backend
        held, backend._session = backend._session, None  # onnxruntime's session is gone: it cannot run
        try:
            call()
        finally:
            backend._session = held

    def wrong_unless(self, right: bool) -> None:
        self.counts["wrong"] += not right

    def read(self) -> None:
        """Compare the state with what it may be."""
        state = self.session.state
        matching = [known for known in self.known if all(close(state[name], known.states[name]) for name in STATES)]
        self.wrong_unless(bool(matching))
        self.known = matching or [Known(state, np.zeros(STREAMS, bool))]

    def step(self) -> None:
        x = self.rng.normal(size=(STEPS, STREAMS, FEATURES)).astype(np.float32)
        if self.rng.random() < 0.02:
            x[self.rng.integers(STEPS), self.rng.integers(STREAMS), 0] = self.rng.choice([np.nan, np.inf, -np.inf])
            self.counts["inputs of NaN and infinity"] += 1
        feeds = {"x": x}
        if self.rng.random() < 0.1:
            values = self.rng.choice([0, 1, 0.5], (STEPS, STREAMS), p=[0.1, 0.8, 0.1])
            feeds["cont"] = values.astype(np.float32)
        out = {"y": np.empty((STEPS, STREAMS, HIDDEN), np.float32)} if self.rng.random() < 0.3 else None
        results: list[dict[str, Any]] = []
        expected: dict[int, dict[str, Array]] = {}

        def after(known: Known) -> Known:
            cont = np.ones((STEPS, STREAMS), np.float32)
            cont[0, known.fresh] = 0
            with np.errstate(invalid="ignore", over="ignore"):
                blobs = self.reference.forward({"cont": cont, **feeds, **known.states})
            reached = Known({name: blobs[f"{name[:-3]}_out"] for name in STATES}, np.zeros(STREAMS, bool))
            expected[id(reached)] = blobs
            return reached

        if self.do("step", lambda: results.append(self.session.step(feeds, out=out)), after):
            self.counts["steps"] += 1
            found = results[0]
            matching = [
                known
                for known in self.known
                if all(close(found[name], expected[id(known)][name]) for name in ("y", "shown"))
            ]
            self.wrong_unless(bool(matching))
            self.known = matching or self.known
            self.known = self.known[:1]  # after a step they differ in nothing

    def reset(self) -> None:
        mask = self.rng.random(STREAMS) < self.rng.choice([0.02, 0.2, 0.9])
        numbers = np.flatnonzero(mask)
        form: Any = [mask, mask.tolist(), numbers, numbers.tolist(), set(numbers.tolist()), None, 5][
            self.rng.integers(7)
        ]
        if form is None:
            mask = np.ones(STREAMS, bool)
        if isinstance(form, int):
            mask = np.arange(STREAMS) == form
        if self.do("reset", lambda: self.session.reset(form), lambda known: known.after_reset(mask)):
            self.counts["resets"] += 1

    def take(self) -> None:
        self.read()
        self.snapshots = [*self.snapshots[-5:], self.session.state]
        self.counts["snapshots"] += 1

    def restore(self) -> None:
        states = dict(self.snapshots[self.rng.integers(len(self.snapshots))])
        if self.rng.random() < 0.3:
            del states[str(self.rng.choice(STATES))]

        def call() -> None:
            self.session.state = states

        if self.do("restore", call, lambda known: known.after_setting(states)):
            self.counts["restores"] += 1

    def refuse(self) -> None:
        x, session = np.zeros((STEPS, STREAMS, FEATURES), np.float32), self.session
        y = np.broadcast_to(np.float32(0), (STEPS, STREAMS, HIDDEN))
        calls: list[Callable[[], object]] = [
            lambda: session.step({}),
            lambda: session.step(x=x[1:]),
            lambda: session.step(x=x, z=x),
            lambda: session.step(x),  # type: ignore[arg-type]
            lambda: session.step(x=x, out={"y": y}),
            lambda: session.step(x=x, out={"y": x, "z": x}),
            lambda: session.step(x=x.astype(complex)),
            lambda: session.reset([STREAMS]),
            lambda: session.reset([0.5]),  # type: ignore[list-item]
            lambda: session.reset([True] * 3),
            lambda: setattr(session, "state", {"h": x}),
            lambda: setattr(session, "state", None),
        ]
        try:
            calls[self.rng.integers(len(calls))]()
        except SessionError:
            self.counts["refused"] += 1
        else:
            self.counts["wrong"] += 1
        self.read()

    def move(self) -> None:
        """To another thread, and back."""
        thread = threading.Thread(target=self.session.claim)
        thread.start()
        thread.join()
        try:
            self.session.reset()
        except SessionError:
            self.counts["moves"] += 1
        else:
            self.counts["wrong"] += 1
        self.session.claim()
        self.read()


def soak(kind: str, steps: int, seed: int = 0) -> Counter[str]:
    """Counts of what happened in `steps` steps; "wrong" counts what did not fit."""
    with TemporaryDirectory() as folder:
        net = random_net(Path(folder), lstm_text(STEPS, STREAMS, FEATURES, HIDDEN) + SHOWN)
        device = None
        if kind == "onnx":
            export_onnx(net, Path(folder) / "net.onnx")
            session = Session(Path(folder) / "net.onnx", threads=1)
        else:
            session, device = host_session(net, cuda_graph=bool(seed % 2))
    with session:
        return Soak(session, Reference(net), device, seed).run(steps)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--kind", choices=["onnx", "engine"], default="onnx")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    counts = soak(given.kind, given.steps, given.seed)
    for what, count in sorted({"wrong": 0, **counts}.items()):
        print(f"{what:28s} {count}")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
