"""Makes the page of supported layers: python docs/layers_page.py > docs/layers.md."""

from __future__ import annotations

from caffe2trt.converter.layers.refused import REFUSED
from caffe2trt.converter.layers.registry import handlers

HEAD = """# Layers

Made from the registry by `python docs/layers_page.py > docs/layers.md`.

Every layer below is computed by the numpy Reference, exported to ONNX and defined in TensorRT. All three are checked
against real Caffe where mainline Caffe has the layer, and against its definition where only a fork has it. There is no
layer that one of the three cannot express. Two things differ by precision: LRN runs in fp32 within an fp16 or bf16
network, because TensorRT documents no other type for it; so does Deconvolution within a bf16 network, because TensorRT
for RTX does not build it.

What Caffe refuses is refused here too, by the layer's name, and so is a layer that works in place where Caffe would
read what it has overwritten. Of an index into a table (Embed, BatchReindex) the whole part counts, as in Caffe; one
beyond the table is an error in the Reference and in `evaluate_network`, and TensorRT does not define what an engine
gives for it. A blob may have 2^29 values (2 GiB); the environment variable `CAFFE2TRT_MAX_ELEMENTS` sets another limit.

`caffe2trt inspect` shows what each layer of a network becomes in TensorRT, with its parameters.

| layer | supported |
| --- | --- |
"""

TAIL = """
## Layers that vanish

- Losses, `Accuracy`, `HDF5Output` and what forks name alike (`CtcLoss`, `LabelsequenceAccuracy`) belong to training. If
  `--output` names the top of a `SoftmaxWithLoss` or `InfogainLoss`, it becomes a Softmax, a `SigmoidCrossEntropyLoss` a
  Sigmoid.
- `Silence` says that its bottoms are no outputs.
- CTC decoders (`CTCGreedyDecoder`, `CTCDecoder`) end the network: their input is an output, and a warning says how to
  decode it.
- Data layers (any layer without bottoms that is not listed above) become inputs.

## Layers that are refused

| layer | reason | way out |
| --- | --- | --- |
"""


def markdown() -> str:
    """The page docs/layers.md."""
    known = sorted(
        (handler for handler in handlers().values() if handler.type not in REFUSED), key=lambda h: h.type.lower()
    )
    rows = "".join(f"| {h.type} | {h.summary} |\n" for h in known)
    refused = "".join(f"| {name} | {reason} | {remedy} |\n" for name, (reason, remedy) in REFUSED.items())
    return HEAD + rows + TAIL + refused


if __name__ == "__main__":
    print(markdown(), end="")
