"""A real Triton server, and HAProxy, for tests: processes on free ports of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pytest

import caffe2trt

if TYPE_CHECKING:
    from typing_extensions import Self

VARIABLE = "CAFFE2TRT_TRITON"  # of the environment: the Python that has nvidia-pytriton
INSTALL = 'pip install nvidia-pytriton==0.7.0 "tritonclient[grpc]" "numpy<2" onnxruntime, in an environment of its own'


def triton_python() -> Path:
    """The Python of an environment with nvidia-pytriton; skips the test where there is none that loads."""
    python = Path(os.environ.get(VARIABLE, ""))
    if not python.is_file():
        pytest.skip(f"no Triton here: {INSTALL}, and set {VARIABLE} to its python")
    return python


class Process:
    """A process that is killed in the end, with its children."""

    def __init__(self, command: list[str], log: Path, environment: dict[str, str]) -> None:
        self.log = log
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                command, stdout=file, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )

    def kill(self) -> None:
        """End it at once, as a machine that loses its power does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def require_running(self) -> None:
        """Raise where it has ended."""
        if self.process.poll() is not None:
            raise AssertionError(f"it ended with {self.process.returncode}:\n{self.log.read_text()[-4000:]}")


class Triton(Process):
    """A Triton server with the python backend alone."""

    def __init__(self, python: Path, repository: Path, folder: Path) -> None:
        self.http, self.grpc = free_port(), free_port()
        packages = self._packages(python)
        backends = self._backends(packages / "pytriton/tritonserver", python, folder)
        environment = {
            **os.environ,
            "LD_LIBRARY_PATH": f"{packages / 'nvidia_pytriton.libs'}:{sysconfig.get_config_var('LIBDIR')}",
            "PATH": f"{python.parent}:{os.environ['PATH']}",
            "OMP_NUM_THREADS": "1",
        }
        command = [
            str(packages / "pytriton/tritonserver/bin/tritonserver"),
            f"--model-repository={repository}",
            f"--backend-directory={backends}",
            *("--allow-metrics=false", "--http-address=127.0.0.1", "--grpc-address=127.0.0.1"),
            *(f"--http-port={self.http}", f"--grpc-port={self.grpc}", "--exit-on-error=true"),
        ]
        super().__init__(command, folder / f"triton-{self.http}.log", environment)

    @staticmethod
    def _packages(python: Path) -> Path:
        command = [str(python), "-c", "import pytriton; print(pytriton.__file__)"]
        found = subprocess.run(command, capture_output=True, text=True)
        if found.returncode:
            pytest.skip(f"nvidia-pytriton does not load: {found.stderr.strip().splitlines()[-1]}")
        return Path(found.stdout.strip()).parent.parent

    @staticmethod
    def _backends(server: Path, python: Path, folder: Path) -> Path:
        """The python backend with the stub for the version of that Python.

        The stub takes no notice of PYTHONPATH, but finds modules beside itself: caffe2trt, and nothing else of this
        environment.
        """
        command = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        version = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        stub = server / "python_backend_stubs" / version / "triton_python_backend_stub"
        if not stub.exists():
            pytest.skip(f"nvidia-pytriton has no stub for Python {version}")
        backends = folder / "backends"
        if not backends.exists():
            shutil.copytree(server / "backends/python", backends / "python")
            shutil.copy(stub, backends / "python")
            (backends / "python/caffe2trt").symlink_to(Path(caffe2trt.__file__).parent, target_is_directory=True)
        return backends

    def wait(self, seconds: float = 60.0) -> Triton:
        """Wait until it serves."""
        wait_for(f"http://127.0.0.1:{self.http}/v2/health/ready", self, seconds)
        return self


def wait_for(url: str, process: Process, seconds: float) -> None:
    """Wait until a page answers with 200."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        process.require_running()
        with suppress(OSError), urllib.request.urlopen(url, timeout=1) as answer:
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"{url} was not ready in {seconds} s:\n{process.log.read_text()[-4000:]}")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class HAProxy(Process):
    """HAProxy in front of two servers, with the sample's configuration."""

    def __init__(self, servers: tuple[Triton, Triton], folder: Path, configuration: str) -> None:
        self.grpc = free_port()
        program = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
        if program is None:
            pytest.skip("HAProxy is not installed: apt-get install haproxy")
        file = folder / f"haproxy-{self.grpc}.cfg"
        file.write_text(configuration)
        environment = {**os.environ, "LISTEN": f"127.0.0.1:{self.grpc}"}
        for letter, server in zip("AB", servers):
            environment[f"TRITON_{letter}"] = f"127.0.0.1:{server.grpc}"
        super().__init__([program, "-f", str(file)], folder / f"haproxy-{self.grpc}.log", environment)

    def wait(self, seconds: float = 20.0) -> HAProxy:
        """Wait until it listens."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.require_running()
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.grpc), timeout=1):
                return self
            time.sleep(0.05)
        raise AssertionError(f"HAProxy does not listen:\n{self.log.read_text()[-4000:]}")
