"""Arrays from npz and npy files, good and bad."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from caffe2trt.caffe.errors import FileError
from caffe2trt.converter.comparison.images import read_mean
from caffe2trt.converter.npz import read_npy, read_npz


def header(shape: tuple[int, ...], descr: str = "<f4") -> bytes:
    held = io.BytesIO()
    np.lib.format.write_array_header_1_0(held, {"descr": descr, "fortran_order": False, "shape": shape})
    return held.getvalue()


def archive(path: Path, member: bytes, name: str = "x.npy", compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as file:
        file.writestr(name, member)
    return path


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_numbers_of_any_type_are_read(tmp_path: Path, save: object) -> None:
    arrays = {
        "a": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        "b": np.array(True),
        "c": np.zeros((300, 300), ">i2"),
    }
    save(tmp_path / "a.npz", **arrays)  # type: ignore[operator]
    found = read_npz(tmp_path / "a.npz", arrays)
    assert all(array.dtype == np.float32 for array in found.values())
    assert all(np.array_equal(found[name], array) for name, array in arrays.items())


@pytest.mark.parametrize(
    ("member", "message"),
    [
        (header((10**12,)), "is cut short: its shape is (1000000000000)"),
        (header((10**6, 10**6)) + bytes(10**6), "is cut short"),
        (header((2**63, 2)), "is cut short"),
        (header((-1,)), "is cut short"),
        (b"no array", "is not an array of numbers"),
        (b"", "is not an array of numbers"),
        (header((2,)) + bytes(4), "is not an array of numbers"),
        (b"\x93NUMPY\x01\x00\x04\x00{'a'", "is not an array of numbers"),
        (b"\x93NUMPY\x01\x00\x04\x00((((", "is not an array of numbers"),
        (header((2,), "|O") + bytes(16), "holds object, expected real numbers"),
        (header((1,), "<f8") + np.float64(1e300).tobytes(), "numbers too large for float32"),
    ],
)
def test_members_are_judged_before_memory_is_taken(tmp_path: Path, member: bytes, message: str) -> None:
    tracemalloc.start()
    with pytest.raises(FileError) as raised:
        read_npz(archive(tmp_path / "a.npz", member), ["x"])
    assert message in str(raised.value)
    assert tracemalloc.get_traced_memory()[1] < 10**8
    tracemalloc.stop()
    (tmp_path / "mean.npy").write_bytes(member)
    with pytest.raises(FileError, match=r"mean\.npy"):
        read_mean(str(tmp_path / "mean.npy"))


def test_a_member_of_another_name_or_kind(tmp_path: Path) -> None:
    good = header((1,)) + bytes(4)
    assert read_npz(archive(tmp_path / "a.npz", good, "x"), ["x"])["x"].tolist() == [0]
    with pytest.raises(FileError, match=r"holds the unknown array 'xx'; the names are x\. Did you mean 'x'"):
        read_npz(archive(tmp_path / "a.npz", good, "xx.npy"), ["x"])
    data = bytearray(archive(tmp_path / "a.npz", good, compression=zipfile.ZIP_STORED).read_bytes())
    data[data.index(b"NUMPY") + 40] ^= 1  # the checksum tells
    (tmp_path / "a.npz").write_bytes(data)
    with pytest.raises(FileError, match="or is damaged"):
        read_npz(tmp_path / "a.npz", ["x"])


def test_what_is_no_file_of_arrays(tmp_path: Path) -> None:
    (tmp_path / "a.npz").write_text("text")
    np.save(tmp_path / "one.npy", np.ones(3))
    for path, message in (
        (tmp_path / "a.npz", "is not an npz file"),
        (tmp_path / "one.npy", "a single array without a name"),
        (tmp_path, "it is a folder"),
        (Path("/dev/zero"), "it is a device"),
        (tmp_path / "none", "No such file"),
    ):
        with pytest.raises(FileError, match=message):
            read_npz(path, ["x"])
    assert read_npy(tmp_path / "one.npy").tolist() == [1, 1, 1]
