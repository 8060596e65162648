"""Cases of each kind: a file's bytes, made from a seed alone."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from caffe2trt.caffe.caffemodel import read_caffemodel
from caffe2trt.caffe.protobuf_wire import record, varint
from caffe2trt.caffe.prototxt import format_prototxt, read_prototxt
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from tests.fuzz.messages import mutate_message
from tests.harness import GOLDENS

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[-+]?[\w.]+|\S')
_NUMBERS = (
    *("0", "-1", "1", "2", "3", "5", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807"),
    *("9223372036854775808", "-2147483649", "1e400", "-1e400", "inf", "nan", "0x10", "010", "08", "1.5", ".5", "1e5"),
    *("1f", "0x", "1.2.3", "--1", "-", "99999999999999999999999"),
)
_WORDS = (
    *("{", "}", "[", "]", "<", ">", ":", ";", ",", "#", '"', "'", "{ }", "foo: [", "layer", "layers", "input"),
    *("input_dim", "name", "type", "bottom", "top", "true", "false", "MAX", "SUM", "TRAIN", "TEST", "include", "phase"),
    *("param", "unknown_field", "unknown_param", r'"\ud800"', r'"\377\xff"', r'"a\0b"'),
)
RECURRENT = "recurrent/lstm"  # the network that weights, inputs and manifests belong to
INPUTS = {"x": (4, 2, 3), "cont": (4, 2)}


@cache
def _texts() -> tuple[str, ...]:
    paths = sorted(path for path in GOLDENS.rglob("net.prototxt") if path.stat().st_size < 6000)
    return tuple(path.read_text() for path in paths)


@cache
def _nets() -> tuple[NetParameter, ...]:
    paths = sorted(path for path in GOLDENS.rglob("net.prototxt") if path.stat().st_size < 6000)
    return tuple(read_prototxt(path).net for path in paths)


def prototxt(rng: Random) -> bytes:
    """A network's text, changed in its characters, its tokens or its fields."""
    how = rng.random()
    if how < 0.2:
        return mutate_bytes(rng, rng.choice(_texts()).encode())
    if how < 0.5:
        return _mutate_tokens(rng, rng.choice(_texts())).encode("utf-8", "surrogatepass")
    net = NetParameter()
    net.CopyFrom(rng.choice(_nets()))
    if rng.random() < 0.2:  # layers of another network in its middle
        other = [layer for layer in rng.choice(_nets()).layer if layer.bottom]
        net.layer.extend(other[: rng.randint(0, 3)])
    mutate_message(rng, net)
    return format_prototxt(net).encode()


def _mutate_tokens(rng: Random, text: str) -> str:
    tokens = _TOKEN.findall(text)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(tokens))
        how = rng.randrange(6)
        if how == 0:
            del tokens[place : place + rng.choice((1, 1, 2, 5))]
        elif how == 1:
            tokens[place:place] = tokens[rng.randrange(len(tokens)) :][: rng.choice((1, 3, 20))]
        elif how == 2:
            tokens.insert(place, rng.choice(_WORDS))
        elif how == 3:
            tokens[place] = rng.choice(tokens)
        else:
            numbers = [i for i, token in enumerate(tokens) if token[:1].isdigit()] or [place]
            tokens[rng.choice(numbers)] = rng.choice(_NUMBERS) * rng.choice((1,) * 20 + (3000,))
        tokens = tokens or ["layer"]
    return " ".join(tokens)


