"""Manifest: what a converted file says about itself beside its inputs and outputs.

An ONNX file keeps it in its metadata, an engine in its name. A file without one runs all the same; then `cont` must be
given like any other input.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from math import prod
from typing import Any, NamedTuple

KEY = "caffe2trt"  # of the ONNX file's metadata
LONGEST = 2**20  # characters; a longer text is read as no manifest
LONGEST_NAME = 4095  # characters of a network's name in TensorRT, which drops a longer one
PRECISIONS = ("fp32", "fp16", "bf16")
_MOST_AXES, _LARGEST = 32, 2**31 - 1  # axes and elements of a blob in Caffe
_HIGHEST_LEVEL = 5  # of TensorRT's optimization levels

RANDOM_WEIGHTS = "the weights are random (seed {seed}): shapes and times are the network's, its answers mean nothing"

Shape = tuple[int, ...]
NamedShape = tuple[int | str, ...]  # of numbers, and of products such as "T*N" and "4*N"


class Range(NamedTuple):
    """Numbers of time steps, or of streams, that one file takes: from `min` to `max`; it is fastest at `opt`."""

    min: int
    opt: int
    max: int

    def __str__(self) -> str:
        return ":".join(map(str, self))

    def holds(self, number: int) -> bool:
        """Whether a number is in the range."""
        return self.min <= number <= self.max


class Profile(NamedTuple):
    """An optimization profile of an engine: the sizes that it is for, None for one that does not vary."""

    time_steps: Range | None
    batch: Range | None

    def __str__(self) -> str:
        named = (("batch", self.batch), ("time-steps", self.time_steps))
        return ",".join(f"{name}={range_}" for name, range_ in named if range_ is not None)

    def holds(self, time_steps: int, streams: int) -> bool:
        """Whether it is for this size."""
        pairs = ((self.time_steps, time_steps), (self.batch, streams))
        return all(range_ is None or range_.holds(number) for range_, number in pairs)


@dataclass(frozen=True)
class ConversionOptions:
    """The options of a conversion; None or empty where they were not given.

    Attributes:
        inputs, outputs, stages, time_steps, batch: see `load`; the shapes of inputs are those before time_steps and
            batch changed them.
        layout: see `load`; None for Caffe's.
        lstm, tile, half_state, cont_starts_only: see `build_engine` and `export_onnx`.
        tensorrt: rtx or full; None for an ONNX file.
        tie_output_forget: see `load`.
        tf32: see `build_engine`.
        workspace, optimization_level, hardware_compatibility, version_compatible, refit, strip_weights, profiling: see
            `BuilderOptions`.
    """

    inputs: Mapping[str, Shape] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    time_steps: int | Range | None = None
    batch: int | Range | None = None
    lstm: str | None = None
    tile: str | None = None
    half_state: bool | None = None
    cont_starts_only: bool | None = None
    tensorrt: str | None = None
    tie_output_forget: bool | None = None
    tf32: bool | None = None
    workspace: int | None = None
    optimization_level: int | None = None
    hardware_compatibility: str | None = None
    version_compatible: bool | None = None
    refit: bool | None = None
    strip_weights: bool | None = None
    profiling: str | None = None
    layout: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What a converted file says about itself.

    Attributes:
        net: the network's name.
        precision: fp32, fp16 or bf16.
        cont: the inputs that say where a sequence starts, and for how many streams: cont holds (time steps, streams).
        starts_only: the file is right only where cont is 1 after a call's first time step.
        version: the caffe2trt that made the file.
        options: how it was made; None where that is not known.
        index: the inputs that choose rows of a table, and of how many rows.
        time_steps, batch: the sizes that the file takes, where they vary; `cont` is then for the best batch.
        random_weights: the seed of the weights, where they are random.
        shapes: of an engine, the shapes of inputs, outputs and states with axes that vary, for TensorRT says -1 there;
            an ONNX file has names in its dimensions.
        profiles: of an engine, its optimization profiles after the first one, which holds all sizes.
        implicit_batch: an engine whose own shapes have no axis for the streams; `shapes` has it.
        batch_first: inputs and outputs are (N, T, ...) or (N, ...), and cont holds (streams, time steps).
    """

    net: str
    precision: str = "fp32"
    cont: dict[str, int] = field(default_factory=dict)
    starts_only: bool = False
    version: str = ""
    options: ConversionOptions | None = None
    index: dict[str, int] = field(default_factory=dict)
    time_steps: Range | None = None
    batch: Range | None = None
    random_weights: int | None = None
    shapes: dict[str, NamedShape] = field(default_factory=dict)
    profiles: tuple[Profile, ...] = ()
    implicit_batch: bool = False
    batch_first: bool = False

    @property
    def varies(self) -> bool:
        """Whether the file takes a range of time steps or of streams."""
        return self.time_steps is not None or self.batch is not None

    def to_text(self) -> str:
        """The text that from_text reads: ASCII, without what is the default."""
        always = ("net", "precision", "cont", *(("random_weights",) if self.random_weights is not None else ()))
        held = {name: value for name, value in asdict(self).items() if value or name in always}
        if self.options is not None:
            options = asdict(self.options).items()
            # A level of 0 is an option that was given.
            held["options"] = {name: value for name, value in options if value or type(value) is int}
        return json.dumps(held, separators=(",", ":"))

    @staticmethod
    def from_text(text: str) -> Manifest:
        """The manifest in a text; a text of another program, or a damaged one, is taken for the network's name."""
        try:
            if len(text) > LONGEST:
                raise ValueError("too long")
            return _manifest(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return Manifest(text)


def _manifest(held: Any) -> Manifest:
    return Manifest(
        net=_text(held["net"]),
        precision=PRECISIONS[PRECISIONS.index(held["precision"])],
        cont={_text(name): _count(streams) for name, streams in held["cont"].items()},
        starts_only=_flag(held.get("starts_only", False)),
        version=_text(held.get("version", "")),
        options=_options(held["options"]) if "options" in held else None,
        index={_text(name): _count(rows) for name, rows in held.get("index", {}).items()},
        time_steps=_range(held["time_steps"]) if "time_steps" in held else None,
        batch=_range(held["batch"]) if "batch" in held else None,
        random_weights=_seed(held["random_weights"]) if "random_weights" in held else None,
        shapes={_text(name): tuple(map(_length, _items(shape))) for name, shape in held.get("shapes", {}).items()},
        profiles=tuple(map(_profile, _items(held.get("profiles", [])))),
        implicit_batch=_flag(held.get("implicit_batch", False)),
        batch_first=_flag(held.get("batch_first", False)),
    )


def _options(held: Any) -> ConversionOptions | None:
    """None where they are damaged: the rest of the manifest serves without them. Later versions may write more."""
    try:
        return ConversionOptions(**{name: _READ[name](value) for name, value in held.items() if name in _READ})
    except (ValueError, TypeError, AttributeError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int:  # True is none
        raise TypeError(value)
    if not 1 <= value <= _LARGEST:
        raise ValueError(value)
    return value


def _seed(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    if value < 0:
        raise ValueError(value)
    return value


def _level(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    if not 0 <= value <= _HIGHEST_LEVEL:
        raise ValueError(value)
    return value


def _count_or_range(value: Any) -> int | Range:
    return _range(value) if isinstance(value, list) else _count(value)


def _range(value: Any) -> Range:
    least, opt, most = map(_count, _items(value))
    if not least <= opt <= most:
        raise ValueError(value)
    return Range(least, opt, most)


def _profile(value: Any) -> Profile:
    return Profile(*(None if range_ is None else _range(range_) for range_ in _items(value)))


def _length(value: Any) -> int | str:
    if not isinstance(value, str):
        return _count(value)
    if not re.fullmatch(r"(?a:([1-9]\d{0,9}\*)?(T|N|T\*N))", value):
        raise ValueError(value)
    return value


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, _items(value)))


def _shapes(value: Any) -> dict[str, Shape]:
    shapes = {_text(name): tuple(map(_count, _items(dims))) for name, dims in value.items()}
    if any(len(shape) > _MOST_AXES or prod(shape) > _LARGEST for shape in shapes.values()):
        raise ValueError(value)
    return shapes


_READ: dict[str, Callable[[Any], Any]] = {
    "inputs": _shapes,
    "outputs": _texts,
    "stages": _texts,
    "time_steps": _count_or_range,
    "batch": _count_or_range,
    "layout": _text,
    "lstm": _text,
    "tile": _text,
    "half_state": _flag,
    "cont_starts_only": _flag,
    "tensorrt": _text,
    "tie_output_forget": _flag,
    "tf32": _flag,
    "workspace": _count,
    "optimization_level": _level,
    "hardware_compatibility": _text,
    "version_compatible": _flag,
    "refit": _flag,
    "strip_weights": _flag,
    "profiling": _text,
}
