"""The passes that make a training file ready for inference."""

from __future__ import annotations

import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.prototxt import parse_prototxt
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.schema.caffe_pb2 import NetParameter
from caffe2trt.converter.layers.registry import handlers, traits_of
from caffe2trt.graph_surgery.prepare.inputs import make_inputs
from caffe2trt.graph_surgery.prepare.phase import select_phase
from caffe2trt.graph_surgery.prepare.prune import TRAINING_ONLY, prune
from caffe2trt.graph_surgery.prepare.upgrade import upgrade


def net(text: str) -> NetParameter:
    return parse_prototxt(text).net


def names(parameter: NetParameter) -> list[str]:
    return [layer.name for layer in parameter.layer]


@pytest.mark.parametrize(
    ("rules", "stages", "kept"),
    [
        ("", (), True),
        ("include { phase: TEST }", (), True),
        ("include { phase: TRAIN }", (), False),
        ("exclude { phase: TEST }", (), False),
        ("exclude { phase: TRAIN }", (), True),
        ("include { phase: TRAIN } include { phase: TEST }", (), True),
        ('include { stage: "val" }', (), False),
        ('include { stage: "val" }', ("val",), True),
        ('include { stage: "val" stage: "more" }', ("val",), False),
        ('include { phase: TEST not_stage: "val" }', ("val",), False),
        ('include { phase: TEST not_stage: "val" }', (), True),
        ("include { min_level: 1 }", (), False),
        ("include { max_level: 0 }", (), True),
    ],
)
def test_include_and_exclude_rules(rules: str, stages: tuple[str, ...], kept: bool) -> None:
    parameter = net(f'layer {{ name: "a" {rules} }}')
    assert names(select_phase(parameter, stages=stages)) == (["a"] if kept else [])


def test_state_of_the_file_names_stages() -> None:
    parameter = net('state { stage: "deploy" } layer { name: "a" include { stage: "deploy" } }')
    assert names(select_phase(parameter)) == ["a"]


def test_include_with_exclude_is_refused() -> None:
    with pytest.raises(ConversionError, match=r"'a'.*both include and exclude"):
        select_phase(net('layer { name: "a" include { phase: TEST } exclude { phase: TRAIN } }'))


def shapes(parameter: NetParameter) -> dict[str, tuple[int, ...] | None]:
    inputs = [layer for layer in parameter.layer if layer.type == "Input"]
    return {
        layer.top[0]: tuple(layer.input_param.shape[0].dim) if layer.input_param.shape else None for layer in inputs
    }


def test_legacy_inputs_become_layers() -> None:
    old = 'input: "a" input: "b" input_dim: [1, 2, 3, 4, 5, 6, 7, 8]'
    assert shapes(make_inputs(net(old), traits_of)) == {"a": (1, 2, 3, 4), "b": (5, 6, 7, 8)}
    new = 'input: "a" input_shape { dim: 1 dim: 2 } input: "b" input_shape { dim: 3 }'
    assert shapes(make_inputs(net(new), traits_of)) == {"a": (1, 2), "b": (3,)}


def test_data_layers_become_inputs() -> None:
    text = """
      layer { name: "d" type: "HDF5Data" top: "data" top: "label" }
      layer { name: "m" type: "MemoryData" top: "m" top: "ml"
              memory_data_param { batch_size: 2 channels: 3 height: 4 width: 5 } }
      layer { name: "i" type: "ImageData" top: "i" image_data_param { batch_size: 2 new_height: 8 new_width: 9 } }
      layer { name: "r" type: "RgbVideoData" top: "r" }"""
    parameter = make_inputs(net(text), traits_of, {"data": (7, 8), "r": (1, 2)})
    assert shapes(parameter) == {
        "data": (7, 8),
        "label": None,
        "m": (2, 3, 4, 5),
        "ml": (2,),
        "i": (2, 3, 8, 9),
        "r": (1, 2),
    }


