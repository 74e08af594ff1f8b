"""Whether the best passage answers: one number between 0 and 1."""

DEFAULT_THRESHOLD = 0.5
