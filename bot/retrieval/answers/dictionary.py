"""Whether a word is an English one: then it is no slip, even where no article has it."""

from functools import cache
from importlib.resources import files


def is_english_word(word: str) -> bool:
    """Whether BERT's vocabulary has a word whole, in lower case; it holds the 20,000 commonest."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    text = files("bot.retrieval.semantic").joinpath("vocabulary.txt").read_text("utf-8")
    return frozenset(piece for piece in text.split("\n") if piece.isalpha())
