"""One ONNX file for a range of time steps T and streams N, in a Session, against the network of each size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest

from caffe2trt.converter import ConversionError, Net, Reference, export_onnx, load
from caffe2trt.converter.comparison.inputs import random_inputs
from caffe2trt.runtime import Session, SessionError
from caffe2trt.runtime.manifest import Range
from tests.harness import GOLDENS, Arrays, Case, difference, golden_names
from tests.networks import lstm_text, random_net
from tests.recipe import recipe_net
from tests.test_cli import call
from tests.test_large import BIG, SHAPES

STEPS, BATCH = Range(1, 3, 8), Range(1, 2, 5)
FIXED_TIME = {"nets/ocr_columns", "nets/train_val", "nets/v0_format", "nets/v1_format"}  # for these N varies alone
UNROLLED = "recurrent/unrolled_netspec"
LOOPS = ["forks/gru", "forks/gru_lbr", "forks/gru_static", "forks/conv_lstm_decoder", "forks/conv_lstm_expose"]
NETWORKS = [*(name for name in golden_names("recurrent/*", "nets/*") if name != UNROLLED), *LOOPS]
LRCN = GOLDENS / "nets/lrcn_small"


def ranges(name: str) -> dict[str, Range]:
    return {"batch": BATCH} if name in FIXED_TIME else {"time_steps": STEPS, "batch": BATCH}


def calls(net: Net, streams: int) -> Iterator[tuple[int | None, Net, Arrays]]:
    """Calls of different T, and the network of that size: resets within a call, none, and at its start."""
    assert net.varying is not None
    for index, steps in enumerate((3, 1, 8, 3) if net.varying.time_steps else (None, None)):
        one = net.varying.at(steps, streams)
        feeds = next(iter(random_inputs(one, 1, seed=index)))
        cont = [name for name, role in one.roles.items() if role.kind == "cont"]
        if index == 1:
            feeds.update({name: np.ones_like(feeds[name]) for name in cont})
        yield steps, one, feeds


def check_sizes(net: Net, session: Session) -> None:
    """Calls of different T follow one another with the state carried, with resets in them, at three N."""
    for streams in (1, 2, 5):
        session.resize(streams)
        session.reset()
        state = {name: array.copy() for name, array in session.state.items()}
        for steps, one, feeds in calls(net, streams):
            reference = Reference(one)
            reference.state = state
            expected = reference.outputs(feeds)
            found = session.step(feeds)
            state = reference.state
            assert steps is None or session.time_steps == steps or not session.cont
            for blob in one.outputs:
                assert difference(found[blob], expected[blob]) <= 1e-5, (blob, steps, streams)
            for key, array in session.state.items():
                assert difference(array, state[key]) <= 1e-5, (key, steps, streams)


@pytest.mark.parametrize("name", NETWORKS)
def test_one_file_equals_the_network_of_every_size(name: str, tmp_path: Path) -> None:
    net = Case.named(name).load(**ranges(name))
    export_onnx(net, tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx", threads=1) as session:
        check_sizes(net, session)


LAYERS = [name for name in golden_names("layers/*", "round2/*", "forks/*") if name not in {
    "forks/az_conv_lstm",  # it has one stream
    "forks/apollo_char_step_numpy",  # it has no inputs
    "forks/apollo_cap_sequence", "forks/apollo_reinspect",
    "layers/batch_reindex", "layers/batch_reindex_fraction", "layers/bias_two_bottoms", "layers/concat_dim_legacy",
    "layers/scale_scalar", "round2/reverse_time",  # their inputs have different lengths along axis 0
    "layers/lstm_unit", "layers/parameter", "layers/reduction_all", "layers/slice_time", "round2/argmax_one_axis",
}]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_at_any_batch(name: str, tmp_path: Path) -> None:
    net = Case.named(name).load(batch=BATCH)
    export_onnx(net, tmp_path / "n.onnx")
    assert net.varying is not None
    with Session(tmp_path / "n.onnx", threads=1) as session:
        for streams in (1, 5):
            session.resize(streams)
            one = net.varying.at(None, streams)
            feeds = next(iter(random_inputs(one, 1)))
            expected = Reference(one).outputs(feeds)
            for blob, array in session.step(feeds).items():
                assert difference(array, expected[blob], relative=True) <= 1e-5, (blob, streams)


@pytest.mark.parametrize(
    ("name", "layer"),
    [("layers/lstm_unit", "u"), ("layers/parameter", "p"), ("layers/reduction_all", "y"), ("layers/slice_time", "s"),
     ("round2/argmax_one_axis", "y"), (UNROLLED, "slice_X"), ("forks/apollo_cap_sequence", "y"),
     ("forks/apollo_reinspect", "concat0")],
)  # fmt: skip
def test_a_layer_that_is_made_for_one_batch_is_refused_by_name(name: str, layer: str, tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match=f"layer '{layer}'"):
        export_onnx(Case.named(name).load(batch=BATCH), tmp_path / "n.onnx")


def test_dimensions_have_names(tmp_path: Path) -> None:
    export_onnx(Case.named("nets/lrcn_small").load(**ranges("")), tmp_path / "n.onnx")
    model = onnx.load(tmp_path / "n.onnx")
    onnx.checker.check_model(model, full_check=True)
    dims = {
        item.name: [dim.dim_param or dim.dim_value for dim in item.type.tensor_type.shape.dim]
        for item in (*model.graph.input, *model.graph.output)
    }
    assert dims["data"] == ["T*N", 3, 67, 67]
    assert dims["lstm1__h_in"] == dims["lstm1__h_out"] == ["N", 12]
    assert dims["probs"] == ["T", "N", 5]


def test_unroll_and_cont_starts_only_take_a_batch_that_varies(tmp_path: Path) -> None:
    net = Case.named("recurrent/lstm").load(batch=BATCH)
    one = net.varying.at(None, 5) if net.varying else net
    (feeds,) = random_inputs(one, 1, starts_only=True)
    expected = Reference(one).outputs(feeds)["y"]
    for options in ({"lstm": "unroll"}, {"cont_starts_only": True}):
        export_onnx(net, tmp_path / "n.onnx", **options)
        with Session(tmp_path / "n.onnx", streams=5) as session:
            assert difference(session.step(feeds)["y"], expected) <= 1e-5


def test_time_steps_that_vary_cannot_be_unrolled(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match=r"layer 'lstm1' cannot vary: --lstm unroll"):
        export_onnx(Case.named("recurrent/lstm").load(time_steps=STEPS), tmp_path / "n.onnx", lstm="unroll")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An LSTM over x (T, N, 3)."""
    export_onnx(Case.named("recurrent/lstm").load(time_steps=STEPS, batch=BATCH), tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx", streams=3) as session:
        yield session


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(shape).normal(size=shape).astype(np.float32)


def test_resize_keeps_the_streams_that_remain(session: Session) -> None:
    assert session.ranges == {"time_steps": STEPS, "streams": BATCH}
    session.step(x=noise(3, 3, 3))
    before = session.state
    session.resize(5)
    for name, array in session.state.items():
        assert np.array_equal(array[:3], before[name])
        assert not array[3:].any()
    later = noise(1, 5, 3)
    kept = session.step(x=later)["y"]
    session.resize(2)
    session.state = {name: array[:2] for name, array in before.items()}
    assert np.allclose(session.step(x=later[:, :2])["y"], kept[:, :2], atol=1e-6)


def test_new_streams_and_those_that_were_reset_start_a_sequence_after_resize(session: Session) -> None:
    session.step(x=noise(3, 3, 3))
    session.reset(streams=[1])
    before = session.state
    session.resize(4)
    session.state = {name: np.ones_like(array) for name, array in session.state.items()}  # states that are given go on
    session.reset(streams=[1, 3])
    x = noise(2, 4, 3)
    cont = np.ones((2, 4), np.float32)
    cont[0, [1, 3]] = 0
    made = session.step(x=x)["y"]
    session.state = {name: np.ones_like(array) for name, array in session.state.items()}
    assert np.allclose(session.step(x=x, cont=cont)["y"], made, atol=1e-6)
    assert set(before) == set(session.states)


def test_shapes_outside_name_the_range(session: Session) -> None:
    with pytest.raises(SessionError, match="this file takes 1 to 5 streams; found 6"):
        session.resize(6)
    with pytest.raises(SessionError, match="streams must be a whole number"):
        session.resize(2.5)  # type: ignore[arg-type]
    shape = r"expected \(T, N, 3\) with N = 3 and T from 1 to 8"
    for wrong in (noise(9, 3, 3), noise(2, 4, 3), noise(2, 3, 4), noise(2, 3)):
        with pytest.raises(SessionError, match=shape):
            session.step(x=wrong)
    with pytest.raises(SessionError, match=r"the input 'cont' has shape \(3, 3\), which is T = 3, but 'x' has T = 2"):
        session.step(x=noise(2, 3, 3), cont=np.ones((3, 3), np.float32))
    assert session.step(x=noise(8, 3, 3))["y"].shape == (8, 3, 5)


def test_a_file_of_fixed_shapes_has_one_number_of_streams(tmp_path: Path) -> None:
    export_onnx(Case.named("recurrent/lstm").load(batch=2), tmp_path / "n.onnx")
    with Session(tmp_path / "n.onnx", streams=2) as session:
        assert session.ranges == {}
        with pytest.raises(SessionError, match="takes a batch of 2 and no other; found 3"):
            session.resize(3)


def test_outputs_are_written_in_place_at_any_size(session: Session) -> None:
    out = np.zeros((4, 3, 5), np.float32)
    y = session.step(x=noise(4, 3, 3), out={"y": out})["y"]
    assert y is out
    assert out.any()


def test_a_number_of_streams_that_changes_in_the_middle_of_a_stream_is_the_same_as_apart(session: Session) -> None:
    """Two streams, then a third joins: each gives what it gives alone."""
    x = noise(4, 3, 3)
    session.resize(2)
    first = session.step(x=x[:2, :2])["y"]
    session.resize(3)
    second = session.step(x=x[2:])["y"]
    session.resize(1)
    for stream in (0, 1):
        session.reset()
        alone = session.step(x=x[:, stream : stream + 1])["y"]
        assert np.allclose(np.concatenate([first, second[:, :2]])[:, stream], alone[:, 0], atol=1e-6)
    session.reset()
    assert np.allclose(session.step(x=x[2:, 2:])["y"][:, 0], second[:, 2], atol=1e-6)


def test_convert_run_and_compare(tmp_path: Path) -> None:
    files = (str(LRCN / "net.prototxt"), str(LRCN / "weights.caffemodel"))
    model = str(tmp_path / "n.onnx")
    result = call("convert", *files, "-o", model, "--batch", "1:2:5", "--time-steps", "1:3:8")
    assert "data (T*N,3,67,67)" in result.output
    assert "T from 1 to 8 time steps, best at 3; N from 1 to 5 streams, best at 2" in result.output
    result = call("compare", model, *files, "--layers")
    assert result.exit_code == 0, result.output
    assert [line[-14:] for line in result.output.splitlines() if line.startswith("inputs")] == [
        ", T = 1, N = 1", ", T = 3, N = 2", ", T = 8, N = 5",
    ]  # fmt: skip
    assert "T = 3, N = 4" in call("compare", model, *files, "--batch", "4").output
    np.savez(tmp_path / "in.npz", data=noise(2, 8, 3, 67, 67))
    result = call("run", model, "--inputs", str(tmp_path / "in.npz"), "--streams", "4", "-o", str(tmp_path / "o.npz"))
    assert "probs (2,2,4,5)" in result.output, result.output
    result = call("compare", model, *files, "--batch", "6")
    assert result.exit_code == 2
    assert "--batch 6 is given here" in result.output


@pytest.mark.parametrize("text", ["1:2", "3:2:5", "0:1:2", "a", "1:2:3:4", ""])
def test_a_range_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    result = call("convert", str(LRCN / "net.prototxt"), "-o", str(tmp_path / "n.onnx"), "--batch", text)
    assert result.exit_code == 2
    assert "MIN:OPT:MAX" in result.output


def test_a_range_of_one_number_is_that_number(tmp_path: Path) -> None:
    one, other = tmp_path / "a.onnx", tmp_path / "b.onnx"
    for path, batch in ((one, "3:3:3"), (other, "3")):
        call("convert", str(LRCN / "net.prototxt"), str(LRCN / "weights.caffemodel"), "-o", str(path), "--batch", batch)
    assert one.read_bytes() == other.read_bytes()


def test_compare_says_that_the_numbers_differ(tmp_path: Path) -> None:
    """A file of other weights differs at every size, and the exit status says so."""
    random_net(tmp_path, lstm_text(4, 2, 3, 5), seed=1)
    files = (tmp_path / "net.prototxt", tmp_path / "net.caffemodel")
    call("convert", *files, "-o", tmp_path / "n.onnx", "--batch", "1:2:5")
    random_net(tmp_path, lstm_text(4, 2, 3, 5), seed=2)
    result = call("compare", tmp_path / "n.onnx", *files, "--report", tmp_path / "r.html")
    assert result.exit_code == 1, result.output
    assert result.output.count("different:") == 3
    assert "N = 1" in (tmp_path / "r.html").read_text()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [('"batch":[1,2,5]', '"batch":[1,2147483647,2147483647]', "need too much memory"),
     ('"batch":[1,2,5]', '"batch":[5,2,1]', "is not fixed"),  # then nothing is read from the manifest
     ('"time_steps":[1,3,8]', '"other":[1,3,8]', "it is damaged")],
)  # fmt: skip
def test_a_file_with_a_damaged_range_is_refused(old: str, new: str, message: str, tmp_path: Path) -> None:
    export_onnx(Case.named("recurrent/lstm").load(time_steps=STEPS, batch=BATCH), tmp_path / "n.onnx")
    model = onnx.load(tmp_path / "n.onnx")
    (held,) = (item for item in model.metadata_props if item.key == "caffe2trt")
    assert old in held.value
    held.value = held.value.replace(old, new)
    onnx.save(model, tmp_path / "n.onnx")
    with pytest.raises(SessionError, match=message):
        Session(tmp_path / "n.onnx")


@pytest.mark.slow
def test_lrcn_serves_one_stream_and_sixteen(tmp_path: Path) -> None:
    """The published size, of 60 million weights, frame by frame."""
    recipe_net(BIG / "net.prototxt", tmp_path / "w.caffemodel", inputs=SHAPES)
    net = load(BIG / "net.prototxt", tmp_path / "w.caffemodel", inputs=SHAPES, time_steps=1, batch=Range(1, 4, 16))
    export_onnx(net, tmp_path / "n.onnx")
    assert net.varying is not None
    with Session(tmp_path / "n.onnx") as session:
        for streams in (1, 16):
            one = net.varying.at(None, streams)
            session.resize(streams)
            session.reset()
            (feeds,) = random_inputs(one, 1)
            expected = Reference(one).outputs(feeds)
            for blob, array in session.step(feeds).items():
                assert difference(array, expected[blob]) <= 1e-5
