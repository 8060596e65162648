"""A real Triton server with the python backend, alone and two of them behind HAProxy, against the Reference.

They need nvidia-pytriton in an environment of its own (tests/triton_server.py), and are skipped without it.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from caffe2trt.converter import Reference, load
from tests.harness import GOLDENS, SAMPLES, Array
from tests.test_cli import call
from tests.triton_server import HAProxy, Triton, triton_python

NET = GOLDENS / "recurrent/lstm_stacked"
FILES = (NET / "net.prototxt", NET / "weights.caffemodel")
SERVING = SAMPLES / "serving"
STEPS = 5000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model repository of one model, and a place for logs."""
    triton_python()
    folder = tmp_path_factory.mktemp("triton")
    result = call("triton", *FILES, "-o", folder / "models", "--name", "lstm", "--backend", "python")
    assert result.exit_code == 0, result.output
    # An input that has the name of a control, and sequences that are forgotten soon.
    text = (NET / "net.prototxt").read_text()
    (folder / "net.prototxt").write_text(re.sub(r'"x"', '"START"', text))
    options = ("--name", "soon", "--backend", "python", "--idle-timeout", "1s")
    result = call("triton", folder / "net.prototxt", FILES[1], "-o", folder / "models", *options)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Triton]:
    with Triton(triton_python(), folder / "models", folder) as server:
        yield server.wait()


@pytest.fixture(scope="module")
def servers(folder: Path, server: Triton) -> Iterator[tuple[Triton, Triton]]:
    with Triton(triton_python(), folder / "models", folder) as other:
        yield server, other.wait()


@pytest.fixture(scope="module")
def plan(folder: Path) -> Path:
    """Sequences of random lengths, 5,000 steps in all, and what the Reference gives for each step."""
    rng = np.random.default_rng(1)
    lengths: list[int] = []
    while sum(lengths) < STEPS:
        lengths.append(min(int(rng.integers(1, 50)), STEPS - sum(lengths)))
    longest, streams = max(lengths), len(lengths)
    x = rng.normal(size=(streams, longest, 3)).astype(np.float32)
    path = folder / "plan.npz"
    arrays: dict[str, Any] = {"lengths": lengths, "x": x, "expected/prob": expected_prob(x)}
    np.savez(path, **arrays)
    return path


def expected_prob(x: Array) -> Array:
    """The probabilities after each step of sequences (S, T, 3)."""
    streams, steps = x.shape[:2]
    reference = Reference(load(*FILES, time_steps=1, batch=streams))
    found = []
    for step in range(steps):
        cont = np.full((1, streams), float(step > 0), np.float32)
        found.append(reference.outputs({"x": x[None, :, step], "cont": cont})["prob"][0])
    return np.stack(found, axis=1)


