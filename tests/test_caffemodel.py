"""Reading caffemodel files, good and bad."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caffe2trt.caffe.caffemodel import read_caffemodel
from caffe2trt.caffe.caffemodel_h5 import read_caffemodel_h5
from caffe2trt.caffe.errors import ConversionError, FileError
from caffe2trt.caffe.protobuf_wire import record, varint
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.converter import Reference, load
from tests.harness import GOLDENS, Case
from tests.networks import write_caffemodel

GOLDEN = GOLDENS / "nets/lrcn_small/weights.caffemodel"


def test_equals_protobufs_reading() -> None:
    expected = caffe_pb2.NetParameter.FromString(GOLDEN.read_bytes())
    found = read_caffemodel(GOLDEN)
    assert list(found) == [layer.name for layer in expected.layer]
    for layer in expected.layer:
        for blob, stored in zip(layer.blobs, found[layer.name], strict=True):
            assert stored.data.shape == tuple(blob.shape.dim)
            assert np.array_equal(stored.data.ravel(), np.array(blob.data, np.float32))


def test_weights_are_views_on_the_file() -> None:
    for blobs in read_caffemodel(GOLDEN).values():
        for blob in blobs:
            assert not blob.data.flags.owndata
            assert not blob.data.flags.writeable


def test_legacy_shape_and_doubles(tmp_path: Path) -> None:
    model = caffe_pb2.NetParameter()
    layer = model.layers.add(name="ip", type=caffe_pb2.V1LayerParameter.INNER_PRODUCT)
    layer.blobs.add(num=1, channels=1, height=2, width=3, data=range(6))
    layer.blobs.add(num=1, channels=1, height=1, width=2, double_data=[0.5, 0.25])
    path = tmp_path / "v1.caffemodel"
    path.write_bytes(model.SerializeToString())
    weights, bias = read_caffemodel(path)["ip"]
    assert weights.data.shape == (1, 1, 2, 3)
    reshaped = weights.reshaped((2, 3))
    assert reshaped is not None
    assert reshaped.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert weights.reshaped((3, 2)) is None
    assert bias.data.dtype == np.float32
    assert bias.data.ravel().tolist() == [0.5, 0.25]


def test_values_with_a_tag_each(tmp_path: Path) -> None:
    """Files may hold repeated floats unpacked; protobuf readers must accept both."""
    values = np.array([1.5, -2, 3], "<f4")
    unpacked = b"".join(bytes([5 << 3 | 5]) + value.tobytes() for value in values)
    blob = b"\x3a\x03\x0a\x01\x03" + unpacked  # shape { dim: [3] }, then the values
    layer = b"\x0a\x01a" + bytes([7 << 3 | 2, len(blob)]) + blob
    path = tmp_path / "unpacked.caffemodel"
    path.write_bytes(b"\xa2\x06" + bytes([len(layer)]) + layer)
    assert read_caffemodel(path)["a"][0].data.tolist() == values.tolist()


def test_not_a_caffemodel(tmp_path: Path) -> None:
    path = tmp_path / "bad.caffemodel"
    path.write_bytes(b"")
    with pytest.raises(ConversionError, match="is empty"):
        read_caffemodel(path)
    path.write_text('layer { name: "a" }')
    with pytest.raises(ConversionError, match="not a caffemodel"):
        read_caffemodel(path)
    with pytest.raises(ConversionError, match="No such file"):
        read_caffemodel(tmp_path / "none.caffemodel")
    with pytest.raises(ConversionError, match="it is a folder"):
        read_caffemodel(tmp_path)
    with pytest.raises(ConversionError, match="it is a device"):
        read_caffemodel("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConversionError, match="it is a pipe"):
        read_caffemodel(tmp_path / "pipe")
    write_caffemodel(path, {"a": [np.zeros((2, 3), np.float32)]})
    path.write_bytes(path.read_bytes().replace(b"\x02\x03", b"\x02\x04"))
    with pytest.raises(ConversionError, match=r"shape \(2, 4\) holds 6 values"):
        read_caffemodel(path)


def blob_bytes(*fields: bytes) -> bytes:
    """A caffemodel of one layer a with one blob of these fields."""
    blob = b"".join(fields)
    return record(100, record(1, b"a") + record(7, blob))


@pytest.mark.parametrize(
    ("blob", "message"),
    [
        ([b"\x08" + varint(2**63)], "is not possible for a Caffe blob"),
        ([b"\x08" + b"\xff" * 9 + b"\x01", b"\x10\x01"], "is not possible for a Caffe blob"),
        ([record(7, record(1, varint(2**32) * 2))], "is not possible for a Caffe blob"),
        ([record(7, record(1, varint(2**20) * 8))], "is not possible for a Caffe blob"),
        ([record(7, record(1, b"\x01" * 65)), record(5, bytes(4))], "the shape of 65 axes is not possible"),
        ([record(5, bytes(7))], "cut short"),
        ([record(7, record(1, b"\x02")), record(8, bytes(8))], "holds 1 values"),
    ],
)
def test_shapes_that_no_blob_can_have(tmp_path: Path, blob: list[bytes], message: str) -> None:
    path = tmp_path / "w.caffemodel"
    path.write_bytes(blob_bytes(*blob))
    with pytest.raises(FileError, match=message):
        read_caffemodel(path)


def test_values_in_pieces_are_one_array(tmp_path: Path) -> None:
    """Protobuf joins them; doubles count before floats, as in Caffe."""
    path = tmp_path / "w.caffemodel"
    floats = [record(5, np.array([1, 2], "<f4").tobytes()), b"\x2d" + np.float32(3).tobytes(), record(5, b"")]
    path.write_bytes(blob_bytes(*floats))
    assert read_caffemodel(path)["a"][0].data.tolist() == [1, 2, 3]
    path.write_bytes(blob_bytes(*floats, b"\x41" + np.float64(5).tobytes(), record(8, np.float64(6).tobytes())))
    assert read_caffemodel(path)["a"][0].data.tolist() == [5, 6]


def test_scattered_values_are_read_in_linear_time(tmp_path: Path) -> None:
    path = tmp_path / "w.caffemodel"
    one = b"\x2d" + bytes(4) + b"\x48\x01"  # a value, and a field that says nothing
    path.write_bytes(blob_bytes(one * 200_000))
    started = time.monotonic()
    assert read_caffemodel(path)["a"][0].data.shape == (200_000,)
    assert time.monotonic() - started < 5


def test_names_that_are_no_utf_8_stay_different(tmp_path: Path) -> None:
    path = tmp_path / "w.caffemodel"
    path.write_bytes(b"".join(record(100, record(1, name)) for name in (b"\xff", b"\xfe", "\xe9".encode())))
    assert list(read_caffemodel(path)) == ["\xff", "\xfe", "\xe9"]


@settings(max_examples=50)
@given(st.integers(1, GOLDEN.stat().st_size - 1))
def test_truncated_anywhere(size: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cut.caffemodel"
        path.write_bytes(GOLDEN.read_bytes()[:size])
        try:
            layers = read_caffemodel(path)
        except FileError:
            return
        # Cut exactly between two layers: the missing ones are found out when a network asks for them.
        assert len(layers) < len(read_caffemodel(GOLDEN))


@pytest.fixture
def h5py() -> Any:
    return pytest.importorskip("h5py", reason="h5py is not installed; it is an optional dependency")


def test_hdf5_snapshots(tmp_path: Path, h5py: Any) -> None:
    case = Case.named("recurrent/lstm")
    assert case.caffemodel is not None
    path = tmp_path / "weights.caffemodel.h5"
    with h5py.File(path, "w") as file:
        for name, blobs in read_caffemodel(case.caffemodel).items():
            layer = file.create_group(f"data/{name}")
            for index, blob in enumerate(blobs):
                layer[str(index)] = blob.data
    inputs, expected = case.calls[0]
    assert np.abs(Reference(load(case.prototxt, path)).forward(inputs)["y"] - expected["y"]).max() < 1e-6
    path.write_text("no HDF5")
    with pytest.raises(ConversionError, match="not a caffemodel in HDF5"):
        load(case.prototxt, path)


def test_hdf5_gives_only_what_stands_in_the_file(tmp_path: Path, h5py: Any) -> None:
    """External storage, links and virtual datasets would read any file of the machine into the weights."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"root:x:0:0 secret")
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["data/a/0"] = np.ones(4, np.float32)
    spoil: dict[str, Callable[[Any], object]] = {
        "external storage": lambda file: file.create_dataset(
            "data/a/0", (4,), np.uint8, external=[(str(secret), 0, 4)]
        ),
        "external link to a blob": lambda file: file.create_group("data/a").update(
            {"0": h5py.ExternalLink("other.h5", "/data/a/0")}
        ),
        "external link to a layer": lambda file: file.create_group("data").update(
            {"a": h5py.ExternalLink("other.h5", "/data/a")}
        ),
        "external link to all": lambda file: file.update({"data": h5py.ExternalLink("other.h5", "/data")}),
        "soft link": lambda file: file.create_group("data/a").update({"0": h5py.SoftLink("/x")}),
        "virtual dataset": lambda file: file.create_virtual_dataset("data/a/0", virtual_layout(h5py)),
    }
    for kind, make in spoil.items():
        with h5py.File(tmp_path / "w.h5", "w") as file:
            make(file)
        with pytest.raises(FileError, match=r"another file|outside the file"):
            print(kind, read_caffemodel_h5(tmp_path / "w.h5")["a"][0].data)


