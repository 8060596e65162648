"""caffe_pb2: the messages of Caffe's files, as `from caffe.proto import caffe_pb2` gives them."""

from __future__ import annotations

from caffe2trt.caffe.schema import caffe_pb2 as caffe_pb2
