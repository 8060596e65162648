"""What each Caffe layer means, written once: a short function that emits the primitives of a Program."""
