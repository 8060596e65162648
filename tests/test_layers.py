"""Layers beyond the golden cases: corners of Caffe's rules, layers of forks, TensorRT's own layers."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caffe2trt.converter import ConversionError, Net, build_engine, define_network, load
from caffe2trt.converter.trt.becomes import tensorrt_layers
from caffe2trt.converter.trt.interpreter.layer_view import LayerView
from tests.harness import BACKENDS, ROOT, RUNNERS, Array, Case, difference, golden_names
from tests.networks import input_layer, random_net, write_caffemodel


def run(folder: Path, layer: str, backend: str, **inputs: Array) -> Array:
    """The top `y` of one layer with random weights."""
    text = "".join(input_layer(name, *array.shape) for name, array in inputs.items())
    return RUNNERS[backend](random_net(folder, text + layer))(inputs)["y"]


def caffe_pooling(x: Array, is_max: bool, kernel: int, stride: int, pad: int, round_up: bool) -> Array:
    """Caffe's pooling, window by window.

    Sizes round up, a last window in the padding is dropped, averages divide by the part of the window within the
    padded input.
    """
    size = x.shape[-1]
    steps = size + 2 * pad - kernel
    out = (-(-steps // stride) if round_up else steps // stride) + 1
    if pad and (out - 1) * stride >= size + pad:
        out -= 1
    result = np.empty((*x.shape[:2], out, out), np.float32)
    for i in range(out):
        for j in range(out):
            rows, columns = (slice(max(0, k * stride - pad), min(size, k * stride - pad + kernel)) for k in (i, j))
            window = x[:, :, rows, columns].reshape(*x.shape[:2], -1)
            if is_max:
                result[:, :, i, j] = window.max(axis=2, initial=np.finfo(np.float32).min)
            else:
                area = 1
                for k in (i, j):
                    area *= min(k * stride - pad + kernel, size + pad) - (k * stride - pad)
                result[:, :, i, j] = window.sum(axis=2) / area
    return result


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 9), st.booleans(), st.integers(1, 5), st.integers(1, 4), st.integers(0, 4), st.booleans(), st.data()
)
def test_pooling_in_every_corner(
    size: int, is_max: bool, kernel: int, stride: int, pad: int, round_up: bool, data: st.DataObject
) -> None:
    assume(pad < kernel and size + 2 * pad >= kernel)
    x = np.random.default_rng(size).normal(size=(1, 2, size, size)).astype(np.float32)
    layer = (
        f'layer {{ name: "p" type: "Pooling" bottom: "x" top: "y" pooling_param {{ pool: {"MAX" if is_max else "AVE"} '
        f"kernel_size: {kernel} stride: {stride} pad: {pad} round_mode: {'CEIL' if round_up else 'FLOOR'} }} }}"
    )
    steps = size + 2 * pad - kernel
    beyond = pad == 0 and round_up and -(-steps // stride) * stride >= size
    with TemporaryDirectory() as folder:
        backend = data.draw(st.sampled_from(BACKENDS))
        if beyond and not is_max:
            with pytest.raises(ConversionError, match=r"last window lies beyond the input.*FLOOR"):
                run(Path(folder), layer, backend, x=x)
            return
        assert (
            difference(run(Path(folder), layer, backend, x=x), caffe_pooling(x, is_max, kernel, stride, pad, round_up))
            < 1e-5
        )


RNG = np.random.default_rng(0)
SEQUENCE = RNG.normal(size=(5, 3, 2)).astype(np.float32)
IMAGE = RNG.normal(size=(2, 3, 4, 5)).astype(np.float32)
LENGTHS = np.array([5, 2, 0], np.float32)


def reversed_time(copy: bool) -> Array:
    y = SEQUENCE.copy() if copy else np.zeros_like(SEQUENCE)
    for n, length in enumerate(LENGTHS.astype(int)):
        y[:length, n] = SEQUENCE[:length, n][::-1]
    return y


def bilinear(x: Array, height: int, width: int) -> Array:
    y = np.empty((*x.shape[:2], height, width), np.float32)
    for i in range(height):
        for j in range(width):
            a, b = i * (x.shape[2] - 1) / max(1, height - 1), j * (x.shape[3] - 1) / max(1, width - 1)
            p, q = min(int(a), x.shape[2] - 1), min(int(b), x.shape[3] - 1)
            r, s = min(p + 1, x.shape[2] - 1), min(q + 1, x.shape[3] - 1)
            top = x[:, :, p, q] * (1 - (b - q)) + x[:, :, p, s] * (b - q)
            bottom = x[:, :, r, q] * (1 - (b - q)) + x[:, :, r, s] * (b - q)
            y[:, :, i, j] = top * (1 - (a - p)) + bottom * (a - p)
    return y


INDICATOR = np.ones((5, 3), np.float32)
INDICATOR[0] = 0
FORKS: dict[str, tuple[str, dict[str, Array], Array]] = {
    "Reverse": ("reverse_param { axis: 1 }", {"x": SEQUENCE}, SEQUENCE[:, ::-1]),
    "ReverseTime": ("reverse_time_param { copy_remaining: true }", {"x": SEQUENCE, "n": LENGTHS}, reversed_time(True)),
    "ReverseTime, rest 0": ("", {"x": SEQUENCE, "n": LENGTHS}, reversed_time(False)),
    "Transpose": ("transpose_param { dim: 2 dim: 0 dim: 1 }", {"x": SEQUENCE}, SEQUENCE.transpose(2, 0, 1)),
    "Permute": ("permute_param { order: 2 }", {"x": IMAGE}, IMAGE.transpose(2, 0, 1, 3)),
    "RecurrentCont": ("", {"x": SEQUENCE}, INDICATOR),
    "ContinuationIndicator": (
        "continuation_indicator_param { time_step: 5 batch_size: 3 }",
        {"x": SEQUENCE},
        INDICATOR,
    ),
    "ContinuationIndicator, of the bottom's first axis": (
        "continuation_indicator_param { time_step: 5 }",
        {"x": SEQUENCE.transpose(1, 0, 2).copy()},
        INDICATOR,
    ),
    "ReLU6": ("", {"x": 4 * IMAGE}, np.clip(4 * IMAGE, 0, 6)),
    "Interp": ("interp_param { zoom_factor: 3 }", {"x": IMAGE}, bilinear(IMAGE, 10, 13)),
    "Interp, shrunk": ("interp_param { shrink_factor: 2 }", {"x": IMAGE}, bilinear(IMAGE, 2, 3)),
    "Interp, to a size": ("interp_param { height: 7 width: 1 }", {"x": IMAGE}, bilinear(IMAGE, 7, 1)),
    "Interp, cropped": (
        "interp_param { height: 6 width: 6 pad_beg: -1 pad_end: -1 }",
        {"x": IMAGE},
        bilinear(IMAGE[:, :, 1:-1, 1:-1], 6, 6),
    ),
    "Upsample": ("upsample_param { scale: 3 }", {"x": IMAGE}, IMAGE.repeat(3, axis=2).repeat(3, axis=3)),
}


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", FORKS)
def test_layers_of_forks(tmp_path: Path, name: str, backend: str) -> None:
    parameters, inputs, expected = FORKS[name]
    bottoms = " ".join(f'bottom: "{bottom}"' for bottom in inputs)
    layer = f'layer {{ name: "l" type: "{name.partition(",")[0]}" {bottoms} top: "y" {parameters} }}'
    assert difference(run(tmp_path, layer, backend, **inputs), expected) < 1e-5


@pytest.mark.parametrize("name", FORKS)
def test_layers_of_forks_build(tmp_path: Path, name: str) -> None:
    parameters, inputs, _ = FORKS[name]
    bottoms = " ".join(f'bottom: "{bottom}"' for bottom in inputs)
    layer = f'layer {{ name: "l" type: "{name.partition(",")[0]}" {bottoms} top: "y" {parameters} }}'
    text = "".join(input_layer(bottom, *array.shape) for bottom, array in inputs.items())
    assert build_engine(random_net(tmp_path, text + layer), tmp_path / "net.engine", gpu="sm86")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("moving_average", [True, False])
def test_bn_of_a_fork(tmp_path: Path, backend: str, moving_average: bool) -> None:
    scale, shift, mean, variance = RNG.random((4, 1, 3, 1, 1)).astype(np.float32)
    prototxt = tmp_path / "net.prototxt"
    flag = str(moving_average).lower()
    prototxt.write_text(
        input_layer("x", *IMAGE.shape)
        + f'layer {{ name: "b" type: "BN" bottom: "x" top: "y" bn_param {{ moving_average: {flag} var_eps: 0.1 }} }}'
    )
    weights = write_caffemodel(tmp_path / "w.caffemodel", {"b": [scale, shift, mean, variance]})
    if not moving_average:
        mean, variance = IMAGE.mean((0, 2, 3), keepdims=True), IMAGE.var((0, 2, 3), keepdims=True)
    expected = (IMAGE - mean) / np.sqrt(variance + 0.1) * scale + shift
    found = RUNNERS[backend](load(prototxt, weights))({"x": IMAGE})["y"]
    assert difference(found, expected.astype(np.float32)) < 1e-5


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("shared", [True, False])
def test_normalize_of_a_fork(tmp_path: Path, backend: str, across: bool, shared: bool) -> None:
    scale = np.array(2.5 if shared else [1, 2, 3], np.float32)
    prototxt = tmp_path / "net.prototxt"
    flags = f"across_spatial: {str(across).lower()} channel_shared: {str(shared).lower()}"
    prototxt.write_text(
        input_layer("x", *IMAGE.shape)
        + f'layer {{ name: "n" type: "Normalize" bottom: "x" top: "y" norm_param {{ {flags} }} }}'
    )
    weights = write_caffemodel(tmp_path / "w.caffemodel", {"n": [scale]})
    norm = np.sqrt((IMAGE**2).sum((1, 2, 3) if across else 1, keepdims=True))
    expected = np.asarray(IMAGE / norm * (scale if shared else scale.reshape(1, 3, 1, 1)), np.float32)
    assert difference(RUNNERS[backend](load(prototxt, weights))({"x": IMAGE})["y"], expected) < 1e-5


@pytest.mark.parametrize("backend", BACKENDS)
def test_layers_without_names_go_by_their_tops(tmp_path: Path, backend: str) -> None:
    """Also those with weights and a state; the caffemodel knows the one layer with weights by its empty name."""
    text = (
        input_layer("x", 4, 2, 3)
        + input_layer("cont", 4, 2)
        + 'layer { type: "LSTM" bottom: "x" bottom: "cont" top: "h" recurrent_param { num_output: 3 } }'
        + 'layer { type: "ReLU" bottom: "h" top: "h" } layer { type: "TanH" bottom: "h" top: "y" }'
    )
    named = random_net(tmp_path, text.replace('type: "LSTM"', 'name: "l" type: "LSTM"'))
    (tmp_path / "unnamed.prototxt").write_text(text)
    blobs = [blob.array for report in named.reports for blob in report.blobs if blob.array is not None]
    unnamed = load(tmp_path / "unnamed.prototxt", write_caffemodel(tmp_path / "w.caffemodel", {"": blobs}))
    assert [report.proto.name for report in unnamed.reports] == ["x", "cont", "h", "h.1", "y"]
    assert set(unnamed.states) == {"h__h_in", "h__c_in"}
    feeds = {"x": RNG.normal(size=(4, 2, 3)).astype(np.float32), "cont": np.ones((4, 2), np.float32)}
    expected = RUNNERS["reference"](named)(feeds)["y"]
    assert difference(RUNNERS[backend](unnamed)(feeds)["y"], expected) < 1e-6


def test_two_layers_with_weights_and_without_names_are_refused(tmp_path: Path) -> None:
    product = 'layer { type: "InnerProduct" bottom: "%s" top: "%s" inner_product_param { num_output: 3 } }'
    (tmp_path / "net.prototxt").write_text(input_layer("x", 2, 3) + product % ("x", "y") + product % ("y", "z"))
    blobs = [np.zeros((3, 3), np.float32), np.zeros(3, np.float32)]
    with pytest.raises(ConversionError, match="the layers that make 'y', 'z' have weights and no name"):
        load(tmp_path / "net.prototxt", write_caffemodel(tmp_path / "w.caffemodel", {"": blobs}))


@pytest.mark.parametrize("backend", BACKENDS)
def test_argmax_takes_the_last_of_equal_values(tmp_path: Path, backend: str) -> None:
    x = np.array([[1, 3, 3, 0], [2, 2, 2, 2]], np.float32)
    layer = 'layer { name: "a" type: "ArgMax" bottom: "x" top: "y" argmax_param { axis: 1 } }'
    assert run(tmp_path, layer, backend, x=x).tolist() == [[2], [3]]


def test_word_indices_survive_half_precision(tmp_path: Path) -> None:
    """Half precision counts to 2048 without gaps; indices that only pass through must not be rounded."""
    from tests.harness import tensorrt

    text = (
        input_layer("words", 2, 2)
        + 'layer { name: "r" type: "Reshape" bottom: "words" top: "flat" reshape_param { shape { dim: 4 } } }'
        + 'layer { name: "e" type: "Embed" bottom: "flat" top: "y" embed_param { input_dim: 5000 num_output: 2 } }'
    )
    net = random_net(tmp_path, text)
    words = np.array([[2049, 4097], [4999, 3]], np.float32)
    half, full = tensorrt(net, "fp16")({"words": words})["y"], RUNNERS["reference"](net)({"words": words})["y"]
    assert difference(half, full) < 0.01


def test_tensorrt_keeps_its_own_layers() -> None:
    """What TensorRT fuses must not be taken apart: the layers of a CaffeNet trunk with an LSTM behind it, counted."""
    network = define_network(Case.named("nets/lrcn_small").load())
    views = [LayerView(network, index) for index in range(network.network.num_layers)]
    before_lstm = views[: next(i for i, view in enumerate(views) if view.name.startswith("lstm1"))]
    kinds = Counter(view.kind for view in before_lstm)
    shuffles = kinds.pop("SHUFFLE")
    assert shuffles == 3  # fc6's flattening, fc6-reshape, reshape-cm
    assert kinds == {
        "CONVOLUTION": 5,
        "ACTIVATION": 6,
        "POOLING": 3,
        "LRN": 2,
        "MATRIX_MULTIPLY": 1,
        "ELEMENTWISE": 1,
        "CONSTANT": 2,
    }


@pytest.mark.parametrize("name", list(golden_names("layers/*", "round2/*", "recurrent/*", "nets/*")))
def test_inspect_says_what_a_layer_becomes(name: str) -> None:
    """Against the real network: the kinds of TensorRT layers under each Caffe layer's name."""
    net = Case.named(name).load()
    views = _views(net)
    for report in net.reports:
        names = {node.name for node in report.nodes}
        own = {_kind(view) for view in views if _is_of(view.name, names)}
        assert own - {"IConstantLayer"} == set(tensorrt_layers(report)), report.proto.name


def _views(net: Net) -> list[LayerView]:
    network = define_network(net)
    return [LayerView(network, index) for index in range(network.network.num_layers)]


def _is_of(name: str, nodes: set[str]) -> bool:
    is_remedy = name.endswith(("/wide_h", "/wide_weights"))  # of tiny loops in TensorRT for RTX
    return not is_remedy and (name in nodes or any(name.startswith(f"{node}/") for node in nodes))


def _kind(view: LayerView) -> str:
    return "ILoop" if view.loop else type(view.layer).__name__


def test_layer_table_is_current() -> None:
    """If this fails: python docs/layers_page.py > docs/layers.md."""
    made = subprocess.run([sys.executable, ROOT / "docs/layers_page.py"], check=True, capture_output=True, text=True)
    assert (ROOT / "docs/layers.md").read_text() == made.stdout
