"""Reading caffemodel files, good and bad."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caffe2trt.caffe.caffemodel import read_caffemodel
from caffe2trt.caffe.errors import ConversionError, FileError
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
    write_caffemodel(path, {"a": [np.zeros((2, 3), np.float32)]})
    path.write_bytes(path.read_bytes().replace(b"\x02\x03", b"\x02\x04"))
    with pytest.raises(ConversionError, match=r"shape \(2, 4\) holds 6 values"):
        read_caffemodel(path)


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


def test_hdf5_snapshots(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="h5py is not installed; it is an optional dependency")
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
