"""The optional extra `semantic`: what passages mean, beside the words that they share."""
