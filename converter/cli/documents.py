"""The parts of JSON documents that several commands share, and what their keys mean: docs/commands.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caffe2trt.converter.comparison.compare import Comparison
from caffe2trt.converter.comparison.layerwise import LayerDifference
from caffe2trt.converter.comparison.metrics import BlobMetrics
from caffe2trt.converter.net import Net
from caffe2trt.converter.timing import Clock


def network_keys(net: Net, told: Sequence[str] = ()) -> dict[str, Any]:
    """What a network is; `told`: what else was warned of."""
    varying = net.varying
    return {
        "name": net.name,
        "parameters": net.parameters,
        "inputs": net.inputs,
        "outputs": net.outputs,
        "states": net.states,
        "dropped_inputs": net.dropped_inputs,
        "layout": "caffe" if net.batch_first is None else "batch-first",
        "random_weights": net.random_weights,
        "ranges": {
            "time_steps": varying.time_steps if varying else None,
            "streams": varying.batch if varying else None,
        },
        "warnings": [*net.warnings, *told],
    }


def time_keys(clock: Clock) -> dict[str, Any]:
    """Where the time went."""
    return {"seconds": {**clock.seconds, "total": clock.total}}


def time_text(clock: Clock) -> str:
    """The same in a line."""
    total = clock.total
    rest = {"other": total - sum(clock.seconds.values())}
    return ", ".join(f"{name} {seconds:.1f} s" for name, seconds in {**clock.seconds, **rest}.items())


def blob_keys(m: BlobMetrics) -> dict[str, Any]:
    """How far a blob is off."""
    return {
        "max_error": m.max_error,
        "mean_error": m.mean_error,
        "relative_error": m.relative_error,
        "cosine": m.cosine,
        "of_allowed": m.worst,
        "rounding_explains": m.bound or None,
        "not_finite": m.not_finite,
        "failed_at": m.failed_at,
    }


def comparison_keys(result: Comparison) -> dict[str, Any]:
    """What a comparison found."""
    first = result.first_wrong
    return {
        "passes": result.passes,
        "verdict": result.verdict,
        "actual": result.actual,
        "expected": result.expected,
        "precision": result.precision,
        "calls": result.calls,
        "atol": result.tolerance.atol,
        "rtol": result.tolerance.rtol,
        "blobs": {
            m.name: {
                "passes": m not in result.wrong,
                **blob_keys(m),
                "top1": result.top1(m),
                "drift": m.drift or None,
            }
            for m in result.metrics.values()
        },
        "layers": [_layer_keys(layer) for layer in result.layers] or None,
        "first_wrong": None if first is None else {**_layer_keys(first), "verdict": first.verdict},
    }


def _layer_keys(layer: LayerDifference) -> dict[str, Any]:
    m = layer.metrics
    return {"name": layer.layer, "type": layer.type, "blob": m.name, "passes": m.passes, **blob_keys(m)}
