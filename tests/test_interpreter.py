"""evaluate_network on networks that this project did not define, built by hand through TensorRT's API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter import evaluate_network
from caffe2trt.converter.trt.interpreter.evaluate import Interpreter
from tests.networks_of_tensorrt import as_input, new_network, rtx
from tests.standin import VERSIONS, StandIn

Array = np.ndarray[Any, Any]
trt: Any = rtx()[0].module
KEPT: list[Array] = []  # arrays behind weights must live as long as the network


def constant(network: Any, values: Any, dtype: Any = np.float32) -> Any:
    array = np.array(values, dtype)
    KEPT.append(array)
    return network.add_constant(array.shape, trt.Weights(array.ravel())).get_output(0)


def result(layer: Any, network: Any, feeds: dict[str, Array], output: int = 0) -> Array:
    """What the layer's output is."""
    tensor = layer.get_output(output)
    tensor.name = "result"
    network.mark_output(tensor)
    return evaluate_network(network, feeds)["result"]


def computed(build: Callable[..., Any], **inputs: Array) -> Array:
    """The output of the layer that `build(network, *tensors)` adds."""
    network = new_network()
    tensors = [as_input(network, name, array) for name, array in inputs.items()]
    return result(build(network, *tensors), network, inputs)


RAMP = np.arange(12, dtype=np.float32).reshape(3, 4)


# Loops


def loop_of(network: Any, count: Any) -> Any:
    loop = network.add_loop()
    if count is not None:
        loop.add_trip_limit(constant(network, count, np.int32), trt.TripLimit.COUNT)
    return loop


def running_sum(network: Any, x: Any, kind: Any, reverse: bool = False, axis: int = 0) -> Any:
    """The sums of the rows of x so far."""
    loop = loop_of(network, 3)
    row = loop.add_iterator(x, 0, reverse).get_output(0)
    state = loop.add_recurrence(constant(network, np.zeros(4)))
    total = network.add_elementwise(state.get_output(0), row, trt.ElementWiseOperation.SUM).get_output(0)
    state.set_input(1, total)
    if kind == trt.LoopOutput.LAST_VALUE:
        return loop.add_loop_output(state.get_output(0), kind)
    output = loop.add_loop_output(total, kind, axis)
    output.set_input(1, constant(network, 3, np.int32))
    return output


def test_a_loop_gives_its_last_value_or_all_values_forwards_and_backwards() -> None:
    def run(kind: Any) -> Array:
        return computed(lambda network, x: running_sum(network, x, kind), x=RAMP)

    sums, kinds = np.cumsum(RAMP, axis=0), trt.LoopOutput
    assert np.array_equal(run(kinds.LAST_VALUE), sums[-1])
    assert np.array_equal(run(kinds.CONCATENATE), sums)
    assert np.array_equal(run(kinds.REVERSE), sums[::-1])
    beside = computed(lambda n, x: running_sum(n, x, kinds.CONCATENATE, axis=1), x=RAMP)
    assert np.array_equal(beside, sums.T)


def test_an_iterator_runs_backwards() -> None:
    found = computed(lambda n, x: running_sum(n, x, trt.LoopOutput.CONCATENATE, reverse=True), x=RAMP)
    assert np.array_equal(found, np.cumsum(RAMP[::-1], axis=0))


def doubling(network: Any, x: Any, limit: float, count: int | None = None) -> Any:
    """X doubled while it is less than the limit."""
    loop = loop_of(network, count)
    state = loop.add_recurrence(x)
    value = state.get_output(0)
    below = network.add_elementwise(value, constant(network, limit), trt.ElementWiseOperation.LESS).get_output(0)
    loop.add_trip_limit(below, trt.TripLimit.WHILE)
    state.set_input(1, network.add_elementwise(value, value, trt.ElementWiseOperation.SUM).get_output(0))
    return loop.add_loop_output(value, trt.LoopOutput.LAST_VALUE)


@pytest.mark.parametrize(("start", "count", "end"), [(3, None, 12), (3, 1, 6), (3, 9, 12), (20, None, 20), (3, 0, 3)])
def test_a_loop_runs_while_its_condition_holds_and_at_most_its_count(start: float, count: int | None, end: int) -> None:
    assert computed(lambda n, x: doubling(n, x, 10, count), x=np.array(start, np.float32)) == end


