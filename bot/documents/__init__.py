"""Reading seed files of any format: bytes in, documents out. Knows nothing of articles."""
