"""Many sequences at once: how many steps a second, how long each takes, and whether the answers are right.

    python load_test.py 127.0.0.1:8001 blob --sequences 200 --concurrency 64

Each sequence has a random length and random pauses. With --check, the inputs and the right answers come from an npz
file: lengths (S), for each input an array (S, T, ...), and for each output one named expected/NAME.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from client import SequenceClient, SequenceLost
from tritonclient.utils import InferenceServerException

TOLERANCE = 1e-5


@dataclass
class Result:
    """What happened."""

    steps: int = 0
    checked: int = 0
    wrong: int = 0
    completed: int = 0
    lost: int = 0
    restarts: int = 0
    error: str = ""
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The sequences: their lengths, inputs (S, T, ...) and, where they are known, outputs."""

    lengths: Any
    inputs: dict[str, Any]
    expected: dict[str, Any]


async def random_plan(client: SequenceClient, arguments: argparse.Namespace) -> Plan:
    """Sequences of random lengths and inputs, as the model's metadata describe them."""
    metadata = await client.server.get_model_metadata(client.model)
    rng = np.random.default_rng(0)
    lengths = rng.integers(arguments.shortest, arguments.longest + 1, arguments.sequences)
    size = (arguments.sequences, arguments.longest)
    shapes = {item.name: tuple(map(int, item.shape[1:])) for item in metadata.inputs}
    return Plan(lengths, {name: rng.random((*size, *shape), np.float32) for name, shape in shapes.items()}, {})


def read_plan(path: str) -> Plan:
    """The sequences of an npz file."""
    with np.load(path) as held:
        arrays = {name: held[name] for name in held.files}
    lengths = arrays.pop("lengths")
    expected = {name.partition("/")[2]: arrays.pop(name) for name in list(arrays) if name.startswith("expected/")}
    return Plan(lengths, arrays, expected)


async def run_sequence(client: SequenceClient, plan: Plan, number: int, keep: int, pause: float, into: Result) -> None:
    """One sequence from its start to its end."""
    stream, length = client.stream(keep), int(plan.lengths[number])
    try:
        for step in range(length):
            await asyncio.sleep(random.expovariate(1 / pause) if pause else 0)
            inputs = {name: array[number : number + 1, step] for name, array in plan.inputs.items()}
            started = time.perf_counter()
            outputs = await stream.step(inputs, end=step == length - 1)
            into.seconds.append(time.perf_counter() - started)
            into.steps += 1
            for name, array in plan.expected.items():
                into.checked += 1
                found = outputs[name][0]
                is_right = found.shape == array.shape[2:] and np.abs(found - array[number, step]).max() <= TOLERANCE
                into.wrong += not is_right
        into.completed += 1
    except (SequenceLost, InferenceServerException) as error:
        into.lost += 1
        into.error = into.error or str(error)
    into.restarts += stream.restarts


async def load(arguments: argparse.Namespace) -> tuple[Result, float]:
    """Run all sequences, at most as many at a time as were asked for."""
    result = Result()
    async with SequenceClient(arguments.url, arguments.model, attempts=arguments.attempts) as client:
        plan = read_plan(arguments.check) if arguments.check else await random_plan(client, arguments)
        waiting = iter(range(len(plan.lengths)))

        async def one_after_the_other() -> None:
            for number in waiting:
                await run_sequence(client, plan, number, arguments.keep, arguments.pause / 1e3, result)

        started = time.perf_counter()
        await asyncio.gather(*(one_after_the_other() for _ in range(arguments.concurrency)))
        return result, time.perf_counter() - started


def main() -> int:
    """Print what happened; the exit status is 1 where an answer was wrong or a sequence was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="HOST:PORT of gRPC")
    parser.add_argument("model")
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--shortest", type=int, default=5, help="steps of the shortest sequence")
    parser.add_argument("--longest", type=int, default=45, help="steps of the longest sequence")
    parser.add_argument("--pause", type=float, default=0.0, metavar="MS", help="mean pause between steps")
    parser.add_argument("--keep", type=int, default=0, help="steps that the client keeps to begin again with")
    parser.add_argument("--attempts", type=int, default=6)
    parser.add_argument("--check", metavar="NPZ", help="inputs and right answers")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of text")
    arguments = parser.parse_args()
    result, seconds = asyncio.run(load(arguments))
    percentiles = np.percentile(result.seconds or [0.0], [50, 90, 99, 100]) * 1e3
    report = {**{name: value for name, value in vars(result).items() if name != "seconds"}, "duration": seconds}
    report |= {name: float(value) for name, value in zip(("p50", "p90", "p99", "max"), percentiles)}
    if arguments.json:
        print(json.dumps(report))
    else:
        print(f"{result.steps} steps in {seconds:.1f} s: {result.steps / seconds:.0f} steps/s")
        print("latency  " + ", ".join(f"{name} {report[name]:.1f} ms" for name in ("p50", "p90", "p99", "max")))
        print(f"{result.completed} sequences completed, {result.lost} lost, {result.restarts} begun again")
        if result.error:
            print(f"first error  {result.error}")
        if arguments.check:
            print(f"{result.checked} answers checked, {result.wrong} wrong")
    return 1 if result.wrong or result.lost else 0


if __name__ == "__main__":
    sys.exit(main())