def test_a_loop_within_a_loop() -> None:
    """Sum over rows of (sum over the row's numbers), the inner state starting at the outer one."""
    network = new_network()
    x = as_input(network, "x", RAMP)
    outer = loop_of(network, 3)
    row = outer.add_iterator(x).get_output(0)
    total = outer.add_recurrence(constant(network, 100.0))
    inner = loop_of(network, 4)
    number = inner.add_iterator(row).get_output(0)
    part = inner.add_recurrence(total.get_output(0))
    more = network.add_elementwise(part.get_output(0), number, trt.ElementWiseOperation.SUM).get_output(0)
    part.set_input(1, more)
    total.set_input(1, inner.add_loop_output(part.get_output(0), trt.LoopOutput.LAST_VALUE).get_output(0))
    assert result(outer.add_loop_output(total.get_output(0), trt.LoopOutput.LAST_VALUE), network, {"x": RAMP}) == 166


def test_a_loop_that_runs_on_after_its_data_is_refused() -> None:
    with pytest.raises(ConversionError, match=r"\(ITERATOR\): the loop runs on after the end of 'x'"):
        computed(lambda n, x: running_sum(n, x, trt.LoopOutput.LAST_VALUE), x=RAMP[:2])


def test_an_output_longer_than_the_loop_ran_is_refused() -> None:
    def build(network: Any, x: Any) -> Any:
        loop = loop_of(network, 2)
        output = loop.add_loop_output(loop.add_iterator(x).get_output(0), trt.LoopOutput.CONCATENATE)
        output.set_input(1, constant(network, 3, np.int32))
        return output

    with pytest.raises(ConversionError, match=r"\(LOOP_OUTPUT\): its length is 3, the loop ran 2 times"):
        computed(build, x=RAMP)


def test_loops_that_are_not_whole_are_refused() -> None:
    network = new_network()
    loop = network.add_loop()
    loop.name = "again"
    state = loop.add_recurrence(as_input(network, "x", RAMP))
    output = loop.add_loop_output(state.get_output(0), trt.LoopOutput.LAST_VALUE)
    with pytest.raises(ConversionError, match="its loop 'again' has no trip limit"):
        result(output, network, {"x": RAMP})
    loop.add_trip_limit(constant(network, 2, np.int32), trt.TripLimit.COUNT)
    with pytest.raises(ConversionError, match=r"\(RECURRENCE\): its next value is missing"):
        evaluate_network(network, {"x": RAMP})
    state.set_input(1, state.get_output(0))
    assert np.array_equal(evaluate_network(network, {"x": RAMP})["result"], RAMP)
    other = loop_of(network, 1)
    other.name = "again"
    with pytest.raises(ConversionError, match="two loops have the name 'again'"):
        evaluate_network(network, {"x": RAMP})


# Conditionals


def choose(network: Any, x: Any, index: Any, condition: Any) -> Any:
    """A row of x, or, if the condition does not hold, 7 in its place."""
    conditional = network.add_if_conditional()
    conditional.set_condition(condition)
    inside = conditional.add_input(x).get_output(0)
    row = network.add_gather(inside, index, 0).get_output(0)
    return conditional.add_output(row, constant(network, np.full(4, 7.0)))


def test_a_conditional_computes_only_the_branch_that_is_taken() -> None:
    """The other one would read beyond the table."""
    inputs = {"x": RAMP, "index": np.array(1, np.int32), "condition": np.array(True)}
    assert np.array_equal(computed(choose, **inputs), RAMP[1])
    inputs |= {"index": np.array(5, np.int32)}
    with pytest.raises(ConversionError, match="index 5 is not within -3 to 2"):
        computed(choose, **inputs)
    assert np.array_equal(computed(choose, **inputs | {"condition": np.array(False)}), np.full(4, 7))


