"""The shape of the network, which is all-MiniLM-L6-v2's, and of its scores."""

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
PIECES, PLACES = 30_522, 512
SCORES = 5
"""Of each piece: column 0 at a sentence's [SEP] and the mean of column 1 over the sentence add up
to its score; column 2 at [CLS] is that of 'none'; 3 and 4 are the answer's first and last piece."""
EPSILON = 1e-12
SCALE = (WIDTH // HEADS) ** -0.5
