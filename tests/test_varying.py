"""--batch 1:8:32 --time-steps 1:16:64: which axes vary, and what cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from caffe2trt.converter import ConversionError, load
from caffe2trt.converter.program.dims import varying_axes
from caffe2trt.runtime.manifest import Range
from tests.harness import Case
from tests.networks import input_layer

STEPS, BATCH = Range(1, 3, 8), Range(1, 2, 5)


@pytest.mark.parametrize(
    ("name", "options", "shapes"),
    [("nets/lrcn_small", {"time_steps": STEPS, "batch": BATCH},
      {"data": "(T*N, 3, 67, 67)", "clip_markers": "(T*N,)", "lstm1__h_in": "(N, 12)", "probs": "(T, N, 5)"}),
     ("nets/lrcn_small", {"batch": BATCH}, {"data": "(4*N, 3, 67, 67)", "probs": "(4, N, 5)"}),
     ("nets/lrcn_small", {"time_steps": STEPS, "batch": 3}, {"data": "(3*T, 3, 67, 67)", "lstm1__c_in": "(3, 12)"}),
     ("recurrent/lstm_T1_inplace_relu", {"batch": BATCH}, {"x": "(1, N, 3)", "y": "(1, N, 5)"}),
     ("recurrent/jk_lstm_noclip", {"time_steps": STEPS}, {"data": "(T, 3)", "cont": "(T,)"}),
     ("nets/v1_format", {"batch": BATCH}, {"data": "(N, 3, 9, 9)", "prob": "(N, 5)"})],
)  # fmt: skip
def test_the_axes_that_carry_time_and_batch_are_found(
    name: str, options: dict[str, Range], shapes: dict[str, str]
) -> None:
    net = Case.named(name).load(**options)
    found = {name: str(shape) for name, shape in {**net.inputs, **net.states, **net.outputs}.items()}
    assert {name: found[name] for name in shapes} == shapes


def test_a_constant_of_the_batchs_shape_varies() -> None:
    net = Case.named("nets/train_val").load(batch=BATCH)
    shapes = {value.name: str(value.shape) for value in net.program.constants() if varying_axes(value.shape)}
    assert shapes == {"data/data": "(4, N, 6)", "cont/cont": "(4, N)"}


def test_one_of_the_sizes_is_the_network_retimed_to_it() -> None:
    varying = Case.named("nets/lrcn_small").load(time_steps=STEPS, batch=BATCH).varying
    assert varying is not None
    assert varying.at(8, 5).inputs == {"data": (40, 3, 67, 67), "clip_markers": (40,)}
    assert varying.corners() == [(1, 1), (3, 2), (8, 5)]


LAYER = 'layer {{ name: "{0}" type: "{1}" bottom: "x" top: "y" {2} }}'


@pytest.mark.parametrize(
    ("text", "message"),
    [(LAYER.format("join", "Reshape", "reshape_param { shape { dim: 1 dim: -1 } }"), "layer 'join'"),
     (LAYER.format("cut", "Slice", "slice_param { axis: 0 }").replace('"y"', '"y" top: "z"'), "layer 'cut'"),
     (LAYER.format("whole", "Reduction", "reduction_param { operation: MEAN }"), "layer 'whole'")],
)  # fmt: skip
def test_what_cannot_vary_is_refused_by_name(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "n.prototxt").write_text(input_layer("x", 2, 6) + text)
    with pytest.raises(ConversionError, match=message):
        load(tmp_path / "n.prototxt", batch=BATCH)


def test_time_steps_that_no_input_tells_are_refused() -> None:
    with pytest.raises(
        ConversionError, match=r"layer 'lstm1' cannot vary: .* no input .* tells the number of time steps"
    ):
        Case.named("nets/train_val").load(time_steps=STEPS)


def test_a_layer_that_chooses_among_the_streams_is_refused(tmp_path: Path) -> None:
    text = 'layer { name: "y" type: "BatchReindex" bottom: "x" bottom: "i" top: "y" }'
    (tmp_path / "n.prototxt").write_text(input_layer("x", 2, 6) + input_layer("i", 2) + text)
    with pytest.raises(ConversionError, match=r"layer 'y' \(BatchReindex\)"):
        load(tmp_path / "n.prototxt", batch=BATCH)


def test_a_range_that_changes_nothing_is_refused() -> None:
    """This fork's ConvLSTM has one stream, whatever the batch is."""
    with pytest.raises(ConversionError, match=r"the network cannot vary: no input .* tells the number of streams"):
        Case.named("forks/az_conv_lstm").load(batch=BATCH)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [("layers/reduction_all", {"batch": BATCH},
      r"needs 3 along axis 0 of 'x', layer 'x' \(Input\) 2, at N = 2 of the range 1:2:5\. "),
     ("nets/ocr_columns", {"time_steps": STEPS, "batch": BATCH},
      r"which should become 3, of 10 parts that make 10, at T = 3 of the range 1:3:8 and N = 2 of the range 1:2:5\. ")],
)  # fmt: skip
def test_a_refusal_at_one_size_names_the_range(name: str, options: dict[str, Range], message: str) -> None:
    with pytest.raises(ConversionError, match=message):
        Case.named(name).load(**options)


def test_a_refusal_that_has_nothing_to_do_with_the_size_names_none() -> None:
    with pytest.raises(ConversionError, match=r"so it is not known which axis is time\. Give its inputs"):
        Case.named("layers/softmax").load(time_steps=STEPS)