def test_an_assertion_that_does_not_hold_stops_with_its_message() -> None:
    network = new_network()
    network.add_assertion(as_input(network, "ok", np.array([True])), "x must be positive").name = "check"
    x = as_input(network, "x", RAMP)
    layer = network.add_identity(x)
    assert np.array_equal(result(layer, network, {"x": RAMP, "ok": np.array([True])}), RAMP)
    with pytest.raises(ConversionError, match=r"layer 'check' \(ASSERTION\): .* does not hold: x must be positive"):
        evaluate_network(network, {"x": RAMP, "ok": np.array([False])})


# Inputs


def test_lengths_that_the_network_leaves_open_are_those_of_the_inputs() -> None:
    network = new_network()
    x = network.add_input("x", trt.float32, (-1, 4))
    y = network.add_input("y", trt.float32, (-1, 4))
    layer = network.add_elementwise(x, y, trt.ElementWiseOperation.SUM)
    assert np.array_equal(result(layer, network, {"x": RAMP, "y": RAMP}), 2 * RAMP)
    assert evaluate_network(network, {"x": RAMP[:1], "y": RAMP})["result"].shape == (3, 4)
    with pytest.raises(
        ConversionError, match=r"\(ELEMENTWISE\): it does not fit inputs of the shapes \(2, 4\), \(3, 4\)"
    ):
        evaluate_network(network, {"x": RAMP[:2], "y": RAMP})


@pytest.mark.parametrize(
    ("feeds", "message"),
    [
        ({}, r"the input 'x' \(3, 4\) is missing"),
        ({"x": RAMP, "z": RAMP}, "unknown input 'z'. The inputs are: x"),
        ({"x": RAMP[:2]}, r"the input 'x' has shape \(2, 4\), expected \(3, 4\)"),
        ({"x": RAMP.astype(np.complex64)}, "the input 'x' has type complex64, expected float32"),
    ],
)
def test_inputs_that_do_not_fit_are_named(feeds: dict[str, Array], message: str) -> None:
    network = new_network()
    network.mark_output(network.add_identity(as_input(network, "x", RAMP)).get_output(0))
    with pytest.raises(ConversionError, match=message):
        evaluate_network(network, feeds)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_bare_network_of_every_version_is_evaluated(version: str) -> None:
    module: Any = StandIn(version)
    builder = module.Builder(rtx()[0].logger)
    network = builder.create_network(1)
    x = network.add_input("x", module.DataType.FLOAT, (3, 4))
    layer = network.add_shuffle(network.add_activation(x, module.ActivationType.TANH).get_output(0))
    layer.first_transpose = module.Permutation([1, 0])
    network.mark_output(layer.get_output(0))
    (found,) = evaluate_network(network, {"x": RAMP}).values()
    assert np.allclose(found, np.tanh(RAMP).T)


def test_a_kind_that_is_not_supported_is_named() -> None:
    def ragged(network: Any, x: Any, bounds: Any) -> Any:
        layer = network.add_ragged_softmax(x, bounds)
        layer.name = "soft"
        return layer

    with pytest.raises(ConversionError, match=r"layer 'soft' \(RAGGED_SOFTMAX\): .* the kind RAGGED_SOFTMAX"):
        computed(ragged, x=RAMP[None], bounds=np.ones((1, 3, 1), np.int32))


# Indices


def test_negative_indices_count_from_the_end_as_nvidia_documents_and_others_are_refused() -> None:
    def gather(network: Any, x: Any, i: Any) -> Any:
        return network.add_gather(x, i, 0)

    assert np.array_equal(computed(gather, x=RAMP, i=np.array([-1, 0], np.int32)), RAMP[[-1, 0]])
    for index in (-4, 3):
        with pytest.raises(ConversionError, match=f"index {index} is not within -3 to 2"):
            computed(gather, x=RAMP, i=np.array([index], np.int32))


def test_a_gather_of_rows_for_each_element_of_a_batch() -> None:
    def gather(network: Any, x: Any, i: Any) -> Any:
        layer = network.add_gather(x, i, 1)
        layer.num_elementwise_dims = 1
        return layer

    places = np.array([[0, 3], [1, 1], [2, 0]], np.int32)
    assert np.array_equal(computed(gather, x=RAMP, i=places), np.take_along_axis(RAMP, places, axis=1))


