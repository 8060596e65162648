"""Makes the page of supported layers: python docs/layers_page.py > docs/layers.md."""

from __future__ import annotations

from pathlib import Path

from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.converter.layers.refused import REFUSED
from caffe2trt.converter.layers.registry import handlers
from caffe2trt.graph_surgery.prepare.upgrade import upgrade

GOLDENS = Path(__file__).parent.parent / "tests" / "goldens"
# What computed the golden cases of a layer, the most reliable first.
MAINLINE, FORK, NUMPY = "mainline Caffe", "the fork's own code", "numpy, from the fork's source"
BY_NUMPY = ("az_conv_lstm", "denseblock_factor0", "gate_recurrent", "gate_recurrent_weights", "nlp_v1_lstm")

HEAD = """# Layers

`python docs/layers_page.py > docs/layers.md` makes this page from the registry.

Each of these layers is computed by the numpy Reference, exported to ONNX and defined in TensorRT, and all three are
tested. The last column says what the numbers are compared with: mainline Caffe, the fork's own code, or the formulas
of the fork's source, computed in numpy. Two layers run in fp32 in a network of lower precision: LRN in fp16 and bf16,
because TensorRT documents no other type for it, and Deconvolution in bf16, because TensorRT for RTX does not build
it.

What Caffe refuses is refused here too, with the name of the layer. This includes a layer that works in place although
Caffe would then read values that it has overwritten.

For an index into a table (Embed, BatchReindex) the fraction is dropped, as in Caffe. An index beyond the table is an
error in the Reference and in `evaluate_network`; the result of an engine is undefined. A blob may have 2^29 values (2
GiB); the environment variable `CAFFE2TRT_MAX_ELEMENTS` sets another limit.

`caffe2trt inspect` shows the TensorRT layers that each layer of your network becomes, with its parameters.

| layer | supported | checked against |
| --- | --- | --- |
"""

TAIL = """
## Layers that are removed

- Losses, `Accuracy`, `HDF5Output`, and layers of forks with such names (`CtcLoss`, `LabelsequenceAccuracy`) are used
  only in training. If `--output` names the top of a `SoftmaxWithLoss` or `InfogainLoss`, the layer becomes a Softmax;
  a `SigmoidCrossEntropyLoss` becomes a Sigmoid.
- `Silence`: its bottoms are not outputs of the network.
- CTC decoders (`CTCGreedyDecoder`, `CTCDecoder`): their input becomes an output, and a warning explains how to decode
  it.
- `BeamSearchNode` and `BeamSearch`, with the layers after them: their inputs become outputs, and
  `caffe2trt.runtime.beam_search` runs the search with a Session ([Python](python.md#beam-search)).
- Data layers become inputs. A data layer is any layer without bottoms that is not in the table above.

## Layers that are refused

| layer | reason | what to do |
| --- | --- | --- |
"""


def witnesses() -> dict[str, str]:
    """For each layer type, what computed the numbers of its golden cases."""
    found: dict[str, str] = {}
    for folder in sorted(GOLDENS.glob("*/*/net.prototxt")):
        case, kind = folder.parent.name, folder.parent.parent.name
        witness = (
            NUMPY if case in BY_NUMPY else FORK if kind in ("forks", "round2") or case.startswith("jk_") else MAINLINE
        )
        for layer in upgrade(read_prototxt(folder).net).layer:
            found[layer.type] = min(witness, found.get(layer.type, NUMPY), key=(MAINLINE, FORK, NUMPY).index)
    return found


def markdown() -> str:
    """The page docs/layers.md."""
    known = sorted(handlers().values(), key=lambda h: h.type.lower())
    by = witnesses()
    rows = "".join(f"| {h.type} | {h.summary} | {by.get(h.type, NUMPY)} |\n" for h in known)
    refused = "".join(f"| {name} | {reason} | {remedy} |\n" for name, (reason, remedy) in REFUSED.items())
    return HEAD + rows + TAIL + refused


if __name__ == "__main__":
    print(markdown(), end="")
