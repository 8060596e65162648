"""caffe2trt.pycaffe.Net: blobs, weights and forwards behave as in Caffe."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

import caffe2trt.pycaffe as caffe
from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import Net as ConvertedNet
from caffe2trt.converter import build_engine
from caffe2trt.pycaffe import backends
from caffe2trt.runtime import SessionError
from tests.harness import Case
from tests.networks import Array, input_layer, write_caffemodel
from tests.pycaffe_nets import backend as backend
from tests.pycaffe_nets import net_of

IP = 'layer { name: "ip" type: "InnerProduct" bottom: "x" top: "ip" inner_product_param { num_output: 3 %s } }\n'
CHAIN = (
    'name: "chain"\n'
    + input_layer("x", 2, 4)
    + IP % ""
    + 'layer { name: "relu" type: "ReLU" bottom: "ip" top: "ip" }\n'
    + 'layer { name: "twice" type: "Power" bottom: "ip" top: "twice" power_param { scale: 2 } }\n'
    + 'layer { name: "minus" type: "Power" bottom: "twice" top: "minus" power_param { scale: -1 } }\n'
)
X = np.array([[1, -2, 3, -4], [2, 0, -1, 1]], np.float32)
W = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]], np.float32)
B = np.array([0.5, 0.25, 0], np.float32)


def relu(values: Array) -> Array:
    return np.maximum(values, 0)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "chain.prototxt").write_text(CHAIN)
    return str(tmp_path / "chain.prototxt"), str(write_caffemodel(tmp_path / "w.caffemodel", {"ip": [W, B]}))


@pytest.fixture
def net(files: tuple[str, str], backend: str) -> caffe.Net:
    return caffe.Net(*files, caffe.TEST)


def conversions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gets the outputs of each conversion from now on."""
    made: list[str] = []
    make = backends.make_runner

    def noted(net: ConvertedNet, backend: str) -> backends.Runner:
        made.append(",".join(net.outputs))
        return make(net, backend)

    monkeypatch.setattr(backends, "make_runner", noted)
    return made


def test_both_forms_of_the_constructor(files: tuple[str, str], backend: str) -> None:
    prototxt, weights = files
    for net in (
        caffe.Net(prototxt, weights, caffe.TEST),
        caffe.Net(prototxt, caffe.TEST, weights=weights, level=0, stages=None),
        caffe.Net(network_file=prototxt, phase=caffe.TEST, weights=weights),
    ):
        assert np.array_equal(net.forward(x=X)["minus"], -2 * relu(X @ W.T + B))


def test_names_and_splits_are_those_of_caffe() -> None:
    net = net_of(Case.named("nets/train_val"))
    assert net._layer_names[:3] == ["data", "label_data_2_split", "lstm1"]
    assert net.top_names["score_score_0_split"] == ["score_score_0_split_0", "score_score_0_split_1"]
    assert net.bottom_names["acc"] == ["score_score_0_split_1", "label_data_2_split_1"]
    assert list(net.blobs)[:5] == ["data", "cont", "label", "label_data_2_split_0", "label_data_2_split_1"]
    assert (net.inputs, net.outputs) == ([], ["acc", "loss"])
    assert net.layer_dict["lstm1"].type == net.layers[2].type == "LSTM"
    assert [blob.shape for blob in net.layer_dict["score"].blobs] == [(3, 5), (3,)]
    assert list(net.params) == ["lstm1", "score"]


def test_legacy_inputs_are_one_layer_as_caffe_upgrades_them() -> None:
    net = net_of(Case.named("recurrent/jk_lstm_stacked"))
    assert net._layer_names[0] == "input"
    assert "clip_input_1_split_1" in net.blobs


def test_sizes_of_a_blob(net: caffe.Net) -> None:
    blob = net.blobs["x"]
    assert (blob.shape, blob.count, blob.num, blob.channels, blob.height, blob.width) == ((2, 4), 8, 2, 4, 1, 1)
    assert net.blobs["ip"].data.shape == (2, 3)
    assert net.params["ip"][0].data.dtype == np.float32


