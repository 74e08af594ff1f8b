"""Makes the weights of the encoder for other languages than English: see README.md."""