def test_two_updates_of_one_place_are_refused() -> None:
    def scatter(network: Any, x: Any, i: Any, u: Any) -> Any:
        return network.add_scatter(x, i, u, trt.ScatterMode.ND)

    updates = np.ones((2, 4), np.float32)
    found = computed(scatter, x=RAMP, i=np.array([[0], [2]], np.int32), u=updates)
    assert np.array_equal(found, [np.ones(4), RAMP[1], np.ones(4)])
    with pytest.raises(ConversionError, match=r"\(SCATTER\): two updates write to one place"):
        computed(scatter, x=RAMP, i=np.array([[1], [1]], np.int32), u=updates)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("WRAP", [2, 3, 0, 1, 2, 3, 0, 1]),
        ("CLAMP", [0, 0, 0, 1, 2, 3, 3, 3]),
        ("REFLECT", [2, 1, 0, 1, 2, 3, 2, 1]),
        ("FILL", [9, 9, 0, 1, 2, 3, 9, 9]),
    ],
)
def test_slices_beyond_the_data(mode: str, expected: list[int]) -> None:
    def sliced(network: Any, x: Any) -> Any:
        layer = network.add_slice(x, (-2,), (8,), (1,))
        layer.mode = getattr(trt.SampleMode, mode)
        if mode == "FILL":
            layer.set_input(4, constant(network, 9.0))
        return layer

    assert computed(sliced, x=np.arange(4, dtype=np.float32)).tolist() == expected


def test_a_slice_along_some_axes_backwards() -> None:
    def sliced(network: Any, x: Any) -> Any:
        layer = network.add_slice(x, (3,), (2,), (-2,))
        layer.axes = (1,)
        return layer

    assert np.array_equal(computed(sliced, x=RAMP), RAMP[:, [3, 1]])


# Layers that no ONNX operator becomes, or not in all their ways


@pytest.mark.parametrize("mode", ["UNIFORM", "CHANNEL", "ELEMENTWISE"])
def test_scale_multiplies_adds_and_raises(mode: str) -> None:
    x = np.abs(np.random.default_rng(0).normal(size=(2, 3, 4, 5))).astype(np.float32) + 1
    shape = {"UNIFORM": (1,), "CHANNEL": (3, 1, 1), "ELEMENTWISE": (3, 4, 5)}[mode]
    scale, shift, power = (np.linspace(low, 2, int(np.prod(shape)), dtype=np.float32) for low in (0.5, 0.1, 1.5))
    KEPT.extend((scale, shift, power))

    def build(network: Any, x: Any) -> Any:
        weights = [trt.Weights(array) for array in (shift, scale, power)]
        return network.add_scale_nd(x, getattr(trt.ScaleMode, mode), *weights, 1)

    expected = (x * scale.reshape(shape) + shift.reshape(shape)) ** power.reshape(shape)
    assert np.allclose(computed(build, x=x), expected, rtol=1e-5)


def test_padding_adds_zeros_and_cuts_off() -> None:
    x = RAMP[None, None]
    found = computed(lambda n, t: n.add_padding_nd(t, (1, -1), (0, 2)), x=x)
    assert np.array_equal(found, np.pad(x[..., 1:], [(0, 0), (0, 0), (1, 0), (0, 2)]))


def pool(kind: str, **options: Any) -> Callable[[Any, Any], Any]:
    def build(network: Any, x: Any) -> Any:
        layer = network.add_pooling_nd(x, getattr(trt.PoolingType, kind), (3, 3))
        layer.stride_nd = (2, 2)
        for name, value in options.items():
            setattr(layer, name, value)
        return layer

    return build


def test_blended_pooling_lies_between_average_and_maximum() -> None:
    x = np.random.default_rng(0).normal(size=(1, 2, 7, 7)).astype(np.float32)
    blend = computed(pool("MAX_AVERAGE_BLEND", blend_factor=0.25), x=x)
    expected = 0.75 * computed(pool("MAX"), x=x) + 0.25 * computed(pool("AVERAGE"), x=x)
    assert np.allclose(blend, expected)


