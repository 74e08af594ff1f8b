"""Which headlines of related stories are articles that are themselves loaded."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self
from urllib.parse import urlsplit

from bot.articles.model import Article, RelatedStory
from bot.retrieval.analysis import words_of

_TRACKING = re.compile(r"(?:^|&)utm_\w*=[^&]*")


@dataclass(frozen=True, slots=True)
class Headlines:
    """The loaded articles by address and by title, as far as these tell them apart."""

    by_address: Mapping[str, Article]
    by_title: Mapping[tuple[str, ...], Article]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Self:
        """Index the articles; of several with the same title the first counts."""
        by_address: dict[str, Article] = {}
        by_title: dict[tuple[str, ...], Article] = {}
        for article in articles:
            if article.url:
                by_address.setdefault(_address(article.url), article)
            by_title.setdefault(_title(article.title), article)
        return cls(MappingProxyType(by_address), MappingProxyType(by_title))

    def leads_to(self, story: RelatedStory) -> Article | None:
        """Return the article that a story is: that of the same address, else of the same title."""
        found = self.by_address.get(_address(story.url)) if story.url else None
        title = _title(story.headline)
        return found or (self.by_title.get(title) if title else None)


def _address(url: str) -> str:
    """Return what is the same for one page: not the scheme, `www.`, trackers and fragments."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that enclose no address
        return url
    host = parts.netloc.casefold().removeprefix("www.")
    query = _TRACKING.sub("", parts.query).lstrip("&")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def _title(text: str) -> tuple[str, ...]:
    return words_of(text)
