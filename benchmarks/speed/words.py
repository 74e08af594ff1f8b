"""A made-up vocabulary: words of content by frequency, and the words of grammar between them."""

import numpy as np
from numpy.typing import NDArray

# By their frequency in English; together half of all that is written.
_GRAMMAR = """
the of and to in a that for it was on is with he as at by his be had from were have not but this are
an which or they their been has will there its who all more about when her she than we out into up
him so if some what no them our over only before other these through then such should because any
most during where under own
"""
GRAMMAR = tuple(_GRAMMAR.split())

# A word is two syllables and an ending: onset, vowel, coda, twice, of which the codas are mostly
# none, and so are the endings.
_SYLLABLE = (
    "b br c ch d f fl g gr h j k l m n p pr r s sh st t th tr v w",
    "a e i o u ea ou",
    "- - - - - - - - - l m n nd r rt s t ck",
)
_ENDINGS = "- - - - - - - - - s s ed ed ing er ly ion al ment"
_PARTS = tuple(part.replace("-", "").split(" ") for part in (*_SYLLABLE, *_SYLLABLE, _ENDINGS))
_NAMES = 8  # of so many words, one is a name


def content_words(count: int, generator: np.random.Generator) -> tuple[str, ...]:
    """So many different words, every eighth of them a name with a capital; at most 300,000."""
    drawn = np.stack([generator.integers(len(part), size=2 * count) for part in _PARTS], axis=1)
    spelt = dict.fromkeys(
        "".join(part[place] for part, place in zip(_PARTS, row, strict=True))
        for row in drawn.tolist()
    )
    return tuple(
        word.capitalize() if place % _NAMES == 0 else word
        for place, word in enumerate(list(spelt)[:count])
    )


def zipf(count: int, shift: float) -> NDArray[np.float64]:
    """Zipf's law as Mandelbrot has it: each word's share of all that is said, the first the most.

    The share of the word of rank r is in proportion to 1 / (r + shift).
    """
    shares = 1 / (np.arange(1, count + 1) + shift)
    return np.asarray(shares / shares.sum())