def test_input_option_overrides_and_creates() -> None:
    text = """
      layer { name: "x" type: "Input" top: "x" input_param { shape { dim: 1 dim: 2 } } }
      layer { name: "k" type: "DummyData" top: "k" dummy_data_param { shape { dim: 1 dim: 2 } } }
      layer { name: "y" type: "Eltwise" bottom: "x" bottom: "k" bottom: "nowhere" top: "y" }"""
    assert shapes(make_inputs(net(text), traits_of)) == {"nowhere": None, "x": (1, 2)}
    parameter = make_inputs(net(text), traits_of, {"x": (3, 4), "k": (5, 6), "nowhere": (7,)})
    assert shapes(parameter) == {"nowhere": (7,), "x": (3, 4), "k": (5, 6)}
    with pytest.raises(ConversionError, match=r"'typo'.*The inputs are: nowhere, x"):
        make_inputs(net(text), traits_of, {"typo": (1,)})


def test_dummy_data_is_split_by_top() -> None:
    text = """layer { name: "d" type: "DummyData" top: "a" top: "b" dummy_data_param {
      shape { dim: 1 } shape { dim: 2 } data_filler { value: 3 } data_filler { value: 4 } } }"""
    a, b = make_inputs(net(text), traits_of).layer
    for layer, dim, value in ((a, 1, 3), (b, 2, 4)):
        assert list(layer.dummy_data_param.shape[0].dim) == [dim]
        assert [filler.value for filler in layer.dummy_data_param.data_filler] == [value]


LABELLED = """
  layer { name: "data" type: "Input" top: "data" }
  layer { name: "label" type: "Input" top: "label" }
  layer { name: "fc" type: "InnerProduct" bottom: "data" top: "fc" }
  layer { name: "relu" type: "ReLU" bottom: "fc" top: "fc" }
  layer { name: "flat" type: "Reshape" bottom: "label" top: "flat" }
  layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "flat" top: "loss" }
  layer { name: "acc" type: "Accuracy" bottom: "fc" bottom: "flat" top: "acc" }
"""


def test_prune_drops_losses_and_labels() -> None:
    pruned = prune(net(LABELLED), traits_of)
    assert names(pruned.net) == ["data", "fc", "relu"]
    assert pruned.outputs == ("fc",)
    assert pruned.dropped_inputs == ("label",)


def test_prune_keeps_what_is_asked_for() -> None:
    assert prune(net(LABELLED), traits_of, ["flat"]).outputs == ("flat",)
    assert names(prune(net(LABELLED), traits_of, ["flat"]).net) == ["label", "flat"]
    with pytest.raises(ConversionError, match=r"'nothing'.*The blobs are: data, fc, flat, label"):
        prune(net(LABELLED), traits_of, ["nothing"])


def test_silenced_tops_are_no_outputs() -> None:
    text = """
      layer { name: "x" type: "Input" top: "x" }
      layer { name: "s" type: "Slice" bottom: "x" top: "a" top: "b" }
      layer { name: "h" type: "TanH" bottom: "a" top: "h" }
      layer { name: "hush" type: "Silence" bottom: "b" }"""
    pruned = prune(net(text), traits_of)
    assert pruned.outputs == ("h",)
    assert names(pruned.net) == ["x", "s", "h"]


def test_nothing_left_is_an_error() -> None:
    with pytest.raises(ConversionError, match="no output is left"):
        prune(
            net('layer { name: "x" type: "Input" top: "x" } layer { name: "l" type: "EuclideanLoss" bottom: "x" }'),
            traits_of,
        )


def test_a_loss_that_is_asked_for_becomes_what_it_computes() -> None:
    pruned = prune(net(LABELLED.replace('top: "loss"', 'top: "loss" softmax_param { axis: 2 }')), traits_of, ["loss"])
    assert [layer.type for layer in pruned.net.layer] == ["Input", "InnerProduct", "ReLU", "Softmax"]
    assert list(pruned.net.layer[3].bottom) == ["fc"]
    assert pruned.net.layer[3].softmax_param.axis == 2
    with pytest.raises(ConversionError, match=r"'acc' \(Accuracy\), which computes nothing.*--output fc"):
        prune(net(LABELLED), traits_of, ["acc"])