def mutate_bytes(rng: Random, data: bytes) -> bytes:
    """Bytes changed, cut, repeated or put in, in one to six places."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(changed) + 1)
        how = rng.randrange(7)
        if how == 0 and changed:
            changed[place % len(changed)] ^= 1 << rng.randrange(8)
        elif how == 1 and changed:
            changed[place % len(changed)] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        elif how == 2:
            del changed[place : place + rng.choice((1, 2, 8, 100))]
        elif how == 3:
            changed[place:place] = changed[place : place + rng.choice((1, 8, 64))]
        elif how == 4:
            changed[place:place] = varint(rng.choice((0, 127, 2**21, 2**31, 2**32, 2**63, 2**64 - 1)))
        elif how == 5:
            changed[place : place + 8] = rng.choice((2**31, 2**32, 2**40, 2**63, 2**64 - 1)).to_bytes(8, "little")
        elif rng.random() < 0.2:
            del changed[place:]
    return bytes(changed)


@cache
def _weights() -> bytes:
    return (GOLDENS / RECURRENT / "weights.caffemodel").read_bytes()


def caffemodel(rng: Random) -> bytes:
    """Weights, changed in their bytes or in their messages."""
    if rng.random() < 0.6:
        return mutate_bytes(rng, _weights())
    blob = b"".join(_blob_field(rng) for _ in range(rng.randint(1, 6)))
    layer = record(1, rng.choice((b"lstm1", b"\xff", b""))) + record(7, blob) * rng.randint(1, 3)
    return record(rng.choice((100, 100, 2)), layer) + rng.choice((b"", _weights()))


def _blob_field(rng: Random) -> bytes:
    dims = [
        rng.choice((0, 1, 2, 3, 4, 20, 60, 2**31, 2**32, 2**62, 2**63, 2**64 - 1)) for _ in range(rng.randint(0, 5))
    ]
    how = rng.randrange(5)
    if how == 0:
        return record(7, record(1, b"".join(map(varint, dims * rng.choice((1, 1, 20))))))
    if how == 1:
        return varint(rng.randint(1, 4) << 3) + varint(rng.choice((0, 1, 2, 60, 2**31, 2**64 - 1)))
    if how == 2:
        return (b"\x2d" + rng.randbytes(4)) * rng.choice((1, 2, 60))
    return record(rng.choice((5, 8)), bytes(rng.choice((0, 3, 4, 8, 240, 241))))


@cache
def _snapshot() -> bytes:
    import h5py

    held = io.BytesIO()
    with h5py.File(held, "w") as file:
        for name, blobs in read_caffemodel(GOLDENS / RECURRENT / "weights.caffemodel").items():
            for index, blob in enumerate(blobs):
                file[f"data/{name}/{index}"] = blob.data
    return held.getvalue()


def hdf5(rng: Random) -> bytes:
    """Weights in HDF5, changed in their bytes, of which most describe and few are values."""
    return mutate_bytes(rng, _snapshot())


def npz(rng: Random) -> bytes:
    """Inputs in an npz file, changed in the file's bytes, in its members or in their headers."""
    held = io.BytesIO()
    arrays: dict[str, Any] = {name: np.zeros(shape, np.float32) for name, shape in INPUTS.items()}
    with zipfile.ZipFile(held, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.save(member, array)
            data = member.getvalue()
            how = rng.random()
            if how < 0.3:
                data = mutate_bytes(rng, data)
            elif how < 0.6:
                data = _array_header(rng) + bytes(rng.choice((0, 4, 96, 10_000)))
            archive.writestr(rng.choice((f"{name}.npy",) * 6 + (name, f"other_{name}.npy", f"../{name}.npy")), data)
    return held.getvalue() if rng.random() < 0.6 else mutate_bytes(rng, held.getvalue())


def _array_header(rng: Random) -> bytes:
    """One that says what it likes."""
    dims = [rng.choice((0, 1, 2, 4, 10**6, 10**12, 2**63, -1)) for _ in range(rng.choice((0, 1, 2, 3, 70)))]
    descr = rng.choice(("'<f4'", "'>f8'", "'|O'", "'<U3'", "'<i8'", "'|b1'", "'<M8[s]'", "[('a', '<f4')]", "'x'", "1"))
    shape = rng.choice((repr(tuple(dims)), "None", "(" * 200, "(1.5,)", "4"))
    text = f"{{'descr': {descr}, 'fortran_order': {rng.choice(('False', 'True', '3'))}, 'shape': {shape}, }}\n"
    size = rng.choice((len(text), len(text), len(text), 0, 65535)).to_bytes(2, "little")
    return b"\x93NUMPY" + bytes(rng.choice(((1, 0), (1, 0), (2, 0), (9, 9)))) + size + text.encode()


def manifest(rng: Random) -> bytes:
    """What a converted file says of itself, changed in its characters or in its values."""
    held: Any = {"net": "n", "precision": "fp32", "cont": {"cont": 2}, "starts_only": False}
    if rng.random() < 0.3:
        return mutate_bytes(rng, json.dumps(held).encode())
    for _ in range(rng.randint(1, 3)):
        held[rng.choice((*held, "more"))] = _json_value(rng)
    return json.dumps(held if rng.random() < 0.9 else _json_value(rng)).encode()


def _json_value(rng: Random) -> Any:
    simple = (
        None,
        True,
        0,
        1,
        -1,
        2,
        2**63,
        10**400,
        1.5,
        float("inf"),
        float("nan"),
        "",
        "fp32",
        "\ud800",
        "x" * 10_000,
    )
    how = rng.randrange(4)
    if how == 0:
        return [_json_value(rng) for _ in range(rng.randint(0, 3))]
    if how == 1:
        return {rng.choice(("cont", "x", "", "y\0")): _json_value(rng) for _ in range(rng.randint(0, 3))}
    return rng.choice(simple)


KINDS: dict[str, Callable[[Random], bytes]] = {
    "prototxt": prototxt,
    "caffemodel": caffemodel,
    "hdf5": hdf5,
    "npz": npz,
    "manifest": manifest,
}


def make(kind: str, seed: int) -> bytes:
    """The case of that kind and seed."""
    if kind == "nets":
        from tests.fuzz.networks import random_network

        return random_network(Random(f"nets/{seed}")).encode()
    return KINDS[kind](Random(f"{kind}/{seed}"))


def suffix(kind: str) -> str:
    """How a file of that kind ends."""
    return {"hdf5": ".h5", "nets": ".prototxt"}.get(kind, f".{kind}")


def finding_path(folder: Path, kind: str, digest: str) -> Path:
    """Where a finding of that kind stands."""
    return folder / f"{kind}-{digest}{suffix(kind)}"
