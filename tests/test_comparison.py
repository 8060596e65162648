"""Comparing two executions: the inputs that are drawn, what is measured, the roles of inputs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from caffe2trt.converter.comparison.feeds import random_feeds
from caffe2trt.converter.comparison.measure import Measure, measure
from caffe2trt.converter.comparison.sides import Side, network_side, reference_side
from caffe2trt.converter.net import apply_pass
from caffe2trt.graph_surgery.unroll import unroll
from tests.harness import Arrays, Case


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


def test_random_feeds_start_go_on_and_repeat() -> None:
    net = Case.named("nets/lrcn_small").load()
    calls = list(random_feeds(net, steps=40, seed=3))
    again = list(random_feeds(net, steps=40, seed=3))
    assert all(np.array_equal(a[name], b[name]) for a, b in zip(calls, again) for name in a)
    cont = np.stack([call["clip_markers"].reshape(4, 3) for call in calls])
    assert not cont[0, 0].any()
    assert 0.8 < cont[1:].mean() < 0.95
    whole = np.stack([c["clip_markers"].reshape(4, 3) for c in random_feeds(net, steps=40, starts_only=True)])
    assert whole[:, 1:].all()
    assert not whole[1:, 0].all()
    words = [call["word"] for call in random_feeds(Case.named("nets/caption_factored_stream").load(), steps=9)]
    assert {word % 1 for word in np.ravel(words)} == {0}
    assert 0 <= np.min(words) < np.max(words) < 20


def test_measure_by_hand() -> None:
    m = Measure("y", atol=0.1, rtol=0.5)
    m.add(np.array([[1.0, 2.0], [0.0, 4.0]]), np.array([[1.0, 2.5], [0.5, 4.0]]))
    assert (m.max_error, m.mean_error, m.relative_error) == (0.5, 0.25, 0.125)
    assert m.top1 == 1.0
    assert m.excess == pytest.approx(0.5 - (0.1 + 0.5 * 0.5))
    assert not m.passes
    m.add(np.array([[2.0, 1.0], [0.0, 0.0]]), np.array([[1.0, 2.0], [0.0, 0.0]]))
    assert m.by_step == [0.5, 1.0]
    assert m.top1 == 0.75
    found, expected = np.array([1, 2, 0, 4, 2, 1, 0, 0.0]), np.array([1, 2.5, 0.5, 4, 1, 2, 0, 0.0])
    assert m.cosine == pytest.approx(found @ expected / np.linalg.norm(found) / np.linalg.norm(expected))


def test_measure_of_what_is_no_number() -> None:
    same, other = Measure("y", rtol=0.1), Measure("y", atol=9.0)
    same.add(np.array([np.nan, np.inf]), np.array([np.nan, np.inf]))
    assert (same.max_error, same.passes) == (0.0, True)
    other.add(np.array([np.nan, 1.0]), np.array([1.0, 1.0]))
    assert (other.max_error, other.passes) == (math.inf, False)


def test_measure_carries_each_sides_state() -> None:
    net = Case.named("recurrent/lstm_resets_stateful").load()
    found = measure(network_side(net), reference_side(net), random_feeds(net, steps=5))
    assert list(found) == ["y", "lstm1__h_out", "lstm1__c_out"]
    assert all(m.max_error < 1e-6 and len(m.by_step) == 5 for m in found.values())
    forgetful = reference_side(net)

    def forget(feeds: Arrays) -> Arrays:
        return {**reference_side(net).forward(feeds)}

    drift = measure(Side("forgets its state", forget), forgetful, random_feeds(net, steps=5))
    assert drift["y"].by_step[0] == 0
    assert drift["y"].by_step[1] > 1e-3
