"""Lets `import caffe` give this package, for modules that cannot be changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

_SUBMODULES = ("io", "proto", "net_spec", "classifier", "pycaffe")


def install() -> None:
    """From now on, `import caffe` gives this package in this process, also where Caffe is installed."""
    package = import_module("caffe2trt.pycaffe")
    sys.modules["caffe"] = package
    for name in _SUBMODULES:
        sys.modules[f"caffe.{name}"] = package if name == "pycaffe" else import_module(f"caffe2trt.pycaffe.{name}")


@contextmanager
def installed() -> Iterator[None]:
    """The same for a while."""
    names = ["caffe", *(f"caffe.{name}" for name in _SUBMODULES)]
    before = {name: sys.modules[name] for name in names if name in sys.modules}
    install()
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)
