"""Comparing two runners: random inputs, metrics, the roles of inputs, pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema.caffe_pb2 import BlobProto
from caffe2trt.converter import define_network
from caffe2trt.converter.comparison.compare import compare, default_calls
from caffe2trt.converter.comparison.images import Preparation, image_inputs, read_mean
from caffe2trt.converter.comparison.inputs import npz_inputs, random_inputs
from caffe2trt.converter.comparison.metrics import BlobMetrics, Tolerance
from caffe2trt.converter.comparison.runners import Runner, network_runner, reference_runner
from caffe2trt.converter.net import apply_pass
from caffe2trt.converter.reference import Reference
from caffe2trt.graph_surgery.unroll import unroll
from tests.harness import Array, Arrays, Case, golden_names
from tests.networks import input_layer, random_net

EXACT = Tolerance(0.0, 0.0)
BATCH_OF_PICTURES = (
    input_layer("data", 2, 3, 4, 6) + 'layer { name: "p" type: "Pooling" bottom: "data" top: "p" '
    "pooling_param { pool: AVE global_pooling: true } }"
)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("nets/lrcn_small", {"data": ("data", 0), "clip_markers": ("cont", 3)}),
        ("nets/ocr_columns", {"image": ("data", 0), "cont": ("cont", 2)}),
        (
            "nets/caption_factored_stream",
            {"cont": ("cont", 4), "word": ("index", 20), "image_features": ("data", 0)},
        ),
        ("recurrent/unrolled_netspec", {"X": ("data", 0)}),
    ],
)
def test_roles_of_inputs(name: str, kinds: dict[str, tuple[str, int]]) -> None:
    net = Case.named(name).load()
    for form in (net, apply_pass(net, unroll)):
        assert {name: (role.kind, role.count) for name, role in form.roles.items()} == kinds


def test_random_inputs_start_continue_and_repeat() -> None:
    net = Case.named("nets/lrcn_small").load()
    calls = list(random_inputs(net, calls=40, seed=3))
    again = list(random_inputs(net, calls=40, seed=3))
    assert all(np.array_equal(a[name], b[name]) for a, b in zip(calls, again) for name in a)
    cont = np.stack([call["clip_markers"].reshape(4, 3) for call in calls])
    assert not cont[0, 0].any()
    assert cont[20, -1, 0] == 0  # within a call, for certain
    assert 0.8 < cont[1:].mean() < 0.95
    whole = np.stack([c["clip_markers"].reshape(4, 3) for c in random_inputs(net, calls=40, starts_only=True)])
    assert whole[:, 1:].all()
    assert not whole[1:, 0].all()
    words = [call["word"] for call in random_inputs(Case.named("nets/caption_factored_stream").load(), calls=9)]
    assert {word % 1 for word in np.ravel(words)} == {0}
    assert 0 <= np.min(words) < np.max(words) < 20


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        ("nets/lrcn_small", 2),
        ("nets/caption_factored_stream", 4),
        ("recurrent/lstm_step_stream", 8),
        ("nets/v1_format", 1),
    ],
)
def test_the_default_number_of_calls_shows_a_state(name: str, calls: int) -> None:
    assert default_calls(Case.named(name).load()) == calls


def test_npz_of_one_call_and_of_many_calls(tmp_path: Path) -> None:
    case = Case.named("nets/lrcn_small")
    net, first = case.load(), cast(dict[str, Any], case.calls[0][0])
    np.savez(tmp_path / "one.npz", **first)
    (call,) = npz_inputs(net, str(tmp_path / "one.npz"))
    assert all(np.array_equal(call[name], first[name]) for name in first)
    np.savez(tmp_path / "many.npz", data=np.stack([first["data"]] * 3))
    calls = list(npz_inputs(net, str(tmp_path / "many.npz")))
    assert [call["clip_markers"].sum() for call in calls] == [9, 12, 12]  # three streams start at the first time step


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({}, "The inputs are: data (12,3,67,67), clip_markers (12)"),
        ({"data": np.zeros((2, 3))}, "'data' has shape (2,3), expected (12,3,67,67) or (calls,12,3,67,67)"),
        (
            {"data": np.zeros((2, 12, 3, 67, 67)), "clip_markers": np.zeros((3, 12))},
            "do not agree on the number of calls",
        ),
    ],
)
def test_npz_that_does_not_fit(tmp_path: Path, arrays: dict[str, Any], message: str) -> None:
    np.savez(tmp_path / "in.npz", **arrays)
    with pytest.raises(ConversionError) as caught:
        npz_inputs(Case.named("nets/lrcn_small").load(), str(tmp_path / "in.npz"))
    assert message in str(caught.value)


def picture(path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (6, 4)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


def test_pictures_as_caffe_prepares_them(tmp_path: Path) -> None:
    net = random_net(tmp_path, BATCH_OF_PICTURES)
    for index in range(5):
        picture(tmp_path / "f" / f"{index}.png", (10 * index, 100, 200), size=(12, 8))
    mean = read_mean("104,117,123")
    calls = list(image_inputs(net, str(tmp_path / "f"), Preparation(mean, 0.5)))
    assert len(calls) == 2  # the fifth fills no call
    assert calls[1]["data"][:, :, 0, 0].tolist() == [[48, -8.5, -51.5], [48, -8.5, -46.5]]  # blue, green, red
    (call, _) = image_inputs(net, str(tmp_path / "f"), Preparation(mean, 1.0, rgb=True))
    assert call["data"][0, :, 3, 5].tolist() == [-104, -17, 77]


def test_a_mean_larger_than_the_input_is_cropped_as_caffe_does(tmp_path: Path) -> None:
    net = random_net(tmp_path, BATCH_OF_PICTURES)  # pictures of 4 x 6
    columns = np.arange(9, dtype=np.uint8)
    pixels = np.broadcast_to(columns[None, :, None] * 10, (7, 9, 3))
    (tmp_path / "f").mkdir()
    for index in range(2):
        Image.fromarray(np.ascontiguousarray(pixels)).save(tmp_path / "f" / f"{index}.png")
    mean = np.broadcast_to(columns.astype(np.float32) * 9, (3, 7, 9))
    (call,) = image_inputs(net, str(tmp_path / "f"), Preparation(mean))
    assert call["data"][0, 0].tolist() == [[1, 2, 3, 4, 5, 6]] * 4  # columns 1 to 6 of 9


def test_pictures_are_shrunk_as_opencv_does(tmp_path: Path) -> None:
    """Bilinear between four pixels; an average over all would give 127.5 everywhere."""
    net = random_net(tmp_path, BATCH_OF_PICTURES)  # pictures of 4 x 6
    pixels = np.zeros((16, 24, 3), np.uint8)
    pixels[:, 1::4] = 200  # of each four columns the second and third are between the centres: 1.5, 5.5, ...
    pixels[:, 2::4] = 101
    (tmp_path / "f").mkdir()
    for index in range(2):
        Image.fromarray(pixels).save(tmp_path / "f" / f"{index}.png")
    (call,) = image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0")))
    assert np.all(call["data"] == 151)  # (200 + 101) / 2, rounded up
    for index in range(2):
        Image.fromarray(pixels[:2, :3]).save(tmp_path / "f" / f"{index}.png")
    (call,) = image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0")))
    assert call["data"][0, 0, 0].tolist() == [0, 50, 150, 175, 126, 101]  # enlarged: quarters between the centres


def test_folders_that_are_no_videos(tmp_path: Path) -> None:
    net = Case.named("nets/ocr_columns").load()  # a picture for each of two streams, its columns the time steps
    assert (net.inputs["image"][0], net.inputs["cont"][-1]) == (2, 2)
    for video in range(2):
        for frame in range(3):
            picture(tmp_path / "f" / f"v{video}" / f"{frame}.png", (100 * video + frame,) * 3)
    picture(tmp_path / "f" / ".thumbnails" / "0.png", (9, 9, 9))
    picture(tmp_path / "f" / "v0" / "._0.png", (9, 9, 9))
    calls = list(image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0"))))
    assert [call["image"][:, 0, 0, 0].tolist() for call in calls] == [[0, 100], [1, 101], [2, 102]]
    picture(tmp_path / "f" / "v2" / "0.png", (0, 0, 0))
    with pytest.raises(ConversionError, match="has 3 folders, and the network takes 2 streams"):
        image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0")))
    picture(tmp_path / "f" / "0.png", (0, 0, 0))
    with pytest.raises(ConversionError, match="contains both pictures and folders"):
        image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0")))


def test_frames_go_by_number(tmp_path: Path) -> None:
    net = random_net(tmp_path, BATCH_OF_PICTURES)
    for index in (1, 2, 10, 11):
        picture(tmp_path / "f" / f"frame{index}.png", (index, 0, 0))
    calls = list(image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0"), rgb=True)))
    assert [call["data"][:, 0, 0, 0].tolist() for call in calls] == [[1, 2], [10, 11]]


def test_pictures_are_frames_of_each_stream(tmp_path: Path) -> None:
    net = Case.named("nets/lrcn_small").load()  # four time steps of three streams
    for video in range(2):
        for frame in range(8):
            picture(tmp_path / "f" / f"v{video}" / f"{frame}.png", (10 * frame, video, 0))
    calls = list(image_inputs(net, str(tmp_path / "f"), Preparation(read_mean("0"), 1.0, rgb=True)))
    data = np.stack([call["data"].reshape(4, 3, 3, 67, 67) for call in calls])
    assert data[1, :, 0, 0, 0, 0].tolist() == [40, 50, 60, 70]
    assert data[0, 0, :, 1, 0, 0].tolist() == [0, 1, 0]  # the third stream takes the first video again
    assert [call["clip_markers"].sum() for call in calls] == [9, 12]


def test_means_from_files(tmp_path: Path) -> None:
    mean = np.arange(24, dtype=np.float32).reshape(3, 2, 4)
    np.save(tmp_path / "mean.npy", mean)
    blob = BlobProto(num=1, channels=3, height=2, width=4, data=mean.ravel())
    (tmp_path / "mean.binaryproto").write_bytes(blob.SerializeToString())
    assert np.array_equal(read_mean(str(tmp_path / "mean.npy")), mean)
    assert np.array_equal(read_mean(str(tmp_path / "mean.binaryproto")), mean)
    (tmp_path / "bad.binaryproto").write_bytes(b"\xff\xff")
    np.save(tmp_path / "plane.npy", mean[0])
    assert np.array_equal(read_mean(str(tmp_path / "plane.npy")), mean[:1])
    np.save(tmp_path / "two.npy", np.stack([mean, mean]))
    np.save(tmp_path / "text.npy", np.array(["a"]))
    np.save(tmp_path / "nan.npy", mean * np.nan)
    with pytest.raises(ConversionError, match="is not finite"):
        read_mean(str(tmp_path / "nan.npy"))
    with pytest.raises(ConversionError, match="neither numbers nor"):
        read_mean("nan")
    for bad in ("bad.binaryproto", "absent.npy", "two.npy", "text.npy"):
        with pytest.raises(ConversionError, match="cannot read the mean"):
            read_mean(str(tmp_path / bad))
    with pytest.raises(ConversionError, match="neither numbers nor"):
        read_mean("a,b")


def test_pictures_that_do_not_fit(tmp_path: Path) -> None:
    net = random_net(tmp_path, BATCH_OF_PICTURES)
    plain = Preparation(read_mean("0"))
    (tmp_path / "f").mkdir()
    with pytest.raises(ConversionError, match="there are no pictures in"):
        image_inputs(net, str(tmp_path / "f"), plain)
    picture(tmp_path / "f" / "0.png", (0, 0, 0))
    with pytest.raises(ConversionError, match="fewer pictures than one call takes, which is 2"):
        image_inputs(net, str(tmp_path / "f"), plain)
    (tmp_path / "f" / "1.png").write_bytes(b"no picture")
    with pytest.raises(ConversionError, match=r"cannot read the picture .*1\.png"):
        list(image_inputs(net, str(tmp_path / "f"), plain))
    with pytest.raises(ConversionError, match="pictures alone cannot feed this network"):
        image_inputs(Case.named("nets/caption_factored_stream").load(), str(tmp_path / "f"), plain)
    picture(tmp_path / "f" / "1.png", (0, 0, 0))
    with pytest.raises(ConversionError, match="the mean's shape"):
        list(image_inputs(net, str(tmp_path / "f"), Preparation(np.zeros((3, 9, 5), np.float32))))


def test_metrics_by_hand() -> None:
    m = BlobMetrics("y", Tolerance(atol=0.1, rtol=0.5))
    m.add(np.array([[1.0, 2.0], [0.0, 4.0]]), np.array([[1.0, 2.5], [0.5, 4.0]]))
    assert (m.max_error, m.mean_error, m.relative_error) == (0.5, 0.25, 0.125)
    assert m.top1 == 1.0
    assert m.worst == pytest.approx(0.5 / (0.1 * 4 + 0.5 * 0.5))
    assert m.passes
    m.add(np.array([[2.0, 1.0], [0.0, 0.0]]), np.array([[1.0, 2.0], [0.0, 0.0]]))
    assert (m.passes, m.failed_at) == (False, 1)
    assert m.by_call == [0.5, 1.0]
    assert m.top1 == 0.75
    actual, expected = np.array([1, 2, 0, 4, 2, 1, 0, 0.0]), np.array([1, 2.5, 0.5, 4, 1, 2, 0, 0.0])
    assert m.cosine == pytest.approx(actual @ expected / np.linalg.norm(actual) / np.linalg.norm(expected))


def test_metrics_of_nan_and_infinity() -> None:
    same, other = BlobMetrics("y", EXACT), BlobMetrics("y", Tolerance(9.0, 9.0))
    same.add(np.array([np.nan, np.inf]), np.array([np.nan, np.inf]))
    assert (same.max_error, same.passes) == (0.0, True)
    other.add(np.array([np.nan, 1.0]), np.array([1.0, 1.0]))
    assert (other.max_error, other.passes) == (math.inf, False)

    assert math.isnan(other.cosine)
    assert (other.top1, other.drift) == (None, "")
    row = BlobMetrics("y", Tolerance(9.0, 9.0))
    row.add(np.array([[np.nan, 1.0], [2.0, 1.0]]), np.array([[2.0, 1.0], [2.0, 1.0]]))
    assert (row.top1, row.failed_at) == (0.5, 0)


def test_metrics_of_other_shapes() -> None:
    m = BlobMetrics("y", Tolerance(9.0, 9.0))
    m.add(np.zeros((2, 1)), np.zeros((2, 5)))  # numpy would broadcast them
    assert (m.passes, m.failed_at, m.difference) == (False, 0, "of shape (2, 1) instead of (2, 5)")
    assert math.isnan(m.cosine)


@pytest.mark.parametrize("precision", ["fp32", "fp16", "bf16"])
def test_small_values_are_measured_by_their_own_size(precision: str) -> None:
    """Probabilities over ten thousand words are no larger than what would be allowed of ones."""
    expected, other = np.random.default_rng(0).dirichlet(np.ones(10_000), size=2)
    m = BlobMetrics("probs", Tolerance.of(precision))
    m.add(other, expected)
    assert not m.passes
    right = BlobMetrics("probs", Tolerance.of(precision))
    right.add(expected * (1 + {"fp32": 1e-6, "fp16": 1e-3, "bf16": 8e-3}[precision]), expected)
    assert right.passes


def test_another_vector_differs_however_small_it_is(tmp_path: Path) -> None:
    net = random_net(tmp_path, BATCH_OF_PICTURES)
    small = reference_runner(net)
    right = Runner("right", lambda call: {name: 1e-9 * array for name, array in small.forward(call).items()})
    wrong = Runner("wrong", lambda call: {name: -1e-9 * array for name, array in small.forward(call).items()})
    calls, tolerance = random_inputs(net, 1), Tolerance.of("fp32")
    assert compare(net, right, right, calls, tolerance).passes
    result = compare(net, wrong, right, calls, tolerance)
    assert result.metrics["p"].passes
    assert not result.passes
    assert result.verdict[0].startswith("different: p small, but a different vector (cosine -1.00)")


@pytest.mark.parametrize("numbers", [(math.nan, 1.0), (1.0, math.nan), (math.inf, 0.0), (-1.0, 0.0)])
def test_a_tolerance_is_two_numbers(numbers: tuple[float, float]) -> None:
    with pytest.raises(ConversionError, match="nothing can be compared with"):
        Tolerance(*numbers)


@pytest.mark.parametrize(
    ("shape", "classes_at"), [((6, 5), 1), ((4, 3, 5), 2), ((6, 5, 1, 1), 1), ((2, 3, 8, 8), None), ((7,), None)]
)
def test_top1_is_of_rows_of_classes(shape: tuple[int, ...], classes_at: int | None) -> None:
    m = BlobMetrics("y", EXACT)
    expected = np.random.default_rng(0).normal(size=shape)
    m.add(expected, expected)
    assert m.top1 == (None if classes_at is None else 1.0)
    if classes_at is not None:
        m.add(np.roll(expected, 1, axis=classes_at), expected)
        assert m.top1 == 0.5


@pytest.mark.parametrize(
    ("growth", "drift"),
    [
        ([1e-6] * 40, "flat"),
        ([1e-6] * 20 + [1.0] + [1e-6] * 20, "spike"),
        ([0.0] * 20 + [math.nan] * 20, "not finite"),
        (np.geomspace(1e-6, 2e-5, 40), "growing"),
        (np.geomspace(1e-6, 1, 40), "exploding"),
    ],
)
def test_drift(growth: Array, drift: str) -> None:
    m = BlobMetrics("y", Tolerance.of("fp32"))
    for error in growth:
        m.add(np.array([1 + error]), np.array([1.0]))
    assert m.drift == drift


def test_each_runner_carries_its_state() -> None:
    net = Case.named("recurrent/lstm_resets_stateful").load()
    calls = random_inputs(net, calls=5)
    result = compare(net, network_runner(define_network(net)), reference_runner(net), calls, Tolerance.of("fp32"))
    assert list(result.metrics) == ["y", "lstm1__h_out", "lstm1__c_out"]
    assert all(m.max_error < 1e-6 and len(m.by_call) == 5 for m in result.metrics.values())
    assert result.passes

    def forget(inputs: Arrays) -> Mapping[str, Array]:
        return reference_runner(net).forward(inputs)

    drift = compare(net, Runner("forgets its state", forget), reference_runner(net), calls, Tolerance.of("fp32"))
    assert drift.metrics["y"].by_call[0] == 0
    assert drift.metrics["y"].by_call[1] > 1e-3
    assert not drift.passes
    assert drift.verdict[-1] == "use --layers to find the first wrong layer"


@pytest.mark.parametrize("name", list(golden_names("nets/*")))
def test_the_reference_in_float64_rounds_nothing_to_float32(name: str) -> None:
    """Every value is float64, near Caffe's, and the state is carried over unrounded."""
    net = Case.named(name).load()
    caffe, exact = Reference(net), Reference(net, np.float64)
    for call in random_inputs(net, 3):
        expected, found = caffe.values(call), exact.values(call)
        for value, array in found.items():
            assert expected[value].dtype == np.float32
            assert array.dtype == np.float64
            assert np.allclose(array, expected[value], rtol=1e-4, atol=1e-5)
        assert not any(np.array_equal(state, state.astype(np.float32)) for state in exact.state.values())