def test_a_forward_overwrites_what_a_script_wrote_to_a_computed_blob(net: caffe.Net) -> None:
    net.blobs["x"].data[...] = X
    net.blobs["twice"].data[...] = 7
    net.forward()
    assert np.array_equal(net.blobs["twice"].data, 2 * relu(X @ W.T + B))


def test_a_forward_from_a_later_layer_reads_what_the_script_wrote(net: caffe.Net) -> None:
    net.forward(x=X)
    net.blobs["twice"].data[...] = 7
    assert np.array_equal(net.forward(start="minus")["minus"], np.full((2, 3), -7))
    assert np.array_equal(net.blobs["twice"].data, np.full((2, 3), 7))
    assert np.array_equal(net.forward(start="twice")["minus"], -2 * relu(X @ W.T + B))


def test_a_forward_to_an_earlier_layer_gives_its_tops(net: caffe.Net) -> None:
    """Before the layer in place, the blob holds what that layer takes; afterwards what it gives."""
    out = net.forward(end="ip", x=X)
    assert list(out) == ["ip"]
    assert np.array_equal(net.blobs["ip"].data, X @ W.T + B)
    assert np.array_equal(net.blobs["minus"].data, np.zeros((2, 3)))
    net.forward(start="relu", end="relu")
    assert np.array_equal(net.blobs["ip"].data, relu(X @ W.T + B))
    assert np.array_equal(net.forward(start="twice")["minus"], -2 * relu(X @ W.T + B))


def test_a_blob_waits_for_the_forward_that_wrote_it(net: caffe.Net) -> None:
    """After a forward of the last layer alone, an earlier blob is still that of the whole forward before."""
    net.forward(x=X)
    net.forward(x=X + 1)
    net.blobs["x"].data[...] = 0
    net.forward(start="minus")
    assert np.array_equal(net.blobs["minus"].data, -2 * relu((X + 1) @ W.T + B))
    assert np.array_equal(net.blobs["ip"].data, relu((X + 1) @ W.T + B))


def test_an_array_that_a_script_holds_changes_with_every_forward(net: caffe.Net) -> None:
    held = net.blobs["twice"].data
    out = net.forward(x=X)["minus"]
    for x in (X, X + 1, X - 1):
        net.forward(x=x)
        assert np.array_equal(held, 2 * relu(x @ W.T + B))
        assert np.array_equal(out, -held)


def test_a_held_array_outlives_the_network(files: tuple[str, str], backend: str) -> None:
    net = caffe.Net(*files, caffe.TEST)
    held = net.forward(x=X)["minus"]
    del net
    assert np.array_equal(held, -2 * relu(X @ W.T + B))


def test_only_what_the_script_reads_is_computed_as_an_output(net: caffe.Net, monkeypatch: pytest.MonkeyPatch) -> None:
    made = conversions(monkeypatch)
    for _ in range(3):
        net.forward(x=X)
    assert made == ["ip,twice,minus", "minus"]
    assert net.blobs["ip"].data.any()
    for _ in range(3):
        net.forward(x=X)
    assert made == ["ip,twice,minus", "minus", "ip,minus"]


