"""The Program: what a Caffe network computes, in about twenty primitives that numpy, ONNX and TensorRT each implement."""
