"""The gist of an article in its own sentences: the first, then the most central, in their order.

A sentence is central if it shares many words with the others of its article (degree centrality,
as in LexRank, Erkan and Radev 2004, doi:10.1613/jair.1523). One that begins with a pronoun or a
quotation is no part of a gist, since it does not stand by itself.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice

from bot.articles.model import Article, Passage
from bot.retrieval.answers.answering import OFFERED_STORIES
from bot.retrieval.answers.quoting import quote_in
from bot.retrieval.answers.standing import stands_alone
from bot.retrieval.model import Answer, Outcome, Quote, Stage
from bot.retrieval.parsing.question_kinds import Asked, QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever
from bot.retrieval.text.analysis import analyse, words_of
from bot.retrieval.text.question_analysis import analyse_question

GIST = 3
"""Sentences that a gist has."""

NEWEST = 3
"""Articles that answer 'what's new?'."""

_READ = 400  # sentences of an article that are compared; of longer ones the first
_FEWEST, _MOST = 6, 60  # words of a sentence that says something, and is soon read
_SAME = 0.7  # cosine from which a sentence says what the lead says


def articles_asked(
    corpus: Retriever, asked: Asked, quoted: Sequence[Passage] = ()
) -> tuple[Article, ...]:
    """The articles whose gist is asked for; none if it is unclear which.

    'What is this about?' is about the article quoted before, or the only one; 'summarise the
    ferry' about one whose title has these words; "what's new?" about the newest.
    """
    articles = corpus.articles
    if asked.about:
        wanted = _words(asked.about)
        found = corpus.catalogue.where(lambda title: wanted <= _words(title))
        return tuple(islice(found, 1 if wanted else 0))
    if asked.kind is QuestionKind.NEWS and len(articles) > 1:
        newest = [one for one in corpus.catalogue.newest if one.published]
        return tuple(newest or articles[:NEWEST])[:NEWEST]
    if quoted:
        return (quoted[0].article,)
    return tuple(articles) if len(articles) == 1 else ()


def gist_answer(corpus: Retriever, question: Question, articles: Sequence[Article]) -> Answer:
    """The gist of an article, or of several the first sentence of each."""
    quotes: list[Quote] = []
    for article in articles:
        passages = corpus.passages_in(article)
        for passage in gist_of(passages, GIST if len(articles) == 1 else 1):
            if quote := quote_in(corpus, passage):
                quotes.append(quote)
    if not quotes:
        return unclear(corpus, question)
    return Answer(
        question=question.text,
        outcome=Outcome.ANSWER,
        confidence=1.0,
        quotes=tuple(quotes),
        related=articles[0].related[:OFFERED_STORIES],
        corpus_version=corpus.version,
        message=question.message,
        clause=question.clause,
        stage=Stage.GIST,
        shown=len(quotes),
        at_once=len(quotes),
    )


def unclear(corpus: Retriever, question: Question) -> Answer:
    """No answer, since it is unclear which article is meant."""
    return Answer(
        question=question.text,
        outcome=Outcome.NONE,
        confidence=0.0,
        quotes=(),
        related=(),
        corpus_version=corpus.version,
        message=question.message,
        clause=question.clause,
        stage=Stage.GIST,
        needs_context=True,
    )


def gist_of(passages: Sequence[Passage], most: int = GIST) -> tuple[Passage, ...]:
    """The gist of an article, of which `passages` are the sentences in reading order."""
    read = passages[:_READ]
    if not read:
        return ()
    # Reports open with their point; a dateline or a short teaser before it is skipped.
    lead = next((one for one in read if _length(one) >= _FEWEST), read[0])
    vectors = [_vector(one.text) for one in read]
    centrality = _centralities(vectors)
    lead_vector = vectors[read.index(lead)]
    ranked = sorted(range(len(read)), key=lambda at: (-centrality[at], at))
    chosen = [lead]
    for at in ranked:
        if len(chosen) == most:
            break
        passage = read[at]
        # The most central sentence is often the lead in other words.
        is_new = passage is not lead and _cosine(vectors[at], lead_vector) < _SAME
        if is_new and _is_telling(passage):
            chosen.append(passage)
    # Chosen by rank, shown in reading order: a gist that jumps back and forth reads wrongly.
    return tuple(sorted(chosen, key=lambda one: (one.paragraph, one.start)))


def _words(text: str) -> frozenset[str]:
    return frozenset(analyse_question(text).analysis.terms)


def _is_telling(passage: Passage) -> bool:
    return _FEWEST <= _length(passage) <= _MOST and stands_alone(passage.text)


def _length(passage: Passage) -> int:
    """Its words; in scripts that leave no spaces, pairs of characters."""
    return len(words_of(passage.text))


def _vector(text: str) -> Counter[str]:
    return Counter(analyse(text).terms)


def _centralities(vectors: Sequence[Counter[str]]) -> list[float]:
    """The mean cosine of each sentence with all others."""
    # The sum of cosines equals one dot product with the sum of all unit vectors, so that this is
    # linear in the number of words instead of quadratic in sentences.
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        norm = _norm(vector)
        for term, count in vector.items():
            total[term] += count / norm
    return [
        (sum(count * total[term] for term, count in vector.items()) / _norm(vector))
        for vector in vectors
    ]


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    dot = sum(count * other[term] for term, count in one.items())
    return dot / (_norm(one) * _norm(other))


def _norm(vector: Counter[str]) -> float:
    return math.sqrt(sum(count * count for count in vector.values())) or 1.0
