"""Runs converted networks, on a GPU or on the CPU, with their recurrent state. Needs no part of the converter.

The names below are loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caffe2trt.runtime.include import include_dir as include_dir
    from caffe2trt.runtime.interface import SessionError as SessionError
    from caffe2trt.runtime.session import Session as Session

_HOMES = {"Session": "session", "SessionError": "interface", "include_dir": "include"}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
