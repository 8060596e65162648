"""pycaffe's interface for inference: scripts written for Caffe run with `import caffe2trt.pycaffe as caffe`."""

from __future__ import annotations

from caffe2trt.caffe.schema.caffe_pb2 import TEST as TEST
from caffe2trt.caffe.schema.caffe_pb2 import TRAIN as TRAIN
from caffe2trt.pycaffe.backends import set_device as set_device
from caffe2trt.pycaffe.backends import set_mode_cpu as set_mode_cpu
from caffe2trt.pycaffe.backends import set_mode_gpu as set_mode_gpu
from caffe2trt.pycaffe.backends import use as use
from caffe2trt.pycaffe.fillers import set_random_seed as set_random_seed
from caffe2trt.pycaffe.net import Net as Net
