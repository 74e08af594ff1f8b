"""Quotes passages outside a search: the gist of an article, and what a button names."""

from collections.abc import Sequence

from bot.articles.model import Passage
from bot.retrieval.attributing import attribute
from bot.retrieval.model import Quote
from bot.retrieval.standing import antecedents_of
from bot.retrieval.verifying import flaw_of_quote


def quote_in(passages: Sequence[Passage], passage: Passage) -> Quote | None:
    """Quote one of the sentences of an article, which are given in reading order.

    None where it does not stand there.
    """
    at = passages.index(passage)
    quote = Quote(
        passage,
        score=1.0,
        attribution=attribute(passages, at),
        confidence=1.0,
        before=antecedents_of(passages, at),
    )
    return None if flaw_of_quote(quote, passage.article) else quote
