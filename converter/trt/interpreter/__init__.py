"""Computes a TensorRT network on the CPU, as it stands in TensorRT.

evaluate.py is the entry, layer_view.py reads one layer, registry.py and properties.py say which properties are
honoured. The other files compute the layers, one short function for each kind, as NVIDIA documents it in NvInfer.h and
at https://docs.nvidia.com/deeplearning/tensorrt/latest/_static/operators/
"""
