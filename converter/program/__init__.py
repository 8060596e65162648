"""The Program: what a Caffe network computes, in about twenty primitives.

numpy, ONNX and TensorRT each implement them.
"""
