"""Sentences that say the same in nearly the same words, as articles from one agency do."""

from collections.abc import Iterable

from bot.retrieval.model import Quote
from bot.retrieval.text.analysis import words_of
from bot.retrieval.text.normalising import in_one_spelling

# Nothing that could turn a sentence round, as 'not', 'only' and 'before' do.
_WITHOUT_WEIGHT = frozenset(["a", "an", "the", "that"])


def without_repetition(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes in their order, of those that say the same only the first.

    The same is what differs at most in case, punctuation, American or British spelling, and
    articles. A number, a name or a tense that differs makes two sentences: where sources
    contradict each other, both must be seen.
    """
    first: dict[tuple[str, ...], Quote] = {}
    for quote in quotes:
        first.setdefault(_words(quote.passage.text), quote)
    return tuple(first.values())


def _words(text: str) -> tuple[str, ...]:
    words = tuple(in_one_spelling(word) for word in words_of(text) if word not in _WITHOUT_WEIGHT)
    return words or (text,)
