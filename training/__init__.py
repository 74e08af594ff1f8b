"""Makes the reader's weights: data, noise, near misses, training, export and evaluation."""
