"""Manifest: what a converted file says of itself beside its inputs and outputs.

An ONNX file keeps it under its metadata, an engine in its name. A file without one runs all the same; then `cont` must
be given like any other input.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

KEY = "caffe2trt"  # of the ONNX file's metadata


@dataclass(frozen=True)
class Manifest:
    """What a converted file says of itself.

    Attributes:
        net: the network's name.
        precision: fp32, fp16 or bf16.
        cont: the inputs that tell where a sequence starts, and for how many streams: cont holds (time steps, streams).
        starts_only: the file is right only where cont is 1 after a call's first time step.
        index: the inputs that choose rows of a table, and of how many rows.
    """

    net: str
    precision: str = "fp32"
    cont: dict[str, int] = field(default_factory=dict)
    starts_only: bool = False
    index: dict[str, int] = field(default_factory=dict)

    def to_text(self) -> str:
        """As from_text reads it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @staticmethod
    def from_text(text: str) -> Manifest:
        """The manifest in a text; one that says nothing but the name where the text is no manifest."""
        try:
            held = json.loads(text)
            cont = {str(name): int(streams) for name, streams in held["cont"].items()}
            index = {str(name): int(rows) for name, rows in held.get("index", {}).items()}
            starts_only = bool(held.get("starts_only", False))
            return Manifest(str(held["net"]), str(held["precision"]), cont, starts_only, index=index)
        except (ValueError, TypeError, KeyError, AttributeError):  # another program's file
            return Manifest(text)
