"""Quotes passages outside a search: the gist of an article, and what a button names."""

from bot.articles.model import Passage
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.answers.standing import antecedents_of
from bot.retrieval.answers.verifying import verified
from bot.retrieval.model import Quote, Span
from bot.retrieval.retriever import Retriever


def quote_in(corpus: Retriever, passage: Passage, highlight: Span | None = None) -> Quote | None:
    """Quote a sentence of one of the articles; None, which is logged, if it does not stand there.

    `highlight` are the characters that answer. May read the article's file, so it blocks.
    """
    passages = corpus.passages_in(passage.article)
    at = passages.index(passage)
    quote = Quote(
        passage,
        score=1.0,
        attribution=attribute(passages, at),
        highlight=highlight,
        confidence=1.0,
        before=antecedents_of(passages, at),
    )
    return verified(quote, passage.article, corpus.flaw_of)
