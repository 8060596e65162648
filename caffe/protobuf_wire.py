"""Writing protobuf's wire format by hand, for files whose bulk goes from arrays straight into the file.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations


def record(number: int, payload: bytes) -> bytes:
    """A field of bytes, a string or a message."""
    return tag(number) + varint(len(payload)) + payload


def tag(number: int) -> bytes:
    """What stands before the length of a field of bytes, a string or a message."""
    return varint(number << 3 | 2)


def varint(value: int) -> bytes:
    """A whole number, seven bits a byte."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
