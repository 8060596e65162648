"""Computes a TensorRT network on the CPU, as it stands in TensorRT."""