def test_shapes_that_are_printed_before_the_first_forward_do_not_count_as_read(
    net: caffe.Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = conversions(monkeypatch)
    assert [blob.data.shape for blob in net.blobs.values()] == [(2, 4), (2, 3), (2, 3), (2, 3)]
    net.forward(x=X)
    net.forward(x=X)
    assert made[-1] == "minus"


def test_large_networks_do_not_keep_all_blobs_in_the_first_forward(
    net: caffe.Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caffe2trt.pycaffe.variants.EVERYTHING", 8)
    made = conversions(monkeypatch)
    net.forward(x=X)
    assert made == ["minus"]
    assert np.array_equal(net.blobs["ip"].data, relu(X @ W.T + B))


def test_written_weights_count_from_the_next_forward_on(net: caffe.Net) -> None:
    net.forward(x=X)
    net.forward(x=X)
    net.params["ip"][0].data[...] = 2 * W
    assert np.array_equal(net.blobs["ip"].data, relu(X @ W.T + B))  # of the forward before
    assert np.array_equal(net.forward()["minus"], -2 * relu(2 * X @ W.T + B))
    assert np.array_equal(net.blobs["ip"].data, relu(2 * X @ W.T + B))


def test_a_blob_waits_for_its_forward_with_the_weights_of_that_time(net: caffe.Net) -> None:
    """The weights change and a later layer runs, which drops the conversions, before the blob is read."""
    for rows in (2, 3, 2, 3):  # by a file that takes any number of rows, where the backend has files
        net.blobs["x"].reshape(rows, 4)
        net.forward(x=np.resize(X, (rows, 4)))
    net.params["ip"][0].data[...] = 0
    net.forward(start="minus")
    assert np.array_equal(net.blobs["ip"].data, relu(np.resize(X, (3, 4)) @ W.T + B))
    assert np.array_equal(net.forward()["minus"], np.tile(-2 * B, (3, 1)))


def test_weights_that_a_script_holds_are_looked_at_in_every_forward(net: caffe.Net) -> None:
    bias = net.params["ip"][1].data
    for value in (1.0, 2.0, 3.0):
        bias[...] = value
        assert np.array_equal(net.forward(x=X)["minus"], -2 * relu(X @ W.T + np.float32(value)))


def test_weights_that_are_only_read_cause_no_conversion(net: caffe.Net, monkeypatch: pytest.MonkeyPatch) -> None:
    net.params["ip"][1].data[1] = np.nan
    net.forward(x=X)
    net.forward(x=X)
    made = conversions(monkeypatch)
    assert np.isnan(net.params["ip"][1].data[1])
    held = net.params["ip"][0].data
    net.forward(x=X)
    assert np.array_equal(held, W)
    assert not made


def test_weights_are_copied_saved_and_shared(files: tuple[str, str], tmp_path: Path, backend: str) -> None:
    net, other = caffe.Net(*files, caffe.TEST), caffe.Net(files[0], caffe.TEST)
    net.params["ip"][0].data[...] *= 3
    net.save(tmp_path / "saved.caffemodel")
    other.copy_from(str(tmp_path / "saved.caffemodel"))
    assert np.array_equal(other.forward(x=X)["minus"], -2 * relu(3 * X @ W.T + B))
    other.share_with(net)
    net.params["ip"][1].data[...] = 1
    for one in (net, other):
        assert np.array_equal(one.forward(x=X)["minus"], -2 * relu(3 * X @ W.T + 1))


def test_networks_that_share_weights_all_follow_a_change(files: tuple[str, str], tmp_path: Path, backend: str) -> None:
    net, other = caffe.Net(*files, caffe.TEST), caffe.Net(files[0], caffe.TEST)
    other.share_with(net)
    for one in (net, other):
        one.forward(x=X)
    net.params["ip"][0].data[...] = 3 * W
    for one in (net, other):
        assert np.array_equal(one.forward(x=X)["minus"], -2 * relu(3 * X @ W.T + B))
    net.copy_from(files[1])
    for one in (net, other):
        assert np.array_equal(one.forward(x=X)["minus"], -2 * relu(X @ W.T + B))


def test_weights_that_are_written_and_saved_count_in_the_next_forward(net: caffe.Net, tmp_path: Path) -> None:
    net.forward(x=X)
    net.params["ip"][0].data[...] = 3 * W
    net.save(tmp_path / "saved.caffemodel")
    assert np.array_equal(net.forward(x=X)["minus"], -2 * relu(3 * X @ W.T + B))


def test_weights_shared_by_a_name_are_one_memory(tmp_path: Path, backend: str) -> None:
    product = "inner_product_param { num_output: 3 bias_term: false }"
    shared = 'layer { name: "%s" type: "InnerProduct" bottom: "x" top: "%s" param { name: "w" } ' + product + " }"
    (tmp_path / "net.prototxt").write_text(input_layer("x", 2, 4) + shared % ("a", "a") + shared % ("b", "b"))
    net = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST)
    net.params["b"][0].data[...] = W
    out = net.forward(x=X)
    assert np.array_equal(out["a"], X @ W.T)
    assert np.array_equal(out["b"], X @ W.T)


def test_weights_that_no_file_gives_come_from_the_fillers_with_a_warning(tmp_path: Path, backend: str) -> None:
    text = CHAIN.replace("num_output: 3", 'num_output: 3 weight_filler { type: "constant" value: 0.5 }')
    (tmp_path / "net.prototxt").write_text(text)
    net = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST)
    with pytest.warns(UserWarning, match="chain: no file gave the weights of 'ip'"):
        out = net.forward(x=X)
    assert np.array_equal(out["minus"], -2 * relu(X @ np.full((4, 3), 0.5, np.float32)))
    net.forward(x=X)  # warns once


