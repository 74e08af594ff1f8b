"""Example questions, found in the loaded articles."""

from collections.abc import Iterator

from bot.articles.attribution import find_sources
from bot.articles.model import Role
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever

EXAMPLE_PASSAGES = 20
"""So many passages are looked through for an example to try."""

_VERBS = ("say", "claim", "announce")


def find_example(corpus: Retriever, threshold: float) -> str | None:
    """Find a question that the corpus answers: about a named speaker, or an article's title."""
    for candidate in _candidates(corpus):
        if corpus.answer(Question.parse(candidate), top=1, threshold=threshold).answered:
            return candidate
    return None


def _candidates(corpus: Retriever) -> Iterator[str]:
    for passage in corpus.passages[:EXAMPLE_PASSAGES]:
        for source in find_sources(passage.text):
            # 'his televised remarks' would make an odd question.
            if source.role is Role.SPEAKER and source.name[0].isupper():
                yield from (f"What did {source.name} {verb}?" for verb in _VERBS)
    for article in corpus.articles[:1]:
        yield article.title
