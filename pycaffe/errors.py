"""What scripts are told: errors of this package, each with a way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NoReturn

from caffe2trt.caffe.errors import ConversionError


class UnknownNameError(ConversionError, KeyError):
    """A blob or a layer that the network does not have. It is a KeyError too, as in pycaffe."""

    __str__ = ConversionError.__str__


class TrainingError(ConversionError, NotImplementedError):
    """Something that only training needs."""

    __str__ = ConversionError.__str__


def refuse_training(what: str) -> NoReturn:
    """Raise TrainingError for `what`, a name such as Net.backward."""
    raise TrainingError(f"{what} belongs to training, and this package only runs networks", "Train in Caffe itself")


def unknown_name(kind: str, name: object, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that is not among the known ones; `kind` is blob, layer or input."""
    names = list(known)
    close = difflib.get_close_matches(str(name), names, n=1)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    return UnknownNameError(f"unknown {kind} {name!r}", f"{hint}The {kind}s are: {', '.join(names) or 'none'}")
