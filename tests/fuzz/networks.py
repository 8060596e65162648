"""Random networks that are right: layers of the registry, put one behind the other, with parameters that fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

import numpy as np
from numpy.typing import NDArray

from caffe2trt.converter import ConversionError, Net, load
from tests.fuzz.scratch import scratch
from tests.networks import input_layer

Shape = tuple[int, ...]
Template = Callable[[Random, Shape, Mapping[str, Shape]], tuple[str, str]]  # more bottoms (text), parameters


def random_network(rng: Random) -> str:
    """The prototxt of a network of up to nine layers; each was added only if the network converted with it."""
    pictures = [(2, 3, 6, 5), (1, 4, 7, 7), (2, 2, 8, 4)] * 2
    shape = rng.choice([*pictures, (4, 2, 3), (3, 1, 6), (5, 3, 2), (3, 5), (1, 6), (4, 3, 5), (2,)])
    text, blobs = input_layer("x", *shape), {"x": shape}
    if rng.random() < 0.15:
        vocabulary = rng.randint(2, 9)
        text = input_layer("words", *shape)
        text += _layer("e", "Embed", '"words"', f"embed_param {{ num_output: 4 input_dim: {vocabulary} }}")
        blobs = {"e": (*shape, 4)}
    for index in range(rng.randint(2, 9)):
        bottom = rng.choice([*blobs, *list(blobs)[-2:] * 3])
        kind = rng.choice(sorted(TEMPLATES))
        more, parameters = TEMPLATES[kind](rng, blobs[bottom], blobs)
        name = f"l{index}"
        added, extra = _layer(name, kind, f'"{bottom}"{more}', parameters), ""
        if kind in ("LSTM", "RNN", "GRU") and len(blobs[bottom]) > 1:
            extra = input_layer(f"cont{index}", *blobs[bottom][:2])
            added = added.replace("CONT", f"cont{index}")
        try:
            tops = _tops(text + extra + added, name)
        except ConversionError:
            continue
        except Exception:  # a defect: the case ends with it, and the oracle meets it again
            return text + extra + added
        text += extra + added
        blobs.update(tops)
    return text


def random_feeds(net: Net, seed: int) -> dict[str, NDArray[np.float32]]:
    """Inputs for one call."""
    rng = np.random.default_rng(seed)
    feeds = {}
    for name, shape in net.inputs.items():
        feeds[name] = rng.normal(size=shape).astype(np.float32)
        if name.startswith(("cont", "clip")):
            feeds[name] = (rng.random(shape) > 0.3).astype(np.float32)
        elif name.startswith("words"):
            feeds[name] = rng.integers(0, 2, shape).astype(np.float32)
    return feeds


def _layer(name: str, kind: str, bottoms: str, parameters: str) -> str:
    bottom = " ".join(f"bottom: {one}" for one in bottoms.split())
    tops = " ".join(f'top: "{name}{end}"' for end in (("", "b") if kind in ("Slice", "Split") else ("",)))
    return f'layer {{ name: "{name}" type: "{kind}" {bottom} {tops} {parameters} }}\n'


def _tops(text: str, name: str) -> dict[str, Shape]:
    path = scratch() / "growing.prototxt"
    path.write_text(text)
    net = load(path, outputs=["*"])
    report = next(report for report in net.reports if report.proto.name == name)
    return {
        top: shape for top, shape in zip(report.proto.top, report.shapes) if shape is not None and np.prod(shape) < 1e4
    }


def _axis(rng: Random, shape: Shape) -> int:
    return rng.randrange(-len(shape), max(1, len(shape)))


def _some(rng: Random, *texts: str) -> str:
    return rng.choice(("", *texts))


def _same(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> str:
    """Another blob of the same shape."""
    return f' "{rng.choice([name for name, other in blobs.items() if other == shape])}"'


def _unary(*parameters: str) -> Template:
    return lambda rng, shape, blobs: ("", _some(rng, *parameters))


def _eltwise(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    coefficients = _some(rng, "coeff: 0.5 coeff: -1")
    operation = rng.choice(("PROD", "MAX", f"SUM {coefficients}"))
    return _same(rng, shape, blobs), f"eltwise_param {{ operation: {operation} }}"


def _concat(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return _same(rng, shape, blobs), f"concat_param {{ axis: {_axis(rng, shape)} }}"


def _slice(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    axis = _axis(rng, shape)
    point = rng.randint(1, max(1, shape[axis] - 1) if shape else 1)
    return "", f"slice_param {{ axis: {axis} slice_point: {point} }}"


def _reduction(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    kind = rng.choice(("SUM", "ASUM", "SUMSQ", "MEAN"))
    return "", f"reduction_param {{ operation: {kind} axis: {_axis(rng, shape)} coeff: 0.5 }}"


def _softmax(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"softmax_param {{ axis: {_axis(rng, shape)} }}"


def _argmax(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    axis = _some(rng, f"axis: {_axis(rng, shape)}")
    return "", f"argmax_param {{ {axis} {_some(rng, 'out_max_val: true')} top_k: {rng.choice((1, 1, 2))} }}"


def _inner_product(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    more = _some(rng, "bias_term: false", "transpose: true")
    return "", f"inner_product_param {{ num_output: {rng.randint(1, 6)} axis: {rng.randint(-1, 2)} {more} }}"


def _scale(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    axis = rng.randrange(max(1, len(shape)))
    count = rng.choice((1, -1, 2))
    return "", f"scale_param {{ axis: {axis} num_axes: {count} {_some(rng, 'bias_term: true')} }}"


def _bias(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"bias_param {{ axis: {rng.randrange(max(1, len(shape)))} num_axes: {rng.choice((1, -1))} }}"


def _reshape(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    dims = rng.choice(("0 -1", "-1", "1 -1", "0 0 -1", "-1 1 1", "0 1 -1", "2 -1"))
    return "", f"reshape_param {{ shape {{ {' '.join(f'dim: {dim}' for dim in dims.split())} }} }}"


def _permute(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    order = list(range(len(shape)))
    rng.shuffle(order)
    return "", f"permute_param {{ {' '.join(f'order: {axis}' for axis in order)} }}"


def _transpose(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", _permute(rng, shape, blobs)[1].replace("permute", "transpose").replace("order", "dim")


def _tile(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"tile_param {{ axis: {_axis(rng, shape)} tiles: {rng.randint(1, 3)} }}"


def _reverse(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"reverse_param {{ axis: {rng.randrange(max(1, len(shape)))} }}"


def _flatten(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"flatten_param {{ axis: {_axis(rng, shape)} {_some(rng, 'end_axis: -2')} }}"


def _convolution(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    group = shape[1] if len(shape) > 1 and rng.random() < 0.2 else 1
    more = _some(rng, "pad: 1", "stride: 2", "dilation: 2", "bias_term: false", "pad: 1 stride: 2")
    return "", (
        f"convolution_param {{ num_output: {group * rng.randint(1, 3)} group: {group} kernel_size: {rng.randint(1, 3)} "
        f"{more} }}"
    )


def _pooling(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    window = rng.choice(("global_pooling: true", f"kernel_size: {rng.randint(1, 4)}", "kernel_h: 2 kernel_w: 3"))
    more = _some(rng, "stride: 2", "pad: 1", "stride: 3 pad: 1", "round_mode: FLOOR stride: 2")
    return (
        "",
        f"pooling_param {{ pool: {rng.choice(('MAX', 'AVE'))} {window} {more if 'global' not in window else ''} }}",
    )


def _lrn(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    region = rng.choice(("ACROSS_CHANNELS", "WITHIN_CHANNEL"))
    return "", f"lrn_param {{ local_size: {rng.choice((1, 3, 5))} alpha: 0.5 norm_region: {region} }}"


def _recurrent(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return ' "CONT"', f"recurrent_param {{ num_output: {rng.randint(1, 5)} }}"


def _interp(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", rng.choice(
        ("interp_param { height: 4 width: 6 }", "interp_param { zoom_factor: 2 }", "interp_param { shrink_factor: 2 }")
    )


def _lstm_fork(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"lstm_param {{ num_output: {rng.randint(1, 5)} batch_size: {rng.choice((1, 1, 2))} }}"


def _crop(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return _same(rng, shape, blobs), f"crop_param {{ axis: {_axis(rng, shape)} }}"


def _shuffle(rng: Random, shape: Shape, blobs: Mapping[str, Shape]) -> tuple[str, str]:
    return "", f"shuffle_channel_param {{ group: {rng.choice((1, 2, 3, 4))} }}"


TEMPLATES: dict[str, Template] = {
    **{kind: _unary() for kind in ("Sigmoid", "TanH", "BNLL", "AbsVal", "Dropout", "ReLU6", "Swish", "Split", "PReLU")},
    **{kind: _unary() for kind in ("Sum", "DotMultiply", "InvertedOrder", "RecurrentCont")},
    "ArgMax": _argmax,
    "BN": _unary(),
    "BatchNorm": _unary("batch_norm_param { eps: 0.1 }"),
    "Bias": _bias,
    "Clip": lambda rng, shape, blobs: ("", "clip_param { min: -0.5 max: 0.5 }"),
    "Concat": _concat,
    "Convolution": _convolution,
    "Crop": _crop,
    "Deconvolution": _convolution,
    "ELU": _unary("elu_param { alpha: 0.5 }"),
    "Eltwise": _eltwise,
    "Exp": _unary("exp_param { base: 2 scale: 0.3 }"),
    "Flatten": _flatten,
    "GRU": _recurrent,
    "Im2col": lambda rng, shape, blobs: ("", "convolution_param { kernel_size: 2 }"),
    "InnerProduct": _inner_product,
    "Interp": _interp,
    "LRN": _lrn,
    "LSTM": _recurrent,
    "Log": lambda rng, shape, blobs: ("", "log_param { scale: 0.01 shift: 3 }"),
    "Lstm": _lstm_fork,
    "MVN": _unary("mvn_param { across_channels: true }", "mvn_param { normalize_variance: false }"),
    "Normalize": _unary("norm_param { across_spatial: false }"),
    "Permute": _permute,
    "Pooling": _pooling,
    "Power": _unary("power_param { power: 2 }", "power_param { scale: 0.5 shift: -1 }"),
    "RNN": _recurrent,
    "ReLU": _unary("relu_param { negative_slope: 0.1 }"),
    "Reduction": _reduction,
    "Reshape": _reshape,
    "Reverse": _reverse,
    "SPP": _unary("spp_param { pyramid_height: 2 }"),
    "Scale": _scale,
    "ShuffleChannel": _shuffle,
    "Slice": _slice,
    "Softmax": _softmax,
    "Threshold": _unary("threshold_param { threshold: 0.3 }"),
    "Tile": _tile,
    "Transpose": _transpose,
    "Upsample": _unary("upsample_param { scale: 2 }"),
}
