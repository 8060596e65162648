"""Prints the shape of every blob and of all weights of a solver's networks."""

from __future__ import annotations

import sys

import caffe2trt.pycaffe as caffe


def describe(net: caffe.Net) -> list[str]:
    """One line for each blob, then one for each layer with weights."""
    lines = [f"{name} {blob.data.shape}" for name, blob in net.blobs.items()]
    lines += [f"{name} {[blob.data.shape for blob in blobs]}" for name, blobs in net.params.items()]
    return lines


def main() -> None:
    caffe.set_mode_gpu()
    solver = caffe.SGDSolver(sys.argv[1])
    for title, net in (("train", solver.net), ("test", solver.test_nets[0])):
        print(title)
        for line in describe(net):
            print("  " + line)


if __name__ == "__main__":
    main()
