"""Every golden case, computed by real Caffe, in every execution."""

from __future__ import annotations

import numpy as np
import pytest

from tests.harness import BACKENDS, RUNNERS, Case, check, difference, golden_names

LAYERS = list(golden_names("layers/*", "round2/*"))
LAYERS.remove("round2/interp_nearest")  # tested below: it shows a defect of the fork
NETWORKS = list(golden_names("recurrent/*", "nets/*"))
NETWORKS.remove("recurrent/lstm_T1_inplace_relu")  # tested below: it shows a defect of Caffe


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", NETWORKS)
def test_network_equals_caffe(name: str, backend: str) -> None:
    check(Case.named(name), backend)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", LAYERS)
def test_layer_equals_caffe(name: str, backend: str) -> None:
    check(Case.named(name), backend, relative=True)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("generation", ["v0", "v1"])
def test_caffemodels_of_all_generations(generation: str, backend: str) -> None:
    check(Case.named(f"nets/{generation}_format", f"weights_{generation}.caffemodel"), backend)


@pytest.mark.parametrize("backend", BACKENDS)
def test_in_place_layer_leaves_the_state_alone(backend: str) -> None:
    """At one time step Caffe lets a layer in place on the LSTM's top overwrite the carried state; we do not."""
    case = Case.named("recurrent/lstm_T1_inplace_relu")
    plain = Case.named("recurrent/lstm_step_stream")
    in_place, clean = RUNNERS[backend](case.load()), RUNNERS[backend](plain.load_with_weights_of(case))
    for index, (inputs, expected) in enumerate(case.calls):
        found = in_place(inputs)["y"]
        assert difference(found, np.maximum(clean(inputs)["y"], 0)) <= 1e-6
        if index == 0:
            assert difference(found, expected["y"]) <= 1e-5


@pytest.mark.parametrize("backend", BACKENDS)
def test_nearest_interp_of_every_channel(backend: str) -> None:
    """On the CPU the fork computes the first channel alone and leaves the others 0; on a GPU it computes all."""
    case = Case.named("round2/interp_nearest")
    ((inputs, expected),) = case.calls
    net = case.load()
    assert difference(RUNNERS[backend](net)(inputs)["y"][:, :1], expected["y"][:, :1]) == 0
    swapped = {"x": np.ascontiguousarray(inputs["x"][:, ::-1])}
    assert difference(RUNNERS[backend](net)(swapped)["y"][:, 1:], expected["y"][:, :1]) == 0
