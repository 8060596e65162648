"""Fields of a layer that the reader of the prototxt did not know: may the layer mean something else without them?

An unknown field is skipped with a warning where nothing that we convert depends on it: outside of layers, and in layers
that have no part in the network, or whose type is refused. In others it is refused

- in the layer's own parameters (`*_param`), where a field of a fork changes what the layer computes,
- in its include and exclude rules, and
- elsewhere in the layer if it looks like a misspelling, or like the layer's own parameters: `botom`, `pooling_parm`,
  `normalize_param` in a Normalize layer.

Other messages and fields directly in a layer belong to other layer types or to a fork's own machinery, as Caffe reads
nothing but its own message for each type; they remain warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from google.protobuf.descriptor import Descriptor

from caffe2trt.caffe.schema.caffe_pb2 import LayerParameter, SkippedField, V0LayerParameter
from caffe2trt.caffe.text import quoted
from caffe2trt.converter.layers.layer import LayerProblem
from caffe2trt.converter.layers.refused import REFUSED
from caffe2trt.converter.layers.registry import handlers

# Names of fields and messages, each with the reason why it does not change what the layer computes at inference.
HARMLESS = {
    r"\w*filler": "what weights begin with; the caffemodel holds what they became",
    r"\w*engine|\w*backend|force_nd_im2col|workspace\w*|cudnn\w*|algo\w*": "which implementation computes",
    r"lr_mult|decay_mult|blobs_lr|weight_decay|loss_weight|propagate_down|\w*clip_gradients?": "how training steps",
    r"momentum|moving_average_fraction|stable_prod_grad|clipping_threshold": "how training steps",
    r"share_mode|blob_share_mode": "how strictly shapes of shared blobs are compared; here they are always",
    r"debug_info|\w*seed": "prints, and random numbers of training",
    r"dropout_ratio": "at inference nothing is dropped",
    r"transform_param": "what a data layer does to pictures; that is the caller's here",
    r"loss_param": "how a loss is averaged",
}
_DECISIVE = re.compile(r"\w+_param|include|exclude|layer")  # in `layer` stand the parameters of V0
_HARMLESS = re.compile("|".join(HARMLESS))
_MOST_NAMED = 3
_REMEDY = "Take it out if it changes nothing at inference; otherwise end the network before the layer with --output"
_LIKE = 0.8  # as difflib counts it: one letter of five


def require_known(layer: LayerParameter) -> None:
    """Raise LayerProblem if an unknown field of the layer may change what it computes; names it and its line."""
    found = refused_fields(layer)
    if not found:
        return
    names = "; ".join(_described(field) for field in found[:_MOST_NAMED])
    more = f", and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    meant = next(filter(None, map(_meant, found)), None)
    remedy = f"Did you mean {meant!r}?" if meant else _REMEDY
    raise LayerProblem(f"unknown field{'s' if len(found) > 1 else ''} {names}{more}", remedy)


def refused_fields(layer: LayerParameter) -> list[SkippedField]:
    """The unknown fields for which the layer is refused; none where it is refused for its type."""
    if not layer.skipped or layer.type not in handlers() or layer.type in REFUSED:
        return []
    return [field for field in layer.skipped if _is_refused(layer, field)]


def unrefused(warnings: Iterable[str], layers: Iterable[LayerParameter]) -> list[str]:
    """The reader's warnings without those of fields for which one of the layers is refused."""
    refused = {field.warning for layer in layers for field in refused_fields(layer)}
    return [warning for warning in warnings if warning not in refused]


def _is_refused(layer: LayerParameter, field: SkippedField) -> bool:
    path = [*field.within.split("/"), field.name] if field.within else [field.name]
    if path[0] != "dummy_data_param" and any(map(_HARMLESS.fullmatch, path)):  # whose fillers are what it gives
        return False
    if field.within and _DECISIVE.fullmatch(path[0]):
        return True
    meant = _meant(field)
    if meant is not None:
        return not _HARMLESS.fullmatch(meant)
    return not field.within and field.name.replace("_", "").lower() == f"{layer.type.lower()}param"


def _described(field: SkippedField) -> str:
    within = f" in {field.within}" if field.within else ""
    return f"{quoted(field.name)}{within} (line {field.line})"


def _meant(field: SkippedField) -> str | None:
    """The field that its name is a misspelling of."""
    message = LayerParameter.DESCRIPTOR
    for part in filter(None, field.within.split("/")):
        known = message.fields_by_name.get(part)
        if part == "layer":
            message = V0LayerParameter.DESCRIPTOR
        elif known is None or known.message_type is None:
            return None
        else:
            message = known.message_type
    return _like(field.name, message)


@cache
def _like(name: str, message: Descriptor) -> str | None:
    known = {_stem(known): known for known in message.fields_by_name if known != "skipped"}
    stem = _stem(name)
    near = [other for other in known if abs(len(other) - len(stem)) <= 2]
    found = get_close_matches(stem, near, 1, _LIKE) or [other for other in near if sorted(other) == sorted(stem)]
    return known[found[0]] if found else None


def _stem(name: str) -> str:
    """The name without what all messages' names have in common, also misspelt."""
    return re.sub(r"_par\w*$", "", name)
