"""Question → Answer: retrieve, judge, attribute."""

from bot.articles.attribution import find_sources
from bot.articles.model import Passage, Role
from bot.retrieval.analysis import analyse
from bot.retrieval.confidence import DEFAULT_THRESHOLD
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Answer, Attribution, Quote
from bot.retrieval.stories import nearest_stories

OFFERED_STORIES = 3


def answer(
    corpus: Corpus, question: str, *, top: int = 3, threshold: float = DEFAULT_THRESHOLD
) -> Answer:
    """The best `top` passages for `question`, and whether they answer it."""
    asked = analyse(question)
    scores = corpus.terms.scores(asked.terms)
    order = [n for n in sorted(range(len(scores)), key=lambda n: (-scores[n], n)) if scores[n] > 0]
    quotes = tuple(
        Quote(corpus.passages[n], float(scores[n]), _attribute(corpus.passages[n]))
        for n in order[:top]
    )
    mass = corpus.terms.mass(asked.terms)
    confidence = min(1.0, quotes[0].score / mass) if quotes else 0.0
    answered = bool(quotes) and confidence >= threshold
    if answered:
        related = quotes[0].passage.article.related[:OFFERED_STORIES]
    else:
        related = nearest_stories(corpus, question, OFFERED_STORIES)
    return Answer(question, answered, confidence, quotes, related, corpus.version)


def _attribute(passage: Passage) -> Attribution:
    sources = find_sources(passage.text)
    return Attribution(
        said_by=tuple(source.name for source in sources if source.role is Role.SPEAKER),
        via=tuple(source.name for source in sources if source.role is Role.OUTLET),
    )
