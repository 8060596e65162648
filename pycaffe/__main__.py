"""Runs a script in which `import caffe` gives this package: python -m caffe2trt.pycaffe script.py ARGUMENTS."""

from __future__ import annotations

import os
import runpy
import sys

from caffe2trt.pycaffe.alias import install


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print("usage: python -m caffe2trt.pycaffe SCRIPT [ARGUMENTS]")
        sys.exit(0 if len(sys.argv) > 1 else 2)
    if not os.path.isfile(sys.argv[1]):
        sys.exit(f"caffe2trt.pycaffe: there is no file {sys.argv[1]}")
    install()
    del sys.argv[0]
    sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
