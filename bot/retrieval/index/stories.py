"""Search for related stories by topic."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, RelatedStory
from bot.retrieval.index.bm25 import Bm25Index
from bot.retrieval.text.analysis import analyse


class StoryIndex:
    """The headlines listed under articles, searchable by topic; immutable."""

    def __init__(self, articles: Sequence[Article], headlines: Bm25Index) -> None:
        """`headlines` indexes all related stories, in the order of the articles."""
        self.headlines = headlines
        self._articles = articles

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "StoryIndex":
        """Index the related stories of articles."""
        stories = (story for article in articles for story in article.related)
        return cls(articles, Bm25Index.of([analyse(story.headline).terms for story in stories]))

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        """The place of each article's first story, and the number of all."""
        return np.append(0, np.cumsum(story_counts(self._articles)))

    def nearest(self, topic: str, limit: int) -> tuple[RelatedStory, ...]:
        """At most `limit` distinct headlines that share a term with `topic`, best first."""
        terms = analyse(topic).terms
        # Fewer than wanted may be left once repeats are dropped, so more are fetched until there
        # are enough.
        looked_at = limit
        while True:
            found, _ = self.headlines.top(terms, looked_at)
            stories = dict.fromkeys(map(self._story, found.tolist()))
            if len(stories) >= limit or len(found) < looked_at:
                return tuple(stories)[:limit]
            looked_at *= 4  # the same story is listed under several articles

    def _story(self, place: int) -> RelatedStory:
        article = int(np.searchsorted(self._firsts, place, side="right")) - 1
        return self._articles[article].related[place - int(self._firsts[article])]


def story_counts(articles: Sequence[Article]) -> NDArray[np.int64]:
    """The number of related stories of each article."""
    return np.fromiter((len(article.related) for article in articles), np.int64, len(articles))


def nearest_stories(
    articles: Sequence[Article], topic: str, limit: int
) -> tuple[RelatedStory, ...]:
    """At most `limit` headlines for a topic, best first; indexes the articles on the fly."""
    return StoryIndex.of(articles).nearest(topic, limit)
