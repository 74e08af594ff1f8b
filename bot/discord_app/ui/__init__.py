"""Building blocks of cards and texts."""
