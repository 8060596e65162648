"""A solver: the file that tells Caffe how to train a network, often given in the place of the network's prototxt."""

from __future__ import annotations

import re
from pathlib import Path

from caffe2trt.caffe.errors import FileError
from caffe2trt.caffe.files import read_input
from caffe2trt.caffe.text import printable

_MOST_BYTES = 2**20
_FIELD = re.compile(r"^\s*(base_lr|lr_policy|max_iter|test_iter|solver_mode)\s*:", re.MULTILINE)
_NETWORK = re.compile(r"^\s*(?:train_)?net\s*:\s*[\"']([^\"'\n]+)[\"']", re.MULTILINE)


def refuse_solver(text: str, source: str) -> None:
    """Raise FileError if a text is a solver, and name its network."""
    if not _FIELD.search(text):
        return
    if (named := _NETWORK.search(text)) is None:
        raise FileError(f"{source} is a solver, not a network", "Give the prototxt of its network")
    network = printable(named[1])
    remedy = f"Give {network} instead, or let the command find it: --follow"
    raise FileError(f"{source} is a solver; its network is {network}", remedy)


def follow_solver(path: str) -> str:
    """The path of a solver's network; `path` itself if it is no solver.

    A solver names its network from the folder that Caffe was started in. So it is looked for in the current folder, in
    the solver's, and in those above the solver's.

    Raises:
        FileError: the file cannot be read, or it is a solver whose network is not found.
    """
    text = read_input(path, "the prototxt", _MOST_BYTES).decode("utf-8-sig", "surrogateescape")
    if not _FIELD.search(text):
        return path
    if (named := _NETWORK.search(text)) is None:
        raise FileError(f"{path} is a solver that names no network", "Give the prototxt of its network")
    folders = (Path(), *Path(path).absolute().parents)
    if found := next((folder / named[1] for folder in folders if (folder / named[1]).is_file()), None):
        return str(found)
    raise FileError(
        f"{path} is a solver, and its network {printable(named[1])} is neither in this folder nor in the solver's nor "
        "in one above it",
        "Give the prototxt of the network",
    )
