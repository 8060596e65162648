"""A CUDA driver in the host's memory, for tests: libcuda.c, its compilation, and processes that run over it."""

from __future__ import annotations

import os

# How this process, one of test_cuda_driver.py's, gets its context: "bindings" (the primary one) or "pycuda" (one that
# pycuda made). None in every other process: nothing here looks for a driver then.
MODE = os.environ.get("CAFFE2TRT_TEST_DRIVER")
