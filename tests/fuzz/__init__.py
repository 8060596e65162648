"""Hostile and random files, and what must hold for all of them.

python -m tests.fuzz --seconds 60 [--kind prototxt] [--seed 0]

A case is made from its kind and its seed alone. The oracle: whatever is in a file, only the project's own errors come
of it, within 10 s of computing and 2 GB, and where a network comes of it, the Reference, ONNX and the TensorRT network
agree. A case that breaks it is written to `findings/`, and from then on belongs to the tests.
"""