def virtual_layout(h5py: Any) -> Any:
    layout = h5py.VirtualLayout(shape=(4,), dtype=np.float32)
    layout[:] = h5py.VirtualSource("other.h5", "data/a/0", shape=(4,))
    return layout


def test_hdf5_claims_are_checked_before_memory_is_taken(tmp_path: Path, h5py: Any) -> None:
    path = tmp_path / "w.h5"
    for name, shape, options in (
        ("chunks", (10**9,), {"chunks": (1000,), "compression": "gzip"}),
        ("row", (10**9,), {}),
        ("huge", (10**6, 10**6), {"chunks": (100, 100)}),
    ):
        with h5py.File(path, "w") as file:
            file["data/good/0"] = np.ones(3, np.float32)
            file.create_dataset(f"data/{name}/0", shape, np.float32, **options)
        blobs = read_caffemodel_h5(path)
        assert blobs["good"][0].data.tolist() == [1, 1, 1]  # a layer that nobody asks for is not read
        with pytest.raises(FileError, match="The file is damaged"):
            print(blobs[name])


def test_damaged_hdf5(tmp_path: Path, h5py: Any) -> None:
    path = tmp_path / "w.h5"
    spoil: list[Callable[[Any], object]] = [
        lambda file: file.create_dataset("data", (3,), "f4"),
        lambda file: file.create_group("other"),
        lambda file: file.create_dataset("data/a", (3,), "f4"),
        lambda file: file.create_group("data/a").create_group("0"),
        lambda file: file.create_group("data/a").create_dataset("x", (3,), "f4"),
        lambda file: file.create_group("data/a").create_dataset("1", data=np.ones(3)),
        lambda file: file.create_group("data/a").create_dataset("0", data="text"),
        lambda file: file.create_group("data/a").create_dataset("0", data=h5py.Empty("f")),
        lambda file: file.create_group("data/a").create_dataset("0", data=np.ones(3, [("x", "f4")])),
    ]
    for make in spoil:
        with h5py.File(path, "w") as file:
            make(file)
        with pytest.raises(FileError):
            print(read_caffemodel_h5(path)["a"])
