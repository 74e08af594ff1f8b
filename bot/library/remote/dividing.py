"""Divides the articles of a version into segments, and keeps those that have not changed.

A segment is a range of names, like a leaf of a B-tree: one that has become too large is halved, and
one that has become small joins the next.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.articles.model import Article
from bot.library.remote.directory import Place
from bot.library.workers import length_of

LARGEST: Final = 8_000_000
"""Characters of a segment: some 60,000 sentences."""
_SMALL: Final = 1 / 4
"""The share of that below which a segment joins the next."""


@dataclass(frozen=True, slots=True)
class Range:
    """A segment that is published.

    `digest` is that of its directory, `articles` has a digest for each name, in order. It is not
    `whole` if it has to be published anew, whether or not an article has changed.
    """

    place: Place
    digest: str
    passages: int
    articles: Mapping[str, str]
    whole: bool = True

    def is_of(self, articles: Iterable[Article]) -> bool:
        """Whether it is whole, and has these articles as they are."""
        return self.whole and self.articles == {one.name: one.digest for one in articles}


def divide(
    articles: Iterable[Article], ranges: Sequence[Range], largest: int = LARGEST
) -> Iterator[Range | list[Article]]:
    """Yield the ranges that stay, and the articles of each new one; all in the order of names.

    `articles` come in that order. At most twice the `largest` number of characters are held at
    once.
    """
    starts = [next(iter(one.articles)) for one in ranges[1:]]
    here: list[Article] = []
    size = 0
    for number, group in groupby(articles, lambda one: bisect_right(starts, one.name)):
        is_joined = bool(here)
        for article in group:
            here.append(article)
            size += length_of([article])
            if size >= 2 * largest:
                *halves, here = _halved(here)
                yield from halves
                size = length_of(here)
        known = ranges[number] if ranges else None
        # A range that begins with articles left over from the one before cannot stay as it is.
        if known and not is_joined and known.is_of(here):
            yield known
        # A small rest is carried into the next range; otherwise deletions would leave many tiny
        # segments, and a question asks for its terms in each.
        elif size >= _SMALL * largest:
            yield from _halved(here) if size > largest else [here]
        else:
            continue
        here, size = [], 0
    if here:
        yield here


def _halved(articles: list[Article]) -> list[list[Article]]:
    """Two parts of about the same size; one if there is only one article."""
    half, size = length_of(articles) / 2, 0
    for number, article in enumerate(articles[:-1], start=1):
        size += length_of([article])
        if size >= half:
            return [articles[:number], articles[number:]]
    return [articles[:-1], articles[-1:]] if len(articles) > 1 else [articles]