@pytest.mark.parametrize(
    ("mode", "excludes", "expected"),
    [
        ("EXPLICIT_ROUND_DOWN", True, [1, 1, 1, 1]),
        ("EXPLICIT_ROUND_DOWN", False, [2 / 3, 1, 1, 1]),
        ("EXPLICIT_ROUND_UP", True, [1, 1, 1, 1, 1]),
        ("EXPLICIT_ROUND_UP", False, [2 / 3, 1, 1, 1, 1 / 2]),  # the last window: data, padding, and what never counts
        ("SAME_UPPER", False, [1, 1, 1, 2 / 3]),
        ("SAME_LOWER", False, [2 / 3, 1, 1, 1]),
    ],
)
def test_what_an_average_counts(mode: str, excludes: bool, expected: list[float]) -> None:
    """Over eight ones, windows of 3 in steps of 2, padding of 1 on both sides."""

    def build(network: Any, x: Any) -> Any:
        layer = network.add_pooling_nd(x, trt.PoolingType.AVERAGE, (1, 3))
        layer.stride_nd, layer.pre_padding, layer.post_padding = (1, 2), (0, 1), (0, 1)
        layer.padding_mode = getattr(trt.PaddingMode, mode)
        layer.average_count_excludes_padding = excludes
        return layer

    assert np.allclose(computed(build, x=np.ones((1, 1, 1, 8), np.float32)).ravel(), expected)


def test_matrix_products_with_vectors() -> None:
    ops = trt.MatrixOperation

    def product(op0: Any, op1: Any) -> Callable[[Any, Any, Any], Any]:
        return lambda network, a, b: network.add_matrix_multiply(a, op0, b, op1)

    row, column = np.ones((3,), np.float32), np.arange(4, dtype=np.float32)
    assert np.array_equal(computed(product(ops.VECTOR, ops.NONE), a=row, b=RAMP), row @ RAMP)
    assert np.array_equal(computed(product(ops.NONE, ops.VECTOR), a=RAMP, b=column), RAMP @ column)
    assert computed(product(ops.VECTOR, ops.VECTOR), a=column, b=column) == 14


def test_fill_counts_on_from_alpha_in_steps_of_beta() -> None:
    network = new_network()
    layer = network.add_fill((4,), trt.FillOperation.LINSPACE, trt.float32)
    layer.alpha, layer.beta = 2.0, 3.0
    assert result(layer, network, {}).tolist() == [2, 5, 8, 11]
    random = network.add_fill((4,), trt.FillOperation.RANDOM_NORMAL, trt.float32)
    network.mark_output(random.get_output(0))
    with pytest.raises(ConversionError, match=r"\(FILL\): .* does not support operation = RANDOM_NORMAL"):
        evaluate_network(network, {})


def test_a_normalization_of_groups_of_channels() -> None:
    x = np.random.default_rng(0).normal(size=(2, 6, 5)).astype(np.float32)
    scale, bias = np.linspace(1, 2, 6, dtype=np.float32), np.linspace(-1, 1, 6, dtype=np.float32)

    def build(network: Any, x: Any) -> Any:
        factor, shift = (constant(network, values.reshape(1, 6, 1)) for values in (scale, bias))
        layer = network.add_normalization_v2(x, factor, shift, 1 << 2)
        layer.num_groups, layer.epsilon = 3, 0.01
        return layer

    groups = x.reshape(2, 3, 10)
    normal = (groups - groups.mean(-1, keepdims=True)) / np.sqrt(groups.var(-1, keepdims=True) + 0.01)
    expected = normal.reshape(x.shape) * scale[:, None] + bias[:, None]
    assert np.allclose(computed(build, x=x), expected, atol=1e-5)


# Types


@pytest.mark.parametrize("dtype", [np.int32, np.int64])
def test_indices_have_the_type_that_the_layer_states(dtype: Any) -> None:
    def largest(network: Any, x: Any) -> Any:
        layer = network.add_topk(x, trt.TopKOperation.MIN, 2, 1 << 1)
        layer.indices_type = trt.int64 if dtype is np.int64 else trt.int32
        return layer

    network = new_network()
    found = result(largest(network, as_input(network, "x", RAMP)), network, {"x": RAMP[:, ::-1]}, output=1)
    assert found.dtype == dtype
    assert found.tolist() == [[3, 2]] * 3


