"""Whole headings as terms: one that is asked word for word is found, however common its words."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import dropwhile

from bot.articles.model import Passage
from bot.retrieval.text.analysis import words_of

_A_QUESTION = 3
"""The fewest words of a heading that can be the question that is asked."""


@lru_cache(maxsize=1_024)  # the passages of a section follow each other
def heading_term(text: str) -> str | None:
    """The term of a heading, or of the question that it is; None if it is too short for one.

    Unlike other terms, it has spaces. The number before a heading is left out.
    """
    words = tuple(dropwhile(lambda word: word[0].isdecimal(), words_of(text)))
    return " ".join(words) if len(words) >= _A_QUESTION else None


def heading_terms(passage: Passage) -> Iterator[str]:
    """The terms of a passage's headings, and of its article's title if that is a question."""
    title = passage.article.title
    asking = (title,) if title.rstrip().endswith("?") else ()
    return filter(None, map(heading_term, (*asking, *passage.section)))