def test_a_ctc_decoder_is_left_out_and_says_so() -> None:
    text = """
      layer { name: "x" type: "Input" top: "x" } layer { name: "n" type: "Input" top: "lengths" }
      layer { name: "fc" type: "InnerProduct" bottom: "x" top: "fc" }
      layer { name: "decode" type: "CTCGreedyDecoder" bottom: "fc" bottom: "lengths" top: "text" }"""
    pruned = prune(net(text), traits_of)
    assert pruned.outputs == ("fc",)
    assert pruned.dropped_inputs == ("lengths",)
    assert "layer 'decode' (CTCGreedyDecoder) is left out: decode its input 'fc'" in pruned.notes[0]


def test_unnamed_phases_of_forks_never_apply() -> None:
    parameter = net('layer { name: "a" include { phase: RUN } } layer { name: "b" exclude { phase: RUN } }')
    assert names(select_phase(parameter)) == ["b"]


V1 = """
  layers { name: "c" type: CONVOLUTION bottom: "x" top: "c" param: "w" param: "b" blobs_lr: 1
           convolution_param { num_output: 4 kernel_size: 3 } include { phase: TEST } }
  layers { name: "s" type: SOFTMAX_LOSS bottom: "c" top: "s" } layers { name: "a" type: ABSVAL bottom: "c" top: "a" }
  layers { name: "d" type: SEQ_MEMORY_DATA top: "d" } layers { name: "l" type: LSTM lstm_param { num_output: 2 } }"""


def test_v1_layers_become_v2() -> None:
    layers = upgrade(net(V1)).layer
    assert [layer.type for layer in layers] == ["Convolution", "SoftmaxWithLoss", "AbsVal", "SeqMemoryData", "Lstm"]
    assert layers[0].convolution_param.num_output == 4
    assert [shared.name for shared in layers[0].param] == ["w", "b"]
    assert layers[0].include[0].phase == caffe_pb2.TEST
    assert layers[4].lstm_param.num_output == 2


def test_every_v1_type_has_a_name_in_v2() -> None:
    for name in caffe_pb2.V1LayerParameter.LayerType.DESCRIPTOR.values_by_name:
        (layer,) = upgrade(net(f"layers {{ type: {name} }}")).layer
        assert (
            layer.type in handlers() or TRAINING_ONLY.match(layer.type) or layer.type.endswith("Data") or name == "NONE"
        )


def test_v0_padding_is_folded() -> None:
    text = """
      layers { layer { name: "pad" type: "padding" pad: 2 } bottom: "x" top: "p" }
      layers { layer { name: "c" type: "conv" num_output: 4 kernelsize: 3 stride: 2 biasterm: false }
               bottom: "p" top: "c" }
      layers { layer { name: "n" type: "lrn" local_size: 3 alpha: 0.5 k: 2 } bottom: "c" top: "n" }"""
    conv, lrn = upgrade(net(text)).layer
    assert (conv.type, list(conv.bottom), list(conv.convolution_param.pad)) == ("Convolution", ["x"], [2])
    assert (conv.convolution_param.stride[0], conv.convolution_param.bias_term) == (2, False)
    assert (lrn.lrn_param.local_size, lrn.lrn_param.alpha, lrn.lrn_param.k) == (3, 0.5, 2)
    with pytest.raises(ConversionError, match="'pad' pads 'r'"):
        upgrade(net(text.replace('"c" type: "conv"', '"r" type: "relu"')))


def test_generations_do_not_mix() -> None:
    with pytest.raises(ConversionError, match=r"both `layers` .V1. and `layer` .V2."):
        upgrade(net('layers { name: "a" } layer { name: "b" }'))


def test_passes_leave_their_input_alone() -> None:
    parameter = net(LABELLED)
    before = caffe_pb2.NetParameter.FromString(parameter.SerializeToString())
    prune(make_inputs(select_phase(parameter), traits_of, {"data": (1, 2)}), traits_of)
    assert parameter == before
