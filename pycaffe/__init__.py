"""pycaffe's interface for inference: scripts written for Caffe run with `import caffe2trt.pycaffe as caffe`."""

from __future__ import annotations

from caffe2trt.caffe.schema.caffe_pb2 import TEST as TEST
from caffe2trt.caffe.schema.caffe_pb2 import TRAIN as TRAIN
from caffe2trt.pycaffe import io as io
from caffe2trt.pycaffe import proto as proto
from caffe2trt.pycaffe.alias import install as install
from caffe2trt.pycaffe.backends import set_device as set_device
from caffe2trt.pycaffe.backends import set_mode_cpu as set_mode_cpu
from caffe2trt.pycaffe.backends import set_mode_gpu as set_mode_gpu
from caffe2trt.pycaffe.backends import use as use
from caffe2trt.pycaffe.classifier import Classifier as Classifier
from caffe2trt.pycaffe.fillers import set_random_seed as set_random_seed
from caffe2trt.pycaffe.layer_types import layer_type_list as layer_type_list
from caffe2trt.pycaffe.net import Net as Net
from caffe2trt.pycaffe.net_spec import NetSpec as NetSpec
from caffe2trt.pycaffe.net_spec import layers as layers
from caffe2trt.pycaffe.net_spec import params as params
from caffe2trt.pycaffe.net_spec import to_proto as to_proto
from caffe2trt.pycaffe.python_layers import Layer as Layer
from caffe2trt.pycaffe.solver import AdaDeltaSolver as AdaDeltaSolver
from caffe2trt.pycaffe.solver import AdaGradSolver as AdaGradSolver
from caffe2trt.pycaffe.solver import AdamSolver as AdamSolver
from caffe2trt.pycaffe.solver import NesterovSolver as NesterovSolver
from caffe2trt.pycaffe.solver import RMSPropSolver as RMSPropSolver
from caffe2trt.pycaffe.solver import SGDSolver as SGDSolver
from caffe2trt.pycaffe.solver import get_solver as get_solver
