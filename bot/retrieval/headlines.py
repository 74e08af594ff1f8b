"""Which headlines of related stories are articles that are themselves loaded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, RelatedStory
from bot.retrieval.index.hash_index import HashIndex
from bot.retrieval.text.analysis import words_of

_TRACKING = re.compile(r"(?:^|&)utm_\w*=[^&]*")


class Headings:
    """The articles of a segment by address and by title; immutable."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.by_address = HashIndex(_address(article.url) for article in articles)
        self.by_title = HashIndex(_title(article.title) for article in articles)


class Headlines:
    """The loaded articles by address and by title, as far as these tell them apart; immutable."""

    def __init__(
        self,
        articles: Sequence[Article],
        parts: Iterable[tuple[Headings, NDArray[np.integer]]] | None = None,
    ) -> None:
        """`parts` are segments, with each article's number in the corpus, -1 if it is gone.

        Without any, all articles are indexed. Of several with the same title or address the first
        counts.
        """
        self._articles = articles
        self._parts = tuple(parts or [(Headings(articles), np.arange(len(articles)))])

    def leads_to(self, story: RelatedStory) -> Article | None:
        """Return the article that a story is: that of the same address, else of the same title."""
        address, title = _address(story.url), _title(story.headline)
        same_address = (one for one in self._at(address) if _address(one.url) == address)
        same_title = (one for one in self._called(title) if _title(one.title) == title)
        # The hash index only proposes: candidates are compared, since hashes collide.
        return next(chain(same_address, same_title), None)

    def _at(self, address: str) -> Iterator[Article]:
        """Yield the articles that may have an address; to all that have none, nothing leads."""
        if address:
            found = ((one.by_address.candidates(address), own) for one, own in self._parts)
            yield from self._in_order(found)

    def _called(self, title: str) -> Iterator[Article]:
        if title:
            found = ((one.by_title.candidates(title), own) for one, own in self._parts)
            yield from self._in_order(found)

    def _in_order(
        self, found: Iterable[tuple[Iterable[int], NDArray[np.integer]]]
    ) -> Iterator[Article]:
        numbers = sorted(own.item(number) for some, own in found for number in some)
        return (self._articles[number] for number in numbers if number >= 0)


def _address(url: str | None) -> str:
    """Return what is the same for one page: not the scheme, `www.`, trackers and fragments."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that enclose no address
        return url
    host = parts.netloc.casefold().removeprefix("www.")
    query = _TRACKING.sub("", parts.query).lstrip("&")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def _title(text: str) -> str:
    return " ".join(words_of(text))
