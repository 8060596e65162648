"""Caffe's files: the schema, prototxt, caffemodel. Everything else stands on this package."""
