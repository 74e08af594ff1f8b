"""Question → Answer: retrieve, judge, attribute."""

from bot.retrieval.analysis import analyse
from bot.retrieval.attributing import attribute
from bot.retrieval.confidence import DEFAULT_THRESHOLD, MODEL, evidence
from bot.retrieval.corpus import Corpus
from bot.retrieval.highlight import highlight
from bot.retrieval.model import Answer, Quote
from bot.retrieval.questions import is_question
from bot.retrieval.ranking import rank
from bot.retrieval.stories import nearest_stories

OFFERED_STORIES = 3


def answer(
    corpus: Corpus, question: str, *, top: int = 3, threshold: float = DEFAULT_THRESHOLD
) -> Answer:
    """The best `top` passages for `question`, and whether they answer it.

    They do where the confidence reaches `threshold` (0 to 1). A greeting, a command or a single
    word is no question: its confidence is 0.
    """
    ranking = rank(corpus, analyse(question), question)
    quotes = tuple(
        _quote(corpus, int(position), float(score), question)
        for position, score in zip(ranking.passages[:top], ranking.scores[:top], strict=True)
    )
    confidence = 0.0
    if quotes and is_question(question):
        confidence = MODEL.confidence(evidence(corpus, ranking, question))
    answered = bool(quotes) and confidence >= threshold
    if answered:
        related = quotes[0].passage.article.related[:OFFERED_STORIES]
    else:
        related = nearest_stories(corpus, question, OFFERED_STORIES)
    return Answer(question, answered, confidence, quotes, related, corpus.version)


def _quote(corpus: Corpus, position: int, score: float, question: str) -> Quote:
    passage = corpus.passages[position]
    attribution = attribute(corpus.passages, position)
    return Quote(passage, score, attribution, highlight(question, passage.text))