@pytest.mark.parametrize("dtype", ["int8", "fp8"])
def test_quantizing_along_an_axis_and_back(dtype: str) -> None:
    x = np.random.default_rng(0).normal(size=(3, 4)).astype(np.float32) * [[1], [10], [1000]]

    def build(network: Any, x: Any) -> Any:
        scale = constant(network, [0.01, 0.1, 1.0])
        small = network.add_quantize(x, scale, getattr(trt, dtype))
        small.axis = 0
        back = network.add_dequantize(small.get_output(0), scale, trt.float32)
        back.axis = 0
        return back

    scale = np.array([[0.01], [0.1], [1.0]], np.float32)
    scaled = x.astype(np.float32) / scale
    if dtype == "int8":
        expected = np.clip(np.rint(scaled), -128, 127) * scale
    else:
        expected = np.clip(scaled, -448, 448).astype(ml_dtypes.float8_e4m3fn).astype(np.float32) * scale
    found = computed(build, x=x.astype(np.float32))
    assert np.array_equal(found, expected.astype(np.float32))
    assert found[2].min() == (-128 if dtype == "int8" else -448)  # clamped


def test_bfloat16_weights_cannot_be_read_back_of_a_bare_network() -> None:
    network = new_network()
    array = np.ones(3, ml_dtypes.bfloat16)
    KEPT.append(array)
    layer = network.add_constant((3,), trt.Weights(trt.bfloat16, array.ctypes.data, 3))
    with pytest.raises(ConversionError, match=r"\(CONSTANT\): its weights of type BF16 cannot be read back"):
        result(layer, network, {})


def test_whole_numbers_divide_as_in_c_and_not_by_zero() -> None:
    def divide(network: Any, a: Any, b: Any) -> Any:
        return network.add_elementwise(a, b, trt.ElementWiseOperation.DIV)

    found = computed(divide, a=np.array([7, -7, 7, -6], np.int32), b=np.array([2, 2, -2, 3], np.int32))
    assert found.tolist() == [3, -3, -3, -2]
    with pytest.raises(ConversionError, match=r"\(ELEMENTWISE\): it divides a whole number by 0"):
        computed(divide, a=np.array([7], np.int32), b=np.array([0], np.int32))


def test_int64_keeps_every_digit() -> None:
    large = np.array([2**53 + 1], np.int64)
    found = computed(lambda n, x: n.add_identity(x), x=large)
    assert found.dtype == np.int64
    assert np.array_equal(found, large)


def test_a_network_is_read_once_and_computed_many_times() -> None:
    network = new_network()
    x = as_input(network, "x", RAMP)
    layer = network.add_elementwise(x, constant(network, np.ones((1, 1))), trt.ElementWiseOperation.SUM)
    network.mark_output(layer.get_output(0))
    interpreter = Interpreter(network)
    for feed in (RAMP, -RAMP):
        (found,) = interpreter.run({"x": feed}).values()
        assert np.array_equal(found, feed + 1)


def test_whole_numbers_are_pooled() -> None:
    def build(network: Any, x: Any) -> Any:
        layer = network.add_pooling_nd(x, trt.PoolingType.MAX, (2, 2))
        layer.padding_nd, layer.stride_nd = (1, 1), (2, 2)
        return layer

    x = -np.arange(1, 5, dtype=np.int8).reshape(1, 1, 2, 2)
    assert np.array_equal(computed(build, x=x), x)


@pytest.mark.parametrize(("placeholder", "shape"), [(True, (3, 2, 2)), (False, (0, 4, 1))])
def test_a_0_in_a_shape_copies_a_length_or_is_one(placeholder: bool, shape: tuple[int, ...]) -> None:
    def build(network: Any, x: Any) -> Any:
        layer = network.add_shuffle(x)
        layer.zero_is_placeholder = placeholder
        layer.reshape_dims = (0, 2, 2) if placeholder else (0, 4, 1)
        return layer

    x = RAMP if placeholder else RAMP[:0]
    assert np.array_equal(computed(build, x=x), x.reshape(shape))


def test_a_0_that_is_no_placeholder_is_a_length_of_0() -> None:
    def build(network: Any, x: Any) -> Any:
        layer = network.add_shuffle(x)
        layer.zero_is_placeholder = False
        layer.reshape_dims = (0, 5)
        return layer

    assert computed(build, x=RAMP[:, :0]).shape == (0, 5)
