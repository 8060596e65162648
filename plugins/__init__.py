"""Caffe's Tile as a TensorRT plugin: the kernel's source, its compilation, and its registration."""