def load_test(port: int, *arguments: object) -> subprocess.Popen[str]:
    """samples/serving/load_test.py, started."""
    words = [str(triton_python()), "load_test.py", f"127.0.0.1:{port}", "lstm", "--json", *map(str, arguments)]
    return subprocess.Popen(words, cwd=SERVING, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What it printed."""
    out, errors = process.communicate(timeout=120)
    assert out, errors
    print(out)
    report: dict[str, Any] = json.loads(out)
    return report


def run_python(code: str, *arguments: object) -> str:
    """What a program in the client's Python prints."""
    command = [str(triton_python()), "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=SERVING, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_sequences_whose_steps_come_together(server: Triton, plan: Path) -> None:
    """No balancer: 64 sequences at once."""
    report = finished(load_test(server.grpc, "--check", plan, "--concurrency", 64))
    assert report["wrong"] == report["lost"] == report["restarts"] == 0
    assert report["checked"] == report["steps"] == STEPS


CLIENT = """
import asyncio, sys
import numpy as np
from client import SequenceClient
from tritonclient.utils import InferenceServerException

async def main(port):
    async with SequenceClient("127.0.0.1:" + port, "lstm") as client:
        frame = {"x": np.ones((1, 3), np.float32)}

        async def step(number, start, end, inputs=frame):
            try:
                return (await client.infer(inputs, number, start, end))["prob"][0].round(5).tolist()
            except InferenceServerException as error:
                return str(error)

        print(await step(7, False, False))
        first = await step(7, True, False)
        second = await step(7, False, True)
        print(first != second)
        print(await step(7, False, False))
        print(await step(7, True, False) == first, await step(7, True, False) == first)
        print(await step(8, True, False, {"x": np.ones((1, 4), np.float32)}))
        print(await step(7, False, True) == second)

asyncio.run(main(sys.argv[1]))
"""


def test_a_sequence_must_begin_with_start(server: Triton) -> None:
    """And it is over with END; START begins anew; a request that is refused leaves others as they are."""
    unknown, differs, over, again, shape, goes_on = run_python(CLIENT, server.grpc).splitlines()
    for refused in (unknown, over):
        assert "START" in refused, refused
    assert differs == "True"
    assert again == "True True"
    assert "4" in shape
    assert goes_on == "True"


def test_a_sequence_is_forgotten_after_the_timeout(server: Triton) -> None:
    """In a network that has an input of the name START."""
    code = CLIENT.replace('"lstm") as client', '"soon") as client').replace('"x": np', '"START": np')
    code = code.replace(
        "print(await step(7, False, True) == second)",
        "await asyncio.sleep(3)\n" + " " * 8 + "print(await step(7, False, True))",
    )
    _, differs, _, again, _, forgotten = run_python(code, server.grpc).splitlines()
    assert (differs, again) == ("True", "True True")
    assert "START" in forgotten


def test_two_servers_behind_haproxy(servers: tuple[Triton, Triton], folder: Path, plan: Path) -> None:
    """Sticky by the sequence's number: 64 sequences at once with random lengths and pauses, and no answer is wrong."""
    with HAProxy(servers, folder, (SERVING / "haproxy.cfg").read_text()) as proxy:
        port = proxy.wait().grpc
        report = finished(load_test(port, "--check", plan, "--concurrency", 64, "--pause", 5))
    assert report["wrong"] == report["lost"] == report["restarts"] == 0
    assert report["checked"] == report["steps"] == STEPS
    assert all(steps_of(server) > STEPS // 5 for server in servers), "both servers worked"


def steps_of(server: Triton) -> int:
    """How many steps a server has made."""
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{server.http}/v2/models/lstm/stats") as answer:
        return int(json.load(answer)["model_stats"][0]["inference_count"])


def test_a_balancer_that_is_not_sticky_fails_loudly(servers: tuple[Triton, Triton], folder: Path, plan: Path) -> None:
    sticky = (SERVING / "haproxy.cfg").read_text()
    in_turn = sticky.replace("balance hdr(sequence-id)", "balance roundrobin").replace("hash-type consistent", "")
    assert in_turn != sticky
    with HAProxy(servers, folder, in_turn) as proxy:
        report = finished(load_test(proxy.wait().grpc, "--check", plan))
    assert report["wrong"] == 0
    assert report["lost"] > report["completed"], "only sequences of one step can be completed, or by chance"
    assert "START" in report["error"]


def test_a_request_without_the_header_is_refused(servers: tuple[Triton, Triton], folder: Path) -> None:
    code = CLIENT.replace("from client import", "import client\nclient.HEADER = 'other'\nfrom client import")
    with HAProxy(servers, folder, (SERVING / "haproxy.cfg").read_text()) as proxy:
        lines = run_python(code, proxy.wait().grpc).splitlines()
    assert "400" in lines[0], lines


@pytest.mark.parametrize("keep", [0, 50])
def test_a_server_is_killed(server: Triton, folder: Path, plan: Path, keep: int) -> None:
    """Its sequences get errors, and no answer is wrong; a client that keeps the past begins them again elsewhere."""
    with Triton(triton_python(), folder / "models", folder) as doomed:
        doomed.wait()
        with HAProxy((server, doomed), folder, (SERVING / "haproxy.cfg").read_text()) as proxy:
            port = proxy.wait().grpc
            running = load_test(port, "--check", plan, "--pause", 20, "--keep", keep)
            while steps_of(doomed) < STEPS // 10 and running.poll() is None:
                time.sleep(0.05)
            doomed.kill()
            report = finished(running)
    assert report["wrong"] == 0
    assert report["restarts"] > 10
    if keep:
        assert report["lost"] == 0
        assert report["checked"] == report["steps"] == STEPS
    else:
        assert 10 < report["lost"] <= 64 + 1, "the sequences that the killed server held"
        assert report["completed"] + report["lost"] > report["lost"] * 2
