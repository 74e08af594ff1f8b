"""Related stories near to a topic."""

from collections.abc import Iterable

from bot.articles.model import Article, RelatedStory
from bot.retrieval.analysis import analyse
from bot.retrieval.bm25 import Bm25Index


def nearest_stories(
    articles: Iterable[Article], topic: str, limit: int
) -> tuple[RelatedStory, ...]:
    """At most `limit` headlines that share a term with `topic`, nearest first, each once."""
    stories = tuple(dict.fromkeys(story for article in articles for story in article.related))
    index = Bm25Index([analyse(story.headline).terms for story in stories])
    scores = index.scores(analyse(topic).terms)
    order = sorted(range(len(stories)), key=lambda place: (-scores[place], place))
    return tuple(stories[place] for place in order[:limit] if scores[place] > 0)
