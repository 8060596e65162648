"""What the passes over recurrent layers share: the node's parts, the writer of its steps, and their recognition."""
