"""Makes the page of supported layers: python docs/layers_page.py > docs/layers.md."""

from __future__ import annotations

from pathlib import Path

from caffe2trt.caffe.prototxt import read_prototxt
from caffe2trt.converter.layers.refused import REFUSED
from caffe2trt.converter.layers.registry import handlers
from caffe2trt.graph_surgery.prepare.upgrade import upgrade

GOLDENS = Path(__file__).parent.parent / "tests" / "goldens"
# Who computed the golden cases of a layer, the strongest witness first.
MAINLINE, FORK, NUMPY = "mainline Caffe", "the fork's own code", "numpy, from the fork's source"
BY_NUMPY = ("az_conv_lstm", "denseblock_factor0", "gate_recurrent", "gate_recurrent_weights", "nlp_v1_lstm")

HEAD = """# Layers

Made from the registry by `python docs/layers_page.py > docs/layers.md`.

Every layer below is computed by the numpy Reference, exported to ONNX and defined in TensorRT, and all three are
tested. The last column says against what: numbers from mainline Caffe, numbers from the fork's own code, or the fork's
source computed again in numpy. There is no layer that one of the three cannot express. Two things differ by precision:
LRN runs in fp32 within an fp16 or bf16 network, because TensorRT documents no other type for it; so does Deconvolution
within a bf16 network, because TensorRT for RTX does not build it.

What Caffe refuses is refused here too, by the layer's name, and so is a layer that works in place where Caffe would
read what it has overwritten. Of an index into a table (Embed, BatchReindex) the whole part counts, as in Caffe; one
beyond the table is an error in the Reference and in `evaluate_network`, and TensorRT does not define what an engine
gives for it. A blob may have 2^29 values (2 GiB); the environment variable `CAFFE2TRT_MAX_ELEMENTS` sets another limit.

`caffe2trt inspect` shows what each layer of a network becomes in TensorRT, with its parameters.

| layer | supported | checked against |
| --- | --- | --- |
"""

TAIL = """
## Layers that vanish

- Losses, `Accuracy`, `HDF5Output` and what forks name alike (`CtcLoss`, `LabelsequenceAccuracy`) belong to training. If
  `--output` names the top of a `SoftmaxWithLoss` or `InfogainLoss`, it becomes a Softmax, a `SigmoidCrossEntropyLoss` a
  Sigmoid.
- `Silence` says that its bottoms are no outputs.
- CTC decoders (`CTCGreedyDecoder`, `CTCDecoder`) end the network: their input is an output, and a warning says how to
  decode it.
- `BeamSearchNode` and `BeamSearch` end the network too: what they choose among is an output, and
  `caffe2trt.runtime.beam_search` searches over a Session.
- Data layers (any layer without bottoms that is not listed above) become inputs.

## Layers that are refused

| layer | reason | way out |
| --- | --- | --- |
"""


def witnesses() -> dict[str, str]:
    """For each layer type, who computed the numbers of its golden cases."""
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
