"""From which confidence on a question counts as answered.

By itself, so that the configuration can have it as its default without all of retrieval.
"""

DEFAULT_THRESHOLD = 0.59
"""How it was chosen is in `benchmarks/quality`; one serves both models of the confidence."""
