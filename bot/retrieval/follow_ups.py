"""Follow-ups: a question that goes on from an answer is read in the articles of that answer first.

A question with words of its own ('how much did it cost?') is asked of those articles alone. Where
they answer it, that is the answer, unless it says a word that only other articles have: then it is
about something else. A question about a pronoun ('who signed it?') is answered by those articles,
or not at all, and a bare question ('and when?') by what stands beside what was quoted (`beside`),
or not at all. Without an answer to go on from, the first is answered where there is one article
only, and the second never.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.articles.model import Article, Passage
from bot.retrieval.answering import OFFERED_STORIES
from bot.retrieval.elliptical import quote_beside
from bot.retrieval.model import Answer, Quote
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.retrieval.text.analysis import words_of

# Of development questions with "it" for their names, read in the right article, about as many are
# answered rightly with a confidence of 0.3 to 0.59 (28 of 50) as of 0.59 to 0.8 (23 of 38).
_LENIENT = 0.6
_CORPORA = 8
_LARGEST = 300_000  # characters of articles that are indexed for a follow-up


class Follower:
    """Answers with what went before in mind; keeps the last few small corpora that this takes."""

    def __init__(self) -> None:
        self._corpus_of = lru_cache(maxsize=_CORPORA)(_build)

    def answer(
        self,
        corpus: Retriever,
        question: Question,
        quoted: Sequence[Passage] = (),
        *,
        top: int,
        threshold: float,
    ) -> Answer:
        """As `corpus.answer`, after an answer that quoted these passages, or after none."""
        everywhere = corpus.answer(question, top=top, threshold=threshold)
        is_open = question.needs_context
        small = self._corpus_for(quoted)
        if small is None:
            is_told = not is_open or len(corpus.articles) == 1  # of one article, 'it' means that
            return everywhere if is_told else _silent(everywhere)
        if question.is_elliptical:
            quote = quote_beside(small.corpus, question, quoted)
            found = _by_rule(everywhere, quote, threshold) if quote else everywhere
            return replace(found, in_context=True)
        if not is_open and _is_of_others(corpus, small, question):
            return everywhere
        enough = _LENIENT * threshold if is_open else threshold
        within = small.answer(question, top=top, threshold=enough)
        if not within.answered:
            return replace(_silent(everywhere), in_context=True) if is_open else everywhere
        alone = everywhere.answered and not is_open
        same = alone and everywhere.quotes[0].passage == within.quotes[0].passage
        confidence = max(within.confidence, threshold)
        return replace(
            within, confidence=confidence, corpus_version=corpus.version, in_context=not same
        )

    def _corpus_for(self, quoted: Sequence[Passage]) -> CorpusRetriever | None:
        articles = tuple(dict.fromkeys(passage.article for passage in quoted))
        if not articles or sum(map(_length, articles)) > _LARGEST:
            return None
        return self._corpus_of(articles)


def _build(articles: tuple[Article, ...]) -> CorpusRetriever:
    return CorpusRetriever.build(articles)


def _is_of_others(corpus: Retriever, small: Retriever, question: Question) -> bool:
    """Whether a word of the question is one of the corpus, but not of the small one's articles."""
    titles = {word for article in small.articles for word in words_of(article.title)}
    words = (word for word in question.content if word not in titles)
    return any(corpus.knows(word) and not small.knows(word) for word in words)


def _length(article: Article) -> int:
    return sum(map(len, article.paragraphs))


def _silent(everywhere: Answer) -> Answer:
    """No answer: what was found may be about anything that the pronoun does not mean."""
    return replace(everywhere, answered=False, confidence=0.0, related=())


def _by_rule(everywhere: Answer, quote: Quote, threshold: float) -> Answer:
    """An answer that the model of the confidence knows nothing of: it has just what is needed."""
    related = quote.passage.article.related[:OFFERED_STORIES]
    return replace(
        everywhere, answered=True, confidence=threshold, quotes=(quote,), related=related
    )
