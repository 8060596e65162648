"""What makes a prototxt ready for the passes: one generation of layers, one phase, inputs, and no layer too many."""
