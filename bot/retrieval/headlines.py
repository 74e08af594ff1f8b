"""Which headlines of related stories are articles that are themselves loaded."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from bot.articles.model import Article, RelatedStory
from bot.retrieval.index.hash_index import HashIndex
from bot.retrieval.text.analysis import words_of

_TRACKING = re.compile(r"(?:^|&)utm_\w*=[^&]*")


class Headlines:
    """The loaded articles by address and by title, as far as these tell them apart; immutable."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Index the articles; of several with the same title or address the first counts."""
        self._articles = articles
        self._by_address = HashIndex(_address(article.url) for article in articles)
        self._by_title = HashIndex(_title(article.title) for article in articles)

    def leads_to(self, story: RelatedStory) -> Article | None:
        """Return the article that a story is: that of the same address, else of the same title."""
        address, title = _address(story.url), _title(story.headline)
        same_address = (one for one in self._at(address) if _address(one.url) == address)
        same_title = (one for one in self._called(title) if _title(one.title) == title)
        return next(chain(same_address, same_title), None)

    def _at(self, address: str) -> Iterator[Article]:
        """Yield the articles that may have an address; to all that have none, nothing leads."""
        return self._of(self._by_address.candidates(address)) if address else iter(())

    def _called(self, title: str) -> Iterator[Article]:
        return self._of(self._by_title.candidates(title)) if title else iter(())

    def _of(self, numbers: Iterator[int]) -> Iterator[Article]:
        return map(self._articles.__getitem__, numbers)


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
