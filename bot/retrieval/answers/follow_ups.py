"""Follow-ups: a question that goes on from an answer is read in the article of that answer first.

That is the article of the first quote. A question with words of its own ('how much did it cost?')
is asked of it alone; where it answers, that is the answer, unless the question has a name that only
other articles have: then it is about something else. A question about a pronoun ('who signed it?')
or without words of its own ('and when?') is answered by what stands beside the quotes
(`elliptical`) or, about a pronoun, by the rest of the article, or not at all. Where one article is
loaded and nothing was asked before, a pronoun is about that; 'and when?' is about nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

import regex

from bot.articles.model import Article, Passage
from bot.retrieval.answers.answering import OFFERED_STORIES
from bot.retrieval.answers.elliptical import quote_beside
from bot.retrieval.model import Answer, Outcome, Quote, Stage
from bot.retrieval.parsing.answer_types import AnswerType, spans_of
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.retrieval.text.analysis import words_of

# Of development questions with "it" for their names, read in the right article, about as many are
# answered rightly with a confidence of 0.3 to 0.59 (28 of 50) as of 0.59 to 0.8 (23 of 38).
_LENIENT = 0.6
_THE = regex.compile(r"(?i)\bthe (\p{L}+)")
_TELLING = 2  # words of its own from which a question is asked of all articles: 'do they expect'
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
        home = self._home_of(corpus, quoted)
        if home is None:
            is_told = not question.needs_context or len(question.own_words) >= _TELLING
            return everywhere if is_told else _silent(everywhere)
        in_context = bool(quoted)
        if question.needs_context:
            quote = quote_beside(home.corpus, question, quoted or home.passages[:1])
            if quote and (quoted or not question.is_elliptical):
                found = _by_rule(everywhere, quote, threshold)
                return replace(found, in_context=in_context)
        if question.is_elliptical:
            return replace(_silent(everywhere), in_context=in_context)
        if not quoted and not question.needs_context:
            return everywhere
        if not question.needs_context and _leads_out(corpus, home, question, everywhere):
            return everywhere
        within = home.answer(
            question,
            top=top,
            threshold=_LENIENT * threshold if question.needs_context else threshold,
        )
        if not within.answered:
            if question.needs_context:
                return replace(_silent(everywhere), in_context=in_context)
            return everywhere
        alone = everywhere.answered and not question.needs_context
        same = alone and everywhere.quotes[0].passage == within.quotes[0].passage
        return replace(
            within,
            confidence=max(within.confidence, threshold),
            corpus_version=corpus.version,
            in_context=in_context and not same,
        )

    def _home_of(self, corpus: Retriever, quoted: Sequence[Passage]) -> CorpusRetriever | None:
        """The article that is spoken of: that of the first quote, or the only one there is."""
        articles = [quoted[0].article] if quoted else corpus.articles
        if len(articles) != 1 or _length(articles[0]) > _LARGEST or corpus.flaw_of(articles[0]):
            return None
        return self._corpus_of((articles[0],))


def _build(articles: tuple[Article, ...]) -> CorpusRetriever:
    return CorpusRetriever.build(articles)


def _leads_out(corpus: Retriever, home: Retriever, question: Question, everywhere: Answer) -> bool:
    """Whether a name of the question, or its 'the bridge', is none of the article spoken of.

    In lower case, a name is what the best passage of all articles has for one.
    """
    the = frozenset(chain.from_iterable(map(words_of, _THE.findall(question.clause))))
    names = (question.names or _names_in(question, everywhere)) | the
    titles = {word for article in home.articles for word in words_of(article.title)}
    return any(corpus.knows(one) and not home.knows(one) and one not in titles for one in names)


def _names_in(question: Question, everywhere: Answer) -> frozenset[str]:
    if not everywhere.quotes:
        return frozenset()
    article = everywhere.quotes[0].passage.article
    texts = (article.title, everywhere.quotes[0].passage.text)
    names = (text[slice(*one)] for text in texts for one in spans_of(AnswerType.NAME, text))
    return frozenset(chain.from_iterable(map(words_of, names))) & frozenset(question.content)


def _length(article: Article) -> int:
    return sum(map(len, article.paragraphs))


def _silent(everywhere: Answer) -> Answer:
    """No answer: what was found may be about anything that the pronoun does not mean."""
    return replace(
        everywhere, outcome=Outcome.NONE, stage=Stage.CONTEXT, shown=0, confidence=0.0, related=()
    )


def _by_rule(everywhere: Answer, quote: Quote, threshold: float) -> Answer:
    """An answer that the model of the confidence knows nothing of: it has just what is needed."""
    return replace(
        everywhere,
        outcome=Outcome.ANSWER,
        stage=Stage.CONTEXT,
        shown=1,
        confidence=threshold,
        quotes=(replace(quote, confidence=threshold),),
        related=quote.passage.article.related[:OFFERED_STORIES],
    )
