"""caffe.io, Classifier and NetSpec of caffe2trt.pycaffe."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import caffe2trt.pycaffe as caffe
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.prototxt import parse_prototxt
from caffe2trt.pycaffe import layers as L  # noqa: N812
from caffe2trt.pycaffe import params as P  # noqa: N812
from caffe2trt.pycaffe.proto import caffe_pb2
from tests.networks import input_layer
from tests.pycaffe_nets import backend as backend

SQUARES = np.arange(6, dtype=np.float32).reshape(2, 3, 1) ** 2


def test_pictures_are_resized_as_scikit_image_and_scipy_do() -> None:
    """The numbers are those of skimage.transform.resize (mode constant, no anti-aliasing) and scipy.ndimage.zoom."""
    larger = [[0, 0.5208, 1.7708, 2.9167], [3.9375, 7, 10.75, 12.6875], [6.5625, 11.1458, 16.1458, 18.2292]]
    assert np.allclose(caffe.io.resize_image(SQUARES, (3, 4))[..., 0], larger, atol=1e-4)
    assert np.allclose(caffe.io.resize_image(SQUARES, (1, 2))[..., 0], [[5.5, 13]])
    corners = [[0, 0.6667, 2, 4], [4.5, 7.1667, 10.5, 14.5], [9, 13.6667, 19, 25]]
    assert np.allclose(caffe.io.resize_image(np.repeat(SQUARES, 2, 2), (3, 4))[..., 1], corners, atol=1e-4)
    with pytest.raises(ConversionError, match="interp_order must be 0 or 1, found 3"):
        caffe.io.resize_image(SQUARES, (3, 4), 3)


@pytest.mark.parametrize(
    ("mode", "pixel", "expected"),
    [
        ("RGB", (255, 0, 51), (1, 0, 0.2)),
        ("RGBA", (255, 0, 51, 7), (1, 0, 0.2)),
        ("L", 51, (0.2, 0.2, 0.2)),
        ("I;16", 13107, (0.2, 0.2, 0.2)),
    ],
)
def test_pictures_are_loaded_as_rgb_from_0_to_1(
    tmp_path: Path, mode: str, pixel: int | tuple[int, ...], expected: tuple[float, ...]
) -> None:
    Image.new(mode, (3, 2), pixel).save(tmp_path / "picture.png")
    picture = caffe.io.load_image(str(tmp_path / "picture.png"))
    assert picture.shape == (2, 3, 3)
    assert picture.dtype == np.float32
    assert np.allclose(picture, expected)
    gray = caffe.io.load_image(str(tmp_path / "picture.png"), color=False)
    assert gray.shape == (2, 3, 1)
    assert np.allclose(gray, np.dot(expected, (0.2125, 0.7154, 0.0721)), atol=1e-6)


def test_a_file_that_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_text("none")
    with pytest.raises(ConversionError, match=r"cannot read the picture .*picture.png"):
        caffe.io.load_image(str(tmp_path / "picture.png"))


def test_the_transformer_prepares_in_caffes_order_and_back() -> None:
    transformer = caffe.io.Transformer({"data": (1, 3, 4, 5)})
    transformer.set_transpose("data", (2, 0, 1))
    transformer.set_channel_swap("data", (2, 1, 0))
    transformer.set_raw_scale("data", 255)
    transformer.set_mean("data", np.array([1.0, 2.0, 3.0]))
    transformer.set_input_scale("data", 0.5)
    picture = np.random.default_rng(0).random((4, 5, 3)).astype(np.float32)
    given = picture.copy()
    found = transformer.preprocess("data", picture)
    means = np.array([1, 2, 3]).reshape(3, 1, 1)
    assert np.allclose(found, 0.5 * (255 * picture.transpose(2, 0, 1)[::-1] - means), atol=1e-4)
    assert np.array_equal(picture, given)
    assert np.allclose(transformer.deprocess("data", found), picture, atol=1e-6)
    assert transformer.preprocess("data", np.zeros((8, 9, 3))).shape == (3, 4, 5)


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("transpose", (1, 0), "3 axes beside the batch"),
        ("channel_swap", (1, 0), "3 channels"),
        ("mean", np.zeros(2), "3 channels, found 2"),
        ("mean", np.zeros((1, 3, 4, 5)), "4 axes, expected 1, 2 or 3"),
    ],
)
def test_settings_that_do_not_fit_the_input(setting: str, value: object, message: str) -> None:
    transformer = caffe.io.Transformer({"data": (1, 3, 4, 5)})
    with pytest.raises(ConversionError, match=message):
        getattr(transformer, f"set_{setting}")("data", value)
    with pytest.raises(ConversionError, match="unknown input 'image'"):
        getattr(transformer, f"set_{setting}")("image", value)


def test_ten_crops() -> None:
    picture = np.arange(4 * 6, dtype=np.float32).reshape(4, 6, 1)
    crops = caffe.io.oversample([picture, picture + 100], (2, 3))
    assert crops.shape == (20, 2, 3, 1)
    assert [crop[0, 0, 0] for crop in crops[:5]] == [0, 3, 12, 15, 7]
    assert np.array_equal(crops[5:10], crops[:5, :, ::-1])
    assert np.array_equal(crops[10:], crops[:10] + 100)


def test_arrays_as_messages_and_back() -> None:
    array = np.arange(6.0).reshape(1, 2, 3)
    blob = caffe.io.array_to_blobproto(array, diff=-array)
    assert np.array_equal(caffe.io.blobproto_to_array(caffe_pb2.BlobProto.FromString(blob.SerializeToString())), array)
    assert np.array_equal(caffe.io.blobproto_to_array(blob, return_diff=True), -array)
    legacy = caffe_pb2.BlobProto(num=1, channels=1, height=2, width=3, data=array.ravel())
    assert caffe.io.blobproto_to_array(legacy).shape == (1, 1, 2, 3)
    for values in (array, array.astype(np.uint8)):
        datum = caffe.io.array_to_datum(values, 4)
        assert datum.label == 4
        assert np.array_equal(caffe.io.datum_to_array(datum), values)
    packed = caffe.io.arraylist_to_blobprotovector_str([array, array + 1])
    assert np.array_equal(caffe.io.blobprotovector_str_to_arraylist(packed)[1], array + 1)


def test_the_classifier_averages_over_crops(tmp_path: Path, backend: str) -> None:
    """The network gives the mean of each channel of what it is given."""
    text = input_layer("data", 4, 3, 2, 2) + (
        'layer { name: "mean" type: "Pooling" bottom: "data" top: "mean" '
        "pooling_param { pool: AVE global_pooling: true } }"
        'layer { name: "w" type: "Scale" bottom: "mean" top: "y" }'
    )
    (tmp_path / "net.prototxt").write_text(text)
    plain = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST)
    plain.save(tmp_path / "net.caffemodel")
    classifier = caffe.Classifier(
        str(tmp_path / "net.prototxt"),
        str(tmp_path / "net.caffemodel"),
        image_dims=(4, 4),
        mean=np.array([10.0, 20.0, 30.0]),
        raw_scale=255,
        channel_swap=(2, 1, 0),
    )
    pictures = [np.random.default_rng(seed).random((4, 4, 3)).astype(np.float32) for seed in range(3)]
    crops = [[p[y : y + 2, x : x + 2] for y, x in ((0, 0), (0, 2), (2, 0), (2, 2), (1, 1))] for p in pictures]
    means = np.array([[255 * crop.mean((0, 1))[::-1] - (10, 20, 30) for crop in five] for five in crops])
    assert np.allclose(classifier.predict(pictures), means.mean(1), atol=1e-3)
    centres = classifier.predict(pictures, oversample=False).reshape(3, 3)
    assert np.allclose(centres, means[:, 4], atol=1e-3)


def test_netspec_writes_what_caffe_reads() -> None:
    n = caffe.NetSpec()
    n.data, n.label = L.Data(
        batch_size=8, backend=P.Data.LMDB, source="train", transform_param={"scale": 0.5}, ntop=2, include={"phase": 0}
    )
    n.conv1 = L.Convolution(
        n.data, kernel_size=3, num_output=4, weight_filler={"type": "xavier"}, param=[{"lr_mult": 1}]
    )
    n.relu1 = L.ReLU(n.conv1, in_place=True)
    n.score = L.InnerProduct(L.Pooling(n.relu1, pool=P.Pooling.MAX, kernel_size=2), num_output=5)
    n.loss = L.SoftmaxWithLoss(n.score, n.label)
    n.silence = L.Silence(n.score, ntop=0)
    net = parse_prototxt(str(n.to_proto())).net
    assert [layer.name for layer in net.layer] == ["data", "conv1", "relu1", "Pooling1", "score", "loss", "Silence1"]
    assert net.layer[2].top == net.layer[2].bottom == ["conv1"]
    assert net.layer[0].data_param.backend == caffe_pb2.DataParameter.LMDB
    assert net.layer[1].convolution_param.kernel_size == [3]
    assert net.layer[1].param[0].lr_mult == 1
    assert list(net.layer[5].bottom) == ["score", "label"]
    assert [layer.type for layer in caffe.to_proto(n.score).layer] == [
        "Data",
        "Convolution",
        "ReLU",
        "Pooling",
        "InnerProduct",
    ]


def test_netspec_takes_networks_deeper_than_python_nests_calls() -> None:
    top = L.Input(shape={"dim": [1]})
    for _ in range(3000):
        top = L.Power(top, shift=1)
    assert len(top.to_proto().layer) == 3001


def test_netspec_refuses_what_no_layer_has() -> None:
    with pytest.raises(TypeError, match="Power: bottom 0 must be what a layer gives, found str"):
        L.Power("data")
    with pytest.raises(ConversionError, match="Power: shfit=1 is not possible"):
        L.Power(L.Input(shape={"dim": [1]}), shfit=1).to_proto()
    with pytest.raises(AttributeError, match="there is no PoollingParameter"):
        _ = P.Poolling.MAX


def test_layer_types_are_listed() -> None:
    assert {"Convolution", "LSTM", "Data", "SoftmaxWithLoss"} <= set(caffe.layer_type_list())
