"""Building blocks of cards, buttons and panels."""
