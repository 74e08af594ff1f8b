"""The last look before an answer is given: what is about to be quoted stands in its article.

A passage is held as its place in an article, so that its text cannot be anything else. What can be
wrong is the place: a slice that runs past the end is cut short without a word, one that begins
below zero is taken from the end, and a passage may be of another version of its article than the
one that the corpus holds. Any of these is a defect of the program.
"""

import logging
from collections.abc import Callable
from itertools import chain

from bot.articles.model import Article, Passage
from bot.retrieval.model import Quote

logger = logging.getLogger(__name__)


def verified(
    quote: Quote, article: Article, source_flaw: Callable[[Article], str | None]
) -> Quote | None:
    """The quote, if all of it stands in `article` and `source_flaw` finds no fault with that.

    Else None, and the reason is logged.
    """
    flaw = flaw_of_quote(quote, article) or source_flaw(article)
    if flaw is None:
        return quote
    log_flaw(quote.passage, article, flaw)
    return None


def log_flaw(passage: Passage, article: Article, flaw: str) -> None:
    """Log why a passage is not shown."""
    logger.error(
        "Left out what is not in %s, paragraph %d, characters %d to %d: %s",
        *(article.name, passage.paragraph, passage.start, passage.end, flaw),
    )


def flaw_of_passage(passage: Passage, article: Article) -> str | None:
    """Say why a passage is not what stands at its place in `article`; None if it is."""
    if passage.article.name != article.name:
        return f"it is of {passage.article.name}"
    if not 1 <= passage.paragraph <= len(article.paragraphs):
        return f"there are {len(article.paragraphs)} paragraphs"
    # The bounds are checked apart from the text: Python's slices never fail, they only come out
    # shorter.
    paragraph = article.paragraphs[passage.paragraph - 1]
    if not 0 <= passage.start < passage.end <= len(paragraph):
        return f"the paragraph has {len(paragraph)} characters"
    if paragraph[passage.start : passage.end] != passage.text:
        return "other characters stand there"
    return None


def flaw_of_quote(quote: Quote, article: Article) -> str | None:
    """Say what of a quote does not stand in `article`; None if all of it does.

    That is the passage and those shown beside it, the characters that are highlighted, and the
    names of those who are said to have said it.
    """
    attribution = quote.attribution
    for passage in filter(None, (quote.passage, *quote.before, attribution.neighbour)):
        if flaw := flaw_of_passage(passage, article):
            return flaw
    if quote.highlight:
        start, end = quote.highlight
        if not 0 <= start < end <= len(quote.passage.text):
            return f"characters {start} to {end} of it are to be highlighted"
    for name in (*attribution.said_by, *attribution.via):
        if name not in quote.passage.text and not _has_name(article, name):
            return f"the source {name!r} stands nowhere in the article"
    return None


def _has_name(article: Article, name: str) -> bool:
    headings = (heading for layout in article.layout for heading in layout.section)
    return any(name in text for text in chain(article.paragraphs, headings))