def test_two_networks_in_one_process_are_independent(backend: str) -> None:
    case = Case.named("recurrent/lstm_resets_stateful")
    one, other = net_of(case), net_of(case)
    for inputs, expected in case.calls:
        for name, values in inputs.items():
            one.blobs[name].data[...] = values
            other.blobs[name].data[...] = np.full_like(values, 0.5)
        one.forward()
        other.forward()
        for blob, values in expected.items():
            assert np.abs(one.blobs[blob].data - values).max() < 1e-5
    assert np.abs(one.blobs["y"].data - other.blobs["y"].data).max() > 1e-3


def test_a_network_may_be_used_from_another_thread(net: caffe.Net) -> None:
    net.forward(x=X)
    found: list[Array] = []
    thread = threading.Thread(target=lambda: found.append(net.forward(x=X + 1)["minus"].copy()))
    thread.start()
    thread.join()
    assert np.array_equal(found[0], -2 * relu((X + 1) @ W.T + B))
    assert np.array_equal(net.forward(x=X)["minus"], -2 * relu(X @ W.T + B))


def test_forward_all_takes_any_number_of_rows(net: caffe.Net) -> None:
    rows = np.concatenate([X, X + 1, X + 2])[:5]
    out = net.forward_all(blobs=["ip"], x=rows)
    assert np.array_equal(out["ip"], relu(rows @ W.T + B))
    assert out["minus"].shape == (5, 3)


def test_a_state_is_a_blob_like_any_other_if_the_prototxt_names_it_so(tmp_path: Path, backend: str) -> None:
    """What surgery writes for other programs has inputs L__h_in; in Caffe nothing feeds them but the script."""
    text = (
        input_layer("l__h_in", 1, 3)
        + 'layer { name: "a" type: "Power" bottom: "l__h_in" top: "l__h_out" power_param { shift: 1 } }'
    )
    (tmp_path / "net.prototxt").write_text(text)
    net = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST)
    for _ in range(3):
        net.blobs["l__h_in"].data[...] = 5
        assert (net.forward()["l__h_out"] == 6).all()


def test_dummy_data_is_the_scripts_to_write_and_random_numbers_are_drawn_again(tmp_path: Path, backend: str) -> None:
    dummy = 'layer { name: "%s" type: "DummyData" top: "%s" dummy_data_param { shape { dim: 9 } data_filler { %s } } }'
    text = dummy % ("a", "a", "value: 2") + dummy % ("b", "b", 'type: "gaussian"')
    text += 'layer { name: "y" type: "Eltwise" bottom: "a" bottom: "b" top: "y" }'
    (tmp_path / "net.prototxt").write_text(text)
    net = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST)
    first = net.forward()["y"].copy()
    assert np.allclose(first, 2 + net.blobs["b"].data)
    net.blobs["a"].data[...] = 4
    assert np.allclose(net.forward()["y"], 4 + net.blobs["b"].data)
    assert not np.allclose(net.blobs["b"].data, first - 2)


