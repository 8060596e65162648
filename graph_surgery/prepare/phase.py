"""select_phase: keeps the layers that take part in one phase."""

from __future__ import annotations

from collections.abc import Collection

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.caffe.schema import caffe_pb2
from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, NetParameter, NetStateRule
from caffe2trt.graph_surgery.model import without_layers


def select_phase(
    net: NetParameter, phase: int = caffe_pb2.TEST, level: int = 0, stages: Collection[str] = ()
) -> NetParameter:
    """Keep the layers whose include and exclude rules admit `phase`, `level` and `stages`.

    Given:  layer { name: "data" type: "HDF5Data" include { phase: TRAIN } }
            layer { name: "data" type: "Input" include { phase: TEST } }
    Result: layer { name: "data" type: "Input" }

    Stages that the prototxt's own `state` names count too.

    Raises:
        ConversionError: a layer has include and exclude rules, which Caffe refuses, or no rule names one of `stages`.

    """
    present = {*stages, *net.state.stage}
    rules = [rule for layer in net.layer for rule in (*layer.include, *layer.exclude)]
    known = {stage for rule in rules for stage in (*rule.stage, *rule.not_stage)}
    if unknown := sorted(set(stages) - known):
        raise ConversionError(
            f"no layer's include or exclude rule names the stage {unknown[0]!r}",
            f"The stages are: {', '.join(sorted(known)) or 'none'}",
        )
    if not rules:
        return net
    level = level or net.state.level
    result = without_layers(net)
    result.layer.extend(layer for layer in net.layer if _takes_part(layer, phase, level, present))
    for layer in result.layer:
        del layer.include[:]
        del layer.exclude[:]
    return result


def _takes_part(layer: LayerParameter, phase: int, level: int, stages: Collection[str]) -> bool:
    if layer.include and layer.exclude:
        raise ConversionError(
            f"layer '{layer.name}' ({layer.type}) has both include and exclude rules", "Keep one of the two kinds"
        )
    if layer.include:
        return any(_met(rule, phase, level, stages) for rule in layer.include)
    return not any(_met(rule, phase, level, stages) for rule in layer.exclude)


def _met(rule: NetStateRule, phase: int, level: int, stages: Collection[str]) -> bool:
    return (
        (not rule.HasField("phase") or rule.phase == phase)
        and (not rule.HasField("min_level") or level >= rule.min_level)
        and (not rule.HasField("max_level") or level <= rule.max_level)
        and all(stage in stages for stage in rule.stage)
        and not any(stage in stages for stage in rule.not_stage)
    )
