"""What the page on installing says: completion in the shell, and the Dockerfile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.harness import ROOT

PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def completions(shell: str, words: str, place: int) -> list[str]:
    """What a shell is given for the words of a command line, of which the one at `place` is completed."""
    command = "caffe2trt"
    if shutil.which(command, path=PATH) is None:
        pytest.skip("the command caffe2trt is not installed")
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(place), "_CAFFE2TRT_COMPLETE": f"{shell}_complete"}
    done = subprocess.run(
        [command], env={**os.environ, "PATH": PATH, **asked}, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_commands_and_options_complete_in_bash() -> None:
    assert completions("bash", "caffe2trt con", 1) == ["plain,convert"]
    assert "plain,--precision" in completions("bash", "caffe2trt convert --pre", 2)
    assert completions("bash", "caffe2trt convert --precision f", 3) == ["plain,fp32", "plain,fp16", "plain,fp8"]


def test_commands_complete_in_zsh() -> None:
    assert completions("zsh", "caffe2trt con", 1)[:2] == ["plain", "convert"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_after_the_line_of_the_page() -> None:
    """In an interactive bash, without a terminal: the function that the line defines is called as the Tab key does."""
    page = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"`(eval .*bash_source caffe2trt\)\")`", page)
    if shutil.which("caffe2trt", path=PATH) is None:
        pytest.skip("the command caffe2trt is not installed")
    script = f"""{line}
COMP_WORDS=(caffe2trt comp) COMP_CWORD=1
_caffe2trt_completion caffe2trt
echo "${{COMPREPLY[@]}}"
complete -p caffe2trt"""
    environment = {**os.environ, "PATH": PATH}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first == "compare"
    assert second.endswith("-F _caffe2trt_completion caffe2trt")


def test_the_dockerfile_copies_what_the_package_is_built_from() -> None:
    copied = {name for line in re.findall(r"^COPY (.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    folders = set(re.findall(r'^"caffe2trt[.\w]*" = "(\w+)', project, re.MULTILINE))
    assert folders >= {"src", "caffe", "runtime"}
    assert copied >= folders | {"pyproject.toml", "README.md", "LICENSE"}
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.slow
def test_the_dockerfiles_commands_run_without_docker(tmp_path: Path) -> None:
    """Its RUN command in a copy of what it copies, in a virtual environment, and then its ENTRYPOINT."""
    for line in re.findall(r"^COPY (.*) \S+$", DOCKERFILE, re.MULTILINE):
        for name in line.split():
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, tmp_path / name)
    venv.create(tmp_path / "env", with_pip=True)
    environment = {**os.environ, "PATH": f"{tmp_path / 'env/bin'}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)
    (run,) = re.findall(r"^RUN (.*)$", DOCKERFILE, re.MULTILINE)
    subprocess.run(run, shell=True, cwd=tmp_path, env=environment, check=True, capture_output=True)
    (entry,) = re.findall(r'^ENTRYPOINT \["(.*)"\]$', DOCKERFILE, re.MULTILINE)
    done = subprocess.run([entry, "--version"], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("caffe2trt, version ")