def test_a_failed_forward_changes_no_state_and_leaves_nothing_stale(tmp_path: Path, backend: str) -> None:
    text = input_layer("words", 1, 1) + input_layer("cont", 1, 1)
    embed = "embed_param { input_dim: 3 num_output: 2 bias_term: false }"
    text += f'layer {{ name: "e" type: "Embed" bottom: "words" top: "e" {embed} }}'
    text += 'layer { name: "l" type: "LSTM" bottom: "e" bottom: "cont" top: "y" recurrent_param { num_output: 2 } }'
    text += 'layer { name: "z" type: "Power" bottom: "y" top: "z" power_param { scale: 3 } }'
    (tmp_path / "net.prototxt").write_text(text)
    nets = [caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST) for _ in range(2)]
    rng = np.random.default_rng(0)
    for blobs in zip(*(net.params.values() for net in nets)):
        for one, other in zip(*blobs):
            one.data[...] = other.data[...] = rng.normal(size=one.data.shape)
    for word in (0, 1, 2):
        for net in nets:
            net.forward(words=np.array([[word]]), cont=np.ones((1, 1)))
    with pytest.raises(Exception, match="3"):
        nets[0].forward(words=np.array([[3]]), cont=np.ones((1, 1)))
    with pytest.raises(ConversionError, match="the last forward failed"):
        _ = nets[0].blobs["e"].data
    one, other = (net.forward(words=np.array([[1]]), cont=np.ones((1, 1)))["z"] for net in nets)
    assert np.array_equal(one, other)
    assert np.array_equal(nets[0].blobs["e"].data, nets[1].blobs["e"].data)


def test_losses_need_their_labels(backend: str) -> None:
    net = net_of(Case.named("nets/train_val"))
    net.blobs["label"].data[...] = 9
    assert net.forward() == {}
    with pytest.raises(
        ConversionError, match="layer 'loss' \\(SoftmaxWithLoss\\): a label is not one of the 3 classes"
    ):
        _ = net.blobs["loss"].data
    net.blobs["label"].data[...] = 1
    assert sorted(net.forward()) == ["acc", "loss"]


def test_data_layers_are_the_scripts_to_write(tmp_path: Path, backend: str) -> None:
    data = 'layer { name: "data" type: "HDF5Data" top: "x" top: "label" hdf5_data_param { source: "list.txt" } }'
    (tmp_path / "net.prototxt").write_text(data + CHAIN.replace(input_layer("x", 2, 4), ""))
    with pytest.raises(ConversionError, match="the shapes of 'x', 'label', which come from the data of 'data'"):
        caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST)
    net = caffe.Net(str(tmp_path / "net.prototxt"), caffe.TEST, inputs={"x": (2, 4), "label": (2,)})
    net.params["ip"][0].data[...] = W
    net.params["ip"][1].data[...] = B
    with pytest.raises(ConversionError, match="nothing was written to the data layer 'data' \\(HDF5Data\\)"):
        net.forward()
    net.blobs["x"].data[...] = X
    with pytest.warns(UserWarning, match="nothing was written to \\['label'\\]"):
        out = net.forward()
    assert np.array_equal(out["minus"], -2 * relu(X @ W.T + B))


def test_the_default_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "CHOICE", backends.Choice())
    monkeypatch.delenv(backends.VARIABLE, raising=False)
    monkeypatch.setattr(backends, "_has_gpu_and_tensorrt", lambda: False)
    assert backends.chosen_backend() == "onnx"
    monkeypatch.setattr(backends, "_has_gpu_and_tensorrt", lambda: True)
    assert backends.chosen_backend() == "engine"
    caffe.set_mode_cpu()
    assert backends.chosen_backend() == "onnx"
    caffe.set_mode_gpu()
    assert backends.chosen_backend() == "engine"
    monkeypatch.setenv(backends.VARIABLE, "reference")
    assert backends.chosen_backend() == "reference"
    caffe.use("onnx")
    assert backends.chosen_backend() == "onnx"


def test_what_the_engine_backend_builds(
    files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TensorRT for RTX builds it here for a GPU; opening it is left out, which needs that GPU."""
    monkeypatch.setattr(backends, "CHOICE", backends.Choice(backend="engine", precision="fp16", device=1))
    sizes, opened = [], []

    def built(net: ConvertedNet, path: Path, **options: str) -> None:
        sizes.append(build_engine(net, path, gpu="sm86", **options))  # type: ignore[arg-type]

    def session(path: Path, device: int) -> object:
        opened.append((path.stat().st_size, device))
        raise SessionError("there is no GPU")

    monkeypatch.setattr("caffe2trt.converter.trt.build.build_engine", built)
    monkeypatch.setattr(backends, "Session", session)
    with pytest.raises(SessionError, match="there is no GPU"):
        caffe.Net(*files, caffe.TEST).forward(x=X)
    assert opened == [(sizes[0], 1)]
