"""Passages that may answer, found by words and by meaning, in order."""
