"""python -m caffe2trt: the command line, for a Python whose scripts are not on the PATH."""

from caffe2trt.converter.cli.main import main

if __name__ == "__main__":
    main(prog_name="caffe2trt")
