"""Passes over a Caffe network: prototxt in, prototxt out. One file a pass, each with what is Given and the Result."""
